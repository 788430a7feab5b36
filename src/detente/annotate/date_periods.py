"""Periods of accounts that count from another told before: "the year-ago quarter", "the latest period".

News of business and trade compares one period with the same one of another year: "rose 5% in the third quarter from
$3 million a year ago", "the year-ago quarter", "the 1988 period", "the latest quarter". They are laid on the quarter
told last before them. A fiscal year is taken for the calendar year of its number: whose it is, is seldom told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Date

from ..records import Moment, Span
from . import date_calendar as calendar
from . import date_quarters as quarters
from .date_absolute import previous, told
from .date_told import told_near
from .date_words import MONTH, MONTHS, WEEKDAY, YEAR
from .numerals import ordinal

_FAR = 1500
_ORD = r"(?:(?P<o>first|second|third|fourth|final|[1-4](?:st|nd|rd|th))[ -])?"
_UNIT = rf"(?:fiscal[ -])?{_ORD}(?P<u>quarter|period|half|month)\b(?![ -]century)"
_AGO = re.compile(rf"(?:year[ -](?:ago|earlier)|a year (?:ago|earlier))\b(?! \w+ months)(?: {_UNIT})?", re.IGNORECASE)
_OF_YEAR = re.compile(rf"(?:(?P<y>{YEAR})|(?P<w>this|last|next) year)(?:['’]s)? {_UNIT}", re.IGNORECASE)
_LIKE = re.compile(
    rf"(?:same|comparable|corresponding|like) (?:(?P<y2>{YEAR}) )?(?P<u>quarter|period|month)(?:,? (?:of|in|for))?"
    rf"(?:(?(y2)|(?!))| (?:(?P<y>{YEAR})|last year|the (?:previous|prior|preceding) year|the year before|"
    r"a year (?:ago|earlier)))\b",
    re.IGNORECASE,
)
_LATEST = re.compile(
    r"(?:(?:latest|most recent|just-ended) (?:(?P<f>fiscal )?(?P<y>year)|(?P<u>quarter|period))|"
    r"(?P<c>current|this|last|next|previous|prior)? ?(?P<fiscal>fiscal[ -]year)(?! ?\d)|"
    r"(?P<full>full|entire|whole) year(?: (?P<y1>[12]\d{3}))?)\b",
    re.IGNORECASE,
)
_FISCAL = re.compile(
    rf"(?P<all>(?:fiscal(?:[ -]year)? |FY ?)(?P<y>{YEAR}|(?<=FY)\d\d\b|(?<=FY )\d\d\b)(?:[-–/]\d\d(?:\d\d)?\b)?)"
    rf"(?:(?:['’]s)? (?P<o>first|second|third|fourth|final)[ -]quarter\b)?",
    re.IGNORECASE,
)
_FISCAL_LEAD = re.compile(r"fiscal[- ](?=\w+[ -](?:quarter|half)\b)", re.IGNORECASE)
_THE = re.compile(
    rf"(?P<u>quarter|year|period|month|week)(?P<end>,? (?:that |which )?(?:end(?:ed|ing|s)|to|through) (?:in |on )?"
    rf"(?:(?P<m>{MONTH})|(?P<t>yesterday|today|{WEEKDAY})))?(?![\w-]| (?:of|after|before|ago|earlier|later)\b)",
    re.IGNORECASE,
)
_QUARTER = re.compile(r"(\d{4})-Q(\d)")
_UNNUMBERED = re.compile(r"\d{4}-QX")
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-\d\d)?")
_COMPARES = re.compile(
    r"[$%£€¥]|\b(?:percent|million|billion|cents|from|than|compared|versus|net|profit|loss|earnings|sales|revenue)\b"
)
_REPORTS = re.compile(r"\b(?:reported|posted|earned|fell|rose|dropped|jumped|plunged|climbed|declined|soared|swung)\b")
_AHEAD = re.compile(
    r"\b(?:will|would|may|might|could|should|must|due|expect\w*|estimate\w*|forecasts?|predict\w*|likely|sees?)\b"
)
_SENTENCE = re.compile(r"[.?!]\s+[\"“]?(?=[A-Z])")
_ENDED = re.compile(r",? (?:that |which )?ended\b")
STARTS = frozenset(
    form
    for word in (
        "a year this last next same comparable corresponding like latest most just current previous prior fiscal full "
        "quarter period month week fy entire whole"
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
            if moment.rule == "date.fiscal_quarter":  # another calendar than that of the quarters beside it
                return best or moment
            is_told = is_over or _ENDED.match(text, moment.span.end) or _is_reported(text, moment)
            if is_told and (best is None or moment.value > best.value):
                best = moment
        elif best is None and _is_account(text, moment):
            return moment
    return best


def _is_reported(text: str, moment: Moment) -> bool:
    """Whether the results of a quarter are told, though it is not over on the calendar: an account's own quarter."""
    span = moment.span
    if span is None or moment.rule != "date.quarter":
        return False
    start = max(0, span.start - 120)
    left = _SENTENCE.split(text[start : span.start])[-1]
    right = _SENTENCE.split(text[span.end : span.end + 60])[0]
    return _REPORTS.search(left + "|" + right) is not None and not _AHEAD.search(left + "|" + right)


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
    if unit == "month":
        return None
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
    if word[0] == "f" and (found_ := _fiscal(text, pos, published)):
        return found_
    if (word[0].isdigit() or word in {"th", "la", "ne"}) and (match := _OF_YEAR.match(text, pos)):
        return _of_year(text, pos, match, published, found)
    if published is None or word[0].isdigit():
        return None
    if word in {"a ", "ye"} and (match := _AGO.match(text, pos)):
        return _year_before(text, pos, match, published, found)
    if word in {"sa", "co", "li"} and (match := _LIKE.match(text, pos)):
        year_ = match["y"] or match["y2"]
        if match["u"].lower() == "month":
            return _like_month(text, pos, match, found)
        base = _quarter_before(text, pos, found, published)
        if base is None or base.start is None:
            return None
        number = int(year_) if year_ else base.start.year - 1
        return _laid(text, _with_the(text, pos), match.end(), match, number, base)
    if word in {"qu", "ye", "pe", "mo", "we"}:
        match = _THE.match(text, pos) if text[max(0, pos - 4) : pos].lower() == "the " else None
        return _plain(text, pos, match, published, found) if match else None
    match = _LATEST.match(text, pos) if word != "a " else None
    return _latest(text, pos, match, published, found) if match else None


