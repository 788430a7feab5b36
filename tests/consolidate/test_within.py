from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from detente.consolidate.within import at_meetings, consolidate, join, join_ties, link, same_act, side
from detente.records import Entity, Event, Moment, Place, Reason, Span, Tie

PUBLISHED = date(2019, 5, 17)


def who(country: str, sector: str = "GOV", **more: str) -> Entity:
    return Entity(more.pop("name", country.title()), country, sector, more.pop("id", country), **more)


IND, PAK, NPL = who("IND"), who("PAK"), who("NPL")


def day(*numbers: int) -> Moment:
    first = date(*numbers)
    return Moment(first.isoformat(), start=first, end=first + timedelta(1), grain="day", rule="date.absolute")


def told_by_silence() -> Moment:
    return replace(day(2019, 5, 17), rule="publication")


def event(type_: str, actors=(), recipients=(), at: int = 0, moment: Moment | None = None, **more) -> Event:
    span = Span(at, at + 5, "words")
    fields = {
        "id": f"e-{at}", "document": "d", "mode": None, "place": None, "status": "occurred", "background": False,
        "evidence": span, "sentence": span, "predicate": span, "tellings": (span,), "rule": f"{type_.lower()}.x",
    } | more  # fmt: skip
    return Event(type=type_, actors=tuple(actors), recipients=tuple(recipients), date=moment, **fields)


# ------------------------------------------------------------------------------------------------ sides


def test_a_government_and_its_ministers_are_one_side():
    minister = who("IND", id="singh_rajnath", name="Rajnath Singh", office="defence_minister")
    assert side(IND) == side(minister) == "IND"


def test_an_army_is_a_side_of_its_own():
    army = who("IND", "MIL", id="", name="Indian Army")
    assert side(army) == "indian army" != side(IND)
    assert side(who("IMG", "REB", id="ISIS")) == "ISIS"


# ------------------------------------------------------------------------------------------------ same act

A = event("ACCUSE", [IND], [PAK], 0, day(2019, 5, 14))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (event("ACCUSE", [IND], [PAK], 9, day(2019, 5, 14)), True),
        (event("ACCUSE", [IND], [PAK], 9), True),
        (event("ACCUSE", [IND], [PAK], 9, told_by_silence()), True),
        (event("ACCUSE", [IND], [PAK], 9, day(2019, 5, 13)), False),
        (event("ACCUSE", [PAK], [IND], 9), False),
        (event("ACCUSE", [IND], [NPL], 9), False),
        (event("ACCUSE", [IND], [], 9), False),
        (event("REJECT", [IND], [PAK], 9), False),
        (event("ACCUSE", [IND], [PAK], 9, status="negated"), False),
        (event("ACCUSE", [IND], [PAK], 9, status="planned"), True),
        (event("ACCUSE", [IND], [PAK], 9, mode="allege"), True),
    ],
)
def test_same_act(other, same):
    assert same_act(A, other) is same
    assert same_act(other, A) is same


def test_two_modes_are_two_acts_except_of_meetings():
    assert not same_act(replace(A, mode="allege"), replace(A, mode="disapprove"))
    meeting = event("CONSULT", [IND, PAK], mode="multilateral")
    assert same_act(meeting, event("CONSULT", [IND], [PAK], 9, mode="visit"))


def test_a_meeting_told_with_some_of_its_parties():
    three = event("CONSULT", [IND, PAK, NPL])
    assert same_act(three, event("CONSULT", [PAK, IND], (), 9))
    assert not same_act(three, event("CONSULT", [PAK], (), 9))
    assert not same_act(event("CONSULT", [IND, PAK]), event("CONSULT", [IND, NPL], (), 9))


def test_a_month_and_a_day_in_it_agree():
    may = Moment("2019-05", start=date(2019, 5, 1), end=date(2019, 6, 1), grain="month", rule="date.month")
    assert same_act(A, event("ACCUSE", [IND], [PAK], 9, may))
    june = replace(may, start=date(2019, 6, 1), end=date(2019, 7, 1))
    assert not same_act(A, event("ACCUSE", [IND], [PAK], 9, june))


# ------------------------------------------------------------------------------------------------ joining


def test_the_joined_event_has_what_any_telling_says():
    place = Place("Delhi", "IND")
    first = event("CONSULT", [IND, PAK], (), 0, told_by_silence(), background=True, score=0.6)
    again = event("CONSULT", [IND, PAK], (), 9, day(2019, 5, 14), place=place, mode="visit", score=0.8)
    (joined,) = join([first, again])
    assert (joined.id, joined.date, joined.place, joined.mode) == ("e-0", again.date, place, "visit")
    assert [t.start for t in joined.tellings] == [0, 9]
    assert (joined.background, joined.score) == (False, 0.8)
    assert joined.reasons[-1] == Reason("tellings", "within.same_act", (again.evidence,), "told again (consult.x)", 0.8)


def test_a_told_day_is_kept():
    (joined,) = join([A, event("ACCUSE", [IND], [PAK], 9, told_by_silence())])
    assert joined.date == A.date


