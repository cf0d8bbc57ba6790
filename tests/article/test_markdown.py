from __future__ import annotations

import pytest

from linter.article.link import Link
from linter.article.model import OBJECT, Article
from tests.conftest import article, check


def kinds(read: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read.blocks]


def only_link(read: Article) -> Link:
    (link,) = [link for link in read.links if link.kind != "image"]
    return link


def test_blocks_come_in_reading_order_with_their_regions() -> None:
    read = article(
        "# Title\n\nOne *two*\nthree.\n\n> quoted\n\n- a\n- b\n\n  c\n\n```\nx\n```\n\n| h |\n|---|\n| 1 |\n\n***\n\nTerm\n: Meaning\n"
    )
    assert kinds(read) == [
        ("heading", "Title"), ("paragraph", "One two three."), ("quote", "quoted"), ("list-item", "a"), ("list-item", "b"),
        ("list-item", "c"), ("code", OBJECT), ("cell", "h"), ("cell", "1"), ("rule", OBJECT), ("term", "Term"), ("definition", "Meaning"),
    ]  # fmt: skip
    assert read.blocks[2].regions == {"quote"}
    assert read.blocks[0].level == 1


def test_text_is_joined_across_inline_markup() -> None:
    assert (
        article("*Acme*'s **b**ig `code` ![i](i.png) x\\*y &amp; z").blocks[0].text
        == f"Acme's big {OBJECT} {OBJECT} x*y & z"
    )


@pytest.mark.parametrize(
    ("text", "kind", "url", "raw", "shown"),
    [
        (
            'see [a *b*](https://x.example/?a=1&amp;b=2 "t") now',
            "inline",
            "https://x.example/?a=1&b=2",
            "https://x.example/?a=1&amp;b=2",
            "a b",
        ),
        ("see [a](<https://x.example/a b>) now", "inline", "https://x.example/a b", "https://x.example/a b", "a"),
        ("see [a](https://x.example/(b)) now", "inline", "https://x.example/(b)", "https://x.example/(b)", "a"),
        ("see <https://x.example> now", "autolink", "https://x.example", "https://x.example", "https://x.example"),
        (
            "see https://x.example/a_b?c=d, now",
            "bare",
            "https://x.example/a_b?c=d",
            "https://x.example/a_b?c=d",
            "https://x.example/a_b?c=d",
        ),
        ("見る https://x.example/a。次", "bare", "https://x.example/a", "https://x.example/a", "https://x.example/a"),
        ("(https://x.example/a)", "bare", "https://x.example/a", "https://x.example/a", "https://x.example/a"),
        (
            "see [a][b] now\n\n[b]: https://x.example/ref 'T'\n",
            "reference",
            "https://x.example/ref",
            "https://x.example/ref",
            "a",
        ),
        (
            "see [b] now\n\n[B]: <https://x.example/ref>\n",
            "reference",
            "https://x.example/ref",
            "https://x.example/ref",
            "b",
        ),
        ("[![alt](i.png)](https://x.example)", "image-link", "https://x.example", "https://x.example", OBJECT),
        (
            'see <a class=x href="https://x.example/?a=1&amp;b">a <b>b</b></a> now',
            "anchor",
            "https://x.example/?a=1&b",
            "https://x.example/?a=1&amp;b",
            "a b",
        ),
        ("[](https://x.example)", "inline", "https://x.example", "https://x.example", ""),
    ],
)
def test_links_are_found_with_url_and_text_in_place(text: str, kind: str, url: str, raw: str, shown: str) -> None:
    read = article(text)
    link = only_link(read)
    assert (link.kind, link.url, link.raw, link.text) == (kind, url, raw, shown)
    assert read.text[link.text_start : link.text_end] == shown


def test_code_comments_and_unused_definitions_are_no_links() -> None:
    read = article(
        "`https://a.example` \n\n    https://b.example\n\n```\nhttps://c.example\n```\n\n<!-- https://d.example -->\n\n[unused]: https://e.example\n"
    )
    assert read.links == []


