"""``detente annotate``: who, when, where, how much and who said what, each at its exact characters."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from ..config import Config
from ..errors import ConfigError
from ..records import Result
from ..run.annotator import Annotated as AnnotatedText
from ..run.annotator import AnnotationLines, Annotator, layers_of
from ..run.layers import LAYERS
from ..run.local import Codes
from ..run.progress import Tally
from ..run.write import Sink
from .code import (
    Columns,
    Day,
    Debug,
    Limit,
    ModelName,
    OwnActors,
    OwnCodebook,
    Quiet,
    Rejects,
    Settings,
    run_job,
    tell_lost,
    tell_lost_rules,
    with_own,
)
from .job import Job, day_of, fields_of, target_of

FILE = "annotations.jsonl"


def annotate(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, globs; - for standard input.")],
    layers: Annotated[
        str, typer.Option(metavar="NAME,...", help=f"What to find: {', '.join(LAYERS)}.")
    ] = "actors",
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="FILE|DIR", show_default=False,
            help=f"A name without suffix, or ending in /, is a folder: it gets {FILE}, and rejects.jsonl where input "
            "was refused. [default: standard output]",
        ),
    ] = None,
    date: Day = None,
    field: Columns = None,
    rejects: Rejects = None,
    actors: OwnActors = None,
    codebook: OwnCodebook = None,
    config: Settings = None,
    model: ModelName = None,
    limit: Limit = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:  # fmt: skip
    """Annotate texts: one JSON object a document and line, with the layers asked for.

    A row of the layer "actors" is a mention with who it stands for: names, adjectives of states, descriptions,
    pronouns, lists. A mention of several has a row for each; one that stands for nobody known has none.

    Reads what "detente code" reads. Exit status: 0 all right; 1 something was refused, the rest is annotated; 2 wrong
    usage or setting; 130 interrupted.
    """
    asked = layers_of(layers)
    folder, file = target_of(output)
    settings = with_own(Config.load(config), actors, codebook)
    job = Job(
        tuple(paths), "annotations", folder, file, day_of(date), fields_of(field or []), rejects, settings, model,
        limit, None, quiet, debug,
    )  # fmt: skip
    lines = Lines(asked)

    def make() -> Codes:
        tell_lost(settings)
        tell_lost_rules(settings)
        return Annotator(asked, settings, model=model)

    raise typer.Exit(run_job(job, make, lines.open, lines.told))


class Lines:
    """Opens the sink of a job, and counts what goes through it."""

    def __init__(self, layers: tuple[str, ...]) -> None:
        self.counts = Counter(dict.fromkeys(layers, 0))

    def open(self, job: Job) -> list[Sink]:
        """The sink: a file, a file in a folder, or standard output. Raises ``ConfigError`` where it cannot be."""
        if job.file is not None and job.file.suffix.lower() in (".csv", ".parquet", ".pq"):
            raise ConfigError(f"-o {job.file}: annotations are JSON Lines; name it .jsonl")
        if job.folder is not None:
            try:
                job.folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ConfigError(f"cannot make the folder {job.folder}: {error.strerror}") from error
        return [_Counting(job.file or (job.folder / FILE if job.folder else None), self.counts)]

    def told(self, tally: Tally) -> str:
        """How much was found."""
        found = ", ".join(f"{count:,} {name}" for name, count in self.counts.items())
        return f"{tally.documents:,} document{'' if tally.documents == 1 else 's'}: {found}"


class _Counting(AnnotationLines):
    def __init__(self, path: Path | None, counts: Counter[str]) -> None:
        super().__init__(path)
        self._counts = counts

    def encode(self, result: Result) -> bytes:
        if isinstance(result, AnnotatedText):
            for name, rows in result.layers.items():
                self._counts[name] += len(rows)
        return super().encode(result)
