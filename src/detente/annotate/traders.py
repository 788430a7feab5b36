"""Mending, in place, what the parser gets wrong where states trade: verbs taken for nouns, "40 per cent of its gas"."""

from __future__ import annotations

from .phrases import LEFT
from .tree import Tree

_VERBS = frozenset("borders buys exports imports leases owes operates ships sources supplies".split())
_NAMES = ("NNP", "NNPS")
_AMOUNTS = frozenset("about all almost around half more most nearly over roughly some virtually".split())
_OPENS = frozenset({"DT", "CD", "JJ", "JJR", "JJS", "PRP$", "NN", "NNS", "NNP", "NNPS", "PDT"})
_OBJECTS = ("advmod", "amod", "appos", "dobj", "dep", "npadvmod", "nummod")
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


def trading_verbs(tree: Tree) -> None:
    """In "Peru ships most of its copper" and "Poland, which ordered tanks, borders Ukraine" the plural is a verb: after
    a name, in a sentence that has no other.
    """
    changed = False
    for first, last in tree.sents:
        root = next((i for i in range(first, last) if tree.head[i] == i), -1)
        verb = next((i for i in range(first + 1, last - 1) if tree.lower[i] in _VERBS and _may_be_verb(tree, i)), -1)
        if root < 0 or verb < 0:
            continue
        others = [
            k
            for k in tree.kids[root]
            if k != verb and tree.tag[k] in _FINITE and tree.dep[k] not in ("relcl", "acl", "advcl")
        ]
        opens = tree.tag[verb + 1] in _OPENS or tree.lower[verb + 1] in _AMOUNTS
        if others or tree.tag[root] in _FINITE or not opens:
            continue
        if verb == root and tree.tag[verb - 1] in (*_NAMES, "NN") and tree.word[verb - 1][:1].isupper():
            changed |= _own_clause(tree, verb)
        elif tree.tag[verb] == "VBZ" and tree.head[verb] == root and tree.kid(verb, "nsubj") == verb - 1:
            tree.head[verb], tree.dep[verb] = verb, "ROOT"  # "Peru exports wheat to Chile"
            tree.head[root], tree.dep[root], changed = verb, "dobj", True
        elif tree.word[verb - 1] == "," and tree.tag[root] in _NAMES and root < verb:
            changed |= _after_apposition(tree, root, verb)
    if changed:
        tree.index_kids()


def _may_be_verb(tree: Tree, i: int) -> bool:
    return tree.tag[i] == "NNS" or (tree.tag[i] == "VBZ" and tree.dep[i] == "compound")


def _own_clause(tree: Tree, verb: int) -> bool:
    subject = verb - 1
    for k in tree.kids[verb]:
        if k < subject and tree.dep[k] in LEFT:
            tree.head[k] = subject
    _as_verb(tree, verb)
    tree.head[subject], tree.dep[subject] = verb, "nsubj"
    thing = next((k for k in tree.kids[verb] if k > verb and tree.dep[k] in _OBJECTS and tree.tag[k] in _OPENS), None)
    if thing is not None:
        tree.dep[thing] = "dobj"
    return True


def _after_apposition(tree: Tree, subject: int, verb: int) -> bool:
    """``verb`` stands before a name as part of it, or is itself the apposition of ``subject``."""
    thing = tree.head[verb]
    if tree.dep[verb] != "compound" or tree.dep[thing] != "appos" or tree.tag[thing] not in _NAMES:
        return False
    _as_verb(tree, verb)
    tree.head[verb], tree.dep[verb] = verb, "ROOT"
    tree.head[subject], tree.dep[subject] = verb, "nsubj"
    tree.head[thing], tree.dep[thing] = verb, "dobj"
    return True


def _as_verb(tree: Tree, i: int) -> None:
    word = tree.lower[i]
    tree.tag[i], tree.lemma[i] = "VBZ", f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


def per_cent(tree: Tree) -> None:
    """In "imports 40 per cent of its gas" ``cent`` is the noun of measure, as "percent" would be."""
    changed = False
    for per in range(1, len(tree) - 1):
        number, cent = per - 1, per + 1
        if tree.lower[per] != "per" or tree.lower[cent] != "cent" or tree.tag[number] != "CD":
            continue
        tree.lemma[cent] = "percent"
        if tree.head[cent] != per or tree.head[per] != number:
            continue
        above, dep = tree.head[number], tree.dep[number]
        root = above == number
        tree.head[cent], tree.dep[cent] = (cent if root else above), dep
        if dep == "nummod" and tree.is_verb(above):
            tree.dep[cent] = "dobj" if above < number else "nsubj"
        for k in (*tree.kids[number], *tree.kids[per]):
            if k > cent:
                tree.head[k] = cent
        tree.head[number], tree.dep[number] = cent, "nummod"
        tree.head[per], tree.dep[per] = cent, "quantmod"
        changed = True
    if changed:
        tree.index_kids()


def co_verbs(tree: Tree) -> None:
    """In "Peru and Chile co-produce the jet" the parser made of ``co`` the verb, of ``produce`` one joined to it."""
    changed = False
    for verb in range(2, len(tree)):
        co = verb - 2
        if tree.lower[co] != "co" or tree.word[verb - 1] != "-" or tree.head[verb] != co or tree.tag[verb][:2] != "VB":
            continue
        tree.head[verb], tree.dep[verb] = (verb if tree.head[co] == co else tree.head[co]), tree.dep[co]
        for k in tree.kids[co]:
            if k != verb:
                tree.head[k] = verb
        tree.tag[verb] = "VBP" if tree.tag[verb] == "VB" and tree.kid(verb, "aux") is None else tree.tag[verb]
        tree.head[co], tree.dep[co], changed = verb, "compound", True
    if changed:
        tree.index_kids()


def having(tree: Tree) -> None:
    """In "Peru and Chile have overlapping claims" ``have`` is the verb: a participle in ``-ing`` follows no other."""
    changed = False
    for i, tag in enumerate(tree.tag):
        have, thing = tree.kid(i, "aux"), tree.kid(i, "dobj")
        alone = len(tree.kids_by(i, "aux")) == 1
        if (
            tag != "VBG"
            or not alone
            or have != i - 1
            or thing is None
            or tree.lower[have] not in ("have", "has", "had")
        ):
            continue
        tree.head[have], tree.dep[have] = (have if tree.head[i] == i else tree.head[i]), tree.dep[i]
        for k in tree.kids[i]:
            if k != have:
                tree.head[k] = have
        tree.head[i], tree.dep[i], changed = thing, "amod", True
    if changed:
        tree.index_kids()


def worth(tree: Tree) -> None:
    """In "loans worth two billion dollars from Peru" what follows the sum belongs to the loans."""
    changed = False
    for i, word in enumerate(tree.lower):
        noun = tree.head[i]
        if word != "worth" or not noun < i or not tree.is_noun(noun):
            continue
        for k in [j for n in (i, *tree.kids[i]) for j in tree.kids_by(n, "prep") if j > i]:
            if tree.lower[k] in ("from", "to", "for", "by"):
                tree.head[k], changed = noun, True
    if changed:
        tree.index_kids()
