"""Look paths up in a site's redirects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def redirected(url: str, redirects: Mapping[str, str]) -> str | None:
    """Return where a path of the site leads: as written, else by the longest prefix that ends in ``*``; None for no redirect."""
    path = re.split(r"[?#]", url, maxsplit=1)[0].rstrip("/") or "/"
    if path in redirects:
        return redirects[path]
    while "/" in path[1:]:
        path = path.rpartition("/")[0]
        if f"{path}/*" in redirects:
            return redirects[f"{path}/*"]
    return None
