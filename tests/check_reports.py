"""Checks what the coder makes of reports against the rows that a careful reader expects.

A report is ``NAME.txt``; beside it ``NAME.expected.toml`` holds the rows: ``[[event]]``, ``[[statement]]``, ``[[tie]]``
(one record at least must fit the row in every field it names) and ``[[no_event]]`` (no event's evidence may touch its
words). A field may hold a list of alternatives, and an entity (``IND``, ``GRP``, ``Rajnath Singh``) may be written with
alternatives parted by ``|``: three capitals are a country or a sector without one, anything else a piece of the name.
``words`` is an exact piece of the report. ``between`` holds actors and recipients together, where who leads is open.

    python tests/check_reports.py DIR       hits and misses of every report in DIR
"""

from __future__ import annotations

import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KINDS = {"event": "events", "no_event": "events", "statement": "statements", "tie": "ties"}
FIELDS = {
    "event": set("type mode actors recipients between date place status background words tellings".split()),
    "no_event": {"words"},
    "statement": {"speakers", "cue", "quote", "direct", "words"},
    "tie": {"kind", "from", "to", "items", "share", "hedge", "status", "words"},
}  # fmt: skip
REQUIRED = {"event": {"type", "words"}, "no_event": {"words"}, "statement": {"speakers"}, "tie": {"kind", "words"}}
SLACK = 0.01  # of a share: a third is 0.33 or 0.333


@dataclass(frozen=True)
class Row:
    """One expected row of a report: ``kind`` a key of ``KINDS``, ``number`` from 1, ``fields`` as written."""

    kind: str
    number: int
    fields: dict[str, Any] = field(hash=False)

    @property
    def label(self) -> str:
        """A short name: ``event3-CONSULT``, ``statement1-announced``."""
        told = next((self.fields[k] for k in ("type", "cue", "kind") if k in self.fields), "")
        return f"{self.kind}{self.number}-{one(told)}".rstrip("-").replace(" ", "_")


@dataclass(frozen=True)
class Report:
    """A report, its day of publication as expected (ISO) and its expected rows."""

    name: str
    text: str
    date: str
    rows: tuple[Row, ...]


def read_report(path: Path) -> Report:
    """The report of a ``.txt`` file and its rows; ``ValueError`` where a row could never be met as it is written."""
    expected = path.with_suffix(".expected.toml")
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    told = tomllib.loads(expected.read_text(encoding="utf-8"))
    if unknown := set(told) - set(KINDS) - {"date"}:
        raise ValueError(f"{expected.name}: unknown {sorted(unknown)}")
    rows = [Row(kind, n, f) for kind in KINDS for n, f in enumerate(told.get(kind, []), 1)]
    for row in rows:
        at = f"{expected.name}: {row.label}"
        if wrong := (set(row.fields) - FIELDS[row.kind]) | (REQUIRED[row.kind] - set(row.fields)):
            raise ValueError(f"{at}: unknown or missing {sorted(wrong)}")
        for words in pieces(row):
            if words not in text:
                raise ValueError(f"{at}: not in the report: {words!r}")
    if not rows:
        raise ValueError(f"{expected.name}: expects nothing")
    return Report(path.stem, text, told["date"], tuple(rows))


def read_reports(folder: Path) -> list[Report]:
    """All reports of a folder that have expected rows, by name."""
    return [read_report(p) for p in sorted(folder.glob("*.txt")) if p.with_suffix(".expected.toml").is_file()]


def report_of(gold: dict[str, Any], name: str) -> Report:
    """The report of one line in the codebook's form: sides by country (or sector, where they have none)."""
    rows: list[Row] = []
    for n, e in enumerate(gold["events"], 1):
        f = {"type": e["type"], "status": e["status"], "words": e["evidence"], "background": e["background"]}
        if e["type"] == "AGREE":
            f["between"] = sides(e["actors"] + e["recipients"])
        else:
            f |= {"actors": sides(e["actors"]), "recipients": sides(e["recipients"])}
        f |= {k: e[k] for k in ("mode", "date") if e[k]}
        f |= {"place": e["place"]["name"]} if e["place"] else {}
        rows.append(Row("event", n, f))
    for n, s in enumerate(gold["statements"], 1):
        f = {"speakers": sides(listed(s["speaker"])), "cue": s["cue"], "direct": s["direct"]}
        rows.append(Row("statement", n, f | ({"quote": s["quote"]} if s["quote"] else {})))
    for n, t in enumerate(gold["ties"], 1):
        f = {"kind": t["kind"], "from": sides([t["from"]])[0], "to": sides([t["to"]])[0], "status": t["status"]}
        f |= {"items": t["items"], "words": t["evidence"]}
        f |= {k: t[k] for k in ("share", "hedge") if t[k] is not None}
        rows.append(Row("tie", n, f))
    return Report(name, gold["text"], gold["date"], tuple(rows))


