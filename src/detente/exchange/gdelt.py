"""Import of GDELT 1.0 (57 columns, or 58 with the address) and 2.0 (61), which have no header."""

from __future__ import annotations

from ..lexicon.cameo import decode
from ..records import Entity, Place, Reason, Result
from .columns import GDELT1, GDELT2, plain
from .known import actor_known, actor_named, country_coded, groups, meaning_of
from .lines import Form, Row, Unfit
from .make import day_in, document_of, entity_of, host_of, moment_of, number_in, reason_of, result_of

_GRAINS = {"1": "country", "2": "admin", "3": "city", "4": "city", "5": "admin"}


def _result(row: Row, label: str) -> Result:
    code = row.get("eventcode")
    meaning = meaning_of(code)
    if meaning is None:
        raise Unfit(f"eventcode is no code of CAMEO: {code!r}")
    if not row.get("globaleventid").isdigit():
        raise Unfit(f"globaleventid is no number: {row.get('globaleventid')!r}")
    day, url = day_in(row, "sqldate"), row.get("sourceurl")
    published = day_in(row, "dateadded") or day
    document = document_of(row, label, (row.get("globaleventid"),), published, host_of(url), url)
    if day is None or not meaning.type:
        return result_of(row, document, "gdelt", None, f"{code} ({meaning.code.name}) is no event of PLOVER")
    told = number_in(row, "goldsteinscale", -10, 10)
    note = f"{code}: {meaning.code.name}"
    reasons: list[Reason] = [reason_of(row, field, "gdelt", "eventcode", note) for field in ("type", "cameo")]
    event = {
        "type": meaning.type, "mode": meaning.mode, "contexts": meaning.contexts, "cameo": code,
        "goldstein": meaning.code.goldstein if told is None else told, "evidence": row.span("eventcode"),
        "rule": "gdelt:eventcode", "actors": _side(row, "actor1"), "recipients": _side(row, "actor2"),
        "date": moment_of(row, "sqldate", day, "gdelt"), "place": _place(row),
        "reasons": [*reasons, reason_of(row, "goldstein", "gdelt", "goldsteinscale")],
    }  # fmt: skip
    return result_of(row, document, "gdelt", event)


def _side(row: Row, side: str) -> tuple[Entity, ...]:
    """Who stands on a side, by its code and its group; its name where it has one, else its code."""
    code, name = row.get(f"{side}code"), row.get(f"{side}name")
    column = f"{side}name" if name else f"{side}code"
    if not (code or name):
        return ()
    coded = decode(code) if code else None
    country = coded.country if coded else None
    sector = coded.sector if coded else "UNK"
    if coded is None and (told := row.get(f"{side}countrycode")) and (found := decode(told)) is not None:
        country = found.country
    group = actor_known(groups().get(row.get(f"{side}knowngroupcode"), ""))
    if group is not None:
        specific = sector if sector not in ("UNK", "IGO", "NGO", "REB") else group.sector
        return (entity_of(row, "gdelt", column, group.country, specific, group.id),)
    identity = ""
    if coded is not None and coded.is_state:
        known = actor_named(name.title()) if name else None
        identity = known.id if known is not None and known.id == country else ""
    return (entity_of(row, "gdelt", column, country, sector, identity),)


def _place(row: Row) -> Place | None:
    grain = _GRAINS.get(row.get("actiongeo_type"))
    if grain is None or not row.get("actiongeo_fullname"):
        return None
    parts = row.parts("actiongeo_fullname", ",")
    name, span = parts[0]
    country = country_coded("fips", row.get("actiongeo_countrycode"))
    north, east = number_in(row, "actiongeo_lat", -90, 90), number_in(row, "actiongeo_long", -180, 180)
    return Place(
        name, country, span, north if east is not None else None, east if north is not None else None, grain,
        "gdelt:actiongeo_fullname", admin1=parts[1][0] if len(parts) > 2 else "",
    )  # fmt: skip


FORM = Form(
    "gdelt",
    {len(GDELT1) - 1: plain(GDELT1[:-1]), len(GDELT1): plain(GDELT1), len(GDELT2): plain(GDELT2)},
    ("globaleventid", "sqldate", "eventcode"),
    _result,
    missing=frozenset({"", "\\N"}),  # NA is a code of FIPS
)
