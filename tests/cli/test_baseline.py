"""``affilint baseline`` and ``affilint check --baseline``: what is known stays known, and nothing else does."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.reporters import formats
from linter.running.baseline import FILE_NAME, apply_baseline, read_baseline, recorded, to_json, without_stale
from linter.running.baseline import Baseline as KnownFindings
from tests.conftest import report

if TYPE_CHECKING:
    import subprocess

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
DOUBLED = "The plan has a cost cost that is on the page."
BROKEN = "Orders rose in spring, helped by the depot and by Acme’s"
LINK = '<a href="https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20">Buy</a>'


@pytest.fixture
def site(affilint: Affilint, tmp_path: Path) -> Path:
    """A site with an error in each of two articles, all of it recorded."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "affilint.yml").write_text(f"baseline: {FILE_NAME}\n")
    (tmp_path / "posts" / "a.md").write_text(f"# Lamps\n\n{BROKEN}\n\n{DOUBLED}\n", encoding="utf-8")
    (tmp_path / "posts" / "b.md").write_text(f"# Shelves\n\nSee our shop: {LINK} it.\n")
    assert affilint("check").returncode == 2, "the baseline is not there yet"
    assert affilint("baseline", "write").returncode == 0
    return tmp_path


def found(affilint: Affilint, *args: str | Path, cwd: Path | None = None) -> dict[str, Any]:
    result = affilint("check", *args, "--format", "json", cwd=cwd)
    data: dict[str, Any] = json.loads(result.stdout)
    return {**data, "exit": result.returncode, "new": [item for item in data["findings"] if "baselined" not in item]}


def test_what_is_recorded_does_not_fail_a_run_and_is_marked(affilint: Affilint, site: Path) -> None:
    run = found(affilint)
    assert (run["exit"], run["new"]) == (0, [])
    assert run["summary"] == {"files": 2, "error": 0, "warning": 0, "info": 0, "baselined": len(run["findings"])}
    assert [item["baselined"] for item in run["findings"]] == [True] * len(run["findings"])
    count = len(run["findings"])
    assert affilint("check").stdout == f"2 files checked: nothing new found; {count} in the baseline\n"
    shown = affilint("check", "--show-baselined").stdout
    assert shown.count("(in the baseline)") == count
    only = found(affilint, "--new-only")
    assert (only["findings"], only["summary"]["baselined"]) == ([], count)


def test_without_a_baseline_json_is_as_it_was(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(DOUBLED)
    run = found(affilint)
    assert run["summary"] == {"files": 1, "error": 0, "warning": 1, "info": 0}
    assert "baselined" not in run["findings"][0]


@pytest.mark.parametrize("name", sorted(set(formats()) - {"json", "jsonl"}))
def test_other_formats_show_only_what_is_new(affilint: Affilint, site: Path, name: str) -> None:
    with (site / "posts" / "a.md").open("a") as file:
        file.write("\nThe lamp has a wide wide foot.\n")
    out = affilint("check", "--format", name).stdout
    assert "wide" in out
    assert "cost" not in out
    assert "disclosure/missing" not in out


def test_jsonl_marks_what_is_known(affilint: Affilint, site: Path) -> None:
    lines = [json.loads(line) for line in affilint("check", "--format", "jsonl").stdout.splitlines()]
    assert {line.get("baselined") for line in lines if line["type"] == "finding"} == {True}


def test_the_file_is_sorted_a_finding_a_line_and_names_no_place_of_this_machine(site: Path) -> None:
    text = (site / FILE_NAME).read_text(encoding="utf-8")
    data = json.loads(text)
    lines = text.splitlines()[3:-2]
    entries = [json.loads(line.rstrip(",")) for line in lines]
    assert entries == data["findings"] == sorted(data["findings"], key=lambda item: (item["path"], item["rule"]))
    assert {entry["path"] for entry in entries} == {"posts/a.md", "posts/b.md"}
    assert site.name not in text
    assert {"path", "rule", "fingerprint", "excerpt"} == set(entries[0])


@pytest.mark.parametrize("folder", ["posts", "elsewhere/deep", "."])
def test_a_baseline_means_the_same_in_any_working_directory(affilint: Affilint, site: Path, folder: str) -> None:
    (site / folder).mkdir(parents=True, exist_ok=True)
    run = found(affilint, os.path.relpath(site / "posts", site / folder), cwd=site / folder)
    assert (run["exit"], run["new"], run["summary"]["baselined"] > 0) == (0, [], True)
    run = found(affilint, site / "posts", "--baseline", site / FILE_NAME, cwd=site / folder)
    assert (run["exit"], run["new"]) == (0, [])
    before = (site / FILE_NAME).read_bytes()
    assert affilint("baseline", "write", site / "posts", cwd=site / folder).returncode == 0
    assert (site / FILE_NAME).read_bytes() == before


def test_a_link_on_the_way_names_the_same_pages(affilint: Affilint, site: Path) -> None:
    (site.parent / f"{site.name}-link").symlink_to(site)
    run = found(affilint, site.parent / f"{site.name}-link" / "posts", cwd=site.parent)
    assert (run["exit"], run["new"]) == (0, [])


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: f"# A new beginning\n\nSome words.\n\n{text}\nAnd an end.\n",
        lambda text: "\n\n".join(reversed(text.strip().split("\n\n"))) + "\n",
        lambda text: text.replace("cost cost", "cost  cost"),
    ],
    ids=["line ends", "byte-order mark", "edits elsewhere", "moved lines", "white space"],
)
def test_what_moved_is_still_known(affilint: Affilint, site: Path, edit: Callable[[str], str]) -> None:
    path = site / "posts" / "a.md"
    path.write_bytes(edit(path.read_text(encoding="utf-8")).encode())
    run = found(affilint)
    assert (run["exit"], run["new"]) == (0, [])


