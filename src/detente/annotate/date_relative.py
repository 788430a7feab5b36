"""Time expressions that count from some day: "yesterday", "two weeks ago", "last Friday", "every year", "recently".

Every reader takes the text, the offset where an expression may begin and the day of publication (``None``: unknown),
and gives the ``Moment`` that begins there, or ``None``. What counts from a day told before ("a day later", "the
following week") stays unresolved; its value is the signed period from that day (``+P1D``), and its rule
``date.offset``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Date
from datetime import timedelta

from ..records import Moment, Span
from . import date_calendar as calendar
from .date_absolute import either, month_first, previous, told, unresolved
from .date_vague import adjective
from .date_words import (
    BARE_MONTH,
    COUNT,
    DAYPART,
    DAYPARTS,
    LONG,
    MONTHS,
    SEASON,
    SEASONS,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    WORDS,
    amount,
    unit_value,
)  # fmt: skip
from .numerals import NUMBER, number

_NAME = re.compile(r"\b[A-Z]\w* $")  # of a paper or programme: "Zambia Today"
_DEICTIC = re.compile(rf"(?P<w>today|yesterday|tomorrow)\b(?: (?P<part>{DAYPART})\b)?", re.IGNORECASE)
_COUNT = re.compile(
    rf"(?P<n>{COUNT})[ -](?:{LONG} )?(?P<u>{UNIT})\b(?P<half> and a half)?(?P<old>[ -]olds?\b)?"
    r"(?P<tail>(?: or (?:so|two|more))? (?P<to>ago|earlier|later|before|after|from (?:now|today)|hence|prior)\b)?",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(r"[ -]and[ -](?:a|one)[ -]half$")
_PERSON = re.compile(r"[ -](?:baby|boy|girl|son|daughter|infant|child|children|man|woman|twins?|s\b)", re.IGNORECASE)
_AGED = re.compile(r"\baged [\w-]+ (?:to|and|or) $")
_WHOLE = re.compile(NUMBER, re.IGNORECASE)
_RANGE = re.compile(r"([\w-]+?)-?(?: (?:to|or) |–)")
_AFTER_A = re.compile(
    rf"another|an?[ -](?:few|couple|dozen|hundred|thousand|lakh|million|crore|billion|trillion|half|{LONG}|{UNIT})\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"(?P<dir>this (?:past|coming)|last|past|previous|preceding|prior|next|coming|upcoming|following|this|current|"
    rf"same|that|recent)"
    rf"[ -](?:(?P<n>{COUNT}) )?(?:(?:(?:business|trading|working) )?(?P<u>{UNIT})|(?i:(?P<we>weekend))|"
    rf"(?-i:(?P<w>{WEEKDAY}))(?: (?P<wp>{DAYPART}))?|"
    rf"(?-i:(?P<m>{BARE_MONTH}))|(?P<s>{SEASON})|(?P<p>{DAYPART}))(?!\w|-[A-Z])",
    re.IGNORECASE,
)
_SET = re.compile(
    rf"(?:every|each)(?: single)?(?: (?P<n>{COUNT}|other))? (?:(?P<u>{UNIT})|"
    rf"(?-i:(?P<w>{WEEKDAY}))(?: (?P<wp>{DAYPART}))?|(?-i:(?P<m>{BARE_MONTH}))|(?P<p>{DAYPART}))(?!\w)",
    re.IGNORECASE,
)
_AROUND = re.compile(r"day (before yesterday|after tomorrow)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:!?\n]")
_COMING = re.compile(r"\b(?:will|would|to|expected|due|scheduled|shall|plans?|begins?|starts?|is|are)\b|['’]ll\b")
_THAT = re.compile(rf"{UNIT}\b", re.IGNORECASE)
_OF_DATE = re.compile(rf" of (?:{BARE_MONTH}|[12]\d{{3}}\b|(?:the|last|this|next) (?:year|month|decade|century)\b)")
_STOP = re.compile(r"[,.;](?:\s|$)")
_PAST = {"last", "past", "previous", "this past"}
_NEXT = {"next", "coming", "upcoming", "this coming"}
_BEFORE_THAT = {"in", "on", "later", "by", "during", "of"}
_SMALL = {"a": 1.0, "an": 1.0, "another": 1.0, "couple": 2.0, "couple of": 2.0, "a couple": 2.0, "a couple of": 2.0}


def _count(text: str, half: bool = False) -> float | None:
    """The number that a count says, ``None`` where it is vague."""
    word = text.lower()
    more = 0.5 if half or _AND_A_HALF.search(word) else 0.0
    word = _AND_A_HALF.sub("", word)
    if word.endswith("dozen") and not word.startswith(("few", "a few", "several")):
        return 6.0 if "half" in word else 12.0
    if word.startswith("half a"):
        return 0.5
    if word in _SMALL:
        return _SMALL[word] + more
    try:
        return number(word) + more
    except ValueError:
        return None


def deictic(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "today", "yesterday morning", "tomorrow"."""
    match = _DEICTIC.match(text, pos)
    if match and match["w"] == "Today" and _NAME.search(text, max(0, pos - 20), pos):
        return None
    return _near_day(text, pos, match, int(WORDS["deictic"][match["w"].lower()]), published) if match else None


