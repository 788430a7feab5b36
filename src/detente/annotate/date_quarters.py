"""Quarters, halves and seasons: "the third quarter of 2019", "fourth quarter ended June 30", "the summer of 2014".

A quarter told with its last day is of that day's year, whatever quarter of the calendar it is: accounts count their
own.

Every reader takes the text, the offset where an expression may begin and the day of publication (``None``: unknown),
and gives the ``Moment`` that begins there, or ``None``.
"""

from __future__ import annotations

import re
from datetime import date as Date

from ..records import Moment
from . import date_calendar as calendar
from .date_absolute import WHICH_YEAR, either, previous, told, unresolved, year_of
from .date_words import DAY, MONTH, MONTHS, SEASON, SEASONS, YEAR
from .numerals import ordinal

_ORD = r"first|second|third|fourth|[1-4](?:st|nd|rd|th)"
_QUARTER = re.compile(
    rf"(?:Q(?P<q>[1-4])|(?i:(?P<o>{_ORD})[ -](?:(?P<f>fiscal)[ -])?(?P<u>quarter|half|period)s?))\b"
    rf"(?:(?:,? (?:of )?(?:the )?(?:fiscal(?: year)? )?)(?P<y>{YEAR})|{WHICH_YEAR}|(?P<now> of the year\b)|"
    rf"(?P<fy> of (?:its|the|this|the current|the company['’]s) (?:current )?(?:fiscal )?year\b))?"
)
_FIRST_OF_TWO = re.compile(
    rf"(?P<o>{_ORD})(?=,? (?:and|or|to|through) (?:the )?((?:{_ORD})[ -](?:quarter|half)s?\b))", re.IGNORECASE
)
_LAST = re.compile(
    rf"(?:last|final|latter)[ -](?P<u>quarter|half) of (?:the )?(?:fiscal )?"
    rf"(?:(?P<y>{YEAR})|(?P<which>last|this|next) year\b|(?P<now>year\b))",
    re.IGNORECASE,
)
_ENDED = re.compile(
    rf",? (?:that |which )?(?P<e>ended|ending|ends)(?: on| in)? (?P<m>{MONTH})(?: (?P<d>{DAY}))?(?:,? (?P<y>{YEAR}))?"
)
_FIGURES = re.compile(
    r"[$£€¥]\d|\d ?%|"
    r"\b(?:percent|pct|profits?|loss|losses|earnings|revenues?|sales|exports|imports|output|"
    r"net (?:income|profit|loss|rose|fell|was))\b"
)
_CLAUSE = re.compile(r"[.;!?]\s")
_SEASON = re.compile(rf"(?i:(?P<s>{SEASON}))(?:,? (?:of )?(?P<y>{YEAR})|{WHICH_YEAR})")
_SEASON_BARE = re.compile(
    rf"(?P<s>{SEASON})\b(?! (?:of|olympics|games|school|break|palace|camp)\b|[-’'])", re.IGNORECASE
)


def quarter(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "the third quarter of 2019", "Q3 2019", "first half of 2020", "third quarter"; begins at the ordinal."""
    match = _QUARTER.match(text, pos)
    if not match:
        return _first_of_two(text, pos, published)
    if match["q"] and not (match["y"] or match["which"] or published):
        return None
    unit = (match["u"] or "").lower()
    is_half, is_bare = unit == "half", unit != "quarter" and match["q"] is None
    number = int(match["q"]) if match["q"] else ordinal(match["o"])
    year_ = published.year if match["now"] and published else year_of(match, published)
    if year_ is None:
        year_ = year_ended(text, match.end(), published)
    if (is_half and number > 2) or (is_bare and (year_ is None or unit == "period") and not _is_account(text, match)):
        return None
    make = calendar.half if is_half else calendar.quarter
    rule = "date.fiscal_quarter" if match["f"] or (match["fy"] and "fiscal" in match["fy"]) else "date.quarter"
    if year_ is not None:
        return told(text, pos, match.end(), make(year_, number), rule)
    if published is None:
        return unresolved(text, pos, match.end(), f"XXXX-Q{number}", rule, "quarter")
    near = tuple(make(published.year + n, number) for n in (-1, 0, 1))
    return either(text, pos, match.end(), calendar.begun(published, near), rule)


def _is_account(text: str, match: re.Match[str]) -> bool:
    """Whether a bare "first half" is of a year, not of a match: figures of accounts stand in its clause."""
    left, right = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 60]
    leads = match[0][-5] == "-" or previous(text, match.start()) in {"the", "in", "for", "its", "fiscal"}
    return leads and _FIGURES.search(_CLAUSE.split(left)[-1] + "|" + _CLAUSE.split(right)[0]) is not None


def year_ended(text: str, end: int, published: Date | None) -> int | None:
    """The year of the day that follows a quarter: "third quarter ended June 30"; of a coming day, if it is "ending"."""
    match = _ENDED.match(text, end)
    if not match:
        return None
    if match["y"]:
        return int(match["y"])
    if published is None:
        return None
    month = MONTHS[match["m"].rstrip(".")]
    if match["e"] != "ended" and (month - published.month) % 12 < 6:
        return published.year + (month < published.month)
    return published.year - (month > published.month)


def _first_of_two(text: str, pos: int, published: Date | None) -> Moment | None:
    """The "second" of "the second and third quarters", in the year of the other one."""
    match = _FIRST_OF_TWO.match(text, pos)
    other = quarter(text, match.start(2), published) if match else None
    if not match or other is None or other.start is None or published is None:
        return None
    number, year_ = ordinal(match["o"]), other.start.year
    if other.value[5] == "H":
        return told(text, pos, match.end(), calendar.half(year_, number), "date.quarter") if number < 3 else None
    stretch = calendar.quarter(year_, number)
    if other.directed:
        return told(text, pos, match.end(), stretch, "date.quarter")
    return either(text, pos, match.end(), (stretch, calendar.quarter(year_ + 1, number)), "date.quarter")


def last_quarter(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "the last quarter of 2019", "the latter half of the year"."""
    match = _LAST.match(text, pos)
    if not match:
        return None
    year_ = published.year if match["now"] and published else year_of(match, published)
    if year_ is None:
        return None
    is_half = match["u"].lower() == "half"
    stretch = calendar.half(year_, 2) if is_half else calendar.quarter(year_, 4)
    return told(text, pos, match.end(), stretch, "date.quarter")


def season(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "the summer of 2014", "summer 2014", "summer last year"; "in the summer"."""
    match = _SEASON.match(text, pos)
    if not match:
        return _bare_season(text, pos, published)
    year_, code = year_of(match, published), SEASONS[match["s"].lower()]
    if year_ is None:
        return unresolved(text, pos, match.end(), f"XXXX-{code}", "date.season", "season")
    return told(text, pos, match.end(), calendar.season(year_, code), "date.season")


def _bare_season(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "in the summer", "since winter"."""
    match, before = _SEASON_BARE.match(text, pos), previous(text, pos)
    if not match:
        return None
    lead = previous(text, pos - 4) if before == "the" else before
    if lead not in _SEASON_LEADS or (lead == before and match["s"].lower() == "fall"):
        return None
    code = SEASONS[match["s"].lower()]
    if published is None:
        return unresolved(text, pos, match.end(), f"XXXX-{code}", "date.season", "season")
    near = tuple(calendar.season(published.year + n, code) for n in (-2, -1, 0, 1))
    return either(text, pos, match.end(), calendar.begun(published, near), "date.season")


_SEASON_LEADS = frozenset(
    "in into by during since until till throughout through before after over this early late".split()
)
