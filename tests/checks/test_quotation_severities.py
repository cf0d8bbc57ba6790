"""How sure a misplaced mark is: which of them warn, and which are hints."""

from __future__ import annotations

import pytest

from tests.conftest import check


def found(sentence: str) -> list[tuple[str, str]]:
    text = f"---\nlang: en\n---\n\nThe depot opened in spring, and everybody who works there likes it.\n\n{sentence}\n"
    return [(finding.rule, finding.severity) for finding in check(text, "a.md") if finding.rule.startswith("quotes/")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The clerk said, ‘I would not buy it and went home.",
        "She called it ‘the worst of the lamps and sent it back.",
        "It is a big ‘depot and a good one.",
        "She answered 'not this year when they asked for lamps.",
        "The list says «Lamps are not sold here and has a date.",
    ],
)
def test_lone_mark_before_a_word_that_nobody_shortens_is_a_warning(sentence: str) -> None:
    assert found(sentence) == [("quotes/unbalanced", "warning")]


@pytest.mark.parametrize("sentence", ["It is a big ‘pot and a good one.", "He read the ‘pot of the depot at home."])
def test_lone_mark_that_may_stand_for_letters_is_a_hint(sentence: str) -> None:
    assert found(sentence) == [("quotes/unbalanced", "info")]


def test_backtick_in_a_word_is_a_warning() -> None:
    assert found("We don\\`t sell lamps.") == [("quotes/wrong-glyph", "warning")]
    assert found("Type \\`lamp' and wait.") == [("quotes/wrong-glyph", "info")]


def test_quotation_behind_a_colon_wants_its_space() -> None:
    assert found("The box has a note:“Handle with care”.") == [("quotes/spacing", "warning")]
    assert found('Search for title:"lamp" and wait.') == []


def test_quotation_behind_a_comma_and_a_closing_mark_wants_its_space() -> None:
    assert found("They offered “mint”,“sage” and “plum” as colours.") == [("quotes/spacing", "warning")]
    assert found('Its types are "mint","sage" and "plum" by name.') == []


@pytest.mark.parametrize(
    "sentence",
    [
        'It gives four texts: [ "lamp", " wick", " oil" ], whose spaces are kept.',
        "It removes “Lamp: ”, “Wick: ” and the “ /” at the end.",
        "She said, “He called it ‘the worst of the lamps.’ ” Then she left.",
        'They sell an "LED"ification of the old lamp.',
        'Please append " lamps" to what you search for.',
    ],
)
def test_space_that_belongs_to_a_text_or_an_ending_is_no_mistake(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The [best] lamps are “ lamps of the depot”.",
        "She called it “the worst of the lamps ” and left.",
        'They sell a "lamp"box here.',
    ],
)
def test_space_that_belongs_nowhere_is_a_mistake(sentence: str) -> None:
    assert found(sentence) == [("quotes/spacing", "warning")]


@pytest.mark.parametrize(
    "sentence",
    [
        'The box says “ready to use" but it is not.',
        "“She told me “wait here” and never came back,” he said.",
        "The ``smart'' lamp is anything but.",
        "The childrens‘ lamp is cheap and good.",
    ],
)
def test_what_no_generator_mends_is_a_warning(sentence: str) -> None:
    assert [severity for _, severity in found(sentence)] == ["warning"]


def test_mixed_pairs_of_one_who_always_writes_them_are_hints() -> None:
    sentence = 'The box says “open" here, “closed" there and “ajar" at the back.'
    assert {severity for rule, severity in found(sentence) if rule == "quotes/mixed-pair"} == {"info"}


def test_straight_marks_in_straight_marks_are_a_hint() -> None:
    assert found('"He shouted "lamp" and everybody ran," the clerk recalls.') == [("quotes/nested-same", "info")]


def test_possessive_of_initials_needs_no_space() -> None:
    assert found("Though brief, G.W.J.'s note on the lamp was read by all.") == []


def test_lone_mark_in_a_block_of_very_many_lines_is_a_hint() -> None:
    """In a chat or a log the marks of different speakers pair up far from the one that is open."""
    lines = ['The clerk said "we sell no lids and left.'] + ["Harrow: we do sell them."] * 45
    assert found("  \n".join(lines)) == [("quotes/unbalanced", "info")]
    assert found("  \n".join(lines[:5])) == [("quotes/unbalanced", "warning")]
    assert found(" ".join([*lines, *lines[1:] * 4])) == [("quotes/unbalanced", "info")]
