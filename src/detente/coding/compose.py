"""Acts upon acts: "agreed to sign", "refused to meet", "called for an end to the attacks".

``operators.tsv`` says which words act on other acts and through which complement; ``composition.tsv`` what the inner
act becomes. An operator is applied by climbing from the act to what governs it, so that chains compose: in "called for
an end to the attacks" ``end`` makes of ASSAULT a ceasefire, and ``call for`` of that a REQUEST to yield.
"""

from __future__ import annotations

from ..annotate.arguments import objects, phrase_objects, surface_subjects
from ..annotate.facts import Facts
from ..annotate.phrases import prep_objects
from ..annotate.tree import Tree
from ..lexicon.rules import Rule, RuleLexicon
from ..records import Entity
from .acts import Act
from .matching import fits, frame_of, lemma_of, part_of_speech
from .who import behind, entities_at, unique

_HOSTILE = frozenset({"ASSAULT", "COERCE"})


def compose(facts: Facts, rules: RuleLexicon, acts: list[Act]) -> list[Act]:
    """Apply the operators above each act; acts of the operators' own words that are thereby told twice are left out."""
    consumed: set[int] = set()
    for act in acts:
        _climb(facts, rules, act, consumed)
    return [a for a in acts if a.head not in consumed or (a.trail and a.trail[-1][1] != a.head)]


def _climb(facts: Facts, rules: RuleLexicon, act: Act, consumed: set[int]) -> None:
    tree, node = facts.tree, act.carrier
    if act.match.as_subject:
        return
    for _ in range(6):
        link = governor(tree, node)
        if link is None:
            return
        above, relation = link
        rule = _operator(facts, rules, above, relation)
        if rule is None or (rule.cell("operator") in _OF_OTHERS and act.trail and _anothers(facts, act, node, above)):
            return  # "approved Noboa's request": the request is his, whoever approves it
        node = _apply(facts, rules, act, rule, above, consumed)
        if node < 0:
            return


def governor(tree: Tree, i: int) -> tuple[int, str] | None:
    """What governs the act at ``i``, and how: ``xcomp ccomp obj acl`` or the preposition between."""
    i = tree.first_conjunct(i)
    dep, head = tree.dep[i], tree.head[i]
    if head == i:
        return None
    if dep in ("xcomp", "ccomp", "acl", "parataxis", "relcl"):
        if dep == "acl" and tree.tag[i] in ("VBN", "VBG"):
            return None
        if dep == "relcl" and not any(tree.dep[k] == "aux" and tree.lower[k] == "to" for k in tree.kids[i]):
            return None
        return head, "acl" if dep == "relcl" else dep
    if dep in ("dobj", "nsubjpass", "attr", "oprd"):
        return (head, "obj") if tree.is_verb(head) else None
    if dep in ("pobj", "pcomp") and tree.dep[head] in ("prep", "dative"):
        return tree.head[head], tree.lower[head]
    if dep == "advcl" and tree.tag[i] == "VB" and tree.is_verb(head):
        return head, "advcl"
    if dep == "nsubj" and tree.tag[i] in ("NN", "NNS"):
        return None
    return None


def _operator(facts: Facts, rules: RuleLexicon, i: int, relation: str) -> Rule | None:
    tree = facts.tree
    pos = part_of_speech(tree, i)
    found = rules.operators.get((lemma_of(tree, i), pos))
    if not found:
        return None
    if pos == "n" and tree.dep[i] == "pobj" and tree.lower[tree.head[i]] == "at":
        return None  # "at the end of the meeting" tells when
    frame = frame_of(tree, i, pos, rules)
    for rule in found:
        if relation in rule.cell("complement").split("|") and fits(facts, rules, rule, i, frame) is not None:
            return rule
    return None


