"""Words and symbols of quantities: units with their factors, currencies, scales, months, numbers.

Base units: m, m2, kg, l, s, W, Wh, Ah, V, Hz, byte, bit/s, Pa, dB, lm, lx, °C, m/s, kcal, % and the currency
codes of ISO 4217. Factors are the international definitions (yard and pound agreement of 1959, US liquid
measures); a month is a twelfth of 365.25 days.
"""

from __future__ import annotations

_DAY = 86_400.0
_YEAR = 365.25 * _DAY

# base unit -> factor -> words; as written if shorter than three letters, else in any case. The factor 0
# of degrees Fahrenheit stands for the offset that they need.
_UNITS: dict[str, dict[float, str]] = {
    "%": {
        1: (
            "% ％ percent pct percentage prozent prozentpunkte prozentpunkten procent procenten "
            "procentní proc prosent prosenttia percento yüzde процент процента процентов pp"
        ),
        0.1: "‰ permille promille",
    },
    "m": {
        1e-9: "nm nanometers nanometres nanometer",
        1e-6: "µm μm micron microns",
        1e-3: "mm millimeter millimeters millimetre millimetres millimètres millimètre milímetros millimetri",
        1e-2: (
            "cm centimeter centimeters centimetre centimetres zentimeter centimètre centimètres "
            "centímetros centímetro centimetri centimetro"
        ),
        1: "m meter meters metre metres metern mètre mètres metros metro metri м",
        1e3: (
            "km kilometer kilometers kilometre kilometres kilometern kilomètres kilomètre kilómetros "
            "kilómetro quilômetros quilómetros chilometri chilometro км"
        ),
        0.0254: "″ inch inches zoll pouce pouces pulgadas pulgada pollici pollice polegadas polegada",
        0.3048: "ft foot feet pieds pied fuß pies piedi pés voet",
        0.9144: "yd yds yard yards",
        1609.344: "mi mile miles meilen meile millas miglia milhas mijl",
    },
    "m2": {
        1: "m² m2 sqm qm quadratmeter",
        0.09290304: "sqft ft²",
        4046.8564224: "acre acres",
        1e4: "ha hectare hectares hektar hectáreas ettari",
        1e6: "km²",
    },
    "kg": {
        1e-9: "µg μg mcg microgram micrograms mikrogramm",
        1e-6: "mg milligram milligrams milligramm milligrammes miligramos milligrammi",
        1e-3: "g gram grams gramme grammes gramm gramos gramo grammi grammo gramas grama г",
        1: ("kg kgs kilo kilos kilogram kilograms kilogramm kilogramme kilogrammes kilogramos chili chilo quilos кг"),
        1e3: "t tonne tonnes tonnen toneladas tonnellate",
        907.18474: "ton tons",
        0.45359237: "lb lbs pound pounds libras libbre pfund",
        0.028349523125: "oz ounce ounces unze unzen onces onzas",
        6.35029318: "stone",
    },
    "l": {
        1e-3: "ml mL cc milliliter milliliters millilitre millilitres mililitros millilitri",
        1e-2: "cl cL centilitres zentiliter",
        0.1: "dl dL",
        1: "l L ℓ liter liters litre litres litern litros litro litri л",
        3.785411784: "gal gallon gallons gallonen galones",
        0.946352946: "qt quart quarts",
        0.473176473: "pint pints",
        0.2365882365: "cup cups tasses tazas",
    },
    "s": {
        1e-3: "ms millisecond milliseconds millisekunden",
        1: ("s sec secs second seconds sek sekunde sekunden seconde secondes segundos segundo secondi seconden"),
        60: "min mins minute minutes minuten minutos minuto minuti minuut минут minuter",
        3600: "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren часов timmar",
        _DAY: "day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen дней dagar",
        7 * _DAY: ("week weeks woche wochen semaine semaines semana semanas settimana settimane weken недель veckor"),
        _YEAR / 12: ("month months monat monate monaten mois mes meses mese mesi mês maand maanden месяцев månader"),
        _YEAR: (
            "year years yr yrs jahr jahre jahren an ans année années año años anno anni ano anos jaar jaren лет år"
        ),
        10 * _YEAR: "decade decades jahrzehnte jahrzehnten décennies",
    },
    "night": {
        1: "night nights nacht nächte nächten nuit nuits noche noches notte notti noite noites nachten",
    },
    "W": {
        1e-3: "mW",
        1: "W watt watts vatios",
        1e3: "kW kilowatt kilowatts",
        1e6: "MW megawatt megawatts",
        1e9: "GW gigawatt gigawatts",
        745.7: "hp bhp horsepower",
        735.49875: "PS ch cv",
    },
    "Wh": {
        1: "Wh",
        1e3: "kWh",
        1e6: "MWh",
        1e9: "GWh",
    },
    "Ah": {
        1e-3: "mAh",
        1: "Ah",
    },
    "V": {
        1: "V volt volts",
        1e3: "kV",
    },
    "Hz": {
        1: "Hz hertz",
        1e3: "kHz",
        1e6: "MHz",
        1e9: "GHz",
    },
    "byte": {
        1e3: "KB kB ko",
        1e6: "MB Mo megabytes megabyte",
        1e9: "GB Go gigabytes gigabyte gig gigs",
        1e12: "TB To terabytes terabyte",
        1e15: "PB",
    },
    "bit/s": {
        1e3: "kbps Kbps",
        1e6: "Mbps Mbit/s mbps Mb/s",
        1e9: "Gbps gbps Gbit/s Gb/s",
    },
    "Pa": {
        1: "Pa",
        100.0: "hPa mbar",
        1e3: "kPa",
        1e5: "bar bars bares",
        6894.757293: "psi",
    },
    "dB": {
        1: "dB db dBA decibel decibels dezibel décibels",
    },
    "lm": {
        1: "lm lumen lumens lúmenes",
    },
    "lx": {
        1: "lx lux",
    },
    "cd/m2": {
        1: "nit nits",
    },
    "°C": {
        1: "°C ℃ celsius",
        0: "°F ℉ fahrenheit",
    },
    "°": {
        1: "° degree degrees grad degrés grados gradi",
    },
    "m/s": {
        1: "m/s",
        1 / 3.6: "km/h kmh kph",
        0.44704: "mph mi/h",
        0.514444: "kn knots knoten",
    },
    "kcal": {
        1: "kcal kcals calories calorie kalorien calorías",
        1 / 4.184: "kJ",
    },
    "pixel": {
        1: "px pixel pixels",
        1e6: "MP megapixel megapixels mégapixels",
    },
    "dpi": {
        1: "dpi ppi",
    },
    "rpm": {
        1: "rpm",
    },
    "frame/s": {
        1: "fps",
    },
    "x": {
        1: "x × times mal fois veces volte vezes keer",
    },
}
UNIT_WORDS: dict[str, tuple[str, float]] = {
    word: (unit, float(factor))
    for unit, rows in _UNITS.items()
    for factor, words in rows.items()
    for word in words.split()
}

