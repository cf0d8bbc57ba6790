"""Twice the text takes twice the time: what is done for each finding does not read the whole text again. bench/growth.py measures more."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.running.one_file import check_text

if TYPE_CHECKING:
    from collections.abc import Callable

REPEATED = {
    "doubled words on one line": ("a.md", "rat rat here\naffilint-disable text\n"),
    "shortcodes of WordPress": ("a.html", '[caption id="a" width="300"] The shed '),
    "shortcodes of plug-ins": ("a.html", "<p>See [amazon_link asins='B0SHED0001' store='shed-20'] here.</p> "),
    "quotations of speech": ("a.md", "“This shed changed my life and I use it every day.” It ships in May. "),
    "spaces before commas": ("a.md", "The shed , which is cheap, is ours. "),
    "paragraphs that break off": ("a.md", "## Sheds\n\nThe shed opened in spring, and most of the boxes leave it on the day,\n\n"),
    "notices before links": ("a.md", 'We earn a commission. <a href="https://amzn.to/3abcdEf">a</a> '),
    "marks in words": ("a.md", "The shed doesn’’t sell them any more to us. "),
    "addresses within the page": ("a.md", "[Buy](#affiliate-link)\n\n## Is it *a* [b](/c)?\n\nYes.\n\n"),
    "marks that nothing closes": ("a.md", "The ‘quiet mode of the lamp is loud, as was that of the lamp before it in the shed. "),
}  # fmt: skip


def different(size: int) -> str:
    chosen = random.Random(size)  # noqa: S311 - the same text each time
    names = ("".join(chosen.choices("etaoinshrdlu", k=8)).capitalize() for _ in range(size // 30))
    return " ".join(f"the with{name} and the lamp is on" for name in names)


SHAPES: dict[str, tuple[str, Callable[[int], str]]] = {
    **{
        name: (file, lambda size, piece=piece: piece * (size // len(piece))) for name, (file, piece) in REPEATED.items()
    },
    "different names behind words": ("a.md", different),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_eight_times_the_text_takes_less_than_sixteen_times_as_long(shape: str) -> None:
    file, make = SHAPES[shape]
    resolver = ConfigResolver()

    def seconds(size: int) -> float:
        data, spent = make(size).encode(), []
        for _ in range(3):
            start = time.process_time()
            check_text(data, Path(file), resolver)
            spent.append(time.process_time() - start)
        return min(spent)

    seconds(500)
    assert seconds(40_000) <= 16 * max(seconds(5_000), 0.004)
