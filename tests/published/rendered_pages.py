"""Pages for tests in a browser: those of fixtures/rendered, and a run that checks pages."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from linter.clock import Day
from linter.configuration.policy import Selection
from linter.configuration.resolver import ConfigResolver
from linter.source import Source
from tests.conftest import CI, ROOT
from tests.report import fonts

PAGES: dict[str, Any] = yaml.safe_load((ROOT / "fixtures" / "rendered" / "pages.yml").read_text(encoding="utf-8"))
_WORD = re.compile("⟨([a-z]+)⟩")


def need_browser() -> None:
    """Skip the module without Playwright or Chromium; fail in CI, where both must be there."""
    for package in ("playwright", "httpx", "protego"):
        pytest.importorskip(package, reason="the extra rendered is not installed")
    if shutil.which("chromium") is None:
        reason = "no Chromium is installed (Debian: apt-get install chromium)"
        if CI:
            pytest.fail(f"{reason}, and it must be there in CI")
        pytest.skip(reason, allow_module_level=True)


def described(kind: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield name, HTML and expected rules of the pages of a kind: faults or fine."""
    for name, page in PAGES[kind].items():
        finds = [f"rendered/{rule.strip()}" for rule in page.get("finds", "").split(",") if rule.strip()]
        yield name, html(page["body"], page.get("style", ""), page.get("script", "")), frozenset(finds)


def html(body: str, style: str = "", script: str = "") -> str:
    """Return a page made of the frame and the words of the fixture, in a font of our own."""
    words = {**PAGES["words"], "font": fonts.style(500), "style": style, "body": body, "script": script}
    text: str = PAGES["frame"]
    while _WORD.search(text):
        text = _WORD.sub(lambda match: words[match[1]], text)
    return text


def look_at(
    files: Iterable[Path], *, seconds: float = 120.0, on_desk: bool = True, ignore: tuple[str, ...] = ()
) -> Any:
    """Check pages with one browser, all rules of the recommended pack on, and return what came of it."""
    from linter.published.rendered import browser, check, look
    from linter.published.rendered.supply import FolderSupply

    resolver = ConfigResolver(None, Selection(ignore=ignore), Day())
    screens = look.SCREENS if on_desk else look.SCREENS[:1]
    pages = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        supply = FolderSupply(file, file.parent, text)
        pages.append(check.Page(file.name, Source(file.name, text), file, supply, screens))
    done = check.Rendered()

    async def run() -> None:
        async with browser.Browser(browser.need_browser()) as started:
            await check.check_rendered(started, pages, resolver, look.Terms(seconds, at_once=2), done)

    asyncio.run(run())
    return done
