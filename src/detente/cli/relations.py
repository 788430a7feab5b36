"""``detente relations``: what does the source do to the target in this sentence?"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..config import Config
from ..errors import ConfigError
from ..run.progress import say
from .code import ModelName, OwnActors, OwnCodebook, Quiet, Settings, with_own
from .rows import Listing
from .screen import clean, stdout_screen

if TYPE_CHECKING:
    from ..run.relations import Answer


class Form(StrEnum):
    """Forms of a file of answers, by its suffix."""

    tsv = "tsv"
    csv = "csv"
    json = "json"


def relations(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.tsv", help="A table with the columns uid, sentence, source, target.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", show_default=False, help="A file: .csv, .json, else .tsv."),
    ] = None,
    form: Annotated[Listing, typer.Option("--format", "-f", help="How to print the answers.")] = Listing.table,
    always: Annotated[bool, typer.Option("--always", help="The likeliest type in place of NONE.")] = False,
    older: Annotated[
        bool, typer.Option("--older", help="Types of the earlier PLOVER, as field data have them: YIELD.")
    ] = False,
    config: Settings = None,
    model: ModelName = None,
    actors: OwnActors = None,
    codebook: OwnCodebook = None,
    quiet: Quiet = False,
) -> None:
    """Say what the source does to the target in each sentence: type, mode, status.

    The sides are phrases of the sentence, whoever they are ("thieves", "the company"). A column "marked" may hold the
    sentence with <s>source</s> and <t>target</t>; without it the phrases are searched. NONE where nothing holds.

    Exit status: 0 all right; 1 a row was refused, the rest is answered; 2 wrong usage or setting.
    """
    from ..run.relations import ANSWER, read_relations, relate
    from ..run.write import Output

    wanted = form_of(output, form)
    if output is not None and output.exists() and file.exists() and output.samefile(file):
        raise ConfigError(f"-o {output}: that is the input")
    settings = with_own(Config.load(config), actors, codebook)
    refused: list[str] = []
    rows = read_relations(
        file,
        lambda r: refused.append(f"{r.origin}: {r.reason}"),
        None if quiet else (lambda note: say(clean(note))),
    )
    out = Output(output) if output is not None else None
    try:
        given = relate(
            rows, settings, always, older=older, model=model,
            on_reject=lambda r: refused.append(f"{file}: uid {r.origin}: {r.reason}"),
        )  # fmt: skip
        answers = list(given) if rows else []
        text = written(answers, ANSWER, wanted) if wanted is not Listing.table else table(answers, ANSWER)
        if out is None:
            typer.echo(text, nl=False)
        else:
            out.write(text.encode("utf-8", "backslashreplace"))
            out.commit()
    finally:
        if out is not None:
            out.discard()
    for complaint in refused:
        say(clean(complaint))
    if refused:
        raise typer.Exit(1)


def form_of(output: Path | None, form: Listing) -> Listing | Form:
    """The form of the output: that of the file's suffix, else the one asked for; a file is no table but tsv."""
    if output is None:
        return form
    suffix = output.suffix.lower().removeprefix(".")
    if suffix in list(Form):
        return Form(suffix)
    return Form.tsv if form is Listing.table else Form(form.value)


def written(answers: Sequence[Answer], columns: Sequence[str], form: Listing | Form) -> str:
    """The answers as text: JSON as one array, an object a line; CSV; or plain cells parted by tabs."""
    rows: list[dict[str, Any]] = [{c: getattr(a, c) for c in columns} for a in answers]
    if form in ("json", Listing.json):
        lines = ",\n ".join(json.dumps(row, ensure_ascii=False) for row in rows)
        return f"[{lines}]\n"
    if form == "tsv":
        return "".join("\t".join(map(str, line)) + "\n" for line in (columns, *(row.values() for row in rows)))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(row.values() for row in rows)
    return text.getvalue()


def table(answers: Sequence[Answer], columns: Sequence[str]) -> str:
    """The answers for a terminal."""
    from rich.table import Table

    drawn = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        drawn.add_column(column, overflow="fold", justify="right" if column == "score" else "left")
    for answer in answers:
        drawn.add_row(*(clean(str(getattr(answer, c))) for c in columns))
    return stdout_screen().render(drawn)
