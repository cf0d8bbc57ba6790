"""The page as text, without a browser: its data, its languages, and that article text cannot run."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from linter.report.data import VIEWS_FIT, packed
from linter.report.i18n import FOLDER as CATALOGUES
from linter.report.i18n import Catalogue, languages
from linter.report.links import EditLinks
from linter.report.model import Change, Editorial, Run
from linter.report.page import Layout, page
from tests.report.site import NO_EDIT, hostile, large

EDIT = EditLinks("https://cms.example/{slug}#{line}")


def rendered(editorial: Editorial, language: str = "en", **layout: Any) -> str:
    return page(editorial, Catalogue(language), EDIT, Layout(**layout))


def data_of(text: str) -> dict[str, Any]:
    (written,) = re.findall(r'<script type="application/json" id="data">([^<]*)</script>', text)
    about, items = (json.loads(gzip.decompress(base64.b64decode(line))) for line in written.split("\n"))
    return {**about, "items": items}


def test_article_text_becomes_no_element_or_address() -> None:
    tree = html.document_fromstring(rendered(hostile()))
    assert len(tree.findall(".//script")) == 3
    assert not tree.findall(".//img")
    addresses = [value for element in tree.iter() for name, value in element.attrib.items() if name in {"href", "src"}]
    assert all(value.startswith(("#", "https://cms.example/", "data:,")) for value in addresses)
    assert not any(name.startswith("on") or name == "style" for element in tree.iter() for name in element.attrib)


def test_content_security_policy_allows_only_the_own_style_and_script() -> None:
    text = rendered(large(20))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    for content in (
        re.search(r"<style>(.*?)</style>", text, re.DOTALL),
        re.search(r"<script>(.*?)</script>", text, re.DOTALL),
    ):
        assert content is not None
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"sha256-{digest}" in policy[1].replace("&#43;", "+")
    assert "connect-src" not in policy[1]
    assert "unsafe" not in policy[1]
    live = rendered(large(20), live=True)
    assert "connect-src" in live


def test_page_is_deterministic() -> None:
    assert rendered(large(50)) == rendered(large(50))


def test_list_data_has_every_finding_sorted_by_level() -> None:
    found = data_of(rendered(large(300)))
    assert len(found["items"]["id"]) == 300
    levels = found["items"]["level"]
    assert levels == sorted(levels)
    assert {len(column) for column in found["items"].values()} == {300}


def test_findings_and_views_beyond_the_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linter.report.data.MOST_ITEMS", 1000)
    many = packed(large(1030), Catalogue("en"), NO_EDIT, "fit")
    assert many.items_left == 30
    text = rendered(large(1030))
    assert "The list holds the 1,000 gravest findings and leaves out 30;" in text
    view = hostile().articles[0].view
    assert view is not None
    wide = replace(view, passages=view.passages * 20)
    articles = tuple(
        replace(article, view=wide, title=str(hashlib.sha256(article.path.encode()).hexdigest() * 9))
        for article in large(3000).articles
    )
    fit = packed(replace(large(3000), articles=articles), Catalogue("en"), NO_EDIT, "fit")
    everything = packed(replace(large(3000), articles=articles), Catalogue("en"), NO_EDIT, "all")
    assert len(fit.views) <= VIEWS_FIT[1] + 300
    assert everything.views_left == 0
    assert fit.views_left == everything.views.count("\n") - fit.views.count("\n")
    assert packed(replace(large(3000), articles=articles), Catalogue("en"), NO_EDIT, "none").views == ""


@pytest.mark.parametrize("language", languages())
def test_catalogue_is_complete(language: str) -> None:
    words, english = Catalogue(language), Catalogue("en")
    assert words.texts().keys() == english.texts().keys()
    for key, text in words.texts().items():
        forms = text.values() if isinstance(text, dict) else [text]
        wanted = english.texts()[key]
        for form in forms:
            other = wanted["other"] if isinstance(wanted, dict) else wanted
            assert set(re.findall(r"\{(\w+)\}", form)) <= set(re.findall(r"\{(\w+)\}", other)), key
    runs = (Run("2026-10-01", 1, 1, 1, 1, 1, 1), Run("2026-11-22", 1200, 1000, 333, 5, 6, 7))
    full = replace(large(200), runs=runs, change=Change("2026-10-01", 1, 2, 3, 4), redacted=True)
    text = rendered(full, language)
    assert f'<html lang="{language}">' in text
    assert re.search(r"\{\w+\}", re.sub(r"<(script|style)[^>]*>.*?</\1>", "", text, flags=re.DOTALL)) is None
    assert words.percent(len(full.exposed), len(full.paid)) in text


def test_command_offers_every_language_and_table() -> None:
    from linter.cli.report import _LANGUAGES, _TABLES
    from linter.report.sheets import TABLES

    assert set(_LANGUAGES) == set(languages()) == {path.stem for path in CATALOGUES.glob("*.yml")}
    assert _TABLES == TABLES


def test_numbers_percentages_dates_and_plurals_by_language() -> None:
    assert [Catalogue(language).number(1234567) for language in ("en", "de", "ja")] == [
        "1,234,567",
        "1.234.567",
        "1,234,567",
    ]
    assert [Catalogue(language).percent(1, 3) for language in ("en", "de", "ja")] == ["33.3 %", "33,3 %", "33.3%"]
    assert (
        Catalogue("en").percent(1, 100_000),
        Catalogue("en").percent(99_999, 100_000),
        Catalogue("en").percent(0, 0),
    ) == (
        "0.1 %",
        "99.9 %",
        "0 %",
    )
    assert [Catalogue(language).date("2026-03-01") for language in languages()] == [
        "1 March 2026",
        "1. März 2026",
        "1 de marzo de 2026",
        "1 mars 2026",
        "2026年3月1日",
    ]
    assert Catalogue("en")("findings", count=1) == "1 finding"
    assert Catalogue("fr")("findings", count=0) == "0 constat"
