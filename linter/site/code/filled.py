"""Tables that code fills with the entries of a list in a loop: ``for (const pen of pens) byId.set(pen.id, pen)``.

Such a table is written as what ``reduce`` makes of the list; ``linter.site.code.lookup`` follows that. Nothing of it runs.
Source: developer.mozilla.org/docs/Web/JavaScript/Reference (Map, for...of, Array.prototype.forEach).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.literals import closing

if TYPE_CHECKING:
    from collections.abc import Iterator

# byId.set(pen.id, pen), byId[pen.id] = pen, byId.set(pen.id, { ...pen, shop })
_PUT = re.compile(
    r"(?<![\w$.])(?P<table>[A-Za-z_$][\w$]*)(?:\.set\(|\[)\s*(?P<entry>[\w$]+)\.(?P<key>[\w$.]+)!?\s*(?:,|\]\s*=(?!=))\s*"
    r"(?:\{\s*\.\.\.\s*)?(?P=entry)\s*(?:as\s+[\w$]+\s*)?[,;)}\n]"
)
_EMPTY = r"\b(?:const|let|var)\s+{name}\s*(?::[^=\n]{{1,120}})?=\s*(?:new\s+Map\b\s*(?:<[^()=;]{{0,120}}>)?\(\s*\)|\{{\s*\}})"
# for (const pen of pens), for (const [shelf, pens] of Object.entries(shelves))
_FOR = r"\bfor\s*(\()\s*(?:const|let|var)\s+(?:\[[\w$\s,]{{0,80}},\s*{name}\s*\]|{name})\s+of\s+"
# pens.forEach((pen) => , Object.values(shelves).forEach(pens =>
_EACH = r"([\w$.]+(?:\([\w$.]*\))?)\??\.forEach\(\s*(?:function\s*)?\(?\s*{name}\b[^()=]{{0,80}}\)?\s*(?:=>|\{{)"
_CAST = re.compile(r"\s+as\s+[\w$.<>\[\],\s|]{1,120}$")
_PATH = re.compile(r"([A-Za-z_$][\w$]*)((?:\??\.[A-Za-z_$][\w$]*)*)")
_MOST = 20
_FARTHEST = 600
"""How far before an entry is put into a table, in characters, its loop is searched."""
_DEEPEST = 3


def filled(code: str) -> Iterator[tuple[str, str]]:
    """Yield the tables that begin empty and that a loop fills by a field of each entry, each as one expression."""
    for put in islice(_PUT.finditer(code), _MOST):
        if re.search(_EMPTY.format(name=re.escape(put["table"])), code[: put.start()]) is None:
            continue
        listed = _listed(code, put["entry"], put.start(), _DEEPEST)
        if listed:
            yield put["table"], f"{listed}.reduce((all, it) => ({{ ...all, [it.{put['key']}]: it }}), {{}})"


def _listed(code: str, name: str, end: int, depth: int) -> str:
    """Return the list over which the loop goes that hands its entries over as ``name``; empty if no loop does."""
    start = max(0, end - _FARTHEST)
    before = code[start:end]
    looped = [*re.finditer(_FOR.format(name=re.escape(name)), before)][-1:]
    each = [*re.finditer(_EACH.format(name=re.escape(name)), before)][-1:]
    found = max(looped + each, key=lambda one: one.start(), default=None)
    if found is None or depth == 0:
        return ""
    closed = closing(before, found.start(1)) if looped and found is looped[0] else -1
    listed = _CAST.sub("", before[found.end() : closed].strip()) if closed > 0 else found[1] if each else ""
    path = _PATH.fullmatch(listed)
    outer = _listed(code, path[1], start + found.start(), depth - 1) if path is not None else ""
    if not outer or path is None:
        return listed
    return f"{outer}.flatMap((group) => group{path[2]})" if path[2] else f"{outer}.flat()"
