"""Every visible character maps back to the source it was read from."""

from __future__ import annotations

import html as html_module

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from turbohtml import unescape

from linter.article.model import OBJECT, SEPARATOR, Article
from tests.conftest import article, check, plain

WORDS = st.sampled_from(
    [
        "word",
        "Acme’s",
        "é",
        "😀",
        "e\u0301",
        "日本",
        "“x”",
        "5%",
        "a\u00a0b",
        "&amp;",
        "&nbsp;",
        "&#233;",
        "it's",
        "the the",
        "FAW’sTesla’s",
        "end.The",
    ]
)
INLINE = st.one_of(
    WORDS,
    st.sampled_from(
        [
            "*em*",
            "**bold**",
            "`code`",
            "[link](https://a.example/?x=1&amp;y=2)",
            "![alt](i.png)",
            "<b>raw</b>",
            "https://b.example/q.",
            "\\*",
            "~~gone~~",
        ]
    ),
)
PARAGRAPH = st.lists(INLINE, min_size=1, max_size=8).map(" ".join)
BLOCK = st.one_of(
    PARAGRAPH,
    PARAGRAPH.map(lambda text: f"# {text}"),
    PARAGRAPH.map(lambda text: f"> {text}\n> more"),
    PARAGRAPH.map(lambda text: f"- {text}\n- two"),
    PARAGRAPH.map(lambda text: f"| a | b |\n|---|---|\n| {text} | c |"),
    PARAGRAPH.map(lambda text: f"<div>\n{text}\n</div>"),
    st.just("```\ncode {{ x }}\n```"),
    st.just('{{< figure src="x" >}}'),
    st.just("text {{ value }} text {% if x %}y{% endif %}"),
    st.just("---"),
    PARAGRAPH.map(lambda text: f'!!! note "Said *so*"\n    {text}\n\n    more'),
    PARAGRAPH.map(lambda text: f"??? tip\n\n    - {text}\n\n        two"),
    PARAGRAPH.map(lambda text: f'=== "One"\n\n    {text}\n\n=== "Two"\n\n    more'),
    PARAGRAPH.map(lambda text: f"- a\n\n    !!! note\n        {text}"),
    PARAGRAPH.map(lambda text: f"::: details More\n{text}\n:::"),
    PARAGRAPH.map(lambda text: f"````{{admonition}} Said\n:class: dropdown\n{text}\n````"),
    PARAGRAPH.map(lambda text: f"> [!note]- Folded\n> {text}"),
    PARAGRAPH.map(lambda text: f"<Details>\n\n{text}\n\n</Details>"),
)
MARKDOWN = st.tuples(
    st.lists(BLOCK, min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "---\ntitle: é\n---\n"]),
).map(lambda parts: (parts[2] + "\n\n".join(parts[0])).replace("\n", parts[1]))
HTML_INLINE = st.one_of(
    WORDS,
    st.sampled_from(
        [
            "<em>em</em>",
            "<a href='x?a=1&b=2'>li nk</a>",
            "<br>",
            "<code>c</code>",
            "<img alt=x src=y>",
            "<span hidden>secret</span>",
            "<!-- c -->",
        ]
    ),
)
HTML = st.lists(
    st.tuples(
        st.sampled_from(["p", "div", "li", "h2", "td", "blockquote"]), st.lists(HTML_INLINE, min_size=1, max_size=6)
    ),
    min_size=1,
    max_size=6,
).map(
    lambda blocks: (
        "<html><body>" + "\n".join(f"<{tag}>{' '.join(parts)}</{tag}>" for tag, parts in blocks) + "</body></html>"
    )
)


