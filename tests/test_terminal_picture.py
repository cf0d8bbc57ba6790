"""docs/terminal.svg: what the program prints today, and a picture that loads nothing."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

from tests.conftest import ROOT
from tools.terminal_picture import PICTURE, picture, recorded


def test_the_picture_is_what_the_program_prints() -> None:
    """If it is not: ``make terminal``, and look at it."""
    lines = recorded()
    assert PICTURE.read_text(encoding="utf-8") == picture(lines)
    shown = "".join(unescape("".join(re.findall(r"<text[^>]*>([^<]*)", picture(lines)))).split())
    assert shown == "".join(re.sub(r"\x1b\[\d+m", "", "".join(lines)).split())


def test_the_picture_is_a_drawing_and_nothing_else() -> None:
    root = etree.fromstring(PICTURE.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    assert {etree.QName(element).localname for element in root.iter()} == {"svg", "title", "style", "rect", "text"}
    assert not re.search(
        r"https?:|url\(|@import", re.sub(r"<text[^>]*>[^<]*|xmlns=\S+", "", PICTURE.read_text(encoding="utf-8"))
    )
    assert "terminal.svg" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
