"""From slots to entities."""

from __future__ import annotations

from dataclasses import replace

from ..annotate.arguments import objects, phrase_objects, recipients_of_giving, subjects, surface_subjects
from ..annotate.facts import Facts, Mention
from ..annotate.phrases import LOCATIVE, core, governed, left_edge, name_begin, name_of, prep_objects
from ..annotate.referring import is_local
from ..annotate.tree import Tree
from ..lexicon.rules import Slots
from ..records import Entity, Span
from .matching import Match, lemma_of

_OWNERS = ("amod", "compound", "nmod", "poss")
_PUBLIC = frozenset("GOV MIL COP JUD LEG SPY CVL OPP".split())
_NO_SIDE = ("adjective", "document")


def entities_at(facts: Facts, i: int, *, owners: bool = True, bare: bool = False) -> list[Entity]:
    """Who stands at token ``i``, lists expanded.

    ``owners``: where the phrase is a thing or an act ("Russia's decision", "Israeli air strikes", "an attack by
    Hamas"), whoever is behind it. ``bare``: a role without a country ("three soldiers", "gunmen") counts too.
    """
    tree = facts.tree
    found: list[Entity] = []
    for c in tree.conjuncts(i):
        if c != i and tree.is_verb(c):
            continue
        found += _one(facts, c, owners, bare)
        found += [e for k in _listed(facts, c) for e in _one(facts, k, owners, bare)]
        found += [e for k in _examples(facts, c) for e in _one(facts, k, False, False)]
    return unique(_of_one_state(found))


def _of_one_state(entities: list[Entity]) -> list[Entity]:
    """In "Russia's GRU and several intelligence officers" the officers are Russia's too."""
    states = {e.country for e in entities if e.country}
    if states & {"IGO", "IMG", "NGO"}:
        return entities
    if len(states) != 1 or all(e.country for e in entities):
        return entities
    state = next(iter(states))
    return [replace(e, country=state) if e.how == "actor.bare" and e.sector in _PUBLIC else e for e in entities]


def _examples(facts: Facts, i: int) -> list[int]:
    """What a group is exemplified by: "allies such as Germany", "states including Chile and Peru"."""
    tree, mention = facts.tree, facts.by_head.get(i)
    if mention is None or not mention.plural:
        return []
    preps = [k for k in tree.kids_by(i, "prep") if tree.lower[k] in ("including", "like")]
    preps += [k for k in tree.kids_by(i, "prep") if tree.lower[k] == "as" and tree.kid(k, "amod") is not None]
    return [c for k in preps for g in governed(tree, k) for c in tree.conjuncts(g)]


def _listed(facts: Facts, i: int) -> list[int]:
    """As in "Angola, Namibia and Congo": states and organisations that the parser took for appositions of the first."""
    tree, mention = facts.tree, facts.by_token.get(i)
    if mention is None:
        return []
    if mention.agent and tree.kid(i, "nummod") is not None:  # "nineteen bandits, two soldiers and a guard"
        return [c for k in tree.kids_by(i, "appos") if tree.kid(k, "nummod") is not None for c in tree.conjuncts(k)]
    if mention.kind not in ("country", "organisation", "capital", "group"):
        return []
    other = [k for k in tree.kids_by(i, "appos") if (m := facts.by_head.get(k)) and m.kind == mention.kind]
    return [k for k in other if facts.by_head[k].entities != mention.entities]


def _one(facts: Facts, i: int, owners: bool, bare: bool) -> list[Entity]:
    tree = facts.tree
    mention = facts.by_token.get(i)
    if mention is not None and mention.kind in ("body", "nominal") and mention.agent:
        named = _named_company(facts, i, mention)
        if named:
            return named
    if mention is not None and mention.kind == "document":
        return list(mention.entities) if owners else []
    if mention is not None and mention.entities and (mention.kind not in _NO_SIDE or mention.head != i):
        if mention.kind == "place" and tree.dep[i] in ("compound", "nmod"):
            return []
        return list(mention.entities)
    inner = core(tree, i)
    if inner != i:
        return entities_at(facts, inner, owners=owners, bare=bare)
    for k in tree.kids_by(i, "appos"):
        other = facts.by_head.get(k)
        if other is not None and other.entities and other.kind in ("person", "group", "organisation", "country"):
            return list(other.entities)
    if mention is not None and mention.agent and not mention.entities:
        state = "state nominal" in facts.lexicon.roles[mention.agent].note
        return [described(facts, mention)] if bare and not state else []
    if not owners or not tree.is_noun(i):
        return []
    return behind(facts, i) or (_whose_targets(facts, i) if bare else [])


