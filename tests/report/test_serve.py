"""The served page: only on this machine, only for local host names, and updated when a file changes."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from linter.report.history import with_history
from linter.report.serve import HOST, Live, server, stamp
from tests.report.site import large

Served = tuple[Live, int, Path]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    article = tmp_path / "a.md"
    article.write_text("one")
    live = Live(lambda: f"<p>{article.read_text()}</p>", [tmp_path])
    made = server(live, 0)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield live, made.server_port, article
    live.end()
    made.shutdown()
    made.server_close()
    thread.join()


def get(port: int, path: str = "/", host: str | None = None) -> tuple[int, str]:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    connection.request("GET", path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


def test_page_is_served_only_for_local_host_names(served: Served) -> None:
    _, port, _ = served
    assert get(port) == (200, "<p>one</p>")
    assert get(port, host=f"localhost:{port}")[0] == 200
    assert get(port, host=f"evil.example:{port}")[0] == 421
    assert get(port, "/../a.md")[0] == 404


def test_change_is_announced_and_served(served: Served) -> None:
    live, port, article = served
    assert not live.refresh()
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    connection.request("GET", "/changes")
    answer = connection.getresponse()
    article.write_text("and two")
    assert live.refresh()
    assert answer.readline() == b"event: changed\n"
    connection.close()
    assert get(port) == (200, "<p>and two</p>")


def test_files_other_than_articles_are_not_watched(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    before = stamp([tmp_path])
    for folder in (".git", "node_modules"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text("one")
    assert stamp([tmp_path]) == before
    assert stamp([tmp_path / "a.md"]) == before
    assert stamp([tmp_path / "b.md"]) == frozenset()


def test_unchanged_history_is_no_change(tmp_path: Path) -> None:
    with_history(large(10), tmp_path, [])
    before = stamp([tmp_path])
    with_history(large(10), tmp_path, [])
    assert stamp([tmp_path]) == before


def test_server_listens_only_on_loopback(served: Served) -> None:
    live, _, _ = served
    other = server(live, 0)
    assert other.server_address[0] == "127.0.0.1"
    other.server_close()
