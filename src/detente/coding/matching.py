"""Does a pattern fit here? From a head token and a rule to a ``Match``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..annotate.arguments import object_cores, phrase_objects, small_clauses, subjects, surface_subjects
from ..annotate.facts import Facts, Mention
from ..annotate.phrases import LOCATIVE, core, governed, prep_objects
from ..annotate.tree import NOMINAL, Tree
from ..lexicon.pattern import Pattern, Piece
from ..lexicon.rules import Index, Rule, RuleLexicon
from ..lexicon.schemas import SECTORS

_CARRYING = frozenset({"out", "away", "off", "back", "down", "apart", "over", "in", "up", "on"})
_SECTORS = frozenset(s.lower() for s in SECTORS)
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


@dataclass(slots=True)
class Match:
    """A rule that fits at ``head``.

    ``nodes`` are the tokens that prepositions of the frame may hang on (head, its object, its light verb); ``bound``
    the tokens that fill the pattern's pieces; ``carrier`` the token whose tense and negation count (the head, or its
    light verb); ``as_subject``: the head is the grammatical subject of the carrier ("talks took place").
    """

    rule: Rule
    head: int
    nodes: list[int]
    bound: list[int] = field(default_factory=list)
    carrier: int = -1
    as_subject: bool = False


def part_of_speech(tree: Tree, i: int) -> str:
    """``v``, ``n``, ``a`` or nothing."""
    tag = tree.tag[i]
    if tag[:2] == "VB":
        return "v"
    if tag in _NOUN_TAGS:
        return "n"
    return "a" if tag[:2] == "JJ" else ""


def lemma_of(tree: Tree, i: int) -> str:
    """The lemma that rules are looked up by; proper nouns as if they were common ("Talks", "Summit")."""
    lower, tag = tree.lower[i], tree.tag[i]
    if tag == "NNPS" and lower.endswith("s") and not lower.endswith("ss"):
        return lower[:-1]
    return tree.lemma[i] if tag not in ("NNP", "NNPS") else lower


def best_match(facts: Facts, rules: RuleLexicon, index: Index, i: int) -> Match | None:
    """The heaviest rule of ``index`` that fits at token ``i``; of equals the first by id."""
    tree = facts.tree
    pos = part_of_speech(tree, i)
    if not pos:
        return None
    found = index.get((lemma_of(tree, i), pos))
    if found is None and pos == "v" and tree.tag[i] == "VBN" and tree.dep[i] in ("acomp", "amod"):
        found = index.get((tree.lower[i], "a"))
    if found is None:
        return None
    frame = frame_of(tree, i, pos, rules)
    for rule in found:
        match = fits(facts, rules, rule, i, frame)
        if match is not None:
            return match
    return None


@dataclass(slots=True)
class Frame:
    """What stands around a head: objects, nodes for prepositions, its light verb."""

    objects: list[int]
    nodes: list[int]
    carrier: int
    as_subject: bool = False


def frame_of(tree: Tree, i: int, pos: str, rules: RuleLexicon) -> Frame:
    """Objects and prepositions are looked for on the head, on its objects and on its light verb or copula."""
    if pos == "v":
        objects = [*object_cores(tree, i), *small_clauses(tree, i)]
        raw = [k for k in tree.kids[i] if tree.dep[k] in ("dobj", "attr", "nsubjpass", "oprd")]
        raw += [k for k in tree.kids[i] if tree.lower[k] in _CARRYING]  # "pulled out of the accord with X"
        inner = [k for o in objects if tree.is_noun(o) for k in prep_objects(tree, o, "of", "on")]
        return Frame(objects, list(dict.fromkeys([i, *objects, *raw, *inner])), i)
    if pos == "a":
        above = tree.head[i]
        verb = above if tree.dep[i] in ("acomp", "oprd") and tree.is_verb(above) else i
        return Frame([], [i, verb] if verb != i else [i], verb)
    carrier, as_subject = light_verb(tree, i, rules)
    nodes = _hanging(tree, i) if carrier is None else [*_hanging(tree, i), carrier]
    return Frame([], nodes, i if carrier is None else carrier, as_subject)


def _hanging(tree: Tree, noun: int) -> list[int]:
    """A noun and what its ``of`` governs, where phrases of the noun often hang: "the sale of tanks to Qatar"."""
    of = prep_objects(tree, noun, "of")
    return [noun, *of, *(k for o in of for k in tree.kids_by(o, "appos"))]


def light_verb(tree: Tree, noun: int, rules: RuleLexicon) -> tuple[int | None, bool]:
    """The verb that only says that the noun's act is done ("held talks", "talks took place"), and whether the noun is
    its subject.
    """
    first = tree.first_conjunct(noun)
    dep, head = tree.dep[first], tree.head[first]
    if dep == "pobj" and tree.lower[head] == "of" and tree.is_noun(tree.head[head]):
        outer = tree.head[head]
        if core(tree, outer) != outer:
            first, dep, head = outer, tree.dep[outer], tree.head[outer]
    if tree.dep[first] == "pobj" and tree.is_verb(tree.head[head]):
        wanted, verb = "prep", tree.head[head]
    elif tree.is_verb(head) and dep in ("dobj", "nsubjpass", "attr", "nsubj"):
        wanted, verb = ("object" if dep in ("dobj", "nsubjpass", "attr") else "subject"), head
    else:
        acl = [k for k in tree.kids[noun] if tree.dep[k] == "acl" and tree.tag[k] == "VBN"]
        acl += [k for k in tree.kids[noun] if tree.dep[k] == "relcl" and _takes_antecedent(tree, k)]
        there = prep_objects(tree, noun, *LOCATIVE)  # "strikes in the north carried out by X"
        acl += [k for i in there for k in tree.kids[i] if tree.dep[k] == "acl" and tree.tag[k] == "VBN"]
        for k in acl:
            if any(_light_fits(tree, r, k, "object") for r in rules.light.get((tree.lemma[k], "v"), ())):
                return k, False
        return None, False
    if wanted == "object" and _acts_on_objects(rules, tree.lemma[verb]):
        return None, False
    for rule in rules.light.get((tree.lemma[verb], "v"), ()):
        if _light_fits(tree, rule, verb, wanted):
            return verb, wanted == "subject"
    return None, False


def _takes_antecedent(tree: Tree, verb: int) -> bool:
    """As in "the talks that the two held": the noun is the object of the relative clause."""
    objects = tree.kids_by(verb, "dobj")
    return bool(tree.kids_by(verb, "nsubj")) and (not objects or tree.tag[objects[0]] in ("WDT", "WP"))


def _acts_on_objects(rules: RuleLexicon, lemma: str) -> bool:
    """Verbs that change the act which is their object ("announced an attack") are operators, not light verbs."""
    return any("obj" in r.cell("complement").split("|") for r in rules.operators.get((lemma, "v"), ()))


def _light_fits(tree: Tree, rule: Rule, verb: int, wanted: str) -> bool:
    note = rule.cell("note") or "object"
    preps = [p.prep for p in rule.pattern.pieces if p.kind == "prep"]
    if wanted == "prep":
        return bool(preps) and note != "subject" and any(tree.lower[k] in preps for k in tree.kids[verb])
    if note != wanted or (preps and wanted == "object"):
        return False
    return all(_particle(tree, verb, p) is not None for p in rule.pattern.pieces if p.kind == "particle")


def fits(facts: Facts, rules: RuleLexicon, rule: Rule, i: int, frame: Frame) -> Match | None:
    """The match of ``rule`` at ``i``, or ``None``."""
    bound: list[int] = []
    nodes = list(frame.nodes)
    for piece in rule.pattern.pieces:
        token = _piece(facts, rules, piece, i, frame, rule.pattern)
        if piece.kind == "not":
            if token is not None:
                return None
        elif token is None:
            return None
        elif token >= 0 and piece.kind == "prep" and piece.prep in LOCATIVE:
            nodes += (
                [token] if piece.prep == "in" else []
            )  # "a break in ties with X": not bound, since "in an attack" is an act of its own
        elif token >= 0 and piece.kind == "subject":
            continue  # who does it is for the slots to say
        elif token >= 0:
            bound.append(token)
            if piece.prep == "under":
                nodes.append(token)  # "came under criticism from": the noun carries the phrase
    return Match(rule, i, nodes, bound, frame.carrier, frame.as_subject)


def _piece(facts: Facts, rules: RuleLexicon, piece: Piece, i: int, frame: Frame, pattern: Pattern) -> int | None:
    tree = facts.tree
    if piece.kind == "obj":
        return _first(o for o in frame.objects if _is(facts, rules, piece, o))
    if piece.kind == "subject":
        return _first(s for s in _subjects(facts, i, frame) if _is(facts, rules, piece, s))
    if piece.kind == "particle":
        return _particle(tree, i, piece)
    if piece.kind == "prep":
        return _prep(facts, rules, piece, frame)
    if piece.kind == "mod":
        return _modifier(facts, rules, piece, [i] if pattern.pos != "v" else frame.objects)
    if piece.kind == "clause":
        kids = [k for n in frame.nodes for k in tree.kids[n] if tree.dep[k] in ("xcomp", "ccomp", "acl", "advcl")]
        kids += [k for n in frame.nodes for k in tree.kids_by(n, "relcl") if tree.tag[k] == "VB"]
        kids += [
            k for n in frame.nodes for p in tree.kids[n] if tree.dep[p] == "prep" for k in tree.kids_by(p, "pcomp")
        ]
        return _first(k for k in kids if _is(facts, rules, piece, k) and _not_finite(tree, k))
    around = [
        *frame.objects,
        *(g for n in frame.nodes for k in tree.kids[n] if tree.dep[k] == "prep" for g in governed(tree, k)),
    ]
    return _first(o for o in around if _is(facts, rules, piece, o))


def _subjects(facts: Facts, i: int, frame: Frame) -> list[int]:
    """The logical subjects of a verb or of an adjective's copula, with their lists."""
    tree = facts.tree
    found = subjects(tree, i) if tree.is_verb(i) else surface_subjects(tree, frame.carrier)
    return [core(tree, c) for s in found for c in tree.conjuncts(s)]


