"""docs/published-page.md about WordPress, and the nightly report in examples/: what they show is what comes out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("httpx", reason="the extra web is not installed")
pytest.importorskip("protego", reason="the extra web is not installed")

from linter.published.sources import kinds
from tests.conftest import ROOT
from tests.published.web_server import Site, serving
from tests.published.wordpress_server import PASSWORD, WordPress

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
PAGE = (ROOT / "docs" / "published-page.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("\n## WordPress\n")[2].partition("\n## ")[0]
(POST,) = re.findall(r"```html\n(.*?)\n```", SECTION, re.DOTALL)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


def test_worked_example_is_what_comes_out(affilint: Affilint, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    WordPress(site, {12: POST})
    monkeypatch.setenv("AFFILINT_WORDPRESS_USER", "editor")
    monkeypatch.setenv("AFFILINT_WORDPRESS_PASSWORD", PASSWORD)
    ((command, output),) = re.findall(r"^\$ affilint (.*18000.*)\n((?:(?!\$ |```).*\n)*)", SECTION, re.MULTILINE)
    run = affilint(*command.replace("18000", str(site.port)).split())
    assert (run.stdout + run.stderr).replace(str(site.port), "18000") == output


def test_every_kind_of_source_is_described() -> None:
    assert [kind for kind in kinds() if f"`{kind}:" not in PAGE] == []


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
@pytest.mark.parametrize("is_whole", [True, False])
def test_nightly_report_is_written_and_says_only_what_is_missing(tmp_path: Path, site: Site, *, is_whole: bool) -> None:
    pytest.importorskip("jinja2", reason="the extra report is not installed")
    wordpress = WordPress(site, {12: POST, 13: POST})
    if not is_whole:
        wordpress.types["posts"][13]["content"] = None
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "affilint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m linter "$@"\n')
    (tools / "affilint").chmod(0o755)
    folder = ROOT / "examples" / "nightly-report"
    settings = (folder / "settings").read_text()
    values = {
        "SITE": site.url(""),
        "REPORTS": str(tmp_path / "reports"),
        "AFFILINT_WORDPRESS_PASSWORD": f"'{PASSWORD}'",
    }
    for name, value in values.items():
        settings, count = re.subn(rf"(?m)^{name}=.*$", f"{name}={value}", settings)
        assert count == 1
    (tmp_path / "settings").write_text(settings)
    done = subprocess.run(
        [folder / "nightly-report.sh", tmp_path / "settings", "--allow-private", "127.0.0.1", "--rate", "1000"],
        env={**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0 if is_whole else 2, "")
    assert is_whole != (f"{site.url('/?p=13')}: cannot check: it is given without its text" in done.stderr)
    assert is_whole == (done.stderr == "")
    report = (tmp_path / "reports" / "report.html").read_text(encoding="utf-8")
    assert site.url("/wp-admin/post.php?post=12&amp;action=edit") in report
    assert list((tmp_path / "reports" / "history").iterdir())
