"""Sentences that deny that an article's links pay, in several languages, and those like them that deny nothing of the kind."""

from __future__ import annotations

import pytest

from linter.facts import Facts
from linter.facts.disclosure.denials import is_about_links
from linter.facts.options import FactOptions
from tests.conftest import article, check, rules
from tests.facts.disclosure.wording import verdict

DENIALS = [
    "Aucun de ces liens ne nous rapporte.",
    "Aucun de ces liens ne nous rapporte d'argent.",
    "Ces liens ne nous rapportent rien.",
    "Nous ne gagnons rien avec ces liens.",
    "Keiner dieser Links bringt uns Geld.",
    "Wir verdienen nichts an diesen Links.",
    "Mit diesen Links verdienen wir kein Geld.",
    "Für keinen dieser Links bekommen wir Geld.",
    "Geen van deze links betaalt ons.",
    "Geen van deze links levert ons geld op.",
    "We verdienen niets aan deze links.",
    "Ninguno de estos enlaces nos paga.",
    "Ninguno de estos enlaces nos reporta dinero.",
    "No ganamos nada con estos enlaces.",
    "Nessuno di questi link ci fa guadagnare.",
    "Non guadagniamo nulla da questi link.",
    "Nessuno di questi link ci paga.",
    "Nenhum destes links nos paga.",
    "Não ganhamos nada com estes links.",
    "Nenhum desses links nos rende dinheiro.",
    "None of these links pay us.",
    "None of these links earn us money.",
    "We earn nothing from these links.",
    "We make no money from these links.",
    "Estos enlaces no nos pagan nada.",
    "Wir bekommen für diese Links kein Geld.",
    "Aucun lien ne nous rapporte d’argent sur cette page.",
    "Keiner der Links ist ein Affiliate-Link.",
    "Ces liens ne me paient pas.",
    "Diese Links bringen uns nichts ein.",
    "Deze links leveren ons niets op.",
    "Questi link non ci fanno guadagnare.",
    "Estes links não nos rendem nada.",
    "These links do not earn us anything.",
    "Geen enkele link betaalt mij.",
    "I was not paid for this page, or given a commission.",
    "The lamp is superb (not affiliated).",
    "We are not affiliated with the maker.",
    "本文没有联盟链接。",
    "本文不含分潤連結。",
    "我没有收取任何佣金。",
    "이 글에는 제휴 링크가 없습니다.",
    "저희는 이 링크로 수수료를 받지 않습니다.",
    "구매하셔도 수수료를 받지 않습니다.",
]
OTHERS = [
    "Keiner dieser Links kostet dich etwas extra.",
    "Aucun de ces liens ne vous coûte plus cher.",
    "Ninguno de estos enlaces te cuesta más.",
    "Nessuno di questi link ti costa di più.",
    "Nenhum destes links custa mais para você.",
    "Geen van deze links kost jou iets extra.",
    "None of these links cost you anything.",
    "Aucun de ces liens ne fonctionne.",
    "Keiner dieser Links funktioniert mehr.",
    "If you buy through these links we earn a commission.",
    "Wir erhalten für diese Links eine Provision, für dich ändert sich nichts.",
    "Nous touchons une commission sur ces liens, sans frais pour vous.",
    "I made no money from this job for years.",
    "Larch Bank promises that it does not charge a commission, which makes it a bargain.",
    "We love that they do not charge any commission.",
    "The bank takes no commission and we like it.",
    "I like Larch Bank, it takes no commission.",
    "Despite its name, this is not officially affiliated with the Ministry of Roads.",
    "The tool is not affiliated with its namesake.",
    "No figures are affiliated with any game, this lamp is our own design.",
    "Diese Bank nimmt keine Provision, das gefällt mir.",
    "Este banco no cobra comisión y me gusta.",
    "Este banco não cobra comissão, o que nos agrada.",
    "先看是否适合自己，不先看佣金。",
    "确认之前，不新增分潤連結。",
    "这家券商没有佣金。",
    "라이선스 수수료가 없다는 점이 마음에 듭니다.",
    "이 증권사에서는 주식 거래에 수수료를 내지 않습니다.",
    "환전 수수료가 없는 카드라서 여행에 좋습니다.",
]


