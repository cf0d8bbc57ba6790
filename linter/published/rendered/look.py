"""Looks at one page on one screen: the facts of each moment, for the rules to judge."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import unquote

from linter.published.rendered.live_text import live_text
from linter.published.rendered.sights import LiveView, described
from linter.published.rendered.snapshot import ELEMENT
from linter.published.rendered.visit import DESK, PHONE, VisitError, visiting
from linter.records import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.facts import Facts
    from linter.facts.rendered.shown import ShownDisclosure
    from linter.facts.rendered.view import Sight
    from linter.published.rendered.browser import Browser
    from linter.published.rendered.painting import Painting
    from linter.published.rendered.snapshot import Node, Snapshot
    from linter.published.rendered.supply import Missed, Supply
    from linter.published.rendered.visit import Screen, Visit

Reader: TypeAlias = Callable[[LiveView], "Facts"]
"""Reads the facts of a page as a browser has it."""

SCREENS = (PHONE, DESK)
SECONDS = 30.0
"""How long one page may take on one screen."""
_HOVERED = frozenset({"not-drawn", "transparent"})
_BEFORE = ", before the consent banner is answered"
_MOST_HOVERED = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """A page at one moment of a visit. ``clicked`` has the elements that clicks changed, by their start in the text."""

    view: LiveView
    facts: Facts
    clicked: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """What the links that a click changes had before, by the start of the link."""
    picture: bytes | None = None
    """A PNG of the whole page, of which evidence is made."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one screen showed of a page."""

    screen: Screen
    moments: list[Moment]
    missed: Missed
    asks_scheme: bool
    """Whether the page may look different in the dark."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How the pages of a run are looked at."""

    seconds: float = SECONDS
    at_once: int = 1
    """How many pages are open at the same time."""
    keeps_looks: bool = False
    """Whether what was seen of each page is kept, with pictures."""


async def look(
    browser: Browser, supply: Supply, read: Reader, terms: Terms, screens: Sequence[Screen] = SCREENS
) -> list[Look]:
    """Look at a page on some screens, in the dark too if it may look different there.

    Raises VisitError for a page that cannot be shown in the time it has.
    """
    from playwright.async_api import Error  # noqa: PLC0415 - an extra

    try:
        async with visiting(browser, supply) as visit:
            found: list[Look] = []
            for screen in screens:
                for is_dark in (False, True):
                    if not is_dark or found[-1].asks_scheme:
                        looking = _looked(
                            visit, supply, replace(screen, is_dark=is_dark), read, pictures=terms.keeps_looks
                        )
                        async with asyncio.timeout(terms.seconds):
                            found.append(await _until_crash(visit, looking))
            return found
    except TimeoutError as error:
        msg = f"it does not come to rest within {terms.seconds:g} seconds"
        raise VisitError(msg) from error
    except Error as error:
        lines = str(error).splitlines()
        msg = f"the browser says: {lines[0] if lines else type(error).__name__}"
        raise VisitError(msg) from error


async def _until_crash(visit: Visit, looked: Coroutine[Any, Any, Look]) -> Look:
    """Wait for a look at a page, or until its tab has crashed, which Playwright does not tell those who wait."""
    looking = asyncio.ensure_future(looked)
    crash = asyncio.ensure_future(visit.crashed.wait())
    try:
        await asyncio.wait((looking, crash), return_when=asyncio.FIRST_COMPLETED)
        if not looking.done():
            msg = "its tab crashes"
            raise VisitError(msg)
        return looking.result()
    finally:
        for task in (looking, crash):
            task.cancel()
        await asyncio.gather(looking, crash, return_exceptions=True)


async def _looked(visit: Visit, supply: Supply, screen: Screen, read: Reader, *, pictures: bool) -> Look:
    await visit.open(supply, screen)
    name = screen.name
    at_once = read(_view(await visit.painting(), name))
    await visit.settle()
    is_late = _is_late(at_once) and not _is_late(read(_view(await visit.painting(), name)))
    await visit.scroll_through()
    painting = await visit.painting()
    moments: list[Moment] = []
    moment = await _moment(visit, painting, name, read, is_late=is_late)
    if await visit.accept(painting):
        view = replace(moment.view, name=f"{name}{_BEFORE}")
        moments.append(
            replace(moment, view=view, facts=read(view), picture=await visit.picture() if pictures else None)
        )
        moment = await _moment(visit, await visit.painting(), name, read, is_late=False)
    picture = await visit.picture() if pictures else None
    moments.append(replace(await _clicked(visit, moment, read), picture=picture))
    return Look(screen, moments, visit.missed, visit.asks_scheme)


