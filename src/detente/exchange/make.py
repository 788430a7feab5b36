"""From the cells of a row to records: every field points at the characters of its cell."""

from __future__ import annotations

import hashlib
import re
from datetime import date as Date
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from ..records import Document, Entity, Event, Measure, Moment, Place, Quantity, Reason, Result, Span, content_id
from .known import intensity_of
from .lines import Row, Unfit

_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T ])")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?$")
_WORDS = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})$")


def day_in(row: Row, column: str) -> Date | None:
    """The day in a cell (2018-06-01, 20180601, 1 June 2018); ``None`` for an empty one. Raises ``Unfit``."""
    value = row.get(column)
    if not value:
        return None
    try:
        if match := _ISO.match(value) or _DIGITS.match(value):
            return Date(int(match[1]), int(match[2]), int(match[3]))
        if match := _WORDS.match(value):
            return Date(int(match[3]), _MONTHS.get(match[2][:3].lower(), 0), int(match[1]))
    except ValueError:
        pass
    raise Unfit(f"{column} is no day: {value!r}")


def number_in(row: Row, column: str, low: float | None = None, high: float | None = None) -> float | None:
    """The number in a cell; ``None`` for an empty one. Raises ``Unfit`` for what is none, or out of bounds."""
    value = row.get(column)
    if not value:
        return None
    try:
        number = float(value)
    except ValueError:
        raise Unfit(f"{column} is no number: {value!r}") from None
    if not ((low is None or number >= low) and (high is None or number <= high)):
        raise Unfit(f"{column} is out of bounds: {value!r}")
    return number


def document_of(
    row: Row, label: str, key: tuple[str, ...], published: Date | None, source: str = "", url: str = ""
) -> Document:
    """The row as a document; its id comes from the label and the row's own key."""
    raw = "\n".join((label, *key)).encode("utf-8", "surrogatepass")
    identity = f"d-{hashlib.sha256(raw).hexdigest()[:16]}"
    return Document(row.text, published, identity, source=source or label, url=url, origin=row.origin)


def host_of(url: str) -> str:
    """The publisher that an address names: its host without ``www``."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def moment_of(row: Row, column: str, day: Date, form: str, grain: str = "day") -> Moment:
    """A day, or the week or month that it lies in."""
    start, end, value = day, day + timedelta(days=1), day.isoformat()
    if grain == "week":
        start = day - timedelta(days=day.weekday())
        end, value = start + timedelta(days=7), f"{day.isocalendar().year}-W{day.isocalendar().week:02}"
    elif grain == "month":
        start = day.replace(day=1)
        end, value = (start + timedelta(days=31)).replace(day=1), f"{day:%Y-%m}"
    return Moment(value, "DATE", start, end, grain, row.span(column), f"{form}:{column}")


def place_of(row: Row, form: str, named: dict[str, str], country: str | None, lat: str, lon: str) -> Place | None:
    """The narrowest place that a row names. ``named``: columns, narrowest first, each with its grain; ``lat`` and
    ``lon`` the columns of its degrees.
    """
    column = next((c for c in named if row.get(c)), None)
    if column is None:
        return None
    north, east = number_in(row, lat, -90, 90), number_in(row, lon, -180, 180)
    wide = next((row.get(c) for c in named if named[c] == "admin" and row.get(c) and c != column), "")
    return Place(
        row.get(column), country, row.span(column), north if east is not None else None,
        east if north is not None else None, named[column], f"{form}:{column}", admin1=wide,
    )  # fmt: skip


def measure_of(row: Row, column: str, kind: str) -> tuple[Measure, ...]:
    """A number of a cell as a measure of the act; none where it is empty or 0."""
    number, span = number_in(row, column, 0), row.span(column)
    if not number or span is None:
        return ()
    return (Measure(kind, Quantity(span, number, number, number)),)


def reason_of(row: Row, field: str, form: str, column: str, note: str = "") -> Reason:
    """That a field is what a column says."""
    span = row.span(column)
    return Reason(field, f"{form}:{column}", (span,) if span else (), note)


def result_of(row: Row, document: Document, form: str, event: dict[str, Any] | None, note: str = "") -> Result:
    """A row with its event, or with none and why. ``event``: fields of ``Event`` (``type``, ``actors``, ``evidence``,
    ``rule``, ...); id, sentence, scores and reasons of sides, date and place are filled in.
    """
    notes = tuple(n for n in (row.note, note) if n)
    if event is None:
        return Result(document, notes=notes, sentences=(row.whole,))
    date, place = event.get("date"), event.get("place")
    reasons = list(event.pop("reasons", ()))
    for side in ("actors", "recipients"):
        reasons += [Reason(side, e.how, (e.span,) if e.span else ()) for e in event.get(side, ())]
    if date is not None:
        reasons.append(Reason("date", date.rule, (date.span,) if date.span else ()))
    if place is not None:
        reasons.append(Reason("place", place.rule, (place.span,) if place.span else ()))
    evidence: Span = event["evidence"]
    defaults: dict[str, Any] = {
        "id": content_id("e", document.id, form), "document": document.id, "mode": None, "actors": (),
        "recipients": (), "date": None, "place": None, "status": "occurred", "background": False,
        "sentence": row.whole, "predicate": evidence, "tellings": (evidence,), "story": content_id("s", document.id),
        "intensity": intensity_of(event["type"], event.get("mode")), "reasons": tuple(reasons),
    }  # fmt: skip
    return Result(document, (Event(**(defaults | event)),), notes=notes, sentences=(row.whole,))


def entity_of(
    row: Row, form: str, column: str, country: str | None, sector: str, identity: str = "", name: str = "",
    span: Span | None = None,
) -> Entity:  # fmt: skip
    """An entity that a cell names."""
    where = span or row.span(column)
    return Entity(name or row.get(column), country, sector, identity, span=where, how=f"{form}:{column}")
