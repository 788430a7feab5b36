"""What a cue's sentence holds as its content, by grammar alone: a clause, an infinitive, an object, what a preposition
governs, as the cue's row allows.
"""

from __future__ import annotations

from collections.abc import Callable

from ..annotate.arguments import surface_subjects
from ..annotate.facts import Facts
from ..annotate.phrases import prep_objects
from ..annotate.tree import Tree
from .attributed import content_preps, misread
from .matching import Match
from .ranges import RELATIVE, Range, characters, edges, phrase, runs, under

_CLAUSES = ("ccomp", "parataxis")
_MARKS = frozenset({"“", "”", '"', "''", "``", "‘", "’", "'"})
_LINKS = frozenset("that how what why whether who where when".split())
_OF_IT = frozenset("as for of to with about on from over against by into in after among between across".split())
_NAMING = ("appos", "advcl", "dep", "npadvmod", "dobj")
_PREDICATED = ("oprd", "ccomp", "xcomp", "attr", "acomp")


def contents(facts: Facts, match: Match, is_cue: Callable[[int], bool]) -> list[Range]:
    """Where the content stands by the grammar of its sentence, as its row allows; quotations are not looked at.

    ``is_cue`` says of a token whether it is a cue itself: what another cue begins is not part of the content.
    """
    tree, i = facts.tree, match.head
    takes = match.rule.cell("content").split("|")
    if tree.lower[i] == "according":
        above = tree.head[i]
        return _spread(tree, above, i, is_cue) if above != i else []
    if "subject" in takes:
        return _seeming(tree, i)
    found = _clausal(facts, match, takes, is_cue)
    if found:
        return found
    subjects = tree.kids_by(i, "nsubj") if "clause" in takes else []
    if len(subjects) > 1 and misread(tree, subjects):
        return [under(tree, subjects[0])]
    if tree.is_verb(i) and tree.passive(i) and "object" in takes:
        return _of_passive(tree, match) if tree.dep[i] != "acl" else []
    if "object" in takes:
        objects = [k for k in _objects(facts, match) if k not in match.bound or not content_preps(match)]
        if objects:
            return [_object(facts, match, objects[0], named="predicate" in takes)]
        subject = tree.kids_by(i, "nsubj")
        if tree.dep[i] == "relcl" and subject and tree.lower[subject[0]] not in RELATIVE:
            return [phrase(tree, tree.head[i], i)]
    for prep in content_preps(match):
        for node in dict.fromkeys([i, *match.nodes]):
            for k in tree.kids[node]:
                if tree.lower[k] == prep and tree.dep[k] in ("prep", "agent", "prt") and k > i:
                    inner = [o for o in tree.kids_by(k, "pobj", "pcomp") if o not in facts.dated]
                    if inner:
                        start, end = _object(facts, match, inner[0])
                        also = [under(tree, j)[1] for j in tree.kids_by(k, "conj")]  # "of Oslo and of its harbour"
                        return [(start, max([end, *also]))]
    return []


def _clausal(facts: Facts, match: Match, takes: list[str], is_cue: Callable[[int], bool]) -> list[Range]:
    tree, i = facts.tree, match.head
    node = match.carrier if not tree.is_verb(i) and tree.is_verb(match.carrier) else i
    places = prep_objects(tree, i, "in", "at", "on", "to") if tree.is_verb(i) else []  # "said in a letter that ..."
    nodes = dict.fromkeys([i, node, *(b for b in (*match.bound, *places) if tree.is_noun(b))])
    found = [k for n in nodes for k in tree.kids[n] if k != i and _takes_clause(tree, match, k, n, takes)]
    found = [k for k in found if k > i] or found
    for k in found:
        infinitive = _to_infinitive(tree, k)
        if infinitive and tree.is_verb(i) and tree.passive(i):
            subject = [phrase(tree, s, i) for s in surface_subjects(tree, i)[:1]]
            return [*subject, under(tree, k)]
        objects = [o for o in tree.kids_by(node, "dobj", "dative") if node < o < k]
        asked = objects or [o for o in prep_objects(tree, i, *content_preps(match)) if node < o < k]
        if infinitive and asked and match.rule.cell("stance") == "ask" and (not objects or "object" in takes):
            return [(under(tree, asked[0])[0], under(tree, k)[1])]
        if infinitive and objects and "object" in takes:
            return []
        return _to_colon(tree, _joined(tree, i, k, _spread(tree, k, i, is_cue)))
    above = tree.head[i]
    if "clause" in takes and _leads(tree, i) and not is_cue(above):
        return _spread(tree, above, i, is_cue)
    if "clause" not in takes or not tree.is_verb(i) or above == i or not tree.kids_by(i, "nsubj"):
        return []
    as_told = tree.dep[i] == "advcl" and any(tree.lower[k] == "as" for k in tree.kids_by(i, "mark"))
    behind = tree.dep[i] in ("conj", "advcl") and above < i and not tree.kids_by(i, "mark", "advmod")
    begin = min(tree.subtree(tree.kids_by(i, "nsubj")[0])[0], i)
    if behind and (tree.lower[begin - 1] not in (",", "”", '"', "''") or "quote" not in takes):
        behind = False
    if (as_told or behind or tree.dep[i] == "parataxis") and "," in tree.word[max(0, i - 12) : i + 12]:
        return [] if _objects(facts, match) else _spread(tree, above, i, is_cue)
    return []


