"""Time expressions in news English, laid on the calendar from the day of publication.

A thin grammar in the manner of TIMEX3 (Pustejovsky et al. 2003) and of rule-based taggers such as HeidelTime (Strötgen
and Gertz 2010): the text is gone through word by word, and only a word that can begin a time expression is looked at
closer. Nothing is taken for a date that is not shown to be one: a bare number of four digits is a year only after a
word such as "in", in brackets, before what it dates, or where it is a year near to that of publication.

* A range ("April 28-30", "2014-2016") is one ``Moment``: its value is ``first/last``, its ``iso`` the first.
* "early", "mid", "late", "the end of" narrow ``start`` and ``end`` to a third and leave the value as it is; "earlier
  this month" ends with, "later this month" begins with the day of publication.
* "a day later", "the following week" count from a day told in their sentence or the one before (``date_told``). Where
  none was, and in "two days after the vote", the value is ``+P1D``, the rule ``date.offset``, without a ``start``.
* "that night", "the next morning", "for the week", "the year before" lean on what was told before (``date_leaning``).
* A run ("the past two weeks") is a ``DURATION`` whose ``start`` and ``end`` are known.
* Months and years told from another date ("the following year", "a month earlier") and periods of accounts ("the
  year-ago quarter", "a year earlier" beside figures) are laid on what was told just before (``date_periods``,
  ``date_quarters``).
* A bare "Friday", "April 28" or "March" in a clause that looks ahead ("will meet on Friday") is the coming one, and
  directed (``date_tense``); so is a day of the year that is soon to come and was most of a year ago. Elsewhere it is
  the nearest past one, the coming one kept in ``other``.
* Feasts have their days ("Easter Monday", "Ramadan"; ``date_holidays``); those of several days are ``first/last``.
* A fiscal year is taken for the calendar year of its number.
* "now", "current", "recently", "soon" are ``PRESENT_REF``, ``PAST_REF``, ``FUTURE_REF``: they date nothing.
* Summer is June to August and winter December to February: seasons are the northern ones.

No clock and no time zone is looked at: the same text and day give the same result anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date as Date

from ..records import Moment, Span
from . import date_absolute as absolute
from . import date_calendar as calendar
from . import date_quarters as quarters
from . import date_relative as relative
from . import date_spoken as spoken
from . import date_vague as vague
from .date_clock import HOUR_WORDS, clock
from .date_holidays import STARTS as HOLIDAY_STARTS
from .date_holidays import holiday
from .date_leaning import STARTS as LEANING_STARTS
from .date_leaning import leaning
from .date_periods import STARTS as PERIOD_STARTS
from .date_periods import at_clock, period
from .date_tense import no_earlier, with_tense
from .date_told import from_told
from .date_words import MONTHS, SEASONS, WEEKDAYS, WORDS
from .numerals import ORDINALS
from .numerals import WORDS as NUMBER_WORDS

Reader = Callable[[str, int, Date | None], Moment | None]

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(
    r"(?:(?P<part>early|late|mid|earlier|later)(?:-| (?:of |in |on )?)"
    r"|(?P<noun>middle|end|beginning|start|close|onset|rest|remainder)(?: of |-(?=[A-Z]|[12]\d{3}\b)|"
    r"(?<= the end) ))(?:the )?",
    re.IGNORECASE,
)
_THIRDS = {"early": 0, "beginning": 0, "start": 0, "onset": 0, "mid": 1, "middle": 1, "late": 2, "end": 2, "close": 2}
_INNER_UNIT = re.compile(r"(day|week|month|year|decade|century)\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:nearly|almost|about|around|roughly|approximately|up to|at least|at most|(?:no )?(?:more|less|fewer) than|"
    r"just over|just under) $",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:,| ?[-–—/] ?|,? (?:and|or|to|through|until|till)(?: in)? |, )+$")
_UP_TO = re.compile(r" ?[-–—] ?| (?:to|through|until|till|and) ")
_BESIDE = {", ", " (", ", on "}
_ONWARDS = re.compile(r" on(?:wards?)?\b(?! [A-Z\d])")
_WITH_THE = frozenset(
    "date.decade date.century date.quarter date.season date.run date.unit date.offset date.part date.named "
    "date.weekend date.today date.fiscal_quarter".split()
)
_ORDINAL_FIRST = re.compile(r"[a-z]|\d+[snrt][tdh]")
_THE_RUN = re.compile(r"\b[Tt]he (?:first |last |final |past |next |latest )?$")
_HEDGED = frozenset({"date.duration", "date.offset", "date.ago", "date.in"})


def _narrowed(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "early 1990s", "late March", "earlier this month", "the end of 2019", "later in the year"."""
    match = _PART.match(text, pos)
    if not match:
        return None
    part, begin = (match["part"] or match["noun"]).lower(), match.end()
    found = _inner(text, begin, published, part)
    if not found or not found.span or found.kind == "DURATION" or found.span.start != begin:
        return None
    start, end, grain = found.start, found.end, found.grain
    if start is not None and end is not None and grain != "day":
        if part in _THIRDS:
            piece = calendar.Stretch(found.value, grain, start, end).third(_THIRDS[part])
            start, end = piece.start, piece.end
        elif published and start <= published < end:
            after = calendar.day(published)
            start, end = (start, after.end) if part == "earlier" else (after.start, end)
    elif part in {"end", "close", "start", "beginning", "onset", "middle"} and found.rule == "date.vague":
        return None
    return replace(found, start=start, end=end, span=Span.of(text, pos, found.span.end), rule="date.part")


