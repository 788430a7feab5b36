"""``detente evaluate dates``, ``places`` and ``quotes``: how far single layers agree with what people marked."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..config import Config
from ..errors import ConfigError
from ..records import Document, Place, Reject
from ..run.annotator import Annotated as AnnotatedText
from ..run.annotator import Annotator
from ..run.coder import Coder
from ..run.layers import place_rows, plain_quote_rows, quote_rows
from ..run.local import Codes
from . import figures
from .code import ModelName, Quiet, Settings
from .evaluate_shared import (
    Form,
    Half,
    ShownAs,
    coded_by,
    day_of_row,
    gold_documents,
    of_half,
    output,
    print_json,
    tell,
)
from .screen import clean

if TYPE_CHECKING:
    from ..evaluate.dates import DateScores
    from ..evaluate.gold import Row

Gold = Annotated[
    str, typer.Argument(metavar="GOLD.jsonl", help="Documents with marked spans, one a line; - for standard input.")
]
Errors = Annotated[
    Path | None, typer.Option("--errors", metavar="FILE.tsv", show_default=False, help="A table of what differs.")
]
First = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, show_default=False, help="Only the first N documents.")
]
Skip = Annotated[int, typer.Option("--skip", metavar="N", min=0, help="Not the first N documents of the file.")]


def dates(
    gold: Gold,
    half: Half = None,
    skip: Skip = 0,
    limit: First = None,
    errors: Errors = None,
    baseline: Annotated[
        bool | None,
        typer.Option(
            "--baseline/--no-baseline", show_default=False,
            help="Also score the package dateparser on the same texts. [default: where it is installed]",
        ),
    ] = None,
    form: ShownAs = Form.table,
    config: Settings = None,
    model: ModelName = None,
    quiet: Quiet = False,
) -> None:  # fmt: skip
    """Find the time expressions of gold documents and score spans, TIMEX3 types and values against gold.

    Gold has the form of "detente annotate --layers dates" with text, and the rows under "spans" (docs/evaluate.md).
    --skip and --limit count lines of the file, before --half chooses among them. Lines that are no gold documents are
    named, the rest is scored. Exit status: 0 all right; 1 something was refused; 2 wrong usage or setting.
    """
    from ..evaluate import baseline as other
    from ..evaluate.dates import COLUMNS, date_differences, score_dates
    from ..evaluate.spans import read_dates

    if baseline and not other.installed():
        raise ConfigError(f"--baseline: {other.NAME} is not installed (pip install {other.NAME})")
    settings = Config.load(config)
    rows, refused = gold_documents(
        gold, lambda lines: read_dates(lines, gold, half, (skip, limit)), half, max_chars=settings.max_chars
    )
    with ExitStack() as opened:
        out = output(errors, gold, opened)
        found, failed = _annotated(lambda: dates_annotator(settings, model), rows, quiet)
        ours = [found.get(row["id"], {}).get("dates", []) for row in rows]
        differences = [
            d for row, own in zip(rows, ours, strict=True) for d in date_differences(row["id"], row["spans"], own)
        ]
        if out is not None:
            out.write(_table_of(COLUMNS, differences))
            out.commit()
    scores = score_dates([(row["spans"], own) for row, own in zip(rows, ours, strict=True)])
    beside: DateScores | None = None
    if baseline or (baseline is None and other.installed()):
        beside = score_dates([(row["spans"], other.baseline_dates(row["text"], day_of_row(row))) for row in rows])
    if form is Form.table:
        note = f"{other.NAME} is not installed: no baseline beside it" if baseline is None and beside is None else ""
        about = _about(rows, gold, half)
        typer.echo(figures.dates_table(about, scores, other.NAME, beside, note), nl=False)
    else:
        told = {**scores.to_json(), "baseline": {"name": other.NAME, **beside.to_json()} if beside else None}
        print_json(gold, half, [*refused, *failed], told | _listed(COLUMNS, differences))
    raise typer.Exit(1 if refused or failed else 0)


def places(
    gold: Gold,
    half: Half = None,
    skip: Skip = 0,
    limit: First = None,
    errors: Errors = None,
    form: ShownAs = Form.table,
    config: Settings = None,
    model: ModelName = None,
    quiet: Quiet = False,
) -> None:
    """Find the places of gold documents and score spans, countries and distances against gold.

    Gold has the form of "detente annotate --layers places" with text, and the rows under "spans" (docs/evaluate.md).
    A place is right within 161 km (100 miles). --skip, --limit, refusals and exit status as of "evaluate dates".
    """
    from ..evaluate.places import COLUMNS, Placed, place_differences, score_places
    from ..evaluate.spans import read_places

    settings = Config.load(config)
    rows, refused = gold_documents(
        gold, lambda lines: read_places(lines, gold, half, (skip, limit)), half, max_chars=settings.max_chars
    )
    with ExitStack() as opened:
        out = output(errors, gold, opened)
        asked = {row["id"]: [(s["start"], s["end"]) for s in row["spans"]] for row in rows}
        found, failed = _annotated(lambda: places_annotator(settings, model, asked), rows, quiet)
        documents = []
        for row in rows:
            layers = found.get(row["id"], {"places": [], "given": [None] * len(row["spans"])})
            documents.append(Placed(row["spans"], layers["places"], layers["given"]))
        differences = [d for row, own in zip(rows, documents, strict=True) for d in place_differences(row["id"], own)]
        if out is not None:
            out.write(_table_of(COLUMNS, differences))
            out.commit()
    scores = score_places(documents)
    if form is Form.table:
        typer.echo(figures.places_table(_about(rows, gold, half), scores), nl=False)
    else:
        print_json(gold, half, [*refused, *failed], scores.to_json() | _listed(COLUMNS, differences))
    raise typer.Exit(1 if refused or failed else 0)


def quotes(
    gold: Gold,
    half: Half = None,
    skip: Skip = 0,
    limit: First = None,
    errors: Errors = None,
    form: ShownAs = Form.table,
    config: Settings = None,
    model: ModelName = None,
    quiet: Quiet = False,
) -> None:
    """Find who is quoted or told of, and score contents, cues and sources against gold.

    Gold has the form of "detente annotate --layers quotes" with text (docs/evaluate.md). Beside it stands what
    quotation marks and the subject of the nearest reporting verb give. --skip, --limit, refusals and exit status as of
    "evaluate dates".
    """
    from ..evaluate.quotes import COLUMNS, quote_differences, read_quotes, score_quotes

    settings = Config.load(config)
    rows, refused = gold_documents(
        gold, lambda lines: read_quotes(lines, gold, half, (skip, limit)), half, max_chars=settings.max_chars
    )
    with ExitStack() as opened:
        out = output(errors, gold, opened)
        found, failed = _annotated(lambda: quotes_annotator(settings, model), rows, quiet)
        ours = [found.get(row["id"], {"quotes": [], "plain": []}) for row in rows]
        differences = [
            d for row, own in zip(rows, ours, strict=True)
            for d in quote_differences(row["id"], row["text"], row["quotes"], own["quotes"])
        ]  # fmt: skip
        if out is not None:
            out.write(_table_of(COLUMNS, differences))
            out.commit()
    scores = score_quotes([(row["quotes"], own["quotes"]) for row, own in zip(rows, ours, strict=True)])
    plain = score_quotes([(row["quotes"], own["plain"]) for row, own in zip(rows, ours, strict=True)])
    if form is Form.table:
        typer.echo(figures.quotes_table(_about(rows, gold, half), scores, plain), nl=False)
    else:
        told = {**scores.to_json(), "baseline": plain.to_json()}
        print_json(gold, half, [*refused, *failed], told | _listed(COLUMNS, differences))
    raise typer.Exit(1 if refused or failed else 0)


# --- annotating ------------------------------------------------------------------------------------------------------


def dates_annotator(config: Config, model: str | None) -> Codes:
    """What finds the time expressions; it loads no model."""
    return Annotator(["dates"], config, model=model)


def places_annotator(config: Config, model: str | None, asked: Mapping[str, Sequence[tuple[int, int]]]) -> Codes:
    """What finds the places, and says for the spans asked of each document (by its id) which place they are."""
    return _Places(config, model, asked)


class _Places(Coder):
    def __init__(self, config: Config, model: str | None, asked: Mapping[str, Sequence[tuple[int, int]]]) -> None:
        super().__init__(config, model=model)
        self._asked = asked

    def _code(self, document: Document, doc: Any, begin: int) -> AnnotatedText:
        from ..annotate.places import resolve_span

        facts = self._facts(document, doc, begin)
        found = place_rows(facts)
        given = [_given(resolve_span(facts, start, end)) for start, end in self._asked[document.id]]
        return AnnotatedText(document, layers={"places": found, "given": given})


def quotes_annotator(config: Config, model: str | None) -> Codes:
    """What finds the attributions, ours (``quotes``) and the plain ones (``plain``)."""
    return _Quotes(config, model=model)


class _Quotes(Coder):
    def _code(self, document: Document, doc: Any, begin: int) -> AnnotatedText:
        facts = self._facts(document, doc, begin)
        ours, plain = quote_rows(facts, self._rules), plain_quote_rows(facts, self._rules)
        return AnnotatedText(document, layers={"quotes": ours, "plain": plain})


def _given(place: Place | None) -> Any:
    return None if place is None else {"lat": place.lat, "lon": place.lon, "country": place.country}


def _annotated(
    make: Callable[[], Codes], rows: Sequence[Row], quiet: bool
) -> tuple[dict[str, dict[str, list[Any]]], list[Reject]]:
    """The layers of gold documents by id, and those that failed; these are told, and have nothing."""
    results, failed = coded_by(make, rows, quiet)
    found = {r.document.id: r.layers for r in results if isinstance(r, AnnotatedText)}
    tell(failed)
    return found, failed


# --- telling ---------------------------------------------------------------------------------------------------------


def _about(rows: Sequence[Row], gold: str, half: int | None) -> str:
    return clean(f"{len(rows):,} {'document' if len(rows) == 1 else 'documents'} of {gold}{of_half(half)}")


def _listed(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """The rows of differences as objects, cells that tell nothing left out."""
    told = [{c: v for c, v in zip(columns, row, strict=True) if v != ""} for row in rows]
    return {"differences": told}


def _table_of(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([clean(str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8", "backslashreplace")