def _whose_targets(facts: Facts, i: int) -> list[Entity]:
    """As in "rebel targets", "militant hideouts": those who are hit there."""
    for k in facts.tree.kids_by(i, "compound", "amod", "nmod"):
        mention = facts.by_head.get(k)
        if mention is not None and mention.agent and facts.lexicon.roles[mention.agent].sector in ("REB", "MIL", "COP"):
            return list(mention.entities) or [described(facts, mention)]
    return []


def _named_company(facts: Facts, i: int, mention: Mention) -> list[Entity]:
    """As in "the Italian company Fincantieri", "the Chinese firm CNPC": the name, with the state of the description."""
    tree = facts.tree
    for k in tree.kids_by(i, "appos"):
        other = facts.by_head.get(k)
        if other is not None and other.entities and other.kind in ("group", "organisation", "person"):
            return list(other.entities)
        if other is None and tree.tag[k] == "NNP" and mention.entities and tree.kid(k, "nummod") is None:
            first = name_begin(tree, k, i)
            entity = mention.entities[0]
            span = facts.span(first, k + 1)
            return [replace(entity, name=span.text, span=span, id="", how="actor.apposition")]
    return []


def described(facts: Facts, mention: Mention) -> Entity:
    """A role without a known country: "three soldiers"."""
    agent = facts.lexicon.roles[mention.agent]
    name = name_of(facts.tree, mention.head)
    return facts.at(
        Entity(name, None, agent.sector, "", agent.office, how="actor.bare", score=0.6), mention, "actor.bare", 1.0
    )


def behind(facts: Facts, i: int) -> list[Entity]:
    """Whoever owns or does what the noun ``i`` names: possessor, state in a modifier, ``by``, ``of``, ``from``."""
    tree = facts.tree
    todo = [k for k in tree.kids[i] if tree.dep[k] in _OWNERS]
    todo.sort(key=lambda k: tree.dep[k] != "poss")
    while todo:
        k = todo.pop(0)
        mention = facts.by_token.get(k)
        if mention is not None and mention.entities and mention.kind not in ("people", "place"):
            return _owner_entities(facts, k)
        todo += [j for j in tree.kids[k] if tree.dep[j] in _OWNERS]
    for obj in prep_objects(tree, i, "by", "of", "from"):
        found = entities_at(facts, obj, owners=False)
        if found:
            return found
    inner = [i, *prep_objects(tree, i, "of")]
    between = [e for k in inner for obj in prep_objects(tree, k, "between") for e in entities_at(facts, obj)]
    return unique(between) or _holders(facts, i)


_HELD = frozenset(
    "occupied held controlled administered annexed backed led run claimed owned used operated governed launched fired"
    " dropped planted sent deployed".split()
)


def _holders(facts: Facts, i: int) -> list[Entity]:
    """As in "Russian-occupied territories", "Houthi-held ports": who holds what has no other owner."""
    tree = facts.tree
    for k in tree.kids_by(i, "acl", "relcl"):  # "assets held by X", "a facility said to be used by X", "belonging to X"
        for j in (k, *tree.kids_by(k, "xcomp")):
            preps = ("by",) if tree.lower[j] in _HELD else ("to",) if tree.lemma[j] == "belong" else ()
            found = [e for p in preps for obj in prep_objects(tree, j, p) for e in entities_at(facts, obj)]
            if found:
                return unique(found)
    for k in tree.kids_by(i, "amod"):
        if tree.lower[k] in _HELD:
            for j in tree.kids_by(k, "npadvmod", "compound", "nmod", "amod"):
                if (mention := facts.by_token.get(j)) is not None and mention.entities:
                    return list(mention.entities)
    return []


