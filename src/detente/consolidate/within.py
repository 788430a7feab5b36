"""Within one document: tellings of one act become one event, and events of one story are linked.

Two events are one act when they have the same type, the same sides (states and their governments, ministers and heads
count as one side), and days that do not contradict each other. A *story* is what happens between the same sides: the
agreement of the first sentence and its retelling in the last carry the same ``story`` id. What the participants of a
meeting say or agree there is given the meeting's day and place, where the text tells none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from ..records import Entity, Event, Measure, Moment, Reason, Tie, content_id

_UNORDERED = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT", "ASSAULT"})
_AT_MEETINGS = frozenset({"AGREE", "SUPPORT", "CONCEDE"})
_STATE = frozenset({"GOV"})
_APART = frozenset({"negated", "hypothetical"})  # what was tried, or did not happen, is not what happened
_NAMED = frozenset({"actor.person", "actor.title", "coref.counterpart", "coref.last_name"})
_DESCRIBED = frozenset({"coref.owner", "actor.role", "actor.bare"})


def consolidate(events: list[Event], ties: list[Tie]) -> tuple[list[Event], list[Tie]]:
    """Joined events with their stories, and joined ties, both in text order."""
    return link(at_meetings(join(events))), join_ties(ties)


def side(entity: Entity) -> str:
    """What an entity counts as when sides are compared: its state for a government, else its id or name."""
    if entity.sector in _STATE and entity.country:
        within = entity.how == "actor.country" and len(entity.id) == 3
        return entity.id if within else entity.country  # Somaliland is not Somalia
    return entity.id or entity.name.lower()


def _set(entities: Iterable[Entity]) -> frozenset[str]:
    return frozenset(side(e) for e in entities)


def join(events: list[Event]) -> list[Event]:
    """One event for one act; the telling that says most gives the fields, every telling is kept."""
    joined: list[Event] = []
    for event in events:
        for n, other in enumerate(joined):
            if same_act(other, event):
                joined[n] = _merged(other, event)
                break
        else:
            joined.append(event)
    return joined


def same_act(a: Event, b: Event) -> bool:
    """True where two tellings tell one act."""
    if a.type != b.type or (a.status != b.status and _APART & {a.status, b.status}):
        return False
    if a.mode and b.mode and a.mode != b.mode and a.type != "CONSULT":
        return False
    if _told(a) and _told(b) and not _days_agree(a.date, b.date):
        return False
    if _told(a) != _told(b) and _long_apart(a.date, b.date):
        return False
    if a.type == "ASSAULT" and _completes(a, b):
        return True
    a_actors, b_actors = _set(a.actors), _set(b.actors)
    a_all, b_all = a_actors | _set(a.recipients), b_actors | _set(b.recipients)
    if a.type == "CONSULT":
        if _other_people(a, b):
            return False
        return a_all == b_all or (len(b_all & a_all) >= 2 and (a_all <= b_all or b_all <= a_all))
    return a_actors == b_actors and a_all == b_all


_TAKEN_UP = re.compile(r"\b(?:the|this|that|these|those) (?:\w+ )?(?:attack|strike|bombing|assault|shooting|raid)s?\b")


def _completes(a: Event, b: Event) -> bool:
    """As in "A refinery was hit by drones ... it had carried out the attack": one tells who, the other whom."""
    if a.background or b.background or a.evidence.start > b.evidence.start:
        return False
    one_each = bool(a.recipients and not a.actors and b.actors and not b.recipients)
    return one_each and _TAKEN_UP.search(b.evidence.text.lower()) is not None


def _other_people(a: Event, b: Event) -> bool:
    """Two meetings of one pair of states are two where other people of theirs meet."""
    mine = {e.country: e.name for e in a.actors if e.how in _NAMED or e.id.islower()}
    theirs = {e.country: e.name for e in b.actors if e.how in _NAMED or e.id.islower()}
    return any(mine[c] != theirs[c] for c in mine.keys() & theirs.keys())


def _told(event: Event) -> bool:
    return event.date is not None and event.date.rule not in ("narrative", "publication")


def _long_apart(a: Moment | None, b: Moment | None) -> bool:
    """True for what is told as of years ago and what is told as news."""
    if a is None or b is None or a.start is None or b.start is None or a.end is None or b.end is None:
        return False
    return max(a.start, b.start) - min(a.end, b.end) > _LONG


_LONG = timedelta(days=90)


def _days_agree(a: Moment | None, b: Moment | None) -> bool:
    if a is None or b is None or a.start is None or b.start is None or a.end is None or b.end is None:
        return True
    return a.start < b.end and b.start < a.end


def _merged(a: Event, b: Event) -> Event:
    """``a`` with what ``b`` adds: a told date, a place, fuller names, a mode, contexts."""
    date = a.date if _told(a) or not _told(b) else b.date
    if a.date is None and b.date is not None and not a.background:
        date = b.date
    reasons = [*a.reasons]
    scale = b if b.mode and not a.mode else a  # code and scores go with the mode
    moved = (("date", date is not a.date), ("place", a.place is None and b.place is not None), ("cameo", scale is b))
    for name, changed in moved:
        if changed:
            reasons = [r for r in reasons if r.field != name] + [r for r in b.reasons if r.field == name]
    reasons += [r for r in b.reasons if r.field == "quantities" and r not in reasons]
    if set(b.contexts) - set(a.contexts):
        reasons += [r for r in b.reasons if r.field == "contexts" and r not in reasons]
    reasons.append(Reason("tellings", "within.same_act", (b.evidence,), f"told again ({b.rule})", b.score))
    return replace(
        a,
        mode=a.mode or b.mode,
        cameo=scale.cameo,
        goldstein=scale.goldstein,
        intensity=scale.intensity,
        date=date,
        place=a.place or b.place,
        actors=_fuller(a.actors or b.actors, (*b.actors, *b.recipients)),
        recipients=_recipients(a, b),
        background=a.background and b.background,
        contexts=tuple(dict.fromkeys([*a.contexts, *b.contexts])),
        tellings=(*a.tellings, *b.tellings),
        score=max(a.score, b.score),
        reasons=tuple(reasons),
        quantities=_measured(a, b),
    )


def _measured(a: Event, b: Event) -> tuple[Measure, ...]:
    """The measures of both tellings, the same told twice once; what differs stands side by side."""
    known = {(m.kind, m.quantity.value, m.quantity.low, m.quantity.high, m.what) for m in a.quantities}
    more = (m for m in b.quantities if (m.kind, m.quantity.value, m.quantity.low, m.quantity.high, m.what) not in known)
    return (*a.quantities, *more)


def _recipients(a: Event, b: Event) -> tuple[Entity, ...]:
    if a.recipients:
        return _fuller(a.recipients, (*b.recipients, *b.actors))
    return () if _overlap(a, b) else b.recipients


def _overlap(a: Event, b: Event) -> bool:
    return bool(_set(b.recipients) & _set(a.actors))


def _fuller(a: tuple[Entity, ...], b: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The sides of ``a``, a described or unnamed one replaced by the person whom ``b`` names."""
    by_side: dict[str, list[Entity]] = {}
    for e in b:
        by_side.setdefault(side(e), []).append(e)
    made = []
    for e in a:
        others = by_side.get(side(e), [])
        better = [o for o in others if o.how in _NAMED]
        vague = e.how in _DESCRIBED and bool(e.office)
        made.append(better[0] if vague and len(better) == 1 else e)
    return tuple(made)