def _inner(text: str, begin: int, published: Date | None, part: str) -> Moment | None:
    unit = _INNER_UNIT.match(text, begin)
    if unit and text[begin - 4 : begin].lower() == "the ":
        letter = unit[1][0].upper()
        if unit[1].lower() in {"decade", "century"} and published is not None:
            of = (
                calendar.decade(published.year // 10 * 10)
                if letter == "D"
                else calendar.century(published.year // 100 + 1)
            )
            return absolute.told(text, begin, unit.end(), of, "date.part")
        if letter == "D" or published is None:
            value = "+P0D" if unit[1].lower() == "day" else "XXXX"
            return absolute.unresolved(text, begin, unit.end(), value, "date.offset")
        return absolute.told(text, begin, unit.end(), calendar.around(published, letter), "date.part")
    word = _WORD.match(text, begin)
    if not word:
        return None
    if word[0][0].isdigit() and (found := absolute.year(text, begin, published, sure=part in _THIRDS)):
        return found
    return _first(text, begin, word[0], published, allow_part=False)


def _starts() -> dict[str, tuple[Reader, ...]]:
    """Which readers to try where a word stands, by the word as written (lower case, capitalised, all capitals)."""
    table: dict[str, tuple[Reader, ...]] = {}

    def add(words: object, *readers: Reader, cased: bool = False) -> None:
        for word in words if isinstance(words, list | dict | frozenset) else str(words).split():
            first = re.split(r"[ -]", word)[0]
            for form in {first} if cased else {first.lower(), first.capitalize(), first.upper()}:
                table[form] = (*table.get(form, ()), *(r for r in readers if r not in table.get(form, ())))

    add(HOLIDAY_STARTS | {"Last", "last", "Next", "next", "This", "this"}, holiday, cased=True)
    add(MONTHS, spoken.spoken, absolute.month_first, cased=True)
    add("nineteen eighteen twenty two year", spoken.spoken)
    add("year", spoken.year_end)
    add("mid midyear", spoken.mid_year)
    add(WEEKDAYS, absolute.weekday, cased=True)
    add([f"{day}s" for day in WORDS["weekday"]], absolute.weekday, cased=True)
    add(ORDINALS, quarters.quarter, absolute.day_first, absolute.year)
    add("Q1 Q2 Q3 Q4", quarters.quarter, cased=True)
    add(SEASONS, quarters.season)
    add("nineteen twenties thirties forties fifties sixties seventies eighties nineties", spoken.decade_word)
    add("today yesterday tomorrow", relative.deictic)
    add("tonight", relative.tonight)
    add("day", relative.around)
    add("a", vague.fraction)
    add("last final latter", quarters.last_quarter)
    ways = "last past previous preceding prior next coming upcoming following this current same that recent"
    add(ways, relative.relative)
    add("past future weekend", vague.the_past)
    add("near nearer short shorter medium long longer", vague.term)
    add(WORDS["vague"], vague.vague)
    add("every each", relative.every)
    add("minutes hours days weeks months years decades centuries", vague.plural)
    add("weekends", vague.weekends)
    add("half quarter", vague.fraction)
    add("noon midnight", clock)
    add(HOUR_WORDS, clock)
    add(NUMBER_WORDS, relative.counted)
    add("a an couple few several many some tens dozens scores hundreds thousands half another", relative.counted)
    add("early late mid earlier later middle end beginning start close onset rest remainder", _narrowed)
    return table


_STARTS = _starts()
_BEGINS = frozenset(_STARTS) | PERIOD_STARTS | LEANING_STARTS
_AT_DIGITS: tuple[Reader, ...] = (
    clock, absolute.numeric, absolute.day_first, quarters.quarter, absolute.year, relative.counted,
)  # fmt: skip
_BY_LENGTH: dict[int, tuple[Reader, ...]] = {  # what a plain number of so many digits can begin
    1: (clock, absolute.numeric, absolute.day_first, relative.counted),
    2: (clock, absolute.numeric, absolute.day_first, relative.counted),
    4: (clock, absolute.numeric, absolute.year, relative.counted),
}


def _first(text: str, pos: int, word: str, published: Date | None, *, allow_part: bool = True) -> Moment | None:
    """The first reading of the expression that begins at ``pos`` with ``word``."""
    readers = _STARTS.get(word)
    if readers is None:
        if not "0" <= word[0] <= "9":
            return None
        before = text[pos - 1 : pos]
        if before and (before in "$€£¥₹%" or (before in ".,:/+" and text[pos - 2 : pos - 1].isalnum())):
            return None
        if before in {"'", "’"} and (found := absolute.year(text, pos - 1, published)):
            return found
        readers = _BY_LENGTH.get(len(word), (clock, relative.counted)) if word.isdigit() else _AT_DIGITS
    for reader in readers:
        if reader is _narrowed and not allow_part:
            continue
        try:
            found = reader(text, pos, published)
        except (OverflowError, ValueError, IndexError):  # beyond the years 1 to 9999
            found = None
        if found:
            return found
    return None


def _after_year(text: str, word: str, pos: int, last: Moment | None) -> bool:
    """Whether a number goes on with a list of years: "in 2014, 2015 and 2016"."""
    if not last or not last.span or len(word) != 4:
        return False
    if (
        last.rule not in {"date.year", "date.month", "date.day"} and last.value != "PRESENT_REF"
    ):  # "between now and 2030"
        return False
    return pos - last.span.end < 12 and _AND.fullmatch(text, last.span.end, pos) is not None


def _widened(text: str, found: Moment, least: int) -> Moment:
    """The moment with "the" and a hedge ("nearly two years") taken in, and open ends seen."""
    span = found.span
    assert span is not None  # noqa: S101 - every reader sets it
    start = span.start
    if found.rule in _HEDGED and (hedge := _HEDGE.search(text, max(least, start - 18), start)):
        start = hedge.start()
    elif found.rule == "date.duration" and (run := _THE_RUN.search(text, max(least, start - 14), start)):
        start = run.start() if span.text[-1] == "s" else start
    elif (
        (found.rule in _WITH_THE or (found.rule == "date.day" and _ORDINAL_FIRST.match(text, start)))
        and start - 4 >= least
        and text[start - 4 : start] in {"the ", "The "}
    ):
        start -= 4
    before = absolute.previous(text, start)
    return replace(
        found,
        span=Span.of(text, start, span.end),
        open_end=before == "since" or (before == "from" and _ONWARDS.match(text, span.end) is not None),
        open_start=before in {"until", "till"},
    )


def _year_shared(text: str, first: Moment, second: Moment) -> Moment:
    """The first of two with the second's year: "28 April to 2 May 2023", "March and May 2019"."""
    one, two = first.span, second.span
    bare = not first.directed and first.grain in {"day", "month"} and "/" not in first.value and first.kind == "DATE"
    if not (one and two and bare and second.directed and second.start and second.rule in {"date.day", "date.month"}):
        return first
    if first.rule not in {"date.day", "date.month"} or not _AND.fullmatch(text, one.end, two.start):
        return first
    month, day = int(first.value[5:7]), first.value[8:10]
    year = second.start.year - (month > second.start.month)
    try:
        stretch = calendar.day(Date(year, month, int(day))) if day else calendar.month(year, month)
    except ValueError:
        return first
    return absolute.told(text, one.start, one.end, stretch, first.rule)


def _told_twice(text: str, first: Moment | None, second: Moment) -> Moment:
    """A bare day that stands beside a day already told, in that day's reading: "next Wednesday, July 31"."""
    if not (first and first.span and second.span and second.other and first.directed and first.start):
        return second
    if first.grain != "day" or second.other != first.value or text[first.span.end : second.span.start] not in _BESIDE:
        return second
    return replace(second, value=first.value, start=first.start, end=first.end, directed=True, other=None)


def find_dates(text: str, published: Date | None, begin: int = 0) -> list[Moment]:
    """The time expressions of ``text`` from character ``begin`` on, in text order, none overlapping another.

    ``published`` is the day of publication, from which relative dates count; without it they stay unresolved. Every
    ``Moment`` has its ``span``; preposition and comma stay outside of it ("since" shows in ``open_end``), "the" and
    a hedge ("nearly two years") inside.

    >>> day = Date(2023, 4, 29)
    >>> [(m.span.text, m.value) for m in find_dates("On Friday he recalled the talks of April 2019.", day)]
    [('Friday', '2023-04-28'), ('April 2019', '2019-04')]
    >>> [m] = find_dates("They meet on August 3.", day)
    >>> m.value, m.other, m.directed
    ('2022-08-03', '2023-08-03', False)
    >>> [(m.value, m.start) for m in find_dates("On April 28 it may march on for two years.", None)]
    [('XXXX-04-28', None), ('P2Y', None)]
    """
    found: list[Moment] = []
    done = begin
    for match in _WORD.finditer(text, begin):
        word = match[0]
        if word not in _BEGINS and (word[0] > "9" or word[0] < "0"):
            continue
        pos = match.start()
        if pos < done:
            continue
        may_be_period = word in PERIOD_STARTS or (len(word) == 4 and "0" <= word[0] <= "9")
        moment = period(text, pos, published, found) if may_be_period else None
        moment = moment or _first(text, pos, word, published)
        if not moment and word in LEANING_STARTS:
            moment = leaning(text, pos, published, found)
        last = found[-1] if found else None
        if not moment and last and _after_year(text, word, pos, last):
            moment = absolute.year(text, pos, published, sure=True)
        if moment and moment.span and moment.span.start >= done:
            moment = _told_twice(text, last, _widened(text, moment, done))
            if last:
                found[-1] = last = with_tense(text, _year_shared(text, last, moment), published)
                if last.span and _UP_TO.fullmatch(text, last.span.end, moment.span.start if moment.span else 0):
                    moment = no_earlier(moment, last)
            if moment.rule == "date.offset" or moment.value == "+P0D":
                moment = from_told(text, moment, found, published)
            elif moment.rule == "date.clock":
                moment = at_clock(text, moment, found, published)
            found.append(moment)
            done = moment.span.end if moment.span else done
    if found:
        found[-1] = with_tense(text, found[-1], published)
    return found
