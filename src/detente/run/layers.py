"""What the annotators find in a text, as plain rows: who, when, where, how much, who said what.

Every row has ``start`` and ``end`` (``start <= i < end``) and the ``text`` between them; ``None`` is what is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..annotate.facts import Facts, Mention
from ..annotate.places import place_of
from ..annotate.referring import is_subject
from ..lexicon.rules import RuleLexicon
from ..records import Moment, Quantity, Span

if TYPE_CHECKING:
    from ..coding.attributions import Attribution

LAYERS = ("actors", "dates", "places", "quantities", "quotes")

Row = dict[str, Any]


def actor_rows(facts: Facts) -> list[Row]:
    """One row for each mention and each entity that it stands for; mentions that stand for nobody known are left out.

    A place that only tells where is no actor, a capital or state in a phrase of place is one with a low score.
    """
    rows = []
    for mention in facts.mentions:
        if not mention.entities or (mention.kind == "place" and not is_subject(facts.tree, mention)):
            continue
        span = facts.span(mention.first, mention.last)
        rows += [
            _at(span)
            | {
                "entity": e.id or None,
                "name": e.name,
                "country": e.country,
                "sector": e.sector,
                "office": e.office or None,
                "how": e.how or mention.how,
                "score": round(min(e.score, mention.score), 3),
            }
            for e in mention.entities
        ]
    return rows


def date_rows(moments: list[Moment]) -> list[Row]:
    """Time expressions; ``date_start <= day < date_end``."""
    return [
        _at(m.span)
        | {
            "type": m.kind,
            "value": m.value,
            "date_start": m.start.isoformat() if m.start else None,
            "date_end": m.end.isoformat() if m.end else None,
            "grain": m.grain,
        }
        for m in moments
        if m.span is not None
    ]


def place_rows(facts: Facts) -> list[Row]:
    """Places: names in phrases of place, names of the gazetteer and of states in any role. A capital or a seat that
    acts ("Washington said") is a government, no place; nor is what is part of another name.
    """
    named = {m.head: place_of(facts, m) for m in facts.mentions if _is_place(facts, m)}
    rows = [
        _at(place.span)
        | {
            "name": place.name,
            "lat": place.lat,
            "lon": place.lon,
            "geonameid": place.geonameid,
            "country": place.country,
            "admin1": place.admin1 or None,
            "grain": place.grain,
            "score": place.score,
            "runner_up": place.runner_up,
        }
        for place in (named | facts.places).values()
        if place.span is not None
    ]
    return sorted(rows, key=lambda r: (r["start"], r["end"]))


def _is_place(facts: Facts, mention: Mention) -> bool:
    if mention.kind == "place":
        return bool(mention.place)
    if mention.kind == "country":
        return True
    return mention.kind == "capital" and not is_subject(facts.tree, mention) and facts.tree.dep[mention.head] != "poss"


def quantity_rows(quantities: list[Quantity]) -> list[Row]:
    """Numbers, ranges, shares and sums."""
    return [
        _at(q.span) | {"value": q.value, "low": q.low, "high": q.high, "unit": q.unit or None, "hedge": q.hedge or None}
        for q in quantities
    ]


def quote_rows(facts: Facts, rules: RuleLexicon) -> list[Row]:
    """Attributions: where the source, the reporting word and the content stand, each as a list of [start, end]."""
    from ..coding.attributions import find_attributions

    return _attributed(find_attributions(facts, rules))


def plain_quote_rows(facts: Facts, rules: RuleLexicon) -> list[Row]:
    """The same by the plain way that ``detente evaluate quotes`` prints beside ours."""
    from ..coding.nearest import nearest_attributions

    return _attributed(nearest_attributions(facts, rules))


def _attributed(found: Sequence[Attribution]) -> list[Row]:
    return [{"source": _places(a.source), "cue": _places([a.cue]), "content": _places(a.content)} for a in found]


def _places(spans: Sequence[Span]) -> list[list[int]]:
    return [[start, end] for start, end in sorted({(s.start, s.end) for s in spans})]


def _at(span: Span | None) -> Row:
    return {"start": span.start, "end": span.end, "text": span.text} if span else {}
