"""Marked sentences as test cases: a strict reader of ``.case`` files.

A file holds cases; each begins with ``case:`` and its id, and ends at a blank line or at the next ``case:``. Lines that
begin with ``#`` are comments. ::

    case: passive_accusation
    date: 2019-05-14
    text: {Berlin|a} was accused by {Moscow|b} of delay.
    event: ACCUSE.allege b -> a on 2019-05-14 status occurred
    not: ACCUSE a -> b

``{words|name}`` marks words; ``{{`` and ``}}`` are braces; ``date`` is the publication day (optional); a second
``text`` line is a second line of the text. What may be expected:

``event: TYPE[.mode] ACTORS -> RECIPIENTS [on DAY] [at PLACE] [status S] [background|news] [context C]``
    There is such an event. A side is a list of ``mark``, ``mark/RUS/MIL``, ``RUS`` or ``RUS/MIL`` parted by commas,
    ``?`` for anybody, or empty for nobody. ``DAY`` is a day, month or year, ``day/day`` for first day and the day after
    the last, or ``none``; ``PLACE`` a mark, a name in quotation marks, or ``none``.
``not: TYPE[.mode] [ACTORS -> RECIPIENTS ...]``, ``not: statement [SPEAKERS]``, ``not: tie [kind]``
    There is no such record.
``none:``
    There is no event at all.
``statement: SPEAKERS CUE CONTENT [direct|reported] [quote MARK] [to MARK] [stance S]``
    Such a statement. ``CUE`` is a mark or words in quotation marks, ``CONTENT`` a mark that the content shares
    characters with; both may be ``?``. ``quote`` is exact.
``tie: KIND FROM -> TO [items MARKS] [share N] [hedge MARK] [quantity MARK] [since DAY] [until DAY] [status S]``
    Such a tie.
``mention: MARK = Name/COUNTRY/SECTOR`` (or ``COUNTRY/SECTOR``, a list, ``nobody``, ``place``)
    Whom the words stand for.
``xfail: parser|rule|never REASON``
    The case is known to fail, and why.

Whatever is malformed raises ``CaseError`` with ``file:line``; a case must expect something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path

from ..errors import CaseError
from .expected import Expected, ExpectedEvent, Mark
from .lines import KEYS, KEYWORDS, NAME, read_line

XFAIL_KINDS = ("parser", "rule", "never")
_BRACES = re.compile(r"(\{\{|\}\}|\{|\})")


@dataclass(frozen=True, slots=True)
class Case:
    """One marked text and what it is to give. ``at`` is its ``file:line``; ``xfail`` a kind and a reason, or ``None``;
    ``nothing``: no event may be found.
    """

    id: str
    at: str
    date: Date | None
    text: str
    marks: dict[str, Mark] = field(default_factory=dict)
    expected: tuple[Expected, ...] = ()
    nothing: bool = False
    xfail: tuple[str, str] | None = None


def read_cases(folder: Path) -> list[Case]:
    """All cases of the ``.case`` files under ``folder``; ids become ``room/file:id`` by the path below it."""
    cases: list[Case] = []
    for path in sorted(folder.rglob("*.case")):
        name = path.relative_to(folder).as_posix()
        cases += parse_cases(path.read_text(encoding="utf-8"), name, name.removesuffix(".case") + ":")
    return cases


def parse_cases(source: str, name: str = "<text>", prefix: str = "") -> list[Case]:
    """The cases of one file's text. ``name`` is the file for messages, ``prefix`` stands before every id."""
    cases: list[Case] = []
    block: list[tuple[int, str, str]] = []
    for number, line in enumerate([*source.splitlines(), ""], 1):
        if line.startswith("#"):
            continue
        key, colon, value = line.partition(":")
        if (not line.strip() or key == "case") and block:
            cases.append(_case(block, name, prefix))
            block = []
        if not line.strip():
            continue
        if not colon:
            raise CaseError(f"{name}:{number}: a line must be 'key: value': {line!r}")
        if not block and key != "case":
            raise CaseError(f"{name}:{number}: a case must begin with 'case:', not with {key!r}")
        block.append((number, key, value.strip()))
    seen: dict[str, str] = {}
    for case in cases:
        if case.id in seen:
            raise CaseError(f"{case.at}: the id {case.id!r} is there already, at {seen[case.id]}")
        seen[case.id] = case.at
    return cases


