"""Many tellings, one episode."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from detente.consolidate.across import Telling, episodes, score
from detente.testing.tellings import agreement, made_up

STRIKE = Telling(
    "d1", "e1", "ASSAULT", "aerial", date(2024, 3, 5), date(2024, 3, 4), date(2024, 3, 5), frozenset({"ISR"}),
    frozenset({"LBN"}), "tyre", "LBN", 33.27, 35.2, 4.0, None,
    frozenset("jets bombed warehouse harbour killing workers night".split()), "wire",
)  # fmt: skip


def told(**more):
    return replace(STRIKE, **{"document": "d2", "event": "e2", "source": "post", **more})


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"mode": None, "place": "", "country": None, "lat": None, "lon": None},
        {"start": None, "end": None},
        {"killed": 5.0, "words": frozenset("jets bombed warehouse killing five near harbour".split())},
        {"recipients": frozenset()},
        {"start": date(2024, 3, 1), "end": date(2024, 4, 1)},
    ],
)
def test_the_same_act_told_otherwise(more):
    (found,) = episodes([STRIKE, told(**more)])
    assert [t.document for t in found.tellings] == ["d1", "d2"]


@pytest.mark.parametrize(
    "more",
    [
        {"type": "ACCUSE"},
        {"recipients": frozenset({"SYR"}), "country": "SYR", "place": "homs", "lat": 34.7, "lon": 36.7},
        {"start": date(2024, 3, 8), "end": date(2024, 3, 9)},
        {"place": "baalbek", "lat": 34.0, "lon": 36.2, "killed": 19.0, "words": frozenset("cars road shelled".split())},
        {"start": date(2024, 3, 5), "end": date(2024, 3, 6), "killed": 11.0},  # the next of a series
        {"actors": frozenset({"LBN"}), "recipients": frozenset({"ISR"}), "place": "haifa", "country": "ISR",
         "lat": 32.8, "lon": 35.0},
        {"document": "d1"},  # two acts of one document stay two
        {"place": "", "words": frozenset("convoy bridge dawn market tanker stalls".split())},  # in no common word
        {"mode": None, "place": "", "country": None, "lat": None, "lon": None, "words": frozenset()},
        {"recipients": frozenset(), "start": date(2024, 3, 5), "end": date(2024, 3, 6),
         "words": frozenset("jets hit depot outside city wounding guards".split())},
    ],
)  # fmt: skip
def test_another_act(more):
    assert len(episodes([STRIKE, told(**more)])) == 2


def test_a_score_has_no_direction():
    for other, _ in made_up(60):
        assert score(STRIKE, other) == score(other, STRIKE)


def test_order_does_not_matter():
    tellings = [t for t, _ in made_up(150, seed=5)]
    expected = episodes(tellings)
    random.Random(3).shuffle(tellings)  # noqa: S311 - an order
    assert episodes(tellings) == expected


def test_new_tellings_join_the_old_episode():
    (before,) = episodes([STRIKE])
    (after,) = episodes([told(published=date(2024, 3, 6)), STRIKE])
    assert after.id == before.id


def test_what_tellings_differ_in_is_kept():
    (found,) = episodes([STRIKE, told(killed=5.0)])
    assert found.said("killed") == {"4.0": 1, "5.0": 1}
    assert found.said("actors") == {"ISR": 2}


@pytest.mark.parametrize("seed", [11, 12])
def test_agreement_on_made_up_tellings(seed):
    """Seeds that nothing was chosen on."""
    made = made_up(400, seed)
    found = agreement([e.tellings for e in episodes([t for t, _ in made])], dict(made))
    assert found["b3_f1"] > 0.85
    assert found["b3_precision"] > 0.93


def test_agreement_counts_right():
    a, b, c = (told(document=f"x{n}") for n in range(3))
    found = agreement([[a, b, c]], {a: 1, b: 1, c: 2})
    assert found["b3_precision"] == pytest.approx(5 / 9)
    assert found["b3_recall"] == 1.0
    assert (found["pairs_precision"], found["pairs_recall"]) == (pytest.approx(1 / 3), 1.0)
