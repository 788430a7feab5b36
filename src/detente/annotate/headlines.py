"""The verb of a short present-tense sentence that the parser took for a noun, and the noun that it took for a verb.

"The Air Force bombs ten targets", "A court in Rabat, Morocco sentences a cleric": where a sentence has no finite verb,
a plural in ``-s`` that can be one, with a noun before and a noun phrase after it, is the verb.
"""

from __future__ import annotations

from .tree import NOMINAL, Tree

_VERBS = frozenset(
    "arrest attack back ban blame blast block bomb capture charge condemn convict demand deport detain execute expel "
    "fine fire free halt hit jail kill launch meet name order pardon praise protest raid reject release report "
    "sanction seize sentence shell shoot slam strike summon support sue target threaten urge veto visit vow warn "
    "welcome".split()
)
_BLOWS = frozenset("airstrikes attacks bombings clashes protests raids shootings strikes".split())
_OPENS = frozenset({"DT", "CD", "JJ", "JJR", "JJS", "PRP$", "NN", "NNS", "NNP", "NNPS", "PDT"})
_NUMBERING = frozenset("about around at between dozens hundreds more nearly over some thousands up".split())
_TOWARDS = frozenset("agrees aims plans pledges promises refuses threatens tries votes vows".split())
_BASES = frozenset({"arrest", "condemn", "deport", "detain", "elect", "expel", "file", "fire", "seize", "vote"})
_RULINGS = frozenset({"claims", "issues", "orders", "pledges", "reports", "rules", "vows"})
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
        clauses = [k for k in tree.kids[root] if tree.tag[k] in _FINITE and not _is_part_of_name(tree, k)]
        aim = tree.tag[root] == "VB" and tree.kid(root, "aux") is not None  # "Police detain X to question her"
        if _paired(tree, root):
            changed = True
        elif (tree.tag[root] in NOMINAL and not clauses) or aim:
            verb = _lost_verb(tree, first, last, root)
            if verb >= 0:
                changed |= _before_aim(tree, root, verb) if aim else _clause(tree, root, verb)
            elif not aim:
                changed |= _infinitive(tree, first, last, root) or _past_verb(tree, root)
        elif tree.tag[root] == "VBZ" and tree.lower[root] in _BLOWS:
            changed |= _launched(tree, root) or _blow(tree, root)
    for i, dep in enumerate(tree.dep):
        if dep == "appos" and tree.tag[tree.head[i]] in _FINITE and _is_object(tree, i):
            tree.dep[i] = "dobj"  # "A court sentences the former president"
        elif dep in _BEFORE and tree.tag[i] == "VBZ" and _clause_of_time(tree, i):
            changed = True
        elif dep == "pobj" and _governed_for_show(tree, i):
            tree.head[i], tree.dep[i], changed = tree.head[tree.head[i]], "dobj", True
    if changed:
        tree.index_kids()


def _paired(tree: Tree, root: int) -> bool:
    """In "The air force intercepts and escorts a plane" a plural joined to a finite verb is a verb too."""
    pair = next((k for k in tree.kids_by(root, "conj") if tree.tag[k] == "VBZ" and tree.lower[k - 1] == "and"), -1)
    before = tree.tag[root - 1] in NOMINAL if root else False
    if tree.tag[root] != "NNS" or pair != root + 2 or not before or tree.kid(pair, "nsubj") is not None:
        return _joined(tree, root)
    for k in tree.kids[root]:
        if k < root - 1:
            tree.head[k] = root - 1
    tree.tag[root], tree.lemma[root] = "VBZ", tree.lower[root][:-1]
    tree.head[root - 1], tree.dep[root - 1] = root, "nsubj"
    return True


