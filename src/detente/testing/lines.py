"""Reading one line of expectation, such as ``ACCUSE.allege b -> a on 2019-05-14``: see ``cases``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..errors import CaseError
from ..lexicon.schemas import contexts, plover
from ..records import KINDS, STATUSES
from .expected import (
    ANYBODY,
    Expected,
    ExpectedEvent,
    ExpectedMention,
    ExpectedStatement,
    ExpectedTie,
    Side,
    Who,
)

NAME = re.compile(r"^[a-z][a-z0-9_]*$")
_CODE = re.compile(r"^[A-Z]{3,4}$")
_DAY = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$|^\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}$")
_PIECE = re.compile(r'"[^"]*"|[^\s,"]+|,|"')
# The words that follow the sides of a record, and how many values each takes (9: a list).
_EVENT_WORDS = {"on": 1, "at": 1, "status": 1, "context": 1, "background": 0, "news": 0}
_STATEMENT_WORDS = {"direct": 0, "reported": 0, "quote": 1, "to": 1, "stance": 1}
_TIE_WORDS = {"items": 9, "share": 1, "hedge": 1, "quantity": 1, "since": 1, "until": 1, "status": 1}
KEYWORDS = frozenset({*_EVENT_WORDS, *_STATEMENT_WORDS, *_TIE_WORDS})
KEYS = frozenset({"event", "statement", "tie", "mention", "not"})


def read_line(key: str, value: str, at: str, marks: Iterable[str]) -> Expected:
    """What the line ``key: value`` at ``at`` (``file:line``) expects; ``marks`` are the names of the text's marks."""
    line = _Line(at, value, marks)
    absent = key == "not"
    if absent:
        first = line.pieces[0] if line.pieces else ""
        key = line.pieces.pop(0) if first in ("statement", "tie") else "event"
    if key == "mention":
        return line.mention()
    return {"event": line.event, "statement": line.statement, "tie": line.tie}[key](absent=absent)