def test_only_as_many_as_were_recorded_are_forgiven(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "affilint.yml").write_text("rules: {text/repeated-sentence: off}\n")
    article = tmp_path / "a.md"
    article.write_text(f"{DOUBLED}\n\n{DOUBLED}\n")
    affilint("baseline", "write", "-o", "known.json")
    (entry,) = json.loads((tmp_path / "known.json").read_text())["findings"]
    assert entry["count"] == 2
    assert affilint("baseline", "show", "--baseline", "known.json").stdout.splitlines() == [
        "a.md: text/repeated-word (2 times) “cost cost”",
        "known.json: 2 findings in 1 file",
    ]
    args = ("--baseline", "known.json", "--fail-on", "warning")
    assert found(affilint, *args)["exit"] == 0
    article.write_text(f"{DOUBLED}\n\n" * 3)
    run = found(affilint, *args)
    assert (run["exit"], len(run["new"]), run["summary"]["baselined"]) == (1, 1, 2)


def test_one_fault_in_place_of_another_is_new(affilint: Affilint, site: Path) -> None:
    path = site / "posts" / "a.md"
    path.write_text(path.read_text(encoding="utf-8").replace(BROKEN, "Sales fell, led by the shop and by Harrow’s"))
    run = found(affilint)
    assert (run["exit"], [item["excerpt"] for item in run["new"]]) == (1, ["Harrow’s"])


def test_a_fault_of_the_page_is_known_whatever_link_comes_first(affilint: Affilint, site: Path) -> None:
    other = LINK.replace("B0LAMP0001", "B0LAMP0002").replace(">Buy", ">Or buy")
    (site / "posts" / "b.md").write_text(f"# Shelves\n\nNow {other} first.\n\nSee our shop: {LINK} it.\n")
    run = found(affilint)
    assert "disclosure/missing" in {item["rule"] for item in run["findings"] if "baselined" in item}
    assert {item["rule"] for item in run["new"]} == {"links/rel-missing"}


