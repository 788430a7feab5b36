"""The reasons of one record, laid out for people. Works on a record as ``detente code`` writes it to JSON Lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .screen import Screen, clean, shortened

if TYPE_CHECKING:
    from ..lexicon.rules import RuleLexicon

Json = dict[str, Any]

# What is marked in the sentence: field of the record, word that stands for it, colour.
_MARKS = {
    "event": {
        "actors": "green", "recipients": "magenta", "predicate": "bold cyan", "date": "blue", "place": "yellow",
        "says": "dim green",
    },
    "statement": {
        "speakers": "green", "addressees": "magenta", "cue": "bold cyan", "content": "yellow", "quote": "bold yellow",
        "venue": "blue",
    },
    "tie": {"source": "green", "target": "magenta", "items": "yellow", "quantity": "blue", "hedge": "cyan"},
}  # fmt: skip
_FIELDS = {
    "event": (
        "type", "cameo", "goldstein", "intensity", "actors", "recipients", "date", "place", "status", "background",
        "quantities", "contexts", "says", "hedge",
    ),
    "statement": ("speakers", "cue", "stance", "direct", "quote", "content", "addressees", "venue", "events"),
    "tie": ("kind", "source", "target", "items", "quantity", "share", "hedge", "since", "until", "status", "as_of"),
}  # fmt: skip
# A tie's reasons speak of CODING.md's from and to.
_TOLD_AS = {"source": "from", "target": "to"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the lexicon: where it stands, what it matches, what its editor noted, and the type that it gives."""

    at: str
    pattern: str
    note: str
    type: str
    operator: str = ""


_BOOK: list[Path] = []


def use_codebook(folder: Path | None) -> None:
    """Let reasons be explained by the rules of a user's codebook too (before the first is explained)."""
    _BOOK[:] = [folder] if folder is not None else []
    entries.cache_clear()


def _rules() -> RuleLexicon:
    from ..lexicon.rules import load_rules

    return load_rules(codebook=_BOOK[0] if _BOOK else None)


@cache
def entries() -> dict[str, Entry]:
    """The rows of predicates, operators, cues, relations and words of modality, by the id that reasons name."""
    rules = _rules()
    indexes = (rules.predicates, rules.light, rules.operators, rules.cues, rules.relations)
    found = {
        r.id: Entry(r.at, r.cell("pattern"), r.cell("note"), r.type, r.cell("operator"))
        for index in indexes
        for r in chain.from_iterable(index.values())
    }
    for row in rules.scopes.values():
        found[f"modality.{row['id']}"] = Entry(row.at, row["words"], row["note"], row["effect"])
    return found


@cache
def actor_rows() -> dict[str, str]:
    """Where the row of each known actor stands, by its id."""
    from ..lexicon.schemas import DATA, SCHEMAS
    from ..lexicon.table import read_table

    names = [f"actors/{n}.tsv" for n in ("people", "groups", "organisations", "countries")]
    return {row["id"]: row.at for name in names for row in read_table(DATA / name, SCHEMAS[name])}


def explained(record: Json, kin: Iterable[Json], screen: Screen) -> str:
    """The record's heading, its marked sentence, and each field with its value and reasons.

    ``kin`` are the other events of its story.
    """
    kind = record["record"]
    head = Text.assemble((clean(record["id"]), "bold cyan"), f"  {kind}  score {record.get('score', 0):g}")
    about = [
        record.get("published") or "no publication day",
        record.get("document"),
        record.get("title"),
        record.get("publisher"),
    ]
    under = Text("  ".join(clean(str(a)) for a in about if a), style="dim")
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(ratio=1, overflow="fold")
    for field in _FIELDS[kind]:
        table.add_row(_TOLD_AS.get(field, field), _cell(record, field))
    for name, text in _rest(record, kin):
        table.add_row(name, text)
    return screen.render(head, under, "", Padding(marked(record, screen), (0, 2)), "", table, "")


