"""The tables of a store: what a row of each is, in Arrow types.

Every row of the data tables says which ``batch`` wrote it, which ``run`` that was, with which ``coder`` and
``lexicon``; ``month`` ("2023-04" of the day of publication, else "unknown") is what the files are parted by.
"""

from __future__ import annotations

import json
from datetime import date as Date
from typing import Any

import pyarrow as pa

from ..consolidate.copies import signature_of
from ..records.arrow import rows_of, schema_of
from ..records.document import Document, Reject
from ..records.entity import Entity
from ..records.event import Event
from ..records.flat import Record, records_of, to_json
from ..records.ids import content_id
from ..records.result import Result
from ..records.span import Span
from ..records.statement import Statement

VERSION = 2  # of this schema; a store says which it has (see ``delta.Tables``, ``migrate``)

_WROTE = [("month", pa.string()), ("batch", pa.string()), ("run", pa.string()), ("coder", pa.string()),
          ("lexicon", pa.string())]  # fmt: skip
_RECORD = [*_WROTE, ("whole", pa.string())]  # ``whole``: the record as JSON, with every span and reason
_MOMENT = pa.timestamp("us", tz="UTC")


def _with(kind: str, *more: tuple[str, Any]) -> pa.Schema:
    return pa.schema([*schema_of(kind), *(pa.field(name, type_) for name, type_ in more)])


