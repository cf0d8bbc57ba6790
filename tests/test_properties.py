"""Properties of every article: fixing converges, and parallel, cached and repeated runs agree."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.configuration.resolver import ConfigResolver
from linter.finding import Finding
from linter.fixes import fix_text
from linter.reporters import Context, formats, render
from linter.running.cache import ResultCache
from linter.running.one_file import check_text
from linter.running.result import RunResult
from linter.running.runner import check_paths
from tests.conftest import ROOT, report

AMAZON = "https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20"
PIECES = [
    "The plan has a cost cost that is on the page.",
    "Orders rose in spring, helped by the depot and by Acme’s",
    f'Go on and <a href="{AMAZON}">buy it</a> now.',
    f"See [the lamp]({AMAZON}&gclid=Ab3xYz) here.",
    "“So he said, 'and went.",
    'She said "it is fine" and “it is well”.',
    "It is “ spaced ” out.",
    "Unlike FAW’sTesla’s plan.",
    "We earn a commission when you buy through links in this article.",
    "## Frequently asked questions",
    "### Is it bright?\n\nYes, it is.",
    "See https://shop.example/?utm_source=chatgpt.com for for more.",
    "It is fine.",
    "- one one\n- two",
]
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=30)
ARTICLES = st.lists(st.sampled_from(PIECES) | TEXT, max_size=8).map(lambda pieces: "\n\n".join(pieces) + "\n")
HOUSE = ConfigResolver(ROOT / "tests" / "house.yml")


def check(text: str) -> list[Finding]:
    return check_text(text.encode(), Path("a.md"), HOUSE).findings


def test_sample_text_has_safe_and_unsafe_fixes() -> None:
    """Otherwise the properties below could hold vacuously."""
    text = "\n\n".join(PIECES) + "\n"
    fixed = fix_text(text, check, unsafe=True)
    rules = {item.rule for item in fixed.fixed}
    assert {"links/rel-missing", "text/repeated-word", "quotes/spacing"} <= rules
    assert {item.fix.safe for item in fixed.fixed if item.fix} == {True, False}


@pytest.mark.parametrize("unsafe", [False, True])
@settings(max_examples=200)
@given(text=ARTICLES)
def test_fixing_removes_reported_findings_and_is_idempotent(text: str, *, unsafe: bool) -> None:
    fixed = fix_text(text, check, unsafe=unsafe)
    again = fix_text(fixed.text, check, unsafe=unsafe)
    assert (again.text, again.fixed) == (fixed.text, ())
    assert not [item for item in check(fixed.text) if item.fix and item.fix.edits and (item.fix.safe or unsafe)]
    remaining = {item.fingerprint for item in fixed.fixed} & {item.fingerprint for item in check(fixed.text)}
    assert remaining == set()
    assert (fixed.text != text) == bool(fixed.fixed)


@settings(max_examples=40)
@given(ARTICLES)
def test_every_format_is_deterministic(text: str) -> None:
    def printed() -> list[str]:
        found = report(text, resolver=HOUSE)
        return [render(name, found, Context(HOUSE, folder=ROOT, root=ROOT)) for name in formats()]

    assert printed() == printed()


def comparable(found: RunResult) -> tuple[Any, ...]:
    return found.findings, found.failures, found.files, found.paths, found.idle, dict(found.sources)


def written(folder: str, articles: list[str]) -> Path:
    site = Path(folder) / "site"
    site.mkdir()
    for number, text in enumerate(articles):
        (site / f"{number}.md").write_bytes(text.encode())
    return site


SITES = st.lists(ARTICLES, min_size=1, max_size=40)


@settings(max_examples=8)
@given(SITES)
def test_parallel_equals_serial(articles: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = written(folder, articles)
        assert comparable(check_paths([site], ConfigResolver(), None, 2)) == comparable(
            check_paths([site], ConfigResolver())
        )


@settings(max_examples=25)
@given(SITES, ARTICLES)
def test_cached_equals_uncached(articles: list[str], other: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site, cache_folder = written(folder, articles), Path(folder) / "kept"

        def run(cache: ResultCache | None) -> RunResult:
            found = check_paths([site], ConfigResolver(), cache)
            if cache is not None:
                cache.close()
            return found

        plain = comparable(run(None))
        assert [comparable(run(ResultCache(cache_folder))) for _ in range(2)] == [plain, plain]
        (site / "0.md").write_bytes(other.encode())
        assert comparable(run(ResultCache(cache_folder))) == comparable(run(None))
        shutil.rmtree(site)
