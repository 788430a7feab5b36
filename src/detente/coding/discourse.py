"""Sides that the sentence leaves out, because the text has told them before.

``taken_up``: "ratified the agreement", "denounced the conclusions of the summit": who the agreement was with, who had
met. ``host_of``: the state in which two others hold their talks. ``conceded_to``: a government that gives way after
protests gives way to those who protest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..annotate.arguments import objects, surface_subjects
from ..annotate.facts import Facts
from ..annotate.phrases import prep_objects, preposition_of
from ..annotate.referring import is_definite
from ..lexicon.rules import RuleLexicon
from ..records import Entity, Event, Place, Reason
from .acts import Act
from .local import FORCES
from .matching import lemma_of
from .who import behind, entities_at, state_entity, unique

_TYPES = {"agreement": ("AGREE", "SUPPORT", "COOPERATE"), "talks": ("CONSULT",)}
_PARTNERS = ("between", "with", "among", "against", "on")
_STEPS = 3


def taken_up(facts: Facts, rules: RuleLexicon, act: Act, events: list[Event]) -> list[Entity]:
    """The parties of an agreement or a meeting that the act is about, told in an earlier sentence; not its actors."""
    mine = {e.country for e in act.actors}
    for noun in _things(facts, act):
        if noun in facts.by_token or not is_definite(facts.tree, noun):
            continue
        kind = _kind(facts, rules, noun)
        found = (_named_before(facts, rules, noun, kind) or _met_before(facts, noun, kind, events)) if kind else []
        others = [e for e in found if e.country and e.country not in mine]
        if others:
            return [replace(e, how="discourse.topic", score=round(0.6 * e.score, 3)) for e in unique(others)]
    return []


def _things(facts: Facts, act: Act) -> list[int]:
    """The nouns that an act is done to, and what their ``of`` governs."""
    tree = facts.tree
    found = list(dict.fromkeys([*(b for b in act.match.bound if tree.is_noun(b)), *objects(tree, act.match.head)]))
    level = found
    for _ in range(_STEPS):
        level = [k for i in level for k in prep_objects(tree, i, "of", "in")]
        found += level
    return found


def _kind(facts: Facts, rules: RuleLexicon, noun: int) -> str:
    """``agreement`` or ``talks``, or nothing."""
    lemma = lemma_of(facts.tree, noun)
    if lemma in rules.classes["agreement"]:
        return "agreement"
    return "talks" if any(r.type == "CONSULT" for r in rules.predicates.get((lemma, "n"), ())) else ""


def _named_before(facts: Facts, rules: RuleLexicon, noun: int, kind: str) -> list[Entity]:
    """The parties that stand with an earlier noun of the kind ("the accord between A and B", "its pact with C")."""
    tree = facts.tree
    for i in range(tree.sents[tree.sent_of[noun]][0] - 1, -1, -1):
        if tree.is_noun(i) and _kind(facts, rules, i) == kind:
            parties = [e for p in _PARTNERS for k in prep_objects(tree, i, p) for e in entities_at(facts, k)]
            found = unique([*parties, *behind(facts, i)])
            if len({e.country for e in found}) > 1:
                return found
    return []


def _met_before(facts: Facts, noun: int, kind: str, events: list[Event]) -> list[Entity]:
    """The sides of the last event told before that such a noun can name."""
    start = facts.span(facts.tree.sents[facts.tree.sent_of[noun]][0], noun + 1).start
    for event in reversed(events):
        sides = (*event.actors, *event.recipients)
        if event.type in _TYPES[kind] and event.evidence.end <= start and len({e.country for e in sides}) > 1:
            return list(sides)
    return []


_TOWARDS = frozenset({"CONCEDE", "REJECT", "ACCUSE", "THREATEN", "SANCTION"})


def counterpart_of(facts: Facts, act: Act, events: Iterable[Event]) -> list[Entity]:
    """With whom alone the same side has dealt in the text so far, for an act that tells no recipient."""
    mine = {e.country for e in act.actors if e.country}
    if act.type not in _TOWARDS or act.reciprocal or not mine or any(e.sector == "JUD" for e in act.actors):
        return []
    if any(facts.tree.tag[i] == "PRP" for h in act.heads if facts.tree.is_verb(h) for i in objects(facts.tree, h)):
        return []  # "accuse him": somebody else, though nobody knows who
    found: dict[tuple[str, str | None, str], Entity] = {}
    for event in events:
        sides = (*event.actors, *event.recipients)
        if mine & {e.country for e in event.actors} or mine & {e.country for e in event.recipients}:
            found.update({e.key: e for e in sides if e.country and e.country not in mine})
    if len({e.country for e in found.values()}) != 1:
        return []
    return [replace(e, how="discourse.counterpart", score=0.4) for e in list(found.values())[:1]]


_SPEAKING = frozenset("add announce declare note report say state tell".split())
_ASKED = frozenset({"after", "as", "because", "despite", "following", "although", "though", "before"})


def asked_by_clause(facts: Facts, act: Act) -> list[Entity]:
    """As in "Chad frees prisoners after France demanded it": who acts in the main clause is meant."""
    tree, verb = facts.tree, act.carrier
    if act.type not in _TOWARDS | {"REQUEST"} or tree.dep[verb] != "advcl" or not tree.is_verb(tree.head[verb]):
        return []
    if not any(tree.lower[k] in _ASKED for k in tree.kids_by(verb, "mark", "advmod")):
        return []
    if tree.lemma[tree.head[verb]] in _SPEAKING:
        return []  # "said X after Y closed the border"
    mine = {e.country for e in act.actors}
    found = [e for i in surface_subjects(tree, tree.head[verb]) for e in entities_at(facts, i, owners=False)]
    other = [e for e in found if e.country and e.country not in mine and e.sector in FORCES]
    return [replace(e, how="discourse.asked", score=round(0.7 * e.score, 3)) for e in unique(other)]


_TOGETHER = frozenset({"AGREE", "SUPPORT", "CONCEDE", "COOPERATE"})


def together(facts: Facts, act: Act, events: list[Event]) -> list[Entity]:
    """As in "A meets B, agreeing to lower tariffs": both do what the participle tells."""
    tree, verb = facts.tree, act.carrier
    if act.type not in _TOGETHER or tree.dep[verb] != "advcl" or tree.tag[verb] != "VBG" or len(act.actors) != 1:
        return []
    above = facts.span(tree.head[verb], tree.head[verb] + 1)
    for event in events:
        met = event.type == "CONSULT" and event.predicate.start == above.start and len(event.actors) == 2
        if met and act.actors[0].key == event.actors[0].key:
            return [act.actors[0], replace(event.actors[1], how="discourse.together", score=0.6)]
    return []


def host_of(facts: Facts, act: Act, place: Place | None) -> list[Entity]:
    """The state where two others hold talks or a meeting: their third party. Nobody where the text names no place or
    one of theirs, nor for a mere "met in Geneva".
    """
    states = {e.country for e in act.actors}
    if act.match.rule.pattern.pos != "n":
        return []
    if act.type != "CONSULT" or not act.reciprocal or act.recipients or act.mode not in (None, "third-party"):
        return []
    if place is None or not place.country or len(states) < 2 or None in states or states & {"IGO", place.country}:
        return []
    first, end = facts.tree.sents[facts.tree.sent_of[act.head]]
    bodies = (m for i in range(first, end) if (m := facts.by_token.get(i)) is not None)
    forum = any(e.country == "IGO" for m in bodies for e in m.entities)  # "at the ASEAN meeting in Vientiane"
    if forum or any(e.sector == "GRP" for e in act.actors):
        return []
    host = state_entity(facts, place.country, "actor.host", 0.6, place.span)
    return [host] if host is not None else []


def thing_again(facts: Facts, act: Act, events: Iterable[Event]) -> list[Entity]:
    """The ship that "it" is in "releases a Dutch-flagged ship after seizing it": what the same hand acted on before."""
    tree = facts.tree
    if not any(tree.lower[i] in ("it", "them") for i in objects(tree, act.match.head)):
        return []
    mine = {e.key for e in act.actors}
    first, end = tree.sents[tree.sent_of[act.head]]
    here = (tree.start[first], tree.end[end - 1])
    for event in reversed(list(events)):
        same = here[0] <= event.evidence.start < here[1] and mine & {e.key for e in event.actors}
        things = [e for e in event.recipients if e.how in ("actor.flag", "actor.target")]
        if same and things:
            return [replace(things[0], how="discourse.thing", score=0.6)]
    return []


def enemy_of(act: Act, events: Iterable[Event]) -> list[Entity]:
    """Whom the same side fights in what the text told before; nobody where it fights several."""
    mine = {e.country for e in act.actors if e.country}
    if act.type != "ASSAULT" or act.reciprocal or not mine:
        return []
    found: dict[tuple[str, str | None, str], Entity] = {}
    for event in events:
        sides = (event.actors, event.recipients) if event.recipients else (event.actors[:1], event.actors[1:])
        for own, other in (sides, sides[::-1]):
            if event.type != "ASSAULT" or not mine & {e.country for e in own}:
                continue
            found.update({e.key: e for e in other if e.country and e.country not in mine})
            if _of_a_side(act.actors) == _of_a_side(own):
                inner = [e for e in other if e.country in mine and _of_a_side([e]) != _of_a_side(own)]
                found.update({e.key: e for e in inner})  # the army and the rebels of one state
    if len({e.country for e in found.values()}) != 1:
        return []
    return [replace(e, how="discourse.enemy", score=0.5) for e in list(found.values())[:1]]


def _of_a_side(side: Iterable[Entity]) -> bool:
    """True for a state's own side in an inner conflict."""
    return all(e.sector in FORCES for e in side)


