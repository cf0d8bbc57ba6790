"""Precision and recall of the rules on broken sentences, on a file of labelled cases.

Usage: python bench/accuracy/text.py [CASES.tsv]; columns: text, "truncated" or "ok", kind, note. A note begins with
``ctx=`` and the element the text stands in, and may name what follows (``next=``), what precedes (``prev=``) and the
language (``lang=``). Only findings of the family ``text`` at warning and above count.
"""

from __future__ import annotations

import html
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from linter.article import read_article  # noqa: E402
from linter.configuration.loader import Config  # noqa: E402
from linter.configuration.policy import Policy, Selection, policy_for  # noqa: E402
from linter.engine import lint  # noqa: E402
from linter.facts import Facts  # noqa: E402
from linter.finding import SEVERITIES, at_least  # noqa: E402
from linter.source import Source  # noqa: E402

DEFAULT_CASES = ROOT.parent / "shared" / "cases" / "trunc_cases.tsv"
_ELEMENTS = {
    "faq question": "h3",
    "figcaption": "figcaption",
    "button": "button",
    "answer": "p",
    "caption": "figcaption",
}
_NEIGHBOURS = {
    "ul": "<ul><li>A scanner</li></ul>",
    "ol": "<ol><li>A scanner</li></ol>",
    "code": "<pre><code>scan()</code></pre>",
    "math block": "<pre><code>x = 1</code></pre>",
    "blockquote": "<blockquote><p>The depot is open.</p></blockquote>",
    "h2": "<h2>The depot</h2>",
    "table": "<table><tr><td>Depot</td></tr></table>",
}


def page(text: str, note: str) -> str:
    """Return the HTML page that a case describes."""
    context = re.search(r"ctx=([\w ]+)", note)
    tag = context[1].strip() if context is not None else "p"
    tag = _ELEMENTS.get(tag, tag)
    language = re.search(r"lang=([\w-]+)", note)
    parts = {}
    for side in ("next", "prev"):
        named = re.search(rf"{side}=([\w ]+)", note)
        parts[side] = _NEIGHBOURS.get(named[1].strip(), "") if named is not None else ""
    if "followed directly by h2" in note:
        parts["next"] = _NEIGHBOURS["h2"]
    body = f"<{tag}>{html.escape(text, quote=False).replace(chr(92) + 'n', '<br>')}</{tag}>"
    if tag == "li":
        body = f"<ul>{body}<li>A scanner</li></ul>"
    elif tag == "td":
        body = f"<table><tr>{body}<td>A scanner</td></tr></table>"
    lang = language[1] if language is not None else "en"
    heading = _NEIGHBOURS["h2"] if "h2" in parts["next"] else ""
    return f'<html lang="{lang}"><body><article>{heading}{parts["prev"]}{body}{parts["next"]}</article></body></html>'


def found(policy: Policy, content: str) -> list[str]:
    """Return the rules that find something in a page, at warning and above."""
    facts = Facts(read_article(Source("case.html", content)), policy.facts)
    findings = lint(facts, policy.active)
    return [finding.rule for finding in findings if at_least(finding.severity, "warning", SEVERITIES)]


def main() -> int:
    """Print misses, false alarms and the two figures."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_CASES
    if not path.is_file():
        print(f"no labelled cases at {path}")
        return 2
    policy = policy_for(Config(root=Path()), "case.html", Selection(select=("text",)))
    counts: Counter[tuple[str, bool]] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, label, kind, note = line.split("\t")
        rules = found(policy, page(text, note))
        counts[label, bool(rules)] += 1
        if bool(rules) != (label == "truncated"):
            print(f"{'missed' if not rules else 'false alarm'}: {kind}: {text} {rules or ''}")
    hits, misses, alarms = counts["truncated", True], counts["truncated", False], counts["ok", True]
    print(f"truncated {hits + misses}, ok {alarms + counts['ok', False]}")
    print(f"precision {hits / max(hits + alarms, 1):.3f} recall {hits / max(hits + misses, 1):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
