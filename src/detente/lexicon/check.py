"""Checking all lexicon files: each by its schema, then against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from .gazetteer import NAMES, PLACES, Gazetteer, check_gazetteer, wrong_numbers
from .schemas import DATA, PREDICATE_TYPES, QUADS, RULE_FILES, SCHEMAS, SECTORS
from .table import Row, complaints, read_table

# Classes that are no list of words: actors that were found, their sectors, and words of other files.
_FOUND = frozenset({"weapon", "commodity", "country", "actor", "person", "event"} | {s.lower() for s in SECTORS})


def check_lexicon(root: Path = DATA) -> list[str]:
    """Everything wrong with the lexicon under ``root``, one ``file:line: what`` each; empty where all is right."""
    found = [c for name, schema in SCHEMAS.items() for c in complaints(root / name, schema)]
    listed = {str(root / name) for name in (*SCHEMAS, f"places/{PLACES}", f"places/{NAMES}")}
    found += [
        f"{p.parent.name}/{p.name}:1: no schema for this file"
        for p in sorted(root.rglob("*.tsv"))
        if str(p) not in listed
    ]
    return found or _references(root)


@dataclass(frozen=True, slots=True)
class Known:
    """What rows of the rule files may name.

    ``modes`` of each type (with ``""``, the type itself); ``classes`` of words; ``operators`` that words stand for
    (operators.tsv) and those that are ``composed`` (composition.tsv).
    """

    modes: dict[str, set[str]]
    classes: set[str]
    operators: set[str]
    composed: set[str]


def known_in(rows: Callable[[str], Iterable[Row]]) -> Known:
    """What may be named where ``rows`` gives the rows of each table."""
    modes: dict[str, set[str]] = {}
    for row in rows("ontology/plover.tsv"):
        modes.setdefault(row["type"], set()).add(row["mode"])
    return Known(
        modes,
        {r["class"] for r in rows("predicates/classes.tsv")} | _FOUND,
        {r["operator"] for r in rows("predicates/operators.tsv")},
        {r["operator"] for r in rows("predicates/composition.tsv")},
    )


def wrong_in(name: str, row: Row, known: Known) -> list[str]:
    """What a row of the table ``name`` names that is not there, one ``file:line: what`` each."""
    kind = name.removeprefix("predicates/").removesuffix(".tsv")
    found = []
    if "/" not in kind and kind not in RULE_FILES:
        if row["mode"] and row["mode"] not in known.modes.get(kind.upper(), ()):
            found.append(f"column 'mode': no such mode of {kind.upper()}: {row['mode']!r}")
        if not row["id"].startswith(kind + "."):
            found.append(f"id must begin with {kind + '.'!r}")
    if "pattern" in row.cells:
        parts = row["pattern"].replace("|", " ").replace(":", " ").replace("~", "").split()
        unknown = [p for p in parts if "@" in p and p.lstrip("<+>!@") not in known.classes]
        found += [f"no such class: {p!r}" for p in unknown]
    if kind == "composition":
        found += _composed_wrong(row, known)
    if kind == "operators" and row["operator"] not in known.composed:
        found.append(f"column 'operator': composition.tsv has no {row['operator']!r}")
    return [f"{row.at}: {what}" for what in found]


def _composed_wrong(row: Row, known: Known) -> list[str]:
    found = []
    if row["operator"] not in known.operators:
        found.append(f"column 'operator': operators.tsv has no {row['operator']!r}")
    type_, _, mode = row["on"].partition(".")
    if row["on"] not in {"*", *QUADS} and mode not in known.modes.get(type_, ()):
        found.append(f"column 'on': no such type, type.mode or quad class: {row['on']!r}")
    if row["type"] not in {"=", "-", *known.modes}:
        found.append(f"column 'type': no such type: {row['type']!r}")
    elif row["mode"] not in {"", "=", *known.modes.get(row["type"], ())}:
        found.append(f"column 'mode': no such mode of {row['type']}: {row['mode']!r}")
    return found


def _references(root: Path) -> list[str]:
    def rows(name: str) -> list[Row]:
        return read_table(root / name, SCHEMAS[name])

    countries = {r["id"] for r in rows("actors/countries.tsv")} | {"IGO", "NGO", "IMG"}
    organisations = {r["id"] for r in rows("actors/organisations.tsv")}
    groups = {r["id"] for r in rows("actors/groups.tsv")}
    people = {r["id"] for r in rows("actors/people.tsv")}
    offices = {r["office"] for r in rows("actors/agents.tsv")} - {""}
    found: list[str] = []

    def need(row: Row, column: str, known: set[str], what: str) -> None:
        if row[column] and row[column] not in known:
            found.append(f"{row.at}: column {column!r}: no such {what}: {row[column]!r}")

    for name in ("organisations", "groups", "people"):
        for row in rows(f"actors/{name}.tsv"):
            need(row, "country", countries, "country")
    for row in rows("actors/memberships.tsv"):
        need(row, "organisation", organisations, "organisation")
        need(row, "member", countries, "country")
    for row in rows("actors/offices.tsv"):
        need(row, "person", people, "person")
        need(row, "office", offices, "office in agents.tsv")
        need(row, "of", countries | organisations | groups, "country, organisation or group")
    known = known_in(rows)
    ruled = [
        *(f"predicates/{n}.tsv" for n in (*PREDICATE_TYPES, *RULE_FILES)),
        "statements/attitudes.tsv",
        "statements/blame.tsv",
        "statements/cue_nouns.tsv",
        "statements/cues.tsv",
    ]
    for name in (*ruled, "ties/relations.tsv"):
        found += [what for row in rows(name) for what in wrong_in(name, row, known)]
    wrong = check_gazetteer(root / "places", {r["id"] for r in rows("actors/countries.tsv")})
    gazetteer = None if wrong else Gazetteer(root / "places")
    for row in rows("places/abbreviations.tsv") if gazetteer else ():
        if gazetteer and gazetteer.get(row["id"]) is None:
            wrong.append(f"{row.at}: column 'id': no such place: {row['id']!r}")
    found += wrong
    for row in rows("places/cities.tsv"):
        need(row, "country", countries, "country")
        found += [f"{row.at}: {what}" for what in wrong_numbers(row["lat"], row["lon"], row["population"])]
    return found + _cameo_wrong(rows, known)


def _cameo_wrong(rows: Callable[[str], Iterable[Row]], known: Known) -> list[str]:
    """CAMEO codes that stand for another PLOVER type than the row that gives them, and types without a code."""
    found: list[str] = []
    types: dict[str, set[str]] = {}
    for row in rows("ontology/cameo.tsv"):
        types[row["code"]] = {row["type"], row["also"]}
        if row["mode"] and row["mode"] not in known.modes.get(row["type"], ()):
            found.append(f"{row.at}: column 'mode': no such mode of {row['type'] or 'no type'}: {row['mode']!r}")

    def fits(row: Row, type_: str) -> None:
        if row["cameo"] and type_ in known.modes and type_ not in types[row["cameo"]]:
            of = " or ".join(sorted(types[row["cameo"]] - {""})) or "no type"
            found.append(f"{row.at}: column 'cameo': {row['cameo']} is a code of {of}, not of {type_}")

    for kind in PREDICATE_TYPES:
        for row in rows(f"predicates/{kind}.tsv"):
            fits(row, kind.upper())
    last: dict[str, Row] = {}
    for row in rows("ontology/plover_to_cameo.tsv"):
        last[row["type"]] = row
        fits(row, row["type"])
        modes = known.modes.get(row["type"], set())
        found += [
            f"{row.at}: column 'mode': no such mode of {row['type']}: {m!r}" for m in row.many("mode") if m not in modes
        ]
        unknown = [o for o in row.many("operator") if o not in known.operators]
        found += [f"{row.at}: column 'operator': operators.tsv has no {o!r}" for o in unknown]
    for type_ in sorted({*known.modes, *QUADS}):
        if type_ not in last or any(last[type_][c] for c in ("mode", "operator", "from", "contexts")):
            at = last[type_].at if type_ in last else "ontology/plover_to_cameo.tsv:1"
            found.append(f"{at}: the last row of {type_} must fit any act: fill no more than type and cameo")
    return found
