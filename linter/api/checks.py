"""What the author of a check imports: the check's own types, and the facts that it is handed (docs/api.md).

A module of a package names these, and the package's entry point in the group ``affilint.checks`` names the module.
"""

from __future__ import annotations

from linter.checks import Check, Match, Option
from linter.facts import Facts
from linter.finding import Edit, Fix, Related

__all__ = ["Check", "Edit", "Facts", "Fix", "Match", "Option", "Related"]
