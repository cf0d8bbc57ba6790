"""Read the routes of an application as its code writes them: addresses, and the components that are printed there.

Sources: reactrouter.com (``Route``, ``createBrowserRouter``), github.com/molefrog/wouter, router.vuejs.org (``routes``),
tanstack.com/router (``createFileRoute``), vite.dev/guide/features (``import.meta.glob``).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.jsx import tag_end
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"<Route(?=[\s/>])")
_CLOSE = re.compile(r"</Route\s*>")
_PATH = re.compile(r"\bpath\s*=\s*\{?\s*[\"'`]([^\"'`\n]{0,200})[\"'`]")
# <Pens />, component={Pens}
_PRINTED = re.compile(r"<([A-Z][\w$]*)(?:\s[^<>]{0,300})?/>|\b[cC]omponent\s*=\s*\{\s*([A-Z][\w$]*)\s*\}")
_OPENED = re.compile(r"<([A-Z][\w$]*)(?=[\s/>])")
_RECORD = re.compile(r"\bpath\s*:\s*[\"'`]([^\"'`\n]{0,200})[\"'`]")
# element: <Pens />, component: Pens, component: () => import("./Pens.vue")
_OF_RECORD = re.compile(
    r"\b(?:element|component|Component|lazy)\s*:\s*(?:\(?\s*<([A-Z][\w$]*)|([A-Z][\w$]*)\s*[,}\n]"
    r"|(?:async\s*)?\(\s*\)\s*=>\s*(?:\{\s*return\s+)?(?:await\s+)?import\(\s*(?:/\*[^*]{0,80}\*/\s*)?[\"'`]([^\"'`\n]+)[\"'`])"
)
_FILE_ROUTE = re.compile(r"\bcreate(?:Lazy)?FileRoute\(\s*[\"'`]([^\"'`\n]{1,200})[\"'`]")
_GLOB = re.compile(
    r"\bimport\.meta\.glob(?:Eager)?\(\s*\[?\s*[\"'`]([\w./@-]{1,200}?)/?(?:\*\*/)?\*[\w.*]{0,20}\.(?:[jt]sx|vue|\{|js)"
)
# unplugin-vue-router, vite-plugin-pages
_BY_FOLDER = re.compile(
    r"[\"'](?:~pages|virtual:generated-pages(?:-react)?|vue-router/auto(?:-routes)?|virtual:pages)[\"']"
)
_FARTHEST = 400
"""Characters from the path of a route's record to its component."""


@dataclass(frozen=True, slots=True)
class Route:
    """What is printed at one address: components by their names, or a file that is imported there; and what stands around."""

    address: str
    names: tuple[str, ...] = ()
    imported: str = ""
    around: tuple[str, ...] = ()


def routes_in(code: str) -> Iterator[Route]:
    """Yield the routes that a file of code writes out, in elements and in records."""
    yield from _of_elements(code)
    records = list(_RECORD.finditer(code))
    for number, match in enumerate(records):
        limit = records[number + 1].start() if number + 1 < len(records) else len(code)
        found = _OF_RECORD.search(code, match.end(), min(limit, match.end() + _FARTHEST))
        if found is not None:
            name = found[1] or found[2]
            yield Route(match[1], (name,) if name else (), found[3] or "")


def _of_elements(code: str) -> Iterator[Route]:
    tags = [(match.start(), tag_end(code, match.end()) or match.end()) for match in _TAG.finditer(code)]
    closes = [match.start() for match in _CLOSE.finditer(code)]
    for number, (start, end) in enumerate(tags):
        tag = code[start + len("<Route") : end]
        said = _PATH.search(tag)
        address = said[1] if said is not None else ""
        printed, opened = _names(_PRINTED, tag), _names(_OPENED, tag)
        inner = tags[number + 1][0] if number + 1 < len(tags) else len(code)
        close = bisect_left(closes, end)
        closing = closes[close] if close < len(closes) else -1
        if tag.rstrip().endswith("/>") or closing < 0:
            yield Route(address, printed, around=tuple(name for name in opened if name not in printed))
        elif inner < closing:  # other routes stand within
            yield Route(address, around=tuple(dict.fromkeys([*printed, *opened])))
        else:
            within = code[end:closing]
            names = printed or _names(_PRINTED, within)
            others = [*opened, *(() if printed else _names(_OPENED, within))]
            yield Route(address, names, around=tuple(name for name in others if name not in names))


def route_of_file(code: str) -> str | None:
    """Return the address of a file that is a route itself; None for any other."""
    found = _FILE_ROUTE.search(code)
    return found[1] if found is not None else None


def folders_of_routes(code: str) -> Iterator[str]:
    """Yield the folders, as code writes them, of which every file is a route."""
    yield from _GLOB.findall(code)
    if _BY_FOLDER.search(code) is not None:
        yield "/src/pages"


def _names(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    found = pattern.findall(text)
    return tuple(dict.fromkeys(one if isinstance(one, str) else one[0] or one[1] for one in found))
