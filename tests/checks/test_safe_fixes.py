"""Fixes that are called safe keep the meaning of the article: where a sound reading exists, the fix is not safe."""

from __future__ import annotations

import pytest

from tests.conftest import check

OTHER = "The people of the depot like it, and it is near the road that leads to the sea."


def found(sentence: str, rule: str, language: str = "en") -> list[tuple[str, bool | None]]:
    text = f"---\nlang: {language}\n---\n\n{sentence} {OTHER if language == 'en' else ''}\n"
    return [
        (finding.excerpt, finding.fix.safe if finding.fix else None)
        for finding in check(text, "a.md")
        if finding.rule == rule
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "safe"),
    [
        ("en", "We have the the lid of oak.", True),
        ("en", "It is a a lid of oak.", True),
        ("en", "Salt and and pepper are there.", True),
        ("en", "He gives in in in the end of March of the year.", None),
        ("en", "It is on on the shelf.", False),
        ("en", "The lid has a shelf shelf of oak.", True),
        ("en", "If you want to to see the shelf, call first.", False),
        ("de", "Das Brot und und das Salz sind da.", True),
        ("de", "Heute fahren wir wir nach Köln.", False),
        ("fr", "Il y a un un couvercle dans la pièce et il est bon.", True),
        ("fr", "Je pense que que le prix est bon.", False),
    ],
)
def test_one_of_two_words_goes_safely_only_where_no_sentence_holds_both(
    language: str,
    sentence: str,
    safe: bool | None,  # noqa: FBT001
) -> None:
    expected = [] if safe is None else [safe]
    assert [fix for _, fix in found(sentence, "text/repeated-word", language)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The yard was full.The lid was open.", [("full.The", True)]),
        ("It is cheap,and we like it.", [("cheap,and", True)]),
        ("They speak of one:many talks here, and of the rest.", [("one:many", False)]),
        ("You can see all the lids,boxes and so on of it.", [("lids,boxes", False)]),
        ("A lid of the depot (still a beta)is what they say.", [(")is", False)]),
        ("The layer models.Linear1D is what they use there.", []),
    ],
)
def test_a_space_is_safe_where_a_sentence_or_a_clause_ends(
    sentence: str, expected: list[tuple[str, bool | None]]
) -> None:
    assert found(sentence, "text/missing-space") == expected


def test_a_mark_is_not_cut_in_two_at_the_end_of_what_is_searched() -> None:
    before = "It is full,and we like it in the yard where the lids of the depot are, which is what I would say, and "
    assert found(f"{before}models.Linear1D is one.", "text/missing-space") == [("full,and", True)]


@pytest.mark.parametrize(
    "sentence",
    ["The clubs do do a lot for us.", "There is a work around around this.", "The letters are k n v a a t z here."],
)
def test_words_that_stand_twice_for_a_reason(sentence: str) -> None:
    assert found(sentence, "text/repeated-word") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "他们把“箱子（box）”lid 放在院子里。",
        "我们“抬起”Lid 的盖子，很好用。",
        "“很好用。”Tennby 表示，“我们喜欢。”",
        'And then I thought, "Well, you can see it, said he, "from here" and so on.',
    ],
)
def test_no_space_is_missing_at_a_quotation_in_chinese_or_one_that_is_never_closed(sentence: str) -> None:
    assert found(sentence, "quotes/spacing") == []
