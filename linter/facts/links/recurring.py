"""Judge an address by what recurs in the articles of its site (``linter.article.emissions.Recurring``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.links.registry import Verdict
from linter.facts.links.urls import parse
from linter.records import replace

if TYPE_CHECKING:
    from linter.article.emissions import Recurring
    from linter.facts.links.registry import Registry

NETWORK = "recurring-host"
"""The id of verdicts on hosts that only their use in the site's articles gives away."""
_END_OF_PATH = re.compile(r"[?#]")
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
    if host in recurring.doubtful:
        return _of_redirect(host, host, path, recurring)
    prefix = _PREFIX.match(path) if not host or host in recurring.own else None
    if prefix is not None and prefix[0] in recurring.doubtful:
        return _of_redirect(prefix[0], "", path, recurring)
    if prefix is not None and prefix[0] in recurring.prefixes:
        return _likely(f"{prefix[0]} redirects", f"{prefix[0]} holds redirects that the site's articles offer as deals")
    folder = _PREFIX.match(path) if host and recurring.doubtful else None
    if folder is not None and f"{host}{folder[0]}" in recurring.doubtful:
        return _of_redirect(f"{host}{folder[0]}", host, path, recurring)
    if host in recurring.hosts and not registry.knows(host):
        return _likely(host, f"{host} recurs in the site's articles as paid links do")
    return verdict


def redirect_name(host: str, path: str) -> str:
    """Return what one redirect of a site is called however it is linked: ``/go/lamp`` for ``/go/lamp/?from=home``."""
    return f"{host}{_END_OF_PATH.split(path, maxsplit=1)[0].rstrip('/')}"


def _of_redirect(place: str, host: str, path: str, recurring: Recurring) -> Verdict:
    """Judge a redirect of the site's own below a place that holds paid ones and others."""
    name = redirect_name(host, path)
    programme = f"{place} redirects" if place.startswith("/") else place
    if name in recurring.paid:
        return _likely(programme, f"{place} holds redirects of the site, and its articles offer {name} as a deal")
    unproven = _likely(programme, f"{place} holds redirects of the site; no link shows that {name} pays")
    return replace(unproven, confidence="possible")


def _likely(programme: str, evidence: str) -> Verdict:
    return Verdict(NETWORK, programme, "tracker", "likely", evidence, None, None, placeholder=False, retired=False)
