"""One visit of a page on one screen: what it shows at once, later, after the consent banner, and on clicks."""

from __future__ import annotations

import asyncio
import base64
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from linter.published.rendered.clock import VirtualClock
from linter.published.rendered.consent import accepting
from linter.published.rendered.painting import Painting
from linter.published.rendered.snapshot import REQUEST, read_snapshot
from linter.published.rendered.supply import FONT_HOSTS, MOST_BYTES, MOST_REQUESTS, Missed
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from linter.published.rendered.browser import Browser
    from linter.published.rendered.snapshot import Node, Snapshot
    from linter.published.rendered.supply import Supply

MOST_NODES = 100_000
"""Nodes of a page that is measured."""
FIRST_MOMENT = 1_000
"""Milliseconds after which a page that is not slow shows what it has to show."""
_LATER = 3_000
"""Milliseconds that scripts get after that."""
_STEP = 100
_FRAME = 17
"""Milliseconds in which a page draws a frame."""
_MOST_STEPS = 15
"""Screens that are scrolled through, so that what waits to be scrolled to is there."""
_TALLEST = 12_000
"""Px of a page of which a picture is taken."""
_CLOSING = 5.0
"""Seconds that closing a page may take."""
_MOST_LINKS = 200
"""Links that are clicked."""

_COUNT = "document.getElementsByTagName('*').length"
_SCROLL = "scrollTo({top: %d, behavior: 'instant'})"
# In a world of its own, so that the page's scripts cannot change what these words mean. The last listener keeps the
# browser on the page; whatever navigates nevertheless is refused, and noted.
_CLICK_LINKS = """
(() => {
  addEventListener('click', event => event.preventDefault());
  const links = [...document.querySelectorAll('a[href^="http"]')].slice(0, %d);
  for (const link of links)
    for (const kind of ['pointerover', 'mouseover', 'pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
      link.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true, composed: true, view: window, button: 0}));
})()
"""


class VisitError(Exception):
    """A page that could not be shown; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen of ``width`` by ``height`` px, in the light or the dark colour scheme."""

    width: int
    height: int
    is_phone: bool
    is_dark: bool = False

    @property
    def name(self) -> str:
        """The screen in words."""
        return f"{self.width} x {self.height} px{', dark' if self.is_dark else ''}"


PHONE, DESK = Screen(390, 844, is_phone=True), Screen(1366, 768, is_phone=False)


