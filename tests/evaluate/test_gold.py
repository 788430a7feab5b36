import json
import re

import pytest

from detente.evaluate.counts import half_of
from detente.evaluate.gold import read_gold
from detente.records import Reject

TYPES = {"CONSULT": {"visit"}, "ACCUSE": {"allege"}}


def read(*rows, half=None):
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    return list(read_gold(enumerate(lines, 1), "g.jsonl", TYPES, half))


def test_bad_lines_cost_only_themselves(rows):
    good = rows.document(events=[rows.event("CONSULT", "NOR", "WES", "met Westland", mode="visit", date="2024-05")])
    found = read('{"id": ', good, "", "[]", "\udcff", good, {**good, "id": "n2"})
    assert [(r.origin, r.reason) if isinstance(r, Reject) else r["id"] for r in found] == [
        ("g.jsonl:1", "not JSON: Expecting value (column 8)"),
        "n1",
        ("g.jsonl:4", "not a JSON object but list"),
        ("g.jsonl:5", "not UTF-8 (byte 0xff at offset 0); convert it, e.g. iconv -f latin1 -t utf-8"),
        ("g.jsonl:6", "id 'n1' is that of line 2 too"),
        "n2",
    ]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": ""}, "no id"),
        ({"text": None}, "no text"),
        ({"text": "\ud800"}, "text: half a surrogate pair"),
        ({"date": "2024-02-30"}, "date '2024-02-30' is no day"),
        ({"events": {}}, "events is no list"),
        ({"events": [3]}, "events 1: no JSON object"),
    ],
)
def test_what_a_document_must_have(rows, change, reason):
    (found,) = read({**rows.document(events=[]), **change})
    assert found.reason.startswith(reason)


def test_a_document_has_some_kind_of_records(rows):
    assert read(rows.document())[0].reason == "none of events, statements, ties"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"type": "YIELD"}, "unknown type 'YIELD'"),
        ({"type": ["ACCUSE"]}, "unknown type ['ACCUSE']"),
        ({"mode": "allege"}, "unknown mode 'allege' of CONSULT"),
        ({"actors": None}, "actors is no list"),
        ({"recipients": [{"country": "NOR"}]}, "recipients: an entity has no name"),
        ({"actors": [{"name": "Norland", "country": 3}]}, "actors: country 3 is no code"),
        ({"evidence": "met Eastland"}, "evidence 'met Eastland' is no piece of the text"),
        ({"evidence": ""}, "no evidence"),
        ({"status": "done"}, "unknown status 'done'"),
        ({"background": "no"}, "background 'no' is neither true nor false"),
        ({"date": "May"}, "date 'May' is no day"),
        ({"place": {"country": "NOR"}}, "place has no name"),
    ],
)
def test_what_an_event_must_have(rows, change, reason):
    (found,) = read(rows.document(events=[{**rows.event("CONSULT", "NOR", "WES", "met"), **change}]))
    assert found.reason == f"events 1: {reason}"


def test_what_statements_and_ties_must_have(rows):
    assert read(rows.document(statements=[{"content": "met"}]))[0].reason == (
        "statements 1: speaker: an entity has no name"
    )
    assert read(rows.document(ties=[rows.tie("love", "NOR", "SUD", "met")]))[0].reason == "ties 1: unknown kind 'love'"
    assert read(rows.document(ties=[{"kind": "trade"}]))[0].reason == "ties 1: from: an entity has no name"


def test_halves_split_by_id(rows):
    documents = [{**rows.document(events=[]), "id": f"n{n}"} for n in range(20)]
    split = [[d["id"] for d in read(*documents, half=half)] for half in (0, 1)]
    assert sorted(split[0] + split[1]) == sorted(d["id"] for d in documents)
    assert all(half_of(i) == half for half in (0, 1) for i in split[half])
    assert all(split)


def test_the_dev_gold_is_in_order(shared):
    from detente.lexicon.schemas import plover

    types = {kind: set(modes) - {""} for kind, modes in plover().items()}
    with (shared / "gold" / "events.jsonl").open(encoding="utf-8") as file:
        assert [r.origin for r in read_gold(enumerate(file, 1), "g", types) if isinstance(r, Reject)] == []


def test_the_example_in_the_docs_is_gold(root):
    from detente.lexicon.schemas import plover

    page = (root / "docs" / "evaluate.md").read_text(encoding="utf-8")
    (example,) = [e for e in re.findall(r"```json\n(.*?)```", page, re.DOTALL) if '"events"' in e]
    (found,) = read_gold([(1, example)], "docs/evaluate.md", {kind: set(modes) for kind, modes in plover().items()})
    assert not isinstance(found, Reject), found.reason
    assert [len(found[kind]) for kind in ("events", "statements", "ties")] == [1, 1, 1]
