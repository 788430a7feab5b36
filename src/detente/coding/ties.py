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
from ..annotate.tree import Tree
from ..lexicon.rules import RuleLexicon
from ..records import Drop, Entity, Reason, Span, Tie, content_id
from . import standing
from .acts import Act, drop, sentence_span
from .compose import governor
from .matching import Match, best_match, lemma_of, part_of_speech
from .who import entities_at, fill, slot_tokens

_ITEMISED = frozenset({"arms_supply", "trade", "aid", "industrial"})
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
        pairs = [(s, t) for s in draft.source for t in draft.target if s.key != t.key and s.country != t.country]
        if draft.kind in ("alliance", "membership"):
            pairs = [(s, t) for s, t in pairs if _standing_side(s) and _standing_side(t)]
        if not pairs:
            drops.append(drop(facts, draft.match.head, draft.match.rule.id, f"{draft.kind}: a side is not named"))
            continue
        made = [_tie(facts, rules, draft, document, s, t) for s, t in pairs]
        if any(t is None for t in made):
            drops.append(drop(facts, draft.match.head, draft.match.rule.id, f"{draft.kind}: the text denies it"))
        ties += [t for t in made if t is not None]
    return ties, drops


def _draft(facts: Facts, rules: RuleLexicon, i: int) -> Draft | None:
    match = best_match(facts, rules, rules.relations, i)
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
    if nominal and tree.dep[i] == "dobj" and not (source and target):
        doers = [e for s in surface_subjects(tree, tree.head[i]) for e in entities_at(facts, s)]
        source = source or (doers if ("subj",) in match.rule.slots["from"] else [])
        target = target or (doers if ("subj",) in match.rule.slots["to"] else [])
    if not source and not target:
        return None
    items = _items(facts, match)
    if match.rule.cell("kind") == "membership" and not all(e.sector in ("IGO", "PTY", "GRP") for e in target):
        return None
    return Draft(match, source, target, items, [i, *match.bound, *source_at, *target_at])


def _split(draft: Draft) -> None:
    """As in "a dispute between Greece and Turkey", "Russia and India jointly develop": the two are the two sides."""
    rule = draft.match.rule
    between = any("between" in alternative for side in ("from", "to") for alternative in rule.slots[side])
    jointly = any(p.kind == "particle" for p in rule.pattern.pieces)
    if not (between or jointly or draft.kind in ("dispute", "industrial")):
        return
    same = {e.key for e in draft.source} == {e.key for e in draft.target}
    both = (draft.source or draft.target) if same or not draft.source or not draft.target else []
    if len(both) == 2:
        draft.source, draft.target = both[:1], both[1:]


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
    """As in "India is one of the largest importers": the subject of ``be``, or what the noun is in apposition to."""
    if ("subj",) not in match.rule.slots[side]:
        return []
    tree, i = facts.tree, match.head
    i = _measure_of(tree, i)
    head = tree.head[i]
    if tree.dep[i] in ("attr", "oprd") and tree.is_verb(head):
        return [e for s in surface_subjects(tree, head) for e in entities_at(facts, s)]
    if tree.dep[i] == "appos":
        return entities_at(facts, head)
    if tree.dep[i] == "pobj" and tree.lower[head] == "as":
        return [e for s in surface_subjects(tree, tree.head[head]) for e in entities_at(facts, s)]
    return []


def _measure_of(tree: Tree, i: int) -> int:
    """The word of measure above a noun ("one of the largest importers", "three quarters of its exports"); else it."""
    if tree.dep[i] == "pobj" and tree.lower[tree.head[i]] == "of" and core(tree, tree.head[tree.head[i]]) == i:
        return tree.head[tree.head[i]]
    return i


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
    return [t for t in sorted(dict.fromkeys(listed or found)) if not _is_actor(facts, t)]


def _is_actor(facts: Facts, token: int) -> bool:
    mention = facts.by_head.get(token)
    return mention is not None and bool(mention.entities) and mention.named


