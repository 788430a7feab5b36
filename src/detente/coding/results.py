"""Results are part of the act: "an air strike that killed twelve", "struck the town, wounding six", "killed in a raid".

A row whose ``note`` is ``result`` tells what came of an attack, and so does a passive that names no attacker ("were
shot in an ambush by gunmen"). Where the attack itself is told beside it, the two are one act: the attack gives type,
mode and actor, the result the victims.
"""

from __future__ import annotations

from ..annotate.arguments import subjects, surface_subjects
from ..annotate.facts import Facts
from ..annotate.phrases import core, prep_objects
from ..annotate.tree import Tree
from ..records import Entity
from .acts import Act
from .who import entities_at, unique

HURT = frozenset({"hurt", "injure", "kill", "wound"})
_OPERATIONS = frozenset({"COERCE", "MOBILIZE"})
_MEANS = ("in", "during", "by", "with", "from")


def fold_results(facts: Facts, acts: list[Act]) -> list[Act]:
    """The acts, results taken into the attacks that they come from."""
    causes = {a.head: a for a in acts if a.type == "ASSAULT" and not is_result(a) and a.plain}
    kept = []
    for act in acts:
        passive = act.type == "ASSAULT" and not act.actors and facts.tree.is_verb(act.head)
        told = (is_result(act) or passive or _sends(facts.tree, act)) and not act.trail
        cause = _cause(facts.tree, act, causes) if told else None
        if cause is None or cause is act:
            arrest = act.type == "COERCE" and facts.tree.is_verb(act.head) and facts.tree.passive(act.head)
            if (told or arrest) and not act.actors:
                act.actors = _setting(facts.tree, act, acts) or (_behind(facts, act) if told else [])
            kept.append(act)
            continue
        mine = {e.key for e in cause.actors}
        if not cause.reciprocal:
            known = any(e.country for e in cause.recipients)  # "air strikes on the militia, killing four fighters"
            hurt = [e for e in act.recipients if e.key not in mine and (e.country or not known)]
            places = [e for e in cause.recipients if e.span is not None and _is_place(facts, e)]
            struck = {e.country for e in hurt}  # "attacks across Gaza that killed nine Gazans": them, not Gaza
            kept_sides = [e for e in cause.recipients if e not in places or e.country not in struck]
            cause.recipients = unique([*kept_sides, *hurt])
        elif len(cause.actors) == 1 and not cause.recipients:  # "soldiers were killed in clashes with rebels"
            cause.actors = unique([*(e for e in act.recipients if e.key not in mine), *cause.actors])
        elif not cause.actors:
            cause.actors = list(act.recipients)  # "two soldiers and a rebel were killed in a shootout"
        cause.actors, cause.status = cause.actors or act.actors, ""
        cause.tokens += act.tokens
        cause.heads += [h for h in act.heads if h not in cause.heads]
        if cause.nominal:
            cause.nominal, cause.carrier = False, act.carrier
    return kept


def _is_place(facts: Facts, entity: Entity) -> bool:
    """True for a state or territory across which attacks were."""
    tree = facts.tree
    mention = facts.by_token.get(tree.token_at(entity.span.start)) if entity.span is not None else None
    if mention is None or mention.kind not in ("country", "capital", "place") or entity.sector != "GOV":
        return False
    return any(tree.lower[tree.head[i]] in ("across", "throughout", "in") for i in range(mention.first, mention.last))


def _setting(tree: Tree, act: Act, acts: list[Act]) -> list[Entity]:
    """Who ran the raid or arrest in which somebody was shot ("was wounded during an Israeli raid")."""
    verbs = [v for v in tree.conjuncts(act.head) if tree.tag[v] == "VBN"]
    held = {i for prep in ("in", "during", "after") for v in verbs for i in prep_objects(tree, v, prep)}
    held |= {c for i in held for c in (core(tree, i),)}
    return next((list(a.actors) for a in acts if a.head in held and a.type in _OPERATIONS and a.actors), [])


def _behind(facts: Facts, act: Act) -> list[Entity]:
    """Whose strike or operation somebody was killed in, where the noun alone tells no act ("in a strike by the army",
    "during an operation carried out by marines").
    """
    tree = facts.tree
    verbs = [v for v in tree.conjuncts(act.head) if tree.is_verb(v)]
    for i in (i for prep in _MEANS for v in verbs for i in prep_objects(tree, v, prep)):
        if tree.lemma[i] not in _OPERATING:
            continue
        done = [k for k in tree.kids_by(i, "acl") if tree.tag[k] == "VBN" and tree.lemma[k] in _DOING]
        found = [e for k in done for s in subjects(tree, k) for e in entities_at(facts, s, bare=True)]
        found = found or entities_at(facts, i)
        mine = {e.key for e in act.recipients}
        if found := [e for e in found if e.key not in mine]:
            return found
    return []


_OPERATING = frozenset("ambush assault attack operation raid shelling shooting siege strike sweep".split())
_DOING = frozenset("carry conduct execute launch lead mount stage".split())


def _sends(tree: Tree, act: Act) -> bool:
    """As in "a drone launched by the rebels hit the port": how what hits came to be there."""
    return act.type == "ASSAULT" and tree.dep[act.head] == "acl" and tree.dep[tree.head[act.head]] == "nsubj"


def is_result(act: Act) -> bool:
    """True for an act that its row calls a result."""
    return act.match.rule.cell("note") == "result"


def _cause(tree: Tree, act: Act, causes: dict[int, Act]) -> Act | None:
    """The attack that a result comes from: its subject, the clause that it ends, or what it happened in."""
    verb = act.head
    for i in surface_subjects(tree, verb):
        for j in (i, *tree.ancestors(i)):
            if j in causes and j != verb:
                return causes[j]
            if tree.is_verb(j):
                break
    if _sends(tree, act) and tree.head[tree.head[verb]] in causes:
        return causes[tree.head[tree.head[verb]]]
    for k in tree.kids_by(verb, "advcl"):  # "Two people were killed when soldiers opened fire"
        if k in causes and any(tree.lower[j] in ("when", "as") for j in tree.kids_by(k, "advmod", "mark")):
            return causes[k]
    if tree.dep[verb] in ("advcl", "conj") and tree.head[verb] in causes:
        return causes[tree.head[verb]]
    if tree.dep[verb] == "advcl":
        for cause in causes.values():
            if tree.head[verb] in cause.heads:
                return cause
    shared = [verb]  # "were killed and six were injured in a strike"
    if tree.dep[verb] == "conj":
        shared.append(tree.first_conjunct(verb))
    elif tree.passive(verb):
        shared += [v for v in tree.conjuncts(verb) if v != verb and tree.tag[v] == "VBN" and tree.lemma[v] in HURT]
    by = [i for prep in _MEANS for v in shared for i in prep_objects(tree, v, prep)]
    return next((causes[c] for i in by for c in tree.conjuncts(core(tree, i)) if c in causes), None)
