"""Sides that the setting tells: police and crowds of the place, citizens of the state that acts on them.

``localise``: "police in Istanbul", "protests in Latakia", "was jailed in Minsk". ``domestic``: whom a court, a
government or the police of a state act on is of that state, where nothing says otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from ..annotate.arguments import objects, surface_subjects
from ..annotate.facts import Facts
from ..annotate.phrases import left_edge, name_of, prep_objects
from ..annotate.places import place_of
from ..annotate.referring import is_person
from ..annotate.tree import NOMINAL
from ..records import Entity, Place, Span
from .acts import Act
from .matching import lemma_of
from .settle import of_violence
from .who import extent, slot_tokens, state_entity

_LOCAL = frozenset("GOV REB CRM CVL COP MIL JUD LEG LAB EDU REL MED OPP PTY".split())
_BY_STATES = frozenset({("SANCTION", "convict"), ("SANCTION", "expel"), ("RETREAT", "release")})
_RULING = frozenset({"GOV", "MIL", "JUD", "COP", "LEG", "SPY"})
_NO_TARGETS = frozenset(
    "explosion blast fire attack strike airstrike raid operation campaign war violence shot round missile rocket drone "
    "bomb rate time day night week control swathe territory responsibility credit ceasefire truce".split()
)
_UNPLACED = frozenset({"actor.title", "actor.unknown_name", "coref.last_name"})
_THINGS = frozenset("fire flood landslide market price rain share storm stock wave wildfire".split())
_ASKING = frozenset({"demand", "call", "urge", "ask", "accuse", "denounce", "oppose"})
_NO_BODIES = frozenset({"place", "people", "adjective", "document"})
FORCES = frozenset({"COP", "MIL", "GOV", "SPY"})
_CITIZENS = frozenset("CVL COP CRM MIL JUD LEG LAB EDU REL MED OPP PTY BUS GOV UAF UNK".split())
_NO_CITIZENS = frozenset(
    "foreign foreigner international third-country tanker ship vessel crew sailor seafarer migrant suspect perpetrator"
    " assailant".split()
)
_UNKNOWN = frozenset({"assailant", "attacker", "gunman", "perpetrator", "shooter", "suspect"})  # of any state
_ABOARD = frozenset({"crew", "crewmen", "sailors", "seafarers"})  # of no flag
_FLAGGED = ("flagged", "registered", "owned", "operated", "based", "led", "run")  # the first of them counts
_LONG = 900  # characters: more than a short item of news
_OFTEN, _MOSTLY = 5, 0.6  # mentions, and their share among those of states, that make one what a text is about
_WIELDING = frozenset("fire launch throw lob hurl drop detonate use stage carry conduct open plant set".split())
_TYPES = frozenset({"COERCE", "SANCTION", "RETREAT", "CONCEDE", "THREATEN"})


def localise(facts: Facts, act: Act, place: Place | None, sole: str | None = None) -> None:
    """Police, soldiers, civilians of no named state are those of the place; so are a crowd that is not named and, in
    the passive, the state that arrests, convicts or releases. ``sole`` is the only state that the text names.
    """
    act.actors, act.recipients = ([_of_the_place(e, place) for e in side] for side in (act.actors, act.recipients))
    if act.actors or not act.plain or _done_by_things(facts, act):
        return
    if act.type == "PROTEST" and (place := place or _swept(facts, act)) and place.country in facts.lexicon.known:
        act.actors = [crowd(facts, act, place.country)]
    elif act.type == "COERCE" or (act.type, act.mode) in _BY_STATES or _prosecuted(facts, act):
        where = place or _where(facts, act.head)
        place = where or setting(facts, act.head)
        own = None if where is not None else _state_of_politician(act.recipients)
        code = own or (place.country if place is not None else sole)
        if place is not None and place.country == code:
            span = place.span
        else:
            span = next((e.span for e in act.recipients), None) if own else _named_at(facts, code)
        state = state_entity(facts, code, "actor.place", 0.5, span)
        act.actors = [state] if state is not None else []


def protested_at(facts: Facts, act: Act) -> list[Entity]:
    """Against whom people protest, told further off: "in support of A against B", "demanding that the government ...":
    the first body of a state named there.
    """
    tree = facts.tree
    state = next((e.country for e in act.actors if e.country in facts.lexicon.known), None)
    named = " ".join(tree.lower[left_edge(tree, act.match.head) : act.match.head + 1]).replace(" ", "")
    if state is not None and ("anti-government" in named or "antigovernment" in named):
        government = state_entity(facts, state, "actor.protested", 0.6)
        return [government] if government is not None else []
    for i in tree.subtree(act.match.head):
        if tree.lower[i] == "against" or (tree.lemma[i] in _ASKING and tree.tag[i] in ("VBG", "TO", "VB")):
            owners = [k for j in tree.kids_by(i, "pobj", "dobj") for k in tree.kids_by(j, "amod", "poss", "compound")]
            owned = [m.entities for k in owners if (m := facts.by_token.get(k)) is not None and m.entities]
            if owned:  # "against the Israeli occupation of the territory"
                return [replace(e, how="actor.protested", score=round(0.7 * e.score, 3)) for e in owned[0]]
            there = (m for k in tree.subtree(i) if (m := facts.by_head.get(k)) is not None and m.kind not in _NO_BODIES)
            found = next((m.entities for m in there if any(e.sector in _RULING for e in m.entities)), ())
            if found:
                return [replace(e, how="actor.protested", score=round(0.7 * e.score, 3)) for e in found]
    return []


def government_protested(facts: Facts, act: Act) -> list[Entity]:
    """In a longer text about a state, the government of those who protest, where the text speaks of it."""
    state = next((e.country for e in act.actors if e.country in facts.lexicon.known), None)
    if state is None or len(facts.tree.text) < _LONG:
        return []
    spoken = [m for m in facts.mentions if any(e.country == state and e.sector == "GOV" for e in m.entities)]
    ruling = [m for m in spoken if m.kind in ("body", "person") or m.how == "coref.state"]
    if not ruling:
        return []
    government = state_entity(facts, state, "actor.protested", 0.4, facts.span(ruling[0].first, ruling[0].last))
    return [government] if government is not None else []


def sole_state(facts: Facts) -> str | None:
    """The state that a text is about: it names no other, or in a longer text hardly any other."""
    known = facts.lexicon.known
    told = Counter(e.country for m in facts.mentions for e in m.entities if e.country in known and len(e.country) == 3)
    code, times = told.most_common(1)[0] if told else (None, 0)
    return code if len(told) == 1 or (times >= _OFTEN and times >= _MOSTLY * told.total()) else None


def _swept(facts: Facts, act: Act) -> Place | None:
    """As in "Protests swept Iran": where the protests are is the object of their verb."""
    if not act.match.as_subject:
        return None
    for i in objects(facts.tree, act.match.carrier):
        mention = facts.by_token.get(i)
        if mention is not None and mention.kind in ("country", "capital", "place") and mention.entities:
            return place_of(facts, mention)
    return None


def _done_by_things(facts: Facts, act: Act) -> bool:
    """As in "Heavy rain cut power in Chile", "Shares rallied in Tokyo": its subject is no actor."""
    tree, verb = facts.tree, act.match.carrier
    if not tree.is_verb(verb) or tree.passive(verb) or act.match.as_subject or tree.tag[verb] == "VBN":
        return False
    subjects = [i for i in surface_subjects(tree, verb) if tree.is_noun(i)]
    subjects = [i for i in subjects if tree.tag[i] == "NN" or tree.lemma[i] in _THINGS]  # not "crowds"
    return bool(subjects) and not any((m := facts.by_token.get(i)) is not None and m.agent for i in subjects)


def setting(facts: Facts, head: int) -> Place | None:
    """The place nearest to a token in its sentence, else the last one of the sentence before."""
    tree, here = facts.tree, facts.tree.sent_of[head]
    named = [(t, p) for t, p in sorted(facts.places.items()) if p.country]
    same = [(abs(t - head), t, p) for t, p in named if tree.sent_of[t] == here and not of_violence(facts, head, t)]
    if same:
        return min(same, key=lambda found: found[:2])[2]
    before = [p for t, p in named if tree.sent_of[t] == here - 1]
    return before[-1] if before else None


def of_the_flag(facts: Facts, act: Act) -> None:
    """Ships, firms and bases of no named state are of the one that their description names ("a Dutch-flagged ship")."""
    for side in (act.actors, act.recipients):
        for n, e in enumerate(side):
            owner = None if e.country or e.span is None else _flag(facts, e.span)
            if owner is not None and owner.country:
                side[n] = replace(e, country=owner.country, how="actor.flag")


def _flag(facts: Facts, span: Span) -> Entity | None:
    tree = facts.tree
    first, end = tree.tokens_between(span.start, span.end)
    heads = [i for i in range(first, end) if not first <= tree.head[i] < end]
    todo = heads[-1:]
    for i in todo:
        todo += [k for k in tree.kids[i] if k < i and tree.dep[k] in ("compound", "nmod")]
    told = [k for i in todo for k in tree.kids[i] if k < i and tree.tag[k] in ("VBN", "VBD", "JJ")]
    for word in sorted((k for k in told if tree.lower[k] in _FLAGGED), key=lambda k: _FLAGGED.index(tree.lower[k])):
        before = word - 2 if tree.word[word - 1] in ("-", "‐", "–") else word - 1
        mention = facts.by_token.get(before)
        if mention is not None and mention.entities and mention.kind in ("country", "people", "capital", "adjective"):
            return mention.entities[0]
    return None


def of_the_same(act: Act, state: str | None) -> None:
    """Victims of no named state are of the state that is hit with them ("strikes Tel Aviv, killing a woman"), else of
    the only state that the text is about.
    """
    for side in (act.recipients, act.actors):
        told = {e.country for e in side if e.country and e.how != "actor.flag"}
        code = next(iter(told)) if len(told) == 1 and side is act.recipients else state
        for n, e in enumerate(side):
            doer = side is act.actors and not act.reciprocal and e.sector not in FORCES
            unknown = e.how == "actor.bare" or (side is act.recipients and e.how in _UNPLACED)
            citizen = e.sector in _LOCAL or (e.sector == "UNK" and e.how in _UNPLACED)
            if e.name.lower().split()[-1] in _UNKNOWN | _ABOARD:
                continue
            if code and not e.country and unknown and citizen and not doer:
                side[n] = replace(e, country=code, how="actor.place", score=0.5)


def _where(facts: Facts, head: int) -> Place | None:
    """As in "extradited to Peru, where he faces charges": what the relative clause is about."""
    tree = facts.tree
    for verb in (head, *tree.ancestors(head)):
        if tree.dep[verb] == "relcl" and any(tree.lower[k] == "where" for k in tree.kids[verb]):
            mention = facts.by_token.get(tree.head[verb])
            named = mention is not None and mention.kind in ("country", "capital", "place") and mention.entities
            return place_of(facts, mention) if mention is not None and named else None
    return None


def _prosecuted(facts: Facts, act: Act) -> bool:
    """As in "the former minister was charged with fraud": by the prosecutors of a state."""
    verb = act.match.head
    legal = act.type == "ACCUSE" and facts.tree.lemma[verb] in ("charge", "indict", "prosecute")
    told = facts.tree.lemma[verb] == "face" or (legal and facts.tree.passive(verb))
    return told and act.type == "ACCUSE" and any(is_person(e) or e.how in _UNPLACED for e in act.recipients)


_FOR_OR_AGAINST = re.compile(r"\b(?:pro|anti) ?[-‐–]", re.IGNORECASE)


def _named_at(facts: Facts, code: str | None) -> Span | None:
    """Where a text first names a state."""
    spans = (facts.span(m.first, m.last) for m in facts.mentions if any(e.country == code for e in m.entities))
    return next(spans, None)


def of_the_text(facts: Facts, act: Act, sole: str | None) -> None:
    """Whoever is of no named state is of the only one that the text names."""
    if sole is not None:
        act.actors, act.recipients = ([placed(facts, e, sole) for e in side] for side in (act.actors, act.recipients))


def placed(facts: Facts, entity: Entity, sole: str) -> Entity:
    """One of no named state as of the only state that the text names; of a body beyond states, from abroad, a firm's or
    unknown to all (an attacker) as it is.
    """
    if entity.country or _FOR_OR_AGAINST.search(entity.name) or _from_abroad(facts, entity):
        return entity
    words = {w.rstrip("s") for w in entity.name.lower().split()} | {entity.name.lower().split()[-1]}
    if entity.sector in ("GRP", "IGO", "NGO", "UAF", "BUS") or words & (_UNKNOWN | _NO_CITIZENS):
        return entity
    if entity.how == "actor.bare" or entity.how in _UNPLACED:
        return replace(entity, country=sole, how="actor.text", score=round(0.8 * entity.score, 3))
    return entity


def _state_of_politician(side: list[Entity]) -> str | None:
    """The state of the one person acted on, where an office or the lexicon tells it: his own state jails him."""
    known = len(side) == 1 and is_person(side[0]) and len(side[0].country or "") == 3
    return side[0].country if known and side[0].country not in ("IGO", "NGO", "IMG") else None


def crowd(facts: Facts, act: Act, country: str | None) -> Entity:
    """Those who protest, riot or march in a state."""
    span = facts.span(act.match.head, act.match.head + 1)
    name = "rioters" if lemma_of(facts.tree, act.match.head) == "riot" else "protesters"
    return Entity(name, country, "CVL", span=span, how="actor.place", score=0.5)


def _of_the_place(entity: Entity, place: Place | None) -> Entity:
    """A local actor of no named state as one of the state that the place lies in."""
    if entity.country or place is None or entity.how != "actor.bare" or entity.sector not in _LOCAL:
        return entity
    if entity.name.lower().split()[-1] in _UNKNOWN:
        return entity
    if entity.sector == "GOV" and entity.office:
        return entity  # "several foreign ministers in Cairo"
    return replace(entity, country=place.country, how="actor.place", score=0.6)


def domestic(facts: Facts, act: Act, place: Place | None) -> None:
    """Give people, parties and firms of no told state that of the court, government or police that acts on them."""
    states = {e.country for e in act.actors if e.country or not act.reciprocal}
    state = next(iter(states), None)
    if len(states) != 1 or state is None or state not in facts.lexicon.known:
        return
    if place is not None and place.country and place.country != state:
        return
    police = any(e.sector in ("COP", "SPY") for e in act.actors)
    ruled = act.type in _TYPES and all(e.sector in _RULING for e in act.actors)
    forces = all(e.sector in FORCES for e in act.actors if e.country)
    fights = act.type == "ASSAULT" and (police or (act.reciprocal and forces))
    if act.type == "ASSAULT" and forces and not act.reciprocal:  # dissidents are those of the state that hunts them
        act.recipients = [_citizen(e, state) if e.sector in ("OPP", "UAF", "CRM") else e for e in act.recipients]
    if not ruled and not fights:
        return
    if act.reciprocal:
        act.actors = [_citizen(e, state) for e in act.actors]
    told = (_of_whom(facts, e) for e in act.recipients)
    act.recipients = [e if _from_abroad(facts, e) else _citizen(e, state) for e in told]


def _from_abroad(facts: Facts, entity: Entity) -> bool:
    """As in "activists from 44 countries"."""
    after = facts.tree.text[entity.span.end : entity.span.end + 40] if entity.span is not None else ""
    return re.match(r" from (?:\w+ ){0,2}(?:countries|nations|states|abroad)\b", after) is not None


def _of_whom(facts: Facts, entity: Entity) -> Entity:
    """Leaders and members of another state's groups are of that state ("leaders of Chilean clubs")."""
    tree = facts.tree
    if entity.country or entity.span is None or entity.how != "actor.bare":
        return entity
    head = tree.token_at(entity.span.start)
    while tree.dep[head] in ("amod", "compound", "det", "nummod") and tree.head[head] != head:
        head = tree.head[head]
    for i in (j for k in prep_objects(tree, head, "of") for j in (k, *tree.kids_by(k, "amod", "poss", "nmod"))):
        mention = facts.by_token.get(i)
        if mention is not None and mention.entities and mention.entities[0].country:
            return replace(entity, country=mention.entities[0].country, how="actor.flag")
    return entity


