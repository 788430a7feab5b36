"""The plain way to attribute quotations, to be laid beside ours: the marks, and the subject of the nearest "said".

It takes what stands between outer quotation marks as content, the nearest word of ``statements/cues.tsv`` that tells
of speech outside the marks (in the quotation's sentences or the one before or after) as cue, and its grammatical
subject as source.
"""

from __future__ import annotations

from ..annotate.facts import Facts
from ..annotate.quotes import outermost
from ..lexicon.rules import RuleLexicon
from ..records import Span
from .attributed import cue_range, sources
from .attributions import Attribution
from .matching import Match, best_match


def nearest_attributions(facts: Facts, rules: RuleLexicon) -> list[Attribution]:
    """One attribution for each quotation that has a reporting word near it, in text order."""
    text, quotes = facts.tree.text, outermost(facts.quotes)
    cues = [m for i in range(len(facts.tree)) if (m := _cue(facts, rules, i)) is not None]
    cues = [m for m in cues if not any(q.span.start <= facts.tree.start[m.head] < q.span.end for q in quotes)]
    made = []
    for quote in quotes:
        match = _nearest(facts, cues, quote.span)
        if match is not None:
            source = tuple(Span.of(text, *r) for r in sources(facts, match))
            cue = Span.of(text, *cue_range(facts, match))
            made.append(Attribution(source, cue, (quote.span,), "speech", match.rule.id))
    return made


def _cue(facts: Facts, rules: RuleLexicon, i: int) -> Match | None:
    match = best_match(facts, rules, rules.cues, i) if facts.tree.is_verb(i) else None
    return match if match is not None and match.rule.cell("class") == "speech" else None


def _nearest(facts: Facts, cues: list[Match], span: Span) -> Match | None:
    tree = facts.tree
    first, last = tree.tokens_between(span.start, span.end)
    if first >= last:
        return None
    low, high = tree.sent_of[first] - 1, tree.sent_of[last - 1] + 1
    near = [m for m in cues if low <= tree.sent_of[m.head] <= high]
    away = [max(span.start - tree.end[m.head], tree.start[m.head] - span.end) for m in near]
    return near[away.index(min(away))] if near else None
