"""LSP sessions: opening, changing, saving and closing documents, configurations, and shutdown."""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from linter.rulebook.help import SITE
from tests.conftest import ROOT
from tests.lsp.client import TIMEOUT, Client, ServerProcess

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DOUBLED = "We saw the the lamp.\n"
CUT = "Orders rose in spring, helped by the depot and by Acme’s\n"


def codes(diagnostics: list[dict[str, object]]) -> list[object]:
    return [item.get("code") for item in diagnostics]


@pytest.mark.parametrize(
    ("offered", "agreed", "column"),
    [((), "utf-16", 8), (("utf-8", "utf-16"), "utf-8", 11), (("utf-32",), "utf-32", 7), (("utf-7",), "utf-16", 8)],
)
def test_columns_use_the_negotiated_position_encoding(
    start: Callable[..., ServerProcess], offered: tuple[str, ...], agreed: str, column: int
) -> None:
    server = start()
    client = server.client
    client.initialize(*offered)
    assert client.capabilities["positionEncoding"] == agreed
    (found,) = client.open("a.md", "# Lamps\r\n\r\nCafé 😀 the the lamp.\r\n")
    assert found["range"]["start"] == {"line": 2, "character": column}
    assert client.text_in("a.md", found["range"]) == "the the"
    hover = client.hover("a.md", 2, column)
    assert client.text_in("a.md", hover["range"]) == "the the"
    assert client.hover("a.md", 2, column - 1) is None
    client.end_session()
    assert server.exit_code() == 0


def test_diagnostic_has_severity_related_information_and_link(client: Client) -> None:
    diagnostics = client.open(
        "related.md",
        "Buy [the Glow](https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20) now.\n\n"
        "We earn a commission when you buy through links in this article.\n",
    )
    found = next(item for item in diagnostics if item["code"] == "disclosure/after-first-link")
    assert (found["severity"], found["source"]) == (1, "affilint")
    assert client.text_in("related.md", found["range"]).startswith("[the Glow]")
    (related,) = found["relatedInformation"]
    assert related["location"]["uri"] == client.uri("related.md")
    assert client.text_in("related.md", related["location"]["range"]).startswith("We earn a commission")
    assert "tags" not in found
    google = next(item for item in diagnostics if item["code"] == "links/rel-missing")
    assert google["severity"] == 3
    assert google["codeDescription"]["href"] == f"{SITE}rules/links/rel-missing/"
    assert found["codeDescription"]["href"] == f"{SITE}rules/disclosure/after-first-link/"


def test_related_information_names_the_template_of_a_link(start: Callable[..., ServerProcess], tmp_path: Path) -> None:
    template = tmp_path / "layouts" / "shortcodes" / "buy.html"
    template.parent.mkdir(parents=True)
    template.write_text('<p>\n 😀 <a href="https://www.amazon.com/dp/{{ .Get 0 }}?tag=brightwell-20">Buy</a></p>\n')
    (tmp_path / "hugo.toml").write_text("")
    server = start()
    server.client.initialize()
    diagnostics = server.client.open("content/lamp.md", "The lamp.\n\n{{< buy B0HARROW01 >}}\n")
    found = next(item for item in diagnostics if item["code"] == "disclosure/missing")
    (related,) = found["relatedInformation"]
    assert related["location"]["uri"] == template.as_uri()
    assert related["location"]["range"]["start"] == {"line": 1, "character": 4}
    assert related["message"] == "the link is printed here"
    server.client.end_session()


def test_buffer_is_checked_instead_of_the_file(client: Client) -> None:
    (client.folder / "buffer.md").write_text(CUT, encoding="utf-8")
    assert codes(client.open("buffer.md", DOUBLED)) == ["text/repeated-word"]
    client.change("buffer.md", "All is well.\n")
    assert client.diagnostics("buffer.md") == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-32"])
def test_parts_of_a_document_are_changed_where_the_editor_means(
    start: Callable[..., ServerProcess], encoding: str
) -> None:
    """Astral signs, a line separator that ends no line, CR LF and lone CR; several parts in one notification."""
    client = start().client
    client.initialize(encoding)
    text = "# 😀 Lamps\r\n\r\nCafé\u2028😀\x0c the lamp.\rIt is.\r\n"
    assert client.open("parts.md", text) == []
    at = text.index("the lamp")
    client.replace("parts.md", (at, at, "the "))
    (found,) = client.diagnostics("parts.md")
    assert client.text_in("parts.md", found["range"]) == "the the"
    end = len(client.texts["parts.md"])
    client.replace("parts.md", (at, at + 4, ""), (0, 5, "# 𝒜𝒷 the\r\nthe "), (end + 5, end + 5, "All all is well."))
    shown = client.diagnostics("parts.md")
    assert client.texts["parts.md"].endswith("It is.\r\nAll all is well.")
    assert [client.text_in("parts.md", item["range"]) for item in shown] == ["All all"]
    whole = client.texts["parts.md"]
    (first,) = whole.splitlines()[:1]
    client.replace("parts.md", (len(first), len(first) + 2, " "))
    assert [client.text_in("parts.md", item["range"]) for item in client.diagnostics("parts.md")] == [
        "the the",
        "All all",
    ]