def at_meetings(events: list[Event]) -> list[Event]:
    """What participants of a meeting agree or say happens on its day, and there, unless the text says else."""
    meetings = [e for e in events if e.type == "CONSULT" and not e.background and _told(e)]
    made = []
    for event in events:
        open_day = event.type in _AT_MEETINGS and not _told(event) and not event.background
        mine = _set(event.actors) | _set(event.recipients) if open_day and event.status == "occurred" else frozenset()
        found = [m for m in meetings if mine and mine == _set(m.actors) | _set(m.recipients)]
        made.append(_moved(event, found[0]) if found else event)
    return made


def _moved(event: Event, meeting: Event) -> Event:
    reasons = [r for r in event.reasons if r.field != "date"]
    reasons.append(
        Reason("date", "within.meeting", (meeting.evidence,), "the day of the meeting of the same sides", 0.8)
    )
    place = event.place
    same_people = {e.key for e in event.actors} == {e.key for e in meeting.actors}
    if place is None and meeting.place is not None and same_people:
        place = meeting.place
        reasons = [r for r in reasons if r.field != "place"]
        reasons.append(
            Reason("place", "within.meeting", (meeting.evidence,), "the place of the meeting of the same people", 0.7)
        )
    return replace(event, date=meeting.date, place=place, reasons=tuple(reasons))


