"""Read a page that is code together with its components, data and layouts: what they print stands where the page calls them."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.emissions import LayoutDisclosure, PagePrints, Printed
from linter.article.imports import DECLARATION
from linter.facts.disclosure.telling_names import telling_name
from linter.records import dataclass, replace
from linter.site.articles.code_pages import LEAST_PROSE, prose_length
from linter.site.articles.page_files import PageFiles
from linter.site.code.literals import SPREAD, STRING, literal
from linter.site.files import DEFAULT, Limits, Tree
from linter.site.generator.detection import generators
from linter.site.generator.folders import component_folders
from linter.site.generator.values import Values
from linter.site.layout import layouts
from linter.site.layout.handed_links import with_handed
from linter.site.layout.left_out import without_left_out
from linter.site.layout.shells import around_page
from linter.site.redirect.routes import sends_on
from linter.site.rendering.call_reader import is_excluded, not_given
from linter.site.rendering.disclosures import find_disclosures, is_footer, order_of, strongest
from linter.site.rendering.expand import Expansion
from linter.site.rendering.own_paths import PayingAddresses
from linter.site.rendering.template_index import TemplateIndex, component_name
from linter.site.rendering.templates import prints_nothing, read_printed, written_rel
from linter.site.template.events import Event
from linter.site.template.expressions import PARAM_OPEN, UNKNOWN, as_address
from linter.site.template.template_ir import CLICK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from linter.site.template.template_ir import Node, Template

_UNSEEN = frozenset({"hidden", "details"})
_MOST_LINKS = 60
_MOST_PARTS = 200
"""Components that one file chooses among."""
_CONTENT = Event("content")
_SAID = frozenset({"text", "address", "break"})
_CHOOSES = re.compile(r"\bswitch\s*\(")
_CALLS = re.compile(r"<([A-Z]\w*)[\s/>]")
_ADDRESS = re.compile(r"https?://|/|#")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What tells a page of code that is an article from one that is none."""

    pays: bool = False
    prints_articles: bool = False
    length: int = 0
    """Characters of text, that of components included."""


class SitePages:
    """The pages of one site; its files are read when the first page is, apart from what is read for other articles."""

    def __init__(
        self,
        root: Path,
        cloaks: Sequence[str] = (),
        redirects: Mapping[str, str] | None = None,
        limits: Limits = DEFAULT,
    ) -> None:
        self._root = root
        self._paying = PayingAddresses(cloaks, redirects)
        self._limits = limits
        self._made: tuple[TemplateIndex, tuple[str, ...], PageFiles] | None = None
        self._known: dict[str, tuple[str, PagePrints | None, _Kind]] = {}
        self._components: dict[str, Printed | None] = {}
        self._layouts: dict[str, tuple[LayoutDisclosure, ...]] = {}

    def __eq__(self, other: object) -> bool:
        """Return whether another reader reads the same site."""
        return isinstance(other, SitePages) and self._root == other._root

    def __hash__(self) -> int:
        """Return a hash of the site's folder."""
        return hash(self._root)

    def __repr__(self) -> str:
        """Return the same for all: results that depend on it are not kept."""
        return "SitePages()"

    def printed_on(self, path: str, text: str) -> PagePrints | None:
        """Return what a page prints, whose file has the given text or is to have it; None for what is no file of the site."""
        return self._of(path, text)[1]

    def is_review(self, path: str, text: str) -> bool:
        """Return whether a page pays: a start page only with something to say, a route with a parameter only by links of records."""
        relative, pages = self._relative(path), self._index()[2]
        kind = self._of(path, text)[2]
        if not kind.pays or pages.is_start(relative):
            return kind.pays and kind.length >= LEAST_PROSE
        is_whole = kind.length >= LEAST_PROSE or not sends_on(relative, text)
        return not pages.is_parametric(relative) or (is_whole and not kind.prints_articles)

    def _of(self, path: str, text: str) -> tuple[str, PagePrints | None, _Kind]:
        relative = self._relative(path)
        known = self._known.get(relative)
        if known is None or known[0] != text:
            read = (None, _Kind()) if relative.startswith("../") else self._read(relative, text)
            known = self._known[relative] = (text, *read)
        return known

    def _relative(self, path: str) -> str:
        absolute = os.path.abspath(path)  # noqa: PTH100 - folds ".."
        return os.path.relpath(absolute, self._root.absolute()).replace(os.sep, "/")

    def _index(self) -> tuple[TemplateIndex, tuple[str, ...], PageFiles]:
        if self._made is None:
            tree = Tree(self._root, self._limits)
            detected = generators(tree)
            index = TemplateIndex(tree, Values(tree, detected), self._paying)
            index.add_components(component_folders(tree))
            self._made = index, detected, PageFiles(tree, detected)
        return self._made

    def _read(self, path: str, text: str) -> tuple[PagePrints | None, _Kind]:
        index, detected, pages = self._index()
        template = index.parse(text, path)
        if template is None:
            return None, _Kind()
        walk = Expansion(index)
        try:
            walk.layout([template])
        except RecursionError:
            return None, _Kind()
        groups = _by_call(walk.events)
        wrappers = {call for call, (first, last) in groups.items() if _holds_others(walk.events, call, first, last)}
        calls: dict[int, Printed] = {}
        nodes = {node.at: node for node in template.nodes if node.kind == "call"}
        many = path if pages.is_parametric(path) else ""
        for at, target in walk.called.items():
            events = _of_one_call(walk.events, at, target, nodes.get(at))
            printed = self._printed(index, events, target, is_wrapper=at in wrappers) if target is not None else None
            printed = _with_own_footer(printed, walk.events, at)
            if printed is not None and at in walk.left_out:
                printed = without_left_out(index, printed, walk.left_out[at], events)
            if printed is not None and target is not None and _chooses_parts(index, events, many):
                # Which of several parts it prints, its code decides.
                printed = replace(printed, links=(), places=(), unfollowed=False, url_parameters=())
            elif (printed is None or not printed.links) and at in nodes and at not in wrappers:
                printed = with_handed(index, template, nodes[at], events, printed)
            if printed is not None:
                calls[at] = printed
        calls |= {at: one for at, one in _own_texts(index, template, walk.events) if at not in calls}
        around = [one for call in sorted(wrappers) for one in _around(index, walk.events, call, *groups[call])]
        outer = [
            one
            for file in (*around_page(index.tree, detected, path), *pages.around())
            for one in self._of_layout(index, file)
        ]
        addresses = dict(_addresses(walk.events, path))
        return PagePrints(calls, addresses, (*outer, *around)), _kind(index, walk.events, calls, addresses)

    def _printed(
        self, index: TemplateIndex, events: Sequence[Event], target: Template, *, is_wrapper: bool
    ) -> Printed | None:
        """Return what one call prints; the disclosures of what the page stands in are those of a layout."""
        if is_wrapper:
            # Whether its links come before the page's words or behind them, the call does not say.
            return Printed(source=target.path)
        if target.key not in self._components:
            self._components[target.key] = read_printed(index, target, target.part or target.path)
        return _of_call(index, events, target, self._components[target.key])

    def _of_layout(self, index: TemplateIndex, file: str) -> tuple[LayoutDisclosure, ...]:
        """Return what a layout discloses around all its pages."""
        if file not in self._layouts:
            found = layouts.component_layouts(index, [(file, ())])
            self._layouts[file] = tuple(one for one in found if isinstance(one, LayoutDisclosure))
        return self._layouts[file]


