"""What one run of ``detente code`` is asked for, and where it leaves its records."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date as Date
from enum import StrEnum
from pathlib import Path

from ..config import Config
from ..errors import ConfigError
from ..lexicon.codebook import Codebook
from ..records import Result
from ..run.state import remember, remembered, state_folder
from ..run.write import (
    ALL_KINDS,
    Csv,
    DocumentLines,
    Output,
    Parquet,
    RecordLines,
    RejectLines,
    Sink,
    folder_sinks,
    json_line,
)
from .screen import Screen
from .table import document_table

SUFFIXES = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet", ".pq": "parquet", ".txt": "table",
}  # fmt: skip


class Format(StrEnum):
    """Forms of output."""

    table = "table"
    jsonl = "jsonl"
    documents = "documents"
    csv = "csv"
    parquet = "parquet"


class Kind(StrEnum):
    """Kinds of records, for one file of them."""

    events = "events"
    statements = "statements"
    ties = "ties"


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked for, checked. ``form`` is a ``Format``; neither ``folder`` nor ``file``: standard output."""

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
    store: str | None = None
    options: tuple[str, ...] = ()

    @property
    def only_stored(self) -> bool:
        """True where the records go into a store and nowhere else."""
        return self.store is not None and self.form == "store"


def target_of(output: str | None) -> tuple[Path | None, Path | None]:
    """The folder or the file that ``-o`` names."""
    if output is None or output == "-":
        return None, None
    if not output.strip() or "\0" in output:
        raise ConfigError("-o needs the name of a file or a folder")
    path = Path(output)
    if path.is_dir() or output.endswith("/") or (not path.suffix and not path.exists()):
        return path, None
    return None, path


def form_of(form: Format | None, folder: Path | None, file: Path | None) -> str:
    """The format: as asked for, else by the file's name, else a table on a terminal and lines elsewhere."""
    if form is not None:
        return form.value
    if file is not None:
        found = SUFFIXES.get(file.suffix.lower())
        if found is None:
            raise ConfigError(f"-o {file}: its name does not tell the format ({' '.join(SUFFIXES)}); say --format")
        return found
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    return "table" if folder is None and on_terminal else "jsonl"


def day_of(date: str | None, option: str = "--date") -> Date | None:
    """The day that an option gives. Raises ``ConfigError`` where it is none."""
    if date is None:
        return None
    try:
        day = Date.fromisoformat(date)
    except ValueError:
        day = None
    if day is None or day.isoformat() != date:
        raise ConfigError(f"{option} {date!r} is no day such as 2023-04-29")
    return day


def fields_of(pairs: list[str]) -> dict[str, str]:
    """What each ``--field name=column`` says."""
    fields: dict[str, str] = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not (name and equals and column):
            raise ConfigError(f"--field {pair!r} must be like text=body: what it is, and the column that holds it")
        fields[name.strip()] = column.strip()
    return fields


class TableSink(Sink):
    """``table``: for people, on standard output or in a text file."""

    def __init__(self, path: Path | None = None) -> None:
        self.screen = Screen(sys.stdout if path is None else None)
        super().__init__(path)

    def encode(self, result: Result) -> bytes:
        """The rendered table."""
        return document_table(result, self.screen).encode("utf-8", "backslashreplace")


def open_sinks(job: Job) -> list[Sink]:
    """Where a job's results go. Raises ``ConfigError`` for what does not fit together or cannot be written."""
    if job.only_stored:
        return []
    if job.kind and (job.folder or job.form in ("table", "documents")):
        raise ConfigError("--records goes with one file, or standard output, of jsonl, csv or parquet")
    on_screen = job.file is None and job.folder is None and sys.stdout is not None and sys.stdout.isatty()
    if job.form == "parquet" and on_screen:
        raise ConfigError("parquet is nothing to show on a terminal: say where to write with -o")
    if job.file is not None and any(_same_file(job.file, path) for path in job.paths):
        raise ConfigError(f"-o {job.file} is one of the inputs: it would be overwritten")
    sinks: list[Sink] = []
    if job.folder is not None:
        sinks += folder_sinks(job.folder, job.form)
        if job.form in ("csv", "parquet"):
            sinks += remembered()
        if job.form == "table":
            sinks.append(TableSink())
        return sinks
    kind = (job.kind or "events").removesuffix("s")
    if job.form == "table":
        sinks.append(TableSink(job.file))
        return [*sinks, *([] if job.file else remembered())]
    if job.form == "jsonl":
        kept = [] if job.file else remembered()
        return [RecordLines(job.file, [kind] if job.kind else ALL_KINDS), *kept]
    if job.form == "documents":
        return [DocumentLines(job.file), *remembered()]
    return [Csv(job.file, kind) if job.form == "csv" else Parquet(job.file, kind), *remembered()]


def _same_file(output: Path, path: str) -> bool:
    try:
        return path != "-" and output.samefile(path)
    except OSError:
        return False


def open_refusals(job: Job) -> list[RejectLines]:
    """Where what is refused is listed."""
    found = [RejectLines(job.rejects)] if job.rejects else []
    return [*found, RejectLines(job.folder / "rejects.jsonl", only_if_any=True)] if job.folder else found


def note_codebook(job: Job, codebook: Codebook | None) -> None:
    """Leave ``codebook.json`` in the job's folder: name and content hash of the user's codebook; where there is none,
    none of an earlier run.
    """
    if job.folder is None:
        return
    path = job.folder / "codebook.json"
    if codebook is None:
        path.unlink(missing_ok=True)
        return
    output = Output(path)
    output.write(json_line(codebook.stamp | {"rows": codebook.used}))
    output.commit()


def remember_for(job: Job, codebook: Codebook | None = None) -> None:
    """Note for ``detente explain`` where the records lie: in the job's own lines, else in those that were kept."""
    if job.form in ("annotations", "store"):
        return  # there are no records to explain, or detente trace does
    stamp = codebook.stamp if codebook else None
    if job.folder is not None and job.form in ("jsonl", "documents", "table"):
        remember(job.folder / "records.jsonl", stamp)
    elif job.file is not None and job.form == "jsonl":
        remember(job.file, stamp)
    elif folder := state_folder():
        remember(folder / "last.jsonl", stamp)


def rejects_in(job: Job) -> str:
    """The list of refusals in the job's folder, empty where there is no folder."""
    return str(job.folder / "rejects.jsonl") if job.folder else ""


def places_of(job: Job, sinks: list[Sink], refusals: list[RejectLines]) -> list[str]:
    """Where the output lies, for the summary."""
    if job.file is not None:
        return [str(job.file)]
    if job.folder is None:
        return []
    paths = [*(sink.output.path for sink in sinks), *(refusal.output.path for refusal in refusals)]
    names = [path.name for path in paths if path and path.parent == job.folder and path.is_file()]
    return [f"{job.folder}/ ({', '.join(names)})"]


def count_for(job: Job) -> int | None:
    """About how many inputs the job has; ``None`` where that is not known."""
    from ..read import count_inputs

    count = count_inputs(job.paths)
    return count if count is None or job.limit is None else min(count, job.limit)
