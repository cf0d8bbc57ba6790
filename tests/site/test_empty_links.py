"""Sites whose own component for links makes an address of ``#``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]
    Affilint = Callable[..., subprocess.CompletedProcess[str]]

MAP = (
    "export const parts = {\n  a: (props) => {\n    const { href, children } = props\n"
    "    return <a href={href === '#' ? anchorOf(children) : href}>{children}</a>\n  },\n}\n"
)


@pytest.mark.parametrize(
    ("code", "is_filled"),
    [
        (MAP, True),
        (MAP.replace("href === '#' ? anchorOf(children) : href", "href"), False),
        (MAP.replace("  a:", "  h2:"), False),
    ],
)
def test_a_map_whose_links_know_the_empty_address(site: Build, code: str, *, is_filled: bool) -> None:
    assert site({"next.config.js": "", "src/components/Parts.tsx": code}).fills_empty_links == is_filled


@pytest.mark.parametrize(("code", "expected"), [(MAP, 0), (MAP.replace("  a:", "  h2:"), 1)])
def test_links_to_the_top_are_left_to_such_a_component(
    affilint: Affilint, tmp_path: Path, code: str, expected: int
) -> None:
    files = {
        "next.config.js": "",
        "src/components/Parts.tsx": code,
        "content/a.mdx": "See [Lamps for small desks](#).\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = json.loads(affilint("check", ".", "--format", "json", cwd=tmp_path).stdout)["findings"]
    assert [one["rule"] for one in found].count("links/top-of-page") == expected
