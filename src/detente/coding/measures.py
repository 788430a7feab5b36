"""How much of it: killed and wounded, arrested and expelled, troops, weapons, sums of money.

A quantity measures an act where what it counts hangs on the act's own words, with no other verb between. What kind of
measure it is, its verb tells ("killed ten"), else the noun that is counted ("200 soldiers", "12 tanks"), else the type
of the act ("expelled five diplomats").
"""

from __future__ import annotations

from ..annotate.facts import Facts
from ..annotate.phrases import QUANTIFIERS, core, name_of, prep_objects, preposition_of
from ..annotate.tree import Tree
from ..lexicon.rules import RuleLexicon
from ..records import Entity, Measure, Quantity, Reason
from .acts import Act, word_span
from .matching import lemma_of

_UNDERGOING = {
    "abduct": "abducted", "arrest": "arrested", "behead": "killed", "capture": "captured", "deport": "deported",
    "detain": "arrested", "displace": "displaced", "evacuate": "evacuated", "execute": "killed", "expel": "expelled",
    "free": "released", "hurt": "wounded", "injure": "wounded", "jail": "sentenced", "kidnap": "abducted",
    "kill": "killed", "massacre": "killed", "murder": "killed", "release": "released", "rescue": "rescued",
    "sentence": "sentenced", "wound": "wounded",
}  # fmt: skip
_DOING = {"die": "killed", "flee": "displaced", "perish": "killed", "march": "participants", "protest": "participants",
          "rally": "participants", "demonstrate": "participants", "gather": "participants"}  # fmt: skip
_NOUNS = {
    "arrest": "arrested", "casualty": "casualties", "dead": "killed", "death": "killed", "detention": "arrested",
    "fatality": "killed", "injured": "wounded", "injury": "wounded", "killing": "killed", "wounded": "wounded",
}  # fmt: skip
_BY_TYPE = {
    ("ASSAULT", "abduct"): "abducted", ("COERCE", "arrest"): "arrested", ("COERCE", "deport"): "deported",
    ("RETREAT", "release"): "released", ("SANCTION", "convict"): "sentenced", ("SANCTION", "expel"): "expelled",
}  # fmt: skip
_CLASSES = (("weapon", "weapons"), ("force", "troops"))
_APART = frozenset(
    {"km", "mile", "nautical mile", "m", "ft", "yd", "year", "km/h", "mph", "degree", "knot"}
)  # tell where
_DOWN = frozenset({"gun", "mow", "cut"})
_STEPS = 6


def measures_of(facts: Facts, rules: RuleLexicon, act: Act) -> tuple[tuple[Measure, ...], list[Reason]]:
    """The quantities that measure an act, in text order, and why each does."""
    tree, found, reasons = facts.tree, [], []
    own = {*act.heads, *act.tokens, act.match.head, act.match.carrier}
    for quantity in facts.quantities:
        first, last = tree.tokens_between(quantity.span.start, quantity.span.end)
        if first >= last or tree.sent_of[first] != tree.sent_of[act.head]:
            continue
        place, noun = _counted(tree, first, last)
        if not _hangs_on(tree, place, own):
            continue
        kind, at = _kind(facts, rules, act, quantity, (place, noun))
        if not kind:
            continue
        what = "" if noun in range(first, last) else name_of(tree, noun)
        found.append(Measure(kind, quantity, _without_number(what, quantity), _whose(facts, act, noun)))
        reasons.append(
            Reason("quantities", f"quantity.{kind}", (quantity.span, word_span(facts, at)), f"counts {kind}")
        )
    return tuple(found), reasons


