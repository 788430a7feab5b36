"""Results into a store, batch by batch."""

from __future__ import annotations

import ctypes
import json
import uuid
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from ..records import Document, Reject, Result
from .delta import Tables
from .episodes import build
from .schema import DATA, VERSION, fingerprint_of, month_of, reject_row, rows_for, table_of
from .state import Snapshot, snapshot

BATCH = 500  # documents that are committed together: what a kill can cost


class Writer:
    """Writes results into a store, which is made where it is not there.

    ``coder`` and ``lexicon`` name what codes; a document that is stored already, with the same text, coder and lexicon,
    is left alone (``has``). Of a document that comes twice in a batch with other content the later form is kept; the
    earlier one was never committed, and cannot be asked for. ``close`` commits what is left.
    """

    def __init__(
        self, tables: Tables, *, coder: str, lexicon: str, model: str = "", settings: dict[str, Any] | None = None,
        batch: int = BATCH,
    ) -> None:  # fmt: skip
        tables.create()
        self.tables = tables
        self.run = f"r-{uuid.uuid4().hex[:12]}"
        self.coder, self.lexicon = coder, lexicon
        self._size = batch
        self._about = {"model": model, "settings": json.dumps(settings or {}, sort_keys=True, default=str)}
        self._started = datetime.now(UTC)
        self._told = False
        self._seen: Snapshot = snapshot(tables)
        self._done: dict[str, str] = {}
        self._begin()
        self.added = self.replaced = self.left = 0

    def has(self, document: Document) -> bool:
        """True where the store holds this very document, coded with this coder and lexicon."""
        fingerprint = fingerprint_of(document)
        if document.id in self._done:
            return self._done[document.id] == fingerprint
        held = self._seen.held.get(document.id)
        return held is not None and (held.fingerprint, held.coder, held.lexicon) == (
            fingerprint, self.coder, self.lexicon,
        )  # fmt: skip

    def write(self, result: Result) -> bool:
        """Take a document's records; ``False`` where the store has them already."""
        document = result.document
        if self.has(document):
            self.left += 1
            return False
        fingerprint = fingerprint_of(document)
        again = document.id in self._seen.held or document.id in self._done
        self.replaced, self.added = self.replaced + again, self.added + (not again)
        wrote = {"month": month_of(document), **self._wrote()}
        self._taken.pop(document.id, None)
        self._taken[document.id] = {
            name: [{**row, **wrote} for row in rows] for name, rows in rows_for(result).items()
        }  # fmt: skip
        self._done[document.id] = fingerprint
        if len(self._taken) >= self._size:
            self.commit()
        return True

    def refuse(self, reject: Reject) -> None:
        """Keep what was refused, with its reason."""
        self._rejects.append({**reject_row(reject), "month": "unknown", **self._wrote()})

    def commit(self) -> None:
        """Write what has been taken; from now on it can be seen. Nothing happens where there is nothing."""
        rows_of = {name: [row for taken in self._taken.values() for row in taken[name]] for name in DATA}
        rows_of["rejects"] += self._rejects
        if not any(rows_of.values()):
            return
        if not self._told:
            row = {"run": self.run, "started": self._started, "coder": self.coder, "lexicon": self.lexicon,
                   "schema": VERSION, **self._about}  # fmt: skip
            self.tables.append("runs", table_of("runs", [row]))
            self._told = True
        for name, rows in rows_of.items():
            self.tables.append(name, table_of(name, rows))
        log = {
            "batch": self._batch, "run": self.run, "committed": datetime.now(UTC), "documents": list(self._taken),
            "fingerprints": [self._done[name] for name in self._taken], "coder": self.coder, "lexicon": self.lexicon,
            "rows": json.dumps({name: len(rows) for name, rows in rows_of.items()}),
        }  # fmt: skip
        note = {"documents": str(len(self._taken)), "coder": self.coder}
        self.tables.append("batches", table_of("batches", [log]), note)
        self._begin()
        _give_back()

    def close(self) -> None:
        """Commit what is left, pack small files together, and bring the episodes up to date."""
        self.commit()
        if self._told:
            self.tables.pack()
            build(self.tables)

    def _begin(self) -> None:
        self._batch = f"b-{uuid.uuid4().hex[:16]}"
        self._taken: dict[str, dict[str, list[dict[str, Any]]]] = {}  # rows by document and table
        self._rejects: list[dict[str, Any]] = []

    def _wrote(self) -> dict[str, str]:
        return {"batch": self._batch, "run": self.run, "coder": self.coder, "lexicon": self.lexicon}


def _give_back() -> None:
    """Give memory that is free back to the system: the C library keeps what Delta's threads freed, more with every
    batch (526 MB held after 18 batches, of which 274 were in use). Nothing happens where it cannot.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
