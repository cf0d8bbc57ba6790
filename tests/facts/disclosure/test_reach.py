"""Labels in blocks of their own: the link that they stand below, the card at whose button they stand. All companies are invented."""

from __future__ import annotations

import pytest

from linter.article import read_article
from linter.facts import Facts
from linter.source import Source

LAMP = "https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20"
DESK = "https://www.amazon.com/dp/B0DEPOT002?tag=brightwell-20"
CARD = f"""<article><p>All lamps that we have tried in our workshop this year.</p>
<div class="card"><a href="{LAMP}"><span>No 1</span><span>Glow</span></a>
<h3>Glow lamp</h3><p>Bright and small.</p><div>Silent</div>
<div><a href="{LAMP}">See the price</a> <span>(paid link)</span></div></div></article>"""


def states(text: str, path: str = "a.html") -> list[str]:
    facts = Facts(read_article(Source(path, text)))
    return [facts.disclosed(item.link) for item in facts.affiliate_links]


@pytest.mark.parametrize("label", ["* Affiliate link – prices may change", "(paid link)", "Paid link"])
def test_label_right_below_a_button_is_beside_it(label: str) -> None:
    assert states(f'<div><a class="b" href="{LAMP}">See the price</a><p class="n">{label}</p></div>') == ["beside"]
    assert states(f"Our pick is the lamp.\n\n[See the price]({LAMP})\n\n{label.lstrip('* ')}\n", "a.md") == ["beside"]


def test_label_of_a_banner_says_nothing_of_the_link_before_it() -> None:
    assert states(f'<div><a href="{LAMP}">See the price</a><p>Advertisement</p></div>') == ["after"]


def test_label_below_prose_or_in_another_box_is_below() -> None:
    prose = f'<div><p>The <a href="{LAMP}">Glow</a> is our pick among all lamps.</p><p>(paid link)</p></div>'
    assert states(prose) == ["after"]
    assert states(f'<div><a href="{LAMP}">See it</a></div><div><p>Paid link</p></div>') == ["after"]


def test_label_at_the_button_of_a_card_labels_its_picture() -> None:
    assert states(CARD) == ["beside", "beside"]


def test_label_at_another_product_does_not() -> None:
    other = CARD.replace(f'<div><a href="{LAMP}">', f'<div><a href="{DESK}">')
    assert states(other) == ["after", "beside"]
    between = CARD.replace("<h3>Glow lamp</h3>", f'<h3><a href="{DESK}">Desk</a></h3>')
    assert states(between)[0] == "after"


def test_words_of_prose_are_no_picture_of_a_card() -> None:
    prose = CARD.replace(
        f'<a href="{LAMP}"><span>No 1</span><span>Glow</span></a>', f'<p>The <a href="{LAMP}">Glow</a> won.</p>'
    )
    assert states(prose) == ["after", "beside"]


def test_label_far_below_is_of_another_place() -> None:
    far = CARD.replace("<div>Silent</div>", "<div>Silent</div>" * 20)
    assert states(far) == ["after", "beside"]
