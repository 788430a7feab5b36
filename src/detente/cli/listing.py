"""``detente events``, ``statements``, ``episodes``, ``sql`` and ``trace``: what is in a store, asked for."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from .asking import (
    ABOUT,
    STATUS,
    TOLD,
    WHAT,
    WHEN,
    WHO,
    AsOf,
    Form,
    Limit,
    Options,
    StoreAt,
    asking,
    nothing_of,
    opened,
)
from .rows import Listing, listed
from .screen import stdout_screen


@asking(WHO, WHEN, WHAT, STATUS, TOLD)
def events(
    filters: dict[str, Any], limit: Limit = None, where: StoreAt = None, as_of: AsOf = None, options: Options = None,
    form: Form = Listing.table,
) -> None:  # fmt: skip
    """List events of a store: who did what to whom, when, where.

    A country takes in its government, forces, parties and firms; an organisation with members (EU, NATO) its members
    on the day.
    """
    store = opened(where, as_of, options)
    rows = list(store.events(limit=limit, **filters))
    columns = ("id", "date", "status", "type", "mode", "actor_names", "recipient_names")
    listed(rows, columns, form, below="evidence", nothing="" if rows else nothing_of(store, "events", filters))


@asking(WHO, ABOUT, WHEN, TOLD)
def statements(
    filters: dict[str, Any], limit: Limit = None, where: StoreAt = None, as_of: AsOf = None, options: Options = None,
    form: Form = Listing.table,
) -> None:  # fmt: skip
    """List statements of a store: who said what."""
    rows = opened(where, as_of, options).statements(limit=limit, **filters)
    columns = ("id", "published", "stance", "speaker_names")
    listed(rows, columns, form, below="content", nothing="no statements pass these filters")


@asking(WHO, WHEN, WHAT, STATUS, TOLD)
def episodes(
    filters: dict[str, Any], limit: Limit = None, where: StoreAt = None, as_of: AsOf = None, options: Options = None,
    form: Form = Listing.table,
) -> None:  # fmt: skip
    """List episodes of a store: acts of which a telling passes the filters, each with all its tellings.

    Filters as of "detente events"; "sources" counts a wire's text once, whoever prints it.
    """
    store = opened(where, as_of, options)
    rows = list(store.episodes(**filters))[:limit]
    columns = ("id", "date", "type", "actors", "recipients", "place", "tellings", "sources", "otherwise")
    listed(rows, columns, form, nothing="" if rows else nothing_of(store, "episodes", filters))


def sql(
    query: Annotated[str, typer.Argument(metavar="SELECT", help="One SELECT, in DuckDB's SQL.")],
    where: StoreAt = None, as_of: AsOf = None, options: Options = None, form: Form = Listing.table,
) -> None:  # fmt: skip
    """Ask a store in SQL; it is only read. Views:

    documents, events, statements, ties, event_mentions, entities_seen, sides, dyads, episodes, episode_events, rejects,
    runs, batches, members.
    """
    found = opened(where, as_of, options).sql(query)
    table = found.arrow()
    listed(table.to_pylist(), table.column_names, form)


def trace(
    identity: Annotated[
        str, typer.Argument(metavar="ID", help="Of a record or an episode, or enough of its beginning.")
    ],
    where: StoreAt = None, as_of: AsOf = None, options: Options = None,
) -> None:  # fmt: skip
    """Lead back to the words: of a record the sentence with what shows each field, the document, the run; of an episode
    all its tellings. "detente acts A B --since DAY --until DAY" lists the acts that a number of a series counts.
    """
    from ..query.trace import EPISODE, episode
    from .reasons import explained

    if identity.startswith(EPISODE):
        told, tellings = episode(opened(where, as_of, options), identity)
        listed(
            [told],
            ("id", "date", "type", "mode", "actors", "recipients", "place", "sources", "otherwise"),
            Listing.table,
        )
        listed(tellings, ("id", "published", "source", "date", "killed"), Listing.table, below="sentence")
        return
    found = opened(where, as_of, options).record(identity)
    document = found["document"]
    typer.echo(explained(found["record"], [], stdout_screen()), nl=False)
    parts = [document[k] for k in ("title", "source", "url") if document[k]]
    typer.echo(
        f"document {document['id']}, {document['published'] or 'no date'}: {'; '.join(map(str, parts)) or 'untitled'}"
    )
    typer.echo(f"coded with {document['coder']}, lexicon {document['lexicon']}, run {document['run']}")
