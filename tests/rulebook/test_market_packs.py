"""The rule packs of markets."""

from __future__ import annotations

import pytest

from linter.rulebook.packs import market_packs, pack_names, read_pack


@pytest.mark.parametrize("name", [name for name in pack_names() if read_pack(name).markets])
def test_market_pack_has_languages_and_dated_sources(name: str) -> None:
    pack = read_pack(name)
    assert pack.languages
    assert pack.sources
    assert all(source.as_of and source.review_by and source.seen for source in pack.sources)
    assert all(market_packs()[code] == name for code in pack.markets)