# Unit words that are common words elsewhere, and the only languages in which they are units.
LOCAL_UNITS: dict[str, str] = {
    "an": "fr",
    "mal": "de",
    "ora": "it",
    "ore": "it",
    "std": "de",
    "ch": "fr",
    "cv": "es",
    "To": "fr",
    "grad": "de",
    "dia": "pt",
    "pies": "es",
    "ons": "nl",
    "voet": "nl",
}

# Units of several words, matched first; a word-by-word table cannot tell "per" from a preposition.
UNIT_PHRASES: dict[str, tuple[str, float]] = {
    "per cent": ("%", 1.0),
    "pour cent": ("%", 1.0),
    "por ciento": ("%", 1.0),
    "por cento": ("%", 1.0),
    "per cento": ("%", 1.0),
    "percentage points": ("%", 1.0),
    "percentage point": ("%", 1.0),
    "square feet": ("m2", 0.09290304),
    "square foot": ("m2", 0.09290304),
    "sq ft": ("m2", 0.09290304),
    "sq. ft.": ("m2", 0.09290304),
    "square meters": ("m2", 1.0),
    "square metres": ("m2", 1.0),
    "square miles": ("m2", 2589988.110336),
    "square kilometers": ("m2", 1e6),
    "square kilometres": ("m2", 1e6),
    "cubic feet": ("l", 28.316846592),
    "fl oz": ("l", 0.0295735295625),
    "fl. oz.": ("l", 0.0295735295625),
    "fluid ounces": ("l", 0.0295735295625),
    "fluid ounce": ("l", 0.0295735295625),
    "miles per hour": ("m/s", 0.44704),
    "kilometers per hour": ("m/s", 1 / 3.6),
    "kilometres per hour": ("m/s", 1 / 3.6),
    "degrees celsius": ("°C", 1.0),
    "degrees fahrenheit": ("°C", 0.0),
    "grad celsius": ("°C", 1.0),
}