def sides(entities: list[dict[str, Any]]) -> list[str]:
    return [e["country"] or e["sector"] for e in entities]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def one(value: Any) -> Any:
    return listed(value)[0] if listed(value) else ""


def pieces(row: Row) -> Iterator[str]:
    """The pieces of the report that a row names."""
    yield from (row.fields[k] for k in ("words", "quote") if k in row.fields)
    yield from row.fields.get("tellings", [])
    yield from (i for i in row.fields.get("items", []))


# ------------------------------------------------------------------------------------------------- one row, one record


def is_entity(wanted: str, entity: dict[str, Any]) -> bool:
    """True where an entity is one of the alternatives of ``IND``, ``GRP|NGO``, ``Rajnath Singh``."""
    return any(_is(w, entity) for w in wanted.split("|"))


def _is(wanted: str, entity: dict[str, Any]) -> bool:
    if re.fullmatch("[A-Z]{3}", wanted):
        return wanted == entity["country"] or (entity["country"] in {None, "NGO"} and wanted == entity["sector"])
    return folded(wanted) in folded(entity["name"])


def folded(name: str) -> str:
    """A name without case and accents: the lexicon may spell better than the report."""
    apart = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("Ł", "L"))
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def are_entities(wanted: list[str], entities: list[dict[str, Any]]) -> bool:
    """True where each that is wanted is there and nobody else."""
    return all(any(is_entity(w, e) for e in entities) for w in wanted) and all(
        any(is_entity(w, e) for w in wanted) for e in entities
    )


def names(entities: list[dict[str, Any]]) -> str:
    return "[" + ", ".join(f"{e['name']}/{e['country']}/{e['sector']}" for e in entities) + "]"


def bare(words: str | None) -> str | None:
    """Quoted words without the comma or stop that print puts inside the marks."""
    return words.rstrip(",.") if words else None


def touches(text: str, words: str, spans: list[list[int]]) -> bool:
    """True where one of the spans shares a character with some occurrence of the words."""
    return any(m.start() < end and start < m.end() for m in re.finditer(re.escape(words), text) for start, end in spans)


def differences(row: Row, record: dict[str, Any], text: str) -> list[str]:
    """What keeps a record from being what a row expects; empty where it is."""
    told = {"event": _event, "statement": _statement, "tie": _tie}[row.kind](row.fields, record, text)
    return [f"{name} {has}, expected {wanted}" for name, fits, has, wanted in told if not fits]


Check = tuple[str, bool, Any, Any]  # field, whether it fits, what it is, what it should be


def _plain(wanted: dict[str, Any], record: dict[str, Any], *fields: str) -> Iterator[Check]:
    for name in fields:
        if name in wanted:
            yield name, record[name] in listed(wanted[name]), record[name], wanted[name]


def _event(wanted: dict[str, Any], record: dict[str, Any], text: str) -> Iterator[Check]:
    spans = record["detente"]["spans"]
    tellings = [spans["evidence"], *spans["tellings"]]
    for words in (wanted["words"], *wanted.get("tellings", [])):
        yield "evidence", touches(text, words, tellings), repr(record["evidence"]), repr(words)
    yield from _plain(wanted, record, "type", "mode", "status", "background")
    if "between" in wanted:
        both = record["actors"] + record["recipients"]
        yield "sides", are_entities(wanted["between"], both), names(both), wanted["between"]
    for side in ("actors", "recipients"):
        if side in wanted:
            yield side, are_entities(wanted[side], record[side]), names(record[side]), wanted[side]
    if "date" in wanted:
        yield "date", record["date"] == wanted["date"], record["date"], wanted["date"]
    if "place" in wanted:
        place = record["place"]["name"] if record["place"] else None
        yield "place", place in listed(wanted["place"]), place, wanted["place"]


