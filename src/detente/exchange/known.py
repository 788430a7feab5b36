"""What other people's codes and names are here: countries, sectors, groups, codes of CAMEO.

The tables are ``lexicon/data/exchange/*.tsv``; names of actors are those of the lexicon.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..lexicon.actors import Known, load_actors
from ..lexicon.cameo import ActCode, act_codes, implied_codes
from ..lexicon.schemas import DATA, SCHEMAS, plover
from ..lexicon.table import Row, read_table

BEYOND = frozenset({"IGO", "NGO", "IMG"})  # what is beyond one state


@cache
def table(name: str) -> list[Row]:
    """The rows of a file of the lexicon (``exchange/acled.tsv``)."""
    return read_table(DATA / name, SCHEMAS[name])


@cache
def _codes(kind: str) -> dict[str, str]:
    column = {"fips": "fips", "gw": "gw", "cow": "cow"}.get(kind)
    own = {r[column]: r["id"] for r in table("actors/countries.tsv") if r[column]} if column else {}
    return own | {r["code"]: r["country"] for r in table("exchange/country_codes.tsv") if r["kind"] == kind}


def country_coded(kind: str, code: str) -> str | None:
    """The alpha-3 code of a country by another code: ``fips``, ``iso`` (a number), ``gw`` or ``cow``."""
    return _codes(kind).get(code.lstrip("0") or "0" if kind == "iso" else code)


@cache
def country_named(name: str) -> str | None:
    """The alpha-3 code of a country by its name, or by that code itself; ``None`` where it is not known."""
    if name in _names_of_codes() or name in BEYOND:
        return name
    if (found := _codes("name").get(name)) is not None:
        return found
    countries = {n.id for n in load_actors().names.get(name) if n.kind == "country"}
    return countries.pop() if len(countries) == 1 else None


def country_name(code: str | None) -> str:
    """The usual English name of a country; empty for what is none."""
    return _names_of_codes().get(code or "", "")


@cache
def _names_of_codes() -> dict[str, str]:
    return {r["id"]: r["name"] for r in table("actors/countries.tsv")}


@cache
def country_code(kind: str, country: str | None) -> str:
    """A country's code of another kind (a column of countries.tsv: ``fips``, ``cow``, ``cameo``); empty for none."""
    row = next((r for r in table("actors/countries.tsv") if r["id"] == country), None)
    return row[kind] if row is not None else ""


@cache
def actor_named(name: str) -> Known | None:
    """The country, organisation, group or person of the lexicon that exactly this name stands for, if it is one."""
    lexicon = load_actors()
    kinds = ("country", "organisation", "group", "person")
    ids = list(dict.fromkeys(n.id for n in lexicon.names.get(name) if n.kind in kinds))
    return lexicon.known.get(ids[0]) if len(ids) == 1 else None


def actor_known(identity: str) -> Known | None:
    """The actor of the lexicon with that id."""
    return load_actors().known.get(identity)


@cache
def groups() -> dict[str, str]:
    """Ids of groups that CAMEO's actor codes name, by their three letters."""
    return {r["code"]: r["id"] for r in table("exchange/known_groups.tsv")}


@cache
def group_codes() -> dict[str, str]:
    """The three letters by the id."""
    return {id_: code for code, id_ in reversed(groups().items())}


@cache
def sector_names(column: str) -> dict[str, str]:
    """What PLOVER's sectors are called in ``cameo`` or ``icews``; those with no name there are left out."""
    return {r["sector"]: r[column] for r in table("exchange/sectors.tsv") if r[column]}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code of CAMEO is here; ``type`` is empty for statements (01), which PLOVER does not code."""

    code: ActCode
    type: str
    mode: str | None
    contexts: tuple[str, ...]


@cache
def meaning_of(code: str) -> Meaning | None:
    """Type, mode and contexts of a code of an act; ``None`` where CAMEO has none such."""
    found = act_codes().get(code)
    if found is None:
        return None
    contexts = {r["code"]: tuple(r.many("contexts")) for r in table("exchange/cameo_contexts.tsv")}
    return Meaning(found, found.types[0] if found.types else "", found.mode or None, contexts.get(code, ()))


@cache
def code_for(type_: str, mode: str | None, contexts: tuple[str, ...]) -> str:
    """The code of CAMEO that type, mode and contexts imply."""
    return next(r.code for r in implied_codes()[type_] if r.fits(mode, contexts, "", ""))


def intensity_of(type_: str, mode: str | None) -> float | None:
    """PLOVER's score of conflict and cooperation: that of the mode, else of the type."""
    scores = plover().get(type_, {})
    found = scores.get(mode or "")
    return found if found is not None else scores.get("")
