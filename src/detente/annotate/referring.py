"""What one pass of coreference over a text remembers, and the tests that its rules share."""

from __future__ import annotations

from collections import Counter

from ..records import Entity
from .facts import Facts, Mention
from .phrases import LOCATIVE, prep_objects, preposition_of
from .tree import Tree


class Pass:
    """The state of one pass: mentions so far, pairs spoken of, statements and who issued them."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.tree = facts, facts.tree
        self.past: list[Mention] = []
        self.pairs: list[tuple[str, tuple[Entity, ...]]] = []
        self.papers: list[Mention] = []
        self.unsigned: list[int] = []

    def give(self, mention: Mention, entities: tuple[Entity, ...], how: str) -> None:
        """Let ``mention`` stand for ``entities``, found by procedure ``how``."""
        mention.how = how
        mention.entities = tuple(self.facts.at(e, mention, how) for e in entities)

    def _remember(self, mention: Mention) -> None:
        tree = self.tree
        self.past.append(mention)
        joined = [m for c in tree.conjuncts(tree.first_conjunct(mention.head)) if (m := self.facts.by_head.get(c))]
        mention.joined = len(joined) > 1
        entities = tuple({e.key: e for m in joined if m.head <= mention.head for e in m.entities}.values())
        if len(entities) == 2 and all(e.country and e.country in self.facts.lexicon.known for e in entities):
            what = "person" if all(is_person(e) for e in entities) else "state"
            if entities[0].country != entities[1].country or what == "person":
                self.pairs.append((what, entities))

    def joined(self, mention: Mention) -> tuple[Entity, ...]:
        """A mention with what is coordinated with it: "they" after "Iran and Oman"."""
        first = self.tree.first_conjunct(mention.head)
        if self.tree.dep[first] == "appos":  # the names after "and his Greek and French counterparts"
            first = self.tree.first_conjunct(self.tree.head[first])
        heads = self.tree.conjuncts(first)
        heads += [k for h in heads for k in self.tree.kids_by(h, "appos") if k in self.facts.by_head]
        found = [m for h in sorted(heads) if (m := self.facts.by_head.get(h)) is not None]
        return tuple({e.key: e for m in (found or [mention]) for e in m.entities}.values())

    def states_of(self, mention: Mention) -> list[str]:
        """Codes of the states that a mention stands for or belongs to."""
        known = self.facts.lexicon.known
        return [e.country for e in mention.entities if e.country and len(e.country) == 3 and e.country in known]

    def main_state(self) -> Entity | None:
        """The state spoken of most so far, of equals the one spoken of first; else the first of the text."""
        counts = Counter(code for m in self.past for code in self.states_of(m))
        if counts:
            return self.state(max(counts, key=lambda code: counts[code]))
        codes = (code for m in self.facts.mentions for code in self.states_of(m))
        first = next(codes, None)
        return self.state(first) if first else None

    def state(self, code: str) -> Entity:
        """A state as an entity."""
        known = self.facts.lexicon.known.get(code)
        return Entity(known.name if known else code, code, "GOV", code)

    def nominal(self, mention: Mention) -> None:
        """Resolve a description; see ``Nominals``."""
        raise NotImplementedError

    def _owner(self, mention: Mention) -> tuple[Entity, ...]:
        for k in self.tree.kids_by(mention.head, "poss"):
            found = self.facts.by_token.get(k)
            if found is not None and found.entities:
                return found.entities
        for k in prep_objects(self.tree, mention.head, "of"):
            found = self.facts.by_head.get(k)
            if found is not None and found.kind == "nominal" and found.plural and k - mention.head <= 5:
                self.nominal(found)
                return found.entities
        return ()


def is_person(entity: Entity) -> bool:
    """True for a person: an office-holder, a person of the lexicon, a titled name."""
    return (
        bool(entity.office) or entity.id.islower() or entity.how in ("actor.title", "actor.person", "coref.counterpart")
    )


def fits_it(m: Mention) -> bool:
    """True where ``it`` or ``its`` may mean the mention: one body or state."""
    many = m.plural and m.kind not in ("organisation", "group") and m.agent not in ("military", "police")
    return (
        not many
        and len(m.entities) == 1
        and m.kind not in ("person", "people", "place", "adjective", "document")
        and (not is_person(m.entities[0]))
    )


def fits_he(m: Mention) -> bool:
    """True where ``he`` or ``her`` may mean the mention: one person."""
    return not m.plural and len(m.entities) == 1 and (m.kind == "person" or is_person(m.entities[0]))


def fits_they(m: Mention) -> bool:
    """True where ``they`` or ``their`` may mean the mention: several, or a body of many."""
    if m.kind in ("adjective", "document", "place") or not m.entities:
        return False
    many = m.kind in ("organisation", "group", "people", "body") and not is_person(m.entities[0])
    return m.plural or m.joined or len(m.entities) > 1 or many


def is_local(tree: Tree, m: Mention) -> bool:
    """True where the mention stands in a phrase of place."""
    i = m.head
    while tree.dep[i] in ("appos", "npadvmod") and tree.head[i] < i:
        i = tree.head[i]  # "in Garissa County, Kenya"
    prep = preposition_of(tree, i)
    return prep is not None and tree.lower[prep] in LOCATIVE


def is_subject(tree: Tree, m: Mention) -> bool:
    """True where the mention is a grammatical subject."""
    return tree.dep[m.head] in ("nsubj", "nsubjpass")


def is_definite(tree: Tree, head: int) -> bool:
    """True where ``the``, ``this`` or ``that`` stands before the noun."""
    return any(tree.lower[k] in ("the", "this", "that") for k in tree.kids[head] if k < head)


def singular(tree: Tree, head: int) -> str:
    """The noun in the singular; proper nouns as they are."""
    return tree.lemma[head] if tree.tag[head] in ("NN", "NNS") else tree.lower[head]