def _leads(tree: Tree, cue: int) -> bool:
    """As in "Malta claimed, as of Monday, it had no boats", of which the parser made the first verb the object."""
    above = tree.head[cue]
    if tree.dep[cue] != "ccomp" or above < cue or not tree.is_verb(cue) or not tree.kids_by(cue, "nsubj"):
        return False
    own = [k for k in tree.kids_by(above, "nsubj", "nsubjpass") if cue < k < above]
    begins = min(tree.subtree(cue)) == tree.sents[tree.sent_of[cue]][0] and tree.word[cue + 1] == ","
    return bool(own) and begins and not any(tree.dep[k] in ("dobj", "ccomp", "prt") for k in tree.kids[cue])


def _joined(tree: Tree, cue: int, clause: int, ranges: list[Range]) -> list[Range]:
    """The content with what the parser joined to the cue in its place: "that X, and that Y", "to ask and answer"."""
    for k in tree.kids_by(cue, "conj"):
        first = min(tree.subtree(k))
        linked = tree.lower[first] in _LINKS or (
            _to_infinitive(tree, clause) and tree.tag[k] == "VB" != tree.tag[cue] and not tree.kids_by(k, "nsubj")
        )
        if k > clause > cue and linked and ranges:
            ranges = [*ranges[:-1], (ranges[-1][0], under(tree, k)[1])]
    return ranges


def _takes_clause(tree: Tree, match: Match, k: int, node: int, takes: list[str]) -> bool:
    infinitive = _to_infinitive(tree, k)
    if ("infinitive" if infinitive else "clause") not in takes:
        return False
    if tree.dep[k] in (*_CLAUSES, "xcomp"):
        return tree.dep[k] != "parataxis" or not any(node < o < k for o in tree.kids_by(node, "dobj"))
    if tree.dep[k] == "advcl" and k > node == match.head and not infinitive:  # a clause without "that", misread
        asks = min(tree.subtree(k)) == node + 1 and tree.lower[node + 1] in ("if", "whether")  # "did not say if"
        linked = tree.kids_by(k, "mark", "advmod") and not asks
        return bool(tree.kids_by(k, "nsubj")) and tree.tag[k] != "VBG" and not linked
    return tree.is_noun(node) and k > node and tree.dep[k] in ("acl", "relcl") and (infinitive or _that(tree, k))


def _that(tree: Tree, clause: int) -> bool:
    return any(tree.lower[k] in ("that", "whether", "if") and tree.dep[k] == "mark" for k in tree.kids[clause])


def _of_passive(tree: Tree, match: Match) -> list[Range]:
    """As in "he was called a thief", "they are criticised for being slow": the subject and what is said of it. Of a
    plan or thought that is nobody's something must be said.
    """
    verb = match.head
    subject = [phrase(tree, s, verb) for s in surface_subjects(tree, verb)[:1]]
    said = [k for k in tree.kids[verb] if k > verb and (
        tree.dep[k] in _PREDICATED or (tree.dep[k] == "prep" and tree.lower[k] in ("as", "for"))
    )]  # fmt: skip
    if not said and match.rule.cell("class") in ("plan", "thought") and not prep_objects(tree, verb, "by"):
        return []
    return [*subject, *(under(tree, k) for k in said)]


