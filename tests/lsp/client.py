"""A small Language Server Protocol client that talks to the real server."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from tests.conftest import ROOT

TIMEOUT = 60


class Client:
    """One session; positions are in the negotiated encoding."""

    def __init__(self, folder: Path, reader: IO[bytes], writer: IO[bytes]) -> None:
        self.folder = folder
        self.encoding = "utf-16"
        self.capabilities: dict[str, Any] = {}
        self.versions: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.seen: list[dict[str, Any]] = []
        self.unexpected_bytes = b""
        self._reader, self._writer = reader, writer
        self._messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._number = 0
        threading.Thread(target=self._receive, daemon=True).start()

    def _receive(self) -> None:
        while True:
            length = 0
            while (line := self._reader.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                if name == b"Content-Length":
                    length = int(value)
                elif name != b"Content-Type":
                    self.unexpected_bytes += line
            if not length:
                self._messages.put(None)
                return
            self._messages.put(json.loads(self._reader.read(length)))

    def send(self, method: str, params: Any, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        self.write(message if number is None else {**message, "id": number})

    def write(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        self._writer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._writer.flush()

    def next(self) -> dict[str, Any]:
        message = self._messages.get(timeout=TIMEOUT)
        assert message is not None, "the server has ended"
        self.seen.append(message)
        if "method" in message and "id" in message:
            self.write({"jsonrpc": "2.0", "id": message["id"], "result": None})
        return message

    def request(self, method: str, params: Any = None) -> Any:
        self._number += 1
        number = self._number
        self.send(method, params, number)
        while True:
            message = self.next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def wait_for(self, method: str) -> Any:
        """Wait for a notification or request from the server and return its parameters."""
        while True:
            message = self.next()
            if message.get("method") == method:
                return message.get("params")

    def initialize(self, *encodings: str, **capabilities: Any) -> dict[str, Any]:
        general = {"general": {"positionEncodings": list(encodings)}} if encodings else {}
        answer = self.request(
            "initialize",
            {"processId": os.getpid(), "rootUri": self.folder.as_uri(), "capabilities": {**general, **capabilities}},
        )
        self.capabilities = answer["capabilities"]
        self.encoding = self.capabilities["positionEncoding"]
        self.send("initialized", {})
        return answer

    def uri(self, name: str) -> str:
        return name if name.startswith("untitled:") else (self.folder / name).as_uri()

    def open(self, name: str, text: str, language: str = "markdown") -> list[dict[str, Any]]:
        uri = self.uri(name)
        self.versions[name], self.texts[name] = 1, text
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.send("textDocument/didOpen", {"textDocument": item})
        return self.diagnostics(name)

    def change(self, name: str, text: str) -> None:
        self.send_changes(name, [{"text": text}], text)

    def edit(self, name: str, text: str) -> None:
        """Change a document as an editor does that sends what was replaced, from the first to the last difference."""
        before, shorter = self.texts[name], min(len(self.texts[name]), len(text))
        start = next((at for at in range(shorter) if before[at] != text[at]), shorter)
        end = next((at for at in range(shorter - start) if before[-1 - at] != text[-1 - at]), shorter - start)
        stop, last = len(before) - end, len(text) - end
        # No editor has a position inside of a line end.
        while before[start - 1 : start + 1] == "\r\n":
            start -= 1
        while before[stop - 1 : stop + 1] == "\r\n":
            stop, last = stop + 1, last + 1
        place = {"start": self._position(before, start), "end": self._position(before, stop)}
        self.send_changes(name, [{"range": place, "text": text[start:last]}], text)

    def replace(self, name: str, *parts: tuple[int, int, str]) -> None:
        """Send one notification with parts to replace, each (start, end, new text) in the text that the one before left."""
        changes, text = [], self.texts[name]
        for start, end, new in parts:
            place = {"start": self._position(text, start), "end": self._position(text, end)}
            changes.append({"range": place, "text": new})
            text = text[:start] + new + text[end:]
        self.send_changes(name, changes, text)

    def send_changes(self, name: str, changes: list[dict[str, Any]], text: str) -> None:
        """Send changes that make a document ``text``."""
        self.versions[name] += 1
        self.texts[name] = text
        document = {"uri": self.uri(name), "version": self.versions[name]}
        self.send("textDocument/didChange", {"textDocument": document, "contentChanges": changes})

    def pull(self, name: str, known: str | None = None) -> dict[str, Any]:
        """Ask for the diagnostics of a document; return the report."""
        given = {} if known is None else {"previousResultId": known}
        return self.request("textDocument/diagnostic", {"textDocument": {"uri": self.uri(name)}, **given})

    def save(self, name: str) -> None:
        self.send("textDocument/didSave", {"textDocument": {"uri": self.uri(name)}})

    def diagnostics(self, name: str) -> list[dict[str, Any]]:
        """Wait for the diagnostics of the client's current version of a document."""
        while True:
            params = self.wait_for("textDocument/publishDiagnostics")
            if params["uri"] == self.uri(name) and params.get("version") in (None, self.versions.get(name)):
                return params["diagnostics"]

    def actions(self, name: str, place: dict[str, Any], only: list[str] | None = None) -> dict[str, dict[str, Any]]:
        context: dict[str, Any] = {"diagnostics": [], **({"only": only} if only is not None else {})}
        params = {"textDocument": {"uri": self.uri(name)}, "range": place, "context": context}
        return {action["title"]: action for action in self.request("textDocument/codeAction", params)}

    def hover(self, name: str, line: int, character: int) -> Any:
        position = {"line": line, "character": character}
        return self.request("textDocument/hover", {"textDocument": {"uri": self.uri(name)}, "position": position})

    def text_in(self, name: str, place: dict[str, Any]) -> str:
        """Return the text in a range."""
        text = self.texts[name]
        return text[self._offset(text, place["start"]) : self._offset(text, place["end"])]

    def apply_action(self, name: str, action: dict[str, Any]) -> str:
        """Return the text after a code action."""
        edit = action["edit"]
        if "documentChanges" in edit:
            (change,) = edit["documentChanges"]
            assert change["textDocument"] == {"uri": self.uri(name), "version": self.versions[name]}
            edits = change["edits"]
        else:
            edits = edit["changes"][self.uri(name)]
        text = self.texts[name]
        for item in sorted(edits, key=lambda item: self._offset(text, item["range"]["start"]), reverse=True):
            start, end = (self._offset(self.texts[name], item["range"][side]) for side in ("start", "end"))
            text = text[:start] + item["newText"] + text[end:]
        return text

    def _offset(self, text: str, position: dict[str, int]) -> int:
        lines = text.replace("\r\n", "\n\0").replace("\r", "\n").split("\n")
        before = sum(len(line) + 1 for line in lines[: position["line"]])
        content = lines[position["line"]]
        skipped = content.startswith("\0")
        content = content.removeprefix("\0")
        units = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[self.encoding]
        column = len(content.encode(units[0])[: position["character"] * units[1]].decode(units[0]))
        return before + skipped + column

    def _position(self, text: str, offset: int) -> dict[str, int]:
        before = re.split(r"\r\n|\r|\n", text[:offset])
        codec, size = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[self.encoding]
        return {"line": len(before) - 1, "character": len(before[-1].encode(codec, "surrogatepass")) // size}

    def close(self, name: str) -> None:
        self.send("textDocument/didClose", {"textDocument": {"uri": self.uri(name)}})

    def end_session(self, *, shutdown: bool = True) -> None:
        if shutdown:
            assert self.request("shutdown") is None
        self.send("exit", None)


class ServerProcess:
    """The server in a separate process, with a client on its standard streams."""

    def __init__(self, folder: Path, *args: str, before: str = "") -> None:
        self.log = folder / "stderr.log"
        code = f"{before}\nfrom linter.cli import main\nmain()"
        with self.log.open("wb") as stderr:
            self.process = subprocess.Popen(
                [sys.executable, "-c", code, "lsp", *args]
                if before
                else [sys.executable, "-m", "linter", "lsp", *args],
                cwd=folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
        assert self.process.stdout is not None
        assert self.process.stdin is not None
        self.client = Client(folder, self.process.stdout, self.process.stdin)

    def exit_code(self) -> int:
        return self.process.wait(TIMEOUT)

    def stop(self) -> None:
        with contextlib.suppress(OSError):
            self.process.kill()
        self.process.wait(TIMEOUT)
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
