"""docs/editors.md: what it tells people to write can be read, and starts the server."""

from __future__ import annotations

import json
import re
import tomllib

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return found


def test_every_editor_starts_the_command() -> None:
    helix = tomllib.loads(block("toml"))
    assert helix["language-server"]["affilint"] == {"command": "affilint", "args": ["lsp"]}
    assert all("affilint" in language["language-servers"] for language in helix["language"])
    code = json.loads(block("json"))
    assert [code["glspc.server.command"], *code["glspc.server.commandArguments"]] == ["affilint", "lsp"]
    assert 'cmd = { "affilint", "lsp" }' in block("lua")


def test_the_action_to_run_on_save_is_the_one_that_is_offered() -> None:
    from linter.lsp.actions import FIX_ALL

    assert list(json.loads(block("json"))["editor.codeActionsOnSave"]) == [FIX_ALL]