def test_rel_tokens_have_spans_in_html_and_kramdown() -> None:
    text = (
        '[a](https://x.example){: target="_blank" rel="Sponsored,nofollow"} and <a rel=\'ugc  noopener\' href=y>b</a>'
    )
    first, second = article(text).links
    assert first.rel_values == {"sponsored", "nofollow"}
    assert [text[token.start : token.end] for token in first.place.rel] == ["Sponsored", "nofollow"]
    assert second.rel_values == {"ugc", "noopener"}
    assert second.place.rel_span is not None
    assert text[slice(*second.place.rel_span)] == "rel='ugc  noopener'"


@pytest.mark.parametrize(
    ("lists", "rel"),
    [
        ('{: .button}{: target="_blank" rel="nofollow,noreferrer"}', {"nofollow", "noreferrer"}),
        ('{: .button }{:.wide}{: rel="sponsored"}', {"sponsored"}),
        ('{: rel="nofollow"}{: .button}', {"nofollow"}),
        ('{: rel="noopener"}{: rel="sponsored"}', {"sponsored"}),
        ("{: .button}{: paid}", {"sponsored"}),
        ("{: shopping}", {"sponsored"}),
        ("{: loop}", set()),
        ('{: .button} {: rel="nofollow"}', set()),
        ('{: .button}\n{: rel="nofollow"}', set()),
        ('{: .button}\n\n{: rel="nofollow"}\n', set()),
        ('{: data-rel="nofollow"}', set()),
    ],
)
def test_attribute_lists_in_a_row_are_one(lists: str, rel: set[str]) -> None:
    definitions = (
        '{:paid: target="_blank" rel="sponsored"}\n{:shopping: .card paid}\n{:loop: loop paid2}\n{:paid2: loop}\n'
    )
    assert only_link(article(f"See [a lamp](https://x.example){lists}\n\n{definitions}")).rel_values == rel


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{% comment %}", "{% endcomment %}"),
        ("{% highlight text %}", "{% endhighlight %}"),
        ("{{< highlight text >}}", "{{< /highlight >}}"),
    ],
)
@pytest.mark.parametrize("length", [9_000, 40_000])
def test_body_of_a_comment_or_of_code_may_be_long(opening: str, closing: str, length: int) -> None:
    body = "It is text that is shown as code. " * (length // 34)
    read = article(f"Before it.\n\n{opening}\n{body}\n{closing}\n\nBehind it.\n")
    assert [block.text for block in read.blocks] == ["Before it.", OBJECT, "Behind it."]


def test_template_syntax_is_masked_and_kept_as_emitted() -> None:
    text = (
        '{% include disclosure.html %}\n\nPrice {{ page.price }} now {% if a %}yes{% endif %}.\n\n{{< amazon asin="B0" >}}\n\n'
        ':::tip\nA tip.\n:::\n\n{% comment %}\nnot *read*\n{% endcomment %}\n\n[gallery ids="1,2"]\n\n## Head {#id .c}\n'
    )
    read = article(text)
    assert [block.text for block in read.blocks] == [
        OBJECT, f"Price {OBJECT} now yes.", OBJECT, OBJECT, "A tip.", OBJECT, OBJECT, OBJECT, "Head",
    ]  # fmt: skip
    names = [(emission.kind, emission.name) for emission in read.emitted]
    assert ("liquid", "include") in names
    assert ("shortcode", "amazon") in names
    assert ("expression", "page.price") in names
    assert ("shortcode", "gallery") in names
    for emission in read.emitted:
        assert text[emission.start : emission.end].strip() == text[emission.start : emission.end].rstrip("\n")


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_template_syntax_in_a_comment_is_not_emitted(name: str) -> None:
    text = (
        "<p>One.</p>\n\n<!-- {% include notice.html %}\n\n{{< lamp >}} -->\n\n{% include jug.html %}\n\n<!-- end -->\n"
    )
    read = article(text, name)
    assert [emission.arguments for emission in read.emitted] == ["jug.html"]


def test_template_syntax_in_code_is_not_emitted() -> None:
    read = article("Use `{{ x }}` or\n\n```\n{% include a.html %}\n```\n")
    assert read.emitted == []


def test_mdx_imports_expressions_and_components() -> None:
    text = "import A from './a'\nimport {\n  B\n} from './b'\n\nexport const x = { y: '}' }\n\nHello {x.y} <B kind=\"a>b\" fn={() => ({})} />, *you*.\n\n<Card>\n\nInside.\n\n</Card>\n"
    read = article(text, "a.mdx")
    assert [block.text for block in read.blocks if block.kind != "template"] == [
        f"Hello {OBJECT} {OBJECT}, you.",
        "Inside.",
    ]
    assert [emission.name for emission in read.emitted if emission.kind == "component"] == ["B", "Card", "/Card"]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 'A: b'\ncount: 3\n---\nBody.\n",
        '+++\ntitle = "A: b"\ncount = 3\n+++\nBody.\n',
        '{\n"title": "A: b",\n"count": 3\n}\nBody.\n',
        '---json\n{"title": "A: b", "count": 3}\n---\nBody.\n',
    ],
)
def test_front_matter_formats_give_data_with_spans(text: str) -> None:
    read = article(text)
    assert [block.text for block in read.blocks] == ["Body."]
    front = read.front_matter
    assert front is not None
    assert (front.data["title"], front.data["count"], front.error) == ("A: b", 3, None)
    title = front.get("title")
    assert title is not None
    assert text[title.start : title.end].strip("'\"") == "A: b"


