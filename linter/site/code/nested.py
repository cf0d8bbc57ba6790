"""Names that code takes out of objects within objects: ``const { data: { title, isAd } } = post`` makes ``isAd`` stand for ``post.data.isAd``."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.literals import closing, split

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECLARED = re.compile(r"\b(?:const|let|var)\s*(?=\{)")
# A component's own; what a callback takes apart is an entry of a list, perhaps another article.
_PARAMETERS = re.compile(r"(?:\bfunction\b\s*[\w$]*\s*|=\s*(?:async\s*)?)\(\s*(?=\{)")
_SOURCE = re.compile(
    r"\s*(?::\s*[\w$.<>\[\]\"'| ,]{1,120})?=\s*(?:await\s+)?\(?\s*([A-Za-z_$][\w$]*(?:[?!]?\.[\w$]+)*)[?!]?(\s*\()?"
)
_TYPED_OR_END = re.compile(r"\s*(?:[):,=]|$)")
_KEY = re.compile(r"\s*([\w$]+)\s*:\s*(?=\{)")
_PLAIN = re.compile(r"\s*([\w$]+)\s*(?::\s*([\w$]+)\s*)?(?:=[\s\S]*)?")
_PROPS = frozenset({"Astro.props", "props", "this.props", "$props", "defineProps", "withDefaults"})
_MOST = 100
_LONGEST = 2_000
_DEEPEST = 6


def nested_names(code: str) -> Iterator[tuple[str, str]]:
    """Yield the names that stand deeper than in the outermost braces, with the expressions that they stand for.

    What the props of a component hold begins with the name of the prop.
    """
    for match in islice(_DECLARED.finditer(code), _MOST):
        end = closing(code, match.end())
        source = _SOURCE.match(code, end + 1) if 0 <= end - match.end() < _LONGEST else None
        if source is not None:
            head = "" if source[1] in _PROPS or source[2] else re.sub(r"[?!]", "", source[1])
            yield from _inner(code[match.end() + 1 : end], head, 0)
    for match in islice(_PARAMETERS.finditer(code), _MOST):
        end = closing(code, match.end())
        if 0 <= end - match.end() < _LONGEST and _TYPED_OR_END.match(code, end + 1):
            yield from _inner(code[match.end() + 1 : end], "", 0)


def _inner(names: str, path: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the names between the braces of a pattern; those of the outermost braces are read elsewhere."""
    for part in split(names, ","):
        key = _KEY.match(part)
        if key is not None:
            end = closing(part, key.end())
            if end >= 0 and depth < _DEEPEST:
                yield from _inner(part[key.end() + 1 : end], f"{path}.{key[1]}".lstrip("."), depth + 1)
        elif depth > 0 and (plain := _PLAIN.fullmatch(part)) is not None:
            yield plain[2] or plain[1], f"{path}.{plain[1]}"
