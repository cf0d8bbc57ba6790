"""A hook of MkDocs: what affilint finds in the articles is a warning of the build, and `mkdocs build --strict` fails.

hooks: [mkdocs_affilint.py]
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from linter.api import check_files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

LEVELS = {"error": logging.WARNING, "warning": logging.INFO}
log = logging.getLogger("mkdocs.plugins.affilint")


def on_pre_build(config: MkDocsConfig) -> None:
    """Check the folder of the articles; findings that are no errors are said and fail nothing."""
    result = check_files([Path(config.docs_dir)])
    for failure in result.failures:
        log.warning("%s: %s", failure.path, failure.message)
    for found in result.findings:
        level = LEVELS.get(found.severity, logging.DEBUG)
        log.log(level, "%s:%s: %s: %s", found.path, found.start.line, found.rule, found.message)
