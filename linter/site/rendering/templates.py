"""Find what shortcodes, includes and components print: links, parameters that become links, disclosures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.emissions import Printed
from linter.article.rel_values import is_sponsored
from linter.facts.disclosure.telling_names import telling_name
from linter.facts.links.rel_at_build import PAID
from linter.site.rendering.disclosures import find_disclosures, is_footer, order_of, strongest
from linter.site.rendering.expand import Expansion
from linter.site.rendering.fallbacks import falls_back
from linter.site.rendering.template_index import component_name, include_names
from linter.site.template.addresses import is_affiliate, unfilled_address
from linter.site.template.expressions import (
    PARAM_OPEN,
    UNKNOWN,
    adds_to_parameter,
    as_address,
    evaluate,
    parameter_at_start,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.article.emissions import Order, TemplatePlace
    from linter.site.rendering.disclosures import PrintedDisclosure
    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.events import Event
    from linter.site.template.template_ir import Template

_MOST_LINKS = 20
_SELLING = re.compile(
    r"affil|product|deal|\bbuy|buy-?(?:box|button|now)|amazon|offer|shop|price|merchant|sponsor", re.IGNORECASE
)
_UNSEEN = frozenset({"hidden", "details"})
_EXPORTED = re.compile(r"\bexport\s+(?:default\s+)?(?:async\s+)?(?:function|const)\s+([A-Z]\w*)")


def hugo_names(index: TemplateIndex) -> Iterator[tuple[str, Printed]]:
    """Yield what Hugo's shortcodes (and, as ``partials/...``, its partials) print."""
    for name, path in sorted(index.names("go").items()):
        if name.startswith(("shortcodes/", "partials/")):
            printed = _printed(index, path)
            if printed is not None:
                yield name.removeprefix("shortcodes/").rsplit(".", 1)[0], printed
                if name.startswith("partials/"):
                    yield name, printed


def include_printed(index: TemplateIndex, folders: Iterable[str]) -> Iterator[tuple[str, Printed]]:
    """Yield what Liquid and Nunjucks includes print, without the layouts among them."""
    read: dict[str, Printed | None] = {}
    for name, path in sorted(index.names("liquid").items(), key=lambda item: (-item[0].count("/"), item)):
        if "layouts/" in path or not path.startswith(tuple(f"{folder}/" for folder in folders)):
            continue
        if path not in read:
            read[path] = _printed(index, path)
        printed = read[path]
        if printed is not None:
            yield name, printed


def component_printed(index: TemplateIndex, paths: Iterable[str]) -> Iterator[tuple[str, Printed]]:
    """Yield what components print, by file name, and by exported name if a file holds several."""
    for path in paths:
        template = index.load(path)
        if template is None:
            continue
        name = component_name(path)
        printed = _printed(index, path)
        if printed is None and telling_name("template").search(name) and prints_nothing(template):
            printed = Printed(source=path)
        if printed is None:
            continue
        exported = [other for other in template.functions if other[:1].isupper() and other != name]
        text = index.tree.text(path) or ""
        public = set(_EXPORTED.findall(text)) if exported else set()
        yield name.lower(), printed
        for other in exported:
            if other in public and (part := index.function(template, other)) is not None:
                part_printed = read_printed(index, part, other)
                if part_printed is not None:
                    yield other.lower(), part_printed


def prints_nothing(template: Template) -> bool:
    """Return whether a component shows nothing at all, so that its name says nothing either: its notice is commented out."""
    shown = {"text", "value", "call", "content", "address"}
    said = [node for node in template.nodes if node.kind in shown and (node.kind != "text" or node.value.strip())]
    return bool(template.nodes) and not said


def _printed(index: TemplateIndex, path: str) -> Printed | None:
    template = index.load(path)
    return None if template is None else read_printed(index, template, path)


def read_printed(index: TemplateIndex, template: Template, name: str) -> Printed | None:
    """Return what one template prints; None if it prints no affiliate link, link parameter or disclosure."""
    walk = Expansion(index)
    try:
        walk.name(template)
    except RecursionError:
        return None
    links, parameters = _links(index, walk.events)
    unfilled = _unfilled(index, walk.events)
    for url, place in _literals(index, template):
        links.setdefault(url, place)
    rel, rel_at = written_rel(index, walk.events)
    marked = _marked(walk.events) if not links and not parameters else None
    earns = bool(links or parameters) or marked is not None
    counting = [found for found in find_disclosures(walk.events) if _counts(found, template, name, earns=earns)]
    visible = [found for found in counting if found.where not in _UNSEEN]
    disclosure = strongest(visible or counting)
    if marked is not None:
        rel, rel_at = marked.rel, marked
    sells = is_sponsored(rel) or _is_for_products(template, name)
    unfollowed = marked is not None or (
        not links and not parameters and sells and _prints_unknown_addresses(walk.events)
    )
    if parameters and not links and is_sponsored(rel):
        unfollowed = falls_back(template, parameters, index.scope(template, outermost=True))
    if not (links or parameters or unfollowed or unfilled) and disclosure is None:
        return None
    return Printed(
        links=tuple(links)[:_MOST_LINKS],
        url_parameters=tuple(parameters),
        disclosure=disclosure.text if disclosure else None,
        strength=disclosure.strength if disclosure else "clear",
        source=template.path,
        unfollowed=unfollowed,
        is_hidden=bool(counting) and not visible,
        in_footer=not (links or parameters) and is_footer(visible),
        places=tuple(links.values())[:_MOST_LINKS],
        disclosure_place=index.place(disclosure.path, disclosure.at) if disclosure else None,
        unfilled=unfilled,
        adds=any(event.kind == "address" and adds_to_parameter(event.text) for event in walk.events),
        rel=rel,
        rel_place=index.place(rel_at.path, rel_at.at) if rel_at is not None else None,
        order=_order(index, walk.events) if disclosure else "beside",
    )


