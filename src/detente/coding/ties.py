"""Standing relations: who supplies whom, who trades with whom, who belongs to what.

``ties/relations.tsv`` has a row for each way to say it, in the pattern language of the predicates. A side that its own
clause leaves out is taken from a fuller tie of the same kind in the same sentence ("India is one of the largest
importers of arms from Russia, having bought half of its supplies").
"""

from __future__ import annotations

from dataclasses import dataclass

from ..annotate.arguments import surface_subjects
from ..annotate.facts import Facts
from ..annotate.phrases import core, governed, left_edge, prep_objects
from ..annotate.referring import is_person
from ..annotate.repair import is_name
from ..lexicon.rules import RuleLexicon
from ..records import Drop, Entity, Reason, Span, Tie, content_id
from .acts import drop, sentence_span
from .matching import Frame, Match, best_match, fits, frame_of, lemma_of
from .tie_evidence import extent_of, quantity_of, share_hedge
from .tie_register import transfer_of
from .tie_sides import (
    antecedent_of_group,
    behind_relative,
    holder,
    holders_of_claimed,
    hyphened_doer,
    hyphened_states,
    land_of_base,
    of_weight,
    outside_of,
    owner_of_title,
    pairs_of,
    partner_in_deal,
    state_or_key,
    states_of_heads,
    subject_of_noun,
    thing_of_participle,
    users_of,
)
from .tie_standing import standing_of, times_of
from .who import entities_at, fill, slot_tokens

_ITEMISED = frozenset({"arms_supply", "trade", "aid", "industrial"})
_OWNED = frozenset({"arms_supply", "trade", "industrial", "basing"})
_REGISTERED = frozenset({"arms_supply", "industrial"})
_MUTUAL = frozenset({"alliance", "dispute", "industrial"})
_LISTING = frozenset({"including", "such", "like"})


@dataclass
class Draft:
    """A tie before its sides are known to be whole."""

    match: Match
    source: list[Entity]
    target: list[Entity]
    items: list[int]
    tokens: list[int]

    @property
    def kind(self) -> str:
        """The tie's kind."""
        return self.match.rule.cell("kind")


def code_ties(facts: Facts, rules: RuleLexicon, document: str) -> tuple[list[Tie], list[Drop]]:
    """The ties of one text, in text order, and what lacked a side."""
    drafts = [d for i in range(len(facts.tree)) if (d := _draft(facts, rules, i)) is not None]
    ties: list[Tie] = []
    drops: list[Drop] = []
    for draft in drafts:
        _borrow(facts, draft, drafts)
        _split(draft)
        pairs = _pairs(facts, draft)
        if not pairs:
            drops.append(drop(facts, draft.match.head, draft.match.rule.id, f"{draft.kind}: a side is not named"))
            continue
        made = [_tie(facts, rules, draft, document, s, t) for s, t in pairs]
        if any(t is None for t in made):
            drops.append(drop(facts, draft.match.head, draft.match.rule.id, f"{draft.kind}: the text denies it"))
        ties += [t for t in made if t is not None]
    return _once(ties), drops


def _pairs(facts: Facts, draft: Draft) -> list[tuple[Entity, Entity]]:
    """Each source with each target; a list that is both sides, each two of it."""
    if draft.kind == "alliance":
        draft.target = states_of_heads(facts, draft.target)
    if draft.source == draft.target:
        return [(s, t) for s, t in pairs_of(draft.source) if s.country != t.country]
    pairs = [(s, t) for s in draft.source for t in draft.target if s.key != t.key and s.country != t.country]
    pairs = [(s, t) for s, t in pairs if of_weight(s) and of_weight(t) and not outside_of(facts, t)]
    if draft.kind in ("alliance", "membership"):
        pairs = [(s, t) for s, t in pairs if _standing_side(s) and _standing_side(t)]
    return pairs


def _once(ties: list[Tie]) -> list[Tie]:
    """A tie that one sentence tells twice is one: the telling that says more stays, in the place of the first."""
    kept: dict[tuple[object, ...], Tie] = {}
    for t in ties:
        sides = (state_or_key(t.source), state_or_key(t.target))
        key = (t.kind, t.sentence.start, tuple(sorted(map(str, sides))) if t.kind in _MUTUAL else sides)
        old = kept.get(key)
        if old is None or _told(t) > _told(old):
            kept[key] = t
    return list(kept.values())


