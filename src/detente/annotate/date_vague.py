"""Time expressions that name no day: "recently", "in the near future", "for years", "the current system".

Words that tell how often and name no day ("daily", "annually") are no expressions.

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
from .numerals import NUMBER

_VAGUE = re.compile("|".join(sorted(map(re.escape, WORDS["vague"]), key=lambda w: (-len(w), w))) + r"\b", re.IGNORECASE)
_OTHER_SENSE = re.compile(
    r"(?:soon (?:after|before)|recently as|recent (?:years|months|weeks|days|decades)|"
    r"at the moment (?:of|when|that))\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(r" as (?:possible|practicable|practical|feasible)\b")
_PLURAL = re.compile(
    r"(?P<u>minutes|hours|days|weeks|months|years|decades|centuries)\b(?: or (?:weeks|months|years|decades)\b)?"
    r"(?P<ago> ago\b)?",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"(current) (?!affairs|account)[a-z]")
_LEADS = frozenset("for in within took take taken takes spent spend spends lasted waited wait".split())
_LEADS_OF = frozenset(
    "after over amid despite following through during with by of ended end ends endured suffered brought saw".split()
)
_BESIDE = re.compile(r" (?:before|after|into) (?:the|a|an|his|her|its|their|that)\b")
_NO_LEAD = frozenset(
    "the these those this his her its their our my business working trading opening final early first last recent "
    "coming many several few some other all both".split()
)
_TENSE = re.compile(rf"(?:past|future)\b(?! \w+(?:er|ion|al|s)\b| {NUMBER}\b)", re.IGNORECASE)
_IN_THE = re.compile(
    r"\b(?i:in|of|for|from|into|to|than in) ((?:(?:the|near|immediate|distant|recent|not too distant) )+)$"
)
_THE = re.compile(r"\b(?i:(the (?:(?:near|immediate|distant|not too distant) )?))$")
_TERM = re.compile(
    r"(?:near|nearer|short|shorter|medium|long|longer)[ -](?:to[ -](?:medium|long|longer)[ -])?(?:term|run)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[,.;:)”\"]|$| (?:and|but|or|to|as|because|with|by|for|if|he|it|they|we|the|is|are|will|would)\b")
_FRACTION = re.compile(
    r"(?:a[ -])?(?:(?P<f>half|quarter)[ -](?:of a |an? )?century|half[ -](?P<u>hour|day|year|decade))\b", re.IGNORECASE
)


def the_past(text: str, pos: int, published: Date | None) -> Moment | None:
    """Such as "in the past", "in the near future", "over the weekend"; begins at the noun."""
    before = previous(text, pos)
    if text[pos : pos + 7].lower() == "weekend":
        if before != "the" or text[pos + 7 : pos + 8].isalpha() or text.startswith(" of ", pos + 7):
            return None
        if published is None:
            return unresolved(text, pos, pos + 7, "XXXX-WXX-WE", "date.weekend", "week")
        last = calendar.weekend(published if published.isoweekday() > 5 else published - timedelta(7))
        return either(text, pos, pos + 7, (last, calendar.weekend(last.start + timedelta(7))), "date.weekend")
    match = _TENSE.match(text, pos)
    if match and match[0] == "future" and previous(text, pos) == "in":
        return unresolved(text, pos, match.end(), "FUTURE_REF", "date.vague")
    lead = _IN_THE.search(text, max(0, pos - 30), pos)
    if match and match[0] == "future":
        lead = None if text.startswith(" of ", match.end()) else _THE.search(text, max(0, pos - 30), pos)
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


def weekends(text: str, pos: int, published: Date | None) -> Moment | None:  # noqa: ARG001
    """Such as "on weekends"."""
    if previous(text, pos) not in {"on", "at"}:
        return None
    return Moment("XXXX-WXX-WE", "SET", span=Span.of(text, pos, pos + len("weekends")), rule="date.set")


def fraction(text: str, pos: int, published: Date | None) -> Moment | None:  # noqa: ARG001
    """Such as "a quarter century", "a half-century", "half-hour"."""
    if text[pos] in "aA" and text[pos + 2 : pos + 3] not in {"h", "q"}:  # most of them, by far
        return None
    match = _FRACTION.match(text, pos)
    if not match:
        return None
    value = "P25Y" if (match["f"] or "").lower() == "quarter" else amount(0.5, unit_value(match["u"] or "century"))
    return Moment(value, "DURATION", span=Span.of(text, pos, match.end()), rule="date.duration")


def plural(text: str, pos: int, published: Date | None) -> Moment | None:  # noqa: ARG001
    """Such as "for years", "within weeks", "over the years", "decades ago": how many is not told."""
    match = _PLURAL.match(text, pos)
    if not match:
        return None
    if match["ago"]:
        return unresolved(text, pos, match.end(), "PAST_REF", "date.vague")
    before = previous(text, pos)
    is_over = before == "the" and previous(text, pos - 4) in {"over", "through"} and match["u"][0] in "yY"
    is_long = before in _LEADS_OF and text.startswith(" of ", match.end("u"))
    is_beside = before not in _NO_LEAD and _BESIDE.match(text, match.end("u"))
    if before not in _LEADS and not is_over and not is_long and not is_beside:
        return None
    value = "PXC" if match["u"][0] in "cC" else amount(None, unit_value(match["u"]))  # TIMEX3's letter for centuries
    return Moment(value, "DURATION", span=Span.of(text, pos, match.end("u")), rule="date.duration")


def term(text: str, pos: int, published: Date | None) -> Moment | None:  # noqa: ARG001
    """Such as "in the near term", "over the long run"; begins at the adjective."""
    if text[pos - 4 : pos] != "the ":
        return None
    match = _TERM.match(text, pos)
    if not match or previous(text, pos - 4) not in {"in", "over", "for"}:
        return None
    if not _ENDS.match(text, match.end()):
        return None
    return unresolved(text, pos - 4, match.end(), "FUTURE_REF", "date.vague")


def adjective(text: str, pos: int) -> Moment | None:
    """Such as "the current system"; begins at the adjective."""
    match = _ADJECTIVE.match(text, pos)
    return unresolved(text, pos, match.end(1), "PRESENT_REF", "date.vague") if match else None
