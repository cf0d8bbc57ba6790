"""Judge addresses of the site itself that templates print: cloaked links, declared ones and those that a redirect leads out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.rel_values import is_sponsored
from linter.facts.links.redirected import redirected
from linter.site.template.addresses import affiliate_address, is_affiliate, is_possible
from linter.site.template.expressions import PARAM_CLOSE, PARAM_OPEN, UNKNOWN, as_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_UNKNOWN = re.compile(f"{UNKNOWN}|{PARAM_OPEN}[^{PARAM_CLOSE}]*{PARAM_CLOSE}")
_FOLDER = re.compile(r"/[^/]+/")
_MOST_REDIRECTS = 5_000
"""Redirects among which a path with unknown parts is looked for."""


class PayingAddresses:
    """Tells the addresses that pay somebody: of networks, below declared ``cloaks``, and ``redirects`` of the site that pay."""

    def __init__(self, cloaks: Sequence[str] = (), redirects: Mapping[str, str] | None = None) -> None:
        self._cloaks = tuple(cloaks)
        self._redirects = redirects or {}
        self._known: dict[str, str | None] = {}

    def address(self, value: str) -> str | None:
        """Return a printed address if it is an affiliate link, with ``x`` for unknown parts; None if it is none.

        A path of which only the build knows a part stands for the paths that the site redirects, if at least half of
        these pay; the first that pays is returned.
        """
        if value not in self._known:
            self._known[value] = affiliate_address(value) or self._own(value)
        return self._known[value]

    def printed(self, value: str, rel: str | None) -> str | None:
        """Return a printed address as ``address`` does, and one that may pay where its ``rel`` says that it does."""
        known = self.address(value)
        is_open = known is None and is_sponsored(rel) and _UNKNOWN.search(value) is None
        return value.strip() if is_open and is_possible(value.strip()) else known

    def _own(self, value: str) -> str | None:
        url = as_address(value)
        if any(url.startswith(cloak) for cloak in self._cloaks):
            return url
        if not self._redirects or not url.startswith("/") or url.startswith("//"):
            return None
        target = redirected(url, self._redirects)
        if target is not None:
            return url if is_affiliate(target) else None
        return self._one_of_several(value.strip()) if _UNKNOWN.search(value) else None

    def _one_of_several(self, value: str) -> str | None:
        """Return a redirected path that a path with unknown parts may be, if enough of these pay."""
        path = re.split(r"[?#]", value, maxsplit=1)[0].rstrip("/")
        fixed = _UNKNOWN.split(path)
        if _FOLDER.match(fixed[0]) is None:
            return None
        pattern = re.compile("[^/]+".join(map(re.escape, fixed)))
        paths = [one for one in [*self._redirects][:_MOST_REDIRECTS] if pattern.fullmatch(one)]
        paying = [one for one in paths if is_affiliate(self._redirects[one])]
        return paying[0] if paying and 2 * len(paying) >= len(paths) else None
