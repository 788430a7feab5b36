"""Times of day: "7:15 p.m.", "0600 GMT", "noon Thursday"; the hour is kept in the value, the day is what counts."""

from __future__ import annotations

import re
from datetime import date as Date

from ..records import Moment, Span
from . import date_absolute as absolute
from . import date_relative as relative

_ZONE = r"(?: ?(?:GMT|UTC|EST|EDT|CET|IST|ET|BST|MSK|local time|local|Moscow time|Beijing time)\b)"
_CLOCK = re.compile(
    rf"(?:(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))? ?(?P<ap>[ap])(?:\.m\.|m\b){_ZONE}?"
    rf"|(?P<h24>[01]?\d|2[0-3])[:.]?(?P<m24>[0-5]\d)(?: ?(?:hrs|hours))?{_ZONE}"
    rf"|(?P<h4>(?:(?<=\bat )[012]|0)\d)(?P<m4>[0-5]\d) ?(?:hrs|hours)\b(?! of\b)"
    rf"|(?<=\bat )(?P<hc>[01]?\d|2[0-3]):(?P<mc>[0-5]\d)(?![:\d])"
    rf"|(?P<named>noon|midnight){_ZONE}?)",
    re.IGNORECASE,
)
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
    elif match["ap"]:
        hour, minute = int(match["h"]) % 12 + (12 if match["ap"] in "pP" else 0), int(match["m"] or 0)
    else:
        hour = int(match["h24"] or match["h4"] or match["hc"])
        minute = int(match["m24"] or match["m4"] or match["mc"])
    code = f"T{hour:02}:{minute:02}"
    gap = _GAP.match(text, match.end())
    days = (read(text, gap.end(), published) for read in _DAYS) if gap else iter(())
    day = next((d for d in days if d and d.grain == "day"), None)
    if day and day.span and "/" not in day.value and day.kind == "DATE":
        other = f"{day.other}{code}" if day.other else None
        span = Span.of(text, pos, day.span.end)
        return Moment(day.value + code, "TIME", day.start, day.end, "day", span, "date.clock", day.directed, other)
    return Moment(f"XXXX-XX-XX{code}", "TIME", span=Span.of(text, pos, match.end()), rule="date.clock")


_DAYS = (absolute.weekday, relative.deictic, absolute.month_first, absolute.day_first)
