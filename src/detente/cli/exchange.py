"""``detente import`` and ``detente export``: other people's formats into a store, and out of it."""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, cast

import typer

from ..errors import ConfigError
from ..run.interrupts import Interrupts
from ..run.progress import Bar, Tally, records_told, refusals_told, say
from ..run.write import Output, RejectLines
from .asking import ABOUT, STATUS, TOLD, WHAT, WHEN, WHO, AsOf, Options, StoreAt, asking, opened, where_of
from .table import quads

if TYPE_CHECKING:
    from ..records import Reject, Result
    from ..store import Writer

_LABEL = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_BATCH = 5_000  # rows that are committed together


class Reads(StrEnum):
    """Formats that are read."""

    icews = "icews"
    gdelt = "gdelt"
    polecat = "polecat"
    acled = "acled"
    sipri = "sipri"


class Writes(StrEnum):
    """Formats that are written."""

    plover = "plover"
    petrarch2 = "petrarch2"
    phoenix = "phoenix"
    gdelt1 = "gdelt1"
    gdelt2 = "gdelt2"
    mentions = "gdelt2-mentions"
    icews = "icews"
    polecat = "polecat"
    csv = "csv"
    parquet = "parquet"
    dta = "dta"
    jsonl = "jsonl"


class Table(StrEnum):
    """Tables of records."""

    events = "events"
    statements = "statements"
    ties = "ties"


def import_(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files (also .gz, .zst); - for standard input.")],
    form: Annotated[Reads, typer.Option("--format", "-f", help="What they are.")],
    where: StoreAt = None,
    options: Options = None,
    label: Annotated[
        str | None,
        typer.Option("--label", metavar="NAME", show_default=False, help="Tells the source apart. [default: FORMAT]"),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", metavar="FILE", show_default=False, help="A list of what was refused (JSON Lines)."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress or summary, only refusals.")] = False,
) -> None:
    """Import events of others, or the SIPRI register as ties, into a store.

    Each row becomes a document whose text is the row itself: "detente trace" leads from a record to its cell. What is
    there already is left alone. "--dataset LABEL" of other commands picks what was imported.

    \b
      detente import events.2018.tab --format icews --store base/
      detente import *.export.CSV --format gdelt --store base/
      detente compare IND RUS --with-dataset icews --dataset detente --store base/

    Exit status: 0 all right; 1 rows were refused, the rest is imported; 2 wrong usage; 130 interrupted.
    """  # noqa: D301 - the backspace is click's mark
    name = label or form.value
    if not _LABEL.fullmatch(name) or name == "detente":
        raise ConfigError(f"--label {name}: small letters, digits, '.', '_' and '-'; not detente, that is our own")
    for file in files:
        if file != "-" and not Path(file).is_file():
            raise ConfigError(f"no such file: {file}")
    raise typer.Exit(_imported(files, form.value, name, where_of(where), options or [], rejects, quiet=quiet))


def _imported(
    files: list[str], form: str, label: str, where: str, options: list[str], rejects: Path | None, *, quiet: bool
) -> int:
    from ..exchange import read

    tally, ended = Tally(quads()), Interrupts()
    with ExitStack() as stack:
        listed = RejectLines(rejects) if rejects else None
        if listed:
            stack.callback(listed.discard)
        writer, refused = _writer(where, options, form, label)
        bar = Bar(tally, quiet=quiet)
        stack.callback(bar.stop)
        bar.start(None)
        tally.start()
        items = (item for file in files for item in read(file, form, label=label))
        with ended:
            for item in items:
                with ended.held():
                    _take(item, tally, writer, refused, listed)
                bar.advance()
        writer.close()
        if listed:
            listed.close()
    bar.stop()
    if ended.happened:
        say("interrupted; what was imported until then is kept")
    if sys.stderr is not None:
        w = writer
        told = [records_told(tally).replace("document", "row", 1)] if not quiet else []
        told += refusals_told(tally, str(rejects or ""))
        if tally.refused and not tally.documents:
            told.append(f"no row could be read as {form}: is it another format (--format)?")
        counts = f"{w.added:,} new, {w.replaced:,} imported anew, {w.left:,} there already"
        told += [f"store {where} ({label}): {counts}"] if not quiet else []
        sys.stderr.writelines(f"{line}\n" for line in told)
    return 130 if ended.happened else 1 if tally.refused else 0


