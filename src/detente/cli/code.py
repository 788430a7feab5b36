"""``detente code``: texts in, records out."""

from __future__ import annotations

import io
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import replace
from datetime import date as Date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..config import Config
from ..errors import ConfigError
from ..records import Document, Reject
from ..run.interrupts import Interrupts
from ..run.local import Codes, code_inputs
from ..run.progress import Bar, Tally, records_told, refusals_told, say, summary
from ..run.registry import codebook_of
from ..run.state import Remembered
from ..run.write import RejectLines, Sink
from .job import (
    Format,
    Job,
    Kind,
    count_for,
    day_of,
    fields_of,
    form_of,
    note_codebook,
    open_refusals,
    open_sinks,
    places_of,
    rejects_in,
    remember_for,
    target_of,
)
from .table import quads

if TYPE_CHECKING:
    from ..run.into_store import StoreRefusals, StoreSink

ModelName = Annotated[
    str | None, typer.Option("--model", metavar="NAME", show_default=False, help="The spaCy model to parse with.")
]
OwnActors = Annotated[
    list[Path] | None,
    typer.Option("--actors", metavar="FILE", show_default=False, help="Your own actors, for this run. Repeatable."),
]
OwnCodebook = Annotated[
    Path | None,
    typer.Option(
        "--codebook", metavar="DIR", show_default=False, help="Your own types and rules, for this run (a folder)."
    ),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="YYYY-MM-DD", show_default=False, help="Day of publication of what tells none itself."
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--field", metavar="NAME=COLUMN", show_default=False, help="What a column is: text=body. May be repeated."
    ),
]
Rejects = Annotated[
    Path | None,
    typer.Option("--rejects", metavar="FILE", show_default=False, help="A list of what was refused (JSON Lines)."),
]
Settings = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", show_default=False, help="Settings (TOML). [default: $DETENTE_CONFIG]"),
]
Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, show_default=False, help="Stop after so many inputs.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress or summary, only refusals.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where an internal error comes from.")]


def code(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, globs; - for standard input.")],
    form: Annotated[
        Format | None,
        typer.Option(
            "--format", "-f", show_default=False,
            help="table: to read; jsonl: one record a line; documents: one document a line, with its records; csv, "
            "parquet: tables. [default: by the name given with -o; else table on a terminal, jsonl in a pipe]",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="FILE|DIR", show_default=False,
            help="A name without suffix, or ending in /, is a folder: it gets records.jsonl and documents.jsonl (csv, "
            "parquet: a table each of events, statements, ties, documents), and rejects.jsonl where input was refused.",
        ),
    ] = None,
    date: Day = None,
    field: Columns = None,
    records: Annotated[
        Kind | None,
        typer.Option(show_default=False, help="One kind only, in one jsonl, csv or parquet. [csv, parquet: events]"),
    ] = None,
    rejects: Rejects = None,
    store: Annotated[
        str | None,
        typer.Option(
            metavar="DIR|URL", show_default=False,
            help="Write into a store, too; without -o only there. What it holds already, coded alike, is left alone.",
        ),
    ] = None,
    option: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", show_default=False, help="Of the store's object store. Repeatable."),
    ] = None,
    config: Settings = None,
    model: ModelName = None,
    actors: OwnActors = None,
    codebook: OwnCodebook = None,
    limit: Limit = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:  # fmt: skip
    """Code texts into events, statements and ties.

    Reads plain text (with a line such as "date 2023-04-29" before it), JSON Lines, JSON, CSV, TSV and Parquet, also
    packed with gzip or Zstandard. One csv or parquet file, or standard output, holds events unless --records says
    otherwise; a folder holds all.

    Exit status: 0 all right; 1 something was refused, the rest is coded; 2 wrong usage or setting; 130 interrupted.
    """
    folder, file = target_of(output)
    only_stored = store is not None and output is None and form is None
    job = Job(
        tuple(paths), "store" if only_stored else form_of(form, folder, file), folder, file, day_of(date),
        fields_of(field or []), rejects, with_own(Config.load(config), actors, codebook), model, limit,
        records.value if records else None, quiet, debug, store, tuple(option or ()),
    )  # fmt: skip
    raise typer.Exit(run_job(job))


def with_actors(config: Config, files: Sequence[Path] | None) -> Config:
    """The settings with actor files of the command line on top. Raises ``ConfigError`` for one that is not there."""
    for file in files or ():
        if not file.is_file():
            raise ConfigError(f"no such file: {file}")
    return replace(config, actors=(*config.actors, *map(str, files or ())))


def with_own(config: Config, actors: Sequence[Path] | None, codebook: Path | None) -> Config:
    """The settings with actor files and codebook of the command line on top. Raises ``ConfigError`` for what is not
    there.
    """
    if codebook is not None and not codebook.is_dir():
        raise ConfigError(f"no such folder: {codebook}")
    made = with_actors(config, actors)
    return replace(made, codebook=str(codebook)) if codebook else made


def tell_lost(config: Config) -> None:
    """Say which rows of the user's actor files cannot be used."""
    from ..lexicon.actors import load_actors
    from ..run.registry import actor_files

    own = load_actors(extra=actor_files(config)).own
    for file in own.files if own else ():
        _tell(file.complaints, file.path, "actors check")


def tell_lost_rules(config: Config) -> None:
    """Say which rows of the user's codebook cannot be used."""
    book = codebook_of(config)
    if book is not None:
        _tell(book.complaints, book.path, "lexicon check --codebook")


