"""Words that are named, set apart or usual at an end: nothing is missing there."""

from __future__ import annotations

import pytest

from linter.facts.prose.mentioned import ends_by_itself, is_compound, is_number, is_sign
from linter.facts.prose.model import prose_model
from linter.finding import Finding
from tests.conftest import check

START = "The depot opened in spring, and most of the parcels leave before noon.\n\n"
END = "\n\nThe drivers know every road around the depot by now.\n"


def found(rule: str, text: str, start: str = START, end: str = END) -> list[Finding]:
    return [finding for finding in check(f"{start}{text}{end}", "a.md") if finding.rule == rule]


@pytest.mark.parametrize(
    "text",
    [
        "We removed words like the, is, an from the index of the shop.",
        "We drop words such as a, an and the from every title.",
        "Of all the joiners (and, or, but, because) this one is the longest.",
        "The route that the drivers took was anything but.",
        "The lamp was bought for the hall, and the price was nothing but.",
        "The on screen keyboard is small and hard to use.",
        "The lamp stays in the on position.",
        "It is an over the counter lamp that many like.",
        "He made a before and after picture of the depot.",
        "The !& key is used by nobody in the office.",
        "We asked them to look at the Buy The. That was a shop of ours.",
        "Our motto in the depot is *because.* It was painted on the wall.",
        "The list of roads is anything to go by, as the drivers say.",
        "The name of the plan that it was partly inspired by, which is short, is old.",
        "We sell it because we can, and just because.",
        "It is a for profit company, as many of the others are.",
        "This is one of the to be elected members of the board.",
        "You can use the for command to print the plan.",
        "We asked about the where and the when of the sale.",
        "The wire goes to the other side of the board through a via.",
        "Whether the lamp is cheap in May is a big if.",
        "The !Kung woman told us so in the depot.",
        "As, I suspect, is the larger plan, which many of the drivers use.",
        "They gave a clear account of the, what the foreman called, bad years.",
        "> The drivers said that this is the if you ask them kindly.",
        "Yeah, the, is it the or the other? Yeah, it is. Okay, we go with the of it, and, yeah, that is it.",
    ],
)
def test_words_that_are_named_or_may_stand_so_have_no_gap(text: str) -> None:
    assert found("text/lost-words", text) == []


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("You can compare it with our and then decide which of the two you need.", "our and"),
        ("The drivers say that they have seen a that half of them use.", "a that"),
        ("I will award the on January 1st, so that there is time.", "the on"),
    ],
)
def test_gaps_beside_these_guards_are_still_found(text: str, excerpt: str) -> None:
    assert [finding.excerpt for finding in found("text/lost-words", text)] == [excerpt]


@pytest.mark.parametrize(
    "text",
    [
        "You can see where the lorry is with Find My",
        "The people in the depot work from nine to five",
        "Also available as an MP3 download",
        "Also available as a printed book that is made in the depot as is",
        "You press the button that is labelled “Or the”",
        "We have asked what the big lamp in the hall was for",
        "You can use it in the office and at home with up to five",
        "The scanner does not start, I mean come on",
        "**Ann:** I think that we should take the larger of\n\n**Ben:** No, we should not.",
        "The page says:\n\nThe lamp is made of glass and can be put into other",
        "![](lamp.jpg)\n\nThe lamp as it was seen by the other drivers who lived near",
        '<div class="slide">The lamp can be bought at the depot by people who need other</div>',
        "The lamps of the year are sold by a new shop at\n\n## [lamps.example](https://lamps.example/)",
    ],
)
def test_ends_that_are_sound_or_set_apart_do_not_break_off(text: str) -> None:
    assert found("text/cut-sentence", text) == []


def test_a_page_without_any_stop_is_written_so() -> None:
    lines = "We drove to the depot in the morning and saw the lorries\n\nThe drivers were there with their new"
    assert found("text/cut-sentence", lines, "", "") == []


def test_verse_set_a_line_a_paragraph_breaks_off_nowhere() -> None:
    lines = "The lorry left before the day had\n\nThe drivers sang of what they would have\n\nThe road was long, and there was no"
    assert found("text/cut-sentence", f"{lines}\n\nThe moon went down behind the yard") == []


def test_a_deck_of_slides_breaks_off_nowhere() -> None:
    cut = "We have compared the three plans that small shops ask for, but if you"
    assert len(found("text/cut-sentence", cut)) == 1
    assert found("text/cut-sentence", cut, "The plans are old.\n\n---\n\n" * 5, f"\n\n---{END}") == []


