"""Which doubled words are meant is grammar, and each language has its own."""

from __future__ import annotations

import pytest

from tests.conftest import check


def severities(language: str, sentence: str) -> list[str]:
    text = f"---\nlang: {language}\n---\n\n{sentence}\n"
    return [finding.severity for finding in check(text, "a.md") if finding.rule == "text/repeated-word"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The aim is is to ship before noon."),
        ("en", "We hope that that an answer comes soon."),
        ("en", "When it it rains the yard floods."),
        ("en", "We found the cat in in the yard."),
        ("en", "We live in in London and like it."),
        ("en", "The The shelf is made of oak."),
        ("en", "Perhaps Perhaps the shelf is made of oak."),
        ("en", "It was late, and I've I've no lamp."),
        ("en", "If you want to to see the shelf, call first."),
        ("en", "The lid has a wide wide rim."),
        ("en", "We waited for two two hours in the yard."),
        ("en", "There are are only three lids."),
        ("en", "We know that it makes makes no sense."),
        ("pt", "A caixa tem um um pé de madeira."),
        ("de", "Das ist das Ende der der Woche."),
        ("de", "Heute fahren wir wir nach Köln."),
        ("nl", "De doos staat met met een deksel op de grond."),
        ("it", "La scatola sta nella nella stanza."),
        ("fr", "Je pense que que le prix est bon."),
        ("es", "Dice que que el precio es bueno."),
    ],
)
def test_mistake(language: str, sentence: str) -> None:
    assert severities(language, sentence) == ["warning"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "You can put that in in bold if you like."),
        ("en", "The village has turned off off the grid for good."),
        ("en", "It is a page that they can refer back to to see the plan."),
        ("en", "Come in in close order, the foreman said."),
        ("en", "It is a record that I still listen to to this day."),
        ("en", "Cut the shelf as we need to to hold the lamp."),
        ("en", "They want a more open open source licence."),
        ("en", "We use [lamp] [lamp] and [the\nshelf]\n[shelf] here."),
        ("en", "When using it it may help to wear gloves."),
        ("en", "What it is is a plain wooden box."),
        ("en", "The house we live in in winter is warm."),
        ("en", "She gave her her coat and left."),
        ("en", "It was after that that I left."),
        ("en", "Stir in the agar agar and wait."),
        ("en", "They saw The The and Talk Talk there."),
        ("en", "We read the *The Lid Maker* in school."),
        ("en", "He wrote “and and” on the board."),
        ("de", "Es gibt Kisten, die die Firma nicht verkauft."),
        ("de", "Hier sind wir wir selbst."),
        ("de", "Wer geht auf sie zu, um auf sie zu zu gehen?"),
        ("nl", "Ik denk dat het het beste is, als je je aanmeldt."),
        ("it", "Il corso ti guida passo passo."),
        ("fr", "Vous vous souvenez, et nous nous levons."),
        ("es", "Está muy muy bien y casi casi listo."),
    ],
)
def test_meant(language: str, sentence: str) -> None:
    assert severities(language, sentence) == []


def test_adjective_for_emphasis_is_a_hint() -> None:
    assert severities("en", "It is a good good box for the depot.") == ["info"]


def test_word_that_the_article_doubles_again_is_a_name() -> None:
    assert severities("en", "We put the lid lid on. The lid lid is red.") == []
    assert severities("en", "We put the lid lid on. The lid is red.") == ["warning"]


