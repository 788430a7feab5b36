"""A folder, or an address in an object store, of Delta Lake tables; appended to, never changed in place.

Each append is one commit of Delta's log: it happens whole or not at all, and two at once do not hinder each other.
Options for object stores are ``deltalake``'s own (``AWS_ENDPOINT_URL``, ``AWS_ACCESS_KEY_ID`` ... as ``options`` or in
the environment).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import CommitProperties, DeltaTable, Transaction, WriterProperties, write_deltalake
from deltalake.exceptions import TableNotFoundError

from ..errors import StoreError
from .schema import DATA, DERIVED, LOG, TABLES, VERSION

_MANY = 24  # small files of a table for which packing them together pays
_RETENTION = 168  # hours that files which nothing names any more are kept for those who still read them


# The log is kept, since old versions of ``batches`` are asked for; bounds of columns are not, since DuckDB reads those
# of the files themselves, and they are most of a log's size.
_SETTINGS = {"delta.logRetentionDuration": "interval 3650 days", "delta.dataSkippingNumIndexedCols": "0"}
_PACKED = WriterProperties(compression="ZSTD", compression_level=3)


class Tables:
    """The Delta tables of one store. ``where``: a folder or ``s3://bucket/path``; ``options``: of the object store."""

    def __init__(self, where: str | Path, options: Mapping[str, str] | None = None) -> None:
        self.where = str(where).rstrip("/")
        self.options = dict(options or {})
        self.is_local = urlparse(self.where).scheme in ("", "file")
        self._checked = False

    def path(self, name: str) -> str:
        """Where a table lies."""
        return f"{self.where}/{name}"

    def there(self) -> bool:
        """True where this is a store already."""
        return self.open("batches") is not None

    def create(self) -> None:
        """Make the tables that are missing. Raises ``StoreError`` where the folder holds something else, or an older
        store.
        """
        if self.there():
            self._check()
        elif self.is_local:
            folder = Path(self.where)
            if folder.exists() and not folder.is_dir():
                raise StoreError(f"{self.where} is not a folder")
            if folder.is_dir() and any(p.name[0] != "." for p in folder.iterdir()):
                known = {*TABLES, "store.json"}
                strange = sorted(p.name for p in folder.iterdir() if p.name not in known)
                if strange:
                    raise StoreError(f"{self.where} is no store and holds other things ({strange[0]}): name a new one")
            folder.mkdir(parents=True, exist_ok=True)
        for name in TABLES:
            self.create_table(name)

    def create_table(self, name: str) -> None:
        """Make one table where it is missing."""
        DeltaTable.create(
            self.path(name), pa.schema(TABLES[name]), mode="ignore", partition_by=["month"] if name in DATA else None,
            name=name, configuration=_SETTINGS, description=_of_version(), storage_options=self.options or None,
        )  # fmt: skip

    def open(self, name: str, version: int | None = None) -> DeltaTable | None:
        """A table as it is now, or was at that version; ``None`` where it is not there."""
        try:
            return DeltaTable(self.path(name), version=version, storage_options=self.options or None)
        except TableNotFoundError:
            return None

    def must(self, name: str, version: int | None = None) -> DeltaTable:
        """The same; raises ``StoreError`` where it is not there, or of another version of the schema."""
        log = None if self._checked else self._check()
        table = log if log is not None and (name, version) == ("batches", None) else self.open(name, version)
        if table is None:
            raise StoreError(f"{self.where}: its table {name} is missing")
        return table

    def schema_version(self) -> int | None:
        """The version of the schema that this store is of, as its log says; ``None`` where there is no store."""
        log = self.open("batches")
        return _version_of(log) if log is not None else None

    def _check(self) -> DeltaTable:
        """The log as it is now, of the right version of the schema."""
        log = self.open("batches")
        of = _version_of(log) if log is not None else None
        if log is None or of is None:
            raise StoreError(f"{self.where} is no store of Détente (detente code ... --store {self.where} makes one)")
        if of != VERSION:
            told = f"{self.where}: its tables are of schema {of}, this version of Détente reads {VERSION}"
            raise StoreError(f"{told} (detente store migrate --store {self.where})" if of < VERSION else told)
        self._checked = True
        return log

    def append(self, name: str, rows: pa.Table, note: Mapping[str, str] | None = None) -> None:
        """Add rows to a table, in one commit; ``note`` is kept with it (see ``history``)."""
        if rows.num_rows:
            write_deltalake(
                self.path(name), rows, mode="append", writer_properties=_PACKED, storage_options=self.options or None,
                commit_properties=CommitProperties(custom_metadata=dict(note)) if note else None,
            )  # fmt: skip

    def replace(self, name: str, rows: pa.Table, marks: Mapping[str, int]) -> None:
        """Write a derived table anew, in one commit, with marks (see ``DeltaTable.transaction_version``). Raises
        ``CommitFailedError`` where another one did meanwhile.
        """
        write_deltalake(
            self.path(name), rows, mode="overwrite", writer_properties=_PACKED, storage_options=self.options or None,
            commit_properties=CommitProperties(app_transactions=[Transaction(k, v) for k, v in marks.items()]),
        )  # fmt: skip

    def history(self, name: str) -> list[dict[str, Any]]:
        """The commits of a table, oldest first: ``version``, ``timestamp`` (ms), ``operation``, and their notes."""
        return sorted(self.must(name).history(), key=lambda entry: entry["version"])

    def read(self, name: str, version: int | None = None, columns: list[str] | None = None) -> pa.Table:
        """All rows of a table, seen or not."""
        return self.must(name, version).to_pyarrow_dataset().to_table(columns=columns)

    def pack(self, *, always: bool = False) -> dict[str, int]:
        """Put small files of a table together, and sum its log up, so that it opens quickly (readers see no
        difference); how many files went, by table.
        """
        gone = {}
        for name in (*DATA, *LOG):
            table = self.must(name)
            if always or len(table.file_uris()) > _MANY:
                gone[name] = int(table.optimize.compact(writer_properties=_PACKED)["numFilesRemoved"])
                table.create_checkpoint()
        return gone

    def drop_files(self, hours: int = _RETENTION) -> int:
        """Delete files that no table names any more, once they are that old; how many went."""
        gone = 0
        for name in (*DATA, *DERIVED):
            gone += len(self.must(name).vacuum(retention_hours=hours, dry_run=False, enforce_retention_duration=False))
        return gone

    def delete(self, name: str, predicate: str) -> int:
        """Take rows away (their files stay until ``drop_files``); how many went."""
        return int(self.must(name).delete(predicate)["num_deleted_rows"])


