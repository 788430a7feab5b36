"""Logical subjects and objects, and the slots that rules name."""

from __future__ import annotations

from .phrases import core, governed, prep_objects
from .tree import OBJECT, Tree

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_CHARGES = frozenset({"charge", "accusation", "allegation", "suspicion", "count"})
_CALLING = frozenset({"call", "appeal", "prevail", "lean"})
_GIVING = frozenset("give grant offer send lend award hand sell promise deny pay owe allow".split())
_SUBJECT_CONTROL = frozenset({"promise", "pledge", "vow", "threaten", "agree", "offer", "refuse"})

_WRITINGS = frozenset(
    "address article bill comment communique communiqué declaration decree law lawsuit letter message motion note order"
    " petition post report resolution speech statement tweet video".split()
)
_PUNISHING = frozenset(
    "arrest blacklist charge commend convict detain dismiss execute expel extradite fine honor honour"
    " imprison indict jail penalise penalize praise prosecute punish sack sanction sentence sue suspend thank"
    " try".split()
)  # "sentenced a nurse for killing patients": the nurse killed
_DECISIONS = frozenset(
    "agreement attempt bid bill deal decision decree effort law measure motion move order pact plan proposal resolution"
    " step treaty vote".split()
)  # "passed a resolution to end tariffs": not the resolution ends them


def surface_subjects(tree: Tree, verb: int, depth: int = 0) -> list[int]:
    """Grammatical subjects of a verb, own or inherited: from the verb it is coordinated with, from the clause that
    controls it ("agreed to send"), from the noun that it modifies ("troops sent", "Iran, which has said").
    """
    if depth > 6:
        return []
    own = tree.kids_by(verb, "nsubj", "nsubjpass", "csubj")
    if own:
        if tree.dep[verb] == "relcl" and tree.lower[own[0]] in _RELATIVE and len(own) > 1:
            return own[1:2]  # "which, it said, others have refused to take"
        if tree.dep[verb] == "relcl" and tree.lower[own[0]] in _RELATIVE:
            return [_said_to_be(tree, tree.head[verb])]
        return own[:1]
    dep, head = tree.dep[verb], tree.head[verb]
    if head == verb:
        return []
    if dep in ("conj", "parataxis", "dep") and tree.is_verb(head):
        return surface_subjects(tree, head, depth + 1)
    if dep == "xcomp" or (dep == "ccomp" and tree.tag[verb] in ("VB", "VBG") and not _inverted(tree, verb)):
        objects = [k for k in tree.kids_by(head, "dobj", "dative") if not tree.tag[k].startswith("JJ")]
        if objects and tree.is_verb(head) and tree.lemma[head] not in _SUBJECT_CONTROL:
            return objects[:1]
        return _called_on(tree, head) or _subjects_of_any(tree, head, depth)
    if dep == "advcl":
        called = _called_on(tree, head) if tree.tag[verb] == "VB" else []
        return called or _subjects_of_any(tree, head, depth)
    if dep == "pcomp":
        above = tree.head[head]
        controller = _controller(tree, above, head)
        return controller or _subjects_of_any(tree, above, depth)
    if dep == "acl":
        if tree.tag[verb] == "VBG" and tree.lemma[head] in _WRITINGS:
            return _subjects_of_any(tree, head, depth) or [head]  # "issued a statement condemning the raid"
        if tree.tag[verb] in ("VBG", "VBN"):
            return [head]
        return _subjects_of_any(tree, head, depth)
    if dep == "relcl":
        if tree.tag[verb] == "VB" and tree.lemma[head] in _DECISIONS:
            return _subjects_of_any(tree, head, depth)
        return [_said_to_be(tree, head)]
    return []


def _said_to_be(tree: Tree, noun: int) -> int:
    """As in "Israel becomes the first country to recognise it": who the noun is said of; else the noun itself."""
    copula = tree.head[noun]
    if tree.dep[noun] != "attr" or tree.tag[noun] in ("NNP", "NNPS") or tree.lemma[copula] not in ("be", "become"):
        return noun
    of = tree.kid(copula, "nsubj")
    return noun if of is None or tree.lower[of] in ("it", "there", "this", "that") else of


def _called_on(tree: Tree, verb: int) -> list[int]:
    """Who is to do it in "called on Russia to leave", "appealed to both sides to stop"."""
    if tree.lemma[verb] not in _CALLING or not tree.is_verb(verb):
        return []
    return prep_objects(tree, verb, "on", "upon", "to")[:1]


def _controller(tree: Tree, verb: int, prep: int) -> list[int]:
    """Whose act a gerund after a preposition is, where it is the object's: "accused Thailand of shooting", "stopped
    them from leaving", "condemned Iran for testing"; in "on charges of plotting" that of the verb above.
    """
    word = tree.lower[prep]
    if tree.is_noun(verb) and tree.lemma[verb] in _CHARGES:
        above = tree.verb_above(verb)
        return objects(tree, above)[:1] if above is not None else []
    if not tree.is_verb(verb):
        above = tree.verb_above(verb) if word == "for" else None
        return objects(tree, above)[:1] if above is not None and tree.lemma[above] in _PUNISHING else []
    found = objects(tree, verb)[:1]
    named = bool(found) and tree.tag[found[0]] in ("NNP", "NNPS", "PRP")
    theirs = word == "for" and (named or tree.lemma[verb] in _PUNISHING)
    if found and (word in ("of", "from", "into", "with") or theirs):
        return found
    return []


