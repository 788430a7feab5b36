import hashlib

import pytest

from detente.evaluate.counts import Count, Share, count_bags, half_of, macro_f1, paired


def test_figures_of_a_count():
    count = Count(gold=4, ours=5, hits=3)
    assert (count.precision, count.recall) == (0.6, 0.75)
    assert count.f1 == pytest.approx(2 * 0.6 * 0.75 / (0.6 + 0.75))


def test_nothing_is_no_division_by_zero():
    assert (Count().precision, Count().recall, Count().f1, Share().share) == (0, 0, 0, 0)


def test_a_key_counts_as_often_as_it_is_there():
    assert count_bags("aab", "abbb") == Count(3, 4, 2)


def test_macro_f1_leaves_out_what_gold_lacks():
    assert macro_f1([Count(1, 1, 1), Count(2, 0, 0), Count(0, 3, 0)]) == 0.5


def test_best_fits_are_paired_first():
    worth = {("a", "x"): 1, ("a", "y"): 1, ("b", "x"): 2}
    assert paired("ab", "xy", lambda a, b: worth.get((a, b), 0)) == [(0, 1), (1, 0)]


def test_what_does_not_fit_is_not_paired():
    assert paired("ab", "xy", lambda a, b: 0) == []


def test_halves():
    for name in ("n1", "d-0123", "Übung"):
        assert half_of(name) == int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2
    assert 30 < sum(half_of(f"n{n}") for n in range(100)) < 70
