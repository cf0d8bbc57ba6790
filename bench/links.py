"""Print what one classification costs, in microseconds per address.

    python bench/links.py [labelled.tsv]

The first figure is for addresses without any sign of a network (what most links are), the second
for the registry's own positive examples, the third for a labelled file with a column ``url``.
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path

from linter.facts.links.registry import Registry

ORDINARY = [
    "https://en.wikipedia.org/wiki/Tent",
    "https://www.shop.example/products/tent-for-two",
    "https://github.com/inventor/garden/blob/main/README.md#install",
    "https://docs.python.org/3/library/re.html",
    "https://blog.example/2024/05/leaves-of-summer/",
    "https://www.youtube.com/watch?v=iNvEnTeD001",
    "https://news.example/story?id=1001&page=2",
    "https://cdn.example/img/leaf.png?w=800&h=600",
    "/about/",
    "#footnote-1",
    "mailto:editor@blog.example",
]
MICROSECONDS = 1e6


def cost(registry: Registry, addresses: list[str], rounds: int = 5) -> float:
    """Return the best mean of several rounds, so that a busy machine disturbs least."""
    best = float("inf")
    repeated = addresses * max(1, 5_000 // len(addresses))
    for _ in range(rounds):
        started = time.perf_counter()
        for address in repeated:
            registry.classify(address)
        best = min(best, time.perf_counter() - started)
    return best / len(repeated) * MICROSECONDS


def main() -> None:
    """Measure and print."""
    started = time.perf_counter()
    registry = Registry.default()
    loaded = (time.perf_counter() - started) * 1e3
    print(f"{len(registry.entries())} entries loaded in {loaded:.0f} ms")
    print(f"ordinary links    {cost(registry, ORDINARY):6.2f} us")
    examples = [url for entry in registry.entries() for url in entry.positive]
    print(f"registry examples {cost(registry, examples):6.2f} us")
    if len(sys.argv) > 1:
        with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            labelled = [row["url"] for row in rows]
        print(f"labelled file     {cost(registry, labelled):6.2f} us")


if __name__ == "__main__":
    main()
