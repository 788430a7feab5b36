"""Actor codes of CAMEO ("INDGOV", "PSEREB", "IGOUNO") as country and sector.

A code is made of pieces of three letters: whose (a state, a region, or what is beyond one state), then what (roles),
then which (a group of its own, "ALQ"). ``ontology/cameo_agents.tsv`` says what a piece becomes here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .schemas import DATA, SCHEMAS
from .table import read_table

_KEEP = frozenset({"IGO", "IMG"})  # what stands first decides the sector, whatever role follows


@dataclass(frozen=True, slots=True)
class Coded:
    """``country`` as an ``Entity`` has it, ``sector``; ``is_state``: the state itself; ``note``: what was not known."""

    country: str | None
    sector: str
    is_state: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Pieces:
    countries: dict[str, str]
    first: dict[str, tuple[str | None, str]]
    roles: dict[str, str]
    religions: dict[str, str]


@cache
def _pieces(root: Path = DATA) -> _Pieces:
    rows = read_table(root / "ontology" / "cameo_agents.tsv", SCHEMAS["ontology/cameo_agents.tsv"])
    of = {kind: [r for r in rows if r["kind"] == kind] for kind in ("country", "region", "religion", "role", "world")}
    countries = {r["code"]: r["country"] for r in of["country"]}
    for row in read_table(root / "actors" / "countries.tsv", SCHEMAS["actors/countries.tsv"]):
        countries[row["id"]] = row["id"]
        if row["cameo"]:
            countries[row["cameo"]] = row["id"]
    return _Pieces(
        countries,
        {r["code"]: (r["country"] or None, r["sector"]) for r in [*of["region"], *of["world"]]},
        {r["code"]: r["sector"] for r in of["role"]},
        {r["code"]: r["sector"] for r in of["religion"]},
    )


@cache
def decode(code: str) -> Coded | None:
    """Country and sector of a code; ``None`` where its first piece is not known. Also the roles of agents ("~COP").

    >>> decode("INDGOV")
    Coded(country='IND', sector='GOV', is_state=False, note='')
    >>> decode("IND").is_state, decode("IGOUNO").country, decode("~MIL").sector, decode("QQQGOV")
    (True, 'IGO', 'MIL', None)
    """
    known = _pieces()
    text = code.lstrip("~").upper()
    pieces = [text[i : i + 3] for i in range(0, len(text), 3)]
    if not pieces or not pieces[0]:
        return None
    head, rest = pieces[0], pieces[1:]
    if head in known.first:
        country, sector = known.first[head]
    elif head in known.countries:
        country, sector = known.countries[head], ""
    elif head in known.roles or head in known.religions:
        country, sector, rest = None, "", pieces
    else:
        return None
    if head in _KEEP:
        return Coded(country, sector)
    found = [known.roles[p] for p in rest if p in known.roles] or [
        known.religions[p] for p in rest if p in known.religions
    ]
    if found:
        return Coded(country, found[0])
    if sector:
        return Coded(country, sector)
    if not rest:
        return Coded(country, "GOV", is_state=True)
    return Coded(country, "UNK", note=f"no role is known in {code!r}: the sector is UNK")
