"""From acts to ``Event`` records, and from what fails to ``Drop``s.

An act becomes an event when it has the sides that its type asks for and at least one of them is a political actor;
everything else is dropped with its reason. What is said of it (status, date, place) is ``standing`` and ``settle``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Date

from ..annotate.arguments import subjects
from ..annotate.facts import Facts
from ..annotate.known import person_on
from ..annotate.phrases import core
from ..annotate.referring import is_person
from ..annotate.tree import NOMINAL
from ..lexicon.rules import RuleLexicon
from ..records import Drop, Entity, Event, Moment, Place, Reason, Span, Statement, content_id
from . import discourse, local, narrative, settle, standing
from .acts import Act, drop, find_acts, reach, sentence_span
from .borrowed import borrow, other_state, treaty
from .cameo import scored
from .compose import compose
from .contexts import contexts_of
from .criticism import blame_doers
from .matching import lemma_of
from .measures import measures_of
from .results import HURT, fold_results
from .speech import spoken_acts

_NEEDS_ACTOR = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST ACCUSE REJECT THREATEN MOBILIZE".split())
_POLITICAL = frozenset("GOV MIL COP JUD LEG SPY PTY REB UAF OPP IGO NGO GRP REF REL CRM MED".split())
_REACHING = frozenset("AGREE CONCEDE REJECT SUPPORT SANCTION COOPERATE AID RETREAT".split())
_TAKING_UP = _REACHING | {"ACCUSE", "REQUEST"}
_HOSTILE = frozenset(
    "ambush attack behead bomb detonate execute explode gunman massacre open raid shell shoot stab".split()
)
_MISHAPS = frozenset("accident blaze collapse collision crash explosion fall fire loss toll".split())
_CRASHING = frozenset("capsize collapse collide crash derail overturn sink".split())
_BANS = frozenset({"ban", "bar", "blacklist", "block"})
_TWO = frozenset({"CONSULT"})
_HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
_VIOLENT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
_CAUSES = frozenset("who that which they he she it bomb blast explosion bomber shell one".split())


def code_events(
    facts: Facts, rules: RuleLexicon, document: str, statements: Sequence[Statement] = ()
) -> tuple[list[Event], list[Drop]]:
    """The events of one text, in text order, and what was dropped. ``statements`` are those of the same text: what
    they do by being said (demand, allege) is an event too.
    """
    drops: list[Drop] = []
    acts = fold_results(facts, compose(facts, rules, find_acts(facts, rules, drops)))
    acts = spoken_acts(facts, rules, acts, statements)
    blame_doers(facts, acts)
    blamed = {h for act in acts if act.type == "ACCUSE" for h in act.heads}
    events: list[Event] = []
    last: Moment | None = None
    sole = local.sole_state(facts)
    for act in acts:
        place = settle.own_place(facts, act)
        _fill_sides(facts, rules, act, place[0] if place else None, events, sole)
        _against_foreigners(facts, act)
        status, status_reason = standing.status_of(facts, rules, act)
        if act.type == "COOPERATE" and len(act.actors) > 1 and not act.recipients:
            act.recipients, act.actors = act.actors[1:], act.actors[:1]
        why = refusal(facts, rules, act, place is not None)
        if not why and _ground_of_blame(facts, act, blamed):
            why = "told as the ground of a criticism, not as news"
        if why:
            drops.append(drop(facts, act.head, act.rule, why))
            continue
        events.append(_event(facts, rules, act, document, (status, status_reason), last, events))
        told = events[-1].date
        day = told is not None and told.span is not None and told.grain == "day" and told.rule != "narrative"
        last = told if day and not events[-1].background else last
    return discourse.claim(events), drops


def _fill_sides(
    facts: Facts, rules: RuleLexicon, act: Act, place: Place | None, events: list[Event], sole: str | None
) -> None:
    """The sides that the act's own slots leave open, the nearest source first: the words below it, the text before, the
    setting. ``sole`` is the only state that the text names.
    """
    _by_states(act)
    if left := treaty(facts, act):
        act.recipients = left
    act.actors = act.actors or other_state(facts, act, place)
    local.localise(facts, act, place, sole)
    if not act.recipients and act.type in ("ASSAULT", "COERCE", "RETREAT"):
        act.recipients = discourse.thing_again(facts, act, events)
    if act.itself:
        return
    if not act.recipients and act.type in _REACHING and act.actors and len({e.country for e in act.actors}) == 1:
        act.recipients = reach(facts, act)
    if not _named(act.recipients) and (act.type == "REQUEST" or not act.recipients):
        act.recipients = discourse.asked_by_clause(facts, act) or act.recipients
    if both := discourse.together(facts, act, events):
        act.actors = both
        act.recipients = [e for e in act.recipients if e.country not in {b.country for b in both}]
    if not act.recipients and act.type in _TAKING_UP and act.actors:
        act.recipients = (
            discourse.taken_up(facts, rules, act, events)
            or discourse.conceded_to(facts, rules, act, events)
            or discourse.counterpart_of(facts, act, events)
        )
    if host := discourse.host_of(facts, act, place):
        act.recipients, act.mode = host, act.mode or "third-party"
    if not act.recipients and act.type == "ASSAULT" and not act.reciprocal:
        act.recipients = discourse.enemy_of(act, events) or local.targets_at(facts, act, place)
    strikes = (
        act.type in ("ASSAULT", "THREATEN")
        and act.match.rule.type == "ASSAULT"
        and not act.reciprocal
        and all(e.sector in ("GOV", "MIL") for e in act.actors)
    )
    if not act.recipients and (act.type == "COERCE" or strikes) and act.actors and place is not None:
        act.recipients = local.state_of(facts, act, place)
    if not act.recipients and act.type == "PROTEST":
        act.recipients = local.protested_at(facts, act) or local.government_protested(facts, act)
    local.of_the_flag(facts, act)
    if act.type in ("ASSAULT", "COERCE"):
        where = local.setting(facts, act.head)
        there = where.country if where is not None else sole
        own = act.type == "COERCE" and any(e.sector in ("GOV", "COP", "JUD") for e in act.actors)
        local.of_the_same(act, None if own else there)
    borrow(facts, rules, act, events, sole)
    local.domestic(facts, act, place)
    local.of_the_text(facts, act, sole)
    if act.type == "ASSAULT" and _named(act.recipients):  # "an attack on a convoy, killing two aid workers"
        act.recipients = [e for e in act.recipients if e.country]
    accepted = any("subj" in alternative for alternative in act.match.rule.slots["recipient"])
    if act.mode == "resign" and not accepted:
        act.recipients = []  # "resigned as governor of the Bank of Chad": from nobody's side


def _named(side: list[Entity]) -> bool:
    """True where a state, a body or a known person is on the side, not only people of no told state."""
    return any(e.country for e in side)


def _ground_of_blame(facts: Facts, act: Act, blamed: set[int]) -> bool:
    """As in "faced criticism for buying oil": what is not itself hostile and only grounds the reproach."""
    tree, verb = facts.tree, act.match.head
    if tree.dep[verb] != "pcomp" or act.type in _HARM or act.trail:
        return False
    prep = tree.head[verb]
    return tree.lower[prep] in ("for", "over", "of", "about") and tree.head[prep] in blamed


def _by_states(act: Act) -> None:
    """A boycott by a state is no protest of civilians but reduces relations (SANCTION discontinue); an exercise of
    several states is COOPERATE, that of one is MOBILIZE.
    """
    if act.type == "MOBILIZE" and act.match.rule.cell("note") == "exercise" and len(act.actors) > 1 and not act.trail:
        act.type, act.mode = "COOPERATE", None
        act.recipients, act.actors = act.actors[1:], act.actors[:1]
    states = bool(act.actors) and all(e.sector in ("GOV", "IGO") for e in act.actors)
    if act.type == "PROTEST" and act.mode != "boycott" and act.recipients and states and not act.nominal:
        act.type, act.mode = "ACCUSE", "disapprove"  # "Vietnam protested against the drilling"
    if act.type == "PROTEST" and act.mode == "boycott" and any(e.sector == "GOV" for e in act.actors):
        act.type, act.mode = "SANCTION", "discontinue"


def _against_foreigners(facts: Facts, act: Act) -> None:
    """A ban on what is another state's reduces relations (SANCTION discontinue), an order to it to close its consulate
    expels (SANCTION expel); one's own is restricted (COERCE).
    """
    if act.rule.startswith("coerce.order_suspend") and act.recipients:
        told = {(e.sector, e.country) for e in act.recipients}
        if all(s == "GOV" for s, _ in told) and not {c for _, c in told} & {e.country for e in act.actors}:
            act.type, act.mode = "SANCTION", "expel"
        return
    if act.type != "COERCE" or act.mode != "restrict" or act.trail or lemma_of(facts.tree, act.match.head) not in _BANS:
        return
    mine, theirs = {e.country for e in act.actors}, {e.country for e in act.recipients}
    states = {c for c in theirs if c and c in facts.lexicon.known and facts.lexicon.known[c].kind == "country"}
    if mine and theirs and states == theirs and not theirs & mine:
        act.type, act.mode = "SANCTION", "discontinue"


def refusal(facts: Facts, rules: RuleLexicon, act: Act, placed: bool = False) -> str:
    """Why an act is no event; empty where it is one."""
    if not act.actors and not act.recipients:
        return "nobody is named on either side"
    charged = act.type == "ACCUSE" and act.mode in ("allege", "investigate") and facts.tree.passive(act.head)
    charged = charged and not act.trail and any(is_person(e) and e.country for e in act.recipients)
    if act.type in _NEEDS_ACTOR and not act.actors and not charged:
        return f"{act.type} needs an actor and none is named"
    if act.type in rules.required and not act.recipients:
        return f"{act.type} needs a recipient and none is named"
    if act.mode == "visit" and not act.recipients and not act.trail:
        return "a visit to nobody who is named"
    if act.type == "PROTEST" and act.actors and all(e.sector == "GOV" for e in act.actors):
        return "PROTEST is an act of civilians"
    if act.type == "PROTEST" and act.nominal and act.actors and all(is_person(e) for e in act.actors):
        return "PROTEST is an act of many, not one person's rally"
    many = any(e.sector in ("IGO", "GRP") for e in act.actors)
    if act.reciprocal and act.type in _TWO and len(act.actors) < 2 and not act.recipients and not many:
        return "a two-sided act with one side named"
    if not any(_political(e, act) for e in (*act.actors, *act.recipients)):
        return "no side is a political actor of a known country"
    if act.type == "ASSAULT" and not act.trail and (why := _no_politics(act)):
        return why
    if act.type in _HARM and not act.actors and act.match.rule.pattern.pos == "v" and _other_cause(facts, rules, act):
        return "its subject is no political actor"
    if act.type == "ASSAULT" and not act.actors and _harm_without_doer(facts, rules, act):
        return "harm without a doer, and nothing hostile is told"
    owned = bool(facts.tree.kids_by(act.head, "poss"))
    alone = (
        act.type == "PROTEST"
        or act.mode in ("resign", "martial-law")
        or (owned and (act.type == "MOBILIZE" or (act.type == "ASSAULT" and placed)))
    )
    if act.nominal and not act.trail and not (act.actors and (act.recipients or len(act.actors) > 1 or alone)):
        return "a noun tells an act only where both sides stand with it"
    return ""


def _no_politics(act: Act) -> str:
    """Why an attack is no political act: private people of one state, or a state and itself."""
    states = {e.country for e in (*act.actors, *act.recipients)}
    if len(states) != 1 or not act.actors or not act.recipients or act.reciprocal:
        return ""
    if all(e.sector in ("CVL", "UNK") for e in (*act.actors, *act.recipients)):
        return "a crime among private people"
    whole = all(e.sector == "GOV" and e.id == e.country for e in (*act.actors, *act.recipients))
    return "a state and itself" if whole else ""


def _harm_without_doer(facts: Facts, rules: RuleLexicon, act: Act) -> bool:
    """As in "Four Germans were killed when a bus fell into a ravine": plain people, and no attack and no weapon."""
    tree = facts.tree
    vehicles = [k for k in tree.kids_by(act.match.head, "advcl") if lemma_of(tree, k) in _CRASHING]
    if any(tree.lower[j] in ("when", "after", "as") for k in vehicles for j in tree.kids[k]):
        return True  # a known person, too: "was hurt when his car crashed"
    public = any(e.sector in _POLITICAL or is_person(e) for e in act.recipients)
    if public or tree.lemma[act.match.head] not in HURT:
        return False
    first, end = tree.sents[tree.sent_of[act.head]]
    for i in range(first, end):
        if i == act.match.head or (lemma := lemma_of(tree, i)) in HURT:
            continue
        told = tree.tag[i] in NOMINAL and any(r.type == "ASSAULT" for r in rules.predicates.get((lemma, "n"), ()))
        if lemma in _HOSTILE or lemma in rules.classes["weapon"] or (told and lemma not in _MISHAPS):
            return False
    return True


def _political(entity: Entity, act: Act) -> bool:
    """A political actor; civilians and companies of a named state count where harm is done to them."""
    if entity.sector in _POLITICAL:
        return bool(entity.country) or entity.sector in ("GRP", "IGO", "UAF")
    crowd = act.type == "PROTEST" or "protest" in entity.name.lower()
    return bool(entity.country) and act.type in _HARM and (crowd or entity.how not in ("actor.place", "actor.text"))


def _other_cause(facts: Facts, rules: RuleLexicon, act: Act) -> bool:
    """As in "An earthquake struck the town": an explicit subject that is no actor, no weapon and no act of somebody."""
    tree = facts.tree
    for i in (core(tree, s) for s in subjects(tree, act.match.head)):
        mention = facts.by_token.get(i)
        lemma = lemma_of(tree, i)
        agent = mention is not None and bool(mention.agent or mention.entities)
        if (
            not agent
            and lemma not in _CAUSES
            and lemma not in rules.classes["weapon"]
            and not any(r.type in _VIOLENT for r in rules.predicates.get((lemma, "n"), ()))
        ):
            return True
    return False


def _event(
    facts: Facts,
    rules: RuleLexicon,
    act: Act,
    document: str,
    stands: tuple[str, Reason],
    last: Moment | None,
    events: Sequence[Event],
) -> Event:
    status, status_reason = stands
    first, end = settle.evidence_range(facts, act)
    evidence, head = facts.span(first, end), facts.span(act.match.head, act.match.head + 1)
    reasons = [
        Reason(
            "type",
            act.rule,
            tuple(facts.span(t, t + 1) for t in dict.fromkeys([act.match.head, *act.match.bound])),
            act.match.rule.at,
        )
    ]
    reasons += [Reason("type", name, (facts.span(t, t + 1),), "operator") for name, t in act.trail]
    own, (background, background_reason), (moment, date_reason) = _when(facts, act, status, last, events)
    found = settle.own_place(facts, act)
    if own is not None and own[0].start is not None:
        act.actors, act.recipients = (on_the_day(facts, side, own[0].start) for side in (act.actors, act.recipients))
    place: Place | None = found[0] if found else None
    if place is None and not background and (there := settle.narrated_place(facts, act, events)) is not None:
        found, place = there, there[0]
    if place is None and act.match.rule.cell("note") == "there":
        found = settle.where_done(facts, act)
        place = found[0] if found else None
    forum = settle.forum_of(facts, act) if act.type == "CONSULT" and act.mode is None else None
    if forum is not None:
        act.mode = "multilateral"
        reasons.append(forum)
    contexts, context_reasons = contexts_of(facts, rules, act, first, end)
    near = {r.note.split(":")[0] for r in context_reasons if r.rule in ("context.rule", "context.evidence")}
    scale = scored(rules, act, [c for c in contexts if c in near], head)
    hedge = standing.hedge_of(facts, act)
    reasons += [scale.reason, status_reason, background_reason, date_reason, *context_reasons]
    reasons += [found[1]] if found else [Reason("place", "place.none", (), "no phrase of place hangs on the act")]
    for name, side in (("actors", act.actors), ("recipients", act.recipients)):
        reasons += [Reason(name, e.how, (e.span,) if e.span else (), e.name, e.score) for e in side]
    score = _score(act, hedge is not None)
    measures, measured = measures_of(facts, rules, act)
    reasons += measured
    return Event(
        content_id("e", document, act.type, act.mode, evidence.start, evidence.end, [e.name for e in act.actors]),
        document, act.type, act.mode, tuple(act.actors), tuple(act.recipients), moment, place, status, background,
        evidence, sentence_span(facts, act.head), head, contexts, scale.cameo, scale.goldstein, scale.intensity,
        (evidence,), "", settle.said_by(act), facts.tree.word[hedge] if hedge is not None else "", act.rule, score,
        tuple(reasons), measures,
    )  # fmt: skip


def _when(
    facts: Facts, act: Act, status: str, last: Moment | None, events: Sequence[Event]
) -> tuple[tuple[Moment, Reason] | None, tuple[bool, Reason], tuple[Moment | None, Reason]]:
    """The act's own time, if it has one; whether it is background; its date: each with its reason."""
    own = settle.own_moment(facts, act, narrative.day_told(facts, act, last))
    own = own or narrative.of_clause(facts, act, status)
    if own is not None and status == "occurred" and settle.lies_ahead(facts, own[0]):
        own = None  # "announces that it will open a consulate in May": the day of the opening
    background = standing.background_of(facts, act, own[0] if own is not None else None)
    if own is None and not background[0] and (back := narrative.looks_back(facts, act, events)) is not None:
        background = True, back
    dated = _date(facts, own, background[0], status)
    if dated[0] is not None and dated[0].rule == "publication":
        dated = narrative.narrated(facts, act, last, events) or dated
    return own, background, dated


