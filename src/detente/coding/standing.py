"""How an act stands: occurred, ongoing, planned, hypothetical, negated; and whether it is background.

Each decision returns its ``Reason``: the words that show it, or the silence that does.
"""

from __future__ import annotations

from datetime import timedelta

from ..annotate.facts import Facts
from ..annotate.tree import Tree
from ..lexicon.rules import RuleLexicon
from ..records import Moment, Reason
from .acts import Act, word_span

_SUBORDINATE = frozenset(
    "following after since amid despite over because due during before under from given on for".split()
)
_REPORTED = frozenset("say believe report think understand rumour rumor allege estimate suppose".split())


def status_of(facts: Facts, rules: RuleLexicon, act: Act) -> tuple[str, Reason]:
    """``occurred ongoing planned hypothetical negated`` and why. Changes the type of what is announced for later:
    future cooperation is AGREE, future retreat CONCEDE.
    """
    tree = facts.tree
    if act.status == "said":
        return "occurred", Reason("status", "status.said", (word_span(facts, act.head),), "done by saying it")
    status, reason = _status(facts, act)
    if status == "planned" and act.type == act.match.rule.type:
        row = rules.compose("plan", act.type)
        if row is not None and row.type != "=":
            act.type, act.mode = row.type, act.mode if row.mode == "=" else row.mode or None
            act.trail.append(("tense.future", act.carrier))
            status = "occurred"
    if status == "planned" and act.type in ("AGREE", "CONCEDE"):
        status = "occurred"  # the commitment itself is the act (CODING.md 10)
    if act.status == "hypothetical" and status == "occurred" and _progressive(tree, act.carrier):
        return "ongoing", Reason(
            "status", "status.attempt_ongoing", (word_span(facts, act.carrier),), "an attempt that goes on"
        )
    if act.status and status == "occurred":
        return act.status, Reason(
            "status", "status.operator", (word_span(facts, act.carrier),), f"by {act.trail[-1][0]}"
        )
    return status, reason


def _status(facts: Facts, act: Act) -> tuple[str, Reason]:
    tree, carrier = facts.tree, act.carrier
    changed = any(name != "tense.future" for name, _ in act.trail) and act.type != act.match.rule.type
    for head in [carrier] if changed else dict.fromkeys([carrier, act.match.carrier, act.match.head]):
        for token, effect, rule in scopes_over(facts, head):
            if effect == "negated" and _defined(tree, head, act.match.head):
                continue
            if effect in ("negated", "hypothetical", "planned", "ongoing"):
                return effect, Reason(
                    "status", f"modality.{rule}", (word_span(facts, token),), f"{tree.word[token]!r} over the act"
                )
    for a in tree.ancestors(carrier):
        if tree.is_verb(a) and tree.dep[carrier] == "xcomp":
            found = [(t, e, r) for t, e, r in scopes_over(facts, a) if e in ("negated", "hypothetical")]
            if found:
                return found[0][1], Reason("status", f"modality.{found[0][2]}", (word_span(facts, found[0][0]),))
        break
    if tree.is_verb(carrier) and (_progressive(tree, carrier) or _durative(facts, carrier)):
        return "ongoing", Reason(
            "status", "tense.ongoing", (word_span(facts, carrier),), "progressive, or lasting until now"
        )
    if tree.is_verb(carrier) and _going_to(tree, carrier):
        return "planned", Reason("status", "tense.future", (word_span(facts, carrier),), "is to, is going to")
    return "occurred", Reason("status", "tense.plain", (word_span(facts, carrier),), "told as done", 0.9)


def _defined(tree: Tree, verb: int, noun: int) -> bool:
    """As in "the ban is not part of a plan": what is denied is what the act is said to be, not the act."""
    if tree.lemma[verb] != "be" or verb == noun:
        return False
    subjects = tree.kids_by(verb, "nsubj")
    return any(tree.kids_by(verb, "attr")) and any(noun == s or noun in tree.subtree(s) for s in subjects)


