import json
import re

import pytest

from detente.evaluate.counts import half_of
from detente.evaluate.spans import read_dates, read_places, shared_characters
from detente.records import Reject

TEXT = "On Monday Norland met Sudland in Port Ada."


def date_row(identity="d1", **more):
    span = {"start": 3, "end": 9, "text": "Monday", "type": "DATE", "value": "2024-04-29"}
    return {"id": identity, "published": "2024-05-02", "text": TEXT, "spans": [span | more]}


def place_row(identity="p1", **more):
    span = {"start": 33, "end": 41, "text": "Port Ada", "lat": 10.5, "lon": -20, "geonameid": None, "country": None}
    return {"id": identity, "published": None, "text": TEXT, "spans": [span | more]}


def numbered(*rows):
    return [(n, r if isinstance(r, str) else json.dumps(r)) for n, r in enumerate(rows, 1)]


def test_documents_are_given_as_they_are():
    assert list(read_dates(numbered(date_row(), "\n", date_row("d2")), "g")) == [date_row(), date_row("d2")]
    assert list(read_places(numbered(place_row()), "g")) == [place_row()]


@pytest.mark.parametrize(
    ("told", "code"),
    [("Sweden", "SWE"), ("SE", "SWE"), ("SWE", "SWE"), ("the Netherlands", "NLD"), ("UNITED STATES", "USA")],
)
def test_countries_become_codes(told, code):
    (row,) = read_places(numbered(place_row(country=told)), "g")
    assert row["spans"][0]["country"] == code


@pytest.mark.parametrize(
    ("read", "row", "reason"),
    [
        (read_dates, "{", "not JSON"),
        (read_dates, date_row() | {"id": ""}, "no id"),
        (read_dates, date_row() | {"text": None}, "no text"),
        (read_dates, date_row() | {"published": "May"}, "published 'May' is no day"),
        (read_dates, date_row() | {"spans": {}}, "no list of spans"),
        (read_dates, date_row() | {"spans": [1]}, "spans 1: no JSON object"),
        (read_dates, date_row() | {"spans": date_row()["spans"] * 2}, "a span is there twice"),
        (read_dates, date_row(start=2), "spans 1: text 'Monday' is not what stands there: ' Monday'"),
        (read_dates, date_row(end=99), "spans 1: start 3 and end 99 are no piece of the text"),
        (read_dates, date_row(start=True), "spans 1: start True and end 9 are no piece"),
        (read_dates, date_row(type="DAY"), "spans 1: type 'DAY' is none of DATE, TIME"),
        (read_dates, date_row(value=None), "spans 1: no value"),
        (read_places, place_row(lat=None), "spans 1: lat None is no number of degrees"),
        (read_places, place_row(lat="10"), "spans 1: lat '10' is no number of degrees"),
        (read_places, place_row(lon=181), "spans 1: lon 181 is no number of degrees"),
        (read_places, place_row(lat=float("nan")), "spans 1: lat nan is no number of degrees"),
        (read_places, place_row(country="Norland"), "spans 1: unknown country 'Norland'"),
    ],
)
def test_what_is_no_gold_is_named(read, row, reason):
    (reject,) = read(numbered("", row)[1:], "g.jsonl")
    assert reject.origin == "g.jsonl:2"
    assert reason in reject.reason


def test_ids_are_there_once():
    _, reject = read_dates(numbered(date_row(), date_row()), "g")
    assert reject.reason == "id 'd1' is that of line 1 too"


def test_a_part_is_taken_before_a_half():
    rows = numbered(*(date_row(f"d{n}") for n in range(20)))
    part = [r["id"] for r in read_dates(rows, "g", None, (5, 10))]
    assert part == [f"d{n}" for n in range(5, 15)]
    assert [r["id"] for r in read_dates(rows, "g", None, (15, None))] == [f"d{n}" for n in range(15, 20)]
    assert [r["id"] for r in read_dates(rows, "g", 0, (5, 10))] == [i for i in part if half_of(i) == 0]


def test_shared_characters():
    a = {"start": 3, "end": 9}
    assert [shared_characters(a, {"start": s, "end": e}) for s, e in ((0, 3), (0, 4), (5, 7), (8, 20))] == [0, 1, 2, 1]


def test_the_examples_in_the_docs_are_gold(root):
    blocks = re.findall(r"```json\n(.*?)```", (root / "docs" / "evaluate.md").read_text(encoding="utf-8"), re.DOTALL)
    (block,) = [b for b in blocks if '"spans"' in b]
    dates, places = (part if part.startswith("{") else "{" + part for part in block.split("\n{"))
    (row,) = read_dates([(1, dates)], "docs")
    assert row["spans"][0]["value"] == "2024-04-29"
    (row,) = read_places([(1, places)], "docs")
    assert row["spans"][0]["country"] == "KEN"


@pytest.mark.parametrize(("read", "name", "count"), [(read_dates, "dates", 183), (read_places, "places", 429)])
def test_the_dev_gold_is_read_whole(shared, read, name, count):
    with (shared / "gold" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        rows = list(read(enumerate(lines, 1), name))
    assert [r for r in rows if isinstance(r, Reject)] == []
    assert len(rows) == count