def _owner_entities(facts: Facts, i: int) -> list[Entity]:
    """Entities of a modifier or possessor, adjectives of states too; of "the army's" commander's army."""
    mention = facts.by_token.get(i)
    if mention is not None and mention.entities:
        return [e for c in facts.tree.conjuncts(i) if (m := facts.by_token.get(c)) for e in m.entities]
    return behind(facts, i)


def unique(entities: list[Entity]) -> list[Entity]:
    """Entities without repetition, the first of each kept."""
    return list({e.key: e for e in reversed(entities)}.values())[::-1]


def fill(
    facts: Facts, match: Match, slots: Slots, *, bare: bool = False, doers: frozenset[str] | None = None
) -> tuple[list[Entity], list[int]]:
    """Entities of the first alternative that names somebody, and the tokens that they stand at.

    ``doers`` are the things whose owner counts as the subject ("Russian drones hit"); any where ``None``.
    """
    places = _places(match) if doers is not None else frozenset()
    for alternative in slots:
        found: list[Entity] = []
        tokens: list[int] = []
        for slot in alternative:
            for i in slot_tokens(facts, match, slot):
                if slot in places and _only_where(facts, i):
                    continue
                if slot == "subj" and doers is not None and _idle(facts, core(facts.tree, i), doers):
                    continue
                modifier = facts.tree.dep[i] in _OWNERS and facts.tree.head[i] > i
                here = _owner_entities(facts, i) if modifier else entities_at(facts, i, bare=bare)
                if here:
                    tokens.append(i)
                    found += here
        if found:
            return _without_addresses(unique(found)), tokens
    return [], []


def _places(match: Match) -> frozenset[str]:
    """Slots in which a name of a place only tells where; not a preposition that the rule asks for ("fire at X")."""
    return _WHERE - {piece.prep for piece in match.rule.pattern.pieces if piece.kind == "prep"}


_WHERE = LOCATIVE | {"subj"}


def _without_addresses(entities: list[Entity]) -> list[Entity]:
    """Of "Sloviansk, Donetsk Oblast" the first: what follows says where it lies."""
    kept: list[Entity] = []
    for e in entities:
        known = e.how == "place.gazetteer" and any(k.how == e.how and k.country == e.country for k in kept)
        kept += [] if known else [e]
    return kept


def _idle(facts: Facts, i: int, doers: frozenset[str]) -> bool:
    """A thing that does not act for its owner: "its virus outbreak killed nine"."""
    if i in facts.by_token or facts.tree.tag[i] not in ("NN", "NNS"):
        return False
    return not ({lemma_of(facts.tree, i), f"{facts.tree.lower[i - 1]} {facts.tree.lemma[i]}"} & doers)


def slot_tokens(facts: Facts, match: Match, slot: str) -> list[int]:
    """The tokens that stand in a slot of the matched frame."""
    tree, head = facts.tree, match.head
    verbal = match.rule.pattern.pos == "v"
    if slot == "subj":
        return _subject(facts, match)
    if slot == "obj":
        return objects(tree, head) if verbal else phrase_objects(tree, match.nodes, "of")
    if slot == "iobj":
        return recipients_of_giving(tree, match.carrier) or phrase_objects(tree, match.nodes, "to")
    if slot == "poss":
        return tree.kids_by(head, "poss")
    if slot == "mod":
        return _modifiers(facts, [head])
    if slot.startswith("o."):
        return _of_object(facts, match, slot[2:])
    found = [i for i in phrase_objects(tree, match.nodes, slot) if i not in facts.dated]
    return found if found or verbal else [i for i in _right_after(tree, head, slot) if i not in facts.dated]


