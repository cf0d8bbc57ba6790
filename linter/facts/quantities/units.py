"""Units and currencies by their symbols, which are the same in every language; their words stand in `rules/languages/`.

Base units: m, m2, kg, l, s, W, Wh, Ah, V, Hz, byte, bit/s, Pa, dB, lm, lx, °C, m/s, kcal, % and the currency
codes of ISO 4217. Factors are the international definitions (yard and pound agreement of 1959, US liquid
measures); a month is a twelfth of 365.25 days. They are code, not data: the reader knows each base unit (which ones
texts convert, that degrees Fahrenheit need an offset), and no language adds one.
"""

from __future__ import annotations

from typing import NamedTuple

_DAY = 86_400.0
_YEAR = 365.25 * _DAY


class Unit(NamedTuple):
    """A unit as a multiple of its base unit; degrees Fahrenheit have the factor 0, for they need an offset."""

    base: str
    factor: float


# base unit -> symbol -> factor, and the spellings that no language owns (a blank in one is written as "_").
_SYMBOLS: dict[str, dict[str, tuple[float, str]]] = {
    "%": {
        "%": (1.0, "% ％ pp"),
        "‰": (0.1, "‰"),
    },
    "m": {
        "nm": (1e-09, "nm"),
        "µm": (1e-06, "µm μm"),
        "mm": (0.001, "mm"),
        "cm": (0.01, "cm"),
        "m": (1.0, "m м"),
        "km": (1000.0, "km км"),
        "in": (0.0254, "″"),
        "ft": (0.3048, "ft"),
        "yd": (0.9144, "yd yds"),
        "mi": (1609.344, "mi"),
    },
    "m2": {
        "m²": (1.0, "m² m2 sqm qm"),
        "ft²": (0.09290304, "sqft ft²"),
        "mi²": (2589988.110336, ""),
        "acre": (4046.8564224, ""),
        "ha": (10000.0, "ha"),
        "km²": (1000000.0, "km²"),
    },
    "kg": {
        "µg": (1e-09, "µg μg mcg"),
        "mg": (1e-06, "mg"),
        "g": (0.001, "g г"),
        "kg": (1.0, "kg kgs кг"),
        "t": (1000.0, "t"),
        "short ton": (907.18474, ""),
        "lb": (0.45359237, "lb lbs"),
        "oz": (0.028349523125, "oz"),
        "stone": (6.35029318, ""),
    },
    "l": {
        "ml": (0.001, "ml mL cc"),
        "cl": (0.01, "cl cL"),
        "dl": (0.1, "dl dL"),
        "l": (1.0, "l L ℓ л"),
        "gal": (3.785411784, "gal"),
        "qt": (0.946352946, "qt"),
        "pt": (0.473176473, ""),
        "cup": (0.2365882365, ""),
        "fl oz": (0.0295735295625, "fl_oz fl._oz."),
        "ft³": (28.316846592, ""),
    },
    "s": {
        "ms": (0.001, "ms"),
        "s": (1.0, "s sec secs sek"),
        "min": (60.0, "min mins"),
        "h": (3600.0, "h hr hrs"),
        "day": (_DAY, ""),
        "week": (7 * _DAY, ""),
        "month": (_YEAR / 12, ""),
        "year": (_YEAR, "yr yrs"),
        "decade": (10 * _YEAR, ""),
    },
    "night": {
        "night": (1.0, ""),
    },
    "W": {
        "mW": (0.001, "mW"),
        "W": (1.0, "W"),
        "kW": (1000.0, "kW"),
        "MW": (1000000.0, "MW"),
        "GW": (1000000000.0, "GW"),
        "hp": (745.7, "hp bhp"),
        "PS": (735.49875, "PS"),
    },
    "Wh": {
        "Wh": (1.0, "Wh"),
        "kWh": (1000.0, "kWh"),
        "MWh": (1000000.0, "MWh"),
        "GWh": (1000000000.0, "GWh"),
    },
    "Ah": {
        "mAh": (0.001, "mAh"),
        "Ah": (1.0, "Ah"),
    },
    "V": {
        "V": (1.0, "V"),
        "kV": (1000.0, "kV"),
    },
    "Hz": {
        "Hz": (1.0, "Hz hertz"),
        "kHz": (1000.0, "kHz"),
        "MHz": (1000000.0, "MHz"),
        "GHz": (1000000000.0, "GHz"),
    },
    "byte": {
        "kB": (1000.0, "KB kB"),
        "MB": (1000000.0, "MB"),
        "GB": (1000000000.0, "GB"),
        "TB": (1000000000000.0, "TB"),
        "PB": (1000000000000000.0, "PB"),
    },
    "bit/s": {
        "kbit/s": (1000.0, "kbps Kbps"),
        "Mbit/s": (1000000.0, "Mbps Mbit/s mbps Mb/s"),
        "Gbit/s": (1000000000.0, "Gbps gbps Gbit/s Gb/s"),
    },
    "Pa": {
        "Pa": (1.0, "Pa"),
        "hPa": (100.0, "hPa mbar"),
        "kPa": (1000.0, "kPa"),
        "bar": (100000.0, "bar"),
        "psi": (6894.757293, "psi"),
    },
    "dB": {
        "dB": (1.0, "dB db dBA"),
    },
    "lm": {
        "lm": (1.0, "lm"),
    },
    "lx": {
        "lx": (1.0, "lx"),
    },
    "cd/m2": {
        "nit": (1.0, ""),
    },
    "°C": {
        "°C": (1.0, "°C ℃"),
        "°F": (0.0, "°F ℉"),
    },
    "°": {
        "°": (1.0, "°"),
    },
    "m/s": {
        "m/s": (1.0, "m/s"),
        "km/h": (1 / 3.6, "km/h kmh kph"),
        "mph": (0.44704, "mph mi/h"),
        "kn": (0.514444, "kn"),
    },
    "kcal": {
        "kcal": (1.0, "kcal kcals"),
        "kJ": (1 / 4.184, "kJ"),
    },
    "pixel": {
        "px": (1.0, "px"),
        "MP": (1000000.0, "MP"),
    },
    "dpi": {
        "dpi": (1.0, "dpi ppi"),
    },
    "rpm": {
        "rpm": (1.0, "rpm"),
    },
    "frame/s": {
        "fps": (1.0, "fps"),
    },
    "x": {
        "times": (1.0, "x ×"),
    },
    "age": {
        "age": (1.0, ""),
    },
    "decade": {
        "decade of life": (1.0, ""),
    },
}
UNITS: dict[str, Unit] = {
    symbol: Unit(base, factor) for base, rows in _SYMBOLS.items() for symbol, (factor, _) in rows.items()
}
"""Units by the symbol under which a language file gives their words."""
SPELLINGS: dict[str, Unit] = {
    spelling.replace("_", " "): UNITS[symbol]
    for rows in _SYMBOLS.values()
    for symbol, (_, spellings) in rows.items()
    for spelling in spellings.split()
}
"""Units by what is written behind a figure in any language: exactly so if shorter than three letters, else in any case."""

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
CURRENCY_CODES = frozenset(CURRENCIES.values()) | {"BTC"}
"""Codes under which a language file gives the names of currencies."""

# Single letters mean a scale only beside a currency or directly on a figure.
MONEY_SCALES: dict[str, float] = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "T": 1e12}
