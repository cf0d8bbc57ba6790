"""The rel of affiliate links that a layout prints around articles."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
NOTICE = "<p>We earn a commission when you buy through our links.</p>"
LINK = '<a href="https://www.amazon.com/s?k=lamps&tag=brightwell-20"{rel}>Lamps</a>'
JEKYLL = {"_config.yml": "title: Lamps\n", "_layouts/post.html": f"{NOTICE}\n{{{{ content }}}}\n{LINK}\n"}
HUGO = {"hugo.toml": "", "layouts/_default/single.html": f"{NOTICE}\n{{{{ .Content }}}}\n{LINK}\n"}
SITES = {"_posts/2026-01-0{}-lamp.md": JEKYLL, "content/lamp{}.md": HUGO}


def _findings(affilint: Affilint, root: Path, name: str, rel: str) -> list[dict[str, Any]]:
    for path, text in SITES[name].items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text.replace("{rel}", rel))
    for number in (1, 2):
        article = root / name.format(number)
        article.parent.mkdir(parents=True, exist_ok=True)
        article.write_text("---\nlayout: post\ntitle: A lamp\n---\n\nIt glows.\n")
    found: list[dict[str, Any]] = json.loads(affilint("check", ".", "--format", "json").stdout)["findings"]
    return found


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("rel", [' rel="noopener"', ' rel=""', "", ' {% if page.new %}target="_blank"{% endif %}'])
def test_layouts_rel_that_says_nothing_of_pay_is_one_finding(
    affilint: Affilint, tmp_path: Path, name: str, rel: str
) -> None:
    rel = (
        rel.replace("{%", "{{").replace("%}", "}}").replace("page", ".Params").replace("endif", "end")
        if "content" in name
        else rel
    )
    (found,) = _findings(affilint, tmp_path, name, rel)
    assert found["rule"] == "links/rel-missing"
    assert (found["cause"]["path"], found["cause"]["line"]) == (list(SITES[name])[1], 3)
    assert [other["path"] for other in found["others"]] == [name.format(2)]


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize(
    "rel",
    [' rel="sponsored noopener"', ' rel="{{ $.rel }}"', ' rel="{{ page.rel }}"', ' {{ partial "attributes.html" . }}'],
)
def test_right_and_unknown_ones_are_left_alone(affilint: Affilint, tmp_path: Path, name: str, rel: str) -> None:
    assert _findings(affilint, tmp_path, name, rel) == []


MARKED, OTHER = (
    LINK.replace("{rel}", ' rel="sponsored"'),
    LINK.replace("lamps", "bulbs").replace("{rel}", ' rel="noopener"'),
)


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("other", [OTHER, LINK.replace("{rel}", "")])
def test_each_of_several_links_at_one_place_is_judged(
    affilint: Affilint, tmp_path: Path, name: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {path: text.replace(LINK, f"{MARKED}\n{other}") for path, text in SITES[name].items()}
    monkeypatch.setitem(SITES, name, files)
    (found,) = _findings(affilint, tmp_path, name, "")
    assert found["rule"] == "links/rel-missing"
    assert (found["cause"]["path"], found["cause"]["line"]) == (list(files)[1], 4)
