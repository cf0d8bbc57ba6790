"""What holds for one path and why, as plain data: the effective configuration, and the places that set one rule."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from linter.configuration.policy import layers, markets_for, policy_for
from linter.configuration.selection import Selection
from linter.finding import strictest
from linter.paths import relative_to

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from linter.configuration.loader import Config
    from linter.configuration.resolver import ConfigResolver
    from linter.engine import ActiveRule
    from linter.rulebook.model import Rule
    from linter.rulebook.packs import RuleSetting

_NOT_SHOWN = frozenset({"root", "path", "rulebook", "rules", "overrides"})
"""Fields of a configuration that ``effective`` shows in another form."""


def effective(resolver: ConfigResolver, path: Path) -> dict[str, Any]:
    """Return the configuration in force for a file or, for a folder, for an article in it. Raises DataError."""
    config, relative = _place(resolver, path)
    policy = policy_for(config, relative, Selection())
    active = {rule.rule.id: rule for rule in policy.active.rules}
    values = {field.name: getattr(config, field.name) for field in dataclasses.fields(config)}
    return {
        "version": 1,
        "path": relative,
        "config": config.path,
        **{name: _plain(value) for name, value in values.items() if name not in _NOT_SHOWN},
        "language": policy.facts.language,
        "encoding": policy.encoding,
        "rules": [
            _rule(rule, active.get(rule.id), config, relative) for _, rule in sorted(config.rulebook.rules.items())
        ],
    }


def _place(resolver: ConfigResolver, path: Path) -> tuple[Config, str]:
    absolute = path.absolute()
    if absolute.is_dir():
        absolute /= "article.md"
    config = resolver.config_for(absolute.parent)
    return config, relative_to(absolute, config.root)


def _rule(rule: Rule, active: ActiveRule | None, config: Config, relative: str) -> dict[str, Any]:
    told = [setting for layer in layers(config, relative) if (setting := layer.get(rule.id)) is not None]
    return {
        "id": rule.id,
        "severity": active.severity if active is not None else "off",
        "by_language": dict(active.by_language) if active is not None else {},
        "options": _options(told),
        "set_by": _where(told[-1], rule) if told else None,
    }


def _options(told: list[RuleSetting]) -> dict[str, Any]:
    """Return the options that settings name, later ones over earlier ones."""
    found: dict[str, Any] = {}
    for setting in told:
        for node in setting.options:
            found.update(_plain(node.plain()))
    return found


def reasons(resolver: ConfigResolver, rule: Rule, path: Path) -> Iterator[dict[str, Any]]:
    """Yield what each place says of a rule for a path; the last one that names a severity decides. Raises DataError."""
    config, relative = _place(resolver, path)
    yield {"place": f"{rule.path}:1:1", "says": f"{rule.severity} where a pack or configuration names no severity"}
    for layer in layers(config, relative):
        setting = layer.get(rule.id)
        if setting is not None:
            yield {"place": _where(setting, rule), "says": _said(setting)}
    for pack in markets_for(config, relative):
        setting = pack.rules.get(rule.id)
        if setting is not None:
            languages = ", ".join(sorted(pack.languages))
            said = f"{_said(setting)} for articles in {languages}, unless the configuration names a severity"
            yield {"place": _where(setting, rule), "says": said}


def _where(setting: RuleSetting, rule: Rule) -> str:
    return f"{setting.at.path}:{setting.at.line}:{setting.at.column}" if setting.at is not None else f"{rule.path}:1:1"


def _said(setting: RuleSetting) -> str:
    parts: list[str] = [setting.severity] if setting.severity is not None else []
    parts += [f"options {_plain(node.plain())}" for node in setting.options]
    return ", ".join(parts) or "on, with the severity of its own"


def _plain(value: Any) -> Any:
    """Return a value of the configuration as JSON can hold it; a pattern as it was written."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _said_by_section(value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return (
        value if isinstance(value, str | int | float | bool) or value is None else str(getattr(value, "pattern", value))
    )


def _said_by_section(section: Any) -> dict[str, Any]:
    """Return what a section says that is not so anyway."""
    silent = type(section)()
    values = {one.name: getattr(section, one.name) for one in dataclasses.fields(section)}
    return {name: _plain(value) for name, value in values.items() if value != getattr(silent, name)}


def severities(resolver: ConfigResolver, folder: Path) -> Mapping[str, str]:
    """Return the severity of every rule that is on for an article in a folder. Raises DataError."""
    config, relative = _place(resolver, folder)
    active = policy_for(config, relative, Selection()).active.rules
    return {rule.rule.id: strictest(rule.severity, *rule.by_language.values()) for rule in active}
