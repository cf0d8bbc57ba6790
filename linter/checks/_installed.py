"""Kinds of check from packages installed beside affilint: entry points of the group ``affilint.checks``.

Only the folders into which packages are installed are searched, never the working directory, PYTHONPATH or the folder of
a configuration: what lies in a repository of articles must not be run because somebody checks them.
"""

from __future__ import annotations

import hashlib
import site
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.metadata import EntryPoint

GROUP = "affilint.checks"


class InstalledCheckError(ValueError):
    """A check of an installed package that cannot be used; the text is one line."""


def package_folders() -> list[str]:
    """Return the folders into which packages of this Python are installed, those that it looks into."""
    import sysconfig  # noqa: PLC0415 - only for rules with a check of another package

    known = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()}
    if site.ENABLE_USER_SITE:
        known.add(site.getusersitepackages())
    return [folder for folder in sys.path if folder in known]


@cache
def installed_checks() -> Mapping[str, EntryPoint]:
    """Return the entry points by kind of check; of two packages with one name the first on Python's path counts."""
    from importlib.metadata import distributions  # noqa: PLC0415 - takes longer to load than an article to check

    found: dict[str, EntryPoint] = {}
    for package in distributions(path=package_folders()):
        for entry in package.entry_points.select(group=GROUP):
            found.setdefault(entry.name, entry)
    return found


@cache
def load(kind: str) -> Any:
    """Return the module of an installed kind of check. Raises KeyError for an unknown kind, InstalledCheckError."""
    entry = installed_checks()[kind]
    try:
        module = entry.load()
    except Exception as error:  # whatever the code of a stranger runs into
        msg = f"the check {kind!r} of {_package(entry)} cannot be loaded: {type(error).__name__}: {error}"
        raise InstalledCheckError(msg) from error
    missing = [name for name in ("OPTIONS", "VALUES", "build") if not hasattr(module, name)]
    if missing:
        msg = f"the check {kind!r} of {_package(entry)} has no {', '.join(missing)}"
        raise InstalledCheckError(msg)
    return module


def state(kind: str) -> str:
    """Return a text that changes with the package of an installed kind of check, or with its module: results depend on it."""
    entry = installed_checks()[kind]
    file = getattr(load(kind), "__file__", None)
    code = hashlib.sha256(Path(file).read_bytes()).hexdigest() if file else ""
    return f"{_package(entry)} {code}"


def _package(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist is not None else entry.value
