"""Refuses YAML that would take a parser down: nesting without end, aliases that multiply; and says what a tag cannot read.

libyaml composes by recursion in C and dies of a stack overflow at some 20,000 levels; an alias is expanded
wherever it is used. Neither occurs in a configuration or front matter that a person writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.data.surrogates import with_stand_ins

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

MAX_SIZE = 1_000_000
MAX_DEPTH = 100
MAX_ALIASES = 20
_BRACKET = re.compile(r"[\[\]{}]")
_DASHES = re.compile(rf"(?:[-?:][ \t]+){{{MAX_DEPTH}}}")
_ALIAS = re.compile(r"(?:^|[\s\[,{:])\*[\w-]+")


def refusal(text: str) -> str | None:
    """Say why a YAML text is not read, or None if it may be."""
    if len(text) > MAX_SIZE:
        return f"larger than {MAX_SIZE:,} characters"
    depth = deepest = 0
    for bracket in _BRACKET.findall(text):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH or _DASHES.search(text):
        return f"nested more than {MAX_DEPTH} levels deep"
    if "&" in text and len(_ALIAS.findall(text)) > MAX_ALIASES:
        return f"more than {MAX_ALIASES} aliases"
    return None


def load(text: str, above: int = 0, *, first: bool = False) -> tuple[yaml.Node | None, Any]:
    """Return a document's root node and its data. Raises ValueError, with the place, for what is not valid or refused.

    ``above`` is how many lines the file has above the text. ``first``: of several documents the first is read, as Go and
    Ruby do, where more than one is refused otherwise.
    """
    import yaml  # noqa: PLC0415 - most runs read no YAML

    refused = refusal(text)
    if refused is not None:
        msg = f"not read: {refused}"
        raise ValueError(msg)
    text, meant = with_stand_ins(text)
    loader = yaml.CSafeLoader(text)
    try:
        node = composed(loader, meant, first=first)
        return node, None if node is None else _constructed(loader, node, above)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error).splitlines()[0] if str(error) else type(error).__name__) from error
    finally:
        loader.dispose()


def composed(loader: yaml.CSafeLoader, meant: Callable[[str], str] | None, *, first: bool = False) -> yaml.Node | None:
    """Return the root node of the only document, or of the ``first``; its texts are what they are ``meant`` to be."""
    node: yaml.Node | None = (
        loader.get_single_node() if not first else loader.get_node() if loader.check_node() else None
    )
    if node is not None and meant is not None:
        _restore(node, meant)
    return node


def _restore(root: yaml.Node, meant: Callable[[str], str]) -> None:
    import yaml  # noqa: PLC0415 - loaded by now

    left, seen = [root], {id(root)}
    while left:
        node = left.pop()
        if isinstance(node, yaml.ScalarNode):
            node.value = meant(node.value)
            continue
        parts = node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
        left += [part for part in parts if id(part) not in seen]
        seen.update(map(id, parts))


def _constructed(loader: yaml.CSafeLoader, node: yaml.Node, above: int) -> Any:
    import yaml  # noqa: PLC0415 - loaded by now

    try:
        return loader.construct_document(node)
    except (yaml.YAMLError, RecursionError):
        raise
    except Exception as error:  # a tag's constructor raises whatever its text makes it run into
        raise ValueError(_culprit(node, above, set()) or f"{type(error).__name__}: {error}") from error


def _culprit(node: yaml.Node, above: int, seen: set[int]) -> str | None:
    """Say which value of a document its tag cannot read."""
    import yaml  # noqa: PLC0415 - loaded by now

    if id(node) in seen:
        return None
    seen.add(id(node))
    if not isinstance(node, yaml.ScalarNode):
        items = node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
        return next((found for item in items if (found := _culprit(item, above, seen)) is not None), None)
    try:
        yaml.CSafeLoader("").construct_object(node)
    except Exception:  # noqa: BLE001 - as above
        return _unreadable(node, above)
    return None


def _unreadable(node: yaml.ScalarNode, above: int) -> str:
    """Say that a value is none of its tag's type, and where it stands (1-based)."""
    line, column = node.start_mark.line + 1 + above, node.start_mark.column + 1
    return f"{node.value!r} is no {node.tag.rpartition(':')[2]} (line {line}, column {column})"
