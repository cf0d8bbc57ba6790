"""What the writer gets for bringing in a customer, beside a link or code that is called an invitation."""

from __future__ import annotations

import pytest

from tests.conftest import check
from tests.facts.disclosure.wording import DETECTOR, verdict

CLEAR = [
    "Here's my [Larch referral link](https://larch.example/r/1) - join with it, and you & I will both get a free week.",
    "Here is my referral link. (To be open, I'll get a free month & so will you.)",
    "Try my Larch referral link. You'll get a free lamp; I'll get $40 once two of you have joined.",
    "Join with my invite link and I'll get $40.",
    "Take my referral code. You get a month for free and I get one too.",
    "Hier ist mein Empfehlungslink. Du bekommst 20 € und ich ebenfalls.",
    "Meldest du dich mit meinem Einladungslink an, bekomme ich 20 € Guthaben.",
    "Über meinen Empfehlungslink erhalten wir beide einen Gratismonat.",
    "Voici mon lien de parrainage : vous gagnez 20 € et moi aussi.",
    "Avec mon lien de parrainage, je gagne deux mois gratuits.",
    "Este es mi enlace de referido: tú ganas 20 € y yo también.",
    "Entra con mi enlace de invitación y gano un mes gratis.",
    "Este é meu link de indicação: você ganha 20 reais e eu também.",
    "Com meu link de convite ganho 20 reais de desconto.",
    "Questo è il mio link di invito: ricevi 20 € e anche io.",
    "Dit is mijn referral link: jij krijgt 20 euro en ik ook.",
    "欢迎用我的推荐链接注册，这样我们都将获得 50 元代金券。",
    "註冊時填我的推薦碼，你和我都可以得到 30 點數。",
    "用我提供的链接注册，你能省 5 美元，我也得到一些积分。",
    "登録に紹介コードを使うと、私にもポイントが付与されます。",
    "招待リンクからの登録で、お互い500円分の割引が受け取れます。",
]
WEAK = [
    "If you use one of these codes you will support me and we both win.",
    "My Larch referral link is below.",
    "In this article I used commission links.",
    "This article contains commission links.",
]
NOTHING = [
    "Their referral programme is kind: customers get a free month, and I get none of it.",
    "Open the invite link in the mail and you get a free trial.",
    "I'll get a free month when the shop reopens.",
    "Wer seinen Einladungslink verteilt, bekommt 20 Euro Guthaben.",
    "Con el enlace de referido ellos reciben 20 euros de saldo.",
    "Avec le parrainage, vos amis reçoivent 20 euros.",
    "我们都会遇到这种问题，推荐链接在文末。",
    "我也会推荐你用这个免费的灯。",
    "招待コードを入力すると、友だちにポイントが入ります。",
    "Was sind Provisionslinks?",
]


@pytest.mark.parametrize("text", CLEAR)
def test_writer_who_says_what_an_invitation_brings_is_clear(text: str) -> None:
    assert verdict(text) == "clear"
    assert DETECTOR.is_candidate(text)


@pytest.mark.parametrize("text", WEAK)
def test_invitation_that_leaves_the_gain_out_is_weak(text: str) -> None:
    assert verdict(text) == "weak"


@pytest.mark.parametrize("text", NOTHING)
def test_gain_of_somebody_else_or_without_an_invitation_discloses_nothing(text: str) -> None:
    assert verdict(text) == "not"


@pytest.mark.parametrize(
    "text",
    [
        "Ich habe in diesem Text Provisions-Links verwendet und mit * markiert.",
        "Dieser Artikel enthält Provisionslinks.",
    ],
)
def test_german_word_for_commission_links_is_as_clear_in_a_sentence_as_in_a_label(text: str) -> None:
    assert verdict(text, "de") == "clear"


def test_text_in_the_language_of_its_disclosure_is_not_in_another_whatever_the_page_declares() -> None:
    body = "我常用这盏灯看书，光线很柔和。欢迎用我的推荐链接注册，这样我们都将获得 50 元代金券。"
    link = '<a href="https://www.amazon.com/dp/B0DEPOT001?tag=hallway-20">灯</a>'
    found = check(
        f'<html lang="en-us"><body><article><p>{body}</p><p>{link}</p></article></body></html>', name="a.html"
    )
    assert "disclosure/other-language" not in {one.rule for one in found}
