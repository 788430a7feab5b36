"""The day of an act that no time expression hangs on: that of its clause, of the story, or none where the text looks
back.

``of_clause``: the day stands with the verb above ("On Monday X wrote to Y, giving up the claim"). ``narrated``: the
story has come to a day. ``looks_back``: it has gone back to what was before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from ..annotate.facts import Facts
from ..annotate.tree import Tree
from ..records import Event, Moment, Reason
from .acts import Act
from .settle import hangs_on, lies_ahead
from .standing import perfect

_DAYS_BACK = 14
_OLD = 7
_PHRASE = frozenset("IN DT NN NNS NNP NNPS JJ PRP$ POS CD".split())
_LONG = timedelta(days=21)
_STEPS = 4  # clauses between an act and the verb that has the day
_MEANWHILE = frozenset({"when", "while", "as", "where"})
_BY_DOING = frozenset({"by", "in", "while"})
_SHORT = frozenset({"hour", "minute", "second", "moment"})
_WITHIN = frozenset({"in", "at", "during"})
_RISES = frozenset({"become", "elect", "reelect", "appoint"})
_OFFICE = frozenset({"office", "power"})
_ITSELF = frozenset({"it", "they", "he", "she", "we"})
_MAIN = ("ROOT", "conj", "ccomp", "parataxis")


def _verb(act: Act) -> int:
    """The verb whose time is that of the act: the saying, where it is done by saying it."""
    return act.says_at if act.says_at >= 0 else act.carrier


def _past(tree: Tree, verb: int) -> bool:
    return tree.tag[verb] == "VBD" or any(tree.tag[k] == "VBD" for k in tree.kids_by(verb, "aux", "auxpass"))


def of_clause(facts: Facts, act: Act, status: str) -> tuple[Moment, Reason] | None:
    """The time expression that hangs on the verb above the act, where the act is part of what that verb tells or goes
    on with it: a participle, a purpose, the second of two verbs, what happened "when" it did. A plan is of no told day.
    """
    tree, verb = facts.tree, _verb(act)
    if act.nominal and status != "planned" and (moment := _in_phrase(facts, act)) is not None:
        return moment, _because(moment, "hangs on what the noun is about")
    if act.nominal or status == "planned" or not tree.is_verb(verb):
        return None
    for step in range(_STEPS):
        moment = _on_verb(facts, verb) if (step and not _is_rise(tree, verb)) or _goes_on(tree, act) else None
        moment = moment or _hours_from(facts, verb) or _of_occasion(facts, verb)
        if moment is not None:
            return moment, _because(moment, "hangs on the clause above")
        above = _clause_above(tree, verb)
        if above is None:
            return None
        verb = above
    return None


def _because(moment: Moment, why: str) -> Reason:
    span = (moment.span,) if moment.span is not None else ()
    return Reason("date", f"date.{moment.rule or 'expression'}", span, why, 0.8)


def _is_rise(tree: Tree, verb: int) -> bool:
    """As in "became president in June and closed the border": when he came to office dates nothing he did there."""
    what = tree.kid(verb, "dobj")
    return tree.lemma[verb] in _RISES or (
        tree.lemma[verb] == "take" and what is not None and tree.lemma[what] in _OFFICE
    )


def _goes_on(tree: Tree, act: Act) -> bool:
    """As in "said on Monday that it was closing its embassy": of the day on which it is said."""
    verb = act.carrier
    helpers = {tree.lower[k] for k in tree.kids_by(verb, "aux")}
    if act.says_at < 0 or tree.tag[verb] != "VBG" or not helpers & {"is", "are", "was", "were"}:
        return False
    return any(tree.lower[k] in _ITSELF for k in tree.kids_by(verb, "nsubj"))


def _told(facts: Facts) -> Iterator[tuple[Moment, int, int]]:
    """The days, months and years on the calendar that bound nothing, with their first word and the noun or verb that
    they hang on.
    """
    for moment in facts.dates:
        if moment.span is None or moment.start is None or moment.kind not in ("DATE", "TIME"):
            continue
        first, end = facts.tree.tokens_between(moment.span.start, moment.span.end)
        if first < end and not (moment.open_start or moment.open_end):
            yield moment, first, hangs_on(facts, first, end)


def _of_occasion(facts: Facts, verb: int) -> Moment | None:
    """As in "In Tuesday's ruling the court jailed him", "at last week's summit they signed": whose day it is."""
    tree = facts.tree
    for moment, first, noun in _told(facts):
        prep = tree.head[noun]
        is_its = any(tree.dep[k] == "poss" and tree.head[k] == noun for k in range(first, noun))
        if is_its and tree.dep[noun] == "pobj" and tree.lower[prep] in _WITHIN and tree.head[prep] == verb:
            return None if lies_ahead(facts, moment) else moment
    return None


def _in_phrase(facts: Facts, act: Act) -> Moment | None:
    """As in "the violence against farmers on March 2": the day hangs on the farmers and is that of the violence. The
    parser may hang it on the verb before them: what is long ago stands with the noun, of which nothing parts it.
    """
    tree, today = facts.tree, facts.published
    for moment, first, noun in _told(facts):
        if first <= act.head or tree.tag[first - 1] != "IN" or lies_ahead(facts, moment):
            continue
        is_old = today is not None and moment.end is not None and (today - moment.end).days > _OLD
        if is_old and noun < act.head and all(tree.tag[k] in _PHRASE for k in range(act.head + 1, first)):
            return moment
        if noun <= act.head or first <= noun or not tree.is_noun(noun):
            continue
        above = [a for a in tree.ancestors(noun) if a >= act.head]
        if act.head in above and not any(tree.is_verb(a) for a in above):
            return moment
    return None


def _clause_above(tree: Tree, verb: int) -> int | None:
    """The verb that tells the same time as ``verb`` one clause further up."""
    dep, above = tree.dep[verb], tree.head[verb]
    helpers = {tree.lower[k] for k in tree.kids_by(verb, "aux")}
    if helpers & {"had", "having", "has", "have", "will", "would"}:
        return None
    marks = {tree.lower[k] for k in tree.kids_by(verb, "mark", "advmod") if tree.tag[k] in ("IN", "WRB")}
    if (dep == "acl" and tree.tag[verb] == "VBG" and tree.dep[above] == "dobj") or (
        dep == "pcomp" and tree.lower[above] in _BY_DOING
    ):
        above = tree.head[above]
    elif dep == "conj":
        if tree.tag[above] != tree.tag[verb]:
            return None
    elif dep == "advcl":
        same = not marks and (tree.tag[verb] == "VBG" or "to" in helpers)
        if not same and not (marks & _MEANWHILE and _past(tree, verb)):
            return None
    elif dep != "xcomp":
        return None
    return above if tree.is_verb(above) and above != verb else None


def _on_verb(facts: Facts, verb: int) -> Moment | None:
    """The first day, month or year that hangs on a verb."""
    tree = facts.tree
    for moment in facts.dates:
        if moment.span is None or moment.start is None or moment.kind not in ("DATE", "TIME"):
            continue
        first, end = tree.tokens_between(moment.span.start, moment.span.end)
        if moment.open_start or moment.open_end:
            continue  # "had until Thursday", "since May"
        here = first < end and tree.sent_of[first] == tree.sent_of[verb]
        if here and not lies_ahead(facts, moment) and hangs_on(facts, first, end) == verb:
            return moment
    return None


def _hours_from(facts: Facts, verb: int) -> Moment | None:
    """As in "Hours before the plane crashed on Friday, the rebels fired": the same day."""
    tree = facts.tree
    for clause in tree.kids_by(verb, "advcl"):
        mark = next((k for k in tree.kids_by(clause, "mark") if tree.lower[k] in ("before", "after")), None)
        if mark is None or not mark or tree.lemma[mark - 1] not in _SHORT:
            continue
        moment = _on_verb(facts, clause)
        if moment is not None and moment.grain == "day":
            return moment
    return None


def narrated(facts: Facts, act: Act, last: Moment | None, events: Sequence[Event] = ()) -> tuple[Moment, Reason] | None:
    """The day that the story has come to: plain past news without a date, after a sentence with one, is of the same day
    ("On Tuesday X met Y ... They agreed to ..."). In another paragraph only what the same people do. Nothing in the
    present tense of headlines, nothing long ago.
    """
    tree, today = facts.tree, facts.published
    verb = _verb(act)
    if act.nominal or not _past(tree, verb) or today is None:
        return None
    if any(tree.lower[k] == "if" for k in tree.kids_by(verb, "mark")):
        return None
    moment = day_told(facts, act, last)
    if moment is None or moment.start is None or moment.span is None:
        return None
    apart = "\n\n" in tree.text[moment.span.end : tree.start[verb]]
    if (apart and not _same_people(act, moment, events)) or not 0 < (today - moment.start).days <= _DAYS_BACK:
        return None
    reason = Reason("date", "date.narrative", (moment.span,), "no date told: the day the story has come to", 0.6)
    return replace(moment, rule="narrative"), reason


def day_told(facts: Facts, act: Act, last: Moment | None) -> Moment | None:
    """The last day told before an act: of an event (``last``), or of anything else in the plain past."""
    told = [last, _day_before(facts, _verb(act))]
    known = [m for m in told if m is not None and m.start is not None and m.span is not None]
    return max(known, key=lambda m: m.span.start if m.span else 0, default=None)


def _same_people(act: Act, moment: Moment, events: Sequence[Event]) -> bool:
    """True where whoever acts did something on that day before."""
    mine = {e.key for e in act.actors}
    that = [e for e in events if e.date is not None and e.date.span == moment.span and not e.background]
    return any(mine & {a.key for a in e.actors} for e in that)


def _day_before(facts: Facts, verb: int) -> Moment | None:
    """The last day that is told before ``verb`` of something that the text tells in the plain past."""
    tree = facts.tree
    for moment in reversed(facts.dates):
        if moment.span is None or moment.grain != "day" or moment.kind != "DATE" or moment.start is None:
            continue
        first, end = tree.tokens_between(moment.span.start, moment.span.end)
        if first >= end or first > verb or tree.sent_of[first] > tree.sent_of[verb]:
            continue
        anchor = hangs_on(facts, first, end)
        if tree.tag[anchor] == "VBD" and tree.dep[anchor] in _MAIN:
            return moment
    return None


def looks_back(facts: Facts, act: Act, events: Sequence[Event] = ()) -> Reason | None:
    """Why plain past without a date is background: in its paragraph the story has gone back to a day, month or year
    weeks ago ("In 2015 X invaded Y. Y called on Z for help"). What somebody says of it is of today, and what he did
    before in the news.
    """
    tree, today, verb = facts.tree, facts.published, _verb(act)
    said = bool(act.says) or act.status == "said" or act.says_at >= 0 or act.type in ("ACCUSE", "THREATEN")
    if act.nominal or said or today is None or not _past(tree, verb):
        return None
    mine = {e.key for e in act.actors}
    if any(e.type == act.type and not e.background and mine & {a.key for a in e.actors} for e in events):
        return None
    for moment in reversed(facts.dates):
        if moment.span is None or moment.kind != "DATE" or moment.start is None or moment.end is None:
            continue
        first, end = tree.tokens_between(moment.span.start, moment.span.end)
        if first >= end or tree.sent_of[first] >= tree.sent_of[verb]:
            continue
        if "\n\n" in tree.text[moment.span.end : tree.start[verb]]:
            return None
        anchor = hangs_on(facts, first, end)
        if tree.is_verb(anchor) and tree.dep[anchor] in _MAIN and (_past(tree, anchor) or perfect(tree, anchor)):
            old = today - moment.end >= _LONG
            return (
                Reason("background", "background.looks_back", (moment.span,), "told of that time", 0.7) if old else None
            )
    return None
