"""Components that look a record up by the id that the article gives: the record of that id decides, and no other."""

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

PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
SHOP = "https://depot.example/chair"
LIST = f"[{{ id: 'chair', buyUrl: '{SHOP}' }}, {{ id: 'pen', buyUrl: '{PEN}' }}]"
BY_KEY = f"{{ chair: {{ buyUrl: '{SHOP}' }}, pen: {{ buyUrl: '{PEN}' }} }}"
JSON = f'{{"items": [{{"id": "chair", "buyUrl": "{SHOP}"}}, {{"id": "pen", "buyUrl": "{PEN}"}}]}}'
DATA = 'import store from "./store.json";\nimport more from "./more.json";\n'
FOUND = "  const it = itemOf(item);"

LOOKUPS = {
    "find": "  const it = items.find((one) => one.id === item);",
    "find, the sides swapped": "  const it = items.find((one) => item === one.id);",
    "find, on several lines": "  const it = items.find(\n    (one: Item) => one.id === item\n  );",
    "find, a field taken out": "  const it = items.find(({ id }) => id === item);",
    "find, a function": "  const it = items.find(function (one) { return one.id === item; });",
    "find, whatever the case": "  const it = items.find((one) => one.id.toLowerCase() === item.toLowerCase());",
    "find in a cast": "  const it = (items as Item[]).find((one) => one.id === item);",
    "filter": "  const it = items.filter((one) => one.id === item)[0];",
    "filter, taken apart": "  const [it] = items.filter((one) => one.id === item);",
    "hook": "  const it = useMemo(() => items.find((one) => one.id === item), [item]);",
    "spread": "  const it = [...more.items, ...items].find((one) => one.id === item);",
    "spread, by a name": "  const all = [...(more.items as Item[]), ...items];\n  const it = all.find((one) => one.id === item);",
    "concat": "  const it = more.items.concat(items).find((one) => one.id === item);",
    "map": "  const byId = new Map(items.map((one) => [one.id, one]));\n  const it = byId.get(item);",
    "entries": "  const byId = Object.fromEntries(items.map((one) => [one.id, one]));\n  const it = byId[item];",
    "key": "  const it = byKey[item as keyof typeof byKey];",
    "values": "  const it = Object.values(named).find((one) => one.id === item);",
    "names that end as props do": "  const shopprops = [...items];\n  const it = shopprops.find((one) => one.id === item);",
    "function": FOUND,
}
FUNCTIONS = {
    "find": "export function itemOf(id: string): Item | undefined {\n  return ALL.find((one) => one.id === id);\n}\n",
    "arrow": "export const itemOf = (id: string) => ALL.find((one) => one.id === id);\n",
    "loop": "export function itemOf(id) {\n  for (const one of ALL) {\n    if (one.id === id) return one;\n  }\n  return null;\n}\n",
    "key": f"const table = {BY_KEY};\nexport function itemOf(id: keyof typeof table) {{ return table[id] }}\n",
    "through another": "export const itemOf = (key: string) => oneOf(key) ?? null;\nconst oneOf = (id) => ALL.find((one) => one.id === id);\n",
}


def links(build: Build, files: dict[str, str], name: str = "buy") -> dict[str, tuple[str, ...]]:
    emissions = build(files)
    found = {"any": emissions.names[name].links}
    for item in ("pen", "chair"):
        assert emissions.reader is not None
        printed = emissions.reader.called(name, (), {"item": item}, None)  # type: ignore[arg-type]
        found[item] = printed.links if printed is not None else ("unknown",)
    return found


RIGHT = {"any": (PEN,), "pen": (PEN,), "chair": ()}


def site_of(body: str, lib: str = FUNCTIONS["find"], href: str = "it.buyUrl") -> dict[str, str]:
    head = (
        'import { items, byKey, named } from "../data/items";\nimport more from "../data/more.json";\n'
        'import { itemOf } from "../data/lib";\n'
    )
    return {
        "package.json": '{"dependencies": {"next": "15"}}',
        "components/Buy.tsx": f"{head}export default function Buy({{ item, href, children }}) {{\n{body}\n"
        f'  return <a href={{{href}}} rel="sponsored">{{children}}</a>;\n}}\n',
        "data/items.ts": f"export const items: Item[] = {LIST};\nexport const byKey = {BY_KEY};\n"
        f"export const named = {{ first: {LIST.strip('[]').partition('}, ')[0]}}}, second: {LIST.strip('[]').partition('}, ')[2]} }};\n",
        "data/store.json": JSON,
        "data/more.json": '{"items": [{"id": "desk", "buyUrl": "https://depot.example/desk"}]}',
        "data/lib.ts": f"{DATA}const ALL: Item[] = [...more.items, ...store.items];\n{lib}",
    }


@pytest.mark.parametrize("lookup", LOOKUPS.values(), ids=LOOKUPS)
def test_a_component_looks_its_record_up(site: Build, lookup: str) -> None:
    assert links(site, site_of(lookup)) == RIGHT


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_a_function_looks_a_record_up_for_its_argument(site: Build, function: str) -> None:
    assert links(site, site_of(FOUND, function)) == RIGHT


