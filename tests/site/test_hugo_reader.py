"""Hugo's templates read with the values of one article or one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from linter.site.template.go_syntax import GoSyntaxError, parse
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
INK = "https://www.amazon.com/dp/B0INK00001?tag=acme-20"
NOTICE = "<p>We earn a commission when you buy through our links.</p>"


def facts_of(emissions: Emissions, front: str, body: str = "Words.", path: str = "content/posts/a.md") -> Facts:
    return Facts(article(f"---\n{front}\n---\n{body}\n", path), FactOptions(emissions=emissions))


def urls(facts: Facts) -> list[str]:
    return [item.link.url for item in facts.affiliate_links]


def hugo(single: str, **others: str) -> dict[str, str]:
    files = {name.replace("__", "/") + ".html": text for name, text in others.items()}
    return {"hugo.toml": '[params]\ntag = "acme-20"\n', "layouts/_default/single.html": single, **files}


@pytest.mark.parametrize(
    ("condition", "holds", "fails"),
    [
        ('in (lower .Title) "pen"', "title: A Pen", "title: Chairs"),
        ('in .Params.tags "pens"', "tags: [pens, ink]", "tags: [ink]"),
        ('and (eq .Section "posts") (not .Params.hide)', "title: x", "hide: true"),
        ('or (eq .Params.kind "pen") (hasPrefix .Title "Pen")', "title: Pens", "title: Ink\nkind: no"),
        ('gt (len (where .Params.pens "good" true)) 0', "pens: [{good: true}]", "pens: [{good: false}]"),
        ('gt (len (findRE "pen|ink" .Title)) 0', "title: my pen", "title: chairs"),
        ('.Param "buy"', "buy: true", "buy: false"),
    ],
)
def test_a_condition_on_the_article_decides_which_links_a_layout_prints(
    site: Build, condition: str, holds: str, fails: str
) -> None:
    emissions = site(hugo(f'{{{{ .Content }}}}{{{{ if {condition} }}}}<a href="{PEN}">Buy</a>{{{{ end }}}}'))
    assert urls(facts_of(emissions, holds)) == [PEN]
    assert not urls(facts_of(emissions, fails))


def test_a_condition_that_only_the_build_decides_prints_no_sure_link(site: Build) -> None:
    emissions = site(hugo(f'{{{{ .Content }}}}{{{{ if .GitInfo }}}}<a href="{PEN}">Buy</a>{{{{ end }}}}'))
    assert not urls(facts_of(emissions, "title: x"))


def test_cards_of_a_list_in_the_template_get_the_id_of_the_configuration(site: Build) -> None:
    single = (
        '{{ .Content }}{{ $cards := slice }}{{ if in .Title "pen" }}{{ $cards = slice (dict "url" "https://www.amazon.com/dp/B0PEN00001") }}'
        '{{ end }}{{ partial "cards.html" (dict "cards" $cards "page" .) }}'
    )
    cards = '{{ $tag := .page.Site.Params.tag }}{{ range .cards }}<a href="{{ printf "%s?tag=%s" .url $tag }}">Buy</a>{{ end }}'
    emissions = site(hugo(single, layouts__partials__cards=cards))
    assert urls(facts_of(emissions, "title: a pen")) == [PEN]
    assert not urls(facts_of(emissions, "title: a chair"))


def test_the_argument_of_a_shortcode_chooses_the_branch(site: Build) -> None:
    shop = (
        '{{ $url := "" }}{{ if eq (.Get "shop") "pen" }}{{ $url = "' + PEN + '" }}{{ else if eq (.Get "shop") "ink" }}{{ $url = "'
        + INK + '" }}{{ end }}<a href="{{ $url }}">Buy</a>'
    )  # fmt: skip
    emissions = site(hugo("{{ .Content }}", layouts__shortcodes__buy=shop))
    assert urls(facts_of(emissions, "title: x", '{{< buy shop="ink" >}}')) == [INK]
    assert urls(facts_of(emissions, "title: x", '{{< buy shop="pen" >}}')) == [PEN]
    assert not urls(facts_of(emissions, "title: x", '{{< buy shop="other" >}}'))


def test_data_is_looked_up_by_the_key_of_the_call(site: Build) -> None:
    files = hugo(
        "{{ .Content }}",
        layouts__shortcodes__pen='{{ with index site.Data.pens (.Get 0) }}<a href="{{ .url }}">Buy</a>{{ end }}',
    )
    emissions = site({**files, "data/pens.yml": f"Blue: {{url: '{PEN}'}}\nplain: {{url: 'https://shop.example/'}}\n"})
    assert urls(facts_of(emissions, "title: x", "{{< pen blue >}}")) == [PEN]
    assert not urls(facts_of(emissions, "title: x", "{{< pen plain >}}"))


ROWS = (
    '{{ range split .Inner "\\n" }}{{ $parts := split . "|" }}{{ if ge (len $parts) 2 }}'
    '{{ $pen := index site.Data.pens (trim (index $parts 0) " ") }}'
    '{{ if or (not $pen) (eq $pen.url "FILL_IN") }}<span>Soon</span>'
    '{{ else }}<a href="{{ $pen.url }}" rel="sponsored">Buy</a>{{ end }}{{ end }}{{ end }}'
)


@pytest.mark.parametrize(
    ("rows", "links"), [("quill | good\nreed | better", [PEN]), ("reed | better", []), ("nib | $$ | unheard of", [])]
)
def test_a_shortcode_reads_rows_of_data_between_its_tags(site: Build, rows: str, links: list[str]) -> None:
    pens = f'quill: {{url: "{PEN}"}}\nreed: {{url: FILL_IN}}\n'
    emissions = site({**hugo("{{ .Content }}", layouts__shortcodes__pens=ROWS), "data/pens.yaml": pens})
    assert urls(facts_of(emissions, "title: x", f"{{{{< pens >}}}}\n{rows}\n{{{{< /pens >}}}}")) == links


@pytest.mark.parametrize(
    ("shortcode", "place"),
    [
        (f'<div><a href="{PEN}">Buy</a>{NOTICE}</div>', "after"),
        (f'<div>{NOTICE}<a href="{PEN}">Buy</a></div>', "before"),
        (f'<p><a href="{PEN}">Buy</a> (we earn a commission when you buy through our link)</p>', "beside"),
    ],
)
def test_the_disclosure_of_a_shortcode_stands_where_it_prints_it(site: Build, shortcode: str, place: str) -> None:
    facts = facts_of(
        site(hugo("{{ .Content }}", layouts__shortcodes__buy=shortcode)), "title: x", "Words.\n\n{{< buy >}}"
    )
    ((link,), _) = [item.link for item in facts.affiliate_links], None
    assert facts.disclosed(link) == place


def test_type_and_section_choose_the_layout_whose_disclosure_counts(site: Build) -> None:
    emissions = site(hugo("{{ .Content }}", layouts__review__single=f"{NOTICE}{{{{ .Content }}}}"))
    assert facts_of(emissions, "type: review").layout_place == "top"
    assert facts_of(emissions, "title: x", path="content/review/a.md").layout_place == "top"
    assert facts_of(emissions, "title: x").layout_place is None


def test_the_disclosure_of_a_page_has_its_line_in_the_layout_that_prints_it(site: Build) -> None:
    base = f'<main>\n{{{{ block "main" . }}}}{{{{ end }}}}\n</main>\n<footer>\n  {NOTICE}\n</footer>\n'
    emissions = site(
        hugo(
            f'{{{{ define "main" }}}}\n{{{{ if .Params.pen }}}}<a href="{PEN}">Buy</a>{{{{ end }}}}{{{{ .Content }}}}{{{{ end }}}}',
            layouts___default__baseof=base,
        )
    )
    layout = facts_of(emissions, "pen: true").layout_disclosure
    assert layout is not None
    assert layout.written is not None
    assert (layout.written.path, layout.written.line) == ("layouts/_default/baseof.html", 5)


def test_the_disclosure_of_a_shortcode_has_its_line(site: Build) -> None:
    shortcode = f'<div>\n{{{{ if .Get "x" }}}}{{{{ end }}}}<a href="{PEN}">Buy</a>\n{NOTICE}\n</div>'
    emissions = site(hugo("{{ .Content }}", layouts__shortcodes__buy=shortcode))
    facts = facts_of(emissions, "title: x", "Words.\n\n{{< buy >}}")
    (disclosure,) = facts.disclosures
    assert disclosure.written is not None
    assert (disclosure.written.path, disclosure.written.line) == ("layouts/shortcodes/buy.html", 3)


def test_the_article_goes_through_functions_and_partials_that_nobody_has(site: Build) -> None:
    emissions = site(hugo(f'{{{{ partial "of-the-theme.html" .Content }}}}{NOTICE}'))
    assert facts_of(emissions, "title: x").layout_place == "bottom"


@pytest.mark.parametrize(
    "hostile",
    [
        '{{ $x := "aaaaaaaaaa" }}' + '{{ $x = printf "%s%s" $x $x }}' * 60 + "{{ $x }}",
        '{{ define "a" }}{{ template "a" . }}{{ template "a" . }}{{ end }}{{ template "a" . }}',
        "{{ range 900000000 }}{{ range 900000000 }}{{ range 900000000 }}x{{ end }}{{ end }}{{ end }}",
        '{{ partial "loop.html" . }}{{ partial "loop.html" . }}',
        "{{ if true }}" * 500 + "{{ end }}" * 500,
        '{{ len (findRE "(a*)*b" "' + "a" * 3000 + '") }}',
        "{{ (" * 300,
        "{{ .Title",
    ],
)
def test_a_hostile_template_ends(site: Build, hostile: str) -> None:
    files = hugo(f'{{{{ .Content }}}}<a href="{PEN}">Buy</a>{hostile}')
    emissions = site({**files, "layouts/partials/loop.html": '{{ partial "loop.html" . }}{{ partial "loop.html" . }}'})
    assert len(urls(facts_of(emissions, "title: x"))) <= 1


@pytest.mark.parametrize("text", ["{{ if ) }}", "{{ define }}{{ end }}", '{{ "a }}', "{{/* a }}", "{{ a ; b }}"])
def test_what_is_no_go_template_is_refused(text: str) -> None:
    with pytest.raises(GoSyntaxError):
        parse(text)
