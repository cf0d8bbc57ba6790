"""Fixtures and helpers shared by all tests."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from linter.article import read_article
from linter.cli import main
from linter.configuration.resolver import ConfigResolver
from linter.data import resources
from linter.rulebook.loader import Rulebook
from linter.running.one_file import check_text
from linter.running.result import RunResult
from linter.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linter.article.model import Article
    from linter.finding import Finding

    Affilint = Callable[..., subprocess.CompletedProcess[str]]

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
CI = bool(os.environ.get("CI"))

settings.register_profile(
    "affilint",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("affilint")


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> None:
    """Let Ctrl-C reach the processes that tests start, even if this run ignores it (``nohup``, CI)."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def shared() -> Path:
    """The folder of labelled cases; tests that measure on it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("../shared with the labelled cases is not here")
    return SHARED


def article(text: str, name: str = "a.md") -> Article:
    return read_article(Source(name, text))


def check(text: str, name: str = "a.md", resolver: ConfigResolver | None = None) -> list[Finding]:
    return report(text, name, resolver).findings


def _resolver(folder: Path) -> ConfigResolver:
    """Return a new resolver for a test's own folder, and a shared one for the repository's folder.

    The repository's configuration never changes during a run, and building it costs much more than checking a text.
    """
    return _OF_THE_ROOT if folder == ROOT else ConfigResolver()


_OF_THE_ROOT = ConfigResolver()


def report(text: str | bytes, name: str = "a.md", resolver: ConfigResolver | None = None) -> RunResult:
    data = text.encode() if isinstance(text, str) else text
    return check_text(data, Path(name), resolver or _resolver(Path.cwd()))


def rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


@pytest.fixture
def affilint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line inside this process, in the test's folder."""

    def run(*args: str | Path, stdin: str | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        given = io.TextIOWrapper(io.BytesIO((stdin or "").encode()), encoding="utf-8")
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        with monkeypatch.context() as patched:
            patched.chdir(cwd or tmp_path)
            for name, stream in (("stdin", given), ("stdout", out), ("stderr", err)):
                patched.setattr(sys, name, stream)
            with pytest.raises(SystemExit) as ended:
                main([*map(str, args)])
        texts = []
        for stream in (out, err):
            stream.flush()
            texts.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
        code = ended.value.code
        return subprocess.CompletedProcess(args, code if isinstance(code, int) else bool(code), *texts)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line in a separate process, in the test's folder."""

    def run(*args: str | Path, stdin: str | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "linter", *map(str, args)],
            cwd=cwd or tmp_path,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def _rules_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(ROOT / "rules", tmp_path_factory.mktemp("shipped") / "rules")


@pytest.fixture
def shipped(_rules_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the folder of rules that is taken for the shipped one, for tests of what is wrong in it.

    It is one folder for all tests, as shipped again after each: the cache keeps what was read of the files in their places.
    """
    monkeypatch.setattr(resources, "__file__", str(_rules_copy.parent / "linter" / "data" / "resources.py"))
    forget()
    yield _rules_copy
    monkeypatch.undo()
    forget()
    for path in _rules_copy.rglob("*.*"):
        if not (ROOT / "rules" / path.relative_to(_rules_copy)).exists():
            path.unlink()
    shutil.copytree(ROOT / "rules", _rules_copy, dirs_exist_ok=True)


def forget() -> None:
    """Empty what the package keeps of data that it has read."""
    for name, module in list(sys.modules.items()):
        for kept in vars(module).values() if name.startswith("linter.") else ():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()
    Rulebook.shipped.cache_clear()


def plain(text: str) -> str:
    """Collapse white space."""
    return re.sub(r"\s+", " ", text).strip()
