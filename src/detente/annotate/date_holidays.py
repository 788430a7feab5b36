"""Feasts and days told by name: "on Christmas Eve", "during Ramadan", "Nowruz 2019", "last Thanksgiving".

Names stand in ``lexicon/data/dates/holidays.tsv``, the days of feasts that move, 1990 to 2035, in ``movable.tsv``. A
feast of several days is one ``Moment`` with the value ``first/last``. Outside of those years a movable feast stays
unresolved.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date as Date
from datetime import timedelta
from functools import cache

from ..lexicon.schemas import DATA, HOLIDAYS, MOVABLE
from ..lexicon.table import read_table
from ..records import Moment
from . import date_calendar as calendar
from .date_absolute import either, told, unresolved
from .date_words import WEEKDAYS, YEAR

_WHEN = {row["name"]: row["when"] for row in read_table(DATA / "dates" / "holidays.tsv", HOLIDAYS)}
_names = "|".join(re.escape(n).replace("'", "['’]") for n in sorted(_WHEN, key=lambda n: (-len(n), n)))
_HOLIDAY = re.compile(
    rf"(?:(?P<way>[Ll]ast|[Tt]his(?: past| coming)?|[Nn]ext|[Tt]he coming|[Uu]pcoming) )?(?P<name>{_names})\b"
    rf"(?:(?:,? (?:of |in )?)(?P<y>{YEAR})|,? (?P<of>last|this|next) year\b)?(?!-\w)"
)
# Wars, treaties and islands that bear the name of a day.
_NAMED = re.compile(
    r" (?:[Aa]ccords?|[Aa]greements?|[Oo]ffensive|[Rr]ising|[Rr]evolution|[Ii]slands?|[Ww]ar|[Mm]assacre|[Mm]arket|"
    r"[Tt]ree|[Cc]arol|[Dd]eal|[Bb]ook|Sunday|Monday)\b"
)
STARTS = frozenset(re.split(r"[ '’.-]", name)[0] for name in _WHEN)


@cache
def _movable() -> dict[str, list[tuple[Date, Date]]]:
    days: dict[str, list[tuple[Date, Date]]] = {}
    for row in read_table(DATA / "dates" / "movable.tsv", MOVABLE):
        first, last = (Date.fromisoformat(row[column]) for column in ("first", "last"))
        days.setdefault(row["holiday"], []).append((first, last))
    return days


def _stretch(first: Date, last: Date) -> calendar.Stretch:
    if first == last:
        return calendar.day(first)
    return calendar.Stretch(f"{first.isoformat()}/{last.isoformat()}", "day", first, last + timedelta(1))


@cache
def _days(when: str, year: int) -> tuple[calendar.Stretch, ...]:
    """The days that begin in a year, in order; empty where the year is not in the table."""
    kind, *rest = when.split()
    if kind[0].isdigit():
        return (calendar.day(Date(year, int(kind[:2]), int(kind[3:]))),)
    if kind.title() in WEEKDAYS:
        first = Date(year, int(rest[0]), 1)
        offset = (WEEKDAYS[kind.title()] - first.isoweekday()) % 7 + 7 * (int(rest[1]) - 1)
        return (calendar.day(first + timedelta(offset)),)
    shift = timedelta(int(rest[0]) if rest else 0)
    return tuple(_stretch(a + shift, b + shift) for a, b in _movable()[kind] if (a + shift).year == year)


def holiday(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "Christmas Eve", "Easter 2016", "Eid al-Fitr", "last Thanksgiving"; begins at the name or at "last"."""
    match = _HOLIDAY.match(text, pos)
    if not match or _NAMED.match(text, match.end()):
        return None
    when, end = _WHEN[match["name"].replace("’", "'")], match.end()
    year = int(match["y"]) if match["y"] else None
    if match["of"] and published is not None:
        year = published.year + {"last": -1, "this": 0, "next": 1}[match["of"]]
    if year is not None:
        days = _days(when, year)
        return told(text, pos, end, days[0], "date.holiday") if days else None
    if published is None:
        value = f"XXXX-{when}" if when[0].isdigit() else "XXXX"
        return unresolved(text, pos, end, value, "date.holiday", "day")
    near = [s for n in (-2, -1, 0, 1, 2) for s in _days(when, published.year + n)]
    place = bisect_right([s.start for s in near], published)
    if not 0 < place < len(near):
        return unresolved(text, pos, end, "XXXX", "date.holiday", "day")
    past, coming = near[place - 1], near[place]
    way = (match["way"] or "").lower()
    if way.startswith("last") or way == "this past":
        before = past if past.end <= published else near[max(0, place - 2)]
        return told(text, pos, end, before, "date.holiday")
    if way in {"next", "the coming", "upcoming", "this coming"}:
        return told(text, pos, end, coming, "date.holiday")
    if way == "this":
        inside = [s for s in (past, coming) if s.start.year == published.year]
        return told(text, pos, end, inside[-1] if inside else past, "date.holiday")
    return either(text, pos, end, (past, coming), "date.holiday")
