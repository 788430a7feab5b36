"""Who is named or described: names from the lexicon, titles before names, role nouns with their country.

The lexicon comes first, the grammar second, statistics not at all: a name of the lexicon is matched on whole words, a
proper name after a title ("Japanese Prime Minister X") takes country and sector from it, a role noun ("the Polish
army", "a spokesman for the Chinese foreign ministry") takes its sector from ``agents.tsv`` and its country from the
modifiers, possessors and prepositional phrases around it. Writes ``Facts.mentions``.
"""

from __future__ import annotations

from dataclasses import replace

from ..lexicon.actors import LAST, Agent, Known
from ..lexicon.index import Name
from ..records import Entity
from .facts import Facts, Mention
from .phrases import LOCATIVE, is_modifier, left_edge, name_begin, name_of, prep_objects, preposition_of
from .tree import NOMINAL, Tree

_ORDER = ("person", "organisation", "group", "country", "capital", "seat", "adjective", "people", "place")
_STATES = ("country", "adjective", "capital", "seat", "people")
_GOVERNMENT = frozenset({"government", "administration", "state", "country", "authority", "cabinet", "leadership"})


def find_actors(facts: Facts) -> None:
    """Fill ``facts.mentions`` with named and described actors; pronouns and bare nominals are left to coreference."""
    _names(facts)
    _fullest(facts)
    _titles(facts)
    if _uncompound(facts):
        facts.tree.index_kids()
    _roles(facts)
    facts.sort()
    facts.done.add("actors")


def entity_of(facts: Facts, known: Known, how: str) -> Entity:
    """A known actor as an entity, with the office held on the publication day."""
    if known.kind != "person":
        return Entity(known.name, known.country, known.sector, known.id, how=how)
    term = facts.lexicon.office_on(known.id, facts.published)
    country, sector = known.country, known.sector
    if term is not None:
        holder = facts.lexicon.known.get(term.of)
        if holder is not None and holder.kind != "country":
            country, sector = holder.country, holder.sector
        elif term.office in _CIVIL:
            country, sector = term.of, "GOV"
    name = facts.names.get(known.id, known.name)
    return Entity(name, country, sector, known.id, term.office if term else "", how=how)


_CIVIL = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})


# --- names -----------------------------------------------------------------------------------------------------------


def _names(facts: Facts) -> None:
    tree, mended = facts.tree, False
    for start, end, names in facts.lexicon.names.find(tree.text, facts.begin):
        first, last = tree.tokens_between(start, end)
        if first >= last:
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
    if known.sector == "BUS":
        entity = _longer_name(facts, mention, entity)
    mention.entities = (facts.at(entity, mention),)


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


def _inside_a_name(tree: Tree, mention: Mention) -> bool:
    """As in "Michael Jordan", "Make in India": a place name that ends another proper name."""
    before = mention.first - 1
    if before < 0 or tree.sent_of[before] != tree.sent_of[mention.first]:
        return False
    if tree.tag[before] == "NNP" and tree.head[before] == mention.head and tree.dep[before] == "compound":
        return tree.tag[mention.head] == "NNP" and tree.lower[before] not in _BEFORE_NAMES
    quoted = before > 1 and tree.tag[before] == "IN" and tree.word[before - 1][:1].isupper()
    return quoted and tree.word[before - 2] in ("'", "‘", "“", '"')


_BEFORE_NAMES = frozenset(
    "president minister premier king queen north south east west northern southern eastern western central mainland "
    "fellow minister-in neighboring neighbouring ally rival".split()
)


def _is_language_or_food(tree: Tree, mention: Mention) -> bool:
    return (
        tree.kid(mention.head, "det") is None
        and tree.lower[mention.first - 1] in ("in", "speak")
        and (tree.dep[mention.head] == "pobj" and tree.tag[mention.head] in ("NNP", "JJ", "NN"))
    )


# --- titles ----------------------------------------------------------------------------------------------------------


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


