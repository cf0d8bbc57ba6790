"""Where the shipped rule data lies, and which modules a package has."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def rules_dir() -> Path:
    """Return the folder of shipped rules: inside the package in a wheel, beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


@cache
def language_codes() -> tuple[str, ...]:
    """Name the languages of which affilint knows at least something, sorted."""
    return tuple(sorted(path.stem for path in (rules_dir() / "languages").glob("*.yml")))


def module_names(folders: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the public modules in the folders of a package (its ``__path__``), sorted.

    ``pkgutil`` does so too, and loads ``inspect`` for it, which takes as long as many an article.
    """
    names = {name for folder in folders for name in os.listdir(folder)}  # noqa: PTH208 - cheaper than a Path
    return tuple(sorted(name.removesuffix(".py") for name in names if name.endswith(".py") and name[0] != "_"))
