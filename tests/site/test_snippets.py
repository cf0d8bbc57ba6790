"""Files that articles of MkDocs include by name: whole, sections, lines, lists of files, below every article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.article.inclusions import inclusions
from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

EARNS = "We may earn a commission if you buy through our links."
PEN = "https://www.amazon.com/dp/B000000077?tag=lamps-20"
BUY = f"Buy [this]({PEN}) now.\n"
PARTS = {
    "docs/parts/all.md": f"Of no interest.\n\n--8<-- [start:buy]\n{BUY}--8<-- [end:buy]\n\n{EARNS}\n",
    "docs/parts/outer.md": '--8<-- "docs/parts/notice.txt"\n',
    "docs/parts/round.md": '--8<-- "docs/parts/round.md"\n' + EARNS,
    "docs/parts/notice.txt": f"{EARNS}\n",
    "parts/own.md": BUY,
}
CASES = {
    '--8<-- "docs/parts/all.md"': (True, True),
    "-8<- 'docs/parts/all.md:buy'": (True, False),
    '--8<-- "docs/parts/all.md:none"': (False, False),
    '--8<-- "docs/parts/all.md:1:2"': (False, False),
    '--8<-- "docs/parts/all.md:4:4"': (True, False),
    '--8<-- "docs/parts/all.md:-1"': (False, True),
    '--8<-- "docs/parts/all.md::5"': (True, False),
    '--8<-- "docs/parts/all.md:1:1,4:5"': (True, False),
    '--8<-- "docs/parts/outer.md"': (False, True),
    '--8<-- "docs/parts/round.md"': (False, True),
    '--8<-- "own.md"': (True, False),
    '??? note\n    --8<-- "own.md"': (True, False),
    "{! docs/parts/all.md !}": (True, True),
    "--8<--\ndocs/parts/notice.txt\n; own.md\n--8<--": (False, True),
    ';--8<-- "docs/parts/all.md"': (False, False),
    '--8<-- "../own.md"': (False, False),
    '--8<-- "https://shop.example/own.md"': (False, False),
    'See --8<-- "own.md" there.': (False, False),
    '```\n;--8<-- "own.md"\n```': (False, False),
}


@pytest.mark.parametrize(("line", "expected"), CASES.items())
def test_article_has_what_it_includes(site: Build, line: str, expected: tuple[bool, bool]) -> None:
    text = f"# Lamps\n\n{line}\n\nMore.\n"
    options = "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: [parts, .]\n"
    emissions = site({"mkdocs.yml": f"site_name: x\n{options}", "docs/a.md": text, **PARTS})
    facts = Facts(article(text), FactOptions(emissions=emissions))
    assert (bool(facts.affiliate_links), any(one.counts for one in facts.disclosures)) == expected


def test_notice_in_an_included_box_is_told_as_readers_see_it(site: Build) -> None:
    text = f'# Lamps\n\n--8<-- "box.md"\n\n{BUY}'
    box = '!!! info "Links to Shops"\n    This page has affiliate links.\n'
    options = "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: [parts]\n"
    emissions = site({"mkdocs.yml": f"site_name: x\n{options}", "docs/a.md": text, "parts/box.md": box})
    [told] = Facts(article(text), FactOptions(emissions=emissions)).disclosures
    assert (told.text, told.strength) == ("This page has affiliate links.", "weak")


def test_what_stands_below_every_article_is_read(site: Build) -> None:
    options = "markdown_extensions:\n  - pymdownx.snippets:\n      auto_append: [docs/parts/notice.txt]\n"
    (found,) = site({"mkdocs.yml": f"site_name: x\n{options}", **PARTS}).layouts
    assert (found.text, found.where, found.source) == (EARNS, "end", "docs/parts/notice.txt")


def test_lines_that_include_are_no_text() -> None:
    read = article('# A\n\n--8<-- "notice.md"\n\n--8<--\na.md\n\nb.md\n--8<--\n\nText.\n')
    assert [block.text for block in read.blocks if any(map(str.isalnum, block.text))] == ["A", "Text."]


def test_marks_of_a_list_have_no_name() -> None:
    text = "--8<--\na.md\n;b.md\n--8<--\nlast\n"
    assert [(one.name, text[one.start : one.end]) for one in inclusions(text)] == [
        ("", "--8<--"), ("a.md", "a.md"), ("", ";b.md"), ("", "--8<--"),
    ]  # fmt: skip