_CLAIMS = frozenset(
    f"assault.claim_{what}"
    for what in (
        "responsibility attack responsibility_for_assassination responsibility_for_attack responsibility_for_bombing"
        " responsibility_for_kidnapping responsibility_for_shooting"
    ).split()
)


def claim(events: list[Event]) -> list[Event]:
    """As in "The group claimed responsibility for the attack", "The attack was claimed by the group": the last attack
    told before without a doer is theirs; a claim of an attack that is told anyhow is no attack of its own.
    """
    claims = [e for e in events if e.rule.split("+")[0] in _CLAIMS]
    bare = [e for e in claims if e.rule == "assault.claim_responsibility"]  # an act only of what was told before
    for told in claims:
        for_else = told in bare and told.sentence.text.partition("responsibility")[2].startswith(" for ")
        if told.status == "negated" or not told.actors or for_else:
            continue
        states = {e.country for e in told.actors}
        others = [n for n, e in enumerate(events) if e.type == "ASSAULT" and e not in claims]
        open_ = [n for n in others if not events[n].actors]
        before = [n for n in open_ if events[n].evidence.start < told.evidence.start]
        theirs = [n for n in others if states & {e.country for e in events[n].actors}]
        if not open_ and not theirs:
            continue
        if open_:
            n = before[-1] if before else open_[0]
            doers = tuple(replace(e, how="discourse.claim", score=round(0.8 * e.score, 3)) for e in told.actors)
            reason = Reason("actors", "discourse.claim", (told.evidence,), "they claim it", 0.8)
            events[n] = replace(events[n], actors=doers, reasons=(*events[n].reasons, reason))
        events = [e for e in events if e is not told]
    return [e for e in events if not any(e is b for b in bare)]


