"""The sides of a tie that its own frame leaves out: apposition, copula, hyphened participle, deal, owner, list."""

from __future__ import annotations

from itertools import combinations

from ..annotate.arguments import surface_subjects
from ..annotate.facts import Facts
from ..annotate.phrases import core, left_edge, prep_objects
from ..annotate.referring import is_person
from ..annotate.tree import Tree
from ..lexicon.rules import RuleLexicon
from ..records import Entity
from .matching import Match, lemma_of
from .who import entities_at, state_entity

_APPOSED = ("appos", "npadvmod", "conj", "dep", "attr", "dobj")
_BE = frozenset("be remain become".split())


def measure_of(tree: Tree, i: int) -> int:
    """The word of measure above a noun ("one of the largest importers", "three quarters of its exports"); else it."""
    if tree.dep[i] == "pobj" and tree.lower[tree.head[i]] == "of" and core(tree, tree.head[tree.head[i]]) == i:
        return tree.head[tree.head[i]]
    return i


def subject_of_noun(facts: Facts, noun: int) -> list[Entity]:
    """Who a noun is said of: "India is an importer", "India, an importer", "NATO ally Turkey", "whose ally is Cuba"."""
    tree = facts.tree
    i = measure_of(tree, noun)
    head = tree.head[i]
    named = titled(facts, i)
    if named is not None:
        return entities_at(facts, named)
    if (tree.dep[i] in ("attr", "oprd") or tree.lower[i] == "home") and tree.is_verb(head):
        return [e for s in surface_subjects(tree, head) for e in entities_at(facts, s)]
    if tree.dep[i] == "nsubj" and tree.lemma[head] in _BE:
        return [e for k in tree.kids_by(head, "attr") for e in entities_at(facts, k)]
    before = _before_comma(facts, i)
    if before and (tree.dep[i] in _APPOSED or _set_off(tree, i)):
        return before
    if tree.dep[i] == "appos":
        return entities_at(facts, head)
    if tree.dep[i] == "pobj" and tree.lower[head] in ("as", "among"):
        above = tree.head[head]
        verb = above if tree.is_verb(above) else tree.head[above]  # "is second only to X as a buyer"
        return [e for s in surface_subjects(tree, verb) for e in entities_at(facts, s)]
    return []


def titled(facts: Facts, noun: int) -> int | None:
    """The name that a noun stands before like a title ("NATO ally Turkey", "Pakistan's arch-rival India")."""
    tree, after = facts.tree, noun + 1
    mention = facts.by_token.get(after) if after < len(tree) else None
    if mention is None or not mention.entities or mention.first != after or mention.kind == "adjective":
        return None
    bound = tree.head[mention.head] == noun or tree.head[noun] == mention.head
    return mention.head if (bound and tree.dep[mention.head] != "pobj") or tree.head[noun] == mention.head else None


def owner_of_title(facts: Facts, noun: int) -> list[Entity]:
    """The owner that hangs on the name instead of the noun: "Pakistan's arch-rival India"."""
    name = titled(facts, noun)
    owners = facts.tree.kids_by(name, "poss", "amod") if name is not None else []
    return [e for k in owners if k < noun for e in entities_at(facts, k)]


def _before_comma(facts: Facts, i: int) -> list[Entity]:
    """The state or organisation that ends just before the comma of an apposition ("flew to Paris, the supplier")."""
    tree = facts.tree
    comma = left_edge(tree, i) - 1
    if comma < 1 or tree.lower[comma] not in (",", "("):
        return []
    mention = facts.by_token.get(comma - 1)
    if mention is None or mention.kind not in ("country", "capital", "organisation", "pronoun") or mention.plural:
        return []
    return list(mention.entities)


def _set_off(tree: Tree, i: int) -> bool:
    """As in "Malta, Italy's closest ally, agreed", where the parser makes the apposition the subject."""
    name, last = left_edge(tree, i) - 2, max(tree.subtree(i))
    bound = name >= 0 and tree.head[name] == tree.head[i]
    after = tree.lower[last] == "," or (last + 1 < len(tree) and tree.lower[last + 1] == ",")
    return bound and tree.dep[i] == "nsubj" and after


