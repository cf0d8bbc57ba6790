"""Addresses of any length and make are classified without an error, and unwrapped so many layers deep."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.facts.links.registry import Registry

REGISTRY = Registry.default()
EARNING = [entry for entry in REGISTRY.entries() if entry.kind not in {"not-affiliate", "redirector"}]


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_is_classified_without_error(text: str) -> None:
    REGISTRY.classify(text)
    REGISTRY.classify("https://" + text)
    REGISTRY.click_residue("https://trap.example/?" + text)


@given(st.text(st.characters(), max_size=200), st.sampled_from([n.positive[0] for n in EARNING]))
@settings(max_examples=300, deadline=None)
def test_modified_affiliate_addresses_are_classified_without_error(text: str, url: str) -> None:
    REGISTRY.classify(url + text)
    REGISTRY.classify(url.replace("=", "=" + text, 1))


def test_addresses_are_unwrapped_five_layers_deep() -> None:
    def wrapped(layers: int) -> str:
        text = "https://www.amazon.com/dp/B0EXAMPLE1?tag=acme-20"
        for _ in range(layers):
            text = f"https://www.google.com/url?q={quote(text, safe='')}"
        return text

    verdict = REGISTRY.classify(wrapped(5))
    assert verdict is not None
    assert verdict.network == "amazon"
    assert REGISTRY.classify(wrapped(6)) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://www.amazon.com/dp/B00TRAP001?tag=" + "a" * 1_000_000,
        "https://www.amazon.com/" + "B00TRAP001/" * 5_000,
        "https://www.amazon.com/dp/B00TRAP001?" + "&" * 60_000,
        "https://www.amazon.com/dp/B00TRAP001?" + "a=1&" * 10_000,
        "https://www.amazon.com/dp/" + "a-" * 30_000,
        "https://" + "a." * 30_000 + "com/",
        "https://trap.example/" + "/go" * 20_000,
        "https://awin1.com/cread.php?ued=" * 100 + "https://trap.example",
        "https://www.amazon.com/dp/\x00?tag=\x00",
        "https://www.amazon.com/dp/\ud800?tag=\udfff-20",
        "\x00" * 60_000,
        "http" * 15_000,
        "https://trap.example/?url=" + "%25" * 20_000,
        "https://x.isrefer.com/go/" + "(" * 60_000,
    ],
    ids=[
        "long tag",
        "long path",
        "many separators",
        "many parameters",
        "long asin",
        "many host labels",
        "long cloak path",
        "nested redirects",
        "nul bytes",
        "lone surrogates",
        "only nul bytes",
        "repeated scheme",
        "repeated escapes",
        "open parentheses",
    ],
)
def test_hostile_address_is_classified_without_error(url: str) -> None:
    verdict = REGISTRY.classify(url)
    assert verdict is None or verdict.evidence
    REGISTRY.click_residue(url)
