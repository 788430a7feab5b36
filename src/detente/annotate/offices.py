"""Names behind an office that the parser put into what the office is of, mended in place.

"President of Argentina X Y said": X Y says it, and is the president. "The University of Z's rector, X Y, said": the
rector says it. Other shapes ("Argentina's president X Y") the parser knows.
"""

from __future__ import annotations

from .facts import Facts
from .phrases import left_edge
from .roles import agent_ending_at

_GOVERNED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "ROOT"})


def names_behind_offices(facts: Facts) -> None:
    """Let the name govern its office, and the office its body; to be called when names are known, before titles."""
    tree = facts.tree
    for i, tag in enumerate(tree.tag):
        if tag not in ("NNP", "NN") or tree.dep[i] not in _GOVERNED or not _is_office(facts, i):
            continue
        own = tree.dep[i] == "appos" and _owned_office(facts, i)
        if own or _name_in_phrase(facts, i) or _second_subject(facts, i):
            tree.index_kids()


def _is_office(facts: Facts, i: int) -> bool:
    found = agent_ending_at(facts, i)
    return found is not None and found[1].kind == "person"


def _name_in_phrase(facts: Facts, office: int) -> bool:
    """As in "President of Argentina X Y", "Speaker of the Senate X Y": the last words of the phrase are a name."""
    tree = facts.tree
    for of in tree.kids_by(office, "prep"):
        for name in tree.kids_by(of, "pobj") if tree.lower[of] == "of" else ():
            first = _name_first(facts, name, of + 1)
            if first in (name, of + 1):
                continue
            place = first - 1
            if tree.tag[place] == "POS" or agent_ending_at(facts, name):  # "chairman of Russia's Neft Holding"
                continue
            for k in tree.kids[name]:
                if k < place:
                    tree.head[k] = place
                    tree.dep[k] = "det" if tree.tag[k] == "DT" else tree.dep[k]
            tree.head[place], tree.dep[place] = of, "pobj"
            _takes_place(facts, name, office)
            return True
    return False


def _second_subject(facts: Facts, office: int) -> bool:
    """As in "Director of the museum X Y said", of which the parser made two subjects."""
    tree, verb = facts.tree, facts.tree.head[office]
    subjects = tree.kids_by(verb, "nsubj", "nsubjpass")
    if len(subjects) < 2 or subjects[0] != office or not tree.kids_by(office, "prep"):
        return False
    name = subjects[1]
    first, last = _name_first(facts, name, office + 1), max(tree.subtree(office))
    if first == name or last + 1 != first or left_edge(tree, name) != first:
        return False
    tree.head[office], tree.dep[office] = name, "nmod"
    return True


def _name_first(facts: Facts, name: int, begin: int) -> int:
    """The first token of a name of two words or more that ends at ``name``, a known person's or nobody's yet; else
    ``name``.
    """
    tree, first = facts.tree, name
    known = facts.by_token.get(name)
    if known is not None and known.kind == "person" and known.last == name + 1:
        return max(known.first, begin)
    while first > begin and tree.tag[first] == "NNP" and first not in facts.by_token and not _is_office(facts, first):
        if tree.tag[first - 1] != "NNP" or first - 1 in facts.by_token or agent_ending_at(facts, first - 1):
            break
        first -= 1
    return first if tree.tag[name] == "NNP" else name


def _takes_place(facts: Facts, name: int, office: int) -> None:
    tree = facts.tree
    above = tree.head[office]
    tree.head[name] = above if above != office else name
    tree.dep[name] = tree.dep[office]
    for k in tree.kids[office]:
        if k > name:
            tree.head[k] = name
    tree.head[office], tree.dep[office] = name, "nmod"


def _owned_office(facts: Facts, office: int) -> bool:
    """As in "University of Z, Q's rector, X Y, said": the rector is no other name of the university."""
    tree = facts.tree
    body = tree.head[office]
    owners = [k for k in tree.kids_by(office, "poss") if body < k]
    named = [k for k in tree.kids_by(office, "appos") if tree.tag[k] == "NNP" and k > office]
    mention = facts.by_token.get(body)
    if not owners or not named or body > office or (mention is not None and mention.kind == "person"):
        return False
    if not (found := agent_ending_at(facts, body)) or found[1].kind != "body":
        return False
    above, dep = tree.head[body], tree.dep[body]
    tree.head[office], tree.dep[office] = (above if above != body else office), dep
    tree.head[body], tree.dep[body] = office, "poss"
    tree.head[owners[0]], tree.dep[owners[0]] = body, "appos"
    return True