def antecedent_of_group(facts: Facts, match: Match) -> list[Entity]:
    """As in "Paraguay, one of a dozen states that recognise Taiwan": who belongs to the group of the clause."""
    tree, verb = facts.tree, match.head
    if tree.dep[verb] not in ("relcl", "acl"):
        return []
    noun = tree.head[verb]
    up = measure_of(tree, noun)
    if up == noun and tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] in ("of", "among"):
        up = tree.head[tree.head[noun]]
    return subject_of_noun(facts, up)


def hyphened_doer(facts: Facts, verb: int) -> list[Entity]:
    """Who did it in "US-made tanks", "Iran-backed rebels"."""
    tree = facts.tree
    if verb < 2 or tree.word[verb - 1] not in ("-", "–", "‑") or tree.tag[verb] not in ("VBN", "VBD", "JJ"):
        return []
    mention = facts.by_token.get(verb - 2)
    return list(mention.entities) if mention is not None else []


def holder(facts: Facts, rules: RuleLexicon, thing: int) -> list[Entity]:
    """Who has a thing: its owner ("Morocco's tanks"), or who flies, shows or deploys it."""
    tree = facts.tree
    owners = [k for k in tree.kids_by(thing, "poss", "amod", "nmod") if k in facts.by_token]
    found = [e for k in owners for e in entities_at(facts, k)]
    if found:
        return found
    found = [e for k in prep_objects(tree, thing, "of", "in") for e in entities_at(facts, k)]
    if found:
        return found
    top = measure_of(tree, tree.first_conjunct(thing))
    verb = tree.head[top]
    if tree.dep[top] == "pobj" and tree.is_verb(tree.head[verb]):
        verb = tree.head[verb]
    elif tree.dep[top] == "pobj" and lemma_of(tree, tree.head[verb]) in rules.classes["delivering"]:
        verb = tree.head[tree.head[verb]]  # "took delivery of two ships built by Norway"
    if tree.is_verb(verb) and lemma_of(tree, verb) in rules.classes["wield"]:
        if tree.passive(verb):
            return [e for k in prep_objects(tree, verb, "by") for e in entities_at(facts, k)]
        return [e for s in surface_subjects(tree, verb) for e in entities_at(facts, s)]
    return []


def thing_of_participle(tree: Tree, verb: int) -> int | None:
    """The noun a participle hangs on: "tanks made in Korea", "US-made tanks"."""
    bare = tree.tag[verb] == "VBN" and tree.dep[verb] in ("acl", "amod")
    thing = core(tree, tree.head[verb])  # "the last of its jets, given by Norway"
    return thing if bare and tree.is_noun(thing) else None


def partner_in_deal(facts: Facts, rules: RuleLexicon, verb: int) -> list[Entity]:
    """As in "signed a contract with Korea to buy tanks": who the deal behind the clause is with."""
    tree, above = facts.tree, facts.tree.head[verb]
    if tree.dep[verb] not in ("acl", "advcl", "xcomp", "relcl", "pcomp"):
        return []
    if tree.dep[verb] == "pcomp":
        above = tree.head[above]
    nouns = [above, *tree.kids_by(above, "dobj", "nsubjpass")]
    deals = [n for n in nouns if lemma_of(tree, n) in rules.classes["deal"]]
    hang = [*deals, *([above] if deals else [])]
    return [e for n in hang for k in prep_objects(tree, n, "with") for e in entities_at(facts, k)]


def holders_of_claimed(facts: Facts, rules: RuleLexicon, verb: int) -> list[Entity]:
    """As in "claimed by Argentina and held by Britain", "the isles, which Britain holds": who holds what the other
    claims.
    """
    tree = facts.tree
    clauses = [k for t in tree.kids_by(verb, "dobj", "nsubjpass") for k in tree.kids_by(t, "relcl")]
    held = [k for k in clauses if lemma_of(tree, k) in rules.classes["holding"] and not tree.passive(k)]
    found = [e for k in held for s in surface_subjects(tree, k) for e in entities_at(facts, s)]
    if found:
        return found
    others = [k for k in tree.kids_by(verb, "conj") if tree.tag[k] == "VBN"]
    if tree.dep[verb] == "conj" and tree.is_verb(tree.head[verb]):
        others.append(tree.head[verb])
    return [
        e
        for k in others
        for by in tree.kids_by(k, "agent", "prep")
        if tree.lower[by] == "by"
        for o in tree.kids_by(by, "pobj")
        for e in entities_at(facts, o)
    ]


