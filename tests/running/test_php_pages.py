"""Pages of PHP are articles where people write them as HTML; code, parts, templates and what a database fills are not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.running.discovery import discover

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Affilint = Callable[..., CompletedProcess[str]]

PEN = '<a href="https://www.amazon.com/dp/B0PEN00001?tag=acme-20" rel="sponsored">Larch pen</a>'
NOTICE = "<p>We earn a commission if you buy through our links.</p>"
PROSE = "<p>We wrote with each of these pens for a month, at a desk and on the train, and kept notes.</p>\n" * 20


def written(root: Path, files: dict[str, str]) -> Path:
    (root / ".git").mkdir()
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def found(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in discover([root], ConfigResolver(), [], None, [])]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("pens.php", f"<?php $title = 'Pens'; include 'header.php'; ?>\n<h1>Pens</h1>\n<p>{PEN}</p>\n<?php include 'footer.php';", True),
        ("pens/index.php", f"<html><body>{PROSE}<a href='/ink'>Ink</a></body></html>", True),
        ("pens.php", f"<?php\n$page = '<p>{PEN}</p>{PROSE}';\necho $page;\n", False),
        ("single.php", f"<?php get_header(); ?>\n<h1><?php the_title(); ?></h1>\n{PROSE}<p>{PEN}</p>", False),
        ("includes/pens.php", f"<p>{PEN}</p>", False),
        ("site-footer.php", f"<footer>{PEN}</footer>", False),
        ("admin/pens.php", f"<h1>Pens</h1><p>{PEN}</p>", False),
        ("views/pens.blade.php", f"<h1>Pens</h1><p>{PEN}</p>", False),
        ("pens.php", "<h1><?= $pen['name'] ?></h1>\n<a href=\"<?= $pen['url'] ?>\">Buy</a>", False),
    ],
    ids=["links", "prose", "code alone", "theme", "folder of parts", "part by its name", "administration", "blade", "from a database"],
)  # fmt: skip
def test_pages_are_written_as_html(tmp_path: Path, name: str, text: str, *, expected: bool) -> None:
    assert found(written(tmp_path, {name: text})) == ([name] if expected else [])


def test_a_file_that_a_page_puts_in_is_a_part_of_it(tmp_path: Path) -> None:
    page = f"<html><body><h1>Pens</h1><?php include __DIR__ . '/best.php'; ?><p>{PEN}</p></body></html>"
    assert found(written(tmp_path, {"pens.php": page, "best.php": f"<p>{PEN}</p>"})) == ["pens.php"]


def test_every_file_is_read_where_the_configuration_names_the_ending(tmp_path: Path) -> None:
    written(tmp_path, {"affilint.yml": "formats:\n  .php: html\n", "pens.php": "<?php\nstart();\n"})
    assert found(tmp_path) == ["pens.php"]


def rules(ran: CompletedProcess[str]) -> list[tuple[str, int]]:
    findings = json.loads(ran.stdout)["findings"]
    return [(one["rule"], one["start"]["line"]) for one in findings if one["severity"] != "info"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [(NOTICE, []), ("<p>Pens and ink.</p>", [("disclosure/missing", 3)])],
    ids=["disclosed in the header", "disclosed nowhere"],
)
def test_a_page_is_judged_with_what_it_puts_in(
    affilint: Affilint, tmp_path: Path, header: str, expected: list[tuple[str, int]]
) -> None:
    page = f"<?php $title = 'Pens'; require_once __DIR__ . '/inc/header.php'; ?>\n<main><h1>Pens</h1>\n<p>{PEN}</p></main>\n"
    page += "<?php foreach ($notes as $note) { echo '<p>' . $note; }\n"
    written(tmp_path, {"pens.php": page, "inc/header.php": f"<html><body>{header}"})
    assert rules(affilint("check", "--format", "json", str(tmp_path))) == expected


def test_pages_that_a_database_fills_are_told_once(affilint: Affilint, tmp_path: Path) -> None:
    page = "<h1><?= $pen['name'] ?></h1>\n<a href=\"<?php echo $pen['url']; ?>\">Buy</a>"
    written(tmp_path, {"pen.php": page, "ink.php": page, "index.html": "<html><body><p>Pens.</p></body></html>"})
    assert "2 pages of PHP passed over whose text the server puts in" in affilint("check", str(tmp_path)).stderr


def test_code_without_an_end_is_no_text(affilint: Affilint, tmp_path: Path) -> None:
    text = (
        f"<html><body><p>{PEN}</p>{NOTICE}</body></html>\n<?php\n$a = '<a href=\"https://amzn.to/x\">';\n// the the\n"
        + ("$b = 'a long table';\n" * 3_000)
    )
    written(tmp_path, {"pens.php": text})
    assert rules(affilint("check", "--format", "json", str(tmp_path))) == [("disclosure/after-first-link", 1)]
