"""How far places agree with gold: where they stand, their country, and how many kilometres lie between them.

Two ways to ask, as the field does: *end to end* on the places that we find ourselves, and *given the span*, where we
are told which words are a place, and have only to say which place it is. Right is what lies within 161 km (100 miles).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from statistics import median
from typing import Any

from .counts import Count, Share, paired
from .gold import Row
from .spans import shared_characters

EARTH_KM = 6371.0088  # mean radius (IUGG)
NEAR_KM = 161.0  # 100 miles: "accuracy at 161 km" of the field
COLUMNS = (
    "id", "verdict", "gold_start", "gold_end", "gold_text", "gold_lat", "gold_lon", "gold_country",
    "our_start", "our_end", "our_text", "our_lat", "our_lon", "our_country", "km",
    "given_lat", "given_lon", "given_country", "given_km",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placed:
    """A document: gold's spans, the places that we found, and what each span of gold is to us when asked (or none)."""

    gold: list[Row]
    ours: list[Row]
    given: list[Row | None]


@dataclass(frozen=True, slots=True)
class PlaceScores:
    """The agreement of many documents.

    ``found``: spans that overlap; ``near``: those that also lie within 161 km; ``country_found``: on spans that
    overlap and whose country gold tells; ``country_given`` and ``near_given``: over all spans of gold (whose country
    is told), given the span; ``near_resolved``: over those of them that got coordinates, ``median_km`` their median
    error, ``None`` where there are none.
    """

    documents: int
    found: Count
    near: Count
    country_found: Share
    country_given: Share
    near_given: Share
    near_resolved: Share
    median_km: float | None

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {
            "documents": self.documents,
            "found": self.found.to_json(),
            "found_within_161_km": self.near.to_json(),
            "country_on_found": self.country_found.to_json(),
            "given_the_span": {
                "country": self.country_given.to_json(),
                "within_161_km": self.near_given.to_json(),
                "within_161_km_on_resolved": self.near_resolved.to_json(),
                "median_km": None if self.median_km is None else round(self.median_km, 1),
            },
        }


def distance_km(a: Row, b: Row | None) -> float | None:
    """Kilometres along the great circle (haversine) between two rows with ``lat`` and ``lon``; ``None`` where one
    lacks them.
    """
    if b is None or a["lat"] is None or a["lon"] is None or b["lat"] is None or b["lon"] is None:
        return None
    north, south = radians(a["lat"]), radians(b["lat"])
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(b["lon"] - a["lon"]) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(half, 1.0)))


def score_places(documents: Sequence[Placed]) -> PlaceScores:
    """The agreement of the places of documents."""
    gold, ours = sum(len(d.gold) for d in documents), sum(len(d.ours) for d in documents)
    matched = [(d.gold[i], d.ours[j]) for d in documents for i, j in paired(d.gold, d.ours, _shared)]
    near = sum(len(paired(d.gold, d.ours, _near_and_shared)) for d in documents)
    asked = [(g, a) for d in documents for g, a in zip(d.gold, d.given, strict=True)]
    errors = [km for g, a in asked if (km := distance_km(g, a)) is not None]
    hits = sum(km <= NEAR_KM for km in errors)
    return PlaceScores(
        documents=len(documents),
        found=Count(gold, ours, len(matched)),
        near=Count(gold, ours, near),
        country_found=Share.over(g["country"] == o["country"] for g, o in matched if g.get("country")),
        country_given=Share.over(a is not None and g["country"] == a["country"] for g, a in asked if g.get("country")),
        near_given=Share(hits, len(asked)),
        near_resolved=Share(hits, len(errors)),
        median_km=median(errors) if errors else None,
    )


def place_differences(identity: str, document: Placed) -> list[list[Any]]:
    """What differs in one document, a row of ``COLUMNS`` each, in text order.

    The verdict is ``missed`` (gold alone), ``extra`` (ours alone), ``far`` (over 161 km), ``unplaced`` (without
    coordinates), ``country``, or ``given`` (right by luck of the text: given the span it is far, unplaced or unknown).
    """
    pairs = dict(paired(document.gold, document.ours, _near_and_shared))
    rest = [i for i in range(len(document.gold)) if i not in pairs]
    left = [j for j in range(len(document.ours)) if j not in pairs.values()]
    more = paired([document.gold[i] for i in rest], [document.ours[j] for j in left], _shared)
    pairs |= {rest[i]: left[j] for i, j in more}
    rows = []
    for i, (gold, given) in enumerate(zip(document.gold, document.given, strict=True)):
        ours = document.ours[pairs[i]] if i in pairs else None
        verdict = _verdict(gold, ours, given)
        if verdict:
            cells = [*_cells(gold, whole=True), *_cells(ours, whole=True), _told(distance_km(gold, ours))]
            cells += [*_cells(given, whole=False), _told(distance_km(gold, given))]
            rows.append((gold["start"], [identity, verdict, *cells]))
    used = set(pairs.values())
    extra = [o for j, o in enumerate(document.ours) if j not in used]
    rows += [(o["start"], [identity, "extra", *[""] * 6, *_cells(o, whole=True), *[""] * 5]) for o in extra]
    return [row for _, row in sorted(rows, key=lambda r: r[0])]


def _verdict(gold: Row, ours: Row | None, given: Row | None) -> str:
    if ours is None:
        return "missed"
    km = distance_km(gold, ours)
    if km is None:
        return "unplaced"
    if km > NEAR_KM:
        return "far"
    if gold.get("country") and gold["country"] != ours["country"]:
        return "country"
    alone = distance_km(gold, given)
    return "given" if alone is None or alone > NEAR_KM else ""


def _cells(place: Row | None, *, whole: bool) -> list[Any]:
    keys = (("start", "end", "text") if whole else ()) + ("lat", "lon", "country")
    return ["" if place is None or place.get(k) is None else place[k] for k in keys]


def _told(km: float | None) -> Any:
    return "" if km is None else round(km, 1)


def _shared(a: Row, b: Row) -> float:
    return max(shared_characters(a, b), 0)


def _near_and_shared(a: Row, b: Row) -> float:
    km = distance_km(a, b)
    return _shared(a, b) if km is not None and km <= NEAR_KM else 0
