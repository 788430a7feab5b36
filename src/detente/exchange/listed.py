"""Export with several on a side in one row: PLOVER as JSON Lines, and POLECAT."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date
from datetime import timedelta
from functools import cache
from typing import Any

from ..lexicon.schemas import DATA, PLOVER
from ..lexicon.table import read_table
from .known import country_code, country_name, table
from .told import Numbers, Side, Told, place_names

_FEATURES = {"country": "PCL", "admin": "ADM", "city": "PPL"}  # GeoNames' classes of places, without the finer ones
_RESOLUTION = {"city": 4, "admin": 2, "country": 1}
_SIZES = {"killed": "dead", "wounded": "injured", "arrested": "arrested"}


@cache
def quads() -> dict[str, str]:
    """The quad class of each PLOVER type."""
    return {r["type"]: r["quad"] for r in read_table(DATA / "ontology" / "plover.tsv", PLOVER)}


def quad_of(type_: str) -> str:
    """The quad class of a type; empty for a type of a codebook of one's own."""
    return quads().get(type_, "")


def polecat(told: Told, day: Date, numbers: Numbers) -> Iterator[list[Any]]:
    """40 columns, with a header; what is not known is ``None``."""
    record, place = told.record, told.place
    city, province, _ = place_names(place)
    raw = (place.get("span") or {}).get("text")
    yield [
        numbers.of(told.key()), day.isoformat(), record["type"], record.get("mode"), record.get("intensity"),
        quad_of(record["type"]).upper(), "; ".join(record.get("contexts", ())), *_polecat(record.get("actors", ())),
        *_polecat(record.get("recipients", ())), place.get("name"), city, None, province, place.get("country"),
        place.get("lat"), place.get("lon"), place.get("geonameid"), raw, _FEATURES.get(place.get("grain") or ""),
        told.document.get("source"), told.published.isoformat() if told.published else None, None, None, None,
        told.document.get("language"), told.coder,
    ]  # fmt: skip


def _polecat(sides: Any) -> list[Any]:
    """Name, country, COW, primary sector, sectors, title, raw name, Wikipedia id of all on a side."""
    cells = [
        [s["name"] for s in sides], [s["country"] for s in sides],
        [country_code("cow", s["country"]) for s in sides], [s["sector"] for s in sides], [s["sector"] for s in sides],
        [s.get("office") for s in sides], [(s.get("span") or {}).get("text") for s in sides], [None for _ in sides],
    ]  # fmt: skip
    return ["; ".join(" ".join(str(v or "None").split()).replace(";", ",") for v in cell) for cell in cells]


def plover(told: Told, day: Date) -> dict[str, Any]:
    """One record of PLOVER: only keys with something to say."""
    record, document, date = told.record, told.document, told.record.get("date") or {}
    last = Date.fromisoformat(date["end"]) - timedelta(days=1) if date.get("end") else day
    sentence = record["sentence"]
    made = {
        "id": f"{record['document']}:{record['id']}", "date": day.isoformat(),
        "enddate": last.isoformat() if last > day else None, "has_event": True,
        "actor": [_entity(s) for s in record.get("actors", ())],
        "recipient": [_entity(s) for s in record.get("recipients", ())],
        "event": [record["type"]], "mode": [record["mode"]] if record.get("mode") else [],
        "context": list(record.get("contexts", ())), "quad_code": quad_of(record["type"]),
        "event_scale": record.get("intensity"), "event_text": record["evidence"]["text"],
        "event_loc": [_location(told)] if told.place else [], "size": _size(record.get("quantities", ())),
        "text": sentence["text"], "text_info": {"start": sentence["start"], "end": sentence["end"]},
        "cite_info": _filled({"title": document.get("title"), "source": document.get("source")}),
        "link": document.get("url"), "coder": told.coder, "comment": _comment(told),
    }  # fmt: skip
    return _filled(made, keep=("actor", "event"))


def _comment(told: Told) -> str:
    """What PLOVER's record has no key for, where it is not the plain case."""
    status = told.record.get("status")
    said = [f"status: {status}"] if status != "occurred" else []
    return "; ".join([*said, *(["background"] if told.record.get("background") else [])])


def _entity(side: Side) -> dict[str, Any]:
    code, sector = side["country"], side["sector"]
    wikidata = next((r["wikidata"] for r in table("actors/countries.tsv") if r["id"] == side["id"]), "")
    made = {"code": code, "sector": sector, "entity_text": side["name"], "identifier_id": wikidata,
            "identifier_text": country_name(side["id"]), "office": side.get("office")}  # fmt: skip
    return _filled(made)


def _location(told: Told) -> dict[str, Any]:
    place = told.place
    city, province, country = place_names(place)
    return _filled({
        "extracted_place": (place.get("span") or {}).get("text"), "resolved_place": place.get("name"),
        "geonameid": place.get("geonameid"), "lat": place.get("lat"), "lon": place.get("lon"), "city": city,
        "province": province, "country": country, "country_code": place.get("country"),
        "resolution": _RESOLUTION.get(place.get("grain") or ""),
    })  # fmt: skip


def _size(measures: Any) -> dict[str, Any]:
    """Dead, injured and arrested: the first number told of each (its low end where it has no one value)."""
    found: dict[str, Any] = {}
    for measure in measures:
        quantity = measure["quantity"]
        number = quantity["value"] if quantity["value"] is not None else quantity["low"]
        if measure["kind"] in _SIZES and number is not None:
            found.setdefault(_SIZES[measure["kind"]], number)
    return found


def _filled(made: dict[str, Any], keep: tuple[str, ...] = ()) -> dict[str, Any]:
    return {k: v for k, v in made.items() if k in keep or v not in (None, "", [], {})}
