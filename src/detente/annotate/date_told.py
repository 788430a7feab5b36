"""Time told as before or after another time in the text: "the following year", "two days later", "the previous Friday".

They count from what was told last in the same sentence or the one before. One year, quarter or month back ("a year
earlier") counts from the day of publication where nothing was told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Date
from datetime import timedelta

from ..records import Moment
from . import date_calendar as calendar
from .date_words import WEEKDAYS

_NEAR = 320
_ANCHORS = frozenset({"day", "month", "quarter", "year", "season"})
_SENTENCE = re.compile(r"[.?!]\s+[\"“]?(?=[A-Z])")
_WITHIN = {"Y": ("day", "month", "year", "season"), "M": ("day", "month")}
_ONE_BACK = frozenset({"-P1Y", "-P1M", "-P1Q"})  # without a day told before they count from publication
_DAY_BACK = frozenset({"-P1D", "-P1W"})  # so do "a day earlier", "a week earlier"
_COMPARED = frozenset({"date.compared", "date.ago", "date.offset"})
_OFFSET = re.compile(r"([+-])P(\d+)([YMQDW])")
_COUNTED = re.compile(r"\b(?:before|after|prior)$", re.IGNORECASE)
_CLOSES = re.compile(r"[,.;:)]|$| (?:and|but|when|while)\b")
_WEEKDAY_OFFSET = re.compile(r"(previous|preceding|prior|following|next) (\w+day)$", re.IGNORECASE)


def told_near(text: str, pos: int, found: list[Moment], *, skip: frozenset[str] = frozenset()) -> Moment | None:
    """The last moment in the sentence of ``pos`` or the one before that lies on the calendar.

    ``skip``: rules of moments that are passed over.
    """
    for last in reversed(found):
        if last.span is None or pos - last.span.end > _NEAR:
            return None
        if (
            last.start is not None
            and last.kind in {"DATE", "TIME"}
            and last.grain in _ANCHORS
            and last.rule not in skip
        ):
            between = text[last.span.end : pos]
            return last if len(_SENTENCE.findall(between)) <= 1 else None
    return None


def from_told(text: str, moment: Moment, found: list[Moment], published: Date | None) -> Moment:
    """A number of days, months or years, or a weekday, before or after what was told just before, laid on the calendar.

    "In May 1995 they met; the following year they parted" is 1996. "Two days after the vote" stays unresolved:
    which act it counts from is the coder's to say.
    """
    span = moment.span
    if span is None or (moment.rule != "date.offset" and moment.value != "+P0D"):
        return moment
    is_back = moment.value in _ONE_BACK
    base = told_near(text, span.start, found, skip=_COMPARED if is_back else frozenset())
    if moment.value[-1:] in {"D", "W"}:
        is_compared = _COUNTED.search(span.text) and not _CLOSES.match(text, span.end)  # "two days after the vote"
        if base is None and moment.value in _DAY_BACK and span.text.endswith("earlier") and published:
            base = Moment("", start=published, grain="day")
        return moment if is_compared else _days_from(moment, base, published)
    if base is None or base.start is None:
        if not is_back or published is None:
            return moment
        base = Moment("", start=published, grain="day")
    if base.start is None:
        return moment
    if moment.value in {"+P0Y", "+P0M"} and base.grain in _WITHIN[moment.value[3]]:
        stretch = calendar.around(base.start, moment.value[3])
        return replace(moment, value=stretch.value, start=stretch.start, end=stretch.end, grain=stretch.grain)
    if match := _OFFSET.fullmatch(moment.value):
        count, unit = int(match[2]) * (-1 if match[1] == "-" else 1), match[3]
        if unit == "M" and "quarter" in span.text:
            unit, count = "Q", int(count / 3)
        if unit == "M" and base.grain not in {"day", "month"}:
            return moment
        return _moved(moment, base.start, unit, count)
    words = _WEEKDAY_OFFSET.search(span.text)
    if words and words[2].title() in WEEKDAYS and base.grain == "day":
        number = WEEKDAYS[words[2].title()]
        step = (number - base.start.isoweekday()) % 7 or 7
        day = base.start + timedelta(step)
        if words[1].lower() in {"previous", "preceding", "prior"}:
            day = base.start - timedelta((base.start.isoweekday() - number) % 7 or 7)
        stretch = calendar.day(day)
        return replace(moment, value=stretch.value, start=stretch.start, end=stretch.end, grain="day")
    return moment


def _moved(moment: Moment, base: Date, unit: str, count: int) -> Moment:
    try:
        stretch = calendar.around(calendar.moved(base, unit, count), unit)
    except (OverflowError, ValueError):
        return moment
    return replace(moment, value=stretch.value, start=stretch.start, end=stretch.end, grain=stretch.grain)


def _days_from(moment: Moment, base: Moment | None, published: Date | None) -> Moment:
    """Such as "the next day", "two days later", "later in the day": by a day told just before."""
    span, match = moment.span, _OFFSET.fullmatch(moment.value)
    if span is None or match is None:
        return moment
    day = base.start if base and base.grain == "day" and "/" not in base.value else None
    if day is None and moment.value == "+P0D" and span.text.lower().endswith("the day"):
        day = published
    return _moved(moment, day, match[3], int(match[2]) * (-1 if match[1] == "-" else 1)) if day else moment