def _objects(facts: Facts, match: Match) -> list[int]:
    """The objects of the cue that may be said: not whom it addresses ("promised him", "asked the minister")."""
    tree, i = facts.tree, match.head
    found = [k for k in tree.kids[i] if tree.dep[k] in ("dobj", "attr") and k > i]
    if set(match.rule.cell("addressee").split(",")) & {"obj", "iobj"}:
        said = "object" in match.rule.cell("content").split("|")
        people = {k for k in found if tree.tag[k] == "PRP" or ((m := facts.by_head.get(k)) and m.entities)}
        found = [k for k in found if said and k not in people]
    return found


def _seeming(tree: Tree, verb: int) -> list[Range]:
    """As in "the deal seems to hold", "the deal appears lost", "it seems that the deal holds": all but the verb."""
    said = next((k for k in tree.kids[verb] if k > verb and tree.dep[k] in _PREDICATED), None)
    if said is None:
        return []
    subject = [s for s in surface_subjects(tree, verb)[:1] if s < verb and tree.dep[said] != "ccomp"]
    return [*(phrase(tree, s, verb) for s in subject), under(tree, said)]


def _object(facts: Facts, match: Match, head: int, named: bool = False) -> Range:
    """The object, and the phrases of the verb that follow it: "praised him for staying", "mentioned leaving and
    returning"; where the verb names its object (``named``) all that follows: "called her vote for the war a mistake".
    Without what is only told beside it (", which ...", ", a former judge").
    """
    tree = facts.tree
    first, last = edges(tree, head)
    for k in tree.kids[match.head]:
        if k > head and _told_of_object(facts, match, head, k, named):
            begin, end = edges(tree, k)
            last = max(last, end) if begin <= _behind_marks(tree, last) else last
    for t in range(head + 1, last):
        beside = tree.dep[t] in ("relcl", "appos") and tree.head[t] < t
        begin = edges(tree, t)[0] if beside else 0
        if (
            beside
            and edges(tree, t)[1] == last
            and begin > head
            and tree.word[begin - 1] in (",", "-", "--", "—", "–")
            and first < begin - 1
        ):
            last = begin - 1
            break
    ((start, end),) = _to_colon(tree, [characters(tree, first, last)])
    return start, end


def _told_of_object(facts: Facts, match: Match, head: int, k: int, named: bool) -> bool:
    """Whether a phrase of the cue behind its object (``head``) belongs to the content, not to the telling ("on Monday",
    "to please them").
    """
    tree, dep = facts.tree, facts.tree.dep[k]
    if dep == "conj":
        return tree.tag[k] == tree.tag[head] == "VBG"
    begin = edges(tree, k)[0]
    if tree.word[begin - 1] == ",":
        return False
    if dep == "prep":
        return tree.lower[k] in _OF_IT and not any(o in facts.dated for o in tree.kids_by(k, "pobj"))
    if dep == "xcomp" and _to_infinitive(tree, k) and not named:
        return match.rule.cell("class") != "speech" or match.rule.cell("stance") == "ask"
    if dep == "advcl":
        return named or (tree.tag[k] == "VBG" and begin == k and not tree.kids_by(k, "mark"))
    return dep in (*_PREDICATED, "dative") or (named and dep in _NAMING)


def _behind_marks(tree: Tree, i: int) -> int:
    """The first token from ``i`` on that is no quotation mark and no "and"."""
    while i < len(tree) and (tree.word[i] in _MARKS or tree.dep[i] == "cc"):
        i += 1
    return i


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
            return [*ranges[:-1], (start, characters(tree, nxt, stop)[1])]
    return ranges


def _to_infinitive(tree: Tree, i: int) -> bool:
    return tree.tag[i] == "VB" and any(tree.dep[k] == "aux" and tree.lower[k] == "to" for k in tree.kids[i])


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
    return [characters(tree, run[0], run[-1] + 1) for run in runs(sorted(tokens)) if _words(tree, run)]


def _told_beside(tree: Tree, tokens: list[int]) -> list[int]:
    """``tokens`` without the relative clause after a comma that ends them: it is the writer's."""
    for t in tokens:
        if tree.dep[t] == "relcl" and tree.head[t] < t:
            first, last = edges(tree, t)
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