def _near_day(text: str, pos: int, match: re.Match[str], offset: int, published: Date | None) -> Moment:
    part = match.groupdict().get("part")
    code = f"T{DAYPARTS[part.lower()]}" if part else ""
    span, kind = Span.of(text, pos, match.end()), "TIME" if part else "DATE"
    if published is None:
        return Moment(f"XXXX-XX-XX{code}", kind, grain="day", span=span, rule="date.today")
    day = calendar.day(published + timedelta(offset))
    return Moment(day.value + code, kind, day.start, day.end, "day", span, "date.today")


def around(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "the day before yesterday", "the day after tomorrow"; begins at "day"."""
    match = _AROUND.match(text, pos)
    return _near_day(text, pos, match, -2 if match[1][0] in "bB" else 2, published) if match else None


def tonight(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "tonight"."""
    if text[pos : pos + 7].lower() != "tonight":
        return None
    value = f"{published.isoformat() if published else 'XXXX-XX-XX'}TNI"
    start, end = _ends(published) if published else (None, None)
    return Moment(value, "TIME", start, end, "day", Span.of(text, pos, pos + len("tonight")), "date.today")


def every(text: str, pos: int, published: Date | None) -> Moment | None:  # noqa: ARG001
    """Such as "every year", "every two weeks", "each Thursday"."""
    match = _SET.match(text, pos)
    if not match:
        return None
    if match["u"]:
        many = 2.0 if (match["n"] or "").lower() == "other" else _count(match["n"]) if match["n"] else 1.0
        value = amount(many, unit_value(match["u"]))
    elif match["w"]:
        value = f"XXXX-WXX-{WEEKDAYS[match['w']]}" + (f"T{DAYPARTS[match['wp'].lower()]}" if match["wp"] else "")
    elif match["m"]:
        value = f"XXXX-{MONTHS[match['m'].rstrip('.')]:02}"
    else:
        value = f"XXXX-XX-XXT{DAYPARTS[match['p'].lower()]}"
    return Moment(value, "SET", span=Span.of(text, pos, match.end()), rule="date.set")


def counted(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "two weeks ago", "a day later", "in three days", "for two years", "two-year"; ages are none."""
    if text[pos] in "aA" and not _AFTER_A.match(text, pos):
        return None
    match, least = _COUNT.match(text, pos), ""
    if not match and (lead := _RANGE.match(text, pos)) and _WHOLE.fullmatch(lead[1]):  # "two to three weeks"
        match, least = _COUNT.match(text, lead.end()), lead[1]
    if match and match["old"] and _is_thing(text, match):  # "the three-week-old strike"
        return Moment(
            amount(_count(match["n"]), unit_value(match["u"])),
            "DURATION",
            span=Span.of(text, pos, match.end("u")),
            rule="date.duration",
        )
    if not match or match["old"] or (text[pos - 1 : pos] in {"-", "–"} and text[max(0, pos - 2)].isdigit()):
        return None
    unit, to, before = unit_value(match["u"]), (match["to"] or "").lower(), previous(text, pos)
    plain, many = match["u"].lower(), _count(least or match["n"], bool(match["half"]))
    if (
        before == "aged"
        or _AGED.search(text, max(0, pos - 24), pos)
        or (unit[0] == "T" and match["u"][0].isupper() and text[pos].isdigit())
    ):  # "60 Minutes"
        return None
    if many is not None and many >= 200 and plain[-1] != "s" and text[match.end("n")] == " ":  # "1985 year"
        return None
    end, is_one = match.end(), match["n"].lower() in {"a", "an"}
    waits = before in {"for", "until", "till"} or _WAITS.search(text, max(0, pos - 30), pos)
    if (to in {"before", "after"} and waits) or (to and text.startswith(" than", end)):
        to, end = "", match.start("tail")
    if to in {"before", "after"} and unit[-1] in "MQY" and _CLAUSE_FOLLOWS.match(text, end):
        to, end = "", match.start("tail")
    if plain == "quarters" and many is None:
        return Moment("PXQ", "DURATION", span=Span.of(text, pos, end), rule="date.duration")
    if plain in {"second", "quarter", "quarters"} and (is_one or not to):
        return None
    if plain == "second" or (many is not None and many > 1 and plain[-1] != "s" and to and to != "ago"):
        return None
    value = amount(many, unit)
    if to == "ago" or to in {"from now", "from today", "hence"}:
        return _shifted(text, pos, end, many, unit, -1 if to == "ago" else 1, published)
    if to:
        sign = "+" if to in {"later", "after"} else "-"
        return unresolved(text, pos, end, sign + value, "date.offset", _GRAINS.get(unit, "unknown"))
    if to != (match["to"] or "").lower():
        return Moment(value, "DURATION", grain="unknown", span=Span.of(text, pos, end), rule="date.duration")
    if plain == "day" and match["n"].lower() == "one" and re.match(r" (?:last|this|next) ", text[end : end + 6]):
        return None
    if plain == "day" and match["n"].lower() == "one" and not to and before not in _FOR and _is_coming(text, pos):
        return unresolved(text, pos, end, "FUTURE_REF", "date.vague")
    if is_one and not match["half"]:
        return _single(text, pos, end, value, before)
    if before == "in" and unit in _GRAINS and _is_coming(text, pos):
        return _shifted(text, pos, end, many, unit, 1, published)
    return Moment(value, "DURATION", grain="unknown", span=Span.of(text, pos, end), rule="date.duration")


def _is_thing(text: str, match: re.Match[str]) -> bool:
    """Whether an age in hyphens is that of a thing: in days, weeks or months, but of no child."""
    hyphens = match["old"][0] == "-" and text[match.end("n")] == "-"
    return hyphens and unit_value(match["u"]) in {"D", "W", "M"} and not _PERSON.match(text, match.end("old"))


_WAITS = re.compile(r"\b(?:wait(?:ed|ing|s)?|t[oa]ke?n?s?|took|lasted|spent|stayed) (?:\w+ \w+ |\w+ )?$")
_CLAUSE_FOLLOWS = re.compile(r" (?!that\b|then\b)\w")
_GRAINS = {"D": "day", "W": "week", "2W": "week", "M": "month", "Q": "quarter", "Y": "year", "10Y": "decade",
           "100Y": "century"}  # fmt: skip
_FOR = frozenset(
    "for in within under after over than nearly about almost least takes by of last lasted at every".split()
)
_TAKES = frozenset("took take taken spent spend spends lasting lasted waited wait".split())
_OF_WHAT = re.compile(r" (?:of (?!the\b|this\b|last\b|next\b|each\b|every\b)[a-z]|into (?:the|a|his|her|its|their)\b)")
_RATE = re.compile(r"(?:\d|%|percent|dollars?|euros?|times|once|twice|illion|barrels?|tonnes|tons)$", re.IGNORECASE)


def _single(text: str, pos: int, end: int, value: str, before: str) -> Moment | None:
    """Such as "a year": a length after "for", "in" and the like, a rate after a number, else nothing."""
    span = Span.of(text, pos, end)
    is_rate = _RATE.search(text, max(0, pos - 16), max(0, pos - 1))
    if (
        before in _FOR | _TAKES
        or (_OF_WHAT.match(text, end) and not is_rate)
        or (before == "to" and previous(text, pos - 3) == "up")
    ):
        return Moment(value, "DURATION", span=span, rule="date.duration")
    if is_rate:
        return Moment(value, "SET", span=span, rule="date.set")
    return None


def _is_coming(text: str, pos: int) -> bool:
    """Whether the words before "in three days" in its clause look ahead."""
    left = text[max(0, pos - 120) : pos]
    return _COMING.search(_CLAUSE.split(left)[-1]) is not None and not re.search(
        r"\b(?:first|second|third|time|\w+est) (?:\w+ ){0,3}in $", left
    )


def _shifted(text: str, pos: int, end: int, many: float | None, unit: str, sign: int, published: Date | None) -> Moment:
    """So many units before or after publication, as the calendar unit that holds that day."""
    rule, vague_value = "date.ago" if sign < 0 else "date.in", "PAST_REF" if sign < 0 else "FUTURE_REF"
    if many is None or published is None:
        value = vague_value if many is None else ("-" if sign < 0 else "+") + amount(many, unit)
        return unresolved(text, pos, end, value, rule, _GRAINS.get(unit, "unknown"))
    if unit[0] == "T":
        return Moment(published.isoformat(), "TIME", *_ends(published), "day", Span.of(text, pos, end), rule)
    times, letter = int(unit[:-1] or 1), unit[-1]
    steps = many * times
    if steps != int(steps):  # "a year and a half ago"
        steps, letter = {"Y": (steps * 12, "M"), "M": (steps * 30, "D"), "W": (steps * 7, "D")}.get(
            letter, (steps, letter)
        )
    try:
        then = calendar.moved(published, letter, sign * round(steps))
        stretch = calendar.decade(then.year // 10 * 10) if unit == "10Y" else calendar.around(then, letter)
    except (OverflowError, ValueError):
        return unresolved(text, pos, end, vague_value, rule)
    return told(text, pos, end, stretch, rule)


def _ends(of: Date) -> tuple[Date, Date]:
    return of, of + timedelta(1)


def relative(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "last Friday", "next year", "this morning", "the past two weeks", "the following day", "recent years"."""
    if text.startswith(("that ", "That "), pos) and not _THAT.match(text, pos + 5):
        return None
    match = _RELATIVE.match(text, pos)
    if not match:
        return adjective(text, pos)
    if match["n"] and match["u"] and re.fullmatch(r"[12]\d{3}", match["n"]):  # "the same 1988 quarter"
        return None
    if match["u"] and match["dir"].istitle() and match["u"].istitle():  # the name of a book, a film, a party
        return None
    way, end = " ".join(match["dir"].lower().split()), match.end()
    has_the = previous(text, pos) == "the"
    if way == "last" and match["u"] and not match["n"] and _OF_DATE.match(text, end):  # "the last days of May"
        return None
    way = "next" if way in _NEXT and match["u"] and not has_the and way != "this coming" else way
    if way == "recent":
        if not match["u"] or not _is_plural(match["u"]):
            return None
        value = amount(None, unit_value(match["u"]))
        return Moment(value, "DURATION", span=Span.of(text, pos, end), rule="date.run")
    if way == "that" and (match["n"] or not match["u"]):
        return None
    is_lower = match["dir"] == "that"  # "That year they met" opens a sentence
    if is_lower and previous(text, pos) not in _BEFORE_THAT and not _STOP.match(text, end):
        return None
    bare = match["dir"].lower() if match["u"] and not match["n"] and _is_plural(match["u"]) else ""
    if not has_the and bare in {"coming", "past"}:
        return unresolved(text, pos, end, "FUTURE_REF" if bare == "coming" else "PAST_REF", "date.vague")
    if match["n"] or (match["u"] and _is_plural(match["u"])):
        return _run(text, pos, match, way, published) if match["u"] else None
    if match["u"]:
        return _unit(text, pos, match, way, has_the, published)
    if match["p"] and way not in {"this", "last"}:
        return None
    if way in {"same", "that", "following", "preceding", "prior", "current"} or (way == "previous" and has_the):
        return unresolved(text, pos, end, "+P0D" if way == "same" else "XXXX", "date.offset")
    day = month_first(text, match.start("m"), published) if match["m"] and way in {"last", "next"} else None
    if day and day.span and day.grain == "day" and day.other and day.start and "/" not in day.value:  # "next January 1"
        of = day.start if way == "last" else Date.fromisoformat(day.other)
        return told(text, pos, day.span.end, calendar.day(of), "date.named")
    if match["p"]:
        return _part(text, pos, match, way, published)
    return _named(text, pos, match, way, published)


def _is_plural(unit: str) -> bool:
    return unit.lower().endswith("s")


def _run(text: str, pos: int, match: re.Match[str], way: str, published: Date | None) -> Moment | None:
    """Such as "the past two weeks": a length, with the days that it covers."""
    many = _count(match["n"]) if match["n"] else None
    unit, span = unit_value(match["u"]), Span.of(text, pos, match.end())
    if way in {"this", "same", "current", "that"} and not match["n"]:
        return None
    start = end = None
    if many is not None and published and unit[0] != "T" and way in _PAST | _NEXT:
        letter, steps = unit[-1], round(many * int(unit[:-1] or 1))
        try:
            ends = sorted((published, calendar.moved(published, letter, steps if way in _NEXT else -steps)))
            start, end = ends[0], ends[1] + timedelta(1)
        except (OverflowError, ValueError):
            start = end = None
    return Moment(amount(many, unit), "DURATION", start, end, "unknown", span, "date.run")


def _unit(text: str, pos: int, match: re.Match[str], way: str, has_the: bool, published: Date | None) -> Moment | None:
    """Such as "last week", "this year", "the past year", "the following day"."""
    unit, end = unit_value(match["u"]), match.end()
    signs = {"following": "+", "next": "+", "previous": "-", "preceding": "-", "prior": "-"}
    anchored = (way in signs and has_the) or way in {"following", "preceding", "prior"}
    if way in {"same", "that"} or anchored:
        sign, many = signs.get(way, "+"), 0.0 if way in {"same", "that"} else 1.0
        return unresolved(text, pos, end, sign + amount(many, unit), "date.offset", _GRAINS.get(unit, "unknown"))
    if unit[0] == "T":
        return None
    if way in {"past", "this past", "coming", "this coming"} or (way == "last" and has_the):
        run = _RELATIVE.match(f"{way.removeprefix('this ')} 1 {match['u']}")
        found = _run(text, pos, run, way.removeprefix("this "), published) if run else None
        return found and Moment(
            found.value, "DURATION", found.start, found.end, "unknown", Span.of(text, pos, end), "date.run"
        )
    step = {"last": -1, "previous": -1, "next": 1, "upcoming": 1}.get(way, 0)
    if published is None:
        return unresolved(text, pos, end, "XXXX", "date.unit", _GRAINS.get(unit, "unknown"))
    if unit == "100Y":
        return told(text, pos, end, calendar.century(published.year // 100 + 1 + step), "date.unit")
    times, letter = int(unit[:-1] or 1), unit[-1]
    then = calendar.moved(published, letter, step * times)
    stretch = calendar.decade(then.year // 10 * 10) if unit == "10Y" else calendar.around(then, letter)
    return told(text, pos, end, stretch, "date.unit")


def _part(text: str, pos: int, match: re.Match[str], way: str, published: Date | None) -> Moment | None:
    """Such as "this morning", "last night"."""
    code, span = f"T{DAYPARTS[match['p'].lower()]}", Span.of(text, pos, match.end())
    if published is None:
        return Moment(f"XXXX-XX-XX{code}", "TIME", grain="day", span=span, rule="date.today")
    day = calendar.day(published - timedelta(way == "last"))
    return Moment(day.value + code, "TIME", day.start, day.end, "day", span, "date.today")


def _named(text: str, pos: int, match: re.Match[str], way: str, published: Date | None) -> Moment | None:
    """Such as "last Friday", "next April", "this summer", "last weekend"."""
    end, back = match.end(), way in _PAST
    if published is None:
        value = f"XXXX-WXX-{WEEKDAYS[match['w']]}" if match["w"] else "XXXX"
        return unresolved(text, pos, end, value, "date.named")
    if match["w"]:
        past, coming = (calendar.day(d) for d in calendar.weekdays(published, WEEKDAYS[match["w"]]))
        if way == "this":
            return either(text, pos, end, (past, coming), "date.named")
        if back and past.start == published:
            past = calendar.day(published - timedelta(7))
        found = told(text, pos, end, past if back else coming, "date.named")
        part = f"T{DAYPARTS[match['wp'].lower()]}" if match["wp"] else ""
        return replace(found, value=found.value + part, kind="TIME") if part else found
    if match["we"]:
        step = -7 if back else 7 if way in _NEXT and way != "this coming" else 0
        return told(text, pos, end, calendar.weekend(published + timedelta(step)), "date.named")
    if match["m"]:
        number_ = MONTHS[match["m"].rstrip(".")]
        near = [calendar.month(published.year + n, number_) for n in (-1, 0, 1)]
    else:
        near = [calendar.season(published.year + n, SEASONS[match["s"].lower()]) for n in (-2, -1, 0, 1)]
    if way == "this":
        return told(text, pos, end, near[-2], "date.named")
    past_ones = [s for s in near if s.end <= published]
    coming_ones = [s for s in near if s.start > published]
    return told(text, pos, end, past_ones[-1] if back else coming_ones[0], "date.named")
