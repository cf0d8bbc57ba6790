"""YAML and TOML read as values that know their line and column, so that every mistake can be pointed at."""

from __future__ import annotations

import math
from contextlib import contextmanager
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from linter import lazy_re as re
from linter.data.yaml_limits import MAX_SIZE
from linter.reading import MAX_SETTINGS, read_regular
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    import yaml

T = TypeVar("T")


class DataError(ValueError):
    """A mistake in a configuration or rule file; the text names file, line and column (1-based).

    ``others`` are the mistakes found beside it, so that all are said in one go.
    """

    def __init__(self, path: str, line: int, column: int, message: str, others: tuple[DataError, ...] = ()) -> None:
        super().__init__(f"{path}:{line}:{column}: {message}")
        self.path = path
        self.line = line
        self.column = column
        self.message = message
        self.others = others

    def __reduce__(self) -> tuple[type[DataError], tuple[str, int, int, str, tuple[DataError, ...]]]:
        """Come out of another process as what went in."""
        return DataError, (self.path, self.line, self.column, self.message, self.others)

    def all(self) -> list[DataError]:
        """Return this mistake and those found beside it, each once, by their places."""
        found = {(one.path, one.line, one.column, one.message): one for one in (self, *self.others)}
        return [found[key] for key in sorted(found)]


class Mistakes:
    """Collects mistakes while reading goes on, and raises all of them at the end."""

    def __init__(self) -> None:
        self._found: list[DataError] = []

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Note a DataError that is raised inside, and go on after it."""
        try:
            yield
        except DataError as error:
            self._found += error.all()

    def raise_any(self) -> None:
        """Raise the mistakes noted, if any, as one DataError."""
        if self._found:
            first, *others = sorted(self._found, key=lambda one: (one.path, one.line, one.column))
            raise DataError(first.path, first.line, first.column, first.message, tuple(others))


def once(read: Callable[[], T]) -> Callable[[], T]:
    """Let a function read shipped data once a process, also where it fails: a run over many files tries no second time."""

    @cache
    def tried() -> T | DataError:
        try:
            return read()
        except DataError as error:
            return error

    @wraps(read)
    def known() -> T:
        found = tried()
        if isinstance(found, DataError):
            raise found.with_traceback(None)
        return found

    known.cache_clear = tried.cache_clear  # type: ignore[attr-defined]
    return known


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a file and where it stands (1-based line and column).

    ``value`` is a ``dict[str, Node]``, a ``list[Node]`` or a scalar; ``keys`` holds a node per mapping key.
    """

    value: Any
    path: str
    line: int
    column: int
    keys: dict[str, Node] | None = None
    shipped: bool = False
    """Whether it is affilint's own data from the cache, whose patterns a test has compiled."""

    def fail(self, message: str) -> NoReturn:
        """Raise DataError at this place."""
        raise DataError(self.path, self.line, self.column, message)

    def mapping(self, what: str, allowed: Collection[str] | None = None) -> dict[str, Node]:
        """Return the value as a mapping; raise DataError for another type or a key that is not allowed."""
        if not isinstance(self.value, dict):
            self.fail(f"{what} must be a mapping of keys to values, not {describe(self.value)}")
        if allowed is not None:
            mistakes = Mistakes()
            for key, node in (self.keys or {}).items():
                if key not in allowed:
                    with mistakes.noted():
                        node.fail(f"unknown key {key!r} in {what}{suggest(key, allowed)}")
            mistakes.raise_any()
        return self.value

    def sequence(self, what: str) -> list[Node]:
        """Return the value as a list of nodes; raise DataError for another type."""
        if not isinstance(self.value, list):
            self.fail(f"{what} must be a list, not {describe(self.value)}")
        return self.value

    def string(self, what: str) -> str:
        """Return the value as text; raise DataError for another type."""
        if not isinstance(self.value, str):
            self.fail(f"{what} must be text, not {describe(self.value)}")
        return self.value

    def filled(self, what: str) -> str:
        """Return the value as text that is not blank; raise DataError for another one."""
        if not self.string(what).strip():
            self.fail(f"{what} must not be empty")
        return str(self.value)

    def strings(self, what: str) -> list[str]:
        """Return the value as a list of texts; raise DataError for another type."""
        return [item.string(f"each item of {what}") for item in self.sequence(what)]

    def boolean(self, what: str) -> bool:
        """Return the value as true or false; raise DataError for another type."""
        if not isinstance(self.value, bool):
            self.fail(f"{what} must be true or false, not {describe(self.value)}")
        return self.value

    def number(self, what: str) -> float:
        """Return the value as a number; raise DataError for another type."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self.fail(f"{what} must be a number, not {describe(self.value)}")
        if not math.isfinite(self.value):
            self.fail(f"{what} must be a number, not {self.value}")
        return self.value

    def choice(self, what: str, allowed: Collection[str]) -> str:
        """Return the value as one of the allowed texts; ``off`` and ``on`` unquoted are read as such."""
        value = {True: "on", False: "off"}.get(self.value) if isinstance(self.value, bool) else self.value
        if not isinstance(value, str) or value not in allowed:
            shown = value if isinstance(value, str) else describe(value)
            near, names = suggest(str(shown), allowed), ", ".join(allowed)
            if len(allowed) > _FEW:
                self.fail(f"{what} must be one of {len(allowed)} names, not {shown!r}{near or ':'} ({names})")
            self.fail(f"{what} must be one of {names}, not {shown!r}{near}")
        return value

    def plain(self) -> Any:
        """Return the value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


