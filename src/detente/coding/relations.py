"""What the source does to the target: one act of a sentence chosen for two marked phrases.

The two phrases *are* the sides, whether the actor lexicon knows them or not: ``marked.mark`` puts them among the
mentions as entities of two countries of their own, so that the slots of the rules find them as they find states. Of the
acts of the sentence, operators applied, ``choose`` takes the one that links them best.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..annotate.arguments import subjects
from ..annotate.facts import Facts
from ..annotate.phrases import prep_objects
from ..annotate.tree import Tree
from ..lexicon.rules import RuleLexicon
from ..records import Drop, Entity
from .acts import Act, find_acts
from .compose import compose
from .marked import SOURCE, TARGET, Ends, heads
from .matching import fits, frame_of, lemma_of, part_of_speech
from .results import fold_results
from .standing import scopes_over, status_of
from .who import entities_at


@dataclass(frozen=True, slots=True)
class Choice:
    """The act that was chosen: its type after composition, how sure that is (0 to 1), and the rule.

    ``rule`` begins with how the act is linked to the phrases: ``both``, ``one``, ``path``, ``near``, ``operator``,
    ``lemma`` or ``default`` (see ``choose``).
    """

    type: str
    mode: str = ""
    status: str = ""
    score: float = 0.0
    rule: str = ""


NOTHING = Choice("NONE", rule="none")


# --- the acts --------------------------------------------------------------------------------------------------------


def choose(facts: Facts, rules: RuleLexicon, ends: Ends, *, always: bool = False) -> Choice:
    """What the source does to the target, or ``NOTHING``.

    In this order: ``both`` phrases are sides of the act, in their roles (for a two-sided act either way round, and for
    two who act together); ``one`` is, and the other stands where the other side would; an act lies on the ``path``
    between the two in the parse. With ``always``, where none of these holds: an ``operator`` on the path, whose type
    hardly depends on what it acts on ("refused to ..." is REJECT); the most frequent type of the rules for a ``lemma``
    on the path, though no rule fits; the act of the sentence that is ``near``est; a lemma anywhere in the sentence;
    else CONSULT, the type that says least (``default``).
    """
    linked = [_link(facts, ends, act) for act in _acts(facts, rules, ends)]
    best = max(linked, key=lambda link: link.worth, default=None)
    best = _purpose(facts.tree, linked, best) if best is not None else None
    if (best is None or best.level in ("path", "near")) and _obliged(facts, rules, ends):
        return Choice("REQUEST", "change", "occurred", _SCORES["one"], "one:request.must")
    if best is not None and best.level != "near":
        return _told(facts, rules, best)
    if not always:
        return NOTHING
    guess = _on_path(facts, rules, ends)
    if guess is None and best is not None:
        return _told(facts, rules, best)
    return guess or _anywhere(facts, rules, ends)


def _acts(facts: Facts, rules: RuleLexicon, ends: Ends) -> list[Act]:
    """All acts of the text, operators applied. An exercise of several is COOPERATE, as in ``events``."""
    drops: list[Drop] = []
    found = find_acts(facts, rules, drops)
    acts = fold_results(facts, _with_verbs(facts.tree, found, compose(facts, rules, found)))
    for act in acts:
        _demand(facts, rules, act)
        exercise = act.type == "MOBILIZE" and act.match.rule.cell("note") == "exercise" and not act.trail
        if exercise and (len(act.actors) > 1 or _together(facts.tree, ends)):
            act.type, act.mode = "COOPERATE", None
    return acts


def _demand(facts: Facts, rules: RuleLexicon, act: Act) -> None:
    """As in "the pope said that the rebels must free her": a REQUEST of the speaker."""
    tree, verb = facts.tree, act.carrier
    if tree.dep[verb] == "xcomp" and tree.lemma[tree.head[verb]] in _NEEDS:
        verb = tree.head[verb]  # "need to free her"
    elif not any(tree.lower[k] in _MUST for k in tree.kids_by(verb, "aux")):
        return
    above = tree.head[verb]
    row = rules.compose("request", act.type, act.mode)
    if tree.dep[verb] != "ccomp" or (tree.lemma[above], "v") not in rules.cues or row is None or act.trail:
        return
    speakers = [e for i in subjects(tree, above) for e in entities_at(facts, i)]
    if speakers and act.actors and not {e.key for e in speakers} & {e.key for e in act.actors}:
        act.type, act.mode, act.status = row.type, row.mode or None, "said"
        act.actors, act.recipients, act.reciprocal = speakers, act.actors, False
        act.trail.append(("request.must", above))


def _obliged(facts: Facts, rules: RuleLexicon, ends: Ends) -> bool:
    """As in "the pope said that the rebels must do more": the source says what the target has to do, whatever it is."""
    tree = facts.tree
    sources, targets = heads(tree, ends.source), heads(tree, ends.target)
    for verb in {tree.head[i] for i in targets if tree.dep[i] in ("nsubj", "nsubjpass")}:
        above = tree.head[verb]
        must = any(tree.lower[k] in _MUST for k in tree.kids_by(verb, "aux"))
        said = tree.dep[verb] == "ccomp" and (tree.lemma[above], "v") in rules.cues
        if must and said and set(sources) & set(subjects(tree, above)):
            return True
    return False


_MUST = frozenset({"must", "should", "ought"})
_NEEDS = frozenset({"need", "have", "ought"})


def _with_verbs(tree: Tree, found: list[Act], composed: list[Act]) -> list[Act]:
    """As in "rejected a request by X to ...", "challenged a plan to ...": what the verb does, in place of what the noun
    is about.
    """
    kept = {id(act) for act in composed}
    lost = {a.head: a for a in found if id(a) not in kept and not a.trail and tree.is_verb(a.head)}
    over = {a.carrier for a in composed if a.trail and tree.is_noun(a.trail[-1][1])}
    back = [a for head, a in lost.items() if head in over]
    heads_back = {a.head for a in back}
    return [a for a in composed if not (a.trail and a.carrier in heads_back)] + back


def _together(tree: Tree, ends: Ends) -> bool:
    """As in "France and Togo agreed": the phrases are parts of one list, with nothing but ``and`` between them."""
    for (a, b), (c, d) in ((s, t) for s in ends.source for t in ends.target):
        between = tree.lower[b:c] if b <= c else tree.lower[d:a]
        if 0 < len(between) <= _LIST and between[0] in _AND | {","} and _AND & set(between):
            return True
    return False


_AND = frozenset({"and", "&"})
_LIST = 3  # ", and the"


@dataclass(frozen=True, slots=True)
class _Link:
    """An act, how it is linked to the phrases, and what that is worth."""

    act: Act
    level: str
    worth: tuple[float, ...]


SHARE = 0.5  # of the rules of a lemma, for it to go over the nearest act (0, 0.5, 0.7, 0.9 tried on the dev relations)
_SCORES = {"both": 0.9, "one": 0.7, "path": 0.5, "near": 0.3, "operator": 0.25, "lemma": 0.2, "default": 0.05}


def _link(facts: Facts, ends: Ends, act: Act) -> _Link:
    tree = facts.tree
    sides = [*act.actors, *act.recipients]
    sources, targets = heads(tree, ends.source), heads(tree, ends.target)
    does, undergoes = _is(act.actors, SOURCE), _is(act.recipients, TARGET)
    does = does or any(i in subjects(tree, call) for call in _call(tree, act) for i in sources)
    if act.reciprocal or (does and _is(act.actors, TARGET)):  # "the two met", "X and Y agreed"
        does, undergoes = _is(sides, SOURCE), _is(sides, TARGET)
    elif not does and not undergoes:
        does = undergoes = _is(act.recipients, SOURCE) and _is(act.recipients, TARGET) and act.type in _MUTUAL
    if act.type in _MUTUAL and all(_subject_holds(tree, act, i) for i in [*sources[:1], *targets[:1]]):
        does = undergoes = does or bool(sources and targets)  # "talks between X and Y failed to reach a deal"
    if _together(tree, ends) and (_is(act.actors, SOURCE) or _is(act.actors, TARGET)):
        does = undergoes = True
    turned = not does and not undergoes and (_is(act.recipients, SOURCE) or _is(act.actors, TARGET))
    over = does or _is(act.says, SOURCE) or any(_subject_holds(tree, act, i) for i in sources)
    under = undergoes or any(_under(tree, act, i) for i in targets)
    path = _way(tree, ends)
    between = act.head in path or act.carrier in path
    inside = ends.holds(act.head) or ends.holds(act.carrier)
    named = undergoes and act.head in sources  # "an offensive on the town", which is the source
    does, inside = does or named, inside and not named
    inside |= tree.dep[act.head] == "amod" and ends.holds(tree.head[act.head])  # "the visiting president"
    aside = tree.dep[act.head] == "relcl" or act.match.as_subject  # "the town it had seized", "talks failed"
    strength = does + undergoes + over + under - turned - 3 * inside - 0.5 * aside
    strength += 0.75 * (not over and _speaks(tree, act, sources))
    if does and undergoes:
        level = "both"
    elif (does and under) or (undergoes and over):
        level = "one"
    else:
        level = "path" if between else "near"
    near = -_steps(tree, act.carrier, sources) - _steps(tree, act.head, targets)
    return _Link(act, level, (strength, between, near, -act.head))


def _speaks(tree: Tree, act: Act, sources: list[int]) -> bool:
    """As in "the minister said that Paris would ...": for his side."""
    above = tree.head[act.carrier]
    return tree.dep[act.carrier] == "ccomp" and any(i in subjects(tree, above) for i in sources)


_MUTUAL = frozenset({"AGREE", "ASSAULT", "CONSULT", "COOPERATE", "SUPPORT"})


def _is(side: list[Entity], code: str) -> bool:
    return any(e.country == code for e in side)


def _under(tree: Tree, act: Act, i: int) -> bool:
    """True where ``i`` stands below the act, not in its subject."""
    top, below = {act.head, act.carrier}, i
    top |= set(_call(tree, act))
    for a in tree.ancestors(i):
        if a in top:
            return tree.dep[below] not in ("nsubj", "csubj")
        below = a
    return False


def _call(tree: Tree, act: Act) -> list[int]:
    """The verb of a call that was for the act, if any: "phoned X to express support"."""
    above = tree.head[act.carrier]
    for_it = tree.tag[act.carrier] == "VB" and tree.dep[act.carrier] in ("xcomp", "advcl")
    return [above] if for_it and tree.lemma[above] in _CALLING else []


_CALLING = frozenset({"call", "phone", "ring", "telephone", "write"})


def _subject_holds(tree: Tree, act: Act, i: int) -> bool:
    """True where ``i`` stands in a subject of the act, or of the word that carries it."""
    tops = {s for v in (act.head, act.carrier) if tree.is_verb(v) for s in subjects(tree, v)}
    return i in tops or any(a in tops for a in tree.ancestors(i))


def path_between(tree: Tree, a: int, b: int) -> list[int]:
    """The tokens on the way from ``a`` to ``b`` in the parse, both included; empty across sentences."""
    up_a, up_b = [a, *tree.ancestors(a)], [b, *tree.ancestors(b)]
    meet = next((i for i in up_a if i in up_b), None)
    if meet is None:
        return []
    return [*up_a[: up_a.index(meet) + 1], *reversed(up_b[: up_b.index(meet)])]


def _way(tree: Tree, ends: Ends) -> list[int]:
    """The shortest path from source to target; from the one that is named to the root where the other is not."""
    sources, targets = heads(tree, ends.source), heads(tree, ends.target)
    if not sources or not targets:
        return [j for i in (sources or targets)[:1] for j in (i, *tree.ancestors(i))]
    return min((path_between(tree, a, b) for a in sources for b in targets), key=lambda p: len(p) or _FAR)


_FAR = 20  # more steps than a sentence has between two words that belong together


def _steps(tree: Tree, a: int, others: list[int]) -> int:
    return min((len(path_between(tree, a, b)) or _FAR for b in others), default=0)


def _purpose(tree: Tree, linked: list[_Link], best: _Link) -> _Link:
    """What a call or a coming was for: "called X to express support", "arrived in X seeking asylum"; and the protest
    whose purpose is told: "took to the streets to demand that X resign".
    """
    call = best.act
    for link in linked:
        if link.act.type == "PROTEST" and best.act.type in _SPOKEN and _voiced_by(tree, call, link.act):
            return _Link(link.act, best.level, best.worth)
    if call.type != "CONSULT" or call.mode not in ("phone", "visit"):
        return best
    for link in linked:
        act = link.act
        for_it = tree.dep[act.carrier] in ("xcomp", "advcl", "acl") and tree.head[act.carrier] == call.head
        told = act.type in _SPOKEN if call.mode == "phone" else act.type == "REQUEST" and act.mode == "assist"
        if for_it and told:
            return _Link(act, "one", link.worth)
    return best


def _voiced_by(tree: Tree, call: Act, protest: Act) -> bool:
    """True of what a protest was for, or what its people say: "a sit-in by nurses demanding ..."."""
    above = tree.head[call.carrier]
    if tree.dep[call.carrier] in ("xcomp", "advcl"):
        return above == protest.carrier
    of_people = tree.dep[above] == "pobj" and tree.head[tree.head[above]] == protest.head
    their = above == protest.head or of_people or above in subjects(tree, protest.carrier)
    return tree.dep[call.carrier] in ("acl", "relcl") and their


_SPOKEN = frozenset({"ACCUSE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})


def _told(facts: Facts, rules: RuleLexicon, link: _Link) -> Choice:
    act = link.act
    status, _ = status_of(facts, rules, act)
    status = "negated" if status != "negated" and _negated_above(facts, act) else status
    refused = rules.compose(_denial(facts.tree, act), act.type, act.mode) if status == "negated" else None
    if refused is not None and rules.quads.get(act.type, "").endswith("cooperation"):
        act.type, act.mode, status = refused.type, refused.mode or None, "occurred"
        act.trail.append(("negated", act.carrier))
    open_ = status == "negated" and act.trail[-1:] and act.trail[-1][0] == "refuse.rule_out"
    if open_ and rules.quads.get(act.match.rule.type) == "material conflict":
        act.type, act.mode, status = "THREATEN", None, "occurred"  # "did not rule out strikes"
    if (act.type == "CONSULT" and ".arrive" in act.rule) or "troop_arrive" in act.rule:
        act.type, act.mode = _arriving(facts.tree, rules, act)
    score = _SCORES[link.level] * 0.95 ** len(act.trail)
    return Choice(act.type, act.mode or "", status, round(score, 3), f"{link.level}:{act.rule}")


def _denial(tree: Tree, act: Act) -> str:
    """The operator that a negation stands for: what is done "no longer" comes to an end, else it is refused."""
    return "end" if any(tree.lower[k] == "longer" for k in tree.kids_by(act.carrier, "advmod")) else "refuse"


def _arriving(tree: Tree, rules: RuleLexicon, act: Act) -> tuple[str, str | None]:
    """Forces come for no visit: peacekeepers are AID, others MOBILIZE."""
    for i in subjects(tree, act.head):
        words = tree.subtree(i)
        if any(tree.lower[k].startswith("peacekeep") for k in words):
            return "AID", None
        if {tree.lemma[k] for k in (i, *prep_objects(tree, i, "of"))} & set(rules.classes.get("force", ())):
            return "MOBILIZE", "troops"
    return act.type, act.mode


def _negated_above(facts: Facts, act: Act) -> bool:
    """As in "will not go to Moscow to meet X": the verb that the act is the purpose of is negated."""
    tree, verb = facts.tree, act.carrier
    above = tree.head[verb]
    return (
        tree.dep[verb] in ("advcl", "xcomp")
        and tree.tag[verb] == "VB"
        and any(effect == "negated" for _, effect, _ in scopes_over(facts, above))
    )


# --- where no act is linked ------------------------------------------------------------------------------------------


def _on_path(facts: Facts, rules: RuleLexicon, ends: Ends) -> Choice | None:
    tree = facts.tree
    words = [i for i in _way(tree, ends) if not ends.holds(i)]
    for i in words:
        if made := _by_operator(facts, rules, i):
            return Choice(made, "", "occurred", _SCORES["operator"], f"operator:{lemma_of(tree, i)}")
    return _by_lemma(rules, tree, words, SHARE)


def _anywhere(facts: Facts, rules: RuleLexicon, ends: Ends) -> Choice:
    tree = facts.tree
    rest = [i for i in [*_way(tree, ends), *range(len(tree))] if not ends.holds(i)]
    return _by_lemma(rules, tree, rest) or Choice("CONSULT", "", "occurred", _SCORES["default"], "default")


def _by_lemma(rules: RuleLexicon, tree: Tree, words: list[int], share: float = 0.0) -> Choice | None:
    for i in words:
        if not _says_little(rules, tree, i) and (made := _most_frequent(rules, tree, i, share)):
            return Choice(made, "", "occurred", _SCORES["lemma"], f"lemma:{lemma_of(tree, i)}")
    return None


def _by_operator(facts: Facts, rules: RuleLexicon, i: int) -> str:
    """What an operator most often makes of an act; empty where it leaves acts as they are or its frame is not there."""
    pos = part_of_speech(facts.tree, i)
    found = rules.operators.get((lemma_of(facts.tree, i), pos), ())
    frame = frame_of(facts.tree, i, pos, rules) if found else None
    for rule in found:
        if frame is None or fits(facts, rules, rule, i, frame) is None:
            continue
        operator = rule.cell("operator")
        every = rules.composition.get((operator, "*"))
        types = Counter(row.type for (name, _), row in rules.composition.items() if name == operator)
        if every is not None and every.type not in _UNCHANGED:
            return every.type
        if every is None and operator in ("commit", "plan"):
            return min((t for t in types if t not in _UNCHANGED), key=lambda t: (-types[t], t))
    return ""


_UNCHANGED = ("=", "-")


def _says_little(rules: RuleLexicon, tree: Tree, i: int) -> bool:
    """A verb that carries other acts ("hold", "launch"), a verb of saying, or ``be``."""
    key = (lemma_of(tree, i), part_of_speech(tree, i))
    return key[0] in ("be", "have") or key in rules.light or key in rules.operators or key in rules.cues


def _most_frequent(rules: RuleLexicon, tree: Tree, i: int, share: float) -> str:
    types = Counter(r.type for r in rules.predicates.get((lemma_of(tree, i), part_of_speech(tree, i)), ()))
    del types["NONE"]
    best = min(types, key=lambda t: (-types[t], t), default="")
    return best if types[best] >= share * types.total() else ""
