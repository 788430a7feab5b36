"""What the commands of ``detente evaluate`` have in common: options, reading gold, coding it, telling."""

from __future__ import annotations

import io
import json
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date as Date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import ConfigError, ReadError
from ..records import Document, Reject, Result
from ..run.local import Codes, code_inputs
from ..run.progress import Bar, Tally, say
from ..run.write import Output
from .screen import clean
from .table import quads

if TYPE_CHECKING:
    from ..evaluate.gold import Row

Lines = Iterable[tuple[int, str | None]]


class Form(StrEnum):
    """Forms of the figures."""

    table = "table"
    json = "json"


ShownAs = Annotated[Form, typer.Option("--format", "-f", help="How to print the figures.")]
Half = Annotated[
    int | None,
    typer.Option(
        "--half", min=0, max=1, show_default=False,
        help="Only what falls into this half by the SHA-256 of its id: tune on one half, report the other.",
    ),
]  # fmt: skip


def gold_documents(
    path: str, read: Callable[[Lines], Iterator[Row | Reject]], half: int | None, *, max_chars: int
) -> tuple[list[Row], list[Reject]]:
    """The gold documents of a file, and what is none; the latter is told. Raises ``ReadError`` where none is left.

    ``read`` turns numbered lines into documents; ``half`` is only for the message.
    """
    from ..evaluate.gold import MAX_LINE
    from ..read.clean import bad_text
    from ..read.stream import decoded, lines, opened

    rows: list[Row] = []
    refused: list[Reject] = []
    try:
        stdin = sys.stdin.buffer if sys.stdin is not None else io.BytesIO()
        with opened(path, stdin) as stream, decoded(stream) as text:
            for item in read(lines(text, MAX_LINE)):
                if isinstance(item, Reject):
                    refused.append(item)
                elif why := bad_text(item["text"], 0, max_chars):
                    refused.append(Reject(f"{path}: {item['id']}", why))
                else:
                    rows.append(item)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    tell(refused)
    if not rows:
        raise ReadError(f"{path}: no gold document to score{of_half(half)}")
    return rows, refused


def day_of_row(row: Row) -> Date | None:
    """The day of publication of a gold document (``date`` or ``published``)."""
    told = row.get("date") or row.get("published")
    return Date.fromisoformat(told) if told else None


def coded_by(make: Callable[[], Codes], rows: Sequence[Row], quiet: bool) -> tuple[Iterator[Result], list[Reject]]:
    """What a coder that is made now makes of the texts of gold documents, behind a progress bar; the documents whose
    coding fails are in the list when the results are through.
    """
    refused: list[Reject] = []

    def results() -> Iterator[Result]:
        tally = Tally(quads())
        documents = [Document(row["text"], day_of_row(row), id=row["id"], origin=row["id"]) for row in rows]
        bar = Bar(tally, quiet=quiet)
        try:
            coder = make()
            bar.start(len(documents))
            tally.start()
            for result in code_inputs(coder, documents, refused.append):
                yield result
                tally.add(result)
                bar.advance()
        finally:
            bar.stop()

    return results(), refused


def output(path: Path | None, gold: str, opened: ExitStack) -> Output | None:
    """Where the differences go, opened before the work begins. Raises ``ConfigError`` where that cannot be."""
    if path is None:
        return None
    if gold != "-" and path.exists() and path.samefile(gold):
        raise ConfigError(f"--errors {path} is the gold file: it would be overwritten")
    out = Output(path)
    opened.callback(out.discard)
    return out


def tell(refused: Sequence[Reject]) -> None:
    """What was refused, a line each on standard error."""
    for reject in refused:
        say(clean(f"{reject.origin}: {reject.reason}"))


def of_half(half: int | None) -> str:
    """The words for a half, after what it is a half of."""
    return "" if half is None else f", half {half}"


def print_json(gold: str, half: int | None, refused: Sequence[Reject], told: dict[str, Any]) -> None:
    """The figures of one command as JSON on standard output."""
    reasons = [{"origin": r.origin, "reason": r.reason} for r in refused]
    typer.echo(json.dumps({"gold": gold, "half": half, **told, "refused": reasons}, ensure_ascii=False, indent=2))
