"""``detente ties``: standing relations as a register, from texts, coded records or a store."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from ..config import Config
from ..errors import ConfigError
from ..records import Reject
from ..records.tie import KINDS
from ..run.progress import say
from .asking import TOLD, WHEN, WHO, AsOf, Form, Limit, Options, asking, opened
from .code import Columns, Day, ModelName, OwnActors, OwnCodebook, Settings, make_coder, read_items, with_own
from .job import day_of, fields_of
from .rows import Listing, listed
from .screen import clean, stdout_screen

# What a register shows of each tie as JSON or CSV.
REGISTER = (
    "id", "document", "published", "kind", "from_name", "from_country", "to_name", "to_country", "items",
    "designation", "weapon_class", "ordered", "delivered", "order_year", "delivery_years", "licensed", "second_hand",
    "value", "currency", "quantity", "share", "hedge", "since", "until", "status", "as_of", "events", "evidence",
    "sentence",
)  # fmt: skip


@asking({"between": WHO["between"]}, WHEN, TOLD)
def ties(
    filters: dict[str, Any],
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...", show_default=False,
            help="Texts of any kind that detente code reads, or JSONL of an earlier run; - for standard input.",
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", show_default=False, help=f"Only this kind. Repeatable. {', '.join(KINDS)}"),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="WHO", show_default=False, help="Who supplies, sells, sends or belongs."),
    ] = None,
    target: Annotated[
        str | None, typer.Option("--to", metavar="WHO", show_default=False, help="Who buys, hosts, receives.")
    ] = None,
    date: Day = None,
    field: Columns = None,
    limit: Limit = None,
    where: Annotated[
        str | None,
        typer.Option("--store", metavar="DIR|URL", show_default=False, help="Ask a store in place of files."),
    ] = None,
    as_of: AsOf = None, options: Options = None, form: Form = Listing.table,
    config: Settings = None, model: ModelName = None, actors: OwnActors = None, codebook: OwnCodebook = None,
) -> None:  # fmt: skip
    """List ties as a register: who supplies, trades with, helps, hosts, belongs to or disputes with whom.

    Claims that differ stay side by side, each with its document and sentence: nothing is averaged.

    Examples: detente ties news/ --kind arms_supply --to IND; detente ties --store base/ --kind basing

    Exit status: 0 all right; 1 something was refused, the rest is listed; 2 wrong usage or setting.
    """
    where = _store_of(where, paths, kind or [])
    settings = with_own(Config.load(config), actors, codebook)
    refused: list[Reject] = []
    found: Iterable[dict[str, Any]]
    if where is not None:
        found = opened(where, as_of, options).ties(actor=source, recipient=target, **filters)
    elif filters:
        raise ConfigError(f"--{next(iter(filters))} asks a store: give --store DIR in place of files")
    else:
        records = _records(paths or [], settings, model, fields_of(field or []), day_of(date), refused)
        sides = (_meant(source, settings), _meant(target, settings))
        found = (register_row(r) for r in records if _is(r["source"], sides[0]) and _is(r["target"], sides[1]))
    rows = [{c: row.get(c) for c in REGISTER} for row in found if not kind or row["kind"] in kind][:limit]
    if not rows:
        say("no ties found")
    if form is Listing.table:
        typer.echo(_register(rows), nl=False)
    else:
        listed(rows, REGISTER, form)
    for reject in refused:
        say(clean(f"{reject.origin}: {reject.reason}"))
    raise typer.Exit(1 if refused else 0)


def _store_of(where: str | None, paths: list[str] | None, kinds: list[str]) -> str | None:
    """The store that is asked, ``None`` where files are. Raises ``ConfigError`` for both, or neither, and for a kind
    that is none.
    """
    if wrong := [k for k in kinds if k not in KINDS]:
        raise ConfigError(f"no such kind of tie: {wrong[0]} (there are {', '.join(KINDS)})")
    where = where or (os.environ.get("DETENTE_STORE") if not paths else None)
    if bool(paths) == (where is not None):
        raise ConfigError("give files, or --store DIR (see detente ties --help)")
    return where


def _side(row: dict[str, Any], side: str) -> str:
    """The code of a state, the name of what is beyond one."""
    code = row[f"{side}_country"]
    return str(row[f"{side}_name"] if code in (None, "IGO", "NGO", "IMG") else code)


_HEADS = ("", "kind", "from", "to", "what", "ordered", "delivered", "year", "value", "hedge, share", "status")
_ALWAYS = ("", "kind", "from", "to", "what", "status")  # columns that are shown though no tie has anything there


def _register(rows: list[dict[str, Any]]) -> str:
    """The register for a terminal: a line for each tie, and below, once, its sentence and document with the numbers."""
    screen = stdout_screen()
    lines: list[list[str]] = []
    notes: dict[str, list[str]] = {}  # a sentence with its document: the numbers of its ties
    for n, row in enumerate(rows, 1):
        value = f"{row['value']:,.0f} {row['currency'] or ''}" if row["value"] is not None else ""
        share = f"{row['share']:.0%}" if row["share"] is not None else ""
        cells = [
            str(n), row["kind"], _side(row, "from"), _side(row, "to"),
            row["designation"] or row["items"], _number(row["ordered"]), _number(row["delivered"]),
            row["order_year"] or row["since"], value, f"{row['hedge'] or ''} {share}".strip(), row["status"],
        ]  # fmt: skip
        lines.append([clean(str(c or "")) for c in cells])
        notes.setdefault(f"{clean(row['sentence'] or '')}  [{clean(row['document'])}]", []).append(str(n))
    table = Table(box=None, pad_edge=False, header_style="bold")
    shown = [n for n, name in enumerate(_HEADS) if name in _ALWAYS or any(line[n] for line in lines)]
    for n in shown:
        table.add_column(_HEADS[n], overflow="fold")
    for line in lines:
        table.add_row(*(line[n] for n in shown))
    return screen.render(table, *(Text(f"{', '.join(of)}  {note}", style="dim") for note, of in notes.items()))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"


def register_row(record: dict[str, Any]) -> dict[str, Any]:
    """A tie as JSON (``records.jsonl``) as one level of cells, under the names of the table of ties."""
    t = record.get("transfer") or {}
    value = t.get("value") or {}
    text = {k: (record.get(k) or {}).get("text") for k in ("quantity", "hedge", "evidence", "sentence")}
    return {
        **{k: record.get(k) for k in ("id", "document", "published", "kind", "share", "status", "as_of")},
        **text,
        "from_name": record["source"]["name"], "from_country": record["source"]["country"],
        "to_name": record["target"]["name"], "to_country": record["target"]["country"],
        "items": "; ".join(i["text"] for i in record.get("items") or ()),
        "since": _day(record.get("since")), "until": _day(record.get("until")),
        "events": "; ".join(record.get("events") or ()),
        "designation": t.get("designation"), "weapon_class": t.get("kind"),
        **{k: t.get(k) for k in ("ordered", "delivered", "order_year", "delivery_years", "licensed", "second_hand")},
        "value": value.get("low") if value.get("value") is None else value.get("value"),
        "currency": value.get("unit"),
    }  # fmt: skip


def _day(moment: dict[str, Any] | None) -> str | None:
    lengths = {"day": 10, "month": 7, "year": 4}
    start = (moment or {}).get("start")
    return start[: lengths.get(moment["grain"], 10)] if start and moment else None


def _records(
    paths: Sequence[str], config: Config, model: str | None, fields: dict[str, str], day: Any, refused: list[Reject]
) -> Iterator[dict[str, Any]]:
    """Ties as JSON: of files of records as they stand, of all else as they are coded."""
    from ..records.flat import to_json

    texts = [p for p in paths if not _is_coded(p)]
    for path in paths:
        if path not in texts:
            with Path(path).open(encoding="utf-8") as lines:
                for told in map(json.loads, filter(str.strip, lines)):
                    yield from _ties_of(told)
    if not texts:
        return

    def documents() -> Iterator[Any]:
        for item in read_items(texts, config, fields=fields, date=day):
            if isinstance(item, Reject):
                refused.append(item)
            else:
                yield item

    for result in make_coder(config, model).code_documents(documents()):
        yield from (to_json(t, result.document) for t in result.ties)


def _is_coded(path: str) -> bool:
    """True for a file of records that ``detente code`` wrote."""
    if path == "-" or not path.endswith(".jsonl") or not Path(path).is_file():
        return False
    with Path(path).open(encoding="utf-8", errors="replace") as lines:
        first = next((line for line in lines if line.strip()), "")
    try:
        told = json.loads(first)
    except ValueError:
        return False
    if not isinstance(told, dict):
        return False
    return told.get("record") in ("event", "statement", "tie") or {"events", "statements", "ties"} <= told.keys()


def _ties_of(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The ties of one line: of a record itself, of a document (``code --format documents``) those under it."""
    if "ties" not in told:
        return [told] if told.get("record") == "tie" else []
    keys = ("kind", "share", "status")
    return [
        {
            **dict.fromkeys(("id", "as_of"), None), **{k: t.get(k) for k in keys},
            "document": told.get("id"), "published": told.get("date"),
            "source": _side_of(t["from"]), "target": _side_of(t["to"]),
            "items": [{"text": i} for i in t.get("items") or ()],
            **{k: {"text": t.get(k)} for k in ("quantity", "hedge", "evidence")},
            **{k: {"start": t[k], "grain": _GRAINS.get(len(t[k]))} if t.get(k) else None for k in ("since", "until")},
        }
        for t in told["ties"]
    ]  # fmt: skip


_GRAINS = {4: "year", 7: "month", 10: "day"}  # by the length of a date as written


def _side_of(side: dict[str, Any]) -> dict[str, Any]:
    return {"id": None, "country": None, **side}


def _meant(name: str | None, config: Config) -> str | None:
    """The actor's id. Raises ``ConfigError`` for a name that nobody has."""
    if name is None:
        return None
    from ..lexicon.actors import load_actors
    from ..lexicon.search import actor_named, nearest_ids
    from ..run.registry import actor_files

    lexicon = load_actors(extra=actor_files(config))
    found = actor_named(lexicon, name)
    if found is None:
        near = ", ".join(nearest_ids(lexicon, name)[:3])
        raise ConfigError(f"nobody is called {name!r}{f' (perhaps {near})' if near else ''}")
    return found


def _is(side: dict[str, Any], wanted: str | None) -> bool:
    return wanted is None or wanted in (side.get("country"), side.get("id"))
