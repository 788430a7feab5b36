"""When and where an act was, in which contexts, and which words carry it.

Each decision returns its ``Reason``: the words that show it, or the silence that does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..annotate.facts import Facts
from ..annotate.phrases import attribute_above, left_edge, prep_objects
from ..annotate.tree import Tree
from ..records import Entity, Event, Moment, Place, Reason
from .acts import Act, word_span
from .standing import scopes_over

_OFFSET = re.compile(r"^([+-])P(\d+)([DW])$")
_MONTH = re.compile(r"^\d{4}-\d\d$")
_WEEK = timedelta(days=7)
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_DOCUMENTS = frozenset(
    "statement release communique communiqué declaration letter note memo tweet post message telegram speech address"
    " remark interview broadcast briefing conference report article editorial op-ed call ceremony hearing"
    " filing".split()
)
_IN_DOCUMENTS = frozenset("in at during via through to with by".split())  # "according to"
_SUFFERERS = frozenset("target subject object victim scene site focus".split())


def _without_clauses(tree: Tree, i: int) -> list[int]:
    """``i`` and what hangs on it, other verbs and what hangs on them left out."""
    found, todo = [], [i]
    while todo:
        j = todo.pop()
        found.append(j)
        todo += [k for k in tree.kids[j] if not tree.is_verb(k) or tree.dep[k] in ("prep", "amod")]
    return sorted(found)


_GATHERINGS = frozenset(
    "summit meeting conference session assembly forum congress gathering sideline sidelines margin margins fringe "
    "fringes council dialogue".split()
)


def own_moment(facts: Facts, act: Act, last: Moment | None = None) -> tuple[Moment, Reason] | None:
    """The time expression that hangs on the act, by syntax; "a day later" counts from ``last``, the day told before."""
    return _hanging_moment(facts, act, last, since=False) or _hanging_moment(facts, act, last, since=True)


def lies_ahead(facts: Facts, moment: Moment) -> bool:
    """True for what comes after the day of publication."""
    return facts.published is not None and moment.start is not None and moment.start > facts.published


def _hanging_moment(facts: Facts, act: Act, last: Moment | None, *, since: bool) -> tuple[Moment, Reason] | None:
    """The nearest expression that hangs on the act; with ``since`` of those that tell when it began, else of others."""
    tree = facts.tree
    best: tuple[int, Moment, int] | None = None
    for moment in facts.dates:
        if moment.span is None or moment.kind not in ("DATE", "TIME") or moment.open_end != since:
            continue
        first, end = tree.tokens_between(moment.span.start, moment.span.end)
        if first >= end or tree.sent_of[first] != tree.sent_of[act.head]:
            continue
        if _of_cause(facts, act, first):
            continue
        anchor, dated = hangs_on(facts, first, end), moment
        if moment.start is None:
            inner = _compared(tree, first, end)
            anchor = inner if inner is not None else anchor
            dated = counted_from(moment, publication(facts), -1) if inner is not None else counted_from(moment, last)
        if dated.start is None:
            continue
        mine = anchor in act.heads or anchor in act.match.bound or _by_saying(act, anchor)
        mine = mine or anchor == _suffered(tree, act.head)
        mine = mine or _in_document(tree, anchor) in (*act.heads, act.says_at)
        mine = mine or (act.nominal and _right_after(tree, act.head, first, anchor))
        mine = mine and not _inner_plan(facts, act, moment, anchor)
        if mine or (act.nominal and act.type == "CONSULT" and _follows(tree, act.head, first, anchor)):
            distance = abs(first - act.head)
            if best is None or distance < best[0]:
                best = (distance, dated, anchor)
    if best is None:
        return None
    moment = directed(facts, act, best[1], best[2])
    span = (moment.span,) if moment.span else ()
    return moment, Reason("date", f"date.{moment.rule or 'expression'}", span, "hangs on the act")


def _of_cause(facts: Facts, act: Act, first: int) -> bool:
    """As in "closed its consulate following a raid earlier this month", "jailed him for the murder of a guard in 2019":
    the day is that of the noun before it, which tells why.
    """
    tree, noun = facts.tree, first - 1
    while noun > 0 and tree.tag[noun] in ("IN", ",") and tree.tag[noun - 1] not in ("VBD", "VBZ", "VBN"):
        noun -= 1
    if noun <= act.head or not tree.is_noun(noun) or noun in act.heads:
        return False
    for a in tree.ancestors(noun):
        if a in act.heads:
            return False
        if tree.lower[a] in _CAUSES and tree.head[a] in (*act.heads, tree.head[act.head]):
            return True
        if tree.lower[a] == "for" and act.type in ("ACCUSE", "COERCE", "SANCTION"):
            return any(tree.lemma[k] in _VIOLENCE for k in range(a, first))
    return False


_CAUSES = frozenset({"following", "over", "amid", "despite"})


def _by_saying(act: Act, anchor: int) -> bool:
    """What is done by saying it, and a promise, is of the day on which it is said."""
    return anchor == act.says_at and (act.status == "said" or act.type in ("AGREE", "CONCEDE"))


def _inner_plan(facts: Facts, act: Act, moment: Moment, anchor: int) -> bool:
    """In "announced the reopening of the border in April" the day is that of what is promised, not of the promise.

    The parser may hang it on the verb: in the present tense of headlines another month than this one is not its own.
    """
    tree, today = facts.tree, facts.published
    if act.type not in ("AGREE", "CONCEDE") or not moment.other or moment.start is None:
        return False
    if anchor in act.match.bound and anchor != act.carrier and tree.is_noun(anchor):
        return True
    present = tree.tag[anchor] in ("VBZ", "VBP") and moment.grain == "month"
    return present and today is not None and moment.end is not None and not moment.start <= today < moment.end


def _in_document(tree: Tree, anchor: int) -> int | None:
    """The verb that is said or done in a document of a day: "denounced it in a letter sent on Friday"."""
    noun = tree.head[anchor] if tree.dep[anchor] == "acl" and tree.tag[anchor] == "VBN" else anchor
    prep = tree.head[noun]
    if tree.dep[noun] != "pobj" or tree.lemma[noun] not in _DOCUMENTS or tree.lower[prep] not in _IN_DOCUMENTS:
        return None
    return tree.head[prep]


def _suffered(tree: Tree, noun: int) -> int | None:
    """The verb in "was the target of an attack", "has been the subject of sanctions since 2011"."""
    what = attribute_above(tree, noun)
    return tree.head[what] if what is not None and tree.lemma[what] in _SUFFERERS else None


def _right_after(tree: Tree, noun: int, first: int, anchor: int) -> bool:
    """In "After talks on Monday, the ministers signed" the day stands beside the talks and before the verb."""
    return noun < first <= noun + 2 and first < anchor and (first == noun + 1 or tree.tag[first - 1] == "IN")


def _follows(tree: Tree, noun: int, first: int, anchor: int) -> bool:
    """In "agreed to ... following talks at the summit in X on Friday" the day is that of the talks, though the parser
    may hang it on the verb before them: no verb stands between.
    """
    between = range(noun + 1, first)
    return noun < first and anchor < noun and not any(tree.is_verb(i) and tree.dep[i] != "amod" for i in between)


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


def hangs_on(facts: Facts, first: int, last: int) -> int:
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
    ahead = any(effect == "planned" for _, effect, _ in scopes_over(facts, act.match.carrier)) or (
        inner and bool(act.trail) and act.type in ("AGREE", "CONCEDE", "REQUEST")
    )
    if moment.directed or not ahead or not moment.other or anchor == act.says_at:
        return moment
    if _MONTH.match(moment.other):
        first = date.fromisoformat(f"{moment.other}-01")
        end = (first + timedelta(days=31)).replace(day=1)
        return replace(moment, value=moment.other, start=first, end=end, rule=f"{moment.rule}.ahead")
    if not _DAY.match(moment.other):
        return moment
    if any(facts.tree.lower[i] in ("following", "after") for i in range(anchor, _token(facts, moment))):
        return moment  # "agreed to widen it following talks on Wednesday"
    day, today = date.fromisoformat(moment.other), facts.published
    if today is not None and moment.start is not None and (day - today) > 3 * (today - moment.start) + _WEEK:
        return moment  # "February 6" two days after it is no plan for next year
    return replace(moment, value=moment.other, start=day, end=day + timedelta(days=1), rule=f"{moment.rule}.ahead")


def _token(facts: Facts, moment: Moment) -> int:
    return facts.tree.token_at(moment.span.start) if moment.span is not None else 0


def publication(facts: Facts) -> Moment | None:
    """The publication day as a moment."""
    day = facts.published
    if day is None:
        return None
    return Moment(day.isoformat(), "DATE", day, day + timedelta(days=1), "day", None, "publication")


def own_place(facts: Facts, act: Act) -> tuple[Place, Reason] | None:
    """The phrase of place that hangs on the act, or on a forum that the act names ("talks at the meeting in X")."""
    tree = facts.tree
    best: tuple[int, Place] | None = None
    for token, place in facts.places.items():
        if tree.sent_of[token] != tree.sent_of[act.head]:
            continue
        if act.type == "COERCE" and of_violence(facts, act.head, token):
            continue
        steps, i = 0, token
        for a in tree.ancestors(token):
            if a in act.heads:
                break
            if tree.dep[i] == "appos" and tree.tag[i] == "NN" and i not in facts.places:
                steps = 99  # "arrest X, a suspect in the 1982 attack in Paris"
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


def of_violence(facts: Facts, head: int, token: int) -> bool:
    """True where a place is that of an attack that the act's clause only names: "a man behind the attack in Nice was
    arrested".
    """
    for a in facts.tree.ancestors(token):
        if a == head:
            return False
        if facts.tree.is_noun(a) and facts.tree.lemma[a] in _VIOLENCE:
            return True
    return False


_VIOLENCE = frozenset("attack bombing massacre murder assassination shooting killing blast explosion siege".split())
_ON_THE_SPOT = frozenset({"ASSAULT", "COERCE", "PROTEST"})


def narrated_place(facts: Facts, act: Act, events: Sequence[Event]) -> tuple[Place, Reason] | None:
    """Where the story is: what follows an attack or a protest in the next sentence happens there ("Two suspects were
    arrested"), where that sentence names no place of its own.
    """
    tree, here = facts.tree, facts.tree.sent_of[act.head]
    held = act.type != "COERCE" or act.mode == "arrest"
    if act.type not in _ON_THE_SPOT or not held or any(tree.sent_of[i] == here for i in facts.places):
        return None
    for event in reversed(events):
        sentence = tree.sent_of[tree.token_at(event.predicate.start)]
        if event.type in _ON_THE_SPOT and event.place is not None and not event.background and 0 < here - sentence <= 2:
            place = replace(event.place, rule="place.narrative", score=0.5)
            span = (place.span,) if place.span is not None else ()
            return place, Reason("place", "place.narrative", span, "where the story is", 0.5)
    return None


def where_done(facts: Facts, act: Act) -> tuple[Place, Reason] | None:
    """An invasion happens in the country that is invaded (rows whose ``note`` is ``there``)."""
    for entity in act.recipients:
        if entity.span is not None and entity.id in facts.lexicon.known and entity.sector == "GOV":
            place = Place(entity.name, entity.country, entity.span, grain="country", rule="place.there", score=0.8)
            return place, Reason("place", "place.there", (entity.span,), "done in the country that it is done to", 0.8)
    return None


def forum_of(facts: Facts, act: Act) -> Reason | None:
    """Why a meeting is multilateral: it is held at a meeting of an organisation ("at the ASEAN summit")."""
    tree = facts.tree
    hanging = [k for n in act.heads for k in _without_clauses(tree, n)]
    for i in (h for n in hanging for h in prep_objects(tree, n, "at", "during", "on", "alongside")):
        inner = [i, *prep_objects(tree, i, "of")]
        for noun in inner:
            if tree.lemma[noun] not in _GATHERINGS and tree.lower[noun] not in _GATHERINGS:
                continue
            below = [m for k in tree.subtree(noun) if (m := facts.by_token.get(k)) is not None]
            if any(e.country == "IGO" for m in below for e in m.entities):
                return Reason("mode", "mode.forum", (word_span(facts, noun),), "at a meeting of an organisation", 0.8)
    return None


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
