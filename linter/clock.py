"""The day of a run, for things that expire: a fixed day, else SOURCE_DATE_EPOCH, else today; always in UTC."""

from __future__ import annotations

import datetime
import os
from functools import cached_property

from linter import lazy_re as re

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class DayError(ValueError):
    """SOURCE_DATE_EPOCH is not a valid timestamp."""


class Day:
    """The day of a run; the environment and the clock are only read when ``date`` is first used."""

    def __init__(self, day: datetime.date | None = None) -> None:
        self._fixed_day = day

    @cached_property
    def date(self) -> datetime.date:
        """The day. Raises DayError."""
        if self._fixed_day is not None:
            return self._fixed_day
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        if not epoch:
            return datetime.datetime.now(datetime.UTC).date()
        try:
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
        except (ValueError, OverflowError, OSError) as error:
            msg = f"SOURCE_DATE_EPOCH must be seconds since 1970 (reproducible-builds.org), not {epoch!r}"
            raise DayError(msg) from error


def read_date(text: str) -> datetime.date | None:
    """Parse ``YYYY-MM-DD``; None for anything else and for dates that do not exist."""
    if _DAY.match(text) is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
