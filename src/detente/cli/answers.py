"""``detente dyad``, ``series``, ``pairs``, ``changes``, ``network`` and ``compare``: answers about states."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import ConfigError
from ..run.progress import say
from .asking import TOLD, WHAT, WHEN, AsOf, Form, Options, StoreAt, asking, opened, unheard
from .rows import Listing, listed
from .screen import stdout_screen


class By(StrEnum):
    """Periods."""

    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"
    year = "year"


class Scale(StrEnum):
    """Scales of conflict and cooperation."""

    plover = "plover"
    goldstein = "goldstein"


class Way(StrEnum):
    """Who acts on whom."""

    both = "both"
    to = "to"
    back = "from"


class Dossier(StrEnum):
    """Forms of a dossier."""

    text = "text"
    md = "md"
    html = "html"
    json = "json"


_NO_ACT = "no act between the two passes (done, told as news, with a day)"
_A = Annotated[str, typer.Argument(metavar="A", help="One side: IND, EU, a name.")]
_B = Annotated[str, typer.Argument(metavar="B", help="The other.")]
_By = Annotated[By, typer.Option("--by", help="Length of a period.")]
_Scale = Annotated[Scale, typer.Option("--scale", help="PLOVER's intensity, or Goldstein's of the CAMEO code.")]
_HalfLife = Annotated[
    float, typer.Option("--half-life", metavar="DAYS", min=0.1, help="After so many days an act weighs half.")
]
_Least = Annotated[int, typer.Option("--least", metavar="N", min=1, help="Pairs of at least so many acts.")]


@asking(WHEN, WHAT, TOLD)
def dyad(
    a: _A, b: _B, filters: dict[str, Any],
    by: Annotated[
        By | None, typer.Option("--by", show_default=False, help="Period of the series. [default: at most 60 of them]")
    ] = None,
    recent: Annotated[int, typer.Option("--recent", metavar="DAYS", min=1, help="How far back lately goes.")] = 30,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="So many episodes, statements, ties.")] = 12,
    scale: _Scale = Scale.plover, half_life: _HalfLife = 30.0,
    form: Annotated[Dossier, typer.Option("--format", "-f", help="How to tell it.")] = Dossier.text,
    out: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", show_default=False, help="Into a file.")
    ] = None,
    where: StoreAt = None, as_of: AsOf = None, options: Options = None,
) -> None:  # fmt: skip
    """Tell how two sides stand: the index, the series, what changed, episodes, statements, ties, each with its source.

    Examples: detente dyad IND RUS --since 2023; detente dyad EU China --format html -o eu-china.html
    """
    from ..query.dossier import dossier
    from ..run.write import Output

    told = dossier(
        opened(where, as_of, options), a, b, by=by.value if by else None, recent=recent, most=most, scale=scale.value,
        half_life=half_life, **filters,
    )  # fmt: skip
    text = _formed(told, form)
    if out is None:
        typer.echo(text, nl=False)
    else:
        made = Output(out)
        try:
            made.write(text.encode("utf-8", "backslashreplace"))
            made.commit()
        finally:
            made.discard()


def _formed(told: dict[str, Any], form: Dossier) -> str:
    from .dossier_page import as_page
    from .dossier_text import as_markdown, as_text

    if form is Dossier.json:
        return json.dumps(told, ensure_ascii=False, indent=2, default=str) + "\n"
    if form is Dossier.html:
        return as_page(told)
    return as_markdown(told) if form is Dossier.md else as_text(told, stdout_screen())


@asking(WHEN, WHAT, TOLD)
def series(
    a: _A, b: _B, filters: dict[str, Any], by: _By = By.month, scale: _Scale = Scale.plover,
    direction: Annotated[Way, typer.Option("--direction", help="What A does to B, B to A, or both.")] = Way.both,
    half_life: _HalfLife = 30.0, where: StoreAt = None, as_of: AsOf = None, options: Options = None,
    form: Form = Listing.table,
) -> None:  # fmt: skip
    """Count acts of two sides period by period, those without acts too; sums, mean and the relations index.

    Examples: detente series IND RUS --by month --format csv; detente series USA CHN --direction to --scale goldstein
    """
    found = opened(where, as_of, options).series(
        a, b, by=by.value, scale=scale.value, direction=direction.value, half_life=half_life, **filters
    )
    columns = ("period", "acts", "cooperation", "conflict", "net", "mean", "index", "low", "high")
    listed(found.to_pylist(), columns, form, digits=2, nothing=_NO_ACT)


@asking(WHEN, WHAT, TOLD)
def acts(
    a: _A, b: _B, filters: dict[str, Any], scale: _Scale = Scale.plover,
    direction: Annotated[Way, typer.Option("--direction", help="What A does to B, B to A, or both.")] = Way.both,
    where: StoreAt = None, as_of: AsOf = None, options: Options = None, form: Form = Listing.table,
) -> None:  # fmt: skip
    """List the acts that series, index and changes of two sides count, each with its value, weight and sentence."""
    from ..query.trace import acts as found

    rows = found(opened(where, as_of, options), a, b, scale=scale.value, direction=direction.value, **filters)
    columns = ("day", "direction", "type", "value", "weight", "episode", "source")
    listed(rows, columns, form, below="sentence", digits=3, nothing=_NO_ACT)


@asking(WHEN, WHAT, TOLD)
def pairs(
    filters: dict[str, Any], by: _By = By.year, scale: _Scale = Scale.plover,
    zeros: Annotated[bool, typer.Option("--zeros", help="Periods without acts too.")] = False, least: _Least = 1,
    country: Annotated[str | None, typer.Option(metavar="WHO", show_default=False, help="Only its pairs.")] = None,
    where: StoreAt = None, as_of: AsOf = None, options: Options = None, form: Form = Listing.table,
) -> None:  # fmt: skip
    """Count acts of all pairs of countries by period, the most active pairs first."""
    found = opened(where, as_of, options).pairs(
        by=by.value, scale=scale.value, zeros=zeros, least=least, country=country, **filters
    )
    columns = ("period", "a", "b", "acts", "cooperation", "conflict", "net", "mean")
    listed(found.to_pylist(), columns, form, digits=2, nothing="no pair of countries has so many acts")


@asking(WHEN, WHAT, TOLD)
def changes(
    a: _A, b: _B, filters: dict[str, Any], by: _By = By.month, where: StoreAt = None, as_of: AsOf = None,
    options: Options = None, form: Form = Listing.table,
) -> None:  # fmt: skip
    """Find the days from which acts of two sides came otherwise than before, with the episodes that make the change."""
    found = opened(where, as_of, options).changes(a, b, by=by.value, **filters)
    rows = [
        {"day": c.day, "class": c.quad, "way": "more" if c.more else "less", "before": c.before[c.quad],
         "after": c.after[c.quad], "strength": c.gain, "episodes": "; ".join(x.id for x in c.acts),
         "told": " / ".join(x.event["evidence"] for x in c.acts)}
        for c in found
    ]  # fmt: skip
    nothing = f"no change by {by.value}: acts keep their rate, or are too few, or lie within fewer than six periods"
    listed(rows, ("day", "class", "way", "before", "after", "strength", "told"), form, digits=2, nothing=nothing)


class Nets(StrEnum):
    """What a network is made of."""

    all = "all"
    cooperation = "cooperation"
    conflict = "conflict"


@asking(WHEN, WHAT, TOLD)
def network(
    filters: dict[str, Any],
    what: Annotated[Nets, typer.Option("--what", help="Who with whom, or who against whom.")] = Nets.all,
    edges: Annotated[bool, typer.Option("--edges", help="The pairs, in place of the countries.")] = False,
    scale: _Scale = Scale.plover, least: _Least = 1,
    country: Annotated[str | None, typer.Option(metavar="WHO", show_default=False, help="Only its acts.")] = None,
    where: StoreAt = None, as_of: AsOf = None, options: Options = None, form: Form = Listing.table,
) -> None:  # fmt: skip
    """Show countries as a network of their acts: partners, betweenness, clustering, core, community."""
    found = opened(where, as_of, options).network(
        what=what.value, scale=scale.value, least=least, country=country, **filters
    )
    table = found.edges if edges else found.nodes
    listed(table.to_pylist(), table.column_names, form, digits=3, nothing="no acts between countries")
    if form is Listing.table and found.balance is not None:
        typer.echo(f"balance: {found.balance:.0%} of triads")


@asking(WHEN, WHAT)
def compare(
    a: _A, b: _B, filters: dict[str, Any],
    others: Annotated[list[str] | None, typer.Argument(metavar="[C D]", help="Another pair.")] = None,
    dataset: Annotated[str | None, typer.Option(metavar="LABEL", show_default=False, help="One account.")] = None,
    with_dataset: Annotated[
        str | None, typer.Option(metavar="LABEL", show_default=False, help="The other account of the same store.")
    ] = None,
    with_store: Annotated[
        str | None, typer.Option(metavar="DIR|URL", show_default=False, help="The other account is another store's.")
    ] = None,
    window: Annotated[int, typer.Option(metavar="DAYS", min=0, help="Days between two accounts of one act.")] = 1,
    by: _By = By.month, scale: _Scale = Scale.plover, where: StoreAt = None, as_of: AsOf = None,
    options: Options = None, form: Form = Listing.table,
) -> None:  # fmt: skip
    """Compare two pairs, or what two sources or two stores tell of one: correlations, acts found by one only.

    Examples: detente compare IND RUS CHN RUS; detente compare ISR PSE --dataset detente --with-dataset icews
    """
    from ..query.compare import Side
    from ..query.compare import compare as compared

    if others and len(others) != 2:
        raise ConfigError("another pair has two sides: detente compare IND RUS CHN RUS")
    if not (others or with_dataset or with_store):
        raise ConfigError("compare with what? another pair, --with-dataset LABEL or --with-store DIR")
    store = opened(where, as_of, options)
    second = opened(with_store, None, options) if with_store else store
    for of, label in ((store, dataset), (second, with_dataset)):
        for note in unheard(of, {"dataset": label}):
            say(note)
    c, d = others or (a, b)
    found = compared(
        Side(store, a, b, dataset), Side(second, c, d, with_dataset), by=by.value, scale=scale.value, window=window,
        **filters,
    )  # fmt: skip
    if form is Listing.table:
        typer.echo(f"one: {found.names[0]}; other: {found.names[1]}; by {by.value}")
        listed(found.correlations.to_pylist(), found.correlations.column_names, form, digits=3)
        if found.matched:
            told = f"acts: {len(found.both)} in both, {len(found.only_one)} and {len(found.only_other)} in one only"
            typer.echo(told + (f" (agreement {found.agreement:.2f})" if found.agreement is not None else ""))
        return
    listed(found.rows(), ("in", "day", "type", "direction", "id", "other", "evidence"), form)