def _protests(facts: Facts, rules: RuleLexicon, act: Act, state: str) -> list[Entity]:
    """Who protested, where the sentence gives protests as the reason: "revoked it following protests by farmers"."""
    tree = facts.tree
    first, end = tree.sents[tree.sent_of[act.head]]
    for i in range(first, end):
        noun = tree.is_noun(i) and any(r.type == "PROTEST" for r in rules.predicates.get((lemma_of(tree, i), "n"), ()))
        prep = preposition_of(tree, i) if noun else None
        if prep is None or tree.lower[prep] not in ("after", "amid", "following"):
            continue
        named = [e for k in prep_objects(tree, i, "by") for e in entities_at(facts, k, bare=True)]
        whole = named or [Entity("protesters", state, "CVL", how="discourse.protest", score=0.5)]
        return [replace(e, country=e.country or state, span=e.span or facts.span(i, i + 1)) for e in whole]
    return []


def conceded_to(facts: Facts, rules: RuleLexicon, act: Act, events: Iterable[Event]) -> list[Entity]:
    """Those who protested before, in the state that now gives way; else its protesters whom the text names."""
    mine = {e.country for e in act.actors if e.country}
    if act.type != "CONCEDE" or act.recipients or not mine:
        return []
    for event in events:
        protesters = [e for e in event.actors if e.country in mine]
        if event.type == "PROTEST" and protesters:
            return [replace(e, how="discourse.protest", score=0.5) for e in protesters[:1]]
    if len(mine) == 1 and (found := _protests(facts, rules, act, next(iter(mine)))):
        return found
    for mention in facts.mentions:
        if mention.agent == "protester" and len(mine) == 1:
            entity = next(iter(mention.entities), None)
            if entity is None or entity.country in (None, *mine):
                made = Entity("protesters", next(iter(mine)), "CVL", how="discourse.protest", score=0.4)
                return [facts.at(made, mention, "discourse.protest")]
    return []
