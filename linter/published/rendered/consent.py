"""Consent banners: found by where they are and what they say, whoever made them. The words are in rules/names/consent.yml."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypedDict

from linter import lazy_re as re
from linter.data import typed_nodes
from linter.data.resources import rules_dir
from linter.data.yaml_nodes import read_yaml_file
from linter.published.rendered.snapshot import ELEMENT, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.published.rendered.painting import Painting
    from linter.published.rendered.snapshot import Node

_SMALLEST = 0.02
"""Which share of the screen a banner takes at least; ours."""
_LONGEST_LABEL = 40
"""Characters of a button's text; longer ones are sentences."""
_CONTROLS = frozenset({"button", "a", "input"})


class _Words(TypedDict):
    topics: list[str]
    accept: list[str]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a banner is about, and how a button begins that accepts. Raises DataError."""
    node = read_yaml_file(rules_dir() / "names" / "consent.yml", "rules/names/consent.yml")
    words: _Words = typed_nodes.read_as(node, _Words, "the words of consent banners", {})
    topics, accept = ("|".join(map(re.escape, words[key])) for key in ("topics", "accept"))
    return re.compile(topics, re.IGNORECASE), re.compile(rf"\W*(?:{accept})(?!\w)", re.IGNORECASE)


def accepting(painting: Painting) -> Node | None:
    """Return the button that accepts what the page's consent banner asks for, None if there is no banner."""
    topics, accept = _patterns()
    for banner in _over_the_page(painting):
        if not topics.search(_text(banner)):
            continue
        found = next((node for node in banner.inside() if _is_control(node) and accept.match(_label(node))), None)
        if found is not None:
            return found
    return None


def _over_the_page(painting: Painting) -> Iterator[Node]:
    """Yield the boxes that are laid over the page and seen."""
    screen = painting.width * painting.height
    for node in painting.snapshot.nodes:
        box = node.box
        if box is None or node.kind != ELEMENT or node.name in {"html", "body"}:
            continue
        is_over = box.styles.get("position") in {"fixed", "sticky"} or node.attrs.get("role") in {"dialog", "alertdialog"} or node.name == "dialog"  # fmt: skip
        if is_over and box.styles.get("visibility") == "visible" and painting.opacity(node) > 0.5:
            size = max((one.box.rect.area for one in node.inside() if one.box is not None), default=0.0)
            if size >= _SMALLEST * screen:
                yield node


def _is_control(node: Node) -> bool:
    return node.box is not None and (node.name in _CONTROLS or node.attrs.get("role") == "button")


def _label(node: Node) -> str:
    text = node.attrs.get("value", "") if node.name == "input" else _text(node)
    return text if len(text) <= _LONGEST_LABEL else ""


def _text(node: Node) -> str:
    return " ".join(" ".join(one.value for one in node.inside() if one.kind == TEXT and one.box is not None).split())
