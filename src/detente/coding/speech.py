"""What is done by speaking: "I" and "we" of a quotation are who speaks, and "must" in it is a demand.

``give_voice`` makes the first person of quotations stand for their speakers. ``demands``: "foreign powers must leave",
said by somebody of another state, is a REQUEST to those who must. ``allegations``: "alleged that X had ..." is an
ACCUSE against X.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..annotate.facts import Facts, Mention
from ..annotate.known import entity_of
from ..lexicon.rules import Rule, RuleLexicon
from ..records import Entity, Statement
from .acts import Act
from .criticism import criticise
from .matching import Match
from .who import entities_at

_FIRST = frozenset({"i", "we", "us", "me", "our", "my"})
_MUST = frozenset({"must", "should", "shall"})
_ALLEGING = frozenset({"allege"})


def give_voice(facts: Facts, statements: Sequence[Statement]) -> None:
    """Add a mention for each first person inside quoted words; its entities are the statement's speakers."""
    tree = facts.tree
    for statement in statements:
        if not statement.direct:
            continue
        for quote in facts.quotes:
            if not quote.span.overlaps(statement.content):
                continue
            first, last = tree.tokens_between(quote.span.start, quote.span.end)
            for i in range(first, last):
                if tree.lower[i] in _FIRST and i not in facts.by_token:
                    mention = Mention(i, i + 1, i, "pronoun", how="coref.speaker", score=0.8)
                    mention.entities = tuple(facts.at(e, mention, mention.how) for e in statement.speakers)
                    facts.add(mention)
            _own_government(facts, statement, first, last)
    facts.sort()


def _own_government(facts: Facts, statement: Statement, first: int, last: int) -> None:
    """As in "I thank the president", said by a senator: the president of her own state."""
    lexicon = facts.lexicon
    states = {e.country for e in statement.speakers if e.country in lexicon.known}
    state = next(iter(states), None)
    if len(states) != 1 or state is None:
        return
    for i in range(first, last):
        mention = facts.by_head.get(i)
        if mention is None or mention.how not in ("coref.office", "coref.state") or not mention.agent:
            continue
        if not mention.entities or mention.entities[0].country == state:
            continue
        agent = lexicon.roles[mention.agent]
        holder = lexicon.holder(agent.office, state, facts.published) if agent.office else None
        known = holder or (lexicon.known[state] if agent.sector == "GOV" else None)
        if known is not None:
            mention.how = "coref.speaker_state"
            mention.entities = (facts.at(entity_of(facts, known, mention.how), mention),)


def spoken_acts(facts: Facts, rules: RuleLexicon, acts: list[Act], statements: Sequence[Statement]) -> list[Act]:
    """``acts`` with the demands and allegations that statements make, in text order."""
    made = list(acts)
    for statement in statements:
        made = _demands(facts, rules, made, statement)
        made += _allegation(facts, rules, made, statement) or criticise(facts, rules, made, statement)
    return sorted(made, key=lambda a: a.head)


def _demands(facts: Facts, rules: RuleLexicon, acts: list[Act], statement: Statement) -> list[Act]:
    tree = facts.tree
    rule = _row(rules, "must")
    if rule is None or not statement.speakers:
        return acts
    first, last = tree.tokens_between(statement.content.start, statement.content.end)
    for i in range(first, last):
        verb = tree.head[i]
        if tree.lower[i] not in _MUST or tree.dep[i] != "aux" or not tree.is_verb(verb):
            continue
        asked = [e for s in tree.kids_by(verb, "nsubj") for e in entities_at(facts, s, owners=False)]
        if not asked or not _others(asked, statement.speakers):
            continue
        inner = next((a for a in acts if verb in (a.head, a.carrier) and not a.trail), None)
        row = rules.compose("request", inner.type, inner.mode) if inner is not None else None
        mode = row.mode if row is not None and row.mode else "change"
        acts = [a for a in acts if a is not inner]
        acts.append(_act(rule, verb, "REQUEST", mode, list(statement.speakers), asked, [i]))
        acts[-1].says_at = tree.token_at(statement.cue.start)
    return acts


def _allegation(facts: Facts, rules: RuleLexicon, acts: list[Act], statement: Statement) -> list[Act]:
    tree = facts.tree
    cue = tree.token_at(statement.cue.start)
    rule = _row(rules, "allege")
    told = any(cue in (a.head, *(t for _, t in a.trail)) for a in acts)
    if rule is None or told or not tree.is_verb(cue) or tree.lemma[cue] not in _ALLEGING:
        return []
    for clause in tree.kids_by(cue, "ccomp"):
        subjects = tree.kids_by(clause, "nsubj", "nsubjpass")
        blamed = [e for s in subjects for e in entities_at(facts, s, owners=False, bare=True)]
        if blamed and _others(blamed, statement.speakers):
            made = _act(rule, cue, "ACCUSE", "allege", list(statement.speakers), blamed, [clause])
            made.says_at = cue
            return [made]
    return []


def _others(side: Sequence[Entity], speakers: Sequence[Entity]) -> bool:
    """True where nobody of ``side`` is a speaker, or of the speakers' own government."""
    keys = {e.key for e in speakers}
    states = {e.country for e in speakers if e.sector == "GOV" and e.country}
    return not any(e.key in keys or (e.sector == "GOV" and e.country in states) for e in side)


def _act(
    rule: Rule, head: int, type_: str, mode: str, actors: list[Entity], recipients: list[Entity], tokens: list[int]
) -> Act:
    sides = [replace(e, score=round(0.9 * e.score, 3)) for e in actors]
    match = Match(rule, head, [head], [], head)
    return Act(
        match, type_, mode, sides, recipients, [head, *tokens], [head], head, head, "said"
    )  # fmt: skip


def _row(rules: RuleLexicon, lemma: str) -> Rule | None:
    """The row that stands for what is done by such a word (its id is what the record names)."""
    return next(iter(rules.predicates.get((lemma, "v"), ())), None)
