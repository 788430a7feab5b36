"""Titles before names and role nouns: who is described.

A proper name after a title ("Japanese Prime Minister X") takes country and sector from it; a role noun ("the Polish
army", "a spokesman for the Chinese foreign ministry") takes its sector from ``agents.tsv`` and its country from the
modifiers, possessors and prepositional phrases around it.
"""

from __future__ import annotations

from dataclasses import replace

from ..lexicon.actors import Agent
from ..records import Entity
from .facts import Facts, Mention
from .known import entity_of
from .phrases import LOCATIVE, QUANTIFIERS, is_modifier, left_edge, name_begin, name_of, prep_objects, preposition_of
from .tree import NOMINAL, Tree

_STATES = ("country", "adjective", "capital", "seat", "people")
_INSTITUTIONS = frozenset(
    "party force forces army navy bank assembly ministry court council commission committee union department agency "
    "authority office guard guards police university church company corporation group movement front congress senate "
    "house parliament organization organisation association alliance coalition service institute academy society "
    "command corps league federation".split()
)
_DISTRICTS = frozenset("County District Governorate Municipality Oblast Prefecture Province Region State".split())
_OFFICIALS = frozenset({"executive", "official", "representative"})  # read as adjectives before a name
_GOVERNMENT = frozenset({"government", "administration", "state", "country", "authority", "cabinet", "leadership"})


def agent_ending_at(facts: Facts, i: int) -> tuple[int, Agent] | None:
    """The role noun that ends at token ``i`` (longest first) and its first token."""
    tree, lexicon = facts.tree, facts.lexicon
    for words in lexicon.agent_heads.get(_noun_lemma(tree, i), ()):
        first = i - len(words) + 1
        if first >= 0 and all(tree.lower[first + n] == w for n, w in enumerate(words[:-1])):
            return first, lexicon.agents[words]
    return None


def _noun_lemma(tree: Tree, i: int) -> str:
    """Lemma of a noun, proper nouns too ("Defence Ministers")."""
    lower = tree.lower[i]
    if tree.tag[i] in ("NNPS", "NNP") and lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return lower[:-3] + "y" if lower.endswith("ies") else lower[:-1]
    return tree.lemma[i]


def find_titles(facts: Facts) -> None:
    """As in "Indian Defence Minister Rajnath Singh", "X, Poland's deputy defence minister"."""
    tree = facts.tree
    for i in range(len(tree)):
        if tree.tag[i] not in NOMINAL and not (tree.tag[i] == "JJ" and tree.lower[i] in _OFFICIALS):
            continue
        found = agent_ending_at(facts, i)
        common = tree.tag[i] in ("NN", "NNS", "JJ") or i == tree.sents[tree.sent_of[i]][0]  # no "Army" in "Army Radio"
        firm = found is not None and found[1].sector in ("BUS", "MED") and tree.tag[i] == "NN"
        if found is None or (found[1].kind == "body" and not firm) or (found[1].kind == "people" and not common):
            continue
        agent = found[1]
        head = _named_by(tree, i)
        if head is None or tree.lower[head] in _INSTITUTIONS:
            continue
        longer = agent_ending_at(facts, head)
        if longer is not None and longer[0] <= i < head:
            continue  # "Attorney General of New York X": the name does not begin with "General"
        old = facts.by_token.get(head)
        name_first = name_begin(tree, head, i if i < head else -1)
        if old is not None and old.kind == "person":
            old.agent = agent.id
            continue
        if old is not None and old.kind != "place":
            continue
        kind, how = ("group", "actor.named_firm") if agent.kind == "body" else ("person", "actor.title")
        mention = Mention(name_first, head + 1, head, kind, how=how, score=0.9, agent=agent.id)
        name = tree.phrase_words(name_first, head + 1)
        for entity in _affiliations(facts, i, mention) or [Entity("", None, agent.sector)]:
            made = _with_role(entity, agent, name)
            if (school := _school_of(facts, i)) is not None:
                made = replace(made, sector="EDU", office="", country=made.country or _country_in(facts, school))
            mention.entities = (facts.at(made, mention),)
            break
        facts.add(mention)
        if tree.tag[i] in ("NNS", "NNPS"):
            _listed_names(facts, mention, agent)


def _school_of(facts: Facts, title: int) -> int | None:
    """As in "the University of Lisbon's chancellor", who is no head of government: the noun for the school."""
    for k in facts.tree.kids_by(title, "poss"):
        found = agent_ending_at(facts, k)
        if found is not None and found[1].sector == "EDU":
            return k
    return None


def _country_in(facts: Facts, body: int) -> str | None:
    """The state of the place that a body is named after ("University of Lisbon")."""
    places = (facts.by_token.get(k) for k in prep_objects(facts.tree, body, "of", "in"))
    return next((e.country for m in places if m is not None for e in m.entities), None)


