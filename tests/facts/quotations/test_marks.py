"""Quotation marks: roles, pairs, and the problems that are and are not reported."""

from __future__ import annotations

import importlib.util

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.facts.quotations.marks import Mark, Quotation, continues, scan_quotes
from linter.facts.quotations.styles import accepted_pairs, leading_words, preferred_pair
from tests.conftest import ROOT, SHARED

CASES = SHARED / "cases" / "quote_cases.tsv"

CORRECT = [
    ("The sisters' shop sells Ray's pies, and James' too.", "en"),
    ("The sisters’ shop sells Ray’s pies, and James’ too.", "en"),
    ("They went fishin' and huntin', then home 'cause of the rain.", "en"),
    ("Salt ’n’ vinegar, mac 'n' cheese, rock 'n' roll.", "en"),
    ("Music of the '60s and ’70s; the class of '08.", "en"),
    ("Mr O’Neill and D'Arcy met at Land's End.", "en"),
    ("A 24\" screen, a 5'9\" man and a 6' ladder.", "en"),
    ("The boat lies at 54° 19' 12\" north, 54°19′12″.", "en"),
    ('"My 13" laptop is slow," said Ines.', "en"),
    ("“My 13-inch laptop is slow,” said Ines, “and ‘old’ is too kind a word.”", "en"),
    ("He asked: \"Did you say 'never' or 'ever'?\"", "en"),
    ("‘She called it “odd”,’ wrote the boys’ teacher.", "en-GB"),
    ("“A”, “B” and “C”; (“D”) — “E”… “F”/“G”", "en"),
    ('The “\ufffc” key and "\ufffc" and \ufffc\'s menu and “see \ufffc”.', "en"),
    ("Three “maybe”s and one “yes”ed form.", "en"),
    ("Sad :'( and odd >:( faces.", "en"),
    ("f' and g'(x), A' and x''", "en"),
    ("Hawai‘i, Hawaiʻi and the Qur‘an.", "en"),
    ('Set class="wide" or data[\'key\'] or {"a": "b"}.', "en"),
    ('Typographers write “ and ” where others write " alone.', "en"),
    ("Er sagte: „Sie rief ‚Halt‘ und lief.“ Das »Wort« zählt, geht’s?", "de"),
    ("Elle a dit : «\u00a0Oui, “peut-être”.\u00a0» L’été d’Anne.", "fr"),
    ("« Oui », dit-elle, « non ».", "fr"),
    ("Hon sade ”ja” och ’nej’.", "sv"),
    ("彼は「はい、『本』です」と言った。", "ja"),
    ('העיתון ב"הארץ" וארה"ב', "he"),
    ("Él dijo «sí» y luego “no”.", "es"),
    ("Powiedział: „Tak”, a potem «nie».", "pl"),
    ("'s Morgens en 's avonds, foto's van Anna.", "nl"),
    ("«Слово» и „слово“ в тексте", "ru"),
    ("قال ”نعم“ ثم ذهب.", "ar"),
    ("Home › Lamps › Desk lamps »", "en"),
    ("‹ Back", "en"),
    ("We “re”opened the depot.", "en"),
    ("Each `commit`s author, each `push`s date.", "en"),
    ("He asked 'where we're now', and I'll tell.", "en"),
    ("Les « mots » et les « choses » vont ensemble.", "fr"),
]

WRONG = [
    ("She said “come in and sat down.", "en", "unbalanced", "“"),
    ("She said come in” and sat down.", "en", "unbalanced", "”"),
    ('A "first and a "second" word.', "en", None, None),
    ('It is “good" enough.', "en", "mixed-pair", '"'),
    ('It is "good” enough.', "en", "mixed-pair", '"'),
    ("The cook's“secret” sauce.", "en", "spacing-outside", "“"),
    ("The “secret”sauce.", "en", "spacing-outside", "”"),
    ("The “ secret” sauce.", "en", "spacing-inside", "“ "),
    ("The “secret ” sauce.", "en", "spacing-inside", " ”"),
    ("That was in the ‘80s.", "en", "apostrophe-direction", "‘"),
    ("The company‘s plan.", "en", "apostrophe-direction", "‘"),
    ("It isn`t so.", "en", "wrong-glyph", "`"),
    ("A ``fine'' day.", "en", "wrong-glyph", "``fine''"),
    ("Say “” here.", "en", "empty", "“”"),
    ('A ""fine"" day.', "en", "doubled", '""fine""'),
    ("A 32” screen.", "en", "inch-mark", "”"),
    ("“I heard “stop” twice,” he said.", "en", "nested-same", "“stop”"),
    ("A “fine“ day.", "en", "wrong-direction", "“"),
    ("A ”fine” day.", "en", "wrong-direction", "”fine”"),
    ("Das „Wort” zählt.", "de", "mixed-pair", "”"),
    ("Le «mot» juste.", "fr", "spacing-inside", "«"),
    ("They call it « the brick » here.", "en", "spacing-inside", "« "),
    ("Sie nennen den Song 'Long Road' einen der besten.\"", "de", "unbalanced", '"'),
    ("They asked 'Will you come?” and left.", "en", "mixed-pair", "”"),
]


