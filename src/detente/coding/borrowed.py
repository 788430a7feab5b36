"""Sides of an act told by a noun, taken from the clause in which the noun stands.

"Norway and Sweden signed it after years of negotiations": the negotiations are theirs. "Police reported several
arrests": the arrests are the police's. "She left prison after half of her sentence": she was sentenced, by a court of
her state. "Clashes broke out during protests in Lima": the protesters are of Lima's state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..annotate.arguments import objects, subjects, surface_subjects
from ..annotate.facts import Facts
from ..annotate.phrases import attribute_above, name_of, prep_objects, preposition_of
from ..annotate.referring import is_local, is_person
from ..lexicon.rules import RuleLexicon
from ..records import Entity, Event, Place
from .acts import Act
from .local import crowd, setting
from .matching import lemma_of
from .who import entities_at, extent, state_entity, unique

_ASIDE = frozenset("after following during under amid in as through since despite before at from by with".split())
_REPORTING = frozenset(
    "announce complete conclude conduct confirm continue declare end launch lead make report result say step".split()
)
_SERVING = frozenset("appeal await begin complete face finish get receive serve start".split())
_PUBLIC = frozenset({"GOV", "COP", "MIL", "SPY", "JUD"})
_STATES_OWN = frozenset(
    {("COERCE", "arrest"), ("COERCE", "seize"), ("RETREAT", "release"), ("SANCTION", "convict"), ("SANCTION", "expel")}
)
_SCORE = 0.5


def unnamed(facts: Facts, act: Act, events: Sequence[Event]) -> list[Entity]:
    """Whom police take besides those told before: "a Kenyan was detained and two others were arrested"."""
    if (act.type, act.mode) != ("COERCE", "arrest") or act.match.rule.pattern.pos != "v":
        return []
    for i in objects(facts.tree, act.match.head):
        if facts.tree.lemma[i] != "other" or i in facts.by_token:
            continue
        before = [e for event in events[-1:] if event.type in ("COERCE", "ASSAULT") for e in event.recipients]
        codes = {e.country for e in before}
        span = facts.span(*extent(facts, [i]))
        country = next(iter(codes)) if len(codes) == 1 and facts.tree.tag[i] == "NNS" else None
        return [Entity(name_of(facts.tree, i), country, "UNK", "", span=span, how="clause.others", score=_SCORE)]
    return []


def other_state(facts: Facts, act: Act, place: Place | None) -> list[Entity]:
    """As in "Peru frees two Chileans convicted of spying": the state that acts on them now convicted them."""
    tree, verb = facts.tree, act.match.head
    if (
        place is not None
        or (act.type, act.mode) not in _STATES_OWN
        or not tree.is_verb(verb)
        or tree.dep[verb] != "acl"
    ):
        return []
    above = tree.verb_above(tree.head[verb])
    theirs = {e.country for e in act.recipients}
    found = [e for i in (subjects(tree, above) if above is not None else []) for e in entities_at(facts, i)]
    other = [e for e in found if e.sector in _PUBLIC and e.country in facts.lexicon.known and e.country not in theirs]
    return (
        [replace(e, how="clause.state", score=_SCORE) for e in other[:1]]
        if len({e.country for e in other}) == 1
        else []
    )


def borrow(facts: Facts, rules: RuleLexicon, act: Act, events: Sequence[Event], sole: str | None) -> None:
    """Fill, in place, the sides that an act told by a noun leaves open; ``sole`` is the only state the text names."""
    act.recipients = act.recipients or unnamed(facts, act, events)
    if act.match.rule.pattern.pos != "n" or act.trail:
        return
    if act.type == "PROTEST" and not act.actors:
        place = setting(facts, act.head)
        code = place.country if place is not None else sole
        if code in facts.lexicon.known:
            act.actors = [crowd(facts, act, code)]
        return
    if act.reciprocal and not act.actors and not act.recipients:
        act.actors = _parties(facts, act, events) or _of_the_border(facts, act)
        return
    if act.reciprocal and len(act.actors) == 1 and not act.recipients:
        act.actors = [*_other_side(facts, act), *act.actors]
    act.recipients = act.recipients or _undergoing(facts, act)
    if (act.type, act.mode) == ("ACCUSE", "investigate") and not act.actors and not act.recipients:
        _as_the_arrest(facts, act, events)
    act.recipients = act.recipients or _under_pressure(facts, act)
    if act.type == "ASSAULT" and not act.reciprocal:
        act.actors = act.actors or _suspects(facts, act, events) or _same_hand(facts, act, events)
        act.recipients = act.recipients or _dead_of(facts, act)
    if (act.type, act.mode) == ("SANCTION", "convict") and not act.recipients:
        act.recipients = _sentenced(facts, act)
    if (act.type, act.mode) in _STATES_OWN and not act.actors:
        act.actors = _authorities(facts, act) or _own_state(facts, act)
    if act.type == "ASSAULT" and not act.actors and not act.recipients:
        act.recipients = _forces_hit(facts, rules, act)


def _parties(facts: Facts, act: Act, events: Sequence[Event]) -> list[Entity]:
    """The two that the sentence tells of, where the noun stands aside in it ("... after nine years of talks")."""
    tree = facts.tree
    prep = preposition_of(tree, _outer(facts, act.head))
    if prep is None or tree.lower[prep] not in _ASIDE:
        return []
    verb = tree.verb_above(prep)
    found = [e for i in (surface_subjects(tree, verb) if verb is not None else []) for e in entities_at(facts, i)]
    if len({e.country for e in found}) != 2:
        first, end = tree.sents[tree.sent_of[act.head]]
        begin, stop = tree.start[first], tree.end[end - 1]
        told = [e for e in events if begin <= e.evidence.start < stop]
        found = [s for e in told for s in (*e.actors, *e.recipients)]
    if len({e.country for e in found}) != 2 or any(e.country is None for e in found):
        return []
    pair = {e.country: e for e in reversed(found)}
    return [replace(e, how="clause.parties", score=_SCORE) for e in reversed(pair.values())]


_PRESSING = frozenset({"COERCE", "REQUEST", "SANCTION", "THREATEN"})


_LASTING = frozenset("blockade closure curb embargo pressure restriction siege".split())


def _under_pressure(facts: Facts, act: Act) -> list[Entity]:
    """As in "The rebels will withdraw following a request from Kenya", "Cuba cuts supplies amid the US blockade"."""
    tree = facts.tree
    prep = preposition_of(tree, act.head)
    aside = prep is not None and tree.lower[prep] in ("after", "amid", "following", "under", "despite", "to", "over")
    due = prep is not None and (tree.lower[prep] != "to" or tree.lower[prep - 1] == "due")
    verb = tree.verb_above(prep) if prep is not None and aside and due else None
    lasting = act.type != "COERCE" or lemma_of(tree, act.head) in _LASTING
    if act.type not in _PRESSING or not lasting or not act.actors or verb is None:
        return []
    mine = {e.country for e in act.actors}
    found = [e for i in subjects(tree, verb) for e in entities_at(facts, i)]
    other = [e for e in found if e.country and e.country not in mine]
    return [replace(e, how="clause.pressed", score=_SCORE) for e in unique(other)]


def _undergoing(facts: Facts, act: Act) -> list[Entity]:
    """As in "The airline has been the subject of US sanctions": who is what."""
    tree = facts.tree
    noun = attribute_above(tree, act.head)
    if noun is None or tree.lemma[noun] not in ("object", "subject", "target", "victim"):
        return []
    mine = {e.country for e in act.actors}
    found = [e for i in surface_subjects(tree, tree.head[noun]) for e in entities_at(facts, i, bare=True)]
    return unique([e for e in found if e.country is None or e.country not in mine])


def _in_sentence(facts: Facts, act: Act, events: Sequence[Event]) -> list[Event]:
    """The events of the act's sentence that are told before it."""
    first = facts.tree.start[facts.tree.sents[facts.tree.sent_of[act.head]][0]]
    return [e for e in events if first <= e.predicate.start < facts.tree.start[act.head]]


