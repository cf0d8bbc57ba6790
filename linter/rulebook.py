"""rules/**/*.yml -> Rule. Every mistake in a rule file is a DataError with file, line and column."""

from __future__ import annotations

import datetime
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

import re2

from linter.checks import check_kinds, check_module
from linter.datafiles import load_folder
from linter.finding import CONFIDENCES, SEVERITIES, Confidence, Severity
from linter.nodes import Node, from_plain, read_yaml_file, suggest
from linter.resources import rules_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from linter.checks import Option

FAMILIES = ("disclosure", "links", "text", "quotes", "faq", "brand")
"""Folders of shipped rules."""

SOURCE_KINDS = ("law", "contract", "guidance", "convention")
SEEN = ("original", "quoted", "memory")
_RULE_KEYS = [
    "id",
    "since",
    "title",
    "severity",
    "confidence",
    "check",
    "options",
    "message",
    "why",
    "how_to_fix",
    "sources",
    "examples",
    "known_limits",
    "markets",
    "gives_way_to",
]
_SOURCE_KEYS = ["title", "locator", "jurisdiction", "kind", "as_of", "review_by", "url", "seen"]
_EXAMPLE_KEYS = ["text", "format", "fixed", "config", "note"]
_ID = re.compile(r"[a-z][a-z0-9-]*/[a-z][a-z0-9-]*\Z")
MARK_OPEN, MARK_CLOSE = "⟦", "⟧"


@dataclass(frozen=True, slots=True)
class Citation:
    """What a rule rests on: a law, a contract, guidance or a convention, with the date it was read."""

    title: str
    kind: str
    locator: str = ""
    jurisdiction: str = ""
    url: str = ""
    as_of: str = ""
    review_by: str = ""
    seen: str = ""
    """How we know it: ``original`` (the part cited was read), ``quoted`` (read in somebody else's words), ``memory``."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a rule. ``spans`` are the marked places of ``text`` (code points, marks removed)."""

    text: str
    spans: tuple[tuple[int, int], ...]
    format: str = "markdown"
    fixed: str | None = None
    config: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as written in its file, options complete and validated."""

    id: str
    since: str
    title: str
    severity: Severity
    confidence: Confidence
    check: str
    options: Mapping[str, Any]
    message: str
    why: str
    how_to_fix: str
    sources: tuple[Citation, ...]
    valid: tuple[Example, ...]
    invalid: tuple[Example, ...]
    known_limits: tuple[str, ...]
    path: str
    gives_way_to: tuple[str, ...] = ()
    """Ids of rules that say more of the same fault: where one of them finds something, this rule is silent there."""

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]

    @property
    def fixable(self) -> bool:
        """Whether an example shows a fix."""
        return any(example.fixed is not None for example in self.invalid)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules by id."""

    rules: Mapping[str, Rule]

    @classmethod
    @cache
    def shipped(cls) -> Rulebook:
        """Return the rules that affilint ships, read once, when first asked for."""
        return cls(_Shipped())

    @classmethod
    def load(cls, packs: Iterable[Path] = ()) -> Rulebook:
        """Load the shipped rules and then users' packs (folders or files). Raises DataError.

        The shipped files come from the cache of parsed YAML, so a mistake in one has no line; a test reads
        them with their places.
        """
        rules: dict[str, Rule] = {}
        for family in FAMILIES:
            for name, data in load_folder(rules_dir() / family).items():
                _add(rules, read_rule(from_plain(data, f"rules/{family}/{name}.yml")))
        for pack in packs:
            for path in _pack_files(pack):
                _add(rules, read_rule(read_yaml_file(path)))
        for rule in rules.values():
            for other in rule.gives_way_to:
                if other not in rules:
                    Node(None, rule.path, 1, 1).fail(f"gives_way_to: there is no rule {other!r}{suggest(other, rules)}")
        return cls(rules)


class _Shipped(Mapping[str, Rule]):
    """The shipped rules by id. Reading them loads every kind of check, so it waits until one is asked for."""

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return Rulebook.load().rules

    def __getitem__(self, key: str) -> Rule:
        return self._rules[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def __repr__(self) -> str:
        return "shipped rules"


def _pack_files(pack: Path) -> list[Path]:
    if pack.is_file():
        return [pack]
    files = sorted(path for pattern in ("*.yml", "*.yaml") for path in pack.rglob(pattern))
    if not files:
        Node(None, str(pack), 1, 1).fail("no rule file (*.yml) is in this rule pack")
    return files


def _add(rules: dict[str, Rule], rule: Rule) -> None:
    known = rules.get(rule.id)
    if known is not None:
        Node(None, rule.path, 1, 1).fail(f"the rule id {rule.id!r} is already taken by {known.path}")
    rules[rule.id] = rule


def read_rule(node: Node) -> Rule:
    """Read one rule file."""
    keys = node.mapping("a rule", _RULE_KEYS)
    for needed in ("id", "title", "check", "message", "why", "examples"):
        if needed not in keys:
            node.fail(f"a rule needs the key {needed!r}")
    rule_id = _rule_id(keys["id"])
    check = keys["check"].choice("check", check_kinds())
    invalid, valid = _read_examples(keys["examples"])
    sources = tuple(read_citation(item) for item in keys["sources"].sequence("sources")) if "sources" in keys else ()
    rule = Rule(
        id=rule_id,
        since=keys["since"].string("since") if "since" in keys else "",
        title=keys["title"].string("title"),
        severity=cast("Severity", keys["severity"].choice("severity", SEVERITIES)) if "severity" in keys else "warning",
        confidence=cast("Confidence", keys["confidence"].choice("confidence", CONFIDENCES))
        if "confidence" in keys
        else "likely",
        check=check,
        options=read_options(keys.get("options"), check_module(check).OPTIONS, f"options of {check}", at=node),
        message=keys["message"].string("message").strip(),
        why=keys["why"].string("why").strip(),
        how_to_fix=keys["how_to_fix"].string("how_to_fix").strip() if "how_to_fix" in keys else "",
        sources=sources,
        valid=valid,
        invalid=invalid,
        known_limits=tuple(keys["known_limits"].strings("known_limits")) if "known_limits" in keys else (),
        path=node.path,
        gives_way_to=tuple(_rule_id(item) for item in keys["gives_way_to"].sequence("gives_way_to"))
        if "gives_way_to" in keys
        else (),
    )
    _check_message(keys["message"], rule)
    if rule.family == "disclosure" and not any(source.as_of for source in sources):
        node.fail(f"{rule_id} rests on law or guidance: it needs a source with an as_of date")
    return rule


def _rule_id(node: Node) -> str:
    rule_id = node.string("id")
    if not _ID.match(rule_id):
        node.fail(f"the id {rule_id!r} must be family/name in lower case, such as text/repeated-word")
    return rule_id


def _check_message(node: Node, rule: Rule) -> None:
    """Fail where the message has a placeholder that its check does not fill."""
    known = ("text", *check_module(rule.check).VALUES)
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(rule.message) if name is not None]
    except ValueError as error:
        node.fail(f"the message is not a valid template: {error}")
    for name in names:
        if name not in known:
            node.fail(f"{rule.check} does not fill the placeholder {{{name}}}{suggest(name, known)}")