def test_broken_front_matter_is_an_error_not_a_crash() -> None:
    front = article("---\na: [\n---\nBody.\n").front_matter
    assert front is not None
    assert front.error


def test_html_in_markdown_keeps_its_regions() -> None:
    read = article(
        "<details><summary>More</summary>\n\nInside **it**.\n\n</details>\n\nAfter.\n\n<footer>\n\nFoot.\n\n</footer>\n"
    )
    assert [(block.text, sorted(block.regions)) for block in read.blocks] == [
        ("More", []), ("Inside it.", ["details"]), ("After.", []), ("Foot.", ["footer"]),
    ]  # fmt: skip


def test_five_megabyte_line_is_read() -> None:
    read = article("word " * 1_000_000 + "[a](https://x.example)")
    assert len(read.blocks) == 1
    assert read.links[0].raw == "https://x.example"


def test_code_fence_inside_html_is_code() -> None:
    read = article("<details>\n<summary>Show</summary>\n```js\nlet x = “;\n```\n</details>\n\nAfter.\n")
    assert [(block.kind, block.text) for block in read.blocks] == [
        ("summary", "Show"),
        ("code", OBJECT),
        ("paragraph", "After."),
    ]
    read = article('<pre class="h"><code>```terminal\nx\n```</code></pre>\n\n[a](b)\n')
    assert [link.text for link in read.links] == ["a"]


def test_unclosed_tag_ends_with_its_paragraph() -> None:
    read = article("Use <title> or <code>here.\n\nAnd [there](b).\n")
    assert read.blocks[-1].text == "And there."
    assert read.links[0].text == "there"


@pytest.mark.parametrize(
    ("text", "name", "kind", "url"),
    [
        ("---\nproduct:\n  url: https://amzn.to/3xDepot\nimage: https://cdn.example/a.png\n---\nText.\n", "a.md", "front-matter", "https://amzn.to/3xDepot"),
        ('Text {{< button href="https://amzn.to/3xDepot" text="Buy" >}}.\n', "a.md", "shortcode", "https://amzn.to/3xDepot"),
        ("<ProductCard\n  url={'https://amzn.to/3xDepot'}\n/>\n", "a.mdx", "component", "https://amzn.to/3xDepot"),
        ("export const items = [{ link: 'https://amzn.to/3xDepot' }]\n\nText.\n", "a.mdx", "component", "https://amzn.to/3xDepot"),
        ('<script type="application/ld+json">{"offers": {"url": "https:\\/\\/amzn.to\\/3xDepot"}}</script>', "a.html", "json-ld", "https://amzn.to/3xDepot"),
    ],
)  # fmt: skip
def test_links_in_front_matter_shortcodes_components_and_json_ld(text: str, name: str, kind: str, url: str) -> None:
    read = article(text, name)
    (link,) = read.links
    assert (link.kind, link.url) == (kind, url)
    assert link.raw.replace("\\/", "/") == url


