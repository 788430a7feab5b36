"""Plain text: one report, or several that each begin a line with ``date 2023-04-29``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from detente.errors import ReadError
from detente.records import Document, Reject

from .clean import refuse
from .dateline import begins_report, read_head

_FIELDS = ("id", "title", "source", "url", "language")


def read_text(stream: TextIO, origin: str, max_chars: int, size: str = "") -> Iterator[Document | Reject]:
    """The reports of a text. Each is a slice of it; the slices together are the whole. ``size`` is for messages."""
    for line, text, many in _slices(stream, max_chars):
        where = f"{origin}:{line}" if many else origin
        if len(text) > max_chars:
            yield refuse(where, f"text{size} is over the limit of {max_chars:,} characters", text)
            continue
        head = read_head(text)
        if head.problem:
            yield refuse(f"{origin}:{line + head.line - 1}", head.problem, text)
            continue
        known = {name: head.fields.pop(name) for name in _FIELDS if name in head.fields}
        yield Document(
            text=text,
            date=head.date,
            body_start=head.body_start,
            date_span=head.date_span,
            origin=where,
            extra=dict(head.fields),
            **known,
        )


def text_document(text: str, **known: Any) -> Document:
    """The document of one text in memory, its head (``date 2023-04-29``, ``Title: ...``) read as in a file.

    ``known`` are fields of ``Document`` (date, id, title, source, url); a value given there wins over the head's, an
    empty one does not. Raises ``ReadError`` where the text begins with a date that does not exist.
    """
    head = read_head(text)
    if head.problem:
        raise ReadError(f"text, line {head.line}: {head.problem}")
    told: dict[str, Any] = {name: head.fields.pop(name) for name in _FIELDS if name in head.fields}
    told |= {"date": head.date} | {name: value for name, value in known.items() if value}
    return Document(text=text, body_start=head.body_start, date_span=head.date_span, extra=dict(head.fields), **told)


def _slices(stream: TextIO, max_chars: int) -> Iterator[tuple[int, str, bool]]:
    """Line of the first character, text, and whether there are several; a text over the limit is cut just beyond it."""
    limit = max(max_chars + 1, 65536)
    parts: list[str] = []
    size, first, number, cuts, fresh, blank = 0, 1, 1, 0, True, True
    while chunk := stream.readline(limit):
        if fresh and (blank or cuts) and begins_report(chunk):
            if cuts:
                yield first, "".join(parts), True
                parts, size, first = [], 0, number
            cuts += 1
        blank = blank and not chunk.strip()
        if size <= max_chars:
            parts.append(chunk)
            size += len(chunk)
        elif not cuts:
            break
        fresh = chunk.endswith(("\n", "\r"))
        number += fresh
    yield first, "".join(parts), cuts > 1
