"""Reading texts back that were made of a pattern."""

from __future__ import annotations

import time

import pytest

from linter.report.patterns import Slot, pattern_of


@pytest.mark.parametrize(
    ("pattern", "text", "readings"),
    [
        ("nothing to fill", "nothing to fill", [{}]),
        ("nothing to fill", "something else", []),
        ("“{word}” stands here twice.", "“lamp” stands here twice.", [{"word": "lamp"}]),
        ("“{word}” stands here twice.", "“lamp” stands here once.", []),
        ("{a} and {b}", "salt and pepper", [{"a": "salt", "b": "pepper"}]),
        ("{a} and {b}", "A and B and C", [{"a": "A", "b": "B and C"}, {"a": "A and B", "b": "C"}]),
        ("{a} or {a}", "one or one", [{"a": "one"}]),
        ("{a} or {a}", "one or two", []),
        ("({a}){b}, done", "(x (y)), done", [{"a": "x (y", "b": ")"}, {"a": "x (y)", "b": ""}]),
        ("ab{x}ba", "aba", []),
        ("{{{x}}}", "{lamp}", [{"x": "lamp"}]),
    ],
)
def test_readings(pattern: str, text: str, readings: list[dict[str, str]]) -> None:
    assert list(pattern_of(pattern).readings(text)) == readings


def test_kinds_of_slots() -> None:
    assert pattern_of("{a:t} {b:t?} {c:n} {d}").slots == (Slot("a", "t"), Slot("b", "t?"), Slot("c", "n"), Slot("d"))


def test_reading_takes_linear_time() -> None:
    pattern = pattern_of("{a} x {b} x {c} x {d} x {e}!")
    started = time.process_time()
    assert not list(pattern.readings(" x" * 500_000 + "?"))
    assert not list(pattern.readings(" x " + "y" * 1_000_000 + "!"))
    assert time.process_time() - started < 2
