"""What only the whole site tells: click hosts, redirects of the site's own, and codes that several articles share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from linter.configuration.loader import Config
from linter.configuration.resolver import ConfigResolver
from linter.facts import Facts
from linter.running.one_file import read_facts
from linter.site.recurring.paid_hosts import find_recurring

if TYPE_CHECKING:
    from pathlib import Path

    from linter.article.emissions import Recurring

HUGO = {"hugo.toml": 'baseURL = "https://www.lampshop.example/"\n'}


def site(root: Path, text: str, count: int = 4, *, files: dict[str, str] | None = None) -> Path:
    pages = {f"content/lamp-{number}.md": f"# Lamp\n\n{text.replace('{n}', str(number))}\n" for number in range(count)}
    for name, content in (HUGO | pages | (files or {})).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def recurring(root: Path, text: str, count: int = 4, *, files: dict[str, str] | None = None) -> Recurring:
    return find_recurring(site(root, text, count, files=files), {})


def facts(root: Path, name: str = "content/lamp-1.md", config: str | None = None) -> Facts:
    if config is not None:
        (root / "affilint.yml").write_text(config)
    path = root / name
    resolver = ConfigResolver() if config is not None else ConfigResolver(given=Config(root=root))
    return read_facts(name, path.read_bytes(), path, resolver)


@pytest.mark.parametrize(
    "text",
    [
        '<a rel="nofollow sponsored" href="https://trkx.example/1108/{n}7/">the lamp</a>',
        "[Buy the lamp](https://trkx.example/12680/115{n}/2/)",
        "[Zum Angebot](https://trkx.example/c/4711/aB{n}x)",
        "[the lamp](https://trkx.example/aB{n}xQ9){rel=sponsored}",
        '[Check the price](https://trkx.example/aB{n}xQ9){:rel="nofollow" target="_blank"}',
        "[Buy](https://trkx.example/click?pid=8831&offer=4{n}7)",
        "<Button href='https://trkx.example/12680/115{n}/2/'>Buy now</Button>",
        '<a href="https://trkx.example/12680/115{n}/2/" rel="nofollow"><img src="lamp.jpg" alt=""> Check the price</a>',
    ],
)
def test_host_that_recurs_behind_offers_with_codes_is_likely(tmp_path: Path, text: str) -> None:
    assert recurring(tmp_path, text).hosts == ("trkx.example",)


@pytest.mark.parametrize(
    "text",
    [
        "[a study](https://journal.example/12680/115{n}/2/)",
        "[Buy the lamp](https://shop.example/lamps/desk-lamp-{n}/)",
        "[Buy the lamp](https://shop.example/p/8812{n})",
        "[Buy the lamp on Lightworld](https://lightworld.example/12680/115{n}/)",
        "[Share](https://share.example/sharer?u=12{n}&t=34{n})",
        "[Subscribe](https://mail.example/s/77123/{n}9)",
        "[See the picture](https://img.example/9912/aB{n}x.jpg)",
        "[The price index](https://lists.example/2021/0{n}/17)",
        "[Buy](https://www.youtube.com/watch?v=aB{n}xQ9)",
        "[Buy](https://github.com/1234/5{n}6)",
        '<a rel="nofollow" href="https://talk.example/t/{n}1x">a thread</a>',
        "https://trkx.example/12680/115{n}/2/",
        "[Buy](https://trkx.example/12680/115{n}/2/)\n[terms](https://trkx.example/terms-of-service)",
        "[Buy](https://shop.example/?utm_source=a1&utm_campaign=b{n})",
    ],
    ids=["no offer", "words", "one code", "named", "share", "newsletter", "picture", "dates", "video", "code host", "only nofollow",
         "bare", "pages of words too", "campaign"],
)  # fmt: skip
def test_host_of_ordinary_links_is_not_likely(tmp_path: Path, text: str) -> None:
    assert not recurring(tmp_path, text)


def test_translations_are_one_article(tmp_path: Path) -> None:
    offer = "[Buy](https://trkx.example/12680/115{n}/2/)"
    files = {f"content/{code}/lamp.md": offer.replace("{n}", str(n)) for n, code in enumerate(["de", "fr", "it", "nl"])}
    assert not recurring(tmp_path, "", 0, files=files)


def test_nofollow_says_nothing_where_most_links_have_it(tmp_path: Path) -> None:
    others = "".join(f'<a rel="nofollow" href="https://news{n}.example/story">story</a>\n' for n in range(3))
    offer = '<a rel="nofollow" href="https://trkx.example/aB{n}xQ9">Buy now</a>\n'
    assert not recurring(tmp_path / "a", offer + others)
    assert recurring(tmp_path / "b", offer + others.replace(' rel="nofollow"', "")).hosts == ("trkx.example",)


def test_sub_host_of_the_site_that_redirects_is_likely(tmp_path: Path) -> None:
    root = site(tmp_path, "[Get the deal](https://go.lampshop.example/desk-lamp-{n})")
    (link,) = facts(root).affiliate_links
    assert (link.verdict.confidence, link.verdict.programme) == ("likely", "go.lampshop.example")
    assert not recurring(tmp_path / "b", "[Get the deal](https://go.other.example/desk-lamp-{n})")
    assert not recurring(tmp_path / "c", "[Read on](https://go.lampshop.example/desk-lamp-{n})")


SERVER = "https://lamp-api.cloud.example/go/"


@pytest.mark.parametrize("rel", ["nofollow", "sponsored"])
def test_folder_of_redirects_at_another_host_is_likely_where_its_links_say_so(tmp_path: Path, rel: str) -> None:
    link = f'<a rel="{rel}" href="{SERVER}lamp-{{n}}?from=blog">See lamps</a>'
    root = site(tmp_path, f"{link}\n\n[a study](https://journal.example/lamps)\n\n[a lamp](https://lamps.example/)")
    (found,) = facts(root).affiliate_links
    assert (found.link.url, found.verdict.confidence) == (f"{SERVER}lamp-1?from=blog", "likely")


@pytest.mark.parametrize(
    "text",
    [
        f"[See lamps]({SERVER}lamp-{{n}})",
        f"[Buy the lamp]({SERVER}lamp-{{n}})",
        f'<a rel="nofollow" href="{SERVER}lamp-{{n}}">See lamps</a> <a rel="nofollow" href="https://x.example/">x</a> <a rel="nofollow" href="https://y.example/">y</a>',
        f'<a rel="nofollow" href="{SERVER}lamp">See lamps</a> [x](https://x.example/) [y](https://y.example/)',
        '<a rel="nofollow" href="https://docs.cloud.example/go/lamp-{n}">See lamps</a> [x](https://x.example/) [y](https://y.example/)',
    ],
    ids=["no mark", "words alone", "all links marked", "one address", "a manual"],
)
def test_folder_at_another_host_stays_possible_otherwise(tmp_path: Path, text: str) -> None:
    assert not recurring(tmp_path, text).paid


PLACES = pytest.mark.parametrize("place", ["https://go.lampshop.example/", "/go/", "https://lampshop.example/go/"])
PLAIN = '<a rel="nofollow" href="{place}plain-{n}">Check the price</a>'
PAID = '<a rel="nofollow sponsored" href="{place}paid-{n}/?from=top">Check the price</a>'


def confidences(root: Path, name: str = "content/lamp-1.md") -> dict[str, str]:
    return {item.link.url: item.verdict.confidence for item in facts(root, name).classified_links}


@PLACES
def test_where_some_redirects_are_sponsored_the_others_are_only_possible(tmp_path: Path, place: str) -> None:
    root = site(tmp_path, f"{PLAIN}\n\n{PAID}\n\n[the maker]({{place}}plain-{{n}})".replace("{place}", place))
    assert confidences(root) == {f"{place}plain-1": "possible", f"{place}paid-1/?from=top": "likely"}
    assert [item.link.url for item in facts(root).affiliate_links] == [f"{place}paid-1/?from=top"]


@PLACES
def test_redirect_that_another_article_marks_as_sponsored_is_likely_everywhere(tmp_path: Path, place: str) -> None:
    other = PAID.replace("{n}", "9").replace("{place}", place)
    text = f"{PLAIN}\n\n{PLAIN}\n\n[the lamp]({{place}}paid-9)".replace("{place}", place)
    root = site(tmp_path, text, files={"content/other.md": other})
    assert confidences(root) == {f"{place}plain-1": "possible", f"{place}paid-9": "likely"}


@PLACES
def test_redirect_that_lacks_the_mark_which_nearly_all_have_is_likely(tmp_path: Path, place: str) -> None:
    text = f"{PAID}\n\n{PAID}\n\n{PAID}".replace("{place}", place)
    files = {"content/other.md": f"[Check the price]({place}forgotten)"}
    assert confidences(site(tmp_path, text, files=files), "content/other.md") == {f"{place}forgotten": "likely"}


@PLACES
def test_redirect_that_nothing_offers_is_only_possible(tmp_path: Path, place: str) -> None:
    offers = "[Check the price]({place}lamp-{n}) [Buy]({place}lamp-{n}) [Buy it]({place}lamp-{n})".replace(
        "{place}", place
    )
    root = site(tmp_path, offers, files={"content/other.md": f"[the maker]({place}maker)"})
    assert confidences(root, "content/other.md") == {f"{place}maker": "possible"}


@pytest.mark.parametrize(
    "denial",
    [
        "---\naffiliate: false\n---\n",
        "---\nhas_affiliate_links: false\n---\n",
        "This article contains no affiliate links.\n\n",
    ],
)
def test_article_that_denies_payment_makes_its_redirects_only_possible(tmp_path: Path, denial: str) -> None:
    offer = "[Check the price](https://go.lampshop.example/lamp-{n})"
    files = {"content/other.md": f"{denial}# Lamps\n\n{offer.replace('{n}', '1')}\n"}
    assert set(confidences(site(tmp_path, offer, files=files), "content/other.md").values()) == {"possible"}


@pytest.mark.parametrize(
    ("denial", "link"),
    [
        ("---\naffiliate: true\n---\n", "[Check the price](https://go.lampshop.example/lamp-1)"),
        ("---\naffiliate_disclosure: false\n---\n", "[Check the price](https://go.lampshop.example/lamp-1)"),
        (
            "---\naffiliate: false\n---\n",
            '<a rel="sponsored" href="https://go.lampshop.example/lamp-1">Check the price</a>',
        ),
        (
            "This article is not sponsored. We earn a commission when you buy through our links.\n\n",
            "[Check the price](https://go.lampshop.example/lamp-1)",
        ),
    ],
    ids=["says so", "of the notice", "own mark", "disclosed"],
)
def test_article_that_denies_nothing_keeps_its_redirects_likely(tmp_path: Path, denial: str, link: str) -> None:
    offer = "[Check the price](https://go.lampshop.example/lamp-{n})"
    files = {"content/other.md": f"{denial}# Lamps\n\n{link}\n"}
    assert set(confidences(site(tmp_path, offer, files=files), "content/other.md").values()) == {"likely"}


@pytest.mark.parametrize("start", ["", "https://lampshop.example", "https://www.lampshop.example"])
def test_folder_of_the_site_that_redirects_is_likely(tmp_path: Path, start: str) -> None:
    root = site(tmp_path, f"[Check the price]({start}/go/desk-lamp-{{n}}/)")
    (link,) = facts(root).affiliate_links
    assert (link.verdict.confidence, link.verdict.programme) == ("likely", "/go/ redirects")
    assert "/go/ holds redirects" in link.verdict.evidence


def test_folder_whose_redirects_are_known_is_followed_and_not_guessed(tmp_path: Path) -> None:
    table = "/go/desk-lamp-1 https://lamps.example/one 302\n"
    root = site(tmp_path, "[Check the price](/go/desk-lamp-{n})", files={"static/_redirects": table})
    assert facts(root).affiliate_links == []


def test_folder_of_pages_is_no_redirect(tmp_path: Path) -> None:
    assert not recurring(tmp_path, "[the language](/go/tutorial-{n}/)")
    assert not recurring(tmp_path / "b", "[Buy](/shop/lamp-{n}/)")


@pytest.mark.parametrize(
    "url",
    [
        "https://tool.example/?via=jo",
        "https://tool.example/?ref=jomarlow",
        "https://tool.example/ref/812/",
        "https://tool.example/refer/jomarlow",
        "https://tool.example/p/{n}?aff=812",
    ],
)
def test_same_code_in_two_articles_is_likely(tmp_path: Path, url: str) -> None:
    root = site(tmp_path, f"[the tool]({url})", 2)
    (link,) = facts(root).affiliate_links
    assert link.verdict.confidence == "likely"
    assert link.verdict.evidence.endswith("the same code in several articles")


@pytest.mark.parametrize(
    "text",
    [
        "[t](https://tool.example/?ref=lampshop)",
        "[t](https://tool.example/?ref=homepage)",
        "[t](https://tool.example/?ref=jo{n})",
        "[t](https://www.lampshop.example/?ref=jomarlow)",
        "[t](https://chat.example/invite/aBcD12)",
        "[t](https://lang.example/ref/spec)",
        "[t](https://docs.example/referrals/overview-of-all)",
        "[t](https://a.example/?ref=jomarlow) [t](https://b.example/?ref=jomarlow) [t](https://c.example/?ref=jomarlow)",
        "[t](https://github.com/jo/tool?ref=jomarlow)",
    ],
    ids=["own name", "place", "differs", "own host", "invitation", "reference", "manual", "signs every link", "branch"],
)
def test_other_values_that_recur_stay_possible(tmp_path: Path, text: str) -> None:
    assert facts(site(tmp_path, text)).affiliate_links == []


def test_host_that_the_configuration_denies_stays_out(tmp_path: Path) -> None:
    root = site(tmp_path, "[Buy the lamp](https://trkx.example/12680/115{n}/2/)")
    assert len(facts(root, config="affiliate: {}\n").affiliate_links) == 1
    assert facts(root, config="affiliate: {not_affiliate: [trkx.example]}\n").affiliate_links == []


def test_changed_article_is_seen_and_invalidates_results(tmp_path: Path) -> None:
    root = site(tmp_path, "[Buy the lamp](https://trkx.example/12680/115{n}/2/)")
    page = root / "content/lamp-1.md"
    before = ConfigResolver(given=Config(root=root)).circumstances(page)
    for number in (2, 3):
        other = root / f"content/lamp-{number}.md"
        other.write_text("# Lamp\n")
        os.utime(other, (1, 1))
    assert facts(root).affiliate_links == []
    assert ConfigResolver(given=Config(root=root)).circumstances(page) != before


def test_folder_of_a_configuration_is_a_site(tmp_path: Path) -> None:
    root = site(tmp_path, "[the tool](https://tool.example/?via=jo)", 2)
    (root / "hugo.toml").unlink()
    assert len(facts(root, config="language: en\n").affiliate_links) == 1


def test_short_links_below_the_name_of_the_site_that_name_a_shop_are_likely(tmp_path: Path) -> None:
    root = site(tmp_path, "1. [Glow](https://short.example/@lampshop/amazon/glow-{n}?utm_source=lampshop)")
    (link,) = facts(root).affiliate_links
    assert (link.verdict.confidence, link.verdict.programme) == ("likely", "short.example")


@pytest.mark.parametrize(
    "address",
    [
        "https://short.example/@somebody/amazon/glow-{n}",
        "https://short.example/@lampshop/glow-{n}",
        "https://news.example/amazon/glow-{n}",
        "https://www.lampshop.example/lampshop/amazon/glow-{n}",
    ],
)
def test_name_of_a_shop_in_an_address_alone_tells_nothing(tmp_path: Path, address: str) -> None:
    assert not recurring(tmp_path, f"1. [Glow]({address})").hosts


LAMPS = "https://www.amazon.com/dp/B0LAMPS00{}?tag=acme-20"


@pytest.mark.parametrize(
    ("host", "path", "target", "expected"),
    [
        ("lamps.example", "/go/lamp-{n}/", LAMPS, True),
        ("www.lamps.example", "/go/lamp-{n}?from=post", LAMPS, True),
        ("lamps.example", "/go/lamp-{n}", "https://lamps.example/go/lamp-{}", False),
        ("lamps.example", "/go/lamp-1", LAMPS, False),
        ("lamps.example", "/lamp-{n}", LAMPS, False),
    ],
    ids=["same paths", "query", "leads there", "one path", "of the root"],
)
def test_host_whose_paths_the_sites_redirects_have_is_its_own(
    tmp_path: Path, host: str, path: str, target: str, *, expected: bool
) -> None:
    stem = path.partition("?")[0].rstrip("/")
    redirects = {stem.replace("{n}", str(number)): target.format(number) for number in range(4)}
    own = find_recurring(site(tmp_path, f"[the lamp](https://{host}{path})"), redirects).own
    assert ("lamps.example" in own) is expected


@pytest.mark.parametrize("name", ["app/layout.tsx", "src/app/layout.jsx"])
def test_layout_of_next_names_the_sites_host(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(
        "export const metadata = {\n  metadataBase: new URL('https://www.acme.example'),\n};\n"
    )
    (tmp_path / "next.config.js").write_text("module.exports = {};\n")
    assert find_recurring(tmp_path, {}).own == {"acme.example"}
