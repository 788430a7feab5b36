"""What stands beside a cue: the phrase of its source, the words of the cue, the phrase or clause of its content.

All are ranges of characters (start, end excluded).
"""

from __future__ import annotations

from collections.abc import Callable

from ..annotate.arguments import surface_subjects
from ..annotate.facts import Facts
from ..annotate.phrases import prep_objects
from ..annotate.tree import Tree
from .matching import Match

Range = tuple[int, int]

_RELATIVE = frozenset({"who", "which", "that"})
_CLAUSES = ("ccomp", "parataxis")
_NOBODY = frozenset({"there"})
_TRIM = frozenset({",", ".", ";", ":", "—", "-", "--", "–", "―", "and", "but"})
_LINKS = frozenset("that how what why whether who where when".split())
_OF_IT = frozenset("as for of to with about on from over against by into in after among between across".split())
_NAMING = ("appos", "advcl", "dep", "npadvmod", "dobj")
_PREDICATED = ("oprd", "ccomp", "xcomp", "attr", "acomp")


# --- the source ------------------------------------------------------------------------------------------------------


def sources(facts: Facts, match: Match) -> list[Range]:
    """Where the phrase of the source stands: none where the text names nobody."""
    tree, i = facts.tree, match.head
    heads = _source_heads(tree, match)
    heads = [h for h in heads if tree.lower[h] not in _NOBODY][:1]
    return [_phrase(tree, h, i) for h in heads]


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
        return own[-1:] if len(own) > 1 and (tree.dep[verb] == "relcl" or _misread(tree, own)) else own[:1]
    if tree.dep[i] in ("amod", "acl") and not tree.is_verb(i):
        return [tree.head[i]]
    return surface_subjects(tree, verb)


def _misread(tree: Tree, subjects: list[int]) -> bool:
    """As in "The ferry left on time, Malta said", where the parser makes "the ferry" a second subject of the cue."""
    _, last = _edges(tree, subjects[0])
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


def _phrase(tree: Tree, head: int, cue: int) -> Range:
    """The noun phrase of ``head`` with what is said of it, up to the cue."""
    if tree.lower[head] in _RELATIVE or tree.tag[head][:3] in ("PRP", "WP"):
        return tree.start[head], tree.end[head]
    blocked = {cue, *tree.ancestors(cue)} - {head, *tree.ancestors(head)}
    tokens, todo = [], [head]
    while todo:
        j = todo.pop()
        tokens.append(j)
        todo += [k for k in tree.kids[j] if k not in blocked]
    tokens = _run_with(sorted(tokens), head)
    return _characters(tree, tokens[0], tokens[-1] + 1)


def _run_with(tokens: list[int], token: int) -> list[int]:
    """The unbroken run of tokens that holds ``token``."""
    return next(run for run in _runs(tokens) if token in run)


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
    if last + 1 < len(tree) and tree.head[last + 1] == i and tree.dep[last + 1] == "prt":
        last += 1
    wanted = {p.prep for p in match.rule.pattern.pieces if p.kind == "prep"} | set(_preps(match))
    if last + 1 < len(tree) and tree.dep[last + 1] == "prep" and tree.lower[last + 1] in wanted:
        last += 1
    return tree.start[first], tree.end[last]


def _preps(match: Match) -> list[str]:
    return [
        w
        for w in match.rule.cell("content").split("|")
        if w not in ("clause", "infinitive", "object", "predicate", "quote")
    ]


# --- the content -----------------------------------------------------------------------------------------------------


def contents(facts: Facts, match: Match, is_cue: Callable[[int], bool]) -> list[Range]:
    """Where the content stands by the grammar of its sentence, as its row allows; quotations are not looked at.

    ``is_cue`` says of a token whether it is a cue itself: what another cue begins is not part of the content.
    """
    tree, i = facts.tree, match.head
    takes = match.rule.cell("content").split("|")
    if tree.lower[i] == "according":
        above = tree.head[i]
        return _spread(tree, above, i, is_cue) if above != i else []
    found = _clausal(tree, match, takes, is_cue)
    if found:
        return found
    subjects = tree.kids_by(i, "nsubj") if "clause" in takes else []
    if len(subjects) > 1 and _misread(tree, subjects):
        return [_characters(tree, *_edges(tree, subjects[0]))]
    if tree.is_verb(i) and tree.passive(i) and "object" in takes:
        return _of_passive(tree, i) if tree.dep[i] != "acl" else []
    if "object" in takes:
        objects = [k for k in tree.kids[i] if tree.dep[k] in ("dobj", "attr") and k > i]
        objects = [k for k in objects if k not in match.bound or not _preps(match)]
        if objects:
            return [_object(tree, i, objects[0], named="predicate" in takes)]
        subject = tree.kids_by(i, "nsubj")
        if tree.dep[i] == "relcl" and subject and tree.lower[subject[0]] not in _RELATIVE:
            return [_phrase(tree, tree.head[i], i)]
    for prep in _preps(match):
        for node in dict.fromkeys([i, *match.nodes]):
            for k in tree.kids[node]:
                if tree.lower[k] == prep and tree.dep[k] in ("prep", "agent", "prt") and k > i:
                    inner = tree.kids_by(k, "pobj", "pcomp")
                    if inner:
                        return [_object(tree, i, inner[0])]
    return []