def test_part_outside_of_the_text_is_put_at_its_end(client: Client) -> None:
    client.open("outside.md", "The lamp.\n")
    client.versions["outside.md"] += 1
    beyond = {"start": {"line": 9, "character": 9}, "end": {"line": 7, "character": 0}}
    identifier = {"uri": client.uri("outside.md"), "version": client.versions["outside.md"]}
    change = {"range": beyond, "text": DOUBLED}
    client.send("textDocument/didChange", {"textDocument": identifier, "contentChanges": [change]})
    assert codes(client.diagnostics("outside.md")) == ["text/repeated-word"]


def test_fast_changes_are_checked_together(client: Client) -> None:
    client.open("typing.md", "")
    text = CUT.strip()
    for end in range(len(text) - 8, len(text) + 1):
        client.change("typing.md", text[:end])
    before = len(client.seen)
    assert codes(client.diagnostics("typing.md")) == ["text/cut-after-possessive"]
    published = [item for item in client.seen[before:] if item.get("method") == "textDocument/publishDiagnostics"]
    assert len(published) < 5


def test_hover_right_after_a_change_uses_the_new_text(client: Client) -> None:
    client.open("quick.md", "All is well.\n")
    client.change("quick.md", DOUBLED)
    assert "text/repeated-word" in client.hover("quick.md", 0, 8)["contents"]["value"].replace("\\", "")


def test_closed_document_has_no_diagnostics(client: Client) -> None:
    assert client.open("closed.md", DOUBLED)
    client.close("closed.md")
    assert client.diagnostics("closed.md") == []
    assert client.hover("closed.md", 0, 8) is None
    assert client.actions("closed.md", whole_document()) == {}


def whole_document() -> dict[str, dict[str, int]]:
    return {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}


def test_untitled_document_is_checked_by_its_language_id(client: Client) -> None:
    assert codes(client.open("untitled:Untitled-1", DOUBLED)) == ["text/repeated-word"]
    assert client.open("notes.py", f'"""{DOUBLED}"""', "python") == []


def project(client: Client, name: str, config: str) -> Path:
    folder = client.folder / name
    (folder / ".git").mkdir(parents=True)
    (folder / "affilint.yml").write_text(config, encoding="utf-8")
    return folder


def test_excluded_and_ignored_files_have_no_diagnostics(client: Client) -> None:
    folder = project(client, "leaving", "exclude: [drafts/]\n")
    (folder / ".gitignore").write_text("public/\n", encoding="utf-8")
    for name in ("drafts/a.md", "public/a.html", "layouts/single.html"):
        assert client.open(f"leaving/{name}", DOUBLED) == []
    assert codes(client.open("leaving/posts/a.md", DOUBLED)) == ["text/repeated-word"]


@pytest.mark.parametrize("how", ["saved", "watched", "article saved"])
def test_changed_configuration_applies_immediately(client: Client, how: str) -> None:
    name = f"changed-{how.replace(' ', '-')}"
    folder = project(client, name, "rules:\n  text/repeated-word: info\n")
    (found,) = client.open(f"{name}/a.md", DOUBLED)
    assert found["severity"] == 3
    (folder / "affilint.yml").write_text("rules:\n  text/repeated-word: error\n", encoding="utf-8")
    if how == "saved":
        client.save(f"{name}/affilint.yml")
    elif how == "watched":
        changes = [{"uri": client.uri(f"{name}/affilint.yml"), "type": 2}]
        client.send("workspace/didChangeWatchedFiles", {"changes": changes})
    else:
        client.save(f"{name}/a.md")
    (found,) = client.diagnostics(f"{name}/a.md")
    assert found["severity"] == 1


def test_client_is_asked_to_watch_configuration_files(client: Client) -> None:
    client.open("watched.md", "")
    (asked,) = [item for item in client.seen if item.get("method") == "client/registerCapability"]
    (registration,) = asked["params"]["registrations"]
    assert registration["method"] == "workspace/didChangeWatchedFiles"
    assert "affilint.yml" in registration["registerOptions"]["watchers"][0]["globPattern"]