def _not_finite(tree: Tree, verb: int) -> bool:
    """An infinitive, a gerund or a subjunctive: "told them to leave", not "told them that he would leave"."""
    return tree.tag[verb] in ("VB", "VBG") and not any(tree.tag[k] == "MD" for k in tree.kids[verb])


def _first(tokens: Iterator[int]) -> int | None:
    return next(tokens, None)


def _particle(tree: Tree, i: int, piece: Piece) -> int | None:
    for k in tree.kids[i]:
        if tree.lower[k] in piece.words and tree.dep[k] in ("prt", "advmod", "prep", "acomp", "oprd", "intj"):
            return k
    return None


def _prep(facts: Facts, rules: RuleLexicon, piece: Piece, frame: Frame) -> int | None:
    tree = facts.tree
    heads = [h for h in phrase_objects(tree, frame.nodes, piece.prep) if h not in facts.dated]
    if not piece.words and not piece.classes:
        if heads:
            return -1
        bare = [
            k
            for n in frame.nodes
            for k in tree.kids[n]
            if tree.lower[k] == piece.prep and tree.dep[k] in ("prep", "prt") and not governed(tree, k)
        ]
        clause = piece.prep == "to" and [k for n in frame.nodes for k in tree.kids_by(n, "xcomp")]
        return -1 if bare or clause else None
    return _first(c for h in heads for c in (core(tree, j) for j in tree.conjuncts(h)) if _is(facts, rules, piece, c))


