"""Reads ``affilint.site.yml``. Every mistake has its line and column; what it may hold is bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.emissions import LEARNED_FILE, RelAtBuild
from linter.data.yaml_nodes import Mistakes, read_yaml, read_yaml_file
from linter.site.learned.model import (
    PLACEHOLDER,
    Learned,
    LearnedDisclosure,
    LearnedLayout,
    LearnedLink,
    LearnedTemplate,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Any, TypeVar

    from linter.article.emissions import Order, Where
    from linter.data.yaml_nodes import Node

    T = TypeVar("T")

WHERE: tuple[Where, ...] = ("top", "end", "footer", "sidebar", "nav", "details", "hidden")
ORDERS: tuple[Order, ...] = ("before", "beside", "after")
STRENGTHS = ("clear", "weak")
SCOPES = ("markdown", "html", "all")
_KEYS = ("having", "lacking", "linking", "not_linking")
MOST = 500
"""Layouts, templates, and things that one of them prints."""
LONGEST = 2_000
"""Characters of a text or an address."""
_EVIDENCE = ("pages", "articles", "calls", "links", "example", "programme")
"""Keys that tell people what something was learned from, and that nothing depends on."""


def read_learned(path: Path, shown: str) -> Learned:
    """Return what a file says; ``shown`` is its name for messages. Raises DataError with all mistakes."""
    return _learned(read_yaml_file(path, shown), str(path.absolute().parent))


def read_learned_text(text: str, path: Path) -> Learned:
    """Return what a text says that is to be the file at ``path``. Raises DataError with all mistakes."""
    return _learned(read_yaml(text, path.name), str(path.absolute().parent))


def _learned(node: Node, folder: str) -> Learned:
    what = LEARNED_FILE
    given = node.mapping(what, ("version", "articles", "pages", "layouts", "templates", "rel"))
    version = given.get("version")
    if version is None or version.value != 1:
        (version or node).fail(f"{what} needs version: 1, the only one that this affilint reads")
    mistakes = Mistakes()
    layouts = _all(given.get("layouts"), "layouts", _layout, mistakes)
    templates = _all(given.get("templates"), "templates", _template, mistakes)
    rel = None
    with mistakes.noted():
        if "rel" in given:
            rel = _rel(given["rel"])
    for name in ("articles", "pages"):
        with mistakes.noted():
            if name in given:
                given[name].number(name)
    mistakes.raise_any()
    return Learned(folder, layouts, templates, rel)


def _all(node: Node | None, what: str, read: Callable[[Node], T], mistakes: Mistakes) -> tuple[T, ...]:
    """Read the items of a list, as many as there may be; mistakes are noted."""
    found: list[T] = []
    if node is None:
        return ()
    with mistakes.noted():
        items = node.sequence(what)
        if len(items) > MOST:
            node.fail(f"{what} has {len(items):,} items; more than {MOST} are not read")
        for item in items:
            with mistakes.noted():
                found.append(read(item))
    return tuple(found)


def _layout(node: Node) -> LearnedLayout:
    what = "an item of layouts"
    given = node.mapping(what, ("folder", "subfolders", "name", "layout", *_KEYS, "prints", "unclear", *_EVIDENCE))
    _check_evidence(given)
    having, lacking, linking, not_linking = (tuple(_texts(given.get(name), name)) for name in _KEYS)
    is_unclear = given["unclear"].boolean("unclear") if "unclear" in given else False
    disclosures, links = _prints(given.get("prints"), of_layout=True)
    layout = given["layout"].string("layout") if "layout" in given else None
    folder = given["folder"].string("folder").strip("/") if "folder" in given else ""
    name = given["name"].filled("name") if "name" in given else ""
    subfolders = given["subfolders"].boolean("subfolders") if "subfolders" in given else True
    return LearnedLayout(
        folder, layout, having, lacking, linking, not_linking, disclosures, links, is_unclear, subfolders, name
    )


def _template(node: Node) -> LearnedTemplate:
    given = node.mapping("an item of templates", ("name", "prints", *_EVIDENCE))
    _check_evidence(given)
    if "name" not in given:
        node.fail("an item of templates needs the key 'name'")
    disclosures, links = _prints(given.get("prints"), of_layout=False)
    if len(disclosures) > 1:
        node.fail("a template has one disclosure at most")
    return LearnedTemplate(given["name"].filled("name").lower(), links, disclosures[0] if disclosures else None)


def _prints(node: Node | None, *, of_layout: bool) -> tuple[tuple[LearnedDisclosure, ...], tuple[LearnedLink, ...]]:
    disclosures: list[LearnedDisclosure] = []
    links: list[LearnedLink] = []
    mistakes = Mistakes()

    def read(item: Node) -> None:
        if "link" in item.mapping("an item of prints"):
            links.append(_link(item, of_layout=of_layout))
        else:
            disclosures.append(_disclosure(item, of_layout=of_layout))

    _all(node, "prints", read, mistakes)
    mistakes.raise_any()
    return tuple(disclosures), tuple(links)


def _disclosure(node: Node, *, of_layout: bool) -> LearnedDisclosure:
    place = "where" if of_layout else "order"
    given = node.mapping("a disclosure", ("disclosure", "strength", "where", "order", *_EVIDENCE))
    _check_evidence(given)
    if "disclosure" not in given:
        node.fail("an item of prints needs the key 'disclosure' or 'link'")
    if place not in given and "where" not in given:
        node.fail(f"a disclosure needs the key {place!r}")
    return LearnedDisclosure(
        _text(given["disclosure"], "disclosure"),
        given["strength"].choice("strength", STRENGTHS) if "strength" in given else "clear",
        next((one for one in WHERE if "where" in given and given["where"].choice("where", WHERE) == one), "top"),
        next((one for one in ORDERS if "order" in given and given["order"].choice("order", ORDERS) == one), "beside"),
        node.line,
    )


def _link(node: Node, *, of_layout: bool) -> LearnedLink:
    given = node.mapping("a link", ("link", "rel", "varies", "order", *_EVIDENCE))
    _check_evidence(given)
    url = _text(given["link"], "link")
    if url.count("{") != len(PLACEHOLDER.findall(url)):
        given["link"].fail("link: what stands in braces must be the name of a value, such as {asin} or {pens.*.url}")
    order = None
    if of_layout and "order" in given:
        order = next(one for one in ORDERS if given["order"].choice("order", ORDERS) == one)
    return LearnedLink(
        url,
        given["rel"].string("rel") if "rel" in given else None,
        order,
        given["varies"].boolean("varies") if "varies" in given else False,
        node.line,
    )


def _rel(node: Node) -> tuple[RelAtBuild, ...]:
    given = node.mapping("rel", ("added", "to", *_EVIDENCE))
    _check_evidence(given)
    if "added" not in given:
        node.fail("rel needs the key 'added', a list of values")
    values = tuple(_texts(given["added"], "added"))
    scope = given["to"].choice("to", SCOPES) if "to" in given else "markdown"
    if not values:
        return ()
    return (RelAtBuild(LEARNED_FILE, "the built pages have it", values, "all" if scope == "all" else "markdown"),)


def _check_evidence(given: Mapping[str, Node]) -> None:
    for name in ("pages", "articles", "calls", "links"):
        if name in given:
            given[name].number(name)
    for name in ("example", "programme"):
        if name in given:
            given[name].string(name)


def _texts(node: Node | None, what: str) -> list[str]:
    items: list[Any] = node.sequence(what) if node is not None else []
    return [_text(item, f"each item of {what}") for item in items]


def _text(node: Node, what: str) -> str:
    value = node.filled(what)
    if len(value) > LONGEST:
        node.fail(f"{what} has more than {LONGEST:,} characters")
    return value
