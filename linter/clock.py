"""The day of a run, for what ends on a day: given, else SOURCE_DATE_EPOCH, else today; always in UTC."""

from __future__ import annotations

import datetime
import os
import re
from functools import cached_property

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class DayError(ValueError):
    """SOURCE_DATE_EPOCH is no point in time."""


class Day:
    """The day of a run; neither the environment nor the clock is asked before somebody wants to know it."""

    def __init__(self, given: datetime.date | None = None) -> None:
        self._given = given

    @cached_property
    def date(self) -> datetime.date:
        """The day. Raises DayError."""
        if self._given is not None:
            return self._given
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        if not epoch:
            return datetime.datetime.now(datetime.UTC).date()
        try:
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
        except (ValueError, OverflowError, OSError) as error:
            msg = f"SOURCE_DATE_EPOCH must be seconds since 1970 (reproducible-builds.org), not {epoch!r}"
            raise DayError(msg) from error


def read_date(text: str) -> datetime.date | None:
    """Return the date that ``YYYY-MM-DD`` stands for, or None for anything else and for days that do not exist."""
    if _DAY.match(text) is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