def _told(t: Tie) -> tuple[bool, bool, int]:
    return t.share is not None, t.quantity is not None, len(t.items)


def _match(facts: Facts, rules: RuleLexicon, i: int) -> Match | None:
    """The rule at a token; of "co-developed" one for ``co-develop``, of "US-made" one for ``x-make``."""
    tree = facts.tree
    if i < 2 or tree.word[i - 1] != "-" or not tree.is_verb(i):
        return best_match(facts, rules, rules.relations, i)
    frame, prefix = frame_of(tree, i, "v", rules), "co"
    thing = thing_of_participle(tree, i)
    if thing is not None and hyphened_doer(facts, i):
        things = [core(tree, c) for c in tree.conjuncts(thing)]
        frame, prefix = Frame(things, [i, *things], i), "x"
    for rule in rules.relations.get((f"{prefix}-{lemma_of(tree, i)}", "v"), ()):
        match = fits(facts, rules, rule, i, frame)
        if match is not None:
            return match
    return None


def _draft(facts: Facts, rules: RuleLexicon, i: int) -> Draft | None:
    match = _match(facts, rules, i)
    if match is None:
        return None
    tree = facts.tree
    if match.rule.pattern.pos == "n" and tree.dep[i] == "dobj" and tree.is_verb(tree.head[i]):
        match.nodes.append(tree.head[i])  # "examined the sale of tanks to Qatar": the phrase may hang on the verb
    nominal = match.rule.pattern.pos == "n"
    target, target_at = fill(facts, match, match.rule.slots["to"])
    target = (_of_copula(facts, match, "to") if nominal else []) or target
    source, source_at = _other_than(target, facts, match)
    source = (_of_copula(facts, match, "from") if nominal else []) or source
    source, target = source or behind_relative(facts, match, "from"), target or behind_relative(facts, match, "to")
    if nominal:
        source, target = _noun_sides(facts, rules, match, source, target)
    else:
        source, target = _verb_sides(facts, rules, match, source, target)
    if not source and not target:
        return None
    items = _items(facts, match)
    if match.rule.cell("kind") == "membership" and not all(e.sector in ("IGO", "PTY", "GRP") for e in target):
        return None
    return Draft(match, source, target, items, [i, *match.bound, *source_at, *target_at])


def _noun_sides(
    facts: Facts, rules: RuleLexicon, match: Match, source: list[Entity], target: list[Entity]
) -> tuple[list[Entity], list[Entity]]:
    tree, i, slots = facts.tree, match.head, match.rule.slots
    both = slots["from"] == slots["to"] == (("mod",),)
    if both:
        states = hyphened_states(facts, i)
        return states, states
    if not target and ("poss",) in slots["to"]:
        target = owner_of_title(facts, i)
    if not target and ("to",) in slots["to"] and tree.dep[i] == "pobj":  # "opposition to arms sales to Taiwan"
        further = [k for k in prep_objects(tree, tree.head[tree.head[i]], "to") if k > i]
        target = [e for k in further for e in entities_at(facts, k)]
    outside = tree.dep[i] == "dobj" and lemma_of(tree, tree.head[i]) in rules.classes["outside"]
    if tree.dep[i] == "dobj" and not outside and not (source and target):
        doers = [e for s in surface_subjects(tree, tree.head[i]) for e in entities_at(facts, s)]
        source = source or (doers if ("subj",) in slots["from"] else [])
        target = target or (doers if ("subj",) in slots["to"] else [])
    return source, target


