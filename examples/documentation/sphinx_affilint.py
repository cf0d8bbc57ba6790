"""An extension of Sphinx: what affilint finds in the articles is a warning of the build, and `sphinx-build -W` fails.

extensions = ["sphinx_affilint"]
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from linter.api import check_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx

log = logging.getLogger(__name__)


def check(app: Sphinx) -> None:
    """Check the folder of the articles; findings that are no errors are said and fail nothing."""
    result = check_files([app.srcdir])
    for failure in result.failures:
        log.warning("%s", failure.message, location=failure.path)
    for found in result.findings:
        if Path(found.path).resolve().is_relative_to(app.outdir):
            continue  # what an earlier build left below the articles
        say = log.warning if found.severity == "error" else log.info
        say("%s: %s", found.rule, found.message, location=f"{found.path}:{found.start.line}")


def setup(app: Sphinx) -> dict[str, Any]:
    """Check once, before anything is read."""
    app.connect("builder-inited", check)
    return {"parallel_read_safe": True}
