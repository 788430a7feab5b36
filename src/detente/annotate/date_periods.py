"""Periods that count from another told before: quarters and years of accounts, and years told as before or after one.

News of business and trade compares one period with the same one of another year: "rose 5% in the third quarter from
$3 million a year ago", "the year-ago quarter", "the 1988 period", "the latest quarter". They are laid on the quarter
told last before them. A fiscal year is taken for the calendar year of its number: whose it is, is seldom told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Date
from datetime import timedelta

from ..records import Moment, Span
from . import date_calendar as calendar
from .date_absolute import previous, told
from .date_words import MONTH, MONTHS, WEEKDAYS, YEAR
from .numerals import ordinal

_FAR, _NEAR = 1500, 320
_WITHIN = {"Y": ("day", "month", "year", "season"), "M": ("day", "month")}
_ANCHORS = frozenset({"day", "month", "year", "season"})
_ORD = r"(?:(?P<o>first|second|third|fourth|final|[1-4](?:st|nd|rd|th))[ -])?"
_UNIT = rf"(?:fiscal[ -])?{_ORD}(?P<u>quarter|period|half)\b(?![ -]century)"
_AGO = re.compile(rf"(?:year[ -](?:ago|earlier)|a year (?:ago|earlier))\b(?! \w+ months)(?: {_UNIT})?", re.IGNORECASE)
_OF_YEAR = re.compile(rf"(?:(?P<y>{YEAR})|(?P<w>this|last|next) year)(?:['’]s)? {_UNIT}", re.IGNORECASE)
_LIKE = re.compile(
    rf"(?:same|comparable|corresponding|like) (?P<u>quarter|period)(?:,? (?:of|in|for))?"
    rf"(?: (?:(?P<y>{YEAR})|last year|the (?:previous|prior|preceding) year|the year before|a year (?:ago|earlier)))\b",
    re.IGNORECASE,
)
_LATEST = re.compile(
    r"(?:(?:latest|most recent|just-ended) (?:(?P<f>fiscal )?(?P<y>year)|(?P<u>quarter|period))|"
    r"(?P<c>current|this|last|next|previous|prior)? ?(?P<fiscal>fiscal[ -]year)(?! ?\d)|(?P<full>full) year)\b",
    re.IGNORECASE,
)
_FISCAL = re.compile(
    rf"(?:fiscal(?: year)? |FY ?)(?P<y>{YEAR}|(?<=FY)\d\d\b|(?<=FY )\d\d\b)(?:[-–/]\d\d(?:\d\d)?\b)?", re.IGNORECASE
)
_THE = re.compile(
    rf"(?P<u>quarter|year|period)(?P<end>,? (?:that |which )?(?:end(?:ed|ing|s)|to|through) (?:in )?"
    rf"(?:(?P<m>{MONTH})|(?P<t>yesterday|today)))?(?![\w-]| (?:of|after|before|ago|earlier|later)\b)",
    re.IGNORECASE,
)
_QUARTER = re.compile(r"(\d{4})-Q(\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-\d\d)?")
_COMPARES = re.compile(
    r"[$%£€¥]|\b(?:percent|million|billion|cents|from|than|compared|versus|net|profit|loss|earnings|sales|revenue)\b"
)
_SENTENCE = re.compile(r"[.?!]\s+[\"“]?(?=[A-Z])")
_ENDED = re.compile(r",? (?:that |which )?ended\b")
_OFFSET = re.compile(r"([+-])P(\d+)([YMQ])")
_WEEKDAY_OFFSET = re.compile(r"(previous|preceding|prior|following|next) (\w+day)$", re.IGNORECASE)
STARTS = frozenset(
    form
    for word in (
        "a year this last next same comparable corresponding like latest most just current previous prior fiscal full "
        "quarter period fy"
    ).split()
    for form in (word, word.capitalize(), word.upper())
)
STARTS |= {f"FY{n:02}" for n in range(100)} | {f"FY{n}" for n in range(1980, 2050)}


def _quarter_before(text: str, pos: int, found: list[Moment], published: Date | None) -> Moment | None:
    """The quarter told last before an offset that is over, if no longer period of accounts was told after it."""
    best: Moment | None = None
    for moment in reversed(found):
        if moment.span is None or pos - moment.span.end > _FAR:
            return best
        if moment.rule == "date.compared":
            continue
        if _QUARTER.fullmatch(moment.value):
            is_over = published is None or moment.end is None or moment.end <= published
            is_told = is_over or _ENDED.match(text, moment.span.end)
            if is_told and (best is None or moment.value > best.value):
                best = moment
        elif best is None and _is_account(text, moment):
            return moment
    return best


def _is_account(text: str, moment: Moment) -> bool:
    """Whether it is a longer period of accounts, such as "the year ended March 31", "the first nine months"."""
    if moment.value == "P1Y":
        return moment.rule == "date.accounts"
    span = moment.span
    return span is not None and moment.value in {"P9M", "P6M"} and text[span.end - 6 : span.end] == "months"


def _number(match: re.Match[str], base: Moment | None) -> int | None:
    """Which quarter an ordinal, or else the quarter told before, says."""
    if match.re.groupindex.get("o") and match["o"]:
        return 4 if match["o"].lower() == "final" else ordinal(match["o"])
    same = _QUARTER.fullmatch(base.value) if base else None
    return int(same[2]) if same else None


def _laid(text: str, start: int, end: int, match: re.Match[str], year: int, base: Moment | None) -> Moment | None:
    """A quarter or half of a year, by its ordinal or by the quarter told before; the year where neither says which."""
    unit, number = (match["u"] or "").lower(), _number(match, base)
    if unit == "half":
        return told(text, start, end, calendar.half(year, number), "date.compared") if number in {1, 2} else None
    if number in {1, 2, 3, 4}:
        return told(text, start, end, calendar.quarter(year, number or 1), "date.compared")
    return told(text, start, end, calendar.year(year), "date.compared") if unit == "period" else None


def _with_the(text: str, pos: int) -> int:
    return pos - 4 if text[max(0, pos - 4) : pos].lower() == "the " else pos


def period(text: str, pos: int, published: Date | None, found: list[Moment]) -> Moment | None:
    """Such as "a year ago", "the year-ago quarter", "the 1988 period", "this year's third quarter", "fiscal 1989".

    ``found`` are the moments before it. ``None`` where nothing of the kind begins at ``pos``, or where it says no more
    than other readers see ("a year ago" beside no quarter).
    """
    word = text[pos : pos + 2].lower()
    if word[0] == "f" and (match := _FISCAL.match(text, pos)):
        number = int(match["y"]) if len(match["y"]) == 4 else 2000 + int(match["y"])
        return told(text, pos, match.end(), calendar.year(number), "date.fiscal")
    if (word[0].isdigit() or word in {"th", "la", "ne"}) and (match := _OF_YEAR.match(text, pos)):
        return _of_year(text, pos, match, published, found)
    if published is None or word[0].isdigit():
        return None
    if word in {"a ", "ye"} and (match := _AGO.match(text, pos)):
        return _year_before(text, pos, match, published, found)
    if word in {"sa", "co", "li"} and (match := _LIKE.match(text, pos)):
        base = _quarter_before(text, pos, found, published)
        if base is None or base.start is None:
            return None
        number = int(match["y"]) if match["y"] else base.start.year - 1
        return _laid(text, _with_the(text, pos), match.end(), match, number, base)
    if word in {"qu", "ye", "pe"}:
        match = _THE.match(text, pos) if text[max(0, pos - 4) : pos].lower() == "the " else None
        return _plain(text, pos, match, published, found) if match else None
    match = _LATEST.match(text, pos) if word != "a " else None
    return _latest(text, pos, match, published, found) if match else None


def _of_year(text: str, pos: int, match: re.Match[str], published: Date | None, found: list[Moment]) -> Moment | None:
    base = _quarter_before(text, pos, found, published)
    if match["y"]:
        number = int(match["y"])
        if match["o"] is None and base is None and match["u"].lower() != "quarter":
            return None
    elif published is not None:
        number = published.year + {"last": -1, "this": 0, "next": 1}[match["w"].lower()]
    else:
        return None
    found_ = _laid(text, _with_the(text, pos), match.end(), match, number, base)
    is_ours = published is not None and number == published.year and match["o"]
    return replace(found_, rule="date.quarter") if found_ and is_ours else found_


def _year_before(text: str, pos: int, match: re.Match[str], published: Date, found: list[Moment]) -> Moment | None:
    """Such as "a year ago", beside figures: the period told before, one year back."""
    base = _quarter_before(text, pos, found, published)
    start = _with_the(text, pos) if match["u"] else pos
    if match["o"]:
        year_ = base.start.year if base and base.start else published.year
        return _laid(text, start, match.end(), match, year_ - 1, base)
    is_bare = match[0][:2].lower() == "a "
    left = text[max(0, pos - 200) : pos]
    sentence = _SENTENCE.split(left)[-1] or text[match.end() : match.end() + 80]
    if is_bare and not match["u"] and not _COMPARES.search(sentence):
        return None
    quarter = _QUARTER.fullmatch(base.value) if base else None
    if quarter:
        stretch = calendar.quarter(int(quarter[1]) - 1, int(quarter[2]))
    elif base is None and is_bare and (month := _month_in(sentence, found, pos)):
        stretch = calendar.month(month[0] - 1, month[1])
    elif is_bare and base is None:
        return None
    else:
        stretch = calendar.year(published.year - 1)
    return told(text, start, match.end(), stretch, "date.compared")


def _month_in(sentence: str, found: list[Moment], pos: int) -> tuple[int, int] | None:
    """The month told in the sentence before ``pos``, where figures are compared with those of "a year ago"."""
    last = found[-1] if found else None
    if last is None or last.span is None or last.grain != "month" or pos - last.span.end > len(sentence):
        return None
    match = _MONTH.fullmatch(last.value)
    return (int(match[1]), int(match[2])) if match else None


def _latest(text: str, pos: int, match: re.Match[str], published: Date, found: list[Moment]) -> Moment | None:
    """Such as "the latest quarter", "the current fiscal year", "the full year"."""
    base = _quarter_before(text, pos, found, published)
    start, end = _with_the(text, pos), match.end()
    if match["u"]:
        quarter = _QUARTER.fullmatch(base.value) if base else None
        if quarter:
            stretch = calendar.quarter(int(quarter[1]), int(quarter[2]))
        elif base is not None or match["u"].lower() == "period":
            return None
        else:
            stretch = calendar.around(calendar.moved(published, "Q", -1), "Q")
        return told(text, start, end, stretch, "date.quarter")
    if match["full"]:
        if start == pos:
            return None
        year_ = base.start.year if base and base.start else published.year
    elif match["y"]:
        year_ = published.year - 1
    else:
        way = (match["c"] or "").lower()
        if not way and start == pos:
            return None
        year_ = published.year + {"last": -1, "previous": -1, "prior": -1, "next": 1}.get(way, 0)
    return told(text, start, end, calendar.year(year_), "date.fiscal")


def _plain(text: str, pos: int, match: re.Match[str], published: Date, found: list[Moment]) -> Moment | None:
    """Such as "the quarter", "the year ended March 31", "for the year"."""
    start, end = _with_the(text, pos), match.start("u") + len(match["u"])
    if start == pos:
        return None
    unit, base = match["u"].lower(), _quarter_before(text, pos, found, published)
    if unit == "year":
        if match["end"]:
            return Moment("P1Y", "DURATION", span=Span.of(text, start, end), rule="date.accounts")
        if previous(text, start) != "for" or not _COMPARES.search(text, max(0, pos - 200), pos + 120):
            return None
        year_ = base.start.year if base and base.start else published.year
        return told(text, start, end, calendar.year(year_), "date.fiscal")
    if unit == "quarter" and match["m"]:
        month = MONTHS[match["m"].rstrip(".")]
        year_ = published.year - (month > published.month)
        return told(text, start, end, calendar.quarter(year_, (month + 2) // 3), "date.quarter")
    quarter = _QUARTER.fullmatch(base.value) if base and base.rule != "date.accounts" else None
    if quarter is None or unit != "quarter" or previous(text, start) not in {"in", "for", "during", "of", "throughout"}:
        return None
    return told(text, start, end, calendar.quarter(int(quarter[1]), int(quarter[2])), "date.quarter")


def at_clock(text: str, moment: Moment, found: list[Moment], published: Date | None) -> Moment:
    """A time of day without a day, laid on the day told in its sentence, or else on the day of publication."""
    last = found[-1] if found else None
    span = moment.span
    if published is None or span is None or not moment.value.startswith("XXXX-XX-XXT"):
        return moment
    day = published
    if last and last.span and not _SENTENCE.search(text, last.span.end, span.start):
        if last.kind == "SET":
            return moment
        if last.grain == "day" and last.start is not None and last.kind in {"DATE", "TIME"} and "/" not in last.value:
            day = last.start
    stretch = calendar.day(day)
    value = stretch.value + moment.value[10:]
    return replace(moment, value=value, start=stretch.start, end=stretch.end, grain="day")


def from_told(text: str, moment: Moment, found: list[Moment]) -> Moment:
    """A number of months or years before or after, or a weekday before or after, laid on what was told just before.

    "In May 1995 they met; the following year they parted" is 1996. Days and weeks ("a day later") stay unresolved:
    which act they count from is the coder's to say.
    """
    span, base = moment.span, _told_near(text, moment, found)
    if span is None or base is None or base.start is None or moment.rule != "date.offset":
        return moment
    if moment.value in {"+P0Y", "+P0M"} and base.grain in _WITHIN[moment.value[3]]:
        stretch = calendar.around(base.start, moment.value[3])
        return replace(moment, value=stretch.value, start=stretch.start, end=stretch.end, grain=stretch.grain)
    if match := _OFFSET.fullmatch(moment.value):
        count = int(match[2]) * (-1 if match[1] == "-" else 1)
        try:
            stretch = calendar.around(calendar.moved(base.start, match[3], count), match[3])
        except (OverflowError, ValueError):
            return moment
        if match[3] == "M" and base.grain not in {"day", "month"}:
            return moment
        return replace(moment, value=stretch.value, start=stretch.start, end=stretch.end, grain=stretch.grain)
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


def _told_near(text: str, moment: Moment, found: list[Moment]) -> Moment | None:
    """The last moment before, in this sentence or the one before, that lies on the calendar."""
    if moment.span is None:
        return None
    for last in reversed(found):
        if last.span is None or moment.span.start - last.span.end > _NEAR:
            return None
        if last.start is not None and last.kind in {"DATE", "TIME"} and last.grain in _ANCHORS:
            between = text[last.span.end : moment.span.start]
            return last if len(_SENTENCE.findall(between)) <= 1 else None
    return None