def _verb_sides(
    facts: Facts, rules: RuleLexicon, match: Match, source: list[Entity], target: list[Entity]
) -> tuple[list[Entity], list[Entity]]:
    tree, i, kind = facts.tree, match.head, match.rule.cell("kind")
    if ("subj",) in match.rule.slots["from"]:
        source = hyphened_doer(facts, i) or source
    thing = thing_of_participle(tree, i)
    if thing is not None and hyphened_doer(facts, i) and ("obj",) in match.rule.slots["to"]:
        return source, entities_at(facts, thing, owners=False)
    if thing is not None and kind in _OWNED and not (source and target):
        whose = holder(facts, rules, thing)
        source, target = (source or whose, target) if not source else (source, target or whose)
    if kind in _REGISTERED and not (source and target):
        whose = users_of(facts, rules, i)
        source, target = (source or whose, target) if not source else (source, target or whose)
    if kind == "basing" and not target:
        target = land_of_base(facts, i)
    if not (source and target):
        other = partner_in_deal(facts, rules, i)
        source, target = (source or other, target) if not source else (source, target or other)
    if source and all(e.country is None for e in source):
        source = antecedent_of_group(facts, match) or source
    if kind == "dispute":
        target = holders_of_claimed(facts, rules, i) or target
    return source, target


def _split(draft: Draft) -> None:
    """As in "a dispute between Greece and Turkey", "Russia and India jointly develop": the two are the two sides."""
    rule = draft.match.rule
    between = any("between" in alternative for side in ("from", "to") for alternative in rule.slots[side])
    jointly = any(p.kind == "particle" for p in rule.pattern.pieces)
    if not (between or jointly or draft.kind in _MUTUAL):
        return
    same = {e.key for e in draft.source} == {e.key for e in draft.target}
    both = (draft.source or draft.target) if same or not draft.source or not draft.target else []
    if len(both) == 2:
        draft.source, draft.target = both[:1], both[1:]
    elif len(both) > 2 and (between or jointly):
        draft.source = draft.target = both


def _standing_side(entity: Entity) -> bool:
    """True for a state or organisation: what a person or "its allies" belong to is no tie."""
    return entity.sector != "GRP" and not is_person(entity)


def _other_than(target: list[Entity], facts: Facts, match: Match) -> tuple[list[Entity], list[int]]:
    """The first alternative of ``from`` that names somebody else ("its supplies" are the buyer's own)."""
    keys = {e.key for e in target}
    for alternative in match.rule.slots["from"]:
        found, at = fill(facts, match, (alternative,))
        if found and not keys & {e.key for e in found}:
            return found, at
    return [], []


def _of_copula(facts: Facts, match: Match, side: str) -> list[Entity]:
    """The side that the noun is said of, where the frame has it there."""
    return subject_of_noun(facts, match.head) if ("subj",) in match.rule.slots[side] else []


def _borrow(facts: Facts, draft: Draft, drafts: list[Draft]) -> None:
    if draft.source and draft.target:
        return
    _other_of_two(facts, draft)
    here = facts.tree.sent_of[draft.match.head]
    for other in drafts:
        if other is draft or other.kind != draft.kind or facts.tree.sent_of[other.match.head] != here:
            continue
        keys, others = {e.key for e in draft.target}, {e.key for e in other.target}
        if not draft.source and other.source and keys & others:
            draft.source = other.source
        elif not draft.target and other.target and {e.key for e in draft.source} & {e.key for e in other.source}:
            draft.target = other.target


def _other_of_two(facts: Facts, draft: Draft) -> None:
    """As in "The two ministers discussed the sale of tanks to Qatar": the side not named is the other of two."""
    tree = facts.tree
    verb = tree.verb_above(draft.match.head)
    two = [e for s in surface_subjects(tree, verb) for e in entities_at(facts, s)] if verb is not None else []
    known = {e.country for e in (*draft.source, *draft.target)}
    rest = [e for e in two if e.country not in known]
    if len(two) == 2 and len(rest) == 1:
        draft.source, draft.target = draft.source or rest, draft.target or rest


