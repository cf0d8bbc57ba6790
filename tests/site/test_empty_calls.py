"""A component whose addresses are all empty for one call prints no link there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

ASTRO = {"astro.config.mjs": "", "package.json": '{"dependencies": {"astro": "5"}}'}
SHOP = "https://larchlamps.example/lamp"
BOX = '<a href={%s} rel="sponsored noopener">Buy</a>'
FIRST, SECOND = BOX % "shops.first", BOX % "shops.second"

SHOPS = {
    "under a condition of all": (
        "Shops.astro",
        "---\nconst { shops } = Astro.props as Props;\nconst any =\n  shops.first ||\n  shops.second;\n---\n"
        f"{{any && (<ul>{{shops.first && <li>{FIRST}</li>}}{{shops.second && <li>{SECOND}</li>}}</ul>)}}",
    ),
    "some": (
        "Shops.astro",
        "---\nconst { shops } = Astro.props;\nconst any = Object.values(shops ?? {}).some(Boolean);\n---\n"
        f"{{any && <div>{BOX % 'shops?.first'}{SECOND}</div>}}",
    ),
    "each entry": (
        "Shops.astro",
        "---\nconst { shops } = Astro.props;\n---\n"
        f"{{Object.values(shops ?? {{}}).map((url) => {BOX % 'url'})}}",
    ),
    "taken apart": (
        "Shops.jsx",
        "export default function Shops({ shops }) {\n  const { first, second } = shops;\n"
        f"  return <div>{{first ? {BOX % 'first'} : null}}{{second && {BOX % 'second'}}}</div>;\n}}\n",
    ),
    "in another component": (
        "Shops.astro",
        "---\nimport Button from './Button.astro';\nconst { shops } = Astro.props;\n---\n"
        "{shops.first && <Button href={shops.first} />}",
    ),
}  # fmt: skip
EMPTY = {
    "texts": "shops:\n  first: ''\n  second: ''\n",
    "null": "shops:\n  first: null\n  second:\n",
    "no value": "shops:\n",
    "blank": "shops: {first: ' '}\n",
    "no keys": "shops: {}\n",
}
CALL = "<Shops shops={frontmatter.shops} />"


def paid(site: Build, component: tuple[str, str], front_matter: str, call: str = CALL) -> list[str]:
    """Return the networks of the links that pay in an article which imports one component and calls it."""
    name, code = component
    button = f"---\nconst {{ href }} = Astro.props;\n---\n{{href && {BOX % 'href'}}}"
    files = {f"src/components/{name}": code, "src/components/Button.astro": button}
    emissions = site({**ASTRO, **files})
    text = f"---\ntitle: x\n{front_matter}---\nimport Shops from '../../components/{name}';\n\nIt shines.\n\n{call}\n"
    facts = Facts(article(text, "src/pages/posts/a.mdx"), FactOptions(emissions=emissions))
    return [item.verdict.network for item in facts.affiliate_links]


@pytest.mark.parametrize("component", SHOPS)
@pytest.mark.parametrize("front_matter", EMPTY)
def test_a_record_without_addresses_prints_no_link(site: Build, component: str, front_matter: str) -> None:
    assert not paid(site, SHOPS[component], EMPTY[front_matter])


@pytest.mark.parametrize("component", SHOPS)
def test_one_address_is_enough(site: Build, component: str) -> None:
    assert paid(site, SHOPS[component], f"shops:\n  first: {SHOP}\n  second: ''\n") == ["component"]


@pytest.mark.parametrize("call", ["<Shops shops={{}} />", "<Shops shops={{ first: '', second: null }} />"])
def test_a_record_in_the_call_may_be_empty_too(site: Build, call: str) -> None:
    assert not paid(site, SHOPS["under a condition of all"], "", call)


LIST = (
    "Shops.astro",
    f"---\nconst {{ lamps = [], title }} = Astro.props;\n---\n<h2>{{title}}</h2>{{lamps.map((lamp) => <p>{{lamp.name}} {BOX % 'lamp.url'}</p>)}}",
)
LAMPS = '<Shops title="Our lamps" lamps={frontmatter.lamps} />'


@pytest.mark.parametrize(
    "front_matter",
    ["lamps: []\n", "", "lamps:\n", "lamps:\n  - name: Larch\n  - name: Elm\n    url: ''\n"],
)
def test_a_list_without_addresses_prints_no_link(site: Build, front_matter: str) -> None:
    assert not paid(site, LIST, front_matter, LAMPS)


def test_a_list_with_an_address_does(site: Build) -> None:
    assert paid(site, LIST, f"lamps:\n  - name: Larch\n  - name: Elm\n    url: {SHOP}\n", LAMPS) == ["component"]
    assert not paid(site, LIST, "", '<Shops title="Our lamps" lamps={[]} />')


@pytest.mark.parametrize(
    "code",
    [
        f"---\nconst {{ shops }} = Astro.props;\n---\n{BOX % 'shops.first ?? urlOf(shops.asin)'}",
        f"---\nconst {{ shops, id }} = Astro.props;\n---\n{FIRST}{BOX % 'urls[id]'}",
        f"---\nconst {{ shops = all }} = Astro.props;\n---\n{BOX % 'shops.first'}",
        f"---\nconst {{ shops }} = Astro.props;\n---\n{{!shops.first && {BOX % 'shops.second ?? fallback.url'}}}",
    ],
)
def test_an_address_from_elsewhere_is_one(site: Build, code: str) -> None:
    front_matter = "shops: {first: ''}\n" if "= all" not in code else ""
    assert paid(site, ("Shops.astro", code), front_matter) == ["component"]