def _modifier(facts: Facts, rules: RuleLexicon, piece: Piece, heads: list[int]) -> int | None:
    tree = facts.tree
    for head in heads:
        for k in tree.kids[head]:
            if tree.dep[k] in ("amod", "compound", "nmod", "poss", "advmod", "nummod") and _is(facts, rules, piece, k):
                return k
    return None


def _is(facts: Facts, rules: RuleLexicon, piece: Piece, i: int) -> bool:
    """True where token ``i`` is one of the words or of a class; ``@country``, ``@actor``, ``@person`` and sectors
    (``@mil``, ``@jud``) ask the actors found.
    """
    tree = facts.tree
    lemma = lemma_of(tree, i)
    if lemma in piece.words or tree.lower[i] in piece.words:
        return True
    found = facts.by_token.get(i)
    person = found is not None and found.kind == "person"
    roles = {found.agent, *(e.office for e in found.entities)} - {""} if found is not None and person else set()
    if any(role in piece.words or any(role in rules.classes.get(c, ()) for c in piece.classes) for role in roles):
        return True
    for name in piece.classes:
        if name in ("country", "actor", "person"):
            known = found is not None and bool(found.entities)
            if found is not None and known and (name == "actor" or _is_a(found.kind, found.entities[0].country, name)):
                return True
        if name == "weapon" and ((lemma in _GOODS and _of_a_force(facts, i)) or _designated(tree, rules, i, lemma)):
            return True
        if name in _SECTORS and found is not None and _sector(facts, found) == name.upper():
            return True
        words = rules.classes.get(name)
        if words and (lemma in words or _compound(tree, i, lemma) in words):
            return True
        if name == "event" and tree.tag[i] in NOMINAL and (lemma, "n") in rules.predicates:
            return True
    return False