def from_plain(data: Any, path: str) -> Node:
    """Wrap affilint's own data from the cache, whose places are not known: every node stands at line 1, column 1."""
    if isinstance(data, dict):
        values = {str(key): from_plain(value, path) for key, value in data.items()}
        return Node(values, path, 1, 1, {key: Node(key, path, 1, 1) for key in values}, shipped=True)
    if isinstance(data, list):
        return Node([from_plain(item, path) for item in data], path, 1, 1, shipped=True)
    return Node(data, path, 1, 1, shipped=True)


_FEW = 6
"""How many names a message has room for before it says which one is near."""


def suggest(word: str, allowed: Iterable[str]) -> str:
    """Return ``; did you mean 'x'?`` for the nearest allowed word, or nothing if none is near."""
    from linter.data.nearness import nearest  # noqa: PLC0415 - only for a mistake

    near = nearest(word, allowed)
    return f"; did you mean {near!r}?" if near else ""


def describe(value: Any) -> str:
    """Name the type of a value in the words of someone who writes YAML."""
    names = ((bool, "true/false"), (dict, "a mapping"), (list, "a list"), (str, "text"), (int | float, "a number"))
    return next((name for type_, name in names if isinstance(value, type_)), "nothing" if value is None else str(value))


def read_yaml(text: str, path: str, *, limited: bool = True) -> Node:
    """Read one YAML document; an empty one is an empty mapping. Raises DataError.

    ``limited`` refuses what would take a parser down; affilint's own files may repeat an alias as often as they need.
    """
    import yaml  # noqa: PLC0415 - the rules come from their cache, and most sites have no configuration

    from linter.data.surrogates import with_stand_ins  # noqa: PLC0415 - as yaml is
    from linter.data.yaml_limits import composed, refusal  # noqa: PLC0415 - as yaml is

    refused = refusal(text) if limited else None
    if refused is not None:
        raise DataError(path, 1, 1, f"not read: {refused}")
    text, meant = with_stand_ins(text)
    loader = yaml.CSafeLoader(text)
    try:
        node = composed(loader, meant)
        if node is None:
            return Node({}, path, 1, 1, {})
        return _from_yaml(loader, node, path)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise DataError(path, line, column, f"not valid YAML: {error.problem or error}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(path, 1, 1, f"not valid YAML: {str(error).splitlines()[0]}") from error
    finally:
        loader.dispose()


def read_yaml_file(path: Path, shown: str | None = None, *, limited: bool = True) -> Node:
    """Read a YAML file; ``shown`` is the name for messages, ``limited`` as for ``read_yaml``. Raises DataError."""
    name = shown or str(path)
    try:
        text = read_regular(path, MAX_SETTINGS).decode("utf-8-sig")
    except OSError as error:
        raise DataError(name, 1, 1, f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise DataError(name, 1, 1, f"not valid UTF-8 (byte {error.start})") from error
    return read_yaml(text, name, limited=limited)


def _from_yaml(loader: yaml.CSafeLoader, node: yaml.Node, path: str, around: tuple[yaml.Node, ...] = ()) -> Node:
    import yaml  # noqa: PLC0415 - loaded by now

    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if node in around:
        raise DataError(path, line, column, "not valid here: this value is an alias of one that it is a part of")
    if isinstance(node, yaml.MappingNode):
        values: dict[str, Node] = {}
        keys: dict[str, Node] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else str(key_node.value)
            place = Node(key, path, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if key in values:
                place.fail(f"the key {key!r} stands here a second time")
            keys[key] = place
            values[key] = _from_yaml(loader, value_node, path, (*around, node))
        return Node(values, path, line, column, keys)
    if isinstance(node, yaml.SequenceNode):
        return Node([_from_yaml(loader, item, path, (*around, node)) for item in node.value], path, line, column)
    try:
        value = loader.construct_object(node)
    except yaml.YAMLError:
        raise
    except Exception as error:  # a tag's constructor raises whatever its text makes it run into
        what = f"{node.value!r} is no {node.tag.rpartition(':')[2]}"
        raise DataError(path, line, column, f"not valid YAML: {what}") from error
    return Node(value, path, line, column)


_TOML_TABLE = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_TOML_KEY = re.compile(r"\s*((?:[\w.-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")


def read_toml_table(text: str, path: str, table: tuple[str, ...]) -> Node | None:
    """Read one table of a TOML file, or None if the file has none. Raises DataError."""
    import tomllib  # noqa: PLC0415 - few keep the configuration there

    if len(text) > MAX_SIZE:
        raise DataError(path, 1, 1, f"not read: larger than {MAX_SIZE:,} characters")
    try:
        data: Any = tomllib.loads(text)
        for name in table:
            if not isinstance(data, dict) or name not in data:
                return None
            data = data[name]
        return _from_toml(data, table, _toml_places(text), path)
    except RecursionError as error:
        raise DataError(path, 1, 1, "not read: nested too deep") from error
    except ValueError as error:  # of a number with too many digits, too
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (1, 1)
        raise DataError(path, line, column, f"not valid TOML: {error}") from error


def _toml_places(text: str) -> dict[tuple[str, ...], tuple[int, int]]:
    """Map key paths to line and column by reading the file line by line (arrays of tables share a path)."""
    places: dict[tuple[str, ...], tuple[int, int]] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        header = _TOML_TABLE.match(line)
        if header is not None:
            table = _split_key(header[1])
            places.setdefault(table, (number, line.index("[") + 1))
            continue
        key = _TOML_KEY.match(line)
        if key is not None:
            path = table + _split_key(key[1])
            for length in range(len(table) + 1, len(path) + 1):
                places.setdefault(path[:length], (number, key.start(1) + 1))
    return places


def _split_key(key: str) -> tuple[str, ...]:
    return tuple(part.strip("\"' ") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.\s]+", key))


def _from_toml(data: Any, at: tuple[str, ...], places: dict[tuple[str, ...], tuple[int, int]], path: str) -> Node:
    known = next((at[:length] for length in range(len(at), 0, -1) if at[:length] in places), ())
    line, column = places.get(known, (1, 1))
    if isinstance(data, dict):
        values = {key: _from_toml(value, (*at, key), places, path) for key, value in data.items()}
        keys = {key: Node(key, path, node.line, node.column) for key, node in values.items()}
        return Node(values, path, line, column, keys)
    if isinstance(data, list):
        return Node([_from_toml(item, at, places, path) for item in data], path, line, column)
    return Node(data, path, line, column)
