"""Known actors as entities, people with the office that they hold on a day."""

from __future__ import annotations

from datetime import date as Date

from ..lexicon.actors import Known
from ..records import Entity
from .facts import Facts

_CIVIL = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})


def entity_of(facts: Facts, known: Known, how: str) -> Entity:
    """A known actor as an entity, with the office held on the publication day."""
    if known.kind != "person":
        return Entity(known.name, known.country, known.sector, known.id, how=how)
    return person_on(facts, known, facts.published, how)


def person_on(facts: Facts, known: Known, day: Date | None, how: str) -> Entity:
    """A person of the lexicon as of ``day``: the office held then, and whom it makes the person act for."""
    known = facts.lexicon.on_day(known, day)
    term = facts.lexicon.office_on(known.id, day)
    country, sector = known.country, known.sector
    if term is not None:
        holder = facts.lexicon.known.get(term.of)
        if holder is not None and holder.kind != "country":
            country, sector = holder.country, holder.sector
        elif holder is not None:
            country, sector = term.of, "GOV" if term.office in _CIVIL else sector
    name = facts.names.get(known.id, known.name)
    return Entity(name, country, sector, known.id, term.office if term else "", how=how)
