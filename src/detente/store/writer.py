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
    is left alone (``has``). ``close`` commits what is left.
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
        if self._done.get(document.id) == fingerprint:
            return True
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
        if document.id in self._documents:  # the same id twice in a batch: what came first must not be seen
            self.commit()
        again = document.id in self._seen.held or document.id in self._done
        self.replaced, self.added = self.replaced + again, self.added + (not again)
        wrote = {"month": month_of(document), **self._wrote()}
        for name, rows in rows_for(result).items():
            self._rows[name] += [{**row, **wrote} for row in rows]
        self._documents[document.id] = self._done[document.id] = fingerprint
        if len(self._documents) >= self._size:
            self.commit()
        return True

    def refuse(self, reject: Reject) -> None:
        """Keep what was refused, with its reason."""
        self._rows["rejects"].append({**reject_row(reject), "month": "unknown", **self._wrote()})

    def commit(self) -> None:
        """Write what has been taken; from now on it can be seen. Nothing happens where there is nothing."""
        if not any(self._rows.values()):
            return
        if not self._told:
            row = {"run": self.run, "started": self._started, "coder": self.coder, "lexicon": self.lexicon,
                   "schema": VERSION, **self._about}  # fmt: skip
            self.tables.append("runs", table_of("runs", [row]))
            self._told = True
        for name, rows in self._rows.items():
            self.tables.append(name, table_of(name, rows))
        log = {
            "batch": self._batch, "run": self.run, "committed": datetime.now(UTC), "documents": list(self._documents),
            "fingerprints": list(self._documents.values()), "coder": self.coder, "lexicon": self.lexicon,
            "rows": json.dumps({name: len(rows) for name, rows in self._rows.items()}),
        }  # fmt: skip
        note = {"documents": str(len(self._documents)), "coder": self.coder}
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
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in DATA}
        self._documents: dict[str, str] = {}

    def _wrote(self) -> dict[str, str]:
        return {"batch": self._batch, "run": self.run, "coder": self.coder, "lexicon": self.lexicon}


def _give_back() -> None:
    """Give memory that is free back to the system: the C library keeps what Delta's threads freed, more with every
    batch (526 MB held after 18 batches, of which 274 were in use). Nothing happens where it cannot.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
