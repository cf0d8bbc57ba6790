"""What an expression prints that stands for texts of data: each that discloses, and the links in those that are HTML."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.regions import BLOCKS
from linter.facts.disclosure.detector import DisclosureDetector
from linter.site.code.literals import STRING, literal
from linter.site.template.expressions import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TAG = re.compile(r"</?([a-zA-Z][\w-]*)[^<>]{0,2000}>")
_HREF = re.compile(r"\shref\s*=\s*(?:\"([^\"]{4,2000})\"|'([^']{4,2000})'|([^\s\"'<>]{4,2000}))")
_CALL = re.compile(r"\s*([A-Za-z_$][\w$]*)\(")
_LEAST = 12
_MOST = 60
_LONGEST = 20_000


def others_that_disclose(value: str, values: Sequence[object]) -> Iterator[str]:
    """Yield the texts that may disclose, of those that an expression stands for besides ``value``: a loop prints them all."""
    texts = [one for one in values[:_MOST] if isinstance(one, str) and one != value] if len(values) > 1 else []
    detector = DisclosureDetector.default()
    yield from (text for text in dict.fromkeys(texts) if len(text) < _LONGEST and detector.is_candidate(text))


def returned_that_disclose(expression: str, code_of: Callable[[str], str | None]) -> Iterator[str]:
    """Yield the texts that may disclose, of those that a function holds which an expression calls: ``noticeOf(post.kind)``."""
    called = _CALL.match(expression)
    code = code_of(called[1]) if called is not None else None
    for match in islice(STRING.finditer(code), _MOST) if code is not None else ():
        text = literal(match[0])
        if _LEAST < len(text) < _LONGEST and DisclosureDetector.default().is_candidate(text):
            yield text


def pieces(value: str) -> Iterator[tuple[str, str]]:
    """Yield what a value prints in order: ``text``, and of HTML the ``address`` of each link and a ``break`` for each block."""
    position = 0
    for tag in _TAG.finditer(value):
        if tag.start() > position:
            yield "text", as_text(value[position : tag.start()])
        position = tag.end()
        name = tag[1].lower()
        href = _HREF.search(tag[0]) if name == "a" else None
        if href is not None:
            yield "address", (href[1] or href[2] or href[3]).replace("&amp;", "&")
        yield ("break", "") if name in BLOCKS else ("text", " ")
    yield "text", as_text(value[position:])
