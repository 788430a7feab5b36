"""``detente code``: texts in, records out."""

from __future__ import annotations

import io
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date as Date
from enum import Enum
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer

from ..config import Config
from ..errors import ConfigError
from ..records import Document, Reject, Result
from ..run.local import Codes, code_inputs
from ..run.progress import Bar, Tally, say, summary
from ..run.state import Remembered, remember, remembered, state_folder
from ..run.write import ALL_KINDS, Csv, DocumentLines, Parquet, RecordLines, RejectLines, Sink, folder_sinks
from .screen import Screen
from .table import document_table, quads

SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet", ".pq": "parquet", ".txt": "table"}


class Format(str, Enum):
    """Forms of output."""

    table = "table"
    jsonl = "jsonl"
    documents = "documents"
    csv = "csv"
    parquet = "parquet"


class Kind(str, Enum):
    """Kinds of records, for one file of them."""

    events = "events"
    statements = "statements"
    ties = "ties"


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked for, checked. ``form`` is a value of ``Format``; ``folder`` or ``file`` (or none: standard output)."""

    paths: tuple[str, ...]
    form: str
    folder: Path | None
    file: Path | None
    date: Date | None
    fields: dict[str, str]
    rejects: Path | None
    config: Config
    model: str | None
    limit: int | None
    kind: str | None
    quiet: bool
    debug: bool


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
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Day of publication of what tells none itself.", show_default=False)
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=COLUMN", help="What a column is, e.g. text=body. May be repeated.", show_default=False),
    ] = None,
    records: Annotated[
        Kind | None,
        typer.Option(help="Records of one kind only, in jsonl or in one csv or parquet table. [csv, parquet: events]", show_default=False),
    ] = None,
    rejects: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to list what was refused, as JSON Lines.", show_default=False)] = None,
    config: Annotated[Path | None, typer.Option(metavar="FILE", help="A settings file (TOML). [default: $DETENTE_CONFIG]", show_default=False)] = None,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="The spaCy model to parse with.", show_default=False)] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Stop after so many inputs.", show_default=False)] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an internal error comes from.")] = False,
) -> None:  # fmt: skip
    """Code texts into events, statements and ties.

    Reads plain text (with a line such as "date 2023-04-29" before it), JSON Lines, JSON, CSV, TSV and Parquet, also
    packed with gzip or Zstandard. One csv or parquet file, or standard output, holds events unless --records says
    otherwise; a folder holds all.

    Exit status: 0 all right; 1 something was refused, the rest is coded; 2 wrong usage or setting; 130 interrupted.
    """
    folder, file = _target(output)
    job = Job(
        tuple(paths), _form(form, folder, file), folder, file, day_of(date), _fields(field or []), rejects,
        Config.load(config), model, limit, records.value if records else None, quiet, debug,
    )  # fmt: skip
    raise typer.Exit(run_job(job))


def make_coder(config: Config, model: str | None) -> Codes:
    """The coder of a job."""
    from ..run.coder import Coder

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


def run_job(job: Job) -> int:
    """Code, write, sum up; the exit status."""
    items = islice(read_items(job.paths, job.config, fields=job.fields, date=job.date), job.limit)
    tally = Tally(quads())
    with ExitStack() as opened:
        sinks = open_sinks(job)
        refusals = open_refusals(job)
        for out in (*sinks, *refusals):
            opened.callback(out.discard)
        shares = job.file is None and sys.stdout is not None and sys.stdout.isatty()
        bar = Bar(tally, quiet=job.quiet, shares_screen=shares)
        opened.callback(bar.stop)
        ended = Interrupts()
        with ended:
            _run(job, items, tally, sinks, refusals, bar, ended)
        bar.stop()
        for out in (*sinks, *refusals):
            with _open_pipe(out, sinks):
                out.close()
    if sinks:
        _remember(job)
    if ended.happened:
        say(f"interrupted; what was done until then is kept{'' if job.folder or job.file else ' above'}")
    if sinks and not job.quiet:
        sys.stderr.write(summary(tally, _places(job, sinks, refusals), str(job.rejects or "") or _rejects_in(job)) + "\n")
    return 130 if ended.happened else 1 if tally.refused else 0


def _run(
    job: Job, items: Iterator[Document | Reject], tally: Tally, sinks: list[Sink], refusals: list[RejectLines], bar: Bar,
    ended: Interrupts,
) -> None:  # fmt: skip
    def refuse(reject: Reject) -> None:
        with ended.held():
            tally.refuse(reject)
            for out in refusals:
                out.write(reject)
        bar.advance()

    def show(document: Document, error: Exception) -> None:
        if job.debug:
            say(f"{document.origin or document.id}:\n{''.join(traceback.format_exception(error))}")

    coder = make_coder(job.config, job.model)
    bar.start(_count(job) if bar.on_terminal or not job.quiet else None)
    tally.start()
    for result in code_inputs(coder, items, refuse, show):
        with ended.held():
            tally.add(result)
            for sink in list(sinks):
                with _open_pipe(sink, sinks), bar.aside() if sink.output.path is None else ExitStack():
                    sink.write(result)
        if all(isinstance(sink, Remembered) for sink in sinks):
            sinks.clear()
            return
        bar.advance()


# --- what is asked for -----------------------------------------------------------------------------------------------


def _target(output: str | None) -> tuple[Path | None, Path | None]:
    """The folder or the file that ``-o`` names."""
    if output is None or output == "-":
        return None, None
    if not output.strip() or "\0" in output:
        raise ConfigError("-o needs the name of a file or a folder")
    path = Path(output)
    if path.is_dir() or output.endswith("/") or (not path.suffix and not path.exists()):
        return path, None
    return None, path


def _form(form: Format | None, folder: Path | None, file: Path | None) -> str:
    if form is not None:
        return form.value
    if file is not None:
        found = SUFFIXES.get(file.suffix.lower())
        if found is None:
            raise ConfigError(f"-o {file}: its name does not tell the format ({' '.join(SUFFIXES)}); say --format")
        return found
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    return "table" if folder is None and on_terminal else "jsonl"


def day_of(date: str | None) -> Date | None:
    """The day that ``--date`` gives. Raises ``ConfigError`` where it is none."""
    if date is None:
        return None
    try:
        if len(date) != 10:
            raise ValueError("length")
        return Date.fromisoformat(date)
    except ValueError:
        raise ConfigError(f"--date {date!r} is no day such as 2023-04-29") from None


def _fields(pairs: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not (name and equals and column):
            raise ConfigError(f"--field {pair!r} must be like text=body: what it is, and the column that holds it")
        fields[name.strip()] = column.strip()
    return fields


# --- where it goes ---------------------------------------------------------------------------------------------------


class TableSink(Sink):
    """``table``: for people, on standard output or in a text file."""

    def __init__(self, path: Path | None = None) -> None:
        self.screen = Screen(sys.stdout if path is None else None)
        super().__init__(path)

    def encode(self, result: Result) -> bytes:  # noqa: D102
        return document_table(result, self.screen).encode("utf-8", "backslashreplace")


def open_sinks(job: Job) -> list[Sink]:
    """Where a job's results go. Raises ``ConfigError`` for what does not fit together or cannot be written."""
    if job.kind and (job.folder or job.form in ("table", "documents")):
        raise ConfigError("--records goes with one file, or standard output, of jsonl, csv or parquet")
    if job.form == "parquet" and job.file is None and job.folder is None and sys.stdout is not None and sys.stdout.isatty():
        raise ConfigError("parquet is nothing to show on a terminal: say where to write with -o")
    sinks: list[Sink] = []
    if job.folder is not None:
        sinks += folder_sinks(job.folder, job.form)
        if job.form == "table":
            sinks.append(TableSink())
        return sinks
    kind = (job.kind or "events").removesuffix("s")
    if job.form == "table":
        sinks.append(TableSink(job.file))
        return [*sinks, *([] if job.file else remembered())]
    if job.form == "jsonl":
        return [RecordLines(job.file, [kind] if job.kind else ALL_KINDS)]
    if job.form == "documents":
        return [DocumentLines(job.file)]
    return [Csv(job.file, kind) if job.form == "csv" else Parquet(job.file, kind)]


