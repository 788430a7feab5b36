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
_TENSE = {phrase.lower(): told for phrase, told in WORDS["tense"].items() if told in {"ahead", "mild", "past"}}
_TENSE |= {phrase.replace("'", "’"): told for phrase, told in _TENSE.items() if "'" in phrase}
_LAST = frozenset(phrase.split()[-1] for phrase in _TENSE)
_NO_PAST = frozenset("need exceed proceed succeed speed feed seed breed hundred indeed red bed led fed".split())
_NO_VERB = frozenset("the a an its their his her our of and in no".split())
_SHORT = re.compile(r"(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Inc|Corp|Co|Ltd|No|vs|(?:[A-Z]\.)*[A-Z])\.")


_VERB = re.compile(
    r"(?!the|this|that|its|their|his|her|our|all|both|about|some|end|date|power|war)[a-z]{3,}(?<!ing)(?<!ed)(?<!s)"
)


def _phrases(told: str) -> str:
    words = [phrase for phrase, kind in WORDS["tense"].items() if kind == told]
    return "|".join(re.escape(phrase) for phrase in sorted(words, key=lambda w: (-len(w), w)))


_BESIDE = re.compile(rf"\b(?:{_phrases('beside')})(?: the)? $", re.IGNORECASE)
_AFTER = re.compile(rf"\s(?:\w+\s)?(?:{_phrases('after')})\b", re.IGNORECASE)


def _told_before(left: str) -> str:
    """What the last word of tense of the sentence before an expression tells: ``ahead``, ``mild``, ``past``, ``""``,
    or ``goal``: "to" and a verb, which may look ahead.
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
                if told and not (told == "past" and _is_participle(words, i)):
                    return goal or told if told == "past" else told
        if word == "to" and i + 1 < len(words) and _VERB.fullmatch(words[i + 1]):
            goal = "goal"
        if word.endswith("ed") and _is_past(words, i, word, before):
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
    return not _is_participle(words, i)


def _looks(text: str, start: int, end: int) -> str:
    """``ahead``, ``mild``, ``goal`` or ``""``, by the last word of tense before an expression and what is beside it."""
    left = text[max(0, start - _FAR) : start]
    told = _told_before(left)
    is_beside = told != "past" and _BESIDE.search(left[-20:]) is not None
    if told == "mild" and is_beside and not left.endswith("the "):  # "should leave by Friday"
        return "ahead"
    if told in {"ahead", "goal"}:
        return told
    if told == "mild" or is_beside or _AFTER.match(text, end):
        return "mild"
    return ""


def with_tense(text: str, moment: Moment, published: Date | None) -> Moment:
    """An undirected ``moment`` with its coming reading where its clause looks ahead, else as it is."""
    span, other = moment.span, moment.other
    if moment.directed or span is None or other is None or published is None or moment.start is None:
        return moment
    looks = _looks(text, span.start, span.end)
    if not looks:
        return moment
    stretch = _stretch(other, moment)
    if stretch is None or moment.end is None or (moment.grain != "day" and moment.end > published):
        return moment
    if looks == "goal" and moment.rule in {"date.weekday", "date.clock", "date.named"}:
        return moment
    is_weak = looks in {"mild", "goal"} or moment.grain in {"quarter", "season"}
    if is_weak and stretch.start - published > published - moment.end:
        return moment
    return replace(moment, value=other, start=stretch.start, end=stretch.end, directed=True, other=None)


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
