"""``detente events``, ``statements``, ``sql`` and ``trace``: what is in a store, asked for."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Sequence
from datetime import date as Date
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from ..errors import ConfigError
from .actors import Listing
from .screen import clean, shortened, stdout_screen

if TYPE_CHECKING:
    from ..query import Store

StoreAt = Annotated[
    str | None,
    typer.Option("--store", metavar="DIR|URL", show_default=False, help="The store. [default: $DETENTE_STORE]"),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="VERSION|TIME", show_default=False, help="As the store was then (store history)."),
]
Options = Annotated[
    list[str] | None,
    typer.Option("--option", metavar="NAME=VALUE", show_default=False, help="Of the object store. Repeatable."),
]
Form = Annotated[Listing, typer.Option("--format", "-f", help="How to print it.")]
_Between = Annotated[
    tuple[str, str] | None,
    typer.Option("--between", metavar="A B", show_default=False, help="Two sides, whoever acts: IND RUS, EU China."),
]
_Actor = Annotated[str | None, typer.Option(metavar="WHO", show_default=False, help="Who acts, or speaks.")]
_Recipient = Annotated[str | None, typer.Option(metavar="WHO", show_default=False, help="On whom, or to whom.")]
_Country = Annotated[str | None, typer.Option(metavar="WHO", show_default=False, help="Either side.")]
_Since = Annotated[str | None, typer.Option(metavar="DAY", show_default=False, help="From that day, month or year.")]
_Until = Annotated[str | None, typer.Option(metavar="DAY", show_default=False, help="Before it.")]
_Type = Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", show_default=False, help="ASSAULT, ...")]
_Quad = Annotated[
    list[str] | None, typer.Option("--quad", metavar="CLASS", show_default=False, help="material conflict, ...")
]
_Status = Annotated[
    list[str] | None, typer.Option("--status", metavar="STATUS", show_default=False, help="occurred, planned, ...")
]
_Context = Annotated[
    list[str] | None, typer.Option("--context", metavar="CONTEXT", show_default=False, help="military, ...")
]
_Place = Annotated[
    list[str] | None, typer.Option("--place", metavar="COUNTRY", show_default=False, help="Where it was.")
]
_Source = Annotated[list[str] | None, typer.Option("--source", metavar="NAME", show_default=False, help="Publisher.")]
_Score = Annotated[float | None, typer.Option("--score", metavar="X", show_default=False, help="At least so sure.")]
_Text = Annotated[str | None, typer.Option("--text", metavar="WORDS", show_default=False, help="In the sentence.")]
_Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, show_default=False, help="So many rows.")]


def where_of(where: str | None) -> str:
    """Where the store lies. Raises ``ConfigError`` where nothing says so."""
    found = where or os.environ.get("DETENTE_STORE", "")
    if not found:
        raise ConfigError("which store? give --store DIR, or set DETENTE_STORE")
    return found


def opened(where: str | None, as_of: str | None, options: list[str] | None) -> Store:
    """The store that the options name."""
    from ..query import open_store
    from ..store.delta import option_told

    return open_store(where_of(where), as_of=as_of, options=option_told(options or []))


def listed(rows: Iterable[dict[str, Any]], columns: Sequence[str], form: Listing) -> None:
    """Print rows: a table of ``columns``, or all columns as JSON or CSV."""
    rows = list(rows)
    if form is Listing.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=_told))
        return
    if form is Listing.csv:
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]) if rows else list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: _told(v) for k, v in row.items()} for row in rows)
        typer.echo(text.getvalue(), nl=False)
        return
    screen = stdout_screen()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(shortened(str(_told(row.get(c, ""))), max(screen.width, 60)) for c in columns))
    typer.echo(screen.render(table), nl=False)


def _told(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, Date | datetime):
        return value.isoformat()
    return value if isinstance(value, int | float) else clean(str(value))


def events(
    between: _Between = None, actor: _Actor = None, recipient: _Recipient = None, country: _Country = None,
    since: _Since = None, until: _Until = None, types: _Type = None, quads: _Quad = None, statuses: _Status = None,
    contexts: _Context = None, places: _Place = None, sources: _Source = None, score: _Score = None, text: _Text = None,
    limit: _Limit = None, where: StoreAt = None, as_of: AsOf = None, options: Options = None,
    form: Form = Listing.table,
) -> None:  # fmt: skip
    """List events of a store: who did what to whom, when, where.

    A country takes in its government, forces, parties and firms; an organisation with members (EU, NATO) its members
    on the day.
    """
    rows = opened(where, as_of, options).events(
        between=between, actor=actor, recipient=recipient, country=country, since=since, until=until,
        types=types or (), quads=quads or (), statuses=statuses or (), contexts=contexts or (), places=places or (),
        sources=sources or (), score=score, text=text, limit=limit,
    )  # fmt: skip
    listed(rows, ("id", "date", "type", "mode", "actor_names", "recipient_names", "status", "evidence"), form)


def statements(
    between: _Between = None, actor: _Actor = None, recipient: _Recipient = None, country: _Country = None,
    since: _Since = None, until: _Until = None, sources: _Source = None, score: _Score = None, text: _Text = None,
    limit: _Limit = None, where: StoreAt = None, as_of: AsOf = None, options: Options = None,
    form: Form = Listing.table,
) -> None:  # fmt: skip
    """List statements of a store: who said what."""
    rows = opened(where, as_of, options).statements(
        between=between, actor=actor, recipient=recipient, country=country, since=since, until=until,
        sources=sources or (), score=score, text=text, limit=limit,
    )  # fmt: skip
    listed(rows, ("id", "published", "speaker_names", "stance", "content"), form)


def episodes(
    between: _Between = None, actor: _Actor = None, recipient: _Recipient = None, country: _Country = None,
    since: _Since = None, until: _Until = None, types: _Type = None, quads: _Quad = None, statuses: _Status = None,
    contexts: _Context = None, places: _Place = None, sources: _Source = None, score: _Score = None, text: _Text = None,
    where: StoreAt = None, as_of: AsOf = None, options: Options = None, form: Form = Listing.table,
) -> None:  # fmt: skip
    """List episodes of a store: acts, each with all its tellings, and where these differ.

    Found among the events that the filters let through, as of "detente events".
    """
    rows = opened(where, as_of, options).episodes(
        between=between, actor=actor, recipient=recipient, country=country, since=since, until=until,
        types=types or (), quads=quads or (), statuses=statuses or (), contexts=contexts or (), places=places or (),
        sources=sources or (), score=score, text=text,
    )  # fmt: skip
    listed(rows, ("id", "date", "type", "actors", "recipients", "place", "tellings", "sources", "otherwise"), form)


def sql(
    query: Annotated[str, typer.Argument(metavar="SELECT", help="One SELECT, in DuckDB's SQL.")],
    where: StoreAt = None, as_of: AsOf = None, options: Options = None, form: Form = Listing.table,
) -> None:  # fmt: skip
    """Ask a store in SQL; it is only read. Views:

    documents, events, statements, ties, event_mentions, entities_seen, sides, dyads, rejects, runs, batches, members.
    """
    found = opened(where, as_of, options).sql(query)
    table = found.arrow()
    listed(table.to_pylist(), table.column_names, form)


def trace(
    identity: Annotated[str, typer.Argument(metavar="ID", help="A record's id, or enough of its beginning.")],
    where: StoreAt = None, as_of: AsOf = None, options: Options = None,
) -> None:  # fmt: skip
    """Lead from a record back to its words: the sentence with what shows each field, the document, the run."""
    from .reasons import explained

    found = opened(where, as_of, options).record(identity)
    document = found["document"]
    typer.echo(explained(found["record"], [], stdout_screen()), nl=False)
    parts = [document[k] for k in ("title", "source", "url") if document[k]]
    typer.echo(
        f"document {document['id']}, {document['published'] or 'no date'}: {'; '.join(map(str, parts)) or 'untitled'}"
    )
    typer.echo(f"coded with {document['coder']}, lexicon {document['lexicon']}, run {document['run']}")
