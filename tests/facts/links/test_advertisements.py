"""Advertisements in frames and scripts: which are links of the article, where they stand, and what is none."""

from __future__ import annotations

import json

import pytest

from linter.article import read_article
from linter.facts import Facts
from linter.facts.links.inventory import affiliate_summary, link_rows
from linter.source import Source
from tests.conftest import check

FRAME = '<iframe src="//rcm-fe.amazon-adsystem.com/e/cm?lt1=_blank&o=9&p=8&l=as4&t=hallway-22&asins=B00INVENT1" style="width:120px"></iframe>'
SCRIPT = '<script src="//ws-eu.amazon-adsystem.com/widgets/q?ServiceVersion=1&tracking_id=hallway-21&asins=B00INVENT1"></script>'
VARIABLES = '<script type="text/javascript">\namzn_assoc_tracking_id = "hallway-20";\n</script>'
BOX = (
    '<script>msmaflink({"n":"Jug","aid":{"amazon":"1000001"},"eid":"a1"});</script>\n<div id="msmaflink-a1">link</div>'
)


def facts(text: str, name: str = "a.md") -> Facts:
    return Facts(read_article(Source(name, text)))


def rules(text: str) -> set[str]:
    return {finding.rule for finding in check(text)}


@pytest.mark.parametrize("advertisement", [FRAME, SCRIPT, VARIABLES, BOX])
@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_advertisement_is_one_affiliate_link_where_it_stands(advertisement: str, name: str) -> None:
    text = f"<p>A jug for the hall, blue.</p>\n\n{advertisement}\n\n<p>More of it.</p>\n"
    (found,) = facts(text, name).affiliate_links
    assert text.index(advertisement) <= found.link.start < text.index(advertisement) + len(advertisement)
    assert found.verdict.confidence == "certain"


def test_advertisement_asks_for_a_disclosure_before_it_and_for_no_rel() -> None:
    said = "We earn a commission when you buy through our links."
    assert "disclosure/missing" in rules(f"A jug for the hall.\n\n{FRAME}\n")
    late = rules(f"A jug for the hall.\n\n{FRAME}\n\n{said}\n")
    assert "disclosure/after-first-link" in late
    fine = rules(f"{said}\n\nA jug for the hall.\n\n{FRAME}\n\n{BOX}\n")
    assert not {rule for rule in fine if rule.startswith(("disclosure/missing", "disclosure/after", "links/"))}


def test_script_that_counts_visits_shows_nothing() -> None:
    counter = (
        '<script async src="https://widget.getyourguide.com/dist/pa.umd.js" data-gyg-partner-id="INV3NT1"></script>'
    )
    box = '<section class="trip" data-gyg-partner-id="INV3NT1" data-gyg-href="https://widget.getyourguide.com/x"></section>'
    assert not facts(f"{counter}\n\nA walk through the town.\n").affiliate_links
    assert len(facts(f"{counter}\n\nA walk through the town.\n\n{box}\n").affiliate_links) == 1


def test_publisher_id_of_a_script_is_known_and_listed() -> None:
    read = facts(f"A jug.\n\n{VARIABLES}\n")
    summary = affiliate_summary(read)
    assert summary is not None
    assert summary.tags == ("hallway-20",)
    (row,) = link_rows(read, all_links=False)
    assert (row["kind"], row["tag"], row["line"], row["network"]) == (
        "advertisement",
        "hallway-20",
        4,
        "amazon-adsystem",
    )
    assert json.dumps(row)


@pytest.mark.parametrize(
    "text",
    [
        '<iframe src="https://www.youtube.com/embed/aBcDeFgHiJk"></iframe>',
        '<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>',
        '<script async src="https://www.googletagmanager.com/gtag/js?id=G-0000000000"></script>',
        '<script async src="https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js?client=ca-pub-0000000000000000"></script>',
        '<img src="https://ir-na.amazon-adsystem.com/e/ir?t=hallway-20&l=am2&o=1&a=B00INVENT1" width="1" height="1">',
        '<img src="//ws-na.amazon-adsystem.com/widgets/q?ASIN=B00INVENT1&ID=AsinImage&tag=hallway-20">',
        FRAME.replace("style=", 'width="1" height="1" style='),
        FRAME.replace("width:120px", "display:none"),
        '<script src="https://s.skimresources.com/js/10001X1500001.skimlinks.js"></script>',
        '<script>var vc_pid = "880000001";</script><script src="//aml.valuecommerce.com/vcdal.js" async></script>',
        "<script>amzn_assoc_tracking_id = '';</script>",
        f"```html\n{FRAME}\n{VARIABLES}\n{BOX}\n```",
        "Write `<script>msmaflink({})</script>` for it.",
        f"<!-- {FRAME} {BOX} -->",
        '<script type="text/template">msmaflink({"n":"Jug"});</script>'.replace("text/template", "text/x-handlebars"),
        "<p>Set amzn_assoc_tracking_id = 'hallway-20' in it.</p>",
    ],
)  # fmt: skip
def test_pixels_films_counters_and_examples_are_no_advertisements(text: str) -> None:
    assert facts(f"A jug for the hall.\n\n{text}\n").affiliate_links == []


def test_placeholder_in_a_script_is_only_possible() -> None:
    assert facts('A jug.\n\n<script>amzn_assoc_tracking_id = "YOUR_TAG";</script>\n').affiliate_links == []