def _joined(tree: Tree, root: int) -> bool:
    """In "The navy boards and seizes a tanker" the parser's subject is the first of two verbs."""
    verb = tree.kid(root, "nsubj")
    joined = verb is not None and verb == root - 2 and tree.lower[root - 1] == "and" and tree.tag[root] == "VBZ"
    if verb is None or not joined or tree.tag[verb] != "NNS" or verb == 0 or tree.tag[verb - 1] not in NOMINAL:
        return False
    for k in tree.kids[verb]:
        if k < verb - 1:
            tree.head[k] = verb - 1
    tree.tag[verb], tree.lemma[verb] = "VBZ", tree.lower[verb][:-1]
    tree.head[verb], tree.dep[verb] = verb, "ROOT"
    tree.head[verb - 1], tree.dep[verb - 1] = verb, "nsubj"
    tree.head[root], tree.dep[root] = verb, "conj"
    thing = tree.kid(root, "dobj")
    if thing is not None:  # what is done to it by the last is done by the first
        tree.head[root - 1] = verb
    return True


_WHEN = frozenset({"after", "as", "before", "since", "while", "when"})


def _clause_of_time(tree: Tree, verb: int) -> bool:
    """In "after Cambodia shells the province" the parser made of verb and subject parts of the object."""
    noun = tree.head[verb]
    prep = tree.head[noun]
    named = verb > 0 and tree.tag[verb - 1] in ("NNP", "NNPS", "NNS") and tree.dep[verb - 1] in (*_BEFORE, "nsubj")
    if tree.dep[noun] != "pobj" or tree.lower[prep] not in _WHEN or not named or not prep < verb < noun:
        return False
    subject = verb - 1
    for k in [*tree.kids[noun], *tree.kids[verb]]:
        if k < subject:
            tree.head[k] = subject
    tree.head[verb], tree.dep[verb] = tree.head[prep], "advcl"
    tree.head[prep], tree.dep[prep] = verb, "mark"
    tree.head[subject], tree.dep[subject] = verb, "nsubj"
    tree.head[noun], tree.dep[noun] = verb, "dobj"
    return True


def _is_part_of_name(tree: Tree, i: int) -> bool:
    """A modifier, or a capitalised word that the parser took for a verb in the middle of a name."""
    return tree.dep[i] in _BEFORE or (tree.dep[i] == "appos" and tree.word[i][:1].isupper())


def _lost_verb(tree: Tree, first: int, last: int, root: int) -> int:
    for i in range(first + 1, last - 1):
        word = tree.lower[i]
        taken = tree.tag[i] == "NNS" or (tree.tag[i] == "VBZ" and tree.dep[i] in ("compound", "nmod"))
        many = tree.lower[i - 1] in ("police", "authorities", "forces")
        many = many or (i == root and any(tree.tag[k] == "NNS" for k in range(max(first, i - 9), i)))
        base = tree.tag[i] == "NN" and word in _BASES and many
        acts = i == root and tree.tag[i] == "NNS" and tree.kid(i, "dobj") is not None  # "The court issues a warrant"
        rules = i == root and tree.tag[i] == "NNS" and word in _RULINGS
        if not base and not acts and not rules and not (taken and (word[:-1] in _VERBS or word[:-2] in _VERBS)):
            continue
        before = tree.tag[i - 1] in NOMINAL or (
            tree.word[i - 1] == "," and tree.tag[i - 2] in NOMINAL and i > first + 2
        )
        after = tree.tag[i + 1] in _OPENS or tree.lower[i + 1] in _NUMBERING
        if i == root and word in _RULINGS and tree.lower[i + 1] in ("that", "to", "in"):
            return i  # "The court rules that", "The army claims to have"
        beside = tree.dep[i] in ("compound", "nmod", "appos", "conj") and (root < i or tree.head[i] == root)
        beside = beside or (tree.dep[i] == "dep" and tree.head[i] == root)
        beside = beside or (tree.dep[i] in ("compound", "nmod") and tree.head[tree.head[i]] == root)
        if before and after and (i == root or beside or base):
            return i
    return -1


