"""Import of POLECAT: 40 columns, parted by tabs; several in a cell are parted by ``;``."""

from __future__ import annotations

from ..lexicon.cameo import act_codes
from ..lexicon.schemas import SECTORS, contexts, plover
from ..records import Entity, Place, Result
from .columns import POLECAT, plain
from .known import actor_named, code_for, country_coded, country_named
from .lines import Form, Row, Unfit
from .make import day_in, document_of, moment_of, number_in, place_of, reason_of, result_of

_PLACES = {
    "placename": "city", "city": "city", "district": "admin", "province": "admin", "country": "country",
}  # fmt: skip


def _result(row: Row, label: str) -> Result:
    type_ = row.get("event_type").upper()
    if type_ not in plover():
        raise Unfit(f"event_type is no type of PLOVER: {row.get('event_type')!r}")
    day = day_in(row, "event_date")
    published = day_in(row, "publication_date") or day
    document = document_of(row, label, (row.get("event_id"),), published, row.get("source"))
    told = [m.lower() for m, _ in row.parts("event_mode")]
    mode = next((m for m in told if m and m in plover()[type_]), None)
    note = f"mode {row.get('event_mode')!r} is not PLOVER's" if any(told) and mode is None else ""
    listed = (c.lower().replace(" ", "_") for c, _ in row.parts("contexts"))
    shown = tuple(c for c in dict.fromkeys(listed) if c in contexts())
    code = code_for(type_, mode, shown)
    score = number_in(row, "intensity", -10, 10)
    event = {
        "type": type_, "mode": mode, "contexts": shown, "cameo": code, "goldstein": act_codes()[code].goldstein,
        "evidence": row.span("event_type"), "rule": "polecat:event_type",
        "actors": _side(row, "actor"), "recipients": _side(row, "recipient"),
        "date": moment_of(row, "event_date", day, "polecat") if day else None, "place": _place(row),
        "reasons": [
            reason_of(row, "type", "polecat", "event_type"), reason_of(row, "mode", "polecat", "event_mode"),
            reason_of(row, "contexts", "polecat", "contexts"),
            reason_of(row, "cameo", "polecat", "event_type", "the code that type, mode and contexts imply"),
        ],
    }  # fmt: skip
    if score is not None:
        event["intensity"] = score
        event["reasons"] = [*event["reasons"], reason_of(row, "intensity", "polecat", "intensity")]  # type: ignore[misc]
    return result_of(row, document, "polecat", event, note)


def _side(row: Row, side: str) -> tuple[Entity, ...]:
    """All who stand on a side. Country and sector are the ones at the same place of their lists; where these are of
    other lengths, only what holds for all.
    """
    column = f"{side}_name"
    if not any(name for name, _ in row.parts(column)):
        column = f"{side}_country"
    names = row.parts(column)
    countries = _aligned([c for c, _ in row.parts(f"{side}_country")], len(names))
    codes = _aligned([c for c, _ in row.parts(f"{side}_cow")], len(names))
    sectors = _aligned([s for s, _ in row.parts(f"primary_{side}_sector") or row.parts(f"{side}_sectors")], len(names))
    titles = _aligned([t for t, _ in row.parts(f"{side}_title")], len(names))
    found = list[Entity]()
    for (name, span), country, cow, sector, title in zip(names, countries, codes, sectors, titles, strict=True):
        if not name:
            continue
        code = (country_named(country) if country else None) or (country_coded("cow", cow) if cow else None)
        known = actor_named(name)
        if known is not None and code not in (None, known.country):
            known = None
        kind = sector.upper() if sector.upper() in SECTORS else known.sector if known else "UNK"
        where = code or (known.country if known else None)
        found.append(
            Entity(name, where, kind, known.id if known else "", title, span, f"polecat:{column}")
        )  # fmt: skip
    return tuple(found)


def _aligned(values: list[str], length: int) -> list[str]:
    if len(values) == length:
        return values
    return [values[0] if len(set(values)) == 1 else ""] * length


def _place(row: Row) -> Place | None:
    where = row.get("country")
    place = place_of(row, "polecat", _PLACES, country_named(where) if where else None, "latitude", "longitude")
    if place is None:
        return None
    number = row.get("geonames_id").removesuffix(".0")
    grain = _grain(row, place.grain)
    admin1 = "" if grain == "country" else row.get("province")
    return Place(
        place.name, place.country, place.span, place.lat, place.lon, grain, place.rule, admin1=admin1,
        geonameid=int(number) if number.isdigit() else None,
    )  # fmt: skip


def _grain(row: Row, grain: str) -> str:
    """How wide the place is, by its code of GeoNames (PCL: a country, ADM: a division)."""
    feature = row.get("feature_type").upper()
    return "country" if feature.startswith("PCL") else "admin" if feature.startswith("ADM") else grain


FORM = Form(
    "polecat",
    {len(POLECAT): plain(POLECAT), len(POLECAT) + 1: (*plain(POLECAT), "headline")},
    ("event_id", "event_type"),
    _result,
    aliases={"event_intensity": "intensity"},
)
