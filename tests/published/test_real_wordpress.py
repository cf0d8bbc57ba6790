"""A real WordPress on the loopback: posts over REST give the findings that they give in WordPress's own export.

Skipped where Debian's packages are not installed (``tools/wordpress.sh install``).
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

pytest.importorskip("httpx", reason="the extra web is not installed")
pytest.importorskip("protego", reason="the extra web is not installed")
pytest.importorskip("pyarrow", reason="the extra audit is not installed")

from linter.audit.guard import stop_all
from tests.audit.conftest import rows
from tests.conftest import ROOT

pytestmark = pytest.mark.large

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
SCRIPT = ROOT / "tools" / "wordpress.sh"


@pytest.fixture
def wordpress(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a site with posts of every kind, and its folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path / "wp"
    started = subprocess.run([SCRIPT, "start", folder, str(port)], capture_output=True, encoding="utf-8", check=False)
    if started.returncode == 3:
        pytest.skip(f"no WordPress here: {started.stdout.strip()}")
    assert started.returncode == 0, started.stdout + started.stderr
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/wp-json/")
        yield address, folder
    finally:
        subprocess.run([SCRIPT, "stop", folder], check=True)
        stop_all()


def _wait_for(address: str) -> None:
    for _ in range(600):
        try:
            with urlopen(address) as answer:  # noqa: S310 - the loopback
                answer.read()
                return
        except URLError:
            time.sleep(0.1)
    pytest.fail(f"nothing answers at {address}")


def found(out: Path) -> list[str]:
    """The findings of an audit by address, sorted; the paths that differ by the input are left out."""
    return sorted(
        json.dumps({key: value for key, value in row.items() if key not in {"shard", "number", "path"}}, sort_keys=True)
        for row in rows(out, "findings")
    )


def pages(out: Path) -> list[dict[str, Any]]:
    return sorted(rows(out, "pages"), key=lambda row: row["url"])


def test_posts_over_rest_give_the_findings_of_the_export(
    affilint: Affilint, wordpress: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, folder = wordpress
    named = (f"wordpress:{address}", "--allow-private", "127.0.0.1", "--rate", "1000")
    assert affilint("audit", folder / "export.xml", "--out", "export", "--jobs", "1").returncode == 0
    monkeypatch.setenv("AFFILINT_WORDPRESS_USER", "editor")
    monkeypatch.setenv("AFFILINT_WORDPRESS_PASSWORD", (folder / "password").read_text())
    done = affilint("audit", *named, "--out", "rest", "--jobs", "1")
    assert done.returncode == 0, done.stderr

    over_rest, exported = pages(tmp_path / "rest"), pages(tmp_path / "export")
    assert len(over_rest) >= 200
    kept = ("url", "place", "bytes", "state", "language", "links", "programmes", "disclosed", "links_without_rel")
    assert [{key: row[key] for key in kept} for row in over_rest] == [
        {key: row[key] for key in kept} for row in exported
    ]
    assert found(tmp_path / "rest") == found(tmp_path / "export")
    rules = {row["rule"] for row in rows(tmp_path / "rest", "findings")}
    assert {
        "disclosure/missing",
        "disclosure/after-first-link",
        "disclosure/hidden",
        "links/rel-missing",
        "text/cut-after-possessive",
    } <= rules
    for row in over_rest:
        number = row["place"].removeprefix("post ")
        assert row["edit"] == f"{address}/wp-admin/post.php?post={number}&action=edit"

    lamp = next(row for row in over_rest if row["url"].endswith("blocks-not-told/"))
    page = affilint("check", lamp["url"], *named[1:], "--format", "json")
    assert {item["post"]["edit"] for item in json.loads(page.stdout)["findings"]} == {lamp["edit"]}

    report = affilint("report", *named, "-o", "report.csv", "--table", "articles")
    assert report.returncode == 0, report.stderr
    articles = (tmp_path / "report.csv").read_text(encoding="utf-8")
    for known in ("Edda Torr", "Inés Vale", "M. & N. Oduya", "Light & shade", "Tür & Tor"):
        assert known in articles

    monkeypatch.setenv("AFFILINT_WORDPRESS_PASSWORD", "guess")
    refused = affilint("links", *named)
    assert refused.returncode == 2
    assert "401 (Unauthorized)" in refused.stderr
    assert "the user and the application password do not hold" in refused.stderr

    monkeypatch.delenv("AFFILINT_WORDPRESS_USER")
    monkeypatch.delenv("AFFILINT_WORDPRESS_PASSWORD")
    rendered = affilint("links", *named, "--format", "json")
    assert rendered.returncode == 0, rendered.stderr
    assert "1 post of" in rendered.stderr
    links = json.loads(rendered.stdout)["links"]
    assert len({link["path"] for link in links}) >= 150
    assert not any(re.search(r"unpublished|behind-a-password", link["path"]) for link in links)
