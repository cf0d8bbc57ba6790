"""A configuration, the command line and the site -> what holds for one path: which rules, how severe, what facts need."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from linter.article import format_of
from linter.article.emissions import NO_EMISSIONS, Emissions, LayoutDisclosure, Printed
from linter.checks import Check, check_module
from linter.configuration.selection import Selection
from linter.data.yaml_nodes import suggest
from linter.engine import ActiveRule, ActiveRules
from linter.facts.options import FactOptions
from linter.finding import strictest
from linter.records import dataclass, field, replace
from linter.rulebook.compiled import plan_of
from linter.rulebook.loader import Rulebook
from linter.rulebook.options import read_options
from linter.rulebook.packs import RuleSetting, market_packs, merge_settings, read_pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.configuration.loader import Config
    from linter.facts.disclosure.market_labels import MarketLabels
    from linter.facts.links.registry import Registry
    from linter.finding import Severity
    from linter.rulebook.compiled import Plan
    from linter.rulebook.model import Rule
    from linter.rulebook.packs import Pack


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for one path."""

    active: ActiveRules
    facts: FactOptions
    encoding: str | None = None
    left_out: frozenset[str] = frozenset()
    """Rules that the configuration has on and that the command line did not choose."""
    formats: Mapping[str, str] = field(default_factory=dict)
    """Formats by file name ending that the configuration adds."""

    def format_of(self, path: str) -> str | None:
        """Return the format in which a file is read, None if its name tells nothing."""
        return format_of(path, self.formats)


@cache
def _registry(hosts: tuple[str, ...], not_affiliate: tuple[str, ...]) -> Registry:
    from linter.facts.links.network_files import declared_networks  # noqa: PLC0415 - only where the configuration adds to it
    from linter.facts.links.registry import Registry  # noqa: PLC0415

    return Registry.default().extended(declared_networks(hosts, not_affiliate))


def fact_options(
    config: Config,
    language: str | None = None,
    site: Emissions = NO_EMISSIONS,
    labels: tuple[MarketLabels, ...] = (),
) -> FactOptions:
    """Return what the facts need to know of the configuration and the site; what the configuration says goes first."""
    affiliate, disclosure = config.affiliate, config.disclosure
    declared = "declared in the configuration"
    names = {**site.names, **{name.lower(): Printed(disclosure=declared) for name in disclosure.components}}
    names.update({name.lower(): Printed(declared_link=True) for name in affiliate.components})
    layouts = site.layouts
    if disclosure.layout is not None:
        layouts = () if disclosure.layout == "none" else (LayoutDisclosure(declared, "clear", disclosure.layout),)
    hosts, not_affiliate = affiliate.hosts, affiliate.not_affiliate
    return FactOptions(
        language=language or config.language,
        registry=_registry(hosts, not_affiliate) if hosts or not_affiliate else None,
        cloaks=affiliate.cloaks,
        own_tags=affiliate.own_tags,
        rel_added_at_build=affiliate.rel_added_at_build,
        accepted_disclosures=disclosure.accept,
        emissions=replace(site, names=names, layouts=layouts, is_declared=disclosure.layout is not None),
        labels=labels,
        house_disclosure=disclosure.text,
        site_statements=frozenset(disclosure.site_statements),
    )


def layers(config: Config, relative: str) -> Iterator[Mapping[str, RuleSetting]]:
    """Yield what sets rules for a path, in order; what comes later goes over what came before.

    First the severity that rules of one's own give themselves, then the packs, the configuration, and its overrides.
    Markets stand between packs and configuration, for articles in their languages only.
    """
    yield from _shared_layers(config)
    yield from _own_layers(config, relative)


def _shared_layers(config: Config) -> Iterator[Mapping[str, RuleSetting]]:
    shipped = Rulebook.shipped().rules
    yield {key: RuleSetting(rule.severity) for key, rule in config.rulebook.rules.items() if key not in shipped}
    yield from (read_pack(pack).rules for pack in config.packs)


def _own_layers(config: Config, relative: str) -> Iterator[Mapping[str, RuleSetting]]:
    yield config.rules
    yield from (override.rules for override in config.overrides if override.paths.match_file(relative))


