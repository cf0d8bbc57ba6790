"""What a template prints is judged in the source as on the page that readers get: hidden, beside, below, in a column."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Affilint

BUY = '<a href="https://www.amazon.com/dp/B0LAMP0001?tag=acme-20" rel="sponsored">Buy the lamp at Amazon</a>'
NOTICE = "We earn a commission when you buy through our links."
BOXES = [
    f"<div><p>Ad</p><p>{BUY}</p></div>",
    f"<div><p>{BUY}</p><p>Ad</p></div>",
    f"<p>{BUY} (affiliate link)</p>",
    f'<div class="card"><span class="badge">Ad</span>{BUY}</div>',
    f'<div class="card">{BUY}<span class="badge">Ad</span></div>',
    f'<div class="card"><span style="display:none">Ad</span>{BUY}</div>',
    f'<div class="card"><span class="sr-only">Ad</span>{BUY}</div>',
    f'<div class="ad-slot"><span>Advertisement</span></div><p>{BUY}</p>',
    f"<p>{NOTICE}</p><p>{BUY}</p>",
    f"<p>{BUY}</p><p>{NOTICE}</p>",
    f"<p>{BUY}<br><small>{NOTICE}</small></p>",
    f"<details><summary>Note</summary><p>{NOTICE}</p></details><p>{BUY}</p>",
    f"<p>{BUY.replace('<a ', '<a title=Ad ')}</p>",
]
LAYOUTS = [
    f"<p>{NOTICE}</p>@",
    f'<aside class="sidebar"><p>{NOTICE}</p></aside>@',
    f"<aside><p>{NOTICE}</p></aside>@",
    f'<div class="has-sidebar"><p>{NOTICE}</p>@</div>',
    f'<p style="display:none">{NOTICE}</p>@',
    f"<details><summary>Note</summary><p>{NOTICE}</p></details>@",
    f'@<div id="cookies" hidden><p>{NOTICE}</p></div>',
    f"@<footer><p>{NOTICE}</p></footer>",
    f"<nav><p>{NOTICE}</p></nav>@",
    '<span class="badge">Ad</span>@',
    '<div class="ad-slot"><span>Ad</span></div>@',
]
WORDS = "The lamp gives light for a whole evening in a large room."


PAGE = "<!DOCTYPE html><html lang=en><body><main><article><h1>Lamps</h1>@</article></main></body></html>"


def verdicts(affilint: Affilint, folder: Path, files: dict[str, str], template: str) -> dict[int, list[str]]:
    """Return the rules about disclosures that each article breaks, by the number in its name."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = affilint("check", "--no-cache", "--format", "json", folder)
    found: dict[int, set[str]] = {}
    for finding in json.loads(done.stdout)["findings"]:
        if finding["rule"].startswith("disclosure/"):
            number = finding["path"].partition(template)[2].partition(".")[0]
            found.setdefault(int(number), set()).add(finding["rule"])
    return {number: sorted(rules) for number, rules in sorted(found.items())}


def test_shortcodes_are_judged_as_what_they_print(tmp_path: Path, affilint: Affilint) -> None:
    source = {"hugo.toml": "", "layouts/_default/single.html": PAGE.replace("@", "{{ .Content }}")}
    pages = {}
    for number, box in enumerate(BOXES):
        source[f"layouts/shortcodes/box{number}.html"] = box
        source[f"content/posts/a{number}.md"] = (
            f"---\ntitle: Lamps\n---\n{WORDS}\n\n{{{{< box{number} >}}}}\n\n{WORDS}\n"
        )
        pages[f"a{number}.html"] = PAGE.replace("@", f"<p>{WORDS}</p>{box}<p>{WORDS}</p>")
    read = verdicts(affilint, tmp_path / "site", source, "posts/a")
    assert read == verdicts(affilint, tmp_path / "pages", pages, "pages/a")
    assert read


def test_layouts_are_judged_as_what_they_print(tmp_path: Path, affilint: Affilint) -> None:
    source = {"hugo.toml": ""}
    pages = {}
    for number, around in enumerate(LAYOUTS):
        source[f"layouts/s{number}/single.html"] = PAGE.replace("@", around.replace("@", "{{ .Content }}"))
        source[f"content/s{number}/a{number}.md"] = f"---\ntitle: Lamps\n---\n{WORDS}\n\n{BUY}\n"
        pages[f"a{number}.html"] = PAGE.replace("@", around.replace("@", f"<p>{WORDS}</p><p>{BUY}</p>"))
    read = verdicts(affilint, tmp_path / "site", source, "/a")
    assert read == verdicts(affilint, tmp_path / "pages", pages, "pages/a")
    assert read
