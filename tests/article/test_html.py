from __future__ import annotations

import pytest

from linter.article.model import OBJECT
from tests.conftest import article


def test_optional_tags_may_be_omitted() -> None:
    read = article(
        "<ul><li>a<li>b<p>c</ul><p>one<p>two<table><tr><td>1<td>2<tr><td>3</table><dl><dt>t<dd>d</dl>", "a.html"
    )
    assert [(block.kind, block.text) for block in read.blocks] == [
        ("list-item", "a"), ("list-item", "b"), ("list-item", "c"), ("paragraph", "one"), ("paragraph", "two"),
        ("cell", "1"), ("cell", "2"), ("cell", "3"), ("term", "t"), ("definition", "d"),
    ]  # fmt: skip


def test_scripts_styles_and_form_fields_are_not_prose() -> None:
    read = article(
        "<head><title>A &amp; B</title><style>x{}</style></head><body><script>var a='<p>no</p>'</script><template><p>no</p></template>"
        "<p>a <code>x</code> <img alt='no' src=i> <svg><title>no</title></svg></p><pre>no</pre><button>Buy</button><textarea>no</textarea>",
        "a.html",
    )
    assert read.title == "A & B"
    assert [(block.kind, block.text) for block in read.blocks] == [
        ("paragraph", f"a {OBJECT} {OBJECT} {OBJECT}"), ("code", OBJECT), ("label", "Buy"),
    ]  # fmt: skip


def test_blocks_have_their_regions() -> None:
    read = article(
        "<nav>n</nav><main><article>a<aside>b</aside></article></main><div class='Site-Footer'>f</div><div style='display: none'>h</div>"
        "<p hidden>i</p><p>seen <span class=sr-only>unseen</span> seen</p>",
        "a.html",
    )
    found = {block.text: sorted(block.regions) for block in read.blocks}
    assert found == {
        "n": ["nav"], "a": ["article", "main"], "b": ["article", "aside", "main"], "f": ["footer"], "h": ["hidden"], "i": ["hidden"],
        "seen  seen": [], "unseen": ["hidden"],
    }  # fmt: skip


def test_link_kinds_use_the_first_duplicate_attribute() -> None:
    text = (
        "<a href='https://a.example' href='https://wrong.example' rel=sponsored rel=nofollow>x</a><map><area href=/b></map>"
        "<form action='https://c.example'></form><iframe src='https://d.example'></iframe><button data-href='https://e.example'>b</button>"
        "<button onclick=\"window.open('https://f.example/?a=1&amp;b=2')\">b</button><script src='https://g.example/s.js'></script>"
        "<a name=top>no link</a>"
    )
    read = article(text, "a.html")
    assert [(link.kind, link.url) for link in read.links] == [
        ("anchor", "https://a.example"), ("area", "/b"), ("form", "https://c.example"), ("embed", "https://d.example"),
        ("data-attribute", "https://e.example"), ("onclick", "https://f.example/?a=1&b=2"), ("embed", "https://g.example/s.js"),
    ]  # fmt: skip
    assert [link.raw for link in read.links[:2]] == ["https://a.example", "/b"]
    assert read.links[0].rel_values == {"sponsored"}
    assert read.links[5].raw == "https://f.example/?a=1&amp;b=2"


def test_structured_data_has_its_span() -> None:
    text = '<head><script type="application/ld+json">{"a": 1}</script></head><p>x</p>'
    (data,) = article(text, "a.html").structured_data
    assert text[data.start : data.end] == data.text == '{"a": 1}'


def test_link_around_blocks_keeps_its_text() -> None:
    (link,) = article("<a href=x><h3>Head</h3><p>Para</p></a>", "a.html").links
    assert link.text == "Head\nPara"


def test_misnested_tags_lose_no_text() -> None:
    read = article("<p>a <b>b <i>c</b> d</i></p></div></p><p>e", "a.html")
    assert " ".join(block.text for block in read.blocks) == "a b c d e"


def test_template_syntax_in_hidden_text_is_masked() -> None:
    read = article("<p>Seen <span class=sr-only>by {{ name }}{% if x %} too{% endif %}</span> text.</p>", "a.html")
    (hidden,) = (block for block in read.blocks if "hidden" in block.regions)
    assert hidden.text == f"by {OBJECT} too"
    start, end = read.span(hidden.start + hidden.text.index("too"), hidden.end)
    assert read.source.text[start:end] == "too"
    start, end = read.span(hidden.start + hidden.text.index(OBJECT), hidden.start + hidden.text.index(OBJECT) + 1)
    assert read.source.text[start:end] == "{{ name }}"


@pytest.mark.parametrize("name", ["footer", "site-footer-inner", "footer__legal", "page-footer", "colophon"])
def test_class_of_the_pages_footer_makes_a_footer(name: str) -> None:
    (block,) = article(f'<div class="wide {name}"><p>Fine print.</p></div>', "a.html").blocks
    assert "footer" in block.regions


@pytest.mark.parametrize("name", ["entry-footer", "card-footer", "has-footer", "footers", "no-footer-line"])
def test_class_of_another_footer_makes_none(name: str) -> None:
    (block,) = article(f'<div class="{name}"><p>Fine print.</p></div>', "a.html").blocks
    assert "footer" not in block.regions


@pytest.mark.parametrize(
    ("attributes", "url"),
    [
        (
            """href="javascript:window.open(decodeURIComponent('https%3A%2F%2Fdepot.example%2Fc%2F1%3Fa%3D2'), '_blank');void(0);\"""",
            "https://depot.example/c/1?a=2",
        ),
        ("""href="javascript:location='https://depot.example/c/1'\"""", "https://depot.example/c/1"),
        ("""href=" JavaScript:location.replace('https://depot.example/c/1')\"""", "https://depot.example/c/1"),
        (
            """onclick="window.open(unescape('https%3A//depot.example/c/1')); return false\"""",
            "https://depot.example/c/1",
        ),
        ("""onclick="location.href = decodeURI('https://depot.example/a%20b')\"""", "https://depot.example/a b"),
    ],
)
def test_address_that_a_script_opens_is_decoded_as_the_script_does(attributes: str, url: str) -> None:
    links = article(f"<p><a {attributes}>the lamp</a></p>", "a.html").links
    assert [link.url for link in links] == [url]
    assert links[0].raw in attributes
    assert links[0].raw.startswith("https")


@pytest.mark.parametrize("script", ["void(0)", "openDialog('lamp')", "window.open(address)"])
def test_script_without_an_address_stays_as_written(script: str) -> None:
    (link,) = article(f'<p><a href="javascript:{script}">the lamp</a></p>', "a.html").links
    assert link.url == f"javascript:{script}"
