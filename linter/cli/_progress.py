"""How far a long run is, for somebody who waits at a terminal."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from linter.run import unseen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click._termui_impl import ProgressBar

    from linter.run import Progress

PATIENCE = 1.0
"""Seconds that a run may take before it shows how far it is."""


class _Bar:
    """A bar on standard error that appears when a run turns out to be long."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._start = time.monotonic()
        self._bar: ProgressBar[int] | None = None
        self._done = 0

    def __call__(self, done: int, files: int) -> None:
        """Show that so many files are done."""
        if self._bar is None:
            if done >= files or time.monotonic() - self._start < PATIENCE:
                return
            bar = click.progressbar(length=files, label="affilint", file=sys.stderr, show_pos=True)
            self._bar = self._stack.enter_context(bar)
        self._bar.update(done - self._done)
        self._done = done


@contextmanager
def progress() -> Iterator[Progress]:
    """Give what shows progress; it shows nothing where nobody watches: no terminal, a dumb one, or a CI service."""
    if not sys.stderr.isatty() or os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        yield unseen
        return
    with ExitStack() as stack:
        yield _Bar(stack)
