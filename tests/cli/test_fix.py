"""``affilint fix``: what it writes and what it refuses; files are written completely or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.git import git

if TYPE_CHECKING:
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]

AMAZON = "https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20"
NOTICE = "We earn a commission when you buy through links in this article."
ARTICLE = f'# Lamps\n\n{NOTICE}\n\nBuy the <a href="{AMAZON}">Glow</a>.\n'
FIXED = f'# Lamps\n\n{NOTICE}\n\nBuy the <a rel="sponsored" href="{AMAZON}">Glow</a>.\n'


def test_safe_fix_is_written_and_second_run_fixes_nothing(affilint: Affilint, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(ARTICLE, encoding="utf-8")
    first = affilint("fix", "a.md")
    assert first.returncode == 0
    assert "a.md: fixed links/rel-missing 1" in first.stderr
    assert path.read_text(encoding="utf-8") == FIXED
    again = affilint("fix", "a.md")
    assert (again.returncode, "0 findings fixed" in again.stderr) == (0, True)


def test_fixes_of_several_files_are_summed_up_by_rule(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    for name in "bcd":
        (tmp_path / f"{name}.md").write_text(
            "# Depot\n\nIt opens at eight.\n\n## Floor\n\nIt is loud.\n\nThe office is quiet.", encoding="utf-8"
        )
    shown = affilint("fix", "--diff", "--select", "links/rel-missing,text/final-newline", ".")
    assert shown.stderr.splitlines()[-2] == "by rule, the rarest first: links/rel-missing 1, text/final-newline 3"
    (tmp_path / "a.md").unlink()
    assert "by rule" not in affilint("fix", "--diff", "--select", "text/final-newline", ".").stderr


def test_check_with_fix_fixes_before_checking(affilint: Affilint, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(ARTICLE, encoding="utf-8")
    result = affilint("check", "a.md", "--fix", "--fail-on", "warning")
    assert (result.returncode, path.read_text(encoding="utf-8")) == (0, FIXED)


@pytest.mark.parametrize("option", ["--diff", "--check"])
def test_diff_and_check_write_nothing_and_exit_1(affilint: Affilint, tmp_path: Path, option: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(ARTICLE, encoding="utf-8")
    result = affilint("fix", "a.md", option)
    assert result.returncode == 1
    assert path.read_text(encoding="utf-8") == ARTICLE
    if option == "--diff":
        assert f'+Buy the <a rel="sponsored" href="{AMAZON}">Glow</a>.' in result.stdout


def test_diff_says_where_a_file_has_no_last_line_end(affilint: Affilint, tmp_path: Path) -> None:
    text = "# Lamps\n\nThe first lamp stands on a foot of brass.\n\nThe second one has a wide wide foot."
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    result = affilint("fix", "a.md", "--diff")
    assert "-The second one has a wide wide foot.\n\\ No newline at end of file\n+The second" in result.stdout
    (tmp_path / "patch").write_text(result.stdout, encoding="utf-8")
    git(tmp_path, "apply", "patch")
    assert "wide wide" not in (tmp_path / "a.md").read_text(encoding="utf-8")


def test_disclosure_text_is_inserted_only_with_unsafe(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "affilint.yml").write_text(f"disclosure: {{text: {NOTICE}}}\n", encoding="utf-8")
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: x\n---\n\n# Lamps\n\n[Glow]({AMAZON})\n", encoding="utf-8")
    assert "1 more with --unsafe" in affilint("fix", "a.md").stderr
    affilint("fix", "a.md", "--unsafe")
    assert path.read_text(encoding="utf-8").startswith(f"---\ntitle: x\n---\n\n# Lamps\n\n{NOTICE}\n\n[Glow]")


@pytest.mark.parametrize("name", ["a.md", "a.mdx"])
@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("---\ntitle: x\n---\n", "Buy"),
        ("---\ntitle: x\n---\n\n", "Buy"),
        ("", "Buy"),
        ("# Lamps\n", "Buy"),
        ("Title: x\nDate: 2024-01-01\n\n", "Buy"),
    ],
)
def test_inserted_notice_is_a_paragraph_of_its_own(
    affilint: Affilint, tmp_path: Path, name: str, above: str, below: str
) -> None:
    (tmp_path / "affilint.yml").write_text(f"disclosure: {{text: {NOTICE}}}\n", encoding="utf-8")
    path = tmp_path / name
    path.write_text(f"{above}{below} the [Glow]({AMAZON}).\n", encoding="utf-8")
    result = affilint("fix", name, "--unsafe")
    assert f"\n\n{NOTICE}\n\n{below}" in f"\n\n{path.read_text(encoding='utf-8')}"
    assert "0 more with" not in result.stderr
    assert "not fixed" not in result.stderr


def test_imports_of_mdx_stand_apart_from_an_inserted_notice(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "affilint.yml").write_text(f"disclosure: {{text: {NOTICE}}}\n", encoding="utf-8")
    path = tmp_path / "a.mdx"
    path.write_text(f"import A from './a'\n\nBuy the [Glow]({AMAZON}).\n\nMore.\n", encoding="utf-8")
    affilint("fix", "a.mdx", "--unsafe")
    assert f"import A from './a'\n\n{NOTICE}\n\nBuy" in path.read_text(encoding="utf-8")


def test_disclosure_text_that_does_not_disclose_is_a_config_error(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "affilint.yml").write_text("disclosure: {text: Thank you for reading.}\n", encoding="utf-8")
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    result = affilint("fix", "a.md")
    assert result.returncode == 2
    assert "affilint.yml:1:20: " in result.stderr


@pytest.mark.parametrize(
    ("encoding", "bom"), [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("cp1252", b"")]
)
def test_fix_preserves_encoding_byte_order_mark_line_ends_and_mode(
    affilint: Affilint, tmp_path: Path, encoding: str, bom: bytes
) -> None:
    head = '<meta charset="windows-1252">' if encoding == "cp1252" else ""
    page = f'{head}<h1>Café</h1>\r\n<p>{NOTICE}</p>\r\n<a href="{AMAZON}">Glow</a>\r\n'
    path = tmp_path / "a.html"
    path.write_bytes(bom + page.encode(encoding))
    path.chmod(0o640)
    assert affilint("fix", "a.html").returncode == 0
    assert path.read_bytes() == bom + page.replace("<a href", '<a rel="sponsored" href').encode(encoding)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_fix_writes_through_a_symlink(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.md"
    target.write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.md").symlink_to(target)
    affilint("fix", "b.md")
    assert (tmp_path / "b.md").is_symlink()
    assert target.read_text(encoding="utf-8") == FIXED


def test_suppressed_finding_is_not_fixed(affilint: Affilint, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    text = ARTICLE.replace("Buy the", "<!-- affilint-disable-next-line links/rel-missing -- ours -->\nBuy the")
    path.write_text(text, encoding="utf-8")
    affilint("fix", "a.md")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights there")
def test_fix_of_a_folder_does_not_write_through_a_link_out_of_it(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "site" / "posts").mkdir(parents=True)
    outside, inside = tmp_path / "outside.md", tmp_path / "site" / "posts" / "a.md"
    for path in (outside, inside):
        path.write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "site" / "b.md").symlink_to(outside)
    (tmp_path / "site" / "c.md").symlink_to("posts/a.md")
    result = affilint("fix", "site")
    assert result.returncode == 2
    assert "site/b.md: is a link to outside.md, outside of the given paths; it stays as it is" in result.stderr
    assert (outside.read_text(encoding="utf-8"), inside.read_text(encoding="utf-8")) == (ARTICLE, FIXED)
    assert affilint("fix", "site/b.md").returncode == 0
    assert outside.read_text(encoding="utf-8") == FIXED


def test_fix_of_a_file_with_hard_links_says_so_and_leaves_it(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "a.bak").hardlink_to(tmp_path / "a.md")
    result = affilint("fix", "a.md")
    assert result.returncode == 2
    assert "a.md: cannot be read or written: it has further hard links" in result.stderr
    assert (tmp_path / "a.bak").read_text(encoding="utf-8") == ARTICLE


@pytest.mark.skipif(os.name == "nt", reason="processes end in another way")
def test_sigterm_leaves_every_file_whole_and_no_temporary_one(tmp_path: Path) -> None:
    script = (
        "import os, signal\nfrom linter import writing\nfrom linter.cli import main\n"
        "real = os.fsync\ndef slow(fd):\n    real(fd)\n    os.kill(os.getpid(), signal.SIGTERM)\n"
        "os.fsync = slow\nmain(['fix', '.'])"
    )
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == "affilint: stopped; every file is as it was or fixed whole\n"
    assert {item.name: item.read_text(encoding="utf-8") for item in tmp_path.iterdir()} == dict.fromkeys(
        ["a.md", "b.md"], ARTICLE
    )
