"""What ``init`` asks about: hosts that may pay, cloaked paths of the site's own host, templates that print paid links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.survey import survey
from linter.survey.configuration import write_configuration
from tests.survey.test_survey import post, write

if TYPE_CHECKING:
    from pathlib import Path

HUGO = {"hugo.toml": 'baseURL = "https://www.lampshop.example/"\n'}


def articles(text: str, count: int = 4) -> dict[str, str]:
    return {f"content/{number}.md": post(text.replace("{n}", str(number))) for number in range(count)}


@pytest.mark.parametrize(
    ("text", "earning"),
    [
        ("[Buy the lamp](https://trkx.example/12680/115{n}/2/)\n", 4),
        ('<a rel="nofollow" href="https://clk.example/s/Ab{n}xQ9">the lamp</a>\n', 0),
        ("[Check the price](https://clk.example/{n}77?u=1)\n", 0),
    ],
    ids=["likely", "one sign", "one other sign"],
)
def test_host_that_recurs_behind_offers_with_codes_is_asked_about(tmp_path: Path, text: str, earning: int) -> None:
    found = survey(write(tmp_path, HUGO | articles(text)))
    (host,) = found.hosts
    assert (host.links, host.articles, found.earning) == (4, 4, earning)
    assert f'    # - "{host.name}"  # 4 links in 4 articles; offers behind codes' in write_configuration(found)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("[Buy the lamp](https://shop.example/lamps/desk-lamp-{n}/)\n", 4),
        ("[a study](https://journal.example/1234{n}/)\n", 4),
        ("[Buy the lamp](https://trkx.example/12680/1158/2/)\n", 4),
        ("[Buy the lamp](https://trkx.example/12680/115{n}/2/)\n", 2),
        ("[See more](https://www.lampshop.example/12{n}/)\n", 4),
        ("[See the source](https://code.example/lamp/README{n}.md)\n", 4),
    ],
    ids=["words", "no offer", "one path", "few articles", "own", "file"],
)
def test_host_of_ordinary_links_is_not_asked_about(tmp_path: Path, text: str, count: int) -> None:
    assert survey(write(tmp_path, HUGO | articles(text, count))).hosts == ()


def test_sub_host_of_the_site_that_redirects_is_asked_about(tmp_path: Path) -> None:
    found = survey(write(tmp_path, HUGO | articles("[lamp](https://go.lampshop.example/l/desk-{n})\n")))
    assert [(host.name, host.why) for host in found.hosts] == [
        ("go.lampshop.example", "a host of your own that redirects?")
    ]


@pytest.mark.parametrize(("host", "sure"), [("www.lampshop.example", True), ("other.example", False)])
def test_cloaked_path_with_a_host_is_proposed_and_certain_on_the_own_host(
    tmp_path: Path,
    host: str,
    sure: bool,  # noqa: FBT001
) -> None:
    found = survey(write(tmp_path, HUGO | articles(f"[lamp](https://{host}/go/desk-{{n}})\n")))
    assert [(cloak.prefix, cloak.links, cloak.sure) for cloak in found.cloaks] == [(f"https://{host}/go/", 4, sure)]


def test_template_that_prints_links_is_named_with_its_articles(tmp_path: Path) -> None:
    files = HUGO | {"layouts/shortcodes/buy.html": '<a href="https://www.amazon.com/dp/B0LAMP0001?tag=hall-20">Buy</a>'}
    found = survey(write(tmp_path, files | articles("{{< buy >}}\n")))
    assert [(one.name, one.source, count) for one, count in found.printing] == [
        ("buy", "layouts/shortcodes/buy.html", 4)
    ]
    assert "buy (layouts/shortcodes/buy.html) prints Amazon Associates links in 4 articles" in write_configuration(
        found
    )
    assert found.unfollowed == ()


def test_template_that_cannot_be_followed_is_proposed(tmp_path: Path) -> None:
    text = '{{< product-box asin="B0LAMP000{n}" >}}\n\n{{< figure src="/a.jpg" >}}\n\n{{< affiliate-disclosure >}}\n'
    found = survey(write(tmp_path, HUGO | articles(text)))
    assert [(one.name, one.articles) for one in found.unfollowed] == [("product-box", 4)]
    assert '    # - "product-box"  # called like a paid link in 4 articles\n' in write_configuration(found)
