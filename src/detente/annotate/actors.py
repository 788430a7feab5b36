"""Who is named or described: names from the lexicon, titles before names, role nouns with their country.

The lexicon comes first, the grammar second, statistics not at all: a name of the lexicon is matched on whole words, a
proper name after a title ("Japanese Prime Minister X") takes country and sector from it, a role noun ("the Polish
army", "a spokesman for the Chinese foreign ministry") takes its sector from ``agents.tsv`` and its country from the
modifiers, possessors and prepositional phrases around it. Writes ``Facts.mentions``.
"""

from __future__ import annotations

from dataclasses import replace

from ..lexicon.actors import LAST
from ..lexicon.index import Name
from ..records import Entity
from .facts import Facts, Mention
from .known import entity_of
from .offices import names_behind_offices
from .phrases import LOCATIVE, name_of, preposition_of
from .repair import WEEKDAYS, clauses_of_names
from .roles import find_roles, find_titles
from .tree import Tree

_ORDER = ("person", "organisation", "group", "country", "capital", "seat", "adjective", "people", "place")
_BEFORE_NAMES = frozenset(
    "president minister premier king queen north south east west northern southern eastern western central mainland "
    "fellow minister-in neighboring neighbouring ally rival".split()
)


def find_actors(facts: Facts) -> None:
    """Fill ``facts.mentions`` with named and described actors; pronouns and bare nominals are left to coreference."""
    _names(facts)
    _fullest(facts)
    names_behind_offices(facts)
    find_titles(facts)
    clauses_of_names(facts)
    find_roles(facts)
    facts.sort()
    facts.done.add("actors")


def _names(facts: Facts) -> None:
    tree, mended = facts.tree, False
    for start, end, names in facts.lexicon.names_in(tree.text, facts.begin, facts.published):
        first, last = tree.tokens_between(start, end)
        if first >= last or tree.text[end : end + 1] == "$":  # US$ is money
            continue
        head = _head_of(tree, first, last)
        if any(tree.dep[i] == "cc" for i in range(first, last)):
            head, mended = _bind(tree, first, last), True
        mention = Mention(first, last, head, "", plural=tree.tag[head] in ("NNS", "NNPS"))
        _decide(facts, mention, names)
        if mention.kind:
            facts.add(mention)
    if mended:
        tree.index_kids()


def _bind(tree: Tree, first: int, last: int) -> int:
    """Make one branch of a name that holds an "and" ("Trinidad and Tobago"); its head."""
    head = next((i for i in range(first, last) if not first <= tree.head[i] < last), first)
    for i in range(first, last):
        if i != head:
            tree.head[i], tree.dep[i] = head, "compound"
    return head


def _fullest(facts: Facts) -> None:
    """People bear the fullest name that the text gives them, else the lexicon's."""
    for mention in facts.mentions:
        if mention.kind == "person" and mention.last - mention.first > 1:
            text, key = " ".join(facts.span(mention.first, mention.last).text.split()), mention.entities[0].id
            if key and len(text) > len(facts.names.get(key, "")):
                facts.names[key] = text
    for mention in facts.mentions:
        if mention.kind == "person":
            mention.entities = tuple(replace(e, name=facts.names.get(e.id, e.name)) for e in mention.entities)


def _head_of(tree: Tree, first: int, last: int) -> int:
    for i in range(last - 1, first - 1, -1):
        outer = not first <= tree.head[i] < last or tree.head[i] == i
        if outer and tree.tag[i] not in ("POS", "-RRB-", "-LRB-", ".", ","):
            return i
    return last - 1


def _decide(facts: Facts, mention: Mention, names: list[Name]) -> None:
    """Choose what a form stands for, by kind and by its place in the sentence."""
    tree, lexicon = facts.tree, facts.lexicon
    if len(names) > 1:
        names = _of_the_day(facts, names)
    kinds = {n.kind: n.id for n in sorted(names, key=lambda n: (_ORDER.index(n.kind), n.id), reverse=True)}
    if "place" in kinds:
        mention.place = kinds["place"]
    noun_like = tree.dep[mention.head] not in ("amod", "compound", "nmod") or tree.head[mention.head] < mention.head
    if {"adjective", "people"} <= kinds.keys():
        kinds.pop("adjective" if noun_like and tree.tag[mention.head] != "JJ" else "people")
    kind = next(k for k in _ORDER if k in kinds)
    prep = preposition_of(tree, mention.head)
    if kind == "organisation" and "capital" in kinds and prep is not None and tree.lower[prep] in LOCATIVE:
        kind = "capital"  # "in Brussels" is the city, "Brussels said" the European Union
    if kind in ("country", "capital", "place", "adjective") and _inside_a_name(tree, mention):
        return
    if kind in ("country", "adjective", "people") and _for_or_against(tree, mention):
        return
    if kind in ("group", "person") and _is_namesake(facts, mention):
        return
    if kind in ("adjective", "people") and _is_language_or_food(tree, mention):
        return
    mention.kind = kind
    if kind == "place":
        row = lexicon.cities[kinds[kind]]
        mention.how = "place.gazetteer"
        if row["country"]:
            mention.entities = (Entity(row["name"], row["country"], "GOV", "", how=mention.how, score=0.5),)
            mention.score = 0.5
        return
    known = lexicon.known[kinds[kind]]
    mention.how = {"capital": "actor.capital", "seat": "actor.seat"}.get(kind, f"actor.{kind}")
    mention.score = {"capital": 0.9, "seat": 0.95, "people": 0.9}.get(kind, 1.0)
    entity = entity_of(facts, known, mention.how)
    if kind == "people":
        entity = Entity(name_of(tree, mention.head), known.country, "CVL", "", how=mention.how)
    if known.kind == "person":
        _grow(tree, mention)
    if known.sector == "BUS":
        entity = _longer_name(facts, mention, entity)
    mention.entities = (facts.at(entity, mention),)