_HELD_FOR = frozenset({("COERCE", "arrest"), ("SANCTION", "convict"), ("ACCUSE", "allege"), ("ACCUSE", "investigate")})


def _as_the_arrest(facts: Facts, act: Act, events: Sequence[Event]) -> None:
    """As in "was arrested as part of an investigation": whoever arrests, charges or searches investigates."""
    for event in reversed(_in_sentence(facts, act, events)):
        if (event.type in ("COERCE", "SANCTION") or (event.type, event.mode) in _HELD_FOR) and event.actors:
            act.actors = [replace(e, how="clause.authority", score=_SCORE) for e in event.actors]
            act.recipients = [replace(e, how="clause.held", score=_SCORE) for e in event.recipients]
            return


def _suspects(facts: Facts, act: Act, events: Sequence[Event]) -> list[Entity]:
    """As in "sentenced two men for the attack on the port": those who are held for it are said to have done it."""
    tree = facts.tree
    prep = preposition_of(tree, _outer(facts, act.head))
    if prep is None or tree.lower[prep] not in ("for", "over", "of", "in", "after"):
        return []
    verb = tree.verb_above(prep)
    start = tree.start[verb] if verb is not None else -1
    for event in reversed(_in_sentence(facts, act, events)):
        if (event.type, event.mode) in _HELD_FOR and event.predicate.start == start:
            return [replace(e, how="clause.held", score=_SCORE) for e in event.recipients]
    return []


