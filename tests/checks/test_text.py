"""The rules of the family ``text``."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.article import read_article
from linter.checks import pattern
from linter.configuration.loader import Config
from linter.configuration.policy import Selection, policy_for
from linter.engine import lint
from linter.facts import Facts
from linter.facts.language.tokens import doubled_phrases
from linter.source import Source
from tests.conftest import ROOT, check, rules

CLEAN = (
    "The depot opened in spring, and the people who work there (all of them drivers) like it. "
    "It is near the road, which is what they asked for. Most of the parcels leave before noon."
)


def text_rules(text: str, name: str = "a.md") -> list[str]:
    return [rule for rule in rules(check(text, name)) if rule.startswith("text/")]


def test_clean_paragraph_and_its_damaged_copies() -> None:
    assert text_rules(CLEAN) == []
    assert text_rules(CLEAN[: CLEAN.index(" of them")]) == ["text/open-bracket"]
    assert text_rules(CLEAN.replace("spring, and", "spring, and and")) == ["text/repeated-word"]
    assert text_rules(CLEAN.replace("it. It", "it.It")) == ["text/missing-space"]
    assert text_rules(CLEAN.replace("near the road", "near the near the road")) == ["text/repeated-phrase"]
    assert text_rules(CLEAN.removesuffix(" before noon.")) == ["text/unfinished-paragraph"]
    assert text_rules(f"{CLEAN} Most of the parcels leave before noon.") == ["text/repeated-sentence"]


def test_cut_answer_is_one_finding_with_and_without_the_faq_rule() -> None:
    article = "# Depot guide\n\n## FAQ\n\n### Is it far?\n\nNo. It can be reached by everybody and the\n\n### Is it near?\n\nIt is nearer than the old one,\n"
    found = [finding for finding in check(article, "a.md") if finding.rule.startswith(("faq/", "text/"))]
    assert [(finding.rule, finding.excerpt) for finding in found] == [
        ("faq/cut-answer", "the"),
        ("faq/cut-answer", ","),
    ]
    policy = policy_for(Config(root=ROOT), "a.md", Selection(ignore=("faq/cut-answer",)))
    found = lint(Facts(read_article(Source("a.md", article), "markdown"), policy.facts), policy.active)
    assert [(finding.rule, finding.excerpt) for finding in found if finding.rule.startswith("text/")] == [
        ("text/function-word-end", "the"),
        ("text/dangling-punctuation", ","),
    ]


def test_cut_ending_is_one_finding() -> None:
    assert text_rules("The depot opened in spring. It can be reached by everybody who comes to the") == [
        "text/function-word-end"
    ]


def test_slot_before_a_comma_is_one_finding() -> None:
    assert text_rules("Compared to the , the green lid is slower to close.") == ["text/empty-slot"]


def test_sentence_that_a_displayed_line_ends_is_whole() -> None:
    start = "<p>The depot opened in spring. To let everybody in you change the setting to</p>"
    end = "<p>Nothing else is needed before noon, as far as we know.</p>"
    for shown in ("<p>DOORS: open, 10.0.4</p>", "<p>GATE := wide</p>", "<hr><pre>open --all</pre>"):
        assert text_rules(f'<html lang="en"><body>{start}{shown}{end}</body></html>', "a.html") == []
    for other in ("<p>Doors are wide open.</p>", "<hr>"):
        found = text_rules(f'<html lang="en"><body>{start}{other}{end}</body></html>', "a.html")
        assert found == ["text/function-word-end"]


def test_markup_in_an_article_about_markup_is_a_hint() -> None:
    shown = "Write &lt;div class=&quot;lamp&quot;&gt; where the box begins."
    page = '<html lang="en"><body><p>{}</p><p>{}</p></body></html>'
    about = page.format("HTML is older than the depot, and so is XML.", shown)
    other = page.format("Lamps are older than the depot.", shown)
    found = [(finding.rule, finding.severity) for page in (about, other) for finding in check(page, "a.html")]
    assert found == [("text/markup-residue", "info"), ("text/markup-residue", "warning")]


def test_acronym_with_an_article_may_be_a_plural() -> None:
    texts = ("Before you start it is best to read the FAQ's", "Before the start we got this from ABC's")
    found = [(finding.rule, finding.severity) for text in texts for finding in check(f"{CLEAN}\n\n{text}", "a.md")]
    assert found == [("text/cut-after-possessive", "info"), ("text/cut-after-possessive", "warning")]


def test_link_without_text_is_a_gap() -> None:
    start = "The smaller depot opened in spring and it is near the road. "
    assert text_rules(f"{start}We tested the [](https://depot.example/) against the larger one.") == ["text/empty-slot"]
    assert text_rules(f"{start}Most of it came from Brightwell's [](https://depot.example/)") == [
        "text/cut-after-possessive"
    ]


def test_what_was_lost_in_mid_sentence_leaves_sound_neighbours() -> None:
    start = "The smaller depot opened in spring and it is near the road. "
    assert text_rules(f"{start}Visit to book a place for your boxes.") == ["text/lost-object"]
    assert text_rules(f"{start}If you like to listen, listen to by two drivers.") == ["text/lost-object"]
    assert text_rules(f"{start}She that the price of the boxes was high.") == ["text/lost-verb"]
    assert text_rules(f"{start}Visit to your heart's content; it is one of the best we have seen.") == []


def test_a_pattern_names_its_alternatives() -> None:
    options = {name: option.default for name, option in pattern.OPTIONS.items()}
    words = {"box": "box|lid", "boxes": "<box>e?s"}
    options |= {"patterns": ["(?P<at>red <boxes>) <other>"], "words": words}
    facts = Facts(read_article(Source("a.md", "Two red boxes <other> and red lids <other>.")))
    assert [match.values["found"] for match in pattern.build(options).run(facts)] == []
    facts = Facts(read_article(Source("a.txt", "Two red boxes <other> and red lids <other>.")))
    assert [match.values["found"] for match in pattern.build(options).run(facts)] == ["red boxes", "red lids"]


def test_clean_fixture_articles_have_no_text_findings() -> None:
    for path in sorted((ROOT / "fixtures" / "articles").glob("clean.*")):
        if path.suffix in {".md", ".html"}:
            assert text_rules(path.read_text(encoding="utf-8"), path.name) == []


@given(st.lists(st.sampled_from(["a", "plan", "boxes", "The", "x" * 300]), max_size=40))
def test_doubled_phrases_are_in_the_text_twice(tokens: list[str]) -> None:
    text = " ".join(tokens)
    for phrase in doubled_phrases(tokens):
        assert f"{phrase} {phrase}" in text
        assert 2 <= len(phrase.split()) <= 4


@given(st.text(alphabet="The plan's boxes (of)“”*[]()&;,.:-\n", max_size=200))
def test_finding_spans_and_excerpts_match_any_text(text: str) -> None:
    policy = policy_for(Config(root=ROOT), "a.md", Selection(select=("text",)))
    facts = Facts(read_article(Source("a.md", text)), policy.facts)
    for finding in lint(facts, policy.active):
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.excerpt == text[finding.start : finding.end]


def test_repeated_word_across_a_no_break_space() -> None:
    assert text_rules("The plan has a cost\u00a0cost that is on the page, and nobody saw it.") == ["text/repeated-word"]
    assert text_rules("They breathe the the air of the depot, and nobody saw it.") == ["text/repeated-word"]


def test_repeated_contraction_is_no_name() -> None:
    assert text_rules("The depot opened in spring. It's It's near the road, and they like it.") == [
        "text/repeated-word"
    ]
    assert text_rules("The depot opened in spring. Don’t Don’t park on the road, they say.") == ["text/repeated-word"]
    assert text_rules("The depot opened in spring. Goo Goo plays there, and they like it.") == []


def test_turn_that_another_speaker_ends_is_not_broken() -> None:
    turns = "It is hard to explain to those who came and,\n\n**Ann:** it is not."
    assert text_rules(f"The depot opened in spring.\n\n{turns}\n\nIt stays open for the whole year.\n") == []


def test_mark_that_ends_many_paragraphs_is_told_once_as_a_hint() -> None:
    text = "".join(f"The line number {number} goes on and on,\n\nNothing else is here now.\n\n" for number in range(4))
    found = [finding for finding in check(text, "a.md") if finding.rule == "text/dangling-punctuation"]
    assert [finding.severity for finding in found] == ["info"]


def test_lost_apostrophes_of_a_whole_article_are_told_once_as_a_hint() -> None:
    text = "We dont sell boxes, and thats all. They didnt ask, and theres no plan."
    found = [finding for finding in check(text, "a.md") if finding.rule == "text/contraction"]
    assert [(finding.severity, finding.excerpt) for finding in found] == [("info", "dont")]


def test_footnotes_behind_a_comma_are_its_end() -> None:
    assert text_rules("The plan of the depot is public, as the court said.[^1],[^2]\n\n[^1]: One.\n[^2]: Two.\n") == []


def test_code_behind_a_possessive_belongs_to_the_owner() -> None:
    assert text_rules("Your browser would then read what it finds in my site's [`map`](/map)") == []