def _tie(facts: Facts, rules: RuleLexicon, draft: Draft, document: str, source: Entity, target: Entity) -> Tie | None:
    """The tie of two sides; ``None`` where the text denies it."""
    match = draft.match
    first, last = _extent(facts, draft)
    evidence = facts.span(first, last)
    items = tuple(dict.fromkeys(_item(facts, t) for t in draft.items))
    quantity, share = _quantity(facts, evidence)
    hedge, status, reason = _standing(facts, rules, draft)
    if status == "negated":
        return None
    hedge = hedge or _share_hedge(facts, evidence)
    reasons = [
        Reason("kind", match.rule.id, tuple(facts.span(t, t + 1) for t in (match.head, *match.bound)), match.rule.at),
        reason,
    ]
    for name, e in (("from", source), ("to", target)):
        reasons.append(Reason(name, e.how, (e.span,) if e.span else (), e.name, e.score))
    score = round(0.9 * (0.5 + 0.5 * source.score) * (0.5 + 0.5 * target.score), 3)
    return Tie(
        content_id("t", document, draft.kind, source.name, target.name, evidence.start, evidence.end),
        document, draft.kind, source, target, items, quantity, share, hedge, None, None, status, evidence,
        sentence_span(facts, match.head), facts.published.isoformat() if facts.published else None, (evidence,),
        match.rule.id, score, tuple(reasons),
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


def _extent(facts: Facts, draft: Draft) -> tuple[int, int]:
    tree, i = facts.tree, draft.match.head
    while (measure := _measure_of(tree, i)) != i:
        i = measure
        if core(tree, i) == i:
            break
    below = set(tree.subtree(i))
    tokens = [i, *(t for t in (*draft.tokens, *draft.items) if t in below)]
    if tree.is_verb(i):
        tokens += [k for k in tree.kids[i] if tree.dep[k] in ("aux", "auxpass", "neg", "advmod", "dobj")]
        tokens += [
            g
            for k in tree.kids[i]
            if tree.dep[k] == "prep" and k < max(tokens) + 5
            for g in tree.subtree(k)
            if tree.lower[k] == "at"
        ]
    return min(left_edge(tree, t) if tree.is_noun(t) else t for t in tokens), max(tokens) + 1


def _quantity(facts: Facts, evidence: Span) -> tuple[Span | None, float | None]:
    """The measure that stands in the evidence, a share before a number, a number of items before a year's."""
    inside = [q for q in facts.quantities if evidence.covers(q.span)]
    shares = [q for q in inside if q.share is not None]
    if shares:
        return _with_of(facts, shares[0].span), shares[0].share
    return (inside[0].span, None) if inside else (None, None)


def _share_hedge(facts: Facts, evidence: Span) -> Span | None:
    """The word that weakens a share, where nothing else is weakened: "nearly 70 percent"."""
    for q in facts.quantities:
        if q.share is not None and q.hedge and evidence.covers(q.span) and q.hedge in q.span.text:
            start = q.span.start + q.span.text.index(q.hedge)
            return Span.of(facts.tree.text, start, start + len(q.hedge))
    return None


def _with_of(facts: Facts, span: Span) -> Span:
    """As in "nearly half of its military supplies": the measure with what it is a part of."""
    tree = facts.tree
    first, last = tree.tokens_between(span.start, span.end)
    for i in range(first, last):
        for o in prep_objects(tree, i, "of"):
            return Span.of(tree.text, span.start, tree.end[o])
    return span


def _standing(facts: Facts, rules: RuleLexicon, draft: Draft) -> tuple[Span | None, str, Reason]:
    """Hedge and status: ``proposed`` where it only may be or is planned, ``past`` in a past long gone."""
    match = draft.match
    carrier = _telling_verb(facts, match)
    act = Act(match, "", None, [], [], [match.head], [match.head, carrier], match.head, carrier)
    status, reason = standing.status_of(facts, rules, act)
    token = standing.hedge_of(facts, act)
    hedge = facts.span(token, token + 1) if token is not None else None
    if status == "negated":
        return None, status, reason
    if status in ("hypothetical", "planned"):
        word = next((s for s in reason.spans if s.text.lower() not in _WILL), None)
        return hedge or word, "proposed", reason
    above, standing_ = _operator_over(facts, rules, carrier)
    if above is not None:
        word = facts.span(above, above + 1)
        return (
            hedge or word,
            standing_,
            Reason("status", f"tie.{standing_}", (word,), "by what is said to be done with it"),
        )
    if _gone(facts, match, carrier):
        return hedge, "past", Reason("status", "tie.past", (facts.span(carrier, carrier + 1),), "told as past")
    status = match.rule.cell("status") or "current"
    return hedge, status, Reason("status", "tie.current", (), "told as a standing fact", 0.8)


def _telling_verb(facts: Facts, match: Match) -> int:
    """The verb whose tense and negation count: of "was the largest supplier" the copula."""
    tree, i = facts.tree, match.head
    if match.carrier != i or tree.is_verb(i):
        return match.carrier
    i = _measure_of(tree, i)
    return tree.head[i] if tree.dep[i] in ("attr", "oprd") and tree.is_verb(tree.head[i]) else match.carrier


def _operator_over(facts: Facts, rules: RuleLexicon, carrier: int) -> tuple[int | None, str]:
    """The word that makes it a plan, a thing of the past or no fact at all, and what it makes of it: "has offered to
    sell", "stopped buying", "refused to recognise".
    """
    link = governor(facts.tree, carrier)
    if link is None:
        return None, ""
    above, relation = link
    pos = part_of_speech(facts.tree, above)
    for rule in rules.operators.get((lemma_of(facts.tree, above), pos), ()):
        made = _MADE.get(rule.cell("operator"))
        if made is not None and relation in rule.cell("complement").split("|"):
            bare = made == "negated" and pos == "v" and lemma_of(facts.tree, above) in _MINDED
            return (None, "") if bare else (above, made)
    return None, ""


_MADE = {
    **dict.fromkeys(("commit", "plan", "consider", "attempt", "request", "announce"), "proposed"),
    **dict.fromkeys(("refuse", "deny", "fail", "threaten"), "negated"),
    "end": "past",
}
_MINDED = frozenset("oppose protest resent".split())  # "opposes arms sales to Taiwan": there are some
_WILL = frozenset({"will", "would", "shall", "'ll", "’ll"})


def _gone(facts: Facts, match: Match, carrier: int) -> bool:
    """As in "was the largest supplier", "used to sell", "a former ally", "had supplied"."""
    tree = facts.tree
    marks = [k for k in tree.kids[match.head] if tree.lower[k] not in ("recent", "latest")]
    former = any(facts.scopes.get(k, ("", "", ""))[1] == "past" for k in marks)
    used_to = tree.dep[carrier] == "xcomp" and tree.lower[tree.head[carrier]] == "used"
    had = any(tree.lower[k] == "had" and tree.dep[k] == "aux" for k in tree.kids[carrier])
    return former or used_to or had or tree.lower[carrier] in ("was", "were")
