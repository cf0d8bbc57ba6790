"""Long texts in pieces: what is done to the pieces is what would be done to the whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.article import read_article
from linter.facts import Facts
from linter.facts.faq.model import letters
from linter.long_texts import _PIECE, lowered, pieces
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


def test_the_tokens_of_a_long_article_are_those_of_its_paragraphs() -> None:
    paragraph = "The lamp, the “second” one (from the shop), is on the desk.\n\n"
    long = Facts(read_article(Source("a.md", paragraph * 3000))).tokens
    once = Facts(read_article(Source("a.md", paragraph))).tokens
    assert len(long) == len(once) * 3000 + 2999
    assert long[: len(once)] == long[-len(once) :] == once
    assert len({id(token) for token in long[len(long) // 2 :]}) < 40
