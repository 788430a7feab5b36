"""The words that carry a tie, and the measure and the hedge that stand in them."""

from __future__ import annotations

from collections.abc import Sequence

from ..annotate.facts import Facts
from ..annotate.phrases import core, left_edge, prep_objects
from ..records import Span
from .matching import Match, lemma_of
from .tie_sides import measure_of


def extent_of(facts: Facts, match: Match, told: Sequence[int]) -> tuple[int, int]:
    """First token of the evidence, and the one after its last: the head with what of ``told`` hangs on it."""
    tree, i = facts.tree, match.head
    while (measure := measure_of(tree, i)) != i:
        i = measure
        if core(tree, i) == i:
            break
    below = set(tree.subtree(i))
    tokens = [i, *(t for t in told if t in below)]
    if tree.is_verb(i):
        tokens += [k for k in tree.kids[i] if tree.dep[k] in ("aux", "auxpass", "neg", "advmod", "dobj")]
        tokens += [
            g
            for k in tree.kids[i]
            if tree.dep[k] == "prep" and k < max(tokens) + 5
            for g in tree.subtree(k)
            if tree.lower[k] == "at"
        ]
    elif lemma_of(tree, i) == "share" and tree.dep[i] == "nsubj":  # "its share of the imports rose to a third"
        within = set(tree.subtree(tree.head[i]))
        ends = [tree.tokens_between(q.span.start, q.span.end)[1] - 1 for q in facts.quantities if q.share is not None]
        tokens += [t for t in ends if t in within and t > i]
    return min(left_edge(tree, t) if tree.is_noun(t) else t for t in tokens), max(tokens) + 1


def quantity_of(facts: Facts, evidence: Span) -> tuple[Span | None, float | None]:
    """The measure that stands in the evidence, a share before a number, a number of items before a year's."""
    inside = [q for q in facts.quantities if evidence.covers(q.span)]
    shares = [q for q in inside if q.share is not None]
    if shares:
        return _with_of(facts, shares[0].span), shares[0].share
    return (inside[0].span, None) if inside else (None, None)


def share_hedge(facts: Facts, evidence: Span) -> Span | None:
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
