"""Around a statement: where it was made, who of its speakers is left unnamed, and statements of headlines."""

from __future__ import annotations

from dataclasses import replace

from ..annotate.facts import Facts
from ..annotate.phrases import left_edge, name_of, prep_objects
from ..annotate.tree import Tree
from ..lexicon.rules import RuleLexicon
from ..records import Entity, Reason, Span, Statement, content_id
from .acts import sentence_span
from .matching import Match, lemma_of
from .who import behind

_AT = ("at", "in", "on", "during", "to", "before", "via", "with", "through")
_INDEFINITE = frozenset("a an some several many few two three four five six another one unnamed anonymous".split())
_MOST = 30  # tokens of a headline


def venue_of(facts: Facts, rules: RuleLexicon, match: Match) -> Span | None:
    """Where it was said: what the cue's phrase of place or its addressee names, if ``words.tsv`` has it as a venue, or
    it is a news medium ("told Reuters", "at a press conference in Ankara", "in a letter to the council").
    """
    tree, i = facts.tree, match.head
    told = [k for k in tree.kids_by(i, "dobj", "dative") if tree.is_noun(k)]
    objects = [k for p in _AT for k in prep_objects(tree, i, p)]
    speaking = [k for a in tree.kids_by(i, "advcl") if tree.lemma[a] in ("speak", "write", "talk") for k in [a]]
    objects += [k for a in speaking for p in _AT for k in prep_objects(tree, a, p)]
    for k in [*told, *objects]:
        mention = facts.by_head.get(k)
        medium = mention is not None and any(e.sector == "MED" for e in mention.entities)
        if medium or lemma_of(tree, k) in rules.classes.get("venue", ()):
            last = max(t for t in tree.subtree(k, skip=frozenset({"relcl", "acl", "appos", "punct", "advcl"})))
            return facts.span(left_edge(tree, k), (last if last - k < 8 else k) + 1)
    return None


def unnamed(facts: Facts, rules: RuleLexicon, subjects: list[int]) -> list[Entity]:
    """Speakers whom the text only describes, and no role noun of the lexicon stands for: "sources close to the
    ministry", "a person briefed on the talks". Their country is that of whoever the phrase belongs to.
    """
    tree = facts.tree
    for i in subjects:
        if tree.is_noun(i) and lemma_of(tree, i) in rules.classes.get("unnamed", ()):
            owner = next(iter(behind(facts, i)), None)
            near = [k for p in ("in", "at", "from", "within", "inside", "to") for k in prep_objects(tree, i, p)]
            near += [k for a in tree.kids_by(i, "amod") for k in prep_objects(tree, a, "to")]  # "close to the ministry"
            found = (e for k in near if (m := facts.by_token.get(k)) for e in m.entities)
            owner = owner or next(found, None)
            span = facts.span(left_edge(tree, i), i + 1)
            country, sector = (owner.country, owner.sector) if owner is not None else (None, "UNK")
            name = name_of(tree, i)
            return [Entity(name, country, sector, span=span, how="actor.unnamed", score=0.6, anonymous=True)]
    return []


def with_unnamed(facts: Facts, speakers: list[Entity]) -> list[Entity]:
    """``speakers``, those marked anonymous who are told of by no name: "a German official", "two diplomats"."""
    return [replace(e, anonymous=True) if _is_unnamed(facts, e) else e for e in speakers]


def _is_unnamed(facts: Facts, entity: Entity) -> bool:
    if entity.anonymous:
        return True
    if entity.id or entity.span is None or entity.how not in ("actor.role", "actor.bare", "actor.nominal"):
        return False
    tree = facts.tree
    first, last = tree.tokens_between(entity.span.start, entity.span.end)
    mention = next((m for k in range(last - 1, first - 1, -1) if (m := facts.by_head.get(k))), None)
    if mention is None or not mention.agent or facts.lexicon.roles[mention.agent].kind != "person":
        return False
    article = any(tree.lower[k] in _INDEFINITE for k in range(first, last))
    return article or (tree.tag[mention.head] == "NNS" and tree.lower[first] not in ("the", "these", "both", "all"))


def headline_statements(facts: Facts, document: str) -> list[Statement]:
    """Lines such as "Chad: sanctions 'won't work'": a name, a colon, and what it says, some of it quoted."""
    tree = facts.tree
    made = []
    for first, last in tree.sents:
        colon = next((k for k in range(first, min(last, first + 8)) if tree.word[k] == ":"), None)
        if colon is None or not 3 < last - first <= _MOST or colon == first:
            continue
        begin = next((k for k in range(first, colon) if tree.word[k].strip()), colon)
        mention = facts.by_token.get(colon - 1)
        whole = mention is not None and bool(mention.entities) and mention.named and mention.last == colon
        if not whole or mention is None or not _from_left(tree, begin, mention.first):
            continue
        quotes = [q for q in facts.quotes if tree.start[colon] < q.span.start and q.span.end <= tree.end[last - 1]]
        content = _after(facts, colon + 1, last)
        if not quotes or content is None:
            continue
        cue, quote = facts.span(colon, colon + 1), max((q.inner for q in quotes), key=lambda s: (len(s.text), -s.start))
        speakers = tuple(facts.at(e, mention) if e.span is None else e for e in mention.entities)
        made.append(
            Statement(
                content_id("q", document, cue.start, content.start, content.end), document, speakers, quote, content,
                True, cue, sentence_span(facts, colon), "say", (), (), "statement.headline", 0.8,
                (Reason("cue", "statement.headline", (cue,), "a name and a colon before quoted words"),),
            )
        )  # fmt: skip
    return made


def _from_left(tree: Tree, begin: int, first: int) -> bool:
    """The name begins the line, titles and articles aside."""
    return all(tree.tag[k] in ("DT", "NNP", "NN", "JJ") for k in range(begin, first)) and first - begin <= 3


def _after(facts: Facts, first: int, last: int) -> Span | None:
    tree = facts.tree
    while first < last and not tree.word[first].strip():
        first += 1
    while last > first and (not tree.word[last - 1].strip() or tree.word[last - 1] in ".,;"):
        last -= 1
    return facts.span(first, last) if last - first > 2 else None
