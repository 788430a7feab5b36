"""Import of ACLED: the columns since 2019, and those of 2016."""

from __future__ import annotations

from functools import cache

from ..lexicon.cameo import act_codes
from ..lexicon.table import Row as Line
from ..records import Entity, Moment, Place, Result
from .columns import ACLED
from .known import actor_named, country_coded, country_named, table
from .lines import Form, Row, Unfit
from .make import (
    day_in,
    document_of,
    entity_of,
    measure_of,
    moment_of,
    number_in,
    place_of,
    reason_of,
    result_of,
)

_GRAINS = {"1": "day", "2": "week", "3": "month"}  # of time_precision
_PLACES = {"location": "city", "admin3": "admin", "admin2": "admin", "admin1": "admin", "country": "country"}


def _result(row: Row, label: str) -> Result:
    event, sub = row.get("event_type"), row.get("sub_event_type")
    rows = _types()
    told = rows.get((event.lower(), sub.lower())) or rows.get((event.lower(), ""))
    if told is None:
        raise Unfit(f"event_type is unknown: {event!r}")
    day = day_in(row, "event_date")
    key = (row.get("event_id_cnty"), row.get("data_id"))
    if not any(key):
        raise Unfit("no event_id_cnty, and no data_id")
    document = document_of(row, label, key, day, row.get("source"))
    if not told["type"]:
        return result_of(row, document, "acled", None, f"{sub or event}: {told['note']}")
    evidence = row.span("notes") or row.span("event_type")
    column = "sub_event_type" if sub else "event_type"
    made = {
        "type": told["type"], "mode": told["mode"] or None, "cameo": told["cameo"],
        "goldstein": act_codes()[told["cameo"]].goldstein, "evidence": evidence, "predicate": row.span(column),
        "rule": f"acled:{column}", "actors": _side(row, "1"), "recipients": _side(row, "2"),
        "date": _moment(row), "place": _place(row), "quantities": measure_of(row, "fatalities", "killed"),
        "reasons": [reason_of(row, f, "acled", column, told["note"]) for f in ("type", "mode", "cameo")],
    }  # fmt: skip
    if "riot" in row.get("actor1").lower() and (told["event"], told["sub"]) == ("Riots/Protests", ""):
        made |= {"mode": "riot", "cameo": "145", "goldstein": act_codes()["145"].goldstein}
    return result_of(row, document, "acled", made)


@cache
def _types() -> dict[tuple[str, str], Line]:
    return {(r["event"].lower(), r["sub"].lower()): r for r in table("exchange/acled.tsv")}


@cache
def _sectors(kind: str) -> dict[str, str]:
    return {r["words"]: r["sector"] for r in table("exchange/acled_actors.tsv") if r["kind"] == kind}


def _moment(row: Row) -> Moment | None:
    day = day_in(row, "event_date")
    return moment_of(row, "event_date", day, "acled", _GRAINS.get(row.get("time_precision"), "day")) if day else None


def _country(row: Row) -> str | None:
    name, number, gleditsch = row.get("country"), row.get("iso"), row.get("gwno")
    return (
        (country_named(name) if name else None)
        or (country_coded("iso", number) if number.isdigit() else None)
        or (country_coded("gw", gleditsch) if gleditsch else None)
    )


def _place(row: Row) -> Place | None:
    precision = number_in(row, "geo_precision")
    wide = _PLACES if precision is None or precision < 3 else {"admin1": "admin", **_PLACES}
    return place_of(row, "acled", wide, _country(row), "latitude", "longitude")


def _side(row: Row, number: str) -> tuple[Entity, ...]:
    column = f"actor{number}"
    name = row.get(column)
    if not name:
        return ()
    begins, inter = _sectors("begins"), _sectors("inter")
    words = next((w for w in sorted(begins, key=len, reverse=True) if name.startswith(w)), "")
    sector = begins.get(words, "")
    country = _country_in(name.removeprefix(words))
    known = None
    if not sector:
        pieces = [name, name.split(" (", maxsplit=1)[0], *name.split(" (", maxsplit=1)[0].split(": ")]
        pieces += [piece.split(" - ", maxsplit=1)[0] for piece in pieces]
        known = next((k for p in pieces if (k := actor_named(p.strip())) is not None and k.kind != "country"), None)
    if known is not None:  # a force of an organisation keeps its own country: "AMISOM (...) (Ethiopia)"
        return (entity_of(row, "acled", column, known.country, known.sector, known.id),)
    sector = sector or inter.get(row.get(f"inter{number}"), "UNK")
    return (entity_of(row, "acled", column, country, sector),)


def _country_in(name: str) -> str | None:
    """The country that a name ends with or has in brackets: "Kenya (2013-)", "(Zambia)", "Libya (2016-) Special"."""
    pieces = [p.strip(" )") for p in name.split("(")]
    return next((c for p in reversed(pieces) if p and (c := country_named(p)) is not None), None)


FORM = Form(
    "acled",
    {len(ACLED): ACLED},
    ("event_date", "event_type", "actor1"),
    _result,
    delimiter=",",
    aliases={"ally_actor_1": "assoc_actor_1", "ally_actor_2": "assoc_actor_2"},
)
