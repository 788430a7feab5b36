"""``detente events``, ``statements``, ``episodes``, ``sql`` and ``trace``: what is in a store, asked for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date as Date
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.table import Table

from .actors import Listing
from .asking import ABOUT, STATUS, TOLD, WHAT, WHEN, WHO, AsOf, Form, Options, StoreAt, asking, opened
from .screen import clean, shortened, stdout_screen

_Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, show_default=False, help="So many rows.")]


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


@asking(WHO, WHEN, WHAT, STATUS, TOLD)
def events(
    filters: dict[str, Any], limit: _Limit = None, where: StoreAt = None, as_of: AsOf = None, options: Options = None,
    form: Form = Listing.table,
) -> None:  # fmt: skip
    """List events of a store: who did what to whom, when, where.

    A country takes in its government, forces, parties and firms; an organisation with members (EU, NATO) its members
    on the day.
    """
    rows = opened(where, as_of, options).events(limit=limit, **filters)
    listed(rows, ("id", "date", "type", "mode", "actor_names", "recipient_names", "status", "evidence"), form)


@asking(WHO, ABOUT, WHEN, TOLD)
def statements(
    filters: dict[str, Any], limit: _Limit = None, where: StoreAt = None, as_of: AsOf = None, options: Options = None,
    form: Form = Listing.table,
) -> None:  # fmt: skip
    """List statements of a store: who said what."""
    rows = opened(where, as_of, options).statements(limit=limit, **filters)
    listed(rows, ("id", "published", "speaker_names", "stance", "content"), form)


@asking(WHO, WHEN, WHAT, STATUS, TOLD)
def episodes(
    filters: dict[str, Any], where: StoreAt = None, as_of: AsOf = None, options: Options = None,
    form: Form = Listing.table,
) -> None:  # fmt: skip
    """List episodes of a store: acts, each with all its tellings, and where these differ.

    Filters as of "detente events".
    """
    rows = opened(where, as_of, options).episodes(**filters)
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
