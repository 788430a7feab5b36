"""Records as Arrow tables: one level of columns, with the same types for any input.

pyarrow and pandas are loaded by name, when first asked for: records themselves stay within the standard library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date as Date
from importlib import import_module
from typing import Any

from .flat import COLUMNS, to_row
from .result import Result

DOCUMENT_COLUMNS = (
    "id", "published", "title", "source", "url", "language", "origin", "characters", "events", "statements", "ties",
    "notes",
)  # fmt: skip
TABLES: dict[str, tuple[str, ...]] = {**COLUMNS, "document": DOCUMENT_COLUMNS}

# Everything else is text. ``events`` is a number in the table of documents and a list of ids in that of statements.
_WHOLE = frozenset(
    ("evidence_start evidence_end sentence_start quote_start quote_end content_start content_end tellings "
     "characters order_year").split()
)  # fmt: skip
_REAL = frozenset(
    "lat lon score share goldstein intensity killed wounded arrested amount ordered delivered value".split()
)
_TRUTH = frozenset("anonymous background direct licensed second_hand".split())
_DAY = frozenset("published date_start date_end as_of".split())
_COUNTS = frozenset("events statements ties".split())


def kind_of(name: str) -> str:
    """``event``, ``statement``, ``tie`` or ``document``, from its name or plural; else ``ValueError``."""
    kind = name.lower().removesuffix("s")
    if kind not in TABLES:
        raise ValueError(f"unknown kind of record {name!r}: {', '.join(TABLES)}")
    return kind


def rows_of(result: Result, kind: str) -> list[dict[str, Any]]:
    """The rows of one kind that a result gives: cells of text, numbers, true or false, ``None``."""
    records: dict[str, tuple[Any, ...]] = {"event": result.events, "statement": result.statements, "tie": result.ties}
    if kind == "document":
        return [_document_row(result)]
    return [to_row(record, result.document) for record in records[kind]]


def schema_of(kind: str) -> Any:
    """The ``pyarrow.Schema`` of a kind's table."""
    pa = import_module("pyarrow")
    types = {"whole": pa.int64(), "real": pa.float64(), "truth": pa.bool_(), "day": pa.date32(), "text": pa.string()}
    return pa.schema([(column, types[_type_of(column, kind)]) for column in TABLES[kind]])


def batch_of(rows: list[dict[str, Any]], kind: str) -> Any:
    """Rows of one kind as a ``pyarrow.Table``; halves of surrogate pairs, which Arrow cannot hold, are escaped."""
    pa = import_module("pyarrow")
    schema = schema_of(kind)
    columns = [
        pa.array([_READ[_type_of(f.name, kind)](row[f.name]) for row in rows], type=f.type, from_pandas=False)
        for f in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def table_of(results: Iterable[Result], kind: str) -> Any:
    """The records of one kind of many results as a ``pyarrow.Table``."""
    kind = kind_of(kind)
    return batch_of([row for result in results for row in rows_of(result, kind)], kind)


def frame_of(results: Iterable[Result], kind: str) -> Any:
    """The records of one kind of many results as a pandas ``DataFrame``; ``ImportError`` where pandas is missing."""
    try:
        import_module("pandas")
    except ImportError as error:
        raise ImportError("to_pandas needs pandas: pip install pandas") from error
    return table_of(results, kind).to_pandas()


def _document_row(result: Result) -> dict[str, Any]:
    d = result.document
    return {
        "id": d.id, "published": d.date.isoformat() if d.date else None, "title": d.title, "source": d.source,
        "url": d.url, "language": d.language, "origin": d.origin, "characters": len(d.text),
        "events": len(result.events), "statements": len(result.statements), "ties": len(result.ties),
        "notes": "; ".join(result.notes),
    }  # fmt: skip


def _type_of(column: str, kind: str) -> str:
    if column in _WHOLE or (kind == "document" and column in _COUNTS):
        return "whole"
    if column in _REAL:
        return "real"
    if column in _TRUTH:
        return "truth"
    return "day" if column in _DAY else "text"


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return str(value).encode("utf-8", "backslashreplace").decode("utf-8")


def _day(value: Any) -> Date | None:
    return Date.fromisoformat(value) if value else None


def _as_is(value: Any) -> Any:
    return value


_READ: dict[str, Callable[[Any], Any]] = {"text": _text, "day": _day, "whole": _as_is, "real": _as_is, "truth": _as_is}
