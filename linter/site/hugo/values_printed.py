"""Say which addresses of an article's front matter its page may show, so that the others are known to be on none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.template.expressions import PARAM_OPEN, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linter.site.files import Tree
    from linter.site.template.events import Event

_CALL = re.compile(r"\{\{[<%]-?\s*/?\s*(?P<name>[\w./-]+)")
_BUILT_IN = frozenset(
    {"details", "figure", "gist", "highlight", "instagram", "qr", "ref", "relref", "vimeo", "x", "youtube"}
)
"""Hugo's own shortcodes that print no front matter (gohugo.io/shortcodes); ``param`` does."""
_PAGE = re.compile(r"\.\s*(?:Page|Site|Params|Param|Parent)\b|\bsite\b|\bpage\b")
"""By what a shortcode comes at the front matter of its page, or hands that on."""

# Up to the next opening, so that what is opened many times and never closed is read once.
_COMMENT = re.compile(r"\{\{-?\s*/\*(?:(?!\{\{-?\s*/\*).)*?\*/\s*-?\}\}", re.DOTALL)
_TOKEN = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}", re.DOTALL)
_WORD = re.compile(r"[\w-]+")
_WHOLE = re.compile(r"\.Params\b(?!\.\w)")
_ONE_KEY = re.compile(r"\b(?:isset|index)\s+(?:[$.]\w*)*\.Params\s+[\"`][\w-]+[\"`]|(?:\bsite|\.Site)\.Params\b")
"""What asks the parameters of a page for one key by its name, and those of the site."""


def values_printed(events: Sequence[Event], values: frozenset[str]) -> frozenset[str] | None:
    """Return the addresses that what a layout prints may hold, in a link or in its words; None where it prints what nobody knows."""
    texts = [event.text for event in events if event.kind in {"address", "text"}]
    if any(event.kind == "address" and event.text.startswith((UNKNOWN, PARAM_OPEN)) for event in events):
        return None
    return frozenset(value for value in values if any(value in text for text in texts))


def keys_read(tree: Tree, paths: Iterable[str]) -> tuple[str, ...] | None:
    """Return every word in the code of a site's templates; None where they may read any key, or one could not be opened.

    That is so where all parameters are handed on or gone through.
    """
    words: set[str] = set()
    for path in dict.fromkeys(paths):
        text = tree.text(path)
        if text is None:
            return None
        for token in _TOKEN.findall(_COMMENT.sub("", text)):
            if _WHOLE.search(_ONE_KEY.sub(" ", token)):
                return None
            words.update(word.lower() for word in _WORD.findall(token))
    return tuple(sorted(words)) if words else None


def reads_the_page(article: str, names: Mapping[str, str], tree: Tree) -> bool:
    """Return whether an article calls a shortcode that may print values of its front matter."""
    for name in {found["name"] for found in _CALL.finditer(article)} - _BUILT_IN:
        path = names.get(f"shortcodes/{name}.html")
        if path is None or _PAGE.search(tree.text(path) or ".Page"):
            return True
    return False
