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
from .attributed import cue_range, sources
from .contents import contents
from .matching import Match, best_match
from .quoted import Draft, join_quotes
from .ranges import Range

_IDLE = frozenset({"aux", "auxpass", "amod", "compound", "nmod", "det", "mark"})


_LINE, _FEW, _AGAIN = 150, 3, 2  # characters of a headline; words of a name or saying; tellings of the name below it
_SEEMING = frozenset({"att.seem"})  # what nobody in particular thinks
_PERSONS = frozenset("i we he she they you who".split())


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
    drafts += _headline(facts)
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
    said, thought = (best_match(facts, rules, index, i) for index in (rules.cues, rules.attitudes))
    if said is None or thought is None:
        return said or thought
    return thought if len(thought.rule.pattern.pieces) > len(said.rule.pattern.pieces) else said  # "voiced doubt about"


def _headline(facts: Facts) -> list[Draft]:
    """A first line of a name that the text goes on to speak of, a colon, and what it says: "Malta: Ferry Left"."""
    text = facts.tree.text
    end = text.find("\n", facts.begin)
    line = text[facts.begin : end if end > 0 else len(text)]
    name, colon, said = line.partition(": ")
    words = name.split()
    if end < 0 or not colon or len(line) > _LINE or len(said.split()) < _FEW or not words or len(words) > _FEW:
        return []
    if not all(w[:1].isupper() and w != "The" for w in words) or text.count(words[-1], end) < _AGAIN:
        return []
    start = facts.begin + len(name) + 2
    said = said.rstrip()
    return [
        Draft(
            -1, [(facts.begin, facts.begin + len(name))], (start - 2, start - 1), [(start, start + len(said))],
            "speech", "statement.headline", True,
        )
    ]  # fmt: skip


def _draft(facts: Facts, rules: RuleLexicon, match: Match) -> Draft:
    rule = match.rule
    found = contents(facts, match, lambda k: attributing(facts, rules, k) is not None)
    told_by = sources(facts, match)
    if facts.tree.lower[match.head] == "according":
        told_by, found = _parted(facts, told_by, found)
    return Draft(
        match.head, told_by, cue_range(facts, match), found, rule.cell("class") or "speech", rule.id,
        wants_quote="quote" in rule.cell("content").split("|"),
    )  # fmt: skip


def _parted(facts: Facts, source: list[Range], content: list[Range]) -> tuple[list[Range], list[Range]]:
    """In "According to the mill, rye and oats are dear" the parser takes all before the verb for the source: where no
    comma ends it, its first comma does.
    """
    text = facts.tree.text
    if len(source) != 1 or not content or not source[0][1] < content[0][0]:
        return source, content
    (start, end), (begin, stop) = source[0], content[0]
    comma = text.find(", ", start, end)
    if comma < 0 or "," in text[end:begin]:
        return source, content
    return [(start, comma)], [(comma + 2, stop), *content[1:]]


def _told(facts: Facts, draft: Draft) -> bool:
    """Not what is only wished or feared to be said ("to announce a plan"), nor a noun without a clause that nobody
    owns ("a question about"): unless words are quoted.
    """
    tree, i = facts.tree, draft.head
    if draft.quotes or i < 0 or draft.rule in _SEEMING:
        return True
    if not draft.source:
        that = any(tree.lower[k] == "that" for j in tree.kids_by(i, "acl", "relcl") for k in tree.kids_by(j, "mark"))
        told = tree.is_verb(i) and bool(tree.kids_by(i, "auxpass")) and draft.kind != "attitude"
        plain = tree.dep[i] == "acomp" and any(tree.lower[k] == "it" for k in tree.kids_by(tree.head[i], "nsubj"))
        return that or told or plain
    bare = tree.tag[i] == "VB" and not any(tree.tag[k] == "MD" or tree.lemma[k] == "do" for k in tree.kids_by(i, "aux"))
    aimed = tree.dep[i] == "xcomp" or (tree.dep[i] == "advcl" and draft.kind == "speech")
    return not bare or tree.dep[i] == "conj" or (aimed and _somebody(facts, draft))


def _somebody(facts: Facts, draft: Draft) -> bool:
    """Whether the source is a person, a body or a state, not a thing: of these alone an aim is told."""
    tree = facts.tree
    first, last = tree.tokens_between(*draft.source[0])
    head = next((t for t in range(first, last) if not first <= tree.head[t] < last), first)
    return tree.lower[head] in _PERSONS or head in facts.by_head


def _finished(text: str, draft: Draft) -> Attribution:
    def spans(ranges: list[Range]) -> tuple[Span, ...]:
        return tuple(Span.of(text, start, end) for start, end in ranges)

    return Attribution(spans(draft.source), Span.of(text, *draft.cue), spans(draft.content), draft.kind, draft.rule)
