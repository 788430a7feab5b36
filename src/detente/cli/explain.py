"""``detente explain``: why a record says what it says, and why a sentence says nothing."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ..config import Config
from ..errors import ConfigError, ReadError, RecordNotFound
from ..records import Event, Reject, Result, Span, Tie
from .code import OwnActors, OwnCodebook, make_coder, read_items, with_own
from .job import day_of
from .screen import Screen, clean, stdout_screen
from .table import heading, summary_of

_NEAREST_AMONG = 5000  # ids that are compared with one that is not found


def explain(
    record_id: Annotated[
        str | None,
        typer.Argument(metavar="[RECORD_ID]", show_default=False, help="A record's id, or enough of its beginning."),
    ] = None,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...", show_default=False,
            help="Where to look: records as JSON Lines, or a folder with records.jsonl. [default: the last run's]",
        ),
    ] = None,
    doc: Annotated[
        str | None,
        typer.Option(
            "--doc", metavar="FILE", show_default=False,
            help="Code this file and explain it sentence by sentence; - for standard input.",
        ),
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", show_default=False, help="With --doc: its day of publication.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", show_default=False, help="With --doc: the spaCy model to parse with.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", show_default=False, help="With --doc: a settings file (TOML).")
    ] = None,
    actors: OwnActors = None,
    codebook: OwnCodebook = None,
) -> None:  # fmt: skip
    """Show why a record says what it says: its sentence with the words marked, and for each field its value, the rule
    (with the lexicon's file and line), the words that show it, and how sure that is.

    With --doc, a text sentence by sentence: what it gave, and where it gave nothing, why not.
    """
    if doc is not None:
        if record_id is not None:
            raise ConfigError("give a record's id, or --doc FILE, not both")
        settings = with_own(Config.load(config), actors, codebook)
        raise typer.Exit(explain_text(doc, day_of(date), settings, model))
    if record_id is None:
        raise ConfigError("give a record's id, or --doc FILE (see detente explain --help)")
    from .reasons import explained, use_codebook

    book = with_own(Config.load(config), actors, codebook).codebook
    use_codebook(Path(book) if book else None)
    places = list(files or last_run())
    record = find(record_id, places)
    typer.echo(explained(record, kin(record, places), stdout_screen()), nl=False)


def last_run() -> list[Path]:
    """Where the last run left its records."""
    from ..run.state import last_records

    last = last_records()
    if last is None:
        raise RecordNotFound("no run is remembered: say where the records lie (detente explain ID FILE)")
    return [last]


# --- looking a record up ---------------------------------------------------------------------------------------------


def lines_of(place: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file of records, with their numbers. Raises ``ReadError`` where it cannot be read."""
    path = place / "records.jsonl" if place.is_dir() else place
    if path.suffix.lower() in (".csv", ".parquet", ".pq"):
        raise ReadError(f"{path}: tables hold no reasons; look in a run's records.jsonl (detente code ... -o DIR)")
    try:
        with path.open(encoding="utf-8") as file:
            yield from enumerate(file, 1)
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def records_in(places: list[Path], holding: str = "") -> Iterator[dict[str, Any]]:
    """The records in some files whose line holds ``holding``; a line that is no record raises ``ReadError``."""
    for place in places:
        for number, line in lines_of(place):
            if holding not in line or not line.strip():
                continue
            try:
                record = json.loads(line)
            except ValueError as error:
                raise ReadError(f"{place}:{number}: not JSON: {error}") from error
            if not isinstance(record, dict) or "record" not in record or "id" not in record:
                raise ReadError(f"{place}:{number}: not a record (detente code --format jsonl writes them)")
            yield record


def find(record_id: str, places: list[Path]) -> dict[str, Any]:
    """The record with this id, or the only one whose id begins so. Raises ``RecordNotFound``."""
    wanted = record_id.strip()
    found: dict[str, dict[str, Any]] = {}
    if wanted:
        for record in records_in(places, wanted):
            if record["id"] == wanted:
                return record
            if record["id"].startswith(wanted):
                found[record["id"]] = record
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        some = ", ".join(sorted(found)[:5])
        raise RecordNotFound(f"{len(found)} records begin with {record_id!r}: {some}{' ...' if len(found) > 5 else ''}")
    where = ", ".join(map(str, places))
    raise RecordNotFound(f"no record {record_id!r} in {where}{_hint(wanted, places)}")


def _hint(wanted: str, places: list[Path]) -> str:
    if wanted.startswith("d-") or not wanted.startswith(("e-", "q-", "t-")):
        held = [r["id"] for r in records_in(places, wanted) if wanted and wanted in (r.get("document"), r.get("story"))]
        if held:
            some = f"{', '.join(held[:5])}{' ...' if len(held) > 5 else ''}"
            return f"; that is a document or a story, with the records {some}"
    ids = [record["id"] for record, _ in zip(records_in(places), range(_NEAREST_AMONG), strict=False)]
    near = difflib.get_close_matches(wanted, ids, 3, 0.6)
    return f"; nearest: {', '.join(near)}" if near else f"; it holds {len(ids):,} records" if ids else "; it holds none"


def kin(record: dict[str, Any], places: list[Path]) -> list[dict[str, Any]]:
    """The other events of the same story."""
    story = record.get("story")
    if not story:
        return []
    found = {r["id"]: r for r in records_in(places, story) if r.get("story") == story}
    return [r for i, r in found.items() if i != record["id"]]


# --- a text, sentence by sentence ------------------------------------------------------------------------------------


def explain_text(path: str, date: Any, config: Config, model: str | None) -> int:
    """Code a file and print what each sentence gave; the exit status."""
    from ..run.local import code_inputs
    from ..run.progress import say
    from ..run.registry import codebook_of
    from ..run.state import remember, remembered, state_folder

    refused: list[Reject] = []
    book = codebook_of(config)
    places = book.places if book else {}
    screen, sinks = stdout_screen(), remembered()
    try:
        items = read_items([path], config, date=date)
        for result in code_inputs(make_coder(config, model), items, refused.append):
            typer.echo(sentences(result, screen, places), nl=False)
            for sink in sinks:
                sink.write(result)
        for sink in sinks:
            sink.close()
    finally:
        for sink in sinks:
            sink.discard()
    folder = state_folder()
    if sinks and folder is not None:
        remember(folder / "last.jsonl", book.stamp if book else None)
    for reject in refused:
        say(f"{clean(reject.origin)}: {clean(reject.reason)}")
    return 1 if refused else 0


def sentences(result: Result, screen: Screen, places: Mapping[str, str] | None = None) -> str:
    """A document, sentence by sentence: its records with their ids, and why a sentence without any gave none.

    ``places`` say where rows of the user's own stand, by their ids.
    """
    items: list[RenderableType] = [heading(result.document)]
    items += [Text(f"note: {note}", style="yellow") for note in result.notes]
    for number, sentence in enumerate(result.sentences, 1):
        outer = _columns(4)
        outer.add_row(Text(str(number), style="bold"), clean(sentence.text))
        inner = _columns(14)
        for identity, text in _gave(result, sentence, places or {}):
            inner.add_row(identity, text)
        outer.add_row("", inner)
        items += ["", outer]
    if not result.sentences:
        items.append(Text("no sentence in it", style="yellow"))
    return screen.render(*items, "")


def _columns(first: int) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=first, no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    return table


def _gave(result: Result, sentence: Span, places: Mapping[str, str]) -> Iterator[tuple[Text, Text]]:
    """What a sentence gave: records, further tellings, what was not coded and why."""
    silent = True
    for record in result.records():
        if sentence.start <= record.sentence.start < sentence.end:
            silent = False
            kind, said = summary_of(record)
            yield Text(record.id, style="cyan"), Text.assemble((kind, "bold"), "  ", said)
        elif isinstance(record, Event | Tie):
            for told in (t for t in record.tellings if sentence.covers(t)):
                silent = False
                yield Text(record.id, style="dim cyan"), Text(f"told again: “{clean(told.text)}”", style="dim")
    for drop in result.drops:
        if sentence.start <= drop.sentence.start < sentence.end:
            silent = False
            word = f"“{clean(drop.predicate.text)}”" if drop.predicate else "the sentence"
            yield (
                Text("not coded", style="yellow"),
                Text(f"{word}: {drop.reason} ({drop.rule}{_row(drop.rule, places)})", style="yellow"),
            )
    if silent:
        yield (
            Text("nothing", style="yellow"),
            Text("no predicate that a rule knows, or none in a form that its rule asks for", style="yellow"),
        )


def _row(rule: str, places: Mapping[str, str]) -> str:
    """Where the row of a rule stands, if it is one."""
    from .reasons import entries

    own = rule.split("+", maxsplit=1)[0]
    entry = entries().get(own)
    at = places.get(own) or (entry.at if entry is not None else "")
    return f", {at}" if at else ""
