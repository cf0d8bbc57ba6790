"""The sample for readers: what is drawn depends on files and seed alone, and verdicts come back as rates."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = [str(ROOT / "fixtures" / "sites" / name) for name in ("hugo", "jekyll", "eleventy")]


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scripts of bench/accuracy import one another by name."""
    monkeypatch.syspath_prepend(str(ROOT / "bench" / "accuracy"))
    monkeypatch.setattr(sys, "path", [*sys.path])


def drawn(to: Path, seed: int, count: int = 6) -> list[dict[str, str]]:
    import sample

    sample.main([*FOLDERS, "--level", "info", "--n", str(count), "--seed", str(seed), "--to", str(to)])
    with to.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.usefixtures("bench")
def test_same_seed_draws_the_same_rows_and_another_seed_others(tmp_path: Path) -> None:
    first, again = drawn(tmp_path / "a.csv", 3), drawn(tmp_path / "b.csv", 3)
    others = [drawn(tmp_path / "c.csv", seed) for seed in range(4, 12)]
    assert first == again
    assert any(other != first for other in others)


@pytest.mark.usefixtures("bench")
def test_sample_holds_findings_of_the_families_and_articles_without(tmp_path: Path) -> None:
    table = drawn(tmp_path / "a.csv", 3, count=40)
    rules = {row["rule"] for row in table}
    assert any(rule.startswith("disclosure/") for rule in rules)
    assert any(rule.startswith("no finding") for rule in rules)
    assert {rule.partition("/")[0] for rule in rules if not rule.startswith("no finding")} <= {"links", "disclosure"}
    assert all(row["source"] and row["generator"] for row in table)


@pytest.mark.usefixtures("bench")
def test_every_rule_and_site_is_drawn_before_any_is_drawn_twice(tmp_path: Path) -> None:
    table = [row for row in drawn(tmp_path / "all.csv", 1, count=100) if not row["rule"].startswith("no finding")]
    strata = {(row["rule"], row["site"]) for row in table}
    few = drawn(tmp_path / "few.csv", 1, count=len(strata))
    findings = [(row["rule"], row["site"]) for row in few if not row["rule"].startswith("no finding")]
    assert len(findings) == len(set(findings))


@pytest.mark.usefixtures("bench")
def test_verdicts_come_back_as_rates_by_rule_site_and_generator(tmp_path: Path) -> None:
    from verdicts import Judged, report

    rows = [Judged("x", "links/one", "a", "hugo", 30, "right")] * 3
    rows += [Judged("x", "links/one", "b", "astro", 10, "wrong")]
    rows += [Judged("x", "links/one", "b", "astro", 10, "unclear"), Judged("x", "links/one", "b", "astro", 10, "")]
    rows += [Judged("x", "no finding, none", "a", "hugo", 5, "right")]
    shown = report(rows)
    assert "| links/one | 40 | 6 | 3 | 1 | 1 | 75.0 % (30.1–95.4) |" in shown
    assert "| astro | 10 | 3 | 0 | 1 | 1 | 0.0 % (0.0–79.3) |" in shown
    assert "findings right 75.0 %, articles without findings rightly so 100.0 %" in shown


@pytest.mark.usefixtures("bench")
def test_strata_weigh_by_their_size_and_not_by_the_rows_drawn() -> None:
    from verdicts import Judged, weighted

    loud = [Judged("x", "links/one", "a", "hugo", 90, "right")]
    quiet = [Judged("x", "links/two", "a", "hugo", 10, "wrong")] * 3
    assert "findings right 90.0 %" in weighted([*loud, *quiet])


@pytest.mark.usefixtures("bench")
def test_unknown_verdict_names_the_row(tmp_path: Path) -> None:
    import sample
    from verdicts import COLUMNS

    table = tmp_path / "table.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="x")
        writer.writeheader()
        writer.writerow({"id": 17, "stratum": 1, "verdict": "perhaps"})
    with pytest.raises(ValueError, match=r"row 17: “perhaps” is none of"):
        sample.main(["--verdicts", str(table)])


@pytest.mark.usefixtures("bench")
def test_section_is_written_once_and_then_replaced(tmp_path: Path) -> None:
    from rates import write_section

    page = tmp_path / "accuracy.md"
    page.write_text("# Accuracy\n\nBefore.\n", encoding="utf-8")
    write_section(page, "built", "old")
    page.write_text(page.read_text(encoding="utf-8") + "\nAfter.\n", encoding="utf-8")
    write_section(page, "built", "new")
    text = page.read_text(encoding="utf-8")
    assert "old" not in text
    assert text.index("Before.") < text.index("new") < text.index("After.")


@pytest.mark.usefixtures("bench")
def test_wilson_stays_within_0_and_1() -> None:
    from rates import wilson

    assert wilson(0, 0) == (0.0, 1.0)
    low, high = wilson(10, 10)
    assert high == pytest.approx(1)
    assert 0.72 < low < 0.73
    with pytest.raises(ValueError, match="3 of 2"):
        wilson(3, 2)
