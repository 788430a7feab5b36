"""Numbers as English writes them, in digits and in words: what matches, and what it amounts to.

``NUMBER`` is a piece of a regular expression (without groups of its own) to be used inside others that ignore case:
"53", "1,200.5", "2 1/2", "twenty-four", "two hundred and fifty thousand", "a hundred". A scale after digits
("5 million", "2.5bn") is ``SCALE`` and not part of it.
"""

from __future__ import annotations

import re

ONES = dict(zip("one two three four five six seven eight nine".split(), range(1, 10), strict=True))
TEENS = dict(
    zip(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        range(10, 20),
        strict=True,
    )
)
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "mn": 1e6, "mln": 1e6, "m": 1e6, "crore": 1e7,
    "billion": 1e9, "bn": 1e9, "bln": 1e9, "b": 1e9, "k": 1e3, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
WORDS = {"zero": 0, **ONES, **TEENS, **TENS}
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS = {word: n for n, word in enumerate(_ORDINAL_WORDS, 1)}
ORDINALS |= {f"twenty-{word}": 20 + ORDINALS[word] for word in _ORDINAL_WORDS[:9]}
ORDINALS |= {"thirtieth": 30, "thirty-first": 31}

_ones, _teens, _tens = "|".join(ONES), "|".join(TEENS), "|".join(TENS)
_below_100 = rf"(?:(?:{_tens})(?:[ -](?:{_ones})\b)?|{_teens}|{_ones})"
_below_1000 = rf"(?:(?:{_below_100}|an?)[ -]hundred(?:(?: and)? {_below_100}\b)?|{_below_100})"
_big = r"(?:thousand|lakh|million|crore|billion|trillion)"
WORD_NUMBER = (
    rf"(?:(?:(?:{_below_1000}|an?)[ -]{_big}\b(?:,? (?:and )?{_below_1000}\b(?![ -]{_big}))?|{_below_1000}|zero)\b)"
)
DIGITS = r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?(?: ?[1-9]/[1-9]\b)?|\d*[½¼¾])"
NUMBER = rf"(?:{DIGITS}|{WORD_NUMBER})"
SCALE = r"(?:hundred|thousand|lakh|million|crore|billion|trillion|mln|mn|bln|bn|tn|m|b|k)"

_oh = rf"(?:oh?|o['’])[ -](?:{_ones})"
_after_hundred = rf"(?:hundred(?: and)?(?:[ -]{_below_100})?|(?:{_tens})(?:[ -](?:{_ones})\b)?|{_teens}|{_oh})"
SPOKEN_YEAR = rf"(?:(?:eighteen|nineteen|twenty)[ -]{_after_hundred}|two thousand(?: and)?(?:[ -]{_below_100})?)\b"

_PART = re.compile(r"\d*[½¼¾]|\d[\d,]*(?:\.\d+)?(?:/\d)?|[a-z]+")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def number(text: str) -> float:
    """What a number amounts to; raises ``ValueError`` where ``text`` holds none.

    >>> number("1,200.5"), number("twenty-four"), number("two hundred and fifty thousand"), number("2 1/2")
    (1200.5, 24.0, 250000.0, 2.5)
    >>> number("a hundred"), number("5 million"), number("2.5bn"), number("1½")
    (100.0, 5000000.0, 2500000000.0, 1.5)
    """
    total = current = 0.0
    seen = False
    for part in _PART.findall(text.lower()):
        if part[0].isdigit() or part[-1] in _FRACTIONS:
            current, seen = current + _digits(part), True
        elif part in WORDS:
            current, seen = current + WORDS[part], True
        elif part == "hundred":
            current, seen = (current or 1.0) * 100, True
        elif part in SCALES:
            total, current, seen = total + (current or 1.0) * SCALES[part], 0.0, True
        elif part not in {"and", "a", "an"}:
            raise ValueError(f"not a number: {text!r}")
    if not seen:
        raise ValueError(f"not a number: {text!r}")
    return total + current


def _digits(part: str) -> float:
    if part[-1] in _FRACTIONS:
        return float(part[:-1] or 0) + _FRACTIONS[part[-1]]
    above, slash, below = part.replace(",", "").partition("/")
    return float(above) / float(below) if slash and float(below) else float(above)


def spoken_year(text: str) -> int:
    """A year as it is read aloud (what ``SPOKEN_YEAR`` matches).

    >>> spoken_year("nineteen ninety-six"), spoken_year("two thousand and one"), spoken_year("twenty twelve")
    (1996, 2001, 2012)
    >>> spoken_year("nineteen oh five"), spoken_year("nineteen hundred")
    (1905, 1900)
    """
    words = re.split(r"[ -]", text.lower())
    if words[:2] == ["two", "thousand"]:
        return int(number(text))
    rest = [w for w in words[1:] if w not in {"oh", "o", "hundred", "and"}]
    return 100 * WORDS[words[0]] + (int(number(" ".join(rest))) if rest else 0)


def ordinal(text: str) -> int:
    """``24`` of "24th" and of "twenty-fourth"; raises ``ValueError`` where ``text`` is no ordinal below 32.

    >>> ordinal("24th"), ordinal("Twenty-fourth"), ordinal("3rd")
    (24, 24, 3)
    """
    word = text.lower().replace(" ", "-")
    if word[:1].isdigit():
        return int(word.rstrip("stndrh"))
    if word not in ORDINALS:
        raise ValueError(f"not an ordinal: {text!r}")
    return ORDINALS[word]
