"""What an entry of ``rules/networks`` holds: a programme, network or trap, and the shapes of its addresses.

Two thousand of these are made at every start: named tuples, because they are made four times as fast as frozen data classes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

import re2

from linter.finding import CONFIDENCES

Pair = tuple[str, str]
"""A parameter's name in lower case, and a pattern for its whole value."""


class UrlRule(NamedTuple):
    """One way to recognise a network's addresses: all conditions that are given must hold.

    ``params`` must all be present, of ``choices`` at least one, of ``without`` none; each pairs a
    lower-case name (``#name`` for the fragment) with a pattern for the whole value. ``needs`` and
    ``choice_names`` repeat the first name of ``params`` and the names of ``choices`` for a quick look;
    ``rank`` orders rules, the best one first. ``shared`` marks the code forms that stand once for all entries with ``codes``.
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
    shared: bool

    def written(self) -> dict[str, Any]:
        """Return the conditions that are given as plain data, of which ``url_rule`` makes the rule again."""
        return {key: value for key in _CONDITIONS if (value := getattr(self, key))}


_CONDITIONS = (
    "hosts", "label", "segment", "host", "path", "params", "choices", "without", "tag", "to", "confidence",
)  # fmt: skip


_COLLECTIVE = 100
"""More conditions than any rule has."""


def url_rule(  # noqa: PLR0913 - the conditions of a rule, as many as there are
    *,
    hosts: Any = (),
    label: str = "",
    segment: str = "",
    host: str = "",
    path: str = "",
    params: Any = (),
    choices: Any = (),
    without: Any = (),
    tag: str = "",
    to: Any = (),
    confidence: str = "certain",
    shared: bool = False,
    collective: bool = False,
) -> UrlRule:
    """Make a rule of its conditions; what a quick look at it needs is worked out here.

    A shared rule is bound to the hosts of each entry that has ``codes``, and gives way to what the entry itself knows; that
    of a collective entry, which holds many programmes, gives way to both.
    """
    strength = CONFIDENCES.index(confidence)
    return UrlRule(
        tuple(hosts),
        label,
        segment,
        host,
        path,
        tuple(map(tuple, params)),
        tuple(map(tuple, choices)),
        tuple(map(tuple, without)),
        tag,
        tuple(to),
        confidence,
        needs=params[0][0] if params else "",
        choice_names=frozenset(name for name, _ in choices),
        rank=(
            strength // 2,
            0 if hosts or shared else 1,
            strength,
            0 if shared else _COLLECTIVE * collective - len(params) - sum(map(bool, (choices, path, host))),
        ),
        shared=shared,
    )


class Network(NamedTuple):
    """One programme, network or trap. ``of`` names the entries that a trap overrules; empty: all.

    ``part_of`` is the entry whose programme the addresses belong to, where that is another one; ``names_publisher`` says that
    the id in its links is the publisher's or his site's, the same for every shop, ``id_per_shop`` that a publisher has one for
    each shop, so that his ids are never all known. ``codes`` are the hosts on which every
    shared code form counts; an entry of many programmes is ``named_by_host``. A merely possible link counts as likely in an
    article that has links of the entry ``beside``. ``companions`` are the parameters that a network adds beside a click id,
    ``markup`` the patterns of scripts and start tags that put an advertisement into a page.
    """

    id: str
    name: str
    kind: str
    rules: tuple[UrlRule, ...]
    site: str = ""
    region: str = "global"
    verified: bool = True
    retired: bool = False
    of: tuple[str, ...] = ()
    network: str = ""
    note: str = ""
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    trusted: bool = True
    part_of: str = ""
    names_publisher: bool = False
    id_per_shop: bool = False
    codes: tuple[str, ...] = ()
    named_by_host: bool = False
    beside: str = ""
    companions: tuple[str, ...] = ()
    markup: tuple[str, ...] = ()


@cache
def compiled(pattern: str, trusted: bool) -> Any:  # noqa: FBT001
    """Compile a pattern when it is first needed: shipped ones are reviewed, others get linear time."""
    return re.compile(pattern) if trusted else re2.compile(pattern, _quiet())


@cache
def _quiet() -> Any:
    """Return options of RE2 that print nothing about a pattern that it refuses."""
    options = re2.Options()
    options.log_errors = False
    return options
