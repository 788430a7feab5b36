"""Time expressions that name no day: "recently", "in the near future", "for years", "daily", "the current system".

Every reader takes the text, the offset where an expression may begin and the day of publication (``None``: unknown),
and gives the ``Moment`` that begins there, or ``None``.
"""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import timedelta

from ..records import Moment, Span
from . import date_calendar as calendar
from .date_absolute import either, previous, unresolved
from .date_words import WORDS, amount, unit_value

_VAGUE = re.compile("|".join(sorted(map(re.escape, WORDS["vague"]), key=lambda w: (-len(w), w))) + r"\b", re.IGNORECASE)
_OTHER_SENSE = re.compile(r"(?:soon (?:after|before)|recent (?:years|months|weeks|days|decades))\b", re.IGNORECASE)
_POSSIBLE = re.compile(r" as (?:possible|practicable|practical|feasible)\b")
_PLURAL = re.compile(
    r"(?P<u>minutes|hours|days|weeks|months|years|decades|centuries)\b(?: or (?:weeks|months|years|decades)\b)?"
    r"(?P<ago> ago\b)?",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"(current|recent) (?!affairs|account)[a-z]")
_TENSE = re.compile(r"(?:past|future)\b(?! \w+(?:er|ion|al|s)\b)", re.IGNORECASE)
_IN_THE = re.compile(
    r"\b(?i:in|of|for|from|into|to|than in) ((?:(?:the|near|foreseeable|distant|recent|not too distant) )+)$"
)
_DAILY = WORDS["set"]


def the_past(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "in the past", "in the near future", "over the weekend"; begins at the noun."""
    before = previous(text, pos)
    if text[pos : pos + 7].lower() == "weekend":
        if before != "the" or text[pos + 7 : pos + 8].isalpha():
            return None
        if published is None:
            return unresolved(text, pos, pos + 7, "XXXX-WXX-WE", "date.weekend", "week")
        last = calendar.weekend(published if published.isoweekday() > 5 else published - timedelta(7))
        return either(text, pos, pos + 7, (last, calendar.weekend(last.start + timedelta(7))), "date.weekend")
    match = _TENSE.match(text, pos)
    if match and match[0] == "future" and previous(text, pos) == "in":
        return unresolved(text, pos, match.end(), "FUTURE_REF", "date.vague")
    lead = _IN_THE.search(text, max(0, pos - 30), pos)
    if not match or not lead:
        return None
    pos = lead.start(1)
    value = "PAST_REF" if match[0].lower() == "past" else "FUTURE_REF"
    return unresolved(text, pos, match.end(), value, "date.vague")


def vague(text: str, pos: int, published: Date | None) -> Moment | None:  # noqa: ARG001 - readers are alike
    """Such as "recently", "now", "soon"."""
    match = _VAGUE.match(text, pos)
    if not match or _OTHER_SENSE.match(text, pos):
        return None
    if match[0].lower() == "soon" and previous(text, pos) == "as" and not _POSSIBLE.match(text, match.end()):
        return None
    return unresolved(text, pos, match.end(), WORDS["vague"][match[0].lower()], "date.vague")


def set_word(text: str, pos: int, published: Date | None) -> Moment | None:  # noqa: ARG001
    """Such as "daily", "annually"."""
    word = next((w for w in _DAILY if text.startswith(w, pos)), "")
    return Moment(_DAILY[word], "SET", span=Span.of(text, pos, pos + len(word)), rule="date.set") if word else None


def plural(text: str, pos: int, published: Date | None) -> Moment | None:  # noqa: ARG001
    """Such as "for years", "within weeks", "over the years", "decades ago": how many is not told."""
    match = _PLURAL.match(text, pos)
    if not match:
        return None
    if match["ago"]:
        return unresolved(text, pos, match.end(), "PAST_REF", "date.vague")
    before = previous(text, pos)
    is_over = before == "the" and previous(text, pos - 4) in {"over", "through"} and match["u"][0] in "yY"
    if before not in {"for", "in", "within"} and not is_over:
        return None
    value = amount(None, unit_value(match["u"]))
    return Moment(value, "DURATION", span=Span.of(text, pos, match.end("u")), rule="date.duration")


def adjective(text: str, pos: int) -> Moment | None:
    """Such as "the current system", "recent talks"; begins at the adjective."""
    match = _ADJECTIVE.match(text, pos)
    if not match:
        return None
    return unresolved(text, pos, match.end(1), "PRESENT_REF" if match[1] == "current" else "PAST_REF", "date.vague")