def _inverted(tree: Tree, verb: int) -> bool:
    return any(tree.lower[k] in ("that", "if", "whether") for k in tree.kids[verb])


def _subjects_of_any(tree: Tree, i: int, depth: int) -> list[int]:
    """Whose act a complement is: that of a verb's subject, a noun's owner ("its decision to", "made a plan to")."""
    if tree.is_verb(i) or tree.tag[i] == "MD":
        return surface_subjects(tree, i, depth + 1)
    if tree.is_noun(i):
        owner = tree.kids_by(i, "poss")
        if owner:
            return owner
        by = prep_objects(tree, i, "by")
        if by:
            return by
    above = tree.verb_above(i)
    if above is not None and tree.head[i] != i:
        return surface_subjects(tree, above, depth + 1)
    return []


def subjects(tree: Tree, verb: int) -> list[int]:
    """Who does it: the subject of an active verb, the ``by`` phrase of a passive one."""
    if tree.passive(verb):
        return prep_objects(tree, verb, "by")
    return surface_subjects(tree, verb)


def objects(tree: Tree, verb: int) -> list[int]:
    """What it is done to: the object of an active verb, the subject of a passive one; "urged Iran to" gives Iran."""
    if tree.passive(verb):
        if tree.lemma[verb] in _GIVING and (given := tree.kids_by(verb, "dobj")):
            return given  # "was given two helicopters": the subject is the recipient
        found = surface_subjects(tree, verb)
        return [*found, *(k for k in tree.kids[verb] if tree.dep[k] in ("oprd", "dobj"))]
    found = [k for k in tree.kids[verb] if tree.dep[k] in OBJECT]
    if found and tree.dep[verb] == "relcl" and tree.lower[found[0]] in _RELATIVE:
        return [tree.head[verb]]
    if not found:
        found = [k for k in tree.kids[verb] if tree.dep[k] == "npadvmod" and tree.tag[k] == "NNP"]
    if not found and tree.dep[verb] == "relcl" and not any(tree.dep[k] == "dobj" for k in tree.kids[verb]):
        subject = tree.kids_by(verb, "nsubj")
        if subject and tree.lower[subject[0]] not in _RELATIVE:
            found = [tree.head[verb]]
    if not found:
        for k in tree.kids_by(verb, "ccomp"):
            if tree.tag[k] in ("VB", "VBG") and any(
                tree.dep[j] == "aux" and tree.lower[j] == "to" for j in tree.kids[k]
            ):
                found += tree.kids_by(k, "nsubj")
    if not found:
        found = [s for k in small_clauses(tree, verb) for s in tree.kids_by(k, "nsubj")]
    if not found:
        for k in tree.kids_by(verb, "conj"):
            if tree.is_verb(k) and k - verb <= 4 and not tree.kids_by(k, "nsubj"):
                found = [j for j in tree.kids[k] if tree.dep[j] in OBJECT]
    return found


_PREDICATING = frozenset(
    "brand call consider declare deem designate find hold judge keep label leave make name order pronounce rule".split()
)


def small_clauses(tree: Tree, verb: int) -> list[int]:
    """The adjective or noun said of an object: "found X guilty", "declared the group a terrorist organisation"."""
    if tree.lemma[verb] not in _PREDICATING:
        return []
    found = [k for k in tree.kids_by(verb, "ccomp") if tree.tag[k][:2] in ("JJ", "NN") or tree.tag[k] == "VBN"]
    bare = ("aux", "auxpass", "cop", "mark", "neg")
    return [k for k in found if not any(tree.dep[j] in bare for j in tree.kids[k])]


def recipients_of_giving(tree: Tree, verb: int) -> list[int]:
    """The indirect object: "gave Ukraine tanks", "gave tanks to Ukraine", "Ukraine was given tanks"."""
    if tree.passive(verb) and tree.lemma[verb] in _GIVING and tree.kids_by(verb, "dobj"):
        return surface_subjects(tree, verb)
    found = [k for k in tree.kids_by(verb, "dative") if tree.is_noun(k) or tree.tag[k] == "PRP"]
    for k in tree.kids_by(verb, "dative"):
        found += governed(tree, k)
    return found


def phrase_objects(tree: Tree, nodes: list[int], prep: str) -> list[int]:
    """What ``prep`` governs, hanging on any of ``nodes`` (a head, its object, its light verb)."""
    forms = ("toward", "towards") if prep in ("toward", "towards") else (prep,)
    found: list[int] = []
    for node in nodes:
        for i in prep_objects(tree, node, *forms):
            if i not in found:
                found.append(i)
        if prep == "with" and tree.is_noun(node):
            continue
    return found


def object_cores(tree: Tree, verb: int) -> list[int]:
    """Objects with their lists, each looked through to what it is about."""
    return [core(tree, c) for o in objects(tree, verb) for c in tree.conjuncts(o)]
