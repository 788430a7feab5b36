"""Who said what: quotations and reported clauses with their speakers.

``statements/cues.tsv`` names the reporting words. A cue with a clause ("announced that ...") gives a reported
statement, a cue with quoted words in its sentence a direct one; "X highlighted the 'unique' bond" counts for the quoted
words alone (``needs`` = ``quote``). A sentence that is nothing but a quotation after a direct one goes on with the same
speaker and cue.
"""

from __future__ import annotations

from dataclasses import replace

from ..annotate.arguments import surface_subjects
from ..annotate.facts import Facts
from ..annotate.phrases import prep_objects
from ..annotate.quotes import Quote
from ..annotate.repair import is_name
from ..annotate.tree import Tree
from ..lexicon.rules import RuleLexicon
from ..records import Drop, Entity, Event, Reason, Span, Statement, content_id
from .acts import drop, sentence_span
from .local import placed, sole_state
from .matching import Match, best_match
from .saying import headline_statements, unnamed, venue_of, with_unnamed
from .who import fill

_CLAUSES = ("ccomp", "parataxis")
_LEFT_OUT = frozenset({"the", "a", "an", "that", ",", ":", "its", "their", "his", "her", "if", "whether"})


def code_statements(facts: Facts, rules: RuleLexicon, document: str) -> tuple[list[Statement], list[Drop]]:
    """The statements of one text, in text order, and cues without a speaker."""
    tree, used, sole = facts.tree, set[int](), sole_state(facts)
    made: list[Statement] = []
    drops: list[Drop] = []
    for i in range(len(tree)):
        match = _cue(facts, rules, i)
        if match is None or any(q.span.start < tree.start[i] < q.span.end for q in facts.quotes):
            continue
        quotes = [n for n, q in enumerate(facts.quotes) if n not in used and _belongs(facts, rules, i, q)]
        content = _content(facts, match, [facts.quotes[n] for n in quotes])
        if content is None:
            continue
        speakers = with_unnamed(facts, _speakers(facts, match) or unnamed(facts, rules, _told_by(facts, match)))
        if not speakers:
            drops.append(drop(facts, i, match.rule.id, "a reporting word without a speaker"))
            continue
        speakers = [placed(facts, e, sole) for e in speakers] if sole is not None else speakers
        used.update(quotes)
        made.append(_statement(facts, rules, document, match, speakers, content, [facts.quotes[n] for n in quotes]))
    taken = [s.content for s in made]
    made += [s for s in headline_statements(facts, document) if not any(c.overlaps(s.content) for c in taken)]
    made += _continued(facts, document, made, used)
    return sorted(made, key=lambda s: (s.content.start, s.content.end)), drops


def _cue(facts: Facts, rules: RuleLexicon, i: int) -> Match | None:
    tree = facts.tree
    if tree.dep[i] in ("aux", "auxpass"):
        return None
    if tree.lower[i] == "according":
        return next((Match(r, i, [i], [], i) for r in rules.cues.get(("according", "v"), ())), None)
    return best_match(facts, rules, rules.cues, i)


def _belongs(facts: Facts, rules: RuleLexicon, cue: int, quote: Quote) -> bool:
    """The quotation is under this cue: the nearest reporting word above its words, else the one beside it."""
    tree = facts.tree
    first, last = tree.tokens_between(quote.span.start, quote.span.end)
    if first >= last or first <= cue < last or is_name(quote):
        return False
    if tree.sent_of[cue] not in (tree.sent_of[first], tree.sent_of[last - 1]):
        return False
    words = [i for i in range(first, last) if tree.word[i].isalnum()]
    outer = next((i for i in words if not first <= tree.head[i] < last or tree.head[i] == i), first)
    above = [a for a in (*tree.ancestors(outer),) if not first <= a < last]
    nearest = next((a for a in above if _cue(facts, rules, a) is not None), None)
    if nearest is not None:
        return nearest == cue
    return cue in tree.subtree(outer) or bool(above) or tree.sent_of[cue] != tree.sent_of[outer]


