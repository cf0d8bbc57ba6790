"""Components that send readers to the address of a call through that of a network."""

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

GATE = "https://www.awin1.com/cread.php?awinmid=101&awinaffid=202&ued="
BY_SHOP = (
    "const { shop, url } = Astro.props;\nconst shops = {\n"
    "  inkwell: { gate: 'https://www.awin1.com/cread.php', us: '202', it: '101' },\n  own: { gate: '', us: '', it: '' },\n};\n"
    "const one = shops[shop];\nfunction through(address: string): string {\n  if (shop === 'inkwell') {\n"
    "    const given = encodeURIComponent(address);\n"
    "    return `${one.gate}?awinmid=${one.it}&awinaffid=${one.us}&ued=${given}`;\n  }\n  return address;\n}\nconst href = through(url);"
)
CARDS = {
    "in the address": f"const {{ url }} = Astro.props;\nconst href = `{GATE}${{encodeURIComponent(url)}}`;",
    "by a function": "const { url } = Astro.props;\nfunction through(address: string) {\n"
    f"  const given = encodeURIComponent(address);\n  return `{GATE}${{given}}`;\n}}\nconst href = through(url);",
    "by the shop's entry": BY_SHOP,
}
CALL = '<Buy shop="inkwell" url="https://inkwell.example/pens/broad" />'


def networks(emissions: Emissions, call: str) -> list[str]:
    facts = Facts(
        article(f"---\ntitle: x\n---\n\nWords.\n\n{call}\n", "src/content/a.mdx"), FactOptions(emissions=emissions)
    )
    return [item.verdict.network for item in facts.affiliate_links]


def of_card(code: str) -> dict[str, str]:
    return {"astro.config.mjs": "", "src/components/Buy.astro": f"---\n{code}\n---\n<a href={{href}}>Buy</a>"}


@pytest.mark.parametrize("name", CARDS)
def test_the_address_of_a_call_goes_through_a_network(site: Build, name: str) -> None:
    assert networks(site(of_card(CARDS[name])), CALL) == ["awin"]


def test_another_address_of_the_component_is_not_that_of_the_call(site: Build) -> None:
    """Which of two addresses it prints only the build knows: the one that the article gives is taken."""
    code = f"const {{ url }} = Astro.props;\nconst href = url || '{GATE}https%3A%2F%2Finkwell.example';"
    assert not networks(site(of_card(code)), CALL)