def on_the_day(facts: Facts, side: list[Entity], day: Date) -> list[Entity]:
    """People with the office that they held on the day of the event."""
    made = []
    for e in side:
        known = facts.lexicon.known.get(e.id) if e.id.islower() else None
        if known is not None:
            then = person_on(facts, known, day, e.how)
            made.append(replace(e, country=then.country, sector=then.sector, office=then.office))
        else:
            made.append(e)
    return made


def _date(
    facts: Facts, own: tuple[Moment, Reason] | None, background: bool, status: str
) -> tuple[Moment | None, Reason]:
    if own is not None:
        return own
    if background:
        return None, Reason("date", "date.none", (), "background without a date")
    if status == "planned" or facts.published is None:
        return None, Reason("date", "date.none", (), "no day told" if facts.published else "no publication day known")
    return settle.publication(facts), Reason("date", "date.publication", (), "no date told: the publication day", 0.8)


def _score(act: Act, hedged: bool) -> float:
    """How sure the record is: the product of the sides' scores, less for nouns, operators, reports and hedges.

    The factors are set by judgement, to be replaced by a calibration against gold (see docs/decisions/0003).
    """
    score = 0.95
    for e in (*act.actors, *act.recipients):
        score *= 0.5 + 0.5 * e.score
    score *= 0.9 if act.nominal else 1.0
    score *= 0.95 ** len(act.trail)
    return round(score * (0.9 if hedged else 1.0), 3)


def sides(event: Event) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    """Actors and recipients."""
    return event.actors, event.recipients


def spans(event: Event) -> tuple[Span, ...]:
    """Every span that an event points at."""
    named = [e.span for e in (*event.actors, *event.recipients) if e.span]
    return (event.evidence, event.sentence, event.predicate, *event.tellings, *named)
