"""Known words that a mistyped one may have meant."""

from __future__ import annotations

import pytest

from linter.data.nearness import nearest

COMMANDS = ("baseline", "check", "explain", "fix", "inspect", "links", "networks", "report", "rules")
RULES = ("disclosure/far-from-link", "disclosure/missing", "links/lost-id", "links/rel-missing", "text/repeated-word")


def test_word_that_nobody_mistypes_is_compared_with_none() -> None:
    assert nearest("baseline" * 20, ("baseline" * 20,)) is None


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("chekc", COMMANDS, "check"),
        ("repotr", COMMANDS, "report"),
        ("Baselin", COMMANDS, "baseline"),
        ("networsk", COMMANDS, "networks"),
        ("fixx", COMMANDS, "fix"),
        ("repeated-word", RULES, "text/repeated-word"),
        ("rel_missing", RULES, "links/rel-missing"),
        ("links/rel-mising", RULES, "links/rel-missing"),
        ("warn", ("error", "info", "warning"), "warning"),
        ("kmh", ("km", "km/h"), "km/h"),
    ],
)
def test_what_differs_by_slips_is_offered(word: str, known: tuple[str, ...], meant: str) -> None:
    assert nearest(word, known) == meant


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("nonsense", COMMANDS),
        ("lint", COMMANDS),
        ("sort", COMMANDS),
        ("html", ("json", "text", "yaml")),
        ("on", ("off", "info")),
        ("links", ()),
        ("", COMMANDS),
        ("text/spelling", RULES),
    ],
)
def test_what_is_another_word_is_not(word: str, known: tuple[str, ...]) -> None:
    assert nearest(word, known) is None
