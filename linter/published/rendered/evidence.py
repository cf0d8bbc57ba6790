"""Evidence: a picture of each page with findings, both places framed, and the measures of all pages as JSON.

The frames are drawn on the screenshot by a page of our own, so that no style and no script of the page has a say in them.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict
from html import escape
from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.records import dataclass
from linter.writing import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from linter.facts.rendered.view import Sight
    from linter.published.rendered.browser import Browser
    from linter.published.rendered.check import Rendered
    from linter.published.rendered.look import Moment

INDEX = "evidence.json"
_MARGIN = 90.0
"""Px of the page around a framed place."""
_LONGEST = 1_800.0
"""Px of the page in one piece; what lies between places that are further apart is left out."""
_NOT_NAME = re.compile(r"[^a-z0-9]+")
_STYLE = """
body { margin: 0; background: #fff; font: 15px/1.45 sans-serif; color: #1b1b1b; }
main { display: inline-block; padding: 14px; }
.piece { position: relative; overflow: hidden; border: 1px solid #b9b9b9; }
.piece img { position: absolute; left: 0; }
.gap { padding: 6px 0; color: #555; text-align: center; }
.frame { position: absolute; border: 3px solid; border-radius: 4px; }
.frame b { position: absolute; left: -3px; top: -25px; padding: 0 7px; color: #fff; white-space: nowrap; font-size: 14px; }
.link { border-color: #b3261e; } .link b, i.link { background: #b3261e; }
.note { border-color: #0b57d0; } .note b, i.note { background: #0b57d0; } .unseen { border-style: dashed; }
ol { list-style: none; margin: 10px 0 0; padding: 0; } i { display: inline-block; width: 12px; height: 12px; margin-right: 7px; }
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A place to be framed, and what is said of it."""

    kind: str
    name: str
    said: str
    sight: Sight


async def write_evidence(browser: Browser, done: Rendered, folder: Path, *, of_all: bool = False) -> None:
    """Write a picture for each page that has findings of a browser's (or of each), and the index. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    faulty = {finding.path for finding in done.result.findings if finding.rule.startswith("rendered/")}
    index = []
    for shown in sorted(done.looks):
        moments = [moment for one in done.looks[shown] for moment in one.moments]
        entry: dict[str, Any] = {"path": shown, "views": [_measures(moment) for moment in moments]}
        telling = next((one for one in moments if one.picture and _places(one) and _is_faulty(one)), None)
        is_shown = of_all or shown in faulty
        if is_shown and telling is None:
            telling = next((one for one in moments if one.picture and _places(one)), None)
        if is_shown and telling is not None:
            entry["picture"] = f"{_slug(shown)}.png"
            write_atomically(folder / entry["picture"], await _drawn(browser, shown, telling))
        index.append(entry)
    data = json.dumps({"version": 1, "pages": index}, indent=2, ensure_ascii=False) + "\n"
    write_atomically(folder / INDEX, data.encode("utf-8", "backslashreplace"))


def _is_faulty(moment: Moment) -> bool:
    shown = moment.facts.shown
    return (
        shown is not None
        and shown.first_link is not None
        and (not shown.above or any(item.sight.late for item in shown.above))
    )


def _slug(shown: str) -> str:
    words = _NOT_NAME.sub("-", shown.lower()).strip("-")[-60:].strip("-") or "page"
    return f"{words}-{hashlib.sha256(shown.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _places(moment: Moment) -> list[Place]:
    """Return the first affiliate link that a reader sees, and the disclosure that counts or would count."""
    shown = moment.facts.shown
    if shown is None or shown.first_link is None:
        return []
    link = shown.first_link
    height = moment.view.height
    found = [Place("link", "first affiliate link", _said(link.sight, height), link.sight)]
    disclosure = next(iter((*shown.above, *([shown.missed] if shown.missed is not None else []), *shown.below)), None)
    if disclosure is not None:
        unseen = f"; not seen: {disclosure.sight.cause}" if disclosure.sight.unseen else ""
        found.append(Place("note", "disclosure", f"{_said(disclosure.sight, height)}{unseen}", disclosure.sight))
    return found


def _said(sight: Sight, height: int) -> str:
    return f"{round(sight.top):,} px ({sight.top / height:.1f} screens) down"


def _measures(moment: Moment) -> dict[str, Any]:
    """Return what is known of one view: the same for pages that are fine."""
    measures: dict[str, Any] = {"view": moment.view.name, "screen_height": moment.view.height}
    for place in _places(moment):
        sight = {
            key: round(value, 2) if isinstance(value, float) else value for key, value in asdict(place.sight).items()
        }
        measures[place.name.replace(" ", "_")] = {**sight, "screens": round(place.sight.top / moment.view.height, 2)}
    return measures


async def _drawn(browser: Browser, shown: str, moment: Moment) -> bytes:
    """Return a PNG of a page with its places framed, and what is said of them below."""
    context = await browser.context(
        java_script_enabled=False, viewport={"width": moment.view.painting.width + 60, "height": 900}
    )
    try:
        page = await context.new_page()
        await page.set_content(_document(shown, moment))
        picture: bytes = await page.locator("main").screenshot(type="png")
    finally:
        await context.close()
    return picture


def _document(shown: str, moment: Moment) -> str:
    places = _places(moment)
    width = moment.view.painting.width
    address = f"data:image/png;base64,{base64.b64encode(moment.picture or b'').decode()}"
    pieces = []
    previous = None
    for top, bottom in _pieces([place.sight for place in places]):
        if previous is not None:
            pieces.append(f'<div class="gap">… {round(top - previous):,} px …</div>')
        frames = "".join(
            _frame(place, top) for place in places if top <= place.sight.top <= bottom and place.sight.height
        )
        image = f'<img src="{address}" style="top: {-top:.0f}px">'
        pieces.append(
            f'<div class="piece" style="width: {width}px; height: {bottom - top:.0f}px">{image}{frames}</div>'
        )
        previous = bottom
    said = "".join(f'<li><i class="{one.kind}"></i>{escape(one.name)}: {escape(one.said)}</li>' for one in places)
    head = f"<li><b>{escape(shown)}</b>, {escape(moment.view.name)}</li>"
    return f'<!doctype html><meta charset="utf-8"><style>{_STYLE}</style><main>{"".join(pieces)}<ol style="max-width: {width}px">{head}{said}</ol></main>'


def _frame(place: Place, top: float) -> str:
    sight = place.sight
    style = f"left: {max(sight.left - 5, 0):.0f}px; top: {sight.top - top - 5:.0f}px; width: {sight.width + 4:.0f}px; height: {sight.height + 4:.0f}px"
    unseen = " unseen" if sight.unseen else ""
    return f'<div class="frame {place.kind}{unseen}" style="{style}"><b>{escape(place.name)}</b></div>'


def _pieces(sights: Sequence[Sight]) -> Iterator[tuple[float, float]]:
    """Yield the parts of the page that show all places: from top to bottom in px, in order."""
    spans = sorted((max(sight.top - _MARGIN, 0.0), sight.bottom + _MARGIN) for sight in sights)
    if spans[-1][1] - spans[0][0] <= _LONGEST:
        yield spans[0][0], max(bottom for _, bottom in spans)
    else:
        yield from spans