def _tell(complaints: list[str], path: Path, command: str) -> None:
    for complaint in complaints[:_LOST_SHOWN]:
        say(complaint)
    if (more := len(complaints) - _LOST_SHOWN) > 0:
        say(f"{path}: {more:,} more (detente {command} {path} lists all)")


def make_coder(config: Config, model: str | None) -> Codes:
    """The coder of a job; rows of the user's actor files and codebook that cannot be used are told."""
    from ..run.coder import Coder

    tell_lost(config)
    tell_lost_rules(config)
    return Coder(config, model=model)


def read_items(
    paths: Sequence[str], config: Config, *, fields: Mapping[str, str] | None = None, date: Date | None = None
) -> Iterator[Document | Reject]:
    """What the paths hold. Raises ``ReadError`` for wrong ``fields``."""
    from ..read import read_paths

    stdin = sys.stdin.buffer if sys.stdin is not None else io.BytesIO()
    return read_paths(
        paths, fields=fields, date=date, stdin=stdin, max_chars=config.max_chars, languages=config.languages
    )


_LOST_SHOWN = 5  # rows of one actor file or codebook that are named in every run


def run_job(
    job: Job,
    make: Callable[[], Codes] | None = None,
    sinks_of: Callable[[Job], list[Sink]] = open_sinks,
    told: Callable[[Tally], str] = records_told,
) -> int:
    """Code (with what ``make`` makes), write, sum up; the exit status."""
    items: Iterator[Document | Reject] = islice(
        read_items(job.paths, job.config, fields=job.fields, date=job.date), job.limit
    )
    book = codebook_of(job.config)
    tally, ended = Tally(quads() | (book.quads if book else {})), Interrupts()
    with ExitStack() as opened:
        sinks = sinks_of(job)
        for sink in sinks:
            opened.callback(sink.discard)
        refusals = open_refusals(job)
        for refusal in refusals:
            opened.callback(refusal.discard)
        shares = job.file is None and not job.only_stored and sys.stdout is not None and sys.stdout.isatty()
        bar = Bar(tally, quiet=job.quiet, shares_screen=shares)
        opened.callback(bar.stop)
        if job.store:
            kept, refused = store_sinks(job)
            sinks.append(kept)
            refusals.append(refused)
            items = kept.new(items, bar.advance) if job.only_stored else items
        with ended:
            coder = make() if make else make_coder(job.config, job.model)
            _run(job, coder, items, tally, sinks, refusals, bar, ended)
        bar.stop()
        if ended.happened and not tally.documents:
            say("interrupted before anything was coded; nothing is written")
            return 130
        outs: list[Sink | RejectLines] = [*sinks, *refusals]
        for out in outs:
            with _open_pipe(out, sinks):
                out.close()
    if sinks:
        remember_for(job, book)
        note_codebook(job, book)
    if ended.happened:
        say("interrupted; what was coded until then is kept")
    if sys.stderr is not None:
        rejects = str(job.rejects or "") or rejects_in(job)
        if sinks and not job.quiet:
            lines = [summary(tally, places_of(job, sinks, refusals), rejects, told), *([book.told()] if book else [])]
            lines += [line for sink in sinks if (line := sink.told())]
            sys.stderr.writelines(f"{line}\n" for line in lines)
        else:
            sys.stderr.writelines(f"{line}\n" for line in refusals_told(tally, rejects))
    return 130 if ended.happened else 1 if tally.refused else 0


def store_sinks(job: Job) -> tuple[StoreSink, StoreRefusals]:
    """The job's store as a sink, and as a list of refusals. Raises ``StoreError`` where it cannot be one."""
    from ..run.into_store import StoreRefusals, StoreSink, open_writer
    from ..store.delta import option_told

    writer = open_writer(job.store or "", job.config, model=job.model, options=option_told(list(job.options)))
    return StoreSink(writer), StoreRefusals(writer)


def _run(
    job: Job,
    coder: Codes,
    items: Iterator[Document | Reject],
    tally: Tally,
    sinks: list[Sink],
    refusals: list[RejectLines],
    bar: Bar,
    ended: Interrupts,
) -> None:
    def refuse(reject: Reject) -> None:
        with ended.held():
            tally.refuse(reject)
            for out in refusals:
                out.write(reject)
        bar.advance()

    def show(document: Document, error: Exception) -> None:
        if job.debug:
            say(f"{document.origin or document.id}:\n{''.join(traceback.format_exception(error))}")

    bar.start(count_for(job) if bar.on_terminal or not job.quiet else None)
    tally.start()
    for result in code_inputs(coder, items, refuse, show):
        with ended.held():
            tally.add(result)
            for sink in list(sinks):
                with _open_pipe(sink, sinks), bar.aside() if sink.output.path is None else nullcontext():
                    sink.write(result)
        if all(isinstance(sink, Remembered) for sink in sinks):
            sinks.clear()
            return
        bar.advance()


@contextmanager
def _open_pipe(sink: Sink | RejectLines, sinks: list[Sink]) -> Iterator[None]:
    """Where nobody reads standard output any more (``| head``), that sink is given up, quietly."""
    from . import close_stdout

    try:
        yield
    except BrokenPipeError:
        close_stdout()
        with suppress(ValueError):
            sinks.remove(sink)  # type: ignore[arg-type]
