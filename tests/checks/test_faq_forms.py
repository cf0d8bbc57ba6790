"""Rules for answers in every form in which an article may hold them, and figures of answers in several languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conftest import check

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKED = "Is it heavy?"
BODY = "The lock is made by Brightwell in Wales, and Harrowfield sells it in every town."


def forms(answer: str) -> Iterator[tuple[str, str, str]]:
    """Yield the name of a form, of a file, and an article that gives the answer in that form."""
    question = {"@type": "Question", "name": ASKED, "acceptedAnswer": {"@type": "Answer", "text": answer}}
    marked = json.dumps({"@type": "FAQPage", "mainEntity": [question]})
    listed = f"[{{ question: {json.dumps(ASKED)}, answer: {json.dumps(answer)} }}]"
    head = f"# Lock\n\n{BODY}\n\n## FAQ\n\n"
    saved = json.dumps({"questions": [{"title": ASKED, "content": answer}]})
    yield "heading", "a.md", f"{head}### {ASKED}\n\n{answer}\n"
    yield "bold", "a.md", f"{head}- **{ASKED}** {answer}\n- **Is it red?** Yes, it is.\n"
    yield "labels", "a.md", f"{head}Q: {ASKED}\n\nA: {answer}\n"
    yield "definition", "a.md", f"{head}{ASKED}\n: {answer}\n"
    yield "details", "a.html", f"<p>{BODY}</p><h2>FAQ</h2><details><summary>{ASKED}</summary>{answer}</details>"
    yield "table", "a.md", f"{head}| Question | Answer |\n|---|---|\n| {ASKED} | {answer} |\n"
    yield "front matter", "a.md", f"---\nfaq:\n  - question: {ASKED}\n    answer: {json.dumps(answer)}\n---\n{BODY}\n"
    yield "export", "a.mdx", f"export const faqs = {listed};\n\n{BODY}\n"
    yield "component", "a.mdx", f'{BODY}\n\n<FaqItem question="{ASKED}">\n\n{answer}\n\n</FaqItem>\n'
    yield "shortcode", "a.md", f'{BODY}\n\n{{{{< faq question="{ASKED}" >}}}}\n{answer}\n{{{{< /faq >}}}}\n'
    yield "shortcode in a line", "a.md", f'{BODY}\n\n[faq question="{ASKED}"]{answer}[/faq]\n'
    yield "JSON-LD", "a.html", f'<script type="application/ld+json">{marked}</script><p>{BODY}</p>'
    yield "JSON-LD in JSX", "a.mdx", f"{BODY}\n\n<Head data={{{{ __html: JSON.stringify({marked}) }}}} />\n"
    yield "block of a plug-in", "a.html", f"<p>{BODY}</p><!-- wp:rank-math/faq-block {saved} /-->"


def found(rule: str, answer: str) -> dict[str, list[str]]:
    return {
        form: [finding.excerpt for finding in check(text, name) if finding.rule == rule]
        for form, name, text in forms(answer)
    }


@pytest.mark.parametrize(
    ("answer", "ending"),
    [("No. The lock is lighter than most and the", "the"), ("It weighs less than the old one,", ",")],
)
def test_cut_answer_is_found_once_in_every_form(answer: str, ending: str) -> None:
    assert set(map(tuple, found("faq/cut-answer", answer).values())) == {(ending,)}


def test_whole_answer_is_cut_in_no_form() -> None:
    assert not any(found("faq/cut-answer", "No. The lock is lighter than most.").values())


def test_misspelt_name_is_found_once_in_every_form() -> None:
    assert set(map(tuple, found("faq/name-spelling", "We asked Harowfield about it.").values())) == {("Harowfield",)}


def test_name_of_the_article_is_misspelt_in_no_form() -> None:
    assert not any(found("faq/name-spelling", "We asked Harrowfield about it.").values())


HEADINGS = {
    "ja": ("よくある質問", "いくらですか？"),
    "de": ("Häufige Fragen", "Was kostet sie?"),
    "fr": ("Questions fréquentes", "Combien coûte-t-elle ?"),
    "nl": ("Veelgestelde vragen", "Wat kost hij?"),
}
FIGURES = [
    ("ja", "このランプの価格は29,800円です。", "価格は39,800円です。", "39,800円"),
    ("ja", "このランプの価格は3万9800円です。", "価格は39,800円です。", ""),
    ("ja", "このランプの価格は¥39,800です。", "価格は39,800円（税込）です。", ""),
    ("ja", "割引は20％です。とても明るいランプです。", "割引は30％です。", "30％"),
    ("ja", "重さは３キログラムあります。とても明るいです。", "重さは3kgです。", ""),
    ("ja", "保証は一年間です。とても明るいランプです。", "保証は3年です。", "3年"),
    ("de", "Die Lampe kostet 49,99 € und wiegt 1,5 kg.", "Sie kostet 59,99 €.", "59,99 €"),
    ("de", "Die Lampe kostet 1.299 Euro und hat zwei Jahre Garantie.", "Die Garantie gilt 24 Monate.", ""),
    ("de", "Die Lampe leuchtet lange und kostet 20 Franken.", "Sie kostet CHF 25.–.", "CHF 25"),
    ("fr", "La lampe coûte 1 299 € et elle pèse 1,5 kg.", "Elle coûte 1299 euros.", ""),
    ("fr", "La garantie est de deux ans pour la lampe.", "La garantie dure cinq ans.", "cinq ans"),
    ("nl", "De lamp kost € 49,99 en weegt 1,5 kg.", "Hij kost 59,99 euro.", "59,99 euro"),
]


@pytest.mark.parametrize(("language", "body", "answer", "figure"), FIGURES)
def test_figure_that_the_article_never_gives(language: str, body: str, answer: str, figure: str) -> None:
    heading, question = HEADINGS[language]
    text = f"---\nlang: {language}\n---\n# Lamp\n\n{body}\n\n## {heading}\n\n### {question}\n\n{answer}\n"
    findings = [finding.excerpt for finding in check(text) if finding.rule == "faq/unsupported-figure"]
    assert findings == ([figure] if figure else [])


def test_page_of_questions_alone_has_no_unsupported_figure() -> None:
    text = "---\ntitle: FAQ\n---\n# Orders\n\n## How long does it take?\n\nThree days.\n\n## What does it cost?\n\n$49.99.\n"
    assert [finding for finding in check(text) if finding.rule == "faq/unsupported-figure"] == []


def test_list_for_markup_that_says_the_same_is_no_duplicate() -> None:
    listed = 'export const faqs = [{ question: "Is it heavy?", answer: "No, it is light." }];'
    text = f"{listed}\n\n# Lock\n\n{BODY}\n\n## FAQ\n\n### Is it heavy?\n\nNo, it is light.\n\n<FaqSchema items={{faqs}} />\n"
    assert [finding for finding in check(text, "a.mdx") if finding.rule.startswith("faq/")] == []


def test_list_that_answers_in_other_words_is_a_hint() -> None:
    front = "---\nfaq:\n  - question: Is it heavy?\n    answer: No, this lock is a light one, at two kilos.\n---\n"
    text = f"{front}# Lock\n\n{BODY}\n\n## FAQ\n\n### Is it heavy?\n\nNo, this lock is light one, at two kilos.\n"
    (finding,) = [item for item in check(text) if item.rule == "faq/markup-answer-mismatch"]
    assert finding.severity == "info"


def test_the_same_question_below_another_heading_is_asked_of_somebody_else() -> None:
    def asked(*headings: str) -> list[str]:
        parts = [f"{heading}\n\n**What is in your box?**\n\nA lid of oak, made in May.\n" for heading in headings]
        text = "# Interviews: FAQ\n\n## FAQ\n\n" + "\n".join(parts)
        return [finding.severity for finding in check(text) if finding.rule == "faq/duplicate-question"]

    assert asked("### Ann", "### Bob") == ["info"]
    assert asked("", "") == ["warning"]


def test_heading_that_links_to_the_answers_announces_no_section() -> None:
    text = "# Lids\n\nWe make lids.\n\n## [FAQ](/faq/)\n"
    assert [finding.rule for finding in check(text) if finding.rule == "faq/empty-section"] == []


@pytest.mark.parametrize(
    ("answer", "near"), [("It takes 9 days.", "; the nearest is 12 days"), ("It takes 9 months.", "")]
)
def test_a_figure_far_from_the_others_of_its_unit_has_no_neighbour(answer: str, near: str) -> None:
    found = check(
        f"# Tent\n\nThe test took 12 days in all.\n\n## FAQ\n\n### How long does it take?\n\n{answer}\n", "a.md"
    )
    figures = [one.message for one in found if one.rule == "faq/unsupported-figure"]
    assert figures == [f"“{answer.removeprefix('It takes ').rstrip('.')}” is not in the article{near}."]
