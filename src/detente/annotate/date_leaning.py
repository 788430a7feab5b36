"""Expressions that lean on a day told before: "that night", "in the morning", "the year before", "for the week".

A part of a day is laid on the day told just before it, else on the day of publication; "the next morning" is of the
day after. A week, month or year with "the" is the one told just before, else that of publication. "The day before" is
an offset (``date.offset``) whose day the coder finds.
"""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import timedelta

from ..records import Moment, Span
from . import date_calendar as calendar
from .date_absolute import day_first, month_first, previous, told, unresolved, weekday
from .date_told import told_near
from .date_words import DAYPART, DAYPARTS, WEEKDAY, WORDS, amount, unit_value

_PARTS = rf"(?P<p>{DAYPART})(?!\w|-\w)"
_OF_DAY = re.compile(rf"{_PARTS} of (?:the )?(?=\w)", re.IGNORECASE)
_PART = re.compile(rf"{_PARTS}(?! (?:of|before|after)\b)", re.IGNORECASE)
_WAY = re.compile(r"\b(?:(?P<that>that)|the(?: (?P<way>next|following|same|previous))?) $", re.IGNORECASE)
_STEPS = {"next": 1, "following": 1, "previous": -1, "same": 0, "that": 0, "": 0}
_WITHIN_DAY = frozenset("in by during into until till through throughout since".split())
_BESIDE = re.compile(
    r"(?P<u>day|week|month|year|quarter) (?P<w>before|after)"
    r"(?: (?P<twice>last|next)\b|(?=[,.;:)”\"]|$| (?:and|but)\b))",
    re.IGNORECASE,
)
_THE_UNIT = re.compile(
    r"(?P<u>day|week|month|year|decade|century)(?P<s>['’]s (?=[a-z])|"
    r"\b(?!['’-]|,? (?:of|to|to-date|end\w*|when|that|which|in|since|before|after|ago|earlier|later|ahead|through|"
    r"begin\w*|start\w*|long|round|old|\d+)\b))",
    re.IGNORECASE,
)  # fmt: skip
_OF_THE_YEAR = re.compile(r"\b(?:person|man|woman|player|team|album|song|film|book|word|time) of the $", re.IGNORECASE)
_LONG = re.compile(
    r"(?P<u>(?:hour|day|week|month|year|decade|centurie)s?|century)(?:-?long|(?P<old>-old))\b", re.IGNORECASE
)
_THIS = re.compile(r"\bthis (year|month|week|quarter)\b[^.?!;]*\b(?:and|as|than|from|or) $", re.IGNORECASE)
_BARE_LAST = re.compile(r"last(?=[,.;:)]|$| (?:in|and|but|for|with)\b)")
_ENDS = re.compile(r"(?:[,.;)]|$| (?:and|but|to|when|as|with|begins|starts)\b)")
_EARLIER = re.compile(r"\b(?:earlier|later|early|late) in the $", re.IGNORECASE)
_LEADS = {
    "day": {"for", "during", "throughout"},
    "week": {"for", "during", "throughout"},
    "month": {"for", "during", "in", "throughout"},
    "year": {"during", "throughout", "through", "of"},
    "decade": {"during", "of"},
    "century": {"during", "of"},
}
_ALL = re.compile(r"all (?P<u>day|week|month|year|summer|winter)\b(?: long\b)?", re.IGNORECASE)
_COMING = re.compile(
    r"(?P<u>days|weeks|months|years|decades) (?:ahead|to come|since|before|after|following|that followed)\b",
    re.IGNORECASE,
)
_lengths = "|".join(re.escape(w) for w in sorted(WORDS["length"], key=lambda w: (-len(w), w)))
_LENGTH = re.compile(rf"(?<=\bfor )(?:{_lengths})$", re.IGNORECASE)
_OVERNIGHT = re.compile(
    rf"overnight\b(?!-| (?:{WEEKDAY}|on|into|to|from|by|until|call|rates?|deposits?|funds?|loans?|money|repo)\b)",
    re.IGNORECASE,
)
_WORDS = (
    "hour day week month year quarter decade century all hours days weeks months years decades centuries overnight "
    "other while time last hourlong daylong weeklong monthlong yearlong"
).split()
STARTS = frozenset(form for word in (*_WORDS, *DAYPARTS) for form in (word, word.capitalize()))


def leaning(text: str, pos: int, published: Date | None, found: list[Moment]) -> Moment | None:
    """The expression of this kind that begins at ``pos``, or ``None``; ``found`` are the moments before it."""
    the = text[max(0, pos - 4) : pos].lower() == "the "
    letter = text[pos].lower()
    if letter == "l":
        return _last(text, pos, published)
    if letter == "o":
        if the and text.startswith("other day", pos) and not text[pos + 9 : pos + 10].isalpha():
            return unresolved(text, pos - 4, pos + 9, "PAST_REF", "date.vague")
        return _overnight(text, pos, published, found)
    if letter == "a" and (match := _ALL.match(text, pos)):
        unit = match["u"].lower()
        return _length(text, pos, match.end(), "P3M" if unit in {"summer", "winter"} else amount(1, unit_value(unit)))
    if letter == "t" or text.startswith("while", pos):
        end = pos + 4 + (letter == "w")
        match = _LENGTH.search(text, max(0, pos - 16), end)
        return _length(text, match.start(), end, WORDS["length"][match[0].lower()]) if match else None
    if match := _LONG.match(text, pos):
        unit = match["u"].lower()
        many = None if unit[-1] == "s" else 1
        if text[pos - 1 : pos] == "-" or (match["old"] and many):
            return None
        return _length(text, pos, match.end(), amount(many, unit_value(unit)))
    if letter == "y" and text[max(0, pos - 8) : pos].lower() == "the new " and published and _ENDS.match(text, pos + 4):
        year = published.year + (published.month > 2 and previous(text, pos - 8) != "since")
        return told(text, pos - 8, pos + 4, calendar.year(year), "date.unit")
    if the and (match := _COMING.match(text, pos)) and previous(text, pos - 4) in {"in", "over", "during"}:
        return _length(text, pos - 4, match.end(), amount(None, unit_value(match["u"])))
    if the and (match := _BESIDE.match(text, pos)):
        return _beside(text, pos, match, published)
    if the and (match := _THE_UNIT.match(text, pos)):
        return _unit(text, pos, match, published, found)
    if the and (match := _OF_DAY.match(text, pos)) and (moment := _of_day(text, pos, match, published)):
        return moment
    match = _PART.match(text, pos)
    return _part(text, pos, match, published, found) if match else None


