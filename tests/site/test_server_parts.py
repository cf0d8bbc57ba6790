"""Files that a page has its server put in, by SSI or PHP: their notices and links count where they are put in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linter.article.emissions import Emissions
from linter.article.server_includes import included
from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article

Build = Callable[[dict[str, str]], Emissions]

SAID = "We earn a commission when you buy through our links."
LINK = '<a href="https://www.amazon.com/dp/B0LAMP0001?tag=brightwell-20">lamp</a>'
NOTE = {"parts/note.html": f"<p>{SAID}</p>"}
PAGE = f"<!DOCTYPE html><html lang=en><body><main>@<p>We used this {LINK} every evening.</p></main></body></html>"


def place(site: Build, files: dict[str, str], tag: str, name: str = "index.html") -> str:
    """Return where a page with a tag discloses, seen from its own link."""
    page = PAGE.replace("@", tag)
    emissions = site({**files, name: page})
    facts = Facts(article(page, name), FactOptions(emissions=emissions))
    return facts.disclosed(facts.affiliate_links[-1].link)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ('<!--#include virtual="/parts/note.html" -->', "index.html"),
        ('<!--#include virtual="parts/note.html?from=home" -->', "index.html"),
        ('<!--#include file="parts/note.html"-->', "index.shtml"),
        ('<!--#include virtual="/parts/note.html" -->', "lamps/tall.html"),
        ('<!--#include virtual="../parts/note.html" -->', "lamps/tall.html"),
        ("<?php include 'parts/note.html'; ?>", "index.html"),
        ("<?php require_once(__DIR__ . '/parts/note.html'); ?>", "index.html"),
        ("<?php $x = 1; include($_SERVER['DOCUMENT_ROOT'] . '/parts/note.html') ?>", "lamps/tall.html"),
    ],
)
def test_a_notice_that_the_server_puts_in_counts_at_its_place(site: Build, tag: str, name: str) -> None:
    assert place(site, {"index.html": tag, **NOTE}, tag, name) == "before"


@pytest.mark.parametrize(
    "tag",
    [
        '<!--#include virtual="/parts/other.html" -->',
        "<?php // include 'parts/note.html'; ?>",
        "<?php /* include 'parts/note.html'; */ ?>",
        "<?php include 'parts/' . $name; ?>",
        "<?php echo 'include parts/note.html'; ?>",
        '<!-- #include virtual="/parts/note.html" -->',
        '<!--#echo var="parts/note.html" -->',
    ],
)
def test_what_the_server_does_not_put_in_is_not_there(site: Build, tag: str) -> None:
    assert place(site, {**NOTE, "other.html": '<!--#include virtual="/parts/note.html" -->'}, tag) == "no"


def test_the_place_of_the_tag_is_the_place_of_the_notice(site: Build) -> None:
    below = PAGE.replace("@", "").replace("</main>", '<!--#include virtual="/parts/note.html" --></main>')
    facts = Facts(article(below, "index.html"), FactOptions(emissions=site({**NOTE, "index.html": below})))
    assert facts.disclosed(facts.affiliate_links[0].link) == "after"


def test_links_in_what_is_put_in_count(site: Build) -> None:
    page = '<!DOCTYPE html><p>Lamps</p><!--#include virtual="/parts/buy.html" -->'
    files = {
        "index.html": page,
        "parts/buy.html": '<!--#include virtual="/parts/link.html" -->',
        "parts/link.html": LINK,
    }
    (item,) = Facts(article(page, "index.html"), FactOptions(emissions=site(files))).affiliate_links
    assert item.verdict.tag == "brightwell-20"


def test_parts_that_put_each_other_in_come_to_an_end(site: Build) -> None:
    both = '<!--#include virtual="/a.html" --><!--#include virtual="/b.html" -->' * 20
    tag = '<!--#include virtual="/a.html" -->'
    files = {"a.html": both, "b.html": both + SAID}
    assert place(site, files, tag) == "before"


def test_nothing_outside_the_site_is_read(site: Build, tmp_path_factory: pytest.TempPathFactory) -> None:
    tag = '<!--#include virtual="../../note.html" --><?php include "/etc/hostname"; ?>'
    emissions = site({"lamps/index.html": tag, "index.html": tag})
    assert not any(printed.source.startswith((".", "/")) for printed in emissions.names.values())
    assert "/etc/hostname" not in emissions.names


def test_a_generator_has_its_own_includes(site: Build) -> None:
    files = {"hugo.toml": "", "static/a.html": '<!--#include virtual="/parts/note.html" -->', **NOTE}
    assert "/parts/note.html" not in site(files).names


def test_several_files_in_one_tag() -> None:
    assert list(included("<?php include 'a.php'; require(\"b.php\"); ?>")) == ["a.php", "b.php"]
