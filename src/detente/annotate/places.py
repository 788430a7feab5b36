"""Where: names in phrases of place.

A capital or a country after ``in``, ``at``, ``near`` is a place, elsewhere a government: "in New Delhi" against "New
Delhi said". Places come from ``places/cities.tsv`` and the country table; writes ``Facts.places`` by head token.
"""

from __future__ import annotations

from ..records import Place
from .facts import Facts, Mention
from .phrases import LOCATIVE, preposition_of

_GRAIN = {"city": "city", "capital": "city", "base": "city", "admin": "admin", "region": "region", "sea": "region"}


def find_places(facts: Facts) -> None:
    """Fill ``facts.places``; needs ``actors``."""
    tree = facts.tree
    for mention in facts.mentions:
        if mention.kind not in ("country", "capital", "place"):
            continue
        prep = preposition_of(tree, mention.head)
        if prep is None:
            continue
        local = tree.lower[prep] in LOCATIVE
        goal = tree.lower[prep] in ("to", "from", "on", "over", "toward", "towards", "against") and mention.kind == "place"
        if local or goal:
            facts.places[mention.head] = place_of(facts, mention)
            if local:
                mention.score = min(mention.score, 0.6)
    facts.done.add("places")


def place_of(facts: Facts, mention: Mention) -> Place:
    """The place that a mention names, with the country it lies in."""
    lexicon = facts.lexicon
    span = facts.span(mention.first, mention.last)
    code = mention.place
    if not code and mention.kind == "capital":
        code = next((n.id for n in lexicon.names.get(span.text) if n.kind == "place"), "")
    if code and mention.kind != "country":
        row = lexicon.cities[code]
        grain = _GRAIN.get(row["kind"], "city")
        country = row["country"] or None
        return Place(span.text, country, span, float(row["lat"]), float(row["lon"]), grain, "place.gazetteer", 0.9)
    country = mention.entities[0].country if mention.entities else None
    grain = "country" if mention.kind == "country" else "city"
    return Place(span.text, country, span, None, None, grain, f"place.{mention.kind}", 0.9)


