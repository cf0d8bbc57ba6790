"""Make docs/report.png: the editors' report of fixtures/report-site, as Chromium shows it. Run by ``make picture``.

The history is made here too: a run of October over the site as it was then, with one article more and one less.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "fixtures" / "report-site"
PICTURE = ROOT / "docs" / "report.png"
OLD = (
    "# Lamps\n\nThe [Harrow Glow](https://www.amazon.com/dp/B0DEPOT010?tag=depotdesk-20) is the one we keep keep on.\n"
)


def report(folder: Path, day: str) -> Path:
    """Write the report of a day and return its file."""
    page = folder.parent / f"{day}.html"
    command = [
        sys.executable, "-m", "linter", "report", ".", "--history", "history", "--owners", "owners.yml", "--on", day,
        "--title", "Depot & Desk", "--edit-url", "https://cms.example/edit/{slug}#line-{line}", "-o", str(page),
    ]  # fmt: skip
    subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)  # noqa: S603
    return page


def main() -> None:
    """Make the picture."""
    browser = next(path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        shutil.copytree(SITE, folder)
        mugs = folder / "kitchen" / "mugs.md"
        text = mugs.read_text(encoding="utf-8")
        mugs.unlink()
        (folder / "kitchen" / "lamps.md").write_text(OLD, encoding="utf-8")
        report(folder, "2026-10-15")
        (folder / "kitchen" / "lamps.md").unlink()
        mugs.write_text(text, encoding="utf-8")
        page = report(folder, "2026-11-22")
        with sync_playwright() as playwright:
            started = playwright.chromium.launch(
                executable_path=browser, headless=True, args=["--no-sandbox", "--disable-gpu"]
            )
            opened = started.new_page(viewport={"width": 1240, "height": 1120})
            opened.goto(page.as_uri())
            opened.wait_for_selector("html[data-ready=yes]")
            opened.screenshot(path=PICTURE)
            opened.goto(f"{page.as_uri()}#article=reviews%2Fdesk-scanners.md")
            opened.wait_for_selector("dialog[data-ready]")
            opened.set_viewport_size({"width": 1240, "height": 900})
            opened.evaluate("document.activeElement.blur()")
            opened.screenshot(path=PICTURE.with_name("report-article.png"))
            started.close()


if __name__ == "__main__":
    main()
