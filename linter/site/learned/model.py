"""What the pages of a build showed of the site's templates (``affilint.site.yml``), and the reader that answers from it.

``affilint learn`` compares articles with their built pages once; here is what it found, as plain values. Where it speaks of an
article's layout or of a template, its word counts; else that of the reader of templates, which the site has.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

from linter import lazy_re as re
from linter.article.emissions import (
    LEARNED_FILE,
    NOT_IMPORTED,
    LayoutDisclosure,
    LayoutLink,
    Order,
    Printed,
    RelAtBuild,
    TemplatePlace,
    TemplateReader,
    Where,
)
from linter.records import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.emissions import Choice, Emissions, PageValues

PLACEHOLDER = re.compile(r"\{([\w.*-]{1,80})\}")
_MOST_ENTRIES = 200
"""Entries of a front matter list that a layout makes links of."""
_LONGEST_NAME = 200
_LONGEST = 2_000
"""Characters of an address that values are put into."""


@dataclass(frozen=True, slots=True)
class LearnedDisclosure:
    """A disclosure that a layout prints ``where``, or a template before, beside or after its own first link (``order``)."""

    text: str
    strength: str
    where: Where = "top"
    order: Order = "beside"
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class LearnedLink:
    """An affiliate link that a layout or template prints; ``{name}`` in ``url`` is a front matter value or an argument.

    ``order``: where the layout discloses, seen from it. ``varies``: the address is one of several, as an example.
    """

    url: str
    rel: str | None = None
    order: Order | None = None
    varies: bool = False
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class LearnedLayout:
    """What stands around some articles: those below ``folder`` (from the file's own) that name ``layout`` (None: any).

    Without ``subfolders`` those that lie right in the folder, with ``name`` those whose files are called so, without ending.

    They have a value under each key of ``having`` in their front matter and none under those of ``lacking``; they name one of
    the hosts ``linking`` (none given: any article), and none of ``not_linking``.
    ``is_unclear``: some show the disclosures and some do not, and nothing tells which.
    """

    folder: str = ""
    layout: str | None = None
    having: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    linking: tuple[str, ...] = ()
    not_linking: tuple[str, ...] = ()
    disclosures: tuple[LearnedDisclosure, ...] = ()
    links: tuple[LearnedLink, ...] = ()
    is_unclear: bool = False
    subfolders: bool = True
    name: str = ""

    def fits(self, path: str, data: Mapping[str, object], text: str) -> bool:
        """Return whether an article is one of them: its path from the file's folder, front matter and text."""
        folder, _, name = path.rpartition("/")
        return (
            self._holds(f"{folder}/")
            and (not self.name or self.name == name.partition(".")[0])
            and (self.layout is None or self.layout == named_layout(data))
            and all(is_set(data, key) for key in self.having)
            and not any(is_set(data, key) for key in self.lacking)
            and (not self.linking or any(host in text for host in self.linking))
            and not any(host in text for host in self.not_linking)
        )

    def _holds(self, folders: str) -> bool:
        within = f"{self.folder}/" if self.folder else ""
        return folders.startswith(within) if self.subfolders else folders == (within or "/")


@dataclass(frozen=True, slots=True)
class LearnedTemplate:
    """What a shortcode, include or component prints where an article calls it."""

    name: str
    links: tuple[LearnedLink, ...] = ()
    disclosure: LearnedDisclosure | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """What one file says. ``folder`` is where it lies, absolute; ``rel`` is None where the pages did not show what is added."""

    folder: str = field(default="", compare=False)
    layouts: tuple[LearnedLayout, ...] = ()
    templates: tuple[LearnedTemplate, ...] = ()
    rel: tuple[RelAtBuild, ...] | None = None

    def layout_of(self, page: PageValues) -> LearnedLayout | None:
        """Return what stands around an article, None where the file does not say."""
        path = os.path.relpath(os.path.abspath(page.path), self.folder).replace(os.sep, "/")  # noqa: PTH100 - opens nothing
        return next((one for one in self.layouts if one.fits(path, page.data, page.text)), None)


def named_layout(data: Mapping[str, object]) -> str:
    """Return the layout that front matter names, under whichever key generators have for it; empty where it names none."""
    values = (data.get(key) for key in ("layout", "template", "type"))
    return next((value.strip()[:_LONGEST_NAME] for value in values if isinstance(value, str) and value.strip()), "")


def is_set(data: Mapping[str, object], key: str) -> bool:
    """Return whether front matter has something under a key that templates take for true."""
    return bool(data.get(key))


def values_of(data: Mapping[str, object]) -> dict[str, str]:
    """Return the texts of front matter by their paths: ``link``, ``product.asin``, ``pens.0.url``."""
    return dict(_values(data, "", 0))


def _values(value: object, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, str | int) and not isinstance(value, bool):
        yield path, str(value)
    elif depth < 4 and isinstance(value, dict):
        for key, item in value.items():
            yield from _values(item, f"{path}.{key}" if path else str(key), depth + 1)
    elif depth < 4 and isinstance(value, list):
        for number, item in enumerate(value[:_MOST_ENTRIES]):
            yield from _values(item, f"{path}.{number}", depth + 1)


def filled(url: str, values: Mapping[str, str]) -> Iterator[str]:
    """Yield an address with values in place of ``{name}``: once for each entry of a list (``{pens.*.url}``)."""
    names = PLACEHOLDER.findall(url)
    if not any(".*" in name for name in names):
        if all(values.get(name) for name in names):
            yield _filled(url, values, "")
        return
    lists = [name.partition(".*")[0] for name in names if ".*" in name]
    for number in range(_MOST_ENTRIES):
        if not any(path.startswith(f"{lists[0]}.{number}") for path in values):
            return
        if all(values.get(name.replace("*", str(number), 1)) for name in names):
            yield _filled(url, values, str(number))


def _filled(url: str, values: Mapping[str, str], number: str) -> str:
    whole = PLACEHOLDER.fullmatch(url) is not None

    def value(found: re.Match[str]) -> str:
        text = values[found[1].replace("*", number, 1)]
        return text if whole or found.start() == 0 else quote(text, safe="/:?=&%+,;@~!$'()*.-_#")

    return PLACEHOLDER.sub(value, url)[:_LONGEST]


@dataclass(frozen=True, slots=True)
class LearnedReader:
    """Answers from a learned file first, then from the reader of templates that the site has, as ``TemplateReader``."""

    learned: Learned
    source: str
    """The learned file as messages name it: its path from the root of the site."""
    site: TemplateReader | None = None
    site_rel: tuple[RelAtBuild, ...] = ()
    """What the templates were read to add to links, for who asks for them alone."""
    site_discloses: bool = False
    """Whether the templates were read to disclose around any article."""

    def around(self, page: PageValues) -> tuple[LayoutLink, ...] | None:
        """Return the affiliate links that stand around an article."""
        layout = self.learned.layout_of(page)
        if layout is None or layout.is_unclear:
            return self.site.around(page) if self.site is not None else None
        values = values_of(page.data)
        later = tuple((self.source, one.text) for one in layout.disclosures)
        return tuple(
            LayoutLink(
                url,
                self.source,
                written=TemplatePlace(self.source, link.line),
                order=link.order,
                later=later if link.order == "after" else (),
            )
            for link in layout.links
            for url in filled(link.url, values)
        )

    def values_printed(self, page: PageValues) -> frozenset[str] | None:
        """Return what the templates are read to show of an article's front matter."""
        return self.site.values_printed(page) if self.site is not None else None

    def chosen(self, choice: Choice, value: str) -> str | None:
        """Return the affiliate link that the site's templates print for a value of front matter."""
        return self.site.chosen(choice, value) if self.site is not None else None

    def disclosures(self, page: PageValues) -> tuple[LayoutDisclosure, ...] | None:
        """Return what is disclosed around an article; what some pages show counts where no template says when."""
        layout = self.learned.layout_of(page)
        if layout is None or layout.is_unclear:
            read = self.site.disclosures(page) if self.site is not None else None
            if layout is None or read is not None or self.site_discloses:
                return read
        return tuple(
            LayoutDisclosure(
                one.text,
                one.strength,
                "top" if one.where == "top" else "bottom",
                source=self.source,
                where=one.where,
                written=TemplatePlace(self.source, one.line),
            )
            for one in layout.disclosures
        )

    def imported(self, target: str, name: str, path: str) -> Printed | None:
        """Return what the templates are read to print; ``NOT_IMPORTED`` for a component that the file knows by its name."""
        stem = target.rpartition("/")[2].partition(".")[0].lower()
        known = {one.name for one in self.learned.templates}
        if self.site is None or stem in known or name.rpartition(".")[2].lower() in known:
            return NOT_IMPORTED
        return self.site.imported(target, name, path)

    def own(self, code: str, name: str, path: str) -> Printed | None:
        """Return what a component of the article's own is read to print."""
        return self.site.own(code, name, path) if self.site is not None else None

    def says(self, printed: Printed, written: Mapping[str, str]) -> bool:
        """Return whether a component that was read may print its disclosure for a call."""
        return self.site is None or printed.source == self.source or self.site.says(printed, written)

    def called(
        self,
        name: str,
        positional: tuple[str, ...],
        named: Mapping[str, str],
        page: PageValues,
        inner: str | None = None,
    ) -> Printed | None:
        """Return what a template prints where an article calls it."""
        template = next((one for one in self.learned.templates if one.name == name), None)
        if template is None:
            return self.site.called(name, positional, named, page, inner) if self.site is not None else None
        values = {**{str(number): value for number, value in enumerate(positional)}, **named}
        printed = [(url, link) for link in template.links for url in filled(link.url, values)]
        told = template.disclosure
        rels = {link.rel for _, link in printed}
        return Printed(
            tuple(url for url, _ in printed),
            disclosure=told.text if told is not None else None,
            strength=told.strength if told is not None else "clear",
            source=self.source,
            is_hidden=told is not None and told.where == "hidden",
            places=tuple(TemplatePlace(self.source, link.line) for _, link in printed),
            disclosure_place=TemplatePlace(self.source, told.line) if told is not None else None,
            order=told.order if told is not None else "beside",
            is_exact=not any(link.varies for _, link in printed),
            rel=rels.pop() if len(rels) == 1 else None,
            rel_place=TemplatePlace(self.source, printed[0][1].line) if printed else None,
        )


def with_learned(site: Emissions, learned: Learned, root: str) -> Emissions:
    """Return what a site in the folder ``root`` prints, by what its pages showed where that is known."""
    source = os.path.relpath(os.path.join(learned.folder, LEARNED_FILE), root).replace(os.sep, "/")  # noqa: PTH118 - opens nothing
    reader = LearnedReader(learned, source, site.reader, site.rel, bool(site.layouts))
    return replace(site, reader=reader, rel=site.rel if learned.rel is None else learned.rel)


def without_learned(site: Emissions) -> Emissions:
    """Return what a site prints by its templates alone."""
    if not isinstance(site.reader, LearnedReader):
        return site
    return replace(site, reader=site.reader.site, rel=site.reader.site_rel)


def learned_of(site: Emissions) -> Learned | None:
    """Return what was learned of a site, if anything."""
    return site.reader.learned if isinstance(site.reader, LearnedReader) else None