def _statement(wanted: dict[str, Any], record: dict[str, Any], _text: str) -> Iterator[Check]:
    if "words" in wanted:
        yield "content", wanted["words"] in record["content"], repr(record["content"]), repr(wanted["words"])
    if "quote" in wanted:
        yield "quote", bare(record["quote"]) == bare(wanted["quote"]), repr(record["quote"]), repr(wanted["quote"])
    speakers = listed(record["speaker"])
    yield "speakers", are_entities(wanted["speakers"], speakers), names(speakers), wanted["speakers"]
    yield from _plain(wanted, record, "cue", "direct")


def _tie(wanted: dict[str, Any], record: dict[str, Any], text: str) -> Iterator[Check]:
    evidence = record["detente"]["spans"]["evidence"]
    yield "evidence", touches(text, wanted["words"], [evidence]), repr(record["evidence"]), repr(wanted["words"])
    yield from _plain(wanted, record, "kind", "status", "hedge")
    for side in ("from", "to"):
        if side in wanted:
            yield side, is_entity(wanted[side], record[side]), names([record[side]]), wanted[side]
    if "items" in wanted:
        fits = all(any(w.casefold() in i.casefold() for i in record["items"]) for w in wanted["items"])
        yield "items", fits, record["items"], wanted["items"]
    if "share" in wanted:
        share = record["share"]
        yield "share", share is not None and abs(share - wanted["share"]) <= SLACK, share, wanted["share"]


# ------------------------------------------------------------------------------------------------------------ reports


def why_missed(row: Row, document: dict[str, Any]) -> str:
    """What a document (codebook form with ``detente``) has nearest to a row; empty where it has the row."""
    text, records = document["text"], document[KINDS[row.kind]]
    if row.kind == "no_event":
        found = [e for e in records if touches(text, row.fields["words"], [e["detente"]["spans"]["evidence"]])]
        return "; ".join(f"an event: {e['type']} {e['evidence']!r}" for e in found)
    tried = [differences(row, record, text) for record in records]
    if not tried:
        return "no such record at all"
    lead = "content" if row.kind == "statement" else "evidence"
    best = min(tried, key=lambda d: (any(x.startswith((lead, "quote")) for x in d), len(d)))
    if best and best[0].startswith((lead, "quote")):
        return f"nothing there ({row.fields.get('words') or row.fields.get('quote')!r})"
    return "; ".join(best)


def unexpected(report: Report, document: dict[str, Any]) -> list[str]:
    """The records that no row expects (they may be right)."""
    found = []
    for kind, key in (("event", "events"), ("statement", "statements"), ("tie", "ties")):
        rows = [r for r in report.rows if r.kind == kind]
        for record in document[key]:
            if not any(not differences(r, record, document["text"]) for r in rows):
                told = record.get("type") or record.get("kind") or record["cue"]
                found.append(f"{kind} {told}: {record.get('evidence') or record['content']!r}")
    return found


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(arguments: list[str]) -> int:
    """Prints the hits and misses of a folder; 1 where something was missed, 2 where there is nothing to check."""
    if len(arguments) != 1:
        sys.stderr.write(__doc__ or "")
        return 2
    from detente import Coder
    from detente.records.flat import to_document

    reports = read_reports(Path(arguments[0]))
    coder, hits, rows = Coder(), 0, 0
    for report in reports:
        document = to_document(coder.code(report.text))
        missed = [(row, why) for row in report.rows if (why := why_missed(row, document))]
        hits, rows = hits + len(report.rows) - len(missed), rows + len(report.rows)
        say(f"{report.name}: {len(report.rows) - len(missed)} of {len(report.rows)}")
        for row, why in missed:
            say(f"  miss  {row.label}: {why}")
        for record in unexpected(report, document):
            say(f"  also  {record}")
    say(f"{hits} of {rows} rows in {len(reports)} reports")
    return 0 if reports and hits == rows else 1 if reports else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
