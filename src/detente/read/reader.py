"""From paths to documents: every input ends as exactly one ``Document`` or one ``Reject``."""

from __future__ import annotations

import csv
import io
import os
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date as Date
from pathlib import Path
from typing import BinaryIO

from detente.errors import ReadError
from detente.records import Document, Reject

from .clean import bad_text, foreign, printable, refuse
from .dateline import day_in_name
from .fields import check_fields
from .jsonl import read_json
from .language import foreign_language
from .paths import KINDS, find_files, suffix_of
from .stream import HEAD, decoded, opened
from .table import looks_like_table, read_parquet, read_table
from .text import read_text

_PARQUET = b"PAR1"


def read_paths(
    paths: Sequence[str],
    *,
    fields: Mapping[str, str] | None = None,
    date: Date | None = None,
    stdin: BinaryIO | None = None,
    max_chars: int = 1_000_000,
    languages: Collection[str] = ("en",),
) -> Iterator[Document | Reject]:
    """Documents of files, folders, globs and ``-`` (standard input), one at a time, in a fixed order.

    ``fields`` says which column of a record is what (``{"text": "body"}``); ``date`` is the day of publication of
    those that tell none themselves (before the one in a text file's name); ``max_chars`` the longest text;
    ``languages`` the ISO 639-1 codes that are let through (empty: any). One bad input never stops the rest: it comes
    out as a ``Reject``. Raises ``ReadError``, at once, only for a wrong ``fields``.
    """
    check_fields(fields or {})
    return _documents(paths, fields=fields or {}, date=date, stdin=stdin, max_chars=max_chars, languages=languages)


def _documents(
    paths: Sequence[str],
    *,
    fields: Mapping[str, str],
    date: Date | None,
    stdin: BinaryIO | None,
    max_chars: int,
    languages: Collection[str],
) -> Iterator[Document | Reject]:
    seen: dict[str, tuple[str, str]] = {}
    for path in find_files(paths):
        if isinstance(path, Reject):
            yield path
            continue
        for item in _read_file(path, fields, stdin, max_chars):
            if isinstance(item, Reject):
                yield item
                continue
            document = _own_id(_dated(item, path, date), seen)
            yield _refused(document, max_chars, languages, seen) or document


def _read_file(
    path: str, fields: Mapping[str, str], stdin: BinaryIO | None, max_chars: int
) -> Iterator[Document | Reject]:
    """The records of one file; what goes wrong underway becomes a ``Reject`` and ends the file, not the run."""
    found = False
    try:
        with opened(path, stdin) as stream:
            for item in _records(stream, path, fields, max_chars):
                found = True
                yield item
        if not found:
            yield refuse(path, "empty: no records in it")
    except UnicodeDecodeError as error:
        yield refuse(path, f"not {error.encoding}, as its first bytes promise: {error.reason}")
    except OSError as error:
        yield refuse(path, error.strerror or str(error) or type(error).__name__)
    except EOFError:
        yield refuse(path, "broken gzip archive: it ends too early")
    except zlib.error as error:
        yield refuse(path, f"broken gzip archive: {error}")
    except (ReadError, csv.Error, ValueError) as error:
        yield refuse(path, str(error))


def _records(
    stream: io.BufferedReader, path: str, fields: Mapping[str, str], max_chars: int
) -> Iterator[Document | Reject]:
    """The records of an unpacked stream, read as its name says, else as its first bytes look."""
    head = stream.peek(HEAD)[:HEAD]
    if not head:
        yield refuse(path, "empty file")
        return
    origin = printable(path)
    suffix = suffix_of(path) if path != "-" else "-"
    kind = "parquet" if head.startswith(_PARQUET) else KINDS.get(suffix) or _look(head, fields)
    if kind == "parquet":
        yield from read_parquet(stream, origin, fields, packed=not isinstance(stream.raw, io.FileIO))
    elif reason := foreign(head):
        yield refuse(path, reason, head)
    else:
        size = f" of {os.fstat(stream.fileno()).st_size:,} bytes" if isinstance(stream.raw, io.FileIO) else ""
        with decoded(stream) as text:
            if kind == "json":
                yield from read_json(text, origin, fields, max_chars)
            elif kind == "table":
                yield from read_table(text, origin, fields, max_chars)
            else:
                yield from read_text(text, origin, max_chars, size)


def _look(head: bytes, fields: Mapping[str, str]) -> str:
    """What a stream without a telling name holds."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{") or (start.startswith(b"[") and start[1:].lstrip().startswith(b"{")):
        return "json"
    first = start.split(b"\n", 1)[0].decode("utf-8", "replace")
    return "table" if looks_like_table(first, fields) else "text"


def _dated(document: Document, path: str, date: Date | None) -> Document:
    """The document with the day given for all, or the one in the name of its text file, where it tells none."""
    if document.date is not None:
        return document
    if date is None and path != "-" and KINDS.get(suffix_of(path), "text") == "text":
        date = day_in_name(Path(path).name)
    if date is None:
        return document
    own_id = "" if document.id == f"d-{document.fingerprint}" else document.id
    return replace(document, date=date, id=own_id)


def _own_id(document: Document, seen: dict[str, tuple[str, str]]) -> Document:
    """An id that another text has already (rows numbered from 1 in every file) gives way to one from the content; the
    one given is kept in ``extra``.
    """
    taken = seen.get(document.id)
    if taken is None or taken[0] == document.fingerprint:
        return document
    return replace(document, id="", extra={**document.extra, "given_id": document.id})


def _refused(
    document: Document, max_chars: int, languages: Collection[str], seen: dict[str, tuple[str, str]]
) -> Reject | None:
    """Why a document is not let in: its text, its language, or that it has been read before."""
    body = document.text[document.body_start : document.body_start + HEAD]
    reason = bad_text(document.text, document.body_start, max_chars) or foreign_language(
        body, document.language, languages
    )
    if not reason:
        fingerprint = document.fingerprint
        if document.id not in seen:
            seen[document.id] = (fingerprint, document.origin)
            return None
        reason = f"duplicate of {seen[document.id][1]}"
    return refuse(document.origin, reason, document.text)
