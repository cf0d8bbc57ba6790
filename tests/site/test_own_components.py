"""Components that an article of MDX defines itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.article import read_article
from linter.facts import Facts
from linter.facts.options import FactOptions
from linter.source import Source

from .test_page_reader import ASTRO, NOTE, PEN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

BUY = "<a href={`https://www.amazon.com/dp/${id}?tag=acme-20`}>Buy</a>"
SITE = {**ASTRO, "src/components/Buy.astro": f"---\nconst {{ id }} = Astro.props;\n---\n{BUY}\n"}
NOTICE = f"export const Notice = () => {NOTE};\n"
LINK = f"The [pen]({PEN}).\n"


def told(site: Build, root: Path, text: str) -> list[tuple[bool, str]]:
    """Return for each affiliate link whether it stands in the article, with where the article discloses."""
    emissions = site(SITE)
    path = str(root / "src/content/posts/a.mdx")
    found = Facts(read_article(Source(path, f"---\ntitle: Pens\n---\n{text}")), FactOptions(emissions=emissions))
    return [(item.link.url == PEN, found.disclosed(item.link)) for item in found.affiliate_links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"export const Box = ({{ id }}) => {BUY};\n\n<Box id=\"B0PEN00001\" />\n", [(False, "no")]),
        (f"export function Box({{ id }}) {{\n  return {BUY};\n}}\n\n<Box id=\"B0PEN00001\" />\n", [(False, "no")]),
        ("import Buy from '../../components/Buy.astro';\n\nexport const Box = ({ id }) => <div><Buy id={id} /></div>;\n\n<Box id=\"B0PEN00001\" />\n", [(False, "no")]),
        (f"{NOTICE}\n<Notice />\n\n{LINK}", [(True, "before")]),
        (f"{NOTICE}\n{LINK}\n<Notice />\n", [(True, "after")]),
        (f"{NOTICE}\n{LINK}", [(True, "no")]),
        (f"export const Box = () => <p>Pens.</p>;\n\n<Box />\n\n{LINK}", [(True, "no")]),
        (f"export const components = {{ Box: Gone }};\n\n<Box />\n\n{LINK}", [(True, "no")]),
    ],
    ids=["arrow", "function", "calls another", "notice", "notice below", "not called", "plain", "not known"],
)  # fmt: skip
def test_what_it_prints_stands_where_it_is_called(
    site: Build, tmp_path: Path, text: str, expected: list[tuple[bool, str]]
) -> None:
    assert told(site, tmp_path, text) == expected
