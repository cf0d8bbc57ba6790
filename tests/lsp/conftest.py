"""Sessions with the real server; without pygls these tests are skipped, but fail in CI."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

from tests.conftest import CI
from tests.lsp.client import Client, ServerProcess

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
def start(tmp_path: Path) -> Iterator[Callable[..., ServerProcess]]:
    """Start a server in the test's folder."""
    started: list[ServerProcess] = []

    def run(*args: str, before: str = "") -> ServerProcess:
        started.append(ServerProcess(tmp_path, *args, before=before))
        return started[-1]

    yield run
    for server in started:
        server.stop()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A session shared by the tests of a module: UTF-16, with all client capabilities that the server uses."""
    server = ServerProcess(tmp_path_factory.mktemp("session"))
    server.client.initialize(
        workspace={
            "workspaceEdit": {"documentChanges": True},
            "didChangeWatchedFiles": {"dynamicRegistration": True},
        }
    )
    yield server.client
    server.client.end_session()
    assert server.exit_code() == 0
    server.stop()
    assert server.client.unexpected_bytes == b""
