"""Gold documents: one JSON object a line, in the form of ``detente code --format documents``, checked while read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date as Date
from typing import Any

from ..read.clean import bad_bytes, refuse
from ..records import KINDS as TIE_KINDS
from ..records import STATUSES, Reject
from .counts import half_of

Row = dict[str, Any]
Types = Mapping[str, Collection[str]]

KINDS = ("events", "statements", "ties")
MAX_LINE = 10_000_000  # characters of one line; the longest article with its records has a hundredth of it
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def read_gold(
    lines: Iterable[tuple[int, str | None]], origin: str, types: Types, half: int | None = None
) -> Iterator[Row | Reject]:
    """The gold documents of some numbered lines; a line that is none comes as a ``Reject`` that names ``origin:line``.

    ``types`` maps each event type to its modes. A document that lacks the key ``events``, ``statements`` or ``ties``
    was not coded for that kind; records may lack what is only compared (``mode``, ``status``, ``background``,
    ``date``, ``place``, ``direct``). With ``half`` only the documents whose id falls into that half.
    """
    yield from read_rows(lines, origin, lambda row: _check(row, types), half)


def read_rows(
    lines: Iterable[tuple[int, str | None]], origin: str, check: Callable[[Row], None], half: int | None = None
) -> Iterator[Row | Reject]:
    """As ``read_gold``, for any form of gold: ``check`` raises ``ValueError`` for the first thing wrong with a row, and
    sees to it that there is an ``id``.
    """
    seen: dict[str, int] = {}
    for number, line in lines:
        where = f"{origin}:{number}"
        if line is None:
            yield refuse(where, f"line of more than {MAX_LINE:,} characters")
            continue
        if not line.strip():
            continue
        try:
            row = _parsed(line)
            check(row)
            need(row["id"] not in seen, f"id {row['id']!r} is that of line {seen.get(row['id'])} too")
        except ValueError as error:
            yield refuse(where, str(error), line)
            continue
        seen[row["id"]] = number
        if half is None or half_of(row["id"]) == half:
            yield row


def _parsed(line: str) -> Row:
    if problem := bad_bytes(line):
        raise ValueError(problem)
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} (column {error.colno})") from error
    except RecursionError:
        raise ValueError("not JSON that can be read: nested too deeply") from None
    if not isinstance(row, dict):
        raise ValueError(f"not a JSON object but {type(row).__name__}")  # noqa: TRY004 - a wrong value of the input
    return row


# --- what a document must look like ----------------------------------------------------------------------------------


def _check(row: Row, types: Types) -> None:
    """Raise ``ValueError`` for the first thing wrong with a gold document."""
    check_head(row, "date")
    need(any(kind in row for kind in KINDS), f"none of {', '.join(KINDS)}")
    checks: dict[str, Callable[[Row], None]] = {
        "events": lambda e: _check_event(e, row["text"], types),
        "statements": lambda s: _check_statement(s, row["text"]),
        "ties": lambda t: _check_tie(t, row["text"]),
    }
    for kind in KINDS:
        records = row.get(kind, [])
        need(isinstance(records, list), f"{kind} is no list")
        for number, record in enumerate(records, 1):
            try:
                need(isinstance(record, dict), "no JSON object")
                checks[kind](record)
            except ValueError as error:
                raise ValueError(f"{kind} {number}: {error}") from error


def check_head(row: Row, day_key: str) -> None:
    """Raise ``ValueError`` where id or text of a gold document is missing or broken, or its day is none."""
    for key in ("id", "text"):
        need(isinstance(row.get(key), str) and row[key].strip() != "", f"no {key}")
        need(not (problem := bad_bytes(row[key])), f"{key}: {problem}")
    day = row.get(day_key)
    need(day is None or _is_day(day), f"{day_key} {day!r} is no day such as 2023-04-29")


def _check_event(event: Row, text: str, types: Types) -> None:
    kind, mode = event.get("type"), event.get("mode")
    need(isinstance(kind, str) and kind in types, f"unknown type {kind!r}")
    need(mode is None or (isinstance(mode, str) and mode in types[str(kind)]), f"unknown mode {mode!r} of {kind}")
    for side in ("actors", "recipients"):
        _check_entities(event.get(side), side)
    _check_piece(event, "evidence", text)
    status, background = event.get("status", STATUSES[0]), event.get("background", False)
    need(status in STATUSES, f"unknown status {status!r}")
    need(isinstance(background, bool), f"background {background!r} is neither true nor false")
    day, place = event.get("date"), event.get("place")
    need(day is None or (isinstance(day, str) and _DAY.fullmatch(day) is not None), f"date {day!r} is no day")
    if place is not None:
        need(isinstance(place, dict) and isinstance(place.get("name"), str), "place has no name")
        _check_country(place, "place")


def _check_statement(statement: Row, text: str) -> None:
    speaker, direct = statement.get("speaker"), statement.get("direct", False)
    _check_entities(speaker if isinstance(speaker, list) else [speaker], "speaker")
    _check_piece(statement, "content", text)
    need(isinstance(direct, bool), f"direct {direct!r} is neither true nor false")


def _check_tie(tie: Row, text: str) -> None:
    need(tie.get("kind") in TIE_KINDS, f"unknown kind {tie.get('kind')!r}")
    for side in ("from", "to"):
        _check_entities([tie.get(side)], side)
    _check_piece(tie, "evidence", text)


def _check_entities(entities: object, side: str) -> None:
    if not isinstance(entities, list):
        raise ValueError(f"{side} is no list")  # noqa: TRY004 - a wrong value of the input
    for entity in entities:
        need(isinstance(entity, dict) and isinstance(entity.get("name"), str), f"{side}: an entity has no name")
        _check_country(entity, side)


def _check_country(entity: Row, of: str) -> None:
    country = entity.get("country")
    need(country is None or (isinstance(country, str) and country != ""), f"{of}: country {country!r} is no code")


def _check_piece(record: Row, key: str, text: str) -> None:
    piece = record.get(key)
    need(isinstance(piece, str) and piece.strip() != "", f"no {key}")
    need(str(piece) in text, f"{key} {str(piece)[:60]!r} is no piece of the text")


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and Date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def need(condition: bool, complaint: str) -> None:
    """Raise ``ValueError`` with the complaint unless the condition holds."""
    if not condition:
        raise ValueError(complaint)
