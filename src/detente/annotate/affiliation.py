"""Whose people are: persons of no known state are of the one that their body or home town names.

"Jane Doe of the Nairobi Institute said", "John Roe, of the Herat provincial council, ...", "the BBC's Jane Roe": the
owner before the name, or the phrase with ``of``, ``from``, ``at`` or ``with`` right after it, leads to a state, a town
or a body. Whoever the text calls by that name elsewhere is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..records import Entity
from .facts import Facts, Mention

_UNKNOWN = frozenset({"actor.unknown_name", "actor.title", "actor.bare", "coref.last_name"})
_PREPOSITIONS = frozenset({"of", "from", "at", "with"})
_BODIES = frozenset({"country", "capital", "adjective", "people", "organisation", "group", "seat", "body", "place"})
_SURE = 0.6


def affiliate(facts: Facts) -> None:
    """Give such persons their country, in every mention of them."""
    told: dict[str, str] = {}
    for mention in facts.mentions:
        if mention.kind == "person" and len(mention.entities) == 1 and _open(mention.entities[0]):
            country = next(_states(facts, mention), None)
            if country is not None:
                told.setdefault(mention.entities[0].name, country)
    if not told:
        return
    for mention in facts.mentions:
        mention.entities = tuple(
            replace(e, country=told[e.name], how="actor.affiliation", score=round(_SURE * e.score, 3))
            if e.name in told and _open(e) else e for e in mention.entities
        )  # fmt: skip


def _open(entity: Entity) -> bool:
    return not entity.country and not entity.id and entity.how in _UNKNOWN


def _states(facts: Facts, mention: Mention) -> Iterator[str]:
    """The states that the phrase after the name leads to, the nearest first."""
    tree = facts.tree
    before = mention.first - 1
    if before > 0 and tree.word[before] in ("'s", "’s") and (owner := facts.by_token.get(before - 1)) is not None:
        yield from (e.country for e in owner.entities if e.country and owner.kind in _BODIES)  # "Reuters's Jane Doe"
    after = mention.last + (mention.last < len(tree) and tree.word[mention.last] == ",")
    if after >= len(tree) or tree.lower[after] not in _PREPOSITIONS or tree.dep[after] != "prep":
        return
    if tree.head[after] not in range(mention.first, mention.last) and tree.lower[after] != "of":
        return
    phrase = [i for i in tree.subtree(after) if i > after]
    for i in phrase:
        if tree.is_verb(i):
            return
        found = facts.by_token.get(i)
        if found is not None and found is not mention and found.kind in _BODIES:
            yield from (e.country for e in found.entities if e.country)
        elif i in facts.places and facts.places[i].country:
            yield str(facts.places[i].country)
        elif tree.word[i][:1].isupper() and (named := facts.lexicon.names.get(tree.word[i])):
            yield from (n.id for n in named if n.kind == "country")  # a name inside that of a body
    known = {p.name: p.country for p in facts.places.values() if p.country}
    text = facts.span(phrase[0], phrase[-1] + 1).text if phrase else ""
    yield from (str(country) for name, country in known.items() if name in text)  # a town told elsewhere
