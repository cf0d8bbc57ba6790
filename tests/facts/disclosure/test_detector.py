"""Disclosure wording in twenty languages. All sentences are invented, as are the companies in them."""

import runpy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, SHARED
from tests.facts.disclosure.sentences import SENTENCES
from tests.facts.disclosure.wording import DETECTOR, verdict

CASES = SHARED / "cases" / "disclosure_cases.tsv"


ROWS = [(language, label, text) for language, rows in SENTENCES.items() for label, text in rows]


@pytest.mark.parametrize(("language", "label", "text"), ROWS)
def test_sentence_has_the_expected_strength(language: str, label: str, text: str) -> None:
    assert verdict(text, language) == label


@pytest.mark.parametrize(("language", "label", "text"), ROWS)
def test_matched_text_is_a_prefilter_candidate(language: str, label: str, text: str) -> None:
    if DETECTOR.find(text, language):
        assert DETECTOR.is_candidate(text)
        offsets = DETECTOR.candidates(text)
        assert offsets
        assert all(0 <= offset < len(text) for offset in offsets)
        assert offsets == sorted(offsets)


@pytest.mark.parametrize(("language", "label", "text"), ROWS)
def test_clear_sentence_is_found_without_a_language(language: str, label: str, text: str) -> None:
    if label == "clear":
        assert verdict(text, None) == "clear"


OF_THE_SITE = {
    "en": ("Affiliate links keep this magazine alive.", "Affiliate links keep shops alive."),
    "de": ("Affiliate-Links ermöglichen unsere Arbeit.", "Affiliate-Links ermöglichen Händlern mehr Umsatz."),
    "fr": ("Les liens d’affiliation nous permettent de continuer.", "Les liens d’affiliation permettent aux boutiques de vendre."),
    "es": ("Los enlaces de afiliados sostienen este proyecto.", "Los enlaces de afiliados sostienen a las tiendas."),
    "it": ("I link di affiliazione ci permettono di continuare.", "I link di affiliazione permettono ai negozi di vendere."),
    "pt": ("Os links de afiliados financiam este canal.", "Os links de afiliados financiam as lojas."),
    "nl": ("Affiliate links helpen ons verder.", "Affiliate links helpen winkels verder."),
    "pl": ("Linki afiliacyjne pozwalają nam pisać dalej.", "Linki afiliacyjne pozwalają sklepom sprzedawać."),
    "sv": ("Affiliatelänkar hjälper oss att skriva vidare.", "Affiliatelänkar hjälper butiker att sälja."),
    "da": ("Affiliatelinks støtter vores arbejde.", "Affiliatelinks støtter butikker."),
    "nb": ("Affiliatelenker støtter bloggen.", "Affiliatelenker støtter butikker."),
    "fi": ("Affiliate-linkit tukevat sivustomme työtä.", "Affiliate-linkit tukevat kauppoja."),
    "cs": ("Affiliate odkazy financují tento blog.", "Affiliate odkazy financují obchody."),
    "ru": ("Партнёрские ссылки помогают нам писать дальше.", "Партнёрские ссылки помогают магазинам."),
    "ja": ("アフィリエイトリンクは当ブログの運営を支援します。", "アフィリエイトリンクは店の運営を支援します。"),
    "zh": ("联盟链接帮助维持本站。", "联盟链接帮助维持商店。"),
    "ko": ("제휴 링크는 이 블로그를 유지하는 데 도움이 됩니다.", "제휴 링크는 상점을 유지하는 데 도움이 됩니다."),
    "ar": ("تدعم الروابط التابعة هذا الموقع.", "تدعم الروابط التابعة المتاجر."),
    "hi": ("एफिलिएट लिंक हमारी साइट को चलाने में मदद करते हैं।", "एफिलिएट लिंक दुकानों को चलाने में मदद करते हैं।"),
}  # fmt: skip
"""What affiliate links do for the site itself, which discloses weakly, and what they do for anybody, which does not."""


@pytest.mark.parametrize("language", OF_THE_SITE)
def test_sentence_on_what_affiliate_links_do_for_the_site_is_weak(language: str) -> None:
    own, anybody = OF_THE_SITE[language]
    assert (verdict(own, language), verdict(anybody, language)) == ("weak", "not")


USED = [
    ("en", "Affiliate links are used throughout this guide."),
    ("en", "Several of our links are affiliate."),
    ("de", "Auf dieser Seite werden Partnerlinks genutzt."),
    ("de", "Ratgeber mit Affiliate-Links"),
    ("fr", "Des liens affiliés sont présents sur ce blog."),
    ("es", "En esta web se emplean enlaces de afiliados."),
    ("it", "Su questo blog si usano link di affiliazione."),
    ("it", "Alcuni link sono affiliati."),
    ("nl", "Bericht met affiliate links"),
    ("da", "Her på siden benyttes affiliatelinks."),
    ("fi", "Sivulla käytetään affiliate-linkkejä."),
]


