"""``affilint fix``: what it writes, what it refuses, and that nothing is ever half done."""

from __future__ import annotations

import stat
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.finding import Edit, Finding, Fix
from linter.fixes import UnstableFixError, apply, choose, fix_text

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]

AMAZON = "https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20"
NOTICE = "We earn a commission when you buy through links in this article."
ARTICLE = f'# Lamps\n\n{NOTICE}\n\nBuy the <a href="{AMAZON}">Glow</a>.\n'
FIXED = f'# Lamps\n\n{NOTICE}\n\nBuy the <a rel="sponsored" href="{AMAZON}">Glow</a>.\n'


def finding(start: int, end: int, replacement: str, *, safe: bool = True, mark: str = "") -> Finding:
    fix = Fix((Edit(start, end, replacement),), safe=safe)
    return Finding(
        "a.md", "text/x", "error", "certain", "m", start, end, "x", fix=fix, fingerprint=f"{start}{end}{mark}"
    )


def test_a_safe_fix_is_written_and_a_second_run_finds_nothing(affilint: Affilint, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(ARTICLE, encoding="utf-8")
    first = affilint("fix", "a.md")
    assert first.returncode == 0
    assert "a.md: fixed links/rel-missing 1" in first.stderr
    assert path.read_text(encoding="utf-8") == FIXED
    again = affilint("fix", "a.md")
    assert (again.returncode, "0 findings fixed" in again.stderr) == (0, True)


def test_check_can_mend_first(affilint: Affilint, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(ARTICLE, encoding="utf-8")
    result = affilint("check", "a.md", "--fix", "--fail-on", "warning")
    assert (result.returncode, path.read_text(encoding="utf-8")) == (0, FIXED)


@pytest.mark.parametrize("option", ["--diff", "--check"])
def test_looking_first_writes_nothing_and_says_so_in_the_exit_code(
    affilint: Affilint, tmp_path: Path, option: str
) -> None:
    path = tmp_path / "a.md"
    path.write_text(ARTICLE, encoding="utf-8")
    result = affilint("fix", "a.md", option)
    assert result.returncode == 1
    assert path.read_text(encoding="utf-8") == ARTICLE
    if option == "--diff":
        assert f'+Buy the <a rel="sponsored" href="{AMAZON}">Glow</a>.' in result.stdout


def test_the_house_sentence_needs_unsafe(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "affilint.yml").write_text(f"disclosure: {{text: {NOTICE}}}\n", encoding="utf-8")
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: x\n---\n\n# Lamps\n\n[Glow]({AMAZON})\n", encoding="utf-8")
    assert "1 more with --unsafe" in affilint("fix", "a.md").stderr
    affilint("fix", "a.md", "--unsafe")
    assert path.read_text(encoding="utf-8").startswith(f"---\ntitle: x\n---\n\n# Lamps\n\n{NOTICE}\n\n[Glow]")


def test_a_house_sentence_that_does_not_disclose_is_a_mistake_of_the_configuration(
    affilint: Affilint, tmp_path: Path
) -> None:
    (tmp_path / "affilint.yml").write_text("disclosure: {text: Thank you for reading.}\n", encoding="utf-8")
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    result = affilint("fix", "a.md")
    assert result.returncode == 2
    assert "affilint.yml: 1:20" in result.stderr


@pytest.mark.parametrize(
    ("encoding", "bom"), [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("cp1252", b"")]
)
def test_encoding_mark_line_ends_and_mode_stay(affilint: Affilint, tmp_path: Path, encoding: str, bom: bytes) -> None:
    head = '<meta charset="windows-1252">' if encoding == "cp1252" else ""
    page = f'{head}<h1>Café</h1>\r\n<p>{NOTICE}</p>\r\n<a href="{AMAZON}">Glow</a>\r\n'
    path = tmp_path / "a.html"
    path.write_bytes(bom + page.encode(encoding))
    path.chmod(0o640)
    assert affilint("fix", "a.html").returncode == 0
    assert path.read_bytes() == bom + page.replace("<a href", '<a rel="sponsored" href').encode(encoding)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_written_through(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.md"
    target.write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.md").symlink_to(target)
    affilint("fix", "b.md")
    assert (tmp_path / "b.md").is_symlink()
    assert target.read_text(encoding="utf-8") == FIXED


def test_what_is_suppressed_is_not_mended(affilint: Affilint, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    text = ARTICLE.replace("Buy the", "<!-- affilint-disable-next-line links/rel-missing -- ours -->\nBuy the")
    path.write_text(text, encoding="utf-8")
    affilint("fix", "a.md")
    assert path.read_text(encoding="utf-8") == text


def test_fixes_that_touch_are_never_made_together() -> None:
    chosen = choose(
        [finding(0, 4, "a"), finding(4, 6, "b"), finding(8, 9, "c"), finding(20, 21, "d", safe=False)], unsafe=False
    )
    assert [(item.start, item.end) for item in chosen] == [(0, 4), (8, 9)]


def test_a_fix_that_leaves_its_finding_is_refused() -> None:
    with pytest.raises(UnstableFixError, match="text/x"):
        fix_text("abc", lambda text: [finding(0, 1, text[0].swapcase())])


def test_fixes_that_undo_each_other_are_refused() -> None:
    with pytest.raises(UnstableFixError):
        fix_text("a", lambda text: [finding(0, 1, "b" if text == "a" else "a", mark=text)])


@given(
    st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.text(max_size=3)), max_size=8)
)
def test_edits_change_their_spans_and_nothing_else(text: str, spans: list[tuple[int, int, str]]) -> None:
    found = [finding(start, min(start + length, len(text)), new) for start, length, new in spans if start <= len(text)]
    edits = sorted(
        (edit for item in choose(found, unsafe=False) if item.fix for edit in item.fix.edits),
        key=lambda edit: edit.start,
    )
    result, at = apply(text, edits), 0
    rebuilt = []
    for edit in edits:
        rebuilt += [text[at : edit.start], edit.replacement]
        at = edit.end
    assert result == "".join([*rebuilt, text[at:]])
    assert len(result) == len(text) + sum(len(edit.replacement) - (edit.end - edit.start) for edit in edits)
