"""Records of data that a component is handed as a whole: written in the call, or returned by a function of a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
CARD = "---\nconst { product } = Astro.props;\n---\n<a href={product.url}>{product.name}</a>"
DATA = f"export const lamps = [{{ id: 'glow', kind: 'desk', url: '{PEN}' }}];\n"
FUNCTIONS = [
    "export function lampsOf(kind: string) { return lamps.filter((l) => l.kind === kind); }\n",
    "export const lampsOf = (kind: string) => lamps.filter((l) => l.kind === kind);\n",
    "export function lampsOf(kind) {\n  if (!kind) return [];\n  return lamps.slice(0, 3);\n}\n",
    "export function all() { return lamps; }\nexport function lampsOf(kind) { return all().filter((l) => l.kind === kind); }\n",
]
SHOWN = [
    "const items = lampsOf('desk');\n---\n{items.map((item) => (<Card product={item} />))}",
    "---\n{lampsOf('desk').map((item) => (<Card product={item} />))}",
]


def shop(code: str, data: str = "") -> dict[str, str]:
    return {
        "astro.config.mjs": "",
        "src/components/Card.astro": CARD,
        "src/components/Shop.astro": f"---\nimport {{ lampsOf }} from '../data/lamps';\nimport Card from './Card.astro';\n{code}",
        "src/data/lamps.ts": data,
    }


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("shown", SHOWN)
def test_a_function_returns_records_of_its_module(site: Build, function: str, shown: str) -> None:
    assert site(shop(shown, DATA + function)).names["shop"].links == (PEN,)


def test_a_record_that_is_written_in_the_call(site: Build) -> None:
    call = f"---\n<Card product={{{{ name: 'Glow', url: '{PEN}' }}}} />"
    assert site(shop(call)).names["shop"].links == (PEN,)
    other = "---\n<Card product={{ name: 'Glow', url: 'https://depot.example/glow' }} />"
    assert "shop" not in site(shop(other)).names


def test_functions_that_call_each_other_end(site: Build) -> None:
    data = "export function lampsOf(kind) { return some(kind).slice(1); }\nexport function some(kind) { return lampsOf(kind).slice(1); }\n"
    printed = site(shop(SHOWN[0], data)).names.get("shop")
    assert printed is None or printed.links == ()
