"""Sentences that deny that an article's links pay, in several languages, and those like them that deny nothing of the kind."""

from __future__ import annotations

import pytest

from linter.facts import Facts
from linter.facts.disclosure.denials import is_about_links
from linter.facts.options import FactOptions
from tests.conftest import article

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
