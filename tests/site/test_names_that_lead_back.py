"""Lists of code that are made with functions, in loops whose variable has the name of the function's entry.

The variable leads back to the list: asking on for each entry and each field of it never ended on a real site.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from linter.facts import Facts
from linter.facts.options import FactOptions
from linter.site.code.lookup import DataReader
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from linter.article.emissions import Emissions

PENS = [{"name": f"Pen {number}", "asin": f"B0PEN{number:05}", "ink": number, "nib": number} for number in range(40)]
MADE = (
    "import pens from '../data/pens.json';\nimport { short, inkOf, nibOf, pageOf } from '../lib/pens';\n"
    "const rows = pens.map((pen) => ({\n  name: short(pen.name),\n  ink: inkOf(pen.ink),\n  nib: nibOf(pen.nib),\n"
    "  page: pageOf(pen.asin),\n}));\n"
)
FILES = {
    "package.json": '{"dependencies": {"astro": "5"}}',
    "astro.config.mjs": "",
    "src/data/pens.json": json.dumps(PENS),
    "src/lib/pens.ts": "".join(
        f"export function {name}(given) {{\n  const found = tidy(given);\n  return found.trim();\n}}\n"
        for name in ("short", "inkOf", "nibOf", "pageOf")
    ),
    "src/components/Pens.astro": f"---\n{MADE}---\n<ul>\n"
    "{rows.map((pen) => (<li><a href={pen.page}>{pen.name}</a> {pen.ink} {pen.nib}</li>))}\n</ul>\n",
    "src/pages/pens.mdx": "---\ntitle: Pens\n---\nimport Pens from '../components/Pens.astro';\n\nWe like these.\n\n<Pens />\n",
}


def test_a_variable_that_leads_back_to_its_list_is_left_alone(
    site: Callable[[dict[str, str]], Emissions], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    values = DataReader.values

    def counted(self: DataReader, expression: str, depth: int = 0) -> list[object]:
        nonlocal asked
        asked += 1
        return values(self, expression, depth)

    monkeypatch.setattr(DataReader, "values", counted)
    page = article(FILES["src/pages/pens.mdx"], "src/pages/pens.mdx")
    facts = Facts(page, FactOptions(emissions=site(FILES)))
    assert not facts.affiliate_links
    assert asked < 40_000