def open_refusals(job: Job) -> list[RejectLines]:
    """Where what is refused is listed."""
    found = [RejectLines(job.rejects)] if job.rejects else []
    return [*found, RejectLines(job.folder / "rejects.jsonl", only_if_any=True)] if job.folder else found


def _remember(job: Job) -> None:
    """Note for ``detente explain`` where the records lie, if they lie anywhere as lines."""
    if job.folder is not None and job.form in ("jsonl", "documents", "table"):
        remember(job.folder / "records.jsonl")
    elif job.file is not None and job.form == "jsonl":
        remember(job.file)
    elif job.file is None and job.folder is None and job.form == "table" and (folder := state_folder()):
        remember(folder / "last.jsonl")


def _rejects_in(job: Job) -> str:
    return str(job.folder / "rejects.jsonl") if job.folder else ""


def _places(job: Job, sinks: list[Sink], refusals: list[RejectLines]) -> list[str]:
    if job.file is not None:
        return [str(job.file)]
    if job.folder is None:
        return []
    outputs = [out.output.path for out in (*sinks, *refusals) if out.output.path]
    names = [path.name for path in outputs if path.parent == job.folder and path.is_file()]
    return [f"{job.folder}/ ({', '.join(names)})"]


def _count(job: Job) -> int | None:
    from ..read import count_inputs

    count = count_inputs(job.paths)
    return count if count is None or job.limit is None else min(count, job.limit)


# --- ends ------------------------------------------------------------------------------------------------------------


class Interrupts:
    """Ctrl-C ends the block, but never in the middle of a record: while ``held`` it waits."""

    def __init__(self) -> None:
        self.happened = False
        self._held = self._waiting = False
        self._before: Any = None

    def __enter__(self) -> Interrupts:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._arrived)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            self.happened = True
            return True
        return False

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let Ctrl-C wait."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._waiting:
            raise KeyboardInterrupt

    def _arrived(self, _signal: int, _frame: FrameType | None) -> None:
        if not self._held:
            raise KeyboardInterrupt
        self._waiting = True


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
