"""The report of a run: model, tables and history."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from linter.configuration.resolver import ConfigResolver
from linter.report.gather import gather, inspect_article
from linter.report.history import HistoryError, with_history
from linter.report.model import Article, Editorial
from linter.report.names import friendly
from linter.report.owners import with_blame
from linter.report.plan import FEW, Plan, plan
from linter.report.redact import redacted
from linter.report.saved import SavedError, read_saved
from linter.report.sheets import TABLES, csv_text, tables, xlsx_bytes
from linter.report.tables import groups, scores, worst
from linter.rulebook.loader import Rulebook
from linter.running.runner import check_paths
from tests.conftest import ROOT
from tests.report.site import DAY, FORMULA, NO_EDIT, SITE, hostile, large, report


def editorial(folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: int = 1) -> Editorial:
    monkeypatch.chdir(folder)
    found = check_paths([Path()], ConfigResolver(), None, jobs, inspector=inspect_article)
    return gather(found, Rulebook.shipped().rules, day=DAY, digest="sha256:0", command="affilint report .")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Editorial:
    return editorial(SITE, monkeypatch)


def test_exposed_articles_and_their_order(site: Editorial) -> None:
    disclosed = {article.path: article.disclosed for article in site.paid}
    assert disclosed["reviews/desk-scanners.md"] == "after"
    assert disclosed["reviews/label-printers.md"] == disclosed["kitchen/kettles.md"] == "no"
    assert disclosed["kitchen/teapots.md"] == "before"
    assert [article.path for article in worst(site)][:3] == [
        "reviews/label-printers.md", "reviews/desk-scanners.md", "kitchen/kettles.md",
    ]  # fmt: skip
    assert site.files == 8
    assert "guides/first-shelf.md" not in disclosed


def test_disclosure_score_counts_only_articles_with_affiliate_links(site: Editorial) -> None:
    by_family = {score.family: score for score in scores(site)}
    disclosure, text = by_family["disclosure"], by_family["text"]
    assert (disclosure.base, disclosure.affected, disclosure.score) == (
        len(site.paid),
        2,
        100 * (len(site.paid) - 2) // len(site.paid),
    )
    assert (text.base, text.affected) == (8, 3)
    assert by_family["quotes"].findings == 1
    assert [score.score for score in scores(replace(site, articles=()))][:2] == [None, None]


def test_score_says_how_many_findings_are_accepted_and_leaves_out_what_no_browser_showed(site: Editorial) -> None:
    assert "rendered" not in {score.family for score in scores(site)}
    hidden = replace(site, items=tuple(replace(item, state="suppressed") for item in site.items))
    assert {score.score for score in scores(hidden)} == {100}
    known = replace(site, items=tuple(replace(item, state="baselined") for item in site.open))
    assert [score.score for score in scores(known)] == [score.score for score in scores(site)]
    known = replace(site, items=tuple(replace(item, state="baselined") for item in site.items))
    assert sum(score.accepted for score in scores(known)) == len(site.items)
    assert [score.accepted for score in scores(site)].count(0) >= 1
    seen = replace(site, items=(replace(site.items[0], rule="rendered/disclosure-pale"),))
    assert "rendered" in {score.family for score in scores(seen)}


def test_groups_add_up_to_the_totals(site: Editorial) -> None:
    for by in ("section", "author"):
        found = groups(site, by)
        assert sum(group.errors for group in found) == sum(article.errors for article in site.articles)
        assert sum(group.exposed for group in found) == len(site.exposed)
    by_rule = {group.name: group for group in groups(site, "rule")}
    assert by_rule["disclosure/missing"].errors == 1
    programmes = {group.name: group.links for group in groups(site, "programme")}
    assert programmes["ShareASale"] == 1
    assert programmes["Amazon Associates"] >= 5


def test_plan_names_the_few_files_that_cause_most() -> None:
    base = large(600)
    caused = replace(base, items=tuple(replace(item, cause="layouts/footer.html", cause_place=(7, 1)) if item.severity == "warning" or n % 3 == 0 else item for n, item in enumerate(base.items)))  # fmt: skip
    found = plan(caused)
    first = found.repairs[0]
    assert (found.kind, len(found.repairs)) == ("causes", FEW)
    assert (first.path, first.line, first.template, first.articles) == ("layouts/footer.html", 7, True, 60)
    assert first.links == sum(article.links for article in base.exposed)
    assert found.part / found.whole > 0.5
    spread = plan(base)
    assert (spread.kind, spread.part, spread.whole) == ("stakes", 6 * 4, sum(article.links for article in base.exposed))
    assert plan(replace(base, items=(), articles=())) == Plan("", (), 0, 0)
    told = replace(base, articles=tuple(replace(article, disclosed="before") for article in base.articles))
    assert plan(told).kind == "causes"  # nothing stands out
    alike = tuple(replace(item, rule="text/open-bracket", severity="warning") for item in base.items)
    assert plan(replace(told, items=alike)) == Plan("rule", (), len(alike), len(alike), "text/open-bracket")


def test_worst_articles_are_those_with_most_at_stake() -> None:
    two = Article("a.md", "", links=2, first_line=3, disclosed="no", errors=9)
    many = Article("b.md", "", links=40, first_line=30, disclosed="after")
    higher = Article("c.md", "", links=40, first_line=4, disclosed="after")
    told = Article("d.md", "", links=90, first_line=4, disclosed="before", errors=1)
    made = replace(large(10), articles=(two, many, higher, told), items=())
    assert [article.path for article in worst(made)] == ["c.md", "b.md", "a.md", "d.md"]


def test_finding_has_the_address_of_its_link_and_what_its_correction_changes(site: Editorial) -> None:
    by_rule = {item.rule: item for item in site.open}
    assert by_rule["disclosure/after-first-link"].address.startswith("https://www.amazon.com/dp/B0DEPOT001")
    assert by_rule["text/repeated-word"].address == ""
    assert ("for for", "for") in {item.change for item in site.open if item.rule == "text/repeated-word"}
    assert by_rule["brand/spelling"].change[0] != by_rule["brand/spelling"].change[1]


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("how-to", "section", "How to"), ("Küche", "section", "Küche"), ("2024", "section", "2024"), ("ana-silva", "author", "Ana Silva"),
        ("themes/x/layouts/partials/site-footer.html", "cause", "Site footer"), ("_includes/_note.njk", "cause", "Note"),
        ("src/Layout.astro", "cause", "Layout"), ("Amazon", "programme", "Amazon"), ("", "author", ""),
    ],
)  # fmt: skip
def test_names_for_people(name: str, kind: str, shown: str) -> None:
    assert friendly(name, kind) == shown


def test_suppressed_finding_has_reason_and_end(site: Editorial) -> None:
    (item,) = [item for item in site.items if item.state != "open"]
    assert (item.path, item.rule, item.state) == ("kitchen/kettles.md", "disclosure/missing", "suppressed")
    assert item.reason == "the shop page is rebuilt in January"
    assert item.until == "2027-01-31"


def test_evidence_is_visible_text_or_else_source(site: Editorial) -> None:
    by_rule = {item.rule: item.evidence for item in site.open if item.path == "reviews/desk-scanners.md"}
    first = by_rule["disclosure/after-first-link"]
    assert (first.text, first.source) == ("Harrow Desk", False)
    assert first.before.endswith("Our pick is the ")
    placeholder = next(item.evidence for item in site.open if item.rule == "links/placeholder")
    assert placeholder.source
    assert "YOUR-TAG-20" in placeholder.text


def test_article_view_marks_links_disclosures_findings_and_faq(site: Editorial) -> None:
    article = next(article for article in site.articles if article.path == "reviews/desk-scanners.md")
    assert article.view is not None
    marked = [
        (mark.kind, mark.more or mark.detail, passage.text[mark.start : mark.end])
        for passage in article.view.passages
        for mark in passage.marks
    ]
    assert ("link", "first", "Harrow Desk") in marked
    assert ("disclosure", "article", "We earn a commission when you buy through links on this page.") in marked
    assert ("finding", "error", "Brightwell’s") in marked
    places = [kind for kind, *_ in marked]
    assert places.index("link") < places.index("disclosure")
    roles = {passage.text: passage.faq for passage in article.view.passages if passage.faq}
    assert roles == {
        "What does the Harrow Desk cost?": "q", "It costs $49.": "a",
        "Does it read torn labels?": "q", "Most of them, in our test.": "a",
    }  # fmt: skip


def test_view_of_a_long_article_is_cut_around_its_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(f"Paragraph number {n} says little." for n in range(500))
    link = "[Glow](https://www.amazon.com/dp/B0DEPOT001?tag=depotdesk-20)"
    (tmp_path / "long.md").write_text(f"{text}\n\nBuy the {link} lamp.\n\n{text}\n")
    (article,) = editorial(tmp_path, monkeypatch).articles
    assert article.view is not None
    shown = article.view.passages
    assert len(shown) == 3
    assert shown[0].skipped + shown[-1].skipped + article.view.skipped + len(shown) == 1001


def test_parallel_report_equals_serial(site: Editorial, monkeypatch: pytest.MonkeyPatch) -> None:
    assert editorial(SITE, monkeypatch, jobs=2) == site


def test_saved_run_gives_the_same_items_without_views(site: Editorial, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "linter", "check", ".", "--format", "json", "--no-cache", "--on", DAY],
        cwd=SITE, env={"PYTHONPATH": str(ROOT), "PATH": ""}, capture_output=True, check=False,
    )  # fmt: skip
    (tmp_path / "run.json").write_bytes(done.stdout)
    saved = read_saved(tmp_path / "run.json", day=DAY, command="")
    assert [(item.path, item.rule, item.line, item.state, item.reason, item.until) for item in saved.items] == [
        (item.path, item.rule, item.line, item.state, item.reason, item.until) for item in site.items
    ]
    same = ("path", "links", "first_line", "disclosed", "programmes", "tags", "errors", "warnings", "infos")
    assert [[getattr(article, name) for name in same] for article in saved.articles] == [
        [getattr(article, name) for name in same] for article in site.articles
    ]
    assert all(article.view is None for article in saved.articles)
    page = report(tmp_path / "run.json", "-o", tmp_path / "r.html")
    assert page.exit_code == 0
    assert "made from a saved run" in (tmp_path / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"version": 2, "findings": [], "summary": {}}', '{"findings": [], "summary": {}}',
     '{"version": 1, "findings": [{}], "summary": {"files": 1}, "tool": {"version": "0", "rulebook": ""}}'],
)  # fmt: skip
def test_invalid_saved_run_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(SavedError, match=r"run\.json"):
        read_saved(tmp_path / "run.json", day=DAY, command="")


def test_history_counts_new_open_fixed_and_accepted(site: Editorial, tmp_path: Path) -> None:
    first = with_history(replace(site, day="2026-10-01"), tmp_path, [])
    assert (first.change, {item.news for item in first.items}) == (None, {""})
    again = with_history(replace(site, day="2026-10-01"), tmp_path, [])
    assert again == first
    accepted, fixed, *others = (item for item in site.items if item.state == "open")
    new = replace(fixed, fingerprint="0" * 24)
    later = replace(site, day="2026-11-01", items=(replace(accepted, state="baselined"), new, *others))
    result = with_history(later, tmp_path, [])
    assert result.change is not None
    assert (result.change.new, result.change.open, result.change.fixed, result.change.accepted) == (
        1,
        len(others),
        1,
        1,
    )
    assert {item.since for item in result.items if item.news == "open"} == {"2026-10-01"}
    assert [run.day for run in result.runs] == ["2026-10-01", "2026-11-01"]
    assert with_history(later, tmp_path, ["other"]).change is None


def test_history_is_small_and_damaged_file_is_named(tmp_path: Path) -> None:
    with_history(large(5_000), tmp_path, [])
    (file,) = tmp_path.iterdir()
    assert file.stat().st_size < 100_000
    (tmp_path / "2026-01-01.json").write_text("{}")
    with pytest.raises(HistoryError, match=r"2026-01-01\.json"):
        with_history(large(10), tmp_path, [])


def test_first_matching_owner_entry_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, affilint: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    monkeypatch.chdir(SITE)
    done = report(".", "--owners", "owners.yml", "-o", tmp_path / "a.csv", "--table", "articles")
    assert done.exit_code == 0
    rows = {row["path"]: row for row in csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8")))}
    assert rows["kitchen/mugs.md"]["owner"] == "Kitchen desk"
    assert rows["reviews/desk-scanners.md"]["owner"] == "Office desk"
    assert rows["guides/first-shelf.md"]["owner"] == ""
    (tmp_path / "o.yml").write_text("owners:\n  - {owner: X}\n")
    refused = affilint("report", ".", "--owners", tmp_path / "o.yml", cwd=SITE)
    assert refused.returncode == 2
    assert "o.yml:2:5: an entry needs owner, and paths or authors" in refused.stderr


def test_author_from_html_meta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = '<html lang="en"><head><meta charset="utf-8"><META content="Ana &amp; Tom" name=\'Author\'></head><body><p>The plan has a cost cost.</p></body></html>'
    (tmp_path / "a.html").write_text(page)
    found = editorial(tmp_path, monkeypatch)
    assert [(article.path, article.author) for article in found.articles] == [("a.html", "Ana & Tom")]


def test_author_from_git_blame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("All is well.\n")
    env = {
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_COMMITTER_NAME": "c",
        "GIT_COMMITTER_EMAIL": "c@site.example",
        "PATH": "/usr/bin:/bin",
    }

    def commit(name: str) -> None:
        for words in (
            ["git", "add", "."],
            ["git", "commit", "-qm", "x", "--author", f"{name} <{name}@site.example>"],
        ):
            subprocess.run(words, cwd=tmp_path, env=env, check=True)

    subprocess.run(["git", "init", "-q"], cwd=tmp_path, env=env, check=True)
    commit("Ana")
    (tmp_path / "a.md").write_text("All is well.\n\nIt is the the lamp.\n")
    commit("Tom")
    found = with_blame(editorial(tmp_path, monkeypatch))
    assert [item.author for item in found.items] == ["Tom"]
    assert found.articles[0].author == "Tom"


def test_redaction_removes_names_and_ids(site: Editorial) -> None:
    hidden = redacted(site)
    written = repr(hidden)
    for secret in ("Ana Silva", "Tom Weir", "Mei Lund", "depotdesk-20"):
        assert secret not in written
        assert secret in repr(site)
    article = next(article for article in hidden.articles if article.path == "reviews/desk-scanners.md")
    assert article.view is not None
    text = next(passage for passage in article.view.passages if "counted" in passage.text)
    assert "said Author 1, who runs" in text.text
    assert {text.text[mark.start : mark.end] for mark in text.marks} >= {"for for", "“"}


def test_table_cells_are_no_formulas_or_links(tmp_path: Path) -> None:
    found = tables(hostile(), NO_EDIT)
    assert tuple(found) == TABLES
    for name, table in found.items():
        for row in csv.reader(io.StringIO(csv_text(table))):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row), name
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(found, DAY)))
    assert set(book.sheetnames) >= {"findings", "articles", "accepted", "unchecked"}
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)
    assert FORMULA in {cell.value for cell in cells}


def test_xlsx_is_deterministic(site: Editorial) -> None:
    found = tables(site, NO_EDIT)
    assert xlsx_bytes(found, DAY) == xlsx_bytes(tables(site, NO_EDIT), DAY)


def test_article_without_a_title() -> None:
    made = replace(large(10), articles=(Article("a.md", "", links=1, disclosed="no"),), items=())
    assert [article.path for article in worst(made)] == ["a.md"]