def _same_hand(facts: Facts, act: Act, events: Sequence[Event]) -> list[Entity]:
    """As in "an Iranian air strike on the port, while four died in a similar strike on the airport"."""
    place = setting(facts, act.head)
    theirs = {e.country for e in act.recipients} | ({place.country} if place is not None else set())
    for event in reversed(_in_sentence(facts, act, events)):
        if event.type == "ASSAULT" and event.actors and theirs & {e.country for e in event.recipients if e.country}:
            return [replace(e, how="clause.same_hand", score=_SCORE) for e in event.actors]
    return []


_DYING = frozenset({"death", "killing", "injury", "wounding"})


def _dead_of(facts: Facts, act: Act) -> list[Entity]:
    """As in "the death of the commander in an Israeli air strike"."""
    tree = facts.tree
    prep = preposition_of(tree, _outer(facts, act.head))
    noun = tree.head[prep] if prep is not None and tree.lower[prep] in ("from", "in", "by") else -1
    if noun >= 0 and tree.lemma[noun] not in _DYING:  # "the death of X from a strike": hangs on the name
        above = preposition_of(tree, noun)
        noun = tree.head[above] if above is not None and tree.lower[above] == "of" else -1
    if noun < 0 or tree.lemma[noun] not in _DYING:
        return []
    return unique([e for i in prep_objects(tree, noun, "of") for e in entities_at(facts, i, bare=True)])


_TREATIES = frozenset(
    {"accord", "agreement", "charter", "convention", "covenant", "law", "pact", "protocol", "statute"}
)


def treaty(facts: Facts, act: Act) -> list[Entity]:
    """As in "left the Istanbul Convention", "ratified the Sea Treaty": the treaty, where it names no body."""
    tree = facts.tree
    if (act.type, act.mode) != ("SANCTION", "withdraw") and act.type != "SUPPORT":
        return []
    things = [*act.match.bound, *objects(tree, act.match.head), *prep_objects(tree, act.match.head, "from", "to")]
    for i in dict.fromkeys(things):
        last = next((k for k in prep_objects(tree, i, "of") if tree.lower[k] == "treaty"), i)
        named = tree.tag[i] == "NNP" or any(tree.tag[k] == "NNP" for k in tree.kids_by(i, "compound"))
        if i in facts.by_token or not named or not ({tree.lower[i], tree.lower[last]} & (_TREATIES | {"treaty"})):
            continue
        whole = [last, *(k for k in prep_objects(tree, i, "of") if tree.tag[k] == "NNP")]
        first, end = extent(facts, [i])
        span = facts.span(first, max(end, *(k + 1 for k in whole)))
        if any(e.span is None or not span.start <= e.span.start < span.end for e in act.recipients):
            continue  # the sentence tells whom it is with
        name = span.text.removeprefix("the ").removeprefix("The ")
        return [Entity(name, "IGO", "IGO", "", span=span, how="actor.treaty", score=_SCORE)]
    return []


