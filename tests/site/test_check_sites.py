"""Checking the fixture sites with their layouts, shortcodes, includes, components and redirects."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import pytest

from tests.conftest import ROOT

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.mark.parametrize(
    ("site", "undisclosed", "through"),
    [
        ("hugo", set(), {"content/posts/grain-mills.md"}),
        (
            "jekyll",
            {"_posts/2024-06-11-lantern.md"},
            {"_posts/2024-05-02-two-tents.md", "_posts/2024-06-11-lantern.md"},
        ),
        ("eleventy", {"src/reviews/loose-leaves.md"}, {"src/reviews/the-long-shelf.md", "src/reviews/loose-leaves.md"}),
        ("astro", {"src/pages/posts/chairs.mdx"}, {"src/pages/posts/lamps.mdx", "src/pages/posts/chairs.mdx"}),
        ("static", {"teapots.html"}, {"kettles.html", "teapots.html"}),
    ],
)
def test_check_and_links_include_what_templates_print(
    affilint: Affilint, site: str, undisclosed: set[str], through: set[str]
) -> None:
    """``undisclosed`` articles lack the layout's flag; ``through`` link only by templates or redirects."""
    folder = ROOT / "fixtures" / "sites" / site
    found = json.loads(affilint("check", ".", "--select", "disclosure", "--format", "json", cwd=folder).stdout)
    assert {finding["path"] for finding in found["findings"] if finding["rule"] == "disclosure/missing"} == undisclosed
    links = json.loads(affilint("links", ".", "--format", "json", cwd=folder).stdout)["links"]
    hosts = ("amazon.", "awin1.")
    assert through <= {
        link["path"] for link in links if link["kind"] == "component" or not any(host in link["url"] for host in hosts)
    }


def test_read_site_can_be_switched_off(affilint: Affilint) -> None:
    folder = ROOT / "fixtures" / "sites" / "astro"
    config = ROOT / "fixtures" / "sites" / "no-site.yml"
    links = json.loads(affilint("links", ".", "--format", "json", "--config", config, cwd=folder).stdout)["links"]
    assert links == []
