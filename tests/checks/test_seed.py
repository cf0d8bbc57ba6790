"""The article that started the project, as plain text, Markdown and HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.running.one_file import check_text
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = {1: 1, 6: 2, 9: 2, 13: 2, 17: 2, 20: 2}
QUESTIONS = range(21, 37, 2)
PULL_QUOTES = (5, 16)
CALL = "Learn more about MrPeasy →"
URL = "https://www.mrpeasy.com/?fpr=desk12"

# Rule and excerpt of every finding expected in all three formats (S-numbers of the list of defects).
EXPECTED = [
    ("brand/currency-style", "$400"),  # S36
    ("text/fused-possessive", "FAW’s“Legacy"),  # S01, S02
    ("quotes/spacing", "“"),  # S01
    ("quotes/unattributed", "“Legacy meets new economy,”"),  # S03
    ("text/repeated-word", "leverage leverage"),  # S10
    ("quotes/unattributed", "“Control core infrastructure, and you control future market.”"),  # S14
    ("text/fused-possessive", "FAW’sTesla’s"),  # S04, S05
    ("text/cut-after-possessive", "FAW’s"),  # S06, S07
    ("text/cut-after-possessive", "FAW’s"),  # S08, S09
    ("quotes/unattributed", "“Ownership of production systems means control of market growth itself.”"),  # S16
    ("brand/spelling", "MrPeasy"),  # S17
    ("disclosure/after-first-link", CALL),  # S19, S21
    ("brand/spelling", "MrPeasy"),  # S18
    ("disclosure/weak-wording", "Full Transparency: Some links in this article are affiliate partnerships."),  # S22
    ("disclosure/softened", "Think of it as supporting"),  # S23
    ("faq/unsupported-figure", "5%"),  # S28
    ("faq/unsupported-figure", "HK$55.29"),  # S29
]
STRAIGHT = 13  # S11, S12, S13


def as_markdown(lines: list[str]) -> str:
    out = []
    for number, line in enumerate(lines, start=1):
        if number in HEADINGS:
            out.append(f"{'#' * HEADINGS[number]} {line}")
        elif number in QUESTIONS:
            out.append(f"### {line}")
        elif number in PULL_QUOTES:
            out.append(f"> {line}")
        else:
            out.append(line.replace(CALL, f"[{CALL}]({URL})"))
    return "\n\n".join(out) + "\n"


def as_html(lines: list[str]) -> str:
    out = []
    for number, line in enumerate(lines, start=1):
        text = line.replace("&", "&amp;").replace(CALL, f'<a href="{URL}">{CALL}</a>')
        level = HEADINGS.get(number) or (3 if number in QUESTIONS else 0)
        out.append(
            f"<h{level}>{text}</h{level}>"
            if level
            else f"<blockquote><p>{text}</p></blockquote>"
            if number in PULL_QUOTES
            else f"<p>{text}</p>"
        )
    return (
        '<!doctype html>\n<html lang="en"><head><title>Stake</title></head>\n<body><article>\n'
        + "\n".join(out)
        + "\n</article></body></html>\n"
    )


@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_seed_article_in_three_formats(shared: Path, tmp_path: Path, form: str) -> None:
    text = (shared / "seed" / "article.txt").read_text(encoding="utf-8")
    lines = text.splitlines()
    written = {"txt": text, "md": as_markdown(lines), "html": as_html(lines)}[form]
    (tmp_path / "affilint.yml").write_text("brand: {names: [MRPeasy]}\n")
    report = check_text(written.encode(), tmp_path / f"article.{form}", ConfigResolver())
    (source,) = report.sources.values()
    straight = [finding for finding in report.findings if finding.rule == "quotes/mixed-style"]
    assert len(straight) == STRAIGHT
    assert {finding.excerpt for finding in straight} == {"'"}
    found = [finding for finding in report.findings if finding.rule not in {"quotes/mixed-style", "links/rel-missing"}]
    by_text = {"md": f"[{CALL}]({URL})", "html": f'<a href="{URL}">{CALL}</a>'}
    expected = [
        (rule, by_text.get(form, place) if rule == "disclosure/after-first-link" else place)
        for rule, place in [
            *EXPECTED,
            ("faq/quote-style", "'"),
            *([] if form in by_text else [("links/missing-link", CALL)]),
            *([("text/no-charset", "’")] if form == "html" else []),
            *([] if form in by_text else [("text/final-newline", "."), ("text/lost-structure", lines[0])]),  # S42, S43
        ]
    ]
    order = next(finding for finding in found if finding.rule == "disclosure/after-first-link")
    assert any(form == "html" or "MrPeasy is recommended here already" in note.message for note in order.related)  # S20
    assert sorted((finding.rule, finding.excerpt) for finding in found) == sorted(expected)
    if form == "txt":
        places = {
            (finding.rule, source.position(finding.start).line, source.position(finding.start).column)
            for finding in found
        }
        assert {
            ("text/fused-possessive", 3, 1),
            ("text/repeated-word", 4, 268),
            ("text/fused-possessive", 8, 88),
            ("text/cut-after-possessive", 10, 110),
        } <= places
        assert {
            ("text/cut-after-possessive", 14, 167),
            ("disclosure/after-first-link", 18, 353),
            ("faq/unsupported-figure", 22, 86),
        } <= places
    has_link = form != "txt"
    assert ("links/rel-missing" in {finding.rule for finding in report.findings}) is has_link


def test_pasted_fixture_has_the_defects_of_the_seed_article() -> None:
    path = ROOT / "fixtures" / "articles" / "pasted.txt"
    report = check_text(path.read_bytes(), path, ConfigResolver())
    assert {rule for rule, _ in EXPECTED} <= {finding.rule for finding in report.findings}