def _apply(facts: Facts, rules: RuleLexicon, act: Act, rule: Rule, above: int, consumed: set[int]) -> int:
    """Change ``act`` by one operator; the token to climb on from, or -1 to stop."""
    tree, operator = facts.tree, rule.cell("operator")
    who, at = operator_subject(facts, above)
    if operator == "say":
        return _say(facts, act, above, rule, who)
    row = rules.compose(operator, act.type, act.mode)
    if row is None:
        return -1
    nominal = tree.is_noun(above)
    _sides(act, operator, who, _asked(facts, above, act, nominal), _partners(facts, above))
    if row.type == "-":
        consumed.add(act.head)
        act.trail.append((rule.id, act.head))
        return -1
    if row.type != "=":
        act.type, act.mode = row.type, act.mode if row.mode == "=" else row.mode or None
        act.reciprocal = False
    if row.status:
        act.status = row.status
    act.trail.append((rule.id, above))
    carrier = above
    done = tree.is_verb(tree.head[above]) and tree.dep[above] in ("dobj", "nsubjpass")
    if nominal and done and not _owned(facts, above):
        carrier = tree.head[above]
        consumed.add(carrier)
    if operator != "consider":  # "discussed the sale" is a talk as well
        consumed.add(above)
    act.carrier, act.nominal = carrier, nominal and carrier == above
    act.heads += [h for h in (above, carrier) if h not in act.heads]
    act.tokens += [above, carrier, *at]
    return carrier


_OF_OTHERS = frozenset({"announce", "commit", "plan"})


def _anothers(facts: Facts, act: Act, noun: int, above: int) -> bool:
    """The noun has an owner, and what it is for is not for the one above to do ("the cabinet approved its minister's
    plan to close the station": the cabinet closes it).
    """
    if not _owned(facts, noun):
        return False
    planned = act.trail[-1][0].split(".")[0] == "plan" and act.type in ("COERCE", "SANCTION", "RETREAT", "MOBILIZE")
    mine = {e.country for e in operator_subject(facts, above)[0] if e.sector in ("GOV", "LEG")}
    return not (planned and mine == {e.country for e in act.actors})


def _owned(facts: Facts, noun: int) -> bool:
    """A noun whose possessor, or the one after ``by``, is a known actor."""
    tree = facts.tree
    return any(entities_at(facts, k) for k in (*tree.kids_by(noun, "poss"), *prep_objects(tree, noun, "by")))


def operator_subject(facts: Facts, i: int) -> tuple[list[Entity], list[int]]:
    """Who performs the operator at ``i``, and the tokens where they stand."""
    tree = facts.tree
    if tree.is_noun(i):
        owner = tree.kids_by(i, "poss") or prep_objects(tree, i, "by")
        verb = tree.head[i] if tree.dep[i] in ("dobj", "nsubjpass") and tree.is_verb(tree.head[i]) else None
        tokens = surface_subjects(tree, verb) if verb is not None and not tree.passive(verb) else []
        owned = [t for t in owner if entities_at(facts, t)]  # "approved Noboa's request": not the approver's
        tokens = owned or tokens or owner
        found = [e for t in tokens for e in entities_at(facts, t)]
        if not found and tree.dep[i] == "pobj" and tree.lower[tree.head[i]] == "in":  # "in preparation for strikes"
            above = tree.verb_above(i)
            tokens = surface_subjects(tree, above) if above is not None else []
            found = [e for t in tokens for e in entities_at(facts, t)]
        return (unique(found), tokens) if found else (behind(facts, i), owner)
    verb = tree.head[i] if tree.tag[i][:2] == "JJ" and tree.is_verb(tree.head[i]) else i
    tokens = surface_subjects(tree, verb)
    if tree.is_verb(i) and tree.passive(i):
        by = [g for k in tree.kids_by(i, "agent") for g in tree.kids_by(k, "pobj")]
        tokens = by or ([] if objects(tree, i) and tree.lemma[i] in _ASKING else tokens)
    found = [e for t in tokens for e in entities_at(facts, t)]
    return unique(found or [e for t in tokens for e in entities_at(facts, t, bare=True)]), tokens


_OWN = frozenset({"announce", "declare", "confirm", "decide", "reveal", "disclose"})
_FROM = frozenset({"demand", "request", "seek"})
_ASKING = frozenset({"urge", "ask", "request", "order", "tell", "instruct", "accuse", "suspect", "charge", "blame"})


