"""Times of day: "7:15 p.m.", "0600 GMT", "noon Thursday"; the hour is kept in the value, the day is what counts."""

from __future__ import annotations

import re
from datetime import date as Date

from ..records import Moment, Span
from . import date_absolute as absolute
from . import date_relative as relative

_ZONE = (
    r"(?: ?(?:GMT|UTC|[ECMPA][SD]T|(?-i:[ECMP]T)|CES?T|EES?T|IST|BST|MSK|JST|KST|HKT|AE[SD]T|NZ[SD]T|"
    r"local time|local|Moscow time|Beijing time)\b)"
)
HOUR_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_HOURS = "|".join(HOUR_WORDS)
_MINUTES = {"fifteen": 15, "thirty": 30}
_CLOCK = re.compile(
    rf"(?:(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))? ?(?P<ap>[ap])(?:\.m\.|m\b){_ZONE}?"
    rf"|(?P<h24>[01]?\d|2[0-3])[:.]?(?P<m24>[0-5]\d)(?: ?(?:hrs|hours))?{_ZONE}"
    rf"|(?P<h4>(?:(?<=\bat )[012]|0)\d)(?P<m4>[0-5]\d) ?(?:hrs|hours)\b(?! of\b)"
    rf"|(?<=\bat )(?P<hc>[01]?\d|2[0-3]):(?P<mc>[0-5]\d)(?![:\d])"
    rf"|(?P<ho>1[0-2]|[1-9]) o['’]clock{_ZONE}?"
    rf"|(?P<hw>{_HOURS})(?:[ -](?P<mw>fifteen|thirty|forty[ -]five))? (?:o['’]clock|(?P<apw>[ap])\.?m\b\.?){_ZONE}?"
    rf"|(?P<named>noon|midnight){_ZONE}?)",
    re.IGNORECASE,
)
_PART = re.compile(r" (?:in the (morning|afternoon|evening)|at (night))\b", re.IGNORECASE)
_BRACKET = re.compile(r" \([^()]{4,24}\)(?=,? (?:on )?\w)")  # "2 a.m. (0600 GMT) Tuesday"
_GAP = re.compile(r",? (?:on |of )?(?=\w)")


def clock(text: str, pos: int, published: Date | None) -> Moment | None:
    """A time of day and the day that follows it, if one does; alone it has no day yet (``date_periods.at_clock``)."""
    match = _CLOCK.match(text, pos)
    if not match:
        return None
    if match["h4"] and int(match["h4"]) > 23:
        return None
    if match["named"]:
        hour, minute = (12 if match["named"].lower() == "noon" else 0), 0
    elif match["hw"]:
        hour = (HOUR_WORDS.index(match["hw"].lower()) + 1) % (12 if match["apw"] else 13)
        hour += 12 if (match["apw"] or "") in {"p", "P"} else 0
        minute = _MINUTES.get(match["mw"].lower(), 45) if match["mw"] else 0
    elif match["ap"]:
        hour, minute = int(match["h"]) % 12 + (12 if match["ap"] in "pP" else 0), int(match["m"] or 0)
    else:
        hour = int(match["h24"] or match["h4"] or match["hc"] or match["ho"])
        minute = int(match["m24"] or match["m4"] or match["mc"] or 0)
    end, is_half_day = match.end(), not (match["ap"] or match["apw"] or match["named"] or match["h24"] or match["h4"])
    if is_half_day and hour < 12 and (part := _PART.match(text, end)):  # "8:30 in the evening"
        hour, end = hour + 12 * (part[1][0] in "aeAE"), part.end()
    bracket = _BRACKET.match(text, end)
    day = _day_after(text, bracket.end() if bracket else end, published)
    if day is None or day.span is None:
        return Moment(
            f"XXXX-XX-XXT{hour:02}:{minute:02}", "TIME", span=Span.of(text, pos, end), rule="date.clock"
        )  # fmt: skip
    part_of_day = day.value[11:] if day.kind == "TIME" else ""
    if part_of_day in {"AF", "EV", "NI"} and is_half_day and hour < 12:  # "10:15 last night"
        hour += 12
    code = f"T{hour:02}:{minute:02}"
    other = f"{day.other[:10]}{code}" if day.other else None
    span = Span.of(text, pos, end if bracket else day.span.end)
    return Moment(day.value[:10] + code, "TIME", day.start, day.end, "day", span, "date.clock", day.directed, other)


def _day_after(text: str, pos: int, published: Date | None) -> Moment | None:
    """The day, or part of a day, that follows a time of day."""
    gap = _GAP.match(text, pos)
    days = (read(text, gap.end(), published) for read in _DAYS) if gap else iter(())
    day = next((d for d in days if d and d.grain == "day"), None)
    return None if day is None or "/" in day.value else day


_DAYS = (
    absolute.weekday, relative.deictic, relative.tonight, relative.relative, absolute.month_first, absolute.day_first
)  # fmt: skip
