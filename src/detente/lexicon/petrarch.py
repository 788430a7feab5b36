"""Actor and agent dictionaries in the form of PETRARCH (and TABARI before it).

Actors::

    NARENDRA_MODI_                      ; a comment; # begins one too
    +MODI_OF_INDIA_                     a synonym
        [INDELI <20140526]              what it was before a day ...
        [INDGOV >20140526]              ... from a day on ...
        [INDGOV 20140526-20190530]      ... or from a day to a day, both within
    INDIA_ [IND]

Agents, and sets of words that are put in for a mark::

    !MINIST! = MINISTER, MINISTERS
    DEFENSE_!MINIST! [~GOV]
    POLICEMAN {POLICEMEN} [~COP]

Underscores are spaces; one at the end says that the word takes no ending. Of several codes that hold on a day the dated
ones go before the undated, then the last begun, then the first in the file. Every line either loads or is complained
of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import timedelta
from functools import cache
from pathlib import Path

from .cameo import Coded, decode
from .own import FIRST, LAST, OwnActor, OwnAgent, OwnFile, Period, is_day

_CODE = re.compile(r"\[([^\[\]]*)\]")
_ENTRY = re.compile(r"\[[^\[\]]*\]\s*$")
_BARE_CODE = re.compile(r"^~?(?:[A-Za-z]{3}|---)[A-Za-z0-9]*$")
_SET = re.compile(r"^\s*!(\w+)!\s*=\s*(.*)$")
_MARK = re.compile(r"!(\w+)!")
_PIVOT = 50  # two digits of a year: 50 to 99 are of the twentieth century


def looks_like_petrarch(lines: list[str]) -> bool:
    """True where one of the first lines with something on them is an entry with a code in brackets."""
    seen = 0
    for raw in lines:
        line = _plain(raw)
        if not line.strip():
            continue
        if _ENTRY.search(line) and any(_BARE_CODE.match(c.split()[0]) for c in _CODE.findall(line) if c.split()):
            return True
        seen += 1
        if seen > 500:
            return False
    return False


@dataclass(slots=True)
class _Block:
    """One entry: its names and codes with their line numbers."""

    names: list[tuple[str, int]] = field(default_factory=list)
    plurals: list[str] = field(default_factory=list)
    codes: list[tuple[str, int]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def read_petrarch(path: Path, lines: list[str]) -> OwnFile:
    """The actors and agents of a dictionary that is given as its lines."""
    return _Reader(path).read(lines)


class _Reader:
    def __init__(self, path: Path) -> None:
        self.made = OwnFile(path, "petrarch")
        self.sets: dict[str, list[str]] = {}
        self.bad: set[int] = set()
        self.heads: dict[str, int] = {}

    def read(self, lines: list[str]) -> OwnFile:
        block, total = _Block(), 0
        held, text = list[int](), ""  # lines whose braces are still open
        for number, raw in enumerate(lines, 1):
            line = _plain(raw)
            if not line.strip():
                continue
            total += 1
            held.append(number)
            text = f"{text} {line.strip()}" if text else line
            if text.count("{") > text.count("}"):
                continue
            block = self._line(held[0], text, block)
            if held[0] in self.bad:
                for more in held[1:]:
                    self._lose(more, f"it belongs to line {held[0]}")
            elif len(held) > 1:
                block.lines += held[1:]
            held, text = [], ""
        for number in held:
            self._lose(number, "braces are not closed")
        self._flush(block)
        self.made.used = total - len(self.bad)
        return self.made

    def _lose(self, number: int, what: str) -> None:
        self.bad.add(number)
        self.made.complaints.append(f"{self.made.path.name}:{number}: {what}")

    def _line(self, number: int, line: str, block: _Block) -> _Block:
        text = line.strip()
        if match := _SET.match(text):
            words = [w.strip() for w in match[2].split(",") if w.strip()]
            if words:
                self.sets[match[1].upper()] = words
            else:
                self._lose(number, f"the set !{match[1]}! is empty")
            return block
        name, codes, plurals = self._parts(number, text)
        if text[0] in "[{":
            if not block.names:
                self._lose(number, "a code without an actor before it")
                return block
        elif text[0] == "+":
            if not block.names:
                self._lose(number, "a synonym without an actor before it")
                return block
            name = name[1:].strip()
        else:
            self._flush(block)
            block = _Block()
        if text[0] not in "[{" and number not in self.bad:
            if name.strip("_ "):
                block.names.append((name, number))
            else:
                self._lose(number, "no name")
        block.plurals += plurals
        block.codes += [(c, number) for c in codes]
        block.lines.append(number)
        return block

    def _parts(self, number: int, text: str) -> tuple[str, list[str], list[str]]:
        """Name, codes and plural forms of a line; a stray bracket loses it."""
        if "{" not in text and "}" not in text and "[" not in text and "]" not in text:
            return text, [], []
        plurals = [w for braces in re.findall(r"\{([^{}]*)\}", text) for w in re.split(r"[,\s]+", braces) if w]
        rest = re.sub(r"\{[^{}]*\}", " ", text)
        codes = [c.strip() for c in _CODE.findall(rest)]
        name = _CODE.sub(" ", rest).strip()
        if any(mark in name for mark in "[]{}"):
            self._lose(number, "a bracket is not closed")
            return name, [], []
        return name, codes, plurals

    def _flush(self, block: _Block) -> None:
        if not block.lines:
            return
        if not block.codes or not block.names:
            for number in block.lines:
                if number not in self.bad:
                    self._lose(number, "it has no code" if not block.codes else "it has no name")
            return
        roles = [(c, n) for c, n in block.codes if c.startswith("~")]
        names = [n for n in block.names if n[1] not in self.bad]
        forms = self._forms(names, block.plurals, stems=not roles)  # the plural of a role is grammar's work
        if not forms:
            return
        for code, number in roles:
            self._agent(forms, code, number)
        self._actor(block, forms, [c for c in block.codes if c not in roles])

    def _agent(self, forms: tuple[str, ...], code: str, number: int) -> None:
        coded = self._coded(code.split(maxsplit=1)[0], number)
        if coded is not None:
            lower = tuple(f.lower() for f in forms)
            self.made.agents.append(OwnAgent(lower, coded.sector, f"{self.made.path.name}:{number}"))

    def _actor(self, block: _Block, forms: tuple[str, ...], codes: list[tuple[str, int]]) -> None:
        actor = OwnActor(forms[0], folded=True)
        undated = states = 0
        for code, number in codes:
            period = self._period(code, number, forms)
            if period is None:
                continue
            coded, made = period
            if (made.since, made.until) == (FIRST, LAST):
                if undated:
                    self._lose(number, f"a second code without a day: that of line {undated} holds")
                    continue
                undated = number
            actor.periods.append(made)
            states += coded.is_state
        if not actor.periods:
            for number in block.lines:
                if codes and number not in self.bad:
                    self._lose(number, "none of its codes can be used")
            return
        if states == len(actor.periods) and " " not in forms[0]:  # people too are coded as their state alone
            actor.kind = "state"
        other = self.heads.setdefault(forms[0], block.lines[0])
        if other != block.lines[0]:
            note = f"stands also on line {other}: where codes of both hold, those there do"
            self.made.notes.append(f"{self.made.path.name}:{block.lines[0]}: {note}")
        self.made.actors.append(actor)

    def _period(self, text: str, number: int, forms: tuple[str, ...]) -> tuple[Coded, Period] | None:
        parts = re.sub(r"(?<=\d)\s*-\s*(?=\d)", "-", re.sub(r"([<>]=?)\s+", r"\1", text)).split()
        names = [p for p in parts if p[0] not in "<>" and not p[0].isdigit()]
        days = [p for p in parts if p[0] in "<>" or p[0].isdigit()]
        if len(names) != 1:
            self._lose(number, f"[{text}] holds {'no' if not names else 'more than one'} code")
            return None
        code, *others = names[0].split("/")
        coded = self._coded(code, number)
        if coded is None:
            return None
        span = _span_of(days)
        if isinstance(span, str):
            self._lose(number, f"[{text}]: {span}")
            return None
        at = f"{self.made.path.name}:{number}"
        if others:
            self.made.notes.append(f"{at}: {names[0]!r} stands for several at once: the first is used")
        if coded.note:
            self.made.notes.append(f"{at}: {coded.note}")
        return coded, Period(at, forms, coded.country, coded.sector, "", *span, names[0])

    def _coded(self, code: str, number: int) -> Coded | None:
        if not _BARE_CODE.match(code):
            self._lose(number, f"[{code}] is no code")
            return None
        coded = decode(code)
        if coded is None:
            self._lose(number, f"code {code!r} begins with no country, region or role that is known")
        elif code == "---":
            self._lose(number, "the code --- names nobody")
            return None
        return coded

    def _forms(self, names: list[tuple[str, int]], plurals: list[str], *, stems: bool) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for name, number in names:
            for form in self._filled(name, number):
                words = " ".join(form.replace("_", " ").split())
                found.setdefault(words)
                if stems and not plurals and words[-1:].isalpha() and not form.rstrip().endswith("_"):
                    found.setdefault(f"{words}{'S' if words.isupper() else 's'}")
        for plural in plurals:
            found.setdefault(" ".join(plural.replace("_", " ").split()))
        return tuple(found)

    def _filled(self, name: str, number: int) -> list[str]:
        """The name with every word of a set put in for its mark."""
        match = _MARK.search(name)
        if match is None:
            return [name]
        words = self.sets.get(match[1].upper())
        if words is None:
            self._lose(number, f"there is no set {match[0]} before it")
            return []
        return [f for w in words for f in self._filled(name[: match.start()] + w + name[match.end() :], number)]


def _plain(line: str) -> str:
    """Without its comment."""
    return line.split("#", 1)[0].split(";", 1)[0].rstrip()


def _span_of(days: list[str]) -> tuple[str, str] | str:
    """Half-open days of ``<20140526``, ``>20140526``, ``20140526-20190530``; else what is wrong."""
    since, until = FIRST, LAST
    for text in days:
        if text[0] in "<>":
            day = _day(text.lstrip("<>="))
            if day is None:
                return f"{text!r} is no day"
            if text[0] == ">":
                since = max(since, day)
            else:
                until = min(until, day)
            continue
        first, _, last = text.partition("-")
        begin, end = _day(first), _day(last or first)
        if begin is None or end is None:
            return f"{text!r} is no day"
        since, until = max(since, begin), min(until, _next(end))
    return (since, until) if since < until else f"it ends ({until}) before it begins ({since})"


@cache
def _day(digits: str) -> str | None:
    """Digits (YYYYMMDD, YYMMDD, YYYYMM or YYYY) as text that sorts as a day."""
    if not digits.isdigit():
        return None
    texts = {4: [digits], 8: [f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"]}.get(len(digits), [])
    if len(digits) == 6:
        century = "19" if int(digits[:2]) >= _PIVOT else "20"
        texts = [f"{century}{digits[:2]}-{digits[2:4]}-{digits[4:]}", f"{digits[:4]}-{digits[4:]}"]
    return next((t for t in texts if is_day(t)), None)


def _next(day: str) -> str:
    """The day, month or year after one."""
    year, month, number = (int(p) for p in f"{day}-01-01"[:10].split("-"))
    if len(day) == 10:
        return (Date(year, month, number) + timedelta(days=1)).isoformat()
    if len(day) == 7:
        return f"{year + month // 12:04}-{month % 12 + 1:02}"
    return f"{year + 1:04}"
