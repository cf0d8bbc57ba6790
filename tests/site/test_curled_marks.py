"""Which generators curl straight quotation marks, so that a pair of both kinds is none to readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.site.reading import read_site

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"hugo.toml": 'title = "Lamps"\n'}, True),
        ({"hugo.toml": "[markup.goldmark.extensions]\ntypographer = false\n"}, False),
        (
            {"hugo.toml": "", "config/_default/markup.toml": "[goldmark.extensions.typographer]\ndisable = true\n"},
            False,
        ),
        ({"_config.yml": "title: Lamps\n"}, True),
        ({"_config.yml": "markdown: CommonMark\n"}, False),
        ({"astro.config.mjs": "export default defineConfig({})\n"}, True),
        ({"astro.config.mjs": "export default defineConfig({ markdown: { smartypants: false } })\n"}, False),
        ({"next.config.js": "", "package.json": '{"dependencies": {"next": "15"}}'}, False),
        ({"next.config.js": "", "package.json": '{"dependencies": {"remark-smartypants": "3"}}'}, True),
        ({"mkdocs.yml": "site_name: Lamps\n"}, False),
        ({"mkdocs.yml": "markdown_extensions:\n  - smarty\n"}, True),
        ({"lamp.md": "A lamp.\n"}, False),
    ],
)
def test_generators_that_curl_marks(tmp_path: Path, files: dict[str, str], expected: bool) -> None:  # noqa: FBT001
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert read_site(tmp_path).curls_marks is expected
