"""Read Hugo's templates with the values of one article: its front matter, the arguments of a call, the site's data."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.emissions import NOT_IMPORTED, LayoutDisclosure, LayoutLink, PageValues, Printed, TemplatePlace
from linter.site.hugo.cascade import Cascade
from linter.site.hugo.evaluation import GoReader, TooLongError, page_values
from linter.site.hugo.known import Known, Markup, Value, text_of
from linter.site.hugo.lookup import (
    calls_shortcode,
    content_folders,
    is_branch,
    is_of_pages,
    lowered,
    section_of,
    template_of,
)
from linter.site.hugo.needs import addresses, earning, links_values, may_begin
from linter.site.hugo.values_printed import reads_the_page, values_printed
from linter.site.layout.absent_bases import go_base, go_stand_ins
from linter.site.rendering.disclosures import (
    find_disclosures,
    is_above,
    is_footer,
    order_from_link,
    order_of,
    prints_article,
    strongest,
)
from linter.site.rendering.expand import Expansion
from linter.site.rendering.templates import written_rel
from linter.site.template.events import WITH_THE_ARTICLE
from linter.site.template.expressions import UNKNOWN
from linter.site.template.go_syntax import GoSyntaxError, GoTemplate, parse
from linter.site.template.origins import Origins
from linter.site.template.template_ir import Template, read_markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.article.emissions import Choice
    from linter.site.rendering.disclosures import PrintedDisclosure
    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.events import Event
    from linter.site.template.template_ir import Node

_NOWHERE = Origins((), (), (0,))
_MOST_ADDRESSES = 500
"""Addresses of the site's data that are looked at, one of which may pay."""
_CHOOSES = re.compile(r"\{\{-?\s*(?:else\s+)?(?:if|with|cond)\b")
_UNSEEN = frozenset({"hidden", "details"})
_UNKNOWN_PAGE = PageValues("", {}, "")


