"""A session with the real server; the tests are skipped without pygls, except in CI, where it must be there."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

from tests.conftest import CI
from tests.lsp.client import Client, Started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session", autouse=True)
def _pygls() -> None:
    if importlib.util.find_spec("pygls") is None:
        if CI:
            pytest.fail("pygls is not installed, and it must be there in CI (the extra test has it)")
        pytest.skip("pygls is not installed (the extra lsp)")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Started]]:
    """Start a server of one's own in the test's folder."""
    started: list[Started] = []

    def run(*args: str, before: str = "") -> Started:
        started.append(Started(tmp_path, *args, before=before))
        return started[-1]

    yield run
    for server in started:
        server.stop()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A session that tests share: UTF-16, and a client that can do all that the server makes use of."""
    server = Started(tmp_path_factory.mktemp("session"))
    server.client.initialize(
        workspace={
            "workspaceEdit": {"documentChanges": True},
            "didChangeWatchedFiles": {"dynamicRegistration": True},
        }
    )
    yield server.client
    server.client.leave()
    assert server.ended() == 0
    server.stop()
    assert server.client.stray == b""
