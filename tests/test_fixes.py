"""Fixes of a text with very many findings; how their time grows, bench/ measures."""

from __future__ import annotations

from linter.finding import Edit, Finding, Fix
from linter.fixes import choose


def test_all_of_very_many_fixes_are_chosen() -> None:
    findings = [
        Finding("a.md", "x/y", "error", "certain", "m", at, at + 1, "x", fix=Fix((Edit(at, at + 1, ""),), safe=True))
        for at in range(0, 80_000, 2)
    ]
    assert len(choose(findings, unsafe=False)) == 40_000
