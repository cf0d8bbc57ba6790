"""A web server on the loopback whose answers a test writes down."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"


@dataclass
class Reply:
    """One answer; ``chunks`` is sent after ``body``, without a Content-Length, until the client goes."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    chunks: Iterator[bytes] | None = None


Route = Callable[[dict[str, str]], Reply] | Reply


class Site:
    """A server's routes by path, and what was asked of it, as (path, headers with small names)."""

    def __init__(self, port: int) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.port = port

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def page(self, path: str, body: str, **headers: str) -> None:
        self.routes[path] = Reply(body.encode(), headers={"Content-Type": HTML, **headers})

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving() -> Iterator[Site]:
    """Serve until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    site = server.site = Site(server.server_port)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        headers = {name.lower(): value for name, value in self.headers.items()}
        site.asked.append((self.path, headers))
        route = site.routes.get(self.path, Reply(status=404))
        reply = route if isinstance(route, Reply) else route(headers)
        self.close_connection = reply.chunks is not None
        self.send_response(reply.status)
        if reply.chunks is None:
            self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        try:
            self.end_headers()
            self.wfile.write(reply.body)
            for chunk in reply.chunks or ():
                self.wfile.write(chunk)
                self.wfile.flush()
        except OSError:
            self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Stay silent."""
