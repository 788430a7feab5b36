"""The verb of a short present-tense sentence that the parser took for a noun, and the noun that it took for a verb.

"The Air Force bombs ten targets", "A court in Rabat, Morocco sentences a cleric": where a sentence has no finite verb,
a plural in ``-s`` that can be one, with a noun before and a noun phrase after it, is the verb.
"""

from __future__ import annotations

from .tree import NOMINAL, Tree

_VERBS = frozenset(
    "arrest attack ban blame blast block bomb capture charge condemn convict demand deport execute expel fine hit jail "
    "kill meet order pardon praise protest raid reject release report sanction seize sentence shell shoot slam strike "
    "summon support sue target threaten urge veto visit vow warn".split()
)
_BLOWS = frozenset("airstrikes attacks bombings clashes protests raids shootings strikes".split())
_OPENS = frozenset({"DT", "CD", "JJ", "JJR", "JJS", "PRP$", "NN", "NNS", "NNP", "NNPS", "PDT"})
_NUMBERING = frozenset("about around at between dozens hundreds more nearly over some thousands up".split())
_TOWARDS = frozenset("agrees aims plans pledges promises refuses threatens tries votes vows".split())
_BEFORE = ("compound", "nmod", "amod")
_LEFT = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "advmod"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


def lost_verbs(tree: Tree) -> None:
    """Mend, in place, each sentence whose root is a noun though one of its words can be its verb."""
    changed = False
    for first, last in tree.sents:
        root = next((i for i in range(first, last) if tree.head[i] == i), -1)
        if root < 0:
            continue
        clauses = [k for k in tree.kids[root] if tree.tag[k] in _FINITE and tree.dep[k] not in _BEFORE]
        if tree.tag[root] in NOMINAL and not clauses:
            verb = _lost_verb(tree, first, last, root)
            if verb >= 0:
                _clause(tree, root, verb)
                changed = True
            else:
                changed |= _infinitive(tree, first, last, root) or _past_verb(tree, root)
        elif tree.tag[root] == "VBZ" and tree.lower[root] in _BLOWS:
            changed |= _blow(tree, root)
    for i, dep in enumerate(tree.dep):
        if dep == "appos" and tree.tag[tree.head[i]] in _FINITE and _is_object(tree, i):
            tree.dep[i] = "dobj"  # "A court sentences the former president"
        elif dep == "pobj" and _governed_for_show(tree, i):
            tree.head[i], tree.dep[i], changed = tree.head[tree.head[i]], "dobj", True
    if changed:
        tree.index_kids()


def _lost_verb(tree: Tree, first: int, last: int, root: int) -> int:
    for i in range(first + 1, last - 1):
        word = tree.lower[i]
        taken = tree.tag[i] == "NNS" or (tree.tag[i] == "VBZ" and tree.dep[i] in ("compound", "nmod"))
        if not taken or not (word[:-1] in _VERBS or word[:-2] in _VERBS):
            continue
        before = tree.tag[i - 1] in NOMINAL
        after = tree.tag[i + 1] in _OPENS or tree.lower[i + 1] in _NUMBERING
        beside = tree.dep[i] in ("compound", "nmod", "appos", "conj") and (root < i or tree.head[i] == root)
        beside = beside or (tree.dep[i] == "dep" and tree.head[i] == root)
        if before and after and (i == root or beside):
            return i
    return -1


def _clause(tree: Tree, root: int, verb: int) -> None:
    """Make ``verb`` the root, what stands left of it its subject, the noun right of it its object."""
    tree.tag[verb] = "VBZ"
    tree.lemma[verb] = tree.lower[verb][:-1] if tree.lower[verb][:-1] in _VERBS else tree.lower[verb][:-2]
    if root == verb:
        subject = max(k for k in [*tree.kids[verb], verb - 1] if k < verb)
        thing = next((k for k in tree.kids[verb] if k > verb and tree.tag[k] in NOMINAL), -1)
        for k in tree.kids[verb]:
            if k < subject and tree.dep[k] in _LEFT:
                tree.head[k] = subject
    elif root > verb:
        thing = root
        own = tree.kids_by(verb, "nsubj")
        subject = own[0] if own else verb - 1
        for k in tree.kids[verb]:
            if k < subject and tree.dep[k] in _LEFT:
                tree.head[k] = subject
        for k in [*tree.kids[verb], *tree.kids[root]]:
            if subject < k < verb and tree.dep[k] == "compound":
                tree.head[k], tree.dep[k] = _noun_before(tree, k), "appos"
            elif k > root and tree.head[k] == root and tree.dep[k] in ("prep", "punct"):
                tree.head[k] = verb
    else:
        subject, thing = root, tree.head[verb]
        for k in tree.kids[thing]:
            if k < verb and thing != root:
                tree.head[k], tree.dep[k] = verb - 1 if k != verb - 1 else _noun_before(tree, k), "appos"
        for k in tree.kids[root]:
            if k > verb and k != thing:
                tree.head[k] = verb
    tree.head[verb], tree.dep[verb] = verb, "ROOT"
    tree.head[subject], tree.dep[subject] = verb, "nsubj"
    if thing > verb:
        tree.head[thing], tree.dep[thing] = verb, "dobj"


