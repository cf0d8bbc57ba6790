"""A site of WordPress on the loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("httpx", reason="the extra web is not installed")
pytest.importorskip("protego", reason="the extra web is not installed")

from linter.published.fetch import Web
from linter.published.sources import _rest
from tests.published.web_server import Site, serving
from tests.published.wordpress.asking import ENVIRONMENT


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(Web.__init__.__kwdefaults__, "sleep", lambda _: None)
    monkeypatch.setattr(_rest, "SIZES", (10, 4, 1))
    with serving() as served:
        yield served


@pytest.fixture
def password(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