def scopes_over(facts: Facts, head: int) -> list[tuple[int, str, str]]:
    """Words of modality that have ``head`` in their scope, as (token, effect, rule): negation first."""
    tree = facts.tree
    found = []
    for k in [*tree.kids[head], *(j for o in tree.kids[head] if tree.dep[o] in ("dobj", "attr") for j in tree.kids[o])]:
        scope = facts.scopes.get(k)
        if scope is None:
            continue
        kind, effect, rule = scope
        mine = tree.head[k] == head
        if kind == "determiner" and tree.dep[k] not in ("det", "cc", "preconj", "neg", "advmod"):
            continue
        if not mine and kind != "determiner":
            continue
        if kind == "adjective" and tree.dep[k] not in ("amod", "acomp"):
            continue
        if tree.lower[k] == "would" and _reported(tree, head):
            effect = "planned"  # "said it would impose": the future of the past
        if kind in ("aux", "adverb", "adjective", "determiner") or (kind == "conjunction" and tree.dep[k] == "mark"):
            found.append((k, effect, rule))
    subject = tree.kid(head, "nsubj", "nsubjpass")
    if subject is not None:
        negated = [k for k in tree.kids[subject] if facts.scopes.get(k, ("", "", ""))[0] == "determiner"]
        found += [(k, "negated", facts.scopes[k][2]) for k in negated]
    first = tree.first_conjunct(head)
    if first != head and not found:
        found = [(t, e, r) for t, e, r in scopes_over(facts, first) if e != "negated" and facts.scopes[t][0] == "aux"]
        found = [] if any(tree.dep[k] == "aux" for k in tree.kids[head]) else found
    order = {"negated": 0, "hypothetical": 1, "planned": 2, "ongoing": 3}
    return sorted(found, key=lambda f: (order.get(f[1], 9), f[0]))


def _reported(tree: Tree, verb: int) -> bool:
    """True for a verb in the clause of a past verb of saying."""
    above = tree.head[tree.first_conjunct(verb)]
    return tree.dep[tree.first_conjunct(verb)] == "ccomp" and tree.tag[above] in ("VBD", "VBN")


def hedge_of(facts: Facts, act: Act) -> int | None:
    """The token that weakens the telling ("reportedly", "alleged"), if any."""
    tree = facts.tree
    for head in dict.fromkeys([act.carrier, act.match.carrier, act.match.head]):
        for k in tree.kids[head]:
            if facts.scopes.get(k, ("", "", ""))[1] == "hedge":
                return k
        above = tree.head[head]
        if tree.dep[head] == "xcomp" and tree.lemma[above] in _REPORTED and tree.passive(above):
            return above  # "is said to have supplied"
    return None


def _progressive(tree: Tree, verb: int) -> bool:
    return tree.tag[verb] == "VBG" and any(tree.lemma[k] == "be" for k in tree.kids_by(verb, "aux"))


def perfect(tree: Tree, verb: int) -> str:
    """``present`` for "has said", ``past`` for "had said", else empty: "to have said", "may have said" too."""
    helpers = tree.kids_by(verb, "aux")
    if any(tree.tag[k] in ("TO", "MD") for k in helpers):
        return ""
    for k in helpers:
        if tree.lower[k] in ("has", "have", "'ve", "’ve"):
            return "present"
        if tree.lower[k] in ("had", "having"):
            return "past"
    return ""


def _durative(facts: Facts, verb: int) -> bool:
    """Present perfect of a verb that lasts: "has faced criticism"."""
    if facts.tree.lemma[verb] == "be":
        return perfect(facts.tree, verb) == "present"
    scope = facts.scopes.get(verb)
    return scope is not None and scope[:2] == ("verb", "ongoing") and perfect(facts.tree, verb) == "present"


def _going_to(tree: Tree, verb: int) -> bool:
    aux = [tree.lower[k] for k in tree.kids_by(verb, "aux")]
    if tree.dep[verb] == "xcomp" and "to" in aux:
        above = tree.head[verb]
        return tree.lower[above] in ("is", "are", "going", "due", "set") and tree.lemma[above] in (
            "be",
            "go",
            "due",
            "set",
        )
    return False


_OLD = timedelta(days=21)


def _long_ago(facts: Facts, act: Act, moment: Moment | None) -> bool:
    """The text dates the act itself weeks before its own day, and it is not what the text begins with."""
    if moment is None or moment.end is None or facts.published is None or facts.published - moment.end < _OLD:
        return False
    return facts.tree.sent_of[act.carrier] > 0 or facts.tree.dep[act.carrier] != "ROOT"


