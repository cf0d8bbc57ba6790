"""Hosts that imitate a known shop or network."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.facts.links.affiliate import NOT_CLICKABLE
from linter.facts.links.urls import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("host", "real")
OPTIONS: Mapping[str, Option] = {
    "hosts": Option("texts", "the hosts that others imitate", required=True),
}
# Unicode Technical Standard 39: the confusables that occur in names of shops.
_CONFUSABLE = str.maketrans("0135аеорсухіјѕɡ", "olesaeopcyxijsg")

_BELOW_COUNTRIES = frozenset({"com", "co", "net", "org"})
"""The second levels below which countries register names (Public Suffix List)."""


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the URL."""
    real = dict.fromkeys(sorted((host.lower() for host in options["hosts"]), key=lambda host: (-len(host), host)))
    by_skeleton = {_skeleton(host): host for host in real}

    @lru_cache(maxsize=1024)
    def imitated_by(host: str) -> str | None:
        return _imitated(host, real, by_skeleton)

    def run(facts: Facts) -> Iterator[Match]:
        for link in facts.article.links:
            read = parse(link.url) if link.kind not in NOT_CLICKABLE and "//" in link.url[:10] else None
            imitated = imitated_by(read.host) if read is not None else None
            if imitated is not None and read is not None:
                yield Match(link.place.url_start, link.place.url_end, {"host": read.host, "real": imitated})

    return Check(run, needs="link")


def _imitated(host: str, real: Mapping[str, None], by_skeleton: Mapping[str, str]) -> str | None:
    """Return the host that another one imitates: with similar letters, or as the beginning of its own name."""
    labels = host.split(".")
    for start in range(len(labels) - 1):
        tail = ".".join(labels[start:])
        if tail in real:
            return None
        imitated = by_skeleton.get(_skeleton(_unicode(tail) if "xn--" in tail else tail))
        if imitated is not None:
            return imitated
    bare = host.removeprefix("www.")
    return next((name for name in real if bare.startswith(f"{name}.") and not _is_sister(bare, name)), None)


def _is_sister(host: str, name: str) -> bool:
    """Say whether a host is the shop's own in a country that registers names below ``com`` and the like: amazon.com.au."""
    country = host[len(name) + 1 :]
    return len(country) == 2 and name.rpartition(".")[2] in _BELOW_COUNTRIES


def _unicode(host: str) -> str:
    """Decode punycode labels as browsers show them; leave other labels unchanged."""
    return ".".join(_label(label) for label in host.split("."))


def _label(label: str) -> str:
    try:
        return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
    except UnicodeError:
        return label


def _skeleton(host: str) -> str:
    folded = unicodedata.normalize("NFKD", host.lower())
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return plain.translate(_CONFUSABLE).replace("rn", "m").replace("vv", "w")
