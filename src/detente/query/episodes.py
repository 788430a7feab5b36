"""Episodes of a store: events of many documents that are the same act (``store.episodes`` makes them)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from ..store.episodes import current

if TYPE_CHECKING:
    import duckdb

    from ..store.delta import Tables

_VIEWS = """
CREATE TABLE _episodes AS SELECT row_number() OVER () AS place_in_order, * FROM _read;
CREATE VIEW episodes AS
SELECT * EXCLUDE (component, events, documents, place_in_order), array_to_string(events, '; ') AS events FROM _episodes;
CREATE TABLE episode_events AS
SELECT id AS episode, unnest(events) AS event, unnest(documents) AS document FROM _episodes ORDER BY place_in_order;
"""
_FOUND = """
SELECT e.* EXCLUDE (component, events, documents, place_in_order), array_to_string(e.events, '; ') AS events
FROM _episodes e
WHERE e.id IN (
    SELECT x.episode FROM episode_events x
    JOIN (SELECT r.id, r.document FROM events r{where}) f ON f.id = x.event AND f.document = x.document
)
ORDER BY e.place_in_order
"""


def add_views(db: duckdb.DuckDBPyConnection, tables: Tables, as_of: int | datetime | str | None) -> None:
    """Give a connection the views ``episodes`` and ``episode_events``: as stored for the batches that it sees, else
    worked out (nothing is written). ``as_of``: the state of the log that the connection shows.
    """
    batches = [batch for (batch,) in db.execute("SELECT batch FROM log").fetchall()]
    db.register("_read", current(tables, as_of, batches))
    db.execute(_VIEWS)
    db.unregister("_read")


def with_telling(where: str) -> str:
    """SQL for the episodes, in order, that have a telling of which the clause ``where`` over ``events r`` holds."""
    return _FOUND.format(where=where).strip()


def as_told(row: dict[str, Any]) -> dict[str, Any]:
    """A row as it is listed: no value where nothing is told is ``""`` in columns of text."""
    return {k: "" if v is None and k in ("mode", "place", "place_country") else v for k, v in row.items()}
