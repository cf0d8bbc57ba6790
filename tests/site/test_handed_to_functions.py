"""Functions that make an address of a record: which of their branches is taken for the one that a call chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from linter.site.code.branches import reached
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

BOX = (
    'import { lamps, urlOf } from "@/data/lamps";\nexport default function Box({ lampId }) {\n  const lamp = lamps[lampId];\n'
    '  const url = urlOf(lamp);\n  return <a href={url} rel="sponsored">Buy</a>;\n}\n'
)
IFS = (
    'export function urlOf(lamp: Lamp): string {\n  if (lamp.shop === "amazon") {\n    if (!lamp.asin) {\n      throw new Error("none");\n    }\n'
    '    return `https://www.amazon.com/dp/${lamp.asin}?tag=acme-20`;\n  }\n  if (lamp.shop === "cj" || lamp.shop === "own") {\n'
    '    return lamp.url;\n  }\n  throw new Error("what");\n}\n'
)
ELSE = (
    'export const urlOf = (lamp: Lamp) => {\n  if (lamp.shop === "amazon") return `https://www.amazon.com/dp/${lamp.asin}?tag=acme-20`;\n'
    "  else {\n    return lamp.url;\n  }\n};\n"
)
HALL = '{ shop: "cj", url: "https://www.jdoqocy.com/click-1234567-7654321" }'
DESK = '{ shop: "amazon", asin: "B0LAMP0001" }'
YARD = '{ shop: "own", url: "https://lamps.example/yard" }'
LITERAL = f'export const lamps: Record<string, Lamp> = {{ "hall-lamp": {HALL}, desk: {DESK}, yard: {YARD} }};\n'
FILLED = f'export const lamps: Record<string, Lamp> = {{}};\nlamps["hall-lamp"] = {HALL};\nlamps.desk = {DESK};\nlamps.yard = {YARD};\n'


@pytest.mark.parametrize("records", [LITERAL, FILLED])
@pytest.mark.parametrize("function", [IFS, ELSE])
@pytest.mark.parametrize(
    ("lamp", "networks"), [("hall-lamp", ["CJ Affiliate"]), ("desk", ["Amazon Associates"]), ("yard", [])]
)
def test_the_branch_for_a_record_is_taken(
    site: Build, function: str, records: str, lamp: str, networks: list[str]
) -> None:
    files = {
        "package.json": '{"dependencies": {"next": "15.0.0"}}',
        "data/lamps.ts": f"{function}\n{records}",
        "components/Box.tsx": BOX,
    }
    text = f'---\ntitle: Lamps\n---\nOurs has burnt for years.\n\n<Box lampId="{lamp}" />\n'
    found = Facts(article(text, "content/lamps.mdx"), FactOptions(emissions=site(files)))
    assert [item.verdict.programme for item in found.affiliate_links] == networks


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("if (yes) { return 1; } return 2;", [1]),
        ("if (no) { return 1; } return 2;", [2]),
        ("if (maybe) { return 1; } return 2;", [1, 2]),
        ("if (no) return 1;\nreturn 2;", [2]),
        ("if (yes) { if (maybe) { return 1; } return 2; } return 3;", [1, 2]),
        ("if (no) { return 1; } else if (yes) { return 2; } else { return 3; }", [2]),
        ("if (maybe) { return 1; } else if (no) { return 2; } else { return 3; }", [1, 3]),
        ("if (yes) return 1; else return 2;", [1]),
        ("pens.map((pen) => { return 1; }); return 2;", [1, 2]),
        ("if (no { return 1;", [1]),
    ],
)
def test_branches_that_are_reached(code: str, expected: list[int]) -> None:
    answers = {"yes": True, "no": False}
    places = [at + 7 for at in range(len(code)) if code.startswith("return ", at)]
    assert [int(code[at]) for at in reached(code, places, answers.get)] == expected
