"""Rows of other people's files: cells with their exact characters, whatever the header, delimiter or width.

A file may begin with a mark of its encoding, with lines before its header, or without a header; rows may be too short,
or have empty cells too many. A row that cannot be read is a ``Reject``; all others go through.
"""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from ..errors import ReadError
from ..read.stream import decoded, lines, opened
from ..records import Reject, Result, Span

MISSING = frozenset({"", "NA", "N/A", "None", "none", "NULL", "null", "NaN", "nan", "\\N", "---"})
_DELIMITERS = ("\t", ",", ";", "|")
_LOOKED_AT = 40  # lines in which a header is looked for
_LONGEST = 1 << 20  # characters of a line
_JOINED = 100  # lines that one quoted cell may run over
_SAMPLE = 120
Cell = tuple[str, int, int]  # value, and the characters of the row that it was read from


class Unfit(Exception):
    """A row that gives no record; its text says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``text`` as it stood in the file, its ``cells`` by column, where it stood, what stood before the header.

    Column names are in lower case, their words parted by ``_``.
    """

    text: str
    cells: Mapping[str, Cell]
    origin: str
    before: str = ""
    missing: frozenset[str] = MISSING
    note: str = ""

    def get(self, column: str) -> str:
        """The value of a cell; empty where the column or the value is missing."""
        value = self.cells[column][0] if column in self.cells else ""
        return "" if value in self.missing else value

    def span(self, column: str) -> Span | None:
        """The exact characters of a cell; ``None`` where it has none."""
        if not self.get(column):
            return None
        _, start, end = self.cells[column]
        return Span.of(self.text, start, end)

    def parts(self, column: str, mark: str = ";") -> list[tuple[str, Span]]:
        """The values of a cell that holds several, each with its characters; missing ones are empty."""
        if not self.get(column):
            return []
        _, start, end = self.cells[column]
        found, at = list[tuple[str, Span]](), start
        for piece in self.text[start:end].split(mark):
            begin = at + len(piece) - len(piece.lstrip())
            value = piece.strip()
            found.append(("" if value in self.missing else value, Span.of(self.text, begin, begin + len(value))))
            at += len(piece) + len(mark)
        return found

    @property
    def whole(self) -> Span:
        """The whole row."""
        return Span(0, len(self.text), self.text)


@dataclass(frozen=True, slots=True)
class Form:
    """A format of rows: ``widths`` the columns by their number, for files without a header; ``required`` what a header
    must have; ``aliases`` other names of columns; ``doubt``: a column without a name is called after the one before it;
    ``make`` what a row becomes under a label (raises ``Unfit``).
    """

    name: str
    widths: Mapping[int, tuple[str, ...]]
    required: tuple[str, ...]
    make: Callable[[Row, str], Result]
    delimiter: str = "\t"
    aliases: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = MISSING
    needs_header: bool = False


def read_rows(path: str | Path, form: Form, label: str) -> Iterator[Result | Reject]:
    """The records of each row of a file, and what cannot be read."""
    name = str(path)
    try:
        seen: dict[str, tuple[int, str]] = {}
        with opened(name) as raw, decoded(raw) as stream:
            for row in _rows(stream, form, Path(name).name if name != "-" else "stdin"):
                yield _once(_made(row, form, label), seen) if isinstance(row, Row) else row
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, ReadError) as error:
        yield Reject(name, f"cannot be read: {getattr(error, 'strerror', None) or error}")


def _made(row: Row, form: Form, label: str) -> Result | Reject:
    try:
        return form.make(row, label)
    except Unfit as error:
        return Reject(row.origin, str(error), row.text[:_SAMPLE])


def _once(made: Result | Reject, seen: dict[str, tuple[int, str]]) -> Result | Reject:
    """Refuse a row of the same key as another one before it in its file: it would take that one's place."""
    if isinstance(made, Reject):
        return made
    told = (hash(made.document.text), made.document.origin)
    before = seen.setdefault(made.document.id, told)
    if before[0] == told[0]:
        return made
    return Reject(made.document.origin, f"another row has its key: {before[1]}", made.document.text[:_SAMPLE])


def _rows(stream: TextIO, form: Form, name: str) -> Iterator[Row | Reject]:
    numbered = lines(stream, _LONGEST)
    first = list(islice(numbered, _LOOKED_AT))
    delimiter, header_at = _shape([_clean(text or "") for _, text in first], form)
    columns = _header(_cells(_clean(first[header_at][1] or ""), delimiter) or [], form) if header_at >= 0 else None
    before = "\n".join(_clean(text or "") for _, text in first[: max(header_at, 0)])
    rest = chain(first[header_at + 1 :], numbered)
    if form.needs_header and columns is None:
        yield Reject(f"{name}:1", f"no header of {form.name}: {', '.join(form.required)}")
        return
    for number, text, cells in _records(rest, delimiter):
        origin = f"{name}:{number}"
        if cells is None:
            why = "the line is too long" if text is None else "a quotation mark is not closed"
            yield Reject(origin, why, (text or "")[:_SAMPLE])
        elif any(value for value, _, _ in cells):
            yield _row(text or "", cells, columns, form, origin, before)


