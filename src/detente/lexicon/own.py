"""Users' own actors: files that stand on top of the shipped ones.

Two forms, told apart by what is in them: a table (TSV with a header, see docs/actors.md), and the actor and agent
dictionaries of PETRARCH (``petrarch.py``). A row that is wrong is named as ``file:line`` and left out; the rest loads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path

from ..errors import LexiconError
from .schemas import DATA, SCHEMAS, SECTORS
from .table import read_table

FIRST, LAST = "0000", "9999-99-99"
REQUIRED = ("name", "country", "sector")
COLUMNS = (*REQUIRED, "names", "office", "since", "until", "kind", "note")
KINDS = ("person", "group", "organisation", "state")
_OFFICE = re.compile(r"^[a-z][a-z0-9_]*$")
_DAY = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass(frozen=True, slots=True)
class Period:
    """What an actor is on ``since <= day < until`` (text that sorts as days), and the ``forms`` that name it then.

    ``at`` is the ``file:line`` that says so.
    """

    at: str
    forms: tuple[str, ...]
    country: str | None
    sector: str
    office: str = ""
    since: str = FIRST
    until: str = LAST
    note: str = ""


@dataclass(slots=True)
class OwnActor:
    """An actor of a user's file. ``kind`` is one of ``KINDS``, or empty where the file does not say; ``folded``: its
    forms are written in capitals without accents and stand for the name in its usual writing.
    """

    name: str
    kind: str = ""
    folded: bool = False
    periods: list[Period] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OwnAgent:
    """A role noun of a user's file: its forms in lower case, and its sector."""

    forms: tuple[str, ...]
    sector: str
    at: str


@dataclass(slots=True)
class OwnFile:
    """What a file holds. ``complaints`` name the lines that are lost, ``notes`` what else is to be known, both as
    ``file:line: what``; ``used`` counts the lines that loaded.
    """

    path: Path
    form: str
    actors: list[OwnActor] = field(default_factory=list)
    agents: list[OwnAgent] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    used: int = 0

    @property
    def lost(self) -> int:
        """How many lines are lost."""
        return len({c.split(": ", 1)[0] for c in self.complaints})


def read_own(path: Path) -> OwnFile:
    """The actors of one file, whatever its form. Raises ``LexiconError`` where it cannot be read or is of no form."""
    from .petrarch import looks_like_petrarch, read_petrarch

    lines = _lines(path)
    first = next((line for line in lines if line.strip() and line[0] != "#"), "")
    if "name" in first.split("\t"):
        return _read_own_table(path, lines)
    if looks_like_petrarch(lines):
        return read_petrarch(path, lines)
    raise LexiconError(f"{path}:1: neither a table with the columns {' '.join(REQUIRED)} nor a PETRARCH dictionary")


def _lines(path: Path) -> list[str]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read: {error.strerror or error}") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")  # what old dictionaries are written in
    return [line.rstrip("\r") for line in text.split("\n")]


def _read_own_table(path: Path, lines: list[str]) -> OwnFile:
    made = OwnFile(path, "table")
    actors: dict[str, OwnActor] = {}
    seen: dict[tuple[str, str], int] = {}
    columns: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line[0] == "#":
            continue
        cells = [c.strip() for c in line.split("\t")]
        if not columns:
            columns = _header(path, number, cells)
            continue
        at = f"{path.name}:{number}"
        row = dict.fromkeys(COLUMNS, "") | dict(zip(columns, cells, strict=False))
        problems = [f"{len(cells)} cells under {len(columns)} columns"] if len(cells) > len(columns) else []
        problems += _problems(row)
        if (row["name"], row["since"]) in seen:
            problems.append(f"the same name and since as line {seen[row['name'], row['since']]}, which holds")
        if problems:
            made.complaints += [f"{at}: {p}" for p in problems]
            continue
        seen[row["name"], row["since"]] = number
        actor = actors.setdefault(row["name"], OwnActor(row["name"]))
        actor.kind = actor.kind or row["kind"] or ("person" if row["office"] else "")
        forms = tuple(dict.fromkeys([row["name"], *(f.strip() for f in row["names"].split("|") if f.strip())]))
        actor.periods.append(
            Period(
                at, forms, row["country"] or None, row["sector"], row["office"],
                row["since"] or FIRST, row["until"] or LAST, row["note"],
            )
        )  # fmt: skip
        made.used += 1
    made.actors = list(actors.values())
    return made


def _header(path: Path, number: int, cells: list[str]) -> list[str]:
    wrong = [c for c in cells if c not in COLUMNS]
    lacking = [c for c in REQUIRED if c not in cells]
    if wrong or lacking or len(set(cells)) < len(cells):
        what = (
            f"unknown columns {wrong}" if wrong else f"no columns {lacking}" if lacking else "a column is there twice"
        )
        raise LexiconError(
            f"{path.name}:{number}: {what}; the columns are {' '.join(COLUMNS)}, of which the first three"
        )
    return cells


def _problems(row: dict[str, str]) -> list[str]:
    found = [f"no {column}" for column in ("name", "sector") if not row[column]]
    if row["country"] and row["country"] not in _countries():
        found.append(f"unknown country {row['country']!r} (ISO 3166 alpha-3, or IGO, NGO, IMG)")
    if row["sector"] and row["sector"] not in SECTORS:
        found.append(f"unknown sector {row['sector']!r} (one of {' '.join(sorted(SECTORS))})")
    if row["office"] and not _OFFICE.match(row["office"]):
        found.append(f"office {row['office']!r} is no code such as foreign_minister")
    if row["kind"] and row["kind"] not in KINDS:
        found.append(f"unknown kind {row['kind']!r} (one of {' '.join(KINDS)})")
    if row["kind"] == "state" and row["country"] in ("", "IGO", "NGO", "IMG"):
        found.append("a state needs its country")
    days = [row[c] for c in ("since", "until")]
    found += [f"{day!r} is no day, month or year" for day in days if day and not is_day(day)]
    if all(days) and all(map(is_day, days)) and not days[0] < days[1]:
        found.append(f"since {days[0]} is not before until {days[1]}")
    return found


def is_day(text: str) -> bool:
    """True for a day, month or year that exists: "2014-05-26", "2014-05", "2014"."""
    match = _DAY.match(text)
    if match is None:
        return False
    try:
        Date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def _countries() -> frozenset[str]:
    rows = read_table(DATA / "actors" / "countries.tsv", SCHEMAS["actors/countries.tsv"]) if not _KNOWN else []
    _KNOWN.update(r["id"] for r in rows)
    return frozenset(_KNOWN | {"IGO", "NGO", "IMG"})


_KNOWN: set[str] = set()
