"""A link as written in the source, and the positions of its address and its ``rel``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from linter import lazy_re as re
from linter.article.fills import NOTHING_FILL, OBJECT_FILL
from linter.article.rel_values import BOUND_NAMES, RelToken, is_template, read_rel, sets_rel
from linter.article.tags import scan_tag
from linter.records import dataclass, field

if TYPE_CHECKING:
    from linter.source import Source

_WINDOW_OPEN = re.compile(
    r"""(?:\bopen\s*\(|location(?:\.href)?\s*=|location\.(?:assign|replace)\s*\()\s*"""
    r"""(?P<decoding>(?:(?:window\.)?(?:decodeURI(?:Component)?|unescape)\s*\(\s*)*)\(?\s*(['"`])(?P<url>[^'"`]+)\2"""
)
SCRIPT = re.compile(r"\s*javascript:", re.IGNORECASE)
"""The beginning of an address that is a script (WHATWG HTML Standard, "javascript: URLs")."""


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """Source offsets of a link's URL and ``rel``; ``rel_span`` is the whole attribute."""

    url_start: int
    url_end: int
    rel: tuple[RelToken, ...] = ()
    rel_span: tuple[int, int] | None = None
    rel_is_dynamic: bool = False
    rel_is_told: bool = False
    """Whether the template that prints the link writes out its rel, or gives it none."""


@dataclass(slots=True)
class Link:
    """A link as written, ``url`` with character references decoded.

    ``kind``: inline, reference, autolink, bare, image-link, anchor, area, form, embed (iframe, script),
    image, component, shortcode, front-matter, layout (printed around the article), data-attribute, onclick, json-ld.
    ``start``/``end`` are source offsets of the whole construct, ``text_start``/``text_end`` text offsets
    (equal where the link shows no text). ``block`` is the index of its block.
    ``attribute`` names the HTML attribute that holds the URL.
    """

    url: str
    kind: str
    start: int
    end: int
    source: Source
    text: str = ""
    text_start: int = -1
    text_end: int = -1
    block: int = -1
    attribute: str | None = None
    attrs: dict[str, str] = field(default_factory=dict)
    holds_image: bool = False
    known_place: LinkPlace | None = None
    stray: tuple[str, str] = ("", "")
    """The quotation marks that the source has right before and behind ``url`` and that are no part of it."""

    @property
    def place(self) -> LinkPlace:
        """Positions of the URL and the rel; computed on first use, as few links are reported."""
        if self.known_place is None:
            self.known_place = link_place(self)
        return self.known_place

    @property
    def raw(self) -> str:
        """The URL as written in the source."""
        return self.source.text[self.place.url_start : self.place.url_end]

    @property
    def rel_values(self) -> frozenset[str]:
        """The rel tokens as a set, lower-case, split at white space and commas as Google reads them."""
        if self._has_plain_rel:
            return frozenset(self.attrs.get("rel", "").lower().replace(",", " ").split())
        return frozenset(token.value for token in self.place.rel)

    @property
    def rel_is_dynamic(self) -> bool:
        """Whether a template may add rel tokens that the source does not write out."""
        return not self._has_plain_rel and self.place.rel_is_dynamic

    @property
    def _has_plain_rel(self) -> bool:
        """Whether an HTML link's rel, or the lack of one, is as its attributes say."""
        if self.attribute is None:
            return False
        rel = self.attrs.get("rel")
        if rel is None:
            return not sets_rel(self.attrs)
        return not (is_template(rel) or OBJECT_FILL in rel or NOTHING_FILL in rel)

    @property
    def can_carry_rel(self) -> bool:
        """Whether the source syntax allows ``rel`` (HTML does, plain Markdown does not), or a template decides about it."""
        return self.kind in {"anchor", "area", "form"} or bool(self.rel_values) or self.place.rel_is_told


def link_place(link: Link) -> LinkPlace:
    """Find the positions of an HTML link's URL attribute and rel."""
    text = link.source.text
    found = scan_tag(text, link.start).attributes
    url = found.get(link.attribute or "")
    if url is None:
        return LinkPlace(link.start, link.end)
    span = (url.value_start, url.value_end)
    written = text[slice(*span)]
    if (link.kind == "onclick" or SCRIPT.match(written)) and (opened := opened_url(written)):
        span = (span[0] + opened[1], span[0] + opened[2])
    if link.kind in {"onclick", "data-attribute"}:
        return LinkPlace(*span)
    name = next((name for name in BOUND_NAMES if name in found), None)
    if name is None:
        return LinkPlace(*span, rel_is_dynamic=sets_rel(found) or sets_rel(link.attrs))
    bound = found[name]
    rel = read_rel(text, bound.value_start, bound.value_end, name)
    return LinkPlace(*span, rel.tokens, (bound.start, bound.end), rel.is_dynamic)


def opened_url(script: str) -> tuple[str, int, int] | None:
    """Return the address that a script opens, decoded as the script does, with its offsets in the script."""
    found = _WINDOW_OPEN.search(script)
    if found is None:
        return None
    url = unquote(found["url"]) if found["decoding"] else found["url"]
    return url, *found.span("url")
