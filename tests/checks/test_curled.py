"""Straight marks that a generator curls on the page are not mixed with curly ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.running.one_file import check_text

MIXED = "It isn’t late, it’s early, and it's fine.\n\n## FAQ\n\n### Is it late?\n\nIt isn't. It's early.\n"


@pytest.mark.parametrize(
    ("settings", "name", "told"),
    [
        ({"hugo.toml": 'title = "Depot"\n'}, "content/depot.md", False),
        ({"hugo.toml": "[markup.goldmark.extensions]\ntypographer = false\n"}, "content/depot.md", True),
        ({"_config.yml": "title: Depot\n"}, "_posts/2026-01-02-depot.md", False),
        ({"mkdocs.yml": "site_name: Depot\n"}, "docs/depot.md", True),
        ({}, "depot.md", True),
    ],
)
def test_mixed_marks_count_where_readers_see_them(
    tmp_path: Path,
    settings: dict[str, str],
    name: str,
    told: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for file, text in {**settings, name: MIXED}.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = check_text(MIXED.encode(), Path(name), ConfigResolver()).findings
    assert ("quotes/mixed-style" in {one.rule for one in found}) is told