def _listed_names(facts: Facts, first: Mention, agent: Agent) -> None:
    """As in "Venezuelan businessmen X Y and V W": the title holds for each name of the list."""
    tree = facts.tree
    for k in tree.conjuncts(first.head):
        begin = name_begin(tree, k, first.head)
        if (
            k > first.head
            and tree.tag[k] == "NNP"
            and begin < k
            and not any(j in facts.by_token for j in range(begin, k))
        ):
            old = facts.by_token.get(k)
            if old is not None and (old.kind == "person" or old.first < k):
                continue
            mention = Mention(begin, k + 1, k, "person", how="actor.title", score=0.85, agent=agent.id)
            made = [replace(e, name=tree.phrase_words(begin, k + 1), id="") for e in first.entities[:1]]
            mention.entities = tuple(facts.at(e, mention) for e in made)
            facts.add(mention)


def _named_by(tree: Tree, title: int) -> int | None:
    """The proper name that a title belongs to: the head it modifies, or what stands in apposition to it."""
    head = tree.head[title]
    if tree.dep[title] in ("compound", "nmod", "amod") and head > title and tree.tag[head] == "NNP":
        while tree.dep[head] == "compound" and tree.head[head] == head + 1 and tree.tag[head + 1] == "NNP":
            head += 1  # "Protester Ana Silva", of which the parser made the title part of the first name
        return head
    for k in tree.kids[title]:
        if tree.dep[k] == "appos" and tree.tag[k] == "NNP":
            return k
    if tree.dep[title] == "appos" and tree.tag[head] == "NNP":
        return head
    return None


def _with_role(whose: Entity, agent: Agent, name: str) -> Entity:
    """A person or body of ``whose`` (a state, organisation or group) with the sector that its role has."""
    if whose.country == "IGO":
        return Entity(name, "IGO", "IGO", "", agent.office)
    sector = "GOV" if agent.sector == "UNK" and whose.sector == "GOV" else agent.sector
    if whose.sector in ("REB", "PTY", "SPY", "BUS", "NGO", "MED") and agent.sector in (
        "GOV",
        "MIL",
        "UNK",
        "OPP",
        "UAF",
    ):
        sector = whose.sector
    return Entity(name, whose.country, sector, "", agent.office)


def find_roles(facts: Facts) -> None:
    """Mentions for role nouns, with the state, organisation or group that they belong to."""
    tree = facts.tree
    for i in range(len(tree)):
        if tree.tag[i] not in NOMINAL or i in facts.by_token:
            continue
        found = agent_ending_at(facts, i)
        if found is None or _is_title(facts, i) or _is_district(tree, i) or _counts_others(facts, i):
            continue
        first, agent = found
        plural = tree.tag[i] in ("NNS", "NNPS")
        mention = Mention(min(first, left_edge(tree, i)), i + 1, i, "nominal", plural=plural, agent=agent.id)
        mention.score, mention.how = 0.85, "actor.role"
        whose = _affiliations(facts, i, mention)
        states = "state nominal" in agent.note or (plural and agent.id == "government")
        if "only in the plural" in agent.note and not plural:
            continue
        if agent.id == "counterpart":
            whose = []  # the holder of the same office there: coreference finds whom
        if states and plural and not (agent.id == "member" and whose and whose[0].country != "IGO"):
            whose = []  # "Russian allies", "the two countries in Asia": a group, or a pair that coreference finds
        if whose:
            mention.kind = "body"
            mention.entities = tuple(_role_entity(facts, w, agent, mention) for w in whose)
        elif plural and states and _is_list_free(tree, i):
            mention.kind = "body"
            group = Entity(name_of(tree, i), None, "GRP", "", how="actor.group")
            mention.entities = (facts.at(group, mention, "actor.group"),)
        facts.add(mention)


def _is_district(tree: Tree, i: int) -> bool:
    """As in "Sokoto State": part of the name of a place."""
    return i > 0 and tree.word[i] in _DISTRICTS and tree.tag[i - 1] == "NNP" and tree.head[i - 1] == i


def _counts_others(facts: Facts, i: int) -> bool:
    """As in "a group of human rights organisations": the group is the organisations."""
    of = prep_objects(facts.tree, i, "of") if facts.tree.lemma[i] in QUANTIFIERS else []
    return any(agent_ending_at(facts, k) is not None for k in of)


def _is_title(facts: Facts, i: int) -> bool:
    """A title whose bearer is already a mention ("Minister" in "Minister Singh")."""
    head = _named_by(facts.tree, i)
    return head is not None and facts.by_token.get(head) is not None and facts.by_token[head].kind == "person"