def _clause(tree: Tree, root: int, verb: int) -> bool:
    """Make ``verb`` the root, what stands left of it its subject, the noun right of it its object."""
    tree.tag[verb], word = "VBZ", tree.lower[verb]
    tree.lemma[verb] = word if word in _BASES else word[:-2] if word[:-2] in _VERBS else word[:-1]
    before = tree.kid(verb, "nsubj")
    if root == verb:
        near = [k for k in (*tree.kids[verb], verb - 1) if k < verb and tree.tag[k] in NOMINAL]
        subject = before if before is not None and before < verb else max(near, default=verb - 1)
        if tree.tag[subject] not in NOMINAL and tree.word[subject][:1].isupper():
            tree.tag[subject] = "NNP"  # "USAFRICOM claims that": an adverb to the tagger
        things = [k for k in tree.kids[verb] if k > verb and (tree.tag[k] in NOMINAL or _is_part_of_name(tree, k))]
        thing = next(iter(things), -1)
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
        while tree.head[thing] not in (root, thing):
            thing = tree.head[thing]
        for k in tree.kids[thing]:
            if k < verb and thing != root:
                tree.head[k], tree.dep[k] = verb - 1 if k != verb - 1 else _noun_before(tree, k), "appos"
        for k in tree.kids[root]:
            if k > verb and k != thing:
                tree.head[k] = verb
    tree.head[verb], tree.dep[verb] = verb, "ROOT"
    tree.head[subject], tree.dep[subject] = verb, "nsubj"
    named = tree.kid(thing, "dobj") if thing > verb and tree.tag[thing] in _FINITE else None
    if named is not None:  # "sentences laureate Narges Mohammadi": part of the name
        for k in tree.kids[thing]:
            tree.head[k] = named if k < thing else verb
            tree.dep[k] = "compound" if tree.dep[k] == "nsubj" else tree.dep[k]
        tree.tag[thing], tree.head[thing], tree.dep[thing] = "NNP", named, "compound"
        thing = named
    if thing > verb:
        tree.head[thing], tree.dep[thing] = verb, "dobj"
    return True


def _before_aim(tree: Tree, root: int, verb: int) -> bool:
    """In "Police detain the author to question her" the parser's root is the aim, and its subject the object."""
    thing = tree.kid(root, "nsubj")
    if thing is None or thing < verb:
        return False
    parts = [thing, *(j for j in tree.kids[thing] if verb < j < thing)]
    for k in (k for part in parts for k in tree.kids[part]):
        if k < verb - 1:
            tree.head[k] = verb - 1
    tree.tag[verb] = "VBP"
    tree.lemma[verb] = tree.lower[verb] if tree.lower[verb] in _BASES else tree.lower[verb][:-1]
    tree.head[verb], tree.dep[verb] = verb, "ROOT"
    tree.head[verb - 1], tree.dep[verb - 1] = verb, "nsubj"
    tree.head[thing], tree.dep[thing] = verb, "dobj"
    tree.head[root], tree.dep[root] = verb, "advcl"
    return True


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


def _launched(tree: Tree, noun: int) -> bool:
    """In "The coalition launches airstrikes on ports" the parser's subject is the verb, its verb the object."""
    verb = tree.kid(noun, "nsubj")
    if verb is None or tree.tag[verb] != "NNS" or verb + 1 != noun or tree.lower[verb] not in ("launches", "orders"):
        return False
    subject = next((k for k in (verb - 1, *tree.kids_by(verb, "compound")) if tree.tag[k] in NOMINAL), -1)
    if subject < 0:
        return False
    for k in tree.kids[verb]:
        if k < subject:
            tree.head[k] = subject
    tree.tag[verb], tree.lemma[verb] = "VBZ", "launch" if tree.lower[verb] == "launches" else "order"
    tree.tag[noun], tree.lemma[noun] = (
        "NNS",
        tree.lower[noun][:-2] if tree.lower[noun].endswith("shes") else tree.lower[noun][:-1],
    )
    tree.head[verb], tree.dep[verb] = verb, "ROOT"
    tree.head[noun], tree.dep[noun] = verb, "dobj"
    tree.head[subject], tree.dep[subject] = verb, "nsubj"
    return True


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
