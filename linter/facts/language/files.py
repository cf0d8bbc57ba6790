"""The files of `rules/languages/`, one a language: read and checked once, then kept as a plain copy.

The copy is keyed by the files and by the code that checks them, and only what passed is kept: a file with a mistake is
read again, and its mistake named again, in every run.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from linter.data.cache import derived, is_kept
from linter.data.resources import rules_dir
from linter.data.yaml_nodes import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.facts.language.model import Language

_CHECKERS = tuple(
    str(Path(__file__).parents[2] / name)
    for name in (
        "data/typed_nodes.py",
        "facts/language/model.py",
        "facts/language/schema.py",
        "facts/language/shapes.py",
        "facts/quantities/units.py",
    )
)
"""Where it is written what a file may hold."""


def languages() -> Mapping[str, Language]:
    """Return what affilint knows of each language, by its code. Raises DataError for a mistake in a file."""
    found = _read_once()
    if isinstance(found, DataError):
        raise found.with_traceback(None)
    return found


def check_files() -> None:
    """Read the files, unless a checked copy of them is kept. Raises DataError for a mistake in one."""
    if not is_kept("checked", _folder(), code=_CHECKERS):
        languages()


def _folder() -> Path:
    return rules_dir() / "languages"


@cache
def aliases() -> Mapping[str, str]:
    """Return the codes of languages by the other codes that they go by: ``iw`` is ``he``. Raises DataError."""
    return {alias: code for code, language in languages().items() for alias in language.get("aliases", ())}


@cache
def _read_once() -> Mapping[str, Language] | DataError:
    """Read the files, or return their first mistake: a run of a thousand articles looks for it once."""
    try:
        return cast("Mapping[str, Language]", derived("checked", _folder(), _read_all, code=_CHECKERS))
    except DataError as error:
        return error


def _read_all() -> dict[str, Language]:
    from linter.data.yaml_nodes import read_yaml_file  # noqa: PLC0415 - the cache seldom needs fixing
    from linter.facts.language.schema import read_language  # noqa: PLC0415

    paths = sorted(_folder().glob("*.yml"))
    return {path.stem: read_language(read_yaml_file(path, f"rules/languages/{path.name}")) for path in paths}
