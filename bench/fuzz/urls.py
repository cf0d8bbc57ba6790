"""A fuzz target for address reading and classification: nothing that an article holds may raise or hang.

Run it with atheris installed: ``python bench/fuzz/urls.py -max_total_time=60``.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["linter"]):
    from linter.facts.links import urls
    from linter.facts.links.registry import Registry

REGISTRY = Registry.default()


def one_input(data: bytes) -> None:
    """Read, unwrap and classify one address."""
    text = atheris.FuzzedDataProvider(data).ConsumeUnicode(len(data))
    urls.parse(text)
    REGISTRY.classify(text)
    REGISTRY.classify(f"https://www.amazon.com/dp/B0?tag={text}")
    REGISTRY.classify(f"https://www.awin1.com/cread.php?awinmid=1&awinaffid=2&ued={text}")
    REGISTRY.click_residue(f"https://shop.example/?irclickid={text}&{text}")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