def test_stale_entries_are_named_and_pruned(affilint: Affilint, site: Path) -> None:
    (site / "posts" / "a.md").write_text(f"{BROKEN}\n", encoding="utf-8")
    (site / "posts" / "b.md").write_text("# Shelves\n\nThe lamp has a wide wide foot.\n")
    assert "1 finding of the baseline can be found no more" in affilint("check", "posts/a.md").stderr
    assert affilint("check", "posts/a.md", "--select", "quotes").stderr == ""
    before = read_baseline(site / FILE_NAME).entries
    assert affilint("baseline", "prune", "posts/a.md").returncode == 0
    after = read_baseline(site / FILE_NAME).entries
    assert {(known.path, known.rule) for known in before.keys() - after.keys()} == {
        ("posts/a.md", "text/repeated-word")
    }
    assert affilint("baseline", "prune").stdout.startswith(FILE_NAME)
    assert [(known.path, known.rule) for known in read_baseline(site / FILE_NAME).entries] == [
        ("posts/a.md", "text/cut-after-possessive")
    ], "what is new is never added"


def test_pages_that_are_gone_are_pruned_where_their_folder_is_named(affilint: Affilint, site: Path) -> None:
    (site / "posts" / "b.md").unlink()
    (site / "other").mkdir()
    (site / "other" / "c.md").write_text("All is well.\n")

    def pages() -> set[str]:
        return {known.path for known in read_baseline(site / FILE_NAME).entries}

    affilint("baseline", "prune", "other")
    assert pages() == {"posts/a.md", "posts/b.md"}
    affilint("baseline", "prune", "posts")
    assert pages() == {"posts/a.md"}


def test_writing_some_pages_keeps_the_others(affilint: Affilint, site: Path) -> None:
    before = read_baseline(site / FILE_NAME).entries
    (site / "posts" / "a.md").write_text("All is well.\n")
    affilint("baseline", "write", "posts/a.md")
    after = read_baseline(site / FILE_NAME).entries
    assert after == {known: entry for known, entry in before.items() if known.path == "posts/b.md"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "there is no such baseline"),
        ("", "damaged: Expecting value (line 1, column 1)"),
        ('{"version": 1, "findings": [\n<<<<<<< ours\n]}', "damaged: Expecting value (line 2, column 1)"),
        ("[]", "damaged: it has no version"),
        ('{"version": true, "findings": []}', "damaged: it has no version"),
        ('{"version": 1}', "damaged: it has no list of findings"),
        ('{"version": 1, "findings": [{"path": "a.md"}]}', "damaged: finding 1 lacks"),
        ('{"version": 1, "findings": [1]}', "damaged: finding 1 lacks"),
        (
            '{"version": 1, "findings": [{"path": "a.md", "rule": "a/b", "fingerprint": "0", "count": 1.5}]}',
            "damaged: finding 1 lacks",
        ),
        ("[" * 100_000, "damaged: not valid JSON"),
        (b"\xff\xfe", "damaged: not valid UTF-8"),
        ('{"version": 2, "findings": {}}', "newer than this affilint"),
    ],
)
def test_a_baseline_that_cannot_be_relied_on_ends_the_run(
    affilint: Affilint, tmp_path: Path, content: str | bytes | None, message: str
) -> None:
    (tmp_path / "a.md").write_text("All is well.\n")
    if content is not None:
        (tmp_path / "known.json").write_bytes(content.encode() if isinstance(content, str) else content)
    commands = [("check",), ("baseline", "prune"), ("baseline", "show")]
    commands += [("baseline", "write")] if content is not None else []
    for command in commands:
        result = affilint(*command, "--baseline", "known.json")
        assert (result.returncode, result.stdout) == (2, ""), command
        (line,) = result.stderr.splitlines()
        assert line.startswith("affilint: known.json: ")
        assert message in line


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("check", "--new-only"), "no baseline"),
        (("check", "--show-baselined"), "no baseline"),
        (("check", "--new-only", "--show-baselined", "--baseline", "x"), "exclude each other"),
        (("baseline", "write", "empty"), "no file to check"),
        (("check", "--on", "2027-02-30"), "is no date"),
    ],
)
def test_options_that_say_nothing_end_the_run(
    affilint: Affilint, tmp_path: Path, args: tuple[str, ...], message: str
) -> None:
    (tmp_path / "a.md").write_text("All is well.\n")
    (tmp_path / "empty").mkdir()
    result = affilint(*args)
    assert result.returncode == 2
    assert message in result.stderr


