"""reStructuredText: blocks, links and disclosures at exact places; nothing but the source is read."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from linter.article import format_of
from linter.facts import Facts
from tests.conftest import ROOT, article

if TYPE_CHECKING:
    from pathlib import Path

    from linter.article.model import Article

PAGE = r"""
The Harrow lamp
===============

:date: 2026-01-02
:tags: lamps

.. note:: We earn a commission when you buy through our links,
   at **no** cost.

Some *good* lamps \*and\* the `Harrow
lamp <https://www.amazon.com/dp/B0HARROW01?tag=brightwell-20>`_, see ``code``
and https://depot.example/b, a named_ one or |logo|.

.. _named: https://depot.example/named
.. |logo| replace:: our logo

Tables
------

- item one
  goes on

  - nested `x`__

__ https://depot.example/x

+-----+-----+
| a b | a b |
+-----+-----+

term
  What it means.

.. card:: Title
   :class: wide

   Text of a card.

.. dropdown:: More

   Text that is closed.

.. youtube:: abc

.. raw:: html

   <p>Raw <a href="https://depot.example/raw">text</a></p>

.. code-block:: python

   x = "code code"
"""


def read(text: str) -> Article:
    return article(text, "posts/a.rst")


def test_rst_is_read_by_default() -> None:
    assert (format_of("a.rst"), format_of("b.REST")) == ("rst", "rst")


def test_blocks_are_those_of_the_page() -> None:
    found = read(PAGE)
    assert found.title == "The Harrow lamp"
    shown = [(block.kind, block.level, block.text) for block in found.blocks if block.kind not in {"code", "template"}]
    assert shown == [
        ("heading", 1, "The Harrow lamp"),
        ("paragraph", 0, "We earn a commission when you buy through our links, at no cost."),
        ("paragraph", 0, "Some good lamps *and* the Harrow lamp, see \ufffc and https://depot.example/b, a named one or \ufffc."),
        ("heading", 2, "Tables"),
        ("list-item", 0, "item one goes on"),
        ("list-item", 0, "nested x"),
        ("cell", 0, "a b"),
        ("cell", 0, "a b"),
        ("term", 0, "term"),
        ("definition", 0, "What it means."),
        ("paragraph", 0, "Text of a card."),
        ("paragraph", 0, "Text that is closed."),
        ("paragraph", 0, "Raw text"),
    ]  # fmt: skip
    closed = next(block for block in found.blocks if block.text == "Text that is closed.")
    assert "details" in closed.regions


def test_every_character_of_text_stands_where_the_article_says() -> None:
    found = read(PAGE)
    source = found.source.text
    for block in found.blocks:
        for at, char in enumerate(block.text, block.start):
            start, end = found.span(at, at + 1)
            if char.isalnum():
                assert source[start:end] == char, (block.text, at)
    cells = [block.source_start for block in found.blocks if block.kind == "cell"]
    assert cells == [PAGE.index("a b"), PAGE.rindex("a b")]


def test_links_have_their_address_text_and_place() -> None:
    found = [(link.kind, link.url, link.text, link.raw) for link in read(PAGE).links]
    amazon = "https://www.amazon.com/dp/B0HARROW01?tag=brightwell-20"
    assert found == [
        ("inline", amazon, "Harrow lamp", amazon),
        ("bare", "https://depot.example/b", "https://depot.example/b", "https://depot.example/b"),
        ("reference", "https://depot.example/named", "named", "named_"),
        ("reference", "https://depot.example/x", "x", "`x`__"),
        ("anchor", "https://depot.example/raw", "text", "https://depot.example/raw"),
    ]


def test_disclosure_and_affiliate_link_are_judged() -> None:
    facts = Facts(read(PAGE))
    (link,) = facts.affiliate_links
    (disclosure,) = facts.disclosures
    assert (disclosure.origin, facts.disclosed(link.link)) == ("article", "before")


def test_metadata_of_nikola_is_no_text() -> None:
    found = read(".. title: The Glow\n.. slug: glow\n.. lang: de\n\nText.\n")
    assert (found.title, found.declared_language, [block.text for block in found.blocks]) == (
        "The Glow",
        "de",
        ["Text."],
    )


def test_front_matter_of_hugo_is_no_text() -> None:
    found = read("---\ntitle: The Glow\n---\n\nText.\n")
    assert (found.title, [block.text for block in found.blocks]) == ("The Glow", ["Text."])


@pytest.mark.parametrize(
    "text",
    [
        ".. include:: secret.txt",
        ".. literalinclude:: secret.txt",
        ".. raw:: html\n   :file: secret.txt",
        ".. raw:: html\n   :url: secret.txt",
        ".. csv-table:: t\n   :file: secret.txt",
        ".. code::\n   :file: secret.txt",
    ],
)
def test_no_file_is_read(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.txt").write_text("Everybody knows it.\n")
    monkeypatch.chdir(tmp_path)
    found = article(f"{text}\n\nText.\n", "a.rst")
    assert "knows" not in found.text
    assert found.text.endswith("Text.")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f".. |a{n}| replace:: |a{n + 1}| |a{n + 1}|\n" for n in range(60)) + "\n|a0|\n",
        ".. |a| replace:: |b|\n.. |b| replace:: |a|\n\n|a|\n",
        "*a " * 20_000,
        "\n\n".join(" " * depth + "x" for depth in range(400)),
        "+" + "-+" * 3_000 + "\n|" + "a|" * 3_000 + "\n",
        "a\0b *c\0* \\\0\n",
        "a\x0bb\x0cc\x85d\u2028e *x*\n",
        "a\n" * 20_000,
        "",
        "\\",
    ],
)
def test_hostile_text_is_read(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    found = read(text)
    for block in found.blocks:
        found.span(block.start, block.end)
    assert capfd.readouterr() == ("", "")


def test_mistakes_in_markup_are_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    found = read("Title\n==\n\nA :role:`text` and *open and `x`_ .\n\n.. figure::\n\n.. unknown::\n   :a\n\nEnd.\n")
    assert found.blocks[-1].text == "End."
    assert capfd.readouterr() == ("", "")


def test_comment_suppresses_a_finding(tmp_path: Path) -> None:
    text = "The lamp has a wide wide foot.\n\n.. affilint-disable-next-line text/repeated-word\nIts foot is made made of brass.\n"
    (tmp_path / "a.rst").write_text(text)
    done = subprocess.run(
        [sys.executable, "-m", "linter", "check", "a.rst", "--no-cache", "--format", "concise"],
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "a.rst:1:16: warning text/repeated-word “wide” stands here twice.\n"
    assert done.stderr == ""


def test_docutils_is_not_loaded_for_other_formats(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A lamp.\n")
    code = "import sys; from linter.article import read_article; from linter.source import Source; read_article(Source('a.md', 'A lamp.')); print('docutils' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
