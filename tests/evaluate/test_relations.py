import pytest

from detente.cli.table import quads
from detente.evaluate.counts import Count, Share
from detente.evaluate.relations import score_relations

GOLD = "ACCUSE ACCUSE REJECT YIELD YIELD YIELD ASSAULT AID".split()
OURS = "ACCUSE REJECT REJECT CONCEDE RETREAT NONE COERCE COOPERATE".split()


@pytest.fixture
def scores():
    return score_relations(GOLD, OURS, quads())


def test_roots_worked_out_by_hand(scores):
    # right: ACCUSE, REJECT, and CONCEDE and RETREAT for YIELD
    assert scores.accuracy == Share(4, 8)
    assert scores.answered == Share(7, 8)
    assert scores.roots == {
        "ACCUSE": Count(2, 1, 1), "AID": Count(1, 0, 0), "ASSAULT": Count(1, 0, 0), "COERCE": Count(0, 1, 0),
        "COOPERATE": Count(0, 1, 0), "REJECT": Count(1, 2, 1), "YIELD": Count(3, 2, 2),
    }  # fmt: skip
    # F1 of what gold has: ACCUSE 2/3, AID 0, ASSAULT 0, REJECT 2/3, YIELD 4/5
    assert scores.macro_f1 == pytest.approx((2 / 3 + 0 + 0 + 2 / 3 + 4 / 5) / 5)


def test_quads_worked_out_by_hand(scores):
    # verbal conflict 3 of 3; YIELD is material cooperation, as CONCEDE and RETREAT of ours then are
    assert scores.quad_accuracy == Share(7, 8)
    assert scores.quads == {
        "material conflict": Count(1, 1, 1), "material cooperation": Count(4, 3, 3), "verbal conflict": Count(3, 3, 3),
    }  # fmt: skip
    assert scores.quad_macro_f1 == pytest.approx((1 + 1 + 6 / 7) / 3)


def test_confusion(scores):
    assert list(scores.confusion) == ["ACCUSE", "AID", "ASSAULT", "REJECT", "YIELD"]
    assert list(scores.confusion["YIELD"]) == [*"ACCUSE AID ASSAULT COERCE COOPERATE REJECT YIELD".split(), "NONE"]
    assert scores.confusion["YIELD"]["YIELD"] == 2
    assert scores.confusion["YIELD"]["NONE"] == 1
    assert sum(map(sum, (row.values() for row in scores.confusion.values()))) == 8


def test_types_are_kept_apart_where_gold_keeps_them_apart():
    assert score_relations(["CONCEDE", "RETREAT"], ["RETREAT", "RETREAT"], quads()).accuracy == Share(1, 2)
    assert score_relations(["YIELD", "RETREAT"], ["RETREAT", "CONCEDE"], quads()).accuracy == Share(2, 2)


def test_a_type_that_nobody_knows_is_wrong():
    scores = score_relations(["AID"], ["HELP"], quads())
    assert (scores.accuracy, scores.quad_accuracy) == (Share(0, 1), Share(0, 1))