def test_nothing_is_written_where_something_could_not_be_checked(affilint: Affilint, site: Path) -> None:
    before = (site / FILE_NAME).read_bytes()
    (site / "posts" / "bad.md").write_bytes(b"ab\xff")
    (site / "posts" / "a.md").write_text("All is well.\n")
    for verb in ("write", "prune"):
        result = affilint("baseline", verb)
        assert result.returncode == 2
        assert "posts/bad.md: not valid UTF-8" in result.stderr
        assert (site / FILE_NAME).read_bytes() == before


def test_articles_of_two_configurations_have_two_baselines(affilint: Affilint, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "affilint.yml").write_text("baseline: known.json\nfail_on: warning\n")
        (tmp_path / name / "a.md").write_text(DOUBLED)
    result = affilint("baseline", "write")
    assert (result.returncode, "one/known.json, two/known.json" in result.stderr) == (2, True)
    affilint("baseline", "write", "one")
    (tmp_path / "two" / "known.json").write_text('{"version": 1, "findings": []}')
    run = found(affilint)
    assert (run["exit"], [item["path"] for item in run["new"]]) == (1, ["two/a.md"])


def test_names_that_are_no_utf8_are_kept(affilint: Affilint, tmp_path: Path) -> None:
    name = os.fsdecode(b'caf\xe9 "x"\n.md')
    (tmp_path / name).write_text(DOUBLED)
    affilint("baseline", "write", ".", "-o", "known.json")
    assert [known.path for known in read_baseline(tmp_path / "known.json").entries] == [name]
    assert affilint("check", ".", "--baseline", "known.json", "--fail-on", "warning").returncode == 0


def test_a_finding_that_stands_twice_after_a_merge_is_forgiven_once(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "affilint.yml").write_text("rules: {text/repeated-sentence: off}\n")
    (tmp_path / "a.md").write_text(f"{DOUBLED}\n")
    affilint("baseline", "write", "-o", "known.json")
    lines = (tmp_path / "known.json").read_text().splitlines()
    lines.insert(3, f"{lines[3]},")
    (tmp_path / "known.json").write_text("\n".join(lines))
    (tmp_path / "a.md").write_text(f"{DOUBLED}\n\n{DOUBLED}\n")
    assert found(affilint, "--baseline", "known.json")["summary"]["warning"] == 1


def test_check_knows_the_day(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"<!-- affilint-disable-next-line text until=2027-01-31 -->\n{DOUBLED}\n")
    assert found(affilint, "--on", "2027-01-31")["findings"] == []
    assert [item["rule"] for item in found(affilint, "--on", "2027-02-01")["findings"]] == [
        "suppression/expired",
        "text/repeated-word",
    ]


ARTICLES = st.lists(
    st.one_of(
        st.sampled_from([DOUBLED, BROKEN, f"Go on and {LINK} now.", "“So he said.", "Unlike FAW’sTesla’s plan."]),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
    ),
    max_size=6,
).map("\n\n".join)


@given(ARTICLES)
def test_a_baseline_of_any_article_leaves_nothing_new_and_nothing_stale(text: str) -> None:
    first = report(text)
    known = KnownFindings(Path("known.json"), recorded(first, KnownFindings(Path("known.json"))))
    again = report(text)
    assert apply_baseline(again, lambda _: known) == 0
    assert (again.findings, again.known) == ([], first.findings)
    assert without_stale(known, report(text), lambda _: False) == known.entries


@given(ARTICLES, ARTICLES)
def test_what_is_written_is_read_again(tmp_path: Path, text: str, more: str) -> None:
    file = tmp_path / "known.json"
    entries = recorded(report(f"{text}\n\n{more}"), KnownFindings(file))
    file.write_text(to_json(entries), encoding="utf-8", newline="")
    assert read_baseline(file).entries == entries


@given(ARTICLES)
def test_other_line_ends_change_nothing(text: str) -> None:
    text = text.replace("\r", "")
    known = KnownFindings(Path("known.json"), recorded(report(text), KnownFindings(Path("known.json"))))
    other = report(text.replace("\n", "\r\n"))
    apply_baseline(other, lambda _: known)
    assert other.findings == []
