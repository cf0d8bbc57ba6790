"""The examples that pages of docs/ show."""

from __future__ import annotations

import re


def console(page: str) -> list[tuple[str, str]]:
    """Return the arguments of every ``$ affilint`` in a page's console blocks, with what is shown below it."""
    return [
        example
        for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL)
        for example in re.findall(r"^\$ affilint (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]
