"""Print how well disclosure wording is told apart, per language, with the misjudged rows.

Usage: python bench/accuracy/disclosures.py [cases.tsv]. The file has the columns text, label
(disclosure, weak, negated, not), lang and note; without an argument it is looked for in
`../shared/cases/disclosure_cases.tsv` beside the repository.
"""

import csv
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from linter.facts.disclosure.detector import DisclosureDetector  # noqa: E402


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled row and what the detector said of it."""

    text: str
    label: str
    language: str
    said: str


def verdict(detector: DisclosureDetector, text: str, language: str | None) -> str:
    """Return the strongest verdict found in a text, in the words of the case file."""
    strengths = {match.strength for match in detector.find(text, language)}
    for strength, word in (("clear", "disclosure"), ("weak", "weak"), ("negated", "negated")):
        if strength in strengths:
            return word
    return "not"


def judged(path: Path) -> list[Case]:
    """Read a case file and judge every row."""
    detector = DisclosureDetector.default()
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Case(row["text"], row["label"], row["lang"], verdict(detector, row["text"], row["lang"])) for row in rows]


def f1(cases: list[Case]) -> tuple[float, int, int, int]:
    """Return F1 of "discloses clearly" against not and negated, with hits, false alarms and misses."""
    relevant = [case for case in cases if case.label != "weak"]
    hits = sum(case.label == "disclosure" and case.said == "disclosure" for case in relevant)
    false = sum(case.label != "disclosure" and case.said == "disclosure" for case in relevant)
    missed = sum(case.label == "disclosure" and case.said != "disclosure" for case in relevant)
    total = 2 * hits + false + missed
    return (2 * hits / total if total else 1.0), hits, false, missed


def presence_f1(cases: list[Case]) -> float:
    """Return F1 of "discloses at all" (clear or weak, said or labelled) against not and negated."""
    positive = {"disclosure", "weak"}
    hits = sum(case.label in positive and case.said in positive for case in cases)
    wrong = sum((case.label in positive) != (case.said in positive) for case in cases)
    return 2 * hits / (2 * hits + wrong) if hits + wrong else 1.0


def weak_told_from_clear(cases: list[Case]) -> tuple[float, int]:
    """Return the share of weak and clear rows, among those found at all, with the right strength."""
    found = [c for c in cases if c.label in {"weak", "disclosure"} and c.said in {"weak", "disclosure"}]
    return (sum(case.label == case.said for case in found) / len(found) if found else 1.0), len(found)


def main() -> None:
    """Print the table of figures and then the misjudged rows."""
    default = ROOT.parent / "shared" / "cases" / "disclosure_cases.tsv"
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    cases = judged(path)
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[case.language].append(case)
    groups["not en"] = [case for case in cases if case.language != "en"]
    groups["all"] = cases
    print(f"{'lang':8}{'rows':>6}{'F1':>8}{'hit':>5}{'false':>6}{'miss':>5}{'F1 any':>8}{'weak/clear':>12}")
    for name, rows in groups.items():
        score, hits, false, missed = f1(rows)
        told, _ = weak_told_from_clear(rows)
        print(f"{name:8}{len(rows):6}{score:8.3f}{hits:5}{false:6}{missed:5}{presence_f1(rows):8.3f}{told:12.3f}")
    for case in cases:
        innocent = {"not", "negated"}
        if case.label != case.said and not {case.label, case.said} <= innocent:
            print(f"{case.language}  {case.label} -> {case.said}: {case.text}")


if __name__ == "__main__":
    main()
