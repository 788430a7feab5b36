"""Asking a store: ``open_store(folder).events(between=("IND", "RUS"), since="2023")``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from ..errors import RecordNotFound, StoreError
from ..store.delta import Tables
from .filters import Asked, Filters, asked
from .views import Views

_ORDER = {"events": "coalesce(r.date_start, r.published), r.document, r.evidence_start, r.id",
          "statements": "r.published, r.document, r.content_start, r.id",
          "ties": "r.published, r.document, r.evidence_start, r.id"}  # fmt: skip
HIDDEN = ("whole", "month", "batch")  # columns of the views that rows of records come without


class Rows:
    """What was asked for, fetched when it is needed: ``arrow()``, ``to_pandas()``, ``to_polars()``, or row by row."""

    def __init__(self, db: duckdb.DuckDBPyConnection, sql: str, values: list[Any] | None = None) -> None:
        self._db, self.sql, self.values = db, sql, values or []

    def arrow(self) -> Any:
        """A ``pyarrow.Table``."""
        return self._db.sql(self.sql, params=self.values).to_arrow_table()

    def to_pandas(self) -> Any:
        """A pandas ``DataFrame``; ``ImportError`` where pandas is missing."""
        return self.arrow().to_pandas()

    def to_polars(self) -> Any:
        """A Polars ``DataFrame``; ``ImportError`` where Polars is missing."""
        from importlib import import_module

        try:
            polars = import_module("polars")
        except ImportError as error:
            raise ImportError("to_polars needs polars: pip install polars") from error
        return polars.from_arrow(self.arrow())

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Rows as dictionaries, in order."""
        for batch in self.arrow().to_batches(max_chunksize=1_000):
            yield from batch.to_pylist()

    def __len__(self) -> int:
        """How many rows there are."""
        ((number,),) = self._db.execute(f"SELECT count(*) FROM ({self.sql})", self.values).fetchall()
        return int(number)


