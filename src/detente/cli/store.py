"""``detente store``: what a store holds, how it came to it, and whether it is whole."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import ConfigError
from ..run.progress import say
from .asking import AsOf, Form, Options, StoreAt, opened, where_of
from .rows import Listing, listed

if TYPE_CHECKING:
    from ..store.delta import Tables

store = typer.Typer(no_args_is_help=True, help="Look after a store of records (detente code ... --store DIR).")


@store.command()
def info(where: StoreAt = None, as_of: AsOf = None, options: Options = None, form: Form = Listing.table) -> None:
    """Show how much a store holds, of which days, coded with what."""
    held = opened(where, as_of, options)
    first, last = next(iter(held.sql("SELECT min(published) AS first, max(published) AS last FROM documents"))).values()
    rows: list[dict[str, Any]] = [{"what": name, "count": count} for name, count in held.counts().items()]
    rows += [{"what": "first day", "count": first}, {"what": "last day", "count": last}]
    rows += [{"what": "version", "count": held.version}]
    coders = held.sql(
        "SELECT coder, lexicon, count(*) AS n FROM documents GROUP BY ALL ORDER BY n DESC, coder, lexicon"
    )
    rows += [{"what": f"coded with {r['coder']}, {r['lexicon']}", "count": r["n"]} for r in coders]
    listed(rows, ("what", "count"), form)


@store.command()
def history(where: StoreAt = None, options: Options = None, form: Form = Listing.table) -> None:
    """List what was written when. --as-of of other commands takes the moment or the version."""
    found = []
    for entry in _tables(where, options).history("batches"):
        moment = datetime.fromtimestamp(entry["timestamp"] / 1000, UTC).isoformat(timespec="milliseconds")
        documents = entry.get("documents")
        found.append({
            "version": entry["version"], "when": moment, "what": str(entry.get("operation", "")).lower(),
            "documents": int(documents) if documents else "", "coder": entry.get("coder", ""),
        })  # fmt: skip
    listed(found, ("version", "when", "what", "documents", "coder"), form)


@store.command()
def verify(where: StoreAt = None, as_of: AsOf = None, options: Options = None) -> None:
    """Check that every span equals its text, every reference resolves, and nothing is lost or there twice.

    Exit status: 0 all right; 1 something is wrong; 2 no store there.
    """
    from ..store import snapshot
    from ..store import verify as faults_of

    tables = _tables(where, options)
    faults = faults_of(tables, as_of)
    for fault in faults:
        typer.echo(fault)
    if faults:
        say(f"{len(faults):,} faults in {tables.where}")
        raise typer.Exit(1)
    typer.echo(f"all right: {len(snapshot(tables, as_of).held):,} documents")


@store.command()
def vacuum(
    where: StoreAt = None,
    options: Options = None,
    hours: Annotated[
        int,
        typer.Option("--hours", metavar="N", min=0, help="Leave files alone that are younger: others may read them."),
    ] = 168,
) -> None:
    """Put small files together, take away what writers left that were killed, and delete files no longer in use.

    What was replaced stays and can be asked for (--as-of).
    """
    from ..store.upkeep import tidy

    done = tidy(_tables(where, options), hours)
    typer.echo(", ".join(f"{count:,} {what}" for what, count in done.items()))


@store.command()
def episodes(where: StoreAt = None, options: Options = None) -> None:
    """Bring the table of episodes up to date; writing runs do so at their end, readers without it work it out.

    "detente episodes" lists them.
    """
    from ..store.episodes import build

    typer.echo(f"{build(_tables(where, options)):,} episodes")


@store.command()
def migrate(where: StoreAt = None, options: Options = None) -> None:
    """Bring a store that an older version of Détente wrote to the schema of this one.

    Nothing that is written changes; --as-of works as before.
    """
    from ..store.migrate import migrate as migrated

    tables = _tables(where, options)
    came, now = migrated(tables)
    typer.echo(f"{tables.where}: schema {now} already" if came == now else f"{tables.where}: schema {came} to {now}")


def _tables(where: str | None, options: list[str] | None) -> Tables:
    from ..store.delta import Tables, option_told

    tables = Tables(where_of(where), option_told(options or []))
    if not tables.there():
        raise ConfigError(f"{tables.where} is no store (detente code ... --store {tables.where} makes one)")
    return tables
