"""Shipped YAML files kept as read, with the places of all values, so that a run loads no parser for them."""

from __future__ import annotations

import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.data import yaml_nodes
from linter.data.cache import derived, read_shipped
from linter.data.yaml_nodes import DataError, Node

if TYPE_CHECKING:
    from pathlib import Path

_DATE = "date"


def kept_node(path: Path) -> Node:
    """Return what ``read_shipped`` does. Raises DataError; a file with a mistake is not kept, so every run names it."""
    written = _folder(path.parent).get(path.stem)
    return read_shipped(path) if written is None else _read(written["node"], written["path"])


@cache
def _folder(folder: Path) -> dict[str, Any]:
    return derived("nodes", folder, lambda: _write_all(folder), code=(__file__, yaml_nodes.__file__))


def _write_all(folder: Path) -> dict[str, Any]:
    found = {}
    for path in sorted(folder.glob("*.yml")):
        try:
            node = read_shipped(path)
        except DataError:
            continue
        found[path.stem] = {"path": node.path, "node": _written(node)}
    return found


def _written(node: Node) -> list[Any]:
    """Write a node as JSON can hold it: line, column, value, and the nodes of its keys."""
    value = node.value
    if isinstance(value, dict):
        value = {key: _written(item) for key, item in value.items()}
    elif isinstance(value, list):
        value = [_written(item) for item in value]
    elif isinstance(value, datetime.date):
        return [node.line, node.column, value.isoformat(), _DATE]
    keys = None if node.keys is None else {key: _written(item) for key, item in node.keys.items()}
    return [node.line, node.column, value, keys]


def _read(written: list[Any], path: str) -> Node:
    line, column, value, keys = written
    if keys == _DATE:
        return Node(datetime.date.fromisoformat(value), path, line, column)
    if isinstance(value, dict):
        value = {key: _read(item, path) for key, item in value.items()}
    elif isinstance(value, list):
        value = [_read(item, path) for item in value]
    return Node(
        value, path, line, column, None if keys is None else {key: _read(item, path) for key, item in keys.items()}
    )