# --- the sentence ----------------------------------------------------------------------------------------------------


def marked(record: Json, screen: Screen) -> Text:
    """The sentence with its spans marked: by colour on a terminal and a legend, else ``[actors India]``."""
    sentence, kind = record["sentence"], record["record"]
    begin, text = sentence["start"], sentence["text"]
    marks = []
    for field, style in _MARKS[kind].items():
        for span in _spans_of(record.get(field)):
            first, last = span["start"] - begin, span["end"] - begin
            if 0 <= first < last <= len(text):
                marks.append((first, last, _TOLD_AS.get(field, field), style))
    marks = list(dict.fromkeys(marks))
    if screen.is_terminal:
        shown = Text(text)
        for first, last, _, style in marks:
            shown.stylize(style, first, last)
        legend = Text("\n")
        for name, style in dict.fromkeys((name, style) for _, _, name, style in marks):
            legend.append(f"{name}  ", style=style)
        return Text("".join(c if c.isprintable() else " " for c in text), spans=shown.spans) + legend
    return Text(_bracketed(text, marks))


def _bracketed(text: str, marks: list[tuple[int, int, str, str]]) -> str:
    """``[label words]`` for each mark; marks inside marks are nested."""
    opening: dict[int, list[tuple[int, str]]] = {}
    closing: dict[int, int] = {}
    for first, last, name, _ in marks:
        opening.setdefault(first, []).append((-last, name))
        closing[last] = closing.get(last, 0) + 1
    pieces: list[str] = []
    for i in range(len(text) + 1):
        pieces.append("]" * closing.get(i, 0))
        pieces += [f"[{name} " for _, name in sorted(opening.get(i, []))]
        pieces.append(text[i : i + 1])
    return clean("".join(pieces))


def _spans_of(value: Any) -> list[Json]:
    """The spans of a field: a span itself, what has one, or a list of such."""
    if isinstance(value, list):
        return [s for v in value for s in _spans_of(v)]
    if not isinstance(value, dict):
        return []
    if {"start", "end", "text"} <= value.keys():
        return [value]
    return _spans_of(value.get("span"))


# --- fields and their reasons ----------------------------------------------------------------------------------------


def _cell(record: Json, field: str) -> Group:
    reasons = [r for r in record.get("reasons", []) if r["field"] == _TOLD_AS.get(field, field)]
    steps = _steps(record, reasons) if field == "type" else {}
    lines = [line for n, r in enumerate(reasons) for line in _reason(record, field, r, steps.get(n, ""))]
    return Group(Text(_value(record, field)), *_indented(lines))


def _indented(lines: Iterable[str]) -> list[Padding]:
    """Dim lines; what is too long for one goes on below its own beginning."""
    return [Padding(Text(t.lstrip(), style="dim"), (0, 0, 0, 2 + len(t) - len(t.lstrip()))) for t in lines]


def _rule_of(reason: Json) -> str:
    """The id that the lexicon knows: the reason of a type names the row and the operators above it, joined by ``+``."""
    rule: str = reason["rule"]
    return rule if rule in entries() else rule.split("+", maxsplit=1)[0]


def _value(record: Json, field: str) -> str:
    value = record.get(field)
    if field == "type":
        mode = f", mode {record['mode']}" if record.get("mode") else ", no mode"
        return f"{value}{mode}{', CAMEO ' + record['cameo'] if record.get('cameo') else ''}"
    if value is None or value in ("", []):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_short(v) for v in value)
    return _short(value)


def _short(value: Any) -> str:
    if not isinstance(value, dict):
        return clean(str(value))
    if "sector" in value:
        office = f", {value['office']}" if value.get("office") else ""
        return clean(f"{value['name']} ({value['country'] or 'no country'} {value['sector']}{office})")
    if "quantity" in value:
        whose = f" ({value['whose']})" if value.get("whose") else ""
        return clean(f"{value['kind']}: {value['quantity']['span']['text']} {value['what']}".rstrip() + whose)
    if "grain" in value and "value" in value:
        until = f", {value['start']} to before {value['end']}" if value.get("start") and value["grain"] != "day" else ""
        return clean(f"{value['value']}{until}")
    if "name" in value:
        where = f" {value['lat']:g}, {value['lon']:g}" if value.get("lat") is not None else ""
        return clean(f"{value['name']} ({value['country'] or 'no country'}){where}")
    return f"“{clean(value.get('text', ''))}”"


