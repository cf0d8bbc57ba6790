"""rules/packs/*.yml -> which rules a pack sets, and for a market: its languages, what its labels mean, its sources."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from linter.checks import check_module
from linter.data.resources import rules_dir
from linter.data.yaml_nodes import Node, read_yaml_file, suggest
from linter.facts.disclosure.market_labels import MarketLabels, label_rules
from linter.finding import SEVERITIES, Severity
from linter.rulebook.loader import Rulebook
from linter.rulebook.options import read_options
from linter.rulebook.reader import read_citation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.rulebook.model import Citation, Rule

_PACK_KEYS = ("title", "about", "extends", "rules", "markets", "languages", "labels", "sources")
_LABEL_KEYS = ("clear", "weak", "only")
_RULE_KEYS = ("severity", "options")


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What a configuration or pack says of one rule; None leaves what was said before.

    ``options`` are read one after the other, each over what the ones before it said.
    """

    severity: Severity | None = None
    options: tuple[Node, ...] = ()
    at: Node | None = None
    """Where it is said; None for the severity that a rule of one's own gives itself."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A named set of rule settings. A market's pack also names the market's codes and languages."""

    name: str
    title: str
    about: str
    rules: Mapping[str, RuleSetting]
    markets: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset()
    labels: MarketLabels | None = None
    sources: tuple[Citation, ...] = ()


@cache
def read_pack(name: str) -> Pack:
    """Return a shipped pack. Raises KeyError for an unknown name."""
    path = rules_dir() / "packs" / f"{name}.yml"
    if not path.is_file():
        raise KeyError(name)
    keys = read_yaml_file(path, f"rules/packs/{name}.yml").mapping("a pack", _PACK_KEYS)
    rules: dict[str, RuleSetting] = {}
    for base in keys["extends"].strings("extends") if "extends" in keys else ():
        merge_settings(rules, read_pack(base).rules)
    merge_settings(rules, read_settings(keys["rules"], Rulebook.shipped()))
    title = keys["title"].string("title")
    languages = frozenset(keys["languages"].strings("languages")) if "languages" in keys else frozenset()
    return Pack(
        name=name,
        title=title,
        about=keys["about"].string("about").strip(),
        rules=rules,
        markets=tuple(keys["markets"].strings("markets")) if "markets" in keys else (),
        languages=languages,
        labels=_read_labels(keys["labels"], title, languages) if "labels" in keys else None,
        sources=tuple(read_citation(item) for item in keys["sources"].sequence("sources")) if "sources" in keys else (),
    )


def _read_labels(node: Node, title: str, languages: frozenset[str]) -> MarketLabels:
    """Read what labels mean in a market: lists by the language of the label."""
    rules = {
        code: label_rules(
            **{key: item.strings(key) for key, item in value.mapping(f"labels: {code}", _LABEL_KEYS).items()}
        )
        for code, value in node.mapping("labels").items()
    }
    return MarketLabels(title, languages, rules)


@cache
def pack_names() -> tuple[str, ...]:
    """Name the shipped packs, sorted."""
    return tuple(sorted(path.stem for path in (rules_dir() / "packs").glob("*.yml")))


@cache
def market_packs() -> Mapping[str, str]:
    """Return the pack of every market by the market's code."""
    return {code: name for name in pack_names() for code in read_pack(name).markets}


def read_settings(node: Node, rulebook: Rulebook) -> dict[str, RuleSetting]:
    """Read settings by rule id: a severity, on, off, or severity and options. Raises DataError."""
    settings: dict[str, RuleSetting] = {}
    for rule_id, value in node.mapping("rules").items():
        rule = rulebook.rules.get(rule_id)
        if rule is None:
            (node.keys or {})[rule_id].fail(f"there is no rule {rule_id!r}{suggest(rule_id, rulebook.rules)}")
        settings[rule_id] = _read_setting(value, rule)
    return settings


def _read_setting(node: Node, rule: Rule) -> RuleSetting:
    if not isinstance(node.value, dict):
        if node.value is True or node.value == "on":
            return RuleSetting(rule.severity if rule.severity != "off" else "warning", at=node)
        return RuleSetting(cast("Severity", node.choice(f"the setting of {rule.id}", SEVERITIES)), at=node)
    keys = node.mapping(f"the setting of {rule.id}", _RULE_KEYS)
    severity = cast("Severity", keys["severity"].choice("severity", SEVERITIES)) if "severity" in keys else None
    options = keys.get("options")
    if options is not None:
        read_options(options, check_module(rule.check).OPTIONS, f"options of {rule.id}", base=rule.options)
    return RuleSetting(severity, () if options is None else (options,), node)


def merge_settings(into: dict[str, RuleSetting], settings: Mapping[str, RuleSetting]) -> None:
    """Add settings to others: a later severity replaces an earlier one, later options go over earlier ones."""
    for rule_id, setting in settings.items():
        before = into.get(rule_id, RuleSetting())
        into[rule_id] = RuleSetting(
            setting.severity or before.severity, (*before.options, *setting.options), setting.at
        )
