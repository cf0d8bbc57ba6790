"""Notices and boxes of which a component's code chooses one: by a map, a choice, or a function that returns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.article import read_article
from linter.facts import Facts
from linter.facts.options import FactOptions
from linter.site.code.chosen_components import chosen_components
from linter.source import Source

from .test_page_reader import ASTRO, EARNS, NOTE, PEN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

ARTICLE = f"---\ntitle: Pens\ncategory: review\n---\nThe pen [writes]({PEN}).\n"
PLAIN = ARTICLE.replace(PEN, "https://pens.example/")
PARTS = {
    "src/components/Paid.jsx": f"export default function Paid() {{\n  return {NOTE};\n}}\n",
    "src/components/News.jsx": "export default function News() {\n  return <p>News of the week.</p>;\n}\n",
    "src/components/Shop.jsx": f'export default function Shop() {{\n  return <a href="{PEN}">Shop</a>;\n}}\n',
}
IMPORTS = "".join(f"import {name} from './{name}';\n" for name in ("Paid", "News", "Shop"))


def route(notice: str) -> dict[str, str]:
    """Return a site whose route prints a component with the article's category above the article."""
    page = (
        '---\nimport { getCollection, render } from "astro:content";\nimport Notice from "../../components/Notice";\n'
        'export async function getStaticPaths() {\n  const posts = await getCollection("posts");\n'
        "  return posts.map((post) => ({ params: { slug: post.id }, props: { post } }));\n}\nconst { post } = Astro.props;\n"
        "const { Content } = await render(post);\n---\n<main><Notice category={post.data.category} /><Content /></main>\n"
    )
    return {**ASTRO, **PARTS, "src/components/Notice.jsx": f"{IMPORTS}{notice}", "src/pages/posts/[slug].astro": page}


def component(body: str, beside: str = "") -> str:
    """Return the code of the component that chooses."""
    return f"{beside}\nexport default function Notice({{ category }}) {{\n{body}\n}}\n"


def read(site: Build, root: Path, files: dict[str, str], text: str) -> Facts:
    """Return the facts of an article of the site."""
    emissions = site(files)
    return Facts(read_article(Source(str(root / "src/content/posts/a.md"), text)), FactOptions(emissions=emissions))


MAP = "const PARTS = { review: Paid, news: News };"
CHOSEN = {
    "map": component("  const Found = PARTS[category];\n  return Found ? <Found /> : null;", MAP),
    "map with a default": component("  const Found = PARTS[category] ?? News;\n  return <Found />;", MAP),
    "choice": component("  const Found = category === 'review' ? Paid : News;\n  return <Found />;"),
    "function": component(
        "  const Found = partOf(category);\n  return <Found />;",
        "function partOf(category) {\n  switch (category) {\n    case 'review':\n      return Paid;\n    default:\n      return News;\n  }\n}",
    ),
    "text of a function": component(
        "  return <p>{textOf(category)}</p>;",
        f"function textOf(category) {{\n  switch (category) {{\n    case 'review': return '{EARNS}';\n    default: return '';\n  }}\n}}",
    ),
    "text of a map": component(
        "  return <p>{TEXTS[category]}</p>;", f"const TEXTS = {{ news: 'News.', review: '{EARNS}' }};"
    ),
    "switch": component(
        f"  switch (category) {{\n    case 'review':\n      return {NOTE};\n    default:\n      return null;\n  }}"
    ),
}


@pytest.mark.parametrize("name", CHOSEN)
def test_a_notice_that_is_chosen_counts(site: Build, tmp_path: Path, name: str) -> None:
    found = read(site, tmp_path, route(CHOSEN[name]), ARTICLE)
    assert [found.disclosed(item.link) for item in found.affiliate_links] == ["site"]


@pytest.mark.parametrize(
    "notice",
    [
        component("  const Found = PARTS[category];\n  return <Found />;", "const PARTS = { review: News };"),
        component(
            "  return <p>{textOf(category)}</p>;", "function textOf(category) {\n  return 'News of the week.';\n}"
        ),
        component("  const Found = Found ? Found : Found;\n  return <Found />;"),
        component(
            "  const Found = category ? Other : News;\n  const Other = category ? Found : News;\n  return <Found />;"
        ),
    ],
    ids=["no notice", "no notice in the text", "itself", "each other"],
)
def test_other_choices_do_not(site: Build, tmp_path: Path, notice: str) -> None:
    found = read(site, tmp_path, route(notice), ARTICLE)
    assert [found.disclosed(item.link) for item in found.affiliate_links] == ["no"]


@pytest.mark.parametrize("parts", ["{ review: Shop, news: News }", "{ review: Shop, news: Shop }"])
def test_a_link_of_one_choice_is_not_sure(site: Build, tmp_path: Path, parts: str) -> None:
    notice = component("  const Found = PARTS[category];\n  return <Found />;", f"const PARTS = {parts};")
    assert read(site, tmp_path, route(notice), PLAIN).affiliate_links == []


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("const A = MAP[kind];\nconst MAP = { one: One, 'two-b': Two };", ("One", "Two")),
        ("const A = MAP?.[kind] || Three;\nconst MAP: Record<Kind, Part> = {\n  one: One,\n};", ("One", "Three")),
        ("const A = kind ? One : Two;", ("One", "Two")),
        ("const A = MAP[kind];\nconst MAP = { one: 1 };", ()),
        ("const A = One;", ()),
        ("const A = memo(One);", ()),
    ],
)
def test_what_a_name_may_stand_for(code: str, names: tuple[str, ...]) -> None:
    assert chosen_components(code, {}).get("A", ()) == names
