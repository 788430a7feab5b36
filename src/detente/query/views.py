"""A store's tables as DuckDB views, with only the rows that can be seen."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from functools import cached_property
from urllib.parse import unquote

import duckdb
from deltalake import DeltaTable

from ..lexicon.schemas import DATA as LEXICON
from ..store.delta import Tables, log_at
from ..store.schema import DATA, TABLES

_DOCUMENT_KEY = {"documents": "id"}
_PLAIN = ("rejects",)  # of no document
_UNREAD = ("signature",)  # for merging only; files of schema 1 have none

# What each view holds, for ``detente sql --help`` and the docs.
VIEWS = {
    "documents": "a row for each report, with its text",
    "events": "who did what to whom, when, where; a row for each event of a document",
    "statements": "who said what",
    "ties": "what stands between two",
    "event_mentions": "each telling of an event in its document, at its characters",
    "entities_seen": "each side of each record: role, name, country, sector, lexicon id, characters",
    "sides": "entities_seen of events, actors and recipients only, with the event's day",
    "dyads": "a row for each pair of countries of an event: a acts on b (of two-sided acts both ways)",
    "episodes": "acts, each once, with what most of its tellings say (query.episodes)",
    "episode_events": "which events of which documents are an episode's tellings",
    "rejects": "what was refused, and why",
    "runs": "with what was coded, when",
    "batches": "the log: what was written when",
    "members": "memberships of the lexicon: organisation, member, since, until (days, half-open)",
}


class Views:
    """A connection (``db``) to a store as it is now, or was at ``as_of``: ``version`` of its log, and each view of
    ``VIEWS`` but the episodes, made when it is first asked for (``need``), so that opening reads the log alone.

    Raises ``StoreError`` where there is no store, or no such version.
    """

    def __init__(self, tables: Tables, as_of: int | datetime | str | None = None) -> None:
        self._tables = tables
        self._made: set[str] = set()
        log, until = log_at(tables, as_of)
        self.version = log.version()
        self.db = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
        self.db.execute("SET TimeZone = 'UTC'")
        scan(self.db, tables, "batches", log)
        self.db.execute("CREATE TABLE log AS SELECT * FROM _batches WHERE committed <= ?", [until or _EVER])
        self._logged = Counter(dict.fromkeys(DATA, 0))
        for (rows,) in self.db.execute("SELECT rows FROM log").fetchall():
            self._logged.update(json.loads(rows))

    def need(self, *names: str) -> None:
        """Make views (all, where none is named); names of others are passed over."""
        for name in names or tuple(VIEWS):
            if name not in self._made:
                self._made.add(name)
                if name in DATA:
                    self._data(name)
                elif name in _REST:
                    self.need(*_NEEDS.get(name, ()))
                    if name == "runs":
                        scan(self.db, self._tables, name, self._tables.must(name))
                    self.db.execute(_REST[name])

    def need_for(self, sql: str) -> None:
        """Make the views that a query names; all where it names none, or asks what there is."""
        text = sql.lower()
        named = [name for name in VIEWS if name in text]
        self.need(*([] if "schema" in text or "duckdb_" in text else named))

    def _data(self, name: str) -> None:
        table = self._tables.must(name)
        scan(self.db, self._tables, name, table)
        seen = _seen(name, table.count() > self._logged[name], self._replaced)
        self.db.execute(f"CREATE VIEW {name} AS SELECT *, {_DATASET} FROM _{name}{seen}")

    @cached_property
    def _replaced(self) -> bool:
        """Whether a document was written more than once; then the table ``replaced`` names its older batches."""
        self.db.execute(
            "CREATE TABLE told AS SELECT unnest(documents) AS document, batch, committed FROM log; "
            "CREATE VIEW seen AS SELECT document, arg_max(batch, (committed, batch)) AS batch FROM told GROUP BY ALL"
        )
        ((every, apart),) = self.db.execute("SELECT count(*), count(DISTINCT document) FROM told").fetchall()
        if every != apart:
            self.db.execute("CREATE TABLE replaced AS SELECT document, batch FROM told EXCEPT SELECT * FROM seen")
        return bool(every != apart)


def _seen(name: str, more: bool, replaced: bool) -> str:
    """The condition on rows that can be seen: in a batch of the log, where there are ``more`` rows than it tells of
    (left behind, or of later), and not replaced, where any document was.
    """
    conditions = ["batch IN (SELECT batch FROM log)"] if more else []
    if replaced and name not in _PLAIN:
        key = _DOCUMENT_KEY.get(name, "document")
        conditions.append(f"({key}, batch) NOT IN (SELECT document, batch FROM replaced)")
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def scan(db: duckdb.DuckDBPyConnection, tables: Tables, name: str, table: DeltaTable, under: str = "") -> None:
    """The rows of all files of a table, as a view ``under`` that name, else the table's own after ``_``: read by DuckDB
    itself in a folder (without pyarrow's datasets, which take half a second to import), through Arrow elsewhere.
    """
    files, under = table.file_uris(), under or f"_{name}"
    if not files:
        columns = ", ".join(f'"{f.name}" {_TYPES[str(f.type)]}' for f in TABLES[name] if f.name not in _UNREAD)
        db.execute(f"CREATE TABLE {under} ({columns})")
    elif tables.is_local:
        listed = ", ".join("'" + unquote(f.removeprefix("file://")).replace("'", "''") + "'" for f in files)
        parted = ", hive_partitioning = true, hive_types = {'month': VARCHAR}" if name in DATA else ""
        columns = ", ".join(f'"{f.name}"' for f in TABLES[name] if f.name not in _UNREAD)
        db.execute(f"CREATE VIEW {under} AS SELECT {columns} FROM read_parquet([{listed}]{parted})")
    else:
        db.register(f"_all{under}", table.to_pyarrow_dataset())
        unread = [f.name for f in TABLES[name] if f.name in _UNREAD]
        db.execute(f"CREATE VIEW {under} AS SELECT *{f' EXCLUDE ({unread[0]})' if unread else ''} FROM _all{under}")


_TYPES = {
    "string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN", "date32[day]": "DATE",
    "timestamp[us, tz=UTC]": "TIMESTAMPTZ", "list<item: string>": "VARCHAR[]", "list<element: string>": "VARCHAR[]",
}  # fmt: skip
_EVER = datetime(9999, 1, 1, tzinfo=UTC)
_DATASET = "split_part(coder, ' ', 1) AS dataset"  # "detente" of our own records, "icews" ... of an import
_PATH = str(LEXICON / "actors" / "memberships.tsv").replace("'", "''")
# Months and years of the lexicon count from, and to, their first day.
_MEMBERS = f"""
CREATE TABLE members AS
SELECT organisation, member,
       CAST(since || substr('0001-01-01', length(since) + 1) AS DATE) AS since,
       CAST(until || substr('0001-01-01', length(until) + 1) AS DATE) AS until
FROM (
    SELECT organisation, member, coalesce(since, '0001') AS since, coalesce(until, '9999') AS until
    FROM read_csv('{_PATH}', delim = '\t', header = true, all_varchar = true, comment = '#', quote = '')
)
"""
_SIDES = """
CREATE VIEW sides AS
SELECT s.document, s.record AS event, s.role, s.name, s.country, s.sector, s.entity,
       coalesce(e.date_start, e.published) AS day, s.dataset
FROM entities_seen s JOIN events e ON e.document = s.document AND e.id = s.record
WHERE s.kind = 'event' AND s.role IN ('actor', 'recipient')
"""
_DYADS = """
CREATE VIEW dyads AS
WITH told AS (
    SELECT id AS event, document, coalesce(date_start, published) AS day, type, mode, status, background, goldstein,
           intensity, score, dataset, list_distinct(string_split(actor_countries, '; ')) AS actors,
           list_distinct(string_split(recipient_countries, '; ')) AS recipients
    FROM events
), pairs AS (
    SELECT * EXCLUDE (actors, recipients), unnest(actors) AS a,
           CASE WHEN recipients = [''] THEN actors ELSE recipients END AS others
    FROM told
)
SELECT * FROM (SELECT * EXCLUDE (others), unnest(others) AS b FROM pairs) WHERE a <> b AND a <> '' AND b <> ''
"""
_BATCHES = "CREATE VIEW batches AS SELECT batch, run, committed, len(documents) AS documents, rows FROM log"
_RUNS = "CREATE VIEW runs AS SELECT * FROM _runs WHERE run IN (SELECT run FROM log)"
_REST = {"runs": _RUNS, "batches": _BATCHES, "members": _MEMBERS, "sides": _SIDES, "dyads": _DYADS}
_NEEDS = {"sides": ("entities_seen", "events"), "dyads": ("events",)}  # what stands under others