@pytest.mark.parametrize(
    "sentence",
    [
        "This shelf is for the you you want to be.",
        "She came of her own free will will she not.",
        "Will will come with May may she like it or not.",
        "After this this box is the last one.",
        "For it it is a question of time.",
        "We mean to do this this week.",
        "All the boxes we have have a lid.",
        "What the lid does does matter.",
        "The way they are are the way we like them.",
        "Until then then nobody will open it.",
        "It is not not a box.",
        "The lid goes click, clack clack!",
        "Plonk plonk.",
        "Why are the lids lids, and why are the heavy heavy?",
        "We call all lids lids.",
        "Someone to talk to to pass the time is all they want.",
        "How do we make remote work work?",
        "Depot AI AI is what they call the new lid.",
        "It is just what I've been looking for for a long time.",
        "It tells them which shelf to go to to get the lid.",
        "What my note is is a plea for more lids.",
        "We all know that that will rarely happen.",
        "The maker said that that lid is old.",
        "They argue over what is is, and over lids.",
        "Open the lid of love<br>and close close the box<br>for you and me",
        "“The box of love / is shut shut tight / for you and me”",
        "There are lids that do do what we ask.",
        "It’s a relief that that was mended at noon.",
    ],
)
def test_meant_in_english(sentence: str) -> None:
    assert severities("en", sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "They will will open the box at noon.",
        "We have have been there since May.",
        "There are are two boxes on the shelf.",
        "It depends on what the the depot says.",
        "Wide lids need more more room than others.",
        "The one one is red, and we saw it.",
        "It is small small enough for the shelf.",
        "That is a shelf that I’d like like a lid for.",
        "We asked the CNC CNC people for a lid.",
        "They carry a box that is strong, and which is is new to us.",
        "We plan to roll out out lids on more shelves.",
        "It is a frozen lid that that has been opened.",
        "These marks are used to to tell the lids apart.",
        "It is something that I could to to hold the lid.",
        "There was no no trouble with the lid.",
        "This way way you see both lids at once.",
        "It sounds like like a lid that falls.",
        "It ended in a modest fair for for forty people, which came late.",
        "The lids are in in the shed behind the depot.",
        "You need oak, paint paint, and nails for the lid.",
        "This is the most practical practical, small lid of all.",
        "That shelf gives you you a place for the lid.",
        "She was tired, and I think that she was tired from from the walk.",
        "The shed is located in in the north of the yard.",
        "The price is based on on the lid and the box.",
        "The box was made by by the keeper of the yard.",
        "The lid was added to to the list of the yard.",
        "The keeper was asked to to show the lid.",
        "It is a box that that will hold two lids.",
        "Ask the keeper of the [lid](https://shelf.example/lid) and of the shelf shelf there.",
    ],
)
def test_mistake_in_english(sentence: str) -> None:
    assert severities("en", sentence) == ["warning"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The lids were mixed in in our yard.",
        "The label is pasted in in the box of the lid.",
        "We should have put a lid on it in in the first place.",
        "The lamp was looked at at the end of May.",
        "The boxes were passed over over the wall of the yard.",
        "A shed was broken into into the night.",
        "Long ago we had one one day.",
        "It is the page that is linked to to show the lid.",
        "We use the _wide wide_ lid of the shelf to tell them apart.",
        "The shelf's [lid](https://shelf.example/lid) lid is made of oak.",
    ],
)
def test_pair_that_may_be_sound_is_a_hint(sentence: str) -> None:
    """A particle meets a preposition, a preposition another, a linked term its noun, or two words are one term."""
    assert severities("en", sentence) == ["info"]


def test_elements_side_by_side_are_no_sentence() -> None:
    def found(body: str) -> list[str]:
        text = f'<html lang="en"><body><p>We have two lids.</p><p>{body}</p></body></html>'
        return [finding.rule for finding in check(text, "a.html") if finding.rule == "text/repeated-word"]

    assert found("This lid is <span>stock</span> <span>stock</span> and new for all of us.") == []
    assert found("This lid is <b>stock stock</b> and new for all of us.") == ["text/repeated-word"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The week has two two hour lessons in the depot."),
        ("en", "The ones that are are made of oak, the others are not."),
        ("en", "It lacks the very part that makes tea tea."),
        ("en", "Every move it makes makes sense to the clerk."),
        ("pt", "A caixa male male fecha, mas serve."),
        ("pt", "O código da caixa é zero um um zero e está escrito na tampa."),
        ("pt", "Os pinos da caixa são R, S e E, todos de metal."),
    ],
)
def test_words_that_meet_by_grammar_are_no_mistake(language: str, sentence: str) -> None:
    assert severities(language, sentence) == []
