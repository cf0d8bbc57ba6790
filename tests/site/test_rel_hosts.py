"""Plug-ins whose settings name the hosts to whose links they add rel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.links.rel_at_build import rel_at_build
from linter.facts.options import FactOptions
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

HEAD = 'import rehypeExternalLinks from "rehype-external-links";\nconst SHOPS = ["amazon.com", "amzn.to"];\n'
LINKS = "[A](https://www.amazon.com/dp/B0PEN00001?tag=acme-20) [B](https://pens.example/a?ref=acme)\n"


def added(build: Build, settings: str) -> list[bool]:
    code = f"{HEAD}export default {{ markdown: {{ rehypePlugins: [[rehypeExternalLinks, {{ {settings} }}]] }} }};\n"
    emissions = build({"astro.config.mjs": code})
    facts = Facts(article(LINKS, "src/content/a.md"), FactOptions(emissions=emissions))
    return ["sponsored" in rel_at_build(link, emissions) for link in facts.article.links]


@pytest.mark.parametrize(
    "settings",
    [
        "rel: ['sponsored'], test: (el) => SHOPS.some((host) => el.properties.href.includes(host))",
        "test: (el) => ['amazon.com', 'amzn.to'].some((host) => String(el.properties.href).includes(host)), rel: ['sponsored']",
        "rel: ['sponsored'], test: (el) => /amazon\\.com|amzn\\.to/.test(el.properties.href)",
        "rel: ['sponsored'], test(el) { const href = el.properties.href; return href.includes('amazon.com') || href.includes('amzn.to'); }",
        "rel: (el) => SHOPS.some((host) => el.properties.href.includes(host)) ? ['sponsored'] : ['noopener']",
    ],
)
def test_links_of_the_hosts_that_are_named(site: Build, settings: str) -> None:
    assert added(site, settings) == [True, False]


@pytest.mark.parametrize(
    "settings",
    [
        "rel: ['sponsored']",
        "rel: ['sponsored'], test: (el) => isPaid(el.properties.href)",
        "rel: ['sponsored'], test: (el) => !el.properties.href.includes('acme.example')",
        "rel: ['sponsored'], test: (el) => el.properties.href.includes('amazon.com') || isPaid(el)",
        "rel: ['sponsored'], test: (el) => el.properties.href.startsWith('https:')",
        "rel: (el) => isPaid(el) ? ['sponsored'] : ['noopener']",
        "rel: (el) => SHOPS.some((host) => el.properties.href.includes(host)) ? ['sponsored'] : ['sponsored', 'nofollow']",
    ],
)
def test_any_other_function_may_mean_every_link(site: Build, settings: str) -> None:
    assert added(site, settings) == [True, True]


CHOICES = {
    "const paid = SHOPS.some((shop) => href.includes(shop));\n  return <a href={href} rel={paid ? 'sponsored' : 'noopener'} />": True,
    "return <a href={href} rel={pays(href) ? 'sponsored' : undefined} />": True,
    "const rel = href.includes('amazon.com') ? 'sponsored' : undefined;\n  return <a href={href} rel={rel} />": True,
    "return <a href={href} rel={known(href) ? 'sponsored' : undefined} />": False,
    "return <a href={href} rel={href.startsWith('/') ? undefined : 'sponsored'} />": False,
    "return <a href={href} rel='sponsored' />": False,
}


@pytest.mark.parametrize("code", CHOICES)
def test_a_component_for_links_chooses_by_hosts(site: Build, code: str) -> None:
    head = "const SHOPS = ['amazon.com', 'amzn.to'];\nconst pays = (url) => SHOPS.some((shop) => url.includes(shop));\n"
    component = f"{head}export default function Out({{ href }}) {{\n  {code};\n}}\n"
    page = "import Out from './Out';\nexport default () => <MDXRemote components={{ a: Out }} />;\n"
    emissions = site({"next.config.js": "", "components/Out.tsx": component, "components/Page.tsx": page})
    facts = Facts(article(LINKS, "content/a.md"), FactOptions(emissions=emissions))
    assert ["sponsored" in rel_at_build(link, emissions) for link in facts.article.links] == [True, not CHOICES[code]]
