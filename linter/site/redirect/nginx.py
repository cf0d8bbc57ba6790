"""Reads redirects from nginx's configuration, also from parts of one and from templates that make one.

Sources: nginx.org ngx_http_rewrite_module and ngx_http_map_module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.redirect.formats import literal_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.site.redirect.formats import Pair

# A string ends with its line at the latest: a quote that nothing closes takes no more, and each character is read once.
_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n]*)
    | "(?P<double>(?:[^"\\\n]|\\[^\n]?)*)"? | '(?P<single>(?:[^'\\\n]|\\[^\n]?)*)'?
    | (?P<mark>[{};])
    | (?P<word>(?:\$\{\w*\}|[^\s{};"'])+)
    """,
    re.VERBOSE,
)
_STATUS = re.compile(r"30[12378]\Z")
_NO_PATHS = frozenset({"default", "hostnames", "include", "volatile"})
"""Words that stand in a ``map`` where its sources do."""
_PATH_VARIABLES = frozenset({"$uri", "$request_uri", "$uri_path", "$request_uri_path"})


class _Block:
    """An open block: the words before its brace, and whether its redirect was found."""

    def __init__(self, words: list[str]) -> None:
        self.name, self.words, self.answered = words[0] if words else "", words[1:], False


def nginx(text: str) -> Iterator[Pair]:
    """Yield the paths and targets of ``location`` blocks that return a redirect, ``rewrite`` lines and ``map $uri`` tables.

    What a condition inside a location returns is not for everybody, and is left out.
    """
    words: list[str] = []
    blocks = [_Block([])]
    for token in _TOKEN.finditer(text):
        kind, mark = token.lastgroup, token["mark"]
        if kind == "comment":
            continue
        if mark is None:
            words.append(token[0] if kind == "word" else token[kind or 0])
            continue
        if mark == "{":
            blocks.append(_Block(words))
        elif mark == ";":
            yield from _redirects(words, blocks[-1])
        elif len(blocks) > 1:
            blocks.pop()
        words = []


def _redirects(words: list[str], block: _Block) -> Iterator[Pair]:
    """Yield what one directive redirects."""
    match words:
        case ["return", status, target] if block.name == "location" and _STATUS.match(status):
            yield from _of_location(block, target)
        case ["rewrite", pattern, target, *flags] if flags in ([], ["permanent"], ["redirect"]):
            if block.name == "location" and target.startswith(("http://", "https://")):
                yield from _of_location(block, target)
            path = literal_path(pattern)
            if path:
                yield path, target
        case [source, target] if block.name == "map" and _PATH_VARIABLES.intersection(block.words[:1]):
            if source in _NO_PATHS or not target:
                return
            path = literal_path(source.lstrip("~*")) if source.startswith("~") else source
            if path:
                yield path, target


def _of_location(block: _Block, target: str) -> Iterator[Pair]:
    """Yield what a location's first redirect leads to."""
    if block.answered or not block.words:
        return
    block.answered = True
    *modifiers, source = block.words
    modifier = modifiers[0] if modifiers else ""
    if modifier.startswith("~"):
        path = literal_path(source)
    else:
        path = source + ("*" if modifier == "^~" and source.endswith("/") else "")
    if path:
        yield path, target
