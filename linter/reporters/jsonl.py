"""The findings of the JSON format, one per line, then the failures, then the summary: for streams and for ``jq``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.escaping import json_text
from linter.reporters.json import findings_json, heading

if TYPE_CHECKING:
    from linter.reporters import Context
    from linter.running.result import RunResult


def render(result: RunResult, context: Context) -> str:
    """Return lines with a ``type``: finding, failure or summary (always present, always last)."""
    lines = [{"type": "finding", **item} for item in findings_json(result, context)]
    lines += [{"type": "failure", "path": item.path, "message": item.text} for item in result.failures]
    lines.append({"type": "summary", **heading(result, context), "failures": len(result.failures)})
    return "".join(f"{json_text(line)}\n" for line in lines)