def _row(
    text: str, cells: list[Cell], columns: tuple[str, ...] | None, form: Form, origin: str, before: str
) -> Row | Reject:
    if columns is not None and _header(cells, form) == columns:
        return Reject(origin, "a header once more", text[:_SAMPLE])
    names, filled = columns, len(cells)
    while filled and not cells[filled - 1][0]:
        filled -= 1
    if names is None:
        fits = [width for width in form.widths if width == len(cells)] or [w for w in form.widths if w >= filled]
        names = form.widths[min(fits)] if fits else form.widths[max(form.widths)]
    if filled > len(names):
        return Reject(origin, f"{filled} cells, {form.name} has {len(names)}", text[:_SAMPLE])
    found: dict[str, Cell] = {}
    for column, cell in zip(names, cells, strict=False):
        found.setdefault(column, cell)
    note = f"{len(cells)} of {len(names)} cells" if len(cells) < len(names) else ""
    row = Row(text, found, origin, before, form.missing, note)
    empty = [c for c in form.required if not row.get(c)]
    if empty:
        return Reject(origin, f"{note}{': ' if note else ''}no {', '.join(empty)}", text[:_SAMPLE])
    return row


def _shape(first: list[str], form: Form) -> tuple[str, int]:
    """The delimiter, and which of the lines is the header (-1: none)."""
    order = (form.delimiter, *(d for d in _DELIMITERS if d != form.delimiter))
    for delimiter in order:
        for at, text in enumerate(first):
            if set(form.required) <= set(_header(_cells(text, delimiter) or [], form)):
                return delimiter, at
            if text.strip() and not form.needs_header:
                break
    for delimiter in order:
        if any(len(_cells(text, delimiter) or []) in form.widths for text in first):
            return delimiter, -1
    return form.delimiter, -1


def _header(cells: list[Cell], form: Form) -> tuple[str, ...]:
    names = list[str]()
    for value, _, _ in cells:
        name = re.sub(r"[^a-z0-9]+", "_", value.lower()).strip("_")
        if not name and names:
            name = f"{names[-1]}_doubt"
        names.append(form.aliases.get(name, name))
    return tuple(names)


def _records(
    numbered: Iterator[tuple[int, str | None]], delimiter: str
) -> Iterator[tuple[int, str | None, list[Cell] | None]]:
    """Rows with the number of their first line; a quoted cell may run over several lines."""
    waiting = deque[tuple[int, str | None]]()
    while True:
        item = waiting.popleft() if waiting else next(numbered, None)
        if item is None:
            return
        number, raw = item
        if raw is None:
            yield number, None, None
            continue
        text, taken = _clean(raw), list[tuple[int, str | None]]()
        cells = _cells(text, delimiter)
        joined = raw
        while cells is None and len(taken) < _JOINED:
            more = waiting.popleft() if waiting else next(numbered, None)
            if more is None:
                break
            taken.append(more)
            if more[1] is None:
                break
            joined += more[1]
            cells = _cells(_clean(joined), delimiter, strict=True)
        if cells is None:
            waiting.extendleft(reversed(taken))
            yield number, text, None
        else:
            yield number, _clean(joined), cells


def _clean(line: str) -> str:
    """Without the line's end; bytes that are no UTF-8 are read as Windows-1252."""
    line = line.rstrip("\r\n")
    if any("\udc80" <= c <= "\udcff" for c in line):
        raw = line.encode("utf-8", "surrogateescape")
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:
            return raw.decode("latin-1")
    return line


def _cells(text: str, delimiter: str, *, strict: bool = False) -> list[Cell] | None:
    """The cells of a row; ``None`` where a quotation mark is not closed (in files parted by tabs they mean nothing),
    or, if ``strict``, is closed within a cell.
    """
    found, at, end = list[Cell](), 0, len(text)
    if delimiter == "\t":
        for piece in text.split("\t"):
            found.append(_stripped(text, at, at + len(piece)))
            at += len(piece) + 1
        return found
    while True:
        stop = text.find(delimiter, at)
        stop = end if stop < 0 else stop
        if text.startswith('"', at):
            close = _closing(text, at + 1)
            if close < 0:
                return None
            if close + 1 == end or text.startswith(delimiter, close + 1):
                found.append((text[at + 1 : close].replace('""', '"').strip(), at + 1, close))
                stop = close + 1
            elif strict:
                return None
            else:
                found.append(_stripped(text, at, stop))
        else:
            found.append(_stripped(text, at, stop))
        if stop >= end:
            return found
        at = stop + 1


def _closing(text: str, at: int) -> int:
    while (close := text.find('"', at)) >= 0 and text.startswith('"', close + 1):
        at = close + 2
    return close


def _stripped(text: str, start: int, end: int) -> Cell:
    if end - start > 1 and text[start] == text[end - 1] == '"':
        start, end = start + 1, end - 1
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    return piece, start, start + len(piece)