def _fiscal(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "fiscal 1989", "FY2021", "fiscal 1989 third quarter", "fiscal first quarter"."""
    if match := _FISCAL.match(text, pos):
        number = int(match["y"]) if len(match["y"]) == 4 else 2000 + int(match["y"])
        if match["o"]:
            stretch = calendar.quarter(number, 4 if match["o"].lower() == "final" else ordinal(match["o"]))
            return told(text, pos, match.end(), stretch, "date.fiscal_quarter")
        return told(text, pos, match.end("all"), calendar.year(number), "date.fiscal")
    match = _FISCAL_LEAD.match(text, pos)
    found = quarters.quarter(text, match.end(), published) if match else None
    if found is None or found.span is None:
        return None
    return replace(found, span=Span.of(text, pos, found.span.end), rule="date.fiscal_quarter")


def _like_month(text: str, pos: int, match: re.Match[str], found: list[Moment]) -> Moment | None:
    """Such as "the same month last year": a month told just before, one year back."""
    base = told_near(text, pos, found)
    if base is None or base.start is None or base.grain not in {"month", "day"}:
        return None
    stretch = calendar.month(int(match["y"] or match["y2"] or base.start.year - 1), base.start.month)
    return told(text, _with_the(text, pos), match.end(), stretch, "date.compared")


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
    if match["u"] and match["u"].lower() == "month":
        near = told_near(text, pos, found)
        if near is None or near.start is None or near.grain not in {"month", "day"}:
            return None
        stretch = calendar.month(near.start.year - 1, near.start.month)
        return told(text, start, match.end(), stretch, "date.compared")
    if match["o"]:
        year_ = base.start.year if base and base.start else published.year
        return _laid(text, start, match.end(), match, year_ - 1, base)
    is_bare = match[0][:2].lower() == "a "
    left = text[max(0, pos - 200) : pos]
    sentence = _SENTENCE.split(left)[-1] or text[match.end() : match.end() + 80]
    if is_bare and not match["u"] and not _COMPARES.search(sentence):
        return None
    quarter, own = _QUARTER.fullmatch(base.value) if base else None, _unnumbered(found, base)
    if is_bare and not match["u"] and (month := _month_in(sentence, found, pos)):
        stretch = calendar.month(month[0] - 1, month[1])
    elif is_bare and not match["u"] and own and own.start and own.end:
        back = own.start.replace(year=own.start.year - 1), own.end.replace(year=own.end.year - 1)
        stretch = calendar.Stretch(f"{int(own.value[:4]) - 1}-QX", "quarter", *back)
    elif quarter:
        stretch = calendar.quarter(int(quarter[1]) - 1, int(quarter[2]))
    elif is_bare and base is None:
        return None
    elif base is None and match["u"] and match["u"].lower() == "quarter":
        stretch = calendar.around(calendar.moved(published, "Q", -5), "Q")
    else:
        stretch = calendar.year(published.year - 1)
    return told(text, start, match.end(), stretch, "date.compared")


def _month_in(sentence: str, found: list[Moment], pos: int) -> tuple[int, int] | None:
    """The month told first in the sentence before ``pos``, where figures are compared with those of "a year ago"."""
    first = None
    for moment in reversed(found):
        if moment.span is None or pos - moment.span.end > len(sentence) or moment.grain != "month":
            break
        if moment.rule == "date.offset":  # "a month earlier and a year earlier"
            continue
        first = _MONTH.fullmatch(moment.value) or first
    return (int(first[1]), int(first[2])) if first else None


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
        year_ = int(match["y1"]) if match["y1"] else year_
    elif match["y"]:
        year_ = published.year - 1
    else:
        way = (match["c"] or "").lower()
        if not way and start == pos:
            return None
        if not way and _ENDED.match(text, end):
            return Moment("P1Y", "DURATION", span=Span.of(text, start, end), rule="date.accounts")
        year_ = published.year + {"last": -1, "previous": -1, "prior": -1, "next": 1}.get(way, 0)
    return told(text, start, end, calendar.year(year_), "date.fiscal")


def _plain(text: str, pos: int, match: re.Match[str], published: Date, found: list[Moment]) -> Moment | None:
    """Such as "the quarter", "the year ended March 31", "the week ended Friday", "for the year"."""
    start, end = _with_the(text, pos), match.start("u") + len(match["u"])
    if start == pos:
        return None
    unit, base = match["u"].lower(), _quarter_before(text, pos, found, published)
    if unit in {"month", "week"}:
        value = f"P1{unit[0].upper()}"
        is_told = match["end"] is not None
        return Moment(value, "DURATION", span=Span.of(text, start, end), rule="date.accounts") if is_told else None
    if unit == "year":
        if match["end"]:
            return Moment("P1Y", "DURATION", span=Span.of(text, start, end), rule="date.accounts")
        if previous(text, start) != "for" or not _COMPARES.search(text, max(0, pos - 200), pos + 120):
            return None
        year_ = base.start.year if base and base.start else published.year
        return told(text, start, end, calendar.year(year_), "date.fiscal")
    if unit == "quarter" and match["m"] and base and base.rule == "date.fiscal_quarter" and base.start:
        return _ended_in(text, start, end, base, MONTHS[match["m"].rstrip(".")], published)
    if unit == "quarter" and match["m"]:
        month = MONTHS[match["m"].rstrip(".")]
        year_ = published.year - (month > published.month)
        if "ending" in match["end"] and (month - published.month) % 12 < 6:  # the one that goes on
            year_ = published.year + (month < published.month)
        return told(text, start, end, calendar.quarter(year_, (month + 2) // 3), "date.quarter")
    quarter = _QUARTER.fullmatch(base.value) if base and base.rule != "date.accounts" else None
    if quarter is None or previous(text, start) not in {"in", "for", "during", "of", "throughout"}:
        return None
    if own := _unnumbered(found, base):
        return replace(own, span=Span.of(text, start, end))
    return told(text, start, end, calendar.quarter(int(quarter[1]), int(quarter[2])), "date.quarter")


def _ended_in(text: str, start: int, end: int, base: Moment, month: int, published: Date) -> Moment:
    """The quarter told before as a fiscal one, now by its last month: without a number where the calendar's differs."""
    if not base.start or base.value.endswith(f"Q{(month + 2) // 3}"):
        return replace(base, span=Span.of(text, start, end), directed=True, other=None)
    year_ = published.year - (month > published.month)
    first = calendar.month(year_ - (month < 3), (month - 3) % 12 + 1)
    stretch = calendar.Stretch(f"{base.start.year}-QX", "quarter", first.start, calendar.month(year_, month).end)
    return told(text, start, end, stretch, "date.fiscal_quarter")


def _unnumbered(found: list[Moment], base: Moment | None) -> Moment | None:
    """The account's own quarter that was told again, by its last month, after the fiscal quarter ``base``."""
    if base is None or base.rule != "date.fiscal_quarter":
        return None
    after = found[found.index(base) :]
    return next((m for m in reversed(after) if m.rule == base.rule and _UNNUMBERED.fullmatch(m.value)), None)


def at_clock(text: str, moment: Moment, found: list[Moment], published: Date | None) -> Moment:
    """A time of day without a day: of the day told in its sentence, of a past one told before, or of publication."""
    last = found[-1] if found else None
    span = moment.span
    if published is None or span is None or not moment.value.startswith("XXXX-XX-XXT"):
        return moment
    near = told_near(text, span.start, found)
    day = published
    if near and near.start and near.grain == "day" and near.start < published and "/" not in near.value:
        is_ahead = _AHEAD.search(_SENTENCE.split(text[max(0, span.start - 120) : span.start])[-1])
        day = published if is_ahead else near.start
    if last and last.span and not _SENTENCE.search(text, last.span.end, span.start):
        if last.kind == "SET":
            return moment
        if last.grain == "day" and last.start is not None and last.kind in {"DATE", "TIME"} and "/" not in last.value:
            day = last.start
    stretch = calendar.day(day)
    value = stretch.value + moment.value[10:]
    return replace(moment, value=value, start=stretch.start, end=stretch.end, grain="day")