def test_moshimo_product_box_has_the_links_its_script_builds() -> None:
    call = (
        'msmaflink({"n":"Lamp","b_l":[{"u_url":"https:\\/\\/amzn.to\\/3xDepot","a_id":0},'
        '{"u_url":"https:\\/\\/shop.example\\/lamp","a_id":100,"p_id":54,"pc_id":54,"pl_id":616}]});'
    )
    read = article(f"Text.\n\n<script>\n{call}\n</script>\n\nmsmaflink(broken\n")
    assert [link.url for link in read.links] == [
        "https://amzn.to/3xDepot",
        "https://af.moshimo.com/af/c/click?a_id=100&p_id=54&pc_id=54&pl_id=616&url=https%3A%2F%2Fshop.example%2Flamp",
    ]
    assert {read.source.text[link.start : link.end] for link in read.links} == {call.removesuffix(");")}


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("See [](#parts) to order the jug.", "a.md", f"See {OBJECT} to order the jug."),
        ("See to [](parts.md) to order.", "a.md", f"See to {OBJECT} to order."),
        ("See to [][parts] to order.\n\n[parts]: parts.md", "a.md", f"See to {OBJECT} to order."),
        ('<p>See to <a href="/parts"></a> to order.</p>', "a.html", f"See to {OBJECT} to order."),
        ('<h2>Parts <a href="/parts#a"></a></h2>', "a.html", "Parts"),
        ("## Parts [](#parts)", "a.md", "Parts"),
        ('<a href="/parts"></a><p>Text.</p>', "a.html", "Text."),
    ],
)
def test_link_without_text_is_an_object_of_its_sentence(text: str, name: str, shown: str) -> None:
    read = article(text, name)
    assert [block.text for block in read.blocks] == [shown]
    assert [link.text for link in read.links] == [""]
    assert "text/repeated-word" not in [finding.rule for finding in check(text, name)]


@pytest.mark.parametrize("gap", ["\n    ", "\n            ", "\r\n     ", "\n\t", " "])
def test_closing_tag_may_hold_white_space(gap: str) -> None:
    read = article(f'Write on <a href="https://depot.example/">the board</a{gap}>. Then wait.\n')
    assert only_link(read).text == "the board"
    assert [block.text for block in read.blocks] == ["Write on the board. Then wait."]


def test_mark_of_a_quotation_below_an_unfinished_tag_opens_a_quotation() -> None:
    read = article('Write on <a href="https://depot.example/">the board</a\n> and wait.\n')
    assert [block.kind for block in read.blocks] == ["paragraph", "quote"]


def test_elements_in_capitals_are_html_and_no_components() -> None:
    read = article('Thanks to <A HREF="https://depot.example/">the Depot</A> for it.\n')
    assert [(link.url, link.text) for link in read.links] == [("https://depot.example/", "the Depot")]
    assert read.emitted == []


def test_a_colon_without_a_space_at_the_start_of_a_line_opens_no_definition() -> None:
    text = "They said (on Monday) that\n:smile: is how we feel, or\n:( if it rains.\n"
    assert [block.kind for block in article(text).blocks] == ["paragraph"]
    assert [block.kind for block in article("Lamp\n: It gives light.\n").blocks] == ["term", "definition"]


def test_of_two_lists_on_a_line_behind_a_definition_the_first_belongs_to_it() -> None:
    text = '[a]: /x {rel="nofollow"} {.b}\n\n[c](/y){rel="sponsored"} {#d} {{ e }} {: .f}\n\n[a] here'
    found = [(item.kind, item.arguments) for item in article(text).emitted if item.kind == "attribute-list"]
    assert found == [("attribute-list", one) for one in ('rel="nofollow"', ".b", 'rel="sponsored"', "#d", ".f")]
