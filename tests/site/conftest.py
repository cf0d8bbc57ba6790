"""A fixture that writes a small site and reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.site.reading import read_site

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from linter.article.emissions import Emissions

Site = dict[str, str]


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Emissions]:
    """Return a function that writes files and reads them as a site."""

    def build(files: Site, cloaks: Sequence[str] = ()) -> Emissions:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return read_site(tmp_path, cloaks=cloaks)

    return build
