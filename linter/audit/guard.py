"""Checks pages in a child process with limits, so that a page that crashes or hangs it affects no other page.

The child gets one page at a time, so the page that crashed it is known. That page is tried once more in a new child, as
the first one may have died for another reason (out of memory because of another process).
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
"""Seconds that a child may take to load the rules; about 0.5 on an idle machine."""


_STOPPED = "stopped"


class StoppedError(AuditError):
    """The run was stopped while a page was being checked."""


class _ChildDiedError(Exception):
    """The child died; ``timed_out`` if it was killed at its time limit."""

    def __init__(self, *, timed_out: bool) -> None:
        super().__init__()
        self.timed_out = timed_out


class Guard:
    """One child process, started on demand and again after it died."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._child: subprocess.Popen[bytes] | None = None
        self.stopped = False

    def check(self, page: ArchivedPage) -> Result:
        """Check a page. Raises AuditError if no child can be started, and StoppedError after ``stop``."""
        found = self._attempt(page) or self._attempt(page)
        return found or Result("killed", "its process was killed, twice (out of memory?)", {}, [])

    def _attempt(self, page: ArchivedPage) -> Result | None:
        """Check a page; None if it killed the child."""
        child = self._running_child()
        try:
            found: Result = self._request(child, self._terms.page_seconds, page)
        except _ChildDiedError as error:
            self.close()
            if self.stopped:
                raise StoppedError(_STOPPED) from None
            return (
                Result("timeout", f"took more than {self._terms.page_seconds:g} s", {}, []) if error.timed_out else None
            )
        return found

    def _running_child(self) -> subprocess.Popen[bytes]:
        """Return a running child, started without the working directory on its path, so that no module there is imported."""
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
                self._request(child, _START_SECONDS, self._terms)
            except _ChildDiedError:
                self.close()
                if self.stopped:
                    raise StoppedError(_STOPPED) from None
                msg = "the process that checks pages cannot be started; see above"
                raise AuditError(msg) from None
        return self._child

    def _request(self, child: subprocess.Popen[bytes], seconds: float, message: Terms | ArchivedPage) -> Any:
        """Send a message to the child and return its answer. Raises _ChildDiedError."""
        timed_out = threading.Event()

        def end() -> None:
            timed_out.set()
            child.kill()

        watch = threading.Timer(seconds, end)
        watch.daemon = True
        watch.start()
        try:
            pickle.dump(message, _stream(child.stdin), pickle.HIGHEST_PROTOCOL)
            _stream(child.stdin).flush()
            return pickle.load(_stream(child.stdout))  # noqa: S301 - from our own child
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            raise _ChildDiedError(timed_out=timed_out.is_set()) from None
        finally:
            watch.cancel()

    def stop(self) -> None:
        """Kill the child; a waiting ``check`` raises StoppedError."""
        self.stopped = True
        if self._child is not None:
            self._child.kill()

    def close(self) -> None:
        """Kill the child, if there is one."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout):
                with suppress(OSError):  # data that was not sent
                    _stream(stream).close()


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # noqa: S101 - Popen opened it with PIPE
    return stream


_idle: defaultdict[Terms, list[Guard]] = defaultdict(list)
_busy: set[Guard] = set()
_lock = threading.Lock()


@contextmanager
def guard_for(terms: Terms) -> Iterator[Guard]:
    """Lend a guard to one shard; its child is reused, as loading the rules takes longer than checking most pages."""
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
    """Kill all children, including those that are checking a page."""
    with _lock:
        for guard in _busy:
            guard.stop()
        for guards in _idle.values():
            for guard in guards:
                guard.close()
        _idle.clear()


atexit.register(stop_all)
