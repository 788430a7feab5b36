"""Reading lexicon files: plain TSV, one row a line, checked while it is read.

A file begins with a header line of column names; lines that begin with ``#`` are comments; cells hold several values
parted by ``|``. Every mistake is a ``LexiconError`` that begins with ``file:line``.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import LexiconError

Check = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Schema:
    """What a file of one kind must look like.

    ``columns`` in order; ``key`` the columns whose values together may appear once; ``required`` the columns that may
    not be empty; ``checks`` a function per column that returns a complaint or ``None`` (empty cells are not checked);
    ``is_sorted``: rows must be in ascending order of the key, so that a file has one form and diffs stay small.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...] = ("id",)
    required: tuple[str, ...] = ("id",)
    checks: dict[str, Check] = field(default_factory=dict)
    is_sorted: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column name, and where it stands (``file:line``)."""

    cells: dict[str, str]
    at: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def many(self, column: str) -> list[str]:
        """The values of a cell that holds several, parted by ``|``."""
        cell = self.cells[column]
        return cell.split("|") if cell else []


@contextmanager
def collector_paused() -> Iterator[None]:
    """No garbage collection while many objects are made that all stay: a fifth off the time of loading a lexicon."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_table(path: Path, schema: Schema) -> list[Row]:
    """All rows of a file, checked against its schema; raises ``LexiconError`` for the first thing wrong."""
    return list(_rows(path, schema))


def complaints(path: Path, schema: Schema) -> list[str]:
    """Everything wrong with a file, one ``file:line: what`` each; empty where it is right."""
    found: list[str] = []
    for _ in _rows(path, schema, found.append):
        pass
    return found


def _refuse(message: str) -> None:
    raise LexiconError(message)


def _rows(path: Path, schema: Schema, report: Callable[[str], None] = _refuse) -> Iterator[Row]:
    name = f"{path.parent.name}/{path.name}"
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        report(f"{name}:1: cannot be read: {error}")
        return
    columns, width = schema.columns, len(schema.columns)
    header_seen, count = False, 0
    last: tuple[str, ...] = ("",)
    seen: dict[tuple[str, ...], int] = {}
    fine: dict[str, set[str]] = {column: set() for column in schema.checks}
    for number, line in enumerate(lines, 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if not header_seen:
            header_seen = True
            if tuple(cells) != columns:
                report(f"{name}:{number}: header is {cells}, must be {list(columns)}")
                return
            continue
        count += 1
        if len(cells) != width:
            report(f"{name}:{number}: {len(cells)} cells, must be {width}")
            continue
        row = Row(dict(zip(columns, cells, strict=True)), f"{name}:{number}")
        problems = _problems(row.cells, schema, _may_have_stray(line), fine)
        key = tuple([row.cells[c] for c in schema.key])
        if key <= last or not schema.is_sorted:
            if key in seen:
                problems.append(f"duplicate of line {seen[key]}: {key}")
            if schema.is_sorted and key < last:
                problems.append(f"out of order: {key} after {last}")
        else:
            last = key
        seen[key] = number
        for problem in problems:
            report(f"{row.at}: {problem}")
        if not problems:
            yield row
    if not count:
        report(f"{name}:1: no rows")


def _may_have_stray(line: str) -> bool:
    """Quick to say no, since most lines have no stray spaces."""
    ends = line[0] in " \r" or line[-1] in " \r"
    return ends or "  " in line or "\t " in line or " \t" in line or not line.isascii()


def _problems(cells: dict[str, str], schema: Schema, has_stray: bool, fine: dict[str, set[str]]) -> list[str]:
    """What is wrong with a row; ``fine`` keeps the values of each checked column that were found right before."""
    found = [f"column {c!r} is empty" for c in schema.required if not cells[c]]
    for column, cell in cells.items() if has_stray else ():
        if cell != cell.strip() or "  " in cell:
            found.append(f"column {column!r} has stray spaces: {cell!r}")
    for column, right in fine.items():
        cell = cells[column]
        if cell and cell not in right:
            if complaint := schema.checks[column](cell):
                found.append(f"column {column!r}: {complaint}")
            else:
                right.add(cell)
    return found
