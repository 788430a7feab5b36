"""``detente actors``: who is in the lexicon, on which day, and users' own actors on top."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..config import Config
from ..errors import ConfigError, RecordNotFound
from ..run.progress import say
from .asking import WHEN, AsOf, Options, StoreAt, asking, opened
from .code import tell_lost
from .job import day_of
from .rows import Listing, listed
from .screen import clean

if TYPE_CHECKING:
    from ..lexicon.actors import ActorLexicon
    from ..lexicon.own import OwnFile
    from ..lexicon.search import Found

actors = typer.Typer(no_args_is_help=True, help="Look actors up, and put your own on top of them.")

COLUMNS = ("id", "name", "country", "sector", "office", "from", "until")


_Form = Annotated[Listing, typer.Option("--format", "-f", help="How to print the list.")]
_On = Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD", show_default=False, help="As of this day.")]
_File = Annotated[Path, typer.Argument(metavar="FILE", help="A table of actors, or a PETRARCH dictionary.")]


@actors.command()
def search(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="A name, its beginning, or nearly so; or an id.")],
    on: _On = None,
    form: _Form = Listing.table,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many actors.")] = 20,
) -> None:
    """Find actors by any form of their names; case and accents do not matter.

    A person has a row for each term of office, the last first; with --on only what is held on that day. Exit status 1
    where nobody is found.
    """
    from ..lexicon.search import search as find

    wanted = " ".join(name)
    found = find(_lexicon(), wanted, day_of(on, "--on"), limit)
    _print(found, form)
    if not found:
        say(f"nobody is found by {wanted!r}")
        raise typer.Exit(1)


@actors.command()
def show(
    actor: Annotated[str, typer.Argument(metavar="ID", help="An id, or a name that only one actor has.")],
    on: _On = None,
    form: Annotated[Listing, typer.Option("--format", "-f", help="table or json.")] = Listing.table,
) -> None:
    """Show everything known of one actor: forms, terms of office, memberships, and where that is from."""
    from ..lexicon.search import dossier

    lexicon = _lexicon()
    found = dossier(lexicon, _id_of(lexicon, actor), day_of(on, "--on"))
    if form is Listing.json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    if form is Listing.csv:
        raise ConfigError("one actor is no list: --format table or json")
    for key, value in found.items():
        if isinstance(value, dict):
            for kind, forms in value.items():
                _pair(kind, " | ".join(forms))
        elif isinstance(value, list):
            for row in value:
                _pair(key, "  ".join(_told(row)))
        elif value:
            _pair(key, str(value))


@actors.command()
def members(
    organisation: Annotated[str, typer.Argument(metavar="ORG", help="An organisation's id or name.")],
    on: _On = None,
    form: _Form = Listing.table,
) -> None:
    """List the members of an organisation with their dates, or those of one day."""
    from ..lexicon.search import members as members_of

    lexicon = _lexicon()
    id_ = _id_of(lexicon, organisation)
    if id_ not in lexicon.members:
        raise RecordNotFound(f"no members of {id_} are known")
    _print(members_of(lexicon, id_, day_of(on, "--on")), form)


@actors.command()
def stats(form: _Form = Listing.table) -> None:
    """Count actors, names, terms of office and memberships."""
    from ..lexicon.search import forms_with_ids

    lexicon = _lexicon()
    shipped = [k for key, k in lexicon.known.items() if key == k.id and not k.at]
    counts = Counter("group" if k.kind not in ("country", "organisation", "person") else k.kind for k in shipped)
    plural = {
        "country": "states and territories",
        "organisation": "organisations",
        "group": "groups",
        "person": "people",
    }
    rows: list[dict[str, Any]] = [{"what": name, "count": counts[kind]} for kind, name in plural.items()]
    rows += [
        {"what": "forms of names", "count": sum(1 for _ in forms_with_ids(lexicon))},
        {"what": "terms of office", "count": sum(map(len, lexicon.terms.values()))},
        {"what": "offices", "count": len({office for office, _ in lexicon.holders})},
        {"what": "role nouns", "count": len(lexicon.agents)},
        {"what": "memberships", "count": sum(map(len, lexicon.members.values()))},
        {"what": "organisations with members", "count": len(lexicon.members)},
        {"what": "your own rows", "count": sum(map(len, lexicon.own.rows.values())) if lexicon.own else 0},
    ]
    listed(rows, ("what", "count"), form)


@actors.command()
@asking(WHEN)
def seen(
    filters: dict[str, Any],
    country: Annotated[str | None, typer.Option(metavar="WHO", show_default=False, help="Of that state.")] = None,
    sector: Annotated[str | None, typer.Option(metavar="CODE", show_default=False, help="GOV, MIL, ...")] = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", show_default=False, help="In the name.")] = None,
    dataset: Annotated[str | None, typer.Option(metavar="LABEL", show_default=False, help="What coded it.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many actors.")] = 50,
    where: StoreAt = None, as_of: AsOf = None, options: Options = None, form: _Form = Listing.table,
) -> None:  # fmt: skip
    """List who stands in the records of a store, the commonest first: acts, suffers, speaks, has ties."""
    found = opened(where, as_of, options).actors(
        country=country, sector=sector, text=text, dataset=dataset, limit=limit, **filters
    )
    columns = ("id", "name", "country", "sector", "documents", "does", "suffers", "says", "ties", "first", "last")
    listed(found, columns, form)


# --- users' own files ------------------------------------------------------------------------------------------------


@actors.command()
def add(file: _File) -> None:
    """Put your own actors on top of the shipped ones, in every run from now on (docs/actors.md has the form).

    The file is copied to the folder of settings, over one of the same name. Lines that cannot be used are named, the
    rest loads; exit status 1 where there are any.
    """
    from ..run.registry import register

    place, held = register(file)
    _report(held)
    typer.echo(f"{place}: {_sum(held)}")
    if held.complaints:
        raise typer.Exit(1)


@actors.command()
def check(file: _File) -> None:
    """Name every line of a file that cannot be used, without adding it; exit status 1 where there are any."""
    from ..lexicon.own import read_own

    held = read_own(file)
    _report(held)
    typer.echo(f"{file}: {_sum(held)}")
    if held.complaints:
        raise typer.Exit(1)


@actors.command("list-files")
def list_files(form: _Form = Listing.table) -> None:
    """List the files of your own actors, in the order in which they go over each other."""
    from ..lexicon.own import read_own
    from ..run.registry import actor_files

    rows = []
    for path in actor_files(Config.load()):
        held = read_own(path)
        rows.append({
            "name": path.name, "form": held.form, "actors": len(held.actors), "roles": len(held.agents),
            "used": held.used, "lost": held.lost, "path": str(path),
        })  # fmt: skip
    listed(rows, ("name", "form", "actors", "roles", "used", "lost", "path"), form)


@actors.command()
def remove(name: Annotated[str, typer.Argument(metavar="NAME", help="As list-files has it.")]) -> None:
    """Take a file of your own actors away again."""
    from ..run.registry import unregister

    typer.echo(f"removed {unregister(name)}")


def _report(held: OwnFile) -> None:
    for line in [*held.complaints, *(f"{n} (used)" for n in held.notes)]:
        typer.echo(clean(line), err=True)


def _sum(held: OwnFile) -> str:
    roles = f", {len(held.agents):,} roles" if held.agents else ""
    lost = f", {held.lost:,} cannot be used" if held.lost else ""
    return f"{len(held.actors):,} actors{roles} from {held.used:,} lines{lost}"


# --- printing --------------------------------------------------------------------------------------------------------


def _lexicon() -> ActorLexicon:
    """The actors of the settings, with the user's own on top."""
    from ..lexicon.actors import load_actors
    from ..run.registry import actor_files

    config = Config.load()
    tell_lost(config)
    return load_actors(extra=actor_files(config))


def _id_of(lexicon: ActorLexicon, text: str) -> str:
    from ..lexicon.search import actor_named, nearest_ids

    found = actor_named(lexicon, text)
    if found is None:
        near = ", ".join(nearest_ids(lexicon, text))
        raise RecordNotFound(f"no actor {text!r}{f'; do you mean {near}?' if near else ''}")
    return found


def _print(found: list[Found], form: Listing) -> None:
    listed([f.row() for f in found], COLUMNS, form)


def _pair(name: str, value: str) -> None:
    typer.echo(f"{name:<12} {clean(value)}")


def _told(row: dict[str, Any]) -> list[str]:
    dates = f"{row['from'] or ''} – {row['until'] or ''}".strip() if row["from"] or row["until"] else ""
    parts = [row["id"], row["name"], row["country"], row["sector"], row["office"], dates, row.get("at")]
    return [str(p) for p in parts if p]
