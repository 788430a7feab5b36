"""Attributions: which words of a text are somebody's, by which word that is told, and whose they are.

Wider than statements (``statements``): thoughts, plans and attitudes are attributed too, and source, cue and content
are only marked, not resolved. A cue is a row of ``statements/cues.tsv`` (what is said), ``statements/attitudes.tsv``
(what is thought, planned, liked) or ``statements/cue_nouns.tsv`` ("their claim that"); its column ``content`` says
what beside it holds the content. Quotation marks are laid over it: a quotation that a cue touches belongs to the cue
as a whole, and goes on in the quotations that follow.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..annotate.facts import Facts
from ..annotate.quotes import outermost
from ..lexicon.rules import RuleLexicon
from ..records import Span
from .attributed import Range, contents, cue_range, sources
from .matching import Match, best_match
from .quoted import Draft, join_quotes

_IDLE = frozenset({"aux", "auxpass", "amod", "compound", "nmod", "det", "mark"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """``source`` (nobody: empty), ``cue`` and ``content`` as pieces of the text in order; ``kind`` is the class of the
    cue (``speech thought plan attitude``), ``rule`` its row.
    """

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    kind: str
    rule: str


def find_attributions(facts: Facts, rules: RuleLexicon) -> list[Attribution]:
    """The attributions of one text, by where their content begins."""
    quotes = outermost(facts.quotes)
    drafts: list[Draft] = []
    place = 0
    for i in range(len(facts.tree)):
        start = facts.tree.start[i]
        while place < len(quotes) and quotes[place].span.end <= start:
            place += 1
        if place < len(quotes) and quotes[place].span.start < start and len(quotes[place].inner.text.split()) > 3:
            continue
        match = attributing(facts, rules, i)
        if match is not None:
            drafts.append(_draft(facts, rules, match))
    made = [_finished(facts.tree.text, d) for d in join_quotes(facts, drafts, quotes) if d.content and _told(facts, d)]
    return sorted(_outermost(made), key=lambda a: (a.content[0].start, a.cue.start))


def _outermost(made: list[Attribution]) -> list[Attribution]:
    """Without those whose cue lies in the content of another: they are part of what that one says."""
    kept: list[Attribution] = []
    for a in sorted(made, key=lambda a: (-sum(len(c.text) for c in a.content), a.cue.start)):
        if not any(c.covers(a.cue) for k in kept for c in k.content):
            kept.append(a)
    return kept


def attributing(facts: Facts, rules: RuleLexicon, i: int) -> Match | None:
    """The row that makes token ``i`` a cue of anything said, thought or planned."""
    tree = facts.tree
    if tree.dep[i] in _IDLE and tree.lower[i] != "according":
        return None
    if tree.lower[i] == "according":
        return next((Match(r, i, [i], [], i) for r in rules.cues.get(("according", "v"), ())), None)
    return best_match(facts, rules, rules.cues, i) or best_match(facts, rules, rules.attitudes, i)


def _draft(facts: Facts, rules: RuleLexicon, match: Match) -> Draft:
    rule = match.rule
    found = contents(facts, match, lambda k: attributing(facts, rules, k) is not None)
    return Draft(
        match.head, sources(facts, match), cue_range(facts, match), found, rule.cell("class") or "speech", rule.id,
        wants_quote="quote" in rule.cell("content").split("|"),
    )  # fmt: skip


def _told(facts: Facts, draft: Draft) -> bool:
    """Not what is only wished or feared to be said ("to announce a plan"), nor a noun without a clause that nobody
    owns ("a question about"): unless words are quoted.
    """
    tree, i = facts.tree, draft.head
    if draft.quotes or i < 0:
        return True
    if not draft.source:
        that = any(tree.lower[k] == "that" for j in tree.kids_by(i, "acl", "relcl") for k in tree.kids_by(j, "mark"))
        told = tree.is_verb(i) and bool(tree.kids_by(i, "auxpass")) and draft.kind != "attitude"
        return that or told
    bare = tree.tag[i] == "VB" and not any(tree.tag[k] == "MD" or tree.lemma[k] == "do" for k in tree.kids_by(i, "aux"))
    return not bare or tree.dep[i] == "conj"


def _finished(text: str, draft: Draft) -> Attribution:
    def spans(ranges: list[Range]) -> tuple[Span, ...]:
        return tuple(Span.of(text, start, end) for start, end in ranges)

    return Attribution(spans(draft.source), Span.of(text, *draft.cue), spans(draft.content), draft.kind, draft.rule)
