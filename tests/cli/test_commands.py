from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linter.cli import main
from tests.conftest import ROOT

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
DEMO = ROOT / "fixtures" / "articles" / "demo.md"
RULE = (
    "id: house/no-cheap\ntitle: Cheap\ncheck: pattern\noptions: {{patterns: ['(?i)\\bcheap\\b']}}\nmessage: m\nwhy: House style.\n"
    "examples: {{invalid: [{{text: '{}'}}], valid: [{{text: 'An affordable lamp.'}}]}}\n"
)


def test_links_json_lists_affiliate_links_with_disclosure(affilint: Affilint) -> None:
    found = json.loads(affilint("links", DEMO, "--format", "json").stdout)["links"]
    assert [
        (link["programme"], link["confidence"], link["disclosed"], link["line"], link["column"]) for link in found
    ] == [
        ("Amazon Associates", "certain", "after", 9, 21),
        ("ShareASale", "certain", "after", 17, 24),
        ("Amazon Associates", "possible", "after", 18, 4),
    ]
    assert found[1]["rel"] == ["noopener"]
    assert set(found[0]) >= {"path", "url", "kind", "network", "evidence", "destination"}


@pytest.mark.parametrize(
    ("before", "after", "shown", "weak"),
    [
        ("This post contains affiliate links.", "", "before (weak)", True),
        ("This post contains affiliate links.", "We earn a commission when you buy.", "before (weak)", True),
        ("We earn a commission when you buy.", "", "before", False),
        ("This post contains affiliate links: we earn a commission when you buy.", "", "before", False),
        ("Lamps glow.", "This post contains affiliate links.", "after", False),
        ("Lamps glow.", "", "no", False),
    ],
)
def test_links_and_articles_told_of_in_weak_words_are_shown_apart(
    affilint: Affilint, tmp_path: Path, before: str, after: str, shown: str, *, weak: bool
) -> None:
    link = "Take the [Glow](https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20)."
    (tmp_path / "a.md").write_text(f"# Lamps\n\n{before}\n\n{link}\n\n{after}\n")
    (row,) = json.loads(affilint("links", "a.md", "--format", "json").stdout)["links"]
    assert (row["disclosed"], row["weak"]) == (shown.removesuffix(" (weak)"), weak)
    assert f"  {shown}  " in affilint("links", "a.md").stdout
    for _ in range(2):  # the second run reads what the first stored
        (article,) = json.loads(affilint("check", "a.md", "--format", "json").stdout)["articles"]
        assert (article["disclosed"], article["weak"]) == (row["disclosed"], weak)
    assert affilint("report", "a.md", "-o", "r.html").returncode == 0
    assert ('class="share-weak"' in (tmp_path / "r.html").read_text(encoding="utf-8")) is weak


