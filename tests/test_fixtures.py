"""The fixture articles, each with the findings expected in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from linter.configuration.resolver import ConfigResolver
from linter.running.runner import check_paths
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = ROOT / "fixtures" / "articles"
EXPECTED = sorted(ARTICLES.glob("*.expected.yml"))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.removesuffix(".expected.yml"))
def test_article_has_its_expected_findings(expected: Path) -> None:
    path = expected.with_name(expected.name.removesuffix(".expected.yml"))
    report = check_paths([path], ConfigResolver())
    source = next(iter(report.sources.values()), None)
    found = [
        f"{finding.severity} {finding.rule} {position.line}:{position.column} {finding.excerpt}"
        for finding in report.findings
        if source is not None and (position := source.position(finding.start))
    ]
    assert report.failures == []
    assert found == yaml.safe_load(expected.read_text(encoding="utf-8"))


def test_every_article_has_an_expectation_file() -> None:
    articles = {path.name for path in ARTICLES.iterdir() if path.suffix in {".md", ".mdx", ".html", ".txt"}}
    assert articles == {path.name.removesuffix(".expected.yml") for path in EXPECTED}
