"""Define what the expansion of a template records, in the order in which it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.records import dataclass, replace
from linter.site.template.conditions import HELD
from linter.site.template.expressions import UNKNOWN
from linter.site.template.template_ir import AD_SLOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.article.made_texts import MadeAddress
    from linter.site.template.conditions import Condition

_WHOLE_ADDRESS = re.compile(r"https?://[^\s<>]{3,2000}")
_SCHEME = re.compile(r"\s*https?://")
_MOST_PARTS = 40
_ARTICLE = frozenset({"main", "article"})

WITH_THE_ARTICLE = frozenset({None, "aside", AD_SLOT})
"""Regions of the links that belong to the article; those of footers and columns do not."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something printed: ``text``, ``break`` (of a block, or of a ``line``), ``content`` (the article; ``maybe``: in doubt), ``address`` or ``unread`` (what nobody can read, and what is called after a disclosure), with its conditions.

    ``region`` is the outermost element around it that sets it apart from the article (hidden before all others),
    ``element`` that element's number, the same for all that it holds.
    """

    kind: str
    text: str = ""
    conditions: tuple[Condition, ...] = ()
    region: str | None = None
    path: str = ""
    element: int = 0
    at: int = -1
    """The offset in the file at ``path`` where it is written, -1 if that is not known."""
    made: tuple[MadeAddress, ...] = ()
    """What an address is made of, if front matter is in it."""
    rel: str | None = None
    """The rel of a link, where its template writes it out; empty where it has none, None where it may have any."""
    language: str = ""
    """The language of the site, empty where nothing says it."""
    call: int = -1
    """The offset, in the template that is expanded, of the call that prints it; -1 for what that template prints itself."""

    @property
    def is_sure(self) -> bool:
        """Whether it is printed under no condition that only the build knows."""
        return all(condition.expression.startswith(HELD) for condition in self.conditions)


def as_destination(events: list[Event]) -> list[Event]:
    """Return the address that a template prints and nothing else, for links that an article writes around its call.

    Of alternatives the first counts. A template that prints anything else is returned as it is.
    """
    said = [event for event in events if event.kind == "text" and event.text.strip()]
    if not said or len(said) > _MOST_PARTS or any(event.kind in {"address", "content"} for event in events):
        return events
    taken: list[Event] = []
    refused: set[tuple[str, str, bool]] = set()
    for event in said:
        if taken and _SCHEME.match(event.text):
            break
        under = [(one.template.path, one.expression, one.negated) for one in event.conditions]
        if refused.isdisjoint(under):
            taken.append(event)
            refused.update((path, expression, not negated) for path, expression, negated in under)
    text = "".join(event.text for event in taken).strip()
    if not _WHOLE_ADDRESS.fullmatch(text):
        return events
    depth = min(len(event.conditions) for event in taken)
    return [
        replace(said[0], kind="address", text=text.replace("\ufffc", UNKNOWN), conditions=said[0].conditions[:depth])
    ]


def region_of(regions: Sequence[tuple[str, int]]) -> tuple[str | None, int]:
    """Return the region that decides where readers find something: a hidden one, else the outermost.

    A summary shows although the details around it are closed. The header of an article is a part of it, and so is what
    stands beside its heading there; the header of the page is not.
    """
    names = [name for name, _ in regions]
    inside = next((number for number, name in enumerate(names) if name in _ARTICLE), len(names))
    heading = next((number for number, name in enumerate(names) if name == "header" and number > inside), len(names))
    last = {"header": inside, "aside": heading}
    regions = [
        one for number, one in enumerate(regions) if one[0] not in _ARTICLE and number < last.get(one[0], len(names))
    ]
    names = [name for name, _ in regions]
    shown = len(names) - 1 - names[::-1].index("details") if "summary" in names and "details" in names else -1
    kept = [one for number, one in enumerate(regions) if number != shown and one[0] != "summary"]
    decisive = ({"hidden", "details"}, {AD_SLOT})
    found = (one for names_of in decisive for one in kept if one[0] in names_of)
    return next(found, kept[0] if kept else (None, 0))