def test_links_table_csv_and_all(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("[a](=cmd|calc) [b](https://x.example)\n")
    assert affilint("links", "a.md").stdout == "no affiliate links\n"
    rows = list(csv.DictReader(io.StringIO(affilint("links", "a.md", "--all", "--format", "csv").stdout)))
    assert [row["url"] for row in rows] == ["'=cmd|calc", "https://x.example"]
    table = affilint("links", DEMO).stdout
    assert "ShareASale" in table
    assert "noopener" in table


@pytest.mark.parametrize(("folder", "sure"), [("posts", True), ("notes", False)])
def test_inspect_says_whether_the_disclosing_layout_is_the_articles(
    affilint: Affilint, tmp_path: Path, folder: str, *, sure: bool
) -> None:
    files = {
        "eleventy.config.js": "",
        "_includes/layouts/post.njk": "<p>We earn a commission when you buy through our links.</p>{{ content | safe }}",
        "posts/posts.json": '{"layout": "layouts/post.njk"}',
        f"{folder}/a.md": "# Lamps\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    found = json.loads(affilint("inspect", f"{folder}/a.md", "--format", "json").stdout)["layout_disclosure"]
    assert (found["where"], found["source"], found["sure"]) == ("top", "_includes/layouts/post.njk", sure)
    text = affilint("inspect", f"{folder}/a.md").stdout
    assert ("which cannot be told" in text) is not sure


def test_inspect_json_shows_the_facts_of_an_article(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ndate: 2024-01-02\n---\n# Lamps\n\nWe earn a commission when you buy through our links.\n\n“It is bright,” said Mara.\n\n{{< note >}}\n\n## FAQ\n\n### Is it?\n\nYes.\n",
        encoding="utf-8",
    )
    found = json.loads(affilint("inspect", "a.md", "--format", "json").stdout)
    assert found["format"] == "markdown"
    assert found["language"] == "en"
    assert found["front_matter"] == {"date": "2024-01-02"}
    (disclosure,) = found["disclosures"]
    assert (
        disclosure["strength"],
        disclosure["kind"],
        disclosure["origin"],
        disclosure["line"],
        disclosure["column"],
    ) == ("clear", "sentence", "article", 6, 1)
    assert [(pair["question"], pair["answer"], pair["line"]) for pair in found["faq"]] == [("Is it?", "Yes.", 14)]
    assert [quotation["text"] for quotation in found["quotations"]] == ["“It is bright,”"]
    assert [emission["name"] for emission in found["emitted"]] == ["note"]
    assert [block["kind"] for block in found["blocks"]][:3] == ["heading", "paragraph", "paragraph"]
    assert affilint("inspect", "a.md").returncode == 0
    assert affilint("inspect", "nowhere.md").returncode == 2


def test_explain_has_all_sections(affilint: Affilint) -> None:
    page = affilint("explain", "disclosure/after-first-link").stdout
    for part in (
        "Authority",
        "as of 2026",
        "Found",
        "Not found",
        "How to fix",
        "Known limits",
        "the reason is required",
    ):
        assert part in page
    assert affilint("explain", "suppression/unused").returncode == 0
    assert "Run on articles" not in page
    assert affilint("explain", "-v", "disclosure/after-first-link").stdout.endswith(
        "Run on articles that have\n  - an affiliate link, or an invitation to a deal whose link is missing\n"
    )
    assert "what this RE2 pattern finds" in affilint("explain", "-v", "quotes/unattributed").stdout


def test_custom_rule_is_listed_explained_checked_and_tested(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "no-cheap.yml").write_text(RULE.format("A ⟦cheap⟧ lamp."), encoding="utf-8")
    (tmp_path / "affilint.yml").write_text("rule_packs: [house]\n")
    (tmp_path / "a.md").write_text("A cheap lamp.\n")
    assert "house/no-cheap" in affilint("rules").stdout
    assert "House style." in affilint("explain", "house/no-cheap").stdout
    assert "a.md:1:3: warning house/no-cheap" in affilint("check", "a.md").stdout
    result = affilint("test-rules", "house")
    assert (result.returncode, result.stdout) == (0, "ok  house/no-cheap (1 invalid, 1 valid)\n1 rule, 0 failed\n")
    (tmp_path / "house" / "no-cheap.yml").write_text(RULE.format("A cheap ⟦lamp⟧."), encoding="utf-8")
    result = affilint("test-rules", "house")
    assert result.returncode == 1
    assert "marked ['lamp']" in result.stdout


def test_rules_json_has_sources_fixes_and_packs(affilint: Affilint) -> None:
    found = json.loads(affilint("rules", "--format", "json").stdout)
    by_id = {rule["id"]: rule for rule in found["rules"]}
    assert by_id["disclosure/missing"]["sources"][0]["jurisdiction"] == "US"
    assert by_id["text/repeated-word"]["fixable"] is True
    assert "recommended" in found["packs"]


def test_links_grouped_by_programme_page_tag_and_destination(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        '<a href="https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20">a</a> [b](https://www.amazon.com/dp/B0DEPOT002?tag=brightwell-20)\n'
    )
    (tmp_path / "b.md").write_text("We earn a commission when you buy.\n\n[c](https://amzn.to/3xDepot)\n")
    found = json.loads(affilint("links", ".", "--by", "programme", "--format", "json").stdout)
    assert found["by"] == "programme"
    assert found["groups"][0] == {
        "group": "Amazon Associates", "links": 2, "pages": 1, "before": 0, "beside": 0, "after": 0, "site": 0, "no": 2, "without_rel": 1, "weak": 0,
    }  # fmt: skip
    assert found["groups"][1]["before"] == 1
    by_page = list(csv.DictReader(io.StringIO(affilint("links", ".", "--by", "page", "--format", "csv").stdout)))
    assert [row["group"] for row in by_page] == ["a.md", "b.md"]
    assert "brightwell-20" in affilint("links", ".", "--by", "tag").stdout
    assert "amazon.com" in affilint("links", ".", "--by", "destination").stdout


@pytest.mark.parametrize("command", ["links", "inspect"])
def test_links_and_inspect_run_no_rules(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("a rule ran")

    monkeypatch.setattr("linter.running.one_file.lint", fail)
    (tmp_path / "a.md").write_text("[Lamp](https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20)\n")
    with pytest.raises(SystemExit) as ended:
        main([command, str(tmp_path / "a.md")])
    assert ended.value.code == 0
    assert "Amazon Associates" in capsys.readouterr().out
