"""Precision and recall of the quotation-mark scanner by kind, on a file of labelled cases.

Usage: python bench/accuracy/quotes.py [CASES.tsv]; columns: text, kind or "ok", language, note. Kinds that need more
than one block (style, attribution, punctuation) are left to other checks: the scanner should be silent on them.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from linter.facts.quotations.marks import continues, scan_quotes  # noqa: E402

DEFAULT_CASES = ROOT.parent / "shared" / "cases" / "quote_cases.tsv"
# The label of a case -> the kinds of problem that meet it.
KINDS = {
    "missing_space": {"spacing-outside"},
    "extra_space": {"spacing-inside"},
    "unbalanced": {"unbalanced"},
    "wrong_direction": {"wrong-direction", "apostrophe-direction", "mixed-pair"},
    "wrong_glyph": {"wrong-glyph"},
    "doubled": {"doubled"},
    "empty": {"empty"},
    "curly_inch": {"inch-mark"},
    "nested_same": {"nested-same"},
    "mixed_pair": {"mixed-pair"},
}
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_TEX = re.compile(r"``[^`]+''")
_TAG = re.compile(r"</?\w[^>]*>")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def visible_blocks(markdown: str) -> list[str]:
    """Return the blocks of a small Markdown text without its markup; code becomes U+FFFC."""
    blocks = []
    for block in re.split(r"\n\s*\n", markdown):
        plain = block if _TEX.search(block) else _CODE.sub("\ufffc", block)
        plain = re.sub(r"(?m)^> ?", "", _LINK.sub(r"\1", _TAG.sub("", plain)))
        blocks.append(plain.replace("**", "").replace("*", ""))
    return blocks


def problems(markdown: str, language: str) -> list[str]:
    """Return the kinds of problem in a text, less what a quotation over several paragraphs explains."""
    blocks = visible_blocks(markdown)
    kinds: list[str] = []
    for number, block in enumerate(blocks):
        found = [problem.kind for problem in scan_quotes(block, language).problems]
        following = blocks[number + 1] if number + 1 < len(blocks) else ""
        if "unbalanced" in found and continues(block, following, language):
            found.remove("unbalanced")
        kinds += found
    return kinds


def measure(path: Path) -> tuple[Counter[str], Counter[str], Counter[str], list[str]]:
    """Return per label: cases, cases found, cases of the right kind; and a line for every miss or false alarm."""
    cases: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    notes: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, label, language = line.split("\t")[:3]
        kinds = problems(text.replace("\\n", "\n"), language or "en")
        label = label if label in KINDS else "ok"
        cases[label] += 1
        found[label] += bool(kinds)
        right[label] += bool(KINDS.get(label, set()) & set(kinds))
        if bool(kinds) == (label == "ok"):
            notes.append(f"{label}: {text} -> {kinds}")
    return cases, found, right, notes


def main() -> int:
    """Print the table."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_CASES
    if not path.is_file():
        print(f"no labelled cases at {path}")
        return 2
    cases, found, right, notes = measure(path)
    for label in sorted(cases):
        if label == "ok":
            print(f"{label:16} {cases[label]:4} clean, {found[label]} false alarms")
        else:
            print(f"{label:16} {cases[label]:4} cases, {found[label]} found, {right[label]} as the right kind")
    broken, hits = sum(cases.values()) - cases["ok"], sum(found.values()) - found["ok"]
    reported = hits + found["ok"]
    print(f"precision {hits / max(reported, 1):.3f} recall {hits / max(broken, 1):.3f}")
    print("\n".join(notes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
