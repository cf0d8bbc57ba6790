"""Checks pages in a child process with limits; a page that kills or hangs it costs itself and nothing else.

The child is told one page at a time, so there is no searching for the one that it died of. A page at which it was killed
is tried once more in a new child: the first may have died of something else (out of memory through a neighbour).
"""

from __future__ import annotations

import atexit
import pickle
import subprocess
import sys
import threading
from collections import defaultdict
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from linter.audit.model import AuditError
from linter.audit.page import Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.audit.model import ArchivedPage, Terms

_START_SECONDS = 120.0
"""Seconds that a child may take to read the rules; some 0.5 on an idle machine."""


_STOPPED = "stopped"


class StoppedError(AuditError):
    """The run was ended while a page was being checked."""


class _GoneError(Exception):
    """The child died; ``late`` if it was ended for its time."""

    def __init__(self, *, late: bool) -> None:
        super().__init__()
        self.late = late


class Guard:
    """One child, started when it is needed and again when it died."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._child: subprocess.Popen[bytes] | None = None
        self.stopped = False

    def check(self, page: ArchivedPage) -> Result:
        """Check a page. Raises AuditError where no child can be started, and StoppedError after ``stop``."""
        found = self._tried(page) or self._tried(page)
        return found or Result("killed", "its process was killed, twice (out of memory?)", {}, [])

    def _tried(self, page: ArchivedPage) -> Result | None:
        """Check a page, or return None if the child was killed at it."""
        child = self._started()
        try:
            found: Result = self._answer(child, self._terms.page_seconds, page)
        except _GoneError as gone:
            self.close()
            if self.stopped:
                raise StoppedError(_STOPPED) from None
            return Result("timeout", f"took more than {self._terms.page_seconds:g} s", {}, []) if gone.late else None
        return found

    def _started(self) -> subprocess.Popen[bytes]:
        """Return a child that is ready; one without the working directory on its path, where anything may lie."""
        if self.stopped:
            raise StoppedError(_STOPPED)
        if self._child is None or self._child.poll() is not None:
            self.close()
            package = str(Path(__file__).parents[2])
            start = f"import sys; sys.path.insert(0, {package!r}); from linter.audit.child import main; main()"
            child = subprocess.Popen(  # noqa: S603 - ourselves
                [sys.executable, "-P", "-c", start], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            self._child = child
            try:
                self._answer(child, _START_SECONDS, self._terms)
            except _GoneError:
                self.close()
                if self.stopped:
                    raise StoppedError(_STOPPED) from None
                msg = "the process that checks pages cannot be started; see above"
                raise AuditError(msg) from None
        return self._child

    def _answer(self, child: subprocess.Popen[bytes], seconds: float, question: Terms | ArchivedPage) -> Any:
        """Send something to the child and return what it says. Raises _GoneError."""
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        watch = threading.Timer(seconds, end)
        watch.daemon = True
        watch.start()
        try:
            pickle.dump(question, _stream(child.stdin), pickle.HIGHEST_PROTOCOL)
            _stream(child.stdin).flush()
            return pickle.load(_stream(child.stdout))  # noqa: S301 - from our own child
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            raise _GoneError(late=late.is_set()) from None
        finally:
            watch.cancel()

    def stop(self) -> None:
        """End the child, and whoever waits for it."""
        self.stopped = True
        if self._child is not None:
            self._child.kill()

    def close(self) -> None:
        """End the child, if there is one."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout):
                with suppress(OSError):  # what was not sent any more
                    _stream(stream).close()


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # noqa: S101 - Popen was asked for it
    return stream


_idle: defaultdict[Terms, list[Guard]] = defaultdict(list)
_busy: set[Guard] = set()
_lock = threading.Lock()


@contextmanager
def borrowed(terms: Terms) -> Iterator[Guard]:
    """Lend a guard to one shard: a child outlives it, since reading the rules takes longer than many a page."""
    with _lock:
        guard = _idle[terms].pop() if _idle[terms] else Guard(terms)
        _busy.add(guard)
    try:
        yield guard
    finally:
        with _lock:
            _busy.discard(guard)
            if not guard.stopped:
                _idle[terms].append(guard)


def stop_all() -> None:
    """End all children, those that are checking a page too."""
    with _lock:
        for guard in _busy:
            guard.stop()
        for guards in _idle.values():
            for guard in guards:
                guard.close()
        _idle.clear()


atexit.register(stop_all)
