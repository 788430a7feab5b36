"""Episodes of a store: events of many documents that are the same act (``store.episodes`` makes them)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from ..store.episodes import current, made
from .views import scan

if TYPE_CHECKING:
    import duckdb

    from ..store.delta import Tables

# ``number``: the place of an episode in the order of all (``store.episodes``); ``place``: of a telling in its episode.
_VIEWS = """
CREATE VIEW episodes AS
SELECT * EXCLUDE (component, events, documents), array_to_string(events, '; ') AS events FROM _episodes;
CREATE TABLE _tellings AS
SELECT id AS episode, number, CAST(unnest(range(len(events))) AS INTEGER) AS place,
       unnest(events) AS event, unnest(documents) AS document
FROM (
    SELECT id, events, documents,
           row_number() OVER (ORDER BY published NULLS LAST, documents[1], events[1]) AS number FROM _episodes
)
ORDER BY number, place;
CREATE VIEW episode_events AS SELECT episode, event, document FROM _tellings;
"""
_FOUND = """
SELECT e.* EXCLUDE (component, events, documents), array_to_string(e.events, '; ') AS events
FROM _episodes e JOIN (
    SELECT DISTINCT x.episode, x.number FROM _tellings x
    JOIN (SELECT r.id, r.document FROM events r{where}) f ON f.id = x.event AND f.document = x.document
) n ON n.episode = e.id
ORDER BY n.number
"""


def add_views(db: duckdb.DuckDBPyConnection, tables: Tables, as_of: int | datetime | str | None) -> None:
    """Give a connection the views ``episodes`` and ``episode_events``: as stored for the batches that it sees, else
    worked out (nothing is written). ``as_of``: the state of the log that the connection shows.
    """
    stored = made(tables)
    if stored is not None and _is_of(db, tables, stored[1]):
        scan(db, tables, "episodes", stored[0])
    else:
        db.register("_episodes", current(tables, as_of))
    db.execute(_VIEWS)


def _is_of(db: duckdb.DuckDBPyConnection, tables: Tables, version: int) -> bool:
    """Whether that version of the log names the batches that the connection sees."""
    scan(db, tables, "batches", tables.must("batches", version), "_then")
    one, other = "SELECT batch FROM log", "SELECT batch FROM _then"
    ((apart,),) = db.execute(f"SELECT count(*) FROM (({one} EXCEPT {other}) UNION ({other} EXCEPT {one}))").fetchall()
    return bool(apart == 0)


def with_telling(where: str) -> str:
    """SQL for the episodes, in order, that have a telling of which the clause ``where`` over ``events r`` holds."""
    return _FOUND.format(where=where).strip()


def as_told(row: dict[str, Any]) -> dict[str, Any]:
    """A row as it is listed: no value where nothing is told is ``""`` in columns of text."""
    return {k: "" if v is None and k in ("mode", "place", "place_country") else v for k, v in row.items()}
