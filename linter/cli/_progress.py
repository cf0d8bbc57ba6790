"""Shows the progress of a long run on a terminal."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click._termui_impl import ProgressBar

    from linter.running.result import Progress

PATIENCE = 1.0
"""Seconds before a run shows its progress."""


class Shown(Protocol):
    """Called with the amount done, the total, and a note to show."""

    def __call__(self, done: int, total: int, note: str = "", /) -> None:
        """Show the progress."""


def _no_progress(done: int, total: int, note: str = "", /) -> None:
    """Show no progress."""


class _Bar:
    """A progress bar on standard error that appears only in a long run."""

    def __init__(self, stack: ExitStack, label: str) -> None:
        self._stack = stack
        self._label = label
        self._start = time.monotonic()
        self._bar: ProgressBar[str] | None = None
        self._done = 0

    def __call__(self, done: int, total: int, note: str = "", /) -> None:
        """Show the progress, if the run is long."""
        if self._bar is None:
            if done >= total or time.monotonic() - self._start < PATIENCE:
                return
            import click  # noqa: PLC0415 - few runs take so long

            bar: ProgressBar[str] = click.progressbar(
                length=total, label=self._label, file=sys.stderr, show_pos=not note, item_show_func=lambda item: item
            )
            self._bar = self._stack.enter_context(bar)
        self._bar.update(done - self._done, note or None)
        self._done = done


@contextmanager
def watched(label: str) -> Iterator[Shown]:
    """Yield a function that shows progress; it does nothing without a terminal, on a dumb one, or in CI."""
    if not sys.stderr.isatty() or os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        yield _no_progress
        return
    with ExitStack() as stack:
        yield _Bar(stack, label)


@contextmanager
def progress() -> Iterator[Progress]:
    """Yield a function that shows how many files are done."""
    with watched("affilint") as show:
        yield show
