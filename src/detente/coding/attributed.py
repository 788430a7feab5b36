"""What stands beside a cue: the phrase of its source and the words of the cue (its content: ``contents``)."""

from __future__ import annotations

from ..annotate.arguments import surface_subjects
from ..annotate.facts import Facts
from ..annotate.phrases import prep_objects
from ..annotate.tree import Tree
from .matching import Match
from .ranges import Range, edges, phrase

_LONG = 5  # tokens from a verb to the noun that makes it a cue
_NOBODY = frozenset({"there"})


# --- the source ------------------------------------------------------------------------------------------------------


def sources(facts: Facts, match: Match) -> list[Range]:
    """Where the phrase of the source stands: none where the text names nobody."""
    tree, i = facts.tree, match.head
    if "subject" in match.rule.cell("content").split("|"):  # "the deal seems lost to him": he is rarely told
        return []
    heads = _source_heads(tree, match)
    heads = [h for h in heads if tree.lower[h] not in _NOBODY and not _expletive(tree, match, h)][:1]
    return [phrase(tree, h, i) for h in heads]


def _expletive(tree: Tree, match: Match, subject: int) -> bool:
    """As in "it is obvious that the well is dry": the clause is what "it" stands for."""
    if tree.lower[subject] != "it" or tree.is_verb(match.head):
        return False
    nodes = (match.head, match.carrier)
    return any(tree.dep[k] in ("ccomp", "advcl") and _with_that(tree, k) for n in nodes for k in tree.kids[n])


def _with_that(tree: Tree, clause: int) -> bool:
    return any(tree.lower[k] in ("that", "whether", "if", "how", "why", "what") for k in tree.kids[clause])


def _source_heads(tree: Tree, match: Match) -> list[int]:
    i = match.head
    if tree.lower[i] == "according":
        return prep_objects(tree, i, "to") or [j for k in tree.kids[i] for j in tree.kids_by(k, "pobj")]
    if tree.is_noun(i):
        return _owners(tree, match)
    verb = i if tree.is_verb(i) else match.carrier
    if tree.is_verb(verb) and tree.passive(verb):
        return prep_objects(tree, verb, "by")
    own = tree.kids_by(verb, "nsubj")
    if own:
        return own[-1:] if len(own) > 1 and (tree.dep[verb] == "relcl" or misread(tree, own)) else own[:1]
    if tree.dep[i] in ("amod", "acl") and not tree.is_verb(i):
        return [tree.head[i]]
    return surface_subjects(tree, verb)


def misread(tree: Tree, subjects: list[int]) -> bool:
    """As in "The ferry left on time, Malta said", where the parser makes "the ferry" a second subject of the cue."""
    _, last = edges(tree, subjects[0])
    clausal = any(tree.dep[k] in ("acl", "relcl") for k in tree.kids[subjects[0]])
    return clausal and last < len(tree) and tree.word[last] in (",", "”", '"')


def _owners(tree: Tree, match: Match) -> list[int]:
    noun, verb = match.head, match.carrier
    found = tree.kids_by(noun, "poss")
    if found:
        return found
    found = prep_objects(tree, noun, "by", "from")
    if found:
        return found
    if verb == noun or match.as_subject:
        return []
    return prep_objects(tree, verb, "by") if tree.passive(verb) else surface_subjects(tree, verb)


# --- the cue ---------------------------------------------------------------------------------------------------------


def cue_range(facts: Facts, match: Match) -> Range:
    """The cue with its auxiliaries, the adverbs between them and its particle: "has also pointed out"."""
    tree, i = facts.tree, match.head
    first = last = i
    if tree.lower[i] == "according":
        last = next((k for k in tree.kids[i] if tree.lower[k] == "to"), i)
    if tree.is_verb(i):
        while first > 0 and tree.head[first - 1] == i and tree.dep[first - 1] in ("aux", "auxpass", "neg", "advmod"):
            first -= 1
    elif match.carrier == tree.head[i] and match.carrier < i and tree.dep[i] in ("acomp", "oprd"):
        first = match.carrier
    for k in match.bound:
        if k == last + 1 and tree.dep[k] in ("prt", "advmod", "prep"):
            last = k
    if "object" not in match.rule.cell("content").split("|"):  # "voiced doubts about", "is a fan of"
        last = max([last, *(k for k in match.bound if tree.is_verb(i) and tree.head[k] == i and last < k <= i + _LONG)])
    if last + 1 < len(tree) and tree.head[last + 1] == i and tree.dep[last + 1] == "prt":
        last += 1
    wanted = {p.prep for p in match.rule.pattern.pieces if p.kind == "prep"} | set(content_preps(match))
    if last + 1 < len(tree) and tree.dep[last + 1] == "prep" and tree.lower[last + 1] in wanted:
        last += 1
    return tree.start[first], tree.end[last]


def content_preps(match: Match) -> list[str]:
    """The prepositions whose objects the row takes as content."""
    return [
        w
        for w in match.rule.cell("content").split("|")
        if w not in ("clause", "infinitive", "object", "predicate", "quote", "subject")
    ]
