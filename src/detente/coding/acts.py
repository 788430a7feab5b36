"""Candidate acts: every predicate of a text that a rule knows, with its sides.

An ``Act`` is what ``compose`` and ``settle`` work on before it becomes an ``Event`` or is dropped with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..annotate.arguments import phrase_objects, surface_subjects
from ..annotate.facts import Facts
from ..annotate.phrases import LOCATIVE, prep_objects
from ..annotate.referring import is_person
from ..annotate.tree import NOMINAL, Tree
from ..lexicon.rules import RuleLexicon
from ..records import Drop, Entity, Place, Span
from .matching import Match, best_match, lemma_of
from .who import entities_at, fill, unique

_BARE = frozenset({"CONCEDE", "THREATEN", "ASSAULT", "COERCE", "PROTEST", "RETREAT", "SANCTION", "MOBILIZE"})
_GIVING = frozenset({"AID", "AGREE", "CONCEDE", "SUPPORT", "COOPERATE", "RETREAT"})
_TO_WHOM = (("iobj",),)
_BY_GROUPS = frozenset({"ACCUSE", "REQUEST"})
_TWO_SIDED = frozenset({"CONSULT", "SUPPORT", "AGREE", "COOPERATE", "ASSAULT"})


@dataclass
class Act:
    """A predicate with its sides.

    ``tokens`` are what the evidence must cover; ``heads`` the tokens on which a date or a place of the act may hang
    (its head, its carrier, the operators above it); ``trail`` the operators that changed it, innermost first;
    ``itself``: whom it is done to is who does it ("defended his decision").
    """

    match: Match
    type: str
    mode: str | None
    actors: list[Entity]
    recipients: list[Entity]
    tokens: list[int]
    heads: list[int]
    head: int
    carrier: int
    status: str = ""
    trail: list[tuple[str, int]] = field(default_factory=list)
    says: list[Entity] = field(default_factory=list)
    says_at: int = -1
    nominal: bool = False
    reciprocal: bool = False
    itself: bool = False
    place: Place | None = None

    @property
    def rule(self) -> str:
        """Ids of the row and of the operators that made the type, joined by ``+``."""
        return "+".join([self.match.rule.id, *(name for name, _ in self.trail)])

    @property
    def plain(self) -> bool:
        """Told as such, or as ordered or announced ("ordered air strikes on the port", "a curfew was declared")."""
        return all(name.split(".")[0] == "announce" for name, _ in self.trail)


def find_acts(facts: Facts, rules: RuleLexicon, drops: list[Drop]) -> list[Act]:
    """All candidate acts of a text, in order; what a ``none`` row says is no event goes to ``drops``."""
    tree = facts.tree
    found = []
    silenced: set[int] = set()
    for i in range(len(tree)):
        if i in silenced or not _may_be_predicate(facts, i):
            continue
        match = best_match(facts, rules, rules.predicates, i)
        if match is None:
            continue
        if match.rule.type == "NONE":
            silenced.update(match.bound)
            drops.append(drop(facts, i, match.rule.id, "a rule says that this is no event"))
            continue
        act = act_of(facts, rules, match)
        if match.rule.pattern.pos == "v":
            silenced.update(b for b in match.bound if b > i and _swallows(facts, match, b))
        found.append(act)
    return found


def _may_be_predicate(facts: Facts, i: int) -> bool:
    tree = facts.tree
    tag = tree.tag[i]
    if tag[:2] == "VB":
        to_blame = tree.lemma[i] == "blame" and tree.dep[i] == "xcomp" and tree.lemma[tree.head[i]] == "be"
        return tree.dep[i] not in ("aux", "auxpass") and not to_blame
    if tag in NOMINAL:
        mention = facts.by_token.get(i)
        if mention is not None and mention.kind not in ("nominal", "document"):
            return False
        return tree.dep[i] not in ("compound", "nmod") or tag == "NNS"
    return tag[:2] == "JJ" and tree.dep[i] in ("acomp", "oprd", "amod", "acl", "ROOT", "conj")


def _swallows(facts: Facts, match: Match, i: int) -> bool:
    """A verb's frame takes its object noun in ("impose sanctions"): the noun is no act of its own, unless the type of
    the frame acts on acts ("condemned the attack").
    """
    return match.rule.type not in ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE") or (
        any(p.kind == "obj" and (lemma_of(facts.tree, i) in p.words) for p in match.rule.pattern.pieces)
        and match.rule.type not in ("REQUEST", "REJECT")
    )


def act_of(facts: Facts, rules: RuleLexicon, match: Match) -> Act:
    """The act that a match tells, its slots filled."""
    rule = match.rule
    bare = rule.type in _BARE or (rule.type in _BY_GROUPS and rule.pattern.pos == "v")
    doers = rules.doers if rule.type in ("ASSAULT", "COERCE") else None
    actors, actor_tokens = fill(facts, match, rule.slots["actor"], bare=bare, doers=doers)
    helped = bare or rule.type == "AID"  # "rescued 120 migrants"
    recipients, recipient_tokens = fill(facts, match, rule.slots["recipient"], bare=helped, doers=doers)
    if not recipients and rule.type in _GIVING:
        recipients, recipient_tokens = fill(facts, match, _TO_WHOM)
    if not recipients and rule.type == "REQUEST" and rule.pattern.pos == "v":
        recipients = _told_to(facts, match.head)
    if rule.pattern.pos == "n" and lemma_of(facts.tree, match.head) in _DONE_TO and not recipients:
        owners = facts.tree.kids_by(match.head, "poss")
        if actor_tokens and set(actor_tokens) <= set(owners) and all(_is_somebody(e) for e in actors):
            recipients, recipient_tokens = actors, actor_tokens  # "Maduro's abduction": he did not do it
            actors, actor_tokens = fill(facts, match, (("by",),), bare=bare)
    if not recipients:
        recipients = _aimed_at(facts, match)
    union = any(len(a) > 1 for a in rule.slots["actor"])
    itself = False
    if not union:
        keys = {e.key for e in actors}
        others = [e for e in recipients if e.key not in keys]
        itself, recipients = bool(recipients) and not others, others  # "defended his decision"
    heads = list(dict.fromkeys([match.head, match.carrier]))
    act = Act(
        match, rule.type, rule.cell("mode") or None, actors, recipients,
        [match.head, match.carrier, *match.bound, *actor_tokens, *recipient_tokens],
        heads, match.head, match.carrier,
    )  # fmt: skip
    act.itself = itself
    act.nominal = rule.pattern.pos == "n" and match.carrier == match.head
    act.reciprocal = union and (rule.type in _TWO_SIDED or rule.type in rules.own_types)
    if act.reciprocal and act.nominal and len(actors) == 1 and rule.type == "CONSULT":
        _add_clause_subject(facts, act)
    return act


_AIMING = frozenset({"affect", "aim", "cover", "direct", "hit", "target"})


def _aimed_at(facts: Facts, match: Match) -> list[Entity]:
    """As in "sanctions targeting Russian banks", "tariffs aimed at China": whom a participle of the noun names."""
    tree = facts.tree
    nouns = [i for i in (match.head, *match.bound) if tree.is_noun(i)]
    verbs = [k for i in nouns for k in tree.kids_by(i, "acl") if tree.lemma[k] in _AIMING]
    if match.rule.pattern.pos == "n":  # "carried out two strikes on Friday, targeting rebels"
        verbs += [k for k in tree.kids_by(match.carrier, "advcl") if tree.lemma[k] == "target" and tree.tag[k] == "VBG"]
    things = [o for k in verbs for o in (*tree.kids_by(k, "dobj"), *prep_objects(tree, k, "at", "against"))]
    return unique([e for o in things for e in entities_at(facts, o)])


_DONE_TO = frozenset(
    "abduction arrest assassination capture conviction deportation detention dismissal execution expulsion extradition"
    " impeachment imprisonment kidnapping killing murder ouster ousting overthrow release removal sacking sentence"
    " sentencing term trial".split()
)


def _is_somebody(entity: Entity) -> bool:
    """A person or a group of people, not a state or a body ("Iran's execution of protesters")."""
    return is_person(entity) or entity.sector in ("CVL", "OPP", "MED", "EDU", "REL", "LAB", "CRM", "REF")


def reach(facts: Facts, act: Act) -> list[Entity]:
    """The recipient of last resort: the state or body nearest below the act's own words ("approved a sale of tanks to
    Chile", "a tariff on Ecuadorian goods"), outside phrases of place and time, other than the actor.
    """
    tree = facts.tree
    mine = {e.country for e in act.actors}
    subjects = {t for v in (act.match.head, act.carrier) if tree.is_verb(v) for t in surface_subjects(tree, v)}
    level = [act.match.head, *(b for b in act.match.bound if b != act.match.head)]
    for _ in range(7):
        level = [k for j in level for k in tree.kids[j] if k not in subjects and _leads_on(tree, k)]
        for k in level:
            mention = facts.by_token.get(k)
            if mention is None or not mention.entities or mention.kind in ("place", "document", "people"):
                continue
            listed = (m for c in tree.conjuncts(k) if c >= k and (m := facts.by_token.get(c)) is not None)
            other = unique([e for m in listed for e in m.entities if e.country and e.country not in mine])
            if other:
                return [replace(e, how="actor.reach", score=round(0.7 * e.score, 3)) for e in other]
    return []


def _leads_on(tree: Tree, i: int) -> bool:
    if tree.dep[i] in ("prep", "agent"):
        return tree.lower[i] not in LOCATIVE and tree.lower[i] not in _ASIDE and tree.lower[i] != "against"
    if tree.dep[i] == "amod" and tree.lower[i] in _SPONSORED:
        return False  # "approved a French-drafted resolution on Mali"
    return tree.dep[i] in _BELOW


_ASIDE = frozenset(
    "during after following amid despite before since like including because under by as without".split()
)
_SPONSORED = frozenset("backed brokered drafted led mediated proposed sponsored supported".split())
_BELOW = frozenset("dobj pobj amod acl compound nmod poss conj attr dative nsubjpass appos pcomp npadvmod".split())


def _told_to(facts: Facts, verb: int) -> list[Entity]:
    """As in "demanded that Yerevan give up its claims": whoever is to do it."""
    tree = facts.tree
    clauses = [k for k in tree.kids_by(verb, "ccomp") if tree.tag[k] in ("VB", "VBP", "VBN") or tree.kid(k, "aux")]
    return [
        e for k in clauses for s in tree.kids_by(k, "nsubj", "nsubjpass") for e in entities_at(facts, s, owners=False)
    ]


def _add_clause_subject(facts: Facts, act: Act) -> None:
    """As in "X said after talks with Y": the side that the noun leaves out is the subject of the clause."""
    verb = facts.tree.verb_above(act.head)
    named = facts.tree.kids_by(act.head, "poss") or phrase_objects(facts.tree, [act.head], "between")
    if verb is None or named or not phrase_objects(facts.tree, [act.head], "with"):
        return
    found = [e for i in surface_subjects(facts.tree, verb) for e in entities_at(facts, i, owners=False)]
    act.actors = unique([*found, *act.actors])


def drop(facts: Facts, i: int, rule: str, reason: str) -> Drop:
    """A drop at token ``i``."""
    return Drop(sentence_span(facts, i), facts.span(i, i + 1), rule, reason)


def sentence_span(facts: Facts, i: int) -> Span:
    """The sentence of token ``i``, without the white space around it."""
    tree = facts.tree
    first, last = tree.sents[tree.sent_of[i]]
    while last - 1 > first and not tree.word[last - 1].strip():
        last -= 1
    while first < last - 1 and not tree.word[first].strip():
        first += 1
    return facts.span(first, last)


def word_span(facts: Facts, i: int) -> Span:
    """The characters of one token."""
    return facts.span(i, i + 1)
