"""A short run of ``bench/fuzz/commands.py``: whole commands, and a session with the language server."""

from __future__ import annotations

import importlib.util
from itertools import islice
from pathlib import Path

import pytest

from tests.fuzz import load

FUZZ = load("commands")


def test_every_command_holds_on_fuzzed_documents(tmp_path: Path) -> None:
    FUZZ.run_all(list(islice(FUZZ.documents(11), 25)), tmp_path / "texts")


@pytest.mark.skipif(importlib.util.find_spec("pygls") is None, reason="pygls is not installed (the extra lsp)")
def test_editor_sees_what_a_check_finds_after_every_change(tmp_path: Path) -> None:
    FUZZ.fuzz_session(12, 20, tmp_path)


def test_finding_that_the_editor_is_not_told_of_is_found(tmp_path: Path) -> None:
    """Otherwise the session above could hold vacuously."""
    with pytest.raises(FUZZ.FaultError, match="the editor is told"):
        FUZZ.compare(tmp_path / "a.md", "We saw the the lamp.\n", [], FUZZ.ConfigResolver(), "here")


def test_internal_error_of_a_command_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("linter.running.one_file.read_article", broken)
    with pytest.raises(FUZZ.FaultError, match="internal error"):
        FUZZ.run_all([(0, "a.md", "a\n")], tmp_path / "texts")
