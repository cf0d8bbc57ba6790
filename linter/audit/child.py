"""The child process in which pages are checked, so that a page that crashes or hangs it affects nothing else.

``guard`` runs it as ``python -m linter.audit.child`` and sends pickled Terms over standard input, then pages. It answers
over standard output with None when it is ready, then with one Result per page, and exits at the end of its input.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from linter.audit.model import ArchivedPage
from linter.audit.page import check_page
from linter.audit.terms import archive_resolver, check_terms, day_of, file_configs

if TYPE_CHECKING:
    from linter.audit.model import Terms

_GRACE = 5
"""Seconds after the page limit at which the system ends the process, in case its parent is gone."""


_FIRST = ArchivedPage(
    "first.html",
    "",
    "",
    "<h2>Is it “quick”?</h2><p>We earn a commission from <a href='https://www.amazon.com/dp/B000000000?tag=a-20'>it</a>: $5.</p>".encode(),
)
"""A page that triggers all lazy imports of the checks, so that no page of the audit pays for them with its time."""


def serve(pages: BinaryIO, results: BinaryIO) -> None:
    """Check pages until the end of the input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _prefer_as_oom_victim()
    terms: Terms = pickle.load(pages)  # noqa: S301 - from the parent
    if Path(terms.folder).is_dir():  # pages of archives do not need it
        os.chdir(terms.folder)
    check_terms(terms)
    config = Path(terms.config) if terms.config else None
    archive = archive_resolver(config, Path(terms.folder), terms.selection, day_of(terms))
    files = file_configs(Path(terms.explicit) if terms.explicit else None, terms.selection, day_of(terms))
    root = archive.config_for(Path(terms.folder)).root
    check_page(_FIRST, archive, root)
    _send(None, results)
    while True:
        try:
            page: ArchivedPage = pickle.load(pages)  # noqa: S301 - from the parent
        except EOFError:
            return
        _alarm(int(terms.page_seconds) + _GRACE)
        _send(check_page(page, files if page.filed else archive, root), results)
        _alarm(0)


def _send(value: object, results: BinaryIO) -> None:
    pickle.dump(value, results, pickle.HIGHEST_PROTOCOL)
    results.flush()


def _prefer_as_oom_victim() -> None:
    """Ask Linux to end this process before its parent when memory runs out."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("800", encoding="ascii")


def _alarm(seconds: int) -> None:
    """Ask the system, if it supports alarms, to end the process after so many seconds; 0 cancels."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def main() -> None:
    """Serve over the standard streams; all other output goes to standard error."""
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        serve(sys.stdin.buffer, results)
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    main()
