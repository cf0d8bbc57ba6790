"""What rules are called in the languages of the report."""

from __future__ import annotations

import string
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linter.report.i18n import Catalogue, languages
from linter.rulebook.loader import Rulebook

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
OTHERS = [name for name in languages() if name != "en"]


@pytest.mark.parametrize("language", OTHERS)
def test_titles_are_those_of_shipped_rules_and_of_nothing_else(language: str) -> None:
    words, rules = Catalogue(language), Rulebook.shipped().rules
    titles = {rule: words.title(rule) for rule in rules}
    assert set(words._titles) <= set(rules), "a title of a rule that is gone or called otherwise"
    translated = [title for title in titles.values() if title is not None]
    assert len(translated) >= 0.9 * len(rules), "a new rule may have its English title for a while, not many"
    assert len(set(translated)) == len(translated), "two rules would be told by one title"
    assert not [title for title in translated if title != title.strip() or title[-1] in ".:" or len(title) > 120]
    letters = {char for title in translated for char in title if char in string.ascii_letters}
    assert language == "ja" or letters


def test_report_tells_rules_by_their_titles_and_says_in_which_language(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Buy [it](https://www.amazon.com/dp/B0LAMP0001?tag=lampnotes-20).\n")
    assert affilint("report", "a.md", "--lang", "de", "-o", "r.html").returncode == 0
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert '<bdi lang="de">Affiliate-Links und kein Hinweis</bdi>' in text
    assert "Affiliate links and no disclosure" not in text
    assert affilint("report", "a.md", "-o", "r.html").returncode == 0
    assert '<bdi lang="en">Affiliate links and no disclosure</bdi>' in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_rule_of_ones_own_keeps_its_title() -> None:
    assert Catalogue("de").title("house/lamp") is None
    assert Catalogue("en").title("disclosure/missing") is None
