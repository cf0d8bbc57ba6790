"""``affilint check PATH...`` without click, which takes longer to load than an article to check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from linter.cli._checking import check
from linter.cli._streams import echo

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_GIVEN: dict[str, Any] = {
    "sitemaps": (), "urls": None, "rate": None, "allow_private": (),
    "baseline": None, "new_only": False, "show_baselined": False, "diff_base": None,
    "rendered": False, "evidence": None, "load_from": (),
    "select": (), "ignore": (), "min_confidence": None, "min_severity": None,
}  # fmt: skip
"""What click passes for the options about addresses, browsers, adoption and selection that are not given."""


def check_plain(names: Sequence[str]) -> NoReturn:
    """Check files and folders as without any option, and exit."""
    try:
        check(targets=tuple(map(Path, names)), **NOT_GIVEN)
    except KeyboardInterrupt:
        echo("affilint: stopped\n", err=True)
        sys.exit(2)
