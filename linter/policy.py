"""A configuration, the command line and the site -> what holds for one path: which rules, how severe, what facts need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.article.emissions import NO_EMISSIONS, Emissions, LayoutDisclosure, Printed
from linter.checks import check_module
from linter.config import BRAND_RULE, CONSISTENCY_RULE, RuleSetting, read_pack
from linter.engine import ActiveRule, ActiveRules
from linter.facts import FactOptions
from linter.nodes import suggest
from linter.rulebook import Rulebook, read_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linter.config import Config
    from linter.finding import Confidence, Severity
    from linter.rulebook import Rule


@dataclass(frozen=True, slots=True)
class Selection:
    """What the command line chooses; an id, a family, a pack or ``all``."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for one path."""

    active: ActiveRules
    facts: FactOptions
    encoding: str | None = None


@cache
def _registry(hosts: tuple[str, ...], not_affiliate: tuple[str, ...]) -> Any:
    from linter.facts.networks import Registry  # noqa: PLC0415 - only where the configuration adds to it

    networks = (
        {"configured": {"name": "configured host", "kind": "network", "rules": [{"hosts": list(hosts)}]}}
        if hosts
        else {}
    )
    return Registry.default().extended({"networks": networks, "not_affiliate": list(not_affiliate)})


def fact_options(config: Config, language: str | None = None, site: Emissions = NO_EMISSIONS) -> FactOptions:
    """Return what the facts need to know of the configuration and the site; what the configuration says goes first."""
    affiliate, disclosure = config.affiliate, config.disclosure
    declared = "declared in the configuration"
    names = {**site.names, **{name.lower(): Printed(disclosure=declared) for name in disclosure.get("components", ())}}
    names.update({name.lower(): Printed(declared_link=True) for name in affiliate.get("components", ())})
    layout = disclosure.get("layout")
    layouts = site.layouts
    if layout is not None:
        layouts = () if layout == "none" else (LayoutDisclosure(declared, "clear", layout),)
    hosts, not_affiliate = affiliate.get("hosts", ()), affiliate.get("not_affiliate", ())
    return FactOptions(
        language=language or config.language,
        registry=_registry(hosts, not_affiliate) if hosts or not_affiliate else None,
        cloaks=affiliate.get("cloaks", ()),
        own_tags=affiliate.get("own_tags", {}),
        rel_added_at_build=affiliate.get("rel_added_at_build", False),
        accepted_disclosures=disclosure.get("accept", ()),
        emissions=Emissions(names, layouts, site.redirects),
    )


def policy_for(
    config: Config,
    relative: str,
    selection: Selection,
    extra: Mapping[str, RuleSetting] | None = None,
    *,
    site: Emissions = NO_EMISSIONS,
) -> Policy:
    """Return what holds for a path (relative to the configuration's folder, with ``/``); ``extra`` comes last."""
    matching = tuple(override for override in config.overrides if override.paths.match_file(relative))
    language = next((override.language for override in reversed(matching) if override.language), None)
    encoding = next((override.encoding for override in reversed(matching) if override.encoding), config.encoding)
    settings: dict[str, RuleSetting] = {}
    for pack in config.packs:
        _merge(settings, read_pack(pack)[0])
    for rule_id, rule in config.rulebook.rules.items():
        if rule_id not in Rulebook.shipped().rules:
            settings.setdefault(rule_id, RuleSetting(rule.severity))
    _merge(settings, config.rules)
    for override in matching:
        _merge(settings, override.rules)
    _merge(settings, extra or {})
    active = [
        ActiveRule(rule, severity, _check(config, rule, settings.get(rule.id)))
        for rule in config.rulebook.rules.values()
        if (severity := _severity(rule, settings.get(rule.id), selection)) != "off"
    ]
    return Policy(
        ActiveRules(active, selection.min_confidence or config.min_confidence),
        fact_options(config, language, site),
        encoding,
    )


def _merge(into: dict[str, RuleSetting], settings: Mapping[str, RuleSetting]) -> None:
    for rule_id, setting in settings.items():
        before = into.get(rule_id)
        if before is None:
            into[rule_id] = setting
        else:
            into[rule_id] = replace(
                before, severity=setting.severity or before.severity, options=setting.options or before.options
            )


def _severity(rule: Rule, setting: RuleSetting | None, selection: Selection) -> Severity:
    severity = (
        setting.severity
        if setting is not None and setting.severity is not None
        else "off"
        if setting is None
        else rule.severity
    )
    if selection.select:
        if not _named(rule.id, selection.select):
            return "off"
        if severity == "off" and _named_outright(rule.id, selection.select):
            severity = rule.severity if rule.severity != "off" else "warning"
    return "off" if _named(rule.id, selection.ignore) else severity


def _named(rule_id: str, names: Sequence[str]) -> bool:
    return any(name in ("all", rule_id) or rule_id.startswith(f"{name.rstrip('/')}/") for name in names)


def _named_outright(rule_id: str, names: Sequence[str]) -> bool:
    """Say whether a rule is chosen by its own id or by ``all``: a family only chooses what is on anyway."""
    return rule_id in names or "all" in names


def check_selection(names: Iterable[str], rulebook: Rulebook) -> None:
    """Raise ValueError for a name that is neither a rule nor a family."""
    families = {rule.family for rule in rulebook.rules.values()}
    for name in names:
        if name != "all" and name not in rulebook.rules and name.rstrip("/") not in families:
            msg = f"there is no rule or family {name!r}{suggest(name, [*rulebook.rules, *families])}"
            raise ValueError(msg)


def _check(config: Config, rule: Rule, setting: RuleSetting | None) -> Any:
    options = dict(rule.options)
    if rule.id == BRAND_RULE:
        options["names"] = [*options["names"], *config.brand.get("names", ())]
        options["replace"] = {**options["replace"], **config.brand.get("replace", {})}
    if rule.id == CONSISTENCY_RULE:  # a configured name is the other rule's business
        options["ignore"] = [
            *options["ignore"],
            *config.brand.get("names", ()),
            *config.brand.get("replace", {}).values(),
        ]
    if setting is not None and setting.options is not None:
        options = read_options(setting.options, check_module(rule.check).OPTIONS, f"options of {rule.id}", base=options)
    return _built(rule.check, repr(sorted(options.items())), _Hashable(options))


class _Hashable:
    """Lets options that repr() equal share one compiled check."""

    __slots__ = ("options",)

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.options = options

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashable)

    def __hash__(self) -> int:
        return 0


@cache
def _built(kind: str, key: str, options: _Hashable) -> Any:  # noqa: ARG001 - key is what tells the options apart
    return check_module(kind).build(options.options)
