"""Long texts in pieces: what is done to the pieces is what would be done to the whole."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from linter.article import read_article
from linter.checks import check_module
from linter.facts import Facts
from linter.facts.faq.model import letters
from linter.facts.language.tokens import Tokens
from linter.long_texts import _PIECE, _SEARCHED, batches, contained, lowered, pieces
from linter.rulebook.loader import Rulebook
from linter.source import Source

LINES = ["Ein ΟΔΥΣΣΕΥΣ im Zug", "İstanbul, ǅ and ﬃ", "plain words; “quoted” words", "", "&amp; e\u0301", "\x01"]


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=12), st.integers(1, 3))
def test_pieces_are_the_text(lines: list[str], times: int) -> None:
    text = "\n".join(lines) * times * (_PIECE // 8)
    found = list(pieces(text))
    assert "".join(found) == text
    assert all(piece.endswith("\n") for piece in found[:-1])
    assert lowered(text) == text.lower()


def test_a_text_without_lines_is_one_piece() -> None:
    text = "word " * _PIECE
    assert list(pieces(text)) == [text]


def test_the_letters_of_a_long_text_are_those_of_its_lines() -> None:
    text = "\n".join(LINES) * _PIECE
    assert letters(text) == letters("\n".join(LINES)) * _PIECE


@given(st.lists(st.sampled_from(LINES), max_size=6), st.integers(1, 4000))
def test_batches_are_the_joined_texts(texts: list[str], times: int) -> None:
    texts = texts * times
    found = list(batches(texts, "\n\x01\n"))
    assert "".join(found) == "\n\x01\n".join(texts)
    assert all(batch.endswith("\n\x01\n") for batch in found[:-1])


@given(st.integers(0, 40), st.sampled_from(["the", "lamp lamp", "one of one of", "up the hill in up the hill in"]))
def test_words_that_stand_twice_are_found_across_pieces(shift: int, twice: str) -> None:
    numbers = "12\n345\n6\n7890\n" * (_PIECE // 14)
    text = f"{numbers[: _PIECE - shift]}\n{twice.replace(' ', chr(10))}\n{numbers}"
    long, short = Tokens(text), Tokens(twice)
    assert long.doubled_words == short.doubled_words
    assert long.doubled_phrases == short.doubled_phrases
    assert short.different <= long.different


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.text("ab \u201cß|.", min_size=1, max_size=9), max_size=250, unique=True),
    st.text("ab \u201cß|.", max_size=60),
)
def test_contained_texts_are_the_same_in_a_long_text(texts: list[str], whole: str) -> None:
    texts = [*texts, "x" * 600]
    expected = {text for text in texts if text in whole}
    assert contained(texts, whole) == expected
    assert contained(texts, whole + "\n" * (_SEARCHED // len(texts) + 1)) == expected


def test_figures_and_names_of_a_long_article_are_those_of_a_short_one() -> None:
    body = "The lamp costs $450, weighs 2 kg and comes from Harrowgate, says Acme.\n\n"
    answer = (
        "## Frequently asked questions\n\n### How much is it?\n\nIt is {0} and 3 kg, Harrowgatte says, for two weeks.\n"
    )

    def found(times: int) -> list[tuple[str, str, str]]:
        text = "---\nlang: en\n---\n" + body * times + answer.format("$450")
        facts = Facts(read_article(Source("a.md", text)))
        checks = [Rulebook.shipped().rules[one] for one in ("faq/unsupported-figure", "faq/name-spelling")]
        matches = [match for rule in checks for match in check_module(rule.check).build(rule.options).run(facts)]
        at = {text[one.start : one.end] for match in matches for one in match.related}
        return [(text[match.start : match.end], str(match.values), str(at)) for match in matches]

    assert len(found(1)) >= 2
    assert found(1) == found(3000)
