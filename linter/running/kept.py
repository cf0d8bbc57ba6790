"""Answers for files that did not change from the cache, before anything that a check needs is loaded."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from linter.data.yaml_nodes import DataError
from linter.paths import shown_path
from linter.reading import read_regular
from linter.running.cache import stamp_of, text_digest
from linter.running.packed import DamagedError

if TYPE_CHECKING:
    from pathlib import Path

    from linter.configuration.resolver import ConfigResolver
    from linter.running.cache import ResultCache
    from linter.running.result import Inspector, RunResult


def check_into(
    result: RunResult,
    path: Path,
    resolver: ConfigResolver,
    cache: ResultCache | None = None,
    inspector: Inspector | None = None,
) -> None:
    """Check one file and add it to ``result``; every error becomes a failure."""
    if cache is not None and add_kept(result, path, resolver, cache):
        return
    from linter.running.one_file import check_new  # noqa: PLC0415 - it loads what a check needs

    new = check_new(result, path, resolver, inspector, keep=cache is not None)
    if cache is not None and new is not None:
        cache.put(new)


def add_kept(result: RunResult, path: Path, resolver: ConfigResolver, cache: ResultCache) -> bool:
    """Add the result of one file if it is in the cache, and say whether it is."""
    name = str(path)
    try:
        now = time.time_ns()
        stat = os.stat(name)  # noqa: PTH116 - nothing else happens to a file that did not change
        shown, circumstances = shown_path(path), resolver.circumstances_in(os.path.dirname(name) or ".")  # noqa: PTH120
        known = cache.unchanged(shown, stat, circumstances)
        if known is None:
            known = cache.same(shown, stamp_of(stat, now), text_digest(read_regular(path)), circumstances)
        if known is None:
            return False
        result.add_packed(known)
    except (OSError, DataError, DamagedError):
        return False
    result.files += 1
    return True
