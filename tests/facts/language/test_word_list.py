"""The English word list: its words, size and licence."""

from __future__ import annotations

import gzip

import pytest

from linter.data.resources import rules_dir
from linter.facts.language.word_list import WordList, rare_words, word_list

PATH = rules_dir() / "words" / "en.txt.gz"


def test_word_list_is_small_sorted_and_has_its_licence() -> None:
    assert PATH.stat().st_size <= 200_000
    header, *bands = gzip.decompress(PATH.read_bytes()).decode().rstrip("\n").split("\n\n")
    assert "MIT License" in header
    assert "Wolf Garbe" in header
    assert all(line.startswith("#") for line in header.splitlines())
    assert all(band.split("\n") == sorted(set(band.split("\n"))) for band in bands)


@pytest.mark.parametrize("word", ["the", "a", "transfer", "labor", "labour", "prescient"])
def test_common_words_are_known(word: str) -> None:
    words = word_list("en")
    assert words is not None
    assert words.knows(word)


def test_frequency_bands_and_prefixes() -> None:
    words = WordList("an\nthe\n\nplan\ntransfer\n\nzebra")
    assert [words.band(word) for word in ("an", "the", "plan", "zebra", "plans", "")] == [0, 0, 1, 2, 3, 3]
    assert words.has_longer("transf")
    assert words.has_longer("zeb")
    assert not words.has_longer("transfers")
    assert not words.has_longer("zeb", bands=2)
    assert words.unknown(["plan", "zebra", "plans"]) == {"plans"}


def test_rare_words_are_those_that_the_list_leaves_out() -> None:
    path = PATH.with_name("en-rare.txt.gz")
    assert path.stat().st_size <= 100_000
    header, rare = gzip.decompress(path.read_bytes()).decode().rstrip("\n").split("\n\n")
    assert header.count("MIT License") == 2
    assert "Kevin Atkinson" in header
    assert rare.split("\n") == sorted(rare_words("en"))
    words = word_list("en")
    assert words is not None
    assert words.unknown(rare_words("en")) == rare_words("en")
    assert not rare_words("xx")


def test_language_without_a_word_list() -> None:
    assert word_list("xx") is None
    assert word_list(None) is None


def test_many_words_are_looked_up_as_few_are() -> None:
    asked = ["an", "the", "plan", "zebra", "plans", "", "a", "zz"]
    few, many = WordList("an\nthe\n\nplan\ntransfer\n\nzebra"), WordList("an\nthe\n\nplan\ntransfer\n\nzebra")
    assert few.unknown(asked) == {"plans", "", "a", "zz"}
    assert many.unknown([*asked, *map(str, range(10_000))]) - set(map(str, range(10_000))) == few.unknown(asked)
    assert few.unknown(asked) == {word for word in asked if not few.knows(word)} == few.unknown(asked)
