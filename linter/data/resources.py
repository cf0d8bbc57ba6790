"""Where the shipped rule data lies."""

from __future__ import annotations

from functools import cache
from pathlib import Path


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
