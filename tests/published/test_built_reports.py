"""``--built`` of ``affilint links`` and ``affilint report``: the verdicts of ``check --built``."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.published.built_pages import NOTICE, PROSE, TAG, page, write

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
OTHER = "https://www.amazon.com/dp/B0PANTRY09?tag=slowpantry-20"


def site(folder: Path) -> None:
    """An article whose page has a notice and a rel that the source lacks, and a link that the source has not."""
    body = (
        f'<p>{NOTICE}</p><p>{PROSE} <a rel="sponsored" href="{TAG}">Buy it</a>.</p>\n<p><a href="{OTHER}">A jar</a></p>'
    )
    write(folder, {"content/kettle.md": f"{PROSE} [Buy it]({TAG}).\n", "public/kettle/index.html": page(body)})


def rows(affilint: Affilint, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(affilint("links", *args, "--format", "json").stdout)["links"]
    return found


def test_links_are_those_of_the_page_each_where_the_article_writes_it(affilint: Affilint, tmp_path: Path) -> None:
    site(tmp_path)
    (alone,) = rows(affilint, "content")
    assert (alone["rel"], alone["disclosed"]) == ([], "no")
    written, printed = rows(affilint, "content", "--built", "public")
    assert (written["path"], written["line"], written["column"]) == ("content/kettle.md", 1, len(PROSE) + 2)
    assert (written["rel"], written["disclosed"]) == (["sponsored"], "before")
    assert written["page"]["path"] == "public/kettle/index.html"
    assert (printed["path"], printed["line"], printed["url"]) == ("public/kettle/index.html", 2, OTHER)


def test_links_read_the_key_built_and_name_what_has_no_page(affilint: Affilint, tmp_path: Path) -> None:
    site(tmp_path)
    write(tmp_path, {"affilint.yml": "built: public\n", "content/draft.md": f"{PROSE} [Buy it]({TAG}).\n"})
    run = affilint("links", "content", "--format", "csv")
    disclosed = {row["path"]: row["disclosed"] for row in csv.DictReader(run.stdout.splitlines())}
    assert disclosed == {"content/draft.md": "no", "content/kettle.md": "before", "public/kettle/index.html": "before"}
    assert "1 article without a page in public, judged by the source alone: content/draft.md" in run.stderr


def test_links_beside_a_folder_that_is_not_there_end_the_run(affilint: Affilint, tmp_path: Path) -> None:
    site(tmp_path)
    run = affilint("links", "content", "--built", "site")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "affilint: --built site: cannot be read: No such file or directory\n"


def test_report_has_the_verdicts_of_the_pages(affilint: Affilint, tmp_path: Path) -> None:
    site(tmp_path)
    args = ("--table", "articles", "-o", "out.csv")
    assert affilint("report", "content", *args).returncode == 0
    assert '"no"' in quoted(tmp_path / "out.csv")
    assert affilint("report", "content", "--built", "public", *args).returncode == 0
    assert '"before"' in quoted(tmp_path / "out.csv")
    affilint("report", "content", "--built", "public", "-o", "findings.csv")
    checked = json.loads(affilint("check", "content", "--built", "public", "--format", "json").stdout)
    with (tmp_path / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        reported = [(row["rule"], row["path"]) for row in csv.DictReader(file)]
    assert sorted(reported) == sorted((item["rule"], item["path"]) for item in checked["findings"])


def quoted(file: Path) -> str:
    """The cells of a table, each in quotation marks."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        return " ".join(f'"{cell}"' for row in csv.reader(text) for cell in row)


def test_built_folder_means_nothing_for_a_saved_run_or_an_address(affilint: Affilint, tmp_path: Path) -> None:
    site(tmp_path)
    (tmp_path / "run.json").write_text(affilint("check", "content", "--format", "json").stdout, encoding="utf-8")
    for command in (
        ["report", "run.json"],
        ["report", "https://pantry.example/"],
        ["links", "https://pantry.example/"],
    ):
        run = affilint(*command, "--built", "public")
        assert run.returncode == 2
        assert "it has no meaning for" in run.stderr