def _last(text: str, pos: int, published: Date | None) -> Moment | None:
    """The "last" of "higher this year than last"."""
    unit = _THIS.search(text, max(0, pos - 90), pos)
    if published is None or unit is None or not _BARE_LAST.match(text, pos):
        return None
    letter = unit[1][0].upper()
    return told(text, pos, pos + 4, calendar.around(calendar.moved(published, letter, -1), letter), "date.unit")


def _length(text: str, start: int, end: int, value: str) -> Moment:
    return Moment(value, "DURATION", span=Span.of(text, start, end), rule="date.duration")


def _overnight(text: str, pos: int, published: Date | None, found: list[Moment]) -> Moment | None:
    """The night before the day told, else before publication: its day is not sure, so it has no ``start``."""
    match = _OVERNIGHT.match(text, pos)
    if not match or published is None:
        return None
    base = told_near(text, pos, found)
    day = base.start if base and base.start and base.grain == "day" and "/" not in base.value else published
    value = f"{(day - timedelta(1)).isoformat()}TNI"
    return Moment(value, "TIME", span=Span.of(text, pos, match.end()), rule="date.vague")


def _beside(text: str, pos: int, match: re.Match[str], published: Date | None) -> Moment | None:
    """Such as "the day before", "the year after", "the week before last"."""
    unit, sign = unit_value(match["u"]), -1 if match["w"].lower() == "before" else 1
    if match["twice"]:
        if published is None or (match["twice"].lower() == "last") != (sign < 0):
            return None
        then = calendar.moved(published, unit[-1], 2 * sign)
        return told(text, pos - 4, match.end(), calendar.around(then, unit[-1]), "date.unit")
    value = ("-" if sign < 0 else "+") + amount(1, unit)
    grains = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}
    return unresolved(text, pos - 4, match.end(), value, "date.offset", grains[unit[-1]])


def _unit(
    text: str, pos: int, match: re.Match[str], published: Date | None, found: list[Moment]
) -> Moment | None:  # fmt: skip
    """Such as "for the week", "the year's best": the one told just before, else that of publication."""
    unit = match["u"]
    is_title = unit[0].isupper() or _OF_THE_YEAR.search(text, max(0, pos - 24), pos)
    if published is None or is_title or (not match["s"] and previous(text, pos - 4) not in _LEADS[unit]):
        return None
    day, base = published, told_near(text, pos, found)
    if unit == "day":
        day = base.start if base and base.start and base.grain == "day" and "/" not in base.value else day
    elif unit == "week":
        day -= timedelta(published.isoweekday() == 1)  # a Monday's paper looks back on the week before
    elif (
        base is not None and base.start is not None and (base.grain == unit or (base.grain, unit) == ("month", "year"))
    ):
        day = base.start
    elif unit == "month" and not match["s"]:
        return None
    if unit == "decade":
        stretch = calendar.decade(published.year // 10 * 10)
    elif unit == "century":
        stretch = calendar.century(published.year // 100 + 1)
    else:
        stretch = calendar.around(day, unit[0].upper())
    return told(text, pos - 4, match.start("u") + len(unit), stretch, "date.unit")


def _of_day(text: str, pos: int, match: re.Match[str], published: Date | None) -> Moment | None:
    """Such as "the night of February 12"."""
    for reader in (month_first, day_first, weekday):
        day = reader(text, match.end(), published)
        if day and day.span and day.grain == "day" and day.kind == "DATE" and "/" not in day.value:
            code = f"T{DAYPARTS[match['p'].lower()]}"
            other = f"{day.other}{code}" if day.other else None
            span = Span.of(text, pos - 4, day.span.end)
            return Moment(day.value + code, "TIME", day.start, day.end, "day", span, day.rule, day.directed, other)
    return None


def _part(text: str, pos: int, match: re.Match[str], published: Date | None, found: list[Moment]) -> Moment | None:
    """Such as "in the morning", "that night", "the next morning"."""
    lead = _WAY.search(text, max(0, pos - 16), pos)
    if not lead:
        return None
    way = "that" if lead["that"] else (lead["way"] or "").lower()
    if match["p"][0].isupper() or (not way and previous(text, pos - 4) not in _WITHIN_DAY):
        return None
    base = told_near(text, pos, found)
    day = base.start if base and base.grain == "day" else None
    if day is None:
        if way or published is None or not _EARLIER.search(text, max(0, pos - 14), pos):
            return None
        day = published
    stretch = calendar.day(day + timedelta(_STEPS[way]))
    value, span = f"{stretch.value}T{DAYPARTS[match['p'].lower()]}", Span.of(text, lead.start(), match.end())
    return Moment(value, "TIME", stretch.start, stretch.end, "day", span, "date.daypart")
