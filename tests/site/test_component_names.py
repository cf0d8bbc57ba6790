"""Which file the name of a component stands for: the import decides, then the site's maps, then the name of the file."""

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
EARNS = "We may earn a commission if you buy through our links."
SITE = {
    "astro.config.mjs": "",
    "package.json": '{"dependencies": {"astro": "5.0.0", "ui-kit": "1.0.0"}}',
    "src/components/plain/Card.astro": "<b>A pen</b>",
    "src/components/paid/Card.astro": f'<a href="{PEN}">A pen</a>',
    "src/components/index.ts": "export { default as Card } from './plain/Card.astro';\nexport { default as PenCard } from './paid/Card.astro';\n",
    "src/components/cards.tsx": "export function Plain() {\n  return <b>A pen</b>;\n}\n\n"
    f"export function Paid() {{\n  return <a href='{PEN}'>A pen</a>;\n}}\n",
    "src/components/all.ts": "export * from './cards';\n",
}


def links(emissions: Emissions, text: str, path: str = "src/content/blog/pens.mdx") -> int:
    facts = Facts(article(f"---\ntitle: Pens\n---\n{text}\n", path), FactOptions(emissions=emissions))
    return len(facts.affiliate_links)


@pytest.mark.parametrize(
    ("statement", "tag"),
    [
        ("import Card from '../../components/KIND/Card.astro';", "Card"),
        ("import Other from '../../components/KIND/Card.astro';", "Other"),
        ("import Card from '@/components/KIND/Card.astro';", "Card"),
        ("import Card from '~/components/KIND/Card.astro';", "Card"),
        ("import Card from '@components/KIND/Card.astro';", "Card"),
        ("import { NAMED } from '../../components';", "NAMED"),
        ("import { NAMED as Box } from '@/components';", "Box"),
        ("import { PART as Box } from '../../components/cards';", "Box"),
        ("import { PART } from '../../components/all';", "PART"),
        ("import * as Cards from '../../components/cards';", "Cards.PART"),
    ],
)
def test_the_import_of_an_article_decides(site: Build, statement: str, tag: str) -> None:
    emissions = site(SITE)
    for kind, named, part, found in (("plain", "Card", "Plain", 0), ("paid", "PenCard", "Paid", 1)):
        text = (
            f"{statement}\n\nOur pen.\n\n<{tag} />".replace("KIND", kind).replace("NAMED", named).replace("PART", part)
        )
        assert links(emissions, text) == found
        assert links(emissions, text, "website/src/content/blog/pens.mdx") == found


@pytest.mark.parametrize(
    ("name", "settings", "target"),
    [
        ("tsconfig.json", '{"compilerOptions": {"baseUrl": "src", "paths": {"ui/*": ["components/KIND/*"]}}}', "ui/Card.astro"),
        ("tsconfig.json", '{"compilerOptions": {"paths": {"card": ["./src/components/KIND/Card.astro"]}}}', "card"),
        ("tsconfig.json", '{"compilerOptions": {"paths": {"@/*": ["./src/components/KIND/*"]}}}', "@/Card.astro"),
        ("tsconfig.json", '{"compilerOptions": {"baseUrl": "./src"}}', "components/KIND/Card.astro"),
        ("astro.config.mjs", "export default { vite: { resolve: { alias: { $ui: path.resolve('./src/components/KIND') } } } }", "$ui/Card.astro"),
    ],
)  # fmt: skip
def test_an_alias_is_what_the_settings_say(site: Build, name: str, settings: str, target: str) -> None:
    for kind, found in (("plain", 0), ("paid", 1)):
        emissions = site({**SITE, name: settings.replace("KIND", kind)})
        assert links(emissions, f"import Card from '{target.replace('KIND', kind)}';\n\n<Card />") == found


def test_what_no_file_stands_for_is_told_by_its_name(site: Build) -> None:
    emissions = site({name: text for name, text in SITE.items() if "plain" not in name})
    assert links(emissions, "<Card />") == 1
    assert links(emissions, "import Card from 'somewhere/Card.astro';\n\n<Card />") == 1
    assert links(emissions, "import { Card } from 'ui-kit';\n\n<Card />") == 0


def test_a_component_of_a_package_is_none_of_the_site(site: Build) -> None:
    layout = "---\nimport { Notice } from 'ui-kit';\n---\n<Notice /><slot />"
    notice = {"src/components/Notice.astro": f"<p>{EARNS}</p>"}
    assert site({**SITE, **notice, "src/layouts/Post.astro": layout}).layouts == ()
    own = layout.replace("{ Notice } from 'ui-kit'", "Notice from '../components/Notice.astro'")
    assert [one.text for one in site({"src/layouts/Post.astro": own}).layouts] == [EARNS]


PAID = "import PenCard from '../../components/paid/Card.astro';\n"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("src/pages/blog/[slug].astro", f"---\n{PAID}---\n<Content components={{{{ h1: Title, Box: PenCard }}}} />"),
        ("src/pages/blog/[slug].astro", f"---\n{PAID}const components = {{ Box: PenCard, Other }};\n---\n<Content components={{components}} />"),
        ("mdx-components.tsx", "import { Paid } from '@/components/cards';\nexport function useMDXComponents(given) {\n  return { ...given, Box: Paid };\n}\n"),
        ("mdx-components.tsx", f"const components = {{\n  Box: ({{ name }}) => <a href='{PEN}'>{{name}}</a>,\n  Other,\n}};\nexport default components;\n"),
        ("src/theme/MDXComponents.js", "import MDXComponents from '@theme-original/MDXComponents';\nimport { Paid } from '@/components/cards';\n"
         "export default { ...MDXComponents, Box: Paid };\n"),
    ],
)  # fmt: skip
def test_a_map_says_what_a_name_means_in_articles(site: Build, path: str, code: str) -> None:
    emissions = site({**SITE, path: code, "src/components/other/Box.astro": "<b>A box</b>"})
    assert links(emissions, "<Box />") == 1
    assert links(emissions, "import Box from '../../components/other/Box.astro';\n\n<Box />") == 0


def test_a_map_takes_a_name_from_a_file(site: Build) -> None:
    route = "---\nimport Plain from '../../components/plain/Card.astro';\n---\n<Content components={{ Box: Plain }} />"
    box = {"src/components/other/Box.astro": f'<a href="{PEN}">A box</a>'}
    assert links(site({**SITE, **box, "src/pages/blog/[slug].astro": route}), "<Box />") == 0