def _past_verb(tree: Tree, noun: int) -> bool:
    """In "Poland scrambled fighter jets" a past tense is no adjective of the noun but the verb."""
    verb = next((k for k in tree.kids[noun] if k < noun and tree.tag[k] == "VBD" and tree.dep[k] == "amod"), -1)
    if verb < 1 or tree.tag[verb - 1] not in NOMINAL:
        return False
    subject = tree.first_conjunct(verb - 1)
    if tree.head[subject] not in (verb, noun):
        return False
    for k in tree.kids[noun]:
        if k < subject:
            tree.head[k] = subject
        elif k > noun and tree.dep[k] in ("prep", "punct", "advcl"):
            tree.head[k] = verb
    tree.head[verb], tree.dep[verb] = verb, "ROOT"
    tree.head[subject], tree.dep[subject] = verb, "nsubj"
    tree.head[noun], tree.dep[noun] = verb, "dobj"
    return True


def _infinitive(tree: Tree, first: int, last: int, root: int) -> bool:
    """In "A majority of the council votes to remove him" the noun before ``to`` is the verb."""
    for i in range(first + 1, last - 2):
        to_act = tree.lower[i + 1] == "to" and tree.tag[i + 2] == "VB"
        if tree.tag[i] != "NNS" or tree.lower[i] not in _TOWARDS or not to_act or tree.tag[i - 1] not in NOMINAL:
            continue
        for k in tree.kids[i]:
            if k < i:
                tree.head[k] = i - 1 if k != i - 1 else tree.head[i]
        if i != root:
            tree.dep[i - 1] = tree.dep[i] if tree.head[i - 1] == tree.head[i] else tree.dep[i - 1]
            for k in tree.kids[root]:
                if k > i:
                    tree.head[k] = i
        subject = root if root < i else i - 1
        tree.tag[i], tree.lemma[i] = "VBZ", tree.lower[i][:-1]
        tree.head[i], tree.dep[i] = i, "ROOT"
        tree.head[subject], tree.dep[subject] = i, "nsubj"
        tree.head[i + 2], tree.dep[i + 2] = i, "xcomp"
        return True
    return False


def _noun_before(tree: Tree, i: int) -> int:
    return next((j for j in range(i - 1, -1, -1) if tree.tag[j] in NOMINAL), i)


def _blow(tree: Tree, noun: int) -> bool:
    """In "Air force airstrikes on the town kill ten" the blow is the subject of the verb that has none."""
    verb = next((k for k in tree.kids[noun] if k > noun and tree.tag[k] in ("VBP", "VBD", "VBN")), -1)
    if verb < 0 or tree.kid(verb, "nsubj", "nsubjpass", "mark") is not None:
        return False
    if tree.kid(noun, "dobj") is not None:
        return False
    tree.tag[noun] = "NNS"
    tree.lemma[noun] = tree.lower[noun][:-2] if tree.lower[noun].endswith("shes") else tree.lower[noun][:-1]
    for k in tree.kids[noun]:
        if k < noun and tree.dep[k] == "nsubj":
            tree.dep[k] = "compound"
        elif k > verb:
            tree.head[k] = verb
    tree.head[verb], tree.dep[verb] = verb, "ROOT"
    tree.head[noun], tree.dep[noun] = verb, "nsubj"
    return True


def _governed_for_show(tree: Tree, i: int) -> bool:
    """As in "breaks off relations", "releases between 41 and 116 prisoners": an object under a particle or a range."""
    prep = tree.head[i]
    verb = tree.head[prep]
    if not tree.is_verb(verb) or tree.kid(verb, "dobj") is not None:
        return False
    ranged = tree.lower[prep] == "between" and any(tree.tag[k] == "CD" for k in tree.kids[i])
    return tree.dep[prep] == "prt" or (ranged and prep == verb + 1)


def _is_object(tree: Tree, i: int) -> bool:
    verb = tree.head[i]
    return i > verb and tree.tag[i] in NOMINAL and tree.kid(verb, "dobj", "attr") is None and not tree.passive(verb)
