"""Links that the code of a site puts in place of parts of an article: ``<buy id="…">`` becomes a link to a shop."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import re2

from linter import lazy_re as re
from linter.article.link import Link, LinkPlace
from linter.facts.links.shortcodes import is_shown_as_code
from linter.facts.links.template_rel import with_rel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.emissions import TemplatePlace, TextReplacement
    from linter.article.model import Article

_GROUP = re.compile(r"\$(\d)")
_MOST = 500


def replaced(article: Article, replacements: tuple[TextReplacement, ...]) -> Iterator[tuple[Link, str, TemplatePlace]]:
    """Yield each link that is put in place of a part of the article, with its address and its place in the code."""
    text = article.source.text
    for replacement in replacements:
        pattern = _compiled(replacement.pattern)
        for found in islice(pattern.finditer(text), _MOST) if pattern is not None else ():
            if is_shown_as_code(article, found.start()):
                continue
            groups = (found.group(), *found.groups())
            for address, rel in replacement.links:
                url = _filled(address, groups)
                link = Link(url, "component", found.start(), found.end(), article.source)
                link.known_place = LinkPlace(found.start(), found.end())
                if rel is not None:
                    link.known_place = with_rel(link, rel)
                link.block = article.block_before(found.start())
                yield link, url, replacement.place


def _filled(address: str, groups: tuple[str | None, ...]) -> str:
    """Return an address with what the groups of a pattern found in place of their numbers."""
    known = dict(enumerate(groups))
    return _GROUP.sub(lambda part: known.get(int(part[1])) or "", address)


@cache
def _compiled(pattern: str) -> re2._Regexp[str] | None:
    """Return a pattern of JavaScript for RE2, which knows no look-around; None for one that it cannot read."""
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error:
        return None