def _order(index: TemplateIndex, events: Sequence[Event]) -> Order:
    """Say where the disclosure stands, seen from the links that pay, else from those whose address a call gives.

    Of several addresses a call may give any that pays: where the notice is below one and above another, nothing is certain.
    """
    addresses = [event for event in events if event.kind == "address"]
    if any(index.paying.address(event.text) is not None for event in addresses):
        return order_of(events, lambda event: index.paying.address(event.text) is not None)
    given = [one for one in addresses if parameter_at_start(one.text) is not None][:_MOST_LINKS]
    orders = {order_of(events, lambda event, one=one: event is one) for one in given}  # type: ignore[misc]
    return orders.pop() if len(orders) == 1 else "beside"


def _is_for_products(template: Template, name: str) -> bool:
    """Return whether a template is by its name one for products."""
    return _SELLING.search(f"{template.path.rsplit('/', 1)[-1]} {name.rsplit('/', 1)[-1]}") is not None


def _prints_unknown_addresses(events: Iterable[Event]) -> bool:
    """Return whether a template prints addresses that are unknown from the start."""
    return any(
        event.kind == "address" and (event.text.startswith(UNKNOWN) or "." in (parameter_at_start(event.text) or ""))
        for event in events
    )


def _marked(events: Iterable[Event]) -> Event | None:
    """Return the first link that a template marks as sponsored and whose address the build completes; None if there is none."""
    return next(
        (
            event
            for event in events
            if event.kind == "address"
            and is_sponsored(event.rel)
            and (UNKNOWN in event.text or PARAM_OPEN in event.text)
        ),
        None,
    )


def _counts(disclosure: PrintedDisclosure, template: Template, name: str, *, earns: bool) -> bool:
    """Return whether a component's disclosure is visible wherever the component is used.

    A label counts in a component for labels, and beside links of the component's own that may pay; in one for banners it is the banner's.
    """
    if disclosure.label and (not (earns or telling_name("label").search(name)) or telling_name("ad-slot").search(name)):
        return False
    # A prop that is off unless an article turns it on.
    return not any(
        template.defaults.get(condition.expression) == "false"
        and not condition.negated
        and condition.template.path == template.path
        for condition in disclosure.conditions
    )


def _links(index: TemplateIndex, events: Iterable[Event]) -> tuple[dict[str, TemplatePlace], list[str]]:
    """Return the affiliate addresses printed with their places, and the parameters that become addresses, in order."""
    links: dict[str, TemplatePlace] = {}
    parameters: list[str] = []
    for event in events:
        if event.kind != "address":
            continue
        parameter = parameter_at_start(event.text)
        if parameter is not None:
            # A value inside a parameter (``item.url``) is not written in an article.
            parameters += [parameter] if "." not in parameter else []
        elif (url := index.paying.printed(event.text, event.rel)) is not None:
            links.setdefault(url, index.place(event.path, event.at))
    return links, list(dict.fromkeys(parameters))


def written_rel(index: TemplateIndex, events: Iterable[Event]) -> tuple[str | None, Event | None]:
    """Return the rel that all links that may pay have (empty: none), and the first of them; None where it is not known.

    Of several with one address the one that does not mark it as paid for goes before the others: each is on the page.
    """
    paying = [
        event
        for event in events
        if event.kind == "address"
        and (parameter_at_start(event.text) is not None or index.paying.printed(event.text, event.rel) is not None)
    ]
    written = {event.rel for event in paying}
    if len(written) > 1 and None not in written:
        marked = {event.text for event in paying if not _is_unmarked(event)}
        paying = [event for event in paying if _is_unmarked(event) and event.text in marked]
        written = {event.rel for event in paying[:1]}
    rel = written.pop() if len(written) == 1 else None
    return (rel, paying[0]) if rel is not None else (None, None)


def _is_unmarked(event: Event) -> bool:
    return PAID.isdisjoint((event.rel or "").lower().replace(",", " ").split())


def _unfilled(index: TemplateIndex, events: Iterable[Event]) -> tuple[tuple[str, TemplatePlace], ...]:
    """Return the addresses printed whose id is still a placeholder, with their places."""
    found = [
        (url, index.place(event.path, event.at))
        for event in events
        if event.kind == "address" and (url := unfilled_address(event.text)) is not None
    ]
    return tuple(dict.fromkeys(found))[:_MOST_LINKS]


def _literals(index: TemplateIndex, template: Template) -> Iterator[tuple[str, TemplatePlace]]:
    """Yield the affiliate addresses in a component's code, where most are built and then printed elsewhere."""
    scope = index.scope(template, outermost=True)
    text = (index.tree.text(template.path) or "") if template.literals else ""
    yielded: set[str] = set()
    for literal in template.literals[: _MOST_LINKS * 5]:
        value = evaluate(literal, scope)
        if not value.startswith(PARAM_OPEN) and (url := as_address(value)) not in yielded and is_affiliate(url):
            yielded.add(url)
            # A literal is taken from the code as written, and repeated ones count once: its first place is its own.
            yield url, index.place(template.path, text.find(literal, max(template.offset, 0)) + 1)


__all__ = [
    "component_printed",
    "hugo_names",
    "include_names",
    "include_printed",
    "prints_nothing",
    "read_printed",
    "written_rel",
]
