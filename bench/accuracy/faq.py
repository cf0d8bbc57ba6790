"""Pairs and findings on labelled articles with questions and answers.

Usage: python bench/accuracy/faq.py [FOLDER]; beside each article stands its NAME.expected.yml with ``pairs`` (what the
reader sees) and ``findings`` (rule, question, value). A label "contradicted-number" is met by an unsupported figure: the
tool claims no contradiction. ``--off`` also runs the rules that are off by default.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from linter.configuration.policy import Selection  # noqa: E402
from linter.configuration.resolver import ConfigResolver  # noqa: E402
from linter.facts.faq.finder import letters  # noqa: E402
from linter.running.one_file import check_file  # noqa: E402

if TYPE_CHECKING:
    from linter.finding import Finding

DEFAULT_CASES = ROOT.parent / "shared" / "cases" / "faq"
RULES = {"contradicted-number": "unsupported-figure", "unsupported-number": "unsupported-figure"}


def meets(label: dict[str, Any], finding: Finding, text: str) -> bool:
    """Say whether a finding is the labelled one: the rule, and the value or the question at its place or in its message."""
    if finding.rule != "faq/" + RULES.get(label["rule"], label["rule"]):
        return False
    near = letters(f"{finding.excerpt} {finding.message} {text[max(0, finding.start - 200) : finding.end + 100]}")
    value = str(label.get("value", ""))
    if finding.rule == "faq/markup-invalid" and value:
        return {"JSON": "is not JSON", "empty name": "empty"}.get(value, value) in finding.message
    return all(letters(str(label[key])) in near for key in ("question", "value") if key in label)


def measure(folder: Path, *, with_off: bool) -> tuple[int, list[str]]:
    """Return how many cases are met whole, and what is wrong with the others."""
    met, notes = 0, []
    resolver = (
        ConfigResolver(selection=Selection(select=("faq", "faq/unsupported-name"))) if with_off else ConfigResolver()
    )
    for path in sorted(folder.glob("*.expected.yml")):
        expected = yaml.safe_load(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(".expected.yml")
        article = next(other for other in sorted(folder.glob(f"{name}.*")) if other.suffix != ".yml")
        data = article.read_bytes()
        checked = check_file(article.name, data, article, resolver)
        text = data.decode("utf-8")
        open_labels = list(expected["findings"])
        wrong = []
        for finding in (item for item in checked.findings if item.rule.startswith("faq/")):
            label = next((item for item in open_labels if meets(item, finding, text)), None)
            if label is not None:
                open_labels.remove(label)
            else:
                wrong.append(f"{name}: unexpected {finding.severity} {finding.rule}: {finding.message}")
        wrong += [f"{name}: missed {label}" for label in open_labels]
        pairs = len(checked.facts.faq.pairs)
        if pairs != expected["pairs"]:
            wrong.append(f"{name}: {pairs} pairs, expected {expected['pairs']}")
        met += not wrong
        notes += wrong
    return met, notes


def main() -> int:
    """Print the cases that are not met, and the count."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--off"]
    folder = Path(arguments[0]) if arguments else DEFAULT_CASES
    if not folder.is_dir():
        print(f"no labelled cases at {folder}")
        return 2
    met, notes = measure(folder, with_off="--off" in sys.argv)
    print("\n".join(notes))
    print(f"{met} of {len(list(folder.glob('*.expected.yml')))} cases met")
    return 0


if __name__ == "__main__":
    sys.exit(main())
