"""The system's Chromium, driven by Playwright, and what axe says of a page that it shows."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import CI

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Any]:
    """Start the browser; without one the test is skipped, in CI it fails."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        reason = "no Chromium is installed (Debian: apt-get install chromium)"
        if CI:
            pytest.fail(f"{reason}, and it must be there in CI")
        pytest.skip(reason)
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, headless=True, args=_FLAGS)
        yield started
        started.close()


def violations(opened: Any, only: list[str] | None = None) -> list[tuple[str, list[str]]]:
    """What axe finds on the page that is open, each with the first elements; ``only``: the rules to run instead of all."""
    package = pytest.importorskip("axe_playwright_python")
    opened.evaluate((Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    chosen = {"runOnly": only} if only else {}
    found = opened.evaluate("chosen => axe.run(document, {resultTypes: ['violations'], ...chosen})", chosen)
    return [(item["id"], [node["html"][:120] for node in item["nodes"]][:3]) for item in found["violations"]]
