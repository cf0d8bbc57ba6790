"""``affilint report --serve``: the page on 127.0.0.1, made anew when a file changes. Nobody else can reach it.

A page from elsewhere in the same browser must not read the report either: only requests that name this host and port are
answered, which leaves out names that somebody points at 127.0.0.1.
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
_EVERY = 1.0
"""Seconds between two looks at the files."""
_PING = 15.0
"""Seconds after which a silent connection is tried."""


def stamp(paths: Iterable[Path]) -> frozenset[tuple[str, int, int]]:
    """Return names, sizes and times of all files under some paths; folders that hold no articles are left out."""
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
    """The page as it is now, and a number that grows when it changes."""

    def __init__(self, make: Callable[[], str], paths: Iterable[Path]) -> None:
        self._make = make
        self._paths = tuple(paths)
        self._changed = threading.Condition()
        self._stamp = stamp(self._paths)
        self._ended = False
        self.page = make()
        self.number = 0

    def look(self) -> bool:
        """Make the page anew if a file has changed, and say so to whoever waits."""
        now = stamp(self._paths)
        if now == self._stamp:
            return False
        page = self._make()
        with self._changed:
            self._stamp, self.page, self.number = now, page, self.number + 1
            self._changed.notify_all()
        return True

    def wait(self, number: int) -> int:
        """Return the number of the page when it is another than ``number``, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.number != number or self._ended, _PING)
            return self.number

    def end(self) -> None:
        """Let everybody go who waits."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    @property
    def ended(self) -> bool:
        """Whether the server is closing."""
        return self._ended


def server(live: Live, port: int) -> ThreadingHTTPServer:
    """Return a server of the page on 127.0.0.1; port 0 takes any that is free. Raises OSError."""

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

    made = ThreadingHTTPServer((HOST, port), Handler)
    made.daemon_threads = True
    return made


def serve(live: Live, made: ThreadingHTTPServer) -> None:
    """Serve until somebody interrupts, looking at the files every second."""
    threading.Thread(target=made.serve_forever, daemon=True).start()
    quiet = threading.Event()
    try:
        while not quiet.wait(_EVERY):
            live.look()
    except KeyboardInterrupt:
        pass
    finally:
        live.end()
        made.shutdown()
        made.server_close()
