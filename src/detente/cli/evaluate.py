"""``detente evaluate``: how far what is coded agrees with what people coded."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..config import Config
from ..errors import ReadError
from ..records import Reject
from ..run.progress import Bar, Tally
from ..run.registry import codebook_of
from . import evaluate_layers as layers
from . import figures
from .code import ModelName, OwnActors, OwnCodebook, Quiet, Settings, make_coder, with_own
from .evaluate_shared import (
    Form,
    Half,
    ShownAs,
    coded_by,
    gold_documents,
    of_half,
    output,
    print_json,
    tell,
)
from .screen import clean
from .table import quads

if TYPE_CHECKING:
    from ..evaluate.events import Coded
    from ..evaluate.gold import Row, Types
    from ..run.relations import Answer, Relation

evaluate = typer.Typer(no_args_is_help=True, help="Compare what is coded with what people coded.")

ERROR_COLUMNS = ("uid", "gold", "ours", "type", "mode", "status", "score", "rule", "source", "target", "sentence")


@evaluate.command()
def events(
    gold: Annotated[
        str, typer.Argument(metavar="GOLD.jsonl", help="Coded documents, one a line; - for standard input.")
    ],
    half: Half = None,
    errors: Annotated[
        Path | None,
        typer.Option(metavar="FILE.html", show_default=False, help="A page with gold and ours beside each other."),
    ] = None,
    form: ShownAs = Form.table,
    config: Settings = None,
    model: ModelName = None,
    actors: OwnActors = None,
    codebook: OwnCodebook = None,
    quiet: Quiet = False,
) -> None:
    """Code the texts of gold documents and score events, statements and ties against gold.

    Gold has the form of "detente code --format documents" (docs/evaluate.md). Lines that are no gold documents are
    named, the rest is scored. Exit status: 0 all right; 1 something was refused; 2 wrong usage or setting.
    """
    from ..evaluate.events import score_documents
    from ..evaluate.gold import read_gold
    from ..evaluate.page import page
    from ..evaluate.pairs import pairs_of

    settings = with_own(Config.load(config), actors, codebook)
    types, classes = _ontology(settings)
    rows, refused = gold_documents(
        gold, lambda lines: read_gold(lines, gold, types, half), half, max_chars=settings.max_chars
    )
    with ExitStack() as opened:
        out = output(errors, gold, opened)
        documents, failed = _code(rows, settings, model, quiet)
        scores = score_documents(documents, classes)
        about = f"{len(rows):,} {'document' if len(rows) == 1 else 'documents'} of {gold}{of_half(half)}"
        if out is not None:
            out.write(page(about, documents, figures.sums(scores)).encode("utf-8", "backslashreplace"))
            out.commit()
    if form is Form.table:
        typer.echo(figures.events_table(clean(about), scores), nl=False)
    else:
        pairs = [p.to_json(g["id"]) for g, o in documents for p in pairs_of(g, o) if p.verdict != "right"]
        print_json(gold, half, [*refused, *failed], {**scores.to_json(), "pairs": pairs})
    raise typer.Exit(1 if refused or failed else 0)


@evaluate.command()
def relations(
    file: Annotated[Path, typer.Argument(metavar="FILE.tsv", help="Sentences with two actors and their root.")],
    half: Half = None,
    errors: Annotated[
        Path | None, typer.Option(metavar="FILE.tsv", show_default=False, help="A table of the wrong answers.")
    ] = None,
    always: Annotated[bool, typer.Option("--always", help="The likeliest type in place of NONE.")] = False,
    older: Annotated[
        bool, typer.Option("--older", help="Answer in types of the earlier PLOVER, as field data have them: YIELD.")
    ] = False,
    form: ShownAs = Form.table,
    config: Settings = None,
    model: ModelName = None,
    actors: OwnActors = None,
    codebook: OwnCodebook = None,
    quiet: Quiet = False,
) -> None:
    """Score the relation between two marked actors: one PLOVER root a sentence.

    FILE is what "detente relations" reads, with the column root. Where gold has the older root YIELD, CONCEDE and
    RETREAT of ours count as YIELD. No answer is a wrong answer. Exit status as of "evaluate events".
    """
    from ..evaluate.relations import score_relations

    settings = with_own(Config.load(config), actors, codebook)
    classes = _ontology(settings)[1]
    rows, refused = _gold_relations(file, half, classes)
    with ExitStack() as opened:
        out = output(errors, str(file), opened)
        answers, failed = _relate(rows, settings, quiet, always=always, older=older, model=model)
        wanted, given = [r.root for r in rows], [a.type if a and a.type else "NONE" for a in answers]
        scores = score_relations(wanted, given, classes)
        if out is not None:
            out.write(_wrong(rows, answers, wanted, given).encode("utf-8", "backslashreplace"))
            out.commit()
    if form is Form.table:
        about = f"{len(rows):,} {'pair' if len(rows) == 1 else 'pairs'} of {file}{of_half(half)}"
        typer.echo(figures.relations_table(clean(about), scores), nl=False)
    else:
        print_json(str(file), half, [*refused, *failed], {"pairs": len(rows), **scores.to_json()})
    raise typer.Exit(1 if refused or failed else 0)


evaluate.command()(layers.dates)
evaluate.command()(layers.places)
evaluate.command()(layers.quotes)


# --- events ----------------------------------------------------------------------------------------------------------


def _code(rows: Sequence[Row], config: Config, model: str | None, quiet: bool) -> tuple[list[Coded], list[Reject]]:
    """The gold documents with ours; one whose coding fails is told, and counts as coded without any record."""
    from ..records.flat import to_document

    coded: dict[str, Row] = {}
    made, refused = coded_by(lambda: make_coder(config, model), rows, quiet)
    for result in made:
        coded[result.document.id] = to_document(result)
    tell(refused)
    return [(row, coded.get(row["id"], {"events": [], "statements": [], "ties": []})) for row in rows], refused


# --- relations -------------------------------------------------------------------------------------------------------


def _gold_relations(file: Path, half: int | None, classes: dict[str, str]) -> tuple[list[Relation], list[Reject]]:
    """The pairs of a file whose root is known, and what is wrong with the others; the latter is told."""
    from ..evaluate.counts import half_of
    from ..evaluate.relations import known_roots
    from ..run.relations import read_relations

    if not file.is_file():
        raise ReadError(f"{file}: no such file")
    known = known_roots(classes)
    seen: set[str] = set()
    rows: list[Relation] = []
    refused: list[Reject] = []
    for row in read_relations(file, refused.append):
        if row.root not in known or row.uid in seen:
            what = (
                "is there twice"
                if row.uid in seen
                else f"has the unknown root {row.root!r}"
                if row.root
                else "has no root"
            )
            refused.append(Reject(f"{file}:{_line_of(file, row.uid, again=row.uid in seen)}", f"uid {row.uid} {what}"))
        elif half is None or half_of(row.uid) == half:
            rows.append(row)
        seen.add(row.uid)
    tell(refused)
    if not rows:
        raise ReadError(f"{file}: no pair with a gold root to score{of_half(half)}")
    return rows, refused


def _line_of(file: Path, uid: str, *, again: bool) -> int:
    """The first line of a pair, or its second; 1, the header's, where the file has changed meanwhile."""
    lines = file.read_text(encoding="utf-8-sig", errors="surrogateescape").split("\n")
    column = lines[0].rstrip("\r").split("\t").index("uid")
    found = [n for n, line in enumerate(lines[1:], 2) if line.rstrip("\r").split("\t")[column : column + 1] == [uid]]
    return (found[again:] or [1])[0]


