"""An Amazon id that one link of a site alone has: whose it is where the article shows it as another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.test_recurring import facts, site

if TYPE_CHECKING:
    from pathlib import Path

OWN = "Buy [this lamp](https://www.amazon.com/dp/B0LAMP000{n}?tag=brightwell-20)."
OTHER = "https://www.amazon.com/dp/B0VASE0001?tag=hallway-20"
QUOTED = f"> I bought [a vase]({OTHER}) for mine and never looked back.\n"


def sure(root: Path, text: str, name: str = "content/vase.md", count: int = 9) -> str:
    found = facts(site(root, OWN, count, files={name: text}), name)
    return ", ".join(item.verdict.confidence for item in found.classified_links)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (QUOTED, "content/vase.md"),
        (f"A vase beside it (via [Ann's notes]({OTHER})).\n", "content/vase.md"),
        (f"A vase beside it. h/t [Ann]({OTHER})\n", "content/vase.md"),
        (f"<p>A vase.</p><ol id=comments><li><p>See <a href='{OTHER}'>mine</a></p></li></ol>", "content/vase.html"),
        (f"<p>A vase.</p><blockquote><p>See <a href='{OTHER}'>mine</a></p></blockquote>", "content/vase.html"),
    ],
)
def test_an_id_of_one_link_that_is_shown_as_anothers_is_only_possible(tmp_path: Path, text: str, name: str) -> None:
    assert sure(tmp_path, text, name) == "possible"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"Buy [a vase]({OTHER}).\n", 9),  # an own second id, for all that anybody knows
        (QUOTED, 4),  # too few articles to know the site's own
        (QUOTED.replace("hallway-20", "brightvase-20"), 9),  # begins like the own one
        (QUOTED.replace("amazon.com", "amazon.de").replace("hallway-20", "hallway-21"), 9),  # another country
        (f"The travel way [to it]({OTHER}).\n", 9),
    ],
)
def test_any_other_id_stays_certain(tmp_path: Path, text: str, count: int) -> None:
    assert sure(tmp_path, text, count=count) == "certain"


def test_a_publisher_with_two_ids_keeps_both(tmp_path: Path) -> None:
    second = {f"content/desk-{number}.md": QUOTED for number in range(2)}
    found = facts(site(tmp_path, OWN, 9, files=second), "content/desk-0.md")
    assert [item.verdict.confidence for item in found.classified_links] == ["certain"]
