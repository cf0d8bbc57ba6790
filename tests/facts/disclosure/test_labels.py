"""Labels that are a disclosure by themselves. All texts and companies are invented."""

from __future__ import annotations

import pytest

from tests.facts.disclosure.wording import verdict


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("Ad", "en", "clear"),
        ("Ad: the best kettles of the year", "en", "clear"),
        ("Oak & Iron desk lamp (paid link)", "en", "clear"),
        ("Loving this mug #ad", "en", "clear"),
        ("Oak & Iron desk lamp (affiliate link)", "en", "weak"),
        ("* Affiliate link", "en", "weak"),
        ("Note: affiliate links.", "en", "weak"),
        ("Hinweis: Affiliate-Links", "de", "weak"),
        ("Uwaga: link afiliacyjny.", "pl", "weak"),
        ("Topic: affiliate links and how they work", "en", "not"),
        ("Category: Sponsored", "en", "not"),
        ("Anzeige", "de", "clear"),
        ("Anzeige | Die besten Wasserkocher", "de", "clear"),
        ("Sponsored Post", "de", "weak"),
        ("[Werbung, unbezahlt]", "de", "negated"),
        ("Anzeige: 6,1 Zoll OLED", "de", "not"),
        ("Empfehlung", "de", "weak"),
        ("[Empfehlung] Die Lampe", "de", "weak"),
        ("Empfehlung: die kleinere Lampe, sie passt auf jeden Tisch", "de", "not"),
        ("Empfehlungslink: die kleinere Lampe", "de", "weak"),
        ("Regalo: un flexo para su primer escritorio", "es", "not"),
        ("Collaboration commerciale", "fr", "clear"),
        ("Mainos: Kuusi & Kivi Oy", "fi", "clear"),
        ("[WSPÓŁPRACA REKLAMOWA] Czajniki", "pl", "clear"),
        ("【PR】おすすめの電気ケトル", "ja", "clear"),
        ("＃ＰＲ 新しいマグカップ", "ja", "clear"),
        ("PR", "en", "not"),
        ("광고", "ko", "clear"),
        ("유료 광고 포함", "ko", "clear"),
        ("İŞBİRLİĞİ", "tr", "clear"),
        ("إعـــلان", "ar", "clear"),
        ("We placed an ad in the local paper in AD 79.", "en", "not"),
        ("The sidebar has an #admin anchor and an #ad-slot rule.", "en", "not"),
        ("Read the full report (paid link, subscription required)", "en", "not"),
        ("###Ads are dead, long live ads!", "en", "not"),
        ("Label every shop link with #ad so that readers can tell.", "en", "not"),
        ("Larch Lamps · Ad", "en", "clear"),
        ("Lärchenlampen · Anzeige", "de", "clear"),
        ("Kaga Lamp｜PR", "ja", "clear"),
        ("Larch Lamps · affiliate link", "en", "not"),
        ("Lamps · Hosting · Ad", "en", "not"),
        ("SEO・広告", "ja", "not"),
        ("Empfehlung: \ufffc", "de", "not"),
        ("Anzeige: \ufffc", "de", "clear"),
    ],
)
def test_label_has_the_expected_strength(text: str, language: str, label: str) -> None:
    assert verdict(text, language) == label


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("* Affiliate-Links zu Lampenhaus. Der Preis bleibt für dich gleich.", "de", "weak"),
        ("*affiliate link to Lamp House", "en", "weak"),
        ("† Affiliate links to Lamp House and Oak & Iron.", "en", "weak"),
        ("* Liens affiliés vers Lampes & Cie.", "fr", "weak"),
        ("* Link affiliati a Casa Lampada, il prezzo non cambia.", "it", "weak"),
        ("* Linki afiliacyjne do sklepu Lampowo.", "pl", "weak"),
        ("* Affiliate links naar Lampenwinkel.", "nl", "weak"),
        ("※アフィリエイトリンク（ランプ屋）。価格は同じです。", "ja", "weak"),
        ("* We earn a commission by these affiliate links.", "en", "clear"),
        ("* No affiliate links to anybody.", "en", "negated"),
        ("Affiliate links to Lamp House and Oak & Iron.", "en", "not"),
        ("* Prices are as of May; the chapter on affiliate links is new.", "en", "not"),
    ],
)
def test_footnote_says_what_it_marks(text: str, language: str, expected: str) -> None:
    assert verdict(text, language) == expected


def test_ambiguous_word_as_heading_is_no_label() -> None:
    assert verdict("Anzeige", "de", "heading") == "not"
    assert verdict("Anzeige: Die besten Wasserkocher", "de", "heading") == "clear"


def test_labels_of_another_language_do_not_count() -> None:
    assert verdict("Werbung", "fr") == "not"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("灯りの雑誌 (Amazon.co.jp アソシエイトメンバー)", "ja", "weak"),
        ("Amazonアソシエイト参加", "ja", "weak"),
        ("Amazonアソシエイト審査に落ちた理由", "ja", "not"),
        ("Oak & Iron (Amazon Associate)", "en", "weak"),
        ("Amazon Associates Program participant", "en", "weak"),
        ("How I became an Amazon Associate", "en", "not"),
        ("Miembro del Programa de Afiliados de Amazon", "es", "weak"),
        ("Afiliado de Amazon", "es", "weak"),
        ("Partner bei Amazon", "de", "weak"),
        ("Partner bei Amazon sind auch Händler", "de", "not"),
        ("Membre du Club Partenaires Amazon", "fr", "weak"),
        ("Membro del programma di affiliazione Amazon", "it", "weak"),
        ("Participante do Programa de Associados da Amazon", "pt", "weak"),
        ("Lid van het partnerprogramma van Lampenwinkel", "nl", "weak"),
        ("Uczestnik programu partnerskiego Lampowo", "pl", "weak"),
        ("Medlem i Lamphusets affiliateprogram", "sv", "weak"),
        ("Medlem af partnerprogrammet hos Lampehuset", "da", "weak"),
        ("Участник партнёрской программы Lampa", "ru", "weak"),
        ("Amazon Ortaklık Programı üyesi", "tr", "weak"),
        ("쿠팡 파트너스 회원", "ko", "weak"),
        ("亚马逊联盟会员", "zh", "weak"),
    ],
)
def test_membership_is_told_without_a_verb(text: str, language: str, expected: str) -> None:
    assert verdict(text, language) == expected