@dataclass(slots=True)
class Visit:
    """A page that is open on one screen."""

    page: Any
    session: Any
    clock: VirtualClock
    screen: Screen = PHONE
    missed: Missed = field(default_factory=Missed)
    asks_scheme: bool = False
    """Whether something that the page got asks for the colour scheme."""
    refused: list[str] = field(default_factory=list)
    """Addresses to which the page wanted to go."""
    crashed: asyncio.Event = field(default_factory=asyncio.Event)
    _requests: int = 0
    _bytes: int = 0
    _opened: bool = False
    _world: int = 0

    async def painting(self) -> Painting:
        """Return what the page shows now. Raises VisitError for one that is too large to measure."""
        if int(await self.run(_COUNT)) > MOST_NODES:
            msg = f"the page has more than {MOST_NODES:,} elements"
            raise VisitError(msg)
        snapshot = read_snapshot(await self.session.send("DOMSnapshot.captureSnapshot", REQUEST))
        metrics = (await self.session.send("Page.getLayoutMetrics"))["cssLayoutViewport"]
        return Painting(
            snapshot, metrics["clientWidth"] or self.screen.width, max(metrics["clientHeight"], self.screen.height)
        )

    async def run(self, script: str) -> Any:
        """Run a script in a world of its own and return its value."""
        answer = await self.session.send(
            "Runtime.evaluate", {"expression": script, "contextId": self._world, "returnByValue": True}
        )
        return answer["result"].get("value", 0)

    async def open(self, supply: Supply, screen: Screen) -> None:
        """Open the page on a screen, as somebody who was never there, and wait until it has had its first moment."""
        self.screen, self._opened, self._requests, self._bytes = screen, False, 0, 0
        scheme = {"name": "prefers-color-scheme", "value": "dark" if screen.is_dark else "light"}
        size = {"width": screen.width, "height": screen.height, "deviceScaleFactor": 1, "mobile": screen.is_phone}
        await self.session.send("Emulation.setDeviceMetricsOverride", size)
        await self.session.send("Emulation.setTouchEmulationEnabled", {"enabled": screen.is_phone})
        await self.session.send("Emulation.setEmulatedMedia", {"features": [scheme]})
        await self.page.context.clear_cookies()
        parts = urlsplit(supply.address)
        await self.session.send(
            "Storage.clearDataForOrigin", {"origin": f"{parts.scheme}://{parts.netloc}", "storageTypes": "all"}
        )
        await self.page.goto(supply.address, wait_until="commit", timeout=0)
        tree = await self.session.send("Page.getFrameTree")
        world = await self.session.send("Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"]})
        self._world = world["executionContextId"]
        await self.clock.run(FIRST_MOMENT)

    async def settle(self) -> None:
        """Give scripts their time."""
        await self.clock.run(_LATER)

    async def scroll_through(self) -> None:
        """Scroll to the end of the page and back, so that what is shown on arrival is shown."""
        height = (await self.session.send("Page.getLayoutMetrics"))["cssContentSize"]["height"]
        steps = min(int(height // self.screen.height), _MOST_STEPS)
        for step in range(1, steps + 1):
            await self.run(_SCROLL % (step * height / (steps + 1)))
            await self.clock.run(_STEP)
        await self.run(_SCROLL % 0)
        await self.clock.run(5 * _STEP)

    async def accept(self, painting: Painting) -> bool:
        """Accept what the page's consent banner asks for; say whether there is one."""
        button = accepting(painting)
        if button is None:
            return False
        node = await self.session.send(
            "DOM.resolveNode", {"backendNodeId": button.backend, "executionContextId": self._world}
        )
        click = {"functionDeclaration": "function() { this.click() }", "objectId": node["object"]["objectId"]}
        await self.session.send("Runtime.callFunctionOn", click)
        await self.clock.run(FIRST_MOMENT)
        return True

    async def hover(self, node: Node) -> Painting:
        """Return what the page shows while a pointer is over an element."""
        await self.session.send("DOM.scrollIntoViewIfNeeded", {"backendNodeId": node.backend})
        quads = (await self.session.send("DOM.getContentQuads", {"backendNodeId": node.backend}))["quads"]
        if quads:
            x, y = sum(quads[0][::2]) / 4, sum(quads[0][1::2]) / 4
            await self._point_at(x, y)
        painting = await self.painting()
        await self._point_at(0, 0)
        await self.run(_SCROLL % 0)
        return painting

    async def _point_at(self, x: float, y: float) -> None:
        await self._while_running("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": y})
        await self.clock.run(3 * _STEP)

    async def _while_running(self, method: str, parameters: dict[str, Any]) -> Any:
        """Ask the browser for what the page has to draw a frame for, which it does only while its clock runs."""
        asked = asyncio.ensure_future(self.session.send(method, parameters))
        try:
            while not asked.done():
                await self.clock.run(_FRAME)
            return asked.result()
        finally:
            asked.cancel()

    async def click_links(self) -> Snapshot:
        """Return the page after each of its links was clicked, with the browser still there."""
        await self.run(_CLICK_LINKS % _MOST_LINKS)
        return read_snapshot(await self.session.send("DOMSnapshot.captureSnapshot", {**REQUEST, "computedStyles": []}))

    async def pause(self) -> None:
        """Let what a click began go on."""
        await self.clock.run(_STEP)

    async def picture(self) -> bytes:
        """Return a PNG of the page from its top to its end, or as much of it as evidence can need."""
        metrics = (await self.session.send("Page.getLayoutMetrics"))["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": metrics["width"], "height": min(metrics["height"], _TALLEST), "scale": 1}
        parameters = {"format": "png", "clip": clip, "captureBeyondViewport": True}
        answer = await self._while_running("Page.captureScreenshot", parameters)
        return base64.b64decode(answer["data"])

    async def answer(self, route: Any, supply: Supply) -> None:
        """Answer one request of the page."""
        request = route.request
        if request.is_navigation_request() and self._is_main(request):
            if not self._opened:
                self._opened = True
                self.asks_scheme = self.asks_scheme or b"color-scheme" in supply.page
                await route.fulfill(body=supply.page, content_type="text/html; charset=utf-8")
            else:
                self.refused.append(request.url)
                await route.abort("aborted")
            return
        part = await self._part(request, supply)
        if part is None:
            if request.resource_type == "stylesheet" and host_asked(request.url) not in FONT_HOSTS:
                self.missed.styles[request.url] = None
            await route.abort("failed")
            return
        self._bytes += len(part.data)
        self.asks_scheme = self.asks_scheme or b"color-scheme" in part.data
        await route.fulfill(
            body=part.data, content_type=part.content_type, headers={"access-control-allow-origin": "*"}
        )

    async def _part(self, request: Any, supply: Supply) -> Any:
        self._requests += 1
        if request.method != "GET" or self._requests > MOST_REQUESTS or self._bytes > MOST_BYTES:
            return None
        if not supply.is_own(request.url):
            self.missed.others[host_asked(request.url)] += 1
            return None
        return await asyncio.to_thread(supply.get, request.url)

    def _is_main(self, request: Any) -> bool:
        try:
            return request.frame.parent_frame is None
        except Exception:  # noqa: BLE001 - a request of a frame that is not there yet is one of a new window
            return True


@asynccontextmanager
async def visiting(browser: Browser, supply: Supply) -> AsyncIterator[Visit]:
    """Yield a page that is to be opened. Raises what Playwright raises."""
    # What is emulated is set for each screen: a new context for each would cost a process.
    context = await browser.context(
        no_viewport=True, service_workers="block", accept_downloads=False, locale="en-US", timezone_id="UTC"
    )
    try:
        page = await context.new_page()
        session = await context.new_cdp_session(page)
        visit = Visit(page, session, VirtualClock(session))
        await context.route("**/*", lambda route: visit.answer(route, supply))
        page.on("crash", lambda _: visit.crashed.set())
        page.on("dialog", lambda dialog: asyncio.ensure_future(_dismissed(dialog)))
        context.on("page", lambda other: asyncio.ensure_future(_closed(other)))
        yield visit
    finally:
        with suppress(Exception):
            await asyncio.wait_for(context.close(), _CLOSING)


async def _dismissed(dialog: Any) -> None:
    with suppress(Exception):
        await (dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss())


async def _closed(page: Any) -> None:
    with suppress(Exception):
        await page.close()


def host_asked(address: str) -> str:
    """Return the host of an address that a page asked for."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
