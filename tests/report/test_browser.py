"""The page in a real browser: Debian's Chromium, driven by Playwright; ``make test`` tries to install it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fontTools", reason="the extra test-large is not installed")

from linter.report.i18n import Catalogue
from linter.report.links import EditLinks
from linter.report.model import Change, Editorial, Run
from linter.report.page import Layout, page
from tests.browsers import chromium, violations
from tests.report import fonts
from tests.report.site import SITE, hostile, large, report

pytestmark = pytest.mark.large

DESKTOP = {"width": 1280, "height": 900}

Open = Callable[..., Any]

OVERFLOWING = """
[document.documentElement, ...document.querySelectorAll('dialog .body')]
    .filter(box => box.scrollWidth > box.clientWidth)
    .map(box => [box, [...box.querySelectorAll('*')].find(e => e.getBoundingClientRect().right > box.clientWidth + 1)])
    .map(([box, e]) => `${box.scrollWidth - box.clientWidth} px, first ${e ? e.outerHTML.slice(0, 200) : 'nothing seen'}`)
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The reports that the tests open, by name."""
    folder = tmp_path_factory.mktemp("pages")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(SITE)
        done = report(
            ".", "--owners", "owners.yml", "--edit-url", "https://cms.example/{slug}", "-o", folder / "site.html"
        )
    assert done.exit_code == 0
    runs = (Run("2026-10-01", 1, 1, 1, 1, 1, 1), Run("2026-11-22", 1200, 1000, 333, 5, 6, 7))
    small = replace(large(20), runs=runs, change=Change("2026-10-01", 1, 2, 3, 4), failures=(("a.md", "why"),))
    for name, editorial in (("hostile", hostile()), ("small", small), ("large", large(3000)), ("huge", large(10_000))):
        (folder / f"{name}.html").write_text(_page(editorial), encoding="utf-8")
    return {path.stem: path for path in folder.iterdir()}


def _page(editorial: Editorial) -> str:
    return page(editorial, Catalogue("en"), EditLinks("https://cms.example/{path}#{line}"), Layout())


@pytest.fixture
def visit(browser: Any, pages: dict[str, Path]) -> Open:
    """Open a page; at the end it must have made no request and logged no message or error."""

    @contextmanager
    def open_page(name: str, fragment: str = "", **options: Any) -> Iterator[Any]:
        context = browser.new_context(**{"viewport": DESKTOP, **options})
        opened = context.new_page()
        asked: list[str] = []
        messages: list[str] = []
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("console", lambda message: messages.append(message.text))
        opened.on("pageerror", lambda error: messages.append(str(error)))
        opened.set_default_timeout(10_000)
        address = pages[name].as_uri()
        opened.goto(address + fragment)
        if options.get("java_script_enabled", True):
            opened.wait_for_selector("html[data-ready=yes]")
        try:
            yield opened
            assert [url for url in asked if not url.startswith(("data:", "blob:"))] == [address]
            assert messages == []
        finally:
            context.close()

    return open_page


def wait_until(opened: Any, condition: str) -> None:
    """Wait for a condition; Playwright's own function uses ``eval``, which the page's policy forbids."""
    for _ in range(500):
        if opened.evaluate(condition):
            return
        opened.wait_for_timeout(10)
    pytest.fail(f"timed out waiting for: {condition}")


def ids(opened: Any) -> list[str]:
    found: list[str] = opened.eval_on_selector_all(".list tr[data-id]", "rows => rows.map(row => row.dataset.id)")
    return found


def test_page_opens_from_a_file_without_requests(visit: Open) -> None:
    with visit("site") as opened:
        assert (
            opened.inner_text("h1")
            == "Yes: 3 of 6 articles with affiliate links do not disclose them before the first one."
        )
        assert opened.locator("#static").count() == 0
        assert opened.locator(".list tr[data-id]").count() == 19


def test_page_works_without_scripting(visit: Open) -> None:
    with visit("site", java_script_enabled=False) as opened:
        assert "Yes: 3 of 6 articles" in opened.inner_text("h1")
        assert not opened.locator("#theme").is_visible()
        first = opened.locator("#static details.finding", has_text="reviews/desk-scanners.md:11").first
        first.locator("summary").click()
        assert "FTC" in first.inner_text()
        assert first.locator("a.edit").get_attribute("href") == "https://cms.example/desk-scanners"
        read = opened.locator("details.read", has_text="The best desk scanners").first
        read.locator("summary").click()
        assert "First affiliate link · Amazon Associates" in read.inner_text()


def test_page_works_in_a_sandboxed_frame(browser: Any, pages: dict[str, Path], tmp_path: Path) -> None:
    outer = tmp_path / "outer.html"
    outer.write_text(
        f'<!doctype html><iframe sandbox src="{pages["site"].as_uri()}" width="900" height="900"></iframe>'
    )
    opened = browser.new_page()
    opened.goto(outer.as_uri())
    frame = opened.frame_locator("iframe")
    assert "Yes: 3 of 6 articles" in frame.locator("h1").inner_text()
    assert frame.locator("#static details.finding").count() == 19
    opened.close()


def test_article_text_becomes_no_element_or_link(visit: Open) -> None:
    with visit("hostile") as opened:
        opened.locator("button.title").first.click()
        opened.locator("tr.details a.button").click()
        opened.wait_for_selector("dialog[data-ready]")
        assert opened.locator("img, iframe, object, embed").count() == 0
        assert opened.locator("script").count() == 3
        assert "taken" not in opened.title().split(" · ")[0][:5]
        assert opened.eval_on_selector_all(
            "a[href]", "links => links.every(a => /^(#|https:\\/\\/cms\\.example\\/)/.test(a.getAttribute('href')))"
        )
        assert "onerror" in opened.inner_text("dialog .body")


def test_list_filters_searches_sorts_groups_and_keeps_state_in_the_url(visit: Open, pages: dict[str, Path]) -> None:
    with visit("large") as opened:
        opened.select_option("select[name=severity]", "error")
        assert "1,200 of 3,000 findings" in opened.inner_text(".count")
        assert set(opened.eval_on_selector_all(".list tr[data-id]", "rows => rows.map(row => row.className)")) == {
            "error"
        }
        opened.fill("input[name=q]", "word01 article-0001")
        wait_until(opened, "!document.querySelector('.count').textContent.startsWith('1,200')")
        found = ids(opened)
        assert all(
            "article-0001" in row.inner_text() and "word01" in row.inner_text()
            for row in opened.locator(".list tr[data-id]").all()
        )
        address = opened.url
        opened.click("text=Clear the filter")
        assert len(ids(opened)) == 50
        opened.goto(address)
        wait_until(opened, f"document.querySelectorAll('.list tr[data-id]').length == {len(found)}")
        assert ids(opened) == found
    with visit("large", "#section=section-3&sort=path-down&group=author&page=2") as opened:
        rows = opened.locator(".list .path").all_inner_texts()
        assert all("section-3" in row for row in rows)
        assert opened.locator("tr.group").count() >= 1
        assert opened.locator("th[aria-sort=descending]").inner_text() == "Article"
        assert "Page 2 of" in opened.inner_text(".pager")


def test_finding_link_and_back_button(visit: Open) -> None:
    with visit("large") as opened:
        opened.click(".pager button:last-child")
        wanted = ids(opened)[7]
        opened.goto(opened.url.split("#")[0] + f"#f={wanted}")
        opened.wait_for_selector(f"tr[data-id='{wanted}'] + tr.details")
        assert opened.evaluate("document.activeElement.closest('tr').dataset.id") == wanted
        opened.click("a.filter[href^='#section']")
        wait_until(opened, "!document.querySelector('tr.details')")
        opened.go_back()
        opened.wait_for_selector(f"tr[data-id='{wanted}'] + tr.details")


def test_article_view_marks_links_disclosures_and_findings(visit: Open) -> None:
    with visit("site", "#article=reviews%2Fdesk-scanners.md") as opened:
        opened.wait_for_selector("dialog[data-ready]")
        text = opened.inner_text("dialog .body")
        assert 0 < text.index("First affiliate link · Amazon Associates") < text.index("We earn a commission")
        assert opened.locator("dialog .tag.disclosure").inner_text() == "Disclosure"
        assert "Sentence breaks off after a possessive" in text
        assert "https://www.amazon.com/dp/B0DEPOT001?tag=depotdesk-20" in text
        assert opened.locator("dialog .tag.faq").count() == 4
        assert opened.locator("dialog mark.finding").count() >= 4
        opened.keyboard.press("Escape")
        wait_until(opened, "!document.querySelector('dialog').open")
        assert "article=" not in opened.url


OVERLAPPING = """
(() => {
    const boxes = [...document.querySelectorAll('dialog .sheet .note')].map(note => note.getBoundingClientRect());
    const text = Math.max(...[...document.querySelectorAll('dialog .passage')].map(one => one.getBoundingClientRect().right));
    return boxes.filter((box, index) => box.left < text || (index && box.top < boxes[index - 1].bottom)).length;
})()
"""


def test_notes_stand_in_the_margin_and_keys_go_from_finding_to_finding(visit: Open) -> None:
    with visit("site", "#article=reviews%2Fdesk-scanners.md") as opened:
        opened.wait_for_selector("dialog[data-ready]")
        assert opened.locator("dialog .note details[open]").count() >= 4
        chosen = []
        for key in ("n", "n", "p", "n", "n"):
            opened.keyboard.press(key)
            chosen.append(opened.get_attribute(".note.chosen", "data-id"))
            assert opened.evaluate("document.activeElement.classList.contains('chosen')")
            assert opened.evaluate(OVERLAPPING) == 0
        assert (len(set(chosen)), chosen[0], chosen[1]) == (3, chosen[2], chosen[3])
        assert opened.locator("dialog mark.chosen").count() == 1
        assert opened.inner_text(".guide .at") == "4 of 7"
        beside = "(([mark, note]) => Math.abs(mark.top - note.top))(['mark.chosen', '.note.chosen'].map(one => document.querySelector(one).getBoundingClientRect()))"
        opened.locator("dialog mark.finding").first.click()
        assert opened.evaluate(beside) < 2


def test_phone_folds_the_tables_and_shows_few_rows(visit: Open) -> None:
    with visit("large", viewport={"width": 390, "height": 844}) as opened:
        assert opened.locator("details.fold[open]").count() == 0
        assert opened.locator(".list tr[data-id]").count() == 10


def test_keyboard_operation(visit: Open) -> None:
    with visit("site") as opened:
        opened.keyboard.press("Tab")
        assert opened.evaluate("document.activeElement.className") == "skip"
        seen = []
        for _ in range(120):
            opened.keyboard.press("Tab")
            seen.append(opened.evaluate("(e => e.name || e.id || e.className || e.tagName)(document.activeElement)"))
            if seen[-1] == "title":
                break
        assert seen[:3] == ["theme", "BUTTON", "BUTTON"]
        assert [name for name in seen if name in {"q", "severity", "family", "rule", "group", "csv"}] == [
            "q",
            "severity",
            "family",
            "rule",
            "group",
            "csv",
        ]
        outline = opened.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
        opened.keyboard.press("Enter")
        assert opened.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
        opened.keyboard.press("Tab")
        assert opened.evaluate("document.activeElement.textContent") == "disclosure/missing"
        opened.keyboard.press("Tab")
        opened.keyboard.press("Enter")
        opened.wait_for_selector("dialog[data-ready]")
        assert opened.evaluate("document.activeElement.closest('dialog') !== null")


@pytest.mark.parametrize("font", [fonts.WIDE, fonts.NARROW])
@pytest.mark.parametrize(("width", "scale"), [(320, 1), (640, 2)])
def test_narrow_and_zoomed_pages_do_not_scroll_sideways(visit: Open, width: int, scale: int, font: int) -> None:
    options = {"viewport": {"width": width, "height": 640}, "device_scale_factor": scale, "bypass_csp": True}
    for name, fragment in (
        ("site", "#list=all"),
        ("site", "#article=reviews%2Fdesk-scanners.md"),
        ("hostile", "#list=all"),
    ):
        with visit(name, fragment, **options) as opened:
            opened.add_style_tag(content=fonts.style(font))
            opened.evaluate("document.fonts.load('1rem Made').then(() => true)")
            assert opened.evaluate("document.fonts.check('1rem Made')")
            assert opened.evaluate(OVERFLOWING) == []
            if "article" in fragment:
                opened.wait_for_selector("dialog[data-ready]")
            else:
                opened.locator("button.title").first.click()
            assert opened.evaluate(OVERFLOWING) == []


def test_print_has_all_filtered_rows(visit: Open) -> None:
    with visit("large", "#rule=text%2Frule-3") as opened:
        opened.evaluate(
            "addEventListener('beforeprint', () => { window.printed = document.querySelectorAll('.list tr[data-id]').length; })"
        )
        opened.evaluate("document.documentElement.dataset.print = 'list'")
        pdf = opened.pdf(format="A4")
        assert pdf.startswith(b"%PDF")
        assert opened.evaluate("window.printed") == 74
        wait_until(opened, "document.querySelectorAll('.list tr[data-id]').length == 50")
        opened.emulate_media(media="print")
        assert not opened.locator(".controls").is_visible()
        assert not opened.locator("[data-prints]").first.is_visible()
        assert not opened.locator("#findings").is_visible()


def test_summary_prints_on_one_page(visit: Open) -> None:
    for name in ("site", "huge"):
        with visit(name, bypass_csp=True) as opened:
            opened.add_style_tag(content=fonts.style(600))
            opened.evaluate("document.fonts.load('1rem Made').then(() => true)")
            pdf = opened.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "1cm"))
            assert pdf.count(b"/Type /Page\n") == 1, name
            opened.evaluate("document.documentElement.dataset.print = 'all'")
            opened.emulate_media(media="print")
            assert opened.locator("#findings").is_visible()


def test_csv_download_has_the_filtered_rows_and_no_formula(visit: Open) -> None:
    for name, fragment, rows in (("large", "#rule=text%2Frule-3", 74), ("hostile", "", 1)):
        with visit(name, fragment) as opened:
            with opened.expect_download() as started:
                opened.click("#csv")
            text = Path(started.value.path()).read_text(encoding="utf-8-sig")
            assert text.count("\n") == rows + 1
            assert not any(
                cell.lstrip('"').startswith(("=", "+", "@"))
                for line in text.splitlines()[1:]
                for cell in line.split(",")
            )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violations(visit: Open, scheme: str) -> None:
    for name, fragment in (("small", "#group=section"), ("site", "#article=reviews%2Fdesk-scanners.md")):
        with visit(name, fragment, color_scheme=scheme) as opened:
            if "article" in fragment:
                opened.wait_for_selector("dialog[data-ready]")
            else:
                opened.locator("button.title").first.click()
            assert violations(opened, only=["color-contrast"] if scheme == "dark" else []) == [], (name, fragment)


def test_theme_button_switches_the_theme(visit: Open) -> None:
    with visit("site", color_scheme="dark") as opened:
        dark = opened.evaluate("getComputedStyle(document.body).backgroundColor")
        opened.click("#theme")
        assert opened.evaluate("getComputedStyle(document.body).backgroundColor") != dark


def test_ten_thousand_findings_stay_within_size_and_element_limits(visit: Open, pages: dict[str, Path]) -> None:
    assert pages["huge"].stat().st_size <= 1_500_000
    with visit("huge") as opened:
        assert "10,000 of 10,000 findings" in opened.inner_text(".count")
        opened.select_option("select[name=severity]", "error")
        assert opened.evaluate("document.querySelectorAll('*').length") <= 5_000
