"""The rules of all entries by the rarest thing that an address must have to match them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.links.urls import rule_names

if TYPE_CHECKING:
    from linter.facts.links import urls
    from linter.facts.links.url_rules import Network, UrlRule

_MAX_LABELS = 8
_MAX_SEGMENTS = 24

Bound = tuple["Network", "UrlRule"]
_Slot = tuple[list[Bound], list[Bound]]
"""The earning rules and the traps of one key."""


class UrlIndex:
    """Rules by the rarest thing that an address must have to match them."""

    def __init__(self) -> None:
        self._by_host: dict[str, _Slot] = {}
        self._by_label: dict[str, _Slot] = {}
        self._by_segment: dict[str, _Slot] = {}
        self._by_param: dict[str, _Slot] = {}

    def add(self, network: Network, rule: UrlRule) -> None:
        """File a rule under its hosts, or its label, segment or parameters."""
        if rule.hosts or rule.shared:
            table, keys = self._by_host, rule.hosts or network.codes
        elif rule.label:
            table, keys = self._by_label, (rule.label,)
        elif rule.segment:
            table, keys = self._by_segment, (rule.segment,)
        else:
            table, keys = self._by_param, tuple(name for name, _ in rule.params[:1] or rule.choices)
        for key in keys:
            table.setdefault(key, ([], []))[network.kind == "not-affiliate"].append((network, rule))

    def sort(self) -> None:
        """Put the best rules first: when one matches, those behind it need no test."""
        for table in (self._by_host, self._by_label, self._by_segment, self._by_param):
            for earning, _ in table.values():
                earning.sort(key=lambda bound: bound[1].rank)

    def candidates(self, read: urls.Url) -> tuple[list[Bound], list[Bound], list[Bound]]:
        """Return the rules that know the host, the others whose key occurs in the address, and the traps."""
        hosted: list[Bound] = []
        others: list[Bound] = []
        traps: list[Bound] = []
        table = self._by_host
        labels = read.host.split(".")[-_MAX_LABELS:]
        name = ".".join(labels)
        for label in labels:
            if name in table:
                earning, trap = table[name]
                hosted += earning
                traps += trap
            name = name[len(label) + 1 :]
        for table, key in self._other_keys(read, labels[0]):
            earning, trap = table[key]
            others += earning
            traps += trap
        return hosted, others, traps

    def _other_keys(self, read: urls.Url, label: str) -> list[tuple[dict[str, _Slot], str]]:
        """Return the keys of rules without hosts that occur in the address, each with its table."""
        found = [(self._by_label, label)] if label in self._by_label else []
        if len(read.path) > 1:
            table = self._by_segment
            segments = read.path.lower().split("/", _MAX_SEGMENTS)
            found += [(table, segment) for segment in segments if segment in table]
        table = self._by_param
        found += [(table, key) for name, _ in read.query for key in rule_names(name) if key in table]
        found += [(table, key) for name, _ in read.fragment_query if (key := "#" + name.lower()) in table]
        return found