def _is_list_free(tree: Tree, i: int) -> bool:
    """As in "several Western countries", "its allies"; "the two countries" is left to coreference."""
    left = [tree.lower[k] for k in tree.kids[i] if k < i and tree.dep[k] in ("det", "nummod", "predet", "amod", "poss")]
    if not left:
        return tree.dep[i] != "compound"
    counted = any(tree.tag[k] == "CD" for k in tree.kids[i] if k < i)
    return not counted and left not in (["the"], ["both"], ["these"], ["their"])


def _role_entity(facts: Facts, whose: Entity, agent: Agent, mention: Mention) -> Entity:
    """As in "Indian government" is India itself; "defence minister" of a day is that person; else a described actor."""
    tree = facts.tree
    name = name_of(tree, mention.head, _of_end(facts, mention.head))
    if (
        agent.sector == "GOV"
        and agent.kind == "body"
        and agent.id.split(".")[-1] in _GOVERNMENT
        and len(whose.country or "") == 3
    ):
        return facts.at(Entity(name, whose.country, "GOV", whose.country or ""), mention, "actor.government", 0.95)
    any_one = any(tree.lower[k] in ("a", "an", "another", "any", "some") for k in tree.kids_by(mention.head, "det"))
    if agent.office and whose.id and "many holders" not in agent.note and not any_one:
        holder = facts.lexicon.holder(agent.office, whose.id, facts.published)
        if holder is not None and not (mention.plural and tree.kid(mention.head, "poss") is None):
            return facts.at(entity_of(facts, holder, "actor.office"), mention, "actor.office", 0.9)
    made = _with_role(whose, agent, name)
    return facts.at(made, mention, mention.how)


def _of_end(facts: Facts, head: int) -> int:
    """As in "government of India": the description runs to the end of the phrase that names the state."""
    for obj in prep_objects(facts.tree, head, "of"):
        found = facts.by_token.get(obj)
        if found is not None and found.kind in ("country", "organisation", "capital") and obj - head <= 4:
            return found.last - 1
    return head


def _affiliations(facts: Facts, head: int, mention: Mention) -> list[Entity]:
    """Whose: states, organisations and groups in modifiers, possessors and phrases with of, for, from, in, to."""
    tree = facts.tree
    todo = [k for k in tree.kids[head] if tree.dep[k] in ("amod", "compound", "nmod", "poss") and k < head]
    if tree.dep[head] in ("compound", "nmod") and tree.head[head] > head:
        governor = tree.head[head]
        todo += [k for k in tree.kids[governor] if tree.dep[k] in ("amod", "compound", "nmod", "poss") and k < head]
    while todo:
        k = todo.pop(0)
        found = facts.by_token.get(k)
        if found is not None and found.kind in (*_STATES, "organisation", "group", "body", "person") and found.entities:
            if found.kind == "people" and not is_modifier(tree, k):
                continue
            mention.first = min(mention.first, found.first)
            return [_state_behind(facts, e, found) for c in tree.conjuncts(k) for e in _entities(facts, c)] or []
        todo += [j for j in tree.kids[k] if tree.dep[j] in ("amod", "compound", "nmod", "poss")]
    prep = preposition_of(tree, head)
    outer = tree.head[prep] if prep is not None and tree.lower[prep] == "of" else head
    places = prep_objects(tree, outer, "in", "from") if outer != head and tree.lemma[outer] in QUANTIFIERS else []
    agent = facts.lexicon.roles.get(mention.agent)
    unknown = agent is not None and (agent.sector == "UAF" or (agent.kind == "person" and _of_many_states(tree, head)))
    named = ("person",) if agent is not None and agent.id == "government" else ()  # "the government of Scott Morrison"
    for obj in (*prep_objects(tree, head, "of", "for", "from", "to", "in", "at"), *places):
        found = facts.by_token.get(obj)
        prep = preposition_of(tree, obj)
        local = prep is not None and tree.lower[prep] in LOCATIVE
        if local and unknown:
            continue  # "unidentified gunmen in Takhar", "several ministers in Cairo": of any state
        if (
            found is not None
            and found.entities
            and (found.kind in (*_STATES, "organisation", "group", "body", *named) or local)
        ):
            return [_state_behind(facts, e, found) for c in tree.conjuncts(obj) for e in _entities(facts, c)]
    return []


def _of_many_states(tree: Tree, head: int) -> bool:
    return tree.tag[head] == "NNS" and any(tree.lower[k] in ("several", "various") for k in tree.kids[head])


def _entities(facts: Facts, i: int) -> tuple[Entity, ...]:
    found = facts.by_token.get(i)
    return found.entities if found is not None else ()


def _state_behind(facts: Facts, entity: Entity, mention: Mention) -> Entity:
    """The state of a place or of an office-holder, where that is what a role noun belongs to."""
    if mention.kind == "place" and entity.country in facts.lexicon.known:
        known = facts.lexicon.known[entity.country or ""]
        return Entity(known.name, known.country, "GOV", known.id)
    return entity
