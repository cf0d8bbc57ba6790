"""Pages in a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fontTools", reason="the extra test-large is not installed")

from tests.conftest import ROOT
from tests.published.rendered_pages import described, html, look_at, need_browser
from tests.published.web_server import HTML, Reply, serving

pytestmark = pytest.mark.large
need_browser()

Run = Callable[..., subprocess.CompletedProcess[str]]


def _write(folder: Path, name: str, text: str) -> Path:
    file = folder / f"{name}.html"
    file.write_text(text, encoding="utf-8")
    return file


def _found(done: Any) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for finding in done.result.findings:
        found.setdefault(Path(finding.path).stem, set()).add(finding.rule)
    return found


def test_faults_are_found_and_nothing_else(tmp_path: Path) -> None:
    wanted = {name: (text, rules) for kind in ("faults", "fine") for name, text, rules in described(kind)}
    assert len(wanted) >= 60
    done = look_at([_write(tmp_path, name, text) for name, (text, _) in wanted.items()], on_desk=False)
    assert done.result.failures == []
    assert _found(done) == {name: set(rules) for name, (_, rules) in wanted.items() if rules}


def test_finding_names_all_screens_and_stands_in_the_file(tmp_path: Path) -> None:
    text = html("⟨top⟩", style=".notice { color: #bbb }")
    done = look_at([_write(tmp_path, "grey", text)])
    (finding,) = done.result.findings
    assert text[finding.start : finding.end] == "We earn a commission when you buy through our links"
    assert "At 390 x 844 px" in finding.message
    assert "contrast of 1.9 to 1" in finding.message
    assert "(Also at 1366 x 768 px.)" in finding.message
    (link,) = finding.related
    assert text[link.start : link.end].startswith('<a rel="sponsored"')


def test_what_only_a_script_writes_stands_at_the_beginning(tmp_path: Path) -> None:
    script = "document.getElementById('here').innerHTML = '<p>⟨pick⟩</p><p>⟨notice⟩</p>'.replace('Glow', 'Gl' + 'ow')"
    page = html('⟨head⟩<div id="here"></div>', script=script.replace("amazon.com", "ama' + 'zon.com"))
    (finding,) = look_at([_write(tmp_path, "drawn", page)], on_desk=False).result.findings
    assert (finding.rule, finding.start) == ("rendered/disclosure-below-link", 0)
    assert "A script puts it into the page" in finding.message


def test_pages_that_hang_and_crash_are_failures_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from linter.published.rendered import look

    looked = look._looked

    async def crashing(visit: Any, supply: Any, *args: Any, **options: Any) -> Any:
        if b"Crash" in supply.page:
            await visit.session.send("Page.crash")
        return await looked(visit, supply, *args, **options)

    monkeypatch.setattr(look, "_looked", crashing)
    files = [
        _write(tmp_path, "crash", html("<p>Crash</p>⟨top⟩")),
        _write(tmp_path, "hang", html("⟨top⟩", script="while (true) {}")),
        _write(tmp_path, "sound", html("⟨top⟩", style=".notice { font-size: 8px }")),
    ]
    done = look_at(files, seconds=20.0, on_desk=False)
    assert [(one.path, one.message) for one in done.result.failures] == [
        ("crash.html", "cannot be shown: its tab crashes"),
        ("hang.html", "cannot be shown: it does not come to rest within 20 seconds"),
    ]
    assert _found(done) == {"sound": {"rendered/disclosure-small"}}


def test_hostile_scripts_get_nowhere(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    inside = tmp_path / "site"
    inside.mkdir()
    script = """
        alert('stay'); confirm('stay'); addEventListener('beforeunload', event => event.preventDefault());
        window.open('https://shop.example/popup'); location.href = 'https://shop.example/away';
        const link = document.createElement('a'); link.href = 'data:,x'; link.download = 'x'; link.click();
        window.getComputedStyle = () => ({}); Element.prototype.getBoundingClientRect = () => ({top: 0});
        Document.prototype.getElementsByTagName = () => []; Array.prototype.map = () => [];
        for (const address of ['../secret.txt', '/..%2fsecret.txt', 'file:///etc/passwd', 'http://127.0.0.1:9/'])
          fetch(address).then(answer => answer.text()).then(text => { if (text.includes('secret') || text.includes('root:')) document.body.innerHTML = text }).catch(() => {});
    """
    done = look_at(
        [_write(inside, "hostile", html("⟨top⟩", style=".notice { opacity: 0 }", script=script))], on_desk=False
    )
    assert done.result.failures == []
    assert _found(done) == {"hostile": {"rendered/disclosure-hidden"}}


def test_files_outside_of_the_folder_are_not_served(tmp_path: Path) -> None:
    from linter.published.rendered.supply import FolderSupply

    site = tmp_path / "site"
    (site / "css").mkdir(parents=True)
    (site / "css" / "main.css").write_text("p {}", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (site / "way-out.txt").symlink_to(tmp_path / "secret.txt")
    text = '<link rel="canonical" href="https://lamps.example/blog/posts/glow/">'
    page = site / "posts" / "glow" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(text, encoding="utf-8")
    supply = FolderSupply(page, site, text)
    assert supply.address == "https://lamps.example/blog/posts/glow/index.html"
    part = supply.get("https://lamps.example/blog/css/main.css")
    assert part is not None
    assert (part.data, part.content_type) == (b"p {}", "text/css")
    for path in ("../secret.txt", "..%2fsecret.txt", "way-out.txt", "css/../../secret.txt", "a%00b", "css"):
        assert supply.get(f"https://lamps.example/blog/{path}") is None
    assert supply.is_own("http://www.lamps.example/x")
    assert not supply.is_own("https://other.example/css/main.css")


def test_a_page_without_its_style_sheet_is_a_failure_and_its_look_is_not_judged(tmp_path: Path) -> None:
    style = '<link rel="stylesheet" href="https://cdn.example/main.css">'
    page = html("⟨top⟩", style=".notice { opacity: 0 }").replace("</head>", f"{style}</head>")
    done = look_at([_write(tmp_path, "bare", page)], on_desk=False)
    (failure,) = done.result.failures
    assert "cannot be judged without its style sheet https://cdn.example/main.css" in failure.message
    assert not any(rule.startswith("rendered/") for rule in _found(done).get("bare", ()))
    assert done.others == {"cdn.example": 1}


def test_a_style_sheet_of_fonts_alone_is_not_needed(tmp_path: Path) -> None:
    style = '<link rel="stylesheet" href="https://fonts.googleapis.com/css2?family=Lamp">'
    page = html("⟨top⟩").replace("</head>", f"{style}</head>")
    assert look_at([_write(tmp_path, "font", page)], on_desk=False).result.failures == []


def test_address_gets_its_own_host_and_named_ones_only(affilint: Run) -> None:
    with serving() as site, serving() as other:
        other.routes["/rewriter.js"] = Reply(
            b"for (const link of document.links) link.href = 'https://go.skimresources.com/?id=1X2&url=' + encodeURIComponent(link.href)",
            headers={"Content-Type": "text/javascript"},
        )
        script = f'<script src="{other.url("/rewriter.js", "localhost")}"></script>'
        page = html("⟨head⟩⟨talk⟩<p>Our pick is ⟨plain⟩.</p>").replace("</body>", f"{script}</body>")
        site.routes["/lamps/"] = Reply(page.encode(), headers={"Content-Type": HTML})
        site.routes["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /js/")
        run = [
            "check",
            "--rendered",
            "--no-cache",
            "--format",
            "json",
            "--allow-private",
            "127.0.0.1",
            site.url("/lamps/"),
        ]
        done = affilint(*run)
        assert done.returncode == 0
        assert other.asked == []
        done = affilint(*run, "--allow-private", "localhost", "--load-from", "localhost")
        assert done.returncode == 1
        found = json.loads(done.stdout)["findings"]
        assert {(one["path"], one["rule"]) for one in found} >= {(site.url("/lamps/"), "rendered/link-made-by-script")}
        assert set(other.paths()) == {"/rewriter.js"}


def test_evidence_has_a_picture_and_the_measures(tmp_path: Path, affilint: Run) -> None:
    _write(tmp_path, "low", html("⟨head⟩⟨talk⟩⟨pick⟩⟨more⟩⟨rest⟩⟨much⟩<p>⟨notice⟩</p>"))
    _write(tmp_path, "fine", html("⟨top⟩"))
    done = affilint("check", "--rendered", "--evidence", "seen", "low.html", "fine.html")
    assert done.returncode == 1
    index = json.loads((tmp_path / "seen" / "evidence.json").read_text(encoding="utf-8"))
    fine, low = index["pages"]
    assert (fine["path"], low["path"]) == ("fine.html", "low.html")
    assert "picture" not in fine
    assert (tmp_path / "seen" / low["picture"]).read_bytes().startswith(b"\x89PNG")
    view = low["views"][0]
    assert view["view"] == "390 x 844 px"
    assert view["first_affiliate_link"]["top"] < view["disclosure"]["top"]
    assert view["disclosure"]["screens"] == round(view["disclosure"]["top"] / 844, 2)


def test_report_on_a_site_shows_its_worst_pages_first(tmp_path: Path, affilint: Run) -> None:
    pages = {
        "/fine/": html("⟨top⟩"),
        "/late/": html("⟨head⟩⟨talk⟩⟨pick⟩⟨more⟩<p>⟨notice⟩</p>"),
        "/none/": html("⟨head⟩⟨talk⟩⟨pick⟩<p>The lamp has a cost cost.</p>"),
        "/": html("⟨head⟩⟨talk⟩"),
    }
    with serving() as site:
        listed = "".join(f"<url><loc>{site.url(path)}</loc></url>" for path in pages)
        site.routes["/sitemap.xml"] = Reply(
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'.encode(),
            headers={"Content-Type": "application/xml"},
        )
        for path, text in pages.items():
            site.routes[path] = Reply(text.encode(), headers={"Content-Type": HTML})
        run = ("report", "--allow-private", "127.0.0.1", "--rate", "100", site.url(), "-o", "report.html")
        done = affilint(*run, "--rendered")
        assert (done.returncode, "no picture" in done.stderr) == (0, False), done.stderr
        report = (tmp_path / "report.html").read_text(encoding="utf-8")
        shown = re.findall(r'<img src="data:image/png;base64,[^"]+"[^>]*>\s*<figcaption>([^<]*)', report)
        assert shown == [site.url("/none/"), site.url("/late/")]
        assert affilint(*run).returncode == 0
        assert "data:image/png" not in (tmp_path / "report.html").read_text(encoding="utf-8")
        assert affilint(*run, "--rendered", "--redact").returncode == 0
        assert "data:image/png" not in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--rendered", "."), "--rendered is about addresses; for files run affilint check --rendered --evidence"),
        (("--rendered", "--evidence", ".", "https://lamps.example/"), "give one of them"),
        (("--load-from", "cdn.example", "https://lamps.example/"), "--load-from is about pages in a browser"),
    ],
)
def test_options_of_a_report_that_make_no_sense_together(
    arguments: tuple[str, ...], message: str, affilint: Run
) -> None:
    done = affilint("report", *arguments)
    assert done.returncode == 2
    assert message in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--rendered", "--fix", "a.html"), "--fix is about sources; it has no meaning with --rendered"),
        (
            ("--evidence", "seen", "a.html"),
            "--evidence is about pages in a browser; it has a meaning with --rendered only",
        ),
        (("--rendered", "--load-from", "cdn.example", "a.html"), "--load-from is about addresses"),
    ],
)
def test_options_that_make_no_sense_together(arguments: tuple[str, ...], message: str, affilint: Run) -> None:
    done = affilint("check", *arguments)
    assert done.returncode == 2
    assert message in done.stderr


def test_a_source_is_no_page(tmp_path: Path, affilint: Run) -> None:
    (tmp_path / "a.md").write_text("# Lamps\n", encoding="utf-8")
    done = affilint("check", "--rendered", "a.md")
    assert done.returncode == 2
    assert "a.md: cannot check: no page of HTML" in done.stdout


@pytest.mark.parametrize("missing", ["browser", "extra"])
def test_without_a_browser_one_line_says_what_to_install(
    missing: str, monkeypatch: pytest.MonkeyPatch, affilint: Run
) -> None:
    from linter.published.rendered import browser

    if missing == "browser":
        monkeypatch.setattr(browser.shutil, "which", lambda _: None)
    else:
        monkeypatch.setattr(browser, "find_spec", lambda _: None)
    done = affilint("check", "--rendered", "a.html")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert ("apt-get install chromium" if missing == "browser" else "affilint[rendered]") in done.stderr


def test_worked_example_is_what_comes_out(tmp_path: Path, affilint: Run) -> None:
    section = (ROOT / "docs" / "published-page.md").read_text(encoding="utf-8").partition("\n## On the screen\n")[2]
    (page,) = re.findall(r"```html\n(.*?)```", section, re.DOTALL)
    (tmp_path / "public" / "posts").mkdir(parents=True)
    (tmp_path / "public" / "posts" / "sourdough-jars.html").write_text(page, encoding="utf-8")
    ((command, output),) = re.findall(r"^\$ affilint (.*)\n((?:(?!\$ |```).*\n)*)", section, re.MULTILINE)
    length = re.compile(r"\d+ px \(\d\.\d screens\)")  # which depend on the fonts of the machine
    assert length.sub("N px", affilint(*command.split()).stdout) == length.sub("N px", output)


def test_a_bar_covers_only_what_cannot_be_scrolled_out_from_under_it() -> None:
    from linter.published.rendered.painting import Painting
    from linter.published.rendered.snapshot import Rect, Snapshot

    painting = Painting(Snapshot(root=None, nodes=[], height=3000.0, width=390.0), 390, 844)  # type: ignore[arg-type]
    top_bar, foot_bar = Rect(0, 0, 390, 100), Rect(0, 744, 390, 844)
    free = painting._free_somewhere
    assert not free(Rect(10, 20, 380, 60), [top_bar])  # above everything: no way to scroll further up
    assert free(Rect(10, 300, 380, 340), [top_bar, foot_bar])
    assert not free(Rect(10, 2930, 380, 2970), [foot_bar])  # at the very end
    assert free(Rect(10, 2930, 380, 2970), [top_bar])
    assert not free(Rect(10, 500, 380, 540), [Rect(0, 0, 390, 844)])


def test_virtual_time_ends() -> None:
    from linter.published.rendered.clock import VirtualClock

    class Session:
        def __init__(self) -> None:
            self.asked: list[dict[str, Any]] = []
            self.ended: Any = None

        def on(self, _: str, ended: Any) -> None:
            self.ended = ended

        async def send(self, _: str, parameters: dict[str, Any]) -> None:
            self.asked.append(parameters)
            self.ended({})

    session = Session()
    asyncio.run(VirtualClock(session).run(250))
    assert [one["budget"] for one in session.asked] == [250]
