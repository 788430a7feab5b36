"""CAMEO: its codes of acts ("036"), and of actors ("INDGOV", "PSEREB", "IGOUNO") as country and sector.

``ontology/cameo.tsv`` has the codes of acts with Goldstein's scores, ``ontology/plover_to_cameo.tsv`` says which of
them type, mode and contexts imply. A code of an actor is made of pieces of three letters: whose (a state, a region, or
what is beyond one state), then what (roles), then which (a group of its own, "ALQ"); ``ontology/cameo_agents.tsv`` says
what a piece becomes here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .schemas import DATA, SCHEMAS
from .table import read_table


@dataclass(frozen=True, slots=True)
class ActCode:
    """A code of an act: its name, its score on Goldstein's scale (-10 to 10), and the PLOVER ``types`` that it may
    stand for, first the one whose ``mode`` is told (both empty for statements, 01, which PLOVER does not code).
    """

    code: str
    name: str
    goldstein: float
    types: tuple[str, ...]
    mode: str


@dataclass(frozen=True, slots=True)
class Implied:
    """A row of plover_to_cameo.tsv; what is empty fits anything."""

    id: str
    modes: tuple[str, ...]
    operators: tuple[str, ...]
    begins: tuple[str, ...]
    contexts: frozenset[str]
    code: str

    def fits(self, mode: str | None, contexts: Iterable[str], operator: str, before: str) -> bool:
        """Whether the row fits an act: ``operator`` is what made it, ``before`` the code that was there before."""
        return (
            (not self.modes or mode in self.modes)
            and (not self.operators or operator in self.operators)
            and (not self.begins or before.startswith(self.begins))
            and (not self.contexts or not self.contexts.isdisjoint(contexts))
        )


@cache
def act_codes(root: Path = DATA) -> dict[str, ActCode]:
    """All codes of acts."""
    rows = read_table(root / "ontology" / "cameo.tsv", SCHEMAS["ontology/cameo.tsv"])
    return {
        r["code"]: ActCode(
            r["code"], r["name"], float(r["goldstein"]), tuple(t for t in (r["type"], r["also"]) if t), r["mode"]
        )
        for r in rows
    }


@cache
def implied_codes(root: Path = DATA) -> dict[str, tuple[Implied, ...]]:
    """The rows of plover_to_cameo.tsv by type (or quad class, for types that a codebook adds), in their order."""
    found: dict[str, list[Implied]] = {}
    for r in read_table(root / "ontology" / "plover_to_cameo.tsv", SCHEMAS["ontology/plover_to_cameo.tsv"]):
        modes, operators, begins = (tuple(r.many(column)) for column in ("mode", "operator", "from"))
        row = Implied(r["id"], modes, operators, begins, frozenset(r.many("contexts")), r["cameo"])
        found.setdefault(r["type"], []).append(row)
    return {type_: tuple(rows) for type_, rows in found.items()}


# --- actors ----------------------------------------------------------------------------------------------------------

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