def _view(painting: Painting, name: str) -> LiveView:
    return LiveView(name, live_text(painting.snapshot), painting, {}, {})


def _is_late(facts: Facts) -> bool:
    """Say whether a page shows an affiliate link and no disclosure before it."""
    shown = facts.shown
    return shown is not None and shown.first_link is not None and not shown.above


async def _moment(visit: Visit, painting: Painting, name: str, read: Reader, *, is_late: bool) -> Moment:
    """Return what the page shows now, having looked closer at what seems to be out of sight."""
    view = _view(painting, name)
    facts = read(view)
    shown = facts.shown
    if shown is None:
        return Moment(view, facts)
    overruled: dict[int, Sight] = {}
    if is_late:
        overruled |= {node.number: replace(item.sight, late=True) for item in shown.above if (node := _node(view, item)) is not None}  # fmt: skip
    elif shown.missed is not None and shown.missed.sight.unseen in _HOVERED:
        overruled |= await _hovered(visit, view, shown.missed)
    if not overruled:
        return Moment(view, facts)
    view = replace(view, overruled=overruled)
    return Moment(view, read(view))


def _node(view: LiveView, item: ShownDisclosure) -> Node | None:
    return view.node_at(item.item.start, item.item.end)


async def _hovered(visit: Visit, view: LiveView, missed: ShownDisclosure) -> dict[int, Sight]:
    """Return how a disclosure is shown that comes into sight while a pointer is over what is around or before it."""
    node = _node(view, missed)
    if node is None:
        return {}
    for near in _around(node):
        painting = await visit.hover(near)
        same = next((one for one in painting.snapshot.nodes if one.backend == node.backend and not one.pseudo), None)
        if same is None or same.box is None:
            continue
        text = live_text(painting.snapshot)
        piece = next((one for one in (*text.pieces, *text.tags) if one.node is same), None)
        now = (
            LiveView(view.name, text, painting, {}, {}).measured(piece.start, piece.end) if piece is not None else None
        )
        if now is not None and now.unseen not in _HOVERED:
            return {node.number: replace(missed.sight, unseen="on-hover", cause=f"it appears over {described(near)}")}
    return {}


def _around(node: Node) -> list[Node]:
    """Return the elements that may show a hidden one while a pointer is over them: those around it and before them."""
    found: list[Node] = []
    for outer in node.chain():
        if outer.kind != ELEMENT or outer.parent is None or outer.name == "body":
            continue
        before = [
            one for one in outer.parent.children if one.kind == ELEMENT and one.drawn and one.number < outer.number
        ]
        found += [*before[-1:], *([outer.parent] if outer.parent.drawn and outer.parent.name != "body" else [])]
        if outer.parent.drawn and len(found) >= _MOST_HOVERED:
            break
    return [one for one in dict.fromkeys(found) if one.box is not None and one.box.rect.area > 0][:_MOST_HOVERED]


async def _clicked(visit: Visit, moment: Moment, read: Reader) -> Moment:
    """Return a moment with its links as they are when they are clicked."""
    visit.refused.clear()
    after = await visit.click_links()
    changed = _changes(moment.view.painting.snapshot, after)
    await visit.pause()
    _add_refused(changed, moment.view.painting.snapshot, visit.refused)
    if not changed:
        return moment
    text = live_text(moment.view.painting.snapshot, changed)
    view = replace(moment.view, text=text, made_links={})
    before = {tag.start: tag.node.attrs for tag in text.tags if tag.node.backend in changed}
    return Moment(view, read(view), before)


def _changes(before: Snapshot, after: Snapshot) -> dict[int, dict[str, str | None]]:
    """Return the address and rel of the links that clicks changed, by the number of the element in the browser."""
    known = {node.backend: node.attrs for node in before.nodes if node.name == "a"}
    return {
        node.backend: {name: node.attrs.get(name) for name in ("href", "rel")}
        for node in after.nodes
        if node.backend in known
        and any(known[node.backend].get(name) != node.attrs.get(name) for name in ("href", "rel"))
    }


def _add_refused(changed: dict[int, dict[str, str | None]], page: Snapshot, refused: list[str]) -> None:
    """Add the links whose click led to another address that holds theirs, as the addresses of rewriters do."""
    for node in page.nodes:
        href = node.attrs.get("href", "") if node.name == "a" else ""
        if href.startswith("http") and node.backend not in changed:
            target = next((one for one in refused if one != href and href in unquote(one)), None)
            if target is not None:
                changed[node.backend] = {"href": target}
