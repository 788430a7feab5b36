"""Noun phrases: their extent, their words, what they are really about."""

from __future__ import annotations

from .tree import NOMINAL, Tree

LEFT = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "advmod", "quantmod", "predet", "npadvmod"})
QUANTIFIERS = frozenset(
    (
        "half third quarter fifth sixth seventh eighth tenth bulk tenths fifths most many some several one two "
        "number series wave round rounds package range string set pair group part lot majority dozens hundreds "
        "thousands scores any all both each few couple piece form kind percent % rest share amount plenty variety "
        "host handful dozen score array slew succession flurry batch assembly gathering last first rest remainder "
        "remaining trove hoard cluster tranche thirds halves latest much "
    ).split()
)
LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "throughout", "within"})


def left_edge(tree: Tree, head: int) -> int:
    """The first token of the noun phrase of ``head``, its modifiers on the left taken in."""
    first, todo = head, [head]
    while todo:
        for k in tree.kids[todo.pop()]:
            if k < head and tree.dep[k] in LEFT:
                first = min(first, k)
                todo.append(k)
            elif k < head and tree.dep[k] in ("case", "punct") and k >= first - 1 and tree.word[k] in ("'s", "’s", "-"):
                first = min(first, k)
    return first


def name_of(tree: Tree, head: int, last: int | None = None) -> str:
    """The phrase without its article, as a description: "several Western countries"."""
    first = left_edge(tree, head)
    while first < head and tree.lower[first] in ("the", "a", "an", "this", "that", "these", "those", ",", "“", '"'):
        first += 1
    return " ".join(tree.phrase_words(first, (last if last is not None else head) + 1).split())


def core(tree: Tree, i: int) -> int:
    """What a phrase is about: looks through "a series of talks", "one of the importers", "half of its supplies"."""
    for _ in range(4):
        if tree.lower[i] not in QUANTIFIERS and tree.lemma[i] not in QUANTIFIERS and tree.tag[i] != "CD":
            return i
        inner = prep_objects(tree, i, "of")
        if not inner:
            return i
        i = inner[0]
    return i


def prep_objects(tree: Tree, i: int, *preps: str) -> list[int]:
    """Heads of what the prepositions hanging on ``i`` govern; any preposition where none is given."""
    found: list[int] = []
    for k in tree.kids[i]:
        if tree.dep[k] in ("prep", "agent", "dative") and (not preps or tree.lower[k] in preps):
            if tree.dep[k] == "dative" and tree.is_noun(k):
                continue
            found += governed(tree, k)
            again = (j for j in tree.kids_by(k, "conj") if tree.lower[j] == tree.lower[k])
            found += [g for j in again for g in governed(tree, j)]  # "attacks on ships and on Israel"
    return found


def governed(tree: Tree, prep: int) -> list[int]:
    """What a preposition governs; also through a second one ("because of", "from within")."""
    found = [k for k in tree.kids[prep] if tree.dep[k] in ("pobj", "pcomp", "obj")]
    if not found:
        for k in tree.kids[prep]:
            if tree.dep[k] == "prep":
                found += governed(tree, k)
    return found


def preposition_of(tree: Tree, i: int) -> int | None:
    """The preposition that governs the phrase of ``i``, coordination looked through."""
    first = tree.first_conjunct(i)
    h = tree.head[first]
    return h if tree.dep[first] in ("pobj", "pcomp") and tree.dep[h] in ("prep", "agent", "dative") else None


def attribute_above(tree: Tree, noun: int) -> int | None:
    """The attribute that says what stands to ``noun``: ``target`` in "the port was the target of an attack"."""
    prep = preposition_of(tree, noun)
    above = tree.head[prep] if prep is not None and tree.lower[prep] == "of" else None
    return above if above is not None and tree.dep[above] == "attr" else None


def is_modifier(tree: Tree, i: int) -> bool:
    """True where ``i`` modifies a noun after it ("Russian oil", "US officials")."""
    return (
        tree.dep[i] in ("amod", "compound", "nmod", "poss") and tree.head[i] > i and tree.tag[tree.head[i]] in NOMINAL
    )


_PARTICLES = frozenset("al el bin bint ibn ben de del della di da dos du la le van von der den ter abu ould ag".split())


def name_begin(tree: Tree, head: int, stop: int = -1) -> int:
    """The first token of the proper name that ends at ``head``: "Ahmed al-Sharaa", "Ursula von der Leyen"."""
    first = head
    while first - 1 > stop and tree.sent_of[first - 1] == tree.sent_of[head]:
        k = first - 1
        glued = tree.end[k] == tree.start[first]
        part = tree.tag[k] == "NNP" and (tree.head[k] in (head, first) or glued)
        if not (part or (tree.word[k] == "-" and glued) or tree.lower[k] in _PARTICLES):
            break
        first = k
    while first < head and (tree.word[first] == "-" or tree.lower[first] in ("de", "la", "le", "da", "di", "of")):
        first += 1
    return first
