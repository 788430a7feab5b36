"""Amounts: numbers, ranges, shares and sums of money, in digits and in words, with what weakens them.

Left alone: numbers that are names ("Su-35", "Resolution 1325", "G20"), scores and slashed dates ("3-1", "9/11"), years,
"one" as a pronoun, and ordinals. Nothing here knows time: give the spans of ``find_dates`` as ``skip``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..records import Span
from ..records.quantity import Quantity
from .numerals import DIGITS, ONES, SCALES, TEENS, TENS, WORD_NUMBER, number
from .quantity_words import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    CODES,
    CURRENCY_NAMES,
    LABELS,
    MEASURES,
    PARTS,
    SYMBOLS,
    VAGUE,
    any_of,
)

_MONEY = rf"(?:(?:{any_of(SYMBOLS)})|(?:{any_of(CODES)})(?= ?\d))"
_BIG = (
    r"(?:(?:[ -](?:hundred|thousand|lakh|million|crore|billion|trillion|mln|mn|bln|bn|tn|dozen)"
    r"|(?:mln|mn|m|bln|bn|b|tn|k))\b)"
)
_HALF = r"half an? (?:hundred|thousand|lakh|million|crore|billion|trillion|dozen)\b"
_AMOUNT = rf"(?:{_HALF}|{DIGITS}{_BIG}?|{WORD_NUMBER}(?:[ -]dozen\b)?|an? dozen\b)"
_UNIT = (
    rf"(?: ?(?P<percent>%|percent\b|per cent\b|pct\b|pc\b)|[ -]?(?P<measure>{any_of(MEASURES)})s?\b"
    rf"|[ -](?P<currency>{any_of(CURRENCY_NAMES)})s?\b|(?-i: (?P<code>{any_of(CODES)})\b))"
)
_NUMBER = re.compile(
    rf"(?P<m1>(?-i:{_MONEY}))? ?(?P<n1>{_AMOUNT})(?: ?(?P<p1>%|percent\b|per cent\b))?"
    rf"(?:(?P<to> ?[-–—] ?| to | or | and )(?P<m2>(?-i:{_MONEY}))? ?(?P<n2>{_AMOUNT}))?(?:{_UNIT})?",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"(?P<m1>(?-i:{_MONEY}))? ?(?P<n1>{_AMOUNT})(?:{_UNIT})?", re.IGNORECASE)
_PART = re.compile(
    rf"(?:(?P<n>an?|{any_of(ONES)})[ -])?(?P<d>{any_of(PARTS)})s?\b"
    r"(?P<of>(?= (?:of|the|its|their|his|her|our|all)\b))?",
    re.IGNORECASE,
)
_IN = re.compile(r"(?P<n>one|two|three|four|five|six|seven|eight|nine|\d+) (?:in(?: every)?|out of(?: every)?) "
                 r"(?P<d>two|three|four|five|six|seven|eight|nine|ten|twenty|\d+)\b"
                 r"(?! (?:days|weeks|months|years|hours))",
                 re.IGNORECASE)  # fmt: skip
_VAGUE = re.compile(
    rf"(?P<v>{any_of(VAGUE)})\b"
    r"(?: (?:of )?(?P<s>dozens?|hundreds?|thousands?|lakhs?|millions?|crores?|billions?|trillions?)\b)?",
    re.IGNORECASE,
)
_HEDGE = re.compile(rf"\b(?:{any_of(AT_LEAST | AT_MOST | ABOUT)}) $", re.IGNORECASE)
_AFTER = re.compile(r" (or more|or so|or fewer|or less|and more|plus)\b|\+(?!\w)", re.IGNORECASE)
_TOKEN = re.compile(r"[$€£¥₹₽₩₺₴₪]|[^\W_]+")
_LABEL = re.compile(r"([\w]+)\.? $")
_COUNTED = re.compile(
    r" (?:people|men|women|children|police|aircraft|(?!was|is|has|as|its|this|his|less|across)[a-z]+s)\b"
)
_WORDS = {*ONES, *TEENS, *TENS, "zero", "a", "an", "dozen"}
_PART_STARTS = {"a", "an", *ONES, *PARTS}
_VAGUE_STARTS = {w.split()[0] for w in VAGUE}
_STARTS = {form for w in _WORDS | _PART_STARTS | _VAGUE_STARTS for form in (w, w.capitalize(), w.upper())} | {
    s.rstrip(".$") for s in SYMBOLS if s[0].isalpha()
}
_STARTS |= CODES


@dataclass(frozen=True, slots=True)
class _Amount:
    """What was read: its end, the number or its bounds, unit and share."""

    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    share: float | None = None


def find_quantities(text: str, begin: int = 0, skip: Sequence[Span] = ()) -> list[Quantity]:
    """The amounts of ``text`` from character ``begin`` on, none overlapping another or a ``skip`` span.

    >>> [(q.span.text, q.value, q.unit) for q in find_quantities("It cost $5 billion, or two million barrels.")]
    [('$5 billion', 5000000000.0, 'USD'), ('two million barrels', 2000000.0, 'barrel')]
    >>> [(q.span.text, q.share, q.hedge) for q in find_quantities("Nearly half of them; 45 per cent; a third of it.")]
    [('Nearly half', 0.5, 'Nearly'), ('45 per cent', 0.45, ''), ('a third', 0.3333333333333333, '')]
    >>> [(q.value, q.low, q.high) for q in find_quantities("At least 53 died, 10-15 Su-35 jets, dozens of drones")]
    [(53.0, 53.0, None), (None, 10.0, 15.0), (None, 24.0, None)]
    """
    found: list[Quantity] = []
    done, taken = begin, sorted(skip)
    place = 0
    for match in _TOKEN.finditer(text, begin):
        pos, word = match.start(), match.group()
        if pos < done or not (word in _STARTS or "0" <= word[0] <= "9" or not word[0].isalnum()):
            continue
        while place < len(taken) and taken[place].end <= pos:
            place += 1
        stop = taken[place].start if place < len(taken) else len(text)
        if stop <= pos:
            continue
        amount = _read(text, pos, word.lower(), stop)
        if amount:
            least = max(done, taken[place - 1].end if place else begin)
            quantity = _hedged(text, pos, amount, least, stop)
            if quantity:
                found.append(quantity)
                done = quantity.span.end
    return found


def _read(text: str, pos: int, word: str, stop: int) -> _Amount | None:
    if word[0].isdigit() and _is_name(text, pos):
        return None
    if not word[0].isdigit() and text[pos - 1 : pos] in {"-", "'", "’"}:
        return None
    readers = (
        (_share, word in _PART_STARTS or word[0].isdigit()),
        (_vague, word in _VAGUE_STARTS),
        (_number, True),
    )
    for read, fits in readers:
        if fits and (amount := read(text, pos)) and amount.end <= stop:
            return amount
    if stop < len(text):  # what is to be skipped cut the amount short: read only up to it
        return _number(text[max(0, pos - 30) : stop], min(pos, 30), pos - min(pos, 30))
    return None


def _is_name(text: str, pos: int) -> bool:
    """Whether digits belong to a name or a bigger number: "Su-35", "Resolution 1325", "7:15", "3/4/2020"."""
    before, two = text[pos - 1 : pos], text[max(0, pos - 2) : pos]
    if before and (
        before in "/:#@_&" or (before in "-–.,’'" and len(two) == 2 and (two[0].isalnum() or before == "."))
    ):
        return True
    label = _LABEL.search(text, max(0, pos - 16), pos)
    return label is not None and label[1].lower() in LABELS


def _share(text: str, pos: int) -> _Amount | None:
    """Such as "half of", "two-thirds", "a quarter of", "one in five", "nine out of ten"."""
    match = _IN.match(text, pos)
    if match:
        above, below = number(match["n"]), number(match["d"])
        return _part(match.end(), above, below) if 0 < above < below else None
    match = _PART.match(text, pos)
    if not match:
        return None
    many, part, of = (match["n"] or "").lower(), match["d"].lower(), match["of"] is not None
    plural = text[match.end("d") : match.end("d") + 1] in {"s", "S"} or part == "halves"
    if many in {"", "a", "an"}:
        if text.startswith((" a ", " an "), match.end()):
            return None
        is_half = part == "half" and many == "" and (of or _HEDGE.search(text, max(0, pos - 18), pos) is not None)
        before = text[max(0, pos - 8) : pos].lower()
        if not (is_half or (many and of)) or before.endswith(("first ", "second ", "latter ", "other ")):
            return None
        if part != "half" and not text.startswith(" of", match.end()):
            return None
        return _part(match.end(), 1.0, float(PARTS[part]))
    above = number(many)
    if plural != (above > 1) or (not plural and not of and text[match.end("n")] != "-"):
        return None
    if not above < PARTS[part]:
        return None
    return _part(match.end(), above, float(PARTS[part]))


def _part(end: int, above: float, below: float) -> _Amount:
    return _Amount(end, above / below, above / below, above / below, "", above / below)


def _vague(text: str, pos: int) -> _Amount | None:
    """Such as "dozens", "several hundred", "tens of thousands"; "scores" and "tens" only of something."""
    match = _VAGUE.match(text, pos)
    if not match:
        return None
    word = match["v"].lower()
    if word in {"scores", "tens"} and not text.startswith(" of ", match.end("v")):
        return None
    scale = (match["s"] or "").lower().removesuffix("s")
    times = 12.0 if scale == "dozen" else SCALES.get(scale, 1.0)
    return _Amount(match.end(), None, VAGUE[word] * times, None)


def _number(text: str, pos: int, shift: int = 0) -> _Amount | None:
    """A number or a range, with its currency, measure or percent; ``shift`` is added to the end that it gives."""
    match = _NUMBER.match(text, pos)
    before = text[max(0, pos - 9) : pos].lower()
    if match and match["n2"] and not _is_range(text, match, before):
        match = _SINGLE.match(text, pos)
        if match and re.match(r"[-–]\d", text[match.end() : match.end() + 2]):
            return None  # a score
    if not match or not _is_amount(text, match):
        return None
    groups = match.groupdict()
    low = _amount(groups["n1"])
    second = groups.get("n2")
    high = _amount(second) if second else low
    if second and (scale := _scale(second)) > 1 and _scale(groups["n1"]) == 1 and low < high / scale * 10:
        low *= scale
    unit = _unit(text, match)
    share = (low + high) / 200 if unit == "%" and 0 <= low <= high <= 100 else None
    if second and not low < high:
        return None
    return _Amount(match.end() + shift, None if second else low, low, high, unit, share)


def _is_range(text: str, match: re.Match[str], before: str) -> bool:
    joint = match["to"].strip().lower()
    if joint == "and":
        return before.endswith("between ")
    if joint == "to" and before.endswith("from "):
        return False
    if text[match.end("n2") : match.end("n2") + 1] in {"-", "/"} and joint in {"-", "–"}:
        return False
    try:
        first, second = _amount(match["n1"]), _amount(match["n2"])
    except ValueError:
        return False
    scale = _scale(match["n2"]) if _scale(match["n1"]) == 1 else 1.0
    return first * scale < second or first < second


def _is_amount(text: str, match: re.Match[str]) -> bool:
    """Whether a number stands for itself: not the start of a word, a date, a score, nor "one" the pronoun."""
    groups, end = match.groupdict(), match.end()
    first, after = groups["n1"].lower(), text[match.end() : match.end() + 2]
    measured = any(groups.get(g) for g in ("m1", "p1", "percent", "measure", "currency", "code", "n2"))
    if (
        after[:1].isalnum()
        or after[:1] in {"/", "°"}
        or (after[:1] == "-" and (after[1:].isupper() or after[1:].isdigit()))
    ):
        return False
    if after[:1] in {".", ",", ":"} and after[1:].isdigit() and first[0].isdigit():
        return False
    if measured or not first[0].isdigit():
        return first != "one" or measured or _HEDGE.search(text, max(0, match.start() - 18), match.start()) is not None
    return not re.fullmatch(r"(?:19|20)\d\d", first) or _COUNTED.match(text, end) is not None


def _amount(text: str) -> float:
    words = text.lower().replace("-", " ")
    if words.startswith("half "):
        return _amount(words.removeprefix("half ")) / 2
    if words.endswith("dozen"):
        return 12 * (number(words.removesuffix("dozen")) if words.strip() not in {"a dozen", "an dozen"} else 1.0)
    return number(words)


def _scale(text: str) -> float:
    word = re.split(r"[ \d-]", text.lower())[-1]
    return SCALES.get(word, 1.0)


def _unit(text: str, match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups["m1"]:
        return SYMBOLS.get(groups["m1"], groups["m1"].replace("RMB", "CNY"))
    if groups["percent"] or groups.get("p1"):
        return "%"
    if groups["code"]:
        return groups["code"].replace("RMB", "CNY")
    if groups["measure"]:
        return MEASURES[groups["measure"].lower()]
    if groups["currency"]:
        name = groups["currency"].lower()
        weighed = name == "pound" and text.startswith(" of ", match.end())
        return "lb" if weighed else CURRENCY_NAMES[name]
    return ""


def _hedged(text: str, pos: int, amount: _Amount, least: int, stop: int) -> Quantity | None:
    """The quantity with the hedges before and after it taken in, and its bounds set by them."""
    start, end, hedge = pos, amount.end, ""
    low, high = amount.low, amount.high
    if left := _HEDGE.search(text, max(least, pos - 18), pos):
        start, hedge = left.start(), left[0].rstrip()
    elif (right := _AFTER.match(text, end)) and right.end() <= stop:
        end, hedge = right.end(), (right[1] or "+")
    elif amount.value is None and text[max(least, pos - 8) : pos].lower() == "between ":
        start = pos - 8
    word = hedge.lower()
    if word in AT_LEAST or word == "+":
        high = None
    elif word in AT_MOST:
        low = None
    elif word and amount.value is not None:
        low = high = None
    return Quantity(Span.of(text, start, end), amount.value, low, high, amount.unit, hedge, amount.share)
