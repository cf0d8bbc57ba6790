"""Links without visible text or image."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.article.tags import tag_end
from linter.checks import Check, Match, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.link import Link
    from linter.facts import Facts

VALUES: tuple[str, ...] = ("url",)
OPTIONS: Mapping[str, Option] = {
    "unclosed": Option("boolean", "links that nothing closes, instead of links without text", default=False),
    "leads": Option(
        "choice",
        "only links to places of the same page, or only others",
        default="any",
        choices=("any", "here", "elsewhere"),
    ),
}
_UNQUOTED = re.compile(r"=[^\s\"'<>]*/>\Z")
_LONGEST_VALUE = 2_000
"""Characters of an unquoted address."""
_SPEAKING = ("aria-label", "aria-labelledby", "title", "name", "id", "class")
"""Attributes that name an empty anchor, make it a target or style it."""
_FILLED_FROM = re.compile(
    r"data-(?!mce-|cke-|saferedirect)(?:[\w-]*-)?(?:url|src|embed|oembed|iframe|card|widget|player|preview)"
)
"""Attributes that tell a script what to show in an element; editors' copies of the address are none."""
_GALLERY = re.compile(
    r"data-(?:[\w-]+-)?(?:lightbox|fancybox|featherlight|swipebox|glightbox|photoswipe|gallery)(?:-[\w-]+)?"
)
"""Attributes that make a link one of the pictures of a gallery; those after the first need no sign on the page."""
_EMBED = re.compile(
    r"""<[a-z][\w-]*\b[^<>]*\bclass\s*=\s*["']?[^"'<>]*(?:embed|widget|tweet|instagram|tiktok|player|link-?preview)[^<>]*>"""
    r"(?:\s|<[a-z][\w-]*\b[^<>]*>)*\Z",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"(?:\s|<br\b[^<>]*>|</[a-z][\w-]*\s*>)*<script\b", re.IGNORECASE)
_STYLED = re.compile(r"\{:?[^{}\n]*[.#][\w-]")
_AROUND = 400
_ELEMENT = r"<(?!(?:br|wbr|hr|script|style|link|meta|template|a)[\s/>])[a-z][\w:.-]*[\s/>]"
"""A start tag of what may show something: an icon of a style sheet, a picture, a frame, an element that a script fills."""
_SHOWS_SOMETHING = re.compile(rf"[\s*_~]*(?:[^\s*_~<\]]|{_ELEMENT})", re.IGNORECASE)
"""What follows the bracket of a link that is not empty."""
_GOES_ON = re.compile(rf"\s*{_ELEMENT}", re.IGNORECASE)
_ENDED = re.compile(r"</a\s*>\Z", re.IGNORECASE)
_NEXT_TAG = re.compile(r"</?a(?=[\s>])", re.IGNORECASE)
_WORD = re.compile(r"\s*[\w\"“„«‘'(]")
_TEMPLATE = ("{%", "{{", "<%", "<?", "${")


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the link."""
    is_unclosed, leads = options["unclosed"], options["leads"]
    is_at_fault = _is_unclosed if is_unclosed else _is_empty

    def run(facts: Facts) -> Iterator[Match]:
        for link in facts.article.links:
            if (
                link.kind in {"inline", "reference", "anchor"}
                and link.url
                and (leads == "any" or (leads == "here") == link.url.startswith("#"))
                and is_at_fault(link)
                and (is_unclosed or not _is_mark_of_heading(link, facts))
            ):
                yield Match(link.start, link.end, {"url": link.url})

    return Check(run, needs="link")


def _is_mark_of_heading(link: Link, facts: Facts) -> bool:
    """Say whether a link to a place of its own page stands in a heading: converters leave such marks, and they never had words."""
    blocks = facts.article.blocks
    return link.url.startswith("#") and 0 <= link.block < len(blocks) and blocks[link.block].kind == "heading"


def _is_empty(link: Link) -> bool:
    """Return whether there is nothing at all between the link's tags, not even an element without text (an icon)."""
    if link.holds_image or link.text.strip() or _is_unclosed(link):
        return False
    text = link.source.text
    if link.kind != "anchor":
        inner = text[link.start + 1 : link.place.url_start]
        return _STYLED.match(text, link.end) is None and not _SHOWS_SOMETHING.match(inner)
    if _GOES_ON.match(text, tag_end(text, link.start)):
        # A link inside an object, or one that ends an open link, hides the end tag.
        return False
    inner = text[link.start : link.end].partition(">")[2].rpartition("</")[0]
    return not (
        inner.strip()
        or any(name in link.attrs for name in _SPEAKING)
        or _goes_on(link)
        or _is_in_gallery(link)
        or _is_filled_by_script(link)
    )


def _goes_on(link: Link) -> bool:
    """Say whether an anchor holds text of which the article knows nothing: its end tag stands in what an object shows instead."""
    text = link.source.text
    if _is_whole(link):
        return False
    following = _NEXT_TAG.search(text, link.end)
    between = text[link.end : following.start()] if following else ""
    return following is not None and following.group().startswith("</") and bool(between.strip())


def _is_whole(link: Link) -> bool:
    """Say whether an anchor ends where its markup does: by an end tag, or by a slash that is not the last of an unquoted address."""
    text = link.source.text
    if _ENDED.search(text, link.start, link.end):
        return True
    tail = max(link.start, link.end - _LONGEST_VALUE)
    return text.endswith("/>", link.start, link.end) and _UNQUOTED.search(text, tail, link.end) is None


def _is_in_gallery(link: Link) -> bool:
    return "lightbox" in link.attrs.get("rel", "").lower() or any(_GALLERY.fullmatch(name) for name in link.attrs)


def _is_unclosed(link: Link) -> bool:
    """Return whether text follows an anchor, and the next anchor or the end of the file before its end tag.

    Where template syntax comes between, one of two start tags may be printed only.
    """
    text = link.source.text
    if link.kind != "anchor" or _is_whole(link):
        return False
    following = _NEXT_TAG.search(text, link.end)
    end = following.start() if following else len(text)
    between = text[link.end : end]
    closed = following is not None and following.group().startswith("</")
    return not closed and bool(_WORD.match(between)) and not any(sign in between for sign in _TEMPLATE)


def _is_filled_by_script(link: Link) -> bool:
    """Say whether a script of an embed puts something into the anchor: one that its attributes, its box or its neighbour tell of."""
    text = link.source.text
    return (
        any(_FILLED_FROM.fullmatch(name) for name in link.attrs)
        or _EMBED.search(text, max(0, link.start - _AROUND), link.start) is not None
        or _SCRIPT.match(text, link.end) is not None
    )
