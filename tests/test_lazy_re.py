"""Patterns are compiled when they are first used, and behave as those of ``re``."""

from __future__ import annotations

import pickle
import re
from importlib import import_module

import pytest

from linter import lazy_re
from tests.conftest import ROOT

WORD = r"(?P<word>\w+)"


def test_a_pattern_is_compiled_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    monkeypatch.setattr(lazy_re.re, "compile", lambda pattern, _: compiled.append(pattern))
    assert lazy_re.compile(WORD).pattern == WORD
    assert compiled == []
    with pytest.raises(AttributeError):
        _ = lazy_re.compile(WORD).search
    assert compiled == [WORD]


def test_a_pattern_does_what_one_of_re_does() -> None:
    lazy, eager = lazy_re.compile(WORD, re.ASCII), re.compile(WORD, re.ASCII)
    text = "one två"
    for _ in range(2):
        assert lazy.findall(text) == eager.findall(text) == ["one", "tv"]
        assert lazy.sub("-", text, count=1) == "- två"
        found = lazy.search(text, 4)
        assert found is not None
        assert found["word"] == "tv"
        assert (lazy.flags, lazy.groups, lazy.groupindex) == (eager.flags, eager.groups, eager.groupindex)
    with pytest.raises(AttributeError):
        _ = lazy.nothing  # type: ignore[attr-defined]


def test_a_pattern_can_be_sent_before_and_after_it_was_used() -> None:
    lazy = lazy_re.compile(WORD, re.IGNORECASE)
    for _ in range(2):
        other = pickle.loads(pickle.dumps(lazy))  # noqa: S301 - our own
        assert (other.pattern, other.flags) == (WORD, re.IGNORECASE | re.UNICODE)
        assert lazy.fullmatch("One") is not None


def test_a_mistake_shows_when_the_pattern_is_used() -> None:
    broken = lazy_re.compile("(")
    with pytest.raises(lazy_re.error):
        broken.search("(")


def test_every_declared_pattern_is_valid() -> None:
    seen = 0
    for path in sorted((ROOT / "linter").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if name == "linter.__main__":
            continue
        try:
            members = vars(import_module(name))
        except ModuleNotFoundError:  # of an extra
            continue
        for value in members.values():
            if isinstance(value, lazy_re._Pattern):
                seen += value.groups >= 0
    assert seen > 500