def _items(facts: Facts, match: Match) -> list[int]:
    """What is supplied: the object or phrase; where it only names a class, the list after ``including``."""
    tree = facts.tree
    kind = match.rule.cell("kind")
    if kind not in _ITEMISED:
        return []
    found: list[int] = []
    for alternative in match.rule.slots["items"]:
        for slot in alternative:
            for t in slot_tokens(facts, match, slot):
                if tree.is_verb(t):  # "..., with Caracas buying petrol"
                    continue
                found += [core(tree, c) for c in (tree.conjuncts(t) if kind != "industrial" else [t])]
        if found:
            break
    listed = _listed(facts, match)
    added = [k for k in tree.kids_by(match.head, "conj") if tree.is_noun(k)]  # "sells gas, as well as copper"
    if found and added:
        found += [c for k in added for c in tree.conjuncts(k)]
    if not found:
        found = [b for b in match.bound if b != match.head and tree.is_noun(b)]
    return [t for t in sorted(dict.fromkeys(listed or found)) if not _is_actor(facts, t) and t not in facts.dated]


def _is_actor(facts: Facts, token: int) -> bool:
    mention = facts.by_head.get(token)
    return mention is not None and bool(mention.entities) and mention.named


def _tie(facts: Facts, rules: RuleLexicon, draft: Draft, document: str, source: Entity, target: Entity) -> Tie | None:
    """The tie of two sides; ``None`` where the text denies it."""
    match = draft.match
    first, last = extent_of(facts, match, (*draft.tokens, *draft.items))
    evidence = facts.span(first, last)
    items = tuple(dict.fromkeys(_item(facts, t) for t in draft.items))
    quantity, share = quantity_of(facts, evidence)
    hedge, status, reason = standing_of(facts, rules, match)
    kind = draft.kind
    if status == "negated" and kind == "recognition":  # "Cyprus, which Turkey does not recognise"
        kind, status = "dispute", "current"
    if status == "negated" or (match.rule.id == "membership.join" and status == "proposed"):
        return None
    since, until = times_of(facts, match)
    hedge = hedge or share_hedge(facts, evidence)
    reasons = [
        Reason("kind", match.rule.id, tuple(facts.span(t, t + 1) for t in (match.head, *match.bound)), match.rule.at),
        reason,
    ]
    for name, e in (("from", source), ("to", target)):
        reasons.append(Reason(name, e.how, (e.span,) if e.span else (), e.name, e.score))
    score = round(0.9 * (0.5 + 0.5 * source.score) * (0.5 + 0.5 * target.score), 3)
    return Tie(
        content_id("t", document, kind, source.name, target.name, evidence.start, evidence.end),
        document, kind, source, target, items, quantity, share, hedge, since, until, status, evidence,
        sentence_span(facts, match.head), facts.published.isoformat() if facts.published else None, (evidence,),
        match.rule.id, score, tuple(reasons),
        transfer_of(facts, rules, match, draft.items) if kind in _REGISTERED else None,
    )  # fmt: skip


def _listed(facts: Facts, match: Match) -> list[int]:
    """What a list spells out: "including X and Y", "among them X", "together with X"."""
    tree, found = facts.tree, []
    verb = match.carrier if tree.is_verb(match.carrier) else match.head
    for k in tree.subtree(verb):
        word = tree.lower[k]
        together = word == "with" and any(tree.lower[j] == "together" for j in (*tree.kids[k], tree.head[k]))
        if k < verb or not (word in _LISTING or together or word == "among"):
            continue
        inside = [c for t in governed(tree, k) for c in tree.conjuncts(t)]
        pronouns = [t for t in inside if tree.tag[t] == "PRP"]
        if word != "among" or pronouns:
            found += [t for t in inside if t not in pronouns]
    return found


def _item(facts: Facts, token: int) -> Span:
    """The words of an item; of "the flagship 'Make in India' initiative" the name."""
    span = facts.span(_item_first(facts, token), token + 1)
    return next((q.inner for q in facts.quotes if is_name(q) and span.covers(q.inner)), span)


def _item_first(facts: Facts, item: int) -> int:
    """Start of an item's phrase, without articles and the state that sells ("Russian oil" is oil)."""
    tree = facts.tree
    first = left_edge(tree, item)
    while first < item and (
        (tree.dep[first] in ("det", "poss", "case", "nummod", "advmod") and tree.lower[first] not in ("a", "an"))
        or (first in facts.by_token and facts.by_token[first].kind in ("adjective", "country", "capital"))
    ):
        first += 1
    return first