def _content(facts: Facts, match: Match, quotes: list[Quote]) -> Span | None:
    """The clause that is said; where there is none, the phrase or the run that holds the quoted words."""
    tree, i = facts.tree, match.head
    clause = _clause(facts, match)
    if match.rule.cell("needs") == "quote" or (clause is None and match.rule.cell("needs") != "clause"):
        return _quoted_phrase(facts, i, quotes) if quotes else None
    if clause is None:
        return None
    tokens = _clause_tokens(tree, clause, i)
    span = facts.span(*_trimmed(tree, tokens[0], tokens[-1] + 1))
    words = sum(tree.word[t].isalnum() for t in tokens)
    if words < 3 and not quotes:
        return None
    for q in quotes:
        if q.span.overlaps(span):
            span = Span.of(tree.text, min(span.start, q.span.start), max(span.end, q.span.end))
    return next((q.inner for q in quotes if q.span == span), span)


def _clause(facts: Facts, match: Match) -> int | None:
    tree, i = facts.tree, match.head
    if tree.lower[i] == "according":
        return tree.head[i] if tree.is_verb(tree.head[i]) else None
    for k in tree.kids[i]:
        if (
            tree.dep[k] in _CLAUSES
            and (tree.is_verb(k) or tree.tag[k][:2] in ("JJ", "NN", "MD"))
            and not _to_infinitive(tree, k)
        ):
            return k
    for noun in prep_objects(tree, i, "in", "at", "on", "to"):  # "said in a letter that ..."
        for k in tree.kids_by(noun, "acl", "relcl", "ccomp"):
            if any(tree.lower[m] == "that" for m in tree.kids_by(k, "mark")):
                return k
    if (
        tree.dep[i] in ("parataxis", "ccomp", "advcl")
        and tree.is_verb(tree.head[i])
        and not tree.kids_by(i, "mark", "dobj")
    ):
        head = tree.head[i]
        between = "".join(tree.word[min(i, head) : max(i, head)])
        return head if "," in between and tree.kids_by(i, "nsubj") and tree.dep[i] == "parataxis" else None
    return None


def _to_infinitive(tree: Tree, i: int) -> bool:
    return tree.tag[i] == "VB" and any(tree.dep[k] == "aux" and tree.lower[k] == "to" for k in tree.kids[i])


def _clause_tokens(tree: Tree, clause: int, cue: int) -> list[int]:
    """Tokens of the clause without the cue's own branch, from the first run that touches the clause's head."""
    blocked = {cue, *tree.ancestors(cue)} if cue in tree.subtree(clause) else {cue}
    found, todo = [], [clause]
    while todo:
        j = todo.pop()
        found.append(j)
        todo += [k for k in tree.kids[j] if k not in blocked]
    return sorted(t for t in found if t not in blocked or t == clause)


def _trimmed(tree: Tree, first: int, last: int) -> tuple[int, int]:
    while first < last - 1 and (
        tree.lower[first] in ("that", ",", ":", "if", "whether") or not tree.word[first].strip()
    ):
        first += 1
    while last - 1 > first and (
        tree.lower[last - 1] in (",", ".", ";", ":", "—", "-", "and", "but") or not tree.word[last - 1].strip()
    ):
        last -= 1
    return first, last


def _quoted_phrase(facts: Facts, cue: int, quotes: list[Quote]) -> Span:
    """As in "satisfaction over the 'continued trust' between the two": the object that holds the words."""
    tree = facts.tree
    start, end = quotes[0].span.start, quotes[-1].span.end
    for k in tree.kids[cue]:
        if tree.dep[k] not in ("dobj", "attr", "oprd", "prep", "acomp", "ccomp", "xcomp"):
            continue
        tokens = tree.subtree(k)
        if tree.start[tokens[0]] <= start < tree.end[tokens[-1]]:
            first, last = tokens[0], tokens[-1] + 1
            while first < last - 1 and tree.lower[first] in _LEFT_OUT and tree.start[first] < start:
                first += 1
            first, last = _trimmed(tree, first, last)
            return Span.of(tree.text, min(start, tree.start[first]), max(end, tree.end[last - 1]))
    return Span.of(tree.text, start, end)


