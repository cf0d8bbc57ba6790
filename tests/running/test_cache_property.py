"""A run with results of earlier ones equals a run without, whatever happened to the site in between."""

from __future__ import annotations

import os
import shutil
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.configuration.resolver import ConfigResolver
from linter.running import cache
from linter.running.cache import ResultCache
from linter.running.runner import check_paths

TEXTS = (
    "# Lamps\n\nThe the lamp is [here](https://www.amazon.com/dp/B000000000?tag=acme-20).\n",
    "# Lamps\n\nA lamp is \u201cbright. It it costs $ 20.\r\n",
    "---\ndraft: true\n---\n\nThe plan has a cost cost.\n",
    "# Fine\n\nNothing is wrong here.\n",
    "<!-- affilint-disable-next-line text until=2027-01-31 -->\nThe plan has a cost cost.\n",
    "The plan has a cost cost. <!-- affilint-disable-line text -- as said -->\n",
    "caf\xe9 caf\xe9 is is open\n",
)
CONFIGURATIONS = (
    "",
    "rules: {text/repeated-word: off}\n",
    "overrides:\n  - paths: [b.md, in/**]\n    rules: {text/repeated-word: warning}\n",
    "exclude: [in/]\n",
    "rule: broken\n",
)
TEMPLATES = ("", "<p>We earn a commission when you buy through links.</p>{{ content }}", "{{ content }}")
NAMES = ("a.md", "b.md", "in/c.md", "in/d.html", "e.txt")
PLACES = ("affilint.yml", "in/affilint.yml")

STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(TEXTS)),
    st.tuples(st.just("write"), st.sampled_from(PLACES), st.sampled_from(CONFIGURATIONS)),
    st.tuples(st.just("write"), st.just("_layouts/default.html"), st.sampled_from(TEMPLATES)),
    st.tuples(st.just("write"), st.just("_config.yml"), st.sampled_from(("title: Acme\n", ""))),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("touch"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("remove"), st.sampled_from((*NAMES, *PLACES)), st.just("")),
)


def _happens(site: Path, step: tuple[str, str, str], now: int) -> None:
    """Let one thing happen; every change has a time of its own, as the clock gives changes that are some time apart."""
    what, name, other = step
    path = site / name
    if what == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(other.encode("latin-1" if "caf" in other else "utf-8"))
    elif not path.exists():
        return
    elif what == "remove":
        path.unlink()
        return
    elif what == "rename":
        (site / other).parent.mkdir(exist_ok=True)
        path = path.replace(site / other)
    os.utime(path, ns=(now, now))


def _found(site: Path, kept: Path | None) -> tuple[Any, ...]:
    results = ResultCache(kept) if kept is not None else None
    found = check_paths([site], ConfigResolver(), results)
    if results is not None:
        results.close()
    return (
        list(found.findings), found.failures, found.files, found.paths, found.idle, dict(found.sources),
        list(found.suppressed), list(found.summaries), found.passed_over, found.once,
    )  # fmt: skip


@pytest.mark.parametrize("is_trusted", [True, False])
@settings(max_examples=12, deadline=None)
@given(steps=st.lists(STEPS, min_size=1, max_size=6))
def test_cached_equals_uncached_whatever_happens(steps: list[tuple[str, str, str]], *, is_trusted: bool) -> None:
    folder = Path(tempfile.mkdtemp())
    times = count(1_700_000_000_000_000_000, 10_000_000_000)
    try:
        with pytest.MonkeyPatch.context() as patched:
            if is_trusted:
                patched.setattr(cache, "_RACY", -(10**19))
            site = folder / "site"
            site.mkdir()
            for name, text in zip(NAMES, TEXTS, strict=False):
                _happens(site, ("write", name, text), next(times))
            assert _found(site, folder / "kept") == _found(site, None)
            for step in steps:
                _happens(site, step, next(times))
                assert _found(site, folder / "kept") == _found(site, None)
    finally:
        shutil.rmtree(folder)