def _titles(facts: Facts) -> None:
    """As in "Indian Defence Minister Rajnath Singh", "X, Poland's deputy defence minister"."""
    tree = facts.tree
    for i in range(len(tree)):
        if tree.tag[i] not in NOMINAL:
            continue
        found = agent_ending_at(facts, i)
        if found is None or found[1].kind != "person":
            continue
        agent = found[1]
        head = _named_by(tree, i)
        if head is None:
            continue
        old = facts.by_token.get(head)
        name_first = name_begin(tree, head, i if i < head else -1)
        if old is not None and old.kind == "person":
            old.agent = agent.id
            continue
        if old is not None and old.kind != "place":
            continue
        mention = Mention(name_first, head + 1, head, "person", how="actor.title", score=0.9, agent=agent.id)
        name = tree.phrase_words(name_first, head + 1)
        for entity in _affiliations(facts, i, mention) or [Entity("", None, agent.sector)]:
            made = _with_role(entity, agent, name)
            mention.entities = (facts.at(made, mention),)
            break
        facts.add(mention)


def _named_by(tree: Tree, title: int) -> int | None:
    """The proper name that a title belongs to: the head it modifies, or what stands in apposition to it."""
    head = tree.head[title]
    if tree.dep[title] in ("compound", "nmod", "amod") and head > title and tree.tag[head] == "NNP":
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


def _uncompound(facts: Facts) -> bool:
    """Two people in a list, of whom the parser made one name ("minister A and minister B sign")."""
    tree, changed = facts.tree, False
    for i, mention in list(facts.by_head.items()):
        head = tree.head[i]
        other = facts.by_head.get(head)
        if mention.kind != "person" or other is None or other.kind != "person" or head < i:
            continue
        glued = tree.dep[i] in ("compound", "nmod", "poss") and tree.kid(i, "case") is None
        if glued and tree.kid(i, "cc") is not None and mention.entities != other.entities:
            outer = tree.head[head]
            tree.head[i], tree.dep[i] = (outer if outer != head else i), tree.dep[head]
            tree.head[head], tree.dep[head] = i, "conj"
            changed = True
    return changed


# --- role nouns ------------------------------------------------------------------------------------------------------


def _roles(facts: Facts) -> None:
    tree = facts.tree
    for i in range(len(tree)):
        if tree.tag[i] not in NOMINAL or i in facts.by_token:
            continue
        found = agent_ending_at(facts, i)
        if found is None or _is_title(facts, i):
            continue
        first, agent = found
        plural = tree.tag[i] in ("NNS", "NNPS")
        mention = Mention(min(first, left_edge(tree, i)), i + 1, i, "nominal", plural=plural, agent=agent.id)
        mention.score, mention.how = 0.85, "actor.role"
        whose = _affiliations(facts, i, mention)
        states = "state nominal" in agent.note or (plural and agent.id == "government")
        if "only in the plural" in agent.note and not plural:
            continue
        if states and plural:
            whose = []  # "Russian allies", "the two countries in Asia": a group, or a pair that coreference finds
        if whose:
            mention.kind = "body"
            mention.entities = tuple(_role_entity(facts, w, agent, mention) for w in whose)
        elif plural and states and _is_list_free(tree, i):
            mention.kind = "body"
            group = Entity(name_of(tree, i), None, "GRP", "", how="actor.group")
            mention.entities = (facts.at(group, mention, "actor.group"),)
        facts.add(mention)


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
        return facts.at(Entity(name, whose.country, "GOV", whose.id), mention, "actor.government", 0.95)
    if agent.office and whose.id and "many holders" not in agent.note:
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
    for obj in prep_objects(tree, head, "of", "for", "from", "to", "in", "at"):
        found = facts.by_token.get(obj)
        prep = preposition_of(tree, obj)
        local = prep is not None and tree.lower[prep] in LOCATIVE
        if (
            found is not None
            and found.entities
            and (found.kind in (*_STATES, "organisation", "group", "body") or local)
        ):
            return [_state_behind(facts, e, found) for c in tree.conjuncts(obj) for e in _entities(facts, c)]
    return []


def _entities(facts: Facts, i: int) -> tuple[Entity, ...]:
    found = facts.by_token.get(i)
    return found.entities if found is not None else ()


def _state_behind(facts: Facts, entity: Entity, mention: Mention) -> Entity:
    """The state of a place or of an office-holder, where that is what a role noun belongs to."""
    if mention.kind == "place" and entity.country in facts.lexicon.known:
        known = facts.lexicon.known[entity.country or ""]
        return Entity(known.name, known.country, "GOV", known.id)
    return entity
