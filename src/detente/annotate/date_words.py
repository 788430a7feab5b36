"""The words of time (``lexicon/data/dates/words.tsv``), and the pieces of grammar that are made of them."""

from __future__ import annotations

import re

from ..lexicon.schemas import DATA, DATE_WORDS
from ..lexicon.table import read_table
from .numerals import NUMBER, ORDINALS


def _read() -> dict[str, dict[str, str]]:
    kinds: dict[str, dict[str, str]] = {}
    for row in read_table(DATA / "dates" / "words.tsv", DATE_WORDS):
        kinds.setdefault(row["kind"], {})[row["word"]] = row["value"]
    return kinds


WORDS = _read()


def _any(words: list[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def _cased(words: dict[str, str]) -> dict[str, str]:
    return {form: value for word, value in words.items() for form in (word, word.upper())}


MONTHS = {word: int(value) for word, value in _cased(WORDS["month"]).items()}
WEEKDAYS = {word: int(value) for word, value in _cased(WORDS["weekday"] | WORDS["weekday_short"]).items()}
FULL_WEEKDAYS = tuple(_cased(WORDS["weekday"]))
UNITS, SEASONS, DAYPARTS = WORDS["unit"], WORDS["season"], WORDS["daypart"]

_short = [m for m in MONTHS if len(m) < 5 and m.title() not in {"May", "June", "July"}]
_full = [m for m in MONTHS if m not in _short]
MONTH = rf"(?:(?:{_any(_full)})\b|(?:{_any(_short)})\b\.?)"
_stopped = [m for m in _short if m.title() != "Mar"]  # "Mar." alone is rare, and may end a sentence
BARE_MONTH = rf"(?:(?:{_any(_full)})\b|(?:{_any(_stopped)})\.)"
WEEKDAY = rf"(?:(?:{_any(list(FULL_WEEKDAYS))})\b)"
SHORT_WEEKDAY = rf"(?:(?:{_any(list(_cased(WORDS['weekday_short'])))})\b\.?)"
UNIT = rf"(?:(?:{_any([u for u in UNITS if u != 'centuries'])})s?|centuries)"
SEASON = rf"(?:{_any(list(SEASONS))})"
DAYPART = rf"(?:{_any(list(DAYPARTS))})"
ORDINAL = rf"(?:{_any(list(ORDINALS))})".replace(r"\-", "[ -]")  # speech is written without hyphens
YEAR = r"(?:[12]\d{3}(?![\d,.]?\d)(?!-\d))"
DAY = r"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%])(?![,.]\d))"
COUNT = (
    r"(?:(?:a )?couple(?: of)?|(?:a |half an? |a half[ -])?dozen|hundred|"
    r"(?:a few|few|several)(?: (?:dozen|hundred|thousand))?|many|some|"
    rf"(?:tens|dozens|scores|hundreds|thousands) of|half an?|another|{NUMBER}(?:[ -]and[ -](?:a|one)[ -]half)?|an?)"
)
LONG = (
    r"(?:more|additional|further|consecutive|straight|successive|full|whole|long|short|calendar|solid|trading|business|"
    r"working)"
)


def amount(count: float | None, unit: str) -> str:
    """TIMEX3 of a duration: ``count`` (``None``: vague) times a unit's value in the lexicon (``D``, ``10Y``, ``TH``).

    >>> amount(2, "W"), amount(3, "10Y"), amount(None, "M"), amount(1.5, "TH"), amount(2, "Q")
    ('P2W', 'P30Y', 'PXM', 'PT1.5H', 'P2Q')
    """
    time, unit = ("T", unit[1:]) if unit[0] == "T" else ("", unit)
    times, unit = int(unit[:-1] or 1), unit[-1]
    return f"P{time}{'X' if count is None else format(count * times, '.12g')}{unit}"


def unit_value(word: str) -> str:
    """The lexicon's value of a unit of time, singular or plural.

    >>> unit_value("Weeks"), unit_value("centuries")
    ('W', '100Y')
    """
    word = word.lower()
    return UNITS[word] if word in UNITS else UNITS[word.removesuffix("s")]


_traps = WORDS["trap"]
TRAP_AFTER = re.compile(rf"(?:{_any([w for w, v in _traps.items() if v == 'after'])})\b")
TRAP_BEFORE = {w for w, v in _traps.items() if v == "before"}
STRONG_CUES = frozenset(w for w, v in WORDS["year_cue"].items() if v == "strong")
WEAK_CUES = frozenset(w for w, v in WORDS["year_cue"].items() if v == "weak")
COUNTED = frozenset(WORDS["counted"])
