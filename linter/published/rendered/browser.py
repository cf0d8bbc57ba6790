"""The system's Chromium, without a network, one for a run."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from typing import TYPE_CHECKING

from linter.extras import needs_extra

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    # Whatever is not answered by this run fails: no name is looked up, no proxy is there, no datagram leaves.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--in-process-gpu",
    # A process in reserve for each page costs half as much as the page.
    "--disable-features=SpareRendererForSitePerProcess",
    "--no-first-run",
    # The same pixels on every machine with the same fonts.
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--disable-lcd-text",
    # A page that wants more memory than this is a failure of that page.
    "--js-flags=--max-old-space-size=512",
)


class BrowserError(Exception):
    """No browser can be had; the message says what to do."""


def need_browser() -> str:
    """Return the path of the system's Chromium. Raises BrowserError."""
    if any(find_spec(package) is None for package in ("playwright", "httpx", "protego")):
        msg = f"--rendered needs an extra: {needs_extra('rendered')}"
        raise BrowserError(msg)
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        msg = "--rendered needs Chromium, which is not installed (Debian: apt-get install chromium)"
        raise BrowserError(msg)
    return found


class Browser:
    """One running Chromium. A context of it shares nothing with another one. Raises BrowserError if it does not start."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._manager: Any = None
        self._playwright: Any = None
        self._browser: Any = None

    @property
    def is_sandboxed(self) -> bool:
        """Whether Chromium keeps pages in its sandbox, which it cannot do for the superuser."""
        return os.geteuid() != 0

    async def __aenter__(self) -> Browser:
        from playwright.async_api import async_playwright  # noqa: PLC0415 - an extra

        self._manager = async_playwright()
        self._playwright = await self._manager.__aenter__()
        await self._launch()
        return self

    async def _launch(self) -> None:
        from playwright.async_api import Error  # noqa: PLC0415 - an extra

        try:
            self._browser = await self._playwright.chromium.launch(
                executable_path=self._path, headless=True, args=list(_FLAGS), chromium_sandbox=self.is_sandboxed,
            )  # fmt: skip
        except Error as error:
            await self._manager.__aexit__(None, None, None)
            lines = str(error).splitlines()
            msg = f"{self._path} does not start: {lines[0] if lines else error}"
            raise BrowserError(msg) from error

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._browser.close()
        await self._manager.__aexit__(kind, error, trace)

    async def context(self, **options: Any) -> Any:
        """Return a new context; a browser that has died is started again."""
        if not self._browser.is_connected():
            await self._launch()
        return await self._browser.new_context(**options)