def hyphened_states(facts: Facts, noun: int) -> list[Entity]:
    """The states of "an Israeli-Cypriot pipeline": adjectives joined by hyphens before the noun, two at least."""
    tree, found = facts.tree, []
    first = left_edge(tree, noun)
    for i in range(first, noun):
        mention = facts.by_token.get(i)
        joined = "-" in (tree.word[i + 1], tree.word[i - 1] if i else "")
        if joined and mention is not None and mention.kind in ("adjective", "country"):
            found += [e for e in mention.entities if e not in found]
    return found if len(found) > 1 else []


def pairs_of(sides: list[Entity]) -> list[tuple[Entity, Entity]]:
    """Each two of a list, in its order."""
    return list(combinations(sides, 2))


def of_weight(entity: Entity) -> bool:
    """False for people of no state, whom no tie is about: "gave the gun to a friend", "got support from donors"."""
    if entity.sector == "CRM":  # "a suspect in Ohio gave him the gun"
        return False
    return entity.country is not None or not (entity.sector in (None, "", "GRP", "UNK") or is_person(entity))


def outside_of(facts: Facts, entity: Entity) -> bool:
    """As in "a major non-NATO ally": what ``non-`` stands before is no side."""
    at = entity.span.start if entity.span else 0
    return facts.tree.text[max(at - 4, 0) : at].lower() == "non-"


def state_or_key(entity: Entity) -> object:
    """What a side is told apart by: a state and its army are one."""
    state = entity.country is not None and len(entity.country) == 3 and entity.sector in ("GOV", "MIL")
    return entity.country if state and entity.country not in ("IGO", "NGO", "IMG") else entity.key


def users_of(facts: Facts, rules: RuleLexicon, verb: int) -> list[Entity]:
    """As in "the drones that Russia launches are made in Iran", "delivered the jets that India ordered": who uses or
    orders the thing in a clause of its own.
    """
    tree = facts.tree
    things = [core(tree, t) for t in tree.kids_by(verb, "dobj", "nsubjpass", "nsubj")]
    clauses = [k for t in things for k in tree.kids_by(t, "relcl") if not tree.passive(k)]
    used = [k for k in clauses if lemma_of(tree, k) in rules.classes["wield"] | rules.classes["ordering"]]
    subjects = [s for k in used for s in surface_subjects(tree, k) if s not in things]
    forces = [o for t in things for o in prep_objects(tree, t, "in", "of")]  # "the tanks in the Greek army"
    mine = [e for o in forces for e in entities_at(facts, o) if e.sector == "MIL"]
    return [e for s in subjects for e in entities_at(facts, s)] or mine


def land_of_base(facts: Facts, verb: int) -> list[Entity]:
    """As in "keeps soldiers at a base in Gyumri": where the base lies."""
    tree = facts.tree
    bases = [k for n in (verb, *tree.kids_by(verb, "dobj")) for k in prep_objects(tree, n, "at", "in")]
    return [e for k in bases for o in prep_objects(tree, k, "in", "on", "of") for e in entities_at(facts, o)]


def behind_relative(facts: Facts, match: Match, side: str) -> list[Entity]:
    """As in "Indonesia, from which India gets its palm oil": the name before a relative clause that begins with the
    side's preposition.
    """
    tree, wanted = facts.tree, {slot for alternative in match.rule.slots[side] for slot in alternative}
    for node in dict.fromkeys((match.carrier, match.head, tree.head[match.head])):
        if tree.dep[node] != "relcl":
            continue
        for k in tree.kids_by(node, "prep"):
            if tree.lower[k] in wanted and any(tree.tag[o] in ("WDT", "WP") for o in tree.kids_by(k, "pobj")):
                return entities_at(facts, tree.head[node], owners=False)
    return []


_HEADS = frozenset({"head_of_state", "head_of_government"})


def states_of_heads(facts: Facts, side: list[Entity]) -> list[Entity]:
    """Of "Maduro's main ally" the state: whoever leads or led it stands for it."""
    found = []
    for e in side:
        terms = facts.lexicon.terms.get(e.id, ()) if is_person(e) else ()
        leads = is_person(e) and (e.office in _HEADS or any(t.office in _HEADS and t.of == e.country for t in terms))
        found.append((state_entity(facts, e.country, "tie.head_of_state", e.score, e.span) if leads else None) or e)
    return found
