"""Export as rows of CAMEO: PETRARCH2, Phoenix, ICEWS, GDELT 1.0 and 2.0 with its mentions.

An act with several on a side is a row for each pair. Phoenix has one code a side, too, so that it gets the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date
from typing import Any

from ..lexicon.cameo import act_codes
from .columns import GDELT1, GDELT2, GDELT2_MENTIONS
from .known import BEYOND, country_code, country_name, sector_names
from .make import host_of
from .told import ActorCode, Numbers, Side, Told, actor_code, is_state, place_names

Cells = list[Any]
_PHOENIX_QUADS = {**dict.fromkeys(("01", "02"), 0), **dict.fromkeys(("03", "04", "05"), 1),
                  **dict.fromkeys(("06", "07", "08"), 2), **dict.fromkeys(("09", "10", "11", "12", "13", "16"), 3),
                  **dict.fromkeys(("14", "15", "17", "18", "19", "20"), 4)}  # fmt: skip
_BEYOND_ICEWS = {
    "IGO": "International Government Organization", "NGO": "Nongovernmental Organization (International)",
    "IMG": "International Insurgents",
}  # fmt: skip


def petrarch2(told: Told, day: Date, _: Numbers) -> Iterator[Cells]:
    """Eight columns; who is not told is ``---``, a role without a country begins with it."""
    where = f"{told.record['document']}_{told.record['sentence']['start']}"
    for _key, actor, recipient in told.pairs():
        yield [
            f"{day:%Y%m%d}", _petrarch(actor), _petrarch(recipient), told.record["cameo"], "", where,
            told.document.get("url"), told.document.get("source"),
        ]  # fmt: skip


def _petrarch(side: Side | None) -> str:
    code = actor_code(side)
    return code.full if code.root else f"---{code.full}"


def phoenix(told: Told, day: Date, numbers: Numbers) -> Iterator[Cells]:
    """26 columns; ``EventID`` is a number and the version of the coder."""
    code, place = told.record["cameo"], told.place
    city, province, country = place_names(place)
    version = next((w.strip(",") for w in told.coder.split() if w[:1].isdigit()), "0")
    for key, actor, recipient in told.pairs():
        yield [
            f"{numbers.of(told.key(key))}_{version}", f"{day:%Y%m%d}", day.year, day.month, day.day,
            *_phoenix(actor), *_phoenix(recipient), code, code[:2], _PHOENIX_QUADS[code[:2]],
            told.record.get("goldstein"), "", place.get("lat"), place.get("lon"), city, province, country,
            f"{told.record['document']}_{told.record['sentence']['start']}", told.document.get("url"),
            told.document.get("source"),
        ]  # fmt: skip


def _phoenix(side: Side | None) -> Cells:
    code = actor_code(side)
    return [code.full if code.root or not code.full else f"---{code.full}", code.root, code.agent, code.group]


def icews(told: Told, day: Date, numbers: Numbers) -> Iterator[Cells]:
    """20 columns, with a header; what is not known is ``NA``."""
    code, place = told.record["cameo"], told.place
    city, province, country = place_names(place)
    story = numbers.of(told.record["document"])
    for key, actor, recipient in told.pairs():
        yield [
            numbers.of(told.key(key)), day.isoformat(), *_icews(actor), act_codes()[code].name, code,
            told.record.get("goldstein"), *_icews(recipient), story, None, told.document.get("source"), city, None,
            province, country, place.get("lat"), place.get("lon"),
        ]  # fmt: skip


def _icews(side: Side | None) -> Cells:
    if side is None:
        return [None, None, None]
    names = [] if is_state(side) else [sector_names("icews").get(side["sector"], "")]
    names.append(_BEYOND_ICEWS.get(side["country"] or "", ""))
    sectors = ",".join(dict.fromkeys(n for n in names if n))
    return [side["name"], sectors or None, country_name(side["country"]) or None]


def gdelt1(told: Told, day: Date, numbers: Numbers) -> Iterator[Cells]:
    """58 columns. What only GDELT counts (root events, tone, places of actors) stays empty."""
    yield from ([row[c] for c in GDELT1] for row in _gdelt(told, day, numbers, "%Y%m%d"))


def gdelt2(told: Told, day: Date, numbers: Numbers) -> Iterator[Cells]:
    """61 columns; the hour of ``DATEADDED`` is not known and 000000."""
    yield from ([row.get(c) for c in GDELT2] for row in _gdelt(told, day, numbers, "%Y%m%d000000"))


def _gdelt(told: Told, day: Date, numbers: Numbers, added: str) -> Iterator[dict[str, Any]]:
    code = told.record["cameo"]
    fixed = {
        "SQLDATE": f"{day:%Y%m%d}", "MonthYear": f"{day:%Y%m}", "Year": day.year,
        "FractionDate": f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}",
        "EventCode": code, "EventBaseCode": code[:3], "EventRootCode": code[:2], "QuadClass": quad_class(code),
        "GoldsteinScale": told.record.get("goldstein"), "NumMentions": len(told.record.get("tellings") or "x"),
        "NumSources": 1, "NumArticles": 1, "DATEADDED": (told.published or day).strftime(added),
        "SOURCEURL": told.document.get("url"), **_geo(told),
    }  # fmt: skip
    for key, actor, recipient in told.pairs():
        sides = {**_gdelt_side("Actor1", actor), **_gdelt_side("Actor2", recipient)}
        row = {"GLOBALEVENTID": numbers.of(told.key(key)), **sides, **fixed}
        yield {**dict.fromkeys(GDELT2), **row}


def quad_class(code: str) -> int:
    """GDELT's class of a code: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


