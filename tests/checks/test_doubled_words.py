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
        ("en", "The lid has a wide wide rim."),
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
