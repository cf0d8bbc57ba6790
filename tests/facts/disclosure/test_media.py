"""Rules in ``@media``: what is printed is no screen, and a phone and a desktop see their own."""

from __future__ import annotations

import pytest

from linter.facts import Facts
from linter.facts.disclosure.media import DESKTOP, PHONE, as_seen, matches
from tests.conftest import article

NOTICE = "We earn a commission when you buy through our links."
HIDE, SHOW = ".n{display:none}", ".n{display:block}"


@pytest.mark.parametrize(
    ("query", "phone", "desktop"),
    [
        ("", True, True),
        ("all", True, True),
        ("screen", True, True),
        ("only screen and (max-width: 600px)", True, False),
        ("print", False, False),
        ("not print", True, True),
        ("not all", False, False),
        ("not screen and (min-width: 50em)", True, False),
        ("print, (min-width: 64rem)", False, True),
        ("SCREEN AND (MIN-WIDTH:1PX)", True, True),
        ("(min-width: 400px) and (max-width: 900px)", False, False),
        ("(width <= 600px)", True, False),
        ("(400px < width)", False, True),
        ("(300px <= width < 400px)", True, False),
        ("(max-width: 600px) or (min-width: 1000px)", True, True),
        ("not (max-width: 600px)", False, True),
        ("(not (max-width: 600px)) and (orientation: landscape)", False, True),
        ("(hover: none)", True, False),
        ("(prefers-color-scheme: dark)", False, False),
        ("(min-width: calc(1px + 1em))", False, False),
        ("(scan: interlace)", False, False),
        ("((((", False, False),
    ],
)
def test_query_holds_for_a_screen(query: str, phone: bool, desktop: bool) -> None:  # noqa: FBT001 - of a table
    assert (matches(query, PHONE), matches(query, DESKTOP)) == (phone, desktop)


@pytest.mark.parametrize(
    ("css", "phone", "desktop"),
    [
        ("a{b:c}", "a{b:c}", "a{b:c}"),
        ("@media print{a{b:c}}d{e:f}", "d{e:f}", "d{e:f}"),
        ("x{y:z}@media (max-width:9em){a{b:c}}d{e:f}", "x{y:z}d{e:f}", "x{y:z}d{e:f}"),
        ("@media screen{@media (max-width:40em){a{b:c}}d{e:f}}", "a{b:c}d{e:f}", "d{e:f}"),
        ("@media print{@media screen{a{b:c}}}d{e:f}", "d{e:f}", "d{e:f}"),
        ("@supports (display:grid){a{b:c}}@supports not (x:y){d{e:f}}", "a{b:c}", "a{b:c}"),
        ('/* @media print{ */a::after{content:"}"}@media print{b{content:"}"}}c{d:e}', ' a::after{content:"}"}c{d:e}', ' a::after{content:"}"}c{d:e}'),
        ("@media print{a{b:c}", "", ""),
        ("}}}a{b:c}@media screen{", "}}}a{b:c}", "}}}a{b:c}"),
        ("@font-face{src:url(x)}@import 'a.css';a{b:c}", "@font-face{src:url(x)}@import 'a.css';a{b:c}", "@font-face{src:url(x)}@import 'a.css';a{b:c}"),
    ],
)  # fmt: skip
def test_sheet_is_written_out_for_a_screen(css: str, phone: str, desktop: str) -> None:
    assert (as_seen(css, PHONE), as_seen(css, DESKTOP)) == (phone, desktop)


@pytest.mark.parametrize(
    "css", ["@media " * 20_000, "@a" * 50_000, "{" * 100_000, "@media screen{" * 20_000, "(" * 50_000]
)
def test_hostile_sheet_is_read(css: str) -> None:
    assert isinstance(as_seen(css, PHONE), str)


@pytest.mark.parametrize(
    ("style", "origin", "hidden_on"),
    [
        (f"<style>@media print{{{HIDE}}}</style>", "article", ""),
        (f"<style media=print>{HIDE}</style>", "article", ""),
        (f"<style>@media screen{{{HIDE}}}</style>", "hidden", ""),
        (f"<style media=screen>{HIDE}</style>", "hidden", ""),
        (f"<style>@media (max-width: 600px){{{HIDE}}}</style>", "hidden", "small-screens"),
        (f"<style>@media (min-width: 1024px){{{HIDE}}}</style>", "hidden", "large-screens"),
        (f"<style>{HIDE}@media (min-width: 700px){{{SHOW}}}</style>", "hidden", "small-screens"),
        (f"<style>{HIDE}@media screen{{{SHOW}}}</style>", "article", ""),
        (f"<style>{HIDE}@media (max-width: 700px){{{SHOW}}}@media (min-width: 701px){{{SHOW}}}</style>", "article", ""),
        (f"<style media='(max-width: 500px)'>{HIDE}</style>", "hidden", "small-screens"),
    ],
)
def test_disclosure_hidden_by_media_rules(style: str, origin: str, hidden_on: str) -> None:
    page = f"<html><head>{style}</head><body><p class=n>{NOTICE}</p><p>Text.</p></body></html>"
    (found,) = Facts(article(page, "a.html")).disclosures
    assert (found.origin, found.hidden_on) == (origin, hidden_on)


def test_two_disclosures_that_each_show_where_the_other_does_not_are_seen() -> None:
    style = "<style>@media (max-width:600px){.a{display:none}}@media (min-width:601px){.b{display:none}}</style>"
    page = f"<html><head>{style}</head><body><p class=a>{NOTICE}</p><p class=b>{NOTICE}</p></body></html>"
    assert {found.origin for found in Facts(article(page, "a.html")).disclosures} == {"article"}


def test_text_that_media_rules_make_tiny_on_phones_is_hard_to_see() -> None:
    style = "<style>@media (max-width: 600px){.n{font-size:4px}}</style>"
    page = f"<html><head>{style}</head><body><p class=n>{NOTICE}</p></body></html>"
    (found,) = Facts(article(page, "a.html")).disclosures
    assert found.faint == "its font size is 4px"