@pytest.mark.parametrize(("text", "language"), CORRECT)
def test_correct_text_has_no_problems(text: str, language: str) -> None:
    assert scan_quotes(text, language).problems == ()


@pytest.mark.parametrize(("text", "language", "kind", "span"), WRONG)
def test_wrong_marks_are_reported_with_their_span(text: str, language: str, kind: str | None, span: str | None) -> None:
    problems = scan_quotes(text, language).problems
    assert problems
    if kind is not None:
        assert (kind, span) in [(problem.kind, text[problem.start : problem.end]) for problem in problems]


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("The “ fine ” day", "The “fine” day"),
        ("The“fine”day", "The “fine” day"),
        ('A “fine" day', "A “fine” day"),
        ("In the ‘90s", "In the ’90s"),
        ("A 32” screen", "A 32″ screen"),
        ('A ""fine"" day', 'A "fine" day'),
        ("A ”fine“ day", "A “fine” day"),
    ],
)
def test_applied_hints_fix_the_text(text: str, fixed: str) -> None:
    for problem in reversed(scan_quotes(text).problems):
        assert problem.hint is not None
        text = text[: problem.start] + problem.hint + text[problem.end :]
    assert text == fixed
    assert scan_quotes(text).problems == ()


def test_quotations_have_offsets_style_and_depth() -> None:
    text = "He said “read ‘Emma’ first”."
    assert scan_quotes(text).quotations == (Quotation(8, 27, "“”", 0), Quotation(14, 20, "‘’", 1))


def test_marks_have_roles() -> None:
    assert scan_quotes("Al's 6' \"x\"").marks == (
        Mark(2, "'", "apostrophe"),
        Mark(6, "'", "foot"),
        Mark(8, '"', "open"),
        Mark(10, '"', "close"),
    )


def test_text_without_marks_shares_one_empty_scan() -> None:
    assert scan_quotes("nothing here") is scan_quotes("nor here")


def test_quotation_over_several_paragraphs() -> None:
    assert continues("“We met in May.", "“Then we left.”", "en")
    assert not continues("“We met in May.”", "“Then we left.”", "en")
    assert not continues("“We met in May.", "Then we left.”", "en")
    assert scan_quotes("Then we left.”", open_from_previous=True).problems == ()
    assert scan_quotes("And still no end", open_from_previous=True).problems == ()


def test_unknown_language_accepts_every_known_pair() -> None:
    for text in ("„Wort“", "”ord”", "«mot»", "“word”", "„słowo”", "»Wort«"):
        assert scan_quotes(f"a {text} b", None).problems == (), text


def test_quotation_styles_by_language() -> None:
    assert preferred_pair("de-CH") == "«»"
    assert preferred_pair("de-DE") == "„“"
    assert preferred_pair("xx") is None
    assert "“”" in accepted_pairs("en-US")
    assert '""' in accepted_pairs("ja")
    assert "tis" in leading_words("en")


ALPHABET = st.sampled_from(list("ab S1.,(-\n\ufffc") + list("\"'“”„‘’‚«»`´′″「」"))


@settings(max_examples=300, deadline=None)
@given(
    st.text(ALPHABET, max_size=40) | st.text(max_size=60),
    st.sampled_from(["en", "de", "fr", "sv", "he", None]),
    st.booleans(),
)
def test_spans_lie_within_any_text(text: str, language: str | None, go_on: bool) -> None:  # noqa: FBT001
    scan = scan_quotes(text, language, open_from_previous=go_on)
    for problem in scan.problems:
        assert 0 <= problem.start < problem.end <= len(text)
    for quotation in scan.quotations:
        assert 0 <= quotation.start < quotation.end <= len(text)
        assert text[quotation.start : quotation.end].startswith(quotation.style[0])
    starts = [mark.start for mark in scan.marks]
    assert starts == sorted(set(starts))
    assert all(text.startswith(mark.char, mark.start) for mark in scan.marks)


def test_text_with_very_many_marks_is_skipped() -> None:
    assert scan_quotes("\"'“ x ” " * 5000).problems == ()


@pytest.mark.skipif(not CASES.is_file(), reason="the labelled cases are not beside the repository")
def test_accuracy_on_labelled_cases() -> None:
    spec = importlib.util.spec_from_file_location("quotes", ROOT / "bench" / "accuracy" / "quotes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    cases, found, _, notes = module.measure(CASES)
    hits = sum(found.values()) - found["ok"]
    assert hits / (hits + found["ok"]) >= 0.98, notes
    assert hits / (sum(cases.values()) - cases["ok"]) >= 0.95, notes
