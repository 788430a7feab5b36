from dataclasses import FrozenInstanceError

import pytest

from detente.records import Entity, Span


def test_two_mentions_of_one():
    a = Entity("India", "IND", "GOV", "IND", span=Span(0, 5, "India"), how="actors.country")
    b = Entity("Republic of India", "IND", "GOV", "IND", span=Span(9, 11, "it"), how="coref.pronoun", score=0.8)
    assert a.key == b.key == ("IND", "IND", "GOV")


def test_without_an_id_the_name_tells():
    assert Entity("rebels", "MLI", "REB").key != Entity("rebels", "TCD", "REB").key
    assert Entity("rebels", None, "REB").key == ("rebels", None, "REB")


def test_records_are_frozen():
    with pytest.raises(FrozenInstanceError):
        Entity("India", "IND", "GOV").name = "x"
