"""JSON: one object a line, one array of objects, or one object."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from detente.records import Document, Reject

from .clean import bad_bytes, refuse
from .fields import document_of
from .paths import suffix_of
from .stream import lines

MAX_WHOLE = 64_000_000  # characters of an array, which must be held in memory at once; JSON Lines have no limit


def read_json(stream: TextIO, origin: str, fields: Mapping[str, str], max_chars: int) -> Iterator[Document | Reject]:
    """The records of JSON Lines, a JSON array or a single object; a broken line costs only itself."""
    limit = 12 * max_chars + 65536  # a character may be written as \uD83D\uDE00
    rows = lines(stream, limit)
    first = next(((n, line) for n, line in rows if line is None or line.strip()), None)
    if first is None:
        return
    number, line = first
    if line is not None and _begins_whole(line.strip(), origin):
        yield from _whole(line + stream.read(MAX_WHOLE), number, origin, fields)
        return
    yield from _line(line, f"{origin}:{number}", fields, limit)
    for number, line in rows:
        if line is None or line.strip():
            yield from _line(line, f"{origin}:{number}", fields, limit)


def _begins_whole(line: str, origin: str) -> bool:
    """True where the first line begins an array, or an object that spans lines (in ``.jsonl``: a broken line)."""
    return line[0] == "[" or line == "{" or (line[0] == "{" and line[-1] == "," and suffix_of(origin) == ".json")


def _line(line: str | None, where: str, fields: Mapping[str, str], limit: int) -> Iterator[Document | Reject]:
    if line is None:
        yield refuse(where, f"line of more than {limit:,} characters")
        return
    value, problem = _parse(line)
    yield refuse(where, problem, line) if problem else _record(value, where, fields)


def _whole(text: str, line: int, origin: str, fields: Mapping[str, str]) -> Iterator[Document | Reject]:
    """The records of an array or of one object that spans lines."""
    if len(text) >= MAX_WHOLE:
        yield refuse(origin, f"JSON array of more than {MAX_WHOLE:,} characters; write it as .jsonl", text)
        return
    value, problem = _parse(text, line)
    if problem:
        yield refuse(origin, problem, text)
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield _record(item, f"{origin}:{number}", fields, f"record {number}: ")
    else:
        yield _record(value, origin, fields)


def _parse(text: str, line: int = 0) -> tuple[Any, str]:
    """A JSON value, or why it is none. NaN and infinity are read as null. ``line`` > 0: more than one line."""
    if problem := bad_bytes(text):
        return None, problem
    try:
        return json.loads(text, parse_constant=lambda _: None), ""
    except json.JSONDecodeError as error:
        place = f"line {line + error.lineno - 1}, " if line else ""
        return None, f"not JSON: {error.msg} ({place}column {error.colno})"
    except ValueError as error:
        return None, f"not JSON that can be read: {error}"
    except RecursionError:
        return None, "not JSON that can be read: nested too deeply"


def _record(value: object, where: str, fields: Mapping[str, str], begin: str = "") -> Document | Reject:
    if not isinstance(value, dict):
        return refuse(where, f"{begin}not a JSON object with fields but {type(value).__name__}", repr(value)[:200])
    return document_of(value, where, fields, begin)
