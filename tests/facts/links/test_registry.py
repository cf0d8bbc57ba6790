"""The network registry: the examples of every entry, tricky addresses, and the labelled cases."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

from linter.article import read_article
from linter.article.emissions import NO_EMISSIONS
from linter.data.yaml_nodes import read_yaml
from linter.facts.links.affiliate import find_affiliate_links
from linter.facts.links.network_files import declared_networks, read_networks
from linter.facts.links.registry import Registry
from linter.source import Source
from tests.conftest import SHARED

if TYPE_CHECKING:
    from linter.facts.links.registry import Verdict
    from linter.facts.links.url_rules import Network

REGISTRY = Registry.default()
CASES = SHARED / "cases" / "link_cases.tsv"
EARNING = [n for n in REGISTRY.entries() if n.kind not in {"not-affiliate", "redirector"}]
TRAPS = [n for n in REGISTRY.entries() if n.kind == "not-affiliate"]


def strength(url: str) -> str | None:
    verdict = REGISTRY.classify(url)
    return verdict.confidence if verdict else None


def judged(example: str) -> Verdict | None:
    """Return the verdict on an address, or on the advertisement of a piece of HTML."""
    if not example.startswith("<"):
        return REGISTRY.classify(example)
    found = find_affiliate_links(read_article(Source("a.html", example)), REGISTRY, (), NO_EMISSIONS)
    return next((item.verdict for item in found if item.link.kind == "advertisement"), None)


def named(entry: Network) -> str:
    return entry.id


@pytest.mark.parametrize("entry", EARNING, ids=named)
def test_entry_finds_its_positive_examples(entry: Network) -> None:
    assert entry.positive
    for url in entry.positive:
        verdict = judged(url)
        assert verdict is not None, url
        assert verdict.network == entry.id, (url, verdict)


@pytest.mark.parametrize("entry", REGISTRY.entries(), ids=named)
def test_entry_does_not_match_its_negative_examples(entry: Network) -> None:
    assert entry.negative
    for url in entry.negative:
        verdict = judged(url)
        if verdict is not None:
            assert (verdict.network != entry.id, verdict.confidence) == (True, "possible"), (url, verdict)


@pytest.mark.parametrize("entry", TRAPS, ids=named)
def test_trap_overrides_the_entries_it_names(entry: Network) -> None:
    kinds = {n.id: n.kind for n in REGISTRY.entries()}
    assert entry.positive
    for url in entry.positive:
        verdict = REGISTRY.classify(url)
        if verdict is not None:
            assert entry.of, (url, verdict)
            assert verdict.network not in entry.of, (url, verdict)
            assert kinds[verdict.network] not in entry.of, (url, verdict)


def test_redirector_is_likely_if_it_carries_a_link() -> None:
    for entry in REGISTRY.entries():
        if entry.kind == "redirector":
            assert all(strength(url) == "likely" for url in entry.positive)
            assert all(strength(url) is None for url in entry.negative)


def test_shipped_patterns_do_not_nest_quantifiers() -> None:
    # A repeated group may repeat inside when each round starts with a sign that the inside never takes.
    nested = re.compile(r"\((?!\?:(?:-\\d|\[\^/\]|/))[^()]*[+*][^()]*\)[+*]")
    for entry in REGISTRY.entries():
        for rule in entry.rules:
            pairs = rule.params + rule.choices + rule.without
            for pattern in (rule.path, rule.host, *(p for _, p in pairs)):
                assert not nested.search(pattern), (entry.id, pattern)


def test_registry_has_at_least_300_earning_networks() -> None:
    assert len(EARNING) >= 300


@pytest.mark.parametrize(
    "address",
    [
        "https://www.okx.com/?ref=jo.marlow",
        "https://www.okx.com/en/account/register?rcode=JO12",
        "https://nordvpn.com/ref/jom/1",
        "https://octopus.energy/refer/sunny-lamp-1",
        "https://www.kraken.com/welcome/jomarlow",
        "https://www.okx.com/register?promo=JOM20",
    ],
)
def test_known_programme_is_certain_whatever_the_code_form(address: str) -> None:
    assert strength(address) == "certain"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.okx.com/?ref=producthunt",
        "https://www.okx.com/?ref=main",
        "https://www.okx.com/?ref=weekly.news.example",
        "https://www.okx.com/callback?code=0a1b2c3d&state=x",
        "https://www.okx.com/docs/api?ref=jomarlow",
        "https://docs.okx.com/?ref=jomarlow",
        "https://www.okx.com/en/blog/lamps?ref=jomarlow",
        "https://www.okx.com/referral/terms",
        "https://www.okx.com/refer/overview.html",
        "https://www.okx.com/buy?code=SAVE10",
        "https://www.okx.com/?ref=true",
    ],
)
def test_known_programme_is_not_certain_of_what_is_no_code(address: str) -> None:
    assert strength(address) in {None, "possible"}


@pytest.mark.parametrize(
    ("address", "name", "tag"),
    [
        ("https://www.okx.com/join?ref=jom", "OKX", "jom"),
        ("https://www.htx.com/invite/en-us/1f?invite_code=jom12", "HTX (Huobi)", "jom12"),
        ("https://wise.com/invite/u/jom", "Wise", "jom"),
        ("https://www.wealthfront.com/c/affiliates/invited/AFFA-0001", "Wealthfront", "AFFA-0001"),
        ("https://www.koinly.io/?via=jom", "Koinly", "jom"),
        ("https://www.bitstamp.net/?ref=jom1", "bitstamp.net", "jom1"),
    ],
)
def test_link_of_one_of_many_programmes_has_its_name_and_tag(address: str, name: str, tag: str) -> None:
    verdict = REGISTRY.classify(address)
    assert verdict is not None
    assert (verdict.programme, verdict.tag) == (name, tag)


def test_share_link_is_likely_only_beside_links_of_the_programme() -> None:
    for beside, confidence in (("", "possible"), ("[b](https://www.amazon.com/dp/B0DEPOT001?tag=jom-20)", "likely")):
        article = read_article(Source("a.md", f"[a](https://a.co/d/0lamp12) {beside}"))
        found = find_affiliate_links(article, REGISTRY, (), NO_EMISSIONS)
        assert found[0].verdict.confidence == confidence


AFFILIATE = [
    "https://www.amazon.com\\dp\\B00TRAP001?tag=trapblog-20",
    "https://user:secret@www.amazon.com:443/dp/B00TRAP001?tag=trapblog-20",
    "https://WWW.AMAZON.COM./dp/B00TRAP001?TAG=trapblog-20",
    "//www.amazon.com/dp/B00TRAP001?tag=trapblog-20",
    "www.amazon.com/dp/B00TRAP001?tag=trapblog-20",
    "https:/www.amazon.com/dp/B00TRAP001?tag=trapblog-20",
    "https://www.ama\nzon.com/dp/B00TRAP001?tag=trap\tblog-20",
    "https://www.amazon.com/dp/B00TRAP001??tag=trapblog-20",
    "https://www.amazon.com/dp/B00TRAP001?&tag=trapblog-20",
    "https://www.amazon.com/dp/B00TRAP001?psc=1?tag=trapblog-20",
    "https://www.amazon.com/dp/B00TRAP001?psc=1;tag=trapblog-20",
    "https://www.amazon.com/dp/B00TRAP001?psc=1&amp;tag=trapblog-20",
    "https://www.amazon.com/dp/B00TRAP001?psc=1&#38;tag=trapblog-20",
    "https://www.amazon.com/dp/B00TRAP001?tag=&tag=trapblog-20",
    "https://www.amazon.com.be/dp/B00TRAP001?tag=trapblog-21",
    "https://www.amazon.com/dp/B00TRAP001/trapblog-20?psc=1",
    "https://www.amazon.com/dp/B00TRAP001%2Ftrapblog-20",
    "https://codecanyon.net/item/trap/1?ref=?ref=trapblog",
    "https://www.booking.com/hotel/it/trap.html?label=x;aid=7700001",
    "https://redirect.viglink.com?key=0123456789abcdef0123456789abcdef&u=https%3A%2F%2Ftrap.example",
    "https://trapshop.lemonsqueezy.com?aff=tRap1",
    "https://clkuk.tradedoubler.com/click?p(1001)a(2002)g(3003)url(https://trap.example/x)",
    "https://trap.example/ds/go.php#aff=trapblog",
    "https://in.trap.example/t/t?a=1234567890&as=1234567891&t=2&tk=1",
    "https://goto.trap.example/c/1234567/234567/3456",
    "https://partner.trap.example/trck/eclick/00aa11bb22cc33dd44ee",
    "https://trap.example/bang/?tt=12345_12_123456_&r=",
    "https://my.trap.example/aff.php?aff=1234",
    "https://my.trap.example/aff/1234.html",
    "https://trap.example/tent?parceiro=1001&cupom=trap5",
    "https://trap.example/open?invite-code=100001",
    "https://medium.com/@trap/membership/",
]
NO_AFFILIATE = [
    "https://www.trapamazon.com/dp/B00TRAP001?psc=1",
    "https://www.amazon.com@evil.example/dp/B00TRAP001",
    "https://evil.example/https://www.amazon.com/dp/B00TRAP001",
    "https://www.amazon.com/dp/B00TRAP001?tag=",
    "https://www.amazon.com/dp/B00TRAP001?linkCode=ll1&tag=&linkId=0",
    "https://www.amazon.com/dp/B00TRAP001/ref=cm_sw_r_cp_api_i_trap",
    "https://www.amazon.com/dp/B00TRAP001?ref_=pd_gw_trap&dib=trap&dib_tag=se",
    "https://xn--mazon-3ve.com/dp/B00TRAP001",
    "https://www.booking.com/hotel/it/trap.html?aid=304142;label=gen173nr-trap",
    "https://www.ebay.co.uk/itm/100000000009?mkcid=16&mkevt=1&mkrid=711-127632-2357-0&ssspo=t&sssrc=1&ssuid=t",
    "https://www.eventbrite.com/e/trap-tickets-1?aff=ebdssbdestsearch",
    "https://search.usa.gov/search?affiliate=trapagency&query=x",
    "https://api.github.com/repos/t/r/contents/x?ref=main",
    "https://trap.example/?ref=news.trap.example",
    "https://forum.trap.example/t/topic/12?u=trapuser",
    "https://www.nytimes.com/2020/01/01/trap.html?partner=rss&emc=rss",
    "https://twitter.com/intent/tweet?text=x&via=trapblog",
    "https://web.archive.org/web/2012/http://www.amazon.com/dp/B00TRAP001?tag=trapblog-20",
    "https://validator.w3.org/check?uri=https%3A%2F%2Fwww.awin1.com%2Fcread.php%3Fawinaffid%3D1",
    "https://ala-carte.co/d/menu",
    "https://medium.com/@trap/membership-as-a-trap-0a1b2c3d4e5f",
    "https://creativecommons.org/licenses/by/4.0/?ref=chooser-v1",
    "https://en.wikipedia.org/wiki/Trap?ref=trapblog1",
    "https://trap.example/?ref=badge-featured",
    "https://trap.example/aff/2019",
    "https://trap.example/tent?am=trapblog",
    "https://www.jetbrains.com/?from=trap-project",
    "https://www.shareasale.com/shareasale.cfm?merchantID=1",
    "https://hbb.afl.rakuten.co.jp/hgb/trap/?me_id=1",
    "https://apps.apple.com/app/trap/id1?pt=1&ct=site",
    "https://apps.apple.com/app/trap/id1?at=",
    "https://www.agoda.com/trap/hotel.html?cid=-1",
    "https://www.banggood.com/list.html?p=2",
    "https://shop.trap.example/t/t-shirts?a=1&b=2",
    "https://cdn.trap.example/js/aff_c.js?v=1",
    "https://trap.example/",
    "mailto:affiliates@trap.example",
    "javascript:void(0)",
    "#aff=trapblog",
    "",
]
POSSIBLE = [
    "https://www.amazon.com/dp/B00TRAP001?tag=YOUR-TAG-20",
    "https://www.amazon.com/dp/B00TRAP001?tag={{ site.tag }}",
    "https://www.amazon.com/dp/B00TRAP001?tag=AFFILIATE_TAG_PLACEHOLDER",
    "https://www.amazon.com/dp/B00TRAP001?tag=xxxxx-20",
    "https://a.co/d/0tRaP",
    "https://geni.us/tRaP",
    "https://www.amazon.co.jp/exec/obidos/ASIN/B00TRAP001/hatena-blog-22/",
    "https://trap.example/?referral=1000000001",
    "https://trap.example/invite/trap1?invite=TRAPBLOG",
    "https://bit.ly/3tRaP",
    "https://trap.example/?via=trapblog",
    "https://trap.example/?ref=trapblog",
    "https://trap.example/?utm_source=awin&utm_medium=affiliate",
    "https://trap.example/recommends/host",
    "https://trap.example/?irclickid=abc&irgwc=1",
]


@pytest.mark.parametrize("url", AFFILIATE)
def test_tricky_affiliate_address_is_found(url: str) -> None:
    assert strength(url) in {"certain", "likely"}


@pytest.mark.parametrize("url", NO_AFFILIATE)
def test_tricky_other_address_is_not_affiliate(url: str) -> None:
    assert strength(url) is None


@pytest.mark.parametrize("url", POSSIBLE)
def test_ambiguous_address_is_only_possible(url: str) -> None:
    assert strength(url) == "possible"


def test_placeholder_tag_is_marked() -> None:
    verdict = REGISTRY.classify("https://www.amazon.com/dp/B00TRAP001?tag=your-tag-20")
    assert verdict is not None
    assert (verdict.placeholder, verdict.tag) == (True, "your-tag-20")


def test_verdict_has_programme_evidence_and_tag() -> None:
    verdict = REGISTRY.classify("https://www.amazon.com/dp/B00TRAP001?tag=acme-20")
    assert verdict is not None
    assert verdict.programme == "Amazon Associates"
    assert verdict.evidence == "tag=acme-20 on amazon.com"
    assert (verdict.tag, verdict.destination, verdict.retired) == ("acme-20", None, False)


def test_retired_programme_is_marked() -> None:
    verdict = REGISTRY.classify("https://www.bookdepository.com/Trap/9780000000002?a_aid=acme")
    assert verdict is not None
    assert verdict.retired


def test_outermost_network_and_innermost_destination_are_reported() -> None:
    amazon = "https%3A%2F%2Fwww.amazon.co.jp%2Fdp%2FB00TRAP001"
    verdict = REGISTRY.classify(f"//af.moshimo.com/af/c/click?a_id=1&p_id=170&url={amazon}")
    assert verdict is not None
    assert verdict.network == "moshimo"
    assert verdict.destination == "https://www.amazon.co.jp/dp/B00TRAP001"
    inner = "https%3A%2F%2Fgoto.trap.example%2Fc%2F1234567%2F234567%2F3456%3Fu%3Dhttps%253A%252F%252Ftrap.example%252Fx"
    verdict = REGISTRY.classify(f"https://www.awin1.com/cread.php?awinmid=1&awinaffid=2&ued={inner}")
    assert verdict is not None
    assert (verdict.network, verdict.destination) == ("awin", "https://trap.example/x")


def test_click_residue_names_parameter_value_and_network() -> None:
    url = "https://trap.example/x?irclickid=Ab1&awc=1001_1600000000_00ff&utm_source=x"
    assert REGISTRY.click_residue(url) == [
        ("irclickid", "Ab1", "impact"),
        ("awc", "1001_1600000000_00ff", "awin"),
    ]
    assert REGISTRY.click_residue("https://trap.example/x?color=red") == []
    assert REGISTRY.click_residue("https://trap.example/x?ranMID=1&ranSiteID=ab-c") == [
        ("ranSiteID", "ab-c", "rakuten-advertising"),
        ("ranMID", "1", "rakuten-advertising"),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "ranMID=40001", "ranEAID=x", "irgwc=1", "ircid=4001&iradid=5001", "ir_partnerid=9", "afsrc=1", "cjdata=MXxO", "pscd=get.tool.example",
        "pj_publisherid=7", "af_click_lookback=7d", "sca_source=spring", "clickref=gardenlamps", "wgexpiry=1600000000", "mclic=P4A1",
    ],
)  # fmt: skip
def test_what_every_visit_shares_is_no_click_id(query: str) -> None:
    assert REGISTRY.click_residue(f"https://trap.example/x?{query}") == []


def test_words_and_garbage_have_no_click_id() -> None:
    assert REGISTRY.click_residue("not an address") == []


def test_extended_registry_prefers_the_added_networks() -> None:
    text = "house: {name: House programme, kind: direct, rules: [{hosts: house.example, params: {k: '\\d+'}}]}"
    mine = REGISTRY.extended(read_networks(read_yaml(text, "house.yml"), trusted=False))
    verdict = mine.classify("https://www.house.example/?k=12")
    assert verdict is not None
    assert (verdict.network, verdict.tag) == ("house", "12")
    assert REGISTRY.classify("https://www.house.example/?k=12") is None


def test_declared_hosts_are_affiliate_or_not() -> None:
    mine = REGISTRY.extended(declared_networks(["deals.example"], ["amzn.to"]))
    verdict = mine.classify("https://deals.example/x")
    assert verdict is not None
    assert (verdict.network, verdict.confidence) == ("configured", "certain")
    assert mine.classify("https://amzn.to/3tRaPpp") is None
    assert REGISTRY.classify("https://amzn.to/3tRaPpp") is not None


@pytest.mark.skipif(not CASES.exists(), reason="the labelled addresses are not part of the repository")
def test_accuracy_on_labelled_addresses() -> None:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = {label: [strength(r["url"]) for r in rows if r["label"] == label] for label in ("affiliate", "not")}
    hits = sum(s in {"certain", "likely"} for s in found["affiliate"])
    false_alarms = sum(s in {"certain", "likely"} for s in found["not"])
    assert hits / len(found["affiliate"]) >= 0.98
    assert hits / (hits + false_alarms) >= 0.99
    assert [r["url"] for r in rows if r["label"] == "ambiguous" and strength(r["url"]) != "possible"] == []
