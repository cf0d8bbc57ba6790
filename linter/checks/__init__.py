"""Kinds of check: one module each, named in a rule's ``check:``.

A module has ``OPTIONS`` (the options that a rule may set), ``VALUES`` (the placeholders that its matches fill) and
``build(options)``, which returns a Check. A check uses only the facts of one article, and yields matches in source offsets.
Packages that are installed beside affilint bring further kinds (`linter.checks._installed`).
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from linter.checks._installed import installed_checks, load, state
from linter.data.resources import module_names
from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from linter.article.emissions import TemplatePlace
    from linter.facts import Facts
    from linter.facts.needs import Need
    from linter.finding import Confidence, Fix, Related, Scope, Severity


@dataclass(frozen=True, slots=True)
class Match:
    """One finding of a check, before a rule is applied; offsets are source offsets.

    ``values`` fill the placeholders of the rule's message. ``confidence`` and ``severity``, if set, replace
    the rule's own for a match that is less certain or less severe. ``cause`` is what a template has to do with it, with the
    place there; it is not needed where the match is a link or disclosure that a template prints. ``links`` is how many
    affiliate links it concerns, where more of them make it worse: a baseline remembers that.
    """

    start: int
    end: int
    values: Mapping[str, str] = field(default_factory=dict)
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    confidence: Confidence | None = None
    severity: Severity | None = None
    cause: tuple[str, TemplatePlace] | None = None
    links: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """A runnable check. If ``suspect`` (RE2) matches nothing in the visible text, ``run`` is not called.

    ``scope`` is ``page`` if a change anywhere on the page can cause or fix a finding: a run on changed lines then
    reports it for every changed page, and a baseline identifies it by page and rule alone. ``elsewhere``: it also reads
    the prose outside the text (`linter.article.elsewhere`). ``needs`` names what the article must have (`linter.facts.needs`).
    """

    run: Callable[[Facts], Iterator[Match]]
    suspect: str | None = None
    scope: Scope = "place"
    elsewhere: bool = False
    needs: Need | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a rule: ``kind`` is text, texts, pattern, patterns, wordings (patterns of what articles say), boolean, number, mapping or choice."""

    kind: str
    about: str
    default: Any = None
    required: bool = False
    choices: tuple[str, ...] = ()


class CheckModule(Protocol):
    """The interface of a module in this package."""

    OPTIONS: Mapping[str, Option]
    VALUES: tuple[str, ...]
    """Placeholders of the message that its matches fill."""

    def build(self, options: Mapping[str, Any]) -> Check:
        """Build a check from complete, validated options."""


@cache
def shipped_kinds() -> frozenset[str]:
    """Return the kinds of check in this package."""
    return frozenset(name.replace("_", "-") for name in module_names(__path__))


def check_kinds() -> tuple[str, ...]:
    """Return all kinds of check, those of installed packages included, sorted."""
    return tuple(sorted(shipped_kinds() | installed_checks().keys()))


@cache
def check_module(kind: str) -> CheckModule:
    """Return the module of a kind of check; a shipped kind comes before an installed one of the same name.

    Raises KeyError for an unknown kind, InstalledCheckError for one of a package that cannot be used.
    """
    if kind in shipped_kinds():
        return cast("CheckModule", importlib.import_module(f"linter.checks.{kind.replace('-', '_')}"))
    return cast("CheckModule", load(kind))


def state_of_kind(kind: str) -> str:
    """Return a text that changes with the code of an installed kind of check; empty for a shipped one."""
    return "" if kind in shipped_kinds() else state(kind)
