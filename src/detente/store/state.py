"""What of a store can be seen: which batch holds each document, now or at an earlier moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .delta import Tables, log_rows


@dataclass(frozen=True, slots=True)
class Holding:
    """The batch that holds a document, with what it was coded from and with."""

    batch: str
    fingerprint: str
    coder: str
    lexicon: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A store at one moment: ``version`` of its log, the batches that had been committed, the batch that holds each
    document (``held``, by id).
    """

    version: int
    batches: tuple[str, ...]
    held: dict[str, Holding]


def snapshot(tables: Tables, as_of: int | datetime | str | None = None) -> Snapshot:
    """What can be seen now, or at ``as_of``: a version of the log (a number) or a moment (ISO; UTC if it does not say).

    Raises ``StoreError`` where there is no such version, or nothing had been written yet.
    """
    version, rows = log_rows(tables, as_of)
    held: dict[str, Holding] = {}
    for row in rows.to_pylist():
        for document, fingerprint in zip(row["documents"], row["fingerprints"], strict=True):
            held[document] = Holding(row["batch"], fingerprint, row["coder"], row["lexicon"])
    return Snapshot(version, tuple(rows["batch"].to_pylist()), held)