def _take(
    item: Result | Reject, tally: Tally, writer: Writer, refused: set[tuple[str, str]], listed: RejectLines | None
) -> None:
    from ..records import Reject

    if not isinstance(item, Reject):
        tally.add(item)
        writer.write(item)
        return
    tally.refuse(item)
    if listed:
        listed.write(item)
    if (item.origin, item.reason) not in refused:
        refused.add((item.origin, item.reason))
        writer.refuse(item)


def _writer(where: str, options: list[str], form: str, label: str) -> tuple[Writer, set[tuple[str, str]]]:
    """A writer under the label, and what it refused before."""
    from .. import __version__
    from ..lexicon.schemas import DATA
    from ..lexicon.stamp import lexicon_stamp
    from ..store import Tables, Writer
    from ..store.delta import option_told

    tables = Tables(where, option_told(options))
    coder = f"{label} via detente {__version__}"
    used = lexicon_stamp([DATA / "actors", DATA / "ontology"], DATA / "exchange")
    writer = Writer(tables, coder=coder, lexicon=used, settings={"import": form}, batch=_BATCH)
    rows = tables.read("rejects", columns=["origin", "reason", "coder"]).to_pylist()
    return writer, {(r["origin"], r["reason"]) for r in rows if r["coder"] == coder}


@asking(WHO, ABOUT, WHEN, WHAT, STATUS, TOLD)
def export(
    filters: dict[str, Any],
    form: Annotated[Writes, typer.Argument(metavar="FORMAT", help="What to write.")],
    output: Annotated[str, typer.Argument(metavar="OUT", help="A file (also .gz), or - for standard output.")],
    where: StoreAt = None,
    as_of: AsOf = None,
    options: Options = None,
    table: Annotated[Table, typer.Option("--table", help="Of csv, parquet, dta, jsonl: which records.")] = Table.events,
    every: Annotated[
        bool, typer.Option("--all", help="Also what is planned, hypothetical, negated or background.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Export records of a store in other formats.

    plover (JSON Lines), petrarch2, phoenix, gdelt1, gdelt2, gdelt2-mentions, icews and polecat are events that occurred
    or go on, without background, unless --all: these formats have no word for the rest. csv, parquet, dta (Stata)
    and jsonl have all columns of docs/records.md, and whatever the filters let through.

    \b
      detente export polecat ind_rus.tsv --store base/ --between IND RUS
      detente export dta ties.dta --store base/ --table ties
    """  # noqa: D301
    from ..exchange import WRITES, stored, write
    from ..exchange.plain import write_table

    if form.value in WRITES and table is not Table.events:
        raise ConfigError(f"{form.value} holds events: --table is for csv, parquet, dta and jsonl")
    store = opened(where, as_of, options)
    with _output(output) as stream:
        if form.value in WRITES:
            done = write(stored(store, **filters), form.value, stream, every=every)
            rows, events = done.rows, f" of {done.events:,} events"
            left = [f"{n:,} {why}" for why, n in sorted(done.left.items())]
        else:
            rows, events, left = write_table(getattr(store, table.value)(**filters).arrow(), form.value, stream), "", []
    if not quiet:
        out = f"; left out: {', '.join(left)}" if left else ""
        say(f"{rows:,} rows{events} in {'standard output' if output == '-' else output}{out}")


@contextmanager
def _output(path: str) -> Iterator[BinaryIO]:
    """A stream that becomes the file when all is written; packed where its name ends in .gz."""
    out = Output(None if path == "-" else Path(path))
    try:
        if path.endswith(".gz"):
            with gzip.GzipFile("", "wb", fileobj=out.stream, mtime=0) as packed:
                yield cast("BinaryIO", packed)
        else:
            yield out.stream
        out.commit()
    finally:
        out.discard()