class HugoReader:
    """The templates of one site. ``called`` and ``around`` are of ``linter.article.emissions.TemplateReader``."""

    def __init__(self, index: TemplateIndex) -> None:
        self._index = index
        self._names = index.names("go")
        self._parsed: dict[str, GoTemplate | None] = {}
        self._params = lowered(index.values.hugo_params())
        self._data = index.values.data()
        self._folders = content_folders(index.values)
        self._cascade = Cascade(index)
        self._title = index.values.get("title")
        self._shortcodes = {
            name.removeprefix("shortcodes/").rsplit(".", 1)[0]
            for name in self._names
            if name.startswith("shortcodes/") and self._depends(name, self._events_of_call(name, (), {}, None, None))
        }
        texts = [f"{path}\0{index.tree.text(path)}" for path in sorted(self._names.values())]
        told = repr((texts, self._params, self._data, self._cascade.told()))
        self._digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        around = [self._events_around(name, None) for name in self._names if is_of_pages(name)]
        self._discloses = any(find_disclosures(events) for events in around if events)
        self._earns = any(earning(index, events, of_article=self._discloses) for events in around)
        self._links_values = any(links_values(events) for events in around)
        listed = sorted(addresses(self._data))[:_MOST_ADDRESSES] if self._links_values else ()
        self._data_pays = any(index.paying.address(one) is not None for one in listed)
        self._last: tuple[PageValues, list[Event] | None] = (_UNKNOWN_PAGE, None)

    def __repr__(self) -> str:
        """Return what tells two sites apart: a digest of the files that are read."""
        return f"HugoReader({self._digest})"

    def __eq__(self, other: object) -> bool:
        """Return whether another reader reads the same files."""
        return isinstance(other, HugoReader) and self._digest == other._digest

    def __hash__(self) -> int:
        """Return a hash of the files that are read."""
        return hash(self._digest)

    @property
    def is_needed(self) -> bool:
        """Whether any template prints what depends on the article."""
        return self._earns or self._links_values or self._discloses or bool(self._shortcodes)

    def around(self, page: PageValues) -> tuple[LayoutLink, ...] | None:
        """Return the affiliate links that the article's layout surely prints; None if that is not known."""
        if not self._earns and not (self._links_values and (self._data_pays or addresses(page.data))):
            return None
        events = self._events_of_page(page)
        if events is None:
            return None
        told = find_disclosures(events)
        return tuple(dict.fromkeys(self._links_around(events, told, addresses(page.data))))

    def _links_around(
        self, events: Sequence[Event], told: Sequence[PrintedDisclosure], values: frozenset[str]
    ) -> Iterator[LayoutLink]:
        """Yield the affiliate links that a layout prints, and the ``values`` of front matter, of which the article says whether they pay."""
        later = tuple((one.path, one.text) for one in told)
        for at, event in enumerate(events):
            if event.kind != "address" or not event.is_sure or event.region not in WITH_THE_ARTICLE:
                continue
            paying = self._index.paying.printed(event.text, event.rel)
            url = paying or event.text
            if paying is None and url not in values:
                continue
            order = order_from_link(events, at, told)
            if order == "after" and event.region is not None:
                order = None
            place, said = self._place(event.path, url, event.rel), later if order == "after" else ()
            above = () if is_above(events, at, told) else None
            yield LayoutLink(
                url,
                event.path,
                written=place,
                is_value=paying is None,
                order=order,
                later=said,
                rel=event.rel,
                above=above,
            )

    def disclosures(self, page: PageValues) -> tuple[LayoutDisclosure, ...] | None:
        """Return the disclosures that the article's layout prints; None if that is not known."""
        events = self._events_of_page(page) if self._discloses else None
        if events is None or not (prints_article(events) or earning(self._index, events, of_article=False)):
            return None
        return tuple(
            LayoutDisclosure(
                found.text,
                found.strength,
                "top" if found.where == "top" else "bottom",
                source=found.path,
                where=found.where,
                written=self._place_of_words(found),
            )
            for found in find_disclosures(events)
        )

    def values_printed(self, page: PageValues) -> frozenset[str] | None:
        """Return the addresses in an article's front matter that its page may show; None if that is not known."""
        events = self._events_of_page(page)
        if events is None or not prints_article(events) or reads_the_page(page.text, self._names, self._index.tree):
            return None
        return values_printed(events, addresses(page.data))

    def _events_of_page(self, page: PageValues) -> list[Event] | None:
        """Return what the layout prints around an article; None where that is not known, or it prints others in its place."""
        if self._last[0] != page:
            whole = self._cascade.with_values(page)
            section = section_of(page.path, self._folders)
            name = template_of(whole, self._names, section) if whole is not None else None
            events = self._events_around(name, whole) if name else None
            is_article = events is not None and (not is_branch(page.path) or prints_article(events))
            self._last = page, events if is_article else None
        return self._last[1]

    def says(self, printed: Printed, written: Mapping[str, str]) -> bool:  # noqa: ARG002 - articles of Hugo call no components
        """Return that it does: what a shortcode prints ``called`` says."""
        return True

    def imported(self, target: str, name: str, path: str) -> Printed | None:  # noqa: ARG002 - articles of Hugo import nothing
        """Return ``NOT_IMPORTED``."""
        return NOT_IMPORTED

    def own(self, code: str, name: str, path: str) -> None:
        """Return None."""

    def chosen(self, choice: Choice, value: str) -> str | None:  # noqa: ARG002 - layouts are read by article
        """Return None: what the layout prints for an article is what ``around`` says."""
        return None

    def called(
        self,
        name: str,
        positional: tuple[str, ...],
        named: Mapping[str, str],
        page: PageValues,
        inner: str | None = None,
    ) -> Printed | None:
        """Return what a shortcode prints where an article calls it; None if that is not known."""
        if name not in self._shortcodes and inner is None:
            return None
        events = self._events_of_call(f"shortcodes/{name}.html", positional, named, page, inner)
        if events is None or any(event.kind == "address" and UNKNOWN in event.text[:30] for event in events):
            return None
        places = {
            url: self._place(event.path, url)
            for event in events
            if event.kind == "address"
            and event.is_sure
            and (url := self._index.paying.printed(event.text, event.rel)) is not None
        }
        said = [one for one in find_disclosures(events) if places or not one.label]
        visible = [one for one in said if one.where not in _UNSEEN]
        best = strongest(visible or said)
        return Printed(
            links=tuple(places),
            disclosure=best.text if best else None,
            strength=best.strength if best else "clear",
            source=self._names[f"shortcodes/{name}.html"],
            is_hidden=bool(said) and not visible,
            in_footer=not places and is_footer(visible),
            order=order_of(events, lambda event: self._index.paying.address(event.text) is not None),
            is_exact=True,
            places=tuple(places.values()),
            disclosure_place=self._place_of_words(best) if best else None,
            rel=written_rel(self._index, events)[0],
        )

    def _place(self, path: str, url: str, rel: str | None = None) -> TemplatePlace:
        """Return where a file prints an address: the link there whose literal parts the address has, with its rel, the longest of several."""
        nodes = self._nodes(path)
        found = [
            (("rel", rel) in node.arguments, sum(map(len, parts)), node.at)
            for node in nodes
            if node.kind == "address"
            for parts in [[text for kind, text in node.arguments if kind == "text"]]
            if all(part in url for part in parts) and may_begin(node, url)
        ]
        return self._index.place(path, max(found, key=lambda one: one[:2])[2] if found else -1)

    def _place_of_words(self, said: PrintedDisclosure) -> TemplatePlace:
        """Return where a file has the words of a disclosure: the text there with most of them, the first of equals."""
        words = set(said.text.split())
        found = [(len(words.intersection(node.value.split())), node.at) for node in self._nodes(said.path)]
        shared, at = max(found, key=lambda one: one[0], default=(0, -1))
        return self._index.place(said.path, at if shared else -1)

    def _nodes(self, path: str) -> list[Node]:
        """Return what a file prints, in itself and in its blocks."""
        template = self._index.load(path)
        return [*template.nodes, *(node for part in template.blocks.values() for node in part)] if template else []

    def _depends(self, name: str, events: Sequence[Event] | None) -> bool:
        """Return whether what a shortcode prints may depend on its call: it has links, or a notice beside a choice of its arguments."""
        if any(event.kind == "address" for event in events or ()):
            return True
        is_chosen = _CHOOSES.search(self._index.tree.text(self._names[name]) or "") is not None
        return is_chosen and any(not one.label for one in find_disclosures(events or ()))

    def _events_around(self, name: str, page: PageValues | None) -> list[Event] | None:
        template = self._found(name)
        if template is None:
            return None
        base_name = go_base(self._names, name) if template[0].defined else None
        base = self._found(base_name) if base_name is not None else None
        bases = (
            [base or template] if base_name is not None or not template[0].is_of_parts else go_stand_ins(template[0])
        )
        events: list[Event] | None = None
        for one in bases:
            reader = self._reader(explores=page is None, article=page.text if page is not None else None)
            dot = self._page(page, reader.content())
            events = self._events(reader, one, dot, template if one is not template else None)
            if events is None or prints_article(events):
                break
        return events

    def _events_of_call(
        self, name: str, positional: Sequence[str], named: Mapping[str, str], page: PageValues | None, inner: str | None
    ) -> list[Event] | None:
        found = self._found(name)
        if found is None:
            return None
        reader = self._reader(explores=page is None)
        return self._events(reader, found, self._shortcode(positional, named, page, inner), None)

    def _events(
        self, reader: GoReader, found: tuple[GoTemplate, str], dot: Value, child: tuple[GoTemplate, str] | None
    ) -> list[Event] | None:
        try:
            reader.read(found, dot, child)
            template = Template(found[1], "go", read_markup("".join(reader.out), _NOWHERE, reader.marks))
            walk = Expansion(self._index)
            walk.name(template)
        except (TooLongError, RecursionError):
            return None
        return walk.events

    def _reader(self, *, explores: bool, article: str | None = None) -> GoReader:
        site = self._site()
        hugo = Known(
            {
                "IsProduction": True,
                "IsServer": False,
                "IsDevelopment": False,
                "Environment": "production",
                "Data": self._data,
            }
        )
        return GoReader(self._found, {"site": site, "hugo": hugo, "page": UNKNOWN}, explores=explores, article=article)

    def _found(self, name: str) -> tuple[GoTemplate, str] | None:
        """Return a template by its name in the layouts, parsed once, with its path."""
        low = name.lower()
        key = low if low in self._names else f"{low}.html"
        path = self._names.get(key)
        if path is None:
            return None
        if path not in self._parsed:
            try:
                self._parsed[path] = parse(self._index.tree.text(path) or "")
            except (GoSyntaxError, RecursionError):
                self._parsed[path] = None
        template = self._parsed[path]
        return (template, path) if template is not None else None

    def _site(self) -> Known:
        return Known({
            "Params": self._params, "Data": self._data, "Title": self._title if self._title is not None else UNKNOWN,
            "IsServer": False,
        })  # fmt: skip

    def _page(self, page: PageValues | None, content: Markup) -> Known:
        site = self._site()
        if page is None:
            return page_values(
                {"Site": site, "Content": content, "Param": lambda _: UNKNOWN, "IsPage": True, "IsHome": False}
            )
        params = lowered(page.data)
        nested = params.get("params")
        params = {**params, **nested} if isinstance(nested, dict) else params
        section, stem = section_of(page.path, self._folders), page.path.rsplit("/", 1)[-1].split(".", 1)[0]
        branch = is_branch(page.path)
        if stem == "index":
            stem = page.path.rsplit("/", 2)[-2] if page.path.count("/") > 1 else section
        slug = text_of(params.get("slug"))
        title = text_of(params.get("title"))
        address = text_of(params.get("url")) or f"/{section}/{slug or stem}/".replace("//", "/").lower()

        def param(names: list[Value]) -> Value:
            value: Value = params
            for key in text_of(names[0]).lower().split(".") if names else ():
                value = value.get(key) if isinstance(value, dict) else None
            return self._params.get(text_of(names[0]).lower()) if value is None and names else value

        return page_values({
            "Site": site, "Content": content, "Param": param, "Params": params, "Title": title,
            "LinkTitle": text_of(params.get("linktitle")) or title, "Description": text_of(params.get("description")),
            "Section": section, "Type": text_of(params.get("type")) or section, "Kind": "page" if not branch else "section" if section else "home", "IsPage": not branch,
            "IsHome": branch and not section, "IsSection": branch and bool(section), "IsNode": branch, "Draft": params.get("draft") is True, "Slug": slug,
            "RelPermalink": address, "Permalink": UNKNOWN + address, "RawContent": page.text, "Layout": text_of(params.get("layout")),
            "Keywords": params.get("keywords"), "HasShortcode": lambda names: calls_shortcode(page.text, text_of(names[0]) if names else ""),
        })  # fmt: skip

    def _shortcode(
        self, positional: Sequence[str], named: Mapping[str, str], page: PageValues | None, inner: str | None
    ) -> Known:
        def get(keys: list[Value]) -> Value:
            if page is None or not keys:
                return UNKNOWN
            if isinstance(keys[0], int):
                return positional[keys[0]] if 0 <= keys[0] < len(positional) else ""
            return named.get(text_of(keys[0]), "")

        params: Value = UNKNOWN if page is None else dict(named) or list(positional)
        whole = self._page(page, Markup(UNKNOWN))
        return Known({
            "Get": get, "Params": params, "IsNamedParams": bool(named) if page else UNKNOWN, "Inner": Markup(UNKNOWN if inner is None else inner),
            "Page": whole, "Site": whole["Site"], "Ordinal": 0,
        })  # fmt: skip
