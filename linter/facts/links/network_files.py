"""``rules/networks/*.yml`` -> entries. Every mistake is a DataError with file, line and column.

The layout is described in ``rules/networks/00-layout.yml``. What was read once is kept as plain data, as long as neither
the files nor this code change: reading them takes longer than checking an article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter import lazy_re as re
from linter.data import yaml_nodes
from linter.data.cache import derived, is_kept, read_folder
from linter.data.resources import rules_dir
from linter.data.yaml_nodes import Node, from_plain, suggest
from linter.facts.links import url_rules, urls
from linter.facts.links.url_rules import Network, Pair, UrlRule, compiled, url_rule
from linter.finding import CONFIDENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

KINDS = (
    "network", "direct", "sub-affiliate", "shortener", "smart-link", "storefront", "widget", "script", "pixel", "saas",
    "tracker", "referral", "ad-server", "generic", "residue", "cloak", "redirector", "not-affiliate",
)  # fmt: skip
_RULE_KEYS = ("hosts", "label", "segment", "host", "path", "params", "any", "without", "tag", "to", "confidence")
_FINDABLE = ("hosts", "label", "segment", "params", "any")
"""Keys of a rule by which an address finds it."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_PARAMETER = re.compile(rf"{re.escape(urls.AFFILIATE_WORD)}|(?:#/?)?[^\s=&#@:/?~]+")
_BASE64 = "base64:"


def _strings(node: Node, what: str) -> tuple[str, ...]:
    """Read a list of texts, or one text of words."""
    return tuple(text for text, _ in _items(node, what))


def _items(node: Node, what: str) -> list[tuple[str, Node]]:
    """Read a list of texts, or one text of words, each with the place to complain about."""
    if isinstance(node.value, str):
        return [(word, node) for word in node.value.split()]
    return [(item.string(f"each item of {what}"), item) for item in node.sequence(what)]


_TEXT_KEYS = ("name", "site", "region", "network", "note", "part_of", "beside")
_ENTRY: Mapping[str, Callable[[Node, str], Any]] = {
    **dict.fromkeys(_TEXT_KEYS, Node.string),
    **dict.fromkeys(("verified", "retired", "names_publisher", "id_per_shop", "named_by_host"), Node.boolean),
    **dict.fromkeys(("of", "positive", "negative"), _strings),
    "markup": lambda node, what: tuple(_in_markup(item) for item in node.sequence(what)),
    "companions": lambda node, what: tuple(_parameter(*item) for item in _items(node, what)),
    "codes": lambda node, what: tuple(map(_host, _items(node, what))),
}
"""How the keys of an entry are read that go into it as they are."""
_ENTRY_KEYS = (*_ENTRY, "kind", "rules")
_ONLY_OF = {"of": "not-affiliate", "network": "residue", "companions": "residue"}
"""Keys that only entries of one kind have."""
CODES = "codes"
"""What a trap names in ``of`` that overrules the shared code forms."""


_CODE = (__file__, url_rules.__file__, urls.__file__, yaml_nodes.__file__)


def check_networks() -> None:
    """Read the shipped entries, unless a checked copy of them is kept. Raises DataError for a mistake in one."""
    if not is_kept("read", rules_dir() / "networks", code=_CODE):
        shipped_networks()


def shipped_networks() -> list[Network]:
    """Return the entries that affilint ships. Raises DataError."""
    folder = rules_dir() / "networks"
    data = derived("read", folder, lambda: _written(read_files(read_folder(folder).values())), code=_CODE)
    shared = tuple(url_rule(**rule, shared=True) for rule in data["shared"])
    return [_network(entry, rules, shared) for entry, rules in data["networks"]]


def _network(entry: dict[str, Any], rules: list[dict[str, Any]], shared: tuple[UrlRule, ...]) -> Network:
    """Return an entry that was kept as plain data, which knows no tuples."""
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    own = tuple(url_rule(**rule, collective="named_by_host" in values) for rule in rules)
    return Network(rules=own + shared if "codes" in values else own, **values)


def _written(networks: Sequence[Network]) -> dict[str, Any]:
    """Return entries as plain data: the values that are given, their rules, and once the rules that they share."""
    shared = {rule: None for one in networks for rule in one.rules if rule.shared}
    return {"shared": [rule.written() for rule in shared], "networks": [_plain(one) for one in networks]}


def _plain(network: Network) -> list[Any]:
    """Return what an entry gives and its own rules."""
    given = {
        key: value
        for key in ("id", "name", "kind", *_ENTRY)
        if (value := getattr(network, key)) != Network._field_defaults.get(key)
    }
    return [given, [rule.written() for rule in network.rules if not rule.shared]]


def read_files(files: Iterable[Node]) -> list[Network]:
    """Read the entries of files, and check what they say of each other. Raises DataError."""
    networks: dict[str, Network] = {}
    written: dict[str, Node] = {}
    read = [(file, file.mapping("a file of networks", ("shared", "codes", "networks"))) for file in files]
    shared = tuple(rule for _, keys in read if "codes" in keys for rule in _shared_rules(keys["codes"]))
    for file, keys in read:
        if "networks" not in keys:
            file.fail("a file of networks needs the key 'networks'")
        for network in read_networks(keys["networks"], trusted=True, shared=shared):
            if network.id in networks:
                _key(keys["networks"], network.id).fail(
                    f"the entry {network.id!r} is already in {written[network.id].path}"
                )
            networks[network.id], written[network.id] = network, keys["networks"].value[network.id]
    for network_id, node in written.items():
        _check_references(networks[network_id], node.value, networks)
    return list(networks.values())


def _shared_rules(node: Node) -> list[UrlRule]:
    """Read the code forms that stand once for all entries with the key ``codes``."""
    return [_read_rule(rule, trusted=True, shared=True) for rule in node.sequence("codes")]


def _key(node: Node, key: str) -> Node:
    """Return where a key of a mapping stands."""
    return (node.keys or {}).get(key, node)


def _check_references(network: Network, keys: Mapping[str, Node], known: Mapping[str, Network]) -> None:
    """Fail where an entry names another one that is not there."""
    for key in ("part_of", "network", "beside"):
        name = getattr(network, key)
        if name and (name not in known or name == network.id):
            keys[key].fail(f"{key}: there is no other entry {name!r}{suggest(name, known)}")
    for name, node in _items(keys["of"], "of") if "of" in keys else ():
        if name not in known and name not in KINDS and name != CODES:
            node.fail(f"of: there is no entry or kind {name!r}{suggest(name, (*known, *KINDS, CODES))}")


def declared_networks(hosts: Sequence[str], not_affiliate: Sequence[str]) -> list[Network]:
    """Return entries for hosts that a site declares: those that pay it, and those that never do."""
    declared = {
        "configured": {"name": "configured host", "kind": "network", "rules": [{"hosts": list(hosts)}]},
        "declared-not-affiliate": {
            "name": "Declared as no affiliate link",
            "kind": "not-affiliate",
            "rules": [{"hosts": list(not_affiliate)}],
        },
    }
    given = {"configured": hosts, "declared-not-affiliate": not_affiliate}
    node = from_plain({key: entry for key, entry in declared.items() if given[key]}, "the configuration")
    return read_networks(node, trusted=False)


def read_networks(node: Node, *, trusted: bool, shared: tuple[UrlRule, ...] = ()) -> list[Network]:
    """Read a mapping of entries by their ids; patterns that are not ours run on RE2, which cannot hang. Raises DataError."""
    entries = node.mapping("networks")
    return [_read_network(_key(node, key), entry, trusted=trusted, shared=shared) for key, entry in entries.items()]


def _read_network(key: Node, node: Node, *, trusted: bool, shared: tuple[UrlRule, ...]) -> Network:
    """Read one entry."""
    if not _ID.fullmatch(key.value):
        key.fail(f"the id {key.value!r} of an entry must be words in lower case with hyphens")
    keys = node.mapping(f"the entry {key.value}", _ENTRY_KEYS)
    for needed in ("kind", "rules"):
        if needed not in keys and (needed == "kind" or keys.keys().isdisjoint(("codes", "markup"))):
            key.fail(f"the entry {key.value} needs the key {needed!r}")
    kind = keys["kind"].choice("kind", KINDS)
    for name, only in _ONLY_OF.items():
        if name in keys and kind != only:
            _key(node, name).fail(f"only an entry of the kind {only} has the key {name!r}")
    if "codes" in keys and not shared:
        _key(node, "codes").fail("codes: no file gives the code forms that entries share")
    rules = keys["rules"].sequence("rules") if "rules" in keys else []
    if "rules" in keys and not rules:
        keys["rules"].fail("an entry needs at least one rule")
    values: dict[str, Any] = {name: _ENTRY[name](value, name) for name, value in keys.items() if name in _ENTRY}
    collective = values.get("named_by_host", False)
    own = (_read_rule(rule, trusted=trusted, collective=collective) for rule in rules)
    return Network(
        id=key.value,
        kind=kind,
        rules=(*own, *(shared if "codes" in keys else ())),
        trusted=trusted,
        **{"name": key.value, **values},
    )


def _read_rule(node: Node, *, trusted: bool, shared: bool = False, collective: bool = False) -> UrlRule:
    """Read and check one rule."""
    keys = node.mapping("a rule of an entry", _RULE_KEYS)
    rule = url_rule(
        hosts=tuple(map(_host, _items(keys["hosts"], "hosts"))) if "hosts" in keys else (),
        label=_one_part(keys["label"], "label", ".") if "label" in keys else "",
        segment=_one_part(keys["segment"], "segment", "/") if "segment" in keys else "",
        host=_searched(keys["host"], "host", trusted) if "host" in keys else "",
        path=_searched(keys["path"], "path", trusted) if "path" in keys else "",
        params=_patterns(keys["params"], "params", trusted) if "params" in keys else (),
        choices=_patterns(keys["any"], "any", trusted) if "any" in keys else (),
        without=_patterns(keys["without"], "without", trusted) if "without" in keys else (),
        tag=_parameter(keys["tag"].string("tag"), keys["tag"]) if "tag" in keys else "",
        to=tuple(map(_way, _items(keys["to"], "to"))) if "to" in keys else (),
        confidence=keys["confidence"].choice("confidence", CONFIDENCES) if "confidence" in keys else "certain",
        shared=shared,
        collective=collective,
    )
    if not shared and not (rule.hosts or rule.label or rule.segment or rule.params or rule.choices):
        node.fail(f"a rule of an entry needs one of the keys {', '.join(_FINDABLE)}")
    return rule


def _host(item: tuple[str, Node]) -> str:
    """Read a host name; a host name knows no capitals."""
    host, node = item[0].lower(), item[1]
    if not _HOST.fullmatch(host):
        node.fail(f"{item[0]!r} is no host name such as shop.example")
    return host


def _one_part(node: Node, what: str, separator: str) -> str:
    """Read one label of a host name or one segment of a path, in lower case as it is looked up."""
    text = node.string(what)
    if not text or separator in text or text != text.lower():
        node.fail(f"{what} must be one part between two {separator!r} in lower case, not {text!r}")
    return text


def _parameter(name: str, node: Node) -> str:
    """Read the name of a parameter; those of the fragment begin with ``#``, and so does its path: ``#/register``."""
    if not _PARAMETER.fullmatch(name):
        node.fail(f"{name!r} is no name of a parameter")
    return name.lower()


def _way(item: tuple[str, Node]) -> str:
    """Read where a destination is: a parameter, ``base64:`` and a parameter, or one of the ways that have a name."""
    way, node = item
    decoder, colon, _ = way.partition(":")
    if way.startswith("@") and way not in urls.WAYS:
        node.fail(f"there is no way {way!r} to find a destination{suggest(way, urls.WAYS)}")
    if colon and f"{decoder}:" != _BASE64:
        node.fail(f"there is no decoder {decoder!r}{suggest(f'{decoder}:', (_BASE64,))}")
    if not way.startswith("@"):
        _parameter(way.removeprefix(_BASE64), node)
    return way


def _searched(node: Node, what: str, trusted: bool) -> str:  # noqa: FBT001
    """Read a pattern that is searched for; its one group with a name is ``tag``."""
    pattern = node.string(what)
    unknown = set(_compiled(pattern, node, what, trusted).groupindex) - {"tag"}
    if unknown:
        node.fail(f"{what}: the group with the publisher's id is named 'tag', not {min(unknown)!r}")
    return pattern


def _in_markup(node: Node) -> str:
    """Read a pattern that is searched for in scripts and start tags."""
    return _searched(node, "markup", trusted=False)


def _patterns(node: Node, what: str, trusted: bool) -> tuple[Pair, ...]:  # noqa: FBT001
    """Read parameter names and value patterns: a mapping, or one text of ``name`` and ``name=pattern``."""
    if isinstance(node.value, str):
        words = [word.partition("=") for word in node.value.split()]
        pairs = [(name, pattern or "any", node, node) for name, _, pattern in words]
    else:
        given = node.mapping(what)
        pairs = [(name, value.string(f"{what}: {name}"), _key(node, name), value) for name, value in given.items()]
    for _, pattern, _, place in pairs:
        if pattern != "any":
            _compiled(pattern, place, what, trusted)
    return tuple((_parameter(name, key), pattern) for name, pattern, key, _ in pairs)


def _compiled(pattern: str, node: Node, what: str, trusted: bool) -> Any:  # noqa: FBT001
    """Compile a pattern, and say where one stands that is none."""
    try:
        return compiled(pattern, trusted)
    except (re.error, re2.error) as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error
        node.fail(f"{what}: {pattern!r} is not a valid pattern: {reason}")
