"""Words around figures in seven languages: months, numbers, hedges, and what opens a sentence."""

from __future__ import annotations

_MONTHS: dict[str, str] = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
_SHORT_MONTHS = {
    "jan": 1, "jänner": 1, "feb": 2, "fév": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "okt": 10, "nov": 11, "dec": 12, "déc": 12, "dez": 12,
}  # fmt: skip
MONTHS: dict[str, int] = _SHORT_MONTHS | {
    name: number for row in _MONTHS.values() for number, name in enumerate(row.split(), start=1)
}

_NUMBERS: dict[str, str] = {
    "en": (
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty"
    ),
    "de": (
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
        "siebzehn achtzehn neunzehn zwanzig"
    ),
    "fr": (
        "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
        "dix-huit dix-neuf vingt"
    ),
    "es": (
        "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
        "diecisiete dieciocho diecinueve veinte"
    ),
    "it": (
        "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
        "sedici diciassette diciotto diciannove venti"
    ),
    "pt": (
        "dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis "
        "dezessete dezoito dezenove vinte"
    ),
    "nl": (
        "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
        "zeventien achttien negentien twintig"
    ),
}
_TENS: dict[str, str] = {
    "en": "thirty forty fifty sixty seventy eighty ninety",
    "de": "dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix",
    "es": "treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "nl": "dertig veertig vijftig zestig zeventig tachtig negentig",
}
# A number of one counts only before a unit ("one week"): it is an article or a pronoun otherwise.
_ONES: dict[str, str] = {
    "en": "one",
    "de": "eine einen einem einer ein",
    "fr": "une un",
    "es": "una un uno",
    "it": "una un uno",
    "pt": "uma um",
    "nl": "één een",
}
NUMBER_WORDS: dict[str, dict[str, int]] = {
    language: {word: number for number, word in enumerate(row.split(), start=2)}
    | {word: number for number, word in zip(range(30, 100, 10), _TENS[language].split(), strict=True)}
    for language, row in _NUMBERS.items()
}
ONES: dict[str, frozenset[str]] = {language: frozenset(row.split()) for language, row in _ONES.items()}

# Languages that write 1,5 for one and a half.
_DECIMAL_COMMA = "de fr es it pt nl pl cs sk sl hr sr sv fi da nb nn no is ru uk bg el hu ro lt lv et tr id vi ca eu gl"
DECIMAL_COMMA = frozenset(_DECIMAL_COMMA.split())

# What makes the figure behind it inexact.
_HEDGES = (
    "about,around,nearly,almost,approx,approximately,approx.,roughly,some,over,above,under,below,"
    "circa,ca,ca.,c.,up to,more than,less than,fewer than,at least,at most,close to,just over,"
    "just under,as much as,as many as,etwa,rund,ungefähr,fast,knapp,über,unter,bis zu,mindestens,"
    "höchstens,mehr als,weniger als,gut,zirka,environ,près de,presque,plus de,moins de,jusqu'à,"
    "jusqu’à,autour de,quelque,alrededor de,casi,unos,unas,más de,menos de,hasta,cerca de,"
    "aproximadamente,quasi,oltre,fino a,più di,meno di,almeno,mais de,quase,até,pelo menos,ongeveer,"
    "bijna,meer dan,minder dan,tot,zo'n"
)
HEDGES = frozenset(_HEDGES.split(","))

# Words that a capital letter starts only because the sentence does: no name of a product before a figure.
_SENTENCE_OPENERS = (
    "in the a an about only over all these those at from by with after since for until around nearly "
    "up some just every our my their its his her under between more less than of to and or but that "
    "this almost roughly approximately another other first last next costs weighs has have had is are "
    "was were be been no not we i you it they he she on as during within before per each both most "
    "when if while where exactly total der die das den dem ein eine im am auf bei mit nach seit von "
    "bis zu für um etwa rund über unter nur alle le la les un une des en au aux de du depuis pour "
    "avec sur dans environ plus moins à el los las una unos unas desde por para con sobre entre más "
    "menos hasta il lo gli uno nel nella dal dalla circa oltre o os em na com het een op met sinds "
    "van voor tot ongeveer"
)
SENTENCE_OPENERS = frozenset(_SENTENCE_OPENERS.split())