def _other_side(facts: Facts, act: Act) -> list[Entity]:
    """As in "aid for Ukraine amid the war with Russia": the state named last before, outside phrases of place."""
    tree = facts.tree
    if act.type != "ASSAULT" or not prep_objects(tree, act.head, "with", "against"):
        return []
    mine, first = {e.country for e in act.actors}, tree.sents[tree.sent_of[act.head]][0]
    for mention in reversed([m for m in facts.mentions if first <= m.head < act.head]):
        states = [e for e in mention.entities if e.country in facts.lexicon.known and e.sector in _PUBLIC]
        if states and mention.kind != "place" and not is_local(tree, mention):
            other = [e for e in states if e.country not in mine]
            return [replace(e, how="clause.parties", score=_SCORE) for e in other[:1]]
    return []


def _of_the_border(facts: Facts, act: Act) -> list[Entity]:
    """As in "Clashes broke out on the border between X and Y"."""
    tree = facts.tree
    verb = tree.verb_above(act.head)
    if act.type != "ASSAULT" or verb is None:
        return []
    where = [i for n in (act.head, verb) for i in prep_objects(tree, n, "on", "along", "at", "near")]
    borders = [i for i in where if tree.lemma[i] in ("border", "frontier")]
    found = unique([e for i in borders for k in prep_objects(tree, i, "between") for e in entities_at(facts, k)])
    return [replace(e, how="clause.parties", score=_SCORE) for e in found] if len(found) == 2 else []


def _outer(facts: Facts, noun: int) -> int:
    """The noun that stands for the act in its clause: "years of talks", "a round of negotiations"."""
    tree = facts.tree
    for _ in range(3):
        prep = preposition_of(tree, noun)
        if prep is None or tree.lower[prep] != "of" or not tree.is_noun(tree.head[prep]):
            return noun
        noun = tree.head[prep]
    return noun


def _sentenced(facts: Facts, act: Act) -> list[Entity]:
    """Who serves or gets the sentence: its owner, the subject of "serve", "receive" and the like."""
    tree = facts.tree
    owners = tree.kids_by(act.head, "poss")
    verb = tree.verb_above(act.head)
    if not owners and verb is not None and tree.lemma[verb] in _SERVING and not tree.passive(verb):
        owners = surface_subjects(tree, verb)
    return unique(
        [e for i in owners for e in entities_at(facts, i, bare=True) if e.sector not in ("GOV", "JUD") or is_person(e)]
    )


def _own_state(facts: Facts, act: Act) -> list[Entity]:
    """The state of the one person who is jailed, freed or convicted."""
    codes = {e.country for e in act.recipients if is_person(e)}
    code = next(iter(codes)) if len(codes) == 1 else None
    state = state_entity(facts, code, "actor.place", 0.4, next((e.span for e in act.recipients), None))
    return [state] if state is not None else []


def _authorities(facts: Facts, act: Act) -> list[Entity]:
    """The police or government whose clause reports the act as its own ("police made several arrests")."""
    tree = facts.tree
    verb = tree.verb_above(act.head)
    for _ in range(3):
        if verb is None or tree.lemma[verb] not in _REPORTING:
            return []
        found = [e for i in subjects(tree, verb) for e in entities_at(facts, i, owners=False)]
        if found:
            own = all(e.sector in _PUBLIC and not is_person(e) for e in found)
            return [replace(e, how="clause.authority", score=_SCORE) for e in found] if own else []
        verb = tree.verb_above(verb)
    return []


def _forces_hit(facts: Facts, rules: RuleLexicon, act: Act) -> list[Entity]:
    """Soldiers, patrols, bases, plants and the like that an unknown hand attacks, of the state where it happens."""
    tree = facts.tree
    place = setting(facts, act.head)
    if place is None or place.country not in facts.lexicon.known:
        return []
    made = []
    nodes = [act.head, act.carrier, *(k for k in (tree.verb_above(act.head),) if k is not None)]
    for i in (k for n in dict.fromkeys(nodes) for k in prep_objects(tree, n, "on", "against", "at")):
        lemma = lemma_of(tree, i)
        named = {lemma, f"{tree.lower[i - 1]} {lemma}"} if i else {lemma}
        if i in facts.by_token or not named & (rules.classes["force"] | rules.classes["facility"]):
            continue
        span = facts.span(*extent(facts, [i]))
        sector = "MIL" if named & rules.classes["force"] else "CVL"
        made.append(Entity(name_of(tree, i), place.country, sector, "", span=span, how="actor.target", score=_SCORE))
        act.tokens.append(i)
    return made
