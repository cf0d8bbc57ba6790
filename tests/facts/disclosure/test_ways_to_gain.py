"""How languages say who gains by a purchase: the shop pays, the reader supports with a commission, the income pays a bill."""

from __future__ import annotations

import pytest

from tests.facts.disclosure.wording import DETECTOR, verdict

CLEAR = [
    # The reader supports the site, and a commission is named.
    "Buy through the link and you support this blog with a small commission.",
    "Kaufst du über den Link, unterstützt du mich mit einer kleinen Provision.",
    "Koop je via de link, dan steun je deze blog met een kleine commissie.",
    "En achetant via ce lien, vous soutenez ce blog grâce à une petite commission.",
    "Si compras por el enlace, apoyas este blog con una pequeña comisión.",
    "Comprando pelo link você apoia o blog com uma pequena comissão.",
    "Acquistando dal link sostieni il blog con una piccola commissione.",
    "Kupując przez link, wspierasz blog niewielką prowizją.",
    "Handlar du via länken stöttar du bloggen med en liten provision.",
    "Køber du via linket, støtter du bloggen med en lille provision.",
    "Handler du via lenken, støtter du bloggen med en liten provisjon.",
    # Links bring somebody named a commission.
    "Links marked with * may earn Larch a commission.",
    "Mit * markierte Links können Larix eine Provision einbringen.",
    "Links met een * kunnen Lariks een commissie opleveren.",
    "Les liens marqués d'un * peuvent rapporter une commission à Mélèze.",
    "Linki oznaczone * mogą przynosić Modrzewowi prowizję, a ty nie płacisz więcej.",
    "Länkar märkta ”Annonslänk” kan ge Lärkträdet ersättning om du tecknar avtal.",
    "Links mærket med * kan give Lærketræ provision.",
    "Lenker merket med * kan gi Lerketreet provisjon.",
    # The income from the links pays a bill of the site.
    "The commissions from these links pay for the hosting of this blog.",
    "Die Provisionen aus den Links bezahlen den Server dieses Blogs.",
    "De commissies uit deze links betalen de hosting van dit blog.",
    "Met deze commissies houden we de lampentest gratis.",
    "Les commissions de ces liens paient l'hébergement de ce blog.",
    "Las comisiones de estos enlaces pagan el alojamiento de este blog.",
    "As comissões destes links pagam a hospedagem deste blog.",
    "Le commissioni di questi link pagano l'hosting di questo blog.",
    "Prowizje z tych linków opłacają serwer tego bloga.",
    "Provisionen från länkarna betalar serverkostnaden för bloggen.",
    "リンクから得た収益は、当ブログのサーバー代に充てています。",
    "リンク経由でご購入いただくと、当ブログの運営費に充てさせていただきます。",
    # Purchases by the links bring a commission; the site is financed by them; words without a verb.
    "Käufe über unsere Links bringen Provision.",
    "Aankopen via onze links leveren commissie op.",
    "Les achats via nos liens génèrent une commission.",
    "Las compras a través de nuestros enlaces generan una comisión.",
    "Compras pelos nossos links geram comissão.",
    "Gli acquisti tramite i nostri link generano una commissione.",
    "Zakupy przez nasze linki przynoszą prowizję.",
    "Köp via våra länkar ger provision.",
    "Køb via vores links giver provision.",
    "Dieses Blog finanziert sich über Affiliate-Links.",
    "Blog jest finansowany z linków afiliacyjnych.",
    "Bloggen finansieras via affiliatelänkar.",
    "Bloggen finansieres via affiliatelinks.",
    "Affiliate links: commission at no extra cost to you.",
    "Liens affiliés : commission, sans surcoût pour vous.",
    "Affiliatelinks: commissie zonder extra kosten voor jou.",
    "含返佣链接，返佣不影响排序。",
    # A part of the price, pocket money and the like.
    "Bei einem Kauf springt für mich eine kleine Provision raus.",
    "Ein kleiner Teil des Kaufpreises landet bei mir.",
    "Der Händler beteiligt uns an deinem Einkauf.",
    "Een klein deel van de aankoopprijs gaat naar mij.",
    "Une petite partie de votre achat me revient.",
    "Se acquisti da questi link mi arriva una piccola percentuale.",
    "Una parte del tuo acquisto va al blog.",
    "Jeśli kupisz z tego linku, dostanę kilka groszy.",
    "Sklep dzieli się ze mną prowizją od zakupu.",
    "Köper du via länken får jag några kronor.",
    "En del av köpesumman går till bloggen.",
    "Køber du via linket, får jeg et par kroner.",
    "En del af købsprisen går til bloggen.",
    "Kjøper du via lenken, får jeg noen kroner.",
    "このリンクから買っていただけると筆者にお小遣いが入ります。",
    "点我的推广链接购买，我能赚点零花钱。",
    "你通过该链接注册后，博主会获得少量奖励。",
    # Everyday speech, and links called what they are.
    "Se você comprar pelo link, a loja paga uma pequena comissão pra gente.",
    "Comprando pelo link, a gente ganha uma comissãozinha.",
    "点此连接你我都能拿到 10 刀。",
    "部分外链为推广链接，不影响结论。",
]
WEAK = [
    "My list is full of affiliate links.",
    "Mijn lijst staat helemaal strak van de affiliate links.",
    "De lijst zit vol affiliate links.",
    "La lista está llena de enlaces de afiliado.",
    "A lista está cheia de links de afiliado.",
    "リンクはアフィリエイトだらけです。",
    "Affiliate-funded",
    "Affiliate-finanziert",
    "Diese Seite ist affiliate-finanziert.",
    "Affiliate links, at no extra cost to you",
    "Affiliate links (no extra cost to you)",
    "Affiliate-Link: für dich ohne Mehrkosten",
    "Affiliate-Links & Anzeigen — ohne Mehrkosten für dich",
    "还没有账户？可以通过返佣链接注册。",
    "Die Links zu Lampen sind sogenannte Ref-Links.",
    "リンクはAmazonアソシエイトのものです。",
    "文中链接均带 aff。",
    "本文链接含 AFF，不喜欢可以直接搜索官网。",
    "Affiliate links, zonder extra kosten voor jou",
    "Liens affiliés, sans surcoût pour vous",
    "Enlaces de afiliado, sin coste extra para ti",
    "Links de afiliado, sem custo extra para você",
    "Link di affiliazione, senza costi extra per te",
    "Linki afiliacyjne, bez dodatkowych kosztów dla ciebie",
    "Affiliatelänkar, utan extra kostnad för dig",
    "Affiliate-links, uden ekstra omkostninger for dig",
    "アフィリエイトリンク（価格は変わりません）",
    "联盟链接，价格不变",
]
NOTHING = [
    # A shop's commission, other people's pay, news about either.
    "Unterstützen Sie die Verkäufer mit einer fairen Provision.",
    "Mit einer kleinen Provision unterstützt der Shop soziale Projekte.",
    "Je ondersteunt de verkoper met een commissie per verkoop.",
    "Dankzij deze commissie betaalt de makelaar zijn kantoor.",
    "Soutenez les vendeurs avec une commission équitable.",
    "Les commissions des banques financent leurs frais.",
    "Ayuda a los vendedores con una comisión justa.",
    "Apoia os vendedores com uma comissão justa.",
    "A gente paga uma comissão por cada venda.",
    "A gente leva a sério a comissão de ética.",
    "Wspierasz sprzedawców prowizją od sprzedaży.",
    "Banken tar provision på varje köp och betalar servrar.",
    "Länkar till kontot ger dig ersättning för resor.",
    "Affiliate-Links bringen Bloggern eine Provision ein.",
    "Elke link levert de influencer een commissie op.",
    "ショップから販売者に紹介料が支払われます。",
    "紹介者には報酬が支払われます。",
    "出品者は販売手数料を差し引いた収益を受け取ります。",
    "販売者はリンクから得た収益を仕入れに充てています。",
    "配信者は広告収益をサーバー代に充てています。",
    "购物平台从每笔订单收取佣金，用于支付服务器费用。",
    "连接成功后，你我都能看到屏幕。",
    "这个链接包含广告追踪参数。",
    "Las compras con tarjeta generan una comisión.",
    "Les achats en bourse génèrent une commission sans surcoût.",
    "Der Verein finanziert sich durch Spenden.",
    "Affiliate programmes with no sign-up cost: commissions from 3 to 9 percent.",
    "Affiliate-Programme im Vergleich: Provision, Laufzeit, ohne Mindestumsatz.",
    "En del av köpesumman går till välgörenhet.",
    "Via länken får du två kronor i rabatt.",
    "Ein Teil des Kaufpreises landet bei der Bank.",
    "Der Staat beteiligt uns an den Kosten.",
    "Een deel van de aankoopprijs gaat naar de notaris.",
    "Une partie du prix revient au fabricant.",
    "Una parte del tuo acquisto va in beneficenza.",
    "Mi arriva una commissione della banca da pagare.",
    "En del af købsprisen går til moms.",
    "Via linket får du ti kroner i rabat.",
    "En del av kjøpesummen går til staten.",
    "Bank pobiera procent od transakcji.",
    "Platforma pobiera procent od sprzedaży.",
    "お小遣いが増えるポイ活アプリを紹介します。",
    "博主会在评论区回复大家的问题。",
    "链接带 affine 参数的变换矩阵。",
    "孩子可以赚点零花钱。",
    # Complaints about advertising, and how affiliate links work.
    "Die App ist voll mit Werbung anderer Anbieter.",
    "De site is vol reclame.",
    "La web está llena de publicidad.",
    "O site é cheio de publicidade.",
    "Il sito è pieno di pubblicità.",
    "Strona jest pełna reklam.",
    "Sajten är full av reklam.",
    "Siden er fyldt med reklamer.",
    "De krant staat vol met advertenties over affiliate links.",
    "Affiliate marketing costs nothing extra to start.",
    "Affiliate-Marketing ohne Kosten starten",
]


@pytest.mark.parametrize("text", CLEAR)
def test_who_gains_by_a_purchase_is_clear(text: str) -> None:
    assert verdict(text) == "clear"
    assert DETECTOR.is_candidate(text)


@pytest.mark.parametrize("text", WEAK)
def test_what_leaves_the_gain_out_is_weak(text: str) -> None:
    assert verdict(text) == "weak"
    assert DETECTOR.is_candidate(text)


@pytest.mark.parametrize("text", NOTHING)
def test_money_of_others_discloses_nothing(text: str) -> None:
    assert verdict(text) == "not"


@pytest.mark.parametrize(
    "text",
    [
        "購入されると、アフィリエイトプログラムから当サイトに報酬が支払われます。",
        "リンク経由で購入されると報酬が発生する場合があります。",
        "Dieser Artikel ist Werbung.",
        "Questo articolo contiene pubblicità.",
        "Sidan innehåller reklam.",
    ],
)
def test_what_is_like_it_stays_clear(text: str) -> None:
    assert verdict(text) == "clear"
