"""Time expressions that name a place in the calendar: days, months, years, decades, weekdays.

Every reader takes the text, the offset where an expression may begin and the day of publication (``None``: unknown),
and gives the ``Moment`` that begins there, or ``None``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date as Date
from datetime import timedelta

from ..records import Moment, Span
from . import date_calendar as calendar
from .date_words import (
    BARE_MONTH,
    COUNTED,
    DAY,
    DAYPART,
    DAYPARTS,
    MONTH,
    MONTHS,
    ORDINAL,
    SEASONS,
    SHORT_WEEKDAY,
    STRONG_CUES,
    TRAP_AFTER,
    TRAP_BEFORE,
    WEAK_CUES,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
)  # fmt: skip
from .numerals import SPOKEN_YEAR, ordinal, spoken_year

_TO = r" ?(?:-|–|—|/|\bto\b|\bthrough\b|\band\b(?= \d{1,2}(?! [a-z]{3}|\d))) ?"
WHICH_YEAR = r"(?:(?:,? (?:of )?(?P<which>last|this|next) year)\b)"
_WORD_DAY = rf"(?:(?i:{ORDINAL})\b(?![ -](?:quarter|half)\b))"
_MONTH_DAY = re.compile(
    rf"(?P<m>{MONTH}) (?:the )?(?P<d>{DAY}|(?:the )?{_WORD_DAY})(?:{_TO}(?P<d2>{DAY}))?"
    rf"(?:,? (?P<y>{YEAR})|{WHICH_YEAR})?"
)
_DAY_MONTH = re.compile(
    rf"(?P<d>{DAY}|{_WORD_DAY})(?:{_TO}(?P<d2>{DAY}))? (?:day )?(?:of )?(?P<m>{MONTH})(?!-\d)"
    rf"(?:,? (?P<y>{YEAR})|{WHICH_YEAR})?"
)
_MONTH_YEAR = re.compile(
    rf"(?P<m>{MONTH})(?: ?(?:-|–|to|through) ?(?P<m2>{MONTH}))?(?:(?:,? (?:of )?|-)(?P<y>{YEAR})|{WHICH_YEAR})"
)
_BARE = re.compile(rf"(?P<m>{BARE_MONTH})(?![-’']?\w)|(?P<h>{BARE_MONTH})(?=-[a-z]|['’]s\b)")
_ISO = re.compile(r"(?P<y>[12]\d{3})(?P<sep>[-/.])(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])(?!\d|[-/]\d)")
_NUMERIC = re.compile(r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>[12]\d{3})(?![\d/-])")
_YEAR_RANGE = re.compile(r"(?P<a>[12]\d{3})(?:-|–|—|/| ?– ?)(?P<b>[12]\d{3}|\d{2})(?![\w%])(?![-–/,.]\d)")
_SHORT_YEAR = re.compile(r"['’](\d\d)\b(?!['’]?s|['’]|-\w)")
_DECADE = re.compile(r"(?P<y>(?:1[5-9]|20)\d0)['’]?s\b|['’](?P<short>\d0)s\b")
_CENTURY = re.compile(rf"(?P<n>(?:\d{{1,2}}(?:st|nd|rd|th))|{_WORD_DAY})[ -](?i:century)\b")
_YEAR = re.compile(r"(?P<y>[12]\d{3})(?![\w%])(?![,.:]\d|/\d|[-–]\d)(?P<of>['’]s\b)?")
_WEEKDAY = re.compile(
    rf"(?P<w>{WEEKDAY[:-3]}s?\b))(?: (?P<part>{DAYPART})(?P<many>s)?\b)?(?: of (?P<week>last|this|next) week\b)?"
)
_AND_NIGHTS = re.compile(rf"(?:,| and| or|, and) {WEEKDAY} ({DAYPART})s\b")
_SHORT = re.compile(SHORT_WEEKDAY)
_GAP = re.compile(r",? \(?(?:the )?(?=\w)")
_MONTH_LIST = re.compile(rf"(?:,| and| or| to| through|-|–) ?{MONTH}")
_SPOKEN = re.compile(rf",? ((?=nineteen|two thousand){SPOKEN_YEAR})")
_TO_YEAR = re.compile(r" (?:to|through|until) ([12]\d{3})(?![\w%])(?![,.:]\d|/\d|[-–]\d)")
_THE_NTH = re.compile(r",? the (\d{1,2})(?:st|nd|rd|th)\b(?! [a-z])")
_CLOSES = re.compile(r"[,;)]|\.(?:\s|$)|$| (?:and|but|was|were|is|are|from|to|in|of|rose|fell|at)\b")
_NEXT = re.compile(r"[\s-]+([\w%]+)")
# After these a bare "May" or "March" is a month; after the second set only where no Mrs May is spoken of.
_NOUN = re.compile(
    r" (?:earnings|results|sales|profits|figures|elections?|talks|games|budget|census|campaign|presidential|race|war|"
    r"treaty|pact|accord|deal|summit|attack|coup|vote|report|level|season|crisis|law|[a-z]{3,}(?:ion|ment|al))\b"
)
_AMOUNTS = frozenset("nearly about over than some least most almost around only another roughly all were are".split())
_SURE = frozenset("in since until till during last next this early late mid every each following previous".split())
_LIKELY = frozenset("by before after from to of through and between".split())
_NAMES = frozenset({"April", "May", "June", "August"})
# So near to the day of publication a number of four digits without a comma is seldom an amount (170 read in raw news).
_RECENT, _SOON = 12, 6
_LEVELS = frozenset("at to from was is stood".split())
_NAMED = re.compile(
    r"(?:[^\W\d_]\w*[-/]|[$€£¥#+.:/]|\d,?[ -]?|\b(?i:no|number|resolution|article|section|flight|vs|law|act) |"
    r"(?<=[\w,;] )[A-Z]\w* )$"
)  # fmt: skip
_AMOUNT_FOLLOWS = re.compile(r" ?(?:[-–/]\w|[$€£%]|\d|(?:mln|bln|pct|dlrs|cts|shares|of (?:them|these|those))\b)")
ONCE = {"last": -1, "this": 0, "next": 1}


def previous(text: str, pos: int) -> str:
    """The word before an offset, in lower case; empty where punctuation stands between.

    >>> previous("as early as 2014", 12), previous("said. 2014", 6)
    ('as', '')
    """
    least, end = max(0, pos - 20), pos
    if text[pos - 1 : pos] == " ":  # nearly always, and quicker
        first = text.rfind(" ", least, pos - 1)
        word = text[first + 1 : pos - 1]
        if first >= 0 and word.isalpha():
            return word.lower()
    if end > least and text[end - 1] == "(":
        end -= 1
    last = end
    while last > least and (text[last - 1].isspace() or text[last - 1] == "-"):
        last -= 1
    first = last
    while first > least and (text[first - 1].isalnum() or text[first - 1] in "_'’"):
        first -= 1
    return text[first:last].lower() if last < end else ""


def told(text: str, start: int, end: int, of: calendar.Stretch, rule: str) -> Moment:
    """A directed ``Moment`` of a stretch of days."""
    return Moment(of.value, "DATE", of.start, of.end, of.grain, Span.of(text, start, end), rule)


def either(text: str, start: int, end: int, pair: tuple[calendar.Stretch, calendar.Stretch], rule: str) -> Moment:
    """An undirected ``Moment``: the past reading, the future one kept in ``other``."""
    past, coming = pair
    span = Span.of(text, start, end)
    return Moment(past.value, "DATE", past.start, past.end, past.grain, span, rule, False, coming.value)


def unresolved(text: str, start: int, end: int, value: str, rule: str, grain: str = "unknown") -> Moment:
    """A ``Moment`` that could not be laid on the calendar."""
    return Moment(value, "DATE", None, None, grain, Span.of(text, start, end), rule, not value.startswith("XXXX"))


def year_of(match: re.Match[str], published: Date | None) -> int | None:
    """The year that a match of groups ``y`` (its number) and ``which`` (last, this, next) tells, if any."""
    if match["y"]:
        return int(match["y"])
    return published.year + ONCE[match["which"]] if match["which"] and published else None


def _month(word: str) -> int:
    return MONTHS[word.rstrip(".")]


def _of_day(text: str, match: re.Match[str], published: Date | None) -> Moment | None:
    month, first = _month(match["m"]), ordinal(match["d"].removeprefix("the "))
    last = ordinal(match["d2"]) if match["d2"] else first
    year, end = year_of(match, published), match.end()
    if year is None and (spoken := _SPOKEN.match(text, end)):
        year, end = spoken_year(spoken[1]), spoken.end()
    if last < first or last > monthrange(year or 2000, month)[1]:
        return None
    if match["y"] and counts(text, match.end()):
        year, end = None, match.start("y") - 1
        end -= text[end - 1] == ","
    if year is not None:
        stretch = calendar.day(Date(year, month, first))
        if last > first:
            until = calendar.day(Date(year, month, last))
            stretch = calendar.Stretch(f"{stretch.value}/{until.value}", "day", stretch.start, until.end)
        return told(text, match.start(), end, stretch, "date.day")
    tail = f"/XXXX-{month:02}-{last:02}" if last > first else ""
    if published is None:
        return unresolved(text, match.start(), end, f"XXXX-{month:02}-{first:02}{tail}", "date.day", "day")
    pair = [calendar.day(d) for d in calendar.month_days(published, month, first)]
    if last > first:
        pair = [
            calendar.Stretch(f"{s.value}/{s.value[:8]}{last:02}", "day", s.start, s.start.replace(day=last))
            for s in pair
        ]
        pair = [calendar.Stretch(s.value, "day", s.start, calendar.day(s.end).end) for s in pair]
    return either(text, match.start(), end, (pair[0], pair[1]), "date.day")


def counts(text: str, end: int) -> bool:
    """Whether what follows a number of four digits is something counted."""
    following = _NEXT.match(text, end)
    return following is not None and following[1].lower() in COUNTED


def month_first(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "April 28, 2023", "April 28-30", "April 2023", "June last year", "April"."""
    match = _MONTH_DAY.match(text, pos)
    if match:
        return _of_day(text, match, published)
    match = _MONTH_YEAR.match(text, pos)
    if match and not (match["y"] and counts(text, match.end())):
        month, year = _month(match["m"]), year_of(match, published)
        if year is None:
            return unresolved(text, pos, match.end(), f"XXXX-{month:02}", "date.month", "month")
        stretch = calendar.month(year, month)
        if match["m2"]:
            until = calendar.month(year, _month(match["m2"]))
            if until.start <= stretch.start:
                stretch = calendar.month(year - 1, month)
            stretch = calendar.Stretch(f"{stretch.value}/{until.value}", "month", stretch.start, until.end)
        return told(text, pos, match.end(), stretch, "date.month")
    match = _BARE.match(text, pos)
    return _bare_month(text, pos, match, published) if match else None


