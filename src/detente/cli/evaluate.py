"""``detente evaluate``: how far what is coded agrees with what people coded."""

from __future__ import annotations

import csv
import io
import json
import sys
import zlib
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date as Date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..config import Config
from ..errors import ConfigError, ReadError
from ..records import Document, Reject
from ..run.local import code_inputs
from ..run.progress import Bar, Tally, say
from ..run.registry import codebook_of
from ..run.write import Output
from . import figures
from .code import ModelName, OwnActors, OwnCodebook, Quiet, Settings, make_coder, with_own
from .screen import clean
from .table import quads

if TYPE_CHECKING:
    from ..evaluate.events import Coded
    from ..evaluate.gold import Row, Types
    from ..run.relations import Answer, Relation

evaluate = typer.Typer(no_args_is_help=True, help="Compare what is coded with what people coded.")

ERROR_COLUMNS = ("uid", "gold", "ours", "type", "mode", "status", "score", "rule", "source", "target", "sentence")


class Form(StrEnum):
    """Forms of the figures."""

    table = "table"
    json = "json"


_Form = Annotated[Form, typer.Option("--format", "-f", help="How to print the figures.")]
_Half = Annotated[
    int | None,
    typer.Option(
        "--half", min=0, max=1, show_default=False,
        help="Only what falls into this half by the SHA-256 of its id: tune on one half, report the other.",
    ),
]  # fmt: skip


@evaluate.command()
def events(
    gold: Annotated[
        str, typer.Argument(metavar="GOLD.jsonl", help="Coded documents, one a line; - for standard input.")
    ],
    half: _Half = None,
    errors: Annotated[
        Path | None,
        typer.Option(metavar="FILE.html", show_default=False, help="A page with gold and ours beside each other."),
    ] = None,
    form: _Form = Form.table,
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
    from ..evaluate.page import page
    from ..evaluate.pairs import pairs_of

    settings = with_own(Config.load(config), actors, codebook)
    types, classes = _ontology(settings)
    rows, refused = _gold_documents(gold, half, types, settings.max_chars)
    with ExitStack() as opened:
        out = _output(errors, gold, opened)
        documents, failed = _code(rows, settings, model, quiet)
        scores = score_documents(documents, classes)
        about = f"{len(rows):,} {'document' if len(rows) == 1 else 'documents'} of {gold}{_of_half(half)}"
        if out is not None:
            out.write(page(about, documents, figures.sums(scores)).encode("utf-8", "backslashreplace"))
            out.commit()
    if form is Form.table:
        typer.echo(figures.events_table(clean(about), scores), nl=False)
    else:
        pairs = [p.to_json(g["id"]) for g, o in documents for p in pairs_of(g, o) if p.verdict != "right"]
        _json(gold, half, [*refused, *failed], {**scores.to_json(), "pairs": pairs})
    raise typer.Exit(1 if refused or failed else 0)


@evaluate.command()
def relations(
    file: Annotated[Path, typer.Argument(metavar="FILE.tsv", help="Sentences with two actors and their root.")],
    half: _Half = None,
    errors: Annotated[
        Path | None, typer.Option(metavar="FILE.tsv", show_default=False, help="A table of the wrong answers.")
    ] = None,
    always: Annotated[bool, typer.Option("--always", help="The likeliest type in place of NONE.")] = False,
    older: Annotated[
        bool, typer.Option("--older", help="Answer in types of the earlier PLOVER, as field data have them: YIELD.")
    ] = False,
    form: _Form = Form.table,
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
        out = _output(errors, str(file), opened)
        answers, failed = _relate(rows, settings, quiet, always=always, older=older, model=model)
        wanted, given = [r.root for r in rows], [a.type if a and a.type else "NONE" for a in answers]
        scores = score_relations(wanted, given, classes)
        if out is not None:
            out.write(_wrong(rows, answers, wanted, given).encode("utf-8", "backslashreplace"))
            out.commit()
    if form is Form.table:
        about = f"{len(rows):,} {'pair' if len(rows) == 1 else 'pairs'} of {file}{_of_half(half)}"
        typer.echo(figures.relations_table(clean(about), scores), nl=False)
    else:
        _json(str(file), half, [*refused, *failed], {"pairs": len(rows), **scores.to_json()})
    raise typer.Exit(1 if refused or failed else 0)


# --- events ----------------------------------------------------------------------------------------------------------


def _gold_documents(path: str, half: int | None, types: Types, max_chars: int) -> tuple[list[Row], list[Reject]]:
    """The gold documents of a file, and what is none; the latter is told. Raises ``ReadError`` where none is left."""
    from ..evaluate.gold import MAX_LINE, read_gold
    from ..read.clean import bad_text
    from ..read.stream import decoded, lines, opened

    rows: list[Row] = []
    refused: list[Reject] = []
    try:
        stdin = sys.stdin.buffer if sys.stdin is not None else io.BytesIO()
        with opened(path, stdin) as stream, decoded(stream) as text:
            for item in read_gold(lines(text, MAX_LINE), path, types, half):
                if isinstance(item, Reject):
                    refused.append(item)
                elif why := bad_text(item["text"], 0, max_chars):
                    refused.append(Reject(f"{path}: {item['id']}", why))
                else:
                    rows.append(item)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    _tell(refused)
    if not rows:
        raise ReadError(f"{path}: no gold document to score{_of_half(half)}")
    return rows, refused


def _code(rows: Sequence[Row], config: Config, model: str | None, quiet: bool) -> tuple[list[Coded], list[Reject]]:
    """The gold documents with ours; one whose coding fails is told, and counts as coded without any record."""
    from ..records.flat import to_document

    tally = Tally(quads())
    refused: list[Reject] = []
    documents = [
        Document(
            row["text"], Date.fromisoformat(row["date"]) if row.get("date") else None, id=row["id"], origin=row["id"]
        )
        for row in rows
    ]
    bar = Bar(tally, quiet=quiet)
    coded: dict[str, Row] = {}
    try:
        coder = make_coder(config, model)
        bar.start(len(documents))
        tally.start()
        for result in code_inputs(coder, documents, refused.append):
            coded[result.document.id] = to_document(result)
            tally.add(result)
            bar.advance()
    finally:
        bar.stop()
    _tell(refused)
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
    _tell(refused)
    if not rows:
        raise ReadError(f"{file}: no pair with a gold root to score{_of_half(half)}")
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
    _tell(failed)
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


def _output(path: Path | None, gold: str, opened: ExitStack) -> Output | None:
    """Where the differences go, opened before the work begins. Raises ``ConfigError`` where that cannot be."""
    if path is None:
        return None
    if gold != "-" and path.exists() and path.samefile(gold):
        raise ConfigError(f"--errors {path} is the gold file: it would be overwritten")
    out = Output(path)
    opened.callback(out.discard)
    return out


def _tell(refused: Sequence[Reject]) -> None:
    for reject in refused:
        say(clean(f"{reject.origin}: {reject.reason}"))


def _of_half(half: int | None) -> str:
    return "" if half is None else f", half {half}"


def _json(gold: str, half: int | None, refused: Sequence[Reject], figures_: dict[str, Any]) -> None:
    told = [{"origin": r.origin, "reason": r.reason} for r in refused]
    typer.echo(json.dumps({"gold": gold, "half": half, **figures_, "refused": told}, ensure_ascii=False, indent=2))
