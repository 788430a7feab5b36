from datetime import date

from detente.records import Document, content_id


def test_the_same_content_has_the_same_id_anywhere():
    assert content_id("e", "d-1", ["IND"], 3) == content_id("e", "d-1", ["IND"], 3)
    assert content_id("e", "a", None, 1.5, {"b": 1, "a": 2}) == content_id("e", "a", None, 1.5, {"a": 2, "b": 1})
    assert content_id("e", "é") == "e-" + content_id("s", "é").removeprefix("s-")


def test_pinned_so_that_stores_can_be_compared_over_versions():
    assert content_id("e", "d-1", ["IND", "PAK"], 42) == "e-57fc1f1708f9"


def test_other_content_has_another_id():
    assert content_id("e", "ab", "c") != content_id("e", "a", "bc")
    assert content_id("e", ["a"]) != content_id("e", "a")
    assert len(content_id("e", "x")) == 14


def test_documents_are_told_apart_by_day_and_text():
    one = Document("x", date(2020, 1, 1))
    assert one.id == Document("x", date(2020, 1, 1), source="elsewhere", url="u").id
    assert one.id != Document("x").id
    assert one.id != Document("y", date(2020, 1, 1)).id
    assert one.id == f"d-{one.fingerprint}"
    assert Document("x", id="mine").id == "mine"
    assert Document("\ud800").id.startswith("d-")
