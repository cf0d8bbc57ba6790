"""Judge an address by what recurs in the articles of its site (``linter.article.emissions.Recurring``)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from linter.facts.links.registry import Verdict
from linter.facts.links.urls import parse

if TYPE_CHECKING:
    from linter.article.emissions import Recurring
    from linter.facts.links.registry import Registry

NETWORK = "recurring-host"
"""The id of verdicts on hosts that only their use in the site's articles gives away."""
_PREFIX = re.compile(r"/[A-Za-z]{2,12}/(?=[^/?#])")


def code_of(url: str, verdict: Verdict | None) -> tuple[str, str, str] | None:
    """Return the host, the parameter and the value of a referral code that is only possible; None of any other address."""
    if verdict is None or not verdict.tag or (verdict.kind, verdict.confidence) != ("generic", "possible"):
        return None
    read = parse(url) if not verdict.placeholder else None
    return (read.host.removeprefix("www."), verdict.parameter, verdict.tag) if read is not None else None


def raised(url: str, verdict: Verdict | None, registry: Registry, recurring: Recurring) -> Verdict | None:
    """Return what the site's other articles make likely of an address, else the verdict on the address alone."""
    key = code_of(url, verdict)
    if verdict is not None and key is not None and key in recurring.codes:
        return replace(verdict, confidence="likely", evidence=f"{verdict.evidence}, the same code in several articles")
    if verdict is not None and verdict.kind not in {"generic", "cloak"}:
        return verdict
    read = parse(url) if not url.startswith("/") or url.startswith("//") else None
    if read is None and not url.startswith("/"):
        return verdict
    host = read.host.removeprefix("www.") if read is not None else ""
    path = read.path if read is not None else url
    prefix = _PREFIX.match(path) if not host or host in recurring.own else None
    if prefix is not None and prefix[0] in recurring.prefixes:
        return _likely(f"{prefix[0]} redirects", f"{prefix[0]} holds redirects that the site's articles offer as deals")
    if host in recurring.hosts and not registry.knows(host):
        return _likely(host, f"{host} recurs in the site's articles behind offers, with codes for addresses")
    return verdict


def _likely(programme: str, evidence: str) -> Verdict:
    return Verdict(NETWORK, programme, "tracker", "likely", evidence, None, None, placeholder=False, retired=False)
