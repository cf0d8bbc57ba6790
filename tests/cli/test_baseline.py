"""``affilint baseline`` and ``affilint check --baseline``."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linter.reporters import formats
from linter.running.baseline import FILE_NAME, read_baseline

if TYPE_CHECKING:
    import subprocess

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
DOUBLED = "The plan has a cost cost that is on the page."
BROKEN = "Orders rose in spring, helped by the depot and by Acme’s"
LINK = '<a href="https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20">Buy</a>'


@pytest.fixture
def site(affilint: Affilint, tmp_path: Path) -> Path:
    """A site with an error in each of two articles, recorded in a baseline."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "affilint.yml").write_text(f"baseline: {FILE_NAME}\n")
    (tmp_path / "posts" / "a.md").write_text(f"# Lamps\n\n{BROKEN}\n\n{DOUBLED}\n", encoding="utf-8")
    (tmp_path / "posts" / "b.md").write_text(f"# Shelves\n\nSee our shop: {LINK} it.\n")
    assert affilint("check").returncode == 2, "the baseline does not exist yet"
    assert affilint("baseline", "write").returncode == 0
    return tmp_path


def found(affilint: Affilint, *args: str | Path, cwd: Path | None = None) -> dict[str, Any]:
    result = affilint("check", *args, "--format", "json", cwd=cwd)
    data: dict[str, Any] = json.loads(result.stdout)
    return {**data, "exit": result.returncode, "new": [item for item in data["findings"] if "baselined" not in item]}


def test_recorded_findings_are_marked_and_do_not_fail_the_run(affilint: Affilint, site: Path) -> None:
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