def _kind(
    index: TemplateIndex, events: Sequence[Event], calls: Mapping[int, Printed], addresses: Mapping[int, str]
) -> _Kind:
    printed = [event.text for event in events if event.kind == "address" and event.call < 0]
    own = any(index.paying.address(url) is not None for url in (*printed, *addresses.values()))
    said = " ".join(event.text for event in events if event.kind == "text")
    has_article = any(event.kind == "content" for event in events)
    return _Kind(own or any(one.links for one in calls.values()), has_article, prose_length(said))


def _by_call(events: Sequence[Event]) -> dict[int, tuple[int, int]]:
    """Return the first and the last event of each call of the page."""
    found: dict[int, tuple[int, int]] = {}
    for number, event in enumerate(events):
        if event.call >= 0:
            found[event.call] = found.get(event.call, (number, number))[0], number
    return found


def _of_one_call(events: Sequence[Event], at: int, target: Template | None, call: Node | None) -> list[Event]:
    """Return what one call prints, without links that stand under conditions which its arguments contradict."""
    own = [event for event in events if event.call == at]
    if target is None or call is None or any(name == SPREAD for name, _ in call.arguments):
        return own
    named = {name: literal(value) for name, value in call.arguments if STRING.fullmatch(value)}
    absent = not_given(target, dict(call.arguments), ())
    return [event for event in own if event.kind != "address" or not is_excluded(event, named, absent)]


def _with_own_footer(printed: Printed | None, events: Sequence[Event], call: int) -> Printed | None:
    """Return what a call prints that may print the whole page: what it discloses in a footer is in the page's then."""
    is_whole = not any(event.call != call and event.kind in _SAID and event.text.strip() for event in events)
    if printed is None or not (is_whole and printed.links):
        return printed
    return replace(printed, in_footer=is_footer([one for one in find_disclosures(events) if one.where not in _UNSEEN]))


def _holds_others(events: Sequence[Event], call: int, first: int, last: int) -> bool:
    """Return whether a component prints a part of the page, and does not only stand in it."""
    return any(
        event.call != call and event.kind in {"text", "address"} and event.text.strip() for event in events[first:last]
    )


