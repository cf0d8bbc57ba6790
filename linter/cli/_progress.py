"""How far a long run is, for somebody who waits at a terminal."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click._termui_impl import ProgressBar

    from linter.running.result import Progress

PATIENCE = 1.0
"""Seconds that a run may take before it shows how far it is."""


class Shown(Protocol):
    """Told how much is done, of how much, and what to say beside it."""

    def __call__(self, done: int, total: int, note: str = "", /) -> None:
        """Show it."""


def _unseen(done: int, total: int, note: str = "", /) -> None:
    """Show no progress."""


class _Bar:
    """A bar on standard error that appears when a run turns out to be long."""

    def __init__(self, stack: ExitStack, label: str) -> None:
        self._stack = stack
        self._label = label
        self._start = time.monotonic()
        self._bar: ProgressBar[str] | None = None
        self._done = 0

    def __call__(self, done: int, total: int, note: str = "", /) -> None:
        """Show that so much is done."""
        if self._bar is None:
            if done >= total or time.monotonic() - self._start < PATIENCE:
                return
            bar: ProgressBar[str] = click.progressbar(
                length=total, label=self._label, file=sys.stderr, show_pos=not note, item_show_func=lambda item: item
            )
            self._bar = self._stack.enter_context(bar)
        self._bar.update(done - self._done, note or None)
        self._done = done


@contextmanager
def watched(label: str) -> Iterator[Shown]:
    """Give what shows progress; it shows nothing where nobody watches: no terminal, a dumb one, or a CI service."""
    if not sys.stderr.isatty() or os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        yield _unseen
        return
    with ExitStack() as stack:
        yield _Bar(stack, label)


@contextmanager
def progress() -> Iterator[Progress]:
    """Give what shows how many files are done."""
    with watched("affilint") as shown:
        yield shown
