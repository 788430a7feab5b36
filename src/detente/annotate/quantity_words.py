"""The words of amounts: currencies, measures, parts, vague numbers and hedges."""

from __future__ import annotations

import re
from collections.abc import Iterable

SYMBOLS = {
    "US$": "USD", "A$": "AUD", "C$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "R$": "BRL",
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₴": "UAH",
    "₪": "ILS", "Rs.": "INR", "Rs": "INR",
}  # fmt: skip
CODES = frozenset(
    "USD EUR GBP JPY CNY RMB RUB INR PKR KRW CHF SEK NOK DKK PLN CZK HUF TRY UAH ILS SAR AED IRR IQD EGP ZAR NGN BRL "
    "ARS MXN CAD AUD NZD SGD HKD TWD THB IDR MYR PHP VND KZT BYN GEL AMD AZN RON BGN RSD".split()
)
# Names without a country are taken for the best known currency of that name.
CURRENCY_NAMES = {
    "dollar": "USD", "us dollar": "USD", "u.s. dollar": "USD", "australian dollar": "AUD", "canadian dollar": "CAD",
    "hong kong dollar": "HKD", "taiwan dollar": "TWD", "euro": "EUR", "pound sterling": "GBP", "pound": "GBP",
    "egyptian pound": "EGP", "syrian pound": "SYP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "ruble": "RUB",
    "rouble": "RUB", "russian ruble": "RUB", "belarusian ruble": "BYN", "indian rupee": "INR", "pakistani rupee": "PKR",
    "rupee": "INR", "rial": "IRR", "riyal": "SAR", "won": "KRW", "swiss franc": "CHF", "franc": "CHF", "lira": "TRY",
    "hryvnia": "UAH", "shekel": "ILS", "zloty": "PLN", "dirham": "AED", "peso": "MXN", "rand": "ZAR", "naira": "NGN",
    "baht": "THB", "tenge": "KZT", "krona": "SEK", "krone": "NOK", "kronor": "SEK", "kroner": "NOK", "rupiah": "IDR",
    "dinar": "IQD", "lari": "GEL", "cent": "USD cent",
}  # fmt: skip
MEASURES = {
    "barrel": "barrel", "ton": "ton", "tonne": "tonne", "metric ton": "tonne", "kilogram": "kg", "kilo": "kg",
    "kg": "kg", "gram": "g", "ounce": "oz", "lb": "lb", "kilometre": "km", "kilometer": "km", "km": "km",
    "square kilometre": "km2", "square kilometer": "km2", "sq km": "km2", "square mile": "sq mile", "mile": "mile",
    "nautical mile": "nautical mile", "metre": "m", "meter": "m", "centimetre": "cm", "centimeter": "cm",
    "millimetre": "mm", "millimeter": "mm", "mm": "mm", "foot": "ft", "feet": "ft", "inch": "in", "inche": "in",
    "yard": "yd", "hectare": "ha", "acre": "acre", "litre": "l", "liter": "l", "gallon": "gallon", "bushel": "bushel",
    "cubic metre": "m3", "cubic meter": "m3", "cubic feet": "ft3", "megawatt": "MW", "mw": "MW", "gigawatt": "GW",
    "gw": "GW", "kilowatt": "kW", "kiloton": "kt", "megaton": "Mt", "degree": "degree", "knot": "knot",
    "bpd": "barrel per day", "barrels per day": "barrel per day", "barrels a day": "barrel per day",
    "year-old": "year", "years old": "year", "year old": "year", "kph": "km/h", "km/h": "km/h", "mph": "mph",
    "percentage point": "percentage point",
}  # fmt: skip
PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
# What a vague amount is at least: two of a plural, three of "several" and "a few".
VAGUE = {
    "dozens": 24.0, "scores": 40.0, "tens": 20.0, "hundreds": 200.0, "thousands": 2e3, "millions": 2e6,
    "billions": 2e9, "trillions": 2e12, "several": 3.0, "a few": 3.0, "a handful": 3.0,
}  # fmt: skip
AT_LEAST = frozenset(
    "at least|no fewer than|no less than|not less than|a minimum of|more than|over|well over|above|upwards of|"
    "in excess of|just over|or more|and more|plus|upward of".split("|")
)
AT_MOST = frozenset(
    "up to|as many as|as much as|at most|no more than|not more than|a maximum of|fewer than|less than|under|below|"
    "just under|or fewer|or less".split("|")
)
ABOUT = frozenset(
    "about|around|roughly|approximately|some|nearly|almost|close to|an estimated|estimated|circa|virtually|or so|"
    "more or less".split("|")
)
LABELS = frozenset(
    "article articles resolution flight boeing airbus chapter section phase channel highway route type no number page "
    "interstate day round version linux room "
    "paragraph rule title radio apollo vision agenda protocol group act clause amendment directive regulation order "
    "category level lot block model unit camp zone line gate platform pier building area psalm verse aged age".split()
)


def any_of(words: Iterable[str]) -> str:
    """A piece of a regular expression: any of ``words``, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
