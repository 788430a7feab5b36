"""Import of ICEWS: 20 columns, parted by tabs."""

from __future__ import annotations

from functools import cache

from ..lexicon.table import Row as Line
from ..records import Entity, Reason, Result
from .columns import ICEWS, plain
from .known import actor_named, country_named, meaning_of, table
from .lines import Form, Row, Unfit
from .make import day_in, document_of, entity_of, moment_of, number_in, place_of, reason_of, result_of

_PLACES = {"city": "city", "district": "admin", "province": "admin", "country": "country"}


def _result(row: Row, label: str) -> Result:
    day = day_in(row, "event_date")
    code = row.get("cameo_code")
    meaning = meaning_of(code)
    if meaning is None:
        raise Unfit(f"cameo_code is no code of CAMEO: {code!r}")
    key = (row.get("event_id"), day.isoformat() if day else "")
    document = document_of(row, label, key, day, row.get("publisher"))
    if day is None or not meaning.type:
        return result_of(row, document, "icews", None, f"{code} ({meaning.code.name}) is no event of PLOVER")
    told = number_in(row, "intensity", -10, 10)
    where = row.get("country")
    evidence = row.span("event_text") or row.span("cameo_code")
    event = {
        "type": meaning.type, "mode": meaning.mode, "contexts": meaning.contexts, "cameo": code,
        "goldstein": meaning.code.goldstein if told is None else told, "evidence": evidence,
        "predicate": row.span("cameo_code"), "rule": "icews:cameo_code",
        "actors": _side(row, "source"), "recipients": _side(row, "target"),
        "date": moment_of(row, "event_date", day, "icews"),
        "place": place_of(row, "icews", _PLACES, country_named(where) if where else None, "latitude", "longitude"),
        "reasons": _reasons(row, meaning.code.name),
    }  # fmt: skip
    return result_of(row, document, "icews", event)


def _reasons(row: Row, name: str) -> list[Reason]:
    code = row.get("cameo_code")
    found = [reason_of(row, field, "icews", "cameo_code", f"{code}: {name}") for field in ("type", "cameo")]
    return [*found, reason_of(row, "goldstein", "icews", "intensity" if row.get("intensity") else "cameo_code")]


def _side(row: Row, side: str) -> tuple[Entity, ...]:
    """Who stands on a side: none where neither a name nor a country is told."""
    column = f"{side}_name" if row.get(f"{side}_name") else f"{side}_country"
    name = row.get(column)
    if not name:
        return ()
    told = row.get(f"{side}_country")
    sector, beyond = sector_of(row.get(f"{side}_sectors"))
    country = (country_named(told) if told else None) or beyond
    bare = name.removesuffix(f"({told})").strip() if told else name
    known = actor_named(bare) or actor_named(name)
    if known is not None and country not in (None, known.country):
        known = None
    if known is not None:
        country, sector = country or known.country, sector or known.sector
    identity = known.id if known else ""
    if known is None and not sector and country is not None and country == country_named(name):
        identity, sector = country, "GOV"
    return (entity_of(row, "icews", column, country, sector or "UNK", identity),)


def sector_of(cell: str) -> tuple[str, str | None]:
    """The PLOVER sector of a cell with sectors of ICEWS, and what it says of the country; empty and ``None`` for none.

    >>> sector_of("Executive,Foreign Ministry,Government"), sector_of("Regional,Global Diplomatic IGOs")
    (('GOV', None), ('IGO', 'IGO'))
    """
    rows = _sectors() if cell else {}
    found = [rows[name] for piece in cell.split(",") if (name := piece.strip()) in rows]
    if not found:
        return "", None
    best = min(found, key=lambda r: r["rank"])
    return best["sector"], next((r["country"] for r in found if r["country"]), None)


@cache
def _sectors() -> dict[str, Line]:
    return {r["name"]: r for r in table("exchange/icews_sectors.tsv")}


FORM = Form(
    "icews",
    {len(ICEWS): plain(ICEWS)},
    ("event_id", "event_date", "cameo_code"),
    _result,
    aliases={"source_sector": "source_sectors", "target_sector": "target_sectors", "cameo": "cameo_code"},
)
