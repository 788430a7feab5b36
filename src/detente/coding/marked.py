"""The two marked phrases of a relation as sides of acts, whether the actor lexicon knows them or not."""

from __future__ import annotations

from dataclasses import dataclass

from ..annotate.facts import Facts, Mention
from ..annotate.pronouns import HE
from ..annotate.referring import is_person
from ..annotate.tree import Tree
from ..records import Entity

SOURCE, TARGET = "XXS", "XXT"  # user-assigned codes of ISO 3166, which no state has

Tokens = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ends:
    """Where source and target stand: token ranges, first and last (excluded); a side that is not named has none."""

    source: tuple[Tokens, ...]
    target: tuple[Tokens, ...]

    def holds(self, i: int) -> bool:
        """True where token ``i`` is part of one of the phrases."""
        return any(first <= i < last for first, last in (*self.source, *self.target))


def mark(facts: Facts, ends: Ends) -> None:
    """Let the two phrases stand for entities of their own, in place of what was found there.

    To be called before coreference, so that pronouns find them, and again after it.
    """
    phrases = [(phrase, SOURCE) for phrase in ends.source] + [(phrase, TARGET) for phrase in ends.target]
    for (first, last), code in sorted(phrases, key=lambda p: p[0][0] - p[0][1]):  # an inner phrase after its outer one
        head = phrase_head(facts.tree, first, last)
        old = facts.by_token.get(head)
        for mention in [m for m in facts.mentions if first <= m.head < last]:
            facts.mentions.remove(mention)
            facts.by_head.pop(mention.head, None)
        mention = _standing_for(facts, (first, last), head, code, old)
        facts.mentions.append(mention)
        facts.by_head[head] = mention
        for i in range(first, last):
            facts.by_token[i] = mention
    facts.sort()


def alone(facts: Facts) -> None:
    """Let nobody but the two phrases, and what refers to them, be a side (on both halves of the dev relations no figure
    is worse than with others as sides too).
    """
    for mention in facts.mentions:
        mention.entities = tuple(e for e in mention.entities if e.country in (SOURCE, TARGET))


def phrase_head(tree: Tree, first: int, last: int) -> int:
    """The token that the rest of the phrase hangs on: the first noun that is governed from outside, else any such."""
    tops = [i for i in range(first, last) if tree.head[i] == i or not first <= tree.head[i] < last]
    nouns = [i for i in tops if tree.is_noun(i) or tree.tag[i] == "PRP"]
    return (nouns or tops)[0]


def heads(tree: Tree, phrases: tuple[Tokens, ...]) -> list[int]:
    """The heads of the places where a side stands."""
    return [phrase_head(tree, *phrase) for phrase in phrases]


def _standing_for(facts: Facts, phrase: Tokens, head: int, code: str, old: Mention | None) -> Mention:
    tree = facts.tree
    span = facts.span(*phrase)
    known = old.entities[0] if old is not None and old.entities else None
    person = (known is not None and is_person(known)) or (known is None and _spoken_of_as_person(tree, head))
    entity = Entity(
        span.text, code, known.sector if known is not None else "GRP", office=known.office if known is not None else "",
        span=span, how="actor.person" if person else "actor.marked",
    )  # fmt: skip
    kind = "person" if person else "group"
    if not person and old is not None and old.kind in ("country", "adjective", "capital", "seat", "body"):
        kind = "body"
    elif not person and old is not None and _several_people(facts, old):
        kind = "people"
    plural = tree.tag[head] in ("NNS", "NNPS") or tree.lower[head] in ("they", "them", "their")
    return Mention(*phrase, head, kind, (entity,), "actor.marked", plural=plural)


def _several_people(facts: Facts, old: Mention) -> bool:
    """As in "40,000 Afghans", "three engineers": for rules that ask for a person."""
    role = facts.lexicon.roles.get(old.agent)
    return old.kind == "people" or (role is not None and role.kind == "person" and facts.tree.tag[old.head] == "NNS")


def _spoken_of_as_person(tree: Tree, head: int) -> bool:
    """An unknown singular in a sentence with ``he`` or ``she``."""
    first, last = tree.sents[tree.sent_of[head]]
    return tree.lower[head] in HE or (
        tree.tag[head] in ("NN", "NNP") and any(tree.lower[i] in HE for i in range(first, last))
    )
