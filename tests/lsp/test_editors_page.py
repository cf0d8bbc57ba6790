"""docs/editors.md: its configuration examples parse and start the server."""

from __future__ import annotations

import json
import re
import tomllib

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return found


def test_editor_examples_start_the_server() -> None:
    helix = tomllib.loads(block("toml"))
    assert helix["language-server"]["affilint"] == {"command": "affilint", "args": ["lsp"]}
    assert all("affilint" in language["language-servers"] for language in helix["language"])
    assert 'cmd = { "affilint", "lsp" }' in block("lua")


def test_action_on_save_is_the_offered_fix_all() -> None:
    from linter.lsp.actions import FIX_ALL

    assert list(json.loads(block("json"))["editor.codeActionsOnSave"]) == [FIX_ALL]