DATA: dict[str, pa.Schema] = {
    "documents": _with(
        "document",
        ("text", pa.string()),
        ("body_start", pa.int64()),
        ("fingerprint", pa.string()),
        *_WROTE,
        ("signature", pa.binary()),  # ``consolidate.copies``; null in rows of schema 1
    ),
    "events": _with("event", *_RECORD),
    "statements": _with("statement", *_RECORD),
    "ties": _with("tie", *_RECORD),
    "event_mentions": pa.schema(
        [
            ("event", pa.string()),
            ("document", pa.string()),
            ("published", pa.date32()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("text", pa.string()),
            *_WROTE,
        ]
    ),
    "entities_seen": pa.schema(
        [
            ("document", pa.string()),
            ("published", pa.date32()),
            ("record", pa.string()),
            ("kind", pa.string()),
            ("role", pa.string()),
            ("name", pa.string()),
            ("country", pa.string()),
            ("sector", pa.string()),
            ("entity", pa.string()),
            ("office", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("text", pa.string()),
            ("score", pa.float64()),
            *_WROTE,
        ]
    ),
    "rejects": pa.schema([("origin", pa.string()), ("reason", pa.string()), ("sample", pa.string()), *_WROTE]),
}
# What was written whole: a row is added to ``batches`` last, and only rows of data that it names can be seen.
LOG: dict[str, pa.Schema] = {
    "runs": pa.schema(
        [
            ("run", pa.string()),
            ("started", _MOMENT),
            ("coder", pa.string()),
            ("lexicon", pa.string()),
            ("model", pa.string()),
            ("settings", pa.string()),
            ("schema", pa.int64()),
        ]
    ),
    "batches": pa.schema(
        [
            ("batch", pa.string()),
            ("run", pa.string()),
            ("committed", _MOMENT),
            ("documents", pa.list_(pa.string())),
            ("fingerprints", pa.list_(pa.string())),
            ("coder", pa.string()),
            ("lexicon", pa.string()),
            ("rows", pa.string()),
        ]
    ),
}
# What follows from the rest: a row for each episode, written anew as a whole (see ``store.episodes``).
DERIVED: dict[str, pa.Schema] = {
    "episodes": pa.schema(
        [
            ("id", pa.string()),
            ("component", pa.string()),
            ("type", pa.string()),
            ("mode", pa.string()),
            ("published", pa.date32()),
            ("date", pa.date32()),
            ("first_day", pa.date32()),
            ("last_day", pa.date32()),
            ("actors", pa.string()),
            ("recipients", pa.string()),
            ("countries", pa.string()),
            ("place", pa.string()),
            ("place_country", pa.string()),
            ("killed", pa.float64()),
            ("wounded", pa.float64()),
            ("tellings", pa.int64()),
            ("sources", pa.int64()),
            ("copies", pa.int64()),
            ("publishers", pa.string()),
            ("otherwise", pa.string()),
            ("events", pa.list_(pa.string())),
            ("documents", pa.list_(pa.string())),
        ]
    ),
}
TABLES = {**DATA, **DERIVED, **LOG}  # the log last: where it is, all are


def month_of(document: Document) -> str:
    """The month that a document's rows lie under."""
    return f"{document.date:%Y-%m}" if document.date else "unknown"


def rows_for(result: Result) -> dict[str, list[dict[str, Any]]]:
    """The rows that one document gives to each data table, without what says who wrote them."""
    document = result.document
    about = {"document": document.id, "published": document.date}
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in DATA}
    (row,) = rows_of(result, "document")
    whole = {"text": document.text, "body_start": document.body_start, "fingerprint": fingerprint_of(document)}
    signature = signature_of(document.text[document.body_start :])
    found["documents"].append({**row, "published": document.date, **whole, "signature": signature})
    for name, kind in (("events", "event"), ("statements", "statement"), ("ties", "tie")):
        records = [r for r in records_of(result) if _kind(r) == kind]
        for flat, record in zip(rows_of(result, kind), records, strict=True):
            days = {k: flat[k] for k in ("published", "date_start", "date_end", "as_of") if k in flat}
            found[name].append({**flat, **{k: _day(v) for k, v in days.items()}, "whole": _json(record, document)})
    for event in result.events:
        for span in event.tellings or (event.evidence,):
            found["event_mentions"].append({"event": event.id, **about, **_at(span)})
    for record in records_of(result):
        for role, entity in _sides(record):
            found["entities_seen"].append(_seen(record, role, entity, about))
    return found


def reject_row(reject: Reject) -> dict[str, Any]:
    """The row of what was refused."""
    return {"origin": reject.origin, "reason": reject.reason, "sample": reject.sample}


def fingerprint_of(document: Document) -> str:
    """What changes where a document's text or day, title, source or address changes."""
    about = (document.fingerprint, document.title, document.source, document.url, document.body_start)
    return content_id("v", *about)


def table_of(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    """Rows as an Arrow table of that name's columns; halves of surrogate pairs are escaped."""
    schema = TABLES[name]
    columns = [pa.array([_cell(row.get(f.name)) for row in rows], type=f.type, from_pandas=False) for f in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _cell(value: Any) -> Any:
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value


def _day(value: Any) -> Any:
    return Date.fromisoformat(value) if isinstance(value, str) and value else value or None


def _json(record: Record, document: Document) -> str:
    return json.dumps(to_json(record, document), ensure_ascii=False, sort_keys=True)


def _kind(record: Record) -> str:
    return "event" if isinstance(record, Event) else "statement" if isinstance(record, Statement) else "tie"


def _sides(record: Record) -> list[tuple[str, Entity]]:
    if isinstance(record, Event):
        said = [("says", record.says)] if record.says else []
        return [*(("actor", e) for e in record.actors), *(("recipient", e) for e in record.recipients), *said]
    if isinstance(record, Statement):
        return [*(("speaker", e) for e in record.speakers), *(("addressee", e) for e in record.addressees)]
    return [("from", record.source), ("to", record.target)]


def _seen(record: Record, role: str, entity: Entity, about: dict[str, Any]) -> dict[str, Any]:
    return {
        **about, "record": record.id, "kind": _kind(record), "role": role, "name": entity.name,
        "country": entity.country, "sector": entity.sector, "entity": entity.id, "office": entity.office,
        **_at(entity.span), "score": entity.score,
    }  # fmt: skip


def _at(span: Span | None) -> dict[str, Any]:
    return {
        "start": span.start if span else None, "end": span.end if span else None, "text": span.text if span else None,
    }  # fmt: skip