# Units of Japanese, Chinese and Korean, which follow a figure without a space; the longest fits.
_EAST_ASIAN_ROWS: dict[tuple[str, float], str] = {
    ("s", 1): "秒間 秒 초",
    ("s", 60): "分間 分钟 分鐘 分 분",
    ("s", 3600): "時間 小时 小時 시간",
    ("s", 86400): "日間 日 天 일",
    ("s", 604800): "週間 週 周 星期 주일 주",
    ("s", 2629800): "ヶ月間 ヶ月 か月間 か月 カ月間 カ月 ヵ月 ケ月 箇月 个月 個月 개월",
    ("s", 31557600): "年間 年 년",
    ("age", 1): "歳 才 岁 歲 세 살",
    ("decade", 1): "代 대",
    ("°C", 1): "℃ 度 도",
    ("x", 1): "倍 배",
    ("%", 1): "パーセント 퍼센트",
    ("kg", 1): "キログラム 公斤 千克 킬로그램",
    ("kg", 0.001): "グラム 克 그램",
    ("kg", 1e-6): "ミリグラム 毫克",
    ("m", 1): "メートル 미터",
    ("m", 1000): "キロメートル 公里",
    ("m", 0.01): "センチ 厘米 公分 센티",
    ("m", 0.001): "ミリ 毫米",
    ("l", 1): "リットル 升 리터",
    ("l", 0.001): "ミリリットル 毫升",
}
EAST_ASIAN_UNITS: dict[str, tuple[str, float]] = {
    word: unit for unit, words in _EAST_ASIAN_ROWS.items() for word in words.split()
}

# Symbols and codes as written before or behind a figure. A bare $ is taken for the US dollar.
_CODES = (
    "USD EUR GBP JPY CNY HKD AUD CAD NZD SGD TWD BRL MXN CHF INR KRW RUB TRY VND THB ILS PHP PLN CZK "
    "HUF RON SEK NOK DKK ZAR AED SAR IDR MYR BGN UAH ARS CLP COP PEN NGN KES EGP"
)
_SIGNS = {
    "USD": "$ US$ U.S.$ USD$ ＄",
    "HKD": "HK$",
    "AUD": "A$ AU$ AUD$",
    "CAD": "C$ CA$ CAD$",
    "NZD": "NZ$",
    "SGD": "S$ SG$",
    "TWD": "NT$",
    "BRL": "R$",
    "MXN": "MX$ MEX$",
    "ZWL": "Z$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥ ￥ 円",
    "CNY": "元 RMB",
    "KRW": "원 ₩",
    "INR": "₹ Rs. Rs",
    "RUB": "₽ руб",
    "TRY": "₺ TL",
    "VND": "₫ đ",
    "THB": "฿",
    "ILS": "₪",
    "PHP": "₱",
    "NGN": "₦",
    "UAH": "₴",
    "CZK": "Kč",
    "PLN": "zł",
    "kr": "kr kr.",
    "HUF": "Ft",
    "RON": "lei",
    "CHF": "Fr. SFr. sFr.",
    "MYR": "RM",
    "IDR": "Rp",
    "BGN": "лв",
}
CURRENCIES: dict[str, str] = {code: code for code in _CODES.split()} | {
    sign: code for code, signs in _SIGNS.items() for sign in signs.split()
}
_CURRENCY_NAMES = {
    "USD": "dollar dollars dólares dollari dólar bucks доллар доллара долларов",
    "EUR": "euro euros euró eurot евро",
    "GBP": "quid sterling",
    "JPY": "yen",
    "CNY": "yuan renminbi",
    "INR": "rupee rupees",
    "CHF": "franken francs",
    "KRW": "won",
    "kr": "kronor kroner kronen",
    "PLN": "złotych złoty zloty",
    "RUB": "рублей рубля rubles",
    "BTC": "bitcoin bitcoins",
}
CURRENCY_WORDS: dict[str, str] = {word: code for code, words in _CURRENCY_NAMES.items() for word in words.split()}

# Scale words in lower case. Single letters mean a scale only beside a currency or directly on a figure.
_SCALE_ROWS: dict[float, str] = {
    12: "dozen dozens",
    1e2: "hundred hundert",
    1e3: "thousand thousands tausend tsd mille mil mila duizend тыс tusen 千",
    1e4: "万 萬 만",
    1e5: "lakh lakhs",
    1e6: (
        "million millions millionen mn mio mil. millón millones milione milioni milhão milhões miljoen "
        "miljoenen млн mln miljoner miljonów milionów"
    ),
    1e7: "crore crores",
    1e8: "億 亿 억",
    1e9: (
        "billion billions bn mrd milliarde milliarden milliard milliards miliardo miliardi miljard "
        "miljarden млрд mld miljarder"
    ),
    1e12: "trillion trillions tn 兆",
}
SCALES: dict[str, float] = {word: scale for scale, words in _SCALE_ROWS.items() for word in words.split()}
MONEY_SCALES: dict[str, float] = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "T": 1e12}
# "billion" and its kin mean a million millions in these languages.
LONG_SCALE: dict[str, dict[str, float]] = {
    "de": {"billion": 1e12, "billionen": 1e12},
    "fr": {"billion": 1e12, "billions": 1e12},
    "es": {"billón": 1e12, "billones": 1e12},
    "nl": {"biljoen": 1e12},
}