def _citizen(entity: Entity, state: str) -> Entity:
    if entity.country or entity.how == "clause.others":
        return entity
    words = set(entity.name.lower().split())
    if entity.sector not in _CITIZENS or words & _NO_CITIZENS or {w.rstrip("s") for w in words} & _NO_CITIZENS:
        return entity
    return replace(entity, country=state, score=round(0.8 * entity.score, 3))


def state_of(facts: Facts, act: Act, place: Place) -> list[Entity]:
    """The other state in which a state coerces or strikes, where nobody is named ("settlements in the occupied West
    Bank", "air strikes in Aleppo").
    """
    state = state_entity(facts, place.country, "actor.place", 0.4, place.span)
    return [state] if state is not None and place.country not in {e.country for e in act.actors} else []


def targets_at(facts: Facts, act: Act, place: Place | None) -> list[Entity]:
    """What is hit, where nobody is named: of the state that it lies in ("a strike on a train in Kharkiv"), else of none
    ("strikes on three boats").
    """
    mine = {e.country for e in act.actors}
    if not mine:
        return []
    own = any(e.country == place.country and e.sector in FORCES for e in act.actors) if place is not None else True
    country = place.country if place is not None and not own else None
    tree, match = facts.tree, act.match
    slots = ("on", "against") if lemma_of(facts.tree, match.head) in _WIELDING else ("obj", "on", "against")
    found = dict.fromkeys(i for slot in slots for i in slot_tokens(facts, match, slot))
    things = [i for i in found if tree.tag[i] in NOMINAL and i not in facts.by_token]
    things = [i for i in things if tree.lemma[i] not in _NO_TARGETS and not tree.lower[i].endswith("ing")]
    act.tokens += things
    made = []
    for i in things:
        first, last = extent(facts, [i])
        span = facts.span(first, last)
        made.append(Entity(name_of(tree, i), country, "UNK", "", span=span, how="actor.target", score=0.6))
    return made