def _clausal(tree: Tree, match: Match, takes: list[str], is_cue: Callable[[int], bool]) -> list[Range]:
    i = match.head
    node = match.carrier if not tree.is_verb(i) and tree.is_verb(match.carrier) else i
    places = prep_objects(tree, i, "in", "at", "on", "to") if tree.is_verb(i) else []  # "said in a letter that ..."
    nodes = dict.fromkeys([i, node, *(b for b in (*match.bound, *places) if tree.is_noun(b))])
    found = [k for n in nodes for k in tree.kids[n] if k != i and _takes_clause(tree, match, k, n, takes)]
    found = [k for k in found if k > i] or found
    for k in found:
        infinitive = _to_infinitive(tree, k)
        if infinitive and tree.is_verb(i) and tree.passive(i):
            subject = [_phrase(tree, s, i) for s in surface_subjects(tree, i)[:1]]
            return [*subject, _characters(tree, *_edges(tree, k))]
        objects = [o for o in tree.kids_by(node, "dobj", "dative") if node < o < k]
        if objects and "object" in takes and infinitive:
            if match.rule.cell("stance") != "ask":
                return []
            return [(_characters(tree, *_edges(tree, objects[0]))[0], _characters(tree, *_edges(tree, k))[1])]
        return _to_colon(tree, _joined(tree, i, k, _spread(tree, k, i, is_cue)))
    above = tree.head[i]
    if "clause" not in takes or not tree.is_verb(i) or above == i or not tree.kids_by(i, "nsubj"):
        return []
    as_told = tree.dep[i] == "advcl" and any(tree.lower[k] == "as" for k in tree.kids_by(i, "mark"))
    behind = tree.dep[i] in ("conj", "advcl") and above < i and not tree.kids_by(i, "mark", "advmod")
    begin = min(tree.subtree(tree.kids_by(i, "nsubj")[0])[0], i)
    if behind and (tree.lower[begin - 1] not in (",", "”", '"', "''") or "quote" not in takes):
        behind = False
    if (as_told or behind or tree.dep[i] == "parataxis") and "," in tree.word[max(0, i - 12) : i + 12]:
        objects = tree.kids_by(i, "dobj")
        told = objects and not set(match.rule.cell("addressee").split(",")) & {"obj", "iobj"}
        return [] if told else _spread(tree, above, i, is_cue)
    return []


def _joined(tree: Tree, cue: int, clause: int, ranges: list[Range]) -> list[Range]:
    """The content with what the parser joined to the cue in its place: "that X, and that Y", "to ask and answer"."""
    for k in tree.kids_by(cue, "conj"):
        first = min(tree.subtree(k))
        linked = tree.lower[first] in _LINKS or (
            _to_infinitive(tree, clause) and tree.tag[k] == "VB" != tree.tag[cue] and not tree.kids_by(k, "nsubj")
        )
        if k > clause > cue and linked and ranges:
            ranges = [*ranges[:-1], (ranges[-1][0], _characters(tree, *_edges(tree, k))[1])]
    return ranges


def _takes_clause(tree: Tree, match: Match, k: int, node: int, takes: list[str]) -> bool:
    infinitive = _to_infinitive(tree, k)
    if ("infinitive" if infinitive else "clause") not in takes:
        return False
    if tree.dep[k] in (*_CLAUSES, "xcomp"):
        return True
    if tree.dep[k] == "advcl" and k > node == match.head and not infinitive:  # a clause without "that", misread
        return bool(tree.kids_by(k, "nsubj")) and tree.tag[k] != "VBG" and not tree.kids_by(k, "mark", "advmod")
    return tree.is_noun(node) and k > node and tree.dep[k] in ("acl", "relcl") and (infinitive or _that(tree, k))


def _that(tree: Tree, clause: int) -> bool:
    return any(tree.lower[k] in ("that", "whether", "if") and tree.dep[k] == "mark" for k in tree.kids[clause])


def _of_passive(tree: Tree, verb: int) -> list[Range]:
    """As in "he was called a thief", "they are criticised for being slow": the subject and what is said of it."""
    subject = [_phrase(tree, s, verb) for s in surface_subjects(tree, verb)[:1]]
    said = [k for k in tree.kids[verb] if k > verb and (
        tree.dep[k] in _PREDICATED or (tree.dep[k] == "prep" and tree.lower[k] in ("as", "for"))
    )]  # fmt: skip
    return [*subject, *(_characters(tree, *_edges(tree, k)) for k in said)]


