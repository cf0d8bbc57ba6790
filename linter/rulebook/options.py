"""The options of a rule, read as its check declares them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter.checks import check_module
from linter.data.yaml_nodes import Mistakes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.checks import Option
    from linter.data.yaml_nodes import Node


_LARGEST = 1_000_000
"""The largest number that an option may have: more words, letters or blocks than an article holds."""


def read_options(
    node: Node | None,
    known: Mapping[str, Option],
    what: str,
    *,
    base: Mapping[str, Any] | None = None,
    at: Node | None = None,
) -> dict[str, Any]:
    """Read a rule's options over ``base`` (or the check's defaults). Raises DataError; ``at`` is where to complain."""
    values = dict(base) if base is not None else {name: option.default for name, option in known.items()}
    given = node.mapping(what) if node is not None else {}
    mistakes = Mistakes()
    if node is not None:
        with mistakes.noted():
            node.mapping(what, known)
    for name, value in given.items():
        if name not in known:
            continue
        with mistakes.noted():
            values[name] = _read_option(value, known[name], f"{what}: {name}")
    mistakes.raise_any()
    for name, option in known.items():
        if option.required and values.get(name) is None:
            place = node or at
            if place is not None:
                place.fail(f"{what} need {name!r}: {option.about}")
    return values


def _read_option(node: Node, option: Option, what: str) -> Any:
    match option.kind:
        case "text":
            return node.string(what)
        case "texts":
            if not node.shipped:
                for item in node.sequence(what):
                    item.filled(f"each item of {what}")
            return node.strings(what)
        case "pattern":
            return _pattern(node, what)
        case "patterns":
            return [_pattern(item, what) for item in node.sequence(what)]
        case "wordings":
            return [_wording(item, what) for item in node.sequence(what)]
        case "boolean":
            return node.boolean(what)
        case "number":
            return _number(node, what)
        case "choice":
            return node.choice(what, option.choices)
        case "choices":
            return [item.choice(what, option.choices) for item in node.sequence(what)]
        case _:
            for key_node in (node.keys or {}).values() if node.mapping(what) else ():
                key_node.filled(f"each key of {what}")
            return {key: value.string(f"{what}: {key}") for key, value in node.mapping(what).items()}


def _number(node: Node, what: str) -> float:
    number = node.number(what)
    if not 0 <= number <= _LARGEST:
        node.fail(f"{what} must be from 0 to {_LARGEST:,}, not {number}")
    return number


def require_buildable(node: Node, kind: str, options: Mapping[str, Any], what: str) -> None:
    """Fail where a check cannot be made of options that are right each by itself, or not be searched for with others.

    ``node`` is where to complain; affilint's own rules are built by tests.
    """
    if node.shipped:
        return
    from linter.rulebook.pattern_size import MOST_REPEATED, repeated  # noqa: PLC0415 - no rule of affilint's comes here

    if sum(map(repeated, patterns_of(kind, options))) > MOST_REPEATED:
        node.fail(
            f"{what} cannot be used: the patterns together repeat more than {MOST_REPEATED:,} characters by numbers such as {{0,50}}"
        )
    try:
        suspect = check_module(kind).build(options).suspect
    except Exception as error:  # noqa: BLE001 - whatever the values make a check run into
        node.fail(f"{what} cannot be used: {type(error).__name__}: {error}")
    if suspect is not None and (repeated(suspect) > MOST_REPEATED or not fits_in_a_set(suspect)):
        node.fail(
            f"{what} cannot be used: the patterns are too large to be searched for together with those of other rules"
        )


def patterns_of(kind: str, options: Mapping[str, Any]) -> Iterator[str]:
    """Yield the patterns among the options of a kind of check."""
    for name, option in check_module(kind).OPTIONS.items():
        if option.kind in {"pattern", "patterns", "wordings"} and options.get(name):
            yield from [options[name]] if option.kind == "pattern" else options[name]


_ANYTHING = ("q", "7", "—", "Ж")
"""Texts that have nothing in common."""
_ORDINARY = (
    "Rain fell on Tuesday.",
    "Der Zug hält in Köln.",
    "La lámpara verde cuesta 7 €.",
    "Ces vélos roulent bien.",
    "Kaksi omenaa pöydällä!",
)
"""Sentences of five languages, in which no wording is found that says anything: only letters, spaces and the like."""


def fits_in_a_set(pattern: str) -> bool:
    """Return whether RE2 can search for a pattern in one pass with others: it takes more memory than one alone."""
    patterns = re2.Set.SearchSet(_quiet())
    try:
        patterns.Add(pattern)
        patterns.Compile()
    except Exception:  # noqa: BLE001 - google-re2 raises an exception of its own that it does not export
        return False
    return True


def _wording(node: Node, what: str) -> str:
    """Read an RE2 pattern of what articles say."""
    pattern = _pattern(node, what)
    if is_about_nothing(pattern):
        node.fail(f"each of {what} must match some wording alone; {pattern!r} matches any text")
    return pattern


def is_about_nothing(pattern: str) -> bool:
    """Return whether a pattern that RE2 reads finds something in an empty text, or in any sentence."""
    search = re2.compile(pattern, _quiet()).search
    return search("") is not None or any(all(map(search, texts)) for texts in (_ANYTHING, _ORDINARY))


def _quiet() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    return options


def _pattern(node: Node, what: str) -> str:
    """Read an RE2 pattern (github.com/google/re2/wiki/Syntax): linear time, so no look-around, no back-references."""
    pattern = node.string(what)
    if node.shipped:
        return pattern
    from linter.rulebook.pattern_size import MOST_REPEATED, repeated  # noqa: PLC0415 - no rule of affilint's comes here

    if repeated(pattern) > MOST_REPEATED:
        node.fail(
            f"{what} repeats more than {MOST_REPEATED:,} characters by numbers such as {{0,50}}; that takes RE2 too long"
        )
    try:
        re2.compile(pattern, _quiet())
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error
        node.fail(f"{what} is not a valid RE2 pattern: {reason}")
    if not fits_in_a_set(pattern):
        node.fail(f"{what} is too large to be searched for together with the patterns of other rules")
    return pattern
