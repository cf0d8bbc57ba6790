"""Measure the editors' report: time to make it, size, time until it can be used, time of a filter, elements.

    python bench/report.py 10000 50000

The findings are made of random frequent English words, which gzip packs no better than real articles; the browser is
Chromium, driven by Playwright. Times are the best of three.
"""

from __future__ import annotations

import gzip
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from linter.report.i18n import Catalogue  # noqa: E402
from linter.report.links import EditLinks  # noqa: E402
from linter.report.model import Article, Editorial, Evidence, Item, Mark, Passage, RuleInfo, View  # noqa: E402
from linter.report.page import Layout, page  # noqa: E402
from linter.rulebook.loader import Rulebook  # noqa: E402


def made(count: int) -> Editorial:
    """Return a report of ``count`` findings, ten in an article, under the rules that ship."""
    chance = random.Random(count)  # noqa: S311 - a sample, no secret
    text = gzip.decompress((ROOT / "rules" / "words" / "en.txt.gz").read_bytes()).decode()
    vocabulary = [word for line in text.splitlines() if not line.startswith("#") for word in line.split()][:8000]
    shipped = Rulebook.shipped().rules
    rules = {name: RuleInfo(name, rule.title, rule.why, rule.how_to_fix, ()) for name, rule in shipped.items()}

    def words(number: int) -> str:
        return " ".join(chance.choices(vocabulary, k=number))

    items, articles = [], []
    for number in range(count // 10):
        path = f"content/{vocabulary[number % 12]}/{words(4).replace(' ', '-')}-{number}.md"
        passages = []
        for place in range(10):
            word = words(2)
            rule = chance.choice(list(rules))
            fingerprint = f"{number:08x}{place:04x}{number:08x}{place:04x}"
            seen = Evidence(f"…{words(12)} ", word, f" {words(12)}…", source=False)
            level = chance.choice(("error", "warning", "info"))
            items.append(Item(path, rule, level, "likely", f"“{word}” stands here twice, in {words(4)}.", place * 9 + 1, 3, word, seen, fingerprint))  # fmt: skip
            passages.append(Passage("paragraph", 0, words(70), place * 9 + 1, (Mark(5, 12, "finding", fingerprint, level),)))  # fmt: skip
        articles.append(Article(path, words(6), vocabulary[number % 12], f"Author {number % 40}", "", "2026-01-01", links=number % 4, first_line=3, disclosed="no" if number % 4 else "", errors=3, warnings=4, infos=3, view=View(tuple(passages))))  # fmt: skip
    return Editorial("2026-11-22", "0", "sha256:0", "affilint report", len(articles), tuple(items), tuple(articles), (), rules)  # fmt: skip


def measure(count: int, browser: Any, folder: Path) -> None:
    """Print a row for one size."""
    editorial, words, edit = made(count), Catalogue("en"), EditLinks("https://cms.example/{slug}")
    page(made(10), words, edit, Layout())
    best = 9e9
    for _ in range(3):
        start = time.perf_counter()
        text = page(editorial, words, edit, Layout())
        best = min(best, time.perf_counter() - start)
    file = folder / f"{count}.html"
    file.write_text(text, encoding="utf-8")
    ready, chosen, sought, elements = 9e9, 9e9, 9e9, 0
    for _ in range(3):
        opened = browser.new_page()
        start = time.perf_counter()
        opened.goto(file.as_uri())
        opened.wait_for_selector("html[data-ready=yes]")
        ready = min(ready, time.perf_counter() - start)
        filter_, search = opened.evaluate(
            """async () => {
                const field = document.querySelector('select[name=severity]');
                let start = performance.now();
                field.value = 'error';
                field.dispatchEvent(new Event('change'));
                await new Promise(done => addEventListener('hashchange', done, {once: true}));
                document.body.offsetHeight;
                const chosen = performance.now() - start;
                const box = document.querySelector('input[name=q]');
                box.value = 'twice in';
                start = performance.now();
                box.dispatchEvent(new Event('input'));
                await new Promise(done => new MutationObserver(done).observe(document.querySelector('.count'), {childList: true, characterData: true, subtree: true}));
                document.body.offsetHeight;
                return [chosen, performance.now() - start - 120];
            }"""
        )
        chosen, sought = min(chosen, filter_), min(sought, search)
        elements = opened.evaluate("document.querySelectorAll('*').length")
        opened.close()
    print(
        f"| {count:,} | {best:.2f} s | {len(text.encode()) / 1e6:.2f} MB | {ready:.2f} s | {chosen:.0f} ms | {sought:.0f} ms | {elements:,} |"
    )


def main() -> None:
    """Measure the sizes that the command line names."""
    found = next(path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name)))
    print("| findings | made in | file | ready in | filter | first search | elements |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, headless=True, args=["--no-sandbox", "--disable-gpu"]
        )
        for count in map(int, sys.argv[1:] or ["10000"]):
            measure(count, browser, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
