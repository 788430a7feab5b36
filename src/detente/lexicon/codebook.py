"""Users' own codebooks: types, rules and classes of words on top of the shipped ones.

A codebook is a folder of files in the form of the shipped ones (docs/codebook.md): ``plover.tsv`` for types,
``composition.tsv``, ``operators.tsv``, ``classes.tsv``, ``contexts.tsv``, ``light.tsv``, ``none.tsv``, and for the
rules of a type a file of its name, ``mediate.tsv``. A row with the key of a shipped row replaces it, a row whose key
begins with ``-`` takes that row away, any other row is added. What is wrong costs its row only.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from ..errors import LexiconError
from .check import Known, known_in, wrong_in
from .schemas import DATA, PREDICATE_TYPES, PREDICATES, RULE_FILES, SCHEMAS
from .table import Row, Schema, complaints, read_table
from .table import _rows as rows_told  # one reading, one wording, for shipped and users' files

PLOVER_TABLE = "ontology/plover.tsv"
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnRow(Row):
    """A row of a user's codebook."""


@dataclass(slots=True, eq=False)
class Codebook:
    """A codebook as it goes on top of the shipped files.

    ``tables`` are whole: the shipped rows with the user's among them, by the shipped file's name; ``types`` are all
    types, in lower case, as their files are called. ``complaints`` name the rows that are lost, as ``file:line: what``;
    ``counts`` say of each file how many rows are ``added``, ``replaced`` and ``removed``.
    """

    path: Path
    sha256: str
    tables: dict[str, list[Row]] = field(default_factory=dict)
    types: tuple[str, ...] = ()
    complaints: list[str] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.name

    @property
    def used(self) -> dict[str, int]:
        """How many rows are added, replaced and removed in all."""
        return {what: sum(c[what] for c in self.counts.values()) for what in _DONE}

    @property
    def stamp(self) -> dict[str, str]:
        """What a run notes of it: its name, and the SHA-256 of its content."""
        return {"name": self.name, "sha256": self.sha256}

    @property
    def quads(self) -> dict[str, str]:
        """The quad class of each type, where the codebook has types of its own."""
        return {r["type"]: r["quad"] for r in self.tables.get(PLOVER_TABLE, ()) if not r["mode"]}

    @property
    def places(self) -> dict[str, str]:
        """Where the user's rules stand, by their ids."""
        every = (row for rows in self.tables.values() for row in rows)
        return {r["id"]: r.at for r in every if isinstance(r, OwnRow) and "id" in r.cells}

    def told(self) -> str:
        """Name, content and size in a few words."""
        used = self.used
        return f"codebook {self.name} ({self.sha256[:12]}): {told(used)}"


_DONE = ("added", "replaced", "removed")


def told(count: Mapping[str, int]) -> str:
    """How many rows were used, and how."""
    return ", ".join(f"{count[what]:,} {what}" for what in _DONE)


def read_codebook(folder: Path, root: Path = DATA) -> Codebook:
    """The codebook in ``folder``, to go on top of the files under ``root``.

    Raises ``LexiconError`` where there is no such folder, or no file of a codebook in it.
    """
    path = folder.resolve()
    files = _files(path)
    if not files:
        what = "no .tsv file in it" if path.is_dir() else "no such folder"
        raise LexiconError(f"{folder}: no codebook: {what} (docs/codebook.md)")
    return _read(path, root, _content_hash(files))


def _files(path: Path) -> list[Path]:
    try:
        return sorted(p for p in path.iterdir() if p.suffix == ".tsv" and p.name[0] != ".")
    except OSError:
        return []


