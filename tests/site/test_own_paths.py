"""Cloaked paths of the site in components: below declared cloaks, and where the site's redirects pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.site.rendering.own_paths import PayingAddresses
from linter.site.template.expressions import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[..., Emissions]

PAYING = "https://www.amazon.com/dp/B0LAMP0001?tag=brightwell-20"
PLAIN = "https://depot.example/lamps"
PROPS = "const { product } = Astro.props;\n"
MADE = f"---\n{PROPS}---\n<a href={{`/go/${{product.slug}}/depot/`}}>See the price</a>"
RETURNED = (
    "---\nimport { goTo } from '../lib/go';\n" + PROPS + "const href = goTo(product.slug, 'depot');\n---\n"
    "<a href={href}>See the price</a>"
)
GO = "export function goTo(slug: string, shop: string): string {\n  return `/go/${slug}/${shop}/`;\n}\n"
PAGE = (
    "---\nimport lamps from '../../data/lamps.json';\nimport Cta from '../../components/Cta.astro';\n"
    "const { review } = Astro.props;\nconst { Content } = await render(review);\n"
    "const product = lamps.find((one) => one.slug === review.id);\n---\n"
    "<html><body><article><Cta product={product} /><Content /></article></body></html>"
)


def lamps(cta: str) -> dict[str, str]:
    return {
        "package.json": '{"dependencies": {"astro": "5"}}',
        "src/data/lamps.json": '[{"slug": "glow"}]',
        "src/lib/go.ts": GO,
        "src/components/Cta.astro": cta,
        "src/pages/lamps/[slug].astro": PAGE,
        "src/content/lamps/glow.md": "---\ntitle: Glow\n---\n\nThe Glow is bright.\n",
    }


@pytest.mark.parametrize("cta", [MADE, RETURNED])
def test_a_path_below_a_declared_cloak_is_a_link(site: Build, cta: str) -> None:
    found = site(lamps(cta), cloaks=["/go/"])
    assert [link.url.split("/")[1] for link in found.links] == ["go"]
    assert len(found.names["cta"].links) == 1


@pytest.mark.parametrize("cta", [MADE, RETURNED])
def test_no_path_is_a_link_that_nobody_declares(site: Build, cta: str) -> None:
    found = site(lamps(cta), cloaks=["/out/"])
    assert found.links == ()
    assert "cta" not in found.names


@pytest.mark.parametrize("rule", ["/go/*", "/go/glow/depot"])
@pytest.mark.parametrize(("target", "count"), [(PAYING, 1), (PLAIN, 0)])
def test_a_path_that_the_site_redirects_is_judged_by_its_target(
    site: Build, rule: str, target: str, count: int
) -> None:
    found = site({**lamps(MADE), "public/_redirects": f"{rule} {target} 301\n"})
    assert [link.url for link in found.links] == ["/go/glow/depot/"] * count


def test_the_configuration_of_the_site_says_the_cloaks(site: Build, tmp_path: Path) -> None:
    site({**lamps(MADE), "affilint.yml": "affiliate:\n  cloaks: [/go/]\n"})
    folder = tmp_path / "src/content/lamps"
    assert [link.url for link in ConfigResolver().site_for(folder).links] == ["/go/glow/depot/"]


@pytest.mark.parametrize(
    ("value", "redirects", "expected"),
    [
        (f"/go/{UNKNOWN}/", {"/go/dim": PLAIN, "/go/glow": PAYING}, "/go/glow"),
        (f"/go/{UNKNOWN}/", {"/go/a": PLAIN, "/go/b": PLAIN, "/go/glow": PAYING}, None),
        (f"/go/{UNKNOWN}/", {"/out/glow": PAYING}, None),
        (f"/{UNKNOWN}/", {"/glow": PAYING}, None),
        (f"{UNKNOWN}/glow", {"/go/glow": PAYING}, None),
        ("/go/glow?from=a", {"/go/glow": PAYING}, "/go/glow?from=a"),
        ("//go/glow", {"/go/glow": PAYING}, None),
    ],
)
def test_a_path_with_unknown_parts_may_be_several(value: str, redirects: dict[str, str], expected: str | None) -> None:
    assert PayingAddresses((), redirects).address(value) == expected


def test_a_declared_address_elsewhere_is_a_link() -> None:
    known = PayingAddresses(("https://depot.example/out/",))
    assert known.address(f"https://depot.example/out/{UNKNOWN}") == "https://depot.example/out/x"
    assert known.address(f"https://depot.example/in/{UNKNOWN}") is None
