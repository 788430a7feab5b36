"""``detente lexicon``: are the lexicon's files in order, and how much is in them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import ConfigError

lexicon = typer.Typer(no_args_is_help=True, help="Check the lexicon's files, or count what is in them.")

_Folder = Annotated[Path | None, typer.Argument(metavar="[DIR]", help="A lexicon folder. [default: the one in use]")]


@lexicon.command()
def check(folder: _Folder = None) -> None:
    """Read every file and name everything wrong as file:line. Exit status 1 where anything is."""
    from ..lexicon.check import check_lexicon

    root = _root(folder)
    complaints = check_lexicon(root)
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


def _root(folder: Path | None) -> Path:
    from ..lexicon.schemas import DATA

    if folder is not None and not folder.is_dir():
        raise ConfigError(f"no such folder: {folder}")
    return folder or DATA


def _counts(root: Path) -> dict[str, int]:
    from ..lexicon.schemas import SCHEMAS
    from ..lexicon.table import read_table

    return {name: len(read_table(root / name, schema)) for name, schema in SCHEMAS.items()}
