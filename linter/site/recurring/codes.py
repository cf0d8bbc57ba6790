"""Find the referral codes that a site's articles share: one of a programme that nobody has heard of is the author's own."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.links.recurring import code_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.facts.links.registry import Registry

_AMBIGUOUS = frozenset(
    {"ref", "refer", "referrer", "referer", "refid", "ref_id", "partner", "partnerid", "partner_id", "#ref", "#partner"}
)
"""Parameters that also say which site a visitor came from."""
_INVITATIONS = re.compile(r"invit|friend|join|welcome", re.IGNORECASE)
_MANY_HOSTS = 3
_REFERENCE = re.compile(r"/ref/(?!\w*\d)", re.IGNORECASE)
_MANUALS = re.compile(
    r"^(?:docs?|developers?|dev|api|help|support|wiki|learn|manual|reference)\.|\.(?:gov|mil|edu)(?:\.[a-z]{2})?$"
)
"""Hosts where a path of this kind leads to a page: golang.org/ref/spec is a reference, and authorities refer too."""


def shared_codes(
    coded: Mapping[str, set[str]], registry: Registry, own: frozenset[str]
) -> tuple[tuple[str, str, str], ...]:
    """Return the codes that several articles carry, each with the host and the parameter that it is known by.

    A host has one code of the author: where it has several, they are places in a shop or names of pages. One value at many
    hosts is the name that the site signs all its links with.
    """
    articles: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    by_parameter: dict[tuple[str, str], set[str]] = defaultdict(set)
    hosts: dict[str, set[str]] = defaultdict(set)
    for address, names in coded.items():
        url = address.replace("&amp;", "&")
        key = code_of(url, registry.classify(url))
        if key is None or key[0] in own or _INVITATIONS.search(key[1]) or (key[1] == "path" and _is_page(key[0], url)):
            continue
        articles[key] |= names
        by_parameter[key[:2]].add(key[2])
        hosts[key[2]].add(key[0])
    return tuple(
        key
        for key, names in sorted(articles.items())
        if len(names) > 1
        and len(by_parameter[key[:2]]) == 1
        and (key[1] not in _AMBIGUOUS or (len(hosts[key[2]]) < _MANY_HOSTS and not _is_own_name(key[2], own)))
    )


def _is_page(host: str, url: str) -> bool:
    """Say whether a path that may hold a code more likely leads to a page, or invites without paying."""
    return any(pattern.search(text) for pattern, text in ((_INVITATIONS, url), (_REFERENCE, url), (_MANUALS, host)))


def _is_own_name(value: str, own: frozenset[str]) -> bool:
    """Say whether a value is the site's own name, as links are signed that pay nobody."""
    return any(
        re.sub(r"\W", "", value.lower()) in {label.replace("-", "") for label in host.split(".")} for host in own
    )