def test_a_named_person_replaces_the_description():
    minister = who("PAK", id="", name="the foreign minister", office="foreign_minister", how="actor.role")
    named = who("PAK", id="qureshi_shah", name="Shah Qureshi", office="foreign_minister", how="actor.person")
    (joined,) = join([event("CONSULT", [IND, minister]), event("CONSULT", [IND, named], (), 9)])
    assert joined.actors == (IND, named)
    (kept,) = join([event("CONSULT", [IND, PAK]), event("CONSULT", [IND, named], (), 9)])
    assert kept.actors == (IND, PAK), "a state is not its minister"


def test_other_acts_stay_apart_and_in_order():
    others = [A, event("REJECT", [PAK], [IND], 9), event("ACCUSE", [PAK], [IND], 20)]
    assert join(others) == others


# ------------------------------------------------------------------------------------------------ meetings

MEETING = event("CONSULT", [IND, PAK], (), 0, day(2019, 5, 14), place=Place("Kathmandu", "NPL"))


def test_what_is_agreed_at_a_meeting_is_of_its_day_and_place():
    _, agreed = at_meetings([MEETING, event("AGREE", [IND, PAK], (), 9, told_by_silence())])
    assert (agreed.date, agreed.place) == (MEETING.date, MEETING.place)
    assert {(r.field, r.rule) for r in agreed.reasons} == {("date", "within.meeting"), ("place", "within.meeting")}


@pytest.mark.parametrize(
    "other",
    [
        event("AGREE", [IND, PAK], (), 9, day(2019, 5, 16)),
        event("AGREE", [IND, NPL], (), 9, told_by_silence()),
        event("AGREE", [IND, PAK], (), 9, told_by_silence(), background=True),
        event("AGREE", [IND, PAK], (), 9, told_by_silence(), status="hypothetical"),
        event("ACCUSE", [IND], [PAK], 9, told_by_silence()),
    ],
)
def test_what_is_not_of_the_meeting_stays(other):
    assert at_meetings([MEETING, other]) == [MEETING, other]


def test_other_people_of_the_same_states_share_the_day_only():
    minister = who("IND", id="x_y", name="Y X", office="foreign_minister")
    _, agreed = at_meetings([MEETING, event("AGREE", [minister, PAK], (), 9, told_by_silence())])
    assert (agreed.date, agreed.place) == (MEETING.date, None)


# ------------------------------------------------------------------------------------------------ stories


def test_one_story_of_the_same_sides():
    agreed, met, accused, other = link([
        event("AGREE", [IND, PAK]), event("CONSULT", [IND], [PAK], 9), event("ACCUSE", [IND], [PAK], 20),
        event("CONSULT", [IND, NPL], (), 30),
    ])  # fmt: skip
    assert agreed.story == met.story
    assert len({agreed.story, accused.story, other.story}) == 3
    assert agreed.story.startswith("s-")


def test_an_undated_retelling_of_the_news_is_no_background():
    lead = event("ACCUSE", [IND], [PAK], 0, day(2019, 5, 14))
    _, again = link([lead, event("ACCUSE", [IND], [PAK], 9, background=True)])
    assert (again.background, again.date) == (False, lead.date)
    old = event("ACCUSE", [IND], [PAK], 9, day(2001, 1, 1), background=True)
    assert link([lead, old])[1].background


def test_the_whole_room_is_deterministic():
    events = [MEETING, event("AGREE", [IND, PAK], (), 9, told_by_silence()), A, event("CONSULT", [PAK, IND], (), 30)]
    assert consolidate(events, []) == consolidate(list(events), [])
    assert [e.type for e in consolidate(events, [])[0]] == ["CONSULT", "AGREE", "ACCUSE"]


# ------------------------------------------------------------------------------------------------ ties


def tie(source: Entity, target: Entity, at: int = 0, kind: str = "arms_supply", **more) -> Tie:
    span = Span(at, at + 5, "words")
    fields = {
        "items": (), "quantity": None, "share": None, "hedge": None, "since": None, "until": None, "status": "current",
        "evidence": span, "sentence": Span(at, at + 50, ""), "tellings": (span,), "rule": "arms.x",
    } | more  # fmt: skip
    return Tie(f"t-{at}", "d", kind, source, target, **fields)


def test_one_tie_told_twice_has_what_either_says():
    items = (Span(60, 65, "tanks"),)
    poor, rich = tie(IND, NPL, share=0.5), tie(IND, NPL, 60, items=items)
    (joined,) = join_ties([poor, rich])
    assert (joined.share, joined.items) == (0.5, items)
    assert [t.start for t in joined.tellings] == [0, 60]
    assert joined.reasons[-1].rule == "within.same_tie"


@pytest.mark.parametrize(
    "other",
    [tie(NPL, IND, 60), tie(IND, PAK, 60), tie(IND, NPL, 60, "trade"), tie(IND, NPL, 60, status="past")],
)
def test_other_ties_stay_apart(other):
    assert join_ties([tie(IND, NPL), other]) == [tie(IND, NPL), other]
