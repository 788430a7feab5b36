"""Years, decades and parts of years in words: "nineteen ninety-six", "the nineties", "year-end", "mid-year"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Date

from ..records import Moment
from . import date_calendar as calendar
from .date_absolute import counts, previous, told, unresolved
from .date_words import MONTH, MONTHS, STRONG_CUES, UNIT, YEAR
from .numerals import SPOKEN_YEAR, spoken_year

_SPOKEN = re.compile(
    rf"(?:year |(?P<m>{MONTH}),? (?:of )?)?(?P<y>{SPOKEN_YEAR})(?![ -](?:{UNIT}|percent|of)\b|-\w)", re.IGNORECASE
)
_YEAR_END = re.compile(rf"year(?:['’]s)?[ -]?end\b(?:,? (?:of )?(?P<y>{YEAR}))?", re.IGNORECASE)
_MID_YEAR = re.compile(rf"mid-?year\b(?:,? (?:of )?(?P<y>{YEAR}))?", re.IGNORECASE)
_DECADE_WORD = re.compile(
    r"(?i:nineteen[ -])?(?i:(?P<d>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b"
)


def spoken(text: str, pos: int, published: Date | None) -> Moment | None:  # noqa: ARG001 - readers are alike
    """Such as "nineteen ninety-six", "January nineteen ninety-seven", "the year two thousand"."""
    match = _SPOKEN.match(text, pos)
    if not match:
        return None
    words = match["y"].lower()
    if (
        (not words.startswith("nineteen") or words.endswith("hundred"))
        and not match["m"]
        and not match[0].lower().startswith("year ")
    ):
        is_year = previous(text, pos) in STRONG_CUES - {"for", "from", "by", "between", "of"}
        if not is_year or counts(text, match.end()) or re.match(r" [a-z]+s\b", text[match.end() : match.end() + 20]):
            return None
    number, start = spoken_year(words), pos
    if match[0][:5].lower() == "year " and text[max(0, pos - 4) : pos].lower() == "the ":
        start -= 4
    stretch = calendar.month(number, MONTHS[match["m"].rstrip(".").title()]) if match["m"] else calendar.year(number)
    return told(text, start, match.end(), stretch, "date.month" if match["m"] else "date.year")


_YEAR_END_LEADS = frozenset("by at until till since before through after of to around".split())


def year_end(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "by year-end", "at year's end": the last day of the year."""
    match, before = _YEAR_END.match(text, pos), previous(text, pos)
    before = previous(text, pos - 4) if before == "the" else before
    if match and match["y"]:
        return told(text, pos, match.end(), calendar.day(Date(int(match["y"]), 12, 31)), "date.part")
    if not match or before not in _YEAR_END_LEADS:
        return None
    if published is None:
        return unresolved(text, pos, match.end(), "XXXX-12-31", "date.part", "day")
    return told(text, pos, match.end(), calendar.day(Date(published.year - (before == "since"), 12, 31)), "date.part")


def mid_year(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "in mid-year", "by midyear 1990": the middle third of the year."""
    match = _MID_YEAR.match(text, pos)
    if not match or (published is None and not match["y"]):
        return None
    year = calendar.year(int(match["y"]) if match["y"] else published.year if published else 0)
    found = told(text, pos, match.end(), year, "date.part")
    third = year.third(1)
    return replace(found, start=third.start, end=third.end)


def decade_word(text: str, pos: int, published: Date | None) -> Moment | None:  # noqa: ARG001
    """Such as "the nineties", of the twentieth century; ages ("in her nineties") are none."""
    match = _DECADE_WORD.match(text, pos)
    if not match or previous(text, pos) not in {"the", "early", "late", "mid"}:
        return None
    place = "twenties thirties forties fifties sixties seventies eighties nineties".split().index(match["d"].lower())
    return told(text, pos, match.end(), calendar.decade(1920 + 10 * place), "date.decade")
