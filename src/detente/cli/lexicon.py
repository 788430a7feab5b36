"""``detente lexicon``: are the lexicon's files in order, how much is in them, and which rows do texts fire."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..config import Config
from ..errors import ConfigError
from .code import Columns, Day, ModelName, OwnActors, OwnCodebook, Settings, with_own
from .job import day_of, fields_of

lexicon = typer.Typer(no_args_is_help=True, help="Check the lexicon's files, count what is in them, or what is used.")


class Room(StrEnum):
    """Tables whose rows are rules."""

    predicates = "predicates"
    operators = "operators"
    cues = "cues"
    relations = "relations"


class Listing(StrEnum):
    """Forms of a list."""

    table = "table"
    json = "json"
    csv = "csv"


_Folder = Annotated[Path | None, typer.Argument(metavar="[DIR]", help="A lexicon folder. [default: the one in use]")]


@lexicon.command()
def check(
    folder: _Folder = None,
    codebook: Annotated[
        Path | None,
        typer.Option(metavar="DIR", show_default=False, help="Check a codebook of your own as well (a folder)."),
    ] = None,
) -> None:
    """Read every file and name everything wrong as file:line. Exit status 1 where anything is."""
    from ..lexicon.check import check_lexicon
    from ..lexicon.codebook import read_codebook, told

    root = _root(folder)
    complaints = check_lexicon(root)
    book = None
    if codebook is not None:
        book = read_codebook(codebook, root)
        complaints = [*complaints, *book.complaints]
    for complaint in complaints:
        typer.echo(complaint)
    if complaints:
        typer.echo(f"{len(complaints):,} {'thing' if len(complaints) == 1 else 'things'} wrong", err=True)
        raise typer.Exit(1)
    counts = _counts(root)
    width = max(map(len, counts))
    for name, count in counts.items():
        typer.echo(f"{name:<{width}}  {count:>6,}")
    typer.echo(f"all right: {sum(counts.values()):,} rows in {len(counts)} files")
    if book is not None:
        for name, used in book.counts.items():
            typer.echo(f"{name:<{width}}  {told(used)}")
        typer.echo(f"all right: {book.told()}")


@lexicon.command()
def stats(folder: _Folder = None) -> None:
    """Count the rows: by room of the lexicon, and the predicates by event type with the words that they hang on."""
    from ..lexicon.pattern import parse_pattern
    from ..lexicon.schemas import PREDICATE_TYPES, SCHEMAS
    from ..lexicon.table import read_table

    root = _root(folder)
    groups: dict[str, int] = {}
    for name, count in _counts(root).items():
        group = name.split("/", maxsplit=1)[0]
        groups[group] = groups.get(group, 0) + count
    for group, count in groups.items():
        typer.echo(f"{group:<12} {count:>7,} rows")
    typer.echo(f"\n{'event type':<12} {'rows':>7} {'heads':>7} {'modes':>7}")
    for kind in PREDICATE_TYPES:
        rows = read_table(root / f"predicates/{kind}.tsv", SCHEMAS[f"predicates/{kind}.tsv"])
        patterns = [parse_pattern(row["pattern"]) for row in rows]
        heads = {(lemma, pattern.pos) for pattern in patterns for lemma in pattern.lemmas}
        modes = {row["mode"] for row in rows} - {""}
        typer.echo(f"{kind.upper():<12} {len(rows):>7,} {len(heads):>7,} {len(modes):>7,}")


@lexicon.command()
def coverage(
    paths: Annotated[
        list[str], typer.Argument(metavar="FILE", help="What detente code reads, or marked cases (.case); folders.")
    ],
    room: Annotated[Room, typer.Option(help="Which rows.")] = Room.predicates,
    form: Annotated[Listing, typer.Option("--format", "-f", help="How to print the list.")] = Listing.table,
    date: Day = None,
    field: Columns = None,
    config: Settings = None,
    model: ModelName = None,
    actors: OwnActors = None,
    codebook: OwnCodebook = None,
) -> None:
    """Tell which rows some texts fire, how often, and which rows they never do; for each type, how many of its rows.

    A row fires where its rule is the one that matches at a word, also where the act is dropped afterwards. Of a folder
    with marked cases only those are taken. csv has the rows alone. Exit status 1 where input was refused.
    """
    from ..run.progress import say
    from . import coverage as made

    settings = with_own(Config.load(config), actors, codebook)
    found = made.cover(paths, settings, model, room.value, fields=fields_of(field or []), date=day_of(date))
    typer.echo({"table": found.table, "json": found.json, "csv": found.csv}[form.value](), nl=False)
    for reject in found.refused:
        say(f"{reject.origin}: {reject.reason}")
    if found.refused:
        raise typer.Exit(1)


def _root(folder: Path | None) -> Path:
    from ..lexicon.schemas import DATA

    if folder is not None and not folder.is_dir():
        raise ConfigError(f"no such folder: {folder}")
    return folder or DATA


def _counts(root: Path) -> dict[str, int]:
    from ..lexicon.schemas import SCHEMAS
    from ..lexicon.table import read_table

    return {name: len(read_table(root / name, schema)) for name, schema in SCHEMAS.items()}
