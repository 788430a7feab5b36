"""The dossier of a pair."""

from datetime import date

import pytest

from detente.errors import StoreError
from detente.query.dossier import word_for
from detente.query.index import Level

LINES = (
    "2022-05-10 IND > RUS ACCUSE/disapprove: Delhi grumbles about Russian prices.",
    "2023-01-10 IND = RUS AGREE: India and Russia sign one pact.",
    "2023-03-10 IND > RUS AID: Wheat is sent.",
    "2023-03-20 IND < RUS AID by Post: Oil is sent to India.",
    "2023-03-21 CHN > RUS AID: Trucks are sent.",
)


@pytest.fixture(scope="module")
def store(told):
    return told(*LINES)


@pytest.fixture(scope="module")
def found(store):
    return store.dyad("India", "RUS")


def test_who_and_when(found):
    assert [(s["code"], s["name"]) for s in found["pair"]] == [("IND", "India"), ("RUS", "Russia")]
    assert (found["since"], found["until"]) == (date(2022, 5, 10), date(2023, 3, 22))
    assert found["by"] == "week"
    assert found["store"]["datasets"] == {"detente": 4}


def test_where_they_stand(found):
    stands = found["stands"]
    assert stands["day"] == date(2023, 3, 21)
    assert stands["low"] <= stands["index"] <= stands["high"]
    assert stands["index"] > stands["before"]["index"] > -1
    assert stands["word"].startswith(("friendly", "cooperative"))


def test_lately(found):
    assert found["lately"]["counts"]["material cooperation"] == {"acts": 2, "usual": 0.0}
    assert found["lately"]["first_in_a_year"] == ["AID"]


def test_each_line_has_its_source(found):
    assert [x["type"] for x in found["episodes"]] == ["ACCUSE", "AGREE", "AID", "AID"]
    assert [x["direction"] for x in found["episodes"]] == [">", "=", ">", "<"]
    for row in (*found["episodes"], *found["statements"]["India"]["latest"]):
        assert row["sentence"]
        assert row["source"]
        assert row["document"]
        assert row["published"]


def test_statements_name_the_other(found):
    assert [s["content"] for s in found["statements"]["India"]["latest"]] == [
        "Delhi grumbles about Russian prices.", "India and Russia sign one pact.",
    ]  # fmt: skip
    assert [s["content"] for s in found["statements"]["RUS"]["latest"]] == ["Oil is sent to India."]


def test_a_time_of_its_own(store):
    found = store.dyad("IND", "RUS", since="2023-02", until="2023-04", by="month")
    assert [r["acts"] for r in found["series"]] == [0, 2]
    assert found["counts"]["acts"] == 2
    assert found["stands"]["day"] == date(2023, 3, 31)


def test_a_pair_of_which_nothing_is_told(store):
    found = store.dyad("BRA", "ARG")
    assert found["counts"]["acts"] == 0
    assert found["episodes"] == []
    assert found["series"] == []
    assert found["stands"]["word"] == "little heard lately"


def test_the_same_side_twice(store):
    with pytest.raises(StoreError, match="same side"):
        store.dyad("IND", "India")


@pytest.mark.parametrize(
    ("value", "low", "high", "weight", "word"),
    [
        (6, 4, 8, 3, "friendly"), (3, 1, 5, 3, "cooperative"), (0, -2, 2, 3, "mixed"), (-3, -5, -1, 3, "strained"),
        (-8, -9, -7, 3, "hostile"), (-3, -6, 1, 3, "strained, not surely"), (-8, -9, -7, 0.1, "little heard lately"),
    ],
)  # fmt: skip
def test_words_for_the_index(value, low, high, weight, word):
    assert word_for(Level(date(2023, 1, 1), value, low, high, weight)) == word