def background_of(facts: Facts, act: Act, moment: Moment | None) -> tuple[bool, Reason]:
    """True where the act only explains the news: a noun after ``following`` or ``over``, a past perfect, and in later
    sentences an undated present perfect.
    """
    tree, carrier, has_date = facts.tree, act.carrier, moment is not None
    if moment is not None and _long_ago(facts, act, moment):
        span = (moment.span,) if moment.span is not None else ()
        return True, Reason("background", "background.long_ago", span, "dated weeks before the text")
    if act.nominal:
        prep = _prep_above(tree, act.head)
        beside = (
            act.type == "PROTEST" and prep is not None and tree.lower[prep] in ("amid", "during")
        )  # at the same time
        lent = any(e.how.startswith("clause.") for e in act.actors) and not beside and act.type != "ASSAULT"
        aside = prep is not None and (tree.lower[prep] in _SUBORDINATE or _reaction(tree, prep))
        aside = aside and act.type != "CONSULT" and not beside
        if prep is not None and (aside or lent) and not has_date:
            return True, Reason(
                "background", "background.reason", (word_span(facts, prep),), f"stands after {tree.word[prep]!r}"
            )
        since = _clause_of_time(tree, carrier) if tree.is_verb(carrier) and not has_date else None
        if since is not None and tree.dep[carrier] == "pcomp" and act.type != "CONSULT":
            return True, Reason(
                "background", "background.since", (word_span(facts, since),), f"in a clause with {tree.word[since]!r}"
            )
        if tree.kids_by(act.head, "poss") and not has_date and act.type in ("ASSAULT", "SANCTION", "COERCE"):
            return True, Reason("background", "background.known", (word_span(facts, act.head),), "spoken of as known")
        return False, Reason("background", "background.none", (), "told as news", 0.8)
    form = perfect(tree, carrier)
    cause = _prep_above(tree, tree.head[carrier]) if tree.dep[carrier] == "relcl" and not has_date else None
    if cause is not None and act.type == "ASSAULT" and _reaction(tree, cause):
        return True, Reason(
            "background", "background.reason", (word_span(facts, cause),), f"stands after {tree.word[cause]!r}"
        )
    if _describes(facts, act):
        return True, Reason(
            "background", "background.participle", (word_span(facts, carrier),), "a participle that describes somebody"
        )
    if (judged := _judged(tree, carrier)) is not None:
        return True, Reason(
            "background", "background.crime", (word_span(facts, judged),), "what somebody is punished for"
        )
    since = _clause_of_time(tree, carrier)
    if since is not None and not (act.type == "CONSULT" and tree.lower[since] == "after"):
        return True, Reason(
            "background", "background.since", (word_span(facts, since),), f"in a clause with {tree.word[since]!r}"
        )
    lead = tree.sent_of[carrier] == 0
    if form == "past" and not (act.says and lead):  # "said on Monday that it had agreed to": that is the news
        return True, Reason("background", "tense.past_perfect", (word_span(facts, carrier),), "past perfect")
    if form == "present" and not lead and not has_date:
        return True, Reason(
            "background",
            "tense.present_perfect",
            (word_span(facts, carrier),),
            "undated present perfect after the lead",
        )
    return False, Reason("background", "background.none", (), "told as news", 0.9)


_DESCRIBING = frozenset({"COERCE", "RETREAT", "SANCTION"})


def _describes(facts: Facts, act: Act) -> bool:
    """As in "executes six prisoners convicted of ...", "X, released last week, was ..."."""
    tree, verb = facts.tree, act.match.head
    if act.type not in _DESCRIBING or act.trail or tree.tag[verb] != "VBN" or tree.dep[verb] != "acl":
        return False
    return any(tree.is_verb(a) for a in tree.ancestors(verb))


_JUDGING = frozenset(
    "sentence convict jail imprison execute fine arrest detain charge indict try prosecute punish hang".split()
)


def _judged(tree: Tree, verb: int) -> int | None:
    """The verb of "was jailed for bombing villages", "sentences two men to prison for fighting"."""
    prep = tree.head[verb]
    if tree.dep[verb] != "pcomp" or tree.lower[prep] != "for":
        return None
    return next((a for a in tree.ancestors(prep) if tree.lemma[a] in _JUDGING), None)


def _clause_of_time(tree: Tree, verb: int) -> int | None:
    """The ``since`` or ``after`` of "since it invaded Y", "after the court annulled it", "after being fined"."""
    for a in (verb, *tree.ancestors(verb)):
        if tree.dep[a] == "advcl":
            mark = next((k for k in tree.kids[a] if tree.dep[k] == "mark"), None)
            if mark is not None and tree.lower[mark] in ("since", "after"):
                return mark
        if tree.dep[a] == "pcomp" and tree.lower[tree.head[a]] in ("since", "after"):
            return tree.head[a]
        if tree.dep[a] not in ("advcl", "xcomp", "conj", "dobj"):
            return None
    return None


def _reaction(tree: Tree, prep: int) -> bool:
    """As in "in response to the attack"."""
    return tree.lower[prep] in ("in", "as") and any(tree.lemma[k] in _REACTIONS for k in tree.kids_by(prep, "pobj"))


_REACTIONS = frozenset({"response", "retaliation", "reprisal", "revenge", "reaction"})


def _prep_above(tree: Tree, i: int) -> int | None:
    i = tree.first_conjunct(i)
    head = tree.head[i]
    if tree.dep[i] == "pobj" and tree.lower[head] in ("to", "for") and tree.lemma[tree.head[head]] in _REACTIONS:
        inner = tree.head[tree.head[head]]
        return inner if tree.lower[inner] in ("in", "as") else head
    if tree.dep[i] == "pobj" and tree.lower[head] == "of" and tree.dep[tree.head[head]] == "pobj":
        return tree.head[tree.head[head]]
    return head if tree.dep[i] == "pobj" else None
