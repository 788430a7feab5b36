"""Which reading of a bare "Friday" or "April 28" the words around it tell: the coming one or the past one.

A bare day of the week, day of the year or month stands for the nearest past one unless its clause looks ahead: "will
meet on Friday", "payable Dec. 14", "is due in March". The word of tense that stands nearest before the expression
decides ("will receive the envoy, who arrived on Friday"), then what follows it ("the Nov. 1 deadline"). Words that look
ahead only mildly ("by August") decide where the coming day is also the nearer one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Date

from ..records import Moment
from . import date_calendar as calendar
from .date_words import WORDS

_FAR = 140
_TENSE = {phrase.lower(): told for phrase, told in WORDS["tense"].items() if told in {"ahead", "mild", "past", "said"}}
_TENSE |= {phrase.replace("'", "’"): told for phrase, told in _TENSE.items() if "'" in phrase}
_LAST = frozenset(phrase.split()[-1] for phrase in _TENSE)
_BACK = frozenset({"past", "said"})
_NO_PAST = frozenset("need exceed proceed succeed speed feed seed breed hundred indeed red bed led fed".split())
_NO_VERB = frozenset("the a an its their his her our of and in no".split())
_NO_NOUN = frozenset("the a an its their his her our".split())
_ADVERBS = frozenset("still yet not as-yet previously so".split())
_SHORT = re.compile(r"(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Inc|Corp|Co|Ltd|No|vs|(?:[A-Z]\.)*[A-Z])\.")


_VERB = re.compile(
    r"(?!the|this|that|its|their|his|her|our|all|both|about|some|end|date|power|war)[a-z]{3,}(?<!ing)(?<!ed)(?<!s)"
)


def _phrases(told: str) -> str:
    words = [phrase for phrase, kind in WORDS["tense"].items() if kind == told]
    return "|".join(re.escape(phrase) for phrase in sorted(words, key=lambda w: (-len(w), w)))


_BESIDE = re.compile(rf"\b(?:{_phrases('beside')})(?: the)? $", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|\n|[.?!][\"”’)]? +)(?:(?:[Ii]n|[Oo]n|[Bb]y|[Ff]or|[Dd]uring|[Ff]rom) )?(?:the )?$")
_SENTENCE_END = re.compile(r"[.?!;](?:\s|$)|\n")
_BOUND = re.compile(r"\b(?:by|until|till|through|from|starting|beginning|ending) (?:the )?$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|ended|last|after)(?: the)? $", re.IGNORECASE)
_SOON, _NEXT_MONTH, _LONG_AGO, _TWO_QUARTERS = 60, 31, 270, 180  # days
_HAPPENED = re.compile(rf"[ -](?:(?-i:[A-Z])[\w.'’-]* ){{0,3}}(?:{_phrases('happened')})\b", re.IGNORECASE)
_AFTER = re.compile(rf"\s(?:\w+\s)?(?:{_phrases('after')})\b", re.IGNORECASE)


def _told_before(left: str) -> str:
    """What the last word of tense of the sentence before an expression tells: ``ahead``, ``mild``, ``past``,
    ``said`` (what was said may be of any time), ``""``, or ``goal``: "to" and a verb, which may look ahead.
    """
    words = left[left.rfind("\n\n") + 1 :].split()
    following = goal = ""
    for i in range(len(words) - 1, -1, -1):
        raw = words[i]
        if raw[-1] in ".?!:;\"”'’)" and following[:1].isupper() and _ends(raw):
            return goal
        following = raw
        word = raw.strip(".,;:()\"“”'").lower()
        if word.endswith(("'ll", "’ll")):
            return "ahead"
        if raw == "May":
            continue
        before = words[i - 1].lower() if i else ""
        if word in _LAST:
            third = words[i - 2].lower() if i > 1 else ""
            for phrase in (f"{third} {before} {word}", f"{before} {word}", word):
                told = _TENSE.get(phrase)
                if told and not (told in _BACK and _is_participle(words, i)):
                    return goal or told if told in _BACK else told
        if word == "to" and i + 1 < len(words) and _VERB.fullmatch(words[i + 1]):
            goal = "goal"
        if word.endswith("ed") and word not in _TENSE and _is_past(words, i, word, before):
            return goal or "past"
    return goal


def _ends(word: str) -> bool:
    """Whether a word before a capital letter ends its sentence."""
    return word.rstrip("\"”'’)")[-1:] in {".", "?", "!", ":", ";"} and not _SHORT.fullmatch(word)


def _is_participle(words: list[str], i: int) -> bool:
    """As in "will be paid", "to be formally opened"."""
    before = words[i - 1].lower() if i else ""
    return before == "be" or (before.endswith("ly") and i > 1 and words[i - 2].lower() == "be")


def _is_past(words: list[str], i: int, word: str, before: str) -> bool:
    """Whether a word in -ed tells of the past: "arrived", not "the increased", "be formally opened", "exceed"."""
    if len(word) < 5 or word in _NO_PAST or before in _NO_VERB or before.endswith("ly"):
        return False
    if i > 1 and words[i - 2].lower() in _NO_NOUN:  # "a still unnamed day"
        return before not in _ADVERBS
    return not _is_participle(words, i)


def _looks(text: str, start: int, end: int, *, is_long: bool) -> str:
    """``ahead``, ``mild``, ``goal``, ``bound``, ``past``, ``said``, ``did`` or ``""``.

    By the last word of tense before an expression and what is beside it; ``did`` where the expression opens its
    sentence and a word of the past follows.
    """
    left = text[max(0, start - _FAR) : start]
    told = _told_before(left)
    is_beside = told not in _BACK and _BESIDE.search(left[-20:]) is not None
    if told == "mild" and is_beside and not left.endswith(("the ", "for ")):  # "should leave by Friday"
        return "ahead"
    if told in {"ahead", "goal"}:
        return told
    if not told and _OPENS.search(left) and (after := _told_after(text, end)):
        return "mild" if after == "ahead" else "did"
    if is_beside and is_long and left.endswith(("for ", "for the ")):  # "for the first quarter"
        is_beside = False
    if told == "mild" or is_beside or _AFTER.match(text, end):
        return "mild"
    return "bound" if told in _BACK and _BOUND.search(left[-20:]) else told


def _told_after(text: str, end: int) -> str:
    """What the first word of tense after an expression that opens its sentence tells: ``ahead``, ``past`` or ``""``.

    "In the first quarter, profit will fall" looks ahead.
    """
    for raw in _SENTENCE_END.split(text[end : end + 100])[0].split():
        word = raw.strip(".,;:()\"“”'").lower()
        told = _TENSE.get(word)
        if told in {"ahead", "past", "said"}:
            return "past" if told == "said" else told
        if word.endswith("ed") and word not in _NO_PAST:
            return "past"
    return ""


def with_tense(text: str, moment: Moment, published: Date | None) -> Moment:
    """An undirected ``moment`` with its coming reading where its clause looks ahead, else as it is."""
    span, other = moment.span, moment.other
    if moment.directed or span is None or other is None or published is None or moment.start is None:
        return moment
    looks = _looks(text, span.start, span.end, is_long=moment.grain in {"quarter", "season", "year"})
    stretch = _stretch(other, moment)
    if stretch is None or moment.end is None or (moment.grain != "day" and moment.end > published):
        return moment
    if looks in {"", "did", *_BACK} and not _is_far_nearer(text, moment, stretch, published, looks):
        return moment
    if moment.rule == "date.weekday" and moment.start == published:  # "will meet on Friday", told on a Friday: today
        return replace(moment, other=None)
    if looks in {"goal", "bound"} and moment.rule in {"date.weekday", "date.clock", "date.named"}:
        return moment
    # "Was extended until May": a bound of something done is the coming one where that is nearer by far.
    weight = {"bound": 2, "mild": 1, "goal": 1}.get(looks, moment.grain in {"quarter", "season"})
    if weight and (stretch.start - published) * weight > published - moment.end:
        return moment
    return replace(moment, value=other, start=stretch.start, end=stretch.end, directed=True, other=None)


def _is_far_nearer(text: str, moment: Moment, coming: calendar.Stretch, published: Date, looks: str) -> bool:
    """Whether a day of the year or a month without a year would be most of a year ago, but is soon to come.

    News tells the year of what is so long ago, be it in the past tense ("has set May 4 as the day").
    """
    if (
        moment.span is None
        or moment.end is None
        or _SINCE.search(text, max(0, moment.span.start - 14), moment.span.start)
    ):
        return False
    if _HAPPENED.match(text, moment.span.end):
        return False
    if moment.rule == "date.quarter":
        is_open = looks == "" or (
            looks == "said" and "reported" not in text[max(0, moment.span.start - 40) : moment.span.start]
        )
        since, until = published - moment.end, coming.start - published
        return is_open and until.days <= _NEXT_MONTH and since.days >= _TWO_QUARTERS
    soon = _NEXT_MONTH if moment.grain == "month" and looks == "past" else 2 if looks == "did" else _SOON
    return (
        moment.rule in {"date.day", "date.month", "date.part"}
        and (coming.start - published).days <= soon
        and (published - moment.end).days >= _LONG_AGO
    )


def no_earlier(moment: Moment, first: Moment) -> Moment:
    """The second of two ("from May to July") in its coming reading where the past one lies before the first."""
    if moment.directed or moment.other is None or moment.start is None or first.start is None or not first.directed:
        return moment
    stretch = _stretch(moment.other, moment) if moment.start < first.start and moment.grain == first.grain else None
    if stretch is None:
        return moment
    return replace(moment, value=moment.other, start=stretch.start, end=stretch.end, directed=True, other=None)


def _stretch(value: str, like: Moment) -> calendar.Stretch | None:
    """The days of a coming reading, which is as long as the past one."""
    try:
        if like.grain == "day" and like.start and like.end:
            first = Date.fromisoformat(value[:10])
            return calendar.Stretch(value, "day", first, first + (like.end - like.start))
        if like.grain == "month" and re.fullmatch(r"\d{4}-\d\d", value):
            stretch = calendar.month(int(value[:4]), int(value[5:7]))
            if like.start and like.end and (like.end - like.start).days < 28:  # "early November"
                part = 0 if like.start.day == 1 else 2 if like.end.day == 1 else 1
                stretch = stretch.third(part)
            return stretch
        if like.grain == "quarter" and re.fullmatch(r"\d{4}-Q\d", value):
            return calendar.quarter(int(value[:4]), int(value[6]))
        if like.grain == "season" and re.fullmatch(r"\d{4}-[A-Z]{2}", value):
            return calendar.season(int(value[:4]), value[5:])
        if value.endswith("-WE"):
            first = Date.fromisocalendar(int(value[:4]), int(value[6:8]), 6)
            return calendar.weekend(first)
    except (OverflowError, ValueError):
        return None
    return None
