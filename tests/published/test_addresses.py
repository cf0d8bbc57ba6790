"""``check``, ``links`` and ``report`` of pages behind addresses; against a server on the loopback."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpx", reason="the extra web is not installed")
pytest.importorskip("protego", reason="the extra web is not installed")

from linter.published.fetch import Web
from tests.conftest import ROOT
from tests.published.web_server import HTML, Reply, Site, serving

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]


TAG = "https://www.amazon.com/dp/B0PANTRY02?tag=slowpantry-20"


NOTICE = "We may earn a commission if you buy through the links in this article."


GOOD = f'<p>{NOTICE}</p><p>The jar is <a rel="sponsored" href="{TAG}">at Millwright</a>.</p>'


BAD = f'<p>The jar is <a rel="sponsored" href="{TAG}">at Millwright</a>.</p>'


PRIVATE = ("--allow-private", "127.0.0.1", "--rate", "1000")


def html(body: str, title: str = "Jars") -> str:
    return f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><main>{body}</main></body></html>'


@pytest.fixture
def site() -> Iterator[Site]:
    """A site of which no page is kept: its port may be that of an earlier one."""
    shutil.rmtree(Path(os.environ["XDG_CACHE_HOME"]) / "affilint" / "web", ignore_errors=True)
    with serving() as served:
        yield served


def checked(affilint: Affilint, *args: str | Path, stdin: str | None = None) -> dict[str, Any]:
    run = affilint("check", *PRIVATE, *args, "--format", "json", stdin=stdin)
    return {"code": run.returncode, "said": run.stderr, **json.loads(run.stdout or "{}")}


def failures(result: dict[str, Any], site: Site) -> dict[str, str]:
    return {item["path"].removeprefix(site.url("")): item["message"] for item in result["failures"]}


def sitemap(site: Site, *paths: str, kind: str = "url") -> bytes:
    entries = "".join(f"<{kind}><loc>{site.url(path)}</loc></{kind}>" for path in paths)
    root = "urlset" if kind == "url" else "sitemapindex"
    return f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</{root}>'.encode()


def test_page_is_checked_and_its_findings_are_named_by_the_address(affilint: Affilint, site: Site) -> None:
    site.page("/jars/", html(BAD))
    result = checked(affilint, site.url("/jars/#buy"))
    assert [(item["path"], item["rule"]) for item in result["findings"]] == [(site.url("/jars/"), "disclosure/missing")]
    assert [item["path"] for item in result["articles"]] == [site.url("/jars/")]
    assert (result["code"], result["summary"]["files"]) == (1, 1)


def test_page_without_findings_exits_with_0(affilint: Affilint, site: Site) -> None:
    site.page("/", html(GOOD))
    run = affilint("check", *PRIVATE, site.url())
    assert (run.returncode, run.stdout) == (0, "1 file checked: nothing found\n")


def test_pages_that_cannot_be_had_are_named_and_the_others_checked(affilint: Affilint, site: Site) -> None:
    site.page("/jars", html(BAD))
    site.routes["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private")
    site.routes["/photo"] = Reply(b"\x89PNG", headers={"Content-Type": "image/png"})
    result = checked(affilint, *(site.url(path) for path in ("/gone", "/private", "/photo", "/jars")))
    assert failures(result, site) == {
        "/gone": "the server answers 404 (Not Found)",
        "/photo": "no page of HTML: image/png",
        "/private": "the robots.txt of its host disallows it",
    }
    assert [item["rule"] for item in result["findings"]] == ["disclosure/missing"]
    assert result["code"] == 2


def test_text_output_has_one_line_for_each_page_that_cannot_be_had(affilint: Affilint, site: Site) -> None:
    site.page("/jars", html(GOOD))
    out = affilint("check", *PRIVATE, site.url("/gone"), site.url("/jars")).stdout
    assert out.splitlines()[0] == f"{site.url('/gone')}: cannot check: the server answers 404 (Not Found)"


def test_loopback_is_refused_by_default(affilint: Affilint, site: Site) -> None:
    run = affilint("check", site.url())
    assert run.returncode == 2
    assert "not on the public internet" in run.stdout
    assert site.asked == []


def test_configuration_of_the_working_folder_holds(affilint: Affilint, site: Site, tmp_path: Path) -> None:
    site.page("/jars", html(BAD))
    site.page("/old/jars", html(BAD))
    (tmp_path / "affilint.yml").write_text(
        "rules:\n  disclosure/missing: warning\noverrides:\n  - paths: ['127.0.0.1*/old/**']\n    rules: {disclosure/missing: off}\n"
    )
    result = checked(affilint, site.url("/jars"), site.url("/old/jars"))
    assert [(item["path"], item["severity"]) for item in result["findings"]] == [(site.url("/jars"), "warning")]
    assert result["code"] == 0


def test_mistake_in_the_configuration_is_named_before_anything_is_fetched(
    affilint: Affilint, site: Site, tmp_path: Path
) -> None:
    (tmp_path / "affilint.yml").write_text("rulez: {}\n")
    run = affilint("check", *PRIVATE, site.url())
    assert run.returncode == 2
    assert "affilint.yml:1:1" in run.stderr
    assert site.asked == []


def test_templates_around_the_working_folder_do_not_count(affilint: Affilint, site: Site, tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text('title = "Jars"\n')
    layout = tmp_path / "layouts" / "_default" / "single.html"
    layout.parent.mkdir(parents=True)
    layout.write_text(f"<p>{NOTICE}</p>{{{{ .Content }}}}")
    site.page("/jars", html(BAD))
    assert [item["rule"] for item in checked(affilint, site.url("/jars"))["findings"]] == ["disclosure/missing"]


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("text/html; charset=windows-1252", "Café".encode("cp1252")),
        ("text/html; charset=nonsense", b'<meta charset="windows-1252">' + "Café".encode("cp1252")),
        ("text/html", "\ufeffCafé".encode("utf-16-le")),
        ('text/html; charset="UTF-8"', "Café".encode()),
    ],
)
def test_charset_is_read_as_browsers_do(affilint: Affilint, site: Site, header: str, body: bytes) -> None:
    site.routes["/"] = Reply(body, headers={"Content-Type": header})
    assert checked(affilint, site.url())["code"] == 0


def test_wrong_charset_of_the_server_is_a_failure_of_its_page(affilint: Affilint, site: Site) -> None:
    site.routes["/"] = Reply("<p>Café".encode("cp1252"), headers={"Content-Type": "text/html; charset=utf-8"})
    assert failures(checked(affilint, site.url()), site)["/"].startswith("not valid utf-8")


def test_page_with_many_links_is_checked(affilint: Affilint, site: Site) -> None:
    links = "".join(f'<a href="/p/{number}">{number}</a> ' for number in range(100_000))
    site.page("/", html(f"<p>{links}</p>{BAD}"))
    result = checked(affilint, site.url())
    assert [item["rule"] for item in result["findings"]] == ["disclosure/missing"]


def test_addresses_that_lead_to_one_page_are_checked_once(affilint: Affilint, site: Site) -> None:
    site.page("/jars/", html(BAD))
    site.routes["/jars"] = Reply(status=301, headers={"Location": "/jars/"})
    result = checked(affilint, site.url("/jars"), site.url("/jars/"))
    assert [item["path"] for item in result["findings"]] == [site.url("/jars/")]
    assert "1 page not checked twice" in result["said"]


def test_sitemap_with_its_index_and_gzip_is_followed(affilint: Affilint, site: Site) -> None:
    site.routes["/sitemap.xml"] = Reply(sitemap(site, "/posts.xml.gz", "/pages.xml", "/sitemap.xml", kind="sitemap"))
    site.routes["/posts.xml.gz"] = Reply(
        gzip.compress(sitemap(site, "/a", "/b")), headers={"Content-Type": "application/gzip"}
    )
    site.routes["/pages.xml"] = Reply(sitemap(site, "/b", "/c", "/list.pdf"))
    for path in ("/a", "/b", "/c"):
        site.page(path, html(BAD))
    site.routes["/list.pdf"] = Reply(b"%PDF", headers={"Content-Type": "application/pdf"})
    result = checked(affilint, "--sitemap", site.url("/sitemap.xml"))
    assert [item["path"] for item in result["findings"]] == [site.url(path) for path in ("/a", "/b", "/c")]
    assert "1 page of the sitemap left out: application/pdf, not HTML" in result["said"]
    assert (result["code"], site.paths().count("/b")) == (1, 1)


def test_broken_sitemap_is_a_failure(affilint: Affilint, site: Site) -> None:
    site.routes["/sitemap.xml"] = Reply(
        b'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/hostname">]><urlset><url><loc>&x;</loc></url></urlset>'
    )
    result = checked(affilint, "--sitemap", site.url("/sitemap.xml"))
    assert list(failures(result, site)) == ["/sitemap.xml"]
    assert result["code"] == 2


def test_pages_of_other_hosts_in_a_sitemap_are_named_and_not_fetched(affilint: Affilint, site: Site) -> None:
    site.page("/a", html(GOOD))
    listed = sitemap(site, "/a").replace(b"</urlset>", b"<url><loc>http://localhost:1/x</loc></url></urlset>")
    site.routes["/sitemap.xml"] = Reply(listed)
    result = checked(affilint, "--sitemap", site.url("/sitemap.xml"))
    assert failures(result, site) == {"/sitemap.xml": "lists 1 address of another host, localhost, which was not named"}
    assert (result["summary"]["files"], result["code"]) == (1, 2)


def test_list_of_addresses_may_hold_blank_lines_and_comments(affilint: Affilint, site: Site, tmp_path: Path) -> None:
    for path in ("/a", "/b"):
        site.page(path, html(BAD))
    text = f"\ufeff# the worst of last week\r\n\r\n{site.url('/a')}\r\n  # done: {site.url('/c')}\n {site.url('/b')} \n"
    (tmp_path / "pages.txt").write_text(text, encoding="utf-8", newline="")
    by_file = checked(affilint, "--urls", "pages.txt")
    assert [item["path"] for item in by_file["findings"]] == [site.url("/a"), site.url("/b")]
    assert checked(affilint, "--urls", "-", stdin=text)["findings"] == by_file["findings"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("# nothing\n\n", "it lists no address"),
        ("https://jars.example/\nfile:///etc/passwd\n", "line 2: 'file:///etc/passwd' is no http or https address"),
        ("jars.example/a\n", "line 1: 'jars.example/a' is no http or https address"),
        ("https://editor:word@jars.example/\n", "line 1: the address of jars.example holds a user name or a password, which is never sent"),
    ],
)  # fmt: skip
def test_wrong_list_of_addresses_is_named(affilint: Affilint, tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "pages.txt").write_text(content)
    run = affilint("check", "--urls", "pages.txt")
    assert (run.returncode, run.stderr) == (2, f"affilint: --urls pages.txt: {message}\n")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["https://jars.example/", "posts"], "addresses and paths are read in runs of their own: leave out posts"),
        (["https://jars.example/", "--fix"], "--fix is about files; it has no meaning for addresses"),
        (["https://jars.example/", "--diff-base", "main"], "--diff-base is about files; it has no meaning for addresses"),
        (["posts", "--rate", "2"], "--rate and --allow-private are about addresses, and none is named"),
        (["--sitemap", "sitemap.xml"], "'sitemap.xml' is no http or https address"),
        (["https://"], "'https://' is no http or https address"),
    ],
)  # fmt: skip
def test_mistakes_on_the_command_line_are_named(affilint: Affilint, args: list[str], message: str) -> None:
    run = affilint("check", *args)
    assert (run.returncode, run.stderr) == (2, f"affilint: {message}\n")


def test_second_run_asks_only_whether_pages_have_changed(affilint: Affilint, site: Site) -> None:
    def answer(headers: dict[str, str]) -> Reply:
        if headers.get("if-none-match") == '"7"':
            return Reply(status=304)
        return Reply(html(BAD).encode(), headers={"Content-Type": HTML, "ETag": '"7"'})

    site.routes["/"] = answer
    first, second = (checked(affilint, site.url()) for _ in range(2))
    assert first == second
    assert [headers.get("if-none-match") for path, headers in site.asked if path == "/"] == [None, '"7"']
    checked(affilint, site.url(), "--no-cache")
    assert "if-none-match" not in site.asked[-1][1]


def test_run_that_was_stopped_goes_on_where_it_was(
    affilint: Affilint, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in ("/a", "/b", "/c"):
        site.page(path, html(BAD))
    addresses = [site.url(path) for path in ("/a", "/b", "/c")]
    get = Web.get

    def interrupted(self: Web, address: str) -> Any:
        if address.endswith("/c"):
            raise KeyboardInterrupt
        return get(self, address)

    with monkeypatch.context() as patched:
        patched.setattr(Web, "get", interrupted)
        run = affilint("check", *PRIVATE, *addresses)
    assert (run.returncode, run.stderr) == (2, "affilint: stopped; the same command goes on where it was\n")
    result = checked(affilint, *addresses)
    assert [item["path"] for item in result["findings"]] == addresses
    assert "2 pages had been fetched before the run was stopped" in result["said"]
    assert [site.paths().count(path) for path in ("/a", "/b", "/c")] == [1, 1, 1]
    checked(affilint, *addresses)
    assert site.paths().count("/a") == 2


def test_host_that_fails_again_and_again_is_given_up(affilint: Affilint, site: Site) -> None:
    addresses = [f"http://127.0.0.1:1/{number}" for number in range(7)]
    result = checked(affilint, *addresses)
    said = [item["message"] for item in result["failures"]]
    assert said[:5] == ["no connection: Connection refused"] * 5
    assert said[5:] == ["not tried: 5 pages of 127.0.0.1 in a row could not be had"] * 2


def test_links_of_pages_are_listed(affilint: Affilint, site: Site) -> None:
    site.page("/jars", html(BAD))
    run = affilint("links", *PRIVATE, site.url("/jars"), site.url("/gone"), "--format", "json")
    rows = json.loads(run.stdout)["links"]
    assert [(row["path"], row["programme"], row["disclosed"]) for row in rows] == [
        (site.url("/jars"), "Amazon Associates", "no")
    ]
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)


def test_report_is_written_about_pages(affilint: Affilint, site: Site, tmp_path: Path) -> None:
    pytest.importorskip("jinja2", reason="the extra report is not installed")
    site.routes["/sitemap.xml"] = Reply(sitemap(site, "/jars", "/gone"))
    site.page("/jars", html(BAD))
    run = affilint("report", *PRIVATE, "--sitemap", site.url("/sitemap.xml"), "-o", "r.html", "-o", "r.csv")
    assert run.returncode == 2
    failure = f"affilint: {site.url('/gone')}: cannot check: the server answers 404 (Not Found)\n"
    assert run.stderr == f"affilint: wrote r.html\naffilint: wrote r.csv\n{failure}"
    assert site.url("/jars") in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert site.url("/jars") in (tmp_path / "r.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("is_named", [True, False])
def test_report_on_a_site_follows_its_sitemap(
    affilint: Affilint, site: Site, tmp_path: Path, *, is_named: bool
) -> None:
    pytest.importorskip("jinja2", reason="the extra report is not installed")
    name = "/wp-sitemap.xml" if is_named else "/sitemap.xml"
    if is_named:
        site.routes["/robots.txt"] = Reply(f"Sitemap: {site.url(name)}\nSitemap: https://cdn.example/x.xml\n".encode())
    site.routes[name] = Reply(sitemap(site, "/jars"), headers={"Content-Type": "application/xml"})
    site.page("/", html(GOOD))
    site.page("/jars", html(BAD))
    assert affilint("report", *PRIVATE, site.url(), "-o", "r.csv").returncode == 0
    assert site.url("/jars") in (tmp_path / "r.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("reply", [Reply(status=404), Reply(b"<p>Jars", headers={"Content-Type": HTML})])
def test_report_says_that_a_site_has_no_sitemap(affilint: Affilint, site: Site, reply: Reply) -> None:
    pytest.importorskip("jinja2", reason="the extra report is not installed")
    site.routes["/sitemap.xml"] = reply
    site.page("/", html(BAD))
    run = affilint("report", *PRIVATE, site.url(), "-o", "r.csv")
    assert run.returncode == 0
    assert f"{site.url()} is the only page that is known of its site" in run.stderr


@pytest.mark.parametrize("made_by", ["WordPress", "another"])
def test_report_names_the_posts_of_a_wordpress_without_a_sitemap(affilint: Affilint, site: Site, made_by: str) -> None:
    pytest.importorskip("jinja2", reason="the extra report is not installed")
    site.routes["/sitemap.xml"] = Reply(status=404)
    head = '<link rel="https://api.w.org/" href="/wp-json/">' if made_by == "WordPress" else ""
    site.page("/", html(f"{head}{GOOD}"))
    run = affilint("report", *PRIVATE, site.url(), "-o", "r.csv")
    assert run.returncode == 0
    assert ("wordpress:http" in run.stderr) == (made_by == "WordPress")


def test_report_with_a_sitemap_that_cannot_be_had_exits_with_2(affilint: Affilint, site: Site) -> None:
    pytest.importorskip("jinja2", reason="the extra report is not installed")
    site.routes["/sitemap.xml"] = Reply(status=403)
    site.page("/", html(GOOD))
    assert affilint("report", *PRIVATE, site.url(), "-o", "r.csv").returncode == 2


def test_sarif_names_the_address(affilint: Affilint, site: Site) -> None:
    site.page("/jars", html(BAD))
    run = affilint("check", *PRIVATE, site.url("/jars"), "--format", "sarif")
    (result,) = json.loads(run.stdout)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": site.url("/jars")}


def test_worked_example_is_what_comes_out(affilint: Affilint, site: Site) -> None:
    page = (ROOT / "docs" / "published-page.md").read_text(encoding="utf-8")
    section = page.partition("\n## Behind an address\n")[2].partition("\n## ")[0]
    (body,) = re.findall(r"```html\n(.*?)```", section, re.DOTALL)
    site.page("/posts/sourdough-jars/", body)
    site.routes["/sitemap.xml"] = Reply(sitemap(site, "/posts/sourdough-jars/", "/posts/rye-starter/"))
    shown = re.findall(r"^\$ affilint (.*)\n((?:(?!\$ |```).*\n)*)", section, re.MULTILINE)
    assert len(shown) == 2
    for command, output in shown:
        run = affilint(*command.replace("18000", str(site.port)).split())
        assert (run.stdout + run.stderr).replace(str(site.port), "18000") == output
