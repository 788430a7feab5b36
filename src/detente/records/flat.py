"""Records as plain values: nested for JSON, one level for tables, and in the codebook's own form for scoring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date as Date
from typing import Any

from .document import Document
from .entity import Entity
from .event import Event
from .evidence import Drop
from .moment import Moment
from .place import Place
from .quantity import Measure
from .result import Result
from .span import Span
from .statement import Statement
from .tie import Tie

Record = Event | Statement | Tie
KIND_OF: dict[type, str] = {Event: "event", Statement: "statement", Tie: "tie"}

# Columns of the one-level tables, in order. Several values in a cell are parted by "; ".
COMMON = ("record", "id", "document", "published", "source", "url")
EVENT_COLUMNS = (
    *COMMON, "type", "mode", "cameo", "goldstein", "intensity", "status", "background", "actor_names",
    "actor_countries", "actor_sectors", "recipient_names", "recipient_countries", "recipient_sectors", "date",
    "date_start", "date_end", "date_rule", "place", "place_country", "lat", "lon", "killed", "wounded",
    "arrested", "amount", "currency", "quantities", "contexts", "says", "hedge",
    "story", "evidence", "evidence_start", "evidence_end", "tellings", "sentence", "sentence_start", "rule", "score",
)  # fmt: skip
STATEMENT_COLUMNS = (
    *COMMON, "speaker_names", "speaker_countries", "speaker_sectors", "anonymous", "addressee_names",
    "addressee_countries", "venue", "cue", "stance", "direct",
    "quote", "quote_start", "quote_end", "content", "content_start", "content_end", "events", "sentence",
    "sentence_start", "rule", "score",
)  # fmt: skip
TIE_COLUMNS = (
    *COMMON, "kind", "from_name", "from_country", "from_sector", "to_name", "to_country", "to_sector", "items",
    "quantity", "share", "hedge", "since", "until", "status", "as_of",
    "designation", "weapon_class", "ordered", "delivered", "order_year", "delivery_years", "licensed", "second_hand",
    "value", "currency", "events", "evidence", "evidence_start", "evidence_end",
    "sentence", "sentence_start", "rule", "score",
)  # fmt: skip
COLUMNS = {"event": EVENT_COLUMNS, "statement": STATEMENT_COLUMNS, "tie": TIE_COLUMNS}


def records_of(result: Result) -> Iterator[Record]:
    """All records of a result: events, statements, ties."""
    yield from result.events
    yield from result.statements
    yield from result.ties


def to_value(value: Any) -> Any:
    """A record, or any part of one, as JSON values: dataclasses become objects, days ISO text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_value(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [to_value(v) for v in value]
    return value


def to_json(record: Record, document: Document) -> dict[str, Any]:
    """One record with what is needed to read it alone: its kind, its document's day, source, address and title."""
    about = {
        "record": KIND_OF[type(record)],
        "published": document.date.isoformat() if document.date else None,
        "title": document.title,
        "publisher": document.source,
        "url": document.url,
    }
    return {**about, **to_value(record)}


def to_row(record: Record, document: Document) -> dict[str, Any]:
    """One record as one level of cells (text, numbers, true or false, ``None``), in the order of its columns."""
    row: dict[str, Any] = {
        "record": KIND_OF[type(record)],
        "id": record.id,
        "document": record.document,
        "published": document.date.isoformat() if document.date else None,
        "source": document.source,
        "url": document.url,
        "sentence": record.sentence.text,
        "sentence_start": record.sentence.start,
        "rule": record.rule,
        "score": record.score,
    }
    if isinstance(record, Event):
        row |= _event_cells(record)
    elif isinstance(record, Statement):
        row |= _statement_cells(record)
    else:
        row |= _tie_cells(record)
    return {c: row.get(c) for c in COLUMNS[row["record"]]}


def _entities(prefix: str, entities: tuple[Entity, ...]) -> dict[str, str]:
    return {
        f"{prefix}_names": "; ".join(e.name for e in entities),
        f"{prefix}_countries": "; ".join(e.country or "" for e in entities),
        f"{prefix}_sectors": "; ".join(e.sector for e in entities),
    }


def _event_cells(e: Event) -> dict[str, Any]:
    place, date = e.place, e.date
    return {
        "type": e.type, "mode": e.mode, "cameo": e.cameo, "goldstein": e.goldstein, "intensity": e.intensity,
        "status": e.status, "background": e.background,
        **_entities("actor", e.actors), **_entities("recipient", e.recipients),
        "date": date.iso if date else None, "date_start": _iso(date.start if date else None),
        "date_end": _iso(date.end if date else None), "date_rule": date.rule if date else None,
        "place": place.name if place else None, "place_country": place.country if place else None,
        "lat": place.lat if place else None, "lon": place.lon if place else None,
        **_measure_cells(e.quantities),
        "contexts": "; ".join(e.contexts), "says": e.says.name if e.says else None, "hedge": e.hedge, "story": e.story,
        "evidence": e.evidence.text, "evidence_start": e.evidence.start, "evidence_end": e.evidence.end,
        "tellings": len(e.tellings),
    }  # fmt: skip


def _measure_cells(measures: tuple[Measure, ...]) -> dict[str, Any]:
    """The commonest measures as numbers (the first of a kind; its low end where it has no one value), all as text."""
    cells: dict[str, Any] = {}
    for m in measures:
        number = m.quantity.value if m.quantity.value is not None else m.quantity.low
        if m.kind in ("killed", "wounded", "arrested", "amount") and number is not None:
            cells.setdefault(m.kind, number)
            if m.kind == "amount":
                cells.setdefault("currency", m.quantity.unit)
    told = (f"{m.kind}: {m.quantity.span.text}{f' {m.what}' if m.what else ''}" for m in measures)
    return {**cells, "quantities": "; ".join(told)}


def _statement_cells(s: Statement) -> dict[str, Any]:
    return {
        **_entities("speaker", s.speakers), "anonymous": s.anonymous, **_entities("addressee", s.addressees),
        "venue": s.venue.text if s.venue else None,
        "cue": s.cue.text, "stance": s.stance, "direct": s.direct, "quote": s.quote.text if s.quote else None,
        "quote_start": s.quote.start if s.quote else None, "quote_end": s.quote.end if s.quote else None,
        "content": s.content.text, "content_start": s.content.start, "content_end": s.content.end,
        "events": "; ".join(s.events),
    }  # fmt: skip


def _tie_cells(t: Tie) -> dict[str, Any]:
    return {
        "kind": t.kind, "from_name": t.source.name, "from_country": t.source.country, "from_sector": t.source.sector,
        "to_name": t.target.name, "to_country": t.target.country, "to_sector": t.target.sector,
        "items": "; ".join(i.text for i in t.items), "quantity": t.quantity.text if t.quantity else None,
        "share": t.share, "hedge": t.hedge.text if t.hedge else None, "since": t.since.iso if t.since else None,
        "until": t.until.iso if t.until else None, "status": t.status, "as_of": t.as_of,
        **_transfer_cells(t), "events": "; ".join(t.events), "evidence": t.evidence.text,
        "evidence_start": t.evidence.start, "evidence_end": t.evidence.end,
    }  # fmt: skip


def _transfer_cells(tie: Tie) -> dict[str, Any]:
    t = tie.transfer
    if t is None:
        return {}
    value = t.value
    return {
        "designation": t.designation, "weapon_class": t.kind, "ordered": t.ordered, "delivered": t.delivered,
        "order_year": t.order_year, "delivery_years": t.delivery_years, "licensed": t.licensed,
        "second_hand": t.second_hand, "value": (value.low if value.value is None else value.value) if value else None,
        "currency": value.unit if value else None,
    }  # fmt: skip


def _iso(day: Date | None) -> str | None:
    return day.isoformat() if day else None


# --- the codebook's form ---------------------------------------------------------------------------------------------


def to_document(result: Result) -> dict[str, Any]:
    """One document in the form of the codebook: the text with its events, statements and ties.

    Every record has the codebook's keys in the codebook's order, and one key more, ``detente``, that holds what the
    form has no room for: id, story, rule, score, and the exact offsets (``[start, end]``) of each field.
    """
    d = result.document
    return {
        "id": d.id,
        "date": d.date.isoformat() if d.date else None,
        "title": d.title,
        "text": d.text,
        "events": [_event(e) for e in result.events],
        "statements": [_said(s) for s in result.statements],
        "ties": [_tie(t) for t in result.ties],
    }


def _who(e: Entity) -> dict[str, Any]:
    return {"name": e.name, "country": e.country, "sector": e.sector}


def _at(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _about(record: Record, **spans: Any) -> dict[str, Any]:
    return {"id": record.id, "rule": record.rule, "score": record.score, "spans": spans}


def _event(e: Event) -> dict[str, Any]:
    about = _about(
        e, evidence=_at(e.evidence), predicate=_at(e.predicate), sentence=_at(e.sentence),
        actors=[_at(a.span) for a in e.actors], recipients=[_at(r.span) for r in e.recipients],
        date=_at(e.date.span if e.date else None), place=_at(e.place.span if e.place else None),
        tellings=[_at(t) for t in e.tellings],
    )  # fmt: skip
    about |= {"story": e.story, "cameo": e.cameo, "goldstein": e.goldstein, "intensity": e.intensity}
    about |= {"says": e.says.name if e.says else None, "hedge": e.hedge}
    about |= {"quantities": [_measure(m) for m in e.quantities]}
    return {
        "type": e.type, "mode": e.mode, "actors": [_who(a) for a in e.actors],
        "recipients": [_who(r) for r in e.recipients], "date": _day(e.date), "place": _where(e.place),
        "status": e.status, "background": e.background, "evidence": e.evidence.text, "contexts": list(e.contexts),
        "detente": about,
    }  # fmt: skip


def _measure(m: Measure) -> dict[str, Any]:
    q = m.quantity
    return {"kind": m.kind, "value": q.value, "low": q.low, "high": q.high, "unit": q.unit, "hedge": q.hedge,
            "what": m.what, "whose": m.whose, "span": _at(q.span)}  # fmt: skip


def _day(moment: Moment | None) -> str | None:
    return moment.iso if moment else None


def _where(place: Place | None) -> dict[str, Any] | None:
    return {"name": place.name, "country": place.country} if place else None


def _said(s: Statement) -> dict[str, Any]:
    speakers = [_who(e) for e in s.speakers]
    about = _about(
        s, content=_at(s.content), quote=_at(s.quote), cue=_at(s.cue), sentence=_at(s.sentence),
        speaker=[_at(e.span) for e in s.speakers],
    )  # fmt: skip
    about |= {"stance": s.stance, "events": list(s.events), "anonymous": s.anonymous}
    about |= {"venue": s.venue.text if s.venue else None}
    return {
        "speaker": speakers[0] if len(speakers) == 1 else speakers, "quote": s.quote.text if s.quote else None,
        "content": s.content.text, "direct": s.direct, "cue": s.cue.text,
        "addressee": _who(s.addressees[0]) if s.addressees else None, "detente": about,
    }  # fmt: skip


def _tie(t: Tie) -> dict[str, Any]:
    about = _about(
        t, evidence=_at(t.evidence), sentence=_at(t.sentence), items=[_at(i) for i in t.items],
        quantity=_at(t.quantity), hedge=_at(t.hedge), **{"from": _at(t.source.span), "to": _at(t.target.span)},
    )  # fmt: skip
    about["events"] = list(t.events)
    if t.transfer is not None:
        about["transfer"] = {k: v for k, v in _transfer_cells(t).items() if v not in (None, False)}
    return {
        "kind": t.kind, "from": _who(t.source), "to": _who(t.target), "items": [i.text for i in t.items],
        "quantity": t.quantity.text if t.quantity else None, "share": t.share,
        "hedge": t.hedge.text if t.hedge else None, "since": _day(t.since), "until": _day(t.until), "status": t.status,
        "evidence": t.evidence.text, "detente": about,
    }  # fmt: skip


def spans_of(record: Record) -> Iterator[Span]:
    """Every span that a record points at, in its fields and in its reasons."""
    yield from _spans(record)


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for f in fields(value):
            yield from _spans(getattr(value, f.name))
    elif isinstance(value, (tuple, list)):
        for v in value:
            yield from _spans(v)


__all__ = [
    "COLUMNS", "EVENT_COLUMNS", "KIND_OF", "STATEMENT_COLUMNS", "TIE_COLUMNS", "Drop", "Record", "records_of",
    "spans_of", "to_document", "to_json", "to_row", "to_value",
]  # fmt: skip
