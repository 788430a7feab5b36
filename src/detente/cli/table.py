"""The records of a document as a person wants to read them on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..records import Document, Entity, Event, Moment, Result, Statement, Tie
from ..records.flat import Record
from .screen import Screen, clean, shortened

_WIDE = 130  # columns from which a record stands on one row
_STYLES = {
    "verbal cooperation": "green", "material cooperation": "bold green",
    "verbal conflict": "yellow", "material conflict": "bold red",
}  # fmt: skip


@cache
def quads() -> dict[str, str]:
    """The quad class of each PLOVER type."""
    from ..lexicon.schemas import DATA, PLOVER
    from ..lexicon.table import read_table

    return {row["type"]: row["quad"] for row in read_table(DATA / "ontology" / "plover.tsv", PLOVER)}


def document_table(result: Result, screen: Screen) -> str:
    """One document: its heading, then its events, statements and ties."""
    wide = screen.width >= _WIDE
    items: list[RenderableType] = [heading(result.document)]
    items += [Text(f"note: {note}", style="yellow") for note in result.notes]
    blocks = [
        ("events", [_event(e, wide, screen.width) for e in result.events]),
        ("statements", [_statement(s, wide, screen.width) for s in result.statements]),
        ("ties", [_tie(t, wide, screen.width) for t in result.ties]),
    ]
    for name, rows in blocks:
        if rows:
            items += [Text(name, style="bold"), Padding(_grid(rows, wide), (0, 0, 0, 2), expand=False)]
    if not any(rows for _, rows in blocks):
        items.append(Text("  nothing coded: `detente explain --doc` says why", style="dim"))
    return screen.render(*items, "")


def heading(document: Document) -> Text:
    """The line above a document's records: id, day of publication, title, and where it was read."""
    text = Text(clean(document.id), style="bold cyan", no_wrap=True, overflow="ellipsis")
    text.append(f"  {document.date.isoformat() if document.date else 'no date'}", style="not bold")
    if document.title:
        text.append(f"  {clean(document.title)}", style="bold default")
    if document.origin:
        text.append(f"  {clean(document.origin)}", style="dim default")
    return text


def day_told(moment: Moment | None) -> str:
    """The day, month or year of a moment; else its TIMEX3 value."""
    if moment is None:
        return ""
    if moment.grain == "decade" and moment.start is not None:
        return f"{moment.start.year}s"
    return moment.iso or moment.value


def names(entities: Iterable[Entity], none: str = "") -> str:
    """Entities as text: each name with its country and, where it is not the government, its sector."""
    return ", ".join(_name(e) for e in entities) or none


def _name(e: Entity) -> str:
    about = [e.country] if e.country else []
    about += [e.sector] if e.sector not in ("GOV", "UNK", e.country) else []
    return f"{clean(e.name)} ({' '.join(about)})" if about else clean(e.name)


def who(event: Event) -> str:
    """The sides of an event: actors → recipients."""
    if not event.recipients:
        return names(event.actors)
    return f"{names(event.actors, 'unnamed')} → {names(event.recipients)}"


def standing(event: Event) -> str:
    """What is unlike plain news about an event: its status, background, who says so, the word that weakens it."""
    parts = [event.status] if event.status != "occurred" else []
    parts += ["background"] if event.background else []
    parts += [f"according to {names([event.says])}"] if event.says else []
    parts += [clean(event.hedge)] if event.hedge else []
    return ", ".join(parts)


def what(event: Event) -> str:
    """Type and mode."""
    return f"{event.type}·{event.mode}" if event.mode else event.type


def place_name(event: Event) -> str:
    """Where it was, if the text says so."""
    if event.place is None:
        return ""
    return f"{clean(event.place.name)} ({event.place.country})" if event.place.country else clean(event.place.name)


def summary_of(record: Record) -> tuple[str, str]:
    """One record on one line: what it is, and between whom."""
    if isinstance(record, Event):
        day = day_told(record.date) or "no date"
        place = place_name(record)
        parts = [who(record), day, f"in {place}" if place else "", standing(record)]
        return what(record), "  ".join(p for p in parts if p)
    if isinstance(record, Statement):
        return (
            f"statement ({clean(record.cue.text)})",
            f"{names(record.speakers)}: {_quoted(shortened(record.content.text, 70))}",
        )
    return f"tie {record.kind}", f"{_name(record.source)} → {_name(record.target)}  {record.status}"


def _quoted(text: str) -> str:
    """In quotation marks, unless it begins with one."""
    return text if text[:1] in '“"‘«„' else f"“{text}”"


Row = list[RenderableType]


def _grid(rows: list[Row], wide: bool) -> Table:
    grid = Table.grid(padding=(0, 2))
    if wide:
        grid.add_column(width=10, no_wrap=True)
        grid.add_column(width=23, no_wrap=True, overflow="ellipsis")
        grid.add_column(ratio=4, overflow="fold")
        grid.add_column(ratio=5, overflow="fold")
        grid.add_column(width=14, no_wrap=True, style="dim")
        grid.expand = True
    else:
        grid.add_column(width=10, no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        grid.expand = True
    for row in rows:
        grid.add_row(*row)
    return grid


def _row(wide: bool, width: int, day: str, kind: Text, sides: str, about: str, evidence: str, identity: str) -> Row:
    """One record: in columns on a wide screen, else as two or three lines beside its day."""
    if wide:
        side = Text(sides)
        if about:
            side.append(f"\n{about}", style="italic")
        return [Text(day), kind, side, Text(shortened(evidence, width), style="dim"), Text(identity)]
    first = Text.assemble(kind, "  ", sides)
    quoted = Text(shortened(evidence, 2 * (width - 14) - 8), style="dim")
    last = Text(f"{about}  " if about else "", style="italic").append(identity, style="not italic dim")
    return [Text(day), Text("\n").join([first, quoted, last])]


def _event(e: Event, wide: bool, width: int) -> Row:
    kind = Text(what(e), style=_STYLES.get(quads().get(e.type, ""), ""))
    place = place_name(e)
    about = " · ".join(part for part in (f"in {place}" if place else "", standing(e)) if part)
    day = day_told(e.date) or "–"
    return _row(wide, width, day, kind, who(e), about, f"“{e.evidence.text}”", e.id)


def _statement(s: Statement, wide: bool, width: int) -> Row:
    sides = names(s.speakers, "unnamed")
    if s.addressees:
        sides = f"{sides} → {names(s.addressees)}"
    said = f"“{s.quote.text}”" if s.quote else s.content.text
    return _row(
        wide, width, "quote" if s.direct else "reported", Text(clean(s.cue.text), style="cyan"), sides, "", said, s.id
    )


def _tie(t: Tie, wide: bool, width: int) -> Row:
    parts = [", ".join(clean(i.text) for i in t.items)]
    parts += [clean(t.quantity.text)] if t.quantity else []
    parts += [f"share {t.share:g}"] if t.share is not None else []
    parts += [clean(t.hedge.text)] if t.hedge else []
    day = t.since.iso if t.since and t.since.iso else ""
    when, kind = f"{day} –" if day else t.status, Text(t.kind, style="magenta")
    about = " · ".join(p for p in parts if p)
    return _row(wide, width, when, kind, f"{_name(t.source)} → {_name(t.target)}", about, f"“{t.evidence.text}”", t.id)
