"""``affilint report --serve``: the page on 127.0.0.1, rebuilt when a file changes, for this machine only.

Other pages in the same browser must not read the report either: only requests that name this host and port are
answered, which excludes other names that resolve to 127.0.0.1 (DNS rebinding).
"""

from __future__ import annotations

import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

HOST = "127.0.0.1"
_INTERVAL = 1.0
"""Seconds between two checks of the files."""
_PING_AFTER = 15.0
"""Seconds after which an idle connection gets a ping."""


def stamp(paths: Iterable[Path]) -> frozenset[tuple[str, int, int]]:
    """Return name, size and modification time of each file under the paths; hidden folders and node_modules are skipped."""
    found: set[tuple[str, int, int]] = set()
    for path in paths:
        for folder, folders, files in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
            found.update(_stamps(Path(folder) / name for name in files))
        found.update(_stamps([path]) if path.is_file() else ())
    return frozenset(found)


def _stamps(files: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for file in files:
        try:
            stat = file.stat()
        except OSError:
            continue
        yield str(file), stat.st_size, stat.st_mtime_ns


class Live:
    """The current page, and a number that increases when it changes."""

    def __init__(self, make: Callable[[], str], paths: Iterable[Path]) -> None:
        self._make = make
        self._paths = tuple(paths)
        self._changed = threading.Condition()
        self._stamp = stamp(self._paths)
        self._ended = False
        self.page = make()
        self.number = 0

    def refresh(self) -> bool:
        """Rebuild the page if a file has changed and notify waiting requests; return whether it has."""
        new_stamp = stamp(self._paths)
        if new_stamp == self._stamp:
            return False
        page = self._make()
        with self._changed:
            self._stamp, self.page, self.number = new_stamp, page, self.number + 1
            self._changed.notify_all()
        return True

    def wait(self, number: int) -> int:
        """Return the page's number as soon as it differs from ``number``, at the latest after ``_PING_AFTER`` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.number != number or self._ended, _PING_AFTER)
            return self.number

    def end(self) -> None:
        """Release all waiting requests."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    @property
    def ended(self) -> bool:
        """Whether the server is closing."""
        return self._ended


def server(live: Live, port: int) -> ThreadingHTTPServer:
    """Return a server of the page on 127.0.0.1; port 0 selects a free one. Raises OSError."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.headers.get("Host") not in {f"{name}:{self.server.server_port}" for name in (HOST, "localhost")}:  # type: ignore[attr-defined]
                self.send_error(421)
            elif self.path == "/changes":
                self._changes()
            elif self.path == "/":
                self._page()
            else:
                self.send_error(404)

        def _page(self) -> None:
            data = live.page.encode("utf-8", "replace")
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("Cross-Origin-Resource-Policy", "same-origin")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("X-Frame-Options", "DENY")
            self.end_headers()
            self.wfile.write(data)

        def _changes(self) -> None:
            number = live.number
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            try:
                while not live.ended:
                    new = live.wait(number)
                    self.wfile.write(b": still here\n\n" if new == number else b"event: changed\ndata: x\n\n")
                    self.wfile.flush()
                    number = new
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            pass

    http_server = ThreadingHTTPServer((HOST, port), Handler)
    http_server.daemon_threads = True
    return http_server


def serve(live: Live, http_server: ThreadingHTTPServer) -> None:
    """Serve until interrupted, checking the files every second."""
    threading.Thread(target=http_server.serve_forever, daemon=True).start()
    pause = threading.Event()
    try:
        while not pause.wait(_INTERVAL):
            live.refresh()
    except KeyboardInterrupt:
        pass
    finally:
        live.end()
        http_server.shutdown()
        http_server.server_close()
