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


IN_A_LIST = [
    "<a href={product.shops[0].url}>See the price</a>",
    "<a href={product?.shops?.[0]?.url}>See the price</a>",
    "<ul>{product.shops.map((shop) => <li><a href={shop.url}>{shop.name}</a></li>)}</ul>",
    "{product.shops && product.shops.map((shop) => <a href={shop.url}>{shop.name}</a>)}",
    "{product.shops.map((shop) => <Shop shop={shop} />)}",
]
SHOPS = f'[{{"id": "glow", "shops": [{{"name": "Depot", "url": "{PEN}"}}]}}'


def page(card: str, lamps: str, props: str = "const { product } = Astro.props;") -> dict[str, str]:
    return {
        "package.json": '{"dependencies": {"astro": "5"}}',
        "src/data/lamps.json": lamps,
        "src/components/Shop.astro": "---\nconst { shop } = Astro.props;\n---\n<a href={shop.url}>{shop.name}</a>",
        "src/components/Card.astro": f"---\nimport Shop from './Shop.astro';\n{props}\n---\n{card}",
        "src/pages/lamps/[slug].astro": (
            "---\nimport lamps from '../../data/lamps.json';\nimport Card from '../../components/Card.astro';\n"
            "const { review } = Astro.props;\nconst { Content } = await render(review);\n"
            "const lamp = lamps.find((one) => one.id === review.id);\n---\n"
            "<html><body><article><Card product={lamp} /><Content /></article></body></html>"
        ),
    }


@pytest.mark.parametrize("card", IN_A_LIST)
def test_a_list_inside_a_record_is_followed(site: Build, card: str) -> None:
    found = site(page(card, f"{SHOPS}]"))
    assert [(link.url, link.key) for link in found.links] == [(PEN, None)]


def test_a_record_by_another_name_or_of_all_props(site: Build) -> None:
    renamed = page("<a href={lamp.shops[0].url}>Depot</a>", f"{SHOPS}]", "const { product: lamp } = Astro.props;")
    assert [link.url for link in site(renamed).links] == [PEN]
    whole = page("<a href={Astro.props.product.shops[0].url}>Depot</a>", f"{SHOPS}]", "")
    assert [link.url for link in site(whole).links] == [PEN]


def test_a_list_that_not_every_record_has_is_no_link_of_all_articles(site: Build) -> None:
    found = site(page(IN_A_LIST[2], f'{SHOPS}, {{"id": "dim"}}]'))
    assert [link for link in found.links if link.key is None] == []
    other = site(page(IN_A_LIST[0], f"{SHOPS}]".replace(PEN, "https://depot.example/glow")))
    assert other.links == ()


BY_IDS = """import { TAG, HOST } from './shop';
const lamps = [{ id: 'glow', url: 'https://www.amazon.com/dp/B0LAMP0001' }, { id: 'beam', url: 'https://www.amazon.com/dp/B0LAMP0002' }];
const byId = new Map(lamps.map((lamp) => [lamp.id, lamp]));
export function lampOf(id: string) {
  return byId.get(id);
}
export function lampsOf(ids: string[]) {
  return ids
    .map((id) => lampOf(id))
    .filter((lamp) => Boolean(lamp));
}
export function tagged(url: string): string {
  try {
    const parsed = new URL(url);
    if (!parsed.hostname.includes('amazon.')) return url;
    parsed.searchParams.set('tag', TAG);
    return parsed.toString();
  } catch {
    return url.replace(/https?:\\/\\/(www\\.)?amazon\\.(ca|com)/i, `https://${HOST}`);
  }
}
"""


def test_a_list_of_ids_is_a_list_of_their_records(site: Build) -> None:
    files = {
        "astro.config.mjs": "",
        "src/data/shop.ts": "export const TAG = 'acme-20';\nexport const HOST = 'www.amazon.com';\n",
        "src/data/lamps.ts": BY_IDS,
        "src/components/Button.astro": "---\nimport { tagged } from '../data/lamps';\nconst { href } = Astro.props;\n"
        "const url = tagged(href);\n---\n<a href={url}>Buy</a>",
        "src/components/Table.astro": "---\nimport Button from './Button.astro';\nimport { lampsOf } from '../data/lamps';\n"
        "const { ids } = Astro.props;\nconst lamps = lampsOf(ids);\n---\n"
        "{lamps.length > 0 && <ul>{lamps.map((lamp) => (<li><Button href={lamp.url} /></li>))}</ul>}",
    }
    assert site(files).names["table"].links == ("https://www.amazon.com/dp/B0LAMP0001?tag=acme-20",)


def test_a_list_of_ids_that_each_need_the_list_ends(site: Build) -> None:
    data = "export function lampsOf(ids) { return ids.map((id) => lampsOf([id])); }\n"
    printed = site(shop(SHOWN[0], data)).names.get("shop")
    assert printed is None or printed.links == ()