def _bare_month(text: str, pos: int, match: re.Match[str], published: Date | None) -> Moment | None:
    word, before = (match["m"] or match["h"]), previous(text, pos)
    is_trap = TRAP_AFTER.match(text, pos) and before not in _SURE
    if is_trap or f"{before.title()} {word}" in TRAP_BEFORE:
        return None
    name = word.title()
    following = _NEXT.match(text, match.end())
    if name in {"May", "March"} and before not in _SURE:
        if _MONTH_LIST.match(text, match.end()):
            pass
        elif before not in _LIKELY or "Theresa May" in text or re.search(r"\bM(?:rs|s|r)\.? May\b", text):
            return None
    elif name in _NAMES and following and following[1][0].isupper() and before not in _SURE | _LIKELY:
        return None
    number, end = _month(word), match.end()
    if published is None:
        return unresolved(text, pos, end, f"XXXX-{number:02}", "date.month", "month")
    year = published.year - (number > published.month)
    if number % 3 == 0 and text.startswith(" quarter", end) and text[end + 8 : end + 9] not in {"s", "l"}:
        of_quarter = calendar.quarter(year, number // 3), calendar.quarter(year + 1, number // 3)
        return either(text, pos, end + len(" quarter"), of_quarter, "date.quarter")
    pair = calendar.month(year, number), calendar.month(year + 1, number)
    return either(text, pos, end, pair, "date.month")


def day_first(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "28 April 2023", "the 24th of February", "28-30 April"; begins at the number."""
    match = _DAY_MONTH.match(text, pos)
    return _of_day(text, match, published) if match else None


def numeric(text: str, pos: int, published: Date | None) -> Moment | None:  # noqa: ARG001 - readers are alike
    """Such as "2023-04-28"; "28/04/2023", "04/28/2023" where only one order makes a date; "28.04.2023", day first."""
    match = _ISO.match(text, pos)
    if match:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    else:
        match = _NUMERIC.match(text, pos)
        if not match:
            return None
        year, day, month = int(match["y"]), int(match["a"]), int(match["b"])
        if match["sep"] != "." and day <= 12 and month <= 12 and day != month:
            return None
        if month > 12 and match["sep"] != ".":
            day, month = month, day
    try:
        return told(text, pos, match.end(), calendar.day(Date(year, month, day)), "date.numeric")
    except ValueError:
        return None


def year(text: str, pos: int, published: Date | None, *, sure: bool = False) -> Moment | None:
    """Such as "1990s", "20th century", "2014-2016", "in 2019", "(2014)", "the 2003 war", "2018 was a good year".

    ``sure``: what came before says that it is a year.
    """
    match = _DECADE.match(text, pos)
    if match:
        first = int(match["y"]) if match["y"] else 1900 + int(match["short"])
        if first % 100 == 0 and first < 2000:  # "the 1800s"
            return told(text, pos, match.end(), calendar.century(first // 100 + 1), "date.century")
        return told(text, pos, match.end(), calendar.decade(first), "date.decade")
    match = _CENTURY.match(text, pos)
    if match:
        number = ordinal(match["n"])
        return told(text, pos, match.end(), calendar.century(number), "date.century") if number else None
    match = _SHORT_YEAR.match(text, pos)
    if match:
        before = previous(text, pos)
        if before not in STRONG_CUES and before not in SEASONS:
            return None
        number = int(match[1]) + (1900 if int(match[1]) > 30 else 2000)
        return told(text, pos, match.end(), calendar.year(number), "date.year")
    before = previous(text, pos)
    bracket = text[pos - 1 : pos] in {"(", "["} or (text[pos - 1 : pos] == "-" and before in {"pre", "post", "mid"})
    match = _YEAR_RANGE.match(text, pos)
    if match:
        first = int(match["a"])
        last = int(match["b"]) if len(match["b"]) == 4 else first // 100 * 100 + int(match["b"])
        certain = sure or bracket or before in STRONG_CUES | WEAK_CUES or len(match["b"]) == 4
        if certain and first < last < first + 120 and last < 2100 and not counts(text, match.end()):
            count = last + 1 - first
            stretch = calendar.years(first, count, f"{first}/{last}", "year")
            return told(text, pos, match.end(), stretch, "date.years")
        return None
    match = _YEAR.match(text, pos)
    if not match or match["y"] > "2099" or counts(text, match.end() if not match["of"] else match.start("of")):
        return None
    sure = sure or _is_near(text, pos, match, before, published)
    likely = match["y"] >= "1900" and (before in WEAK_CUES or before.endswith(("'s", "’s")) or bool(match["of"]))
    if not (
        sure
        or before in STRONG_CUES
        or likely
        or _dates_what_follows(text, match, before)
        or _to_year(text, match)
        or (bracket and match["y"] >= "1500")
    ):
        return None
    unsure = likely and not sure and before in {"a", "the", "and", "or", "to", "for"}
    if unsure and not _names(text, match.end(), before) and not (before == "for" and _CLOSES.match(text, match.end())):
        return None
    return told(text, pos, match.end("y"), calendar.year(int(match["y"])), "date.year")


def _is_near(text: str, pos: int, match: re.Match[str], before: str, published: Date | None) -> bool:
    """Whether a number is that of a year of these days, no name or amount: "compared with 2018", "2018 was dry"."""
    number = int(match["y"])
    if published is None or number == 2000 or not -_RECENT <= number - published.year <= _SOON:
        return False
    if before in _AMOUNTS or before == "base" or _NAMED.search(text, max(0, pos - 24), pos):
        return False
    return not _AMOUNT_FOLLOWS.match(text, match.end()) and (
        before not in _LEVELS or re.match(r" [a-z]", text[match.end() : match.end() + 2]) is not None
    )


def _dates_what_follows(text: str, match: re.Match[str], before: str) -> bool:
    """Whether a year stands before the one thing that it dates: "his failed 2018 campaign", "1989 earnings"."""
    noun = _NOUN.match(text, match.end())
    return noun is not None and match["y"] >= "1900" and before not in _AMOUNTS and before[:1].isalpha()


def _to_year(text: str, match: re.Match[str]) -> bool:
    """Whether a year begins a run of years: "covers 1980 to 1985"."""
    last = _TO_YEAR.match(text, match.end())
    return last is not None and "1900" <= match["y"] < last[1] <= "2099" and not counts(text, last.end())


def _names(text: str, end: int, before: str) -> bool:
    """Whether a year after "the" is followed by what it dates ("the 2003 war")."""
    return before in {"a", "the"} and re.match(r"[ -][A-Za-z]", text[end : end + 2]) is not None


def weekday(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "Friday", "Friday night", "Friday, April 28, 2023", "Friday of next week", "Fridays" (a ``SET``)."""
    match = _WEEKDAY.match(text, pos)
    if not match:
        match = _SHORT.match(text, pos)
        return _with_date(text, pos, match.end(), WEEKDAYS[match[0].rstrip(".")], published) if match else None
    word = match["w"]
    plural = word not in WEEKDAYS or match["many"]
    number, part = WEEKDAYS[word if word in WEEKDAYS else word[:-1]], match["part"]
    before = previous(text, pos).title()
    if TRAP_AFTER.match(text, pos) or f"{before} {word}" in TRAP_BEFORE:
        return None
    code = f"T{DAYPARTS[part.lower()]}" if part else ""
    nights = _AND_NIGHTS.match(text, match.end()) if not part else None
    if nights:  # "Monday and Tuesday nights"
        plural, code = "s", f"T{DAYPARTS[nights[1].lower()]}"
    if plural:
        return Moment(f"XXXX-WXX-{number}{code}", "SET", span=Span.of(text, pos, match.end()), rule="date.weekdays")
    dated = _with_date(text, pos, match.end("w"), number, published)
    if dated:
        return dated
    if published is None:
        return unresolved(text, pos, match.end(), f"XXXX-WXX-{number}{code}", "date.weekday", "day")
    if nth := _THE_NTH.match(text, match.end("w")):  # "Friday the 13th"
        for back in range(400):
            day = published - timedelta(back)
            if day.isoweekday() == number and day.day == int(nth[1]):
                return told(text, pos, nth.end(), calendar.day(day), "date.day")
    if match["week"]:
        monday = published - timedelta(published.weekday() - 7 * ONCE[match["week"]])
        return told(text, pos, match.end(), calendar.day(monday + timedelta(number - 1)), "date.named")
    past, coming = calendar.weekdays(published, number)
    stretch = calendar.day(past)
    kind, value, span = ("TIME" if part else "DATE"), stretch.value + code, Span.of(text, pos, match.end())
    return Moment(
        value, kind, stretch.start, stretch.end, "day", span, "date.weekday", False, coming.isoformat() + code
    )


def _with_date(text: str, pos: int, end: int, number: int, published: Date | None) -> Moment | None:
    """A weekday and the date that follows it; where that lacks a year, the weekday may tell which it is."""
    gap = _GAP.match(text, end)
    found = gap and (month_first(text, gap.end(), published) or day_first(text, gap.end(), published))
    if not found or not found.span or found.grain != "day":
        return None
    start, end = pos, found.span.end
    if found.directed or found.start is None or found.other is None or "/" in found.value:
        return Moment(
            found.value, "DATE", found.start, found.end, "day", Span.of(text, start, end), "date.day",
            found.directed, found.other,
        )  # fmt: skip
    days = calendar.day(found.start), calendar.day(Date.fromisoformat(found.other))
    fits = [d for d in days if d.start.isoweekday() == number]
    if len(fits) == 1:
        return told(text, start, end, fits[0], "date.day")
    return either(text, start, end, days, "date.day")