def _relate(
    rows: Sequence[Relation], config: Config, quiet: bool, **how: Any
) -> tuple[list[Answer | None], list[Reject]]:
    """Our answer to each pair, in their order, and the pairs whose coding failed; these are told, and are NONE."""
    from ..run.relations import relate

    tally = Tally(quads())
    bar = Bar(tally, quiet=quiet)
    answers: dict[str, Answer] = {}
    failed: list[Reject] = []
    try:
        bar.start(len(rows))
        tally.start()
        for answer in relate(
            rows, config, on_reject=lambda r: failed.append(Reject(f"uid {r.origin}", r.reason)), **how
        ):
            answers[answer.uid] = answer
            tally.documents += 1
            bar.advance()
    finally:
        bar.stop()
    tell(failed)
    return [answers.get(row.uid) for row in rows], failed


def _wrong(rows: Sequence[Relation], answers: Sequence[Answer | None], gold: Sequence[str], ours: Sequence[str]) -> str:
    """The wrong answers as a table of tab-separated cells."""
    from ..evaluate.relations import folded

    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(ERROR_COLUMNS)
    for row, answer, a, b in zip(rows, answers, folded(gold, gold), folded(ours, gold), strict=True):
        if a != b:
            told = [getattr(answer, name, None) for name in ERROR_COLUMNS[3:8]]
            cells = [
                row.uid,
                row.root,
                b,
                *("" if t is None else t for t in told),
                row.source,
                row.target,
                row.sentence,
            ]
            writer.writerow([clean(str(cell)) for cell in cells])
    return text.getvalue()


# --- both ------------------------------------------------------------------------------------------------------------


def _ontology(config: Config) -> tuple[Types, dict[str, str]]:
    """The modes of each event type, and its quad class: PLOVER's, and those of the user's codebook."""
    from ..lexicon.codebook import PLOVER_TABLE
    from ..lexicon.schemas import plover

    book = codebook_of(config)
    types = {kind: set(modes) - {""} for kind, modes in plover().items()}
    for row in book.tables.get(PLOVER_TABLE, ()) if book else ():
        types.setdefault(row["type"], set()).update({row["mode"]} - {""})
    return types, quads() | (book.quads if book else {})