def _reason(record: Json, field: str, reason: Json, step: str) -> list[str]:
    """Rule with its place in the lexicon, words, note and score of one reason."""
    entry = entries().get(_rule_of(reason))
    line = f"by {_rule_of(reason)}"
    if entry is not None:
        line += f"  {entry.at}  {entry.pattern}"
    note = reason.get("note", "")
    if field in ("actors", "recipients", "speakers", "addressees", "source", "target"):
        note, line = "", f"{clean(note)}: {line}{_actor_row(record, field, note)}"
    elif entry is not None and (note in (entry.at, "operator") or note.endswith(entry.at)):
        note = ""
    words = ", ".join(map(_at, reason.get("spans", [])))
    rest = [words, clean(note), f"score {reason['score']:g}" if reason.get("score", 1.0) != 1.0 else ""]
    lines = [line, "  " + "; ".join(r for r in rest if r)] if any(rest) else [line]
    if entry is not None and entry.note:
        lines.append(f"  note of the row: {clean(entry.note)}")
    return [*lines, f"  {step}"] if step else lines


def _actor_row(record: Json, field: str, name: str) -> str:
    """Where the actor's own row stands, if it has one."""
    value = record.get(field) or []
    for entity in value if isinstance(value, list) else [value]:
        if entity["name"] == name and (at := actor_rows().get(entity.get("id") or "")):
            return f"  {at}"
    return ""


def _steps(record: Json, reasons: list[Json]) -> dict[int, str]:
    """What each reason of the type did to it: the row's own type, then what each operator made of it."""
    rules, steps = _rules(), dict[int, str]()
    current = ""
    for number, reason in enumerate(reasons):
        entry = entries().get(_rule_of(reason))
        if number == 0:
            current = entry.type if entry is not None else ""
            steps[number] = f"gives {current}" if current else ""
            continue
        operator = entry.operator if entry is not None else "plan" if reason["rule"] == "tense.future" else ""
        row = rules.compose(operator, current) if operator and current else None
        if operator == "say":
            current, steps[number] = record["type"], f"told by another: {current} becomes {record['type']}"
        elif row is not None:
            same = row.type == "="
            told = f"{current} stays" if same else f"{current} becomes {row.type}{f' {row.mode}' if row.mode else ''}"
            steps[number] = f"operator {operator}: {told}{f', {row.status}' if row.status else ''}  {row.at}"
            current = current if same else row.type
    return steps


def _rest(record: Json, kin: Iterable[Json]) -> list[tuple[str, RenderableType]]:
    """Evidence, tellings and story."""
    rows: list[tuple[str, RenderableType]] = []
    if evidence := record.get("evidence"):
        rows.append(("evidence", Text(_at(evidence))))
    if tellings := [t for t in record.get("tellings", []) if t != record.get("evidence")]:
        notes = [r for r in record.get("reasons", []) if r["field"] == "tellings"]
        why = [f"by {r['rule']}: {clean(r.get('note', ''))}" for r in notes]
        rows.append(("told again", Group(Text("\n".join(map(_at, tellings))), *_indented(why))))
    if story := record.get("story"):
        others = [f"{r['id']}  {r['type']}  “{shortened(r['evidence']['text'], 70)}”" for r in kin]
        rows.append(("story", Group(Text(f"{story}{'' if others else '  (no other event)'}"), *_indented(others))))
    return rows


def _at(span: Json) -> str:
    return f"“{clean(span['text'])}” at {span['start']}"
