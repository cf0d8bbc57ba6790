"""Why a file could not be checked, in one line."""

from __future__ import annotations

import os
from pathlib import Path

from linter.clock import DayError
from linter.data.yaml_nodes import DataError
from linter.finding import Failure
from linter.paths import shown_path
from linter.source import UnreadableSourceError


def failures_of(shown: str, error: Exception) -> list[Failure]:
    """Return why a file could not be checked: an error in the file or affilint, or all mistakes of a configuration."""
    if isinstance(error, DataError):
        return [Failure(one.path, one.message, one.line, one.column) for one in error.all()]
    return [failure_of(shown, error)]


def failure_of(shown: str, error: Exception) -> Failure:
    """Return in one line why a file could not be checked: an error in the file, a configuration, or affilint."""
    if isinstance(error, UnreadableSourceError | DayError):
        return Failure(shown, str(error))
    if isinstance(error, DataError):
        return failures_of(shown, error)[0]
    if isinstance(error, OSError):  # of a file beside it: a configuration, a template
        what = f"{shown_path(Path(os.fsdecode(error.filename)))}: " if isinstance(error.filename, str | bytes) else ""
        return Failure(shown, f"cannot be checked: {what}{error.strerror or error}")
    if isinstance(error, MemoryError):
        return Failure(shown, "there is not enough memory for it")
    return Failure(shown, f"internal error, please report it: {type(error).__name__}: {error}")
