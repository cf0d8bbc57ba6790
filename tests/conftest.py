"""What tests share: a way to check a text, and the folders that may stand beside the repository."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from linter.article import read_article
from linter.run import Configs, Report, check_text
from linter.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.model import Article
    from linter.finding import Finding

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


def check(text: str, name: str = "a.md", configs: Configs | None = None) -> list[Finding]:
    return report(text, name, configs).findings


def report(text: str | bytes, name: str = "a.md", configs: Configs | None = None) -> Report:
    data = text.encode() if isinstance(text, str) else text
    return check_text(data, Path(name), configs or Configs())


def rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


@pytest.fixture
def affilint(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line in a process of its own, in the test's folder."""

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


def plain(text: str) -> str:
    """Fold white space, for comparing readings."""
    return re.sub(r"\s+", " ", text).strip()