def read_citation(node: Node) -> Citation:
    """Read one source of a rule or pack. Raises DataError."""
    keys = node.mapping("a source", _SOURCE_KEYS)
    for needed in ("title", "kind"):
        if needed not in keys:
            node.fail(f"a source needs the key {needed!r}")
    kind = keys["kind"].choice("kind", SOURCE_KINDS)
    if kind in {"law", "contract"} and "as_of" not in keys:
        node.fail(f"a source of kind {kind} needs the date it was read: as_of: YYYY-MM-DD")
    values: dict[str, str] = {}
    for key, value in keys.items():
        if key in {"as_of", "review_by"}:
            values[key] = _date(value, key)
        elif key == "seen":
            values[key] = value.choice("seen", SEEN)
        else:
            values[key] = value.string(key)
    return Citation(**values)


def _date(node: Node, key: str) -> str:
    try:
        return datetime.date.fromisoformat(str(node.value)).isoformat()
    except ValueError:
        node.fail(f"{key} must be a date: YYYY-MM-DD")


def _read_examples(node: Node) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    keys = node.mapping("examples", ("invalid", "valid"))
    found: dict[str, tuple[Example, ...]] = {}
    for kind in ("invalid", "valid"):
        items = keys[kind].sequence(kind) if kind in keys else []
        if not items:
            node.fail(f"a rule needs at least one {kind} example")
        found[kind] = tuple(_read_example(item, marked=kind == "invalid") for item in items)
    return found["invalid"], found["valid"]


def _read_example(node: Node, *, marked: bool) -> Example:
    keys = node.mapping("an example", _EXAMPLE_KEYS)
    if "text" not in keys:
        node.fail("an example needs the key 'text'")
    text, spans = split_marks(keys["text"])
    if marked and not spans:
        keys["text"].fail(f"an invalid example must mark what is found: {MARK_OPEN}like this{MARK_CLOSE}")
    if not marked and spans:
        keys["text"].fail("a valid example has nothing to mark")
    return Example(
        text=text,
        spans=spans,
        format=keys["format"].choice("format", ("markdown", "mdx", "html", "text")) if "format" in keys else "markdown",
        fixed=keys["fixed"].string("fixed") if "fixed" in keys else None,
        config=keys["config"].plain() if "config" in keys else {},
        note=keys["note"].string("note") if "note" in keys else "",
        line=node.line,
    )


def split_marks(node: Node) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Take the marks out of an example and return its text and the marked spans."""
    written = node.string("text")
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    length = 0
    start: int | None = None
    for piece in re.split(f"([{MARK_OPEN}{MARK_CLOSE}])", written):
        if piece == MARK_OPEN:
            if start is not None:
                node.fail("a mark is opened inside another one")
            start = length
        elif piece == MARK_CLOSE:
            if start is None:
                node.fail("a mark is closed that was not opened")
            spans.append((start, length))
            start = None
        else:
            pieces.append(piece)
            length += len(piece)
    if start is not None:
        node.fail("a mark is opened and not closed")
    return "".join(pieces), tuple(spans)


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
    given = node.mapping(what, known) if node is not None else {}
    for name, value in given.items():
        values[name] = _read_option(value, known[name], f"{what}: {name}")
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
            return node.strings(what)
        case "pattern":
            return _pattern(node, what)
        case "patterns":
            return [_pattern(item, what) for item in node.sequence(what)]
        case "boolean":
            return node.boolean(what)
        case "number":
            return node.number(what)
        case "choice":
            return node.choice(what, option.choices)
        case "choices":
            return [item.choice(what, option.choices) for item in node.sequence(what)]
        case _:
            return {key: value.string(f"{what}: {key}") for key, value in node.mapping(what).items()}


def _pattern(node: Node, what: str) -> str:
    """Read an RE2 pattern (github.com/google/re2/wiki/Syntax): linear time, so no look-around, no back-references."""
    pattern = node.string(what)
    if node.shipped:
        return pattern
    quiet = re2.Options()
    quiet.log_errors = False
    try:
        re2.compile(pattern, quiet)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error
        node.fail(f"{what} is not a valid RE2 pattern: {reason}")
    return pattern
