"""The rule files of ``rules/networks``: what an entry holds, and reading it with checks.

The layout is described in ``rules/networks/00-layout.yml``. A mistake in a file raises ``ValueError``
that names the file, the entry and the key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import re2
import yaml

from linter.finding import CONFIDENCES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Pair = tuple[str, str]
"""A parameter's name in lower case, and a pattern for its whole value."""


def _words(text: str) -> frozenset[str]:
    """Make a set of words."""
    return frozenset(text.split())


KINDS = _words(
    "network direct sub-affiliate shortener smart-link storefront widget script pixel saas tracker "
    "referral ad-server generic residue cloak redirector not-affiliate"
)
_ENTRY_KEYS = _words(
    "name site kind region verified retired source note of network part_of names_publisher rules positive negative"
)
_RULE_KEYS = _words("hosts label segment host path params any without tag to confidence")


@dataclass(frozen=True, slots=True)
class UrlRule:
    """One way to recognise a network's addresses: all conditions that are given must hold.

    ``params`` must all be present, of ``choices`` at least one, of ``without`` none; each pairs a
    lower-case name (``#name`` for the fragment) with a pattern for the whole value. ``needs`` and
    ``choice_names`` repeat the first name of ``params`` and the names of ``choices`` for a quick look;
    ``rank`` orders rules, the best one first.
    """

    hosts: tuple[str, ...]
    label: str
    segment: str
    host: str
    path: str
    params: tuple[Pair, ...]
    choices: tuple[Pair, ...]
    without: tuple[Pair, ...]
    tag: str
    to: tuple[str, ...]
    confidence: str
    needs: str
    choice_names: frozenset[str]
    rank: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Network:
    """One programme, network or trap. ``of`` names the entries that a trap overrules; empty: all.

    ``part_of`` is the entry whose programme the addresses belong to, where that is another one; ``names_publisher`` says that
    the id in its links is the publisher's or his site's, the same for every shop.
    """

    id: str
    name: str
    site: str
    kind: str
    region: str
    verified: bool
    retired: bool
    of: tuple[str, ...]
    network: str
    note: str
    rules: tuple[UrlRule, ...]
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    trusted: bool = True
    part_of: str = ""
    names_publisher: bool = False


@cache
def compiled(pattern: str, trusted: bool) -> Any:  # noqa: FBT001
    """Compile a pattern when it is first needed: shipped ones are reviewed, others get linear time."""
    return re.compile(pattern) if trusted else re2.compile(pattern)


def read_file(path: Path) -> list[Network]:
    """Read one rule file."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506  (a safe loader either way)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    if not isinstance(data, dict) or not isinstance(data.get("networks"), dict):
        raise ValueError(f"{path.name}: networks: a mapping of entries is expected")
    return read_networks(data["networks"], path.name, trusted=True)


def read_networks(data: Any, where: str, *, trusted: bool) -> list[Network]:
    """Read the entries of one file."""
    if not isinstance(data, dict):
        raise ValueError(f"{where}: a mapping of entries is expected")
    return [_read_network(str(key), value, f"{where}: {key}", trusted=trusted) for key, value in data.items()]


def _read_network(key: str, data: Any, where: str, *, trusted: bool) -> Network:
    """Read and check one entry."""
    _check_keys(data, _ENTRY_KEYS, where)
    kind = data.get("kind", "")
    if kind not in KINDS:
        raise ValueError(f"{where}.kind: {kind!r} is not one of {', '.join(sorted(KINDS))}")
    if not isinstance(data.get("rules"), list) or not data["rules"]:
        raise ValueError(f"{where}.rules: a list of rules is expected")
    rules = tuple(_read_rule(rule, f"{where}.rules[{i}]", trusted) for i, rule in enumerate(data["rules"]))
    return Network(
        key,
        str(data.get("name", key)),
        str(data.get("site", "")),
        kind,
        str(data.get("region", "global")),
        bool(data.get("verified", True)),
        bool(data.get("retired", False)),
        tuple(_strings(data.get("of"), f"{where}.of")),
        str(data.get("network", "")),
        str(data.get("note", "")),
        rules,
        tuple(_strings(data.get("positive"), f"{where}.positive")),
        tuple(_strings(data.get("negative"), f"{where}.negative")),
        trusted,
        str(data.get("part_of", "")),
        bool(data.get("names_publisher", False)),
    )


def _read_rule(data: Any, where: str, trusted: bool) -> UrlRule:  # noqa: FBT001
    """Read and check one rule; a user's patterns are compiled at once so that mistakes show."""
    _check_keys(data, _RULE_KEYS, where)
    params, choices = _patterns(data.get("params"), f"{where}.params"), _patterns(data.get("any"), f"{where}.any")
    confidence = str(data.get("confidence", "certain"))
    if confidence not in CONFIDENCES:
        raise ValueError(f"{where}.confidence: {confidence!r} is not one of {', '.join(CONFIDENCES)}")
    strength = CONFIDENCES.index(confidence)
    hosts = tuple(host.lower() for host in _strings(data.get("hosts"), f"{where}.hosts"))
    conditions = len(params) + sum(bool(data.get(key)) for key in ("any", "path", "host"))
    rule = UrlRule(
        hosts=hosts,
        label=str(data.get("label", "")),
        segment=str(data.get("segment", "")),
        host=str(data.get("host", "")),
        path=str(data.get("path", "")),
        params=params,
        choices=choices,
        without=_patterns(data.get("without"), f"{where}.without"),
        tag=str(data.get("tag", "")).lower(),
        to=tuple(_strings(data.get("to"), f"{where}.to")),
        confidence=confidence,
        needs=params[0][0] if params else "",
        choice_names=frozenset(name for name, _ in choices),
        rank=(strength // 2, 0 if hosts else 1, strength, -conditions),
    )
    if not (rule.hosts or rule.label or rule.segment or rule.params or rule.choices):
        raise ValueError(f"{where}: hosts, label, segment, params or any is needed")
    if not trusted:
        patterns = [rule.path, rule.host, *(p for _, p in rule.params + rule.choices + rule.without)]
        for pattern in patterns:
            try:
                compiled(pattern, False)  # noqa: FBT003
            except re2.error as error:
                raise ValueError(f"{where}: pattern {pattern!r}: {error}") from error
    return rule


def _check_keys(data: Any, known: frozenset[str], where: str) -> None:
    """Refuse anything but a mapping with known keys."""
    if not isinstance(data, dict):
        raise ValueError(f"{where}: a mapping is expected")
    for key in data:
        if key not in known:
            raise ValueError(f"{where}.{key}: unknown key; known are {', '.join(sorted(known))}")


def _strings(data: Any, where: str) -> Iterator[str]:
    """Read a list of strings, or one string of words."""
    items = data.split() if isinstance(data, str) else data or []
    if not isinstance(items, list):
        raise ValueError(f"{where}: a list is expected")
    for item in items:
        if not isinstance(item, str):
            raise ValueError(f"{where}: {item!r} is not a string")
        yield item


def _patterns(data: Any, where: str) -> tuple[Pair, ...]:
    """Read parameter names and value patterns: a mapping, or one string of ``name`` and ``name=pattern``."""
    if data is None:
        return ()
    if isinstance(data, str):
        words = (word.partition("=") for word in data.split())
        return tuple((name.lower(), pattern or "any") for name, _, pattern in words)
    if not isinstance(data, dict):
        raise ValueError(f"{where}: a mapping of parameter to pattern is expected")
    return tuple((str(name).lower(), str(pattern)) for name, pattern in data.items())