class _Line:
    """One line of expectation, read piece by piece."""

    def __init__(self, at: str, value: str, marks: Iterable[str]) -> None:
        self.at, self.value, self.marks = at, value, set(marks)
        self.pieces: list[str] = _PIECE.findall(value)
        if '"' in self.pieces:
            raise self.wrong("a quotation mark is not closed")

    def wrong(self, what: str) -> CaseError:
        return CaseError(f"{self.at}: {what}: {self.value!r}")

    def pop(self, what: str) -> str:
        if not self.pieces:
            raise self.wrong(f"{what} is missing")
        return self.pieces.pop(0)

    def mark(self, piece: str) -> str:
        if piece not in self.marks:
            raise self.wrong(f"no mark is called {piece!r}")
        return piece

    def who(self, piece: str) -> Who:
        first, *codes = piece.split("/")
        if _CODE.match(first):
            first, codes = "", [first, *codes]
        elif not first.startswith('"'):
            self.mark(first)
        if len(codes) > 2 or not all(_CODE.match(c) or c == "-" for c in codes):
            raise self.wrong(f"not mark, mark/COUNTRY, mark/COUNTRY/SECTOR, COUNTRY or COUNTRY/SECTOR: {piece!r}")
        country, sector = [*codes, "", ""][:2]
        return Who(first, "", country, sector)

    def side(self, until: set[str]) -> Side:
        """A list of entities up to one of the words ``until`` (left in place) or the end."""
        who: list[Who] = []
        comma = True
        while self.pieces and self.pieces[0] not in until:
            piece = self.pieces.pop(0)
            if piece == "?" and not who:
                return ANYBODY
            if piece == ",":
                if comma:
                    raise self.wrong("a comma too many")
                comma = True
                continue
            if not comma:
                raise self.wrong(f"a comma is missing before {piece!r}")
            who.append(self.who(piece))
            comma = False
        if who and comma:
            raise self.wrong("a comma too many")
        return Side(tuple(who))

    def sides(self, until: set[str], absent: bool) -> tuple[Side, Side]:
        if "->" not in self.pieces:
            if absent and (not self.pieces or self.pieces[0] in until):
                return ANYBODY, ANYBODY
            raise self.wrong("'->' is missing")
        left = self.side({"->", *until})
        if self.pop("'->'") != "->":
            raise self.wrong("'->' must follow the first side")
        return left, self.side(until)

    def options(self, known: dict[str, int]) -> dict[str, str]:
        """What follows the sides: words of ``known``, each once, with as many values as it says (9: a list)."""
        found: dict[str, str] = {}
        while self.pieces:
            word = self.pieces.pop(0)
            if word not in known:
                raise self.wrong(f"unknown word {word!r}")
            if word in found:
                raise self.wrong(f"{word!r} is there twice")
            values: list[str] = []
            while self.pieces and self.pieces[0] not in known and len(values) < known[word]:
                piece = self.pieces.pop(0)
                if piece != ",":
                    values.append(piece)
            if known[word] and not values:
                raise self.wrong(f"{word!r} needs a value")
            found[word] = " ".join(values)
        return found

    def day(self, value: str) -> str:
        if value and value != "none" and not _DAY.match(value):
            raise self.wrong(f"not a day, month, year, day/day or none: {value!r}")
        return value

    def of(self, value: str, known: Iterable[str], what: str) -> str:
        if value and value not in known:
            raise self.wrong(f"unknown {what} {value!r}")
        return value

    def event(self, *, absent: bool) -> Expected:
        type_, _, mode = self.pop("the type").partition(".")
        self.of(type_, plover(), "type")
        self.of(mode, plover()[type_], f"mode of {type_}")
        actors, recipients = self.sides(set(_EVENT_WORDS), absent)
        more = self.options(_EVENT_WORDS)
        if "background" in more and "news" in more:
            raise self.wrong("background and news")
        place = more.get("at", "")
        if place and place != "none" and not place.startswith('"'):
            self.mark(place)
        return ExpectedEvent(
            self.at, type_, mode, actors, recipients, self.day(more.get("on", "")), place,
            self.of(more.get("status", ""), STATUSES, "status"),
            True if "background" in more else False if "news" in more else None,
            self.of(more.get("context", ""), contexts(), "context"), absent,
        )  # fmt: skip

    def statement(self, *, absent: bool) -> Expected:
        if absent and not self.pieces:
            return ExpectedStatement(self.at, ANYBODY, absent=True)
        listed = [self.pop("the speaker")]
        while self.pieces and self.pieces[0] == ",":
            self.pieces.pop(0)
            listed.append(self.pop("a speaker"))
        speakers = ANYBODY if listed == ["?"] else Side(tuple(self.who(t) for t in listed))
        cue, content = "?", "?"
        if not absent:
            cue, content = self.pop("the cue"), self.pop("the content")
        if not cue.startswith('"') and cue != "?":
            self.mark(cue)
        if content != "?":
            self.mark(content)
        more = self.options(_STATEMENT_WORDS)
        for word in ("quote", "to"):
            if word in more:
                self.mark(more[word])
        direct = True if "direct" in more else False if "reported" in more else None
        quote, to, stance = (more.get(word, "") for word in ("quote", "to", "stance"))
        return ExpectedStatement(self.at, speakers, cue, content, quote, to, stance, direct, absent)

    def tie(self, *, absent: bool) -> Expected:
        if absent and not self.pieces:
            return ExpectedTie(self.at, "", ANYBODY, ANYBODY, absent=True)
        kind = self.of(self.pop("the kind"), KINDS, "kind of tie")
        source, target = self.sides(set(_TIE_WORDS), absent)
        more = self.options(_TIE_WORDS)
        items = tuple(self.mark(m) for m in more.get("items", "").split())
        for word in ("hedge", "quantity"):
            if word in more:
                self.mark(more[word])
        try:
            share = float(more["share"]) if "share" in more else None
        except ValueError as error:
            raise self.wrong("share must be a number from 0 to 1") from error
        return ExpectedTie(
            self.at, kind, source, target, items, share, more.get("hedge", ""), more.get("quantity", ""),
            self.day(more.get("since", "")), self.day(more.get("until", "")),
            self.of(more.get("status", ""), ("current", "past", "proposed"), "status"), absent,
        )  # fmt: skip

    def mention(self) -> Expected:
        mark, equals, told = (part.strip() for part in self.value.partition("="))
        self.mark(mark)
        if not equals or not told:
            raise self.wrong("a mention is 'mark = Name/COUNTRY/SECTOR'")
        if told in ("nobody", "place"):
            return ExpectedMention(self.at, mark, (), told == "place")
        who = []
        for one in told.split(","):
            *names, country, sector = one.strip().rsplit("/", 2) if "/" in one else ("", "", "")
            if len(names) > 1 or not (_CODE.match(country) or country == "-") or not _CODE.match(sector):
                raise self.wrong(f"not Name/COUNTRY/SECTOR: {one.strip()!r}")
            who.append(Who("", names[0] if names else "", country, sector))
        return ExpectedMention(self.at, mark, tuple(who))
