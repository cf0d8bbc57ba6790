"""Prose outside the text is read: front matter, alternative texts, props, JSON-LD, meta descriptions, cells."""

from __future__ import annotations

import pytest

from linter.article import read_article
from linter.article.elsewhere import read_elsewhere
from linter.source import Source
from tests.conftest import check

BODY = "The depot opened in spring, and the people who work there like it. It is near the road."
LD = '<script type="application/ld+json">{"@type": "Product", "description": "A box with a a lid"}</script>'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f'---\ntitle: "A box with a a lid"\n---\n\n{BODY}\n'),
        ("a.md", f"---\nseo:\n  meta_description: >-\n    A box\n    with a a lid\n---\n\n{BODY}\n"),
        ("a.md", f"---\nexcerpt: A box\n  with a a lid # the the lid\n---\n\n{BODY}\n"),
        ("a.md", f'+++\ntitle = "A box with a a lid"\n+++\n\n{BODY}\n'),
        ("a.md", f"{BODY}\n\n![A box with a a lid](box.png)\n"),
        ("a.mdx", f'<Callout title="A box with a a lid" tone="calm">Read it all.</Callout>\n\n{BODY}\n'),
        ("a.html", f'<html lang="en"><body><p>{BODY}</p><img src="b.png" alt="A box with a a lid"></body></html>'),
        ("a.html", f'<html lang="en"><head>{LD}</head><body><p>{BODY}</p></body></html>'),
        (
            "a.html",
            f'<html lang="en"><head><meta name="description" content="A box with a a lid"></head><body><p>{BODY}</p></body></html>',
        ),
        ("a.md", f"{BODY}\n\n| Box | Verdict |\n|---|---|\n| Big | A box with a a lid |\n"),
    ],
)
def test_doubled_word_is_found_where_it_is_written(name: str, text: str) -> None:
    found = [finding for finding in check(text, name) if finding.rule == "text/repeated-word"]
    assert [(finding.excerpt, finding.start) for finding in found] == [("a a", text.index("a a lid"))]


def test_code_in_a_title_is_no_prose() -> None:
    text = f'+++\ntitle = "The box\'s `lid.Or` and `a a` for depots"\n+++\n\n{BODY}\n'
    assert [finding.rule for finding in check(text, "a.md") if finding.severity != "info"] == []


def test_text_of_the_article_is_not_read_twice() -> None:
    text = f'---\ntitle: "A box with a a lid"\n---\n\n# A box with a a lid\n\n{BODY}\n'
    assert [finding.start for finding in check(text, "a.md") if finding.rule == "text/repeated-word"] == [
        text.rindex("a a lid")
    ]


@pytest.mark.parametrize(
    "value",
    ["A box of {{ site.name }} and and more", "https://depot.example/the-the", "draft", '"a box"', "[a, a, a, a]"],
)
def test_values_that_are_no_prose_are_left_alone(value: str) -> None:
    article = read_article(Source("a.md", f"---\ntitle: {value}\n---\n\n{BODY}\n"))
    assert read_elsewhere(article) is None


def test_escapes_are_read_as_their_characters() -> None:
    article = read_article(Source("a.md", f'---\ntitle: "It&#8217;s a \\"big\\" box"\n---\n\n{BODY}\n'))
    elsewhere = read_elsewhere(article)
    assert elsewhere is not None
    assert elsewhere.text == 'It’s a "big" box'


def test_possessive_in_a_long_cell_is_cut_and_in_a_short_one_is_whole() -> None:
    rows = "| Big | The best of them for a small depot, thanks most of all to Brightwell’s |\n| Small | As good as Harrow’s |\n"
    text = f"{BODY}\n\n| Box | Verdict |\n|---|---|\n{rows}"
    found = [finding for finding in check(text, "a.md") if finding.rule.startswith("text/")]
    assert [(finding.rule, finding.excerpt) for finding in found] == [("text/cut-after-possessive", "Brightwell’s")]