def _sector(facts: Facts, mention: Mention) -> str:
    """The sector of who is mentioned: the first entity's, else that of the role noun."""
    if mention.entities:
        return mention.entities[0].sector or ""
    return facts.lexicon.roles[mention.agent].sector if mention.agent else ""


_GOODS = frozenset(
    "equipment material hardware gear kit system vehicle ship vessel boat aircraft plane helicopter supply part "
    "component inventory fleet arsenal".split()
)


_BEARERS = _GOODS | frozenset("battery regiment squadron launcher unit fighter round interceptor variant frame".split())


def _designated(tree: Tree, rules: RuleLexicon, i: int, lemma: str) -> bool:
    """As in "F-16s", "Patriot batteries", "S-400 regiments", "Rafale fighters": the name says what it is."""
    words, names = rules.classes.get("weapon", ()), frozenset(rules.classes.get("designation", ()))
    if tree.tag[i] in ("NNP", "NNPS", "NNS") and lemma.endswith("s") and lemma[:-1] in words:
        return True
    named = [k for k in tree.kids[i] if k < i and tree.dep[k] in ("compound", "nmod", "amod")]
    named += [i - 1] if i and tree.dep[i - 1] == "dep" else []  # a name that the parser hangs on the verb
    return lemma in _BEARERS and any({tree.lower[k], tree.lower[k].rstrip("s")} & names for k in named)


def _of_a_force(facts: Facts, i: int) -> bool:
    """As in "the equipment of its navy", "the army's helicopters", "naval vessels"."""
    tree = facts.tree
    owners = [*tree.kids_by(i, "poss", "compound", "amod", "nmod"), *prep_objects(tree, i, "of")]
    for k in owners:
        mention = facts.by_token.get(k)
        if mention is not None and any(e.sector == "MIL" for e in mention.entities):
            return True
    return any(tree.lower[k] in ("naval", "military", "army", "navy", "combat", "armoured", "armored") for k in owners)


def _is_a(kind: str, country: str | None, name: str) -> bool:
    if name == "person":
        return kind in ("person", "people")
    return kind in ("country", "adjective", "capital", "seat", "body") and country is not None


def _compound(tree: Tree, i: int, lemma: str) -> str:
    """Noun with the noun before it: "fighter jet", "crude oil"."""
    return f"{tree.lower[i - 1]} {lemma}" if i > 0 and tree.head[i - 1] == i else lemma
