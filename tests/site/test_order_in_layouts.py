"""The order of links and disclosures inside one layout."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions
    from tests.conftest import Affilint

    Build = Callable[[dict[str, str]], Emissions]

LINK = "https://www.amazon.com/dp/B0LAMPS001?tag=acme-20"
NOTICE = "<p>We earn a commission when you buy through the links on this page.</p>"
LITERAL = f'<p><a href="{LINK}">Buy</a></p>'
LAMP = f"---\ntitle: Lamp\nlayout: post\nlink: {LINK}\n---\nA lamp that fits on every desk.\n"
ASTRO = {
    "astro.config.mjs": "export default {}",
    "src/pages/[slug].astro": "---\nimport { getCollection, render } from 'astro:content';\nimport Post from '../layouts/Post.astro';\n"
    "export async function getStaticPaths() {\n  const lamps = await getCollection('lamps');\n"
    "  return lamps.map((lamp) => ({ params: { slug: lamp.id }, props: { lamp } }));\n}\nconst { lamp } = Astro.props;\n"
    "const { Content } = await render(lamp);\n---\n<Post lamp={lamp}><Content /></Post>",
    "src/components/Notice.astro": NOTICE,
}


def _astro(layout: str) -> dict[str, str]:
    head = "---\nimport Notice from '../components/Notice.astro';\nconst { lamp } = Astro.props;\nconst { data } = lamp;\n---\n"
    return {**ASTRO, "src/layouts/Post.astro": head + layout}


def _jekyll(layout: str) -> dict[str, str]:
    return {"_config.yml": "title: Lamps\n", "_layouts/post.html": layout, "_includes/notice.html": NOTICE}


def _hugo(layout: str) -> dict[str, str]:
    return {"hugo.toml": "", "layouts/_default/single.html": layout, "layouts/_default/post.html": layout}


def _facts(build: Build, files: dict[str, str], text: str = LAMP) -> Facts:
    return Facts(article(text, "content/a.md"), FactOptions(emissions=build(files)))


def _orders(facts: Facts) -> list[str]:
    return [facts.disclosed(item.link) for item in facts.affiliate_links]


ASTRO_LINK, JEKYLL_LINK, HUGO_LINK = (
    f"<p><a href={value}>Buy</a></p>" for value in ("{data.link}", '"{{ page.link }}"', '"{{ .Params.link }}"')
)
ABOVE = {
    "beside the heading": _jekyll(
        f"<article><header><h1>A</h1><aside>{JEKYLL_LINK}</aside></header>{NOTICE}{{{{ content }}}}</article>"
    ),
    "Astro": _astro(f"{ASTRO_LINK}<Notice /><slot />"),
    "Astro, in the header": _astro(f"<header>{ASTRO_LINK}</header><Notice /><slot />"),
    "Astro, a literal address": _astro(f"{LITERAL}<Notice /><slot />"),
    "Jekyll": _jekyll(JEKYLL_LINK + "{% include notice.html %}{{ content }}"),
    "Jekyll, again below": _jekyll(JEKYLL_LINK + "{% include notice.html %}{{ content }}" + JEKYLL_LINK),
    "Hugo": _hugo(HUGO_LINK + NOTICE + "{{ .Content }}"),
    "Hugo, a literal address": _hugo(LITERAL + NOTICE + "{{ .Content }}"),
}
OPEN = {
    "another notice before it": _jekyll("{% include notice.html %}" + JEKYLL_LINK + NOTICE + "{{ content }}"),
    "a notice under a condition": _jekyll(
        "{% if page.other %}" + NOTICE + "{% endif %}" + JEKYLL_LINK + NOTICE + "{{ content }}"
    ),
    "a notice that nobody can read": _jekyll(
        "{% include affiliate-notice.html %}" + JEKYLL_LINK + NOTICE + "{{ content }}"
    ),
    "a notice of the front matter": _jekyll("{{ page.disclosure }}" + JEKYLL_LINK + NOTICE + "{{ content }}"),
    "a component that nobody can read": _astro(f"<AffiliateNotice />{ASTRO_LINK}{NOTICE}<slot />"),
    "a partial that nobody can read": _hugo(
        '{{ partial "affiliate-notice.html" . }}' + HUGO_LINK + NOTICE + "{{ .Content }}"
    ),
    "a translation": _hugo('{{ i18n "disclosure" }}' + HUGO_LINK + NOTICE + "{{ .Content }}"),
    "a column": _jekyll(f"<aside>{JEKYLL_LINK}</aside>" + NOTICE + "{{ content }}"),
    "a column of the article": _jekyll(
        f"<article><header>A</header><aside>{JEKYLL_LINK}</aside>{NOTICE}{{{{ content }}}}</article>"
    ),
    "the footer": _jekyll(NOTICE + "{{ content }}" + f"<footer>{JEKYLL_LINK}</footer>"),
}
BELOW = {
    "Astro": _astro(f"<slot /><Notice /><ul><li>{ASTRO_LINK}</li></ul>"),
    "Jekyll": _jekyll("{{ content }}{% include notice.html %}" + JEKYLL_LINK),
    "Hugo": _hugo("{{ .Content }}" + NOTICE + HUGO_LINK),
    "Hugo, where a shortcode is called": _hugo(
        '{{ .Content }}{{ if .HasShortcode "lamp" }}' + NOTICE + HUGO_LINK + "{{ end }}"
    ),
}


@pytest.mark.parametrize("name", ABOVE)
def test_a_layout_prints_a_link_above_its_disclosure(site: Build, name: str) -> None:
    facts = _facts(site, ABOVE[name])
    assert facts.layout_place == "top"
    assert _orders(facts)[0] == "after"


@pytest.mark.parametrize("name", OPEN)
def test_what_is_not_certain_counts_as_disclosed_by_the_layout(site: Build, name: str) -> None:
    assert set(_orders(_facts(site, OPEN[name]))) == {"site"} or _orders(_facts(site, OPEN[name])) == ["before"]


def test_a_label_in_the_title_comes_before_the_layout_s_links(site: Build) -> None:
    labelled = LAMP.replace("title: Lamp", "title: 'Ad: Lamp'")
    assert _orders(_facts(site, ABOVE["Jekyll"], labelled)) == ["site"]


def test_another_layout_s_order_is_not_taken(site: Build) -> None:
    files = _jekyll(JEKYLL_LINK + NOTICE + "{{ content }}")
    files["_layouts/page.html"] = NOTICE + "{{ content }}"
    assert _orders(_facts(site, files, LAMP.replace("layout: post", "layout: page"))) == ["site"]


@pytest.mark.parametrize("name", BELOW)
def test_a_layout_prints_a_link_below_its_disclosure(site: Build, name: str) -> None:
    facts = _facts(site, BELOW[name], f"{LAMP}\n{{{{< lamp >}}}}\n")
    assert facts.layout_place == "bottom"
    assert _orders(facts) == ["before"]


@pytest.mark.parametrize("name", ["Jekyll", "Hugo"])
def test_a_notice_below_the_article_does_not_disclose_the_article_s_own_links(site: Build, name: str) -> None:
    text = LAMP + "\nOr [this one](https://www.amazon.com/dp/B0LAMPS002?tag=acme-20).\n"
    assert _orders(_facts(site, BELOW[name], text)) == ["before", "site"]


def _check(affilint: Callable[..., object], folder: Path, files: dict[str, str]) -> str:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return str(affilint("check", ".", "--select", "disclosure", "--format", "concise", cwd=folder).stdout)  # type: ignore[attr-defined]


def test_the_rules_judge_by_the_order(affilint: Callable[..., object], tmp_path: Path) -> None:
    posts = {"_posts/2024-01-01-a.md": LAMP, "_posts/2024-01-02-b.md": LAMP}
    above = _check(affilint, tmp_path / "above", {**ABOVE["Jekyll"], **posts})
    assert above.count("disclosure/after-first-link") == 2
    below = _check(affilint, tmp_path / "below", {**BELOW["Jekyll"], **posts})
    assert "disclosure/" not in below
    own = LAMP + "\nOr [this one](https://www.amazon.com/dp/B0LAMPS002?tag=acme-20).\n"
    mixed = _check(affilint, tmp_path / "mixed", {**BELOW["Jekyll"], "_posts/2024-01-01-a.md": own})
    assert "a.md:8:" in mixed
    assert "disclosure/after-first-link" in mixed


OWN = "We earn a commission when you buy through the links on this page.\n"
NOTICED = LAMP.replace(
    "\n---\n", "\nlamps:\n  - url: https://www.amazon.com/dp/B0LAMPS003?tag=acme-20\n---\n" + OWN + "\n"
)
CARDS = {
    "Astro": "{data.lamps.map((one) => <a href={one.url}>Buy</a>)}",
    "Jekyll": '{% if page.lamps %}{% for one in page.lamps %}<a href="{{ one.url }}">Buy</a>{% endfor %}{% endif %}',
    "Hugo": '{{ with index .Params.lamps 0 }}<a href="{{ .url }}">Buy</a>{{ end }}',
}
BUILD = {"Astro": (_astro, "<slot />"), "Jekyll": (_jekyll, "{{ content }}"), "Hugo": (_hugo, "{{ .Content }}")}
PLACES = {
    "{link}{content}": True,
    "<article><header><div>{link}</div></header>{content}</article>": True,
    "{link}{content}{link}": True,
    "{content}{link}": False,
    "<header>{link}</header>{content}": False,
    "<aside>{link}</aside>{content}": False,
    "<nav>{link}</nav>{content}": False,
    '<div class="sidebar">{link}</div>{content}': False,
    "<p>Ad</p>{link}{content}": False,
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("generator", BUILD)
@pytest.mark.parametrize("which", ["value", "list"])
def test_a_layout_surely_prints_a_link_above_the_article(site: Build, generator: str, place: str, which: str) -> None:
    build, content = BUILD[generator]
    value = {"Astro": ASTRO_LINK, "Jekyll": JEKYLL_LINK, "Hugo": HUGO_LINK}[generator]
    link = value if which == "value" else CARDS[generator]
    files = build(place.replace("{link}", link).replace("{content}", content))
    facts = _facts(site, files, NOTICED)
    at = NOTICED.index("B0LAMPS001" if which == "value" else "B0LAMPS003")
    assert any(start <= at < start + 60 for start in facts.printed_above) is PLACES[place]


def test_what_only_the_build_knows_is_not_surely_above_the_article(site: Build) -> None:
    for condition in ("site.cards", "page.a and page.b", "page.missing", "page.kind == 'x'"):
        files = _jekyll("{% if " + condition + " %}" + JEKYLL_LINK + "{% endif %}{{ content }}")
        assert not _facts(site, files, NOTICED).printed_above


def test_a_link_above_the_article_is_found_where_the_article_discloses(
    affilint: Callable[..., object], tmp_path: Path
) -> None:
    files = _jekyll(JEKYLL_LINK + "{{ content }}")
    told = _check(affilint, tmp_path, {**files, "_posts/2024-01-01-a.md": NOTICED})
    assert "a.md:4:7" in told
    assert told.count("disclosure/after-first-link") == 1


def test_a_value_of_which_only_other_articles_tell_that_it_pays_is_above_the_article(site: Build) -> None:
    layout = '<nav><a href="/">Home</a></nav>\n{{ with index .Params.lamps 0 }}<a href="{{ .url }}">Buy</a>{{ end }}{{ .Content }}'
    text = NOTICED.replace("www.amazon.com/dp/B0LAMPS003?tag=acme-20", "go.lamps.example/desk")
    (place,) = _facts(site, _hugo(layout), text).printed_above.values()
    assert place is not None
    assert place.line == 2


def test_the_layouts_own_links_are_no_recommendation_on_the_pages_of_terms(site: Build) -> None:
    files = _jekyll(LITERAL + "{{ content }}")
    privacy = "---\ntitle: Privacy policy\nlayout: post\n---\nWe keep nothing.\n"
    assert _facts(site, files, privacy.replace("Privacy policy", "A lamp")).affiliate_links
    assert not _facts(site, files, privacy).affiliate_links
    assert _facts(site, files, f"{privacy}\nSee [the lamp]({LINK}).\n").affiliate_links


CALLED = {
    "below": ('<p><a href="{{ include.url }}">Buy</a></p>' + NOTICE, 1),
    "above": (NOTICE + '<p><a href="{{ include.url }}">Buy</a></p>', 0),
    "in the same words": ('<p><a href="{{ include.url }}">Buy</a> (we earn a commission if you do)</p>', 0),
}


@pytest.mark.parametrize("where", CALLED)
def test_a_call_with_an_address_is_judged_by_the_order_in_its_template(
    affilint: Callable[..., object], tmp_path: Path, where: str
) -> None:
    card, count = CALLED[where]
    call = f'---\ntitle: Lamp\nlayout: post\n---\nA lamp that fits on every desk.\n\n{{% include card.html url="{LINK}" %}}\n'
    files = {**_jekyll("{{ content }}"), "_includes/card.html": card, "_posts/2024-01-01-a.md": call}
    assert _check(affilint, tmp_path, files).count("disclosure/after-first-link") == count
    shown = str(affilint("check", ".", "--format", "json", cwd=tmp_path).stdout)  # type: ignore[attr-defined]
    assert shown.count("this call prints both: the first disclosure stands below its link") == count


@pytest.mark.parametrize(
    ("printed", "rules"),
    [
        (LITERAL, ["disclosure/missing"]),
        (NOTICE + LITERAL, []),
        (LITERAL + NOTICE, ["disclosure/after-first-link"]),
        (LITERAL.replace("<p>", "<p>Paid link: "), []),
        (f"{LITERAL}<footer>{NOTICE}</footer>", ["disclosure/footer-only"]),
    ],
    ids=["none", "before", "after", "label", "footer"],
)
def test_a_layout_that_prints_links_in_place_of_the_article_discloses_for_them(
    affilint: Affilint, tmp_path: Path, printed: str, rules: list[str]
) -> None:
    page = "---\ntitle: Our lamps\ntype: page\nlayout: tools\n---\n"
    files = {
        "hugo.toml": "",
        "content/tools.md": page,
        "layouts/page/tools.html": f'<html lang="en"><body><h1>{{{{ .Title }}}}</h1>{printed}</body></html>',
        "layouts/_default/single.html": "{{ .Content }}",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / ".git").mkdir()
    found = json.loads(affilint("check", "content", "--format", "json").stdout)["findings"]
    assert [one["rule"] for one in found if one["rule"].startswith("disclosure/")] == rules


WEAK = "<p>If you want to buy this lamp, it helps me out if you use the following product link:</p>"


@pytest.mark.parametrize(
    ("layout", "text", "rules"),
    [
        (f"{{{{ content }}}}{WEAK}{JEKYLL_LINK}", LAMP, ["disclosure/weak-wording"]),
        (f"{{{{ content }}}}{NOTICE}{JEKYLL_LINK}", LAMP, []),
        (
            f"{{{{ content }}}}{WEAK}{JEKYLL_LINK}",
            f"{LAMP}\nThe [Glow]({LINK}) is better.\n",
            ["disclosure/after-first-link"],
        ),
        (f"{{{{ content }}}}<div>{JEKYLL_LINK}{NOTICE}</div>", LAMP, ["disclosure/after-first-link"]),
        (f"{{{{ content }}}}<footer>{JEKYLL_LINK}{NOTICE}</footer>", LAMP, ["disclosure/footer-only"]),
    ],
)
def test_weak_words_right_above_the_link_that_the_layout_prints_are_judged(
    affilint: Affilint, tmp_path: Path, layout: str, text: str, rules: list[str]
) -> None:
    for name, content in {
        **_jekyll(f'<html lang="en"><body>{layout}</body></html>'),
        "_posts/2026-01-02-a.md": text,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    (tmp_path / ".git").mkdir()
    found = json.loads(affilint("check", ".", "--format", "json").stdout)["findings"]
    assert [one["rule"] for one in found if one["rule"].startswith("disclosure/")] == rules


LIST = '{% for lamp in site.data.lamps[page.list] %}<a href="{{ lamp.url }}">Buy</a>{% endfor %}'
STUB = "---\ntitle: Lamps\nlayout: list\nlist: {}\n---\n"


@pytest.mark.parametrize(
    ("layout", "kind", "rules"),
    [
        (f"<h1>{{{{ page.title }}}}</h1>{LIST}", "desk", ["disclosure/missing"]),
        (f"<h1>{{{{ page.title }}}}</h1>{LIST}", "floor", []),
        (f"{NOTICE}{LIST}", "desk", []),
        (f"{LIST}<footer>{NOTICE}</footer>", "desk", ["disclosure/footer-only"]),
        ("<h1>{{ page.title }}</h1>", "desk", []),
    ],
)
def test_a_layout_that_prints_a_list_in_place_of_the_article(
    affilint: Affilint, tmp_path: Path, layout: str, kind: str, rules: list[str]
) -> None:
    files = {
        "_config.yml": "title: Lamps\n",
        "_layouts/list.html": f'<html lang="en"><body>{layout}</body></html>',
        "_data/lamps.yml": f"desk:\n- {{url: '{LINK}'}}\nfloor:\n- {{url: 'https://lamps.example/'}}\n",
        "lamps.md": STUB.format(kind),
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    (tmp_path / ".git").mkdir()
    found = json.loads(affilint("check", ".", "--format", "json").stdout)["findings"]
    assert [one["rule"] for one in found if one["rule"].startswith("disclosure/")] == rules


@pytest.mark.parametrize("mark", ["", '"', "'"])
def test_a_quoted_address_is_the_link_that_the_layout_prints(site: Build, mark: str) -> None:
    text = f"---\ntitle: Lamp\nlink: {mark}{LINK}{mark}\n---\nBuy [the red one]({LINK.replace('001', '002')}).\n"
    facts = _facts(site, _hugo("{{ .Content }}" + NOTICE + HUGO_LINK), text)
    assert [(item.link.kind, facts.disclosed(item.link)) for item in facts.affiliate_links] == [
        ("front-matter", "before"),
        ("inline", "site"),
    ]


@pytest.mark.parametrize(
    ("markup", "orders"),
    [
        (f"{NOTICE}{ASTRO_LINK}", ["before"]),
        (f"{ASTRO_LINK}{NOTICE}", ["site"]),
        (f"<p>{{data.title}}</p>{ASTRO_LINK}", ["no"]),
    ],
)
def test_a_route_that_prints_an_entry_by_its_fields_alone(site: Build, markup: str, orders: list[str]) -> None:
    files = _astro(markup)
    route = "src/pages/[slug].astro"
    files[route] = (
        files[route].replace("<Content />", "").replace("const { Content } = await render(lamp);\n", "")
    ).replace("<Post lamp={lamp}></Post>", "<Post lamp={lamp} />")
    assert _orders(_facts(site, files)) == orders
