"""The PLOVER contexts of an event: of its rule and its own words, else of its sentence, else of the document.

Each context has a reason of its own, which says from where it was taken: ``context.rule``, ``context.evidence``,
``context.sentence`` or ``context.document``.
"""

from __future__ import annotations

from collections import Counter

from ..annotate.facts import Facts
from ..annotate.tree import Tree
from ..lexicon.rules import RuleLexicon
from ..records import Reason
from .acts import Act, word_span

_OFTEN = 2  # a word that stands alone somewhere in a document says nothing of each of its events


def contexts_of(
    facts: Facts, rules: RuleLexicon, act: Act, first: int, last: int
) -> tuple[tuple[str, ...], list[Reason]]:
    """The contexts of an act whose evidence are the tokens from ``first`` to before ``last``, and why."""
    tree = facts.tree
    own = [c for c in act.match.rule.cell("contexts").split("|") if c]
    head, row = (word_span(facts, act.match.head),), act.match.rule.id
    reasons = [Reason("contexts", "context.rule", head, f"{c}: of rule {row}", 0.9) for c in own]
    sentence = tree.sents[tree.sent_of[act.head]]
    for where, (a, b), score in (("evidence", (first, last), 0.8), ("sentence", sentence, 0.6)):
        shown = shown_by(tree, rules, a, b)
        new = [c for c in sorted(shown) if c not in own]
        reasons += [Reason("contexts", f"context.{where}", (word_span(facts, shown[c]),), c, score) for c in new]
        if own or shown:
            return (*own, *new), reasons
    main = _of_document(facts, rules)
    if main is not None:
        return (main[0],), [Reason("contexts", "context.document", (word_span(facts, main[1]),), main[0], 0.4)]
    return (), [Reason("contexts", "context.none", (), "no word shows one", 0.5)]


def _of_document(facts: Facts, rules: RuleLexicon) -> tuple[str, int] | None:
    """The context that most sentences show, and the first word that does; none where no two show one."""
    tree = facts.tree
    counts: Counter[str] = Counter()
    where: dict[str, int] = {}
    for first, last in tree.sents:
        for context, token in shown_by(tree, rules, first, last).items():
            counts[context] += 1
            where[context] = min(token, where.get(context, token))
    best = min(counts, key=lambda c: (-counts[c], c), default=None)
    return (best, where[best]) if best is not None and counts[best] >= _OFTEN else None


def shown_by(tree: Tree, rules: RuleLexicon, first: int, last: int) -> dict[str, int]:
    """Contexts that words show, with the token of each; a pair ("tear gas") blocks its single words."""
    found: dict[str, int] = {}
    i = last - 1
    while i >= first:
        forms = _forms(tree, i)
        word = next((w for w in forms if w in rules.contexts), None)
        if word is not None:
            found[rules.contexts[word]] = i
        i -= 2 if word is not None and word == forms[0] else 1
    return found


def _forms(tree: Tree, i: int) -> tuple[str, ...]:
    pair = f"{tree.lower[i - 1]} {tree.lemma[i]}" if i else ""
    return (pair, tree.lemma[i], tree.lower[i])
