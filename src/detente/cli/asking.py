"""What all commands that ask a store have in common: which store, which records, in what form."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import ConfigError
from .rows import Listing

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
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, show_default=False, help="So many rows.")]
Form = Annotated[Listing, typer.Option("--format", "-f", help="How to print it.")]


def _text(flag: str, metavar: str, said: str) -> Any:
    return Annotated[str | None, typer.Option(flag, metavar=metavar, show_default=False, help=said)]


def _texts(flag: str, metavar: str, said: str) -> Any:
    return Annotated[
        list[str] | None, typer.Option(flag, metavar=metavar, show_default=False, help=f"{said} Repeatable.")
    ]


# The filters as options, under the names of ``query.filters.Filters``.
WHO = {
    "between": Annotated[
        tuple[str, str] | None,
        typer.Option("--between", metavar="A B", show_default=False, help="Two sides, whoever acts: IND RUS."),
    ],
    "actor": _text("--actor", "WHO", "Who acts, or speaks."),
    "recipient": _text("--recipient", "WHO", "On whom, or to whom."),
    "country": _text("--country", "WHO", "Either side."),
}
WHEN = {
    "since": _text("--since", "DAY", "From that day, month or year."),
    "until": _text("--until", "DAY", "Before it."),
}
WHAT = {
    "types": _texts("--type", "TYPE", "ASSAULT, ..."),
    "quads": _texts("--quad", "CLASS", "material conflict, ..."),
    "contexts": _texts("--context", "CONTEXT", "military, ..."),
    "places": _texts("--place", "COUNTRY", "Where it was."),
}
STATUS = {"statuses": _texts("--status", "STATUS", "occurred, planned, ...")}
ABOUT = {"about": _text("--about", "WHO", "Names that side.")}
TOLD = {
    "sources": _texts("--source", "NAME", "Publisher."),
    "dataset": _text("--dataset", "LABEL", "What coded it: detente, or the label of an import."),
    "score": Annotated[
        float | None, typer.Option("--score", metavar="X", show_default=False, help="At least so sure.")
    ],
    "text": _text("--text", "WORDS", "In the sentence."),
}


def asking(*groups: dict[str, Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of those groups of filters; it gets what was given as ``filters``."""
    options = {name: annotation for group in groups for name, annotation in group.items()}

    def made(function: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(function, eval_str=True).parameters.values()
        first = [p for p in own if p.name != "filters" and p.default is inspect.Parameter.empty]
        last = [p for p in own if p.name != "filters" and p.default is not inspect.Parameter.empty]
        more = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
            for name, annotation in options.items()
        ]

        @wraps(function)
        def command(**given: Any) -> None:
            filters = {name: given.pop(name) for name in options}
            _in_order(filters.get("since"), filters.get("until"))
            function(filters={k: v for k, v in filters.items() if v not in (None, [], ())}, **given)

        parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*first, *more, *last)]
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {p.name: p.annotation for p in parameters}
        del command.__wrapped__
        return command

    return made


def _in_order(since: str | None, until: str | None) -> None:
    """Raise ``ConfigError`` where no day can lie between the two."""
    from ..query.filters import when

    first, end = when(since), when(until)
    if first is not None and end is not None and first >= end:
        raise ConfigError(f"--since {since} to --until {until} (excluded) holds no day")


def nothing_of(store: Store, what: str, filters: dict[str, Any]) -> str:
    """What to say where no ``what`` ("events") of the store passes the filters."""
    return "; ".join([f"no {what} {'pass these filters' if filters else 'in the store'}", *unheard(store, filters)])


def unheard(store: Store, filters: dict[str, Any]) -> Iterator[str]:
    """Of filters that take any word, the values that no event of the store has, each with those that there are."""
    for name, (column, said) in _VALUES.items():
        asked = filters.get(name) or []
        kept = [row["v"] for row in store.sql(_DISTINCT.format(column))] if asked else []
        for value in [asked] if isinstance(asked, str) else asked:
            if value.casefold() not in map(str.casefold, kept):
                there = ", ".join(kept[:_NAMED]) + (", ..." if len(kept) > _NAMED else "")
                yield f"no event has the {said} {value!r} (there are: {there or 'none'})"


# Filters that take any word: the column of events that they look into, and its name.
_VALUES = {
    "types": ("type", "type"),
    "contexts": ("unnest(string_split(contexts, '; '))", "context"),
    "statuses": ("status", "status"),
    "sources": ("source", "source"),
    "dataset": ("dataset", "dataset"),
}
_DISTINCT = "SELECT DISTINCT v FROM (SELECT {} AS v FROM events) WHERE v <> '' ORDER BY v"
_NAMED = 40  # values that a message names


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
