"""rules/packs/*.yml -> which rules a pack sets, and for a market: its languages, what its labels mean, its sources."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from linter.checks import check_module
from linter.data.kept_nodes import kept_node
from linter.data.resources import language_codes, rules_dir
from linter.data.yaml_nodes import Mistakes, Node, suggest
from linter.facts.language.detection import base_language
from linter.finding import SEVERITIES, Severity
from linter.records import dataclass
from linter.rulebook.citations import read_citation
from linter.rulebook.loader import Rulebook
from linter.rulebook.options import read_options, require_buildable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.facts.disclosure.market_labels import MarketLabels
    from linter.rulebook.model import Citation, Rule

_PACK_KEYS = ("title", "about", "extends", "rules", "markets", "languages", "labels", "sources")
_LABEL_KEYS = ("clear", "weak", "only")
_RULE_KEYS = ("severity", "options")
_COUNTRIES = (
    "ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca cc cd cf "
    "cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh "
    "gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw "
    "ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng "
    "ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn "
    "so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt "
    "za zm zw eu uk"
)
"""Codes of ISO 3166-1, which reserves the last two for the European Union and the United Kingdom."""


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
    """Return a shipped pack. Raises KeyError for an unknown name, and DataError."""
    if name not in pack_names():
        raise KeyError(name)
    keys = _pack_keys(name)
    rules: dict[str, RuleSetting] = {}
    for base in _bases(name):
        merge_settings(rules, read_pack(base).rules)
    merge_settings(rules, read_settings(keys["rules"], Rulebook.shipped()))
    title = keys["title"].string("title")
    languages = (
        frozenset(map(_language, keys["languages"].sequence("languages"))) if "languages" in keys else frozenset()
    )
    return Pack(
        name=name,
        title=title,
        about=keys["about"].string("about").strip(),
        rules=rules,
        markets=tuple(map(_market, keys["markets"].sequence("markets"))) if "markets" in keys else (),
        languages=languages,
        labels=_read_labels(keys["labels"], title, languages) if "labels" in keys else None,
        sources=tuple(read_citation(item) for item in keys["sources"].sequence("sources")) if "sources" in keys else (),
    )


@cache
def _pack_keys(name: str) -> Mapping[str, Node]:
    """Return the values of a pack's file by their keys."""
    node = kept_node(rules_dir() / "packs" / f"{name}.yml")
    keys = node.mapping("a pack", _PACK_KEYS)
    for needed in ("title", "about", "rules"):
        if needed not in keys:
            node.fail(f"a pack needs the key {needed!r}")
    return keys


def _bases(name: str, above: tuple[str, ...] = ()) -> list[str]:
    """Return the packs that a pack starts from; ``above`` are those that start from it."""
    keys = _pack_keys(name)
    nodes = keys["extends"].sequence("extends") if "extends" in keys else []
    for node in nodes:
        base = pack_name(node)
        if base in (*above, name):
            node.fail(f"the pack {base!r} starts from itself")
        _bases(base, (*above, name))
    return [node.value for node in nodes]


def pack_name(node: Node) -> str:
    """Read the name of a shipped pack. Raises DataError."""
    name = node.string("each item of extends")
    if name not in pack_names():
        node.fail(f"there is no pack {name!r}{suggest(name, pack_names())}")
    return name


def _language(node: Node) -> str:
    """Read a language of which affilint knows at least something."""
    return _known_language(node.string("each item of languages"), node)


def _known_language(code: str, node: Node) -> str:
    if base_language(code) not in language_codes():
        node.fail(f"affilint knows no language {code!r}{suggest(code, language_codes())}")
    return code


def _market(node: Node) -> str:
    """Read the code of a country, or of the European Union."""
    code = node.string("each item of markets")
    if code not in _COUNTRIES.split():
        node.fail(f"there is no country {code!r} (two small letters of ISO 3166-1, uk or eu)")
    return code


def _read_labels(node: Node, title: str, languages: frozenset[str]) -> MarketLabels:
    """Read what labels mean in a market: lists by the language of the label."""
    from linter.facts.disclosure.market_labels import MarketLabels as Labels  # noqa: PLC0415 - few packs are of a market
    from linter.facts.disclosure.market_labels import label_rules  # noqa: PLC0415

    rules = {}
    for code, value in node.mapping("labels").items():
        _known_language(code, (node.keys or {}).get(code, value))
        lists = value.mapping(f"labels: {code}", _LABEL_KEYS)
        rules[code] = label_rules(**{key: item.strings(key) for key, item in lists.items()})
    return Labels(title, languages, rules)


@cache
def pack_names() -> tuple[str, ...]:
    """Name the shipped packs, sorted."""
    return tuple(sorted(path.stem for path in (rules_dir() / "packs").glob("*.yml")))


@cache
def market_packs() -> Mapping[str, str]:
    """Return the pack of every market by the market's code. Raises DataError."""
    packs: dict[str, str] = {}
    for name in pack_names():
        for number, code in enumerate(read_pack(name).markets):
            if code in packs:
                _pack_keys(name)["markets"].value[number].fail(
                    f"the market {code!r} has a pack already: {packs[code]!r}"
                )
            packs[code] = name
    return packs


def read_settings(node: Node, rulebook: Rulebook) -> dict[str, RuleSetting]:
    """Read settings by rule id: a severity, on, off, or severity and options. Raises DataError."""
    settings: dict[str, RuleSetting] = {}
    mistakes = Mistakes()
    for rule_id, value in node.mapping("rules").items():
        rule = rulebook.rules.get(rule_id)
        with mistakes.noted():
            if rule is None:
                (node.keys or {})[rule_id].fail(f"there is no rule {rule_id!r}{suggest(rule_id, rulebook.rules)}")
            settings[rule_id] = _read_setting(value, rule)
    mistakes.raise_any()
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
        what = f"options of {rule.id}"
        values = read_options(options, check_module(rule.check).OPTIONS, what, base=rule.options)
        require_buildable(options, rule.check, values, what)
    return RuleSetting(severity, () if options is None else (options,), node)


def merge_settings(into: dict[str, RuleSetting], settings: Mapping[str, RuleSetting]) -> None:
    """Add settings to others: a later severity replaces an earlier one, later options go over earlier ones."""
    for rule_id, setting in settings.items():
        before = into.get(rule_id, RuleSetting())
        into[rule_id] = RuleSetting(
            setting.severity or before.severity, (*before.options, *setting.options), setting.at
        )
