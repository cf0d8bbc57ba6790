"""``affilint lsp``."""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING

import click

from linter.cli._common import fail, say
from linter.cli._options import config_option
from linter.extras import needs_extra

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_LOCAL = ("127.0.0.1", "localhost")
_FIRST = b"Content-"
"""How every message of the protocol starts, unlike the requests of a browser."""


@click.command("lsp")
@config_option
@click.option("--stdio", is_flag=True, help="Use standard input and output (the default; some editors always say it).")
@click.option("--tcp", metavar="HOST:PORT", help="Wait for one client at this port of 127.0.0.1 instead of stdio.")
def command(config: Path | None, tcp: str | None, *, stdio: bool) -> None:
    """Serve an editor over standard input and output with the Language Server Protocol.

    Exit codes: 0 after a shutdown, 1 if the client ended without one, 2 if the server cannot start.
    """
    if stdio and tcp is not None:
        fail("--stdio and --tcp exclude each other")
    try:
        from linter.lsp.server import make_server  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in {"pygls", "lsprotocol", "attrs", "cattrs"}:
            raise
        fail(f"the language server needs an extra: {needs_extra('lsp')}")
    server = make_server(config)
    reader, writer = _standard_streams() if tcp is None else _connection(*_address(tcp))
    server.start_io(reader, writer)
    sys.exit(0 if server.was_shut_down else 1)


def _standard_streams() -> tuple[BinaryIO, BinaryIO]:
    """Return standard input and output, and redirect everything else printed to standard error."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdout = sys.stderr
    return sys.stdin.buffer, out


def _address(tcp: str) -> tuple[str, int]:
    host, _, port = tcp.rpartition(":")
    if host not in _LOCAL:
        fail(f"--tcp {tcp}: only 127.0.0.1:PORT, since whoever reaches the port can read files here")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        fail(f"--tcp {tcp}: the port must be a number from 1 to 65535")
    return _LOCAL[0], int(port)


def _connection(host: str, port: int) -> tuple[BinaryIO, BinaryIO]:
    """Return the streams of the first client that uses the protocol; no one else can connect afterwards."""
    try:
        listener = socket.create_server((host, port))
    except OSError as error:
        fail(f"--tcp {host}:{port}: {error.strerror or error}")
    say(f"waiting for an editor at {host}:{port}")
    with listener:
        while True:
            connection, _ = listener.accept()
            if _FIRST.startswith(connection.recv(len(_FIRST), socket.MSG_PEEK) or b"-"):
                return connection.makefile("rb"), connection.makefile("wb")
            connection.close()