def link(events: list[Event]) -> list[Event]:
    """Give events between the same sides one ``story``."""
    made: list[Event] = []
    stories: dict[frozenset[str], list[tuple[Event, str]]] = {}
    for event in events:
        mine = _set(event.actors) | _set(event.recipients)
        story = next((s for e, s in stories.get(mine, []) if _one_story(e, event)), "")
        if not story:
            story = content_id("s", event.document, sorted(mine), event.type, event.evidence.start)
            stories.setdefault(mine, []).append((event, story))
        made.append(replace(event, story=story))
    return [_known_by_story(e, made) for e in made]


def _one_story(a: Event, b: Event) -> bool:
    quiet = _UNORDERED - {"ASSAULT"}
    return a.type == b.type or (a.type in quiet and b.type in quiet)


def _known_by_story(event: Event, events: list[Event]) -> Event:
    """An undated retelling of the lead's own story is no background."""
    if not event.background or event.date is not None:
        return event
    first = next((e for e in events if e.story == event.story and e is not event and e.type == event.type), None)
    if first is None or first.background:
        return event
    reasons = [r for r in event.reasons if r.field not in ("date", "background")]
    reasons.append(Reason("background", "within.story", (first.evidence,), "tells the lead's story again"))
    reasons.append(Reason("date", "within.story", (first.evidence,), "the day of the story that it tells again", 0.7))
    return replace(event, background=False, date=first.date, reasons=tuple(reasons))


def join_ties(ties: list[Tie]) -> list[Tie]:
    """One tie for one relation told twice: same kind, same sides, and no figure that differs."""
    joined: list[Tie] = []
    for tie in ties:
        for n, other in enumerate(joined):
            same = (
                tie.kind == other.kind
                and side(tie.source) == side(other.source)
                and side(tie.target) == side(other.target)
                and not _differ(tie, other)
            )
            if same and (tie.status == other.status or tie.sentence == other.sentence):
                joined[n] = _richer(other, tie)
                break
        else:
            joined.append(tie)
    return joined


def _differ(a: Tie, b: Tie) -> bool:
    """Claims that do not agree ("60 %", "nearly half"), or two deals: they stay side by side."""
    pairs = [(a.share, b.share)]
    if a.transfer and b.transfer:
        x, y = a.transfer, b.transfer
        pairs += [(x.ordered, y.ordered), (x.delivered, y.delivered), (x.order_year, y.order_year)]
        if x.designation != y.designation:
            return True
    return any(p is not None and q is not None and p != q for p, q in pairs)


def _richer(a: Tie, b: Tie) -> Tie:
    """The telling with more in it gives the fields; the other is kept as a telling."""

    def weight(t: Tie) -> int:
        return 2 * len(t.items) + 3 * (t.share is not None) + 2 * (t.quantity is not None) + (t.hedge is not None)

    best, other = (a, b) if weight(a) >= weight(b) else (b, a)
    return replace(
        best,
        items=best.items or other.items,
        quantity=best.quantity or other.quantity,
        share=best.share if best.share is not None else other.share,
        hedge=best.hedge or other.hedge,
        since=best.since or other.since,
        until=best.until or other.until,
        tellings=(*a.tellings, *b.tellings),
        score=max(a.score, b.score),
        reasons=(
            *best.reasons,
            Reason("tellings", "within.same_tie", (other.evidence,), f"told again ({other.rule})", other.score),
        ),
    )
