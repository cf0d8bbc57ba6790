"""Changes sent in parts, and findings that the client asks for."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pygls", reason="pygls is not installed (the extra lsp)")

from lsprotocol import types

from linter.lsp.protocol import changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.lsp.client import Client, ServerProcess

DOUBLED = "We saw the the lamp.\n"
PULLING = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}


def codes(diagnostics: list[dict[str, object]]) -> list[object]:
    return [item.get("code") for item in diagnostics]


def test_the_server_asks_for_parts_of_documents(client: Client) -> None:
    assert client.capabilities["textDocumentSync"]["change"] == 2


@pytest.mark.parametrize("odd", ["\u2028", "\u0085", "\x0c", "\x1c", "\u2029", "\x0b"])
def test_lines_end_where_editors_end_them(client: Client, odd: str) -> None:
    """Python's ``splitlines`` ends a line at each of these; an editor counts it as a character."""
    name = f"odd-{ord(odd)}.md"
    assert client.open(name, f"One{odd} two{odd} three.\r\n\r\n😀 We saw the{odd}lamp.\r\nEnd.\r\n") == []
    client.edit(name, f"One{odd} two{odd} three.\r\n\r\n😀 We saw the the lamp.\r\nEnd.\r\n")
    (found,) = client.diagnostics(name)
    assert client.text_in(name, found["range"]) == "the the"
    client.edit(name, f"One{odd} two{odd} three.\r\n\r\n😀 We saw the lamp.\r\nEnd.\r\n")
    assert client.diagnostics(name) == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-32"])
def test_many_small_changes_leave_the_text_of_the_editor(start: Callable[..., ServerProcess], encoding: str) -> None:
    client = start().client
    client.initialize(encoding)
    dice = random.Random(encoding)  # noqa: S311 - documents, no secrets
    pieces = ["a ", "the ", "\r\n", "\n", "\r", "\n\n", "😀", "é", "\u2028", "\x0c", "…", "# "]
    text = DOUBLED
    client.open("a.md", text)
    for _ in range(150):
        at, end = sorted(dice.randint(0, len(text)) for _ in range(2))
        text = text[:at] + dice.choice(pieces) + text[min(end, at + 3) :]
        client.edit("a.md", text)
    client.edit("a.md", f"{text}\n\n{DOUBLED}")
    told = sorted(str(item) for item in client.diagnostics("a.md"))
    assert "text/repeated-word" in str(told)
    client.change("a.md", client.texts["a.md"])
    assert sorted(str(item) for item in client.diagnostics("a.md")) == told


def part(start: tuple[int, int], end: tuple[int, int], text: str) -> types.TextDocumentContentChangePartial:
    return types.TextDocumentContentChangePartial(types.Range(types.Position(*start), types.Position(*end)), text)


def test_changes_are_made_one_after_the_other_and_cut_to_the_text() -> None:
    first, second = part((0, 1), (0, 1), "bc\r\n"), part((1, 0), (1, 0), "d")
    assert changed("a\u2028e", [first, second], "utf-16") == "abc\r\nd\u2028e"
    assert changed("a\rb", [part((1, 0), (9, 0), "c")], "utf-16") == "a\rc"
    assert changed("a\nb", [part((0, 99), (1, 0), "")], "utf-16") == "ab"
    assert changed("a", [types.TextDocumentContentChangeWholeDocument("b"), part((0, 1), (0, 1), "c")], "utf-8") == "bc"
    assert changed("😀x", [part((0, 2), (0, 3), "y")], "utf-16") == "😀y"


@pytest.fixture
def pulling(start: Callable[..., ServerProcess]) -> Client:
    client: Client = start().client
    client.initialize(**PULLING)
    return client


def open_quietly(client: Client, name: str, text: str) -> None:
    client.versions[name], client.texts[name] = 1, text
    item = {"uri": client.uri(name), "languageId": "markdown", "version": 1, "text": text}
    client.send("textDocument/didOpen", {"textDocument": item})


def pushed(client: Client) -> list[dict[str, Any]]:
    return [item for item in client.seen if item.get("method") == "textDocument/publishDiagnostics"]


def test_findings_are_given_to_a_client_that_asks_and_pushed_to_others(pulling: Client, client: Client) -> None:
    provider = pulling.capabilities["diagnosticProvider"]
    assert (provider["interFileDependencies"], provider["workspaceDiagnostics"]) == (False, False)
    assert "diagnosticProvider" not in client.capabilities
    open_quietly(pulling, "a.md", DOUBLED)
    report = pulling.pull("a.md")
    assert (report["kind"], codes(report["items"])) == ("full", ["text/repeated-word"])
    same = pulling.pull("a.md", report["resultId"])
    assert same == {"kind": "unchanged", "resultId": report["resultId"]}
    pulling.edit("a.md", "All is well.\n")
    well = pulling.pull("a.md", report["resultId"])
    assert (well["kind"], well["items"]) == ("full", [])
    assert well["resultId"] != report["resultId"]
    pulling.edit("a.md", "All is very well.\n")
    assert pulling.pull("a.md", well["resultId"])["kind"] == "unchanged"
    pulling.close("a.md")
    assert pulling.pull("a.md") == {"kind": "full", "items": []}
    assert pushed(pulling) == []


@pytest.mark.parametrize("missing", ["diagnostic", "refresh"])
def test_findings_are_pushed_where_a_client_cannot_ask_again(start: Callable[..., ServerProcess], missing: str) -> None:
    client = start().client
    client.initialize(
        **{name: value for name, value in PULLING.items() if (name == "workspace") is (missing != "refresh")}
    )
    assert "diagnosticProvider" not in client.capabilities
    assert codes(client.open("a.md", DOUBLED)) == ["text/repeated-word"]


def test_a_changed_configuration_lets_the_client_ask_again(pulling: Client, tmp_path: Path) -> None:
    config = tmp_path / "affilint.yml"
    config.write_text("rules: {text/repeated-word: info}\n")
    open_quietly(pulling, "a.md", DOUBLED)
    report = pulling.pull("a.md")
    assert [item["severity"] for item in report["items"]] == [3]
    config.write_text("rules: {text/repeated-word: error}\n")
    pulling.save("affilint.yml")
    pulling.wait_for("workspace/diagnostic/refresh")
    after = pulling.pull("a.md", report["resultId"])
    assert [item["severity"] for item in after["items"]] == [1]
    config.write_text("rules: {text/repeated-wort: error}\n")
    pulling.save("affilint.yml")
    pulling.wait_for("workspace/diagnostic/refresh")
    assert pulling.pull("a.md")["items"] == []
    (broken,) = pushed(pulling)  # no document of the client's: it cannot ask for it
    assert broken["params"]["uri"] == pulling.uri("affilint.yml")


def test_a_text_that_changed_meanwhile_is_asked_for_again(pulling: Client) -> None:
    open_quietly(pulling, "a.md", DOUBLED)
    pulling.pull("a.md")
    pulling.edit("a.md", "We saw the the the lamp.\n")
    pulling.send("textDocument/diagnostic", {"textDocument": {"uri": pulling.uri("a.md")}}, 777)
    pulling.edit("a.md", "All is well.\n")
    answer = pulling.next()
    while answer.get("id") != 777:
        answer = pulling.next()
    assert answer["error"]["code"] == -32802
    assert answer["error"]["data"] == {"retriggerRequest": True}
    assert pulling.pull("a.md")["items"] == []
