"""The findings of the JSON format, one per line, then the failures, then the summary: for streams and for ``jq``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.escaping import json_text
from linter.reporters.json import findings_json, heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.reporters import Context
    from linter.running.result import RunResult


def parts(result: RunResult, context: Context) -> Iterator[str]:
    """Yield lines with a ``type``: finding, failure or summary (always present, always last)."""
    for item in findings_json(result, context):
        yield f"{json_text({'type': 'finding', **item})}\n"
    for failure in result.failures:
        yield f"{json_text({'type': 'failure', 'path': failure.path, 'message': failure.text})}\n"
    last = {"type": "summary", **heading(result, context), "failures": len(result.failures)}
    yield f"{json_text(last)}\n"
