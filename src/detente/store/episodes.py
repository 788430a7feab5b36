"""Episodes as a table that follows from the rest: which tellings are one act (``consolidate.across``).

The table is written as a whole, in one commit that names the state of the log which it follows from: a kill leaves the
one before, and a reader who finds it behind works out what is missing. Only components that a new, replaced or removed
telling touches are grouped again; the outcome is that of grouping all, in whatever order documents came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date as Date
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError

from ..consolidate import across, copies, groups
from ..consolidate.across import Episode, Telling, episodes, neighbours
from ..consolidate.copies import witnesses
from ..lexicon.schemas import DATA as LEXICON
from . import tellings as told
from .delta import Tables
from .schema import DERIVED
from .state import Holding, Snapshot, snapshot

_SCHEMA = DERIVED["episodes"]
_FIELDS = ("start", "actors", "recipients", "mode", "place", "killed", "wounded")
_TRIES = 3


def current(tables: Tables, as_of: int | datetime | str | None = None) -> pa.Table:
    """The episodes of what can be seen now, or at ``as_of``: as stored, or worked out without being written."""
    return _current(tables, snapshot(tables, as_of))


def build(tables: Tables) -> int:
    """Bring the stored table up to date; how many episodes it has. Where others write it at once, theirs may stay: a
    reader works out what it lacks.
    """
    for _ in range(_TRIES):
        seen = snapshot(tables)
        if (table := stored(tables, seen.batches)) is not None:
            return len(table)
        table = _current(tables, seen)
        try:
            tables.replace("episodes", table, {"rules": _rules(), "log": seen.version})
        except CommitFailedError:
            continue
        return len(table)
    return 0


def stored(tables: Tables, batches: Iterable[str]) -> pa.Table | None:
    """The table, where it follows from these very batches, by the rules of this version; else ``None``."""
    if (known := made(tables)) is None:
        return None
    table, log = known
    told_then = tables.read("batches", log, ["batch"])["batch"].to_pylist()
    return _read(table) if set(told_then) == set(batches) else None


def anew(tables: Tables, seen: Snapshot) -> pa.Table:
    """The episodes of all that can be seen, whatever is stored."""
    return _renewed(tables, seen, None, {})


@cache
def _rules() -> int:
    """A name for the rules: a hash of the files that hold them, so that none changes unnoticed."""
    files = [Path(str(module.__file__)) for module in (across, copies, groups, told)]
    files += [Path(__file__), *(LEXICON / name for name in told.LEXICON_FILES)]
    read = sha256(b"".join(file.read_bytes() for file in files))
    return int.from_bytes(read.digest()[:7])  # Delta's marks are signed numbers of eight bytes


def made(tables: Tables) -> tuple[DeltaTable, int] | None:
    """The stored table, and the version of the log that it follows from; ``None`` where other rules made it."""
    table = tables.must("episodes")
    log = table.transaction_version("log")
    return None if log is None or table.transaction_version("rules") != _rules() else (table, log)


def _read(table: DeltaTable) -> pa.Table:
    return table.to_pyarrow_dataset().to_table()


def _current(tables: Tables, seen: Snapshot) -> pa.Table:
    if (table := stored(tables, seen.batches)) is not None:
        return table
    if (known := made(tables)) is None:
        return anew(tables, seen)
    table, log = known
    return _renewed(tables, seen, _read(table), snapshot(tables, log).held)


def _renewed(tables: Tables, seen: Snapshot, table: pa.Table | None, was: dict[str, Holding]) -> pa.Table:
    """``table``, which follows from what was held, as it follows from what can be seen."""
    if table is None:  # type by type, since no act is of two: so only the tellings of one are held at once
        types = [pc.field("type") == kind for kind in told.types(tables)]
        tables_of = [_table(tables, seen, episodes(told.tellings(tables, seen, where=of))) for of in types]
        return _ordered(pa.concat_tables([_SCHEMA.empty_table(), *tables_of]))
    fresh = {d for d, h in seen.held.items() if d not in was or was[d].batch != h.batch}
    new = list(told.tellings(tables, seen, fresh)) if fresh else []
    gone = {d for d, h in was.items() if d not in seen.held or seen.held[d].batch != h.batch}
    known = [t for t in told.tellings(tables, seen, where=told.near(new)) if t.document not in fresh] if new else []
    linked = {(t.document, t.event) for t in neighbours(new, known)}
    rows = table.select(["component", "documents", "events"]).to_pylist()
    touched = {
        row["component"] for row in rows
        if not gone.isdisjoint(row["documents"]) or not linked.isdisjoint(_pairs(row))
    }  # fmt: skip
    again = {pair for row in rows if row["component"] in touched for pair in _pairs(row) if pair[0] not in gone}
    members = told.tellings(tables, seen, {document for document, _ in again}) if again else ()
    made = episodes([*new, *(t for t in members if (t.document, t.event) in again)])
    kept = table.filter(pc.invert(pc.is_in(table["component"], pa.array(sorted(touched), pa.string()))))
    return _ordered(pa.concat_tables([kept, _table(tables, seen, made)]))


def _pairs(row: dict[str, Any]) -> Iterable[tuple[str, str]]:
    return zip(row["documents"], row["events"], strict=True)


def _ordered(table: pa.Table) -> pa.Table:
    """Episodes in the order of their first tellings, as ``consolidate.across`` gives them."""
    keys = {"document": pc.list_element(table["documents"], 0), "event": pc.list_element(table["events"], 0)}
    by = pa.table({"published": table["published"], **keys})
    order = pc.sort_indices(by, sort_keys=[(k, "ascending") for k in ("published", "document", "event")])
    return table.take(order).combine_chunks()


def _table(tables: Tables, seen: Snapshot, found: list[Episode]) -> pa.Table:
    several = {t.document for e in found if len(e.tellings) > 1 for t in e.tellings}
    signed = told.signatures(tables, seen, several)
    rows = [_row(episode, signed) for episode in found]
    columns = [pa.array([row[f.name] for row in rows], type=f.type) for f in _SCHEMA]
    return _ordered(pa.Table.from_arrays(columns, schema=_SCHEMA))


def _row(episode: Episode, signed: dict[str, bytes]) -> dict[str, Any]:
    """What most tellings say, what others say, how many there are, of how many sources."""
    first = episode.tellings[0]
    days = [t.start for t in episode.tellings if t.start is not None]
    said = {name: episode.said(name) for name in _FIELDS}
    most = {name: next(iter(values), None) for name, values in said.items()}
    publisher = {t.document: t.source for t in episode.tellings}
    sources, copied = witnesses((d, name, signed.get(d, b"")) for d, name in publisher.items())
    return {
        "id": episode.id, "component": episode.component, "type": first.type, "mode": most["mode"],
        "published": first.published, "date": Date.fromisoformat(most["start"]) if most["start"] else None,
        "first_day": min(days, default=None), "last_day": max(days, default=None),
        "actors": most["actors"] or "", "recipients": most["recipients"] or "",
        "countries": "; ".join(sorted({c for t in episode.tellings for c in t.actors | t.recipients})),
        "place": most["place"], "place_country": _place_country(episode.tellings, most["place"]),
        "killed": _number(most["killed"]), "wounded": _number(most["wounded"]),
        "tellings": len(episode.tellings), "sources": sources, "copies": copied,
        "publishers": "; ".join(sorted(set(publisher.values()) - {""})),
        "otherwise": "; ".join(
            f"{name}: {' / '.join(f'{value} ({n})' for value, n in values.items())}"
            for name, values in said.items() if len(values) > 1
        ),
        "events": [t.event for t in episode.tellings], "documents": [t.document for t in episode.tellings],
    }  # fmt: skip


def _place_country(tellings: Iterable[Telling], place: str | None) -> str | None:
    counts: dict[str, int] = defaultdict(int)
    for telling in tellings:
        if telling.country and telling.place == (place or ""):
            counts[telling.country] += 1
    return min(counts, key=lambda c: (-counts[c], c)) if counts else None


def _number(text: str | None) -> float | None:
    return float(text) if text is not None else None
