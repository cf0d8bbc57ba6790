"""What a route gives its own page: the props of ``getStaticPaths`` and ``getStaticProps``, one record of a list among them.

Sources: docs.astro.build/en/reference/routing-reference (``getStaticPaths``), nextjs.org/docs (``getStaticProps``).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.literals import SPREAD, closing, split

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_OF_ROUTE = re.compile(r"\bget(?:StaticPaths|StaticProps|ServerSideProps)\b")
_GIVEN = re.compile(r"\bprops\s*:\s*(?=(?P<object>\{)|(?P<name>[A-Za-z_$][\w$]*)\s*[,})\n])")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
# reviews.map((review) => ...), .flatMap(({ slug, link }) => ...), .forEach(([slug, review]) => ...)
_EACH = re.compile(
    r"\??\.\s*(?:map|flatMap|forEach)\(\s*(?:async\s+)?"
    r"(?:\(\s*(?P<taken>[A-Za-z_$][\w$]*|\{[^{}]{0,300}\}|\[[^\[\]]{0,100}\])[^()]{0,200}\)|(?P<bare>[A-Za-z_$][\w$]*))\s*=>"
)
_FOR = re.compile(r"\bfor\s*\(\s*(?:const|let|var)\s+(?P<taken>[\w$]+|\{[^{}]{0,300}\}|\[[^\[\]]{0,100}\])\s+of\s+")
# export async function getStaticPaths() {, export const generateStaticParams = async () => {
_BEFORE = re.compile(
    r"\b(?:function\s+|(?:const|let|var)\s+)(?:get(?:StaticPaths|StaticProps|ServerSideProps)|generate(?:StaticParams|Metadata))\b[^({]{0,200}(?=\()"
)
_MOST = 40
_LONGEST_LIST = 400
_ONE = "find()"
"""What takes any one entry out of a list (``linter.site.code.lookup``)."""


def apart(code: str) -> tuple[str, str]:
    """Return a page's code without the bodies of the functions that a route calls before it, whose names are their own; and these bodies."""
    kept: list[str] = []
    bodies: list[str] = []
    position = 0
    for match in islice(_BEFORE.finditer(code), _MOST):
        taken = closing(code, match.end())
        start = code.find("{", taken) if taken > 0 else -1
        end = closing(code, start) if start >= position else -1
        if end > 0:
            kept.append(code[position : start + 1])
            bodies.append(code[start:end])
            position = end
    return "".join([*kept, code[position:]]), "\n".join(bodies)


def given_by_route(code: str, parameters: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield names of a route's page with the expressions that they stand for; ``parameters`` are the props that it takes.

    A name of one record of a list (``pens.map((pen) => ({ props: { pen } }))``) stands for any one of them.
    """
    if _OF_ROUTE.search(code) is None:
        return
    yield from islice(_records(code), _MOST)
    for match in islice(_GIVEN.finditer(code), _MOST):
        if match["name"]:
            yield from ((name, f"{match['name']}.{name}") for name in parameters if name != match["name"])
            continue
        end = closing(code, match.end())
        for part in split(code[match.end() + 1 : end], ",") if end >= 0 else ():
            name, colon, value = (one.strip() for one in part.partition(":"))
            if name.startswith(SPREAD) and _NAME.fullmatch(name[len(SPREAD) :]):
                yield from ((one, f"{name[len(SPREAD) :]}.{one}") for one in parameters)
            elif colon and _NAME.fullmatch(name) and value != name:
                yield name, value


def _records(code: str) -> Iterator[tuple[str, str]]:
    """Yield the names of the entries that loops around ``props`` go over, each with any one entry of its list."""
    for match in _EACH.finditer(code):
        end = closing(code, code.index("(", match.start()))
        if _GIVEN.search(code, match.end(), max(end, match.end())) is not None:
            yield from _taken(match["taken"] or match["bare"], _list_before(code, match.start()))
    for match in _FOR.finditer(code):
        end = closing(code, code.index("(", match.start()))
        if end > 0 and _GIVEN.search(code, end) is not None:
            yield from _taken(match["taken"], code[match.end() : end].strip())


def _taken(names: str, listed: str) -> Iterator[tuple[str, str]]:
    """Yield the names that a loop takes out of each entry of a list, with their expressions."""
    if not listed:
        return
    if names[0] not in "{[":
        yield names, f"{listed}.{_ONE}"
    elif names[0] == "[":
        pair = [one.strip() for one in names[1:-1].split(",")]
        if len(pair) == 2 and _NAME.fullmatch(pair[1]) and listed.startswith("Object.entries("):
            yield pair[1], f"{listed}.{_ONE}"
    else:
        for part in names[1:-1].split(","):
            key, _, local = (one.strip() for one in part.partition("=")[0].partition(":"))
            if _NAME.fullmatch(key) and (not local or _NAME.fullmatch(local)):
                yield local or key, f"{listed}.{_ONE}.{key}"


def _list_before(code: str, end: int) -> str:
    """Return the expression that ends at a position of code: names, calls and brackets, over several lines where a dot goes on."""
    position, depth = end, 0
    while position > max(0, end - _LONGEST_LIST):
        char = code[position - 1]
        depth += (char in ")]}") - (char in "([{")
        is_within = (
            char.isalnum() or char in "_$.?!" or (char.isspace() and code[position:end].lstrip()[:1] in {"", ".", "?"})
        )
        if depth < 0 or not (depth or char in ")]}([" or is_within):
            break
        position -= 1
    return code[position:end].strip()