def _asked(facts: Facts, above: int, act: Act, nominal: bool) -> list[Entity]:
    """Whom a demand or a threat is addressed to: its object, else who is to do it, else a phrase with on, from, to."""
    tree = facts.tree
    if tree.is_verb(above):
        for i in objects(tree, above):
            found = entities_at(facts, i, owners=False)
            if found and not tree.is_verb(i):
                return found
        if tree.lemma[above] in _FROM:
            found = [e for i in phrase_objects(tree, [above], "from") for e in entities_at(facts, i, owners=False)]
            if found:
                return unique(found)
    if act.actors and not act.match.as_subject:
        return []
    nodes = [above, tree.head[above]] if nominal and tree.is_verb(tree.head[above]) else [above]
    for prep in ("on", "from", "to", "with"):
        found = [e for i in phrase_objects(tree, nodes, prep) for e in entities_at(facts, i, owners=False)]
        if found:
            return unique(found)
    return []


def _partners(facts: Facts, above: int) -> list[Entity]:
    """Who is in it too: "agreed with Egypt to ...", "has been working with its partners to ..."."""
    if not facts.tree.is_verb(above):
        return []
    return [e for i in phrase_objects(facts.tree, [above], "with") for e in entities_at(facts, i, owners=False)]


def _sides(act: Act, operator: str, who: list[Entity], asked: list[Entity], partners: list[Entity]) -> None:
    inner = unique([*act.recipients, *act.actors])
    if operator in ("commit", "plan", "announce", "resume", "attempt", "end", "fail", "consider", "continue"):
        if who:
            if act.reciprocal:
                act.recipients = _without(inner, who) if len(who) == 1 else []
            elif operator in ("commit", "plan") and not act.recipients:
                act.recipients = _without(inner, who)
            act.actors = who
            if partners and operator in ("commit", "plan"):
                act.recipients = unique([*act.recipients, *partners])
            elif partners and operator in ("attempt", "continue"):
                act.actors = unique([*who, *partners])
    elif operator == "deny":
        act.actors = act.actors or who
    else:
        target = asked or (act.actors if operator in ("accuse", "request") else []) or inner
        act.actors, act.recipients = who, target
    act.recipients = _without(act.recipients, act.actors)


def _without(entities: list[Entity], others: list[Entity]) -> list[Entity]:
    keys = {e.key for e in others}
    states = {e.country for e in others if e.sector == "GOV" and e.country}
    return [e for e in entities if e.key not in keys and not (e.sector == "GOV" and e.country in states)]


def _say(facts: Facts, act: Act, above: int, rule: Rule, who: list[Entity]) -> int:
    """A reported act keeps its type and remembers who says so; a harm told by another is an allegation (CODING.md 6);
    what is announced in the passive is done by who announces it ("announced that troops will be sent").
    """
    tree = facts.tree
    if not act.says:
        act.says, act.says_at = who, above
    if (
        not act.actors
        and act.type != "ASSAULT"
        and tree.lemma[above] in _OWN
        and tree.is_verb(act.head)
        and tree.passive(act.head)
    ):
        harm = act.type in ("ACCUSE", "COERCE", "SANCTION")  # of one's own, too
        keys = {e.key for e in act.recipients}
        act.actors = [e for e in who if e.key not in keys] if harm else _without(who, act.recipients)
        return -1
    if any(
        facts.scopes.get(k, ("", "", ""))[1] in ("negated", "hypothetical", "planned")
        for k in tree.kids[act.match.carrier]
    ):
        return -1
    others = {e.country for e in act.actors if e.country}
    mine = {e.country for e in who if e.country}
    told = act.type in _HOSTILE and not act.trail and tree.lemma[above] not in _OWN
    told &= not (above > act.head and any(tree.lower[k] in ("it", "they") for k in tree.kids_by(above, "nsubj")))
    hostile = told and bool(others) and bool(mine) and not (others & mine)
    if hostile and not act.status:
        act.recipients, act.actors = list(act.actors), who
        act.type, act.mode = "ACCUSE", "allege"
        act.trail.append((rule.id, above))
        act.carrier = above
        act.heads.append(above)
        act.tokens.append(above)
    return -1
