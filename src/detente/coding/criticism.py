"""Criticism by what is said of others: "that decision is a disgrace", "they have violated the truce".

A statement whose clause calls the act or the conduct of another actor wrong is an ACCUSE by its speaker against that
actor, though no word of accusing stands there. ``statements/blame.tsv`` has the frames, and whom they blame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..annotate.arguments import objects
from ..annotate.facts import Facts
from ..annotate.phrases import prep_objects
from ..annotate.referring import is_definite, is_person
from ..lexicon.rules import RuleLexicon
from ..records import Entity, Statement
from .acts import Act
from .local import FORCES
from .matching import Match, best_match
from .standing import scopes_over
from .who import fill, slot_tokens

_SPOKEN_UNDER = frozenset({"ccomp", "parataxis", "conj", "ROOT", "xcomp", "advcl", "dep", "intj", "prep", "pobj"})
_NO_NEWS = frozenset({"promise", "praise", "deny", "admit"})
_POINTING = frozenset({"it", "this", "that", "these", "they", "such"})
_CONDUCT = frozenset(
    "act action agreement announcement approach attack ban behaviour behavior bill campaign conduct deal decision "
    "decree demand deployment law letter measure move operation order plan policy presence proposal resolution "
    "rhetoric ruling sanction statement step strategy strike tactic tariff threat treatment verdict war "
    "withdrawal".split()
)


def criticise(facts: Facts, rules: RuleLexicon, acts: Sequence[Act], statement: Statement) -> list[Act]:
    """The accusation that a statement makes by what it says of others: one, the first, or none."""
    tree = facts.tree
    cue = tree.token_at(statement.cue.start)
    told = any(cue in (a.head, *a.heads) and a.type in ("ACCUSE", "REJECT", "THREATEN") for a in acts)
    if told or statement.stance in _NO_NEWS or not statement.speakers:
        return []
    first, last = tree.tokens_between(statement.content.start, statement.content.end)
    for i in range(first, last):
        match = best_match(facts, rules, rules.blame, i)
        if match is None or not _asserted(facts, match, first, last):
            continue
        if any(i in (a.head, a.carrier) and a.type == "ACCUSE" for a in acts):
            return []
        blamed = _blamed(facts, match, acts, statement)
        if blamed:
            who = [replace(e, score=round(0.9 * e.score, 3)) for e in statement.speakers]
            tokens = [i, match.carrier, *match.bound, *slot_tokens(facts, match, "subj")]
            heads = list(dict.fromkeys([i, match.carrier]))
            mode = match.rule.cell("mode")
            return [Act(match, "ACCUSE", mode, who, blamed, tokens, heads, i, cue, "said", says_at=cue)]
    return []


def blame_doers(facts: Facts, acts: Sequence[Act]) -> None:
    """As in "condemned the mayor's abduction by the army": the criticism is against those who did it, not against whom
    they did it to.
    """
    tree = facts.tree
    done = {a.head: a for a in acts if a.actors and tree.is_noun(a.match.head)}
    for act in acts:
        if act.type != "ACCUSE" or act.trail or not act.recipients or not tree.is_verb(act.head):
            continue
        for i in (*objects(tree, act.head), *prep_objects(tree, act.head, "against", "over", "at", "for")):
            inner = done.get(i)
            if inner is None or inner is act or {e.key for e in inner.actors} & {e.key for e in act.actors}:
                continue
            if {e.key for e in act.recipients} <= {e.key for e in inner.recipients}:
                act.recipients = list(inner.actors)


def _asserted(facts: Facts, match: Match, first: int, last: int) -> bool:
    """Said as true in the main line of the statement: not denied, not under "if", not of somebody in passing."""
    tree = facts.tree
    verb = match.carrier if tree.is_verb(match.carrier) else match.head
    if any(effect in ("negated", "hypothetical", "planned") for _, effect, _ in scopes_over(facts, verb)):
        return False
    here = [k for k in range(first, last) if tree.sent_of[k] == tree.sent_of[match.head]]
    if not here or "?" in tree.word[here[-1] - 1 : here[-1] + 3]:
        return False
    i = verb
    while first <= i < last:
        if tree.dep[i] not in _SPOKEN_UNDER or any(tree.lower[k] == "if" for k in tree.kids_by(i, "mark")):
            return False
        if any(tree.lower[j] == "if" for k in tree.kids_by(i, "advcl") for j in tree.kids_by(k, "mark")):
            return False
        if i != verb and any(effect == "negated" for _, effect, _ in scopes_over(facts, i)):
            return False  # "we must not say that ..."
        if tree.head[i] == i:
            break
        i = tree.head[i]
    return True


def _blamed(facts: Facts, match: Match, acts: Sequence[Act], statement: Statement) -> list[Entity]:
    """Whom the frame names, other than the speakers and their own side; else who did what "it" or "the move" is."""
    tree = facts.tree
    subject = next(iter(slot_tokens(facts, match, "subj")), None)
    tops = {match.head, match.carrier, *match.bound}
    clausal = any(tree.kids_by(k, "ccomp", "xcomp", "csubj", "acl") for k in tops)
    if subject is not None and tree.lower[subject] == "it" and clausal:
        return []  # "it is wrong to say that", "it is an outrage that"
    if subject is not None and tree.lower[subject] in ("it", "this", "that"):
        before = _doer_before(facts, acts, statement, subject)
        if before:
            return before
    found, _ = fill(facts, match, match.rule.slots["recipient"])
    if found:
        return found if _against(found, statement.speakers) else []
    if subject is None:
        return []
    clause = tree.is_verb(subject)  # "leaving them to die is a mistake"
    pointing = tree.lower[subject] in _POINTING and subject not in facts.by_token
    conduct = tree.lemma[subject] in _CONDUCT and is_definite(tree, subject)
    yours = [e for k in tree.kids_by(subject, "poss") if tree.lower[k] == "your" for e in statement.addressees]
    if not (clause or pointing or conduct or yours):
        return []
    return yours if yours and _against(yours, statement.speakers) else _doer_before(facts, acts, statement, subject)


def _doer_before(facts: Facts, acts: Sequence[Act], statement: Statement, at: int) -> list[Entity]:
    """Who did what was told last before, other than the speakers."""
    begin = facts.tree.token_at(statement.sentence.start)
    for act in sorted(acts, key=lambda a: a.head, reverse=True):
        if (
            act.head < min(begin, at)
            and act.actors
            and act.type != "CONSULT"
            and _against(act.actors, statement.speakers)
        ):
            return [replace(e, how="discourse.doer", score=round(0.5 * e.score, 3)) for e in act.actors]
    return []


def _against(side: Sequence[Entity], speakers: Sequence[Entity]) -> bool:
    """True where nobody of ``side`` is a speaker or stands with one in the same government."""
    keys = {e.key for e in speakers}
    public = {e.country for e in speakers if e.sector in FORCES and e.country}
    people = all(is_person(e) for e in (*side, *speakers))
    bodies = {(e.country, e.sector) for e in speakers if e.sector in ("REB", "PTY", "IGO")}
    if any((e.country, e.sector) in bodies and not is_person(e) for e in side):
        return False
    return not any(e.key in keys or (e.country in public and e.sector in FORCES and not people) for e in side)