def _told_by(facts: Facts, match: Match) -> list[int]:
    """The heads of the phrases that tell who speaks."""
    tree = facts.tree
    if tree.lower[match.head] == "according":
        return prep_objects(tree, match.head, "to")
    return surface_subjects(tree, match.head if tree.is_verb(match.head) else match.carrier)


def _speakers(facts: Facts, match: Match) -> list[Entity]:
    tree = facts.tree
    found, _ = fill(facts, match, match.rule.slots["speaker"], bare=True)
    if found:
        return found
    for i in surface_subjects(tree, match.head):
        mention = facts.by_token.get(i)
        if mention is not None and mention.kind == "document" and mention.entities:
            return list(mention.entities)
        if tree.tag[i] == "NNP":
            first = i
            while first > 0 and tree.tag[first - 1] == "NNP" and tree.head[first - 1] == i:
                first -= 1
            span = facts.span(first, i + 1)
            return [Entity(span.text, None, "UNK", span=span, how="actor.unknown_name", score=0.4)]
    return []


def _statement(
    facts: Facts,
    rules: RuleLexicon,
    document: str,
    match: Match,
    speakers: list[Entity],
    content: Span,
    quotes: list[Quote],
) -> Statement:
    cue = facts.span(match.head, match.head + 1)
    inside = [q.inner for q in quotes if q.span.overlaps(content)]
    quote = max(inside, key=lambda s: (len(s.text), -s.start), default=None)
    addressees, _ = fill(facts, match, match.rule.slots["addressee"])
    addressees = [e for e in addressees if e.key not in {s.key for s in speakers}]
    hows = [Reason("speakers", e.how, (e.span,) if e.span else (), e.name, e.score) for e in speakers]
    score = round(0.95 * min(0.5 + 0.5 * e.score for e in speakers), 3)
    return Statement(
        content_id("q", document, cue.start, content.start, content.end), document, tuple(speakers), quote, content,
        quote is not None, cue, sentence_span(facts, match.head), match.rule.cell("stance") or "say", tuple(addressees),
        (), match.rule.id, score, (Reason("cue", match.rule.id, (cue,), match.rule.at), *hows),
        venue_of(facts, rules, match),
    )  # fmt: skip


def _continued(facts: Facts, document: str, made: list[Statement], used: set[int]) -> list[Statement]:
    """Quotations that are whole sentences right after a direct statement: the same speaker goes on."""
    found: list[Statement] = []
    for n, quote in enumerate(facts.quotes):
        if n in used or len(quote.inner.text.split()) < 4 or quote.inner.text.rstrip()[-1:] not in ".?!,…":
            continue
        start = quote.span.start
        before = [s for s in (*made, *found) if s.direct and 0 <= start - s.content.end < 400]
        if not before:
            continue
        last = max(before, key=lambda s: s.content.end)
        reason = Reason(
            "speakers", "statement.continued", (last.cue,), "the speaker of the quotation before goes on", 0.8
        )
        found.append(
            Statement(
                content_id("q", document, last.cue.start, quote.inner.start, quote.inner.end),
                document,
                last.speakers,
                quote.inner,
                quote.inner,
                True,
                last.cue,
                quote.span,
                last.stance,
                last.addressees,
                (),
                last.rule,
                round(last.score * 0.85, 3),
                (reason,),
                last.venue,
            )
        )
        used.add(n)
    return found


def link_events(statements: list[Statement], events: list[tuple[str, Span]]) -> list[Statement]:
    """Statements with the ids of the events that are told inside them, or done by saying them ("threatened that")."""
    made = []
    for s in statements:
        own = (i for i, span in events if s.content.covers(span) or span.covers(s.cue))
        made.append(replace(s, events=tuple(dict.fromkeys(own))))
    return made


def link_speakers(statements: list[Statement], events: list[Event]) -> list[Event]:
    """Events with who says so, where they are told nowhere but inside statements, and the coder knew nobody yet."""
    made = []
    for e in events:
        said = [next((s for s in statements if s.content.covers(t)), None) for t in e.tellings]
        first = said[0] if said and all(said) else None
        made.append(replace(e, says=first.speakers[0]) if e.says is None and first is not None else e)
    return made