def _grow(tree: Tree, mention: Mention) -> None:
    """A known name takes in the names after it that the grammar makes its head: "Rodrigo Chaves Robles"."""
    head = tree.head[mention.head]
    if head == mention.last and tree.tag[head] == "NNP" and tree.dep[mention.head] == "compound":
        mention.last, mention.head = head + 1, head


def _longer_name(facts: Facts, mention: Mention, entity: Entity) -> Entity:
    """As in "Mitsubishi Electric" is another firm than "Mitsubishi", of the same state."""
    tree = facts.tree
    head = tree.head[mention.head]
    beside = head == mention.last and tree.tag[head] == "NNP" and tree.dep[mention.head] == "compound"
    if not beside or tree.lower[head] in facts.lexicon.agent_heads:
        return entity
    mention.last, mention.head = head + 1, head
    return replace(entity, name=tree.phrase_words(mention.first, head + 1), id="")


def _of_the_day(facts: Facts, names: list[Name]) -> list[Name]:
    """Of a form that stands for several, those that exist on the publication day: "Moscow" is Soviet until 1991."""
    stamp = facts.published.isoformat() if facts.published else LAST[:4]
    known = facts.lexicon.known
    alive = [n for n in names if n.id not in known or known[n.id].since <= stamp < known[n.id].until]
    former = [n for n in alive if n.id in known and known[n.id].until != LAST]
    return former or alive or names


_SITES = frozenset("Airport Bridge Hospital Hotel Stadium University".split())
_GENERIC = frozenset("Central City International Military National Regional State".split())
_PLACES = frozenset("Avenue County District Island River Road Square Street".split())
_PARTS = _PLACES | frozenset("State Delta Basin Canal Valley Islands".split())


def _inside_a_name(tree: Tree, mention: Mention) -> bool:
    """As in "Michael Jordan", "Make in India": a place name that ends another proper name; "Niger State" is in none of
    that name.
    """
    after, head = mention.last, tree.head[mention.head]
    site = head > after and tree.word[head] in _SITES and tree.tag[after] == "NNP"
    if site and tree.word[after] not in _GENERIC:
        return True  # "Aden Adde International Airport"
    if after < len(tree) and tree.word[after] in _PARTS and tree.head[mention.head] == after:
        return tree.word[after] in _PLACES or tree.word[mention.first] in ("Niger", "Congo", "Jordan", "Panama")
    before = mention.first - 1
    if before < 0 or tree.sent_of[before] != tree.sent_of[mention.first]:
        return False
    if tree.tag[before] == "NNP" and tree.head[before] == mention.head and tree.dep[before] == "compound":
        return tree.tag[mention.head] == "NNP" and tree.lower[before] not in _BEFORE_NAMES | WEEKDAYS
    quoted = before > 1 and tree.tag[before] == "IN" and tree.word[before - 1][:1].isupper()
    return quoted and tree.word[before - 2] in ("'", "‘", "“", '"')


def _for_or_against(tree: Tree, mention: Mention) -> bool:
    """As in "pro-Iranian", "anti-Israel": whom somebody is for or against, not whose."""
    before = mention.first - 1
    return before > 0 and tree.word[before] in "-‐–" and tree.lower[before - 1] in ("anti", "pro")


def _is_namesake(facts: Facts, mention: Mention) -> bool:
    """As in "Alex Saab", "Cyrus Vance": one known word after a first name that is not the known one's."""
    tree, before = facts.tree, mention.first - 1
    if mention.last - mention.first > 1 or before < 0 or tree.head[before] != mention.head:
        return False
    plain = tree.tag[before] == "NNP" and tree.dep[before] == "compound" and before not in facts.by_token
    title = tree.lower[before] in facts.lexicon.agent_heads or tree.lower[before] in _BEFORE_NAMES
    return plain and not title and tree.word[before][-1] != "."


def _is_language_or_food(tree: Tree, mention: Mention) -> bool:
    return (
        tree.kid(mention.head, "det") is None
        and tree.lower[mention.first - 1] in ("in", "speak")
        and (tree.dep[mention.head] == "pobj" and tree.tag[mention.head] in ("NNP", "JJ", "NN"))
    )