@pytest.mark.parametrize(("language", "text"), USED)
def test_sentence_that_the_page_uses_affiliate_links_is_weak(language: str, text: str) -> None:
    assert verdict(text, language) == "weak"


def test_weak_and_clear_sentences_in_one_block_are_separate() -> None:
    text = (
        "Note: Some shops named here are affiliate partnerships. Should you buy a chair from one, "
        "we may earn a commission at no extra cost to you."
    )
    matches = DETECTOR.find(text, "en")
    assert [match.strength for match in matches] == ["weak", "clear"]
    assert text[matches[0].start : matches[0].end].endswith("partnerships.")
    assert text[matches[1].start : matches[1].end].startswith("Should you buy")
    assert matches[1].hedged
    assert matches[1].evidence == ("we may earn a commission",)


def test_programme_statement_kind() -> None:
    [match] = DETECTOR.find("As an Amazon Associate I earn from qualifying purchases.", "en")
    assert (match.kind, match.strength, match.language) == ("programme-statement", "clear", "en")


def test_gift_kind() -> None:
    [match] = DETECTOR.find("I received this kettle for free in exchange for an honest review.", "en")
    assert (match.kind, match.strength) == ("gift", "clear")


def test_korean_condition_is_hedged_and_fact_is_not() -> None:
    [may] = DETECTOR.find("구매하시면 수수료를 받을 수 있습니다.", "ko")
    [does] = DETECTOR.find("구매하시면 수수료를 제공받습니다.", "ko")
    assert may.hedged
    assert not does.hedged


def test_disclosure_in_another_language_is_found() -> None:
    [match] = DETECTOR.find("We earn a commission when you buy through the links on this page.", "de")
    assert (match.language, match.strength) == ("en", "clear")


def test_offsets_with_invisible_and_wide_characters() -> None:
    text = "\u200bＨｅｌｌｏ. Wir be\u00adkommen eine Pro\u00advi\u00adsion für je\u00adden Kauf! Ende."
    [match] = DETECTOR.find(text, "de")
    assert text[match.start : match.end] == "Wir be\u00adkommen eine Pro\u00advi\u00adsion für je\u00adden Kauf!"


def test_decomposed_letters_match() -> None:
    assert verdict("Nous percevons une re\u0301mune\u0301ration si vous achetez par ce lien.", "fr") == "clear"
    assert verdict("広\u200b告", "ja") == "clear"
    assert verdict("フ\u309aロモーション", "ja") == "clear"


@pytest.mark.parametrize("invisible", ["\u00ad", "\u200b", "\u2060"])
@pytest.mark.parametrize(("language", "label", "text"), ROWS[::7])
def test_invisible_characters_do_not_change_the_result(invisible: str, language: str, label: str, text: str) -> None:
    hidden = invisible.join(text)
    assert verdict(hidden, language) == label
    if label in {"clear", "weak"}:
        assert DETECTOR.is_candidate(hidden)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from([None, "en", "de", "ja", "tr", "xx", ""]))
def test_spans_and_candidates_lie_in_any_text(text: str, language: str | None) -> None:
    for match in DETECTOR.find(text, language):
        assert 0 <= match.start < match.end <= len(text)
    assert all(0 <= offset <= len(text) for offset in DETECTOR.candidates(text))


def test_lone_surrogate_is_harmless() -> None:
    text = "\ud83d We may earn a commission when you buy through our links."
    [match] = DETECTOR.find(text, "en")
    assert match.strength == "clear"
    assert DETECTOR.is_candidate(text)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(ROWS), st.text(alphabet='\u00ad\u200b\u200d é."“”()#—中ا', max_size=12), st.integers(0, 200))
def test_spans_are_valid_in_noisy_text(row: tuple[str, str, str], noise: str, at: int) -> None:
    text = row[2][:at] + noise + row[2][at:]
    for match in DETECTOR.find(text, row[0]):
        assert 0 <= match.start < match.end <= len(text)
        assert not text[match.start].isspace()


@pytest.mark.skipif(not CASES.exists(), reason="the labelled cases are not beside this checkout")
def test_accuracy_on_labelled_cases() -> None:
    bench = runpy.run_path(str(ROOT / "bench" / "accuracy" / "disclosures.py"))
    cases = bench["judged"](CASES)
    assert bench["f1"]([case for case in cases if case.language == "en"])[0] >= 0.96
    assert bench["f1"]([case for case in cases if case.language != "en"])[0] >= 0.92
    assert bench["weak_told_from_clear"](cases)[0] >= 0.85