def markets_for(config: Config, relative: str) -> list[Pack]:
    """Return the packs of the markets named for a path, less those that the configuration extends anyway."""
    matching = [override for override in config.overrides if override.paths.match_file(relative)]
    markets = next(
        (override.markets for override in reversed(matching) if override.markets is not None), config.markets
    )
    names = dict.fromkeys(market_packs()[code] for code in markets) if markets else {}
    return [read_pack(name) for name in names if name not in config.packs]


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
    for layer in _shared_layers(config):
        merge_settings(settings, layer)
    own: dict[str, RuleSetting] = {}
    for layer in (*_own_layers(config, relative), extra or {}):
        merge_settings(own, layer)
    local = {
        rule_id: found
        for rule_id, found in by_language(markets_for(config, relative), settings).items()
        if rule_id not in own or own[rule_id].severity is None
    }
    merge_settings(settings, own)
    active: list[ActiveRule] = []
    for rule in config.rulebook.rules.values():
        severity = _severity(rule, settings.get(rule.id), selection)
        languages = local.get(rule.id, {}) if _chosen(rule.id, selection) else {}
        if severity != "off" or languages:
            active.append(ActiveRule(rule, severity, _check(config, rule, settings.get(rule.id)), languages))
    packs = (*map(read_pack, config.packs), *markets_for(config, relative))
    labels = tuple(pack.labels for pack in packs if pack.labels is not None)
    everything = Selection()
    ran = {one.rule.id for one in active}
    left_out = frozenset(
        rule.id
        for rule in config.rulebook.rules.values()
        if rule.id not in ran and (_severity(rule, settings.get(rule.id), everything) != "off" or local.get(rule.id))
    )
    return Policy(
        ActiveRules(active, selection.min_confidence or config.min_confidence, selection.min_severity),
        fact_options(config, language, site, labels),
        encoding,
        left_out,
        config.formats,
    )


def by_language(packs: Sequence[Pack], settings: Mapping[str, RuleSetting]) -> dict[str, dict[str, Severity]]:
    """Return how severe the packs of markets make each rule in the languages of the market: the strictest wins."""
    found: dict[str, dict[str, Severity]] = {}
    for pack in packs:
        for rule_id, setting in pack.rules.items():
            base = settings.get(rule_id, RuleSetting()).severity or "off"
            for language in pack.languages:
                there = found.setdefault(rule_id, {})
                there[language] = strictest(there.get(language, base), setting.severity or base)
    return found


def _chosen(rule_id: str, selection: Selection) -> bool:
    """Say whether the command line leaves a rule in."""
    return (not selection.select or _named(rule_id, selection.select)) and not _named(rule_id, selection.ignore)


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
    chosen = list(names)
    families = {rule.family for rule in rulebook.rules.values()} if chosen else set()
    for name in chosen:
        if name != "all" and name not in rulebook.rules and name.rstrip("/") not in families:
            msg = f"there is no rule or family {name!r}{suggest(name, [*rulebook.rules, *families])}"
            raise ValueError(msg)


def _check(config: Config, rule: Rule, setting: RuleSetting | None) -> Check:
    options = {**rule.options, **_from_config(config, rule)}
    for node in setting.options if setting is not None else ():
        options = read_options(node, check_module(rule.check).OPTIONS, f"options of {rule.id}", base=options)
    asked = _Asked(rule.check, repr(sorted(options.items())), options)
    plan = plan_of(rule, options)
    return _built(asked) if plan is None else _later(asked, plan)


def _from_config(config: Config, rule: Rule) -> dict[str, Any]:
    """Return the options of a rule that the configuration adds to, complete."""
    found: dict[str, Any] = {}
    for name, keys in rule.from_config.items():
        value = rule.options[name]
        for more in map(attrgetter, keys):
            value = _extended(value, more(config))
        found[name] = value
    return found


def _extended(value: Any, more: Any) -> Any:
    """Return an option with what a key of the configuration adds; of a mapping, a list takes the values."""
    if isinstance(value, dict):
        return {**value, **more}
    return [*(value or ()), *(more.values() if isinstance(more, dict) else more)]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A check and its options; ``key`` writes the options out, since they are no key themselves."""

    kind: str
    key: str
    options: Mapping[str, Any] = field(compare=False)


@cache
def _later(asked: _Asked, plan: Plan) -> Check:
    """Return a check of which the engine knows enough: its kind is loaded when it is run."""
    built = cache(lambda: _built(asked))
    return Check(lambda facts: built().run(facts), plan.suspect, plan.scope, plan.elsewhere, plan.needs)


@cache
def _built(asked: _Asked) -> Check:
    return check_module(asked.kind).build(asked.options)