@pytest.mark.parametrize(
    "href", ['it?.buyUrl ?? href ?? "#"', "it ? it.buyUrl : '#'", "itemOf(item)?.buyUrl", "byKey[item]?.buyUrl"]
)
def test_an_address_with_something_to_fall_back_on(site: Build, href: str) -> None:
    assert links(site, site_of(FOUND, href=href)) == RIGHT


def test_a_field_that_is_taken_out_of_a_call(site: Build) -> None:
    assert links(site, site_of("  const { buyUrl: url } = itemOf(item);", href="url")) == RIGHT


@pytest.mark.parametrize(
    "code",
    ["const it = store.items.find((one) => one.id === item);", "const it = itemOf(item);",
     "const it = store.items.find((one) => one.id === Astro.props.item);"],
)  # fmt: skip
def test_components_of_astro(site: Build, code: str) -> None:
    files = {
        "astro.config.mjs": "",
        "src/components/Buy.astro": f"---\nimport store from '../data/store.json';\nimport {{ itemOf }} from '../data/lib';\n"
        f'const {{ item }} = Astro.props as Props;\n{code}\n---\n<a href={{it?.buyUrl}} rel="sponsored"><slot /></a>',
        "src/data/store.json": JSON,
        "src/data/more.json": '{"items": []}',
        "src/data/lib.ts": f"{DATA}const ALL = [...more.items, ...store.items];\n{FUNCTIONS['find']}",
    }
    assert links(site, files) == RIGHT


VUE = {
    "setup": "<script setup lang='ts'>\nimport store from '~/data/store.json'\nconst props = defineProps<{ item: string }>()\n"
    "const it = computed(() => store.items.find((one) => one.id === props.item))\n</script>\n",
    "block": "<script setup>\nimport store from '~/data/store.json'\nconst props = defineProps({ item: String })\n"
    "const it = computed(() => {\n  return store.items.find((one) => one.id === props.item)\n})\n</script>\n",
    "options": "<script>\nimport store from '~/data/store.json'\nexport default {\n  props: {\n    item: { type: String, required: true },\n  },\n"
    "  computed: {\n    it() {\n      return store.items.find((one) => one.id === this.item)\n    },\n  },\n}\n</script>\n",
}


@pytest.mark.parametrize("script", VUE.values(), ids=VUE)
def test_components_of_vue(site: Build, script: str) -> None:
    files = {
        "nuxt.config.ts": "",
        "package.json": '{"dependencies": {"nuxt": "3", "@nuxt/content": "2"}}',
        "components/content/Buy.vue": f'{script}<template>\n  <a :href="it?.buyUrl" rel="sponsored"><slot /></a>\n</template>\n',
        "data/store.json": JSON,
    }
    assert links(site, files) == RIGHT


def test_what_only_the_build_knows_may_be_any_record(site: Build) -> None:
    unknown = "  const it = items.find((one) => isChosen(one));"
    assert links(site, site_of(unknown)) == {"any": (PEN,), "pen": (PEN,), "chair": (PEN,)}


def test_lists_that_spread_each_other_end(site: Build) -> None:
    chain = (
        "".join(f"export const a{n} = [...a{n + 1}, ...a{n + 1}];\n" for n in range(40))
        + "export const a40 = [...a0];\n"
    )
    files = site_of("  const it = a0.find((one) => one.id === item);")
    files["components/Buy.tsx"] = 'import { a0 } from "../data/chain";\n' + files["components/Buy.tsx"]
    files["data/chain.ts"] = chain
    assert site(files).names["buy"].links == ()


NUNJUCKS = {
    "eleventy.config.js": "export default () => ({})",
    "_data/lamps.json": '{"desk": [{"url": "https://www.amazon.com/dp/B0LAMPS001?tag=acme-20"}], "floor": [{"url": "https://lamps.example/"}]}',
}


@pytest.mark.parametrize(
    ("loop", "front", "count"),
    [
        ("lamps[list]", "list: desk", 1),
        ("lamps[list]", "list: floor", 0),
        ("lamps[list]", "kind: desk", 0),
        ("lamps.desk", "kind: floor", 1),
        ("lamps.floor", "kind: desk", 0),
        ("pens[list]", "list: desk", 0),
    ],
)
def test_nunjucks_loops_over_data_under_a_key(site: Build, loop: str, front: str, count: int) -> None:
    layout = f"{{{{ content | safe }}}}{{% for lamp in {loop} %}}<a href='{{{{ lamp.url }}}}'>Buy</a>{{% endfor %}}"
    emissions = site({**NUNJUCKS, "_includes/post.njk": layout})
    text = f"---\ntitle: Larch\nlayout: post.njk\n{front}\n---\nA lamp that fits on every desk.\n"
    facts = Facts(article(text, "posts/a.md"), FactOptions(emissions=emissions))
    assert len(facts.affiliate_links) == count
