"""How an act stands, when and where it was: status, background, date, place, contexts, evidence.

Each decision returns its ``Reason``: the words that show it, or the silence that does.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from ..annotate.facts import Facts
from ..annotate.phrases import left_edge
from ..annotate.tree import Tree
from ..lexicon.rules import RuleLexicon
from ..records import Entity, Moment, Place, Reason, Span
from .acts import Act

_SUBORDINATE = frozenset(
    "following after since amid despite over because due during before under from given on for".split()
)
_REPORTED = frozenset("say believe report think understand rumour rumor allege estimate suppose".split())
_OFFSET = re.compile(r"^([+-])P(\d+)([DW])$")
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")


# --- status ----------------------------------------------------------------------------------------------------------


def status_of(facts: Facts, rules: RuleLexicon, act: Act) -> tuple[str, Reason]:
    """``occurred ongoing planned hypothetical negated`` and why. Changes the type of what is announced for later:
    future cooperation is AGREE, future retreat CONCEDE.
    """
    tree = facts.tree
    status, reason = _status(facts, act)
    if status == "planned" and act.type == act.match.rule.type:
        row = rules.compose("plan", act.type)
        if row is not None and row.type != "=":
            act.type, act.mode = row.type, row.mode or None
            act.trail.append(("tense.future", act.carrier))
            status = "occurred"
    if status == "planned" and act.type in ("AGREE", "CONCEDE"):
        status = "occurred"  # the commitment itself is the act (CODING.md 10)
    if act.status == "hypothetical" and status == "occurred" and _progressive(tree, act.carrier):
        return "ongoing", Reason(
            "status", "status.attempt_ongoing", (_word(facts, act.carrier),), "an attempt that goes on"
        )
    if act.status and status == "occurred":
        return act.status, Reason("status", "status.operator", (_word(facts, act.carrier),), f"by {act.trail[-1][0]}")
    return status, reason


def _status(facts: Facts, act: Act) -> tuple[str, Reason]:
    tree, carrier = facts.tree, act.carrier
    changed = any(name != "tense.future" for name, _ in act.trail) and act.type != act.match.rule.type
    for head in [carrier] if changed else dict.fromkeys([carrier, act.match.carrier, act.match.head]):
        for token, effect, rule in _scopes(facts, head):
            if effect in ("negated", "hypothetical", "planned", "ongoing"):
                return effect, Reason(
                    "status", f"modality.{rule}", (_word(facts, token),), f"{tree.word[token]!r} over the act"
                )
    for a in tree.ancestors(carrier):
        if tree.is_verb(a) and tree.dep[carrier] == "xcomp":
            found = [(t, e, r) for t, e, r in _scopes(facts, a) if e in ("negated", "hypothetical")]
            if found:
                return found[0][1], Reason("status", f"modality.{found[0][2]}", (_word(facts, found[0][0]),))
        break
    if tree.is_verb(carrier) and (_progressive(tree, carrier) or _durative(facts, carrier)):
        return "ongoing", Reason(
            "status", "tense.ongoing", (_word(facts, carrier),), "progressive, or lasting until now"
        )
    if tree.is_verb(carrier) and _going_to(tree, carrier):
        return "planned", Reason("status", "tense.future", (_word(facts, carrier),), "is to, is going to")
    return "occurred", Reason("status", "tense.plain", (_word(facts, carrier),), "told as done", 0.9)


def _scopes(facts: Facts, head: int) -> list[tuple[int, str, str]]:
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
        found = [(t, e, r) for t, e, r in _scopes(facts, first) if e != "negated" and facts.scopes[t][0] == "aux"]
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
    """``present`` for "has said", ``past`` for "had said", else empty."""
    for k in tree.kids_by(verb, "aux"):
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


# --- background ------------------------------------------------------------------------------------------------------


def background_of(facts: Facts, act: Act, has_date: bool) -> tuple[bool, Reason]:
    """True where the act only explains the news: a noun after ``following`` or ``over``, a past perfect, and in later
    sentences an undated present perfect.
    """
    tree, carrier = facts.tree, act.carrier
    if act.nominal:
        prep = _prep_above(tree, act.head)
        if prep is not None and tree.lower[prep] in _SUBORDINATE and not has_date and act.type != "CONSULT":
            return True, Reason(
                "background", "background.reason", (_word(facts, prep),), f"stands after {tree.word[prep]!r}"
            )
        if tree.kids_by(act.head, "poss") and not has_date and act.type in ("ASSAULT", "SANCTION", "COERCE"):
            return True, Reason("background", "background.known", (_word(facts, act.head),), "spoken of as known")
        return False, Reason("background", "background.none", (), "told as news", 0.8)
    form = perfect(tree, carrier)
    since = _clause_of_time(tree, carrier)
    if since is not None:
        return True, Reason(
            "background", "background.since", (_word(facts, since),), f"in a clause with {tree.word[since]!r}"
        )
    if form == "past":
        return True, Reason("background", "tense.past_perfect", (_word(facts, carrier),), "past perfect")
    lead = tree.sent_of[carrier] == 0
    if form == "present" and not lead and not has_date:
        return True, Reason(
            "background", "tense.present_perfect", (_word(facts, carrier),), "undated present perfect after the lead"
        )
    return False, Reason("background", "background.none", (), "told as news", 0.9)


def _clause_of_time(tree: Tree, verb: int) -> int | None:
    """The ``since`` of "since it invaded Y"."""
    for a in (verb, *tree.ancestors(verb)):
        if tree.dep[a] == "advcl":
            mark = next((k for k in tree.kids[a] if tree.dep[k] == "mark"), None)
            if mark is not None and tree.lower[mark] == "since":
                return mark
        if tree.dep[a] not in ("advcl", "xcomp", "conj", "dobj"):
            return None
    return None


def _prep_above(tree: Tree, i: int) -> int | None:
    i = tree.first_conjunct(i)
    head = tree.head[i]
    if tree.dep[i] == "pobj" and tree.lower[head] == "of" and tree.dep[tree.head[head]] == "pobj":
        return tree.head[tree.head[head]]
    return head if tree.dep[i] == "pobj" else None


# --- date ------------------------------------------------------------------------------------------------------------


def own_moment(facts: Facts, act: Act, last: Moment | None = None) -> tuple[Moment, Reason] | None:
    """The time expression that hangs on the act, by syntax; "a day later" counts from ``last``, the day told before."""
    tree = facts.tree
    best: tuple[int, Moment, int] | None = None
    for moment in facts.dates:
        if moment.span is None or moment.kind not in ("DATE", "TIME") or moment.open_end:
            continue
        first, end = tree.tokens_between(moment.span.start, moment.span.end)
        if first >= end or tree.sent_of[first] != tree.sent_of[act.head]:
            continue
        anchor, dated = _hangs_on(facts, first, end), moment
        if moment.start is None:
            inner = _compared(tree, first, end)
            anchor = inner if inner is not None else anchor
            dated = counted_from(moment, publication(facts), -1) if inner is not None else counted_from(moment, last)
        if dated.start is None:
            continue
        if anchor in act.heads or any(anchor == b for b in act.match.bound):
            distance = abs(first - act.head)
            if best is None or distance < best[0]:
                best = (distance, dated, anchor)
    if best is None:
        return None
    moment = directed(facts, act, best[1], best[2])
    span = (moment.span,) if moment.span else ()
    return moment, Reason("date", f"date.{moment.rule or 'expression'}", span, "hangs on the act")


def _compared(tree: Tree, first: int, end: int) -> int | None:
    """In "two days after the ministers held talks" the talks are what is counted from: their verb or noun."""
    for i in (*range(first, end), end):
        if i < len(tree) and tree.lower[i] in ("after", "before"):
            inner: int | None = tree.head[i] if tree.dep[i] == "mark" else tree.kid(i, "pobj", "pcomp")
            return inner
    return None


def counted_from(moment: Moment, last: Moment | None, sign: int = 1) -> Moment:
    """As in "a day later", "the following week": resolved from the day told before, for whole days and weeks."""
    match = _OFFSET.match(moment.value)
    if match is None or last is None or last.start is None:
        return moment
    days = int(match[2]) * {"D": 1, "W": 7}[match[3]] * (-sign if match[1] == "-" else sign)
    day = last.start + timedelta(days=days)
    if match[3] == "W":
        return replace(moment, start=day, end=day + timedelta(days=7), grain="week")
    return replace(moment, value=day.isoformat(), start=day, end=day + timedelta(days=1), grain="day")


def _hangs_on(facts: Facts, first: int, last: int) -> int:
    """The verb or noun that a time expression modifies."""
    tree = facts.tree
    outer = next((i for i in range(first, last) if not first <= tree.head[i] < last), first)
    i = outer
    for a in tree.ancestors(outer):
        if tree.dep[i] in ("npadvmod", "tmod", "advmod", "nmod", "compound", "appos", "poss", "amod") or tree.is_verb(
            a
        ):
            return a
        if tree.tag[a] in ("IN", "TO") or (tree.dep[i] == "prep" and tree.tag[i] != "IN"):
            i = a
            continue
        if tree.is_noun(a) or tree.is_verb(a):
            return a
        i = a
    return i


def directed(facts: Facts, act: Act, moment: Moment, anchor: int) -> Moment:
    """A bare "Friday" is the next one where the act lies ahead."""
    inner = anchor in (act.match.head, act.match.carrier) and act.match.carrier != act.carrier
    ahead = any(effect == "planned" for _, effect, _ in _scopes(facts, act.match.carrier)) or (
        inner and bool(act.trail) and act.type in ("AGREE", "CONCEDE", "REQUEST")
    )
    if moment.directed or not ahead or not moment.other or not _DAY.match(moment.other):
        return moment
    day = date.fromisoformat(moment.other)
    return replace(moment, value=moment.other, start=day, end=day + timedelta(days=1), rule=f"{moment.rule}.ahead")


def publication(facts: Facts) -> Moment | None:
    """The publication day as a moment."""
    day = facts.published
    if day is None:
        return None
    return Moment(day.isoformat(), "DATE", day, day + timedelta(days=1), "day", None, "publication")


# --- place -----------------------------------------------------------------------------------------------------------


def own_place(facts: Facts, act: Act) -> tuple[Place, Reason] | None:
    """The phrase of place that hangs on the act, or on a forum that the act names ("talks at the meeting in X")."""
    tree = facts.tree
    best: tuple[int, Place] | None = None
    for token, place in facts.places.items():
        if tree.sent_of[token] != tree.sent_of[act.head]:
            continue
        steps, i = 0, token
        for a in tree.ancestors(token):
            if a in act.heads:
                break
            if tree.is_verb(a) or (tree.is_noun(a) and steps > 3):
                steps = 99
                break
            steps += tree.is_noun(a)
            i = a
        else:
            steps = 99
        if steps < 99 and i != act.head and (best is None or steps < best[0]):
            best = (steps, place)
    if best is None:
        return None
    return best[1], Reason("place", best[1].rule, (best[1].span,) if best[1].span else (), "where the act is placed")


def where_done(facts: Facts, act: Act) -> tuple[Place, Reason] | None:
    """An invasion happens in the country that is invaded (rows whose ``note`` is ``there``)."""
    for entity in act.recipients:
        if entity.span is not None and entity.id in facts.lexicon.known and entity.sector == "GOV":
            place = Place(entity.name, entity.country, entity.span, grain="country", rule="place.there", score=0.8)
            return place, Reason("place", "place.there", (entity.span,), "done in the country that it is done to", 0.8)
    return None


# --- contexts, evidence, who says ------------------------------------------------------------------------------------


def contexts_of(facts: Facts, rules: RuleLexicon, act: Act, first: int, last: int) -> tuple[tuple[str, ...], Reason]:
    """PLOVER contexts: those of the rule, then those that words of the evidence show, then of the sentence."""
    tree = facts.tree
    own = [c for c in act.match.rule.cell("contexts").split("|") if c]
    for where, (a, b) in (("evidence", (first, last)), ("sentence", tree.sents[tree.sent_of[act.head]])):
        shown = _shown(tree, rules, a, b)
        if own or shown:
            spans = tuple(_word(facts, i) for i in sorted(shown.values()))
            return tuple(dict.fromkeys([*own, *sorted(shown)])), Reason("contexts", f"context.{where}", spans, "", 0.8)
    return (), Reason("contexts", "context.none", (), "no word shows one", 0.5)


def _shown(tree: Tree, rules: RuleLexicon, first: int, last: int) -> dict[str, int]:
    """Contexts that the words show, with the token of each; a pair ("tear gas") blocks its single words."""
    found: dict[str, int] = {}
    i = last - 1
    while i >= first:
        forms = _forms(tree, i)
        word = next((w for w in forms if w in rules.contexts), None)
        if word is not None:
            found[rules.contexts[word]] = i
        i -= 2 if word is not None and word == forms[0] else 1
    return found


def _forms(tree: Tree, i: int) -> tuple[str, ...]:
    pair = f"{tree.lower[i - 1]} {tree.lemma[i]}" if i else ""
    return (pair, tree.lemma[i], tree.lower[i])


def evidence_range(facts: Facts, act: Act) -> tuple[int, int]:
    """The shortest run of tokens that carries the act: head, frame, sides; auxiliaries taken in."""
    tree = facts.tree
    sentence = tree.sent_of[act.head]
    below = set(tree.subtree(act.match.head)) | set(tree.subtree(act.carrier))
    tokens = [t for t in act.tokens if t in below and tree.sent_of[t] == sentence]
    for t in list(tokens):
        if tree.is_verb(t):
            tokens += [k for k in tree.kids[t] if tree.dep[k] in ("aux", "auxpass", "neg", "prt") and k < max(tokens)]
        mention = facts.by_token.get(t)
        if mention is not None and mention.named:
            tokens.append(mention.first)
    tokens += [h for h in act.heads if tree.sent_of[h] == sentence]
    first = min(left_edge(tree, t) if tree.is_noun(t) else t for t in tokens)
    last = max(tokens) + 1
    while last < len(tree) and tree.word[last] in ("'s", "’s") and tree.head[last] < last:
        last += 1
    return first, last


def said_by(act: Act) -> Entity | None:
    """Who reports the act, where it is not the reporter."""
    return act.says[0] if act.says else None


def _word(facts: Facts, i: int) -> Span:
    return facts.span(i, i + 1)
