"""Records of a store to a file of another format."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import StoreError
from . import coded, listed
from .columns import GDELT1, GDELT2, GDELT2_MENTIONS, ICEWS, PETRARCH2, PHOENIX, POLECAT
from .told import Numbers, Told, text

Rows = Callable[[Told, Date, Numbers], Iterator[list[Any]]]


@dataclass(frozen=True, slots=True)
class Target:
    """A format of rows parted by tabs: its columns, what makes its rows, what stands for what is missing, and whether
    the columns' names stand in the first line.
    """

    columns: tuple[str, ...]
    rows: Rows
    missing: str = ""
    header: bool = False


TARGETS: Mapping[str, Target] = {
    "petrarch2": Target(PETRARCH2, coded.petrarch2),
    "phoenix": Target(PHOENIX, coded.phoenix),
    "gdelt1": Target(GDELT1, coded.gdelt1),
    "gdelt2": Target(GDELT2, coded.gdelt2),
    "gdelt2-mentions": Target(GDELT2_MENTIONS, coded.mentions),
    "icews": Target(ICEWS, coded.icews, "NA", header=True),
    "polecat": Target(POLECAT, listed.polecat, "None", header=True),
}
WRITES = ("plover", *TARGETS)


@dataclass
class Written:
    """What was written: ``events`` in ``rows``; ``left`` how many were left out, by reason."""

    events: int = 0
    rows: int = 0
    left: dict[str, int] = field(default_factory=dict)


def stored(store: Any, **filters: Any) -> Iterator[Told]:
    """Events of a ``detente.open_store(...)`` with what an export needs, in the order of their days; ``filters`` as of
    ``store.events``.
    """
    rows = store.events(**filters)
    about = ", ".join(f"d.{c}" for c in _ABOUT)
    sql = (
        f"SELECT e.whole, e.coder, {about} FROM events e JOIN documents d ON d.id = e.document "  # noqa: S608 - of our own pieces
        f"WHERE (e.document, e.id) IN (SELECT (document, id) FROM ({rows.sql})) "
        "ORDER BY coalesce(e.date_start, e.published), e.document, e.evidence_start, e.id"
    )
    found = store.db.cursor().execute(sql, rows.values)
    while batch := found.fetchmany(1_000):
        for whole, coder, *document in batch:
            yield Told(json.loads(whole), dict(zip(_ABOUT, document, strict=True)), coder)


_ABOUT = ("id", "published", "title", "source", "url", "language", "characters")


def write(events: Iterable[Told], format: str, out: BinaryIO | str | Path, *, every: bool = False) -> Written:  # noqa: A002
    """Write events (of ``stored``) in one of the formats ``WRITES`` to a file, or to an open stream of bytes.

    Formats have no word for what is planned, hypothetical or negated, or told as background: such events are left out,
    unless ``every``. A file gets its name when it is whole. Raises ``StoreError`` for an unknown format.
    """
    if format not in WRITES:
        raise StoreError(f"no such format: {format} ({', '.join(WRITES)})")
    written = Written()
    if isinstance(out, str | Path):
        path = Path(out)
        part = path.with_name(f".{path.name}.part")
        try:
            with part.open("wb") as stream:
                for piece in pieces(events, format, written, every=every):
                    stream.write(piece)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    else:
        for piece in pieces(events, format, written, every=every):
            out.write(piece)
    return written


def pieces(events: Iterable[Told], format: str, written: Written, *, every: bool = False) -> Iterator[bytes]:  # noqa: A002
    """The bytes of the file, piece by piece; ``written`` is counted up."""
    target, numbers = TARGETS.get(format), Numbers()
    if target is not None and target.header:
        yield _line(target.columns)
    for told in events:
        why = _left_out(told, every)
        if why or told.day is None:
            written.left[why or "no day"] = written.left.get(why or "no day", 0) + 1
            continue
        written.events += 1
        if target is None:
            written.rows += 1
            yield (json.dumps(listed.plover(told, told.day), ensure_ascii=False) + "\n").encode("utf-8", _ESCAPED)
            continue
        for row in target.rows(told, told.day, numbers):
            written.rows += 1
            yield _line([text(cell) or target.missing for cell in row])


_ESCAPED = "backslashreplace"  # halves of surrogate pairs, which UTF-8 lacks


def _left_out(told: Told, every: bool) -> str:
    if told.day is None:
        return "no day"
    if every or told.plain:
        return ""
    return "background" if told.record.get("background") else str(told.record.get("status"))


def _line(cells: Iterable[str]) -> bytes:
    return ("\t".join(cells) + "\n").encode("utf-8", _ESCAPED)
