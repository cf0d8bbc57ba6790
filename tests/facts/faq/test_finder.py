"""Questions and answers in every supported form, with the spans of both."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.facts.faq.finder import find_faq
from linter.facts.faq.model import FaqPair, is_question, letters
from linter.facts.language.lexicon import lexicon
from tests.conftest import article, check

QUESTION, ANSWER = "Is the lock heavy?", "It weighs 2 kg."


def pairs(text: str, name: str = "a.md") -> list[FaqPair]:
    return list(find_faq(article(text, name)).pairs)


def json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def item(question: str = QUESTION, answer: str = ANSWER) -> dict[str, object]:
    return {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}


FORMS = {
    "heading": ("a.md", "# Lock\n\n## FAQ\n\n### Is the lock heavy?\n\nIt weighs 2 kg.\n"),
    "bold": ("a.md", "# Lock\n\n## FAQ\n\n**Is the lock heavy?** It weighs 2 kg.\n"),
    "bold alone": ("a.md", "# Lock\n\n## FAQ\n\n**Is the lock heavy?**\n\nIt weighs 2 kg.\n"),
    "bold list": ("a.md", "# Lock\n\n## FAQ\n\n- **Is the lock heavy?** It weighs 2 kg.\n- **Is it?** No.\n"),
    "marked": ("a.md", "# Lock\n\n## FAQ\n\nQ: Is the lock heavy?\nA: It weighs 2 kg.\n"),
    "marked in bold": ("a.md", "# Lock\n\n## FAQ\n\n**Q: Is the lock heavy?**\nA: It weighs 2 kg.\n"),
    "marked apart": ("a.md", "# Lock\n\n## FAQ\n\nQ1. Is the lock heavy?\n\nA1. It weighs 2 kg.\n"),
    "details": ("a.html", "<details><summary>Is the lock heavy?</summary><p>It weighs 2 kg.</p></details>"),
    "dl": ("a.html", "<h2>FAQ</h2><dl><dt>Is the lock heavy?</dt><dd>It weighs 2 kg.</dd></dl>"),
    "yoast": (
        "a.html",
        '<div class="schema-faq-section"><strong class="schema-faq-question">Is the lock heavy?</strong>'
        ' <p class="schema-faq-answer">It weighs 2 kg.</p></div>',
    ),
    "rank-math": (
        "a.html",
        '<div class="rank-math-list-item"><h3 class="rank-math-question">Is the lock heavy?</h3>'
        '<div class="rank-math-answer"><p>It weighs 2 kg.</p></div></div>',
    ),
    "elementor": (
        "a.html",
        '<div class="elementor-accordion-item"><div class="elementor-tab-title"><a>Is the lock heavy?</a></div>'
        '<div class="elementor-tab-content"><p>It weighs 2 kg.</p></div></div>',
    ),
    "item": (
        "a.html",
        '<div class="faq-item"><div class="faq-q"><span>Q</span> <span>Is the lock heavy?</span> <span>+</span></div>'
        '<div class="faq-a">It weighs 2 kg.</div></div>',
    ),
    "microdata": (
        "a.html",
        '<div itemscope itemtype="https://schema.org/Question"><h3 itemprop="name">Is the lock heavy?</h3>'
        '<div itemprop="acceptedAnswer" itemscope><p itemprop="text">It weighs 2 kg.</p></div></div>',
    ),
    "shortcode": ("a.md", '{{< faq question="Is the lock heavy?" >}}\nIt weighs 2 kg.\n{{< /faq >}}\n'),
    "shortcode answer": ("a.md", '{{< faq q="Is the lock heavy?" a="It weighs 2 kg." >}}\n'),
    "liquid": ("a.md", '{% include faq.html question="Is the lock heavy?" answer="It weighs 2 kg." %}\n'),
    "component": ("a.mdx", '<FaqItem question="Is the lock heavy?">\n\nIt weighs 2 kg.\n\n</FaqItem>\n'),
    "mdx": ("a.mdx", '<Faq items={[{ question: "Is the lock heavy?", answer: "It weighs 2 kg." }]} />\n'),
    "mdx export": (
        "a.mdx",
        "export const faqs = [{ answer: 'It weighs 2 kg.', 'question': `Is the lock heavy?` }]\n\nx\n",
    ),
    "front matter": ("a.md", '---\nfaq:\n  - question: "Is the lock heavy?"\n    answer: It weighs 2 kg.\n---\nx\n'),
    "front matter short": ("a.md", "---\nfaqs:\n  - q: Is the lock heavy?\n    a: It weighs 2 kg.\n---\nx\n"),
    "front matter deep": (
        "a.md",
        "---\nfaq:\n  items:\n    - q: Is the lock heavy?\n      a: It weighs 2 kg.\n---\nx\n",
    ),
    "toml": ("a.md", '+++\n[[faq]]\ntitle = "Is the lock heavy?"\ntext = "It weighs 2 kg."\n+++\nx\n'),
    "json front matter": ("a.md", '{\n"faq": [{"name": "Is the lock heavy?", "answer": "It weighs 2 kg."}]\n}\n\nx\n'),
    "text": ("a.txt", "Locks\nWe tested a lock in the yard.\nFAQ\nIs the lock heavy?\nIt weighs 2 kg.\n"),
}


@pytest.mark.parametrize("form", FORMS)
def test_pair_and_spans_in_every_form(form: str) -> None:
    name, text = FORMS[form]
    first = pairs(text, name)[0]
    assert (first.question.plain, first.answer.plain) == (QUESTION, ANSWER)
    assert text[first.question.start : first.question.end] == QUESTION
    assert text[first.answer.start : first.answer.end] == ANSWER
    at = first.answer.text.index("2 kg")
    start, end = first.answer.span(article(text, name), at, at + 4)
    assert text[start:end] == "2 kg"


def test_origin_names_the_form() -> None:
    origins = {form: pairs(text, name)[0].origin for form, (name, text) in FORMS.items()}
    for form in ("heading", "bold", "marked", "details", "dl", "yoast", "rank-math", "elementor", "item", "microdata"):
        assert origins[form] == form
    assert {origins["shortcode"], origins["liquid"]} == {"shortcode"}
    assert origins["component"] == "component"
    assert origins["mdx"] == origins["mdx export"] == "mdx"
    assert origins["toml"] == origins["json front matter"] == origins["front matter"] == "front-matter"
    assert origins["text"] == "text"


NESTINGS = {
    "list": {"@type": "FAQPage", "mainEntity": [item()]},
    "single": {"@type": ["WebPage", "FAQPage"], "mainEntity": item()},
    "graph": {"@graph": [{"@type": "WebPage"}, {"@type": "FAQPage", "mainEntity": [item()]}]},
    "array": [{"@type": "Organization"}, {"@type": "https://schema.org/FAQPage", "mainEntity": {"@list": [item()]}}],
    "by id": {"@graph": [{"@type": "FAQPage", "mainEntity": [{"@id": "#1"}]}, {"@id": "#1", **item()}]},
    "part": {"@type": "Article", "hasPart": {"@type": "FAQPage", "mainEntity": [item()]}},
    "several answers": {
        "@type": "FAQPage",
        "mainEntity": {"@type": ["Question"], "name": QUESTION, "acceptedAnswer": [{"text": ANSWER}]},
    },
}


@pytest.mark.parametrize("nesting", NESTINGS)
def test_json_ld_nestings(nesting: str) -> None:
    text = json_ld(NESTINGS[nesting])
    markup = find_faq(article(text, "a.html")).markup
    assert [(pair.question.plain, pair.answer.plain, pair.origin) for pair in markup.pairs] == [
        (QUESTION, ANSWER, "json-ld")
    ]
    assert markup.problems == ()


@pytest.mark.parametrize(
    "value",
    [
        {"@type": "QAPage", "mainEntity": {"@type": "Question", "name": "x"}, "about": "FAQPage"},
        {"@type": "Quiz", "hasPart": [{"@type": "Question", "name": "x"}], "about": "FAQPage"},
    ],
)
def test_question_pages_other_than_faq_are_ignored(value: object) -> None:
    assert find_faq(article(json_ld(value), "a.html")).markup.problems == ()


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_json_ld_spans_hold_for_every_character(question: str, answer: str) -> None:
    text = json_ld({"@type": "FAQPage", "mainEntity": [item(question, answer)]}).replace("</s", "</s")
    read = article(text, "a.html")
    found = find_faq(read).markup.pairs
    if not found:  # the text ended the script or looks like a template
        return
    pair = found[0]
    for passage, value in ((pair.question, question), (pair.answer, answer)):
        if passage.value != value:
            return
        for index in range(len(value)):
            start, end = passage.span(read, index, index + 1)
            if (start, end) != (passage.start, passage.end):
                assert json.loads(f'"{text[start:end]}"') == value[index]


HEADINGS = [
    "الأسئلة الشائعة", "Časté dotazy", "Ofte stillede spørgsmål", "Häufig gestellte Fragen", "Συχνές ερωτήσεις", "FAQ",
    "Preguntas frecuentes", "Usein kysytyt kysymykset", "Questions fréquentes", "שאלות נפוצות", "Gyakori kérdések",
    "अक्सर पूछे जाने वाले सवाल", "Pertanyaan yang sering diajukan", "Domande frequenti", "よくある質問", "자주 묻는 질문",
    "Ofte stilte spørsmål", "Veelgestelde vragen", "Najczęściej zadawane pytania", "Perguntas frequentes",
    "Întrebări frecvente", "Часто задаваемые вопросы", "Vanliga frågor", "คำถามที่พบบ่อย", "Sık sorulan sorular",
    "Поширені запитання", "Câu hỏi thường gặp", "常见问题",
]  # fmt: skip


@pytest.mark.parametrize("heading", HEADINGS)
def test_faq_heading_in_many_languages(heading: str) -> None:
    assert len(pairs(f"# X\n\n## {heading}\n\n### A b?\n\nC.\n")) == 1


def test_heading_about_faqs_is_no_faq_heading() -> None:
    assert pairs("# X\n\n## How to write an FAQ\n\n### A b?\n\nC.\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## FAQ\n\n### Shipping\n\n#### Is it fast?\n\nYes.\n\n### Returns\n\n#### Is it free?\n\nNo.\n", 2),
        ("## FAQ\n\n### Is it good?\n\n#### Is it fast?\n\nYes.\n", 1),
        ("## FAQ\n\nQ: a b?\nA: c\nQ: d e?\nA: f\n", 2),
        ("## よくある質問\n\n**Q. 重いですか？**\nA. 軽いです。\n\n**Q. 丈夫ですか？**\nA. はい。\n", 2),
        ("## FAQ\n\n- [How do I open it?](/faq/open)\n- [Is it heavy?](/faq/heavy)\n", 0),
        ("## FAQ\n\n{{< questions >}}\n", 0),
        ("<Faq items={faqs.map((f) => ({ question: f.q, answer: f.a }))} />\n", 0),
        ("<Faq items={[{ question: `Is ${name} heavy?`, answer: 'No.' }]} />\n", 0),
    ],
)
def test_number_of_pairs(text: str, expected: int) -> None:
    assert len(pairs(text, "a.mdx" if "<Faq" in text else "a.md")) == expected


def test_answer_ends_with_its_enclosing_element_or_section() -> None:
    page = (
        "<article><h2>FAQ</h2><div><p>Q. Is it heavy?</p><p>No.</p></div><div><p>Q. Is it big?</p><p>Yes.</p></div>"
        "<div><p>Read our other guides.</p></div></article>"
    )
    assert [pair.answer.plain for pair in pairs(page, "a.html")] == ["No.", "Yes."]
    markdown = "## FAQ\n\n### Is it heavy?\n\nNo.\n\n---\n\nWe may earn a commission.\n"
    assert [pair.answer.plain for pair in pairs(markdown)] == ["No."]


def test_questions_without_question_marks() -> None:
    asks = lexicon().asks
    assert all(
        map(asks, ["Is it heavy", "What does it weigh", "¿Cuánto cuesta", "Was kostet das Schloss", "重いですか"])
    )
    assert not any(map(asks, ["How to clean it", "Shipping costs", "What we like", "Why it matters", ""]))
    assert is_question("Τι είναι;")
    assert not is_question("wait;")


MARKED = json_ld({"@type": "FAQPage", "mainEntity": [item(), item("Can it be cut?", 'No </script> & "never"')]})


# A brace may begin a tag of a template, whose text nobody knows.
@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc", "Co"], blacklist_characters="{"), min_size=1))
def test_markup_fix_matches_the_visible_answer(answer: str) -> None:
    shown = answer.replace("&", "&amp;").replace("<", "&lt;")
    page = f"<h1>Lock</h1><p>{'We tested the lock in the yard. ' * 3}</p><h2>FAQ</h2><h3>{QUESTION}</h3><p>{shown}</p>"
    text = json_ld({"@type": "FAQPage", "mainEntity": [item(answer="Ask us zzz qqq.")]}) + page
    found = [finding for finding in check(text, "a.html") if finding.rule == "faq/markup-answer-mismatch"]
    if not letters(answer):
        return
    assert len(found) == 1
    fix = found[0].fix
    if fix is None:
        return
    assert not fix.safe
    (edit,) = fix.edits
    fixed = text[: edit.start] + edit.replacement + text[edit.end :]
    again = find_faq(article(fixed, "a.html")).markup
    assert again.problems == ()
    assert letters(again.pairs[0].answer.text) == letters(" ".join(answer.split()))
    assert "faq/markup-answer-mismatch" not in {finding.rule for finding in check(fixed, "a.html")}


@pytest.mark.parametrize(
    "markup",
    [
        '{"@type":"FAQPage","mainEntity":' + "[" * 5_000,
        '{"@type":"FAQPage","x":NaN}',
        '{"@type":"FAQPage","mainEntity":{"@type":"Question","name":"\\ud800?","acceptedAnswer":{"text":"\\udc00 5%"}}}',
        '{"@type":"FAQPage","@type":"FAQPage","mainEntity":[1,null,"x",[[]]]}',
        '<!-- {"@type":"FAQPage","mainEntity":[]} -->',
        "FAQPage",
    ],
)
def test_hostile_markup_is_read_without_error(markup: str) -> None:
    text = f'<p>Words of a page about a lock.</p><script type="application/ld+json">{markup}</script>'
    for finding in check(text, "a.html"):
        finding.message.encode()
