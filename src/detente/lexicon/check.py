"""Checking all lexicon files: each by its schema, then against each other."""

from __future__ import annotations

from pathlib import Path

from .schemas import DATA, PREDICATE_TYPES, SCHEMAS, plover
from .table import Row, complaints, read_table


def check_lexicon(root: Path = DATA) -> list[str]:
    """Everything wrong with the lexicon under ``root``, one ``file:line: what`` each; empty where all is right."""
    found = [c for name, schema in SCHEMAS.items() for c in complaints(root / name, schema)]
    listed = {str(root / name) for name in SCHEMAS}
    found += [
        f"{p.parent.name}/{p.name}:1: no schema for this file"
        for p in sorted(root.rglob("*.tsv"))
        if str(p) not in listed
    ]
    return found or _references(root)


def _references(root: Path) -> list[str]:
    def rows(name: str) -> list[Row]:
        return read_table(root / name, SCHEMAS[name])

    countries = {r["id"] for r in rows("actors/countries.tsv")} | {"IGO", "NGO", "IMG"}
    organisations = {r["id"] for r in rows("actors/organisations.tsv")}
    groups = {r["id"] for r in rows("actors/groups.tsv")}
    people = {r["id"] for r in rows("actors/people.tsv")}
    offices = {r["office"] for r in rows("actors/agents.tsv")} - {""}
    classes = {r["class"] for r in rows("predicates/classes.tsv")} | {
        "weapon",
        "commodity",
        "country",
        "actor",
        "person",
        "event",
    }
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
    for kind in PREDICATE_TYPES:
        modes = set(plover().get(kind.upper(), {}))
        for row in rows(f"predicates/{kind}.tsv"):
            need(row, "mode", modes, f"mode of {kind.upper()}")
            if not row["id"].startswith(kind + "."):
                found.append(f"{row.at}: id must begin with {kind + '.'!r}")
    for name in SCHEMAS:
        if "pattern" in SCHEMAS[name].columns:
            for row in rows(name):
                parts = row["pattern"].replace("|", " ").replace(":", " ").replace("~", "").split()
                unknown = [p for p in parts if "@" in p and p.lstrip("+>!@") not in classes]
                found += [f"{row.at}: no such class: {p!r}" for p in unknown]
    return found
