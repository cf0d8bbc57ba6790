"""Short phrases of all languages."""

from __future__ import annotations

import pytest

from linter.facts.language.phrases import says_back_to_top


@pytest.mark.parametrize(
    "text",
    [
        "top", "Back to top", "⬆️ Back to top of the page", "Return to the contents", "(back to index)", "^", "^ top", "▲", "Nach oben",
        "Zurück zum Inhaltsverzeichnis", "↩ zurück zum Anfang", "Retour au sommaire", "Revenir en haut de page", "Volver al índice",
        "Ir arriba", "Voltar ao topo", "Torna su", "Terug naar boven", "Powrót do spisu treści", "Tillbaka till toppen", "Takaisin ylös",
        "Вернуться к содержанию", "Наверх ↑", "До змісту", "Επιστροφή στην αρχή", "Başa dön", "Về đầu trang", "Kembali ke atas",
        "目次へ戻る", "このページのトップへ", "맨 위로 가기", "목차로", "回到顶部", "返回目录", "กลับด้านบน", "العودة إلى الأعلى",
    ],
)  # fmt: skip
def test_link_that_leads_back_is_known(text: str) -> None:
    assert says_back_to_top(text)


@pytest.mark.parametrize(
    "text",
    ["", "lamps", "top 10 lamps", "our top pick", "contents of the box", "Inhalt der Packung", "laptop", "stop", "index funds",
     "the lamp with the upright arm", "Übersichtskarte kaufen", "トップスのおすすめ", "this lamp", "- " * 5_000 + "x"],
)  # fmt: skip
def test_link_to_a_recommendation_is_not_taken_for_one(text: str) -> None:
    assert not says_back_to_top(text)