def _counted(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """Where a quantity stands in its clause, and what it counts: for "dozens of people" ``dozens`` and ``people``, for
    "15 were hurt" twice the number.
    """
    numbers = [i for i in range(first, last) if tree.tag[i] in ("CD", "NN", "NNS") or tree.lower[i] in QUANTIFIERS]
    i = next((k for k in numbers if not first <= tree.head[k] < last), (numbers or [last - 1])[-1])
    for _ in range(_STEPS):
        if tree.dep[i] not in _INSIDE or tree.head[i] == i:
            break
        i = tree.head[i]
    if tree.lower[first] == "between" and last < len(tree):  # "between 10 and 15 soldiers"
        noun = last if tree.is_noun(last) else tree.head[last]
        if last <= noun <= last + 3 and tree.dep[noun] in ("dobj", "nsubj", "nsubjpass"):
            return noun, core(tree, noun)
    inner = core(tree, i)
    if inner == i and first <= i < last:
        inner = next(iter(prep_objects(tree, i, "of")), i)
    return i, inner


_INSIDE = ("nummod", "quantmod", "amod", "compound", "nmod", "advmod", "det")


def _hangs_on(tree: Tree, noun: int, own: set[int]) -> bool:
    """True where the way up from the noun meets the act's words before another verb of its own."""
    i, way = noun, set[int]()
    for _ in range(_STEPS):
        if i in own:
            return True
        if tree.head[i] == i:
            return False
        way.add(i)
        i = tree.head[i]
        result = tree.lemma[i] in _UNDERGOING or tree.lemma[i] == "leave"  # "killing two and leaving six wounded"
        subject = tree.kid(i, "nsubj", "nsubjpass")
        result = result and (subject is None or subject in way)
        if tree.is_verb(i) and i not in own and tree.dep[i] != "amod" and not result:
            return False
    return False


def _kind(facts: Facts, rules: RuleLexicon, act: Act, quantity: Quantity, counted: tuple[int, int]) -> tuple[str, int]:
    """What a quantity measures, and the word that tells; empty where it measures nothing of the act."""
    tree, (place, noun) = facts.tree, counted
    if len(quantity.unit) == 3 and quantity.unit.isupper():
        return "amount", noun
    if quantity.unit == "%":
        return "share", noun
    first = tree.first_conjunct(place)
    verb, dep = tree.head[first], tree.dep[first]
    prep = preposition_of(tree, first)
    if dep in ("dobj", "nsubjpass") and (kind := _undergone(tree, verb)):
        return kind, verb
    if dep == "dobj" and tree.lemma[verb] == "leave":
        for k in tree.kids_by(verb, "xcomp", "ccomp", "oprd", "acomp"):
            if kind := _UNDERGOING.get(tree.lemma[k], "") or _NOUNS.get(tree.lower[k], ""):
                return kind, k
    if dep == "nsubj" and (kind := _DOING.get(tree.lemma[verb], "")):
        return kind, verb
    if dep == "nsubj" and tree.tag[verb] == "VBN" and (kind := _UNDERGOING.get(tree.lemma[verb], "")):
        return kind, verb
    for k in tree.kids_by(noun, "acl"):
        if tree.tag[k] == "VBN" and (kind := _UNDERGOING.get(tree.lemma[k], "")):
            return kind, k
    if kind := _NOUNS.get(tree.lemma[noun], ""):
        return kind, noun
    if prep is not None and tree.lower[prep] == "of" and (kind := _NOUNS.get(tree.lemma[tree.head[prep]], "")):
        return kind, tree.head[prep]
    for name, kind in _CLASSES:
        if lemma_of(tree, noun) in rules.classes[name] or tree.lower[noun] in rules.classes[name]:
            return kind, noun
    if _side_at(tree, noun, act.recipients) is not None and (kind := _BY_TYPE.get((act.type, act.mode or ""), "")):
        return kind, act.head
    if act.type == "PROTEST" and _side_at(tree, noun, act.actors) is not None:
        return "participants", noun
    return (quantity.unit, noun) if quantity.unit and quantity.unit not in _APART else ("", noun)


def _undergone(tree: Tree, verb: int) -> str:
    """What a verb does to those who are counted: "killed ten", "shot ten dead", "gunned ten down"."""
    after = {tree.lower[k] for k in (*tree.kids[verb], verb + 1) if k < len(tree)}
    fatal = (tree.lemma[verb] == "shoot" and "dead" in after) or (tree.lemma[verb] in _DOWN and "down" in after)
    return "killed" if fatal else _UNDERGOING.get(tree.lemma[verb], "")


def _side_at(tree: Tree, noun: int, side: list[Entity]) -> Entity | None:
    """Who of a side is told by the words that the noun stands in."""
    return next((e for e in side if e.span is not None and e.span.start <= tree.start[noun] < e.span.end), None)


def _whose(facts: Facts, act: Act, noun: int) -> str | None:
    """The country of those who are counted, where the act's sides or the mention tell it."""
    side = _side_at(facts.tree, noun, [*act.recipients, *act.actors])
    if side is not None:
        return side.country
    told = (facts.by_token.get(i) for i in (noun, *facts.tree.kids_by(noun, "amod", "compound", "nmod")))
    return next((m.entities[0].country for m in told if m is not None and m.entities), None)


def _without_number(phrase: str, quantity: Quantity) -> str:
    """The phrase without its number: of "at least 53 civilians" the civilians."""
    words = phrase.removeprefix("dead ").removesuffix(" dead")
    for piece in (quantity.span.text, *quantity.span.text.split()):
        if words.lower().startswith(f"{piece.lower()} "):
            words = words[len(piece) + 1 :]
    return words.removeprefix("of ")
