"""Choices in code: what they ask, their branches, and whether what is asked holds."""

from __future__ import annotations

import pytest

from linter.site.code.choices import choice, holds


@pytest.mark.parametrize(
    ("expression", "parts"),
    [
        ("a ? b : c", ("a", "b", "c")),
        ("a ? b ? 1 : 2 : c", ("a", "b ? 1 : 2", "c")),
        ("a ? b : c ? d : e", ("a", "b", "c ? d : e")),
        ("a?.b ?? c ? '?' : ':'", ("a?.b ?? c", "'?'", "':'")),
        ("f(a ? 1 : 2)", None),
        ("{ a: 1 }", None),
        ("a ? b", None),
    ],
)
def test_branches_of_a_choice(expression: str, parts: tuple[str, str, str] | None) -> None:
    assert choice(expression) == parts


KNOWN = {
    "path": ["/dp/B0"],
    "url": ["https://a.example/", "?tag=a-20"],
    "end": ["", "&tag=a-20"],
    "shop": ["amazon"],
    "none": [""],
    "no": ["false"],
    "zero": ["0"],
}


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("path", True),
        ("none", False),
        ("no", False),
        ("!none", True),
        ("zero", None),
        ("gone", None),
        ("!gone", None),
        ("url", True),
        ("path.startsWith('/dp/')", True),
        ("path.startsWith('http')", False),
        ("url.startsWith('https://')", True),
        ("url.startsWith('/dp/')", False),
        ("url.startsWith('https://a.example/pens/')", None),
        ("end.startsWith('/')", None),
        ("url.endsWith('a-20')", True),
        ("url.includes('tag=')", True),
        ("url.includes('pens')", None),
        ("path?.includes('tag=')", False),
        ("!path.includes('tag=')", True),
        ("shop === 'amazon'", True),
        ("shop !== 'amazon'", False),
        ("shop == 'other'", False),
        ("path.includes(none)", None),
        ("path.includes(gone)", None),
        ("shop === gone", None),
        ("shop !== path", True),
        ("shopOf(path).includes('x')", None),
        ("url === 'x'", None),
        ("shop === 'amazon' && path.startsWith('/dp/')", True),
        ("gone && none", False),
        ("gone && shop", None),
        ("gone || shop", True),
        ("none || (shop && !path)", False),
        ("shop ?? none", None),
        ("path.length > 3", None),
        ("test(path)", None),
        ("", None),
        ("!" * 50 + "path", None),
    ],
)
def test_what_a_condition_says_of_known_texts(asked: str, *, answer: bool | None) -> None:
    assert holds(asked, lambda name: KNOWN.get(name, [])) is answer