def denies(text: str) -> bool:
    facts = Facts(article(f"# Lamps\n\n{text}\n"), FactOptions())
    return any(is_about_links(found) for found in facts.disclosures)


@pytest.mark.parametrize("text", DENIALS)
def test_sentence_denies_that_links_pay(text: str) -> None:
    assert denies(text)


@pytest.mark.parametrize("text", OTHERS)
def test_sentence_denies_nothing_of_the_kind(text: str) -> None:
    assert not denies(text)


NO_INFLUENCE = [
    ("en", "Our ratings are not influenced by affiliate links."),
    ("en", "Affiliate commissions never determine what we recommend."),
    ("en", "Our picks do not depend on commission."),
    ("en", "Rankings are never based on affiliate relationships."),
    ("de", "Unsere Bewertungen werden nicht durch Affiliate-Links beeinflusst."),
    ("de", "Die Auswahl hängt nicht von Provisionen ab."),
    ("de", "Unsere Empfehlungen sind von Affiliate-Partnerschaften unabhängig."),
    ("fr", "Nos avis ne sont pas influencés par les liens affiliés."),
    ("fr", "Notre classement ne dépend pas des commissions."),
    ("es", "Las valoraciones no dependen de los enlaces de afiliado."),
    ("es", "Nuestras opiniones no están influenciadas por comisiones."),
    ("it", "Le nostre recensioni non sono influenzate dai link di affiliazione."),
    ("it", "La classifica non dipende dalle commissioni."),
    ("nl", "Onze beoordelingen worden niet beïnvloed door affiliate links."),
    ("nl", "De volgorde hangt niet af van commissie."),
    ("pt", "As nossas avaliações não são influenciadas por links de afiliados."),
    ("pt", "A ordem não depende de comissões."),
    ("pl", "Nasze oceny nie zależą od linków afiliacyjnych."),
    ("pl", "Prowizje nie wpływają na nasze rankingi."),
    ("sv", "Våra betyg påverkas inte av affiliatelänkar."),
    ("da", "Vores vurderinger påvirkes ikke af affiliatelinks."),
    ("nb", "Vurderingene våre påvirkes ikke av affiliatelenker."),
    ("fi", "Affiliate-linkit eivät vaikuta arvioihimme."),
    ("cs", "Naše hodnocení nejsou ovlivněna affiliate odkazy."),
    ("cs", "Pořadí nezávisí na provizi."),
    ("tr", "Değerlendirmelerimiz affiliate bağlantılarından etkilenmez."),
    ("ru", "Наши оценки не зависят от партнёрских ссылок."),
    ("ru", "Комиссия не влияет на наш выбор."),
    ("id", "Penilaian kami tidak dipengaruhi oleh link afiliasi."),
    ("hu", "Értékeléseinket nem befolyásolják az affiliate linkek."),
    ("ro", "Recenziile noastre nu sunt influențate de linkurile afiliate."),
    ("uk", "Наші оцінки не залежать від партнерських посилань."),
    ("el", "Οι κριτικές μας δεν επηρεάζονται από τα affiliate links."),
    ("ja", "評価がアフィリエイトに左右されることはありません。"),
    ("zh", "我们的评价不受联盟链接影响。"),
    ("ko", "평가는 제휴 링크의 영향을 받지 않습니다."),
    ("vi", "Đánh giá của chúng tôi không bị ảnh hưởng bởi liên kết tiếp thị."),
]


@pytest.mark.parametrize(("language", "text"), NO_INFLUENCE)
def test_what_does_not_influence_the_author_is_not_denied(language: str, text: str) -> None:
    assert verdict(text, language) in {"weak", "not"}


@pytest.mark.parametrize(
    ("text", "is_contradicted"),
    [
        ("We are not paid for placements, and affiliate links do not affect our ratings.", False),
        ("We take no payment for placement, and affiliate links affect neither rating nor order.", False),
        ("This page has no affiliate links, so nothing affects our ratings.", True),
    ],
)
def test_denial_in_another_clause_is_not_about_links(text: str, *, is_contradicted: bool) -> None:
    found = rules(check(f"{text}\n\nBuy [the lamp](https://www.amazon.com/dp/B000AAAA01?tag=larchblog-20) here.\n"))
    assert ("disclosure/contradicted" in found) == is_contradicted
