"""Events of a store as tellings of acts."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from functools import cache, lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..consolidate.across import LATE, WINDOW, Telling
from ..consolidate.copies import signature_of
from ..lexicon.gazetteer import fold
from ..lexicon.schemas import DATA, SCHEMAS
from ..lexicon.table import read_table
from .delta import Tables
from .state import Snapshot

_WORD = re.compile(r"[a-z]{4,}")
OWN = "detente"  # the first word of the coder of documents that were coded from their text
_STEM = 6  # letters by which words are compared: "release", "released"
_COLUMNS = ("id document batch type mode published date_start date_end actor_names actor_countries recipient_names "
            "recipient_countries place place_country lat lon killed wounded sentence source").split()  # fmt: skip
LEXICON_FILES = _COMMON, _COUNTRIES = "episodes/common.tsv", "actors/countries.tsv"  # what words mean nothing
_ROWS = 2_000  # that are held at once


def tellings(
    tables: Tables, seen: Snapshot, documents: Collection[str] | None = None, where: Any = None
) -> Iterator[Telling]:
    """The events that can be seen, as tellings; background acts and negated ones are none.

    ``documents``: of these only; ``where``: an Arrow expression over the columns of events.
    """
    told = ~pc.field("background") & (pc.field("status") != "negated")
    if where is not None:
        told &= where
    few = documents is not None and len(documents) < len(seen.held)
    if few:
        told &= pc.field("document").isin(pa.array(sorted(documents or ()), pa.string()))
    scanner = tables.must("events").to_pyarrow_dataset().scanner(columns=_COLUMNS, filter=told, batch_size=_ROWS)
    for batch in scanner.to_batches():
        for row in batch.to_pylist():
            held = seen.held.get(row["document"])
            if held is not None and held.batch == row["batch"]:
                yield telling_of(row)


def types(tables: Tables) -> list[str]:
    """The types of all events, seen or not, in order."""
    found = tables.read("events", columns=["type"])["type"].unique().to_pylist()
    return sorted(kind for kind in found if kind is not None)


def telling_of(row: dict[str, Any]) -> Telling:
    """A row of ``events`` as a telling."""
    actors, recipients = _codes(row["actor_countries"]), _codes(row["recipient_countries"])
    words = words_of(row["sentence"] or "", actors | recipients, row["actor_names"] or "")
    return Telling(
        row["document"], row["id"], row["type"], row["mode"] or None, row["published"], row["date_start"],
        row["date_end"], actors, recipients, fold(row["place"] or ""), row["place_country"], row["lat"], row["lon"],
        row["killed"], row["wounded"], words, row["source"] or "",
    )  # fmt: skip


def words_of(sentence: str, countries: Iterable[str], actors: str = "") -> frozenset[str]:
    """What tells an act from others of its kind and pair: the beginnings of words, without those that any report of
    such acts has (``episodes/common.tsv``), the names of the countries and those of who acts.
    """
    common, names = _common(), _names()
    known = _stems(actors).union(*(names.get(code, ()) for code in countries))
    return frozenset(
        stem for w in _WORD.findall(fold(sentence)) if w not in common and (stem := sys.intern(w[:_STEM])) not in known
    )


@lru_cache(4096)
def _stems(names: str) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in _WORD.findall(fold(names)))


@cache
def _common() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table(DATA / _COMMON, SCHEMAS[_COMMON]))


@cache
def _names() -> dict[str, frozenset[str]]:
    """The beginnings of the words of each country's names, adjectives and people."""
    found = {}
    for row in read_table(DATA / _COUNTRIES, SCHEMAS[_COUNTRIES]):
        told = [row["name"], *(name for column in ("names", "adjectives", "people") for name in row.many(column))]
        found[row["id"]] = frozenset(w[:_STEM] for name in told for w in _WORD.findall(fold(name)))
    return found


def near(fresh: Iterable[Telling]) -> Any:
    """An Arrow expression that every event fulfils which could make a pair with one of ``fresh`` (and others do)."""
    spans: dict[str, tuple[int, int]] = {}
    for telling in fresh:
        if (days := telling.days) is not None:
            first, last = spans.get(telling.type, days)
            spans[telling.type] = min(first, days[0]), max(last, days[1])
    wanted = pc.field("type").isin(pa.array([], pa.string()))
    margin = timedelta(WINDOW + LATE)
    begins = pc.coalesce(pc.field("date_start"), pc.field("published"))
    ends = pc.coalesce(pc.field("date_end"), pc.field("date_start"), pc.field("published"))
    for kind, (first, last) in sorted(spans.items()):
        inside = (begins <= _scalar(last, margin)) & (ends >= _scalar(first, -margin))
        wanted |= (pc.field("type") == kind) & inside
    return wanted


def signatures(tables: Tables, seen: Snapshot, documents: Collection[str]) -> dict[str, bytes]:
    """The signatures of documents (``consolidate.copies``), made from the text where a row of schema 1 has none.
    Rows of imports have none here: they are short and alike, and copy nobody.
    """
    found: dict[str, bytes] = {}
    documents = {d for d in documents if seen.held[d].coder.split(" ", 1)[0] == OWN}
    if not documents:
        return found
    inside = pc.field("id").isin(pa.array(sorted(documents), pa.string()))
    bare = _visible(tables, seen, ["id", "batch", "signature"], inside)
    found.update((row["id"], row["signature"]) for row in bare if row["signature"] is not None)
    if missing := sorted(set(documents) - set(found)):
        older = pc.field("id").isin(pa.array(missing, pa.string()))
        for row in _visible(tables, seen, ["id", "batch", "text", "body_start"], older):
            found[row["id"]] = signature_of(row["text"][row["body_start"] :])
    return found


def _visible(tables: Tables, seen: Snapshot, columns: list[str], where: Any) -> Iterator[dict[str, Any]]:
    scanner = tables.must("documents").to_pyarrow_dataset().scanner(columns=columns, filter=where, batch_size=_ROWS)
    for batch in scanner.to_batches():
        for row in batch.to_pylist():
            held = seen.held.get(row["id"])
            if held is not None and held.batch == row["batch"]:
                yield row


def _scalar(ordinal: int, more: timedelta) -> pa.Scalar:
    from datetime import date

    least, most = date.min.toordinal(), date.max.toordinal()
    return pa.scalar(date.fromordinal(min(max(ordinal + more.days, least), most)), pa.date32())


def _codes(text: str | None) -> frozenset[str]:
    return frozenset(sys.intern(code) for code in (text or "").split("; ") if code)
