"""Records of data whose addresses are put together: of constants, by functions, in template literals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

LAMP = "https://www.amazon.com/dp/B0LAMP0001?tag=brightwell-20"
SHOP = (
    "export const TAG = 'brightwell-20';\nexport const LAMP = 'https://www.amazon.com/dp/B0LAMP0001?tag=brightwell-20';\n"
    "export const LINKS = { glow: 'https://www.amazon.com/dp/B0LAMP0001?tag=brightwell-20' };\n"
    "export const amazon = (asin: string) => `https://www.amazon.com/dp/${asin}?tag=${TAG}`;\n"
    "export function shop(asin: string, tag: string) {\n  return 'https://www.amazon.com/dp/' + asin + '?tag=' + tag;\n}\n"
)
MADE = [
    "`https://www.amazon.com/dp/B0LAMP0001?tag=${TAG}`",
    "'https://www.amazon.com/dp/B0LAMP0001?tag=' + TAG",
    "amazon('B0LAMP0001')",
    "shop('B0LAMP0001', TAG)",
    "LAMP",
    "LINKS.glow",
]


def lamps(url: str, shop: str = SHOP) -> dict[str, str]:
    return {
        "package.json": '{"dependencies": {"astro": "5"}}',
        "src/data/shop.ts": shop,
        "src/data/lamps.ts": (
            "import { TAG, LAMP, LINKS, amazon, shop } from './shop';\n"
            f"export const lamps = [\n  {{ id: 'glow', make: () => shop, url: {url}, shops: [{{ url: {url} }}] }},\n];\n"
        ),
        "src/components/Card.astro": "---\nconst { lamp } = Astro.props;\n---\n<a href={lamp.url}>{lamp.id}</a>",
        "src/components/Deep.astro": (
            "---\nimport { lamps } from '../data/lamps';\nconst lamp = lamps.find((one) => one.id === 'glow');\n---\n"
            "<a href={lamp.shops[0].url}>Depot</a>"
        ),
        "src/components/Pick.astro": (
            "---\nimport { lamps } from '../data/lamps';\nimport Card from './Card.astro';\n"
            "const lamp = lamps.find((one) => one.id === 'glow');\n---\n<Card lamp={lamp} />"
        ),
    }


@pytest.mark.parametrize("url", MADE)
@pytest.mark.parametrize("name", ["pick", "deep"])
def test_an_address_that_a_record_is_put_together_of(site: Build, url: str, name: str) -> None:
    assert site(lamps(url)).names[name].links == (LAMP,)


@pytest.mark.parametrize("url", MADE)
def test_one_that_leads_to_no_network_is_no_link(site: Build, url: str) -> None:
    def elsewhere(text: str) -> str:
        return text.replace("www.amazon.com/dp", "depot.example/lamps").replace("tag=", "from=")

    names = site(lamps(elsewhere(url), elsewhere(SHOP))).names
    assert "pick" not in names
    assert "deep" not in names


def test_what_only_the_build_knows_is_not_made_up(site: Build) -> None:
    unknown = SHOP.replace("export const TAG = 'brightwell-20'", "export const TAG = import.meta.env.TAG")
    assert site(lamps("TAG", unknown)).names.get("pick") is None
    assert site(lamps("async () => amazon('B0LAMP0001')")).names.get("pick") is None


def test_constants_that_name_each_other_end(site: Build) -> None:
    circle = (
        "export const TAG = `${LAMP}`;\nexport const LAMP = `${TAG}`;\nexport const amazon = (id) => amazon(`${id}`);\n"
    )
    for url in ("TAG", "`${LAMP}`", "amazon(TAG)", "lamps[0].url"):
        assert site(lamps(url, circle)).names.get("pick") is None


def test_a_function_puts_records_together_of_its_arguments(site: Build) -> None:
    shop = "export const lamps = [];\nexport function lampOf(asin) {\n  const lamp = { url: `https://www.amazon.com/dp/${asin}?tag=brightwell-20` };\n  return lamp;\n}\n"
    code = "---\nimport { lampOf } from '../data/shop';\nimport Card from './Card.astro';\n---\n"
    cards = "<Card lamp={lampOf('B0LAMP0001')} /><Card lamp={lampOf('B0LAMP0002')} />"
    files = {**lamps("LAMP", shop), "src/components/Two.astro": f"{code}{cards}"}
    assert site(files).names["two"].links == (LAMP, LAMP.replace("0001", "0002"))
