"""Judge the addresses that templates print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.links.registry import Registry
from linter.site.template.expressions import PARAM_CLOSE, UNKNOWN, as_address
from linter.site.template.widgets import MARKUP

if TYPE_CHECKING:
    from collections.abc import Iterable

_CODE = "3xK9pLq"
# Addresses that a page loads and no reader follows.
_UNSEEN_KINDS = frozenset({"pixel", "script", "ad-server", "residue"})


def affiliate_address(value: str) -> str | None:
    """Return a printed address if it is an affiliate link, with ``x`` for unknown parts; None if it is none.

    A short link whose code only the build knows is tried with a code of the usual length.
    """
    url = as_address(value)
    if is_affiliate(url):
        return url
    return url if value.endswith((UNKNOWN, PARAM_CLOSE)) and is_affiliate(f"{url[:-1]}{_CODE}") else None


def unfilled_address(value: str) -> str | None:
    """Return a printed address if it is one of a network with a placeholder for the id; None if it is none."""
    url = as_address(value)
    verdict = Registry.default().classify(url) if "://" in url[:12] or url.startswith("//") else None
    return url if verdict is not None and verdict.placeholder else None


def is_affiliate(url: str) -> bool:
    """Return whether an address is certainly or likely an affiliate link."""
    if "://" not in url[:12] and not url.startswith(("//", MARKUP)):
        return False
    verdict = Registry.default().classify(url)
    return verdict is not None and verdict.confidence != "possible" and verdict.kind not in _UNSEEN_KINDS


def is_possible(url: str) -> bool:
    """Return whether a whole address may be an affiliate link, by its own words only perhaps."""
    verdict = Registry.default().classify(url) if "://" in url[:12] or url.startswith("//") else None
    return verdict is not None and not verdict.placeholder and verdict.kind not in _UNSEEN_KINDS


def chosen(values: Iterable[object]) -> str:
    """Return the text that a lookup stands for; of several an affiliate link before others. UNKNOWN if there is none."""
    texts = [value for value in values if isinstance(value, str)]
    return next((text for text in texts if len(texts) > 1 and is_affiliate(text)), texts[0] if texts else UNKNOWN)
