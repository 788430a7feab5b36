"""Change points: found where rates change, not found where they don't."""

import itertools
from datetime import date, timedelta

import numpy as np
import pytest

from detente.query.changes import LEAST, PENALTY, best_cuts, burstiness, changes, changes_of


def cost(piece):
    total, rate = piece.sum(axis=0), piece.mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(total > 0, total * (1 - np.log(rate)), 0).sum()


def tried(counts):
    """The best cuts by trying all, up to two."""
    n = len(counts)
    each = PENALTY * np.log(n) * burstiness(counts)
    options = [()] + [(i,) for i in range(LEAST, n - LEAST + 1)]
    options += [(i, j) for i in range(LEAST, n) for j in range(i + LEAST, n - LEAST + 1)]
    edges = {cuts: [0, *cuts, n] for cuts in options}
    costs = {
        cuts: sum(cost(counts[a:b]) for a, b in itertools.pairwise(e)) + each * len(cuts) for cuts, e in edges.items()
    }
    return list(min(options, key=lambda c: (costs[c], len(c))))


@pytest.mark.parametrize("seed", range(6))
def test_as_good_as_trying_every_cut(seed):
    chance = np.random.default_rng(seed)
    counts = np.vstack([chance.poisson((3, 0.2, 1, 0.1), (9, 4)), chance.poisson((0.5, 0.2, 1, 4), (8, 4))])
    found = best_cuts(counts)
    if len(found) <= 2:
        assert found == tried(counts)


def test_a_change_is_found_near_its_place():
    hits = 0
    for seed in range(20):
        chance = np.random.default_rng(seed)
        counts = np.vstack([chance.poisson((2, 0.5, 1, 0.3), (18, 4)), chance.poisson((1, 0.2, 2, 4), (14, 4))])
        cuts = best_cuts(counts)
        hits += len(cuts) == 1 and abs(cuts[0] - 18) <= 1
    assert hits >= 18


@pytest.mark.parametrize("bursts", [False, True])
def test_constant_rates_are_not_cut(bursts):
    cuts = 0
    for seed in range(40):
        chance = np.random.default_rng(seed)
        rates = np.array([2, 0.5, 1, 0.3])
        uneven = chance.gamma(1.0, 1.0, (40, 1)) if bursts else 1.0
        cuts += len(best_cuts(chance.poisson(rates * uneven * np.ones((40, 4))))) > 0
    assert cuts <= 4


def test_few_periods_give_none(told):
    store = told("2023-01-10 IND = RUS AGREE: One pact.")
    assert changes_of(store, "IND", "RUS") == []


def test_the_episodes_that_make_it_are_named(told):
    day = date(2022, 1, 5)
    lines = [f"{day + timedelta(40 * n)} IND = RUS AGREE: Pact number {n} is made." for n in range(9)]
    lines += [f"{date(2023, 1, 3) + timedelta(7 * n)} IND > RUS ASSAULT: Raid {n} on a post." for n in range(40)]
    found = changes(*_acts(told(*lines)), date(2022, 1, 1), date(2024, 1, 1), "month")
    assert len(found) == 1
    (change,) = found
    assert (change.quad, change.more, change.day) == ("material conflict", True, date(2023, 1, 1))
    assert change.gain > 1
    assert {a.type for a in change.acts} == {"ASSAULT"}
    assert change.after["material conflict"] > change.before["material conflict"] == 0


def _acts(store):
    from detente.query.acts import acts_of

    return [acts_of(store, between=("IND", "RUS"))]
