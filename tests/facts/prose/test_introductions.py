"""Headings, items, credits, speech and verse that end in a function word by design, and cuts that look like them."""

from __future__ import annotations

import pytest

from tests.conftest import check

SOUND = "The depot opened in spring, and the people who work there like it a lot.\n\n"
CUTS = {"text/function-word-end", "text/cut-sentence"}


def cuts(text: str) -> list[str]:
    return [one.rule for one in check(text) if one.rule in CUTS and one.severity == "warning"]


@pytest.mark.parametrize(
    "text",
    [
        f"### Buy the large lamp if\n\n- you read\n- you write\n\n{SOUND}",
        f"## Choose the smaller of the two lamps if\n\n![A lamp](a.png)\n\n{SOUND}",
        "* Skip this lamp of the two if you already have the\n\n    * large one\n\n* Buy it.\n",
        "- You will want this lamp if\n  - you read\n  - you write\n- You will want another one.\n",
        f"By Ann Lee, for the Depot and\n\nThe Lamp Society\n\n{SOUND}",
        f'{SOUND}"But I never said that I would come to the"\n\n{SOUND}',
        f"{SOUND}We sat in the yard of the depot and talked and\n\nShe\n\nLit\n\nThe\n\nLamp.\n",
        "The lamp is lit and the\n\ndesk is bare and my\n\ndepot shut.\n",
    ],
)
def test_what_ends_so_by_design_is_no_cut(text: str) -> None:
    assert cuts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"## How we tested the plans of our\n\n{SOUND}",
        f"## The depot opened in spring and\n\n{SOUND}",
        "- It works with the lamp and with the\n- It is large.\n",
        f"{SOUND}By noon the people of the depot had left, and the lamp was on the\n\n{SOUND}",
    ],
)
def test_cuts_are_found_all_the_same(text: str) -> None:
    assert len(cuts(text)) == 1