def _case(block: list[tuple[int, str, str]], name: str, prefix: str) -> Case:
    """One case from its lines (number, key, value), the first of which is ``case:``."""
    at, id_ = f"{name}:{block[0][0]}", block[0][2]
    if not re.fullmatch(r"[\w.-]+", id_):
        raise CaseError(f"{at}: an id is letters, digits, _, . and -, without spaces: {id_!r}")
    texts: list[str] = []
    marks: dict[str, Mark] = {}
    rest: list[tuple[str, str, str]] = []
    once: dict[str, str] = {}
    for number, key, value in block[1:]:
        here = f"{name}:{number}"
        if key == "text":
            text, found = parse_marks(value, here, begin=sum(len(t) + 1 for t in texts))
            if twice := set(marks) & set(found):
                raise CaseError(f"{here}: marks of one name: {sorted(twice)}")
            texts.append(text)
            marks |= found
        elif key in ("date", "xfail", "none"):
            if key in once:
                raise CaseError(f"{here}: a second {key!r}")
            once[key] = value
            _check_once(key, value, here)
        elif key in KEYS:
            rest.append((here, key, value))
        else:
            raise CaseError(f"{here}: unknown key {key!r}")
    if not texts:
        raise CaseError(f"{at}: case {id_!r} has no text")
    expected = tuple(read_line(key, value, here, marks) for here, key, value in rest)
    if not expected and "none" not in once:
        raise CaseError(f"{at}: case {id_!r} expects nothing")
    if "none" in once and any(isinstance(e, ExpectedEvent) and not e.absent for e in expected):
        raise CaseError(f"{at}: case {id_!r} expects an event and none")
    day = Date.fromisoformat(once["date"]) if "date" in once else None
    kind, _, reason = once.get("xfail", "").partition(" ")
    xfail = (kind, reason.strip()) if kind else None
    return Case(prefix + id_, at, day, "\n".join(texts), marks, expected, "none" in once, xfail)


def _check_once(key: str, value: str, here: str) -> None:
    if key == "date":
        try:
            Date.fromisoformat(value)
        except ValueError as error:
            raise CaseError(f"{here}: date must be YYYY-MM-DD: {value!r}") from error
    elif key == "none" and value:
        raise CaseError(f"{here}: nothing may follow 'none:'")
    elif key == "xfail":
        kind, _, reason = value.partition(" ")
        if kind not in XFAIL_KINDS or not reason.strip():
            raise CaseError(f"{here}: xfail needs a kind ({', '.join(XFAIL_KINDS)}) and a reason: {value!r}")


def parse_marks(value: str, at: str = "<text>:1", begin: int = 0) -> tuple[str, dict[str, Mark]]:
    """The text of a ``text:`` line and its marks by name, their offsets counted from ``begin``."""
    text, opened = "", -1
    marks: dict[str, Mark] = {}
    for piece in _BRACES.split(value):
        if piece in ("{{", "}}"):
            text += piece[0]
        elif piece == "{":
            if opened >= 0:
                raise CaseError(f"{at}: a mark inside a mark, or one that is not closed: {value!r}")
            opened = len(text)
        elif piece == "}":
            if opened < 0:
                raise CaseError(f"{at}: a brace closes no mark: {value!r}")
            words, bar, name = text[opened:].rpartition("|")
            if not bar or not words.strip() or not NAME.match(name) or name in KEYWORDS:
                raise CaseError(f"{at}: a mark is {{words|name}}, its name a lower-case word: {text[opened:]!r}")
            if name in marks:
                raise CaseError(f"{at}: two marks are called {name!r}")
            text = text[:opened] + words
            marks[name] = Mark(name, begin + opened, begin + len(text), words)
            opened = -1
        else:
            text += piece
    if opened >= 0:
        raise CaseError(f"{at}: a mark is not closed: {value!r}")
    return text, marks