def _of_call(index: TemplateIndex, events: Sequence[Event], target: Template, base: Printed | None) -> Printed | None:
    """Return what one call prints; ``base`` is what its component prints wherever it is called."""
    name = target.part or target.path
    addresses = [event for event in events if event.kind == "address"]
    links = {url: event for event in addresses if (url := index.paying.address(event.text)) is not None}
    is_label = telling_name("label").search(name) or (links and not telling_name("ad-slot").search(name))
    told = [one for one in find_disclosures(events) if not one.label or is_label]
    seen = [one for one in told if one.where not in _UNSEEN]
    disclosure = strongest(seen or told)
    is_known = bool(links) or not any(_is_unknown(event) for event in addresses)
    if base is None and not links and disclosure is None:
        is_told = telling_name("template").search(component_name(target.path)) and prints_nothing(target)
        return Printed(source=target.path) if is_told else None
    found = base or Printed(source=target.path)
    if is_known:
        rel, rel_at = written_rel(index, events)
        found = replace(
            found,
            links=tuple(links)[:_MOST_LINKS],
            places=tuple(index.place(event.path, event.at) for event in links.values())[:_MOST_LINKS],
            url_parameters=(),
            unfollowed=False,
            is_exact=True,
            rel=rel,
            rel_place=index.place(rel_at.path, rel_at.at) if rel_at is not None else None,
        )
    if disclosure is None:
        return found
    return replace(
        found,
        disclosure=disclosure.text,
        strength=disclosure.strength,
        is_hidden=bool(told) and not seen,
        in_footer=not links and is_footer(seen),
        disclosure_place=index.place(disclosure.path, disclosure.at),
        order=order_of(events, lambda event: index.paying.address(event.text) is not None),
    )


def _chooses_parts(index: TemplateIndex, events: Sequence[Event], many: str) -> bool:
    """Return whether code chooses by ``switch`` among the links of a call, or among components that print them.

    The file of a route that prints ``many`` pages has such parts for some of them.
    """
    linked = {
        event.path for event in events if event.kind == "address" and index.paying.address(event.text) is not None
    }
    files = {event.path for event in events} | {one.template.path for event in events for one in event.conditions}
    files.discard(many)
    return bool(linked) and any(_chooses_in(index, path, linked, events) for path in sorted(files))


def _chooses_in(index: TemplateIndex, path: str, linked: set[str], events: Sequence[Event]) -> bool:
    """Return whether a function of one file does, whose components print what ``linked`` files link."""
    text = index.tree.text(path) or ""
    if _CHOOSES.search(text) is None or (template := index.load(path)) is None:
        return False
    places = [event.at for event in events if event.kind == "address" and event.path == path]
    starts = [0, *(match.start() for match in DECLARATION.finditer(text)), len(text)]
    spans = [(start, end) for start, end in pairwise(starts) if _CHOOSES.search(text, start, end)]
    names = {name for span in spans for name in _CALLS.findall(text, *span)}
    called = [found for name in sorted(names)[:_MOST_PARTS] if (found := index.find(name, template)) is not None]
    is_own = any(start <= at < end for start, end in spans for at in places)
    return is_own or any(
        one.path in linked or ((printed := read_printed(index, one, one.path)) is not None and bool(printed.links))
        for one in called
    )


def _is_unknown(event: Event) -> bool:
    return event.text.startswith(UNKNOWN) or PARAM_OPEN in event.text


def _own_texts(index: TemplateIndex, template: Template, events: Sequence[Event]) -> Iterator[tuple[int, Printed]]:
    """Yield what expressions of the page disclose, the links in the HTML that they print (``set:html={pen.review}``), and what clicks open."""
    kinds = {"value", "content"}
    places = {node.at for node in template.nodes if node.at >= 0 and (node.kind in kinds or _is_click(node))}
    said: dict[int, list[Event]] = {at: [] for at in sorted(places)}
    for event in events:
        if event.at in places and event.call < 0 and event.path == template.path and event.kind in _SAID:
            said[event.at].append(event)
    for at, group in said.items():
        found = _of_call(index, group, template, None) if group else None
        if found is not None and (found.links or found.disclosure is not None):
            yield at, found


def _is_click(node: Node) -> bool:
    return node.kind == "address" and any(kind == CLICK for kind, _ in node.arguments)


def _addresses(events: Sequence[Event], path: str) -> Iterator[tuple[int, str]]:
    """Yield the addresses of the page's own links, by the start of their tags; those that begin with what is not known are left out."""
    for event in events:
        if event.kind == "address" and event.call < 0 and event.path == path and not _is_unknown(event):
            url = as_address(event.text)
            if _ADDRESS.match(url):
                yield event.at, url


def _around(
    index: TemplateIndex, events: Sequence[Event], call: int, first: int, last: int
) -> Iterator[LayoutDisclosure]:
    """Yield what a component discloses that the page stands in, with the place seen from the page."""
    shown: list[Event] = []
    for event in events[first : last + 1]:
        if event.call == call:
            shown.append(event)
        elif event.kind in {"text", "address"} and event.text.strip() and (not shown or shown[-1] is not _CONTENT):
            shown.append(_CONTENT)
    for one in find_disclosures(shown):
        yield LayoutDisclosure(
            one.text,
            one.strength,
            "top" if one.where == "top" else "bottom",
            (),
            None,
            one.path,
            one.where,
            index.place(one.path, one.at),
        )