def assert_mapped(read: Article) -> None:
    assert read.text == SEPARATOR.join(block.text for block in read.blocks)
    last = 0
    for block in read.blocks:
        assert read.text[block.start : block.end] == block.text
        assert block.text == block.text.strip(" \t\r\n\f")
        for offset in range(block.start, block.end):
            start, end = read.span(offset, offset + 1)
            char, written = read.text[offset], read.source.text[start:end]
            assert start < end
            if "hidden" not in block.regions:
                assert start >= last, (char, written)
                last = start
            if char in {" ", "\n", OBJECT} or written.startswith("&") or "\ufffd" in char:
                continue
            assert char == written


@given(MARKDOWN)
def test_markdown_text_maps_to_its_source(text: str) -> None:
    assert_mapped(article(text))


@given(HTML, st.sampled_from(["\n", "\r\n"]))
def test_html_text_maps_to_its_source(text: str, line_end: str) -> None:
    assert_mapped(article(text.replace("\n", line_end), "a.html"))


@given(st.lists(PARAGRAPH, max_size=6), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_plain_text_maps_to_its_source(lines: list[str], line_end: str) -> None:
    assert_mapped(article(line_end.join(lines), "a.txt"))


@given(
    st.text(alphabet=st.sampled_from("ab<>&;#*_`[]()!?\"'{}%|:-/= \n\r\t\u00a0é😀“”’\x00\ufeff"), max_size=120),
    st.sampled_from(["a.md", "a.mdx", "a.html", "a.txt"]),
)
def test_any_text_is_read_without_error(text: str, name: str) -> None:
    read = article(text, name)
    for block in read.blocks:
        start, end = read.span(block.start, block.end)
        assert 0 <= start < end <= len(text)


@given(MARKDOWN)
def test_finding_excerpt_is_the_source_at_its_span(text: str) -> None:
    data = text.encode()
    for finding in check(text):
        assert data.decode()[finding.start : finding.end] == finding.excerpt
        assert finding.excerpt


@given(HTML)
def test_finding_excerpt_in_html_is_the_source_at_its_span(text: str) -> None:
    for finding in check(text, "a.html"):
        assert text[finding.start : finding.end] == finding.excerpt


CLEAN_INLINE = st.sampled_from(
    [
        "word",
        "Acme&#8217;s",
        "a&nbsp;b",
        "<em>em</em>",
        "<a href='x'>li nk</a>",
        "<strong>a <i>b</i></strong>",
        "x &amp; y",
        "&copy; 2024",
        "日本",
    ]
)
CLEAN_HTML = st.lists(
    st.tuples(
        st.sampled_from(["p", "div", "h2", "section", "article"]), st.lists(CLEAN_INLINE, min_size=1, max_size=6)
    ),
    min_size=1,
    max_size=6,
).map(
    lambda blocks: (
        "<!doctype html><html><head><title>T</title></head><body>"
        + "\n".join(f"<{tag}>{' '.join(parts)}</{tag}>" for tag, parts in blocks)
        + "<ul><li>one</li><li>two</li></ul><table><tr><td>1</td><td>2</td></tr></table></body></html>"
    )
)


@given(CLEAN_HTML)
def test_text_of_well_formed_html_matches_beautiful_soup(text: str) -> None:
    read = article(text, "a.html")
    soup = BeautifulSoup(text, "lxml")
    assert soup.body is not None
    assert plain("".join(block.text for block in read.blocks)).replace(" ", "") == plain(soup.body.get_text()).replace(
        " ", ""
    )
    theirs = [plain(tag.get_text()) for tag in soup.body.find_all(["p", "h2", "li", "td"])]
    ours = [plain(block.text) for block in read.blocks if block.container.tag in {"p", "h2", "li", "td"}]
    assert ours == theirs


def test_character_references_are_decoded_as_browsers_do() -> None:
    read = article('<p>a &copy b &region; &notanentity; <a href="?a=1&region=US&amp;b=2">x</a></p>', "a.html")
    assert read.blocks[0].text == unescape("a &copy b &region; &notanentity; x")
    assert read.links[0].url == "?a=1&region=US&b=2"
    assert html_module.unescape("&region=US") != "&region=US", (
        "the standard library is the trap that this test is about"
    )