class Store:
    """A store as it was at one moment (``open_store`` makes it). Reading changes nothing."""

    def __init__(
        self, where: str | Path, *, as_of: int | datetime | str | None = None,
        options: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.tables = Tables(where, options)
        self._views = Views(self.tables, as_of)
        self.version = self._views.version
        self._as_of = self.version if as_of is None else as_of
        self._has_episodes = False

    @property
    def db(self) -> duckdb.DuckDBPyConnection:
        """The connection, with every view but the episodes."""
        self._views.need()
        return self._views.db

    def events(self, *, limit: int | None = None, **filters: Any) -> Rows:
        """Events, in the order of their days. ``filters``: the fields of ``query.filters.Filters``."""
        return self._rows("events", filters, limit)

    def statements(self, *, limit: int | None = None, **filters: Any) -> Rows:
        """Statements: ``actor`` is who speaks, ``recipient`` who is spoken to."""
        return self._rows("statements", filters, limit)

    def ties(self, *, limit: int | None = None, **filters: Any) -> Rows:
        """Ties: ``actor`` is who supplies, sells, belongs or sends, ``recipient`` the other."""
        return self._rows("ties", filters, limit)

    def actors(self, *, limit: int | None = None, **filters: Any) -> Rows:
        """Who stands in records, the commonest first (``query.actors.seen``)."""
        from .actors import seen

        found = seen(**filters)
        return self.asked(found.sql + (f" LIMIT {int(limit)}" if limit is not None else ""), found.values)

    def episodes(self, **filters: Any) -> list[dict[str, Any]]:
        """The acts of which a telling passes the filters (as of ``events``), each with all its tellings, in order."""
        from .episodes import as_told, with_telling

        found = conditions("events", filters)
        return [as_told(row) for row in self.asked(with_telling(found.where), found.values)]

    def series(self, a: str, b: str, **asked: Any) -> Any:
        """Acts of a pair by period, as a ``pyarrow.Table`` (``query.series.series``)."""
        from .series import series

        return series(self, a, b, **asked)

    def pairs(self, **asked: Any) -> Any:
        """Acts of all pairs by period, as a ``pyarrow.Table`` (``query.series.pairs``)."""
        from .series import pairs

        return pairs(self, **asked)

    def changes(self, a: str, b: str, *, by: str = "month", **filters: Any) -> list[Any]:
        """Days from which acts of a pair came otherwise (``query.changes.Change``)."""
        from .changes import changes_of

        return changes_of(self, a, b, by=by, **filters)

    def network(self, **asked: Any) -> Any:
        """Countries as a network (``query.networks.Network``)."""
        from .networks import network

        return network(self, **asked)

    def dyad(self, a: str, b: str, **asked: Any) -> dict[str, Any]:
        """How two sides stand (``query.dossier.dossier``)."""
        from .dossier import dossier

        return dossier(self, a, b, **asked)

    def sql(self, query: str, values: list[Any] | None = None) -> Rows:
        """The rows of a ``SELECT`` over the views (``query.views.VIEWS``). Raises ``StoreError`` for anything else."""
        try:
            statements = duckdb.extract_statements(query)
        except duckdb.Error as error:
            raise StoreError(str(error)) from None
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise StoreError("one SELECT, please: a store is only read")
        rows = self.asked(query.strip().rstrip(";"), values)
        try:
            self._views.db.execute(f"EXPLAIN {rows.sql}", rows.values).fetchall()
        except duckdb.Error as error:
            raise StoreError(str(error)) from None
        return rows

    def record(self, identity: str) -> dict[str, Any]:
        """A record by its id, or enough of its beginning, with its document's text: ``record`` and ``document``.

        Raises ``RecordNotFound`` for none, or for several.
        """
        wholes: list[tuple[str, str, str]] = []
        for table in ("events", "statements", "ties"):
            found = self.asked(f"SELECT id, document, whole FROM {table} WHERE starts_with(id, ?)", [identity])
            wholes += [(row["id"], row["document"], row["whole"]) for row in found]
        if len({w[0] for w in wholes}) != 1:
            what = "no record has that id" if not wholes else f"{len(wholes)} records begin so"
            raise RecordNotFound(f"{identity}: {what}")
        document = next(iter(self.asked("SELECT * FROM documents WHERE id = ?", [wholes[0][1]])))
        return {"record": json.loads(wholes[0][2]), "document": document}

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        names = ("documents", "events", "statements", "ties", "event_mentions", "entities_seen", "rejects")
        return {name: len(self.asked(f"SELECT 1 FROM {name}")) for name in names}

    def asked(self, sql: str, values: list[Any] | None = None) -> Rows:
        """The rows of a query of this package, unchecked (``sql`` checks). The views that it names are made when they
        are first asked for: opening does not wait for them.
        """
        self._views.need_for(sql)
        if "episode" in sql.lower() and not self._has_episodes:
            from .episodes import add_views

            add_views(self._views.db, self.tables, self._as_of)
            self._has_episodes = True
        return Rows(self._views.db, sql, values)

    def _rows(self, table: str, filters: dict[str, Any], limit: int | None) -> Rows:
        found = conditions(table, filters)
        hidden = ", ".join(HIDDEN)
        sql = f"SELECT r.* EXCLUDE ({hidden}) FROM {table} r{found.where} ORDER BY {_ORDER[table]}"
        return self.asked(sql + (f" LIMIT {int(limit)}" if limit is not None else ""), found.values)


def conditions(table: str, filters: dict[str, Any]) -> Asked:
    """What ``filters`` ask of a table. Raises ``StoreError`` for a filter that there is not, or a wrong one."""
    try:
        wanted = Filters(**filters)
    except TypeError as error:
        raise StoreError(f"{table}: {str(error).removeprefix('Filters.__init__() ')}") from None
    return asked(table, wanted)


def open_store(
    where: str | Path, *, as_of: int | datetime | str | None = None, options: Mapping[str, str] | None = None
) -> Store:
    """The store in a folder, or at ``s3://...`` with the ``options`` of the object store.

    ``as_of``: as it was at a version (a number) or moment. Raises ``StoreError`` where there is none.
    """
    return Store(where, as_of=as_of, options=options)
