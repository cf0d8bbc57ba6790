"""Disclosure wording in twenty languages. All sentences are invented, as are the companies in them."""

import runpy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, SHARED
from tests.facts.disclosure.wording import DETECTOR, verdict

CASES = SHARED / "cases" / "disclosure_cases.tsv"


SENTENCES = {
    "en": [
        ("clear", "If you order the lamp through our links, Brightwell Media gets a small share of the sale."),
        ("clear", "Northlight Books pays us a referral fee for every reader who signs up here."),
        ("clear", "This post is not sponsored, but I do earn a commission from the links in it."),
        ("clear", "As an Amazon Associate, the Kettle Diary earns from qualifying purchases."),
        ("clear", "This review was sponsored by Tallow & Reed."),
        ("clear", "Purchases made here may earn us a commission at no cost to you."),
        ("clear", "If you open an account with our link, both of us will get a $5 credit."),
        ("clear", "With this link we both get €15 credited to our accounts."),
        ("clear", "Open an account through this link and both of us get $30."),
        ("clear", "If you sign up with our code, you and I each get a free week."),
        ("clear", "We each receive a £5 voucher once you have joined through my link."),
        ("clear", "Register with my code and we'll both earn 1,500 points."),
        ("clear", "Use this link: you get €10 off, and I get €10 too."),
        ("clear", "My link gives you $5 (and me as well)."),
        ("clear", "(If you order it through this link I get a commission.)"),
        ("clear", "(Note - these are affiliate links - if you order through them I get a few cents.)"),
        ("clear", "If you order by way of the link below I'll get a few pennies."),
        ("clear", "If you register through my link, you get 10 percent of the fees and I get 10 percent too."),
        ("weak", "As an FYI, that's an affiliate link:"),
        ("weak", "A small boiler (yes, a referral link) heats it."),
        ("weak", "I have no shame and have included the Kettle Diary referral link below."),
        ("not", "Both of us get $20 at the door."),
        ("not", "We both receive letters when the bridge is closed."),
        ("not", "You and I each get a vote."),
        ("not", "The lamp post earned me a splendid zero commission."),
        ("not", "It sold twice, netting me a whopping zero commission."),
        ("not", "The boiler has an attack-decay (AD) envelope."),
        ("not", "I made nothing from affiliate links last month."),
        ("not", "In 2018 I earned no commission at all."),
        ("negated", "I have earned no commission from this review."),
        ("negated", "I do not receive any commission for this test."),
        ("negated", "No commission was paid to us for this test."),
        ("weak", "The Kettle Diary is a participant in the Amazon Services LLC Associates Program."),
        ("weak", "We participate in the Amazon Associates programme."),
        ("weak", "Member of the Amazon EU Partner Program."),
        ("weak", "Tallow & Reed takes part in the Amazon EU Associates Programme."),
        ("not", "Participants in the Amazon Associates Program must disclose that."),
        ("not", "Sign up as a participant in the Amazon Associates Program first."),
        ("weak", "This guide contains affiliate links."),
        ("weak", "Links marked with an asterisk are affiliate links."),
        ("weak", "This post is not sponsored, but contains affiliate links."),
        ("negated", "There are no affiliate links in this review."),
        ("negated", "We do not earn a commission on anything you buy."),
        ("negated", "This article is not sponsored and I paid for the tent myself."),
        ("not", "The European Commission will publish the proposal next spring."),
        ("not", "Estate agents earn a commission of two percent on every house they sell."),
        ("not", "Affiliate marketing is a business model in which publishers earn commissions for referrals."),
        ("not", "The FTC requires that bloggers disclose affiliate links in plain words."),
        ("not", 'A good notice reads "We may earn a commission if you buy through links on this page."'),
        ("not", "Please follow our responsible disclosure policy when you report a vulnerability."),
        ("not", "Harrow Mills is a wholly owned affiliate of Cobalt Group."),
        ("not", "Join our affiliate programme and earn 20% commission on each sale."),
        ("not", "Google AdSense pays site owners for each thousand impressions."),
        ("not", "How do I earn a commission as a reseller?"),
        ("not", "We use cookies to measure advertising and to remember your choices."),
        ("not", "Our editors pick every product and this does not affect the price you pay."),
    ],
    "de": [
        ("clear", "Lampen aus diesem Text (Affiliate-/ Werbelinks):"),
        ("clear", "Affiliate- und Werbelinks:"),
        ("clear", "Kaufst du über einen unserer Links ein, bekommen wir vom Händler eine kleine Provision."),
        ("clear", "Als Amazon-Partner verdiene ich an qualifizierten Verkäufen."),
        ("clear", "Für jede Bestellung über diese Seite zahlt uns der Shop eine Vermittlungsprovision."),
        ("clear", "Dieser Beitrag enthält Werbung."),
        ("clear", "Meldest du dich über den Link an, erhalten wir beide ein Guthaben von 5 Euro."),
        ("weak", "In diesem Ratgeber findest du Affiliate-Links."),
        ("negated", "Dieser Beitrag enthält keine Affiliate-Links."),
        ("negated", "Unbezahlte Werbung, die Schuhe habe ich selbst gekauft."),
        ("not", "Die Kommission in Brüssel hat den Vorschlag vertagt."),
        ("not", "Die Anzeige zeigt Uhrzeit, Puls und Schritte."),
        ("not", "Ein Makler erhält für den Verkauf eine Provision von drei Prozent."),
    ],
    "fr": [
        ("clear", "Si vous achetez via nos liens, nous touchons une petite commission du marchand."),
        ("clear", "Le Carnet du Jardin peut recevoir une commission lorsque vous commandez par ces liens."),
        (
            "clear",
            "En tant que Partenaire Amazon, je réalise un bénéfice sur les achats remplissant les conditions requises.",
        ),
        ("weak", "Cette page comporte des liens d’affiliation."),
        ("negated", "Cet article ne contient aucun lien affilié."),
        ("negated", "Nous ne percevons pas de commission sur ces achats."),
        ("not", "La commission d'enquête a rendu son rapport mardi."),
        ("not", "L'affiliation est un modèle où des éditeurs touchent une commission."),
    ],
    "es": [
        ("clear", "Si compras desde nuestros enlaces, ganamos una pequeña comisión de la tienda."),
        ("clear", "Cuaderno Verde puede recibir una comisión si reservas con estos enlaces."),
        (
            "clear",
            "En calidad de Afiliado de Amazon, obtengo ingresos por las compras adscritas que cumplen los requisitos.",
        ),
        ("weak", "Esta guía incluye enlaces de afiliados."),
        ("negated", "Este artículo no contiene enlaces de afiliados."),
        ("negated", "No recibimos ninguna comisión por estas compras."),
        ("not", "La Comisión Europea presentará el informe en mayo."),
        ("not", "El marketing de afiliados es un modelo en el que los editores ganan comisiones."),
    ],
    "it": [
        ("clear", "Se acquisti dai nostri link guadagniamo una piccola percentuale sulla vendita."),
        ("clear", "In qualità di Affiliato Amazon io ricevo un guadagno dagli acquisti idonei."),
        ("clear", "Orto Facile potrebbe ricevere una commissione quando compri tramite questi link."),
        ("weak", "Questa guida contiene link affiliati."),
        ("negated", "In questo articolo non ci sono link affiliati."),
        ("negated", "Non riceviamo alcuna commissione su questi acquisti."),
        ("not", "La Commissione europea ha approvato il piano."),
        ("not", "Gli affiliati ricevono una commissione per ogni vendita."),
    ],
    "pt": [
        ("clear", "Se comprar através dos nossos links, recebemos uma pequena comissão da loja."),
        ("clear", "Como associado da Amazon, ganho com compras qualificadas."),
        ("clear", "A Horta Viva pode ganhar uma comissão quando você compra por estes links."),
        ("weak", "Este guia contém links de afiliados."),
        ("negated", "Este artigo não contém links de afiliados."),
        ("negated", "Não recebemos comissão por estas compras."),
        ("not", "A Comissão Europeia apresenta o relatório em maio."),
        ("not", "Os vendedores ganham comissão por cada contrato assinado."),
    ],
    "nl": [
        ("clear", "Koop je iets via onze links, dan krijgen wij een kleine commissie van de winkel."),
        ("clear", "Als Amazon-partner verdien ik aan in aanmerking komende aankopen."),
        ("clear", "Wij ontvangen een vergoeding als u via deze pagina boekt."),
        ("weak", "In dit artikel staan affiliate links."),
        ("negated", "Dit artikel bevat geen affiliate links."),
        ("negated", "Wij krijgen geen commissie voor deze aankopen."),
        ("not", "De Europese Commissie komt in mei met een voorstel."),
        ("not", "De makelaar ontvangt bij verkoop een commissie van de verkoper."),
    ],
    "pl": [
        ("clear", "Jeśli kupisz coś przez nasze linki, otrzymamy niewielką prowizję od sklepu."),
        ("clear", "Jako partner Amazon zarabiam na kwalifikujących się zakupach."),
        ("clear", "Zielony Kajet może otrzymać prowizję, gdy kupujesz przez te linki."),
        ("weak", "Ten poradnik zawiera linki afiliacyjne."),
        ("negated", "Ten artykuł nie zawiera linków afiliacyjnych."),
        ("negated", "Nie otrzymujemy żadnej prowizji od tych zakupów."),
        ("not", "Komisja Europejska ogłosi raport w maju."),
        ("not", "Pośrednik pobiera prowizję od sprzedaży mieszkania."),
    ],
    "sv": [
        ("clear", "Om du köper något via våra länkar får vi en liten provision från butiken."),
        ("clear", "Som Amazon Associate tjänar vi på kvalificerade köp."),
        ("clear", "Inlägget innehåller reklamlänkar."),
        ("weak", "Den här guiden innehåller affiliatelänkar."),
        ("negated", "Artikeln innehåller inga affiliatelänkar."),
        ("negated", "Vi får ingen provision på dessa köp."),
        ("not", "Kommissionen lägger fram sitt förslag i maj."),
        ("not", "Mäklaren får en provision på försäljningspriset."),
    ],
    "da": [
        ("clear", "Hvis du køber noget via vores links, får vi en lille provision af butikken."),
        ("clear", "Indlægget indeholder reklamelinks."),
        ("weak", "Denne guide indeholder affiliatelinks."),
        ("negated", "Artiklen indeholder ingen affiliatelinks."),
        ("negated", "Vi får ikke provision af disse køb."),
        ("not", "Kommissionen fremlægger sit forslag i maj."),
        ("not", "Mægleren får provision af salget."),
    ],
    "nb": [
        ("clear", "Hvis du kjøper noe via lenkene våre, får vi en liten provisjon fra butikken."),
        ("clear", "Innlegget inneholder reklamelenker."),
        ("weak", "Denne guiden inneholder affiliatelenker."),
        ("negated", "Artikkelen inneholder ingen affiliatelenker."),
        ("negated", "Vi får ikke provisjon av disse kjøpene."),
        ("not", "Kommisjonen legger fram forslaget i mai."),
        ("not", "Megleren får provisjon av salget."),
    ],
    "fi": [
        ("clear", "Jos ostat tuotteen linkkiemme kautta, saamme kaupasta pienen provision."),
        ("clear", "Voimme saada palkkion, kun varaat matkan tämän sivun linkistä."),
        ("clear", "Artikkeli sisältää mainoslinkkejä."),
        ("weak", "Tämä opas sisältää affiliate-linkkejä."),
        ("negated", "Artikkeli ei sisällä affiliate-linkkejä."),
        ("negated", "Emme saa provisiota näistä ostoksista."),
        ("not", "Euroopan komissio julkaisee raportin toukokuussa."),
        ("not", "Välittäjä saa myynnistä palkkion."),
    ],
    "cs": [
        ("clear", "Pokud nakoupíte přes naše odkazy, získáme od obchodu malou provizi."),
        ("clear", "Můžeme dostat provizi, když si pokoj zarezervujete přes tento odkaz."),
        ("clear", "Článek obsahuje reklamu."),
        ("weak", "Tento průvodce obsahuje affiliate odkazy."),
        ("negated", "Článek neobsahuje affiliate odkazy."),
        ("negated", "Z těchto nákupů nemáme žádnou provizi."),
        ("not", "Evropská komise zveřejní zprávu v květnu."),
        ("not", "Makléř dostane provizi z prodeje bytu."),
    ],
    "ja": [
        ("clear", "当サイトのリンクから商品を購入されると、運営者が紹介料を受け取る場合があります。"),
        ("clear", "Amazonのアソシエイトとして、みどり手帖は適格販売により収入を得ています。"),
        ("clear", "本記事には広告が含まれます。"),
        ("weak", "この記事にはアフィリエイトリンクが含まれています。"),
        ("negated", "当サイトはアフィリエイトリンクを使用していません。"),
        ("negated", "この記事は広告ではありません。"),
        ("not", "アフィリエイトとは、成果に応じて報酬が支払われる仕組みです。"),
        ("not", "彼は新聞の広告を見て応募した。"),
        ("not", "手数料、ポイント還元率および取扱品目は予告なく変更される場合があります。"),
    ],
    "ko": [
        ("clear", "이 글의 링크를 통해 구매하시면 작성자가 일정 수수료를 지급받습니다."),
        ("clear", "제휴 링크로 구매하실 경우 수수료를 받을 수 있습니다."),
        ("clear", "이 포스팅은 원고료를 제공받아 작성되었습니다."),
        ("weak", "이 글에는 제휴 링크가 포함되어 있습니다."),
        ("negated", "이 글에는 제휴 링크가 없습니다."),
        ("negated", "저희는 수수료를 받지 않습니다."),
        ("not", "은행은 송금 수수료를 인하했다."),
        ("not", "광고를 차단하는 방법을 알아봅시다."),
    ],
    "zh": [
        ("clear", "通过本站链接购买商品，我们会获得少量佣金。"),
        ("clear", "若您透過文中連結購買，我們可能會賺取分潤。"),
        ("clear", "本文含有广告。"),
        ("weak", "本文包含联盟链接。"),
        ("negated", "本文不含联盟链接。"),
        ("negated", "我们没有收取任何佣金。"),
        ("not", "中介通常收取成交价百分之二的佣金。"),
        ("not", "他在地铁里看到一则广告。"),
    ],
    "tr": [
        ("clear", "Bağlantılarımız üzerinden alışveriş yaparsanız küçük bir komisyon kazanırız."),
        ("clear", "Bu linklerden satın aldığınızda komisyon alabiliriz."),
        ("clear", "Bu yazı reklam içerir."),
        ("weak", "Bu yazıda satış ortaklığı bağlantıları bulunmaktadır."),
        ("negated", "Bu satın alımlardan komisyon almıyoruz."),
        ("negated", "Bu yazı reklam değildir."),
        ("not", "Komisyon raporunu mayıs ayında yayımlayacak."),
        ("not", "Emlakçı satıştan yüzde iki komisyon alır."),
    ],
    "ar": [
        ("clear", "إذا اشتريت عبر روابطنا فقد نحصل على عمولة صغيرة من المتجر."),
        ("clear", "بصفتي شريكًا لدى أمازون، أكسب من المشتريات المؤهلة."),
        ("clear", "هذا المقال يحتوي على إعلان مدفوع."),
        ("weak", "يحتوي هذا المقال على روابط تابعة."),
        ("negated", "لا نحصل على أي عمولة من هذه المشتريات."),
        ("negated", "هذا ليس إعلانًا."),
        ("not", "يحصل السمسار على عمولة من البائع."),
        ("not", "أعلنت الشركة نتائجها أمس."),
    ],
    "ru": [
        ("clear", "Если вы купите товар по нашим ссылкам, мы получим небольшую комиссию от магазина."),
        ("clear", "За покупки по этим ссылкам магазин платит нам комиссию."),
        ("clear", "Материал опубликован на правах рекламы."),
        ("weak", "Этот обзор содержит партнёрские ссылки."),
        ("negated", "В статье нет партнёрских ссылок."),
        ("negated", "Мы не получаем комиссию с этих покупок."),
        ("not", "Комиссия опубликует доклад в мае."),
        ("not", "Риелтор получает комиссию от продажи квартиры."),
    ],
    "hi": [
        ("clear", "अगर आप हमारे लिंक से खरीदते हैं तो हमें छोटा सा कमीशन मिलता है।"),
        ("clear", "इन लिंक से खरीदने पर हम कमीशन कमा सकते हैं।"),
        ("clear", "यह लेख प्रायोजित है।"),
        ("weak", "इस लेख में एफिलिएट लिंक शामिल हैं।"),
        ("negated", "हमें इन लिंक से कोई कमीशन नहीं मिलता।"),
        ("negated", "इस लेख में एफिलिएट लिंक नहीं हैं।"),
        ("not", "आयोग मई में अपनी रिपोर्ट देगा।"),
        ("not", "दलाल को बिक्री पर कमीशन मिलता है।"),
    ],
}
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