def _object(tree: Tree, cue: int, head: int, named: bool = False) -> Range:
    """The object, and the phrases of the verb that follow it: "praised him for staying", "mentioned leaving and
    returning"; where the verb names its object (``named``) all that follows: "called her vote for the war a mistake".
    Without what is only told beside it (", which ...", ", a former judge").
    """
    first, last = _edges(tree, head)
    for k in tree.kids[cue]:
        gerund = tree.dep[k] == "conj" and tree.tag[k] == tree.tag[head] == "VBG" != tree.tag[cue]
        told = (
            gerund
            or (named and tree.dep[k] in _NAMING)
            or tree.dep[k] in (*_PREDICATED, "dative")
            or (tree.dep[k] == "prep" and tree.lower[k] in _OF_IT)
        )
        if k > head and told and tree.word[k - 1] != ",":
            begin, end = _edges(tree, k)
            last = max(last, end) if begin <= last else last
    for t in range(head + 1, last):
        beside = tree.dep[t] in ("relcl", "appos") and tree.head[t] < t
        begin = _edges(tree, t)[0] if beside else 0
        if (
            beside
            and _edges(tree, t)[1] == last
            and begin > head
            and tree.word[begin - 1] in (",", "-", "--", "—", "–")
            and first < begin - 1
        ):
            last = begin - 1
            break
    ((start, end),) = _to_colon(tree, [_characters(tree, first, last)])
    return start, end


def _to_colon(tree: Tree, ranges: list[Range]) -> list[Range]:
    """What a colon right behind the content announces belongs to it, to the end of the sentence."""
    if not ranges:
        return ranges
    start, end = ranges[-1]
    nxt = tree.token_at(end)
    nxt = nxt + 1 if nxt >= 0 and tree.end[nxt] <= end else nxt
    if 0 <= nxt < len(tree) and tree.word[nxt] == ":":
        stop = tree.sents[tree.sent_of[nxt]][1]
        if stop - nxt > 3:
            return [*ranges[:-1], (start, _characters(tree, nxt, stop)[1])]
    return ranges


def _to_infinitive(tree: Tree, i: int) -> bool:
    return tree.tag[i] == "VB" and any(tree.dep[k] == "aux" and tree.lower[k] == "to" for k in tree.kids[i])


def _edges(tree: Tree, head: int) -> Range:
    """Tokens of everything under ``head``, as first and last (excluded)."""
    tokens = _run_with(tree.subtree(head), head)
    return tokens[0], tokens[-1] + 1


def _spread(tree: Tree, clause: int, cue: int, is_cue: Callable[[int], bool]) -> list[Range]:
    """A clause without the branch of the cue, in as many pieces as the cue breaks it into."""
    blocked = {cue, *tree.ancestors(cue)} if cue in tree.subtree(clause) else {cue}
    tokens, todo = [], [clause]
    stop = len(tree)
    while todo:
        j = todo.pop()
        tokens.append(j)
        for k in tree.kids[j]:
            if k in blocked:
                continue
            if j == clause and k > max(clause, cue) and _beside(tree, k, cue, is_cue):
                stop = min(stop, min(tree.subtree(k)) - 1)
                continue
            todo.append(k)
    tokens = _told_beside(tree, sorted(t for t in tokens if t < stop))
    return [_characters(tree, run[0], run[-1] + 1) for run in _runs(sorted(tokens)) if _words(tree, run)]


def _told_beside(tree: Tree, tokens: list[int]) -> list[int]:
    """``tokens`` without the relative clause after a comma that ends them: it is the writer's."""
    for t in tokens:
        if tree.dep[t] == "relcl" and tree.head[t] < t:
            first, last = _edges(tree, t)
            if tree.lower[first] in ("which", "who") and tree.word[first - 1] == "," and last > tokens[-1]:
                return [k for k in tokens if k < first]
    return tokens


def _beside(tree: Tree, k: int, cue: int, is_cue: Callable[[int], bool]) -> bool:
    """What the parser hung into the content but tells of the speaker: "..., adding that", "... and warned them"."""
    before = min(tree.subtree(k)) - 1
    if tree.dep[k] == "advcl" and tree.tag[k] == "VBG":
        return before > 0 and tree.word[before] == "," and is_cue(k)
    return tree.dep[k] == "conj" and tree.tag[k] == tree.tag[cue] and tree.tag[k] in ("VBD", "VBZ") and is_cue(k)


def _words(tree: Tree, run: list[int]) -> bool:
    return any(tree.word[t][:1].isalnum() for t in run)


def _runs(tokens: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for t in tokens:
        if runs and t == runs[-1][-1] + 1:
            runs[-1].append(t)
        else:
            runs.append([t])
    return runs


def _characters(tree: Tree, first: int, last: int) -> Range:
    """Tokens as characters, without the marks and "and" at their ends."""
    while first < last - 1 and (tree.lower[first] in _TRIM or not tree.word[first].strip()):
        first += 1
    while last - 1 > first and (tree.lower[last - 1] in _TRIM or not tree.word[last - 1].strip()):
        last -= 1
    return tree.start[first], tree.end[last - 1]
