"""``affilint audit`` of addresses and of WordPress: the findings of ``check``, and a run that goes on although the site changes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpx", reason="the extra web is not installed")
pytest.importorskip("protego", reason="the extra web is not installed")
pytest.importorskip("pyarrow", reason="the extra audit is not installed")

from linter.audit.guard import stop_all
from tests.audit.conftest import findings, rows
from tests.published.test_addresses import BAD, GOOD, html, sitemap
from tests.published.web_server import Site, serving
from tests.published.wordpress_server import PASSWORD, WordPress

pytestmark = pytest.mark.large

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
PRIVATE = ("--allow-private", "127.0.0.1", "--rate", "1000")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served
    stop_all()


def audited(affilint: Affilint, *args: str) -> subprocess.CompletedProcess[str]:
    return affilint("audit", *PRIVATE, "--out", "audit", "--jobs", "1", *args)


def named(findings_: list[str], site: Site) -> list[str]:
    """Findings under the names that ``check`` gives them."""
    origin = site.url("")
    return [item.replace(f'"{origin.removeprefix("http://")}', f'"{origin}').replace(".html", "") for item in findings_]


def test_findings_are_those_of_check(affilint: Affilint, site: Site, tmp_path: Path) -> None:
    for number in range(3):
        site.page(f"/{number}", html(BAD if number else GOOD))
    site.routes["/sitemap.xml"] = sitemap_reply(site, "/0", "/1", "/2", "/gone")
    done = audited(affilint, "--sitemap", site.url("/sitemap.xml"))
    assert done.stdout.splitlines()[0] == "pages checked: 3, findings: 2, records skipped: 0 (audit)"
    gone = f"affilint: missing: addresses ({site.url('/gone')}): unreadable: the server answers 404 (Not Found)\n"
    assert (done.stderr, done.returncode) == (gone, 2)
    checked = json.loads(affilint("check", *PRIVATE, "--sitemap", site.url("/sitemap.xml"), "--format", "json").stdout)
    assert named(findings(tmp_path / "audit"), site) == sorted(
        json.dumps(item, sort_keys=True) for item in checked["findings"]
    )
    pages = rows(tmp_path / "audit", "pages")
    assert [(row["url"], row["source"], row["whole"]) for row in pages] == [
        (site.url(f"/{n}"), "addresses", True) for n in range(3)
    ]


def sitemap_reply(site: Site, *paths: str) -> Any:
    from tests.published.web_server import Reply

    return Reply(sitemap(site, *paths))


def test_first_page_of_a_site_stands_for_its_sitemap(affilint: Affilint, site: Site, tmp_path: Path) -> None:
    site.page("/", html(GOOD))
    site.page("/jars", html(BAD))
    site.routes["/sitemap.xml"] = sitemap_reply(site, "/jars")
    assert audited(affilint, site.url()).returncode == 0
    assert [row["url"] for row in rows(tmp_path / "audit", "pages")] == [site.url(), site.url("/jars")]


@pytest.mark.parametrize("stored", [True, False])
def test_posts_of_wordpress_have_their_edit_links(
    affilint: Affilint, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, stored: bool
) -> None:
    WordPress(site, {1: BAD, 2: GOOD})
    if stored:
        monkeypatch.setenv("AFFILINT_WORDPRESS_USER", "editor")
        monkeypatch.setenv("AFFILINT_WORDPRESS_PASSWORD", PASSWORD)
    assert audited(affilint, f"wordpress:{site.url('')}").returncode == 0
    first = rows(tmp_path / "audit", "pages")[0]
    assert (first["place"], first["whole"], first["disclosed"]) == ("post 1", False, "no")
    assert first["edit"] == site.url("/wp-admin/post.php?post=1&action=edit")
    written = [path for path in (tmp_path / "audit").rglob("*") if path.is_file()]
    assert [path for path in written if PASSWORD.encode() in path.read_bytes()] == []


def test_resumed_run_reads_again_what_the_site_has_changed(affilint: Affilint, site: Site, tmp_path: Path) -> None:
    paths = [f"/{number}" for number in range(4)]
    for path in paths:
        site.page(path, html(GOOD))
    command = ("--sitemap", site.url("/sitemap.xml"), "--shard-pages", "1")
    site.routes["/sitemap.xml"] = sitemap_reply(site, *paths)
    assert audited(affilint, *command).stdout.startswith("pages checked: 4, findings: 0")
    site.page("/1", html(BAD))
    site.routes["/sitemap.xml"] = sitemap_reply(site, *paths[:3])
    again = audited(affilint, *command, "--resume")
    assert again.stdout.startswith(
        "pages checked: 3, findings: 1, records skipped: 0, shards from before: 2 of 3 (audit)\n"
    )
    assert [row["url"] for row in rows(tmp_path / "audit", "pages")] == [site.url(path) for path in paths[:3]]
    assert "pages checked" not in audited(affilint, *command[:1], site.url("/other.xml"), "--resume").stdout


def test_too_large_page_is_missing(affilint: Affilint, site: Site) -> None:
    site.page("/", html(BAD * 20))
    done = audited(affilint, site.url("/?a"), "--max-page-bytes", "100")
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("posts", "https://jars.example/"), "addresses and paths are read in runs of their own: leave out posts"),
        (("https://jars.example/", "--files-from", "a"), "--files-from is about files; it has no meaning for addresses"),
        (("posts", "--rate", "2"), "--rate and --allow-private are about addresses, and none is named"),
    ],
)  # fmt: skip
def test_mistakes_on_the_command_line_are_named(affilint: Affilint, args: tuple[str, ...], said: str) -> None:
    run = affilint("audit", "--out", "audit", *args)
    assert (run.returncode, run.stderr) == (2, f"affilint: {said}\n")


def test_site_without_a_page_is_no_success(affilint: Affilint, site: Site) -> None:
    WordPress(site, {})
    done = audited(affilint, f"wordpress:{site.url('')}")
    assert (done.returncode, "no page was checked" in done.stderr) == (2, True)
