"""Is everything in a store as it must be?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from .delta import Tables
from .episodes import anew, stored
from .schema import DATA
from .state import Snapshot, snapshot

_SHOWN = 1000  # faults that are told


def verify(tables: Tables, as_of: int | str | None = None) -> list[str]:
    """What is wrong with what can be seen, one line each; empty where all is right.

    Every batch has the rows that its log says; every document is there once; every record's id once, its document
    there, each of its spans equal to the text at its offsets, what it points at (events of statements, mentions,
    sides) there. Episodes that are stored are those that come out when all tellings are grouped anew.
    """
    seen = snapshot(tables, as_of)
    faults: list[str] = []
    for fault in _faults(tables, seen):
        faults.append(fault)
        if len(faults) >= _SHOWN:
            break
    return faults


def _faults(tables: Tables, seen: Snapshot) -> Iterator[str]:
    yield from _counts(tables, seen)
    texts: dict[str, str] = {}
    for row in _visible(tables, "documents", seen, ["id", "text", "batch"]):
        if row["id"] in texts:
            yield f"documents: {row['id']} is there twice"
        texts[row["id"]] = row["text"]
    for document in sorted(set(seen.held) - set(texts)):
        yield f"documents: {document} is in the log and not in the table"
    ids: dict[str, set[tuple[str, str]]] = {}
    for name in ("events", "statements", "ties"):
        ids[name] = set()
        for row in _visible(tables, name, seen, ["id", "document", "batch", "whole"]):
            at = f"{name}: {row['id']} of {row['document']}"
            if (row["document"], row["id"]) in ids[name]:
                yield f"{at} is there twice"
            ids[name].add((row["document"], row["id"]))
            yield from (f"{at}: {what}" for what in _wrong_spans(row, texts.get(row["document"])))
    yield from _references(tables, seen, ids)
    yield from _episodes(tables, seen)


def _episodes(tables: Tables, seen: Snapshot) -> Iterator[str]:
    table = stored(tables, seen.batches)
    if table is None:
        return  # behind: who reads works out what is missing
    told, right = table.to_pylist(), anew(tables, seen).to_pylist()
    if told != right:
        known = {row["id"]: row for row in told}
        wrong = [row["id"] for row in right if known.pop(row["id"], None) != row]
        yield from (f"episodes: {one} is not what its tellings give" for one in wrong)
        yield from (f"episodes: {one} has no telling" for one in known)
        if not (wrong or known):
            yield "episodes: they are there twice, or out of order"


def _counts(tables: Tables, seen: Snapshot) -> Iterator[str]:
    log = {row["batch"]: json.loads(row["rows"]) for row in tables.read("batches").to_pylist()}
    for name in DATA:
        found = Counter(tables.read(name, columns=["batch"])["batch"].to_pylist())
        for batch in seen.batches:
            told = log[batch].get(name, 0)
            if found[batch] != told and found[batch]:
                yield f"{name}: batch {batch} has {found[batch]} rows, its log says {told}"
            elif told and not found[batch] and _holds(seen, batch):
                yield f"{name}: batch {batch} has no rows, its log says {told}"


def _holds(seen: Snapshot, batch: str) -> bool:
    return any(h.batch == batch for h in seen.held.values())


def _wrong_spans(row: dict[str, Any], text: str | None) -> Iterator[str]:
    if text is None:
        yield "its document is not there"
        return
    record = json.loads(row["whole"])
    if record["id"] != row["id"]:
        yield f"its id is {record['id']} inside"
    for span in _spans(record):
        if text[span["start"] : span["end"]] != span["text"]:
            yield f"{span['text']!r} is not what stands at {span['start']}:{span['end']}"


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.keys() >= {"start", "end", "text"} and isinstance(value["start"], int):
            yield value
        else:
            for part in value.values():
                yield from _spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from _spans(part)


def _references(tables: Tables, seen: Snapshot, ids: dict[str, set[tuple[str, str]]]) -> Iterator[str]:
    for row in _visible(tables, "statements", seen, ["id", "document", "batch", "events"]):
        for event in (row["events"] or "").split("; ") if row["events"] else ():
            if (row["document"], event) not in ids["events"]:
                yield f"statements: {row['id']} of {row['document']}: no event {event}"
    for row in _visible(tables, "event_mentions", seen, ["event", "document", "batch"]):
        if (row["document"], row["event"]) not in ids["events"]:
            yield f"event_mentions: no event {row['event']} of {row['document']}"
    kinds = {"event": "events", "statement": "statements", "tie": "ties"}
    for row in _visible(tables, "entities_seen", seen, ["record", "kind", "document", "batch"]):
        if (row["document"], row["record"]) not in ids[kinds[row["kind"]]]:
            yield f"entities_seen: no {row['kind']} {row['record']} of {row['document']}"


def _visible(tables: Tables, name: str, seen: Snapshot, columns: list[str]) -> Iterator[dict[str, Any]]:
    key = "id" if name == "documents" else "document"
    scanner = tables.must(name).to_pyarrow_dataset().scanner(columns=columns, batch_size=2_000)
    for batch in scanner.to_batches():
        for row in batch.to_pylist():
            held = seen.held.get(row[key])
            if held is not None and held.batch == row["batch"]:
                yield row
