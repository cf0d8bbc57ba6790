"""Commas and full stops on the side of closing marks that the chosen style wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from tests.conftest import check

if TYPE_CHECKING:
    from pathlib import Path

WRONG = [
    ("us", "They call it “the brick”, and we agree.", 1),
    ("us", "They call it 'the brick'.", 1),
    ("us", "We read “Home”, “Away”, and “Rest”.", 3),
    ("us", "“I said ‘no’,” she told us.", 1),
    ("uk", "They call it ‘the brick.’", 1),
    ("uk", "She said “it works,” and left.", 1),
    ("uk", "He read ‘Home,’ ‘Away,’ and ‘Rest.’", 3),
    ("uk", "We play “Deep Water,” a song of theirs.", 1),
]
RIGHT = [
    ("us", "They call it “the brick,” and we agree."),
    ("us", "Is it “the brick”? Set it to “`wide`”, then save."),
    ("uk", "They call it “the brick”, and we agree."),
    ("uk", "“No,” he said, “never.”"),
    ("uk", "“We grew,” said Ida, “and then we sold.”"),
    ("uk", "Ida told us: “We grew.” He wrote “... and so on.”"),
]


def placed(style: str, text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    rule = "quotes/punctuation-placement"
    (folder / "affilint.yml").write_text(f"rules:\n  {rule}: {{severity: warning, options: {{style: {style}}}}}\n")
    monkeypatch.chdir(folder)
    findings = check(f"---\nlang: en\n---\n{text}\n", resolver=ConfigResolver())
    return [finding.excerpt for finding in findings if finding.rule == rule]


@pytest.mark.parametrize(("style", "text", "count"), WRONG)
def test_mark_on_the_wrong_side(
    style: str, text: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(placed(style, text, tmp_path, monkeypatch)) == count


@pytest.mark.parametrize(("style", "text"), RIGHT)
def test_mark_on_the_right_side(style: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert placed(style, text, tmp_path, monkeypatch) == []