@pytest.mark.parametrize(
    "text",
    [
        "the plans that we have compared can be found below, as the drivers said.",
        "why the plan is cheap has been said by the people who sell it.",
        "*of no use*\\\nThe plan has been compared with others by the drivers.",
        "`scan` is what we use.\n\nor run it with the printer that stands in the depot:\n\n```\nscan --all\n```",
    ],
)
def test_small_letters_of_whole_sentences_begin_no_cut_paragraph(text: str) -> None:
    assert [finding for finding in found("text/cut-beginning", text) if finding.severity != "info"] == []


def test_a_name_that_an_address_repeats_is_no_word_that_closed_up() -> None:
    text = "We like [theTennby](https://thetennby.example/) in May, and the {} is cheap."
    assert found("text/fused-name", text.format("Tennby")) == []
    assert len(found("text/fused-name", "We like theTennby in May, and the Tennby is cheap.")) == 1


def test_a_capital_in_mid_sentence_makes_a_name_of_two_parts() -> None:
    assert found("text/fused-name", "They work at an AmTennby shop, and the Tennby is cheap.") == []


PARAGRAPH = "All parcels that we have seen leave the depot before noon or after it."
SENTENCE = "All parcels leave the depot before noon."


@pytest.mark.parametrize(
    ("text", "times"),
    [
        (f"{SENTENCE} {SENTENCE}", 1),
        (f"{SENTENCE} {SENTENCE} {SENTENCE}", 2),
        (f"{PARAGRAPH}\n\n{PARAGRAPH}", 1),
        (f"{PARAGRAPH}\n\n{PARAGRAPH}\n\n{PARAGRAPH}", 2),
    ],
)
def test_what_is_repeated_is_a_hint(text: str, times: int) -> None:
    assert [finding.severity for finding in found("text/repeated-sentence", text)] == ["info"] * times


@pytest.mark.parametrize("text", ["it is sold as is", "rated nine out of ten", "twenty-one of 30", "called “the with”"])
def test_texts_that_end_by_themselves(text: str) -> None:
    assert ends_by_itself(text, part_of_a_name=False)


def test_other_texts_do_not_end_by_themselves() -> None:
    assert not ends_by_itself("The lamp is sold by the", part_of_a_name=False)
    assert not ends_by_itself("with up to five", part_of_a_name=False)
    assert ends_by_itself("with Find My", part_of_a_name=True)


def test_numbers_are_told_in_figures_and_in_words() -> None:
    assert all(is_number(word) for word in ("5", "five", "twenty-one"))
    assert not any(is_number(word) for word in ("fifth", "a", "twenty-odd"))


def test_a_mark_beside_another_sign_is_a_sign() -> None:
    assert is_sign("the !& key", 4, 5)
    assert not is_sign("the one. And", 7, 8)
    assert not is_sign("the one.", 7, 8)
    assert not is_sign("(the one).", 8, 9)


def test_preposition_behind_a_determiner_at_the_very_end() -> None:
    words = ["Put", "it", "on", "the", "in"]
    model = prose_model("en")
    assert model is not None
    assert not is_compound(words, len(words) - 1, model.vocabulary)


@pytest.mark.parametrize(
    "text",
    [
        "The lamp was sold in the so called summer sale of the depot.",
        "We put it on the to do list of the man who writes the plan.",
        "Want to load your own parcels? No can do: the yard is closed.",
        "The me who drove the first truck would not know the yard today.",
        "We watched a how to film about the new lamps in the hall.",
        "Its not the best lamp, but it is the one we have in the hall.",
        "This is one of, if not the, best depots of the coast.",
    ],
)
def test_compounds_and_slips_are_no_gaps(text: str) -> None:
    assert [finding for finding in found("text/lost-words", text) if finding.severity == "warning"] == []


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("If your is too dry, add a spoonful of milk and stir it well.", "your is"),
        ("You need a with at least two ports before you order the lamp.", "a with"),
        ("The more you put into your, the less you have to carry.", "your,"),
        ("Here is how to choose the for your garden.", "the for"),
    ],
)
def test_a_determiner_without_its_noun_is_found(text: str, excerpt: str) -> None:
    assert [finding.excerpt for finding in found("text/lost-words", text)] == [excerpt]
