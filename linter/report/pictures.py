"""Pictures of pages as readers saw them, which ``affilint check --rendered --evidence`` wrote."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from linter.reading import read_regular
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_INDEX = "evidence.json"
MOST = 12
"""Pictures that a report shows: it is still to be sent by e-mail."""
_LARGEST = 1_000_000
"""Bytes of a picture that a report shows."""
_PNG = b"\x89PNG\r\n\x1a\n"


class PicturesError(ValueError):
    """A folder that holds no evidence; the message says why."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page: ``address`` is a ``data:`` address, so that the report loads nothing."""

    path: str
    address: str


def read_pictures(folder: Path, paths: Collection[str]) -> tuple[Picture, ...]:
    """Return the pictures of some pages, in the order of the folder's index. Raises OSError and PicturesError."""
    try:
        pages = json.loads(read_regular(folder / _INDEX))["pages"]
        named = [(str(page["path"]), str(page["picture"])) for page in pages if "picture" in page]
    except (ValueError, KeyError, TypeError) as error:
        msg = f"{_INDEX} is not what affilint check --rendered --evidence writes"
        raise PicturesError(msg) from error
    found: list[Picture] = []
    for path, name in named:
        if path not in paths or len(found) >= MOST:
            continue
        if "/" in name or "\\" in name or not name.endswith(".png"):
            msg = f"{_INDEX} names a picture that is not in the folder: {name[:80]!r}"
            raise PicturesError(msg)
        data = read_regular(folder / name)
        if data.startswith(_PNG) and len(data) <= _LARGEST:
            found.append(Picture(path, f"data:image/png;base64,{base64.b64encode(data).decode()}"))
    return tuple(found)