def _version_of(log: DeltaTable) -> int:
    try:
        return int(json.loads(log.metadata().description)["detente"])
    except (ValueError, TypeError, KeyError):
        return 0


def _of_version() -> str:
    return json.dumps({"detente": VERSION})


def option_told(pairs: list[str]) -> dict[str, Any]:
    """What each ``NAME=VALUE`` says. Raises ``StoreError`` for one without ``=``."""
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not (name and equals):
            raise StoreError(f"option {pair!r} must be like AWS_REGION=eu-west-1")
        found[name] = value
    return found


def log_at(tables: Tables, as_of: int | datetime | str | None = None) -> tuple[DeltaTable, datetime | None]:
    """The log as it is now, or was at ``as_of``, and the moment after which its rows do not count.

    ``as_of``: a version of the log (a number), or a moment (ISO; UTC if it does not say; a day ends with it). Raises
    ``StoreError`` where there is no such version, or no store.
    """
    version, until = _asked(as_of)
    log = tables.must("batches")
    if version is None:
        return log, until
    if not 0 <= version <= log.version():
        raise StoreError(f"{tables.where} has versions 0 to {log.version()}, not {version}")
    return tables.must("batches", version), None


def log_rows(tables: Tables, as_of: int | datetime | str | None = None) -> tuple[int, pa.Table]:
    """The log's version, and its rows that can be seen, oldest first: now, or at ``as_of`` (see ``log_at``)."""
    log, until = log_at(tables, as_of)
    rows = log.to_pyarrow_dataset().to_table()
    if until is not None:
        rows = rows.filter(pc.less_equal(rows["committed"], pa.scalar(until, rows["committed"].type)))
    return log.version(), rows.sort_by([("committed", "ascending"), ("batch", "ascending")])


def _asked(as_of: int | datetime | str | None) -> tuple[int | None, datetime | None]:
    if as_of is None or isinstance(as_of, datetime):
        return None, _utc(as_of) if as_of is not None else None
    text = str(as_of).strip()
    if text.isdigit():
        return int(text), None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise StoreError(f"{as_of!r} is neither a version nor a moment such as 2026-11-30T12:00") from None
    return None, _utc(moment if len(text) > len("2026-11-30") else moment.replace(hour=23, minute=59, second=59))


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