def test_json_without_a_baseline_has_no_baseline_keys(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(DOUBLED)
    run = found(affilint)
    assert run["summary"] == {"files": 1, "error": 0, "warning": 1, "info": 0}
    assert "baselined" not in run["findings"][0]


@pytest.mark.parametrize("name", sorted(set(formats()) - {"json", "jsonl"}))
def test_other_formats_show_only_new_findings(affilint: Affilint, site: Path, name: str) -> None:
    with (site / "posts" / "a.md").open("a") as file:
        file.write("\nThe lamp has a wide wide foot.\n")
    out = affilint("check", "--format", name).stdout
    assert "wide" in out
    assert "cost" not in out
    assert "disclosure/missing" not in out


def test_jsonl_marks_recorded_findings(affilint: Affilint, site: Path) -> None:
    lines = [json.loads(line) for line in affilint("check", "--format", "jsonl").stdout.splitlines()]
    assert {line.get("baselined") for line in lines if line["type"] == "finding"} == {True}


def test_file_is_sorted_with_relative_paths_and_one_finding_per_line(site: Path) -> None:
    text = (site / FILE_NAME).read_text(encoding="utf-8")
    data = json.loads(text)
    lines = text.splitlines()[3:-2]
    entries = [json.loads(line.rstrip(",")) for line in lines]
    assert entries == data["findings"] == sorted(data["findings"], key=lambda item: (item["path"], item["rule"]))
    assert {entry["path"] for entry in entries} == {"posts/a.md", "posts/b.md"}
    assert site.name not in text
    assert {"path", "rule", "fingerprint", "excerpt"} == set(entries[0])


@pytest.mark.parametrize("folder", ["posts", "elsewhere/deep", "."])
def test_baseline_is_independent_of_the_working_directory(affilint: Affilint, site: Path, folder: str) -> None:
    (site / folder).mkdir(parents=True, exist_ok=True)
    run = found(affilint, os.path.relpath(site / "posts", site / folder), cwd=site / folder)
    assert (run["exit"], run["new"], run["summary"]["baselined"] > 0) == (0, [], True)
    run = found(affilint, site / "posts", "--baseline", site / FILE_NAME, cwd=site / folder)
    assert (run["exit"], run["new"]) == (0, [])
    before = (site / FILE_NAME).read_bytes()
    assert affilint("baseline", "write", site / "posts", cwd=site / folder).returncode == 0
    assert (site / FILE_NAME).read_bytes() == before


def test_baseline_holds_through_a_symlinked_folder(affilint: Affilint, site: Path) -> None:
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
def test_baseline_survives_edits_elsewhere_in_the_file(
    affilint: Affilint, site: Path, edit: Callable[[str], str]
) -> None:
    path = site / "posts" / "a.md"
    path.write_bytes(edit(path.read_text(encoding="utf-8")).encode())
    run = found(affilint)
    assert (run["exit"], run["new"]) == (0, [])


def test_findings_beyond_the_recorded_count_are_new(affilint: Affilint, tmp_path: Path) -> None:
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


def test_different_finding_of_the_same_rule_is_new(affilint: Affilint, site: Path) -> None:
    path = site / "posts" / "a.md"
    path.write_text(path.read_text(encoding="utf-8").replace(BROKEN, "Sales fell, led by the shop and by Harrow’s"))
    run = found(affilint)
    assert (run["exit"], [item["excerpt"] for item in run["new"]]) == (1, ["Harrow’s"])


def test_page_finding_is_known_whichever_link_comes_first(affilint: Affilint, site: Path) -> None:
    other = LINK.replace("B0LAMP0001", "B0LAMP0002").replace(">Buy", ">Or buy")
    (site / "posts" / "b.md").write_text(f"# Shelves\n\nNow {other} first.\n\nSee our shop.\n")
    run = found(affilint)
    assert "disclosure/missing" in {item["rule"] for item in run["findings"] if "baselined" in item}
    assert {item["rule"] for item in run["new"]} == {"links/rel-missing"}


@pytest.mark.parametrize(
    ("config", "added"),
    [
        ("extends: [recommended]\n", True),
        ("extends: [recommended]", True),
        ("extends: [recommended]\r\nlanguage: en\r\n", True),
        ("\ufeffextends:\n  - recommended  # the rules to run\n", True),
        ("# extends: [strict]\n", True),
        ("", True),
        ("{extends: [recommended]}\n", False),
    ],
)
def test_first_baseline_is_named_in_the_configuration_beside_it(
    affilint: Affilint, tmp_path: Path, config: str, *, added: bool
) -> None:
    (tmp_path / "a.md").write_text(f"{BROKEN}\n", encoding="utf-8")
    file = tmp_path / "affilint.yml"
    file.write_bytes(config.encode())
    said = affilint("baseline", "write").stdout
    assert (f"affilint.yml: added “baseline: {FILE_NAME}”; commit both files\n" in said) is added
    assert (f"affilint.yml: name it with “baseline: {FILE_NAME}”" in said) is not added
    end = "\r\n" if "\r" in config else "\n"
    start = config if not config or config.endswith("\n") else f"{config}{end}"
    assert file.read_bytes().decode() == (f"{start}baseline: {FILE_NAME}{end}" if added else config)
    assert affilint("check").returncode == (0 if added else 1)
    assert affilint("baseline", "write").stdout.count("\n") == (1 if added else 2)


def test_baseline_of_a_chosen_name_is_only_offered(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{BROKEN}\n", encoding="utf-8")
    (tmp_path / "affilint.yml").write_text("language: en\n")
    assert "name it with “baseline: known.json”" in affilint("baseline", "write", "-o", "known.json").stdout
    assert (tmp_path / "affilint.yml").read_text() == "language: en\n"


def test_stale_entries_are_reported_and_pruned(affilint: Affilint, site: Path) -> None:
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
    ], "prune must add nothing"


def test_entries_of_deleted_files_are_pruned_with_their_folder(affilint: Affilint, site: Path) -> None:
    (site / "posts" / "b.md").unlink()
    (site / "other").mkdir()
    (site / "other" / "c.md").write_text("All is well.\n")

    def pages() -> set[str]:
        return {known.path for known in read_baseline(site / FILE_NAME).entries}

    affilint("baseline", "prune", "other")
    assert pages() == {"posts/a.md", "posts/b.md"}
    affilint("baseline", "prune", "posts")
    assert pages() == {"posts/a.md"}


def test_writing_some_files_keeps_the_entries_of_others(affilint: Affilint, site: Path) -> None:
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
def test_missing_or_damaged_baseline_is_an_error(
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
def test_contradictory_or_pointless_options_are_errors(
    affilint: Affilint, tmp_path: Path, args: tuple[str, ...], message: str
) -> None:
    (tmp_path / "a.md").write_text("All is well.\n")
    (tmp_path / "empty").mkdir()
    result = affilint(*args)
    assert result.returncode == 2
    assert message in result.stderr


def test_baseline_is_not_written_if_a_file_could_not_be_checked(affilint: Affilint, site: Path) -> None:
    before = (site / FILE_NAME).read_bytes()
    (site / "posts" / "bad.md").write_bytes(b"ab\xff")
    (site / "posts" / "a.md").write_text("All is well.\n")
    for verb in ("write", "prune"):
        result = affilint("baseline", verb)
        assert result.returncode == 2
        assert "posts/bad.md: not valid UTF-8" in result.stderr
        assert (site / FILE_NAME).read_bytes() == before


def test_each_configuration_has_its_own_baseline(affilint: Affilint, tmp_path: Path) -> None:
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


def test_file_names_outside_utf8_are_recorded(affilint: Affilint, tmp_path: Path) -> None:
    name = os.fsdecode(b'caf\xe9 "x"\n.md')
    (tmp_path / name).write_text(DOUBLED)
    affilint("baseline", "write", ".", "-o", "known.json")
    assert [known.path for known in read_baseline(tmp_path / "known.json").entries] == [name]
    assert affilint("check", ".", "--baseline", "known.json", "--fail-on", "warning").returncode == 0


def test_entry_duplicated_by_a_merge_counts_once(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "affilint.yml").write_text("rules: {text/repeated-sentence: off}\n")
    (tmp_path / "a.md").write_text(f"{DOUBLED}\n")
    affilint("baseline", "write", "-o", "known.json")
    lines = (tmp_path / "known.json").read_text().splitlines()
    lines.insert(3, f"{lines[3]},")
    (tmp_path / "known.json").write_text("\n".join(lines))
    (tmp_path / "a.md").write_text(f"{DOUBLED}\n\n{DOUBLED}\n")
    assert found(affilint, "--baseline", "known.json")["summary"]["warning"] == 1


def test_check_takes_the_date_from_on(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"<!-- affilint-disable-next-line text until=2027-01-31 -->\n{DOUBLED}\n")
    assert found(affilint, "--on", "2027-01-31")["findings"] == []
    assert [item["rule"] for item in found(affilint, "--on", "2027-02-01")["findings"]] == [
        "suppression/expired",
        "text/repeated-word",
    ]


def with_another_link(page: Path) -> None:
    with page.open("a") as file:
        file.write(f"\nOr take this one: {LINK} it.\n")


def test_a_page_with_more_affiliate_links_than_recorded_is_told_again(affilint: Affilint, site: Path) -> None:
    with_another_link(site / "posts" / "b.md")
    run = found(affilint)
    new = {item["rule"]: item["message"] for item in run["new"]}
    assert run["exit"] == 1
    assert re.search(
        r"The baseline knows this with 1 affiliate link; now there are 2 \(lines: \d+, \d+\)\.$",
        new["disclosure/missing"],
    )
    said = affilint("check").stderr
    assert "can be found no more" not in said, "it is still there"
    assert affilint("baseline", "write").returncode == 0
    assert found(affilint)["exit"] == 0


def test_prune_lowers_the_number_of_links_that_is_forgiven(affilint: Affilint, site: Path) -> None:
    page = site / "posts" / "b.md"
    before = page.read_text()
    with_another_link(page)
    affilint("baseline", "write")
    page.write_text(before)
    assert found(affilint)["exit"] == 0
    assert affilint("baseline", "prune").returncode == 0
    with_another_link(page)
    assert found(affilint)["exit"] == 1


def test_a_baseline_that_counts_no_links_forgives_any_number(affilint: Affilint, site: Path) -> None:
    file = site / FILE_NAME
    file.write_text(re.sub(r'"links":\d+,', "", file.read_text()))
    with_another_link(site / "posts" / "b.md")
    assert "disclosure/missing" not in {item["rule"] for item in found(affilint)["new"]}


def test_links_below_the_disclosure_make_nothing_worse(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "affilint.yml").write_text(f"baseline: {FILE_NAME}\n")
    page = tmp_path / "c.md"
    page.write_text(f"# Lamps\n\nSee {LINK} it.\n\nWe earn a commission if you buy through our links.\n")
    assert affilint("baseline", "write").returncode == 0
    with_another_link(page)
    assert "disclosure/after-first-link" not in {item["rule"] for item in found(affilint)["new"]}
    page.write_text(page.read_text().replace("# Lamps\n", f"# Lamps\n\nFirst of all {LINK} this.\n"))
    assert "disclosure/after-first-link" in {item["rule"] for item in found(affilint)["new"]}
