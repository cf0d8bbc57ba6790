"""affilint.yml or [tool.affilint] -> which rules hold for a path, and what the site is like.

A file is looked for upwards from each article, up to the root of its repository. Every mistake is a
DataError with file, line, column, the key in question and the nearest right one.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from linter.configuration.keys import Origin, read_values
from linter.configuration.settings import Settings
from linter.data.resources import rules_dir
from linter.data.yaml_nodes import DataError, Node, read_toml_table, read_yaml
from linter.paths import repository_root
from linter.reading import MAX_SETTINGS, read_regular
from linter.records import dataclass, replace
from linter.rulebook.loader import Rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable

CONFIG_NAMES = ("affilint.yml", "affilint.yaml", ".affilint.yml", ".affilint.yaml")


@dataclass(frozen=True, kw_only=True, eq=False)
class Config(Settings):
    """One configuration file, validated, and where it was read."""

    root: Path
    path: str | None = None
    digest: str = ""
    """Of the file that it was read from."""


def find_config(start: Path) -> Path | None:
    """Look for a configuration file from a folder upwards; stop at the root of the repository.

    What has the name of one and cannot be read (a folder, a pipe, a broken link) is found too: reading it says so.
    """
    return find_place(start, {}).config


class Place(NamedTuple):
    """What is above a folder: its configuration, else the root of its repository, else nothing."""

    config: Path | None = None
    root: Path | None = None


def find_place(folder: Path, known: dict[Path, Place]) -> Place:
    """Look upwards from a folder as ``find_config`` does; ``known`` keeps what holds in every folder on the way."""
    passed: list[Path] = []
    found = Place()
    while True:
        if folder in known:
            found = known[folder]
            break
        passed.append(folder)
        config = _config_in(folder)
        is_root = config is None and (folder / ".git").exists()
        if config is not None or is_root:
            found = Place(config, folder if is_root else None)
            break
        if folder.parent == folder:
            break
        folder = folder.parent
    known.update(dict.fromkeys(passed, found))
    return found


def _config_in(folder: Path) -> Path | None:
    """Return the configuration file of a folder itself. What has its name must be read, wherever it leads."""
    for name in CONFIG_NAMES:
        if _exists(folder / name):
            return folder / name
    project = folder / "pyproject.toml"
    return project if project.is_file() and _configures(project) else None


def _exists(path: Path) -> bool:
    """Say whether there is anything of that name, be it a link to nowhere. Raises OSError if that cannot be known."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _configures(project: Path) -> bool:
    """Say whether a pyproject.toml holds our table; one that cannot be read is somebody else's business."""
    try:
        return b"[tool.affilint" in read_regular(project, MAX_SETTINGS)
    except OSError:
        return False


def require_inside(path: Path, shown: str) -> None:
    """Raise DataError for a file that was found as a link out of its repository: who sends that chooses no other file."""
    top = repository_root(path.parent) or path.parent
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(top)):
        raise DataError(
            shown, 1, 1, "it is a link out of the repository, and is not read unless the command line names it"
        )


def load_config(path: Path, shown: str | None = None) -> Config:
    """Read a configuration file. Raises DataError."""
    name = shown or str(path)
    text = _read(path, name)
    if path.suffix == ".toml":
        node = read_toml_table(text, name, ("tool", "affilint")) or Node({}, name, 1, 1, {})
    else:
        node = read_yaml(text, name)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return replace(read_config(node, path.resolve().parent), digest=digest)


def _read(path: Path, name: str) -> str:
    try:
        return read_regular(path, MAX_SETTINGS).decode("utf-8-sig")
    except OSError as error:
        raise DataError(name, 1, 1, f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise DataError(name, 1, 1, f"not valid UTF-8 (byte {error.start})") from error


def read_config(node: Node, root: Path) -> Config:
    """Validate a configuration. Raises DataError."""
    what = "the configuration"
    origin = Origin(root, node.mapping(what).get("rule_packs"))
    return Config(root=root, path=node.path, **read_values(Settings, node, what, origin))


def own_rules(config: Config) -> list[str]:
    """Return the rules that a configuration adds, written out, without where they lie; with the code that they bring."""
    if config.rulebook is Rulebook.shipped():
        return []
    from linter.checks import state_of_kind  # noqa: PLC0415 - a run in which nothing changed loads no check

    shipped = Rulebook.shipped().rules
    return [
        f"{replace(rule, path='')!r}{state_of_kind(rule.check)}"
        for key, rule in config.rulebook.rules.items()
        if key not in shipped
    ]


def rulebook_digest(configs: Iterable[Config] = ()) -> str:
    """Return a digest of all shipped rule data, and of the rules that configurations add; not of where they lie."""
    digest = hashlib.sha256()
    base = rules_dir()
    for path in sorted(base.rglob("*.yml")):
        digest.update(path.relative_to(base).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for rule in sorted({rule for config in configs for rule in own_rules(config)}):
        digest.update(f"{rule}\0".encode())
    return f"sha256:{digest.hexdigest()}"
