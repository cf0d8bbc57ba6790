"""One rule file -> Rule. Every mistake is a DataError with file, line and column."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any, cast

from linter import lazy_re as re
from linter.checks import check_kinds, check_module, shipped_kinds
from linter.checks._installed import InstalledCheckError
from linter.data.yaml_nodes import suggest
from linter.facts.rendered.described import FLAGS, NUMBERS
from linter.facts.rendered.described import KEYS as SEEN_KEYS
from linter.facts.rendered.view import UNSEEN
from linter.finding import CONFIDENCES, ONCE, SEVERITIES
from linter.rulebook.citations import read_citation
from linter.rulebook.model import (
    CONFIGURED,
    JUDGED_ON,
    MARK_CLOSE,
    MARK_OPEN,
    Example,
    Rule,
)
from linter.rulebook.options import read_options, require_buildable

if TYPE_CHECKING:
    from linter.data.yaml_nodes import Node
    from linter.finding import Confidence, Once, Severity
    from linter.rulebook.model import JudgedOn

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
    "gives_way_to",
    "instead_of",
    "from_config",
    "once",
    "judged_on",
]


_EXAMPLE_KEYS = ["text", "format", "fixed", "config", "note", "seen"]


_ID = re.compile(r"[a-z][a-z0-9-]*/[a-z][a-z0-9-]*\Z")


def read_rule(node: Node) -> Rule:
    """Read one rule file."""
    keys = node.mapping("a rule", _RULE_KEYS)
    for needed in ("id", "title", "check", "message", "why", "examples"):
        if needed not in keys:
            node.fail(f"a rule needs the key {needed!r}")
    rule_id = _rule_id(keys["id"])
    check = _read_kind(keys["check"])
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
        instead_of=tuple(_rule_id(item) for item in keys["instead_of"].sequence("instead_of"))
        if "instead_of" in keys
        else (),
        from_config=_read_from_config(keys["from_config"], check) if "from_config" in keys else {},
        once=cast("Once", keys["once"].choice("once", ONCE)) if "once" in keys else "place",
        judged=cast("JudgedOn", keys["judged_on"].choice("judged_on", JUDGED_ON)) if "judged_on" in keys else None,
    )
    _check_message(keys["message"], rule)
    require_buildable(keys.get("options", node), check, rule.options, f"options of {check}")
    if rule.family in {"disclosure", "rendered"} and not any(source.as_of for source in sources):
        node.fail(f"{rule_id} rests on law or guidance: it needs a source with an as_of date")
    return rule


def _read_kind(node: Node) -> str:
    """Read a kind of check; installed packages are asked only for one that is not shipped, as that takes its time."""
    if isinstance(node.value, str) and node.value in shipped_kinds():
        return node.value
    kind = node.choice("check", check_kinds())
    try:
        check_module(kind)
    except InstalledCheckError as error:
        node.fail(str(error))
    return kind


def _read_from_config(node: Node, check: str) -> dict[str, tuple[str, ...]]:
    """Read which options the configuration adds to: a mapping can do so to a list, with its values."""
    options = check_module(check).OPTIONS
    taken: dict[str, tuple[str, ...]] = {}
    for name, value in node.mapping("from_config", options).items():
        items = value.sequence(f"from_config: {name}")
        taken[name] = tuple(item.choice(f"from_config: {name}", CONFIGURED) for item in items)
        for key, item in zip(taken[name], items, strict=True):
            if options[name].kind not in {"texts", CONFIGURED[key]}:
                item.fail(f"{key} cannot add to the option {name!r}, which is of the kind {options[name].kind}")
    return taken


def _rule_id(node: Node) -> str:
    rule_id = node.string("id")
    if not _ID.match(rule_id):
        node.fail(f"the id {rule_id!r} must be family/name in lower case, such as text/repeated-word")
    return rule_id


def _check_message(node: Node, rule: Rule) -> None:
    """Fail where the message has a placeholder that its check does not fill."""
    known = ("text", *check_module(rule.check).VALUES)
    try:
        fields = [
            (name, how, conversion)
            for _, name, how, conversion in string.Formatter().parse(rule.message)
            if name is not None
        ]
    except ValueError as error:
        node.fail(f"the message is not a valid template: {error}")
    for name, how, conversion in fields:
        if name not in known:
            node.fail(f"{rule.check} does not fill the placeholder {{{name}}}{suggest(name, known)}")
        if how or conversion:
            node.fail(
                f"the placeholder {{{name}}} takes no format behind its name: a : or ! would print a text of any length"
            )


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
        seen=tuple(_read_seen(item, text) for item in keys["seen"].sequence("seen")) if "seen" in keys else None,
    )


def _read_seen(node: Node, text: str) -> dict[str, Any]:
    """Read how a browser shows a piece of an example's text."""
    keys = node.mapping("what is seen", SEEN_KEYS)
    if "text" not in keys or keys["text"].string("text") not in text:
        node.fail("what is seen needs the key 'text', with a piece of the example's text")
    found: dict[str, Any] = {}
    for key, value in keys.items():
        if key in NUMBERS:
            found[key] = value.number(key)
        elif key in FLAGS:
            found[key] = value.boolean(key)
        elif key == "unseen":
            found[key] = value.choice(key, ("", *UNSEEN))
        elif key == "made":
            found[key] = value.choice(key, ("load", "click"))
        else:
            found[key] = value.string(key)
    return found


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