def _right_after(tree: Tree, noun: int, prep: str) -> list[int]:
    """What such a phrase right after the noun governs, though the parser hangs it on the verb above ("protested against
    arms sales to X").
    """
    k = noun + 1
    if k < len(tree) and tree.dep[k] == "prep" and tree.lower[k] == prep and tree.head[k] in tree.ancestors(noun):
        return governed(tree, k)
    return []


def _of_object(facts: Facts, match: Match, slot: str) -> list[int]:
    tree = facts.tree
    things = match.bound or objects(tree, match.head)
    if slot == "mod":
        return _modifiers(facts, things)
    if slot in ("poss", "obj"):
        return [k for t in things for k in tree.kids_by(t, "poss" if slot == "poss" else "dobj")]
    return [k for t in things for k in prep_objects(tree, t, slot)]


_ARRANGED = frozenset({"brokered", "drafted", "mediated", "proposed", "sponsored"})  # a "US-brokered truce": not theirs


def _modifiers(facts: Facts, heads: list[int]) -> list[int]:
    tree, found = facts.tree, []
    todo = list(heads)
    while todo:
        for k in tree.kids[todo.pop(0)]:
            if tree.dep[k] in ("amod", "compound", "nmod", "npadvmod"):  # the last of "Russian-made"
                mention = facts.by_token.get(k)
                if mention is not None and mention.entities and mention.kind != "place":
                    found.append(k)
                elif tree.lower[k] not in _ARRANGED:
                    todo.append(k)
    return found


def _subject(facts: Facts, match: Match) -> list[int]:
    """Of a verb its logical subject; of a noun that of its light verb, else possessor, modifier, ``by``."""
    tree, head, carrier = facts.tree, match.head, match.carrier
    pos = match.rule.pattern.pos
    if pos == "v":
        return subjects(tree, head)
    if pos == "a":
        if carrier != head:
            return surface_subjects(tree, carrier)
        return [tree.head[head]] if tree.dep[head] in ("amod", "acl") else []
    own = [k for k in tree.kids_by(head, "poss") if (m := facts.by_token.get(k)) is not None and m.entities and m.named]
    if carrier != head and not match.as_subject and not own:
        found = subjects(tree, carrier)
        if found and found != [head]:
            return found
    preps = ("by",) if match.rule.type == "tie" else ("by", "from")
    places = (tree.kids_by(head, "poss"), _modifiers(facts, [head]), *(phrase_objects(tree, [head], p) for p in preps))
    found = next((found for found in places if found), [])
    if not found:  # "an attack on a hospital by the rebels": hangs on what was attacked
        inner = [k for p in ("on", "against", "at", "of") for k in phrase_objects(tree, [head], p)]
        found = phrase_objects(tree, inner, "by")
    if not found:  # "strikes in the hills conducted by the army"
        near = [head, *(k for p in ("in", "on", "against", "near") for k in phrase_objects(tree, [head], p))]
        done = [k for i in near for k in tree.kids_by(i, "acl") if tree.tag[k] == "VBN" and tree.lemma[k] in _DONE]
        found = [s for k in done for s in subjects(tree, k)]
    return found


_DONE = frozenset("carry conduct execute launch lead mount perpetrate stage".split())


def state_entity(facts: Facts, code: str | None, how: str, score: float, span: Span | None = None) -> Entity | None:
    """The state of a country code as an actor that was inferred by ``how``; ``None`` where no such state is known."""
    known = facts.lexicon.known.get(code or "")
    return Entity(known.name, code, "GOV", known.id, span=span, how=how, score=score) if known is not None else None


def extent(facts: Facts, tokens: list[int]) -> tuple[int, int]:
    """The shortest run of tokens that covers ``tokens`` with their noun phrases to the left (first, last excluded)."""
    first = min(left_edge(facts.tree, t) for t in tokens)
    return first, max(tokens) + 1


def _only_where(facts: Facts, i: int) -> bool:
    """True where ``i`` is a name of a place in a phrase of place ("the bombing in Kabul, which killed ...")."""
    mention = facts.by_token.get(i)
    return mention is not None and mention.kind in ("country", "capital", "place") and is_local(facts.tree, mention)
