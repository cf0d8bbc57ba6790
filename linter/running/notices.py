"""Findings that the site's own notice would mend, if its configuration had one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linter.paths import is_address

if TYPE_CHECKING:
    from linter.configuration.resolver import ConfigResolver
    from linter.finding import Finding


def wants_notice(finding: Finding, resolver: ConfigResolver) -> bool:
    """Say whether an unsafe fix could insert a notice, had the configuration ``disclosure.text``. Raises DataError."""
    if finding.fix is not None or is_address(finding.path):
        return False
    config = resolver.config_for(Path(finding.path).absolute().parent)
    rule = config.rulebook.rules.get(finding.rule)
    return rule is not None and rule.check == "disclosure-missing" and not config.disclosure.text