def _gdelt_side(which: str, side: Side | None) -> dict[str, Any]:
    code: ActorCode = actor_code(side)
    state = code.root if code.root and code.root not in (*BEYOND, "MUL") else ""
    kind = code.agent or (code.root if code.root in BEYOND else "")
    return {
        f"{which}Code": code.full, f"{which}Name": str(side["name"]).upper() if side else "",
        f"{which}CountryCode": state, f"{which}KnownGroupCode": code.group, f"{which}Type1Code": kind,
    }  # fmt: skip


def _geo(told: Told) -> dict[str, Any]:
    """Where it was. Types: 1 a country, 2 a state of the USA, 3 a town of the USA, 4 any other town, 5 any other
    division; 0 where no place is told.
    """
    place = told.place
    none = {f"{where}_Type": 0 for where in ("Actor1Geo", "Actor2Geo", "ActionGeo")}
    if not place:
        return none
    city, province, country = place_names(place)
    usa, fips = place.get("country") == "USA", country_code("fips", place.get("country"))
    grain = place.get("grain")
    kind = 1 if grain == "country" else (2 if usa else 5) if grain == "admin" else (3 if usa else 4)
    names = [place.get("name")] if grain == "country" else [city, province, country]
    if grain not in ("country", "admin", "city"):
        names = [place.get("name"), country]
    return none | {
        "ActionGeo_Type": kind, "ActionGeo_FullName": ", ".join(n for n in names if n), "ActionGeo_CountryCode": fips,
        "ActionGeo_ADM1Code": fips if kind == 1 else "", "ActionGeo_Lat": place.get("lat"),
        "ActionGeo_Long": place.get("lon"), "ActionGeo_FeatureID": fips if kind == 1 else "",
    }  # fmt: skip


def mentions(told: Told, day: Date, numbers: Numbers) -> Iterator[Cells]:
    """16 columns of GDELT 2.0's mentions: a row for each telling of each row of its events."""
    added = (told.published or day).strftime("%Y%m%d000000")
    url, source = told.document.get("url") or "", told.document.get("source") or ""
    kind = 1 if url else 2
    for key, actor, recipient in told.pairs():
        for span in told.record.get("tellings") or [told.record["evidence"]]:
            row: dict[str, Any] = dict.fromkeys(GDELT2_MENTIONS)
            row |= {
                "GLOBALEVENTID": numbers.of(told.key(key)), "EventTimeDate": day.strftime("%Y%m%d000000"),
                "MentionTimeDate": added, "MentionType": kind, "MentionSourceName": host_of(url) or source,
                "MentionIdentifier": url or told.record["document"], "Actor1CharOffset": _offset(actor),
                "Actor2CharOffset": _offset(recipient), "ActionCharOffset": span["start"], "InRawText": 1,
                "Confidence": max(10, round(float(told.record.get("score", 1.0)) * 10) * 10),
                "MentionDocLen": told.document.get("characters"),
            }  # fmt: skip
            yield [row[c] for c in GDELT2_MENTIONS]


def _offset(side: Side | None) -> int:
    """Where a side stands in the text; -1 where it does not, as there."""
    span = side.get("span") if side else None
    return int(span["start"]) if span else -1