def test_config_error_is_shown_at_its_place_until_fixed(client: Client) -> None:
    folder = project(client, "broken", "# 😀\nrules:\n  text/repeated-wort: error\n")
    assert client.open("broken/a.md", DOUBLED) == []
    (found,) = client.diagnostics("broken/affilint.yml")
    assert found["severity"] == 1
    assert found["range"] == {"start": {"line": 2, "character": 2}, "end": {"line": 2, "character": 27}}
    assert "did you mean" in found["message"]
    assert "affilint.yml" in client.wait_for("window/showMessage")["message"]
    assert client.hover("broken/a.md", 0, 8) is None
    assert client.actions("broken/a.md", whole_document()) == {}
    (folder / "affilint.yml").write_text("rules:\n  text/repeated-word: error\n", encoding="utf-8")
    client.save("broken/affilint.yml")
    assert codes(client.diagnostics("broken/a.md")) == ["text/repeated-word"]
    assert client.diagnostics("broken/affilint.yml") == []


def test_open_configuration_shows_its_error(client: Client) -> None:
    project(client, "alone", "extends: [\n")
    (found,) = client.open("alone/affilint.yml", "extends: [\n", "yaml")
    assert "not valid YAML" in found["message"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [("One.\n\nTwo \ud83d.\n", 2, "half of a surrogate pair"), ("\0" * 20 + "x", 0, "looks like a binary file")],
)
def test_unreadable_text_is_reported_at_its_line(client: Client, text: str, line: int, message: str) -> None:
    (found,) = client.open(f"unreadable-{line}.md", text)
    assert message in found["message"]
    assert found["range"]["start"]["line"] == line


CRASH = """
import linter.lsp.buffers as buffers
real = buffers.check_source
def check_source(source, path, configs):
    print("printed by a check")
    if "crash" in source.text:
        raise RuntimeError("the check fell over")
    return real(source, path, configs)
buffers.check_source = check_source
"""


def test_crashing_check_is_logged_and_the_session_continues(start: Callable[..., ServerProcess]) -> None:
    server = start(before=CRASH)
    client = server.client
    client.initialize()
    assert codes(client.open("a.md", DOUBLED)) == ["text/repeated-word"]
    client.change("a.md", "crash\n")
    message = client.wait_for("window/logMessage")
    assert message["type"] == 1
    assert "the check fell over" in message["message"]
    assert client.diagnostics("a.md") == []
    assert client.actions("a.md", whole_document()) == {}
    client.change("a.md", DOUBLED)
    assert codes(client.diagnostics("a.md")) == ["text/repeated-word"]
    client.end_session()
    assert server.exit_code() == 0
    assert client.unexpected_bytes == b""
    assert "printed by a check" in server.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("how", ["exit", "end of input"])
def test_session_without_shutdown_exits_with_1(start: Callable[..., ServerProcess], how: str) -> None:
    server = start("--stdio")
    server.client.initialize()
    if how == "exit":
        server.client.end_session(shutdown=False)
    else:
        assert server.process.stdin is not None
        server.process.stdin.close()
    assert server.exit_code() == 1
    assert server.log.read_text(encoding="utf-8") == ""


def answer(connection: socket.socket) -> bytes:
    try:
        return connection.recv(100)
    except ConnectionResetError:
        return b""


def test_tcp_session_accepts_one_protocol_client(start: Callable[..., ServerProcess]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = start("--tcp", f"127.0.0.1:{port}")
    while "waiting for an editor" not in server.log.read_text(encoding="utf-8"):
        assert server.process.poll() is None
    with socket.create_connection(("127.0.0.1", port), TIMEOUT) as browser:
        browser.sendall(b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}")
        assert answer(browser) == b""
    with socket.create_connection(("127.0.0.1", port), TIMEOUT) as connection:
        client = Client(server.client.folder, connection.makefile("rb"), connection.makefile("wb"))
        client.initialize()
        assert codes(client.open("a.md", DOUBLED)) == ["text/repeated-word"]
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), TIMEOUT)
        client.end_session()
        assert server.exit_code() == 0


@pytest.mark.parametrize(
    ("before", "address", "message"),
    [
        ("", "0.0.0.0:2087", "only 127.0.0.1:PORT"),
        ("", "2087", "only 127.0.0.1:PORT"),
        ("", "127.0.0.1:x", "a number from 1 to 65535"),
        ("import sys; sys.modules['pygls'] = None", "127.0.0.1:2087", "pip install 'affilint[lsp]'"),
    ],
)
def test_server_start_failure_is_one_line(before: str, address: str, message: str) -> None:
    code = f"{before}\nfrom linter.cli import main\nmain(['lsp', '--tcp', '{address}'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
