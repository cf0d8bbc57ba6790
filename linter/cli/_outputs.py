"""Outputs of a report: ``--output FORMAT=PATH``, standard output, and GitHub's step summary."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from linter.cli._streams import echo
from linter.data.yaml_nodes import suggest
from linter.records import dataclass
from linter.reporters import formats, reporter
from linter.writing import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.reporters import Context
    from linter.running.result import RunResult

STDOUT = "-"
_PART = 65_536
"""How many characters of a report are written at once, about."""


@dataclass(frozen=True, slots=True)
class Output:
    """A format and the path to write it to; ``-`` is standard output."""

    format: str
    path: str


def read_outputs(values: Sequence[str], stdout_format: str | None) -> list[Output]:
    """Parse the values of ``--output`` and add the format for standard output. Raises ValueError.

    ``stdout_format`` is the value of ``--format``: None means text, unless an output goes to standard output.
    """
    outputs = [_read(value) for value in values]
    for index, output in enumerate(outputs):
        if any(_same(output.path, other.path) for other in outputs[:index]):
            target = "standard output" if output.path == STDOUT else output.path
            msg = f"two outputs cannot go to {target}"
            raise ValueError(msg)
    to_stdout = any(output.path == STDOUT for output in outputs)
    if to_stdout and stdout_format is not None:
        msg = "--format and an --output to - both want standard output"
        raise ValueError(msg)
    return outputs if to_stdout else [*outputs, Output(stdout_format or "text", STDOUT)]


def _read(value: str) -> Output:
    name, equals, path = value.partition("=")
    if name not in formats():
        msg = f"there is no format {name!r}{suggest(name, formats())} (--output FORMAT=PATH)"
        raise ValueError(msg)
    if not equals or not path:
        msg = f"--output {value!r} must say where to: {name}=PATH, or {name}=- for standard output"
        raise ValueError(msg)
    return Output(name, path)


def _same(one: str, other: str) -> bool:
    return one == other or (STDOUT not in (one, other) and os.path.realpath(one) == os.path.realpath(other))


def write_outputs(outputs: Sequence[Output], result: RunResult, context: Context) -> list[str]:
    """Write every output, files first; return an error message for each that could not be written."""
    problems = []
    for output in sorted(outputs, key=lambda item: item.path == STDOUT):
        module = reporter(output.format)
        parts = _joined(module.parts(result, context))
        if output.path == STDOUT:
            for part in parts:
                echo(part)
        else:
            problems += _write_file(output.path, parts)
        summary = getattr(module, "step_summary", None)
        path = os.environ.get("GITHUB_STEP_SUMMARY")
        if summary is not None and path:
            problems += _append_file(path, summary(result, context))
    return problems


def _joined(parts: Iterable[str]) -> Iterator[str]:
    """Yield fewer and longer parts, as writing has its price."""
    held: list[str] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size > _PART:
            yield "".join(held)
            held, size = [], 0
    if held:
        yield "".join(held)


def _write_file(path: str, parts: Iterable[str]) -> list[str]:
    try:
        with replacing(Path(path)) as stream:
            for part in parts:
                stream.write(part.encode("utf-8", "replace"))
    except OSError as error:
        return [f"cannot write {path}: {error.strerror or error}"]
    return []


def _append_file(path: str, text: str) -> list[str]:
    try:
        with Path(path).open("a", encoding="utf-8", errors="replace", newline="") as file:
            file.write(text)
    except OSError as error:
        return [f"cannot write the step summary {path}: {error.strerror or error}"]
    return []
