"""The calendar: days, weeks, months, seasons as half-open stretches of days with their TIMEX3 values.

Plain arithmetic on ``datetime.date``: no clock, no time zone. What lies beyond the years 1 to 9999 raises
``OverflowError`` or ``ValueError``.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Stretch:
    """``start <= day < end``, with its TIMEX3 ``value`` and its ``grain`` (as ``Moment`` has them)."""

    value: str
    grain: str
    start: Date
    end: Date

    def third(self, which: int) -> Stretch:
        """Its first (0), middle (1) or last (2) third, under the value of the whole: "early 2019", "late March".

        >>> month(2023, 3).third(2).start.isoformat()
        '2023-03-22'
        """
        days = (self.end - self.start).days
        if days < 3:
            return self
        cut = [round(days * n / 3) for n in range(4)]
        begin = self.start
        return Stretch(self.value, self.grain, begin + timedelta(cut[which]), begin + timedelta(cut[which + 1]))


def day(of: Date) -> Stretch:
    """One day."""
    return Stretch(of.isoformat(), "day", of, of + timedelta(1))


def week(of: Date) -> Stretch:
    """The ISO week (Monday to Sunday) that holds a day.

    >>> week(Date(2023, 4, 29)).value
    '2023-W17'
    """
    monday = of - timedelta(of.weekday())
    year_, number, _ = of.isocalendar()
    return Stretch(f"{year_:04}-W{number:02}", "week", monday, monday + timedelta(7))


def weekend(of: Date) -> Stretch:
    """Saturday and Sunday of the ISO week that holds a day."""
    whole = week(of)
    return Stretch(f"{whole.value}-WE", "week", whole.start + timedelta(5), whole.end)


def _months(value: str, grain: str, year_: int, first: int, count: int) -> Stretch:
    last = year_ * 12 + first - 1 + count
    return Stretch(value, grain, Date(year_, first, 1), Date(last // 12, last % 12 + 1, 1))


def month(year_: int, number: int) -> Stretch:
    """A month of a year."""
    return _months(f"{year_:04}-{number:02}", "month", year_, number, 1)


def quarter(year_: int, number: int) -> Stretch:
    """A quarter (1 to 4) of a calendar year."""
    return _months(f"{year_:04}-Q{number}", "quarter", year_, 3 * number - 2, 3)


def half(year_: int, number: int) -> Stretch:
    """The first or second half of a calendar year; its grain is the year's."""
    return _months(f"{year_:04}-H{number}", "year", year_, 6 * number - 5, 6)


def season(year_: int, code: str) -> Stretch:
    """``SP SU FA WI`` of a year, in whole months; winter begins in December of that year."""
    return _months(f"{year_:04}-{code}", "season", year_, SEASONS[code], 3)


def years(first: int, count: int, value: str, grain: str) -> Stretch:
    """``count`` calendar years from ``first`` on."""
    return Stretch(value, grain, Date(first, 1, 1), Date(first + count, 1, 1))


def year(number: int) -> Stretch:
    """A calendar year."""
    return years(number, 1, f"{number:04}", "year")


def decade(first: int) -> Stretch:
    """The ten years from ``first`` (1990) on."""
    return years(first, 10, f"{first // 10:03}", "decade")


def century(number: int) -> Stretch:
    """The 20th century, as news counts it: 1900 to 1999 (TIMEX3 ``19``)."""
    return years(max(1, 100 * (number - 1)), 100 if number > 1 else 99, f"{number - 1:02}", "century")


def moved(of: Date, unit: str, count: int) -> Date:
    """The day ``count`` units (``D W M Q Y``) after ``of``; the 31st becomes the last of a shorter month.

    >>> moved(Date(2023, 3, 31), "M", -1).isoformat()
    '2023-02-28'
    """
    if unit in {"D", "W"}:
        return of + timedelta(count * (7 if unit == "W" else 1))
    total = of.year * 12 + of.month - 1 + count * {"M": 1, "Q": 3, "Y": 12}[unit]
    year_, index = divmod(total, 12)
    return Date(year_, index + 1, min(of.day, monthrange(year_, index + 1)[1]))


def around(of: Date, unit: str) -> Stretch:
    """The calendar unit (``D W M Q Y``) that holds a day."""
    if unit == "D":
        return day(of)
    if unit == "W":
        return week(of)
    if unit == "M":
        return month(of.year, of.month)
    return quarter(of.year, (of.month + 2) // 3) if unit == "Q" else year(of.year)


def weekdays(published: Date, number: int) -> tuple[Date, Date]:
    """The nearest past day of the week (the day of publication counts) and the nearest one after publication.

    ``number``: 1 Monday to 7 Sunday.
    """
    back = (published.isoweekday() - number) % 7
    past = published - timedelta(back)
    return past, past + timedelta(7)


def month_days(published: Date, month_: int, day_: int) -> tuple[Date, Date]:
    """The nearest past such day of the year (the day of publication counts) and the nearest one after publication.

    >>> [d.isoformat() for d in month_days(Date(2023, 3, 1), 2, 29)]
    ['2020-02-29', '2024-02-29']
    """
    near = range(max(1, published.year - 8), min(9999, published.year + 8) + 1)
    found = [Date(y, month_, day_) for y in near if day_ <= monthrange(y, month_)[1]]
    past = [d for d in found if d <= published]
    return past[-1], found[len(past)]


def begun(published: Date, starts: tuple[Stretch, ...]) -> tuple[Stretch, Stretch]:
    """Of yearly stretches in order, the last that has begun by the day of publication and the next one."""
    last = max(i for i, s in enumerate(starts) if s.start <= published)
    return starts[last], starts[last + 1]
