"""The command line: one module per command, imported only when it is called."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from linter.cli._streams import OutputError, echo, give_up_output, guarded

if TYPE_CHECKING:
    from collections.abc import Iterator


def main(args: list[str] | None = None) -> Any:
    """Run the command line, with UTF-8 output everywhere."""
    with guarded(), _ended_by_sigterm():
        try:
            try:
                return _run(sys.argv[1:] if args is None else args)
            finally:
                sys.stdout.flush()
        except Exception as error:  # noqa: BLE001 - exit code 1 would mean findings
            for line in _why(error):
                echo(f"affilint: {line}\n", err=True)
            if isinstance(error, OutputError):
                give_up_output()
            sys.exit(2)


def _run(args: list[str]) -> Any:
    if is_plain(args):
        from linter.cli._plain import check_plain  # noqa: PLC0415 - only for a plain command line

        return check_plain(args[1:])
    from linter.cli._group import cli  # noqa: PLC0415 - click takes longer to load than a check of an article

    return cli(args=args, prog_name="affilint")


def is_plain(args: list[str]) -> bool:
    """Say whether a command line is ``check`` with names of files and folders alone, as hooks and people mostly write it.

    Everything else is click's: options, mistakes, completion, and Windows, where click expands patterns.
    """
    return (
        args[:1] == ["check"]
        and os.name != "nt"
        and "_AFFILINT_COMPLETE" not in os.environ
        and all(_is_name(name) for name in args[1:])
    )


def _is_name(name: str) -> bool:
    """Say whether an argument is the name of a file or folder that may be read, and no option, address or ``-``."""
    return name[:1] not in {"", "-"} and ":" not in name and os.access(name, os.R_OK)


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Let SIGTERM end a run as Ctrl-C does: temporary files are removed, and what is done is kept."""
    try:
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    except ValueError:  # not in the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _why(error: Exception) -> list[str]:
    """Say in lines why a command ends: mistakes in configuration or rule files, whoever wrote them, or one in affilint."""
    from linter.data.yaml_nodes import DataError  # noqa: PLC0415 - only for a mistake
    from linter.reporters import neutral  # noqa: PLC0415 - only for a mistake

    if isinstance(error, OutputError):
        return [neutral(str(error))]
    if isinstance(error, OSError):
        what = f"{error.filename}: " if error.filename is not None else ""
        return [neutral(f"{what}{error.strerror or error}")]
    if isinstance(error, DataError):
        return [neutral(str(one)) for one in error.all()]
    if isinstance(error, MemoryError):
        return ["there is not enough memory"]
    return [f"internal error, please report it: {type(error).__name__}: {error!r}"]