def _content_hash(files: list[Path]) -> str:
    """SHA-256 over names and bytes of the files, so that the same content has the same hash anywhere."""
    found = hashlib.sha256()
    for file in files:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise LexiconError(f"{file}: cannot be read: {error.strerror or error}") from error
        found.update(f"{file.name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()


@dataclass(slots=True)
class _File:
    """A file of a codebook: its rows, and the keys that it takes away with where it says so."""

    path: Path
    rows: list[OwnRow] = field(default_factory=list)
    gone: dict[Key, str] = field(default_factory=dict)


@cache
def _read(path: Path, root: Path, sha256: str) -> Codebook:
    book = Codebook(path, sha256)
    files: dict[str, _File] = {}
    for file in _files(path):
        stem = file.stem.lower()
        name = PLOVER_TABLE if stem == "plover" else f"predicates/{stem}.tsv"
        files[name] = _read_file(file, SCHEMAS.get(name, PREDICATES), book.complaints)

    def shipped(name: str) -> list[Row]:
        return read_table(root / name, SCHEMAS[name]) if name in SCHEMAS else []

    def merged(name: str) -> list[Row]:
        return _merged(shipped(name), files[name], _schema(name), Counter()) if name in files else shipped(name)

    if PLOVER_TABLE in files:
        _check_types(files[PLOVER_TABLE], shipped(PLOVER_TABLE), book.complaints)
    known = known_in(merged)
    for name, held in files.items():
        _check_rows(name, held, known, {_key(r, _schema(name)) for r in shipped(name)}, book.complaints)
        count = book.counts[held.path.name] = Counter()
        book.tables[name] = _merged(shipped(name), held, _schema(name), count)
    book.types = tuple(t for t in PREDICATE_TYPES if t.upper() in known.modes or t == "none")
    book.types += tuple(sorted(t.lower() for t in known.modes if t.lower() not in PREDICATE_TYPES))
    for type_ in book.types:
        if (name := f"predicates/{type_}.tsv") not in SCHEMAS:
            book.tables.setdefault(name, [])  # a type that only operators make
    book.complaints.sort(key=_place)
    return book


def _schema(name: str) -> Schema:
    return SCHEMAS.get(name, PREDICATES)


def _key(row: Row, schema: Schema) -> Key:
    return tuple(row[c] for c in schema.key)


def _place(complaint: str) -> tuple[str, int]:
    """File and line that a complaint begins with."""
    match = _AT.match(complaint)
    return (match[1], int(match[2])) if match else (complaint, 0)


_AT = re.compile(r"(.*?\.tsv):(\d+)")


# --- one file --------------------------------------------------------------------------------------------------------


def _read_file(path: Path, schema: Schema, found: list[str]) -> _File:
    """The rows of one file that are right in themselves; what is wrong with the others goes to ``found``.

    Its header may leave out columns that may be empty, and have them in any order; rows need not be sorted.
    """
    held, at = _File(path), f"{path.parent.name}/{path.name}"
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        found += complaints(path, schema)  # in the words that shipped files have
        return held
    begin = next((n for n, line in enumerate(lines) if line and line[0] != "#"), None)
    if begin is None:
        found.append(f"{at}:1: no rows")
        return held
    header = lines[begin].split("\t")
    if problem := _header_problem(header, schema):
        found.append(f"{at}:{begin + 1}: {problem}")
        return held
    first = header.index(schema.key[0])
    for number, line in enumerate(lines[begin + 1 :], begin + 2):
        cells = line.split("\t")
        if line and line[0] != "#" and len(cells) > first and cells[first].startswith("-"):
            pairs = dict(zip(header, cells, strict=False))
            key = tuple(pairs.get(c, "") for c in schema.key)
            held.gone[key[0][1:], *key[1:]] = f"{at}:{number}"
    mine: list[str] = []
    removing = {_place(place) for place in held.gone.values()}
    kept = replace(
        schema,
        columns=tuple(header),
        key=tuple(c for c in schema.key if c in header),
        checks={c: check for c, check in schema.checks.items() if c in header},
        is_sorted=False,
    )
    for row in rows_told(path, kept, mine.append):
        if _place(row.at) not in removing:
            held.rows.append(OwnRow(dict.fromkeys(schema.columns, "") | row.cells, row.at))
    found += [c for c in mine if _place(c) not in removing]
    return held


def _header_problem(header: list[str], schema: Schema) -> str:
    wrong = [c for c in header if c not in schema.columns]
    lacking = [c for c in schema.required if c not in header]
    if header[0].startswith("\ufeff"):
        return "begins with a byte order mark: save it as UTF-8 without one"
    if wrong or lacking or len(set(header)) < len(header):
        twice = "a column is there twice"
        what = f"unknown columns {wrong}" if wrong else f"no columns {lacking}" if lacking else twice
        return f"{what}; the columns are {' '.join(schema.columns)}, of which {' '.join(schema.required)} are needed"
    return ""


# --- against the other files -----------------------------------------------------------------------------------------


def _check_types(held: _File, shipped: list[Row], found: list[str]) -> None:
    """Leave out types that cannot be, and modes of types that are not there; a type goes with its modes."""
    for (type_, mode), at in list(held.gone.items()):
        if not mode:
            held.gone |= {(r["type"], r["mode"]): at for r in shipped if r["type"] == type_}
    types = {r["type"] for r in (*shipped, *held.rows) if not r["mode"] and (r["type"], "") not in held.gone}
    types |= {r["type"] for r in held.rows if not r["mode"]}
    kept = []
    for row in held.rows:
        if row["type"].lower() in {"plover", "none", *RULE_FILES}:
            found.append(f"{row.at}: a type cannot be called {row['type']}: {row['type'].lower()}.tsv is another file")
        elif row["type"] not in types:
            found.append(f"{row.at}: a mode of {row['type']}, which has no row of its own (with an empty mode)")
        else:
            kept.append(row)
    held.rows = kept


def _check_rows(name: str, held: _File, known: Known, shipped: set[Key], found: list[str]) -> None:
    """Leave out the rows that name what is not there."""
    type_ = held.path.stem.upper()
    if name not in SCHEMAS and type_ not in known.modes:
        at = min([r.at for r in held.rows] + list(held.gone.values()), key=_place, default="")
        found.append(f"{at or f'{held.path.parent.name}/{held.path.name}:1'}: no type {type_}: plover.tsv can add it")
        held.rows, held.gone = [], {}
    wrong = {row.at: wrong_in(name, row, known) for row in held.rows}
    found += [what for whats in wrong.values() for what in whats]
    held.rows = [row for row in held.rows if not wrong[row.at]]
    for key, at in list(held.gone.items()):
        if key not in shipped:
            found.append(f"{at}: no shipped row {' '.join(filter(None, key))!r} to take away")
            del held.gone[key]


def _merged(shipped: Iterable[Row], held: _File, schema: Schema, count: Counter[str]) -> list[Row]:
    """The shipped rows, those of the codebook in their places or behind them; ``count`` learns what was done."""
    mine: dict[Key, Row] = {_key(r, schema): r for r in held.rows}
    rows: list[Row] = []
    for row in shipped:
        key = _key(row, schema)
        if key in mine:
            rows.append(mine.pop(key))
            count["replaced"] += 1
        elif key in held.gone:
            count["removed"] += 1
        else:
            rows.append(row)
    count["added"] += len(mine)
    return [*rows, *mine.values()]
