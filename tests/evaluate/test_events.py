from dataclasses import asdict

import pytest

from detente.cli.table import quads
from detente.evaluate.counts import Count, Share
from detente.evaluate.events import Attribute, matched_statements, places_of, score_documents


@pytest.fixture
def score():
    return lambda gold, ours: score_documents([(gold, ours)], quads())


def test_levels_worked_out_by_hand(pair, score):
    # quad:   verbal conflict 1 of gold, 2 of ours; verbal cooperation 2, 2; material conflict 1, 1
    # type:   ACCUSE, CONSULT twice; SANCTION and COERCE differ, THREATEN is too many
    # dyad:   all but NOR WES -> nobody (ours NOR -> WES) and WES -> NOR
    # strict: the accusation and the talks
    assert score(*pair).levels == {
        "quad": Count(4, 5, 4), "type": Count(4, 5, 3), "dyad": Count(4, 5, 3), "strict": Count(4, 5, 2),
    }  # fmt: skip
    assert score(*pair).levels["type"].f1 == pytest.approx(6 / 9)


def test_types(pair, score):
    scores = score(*pair)
    assert scores.types == {
        "ACCUSE": Count(1, 1, 1), "COERCE": Count(0, 1, 0), "CONSULT": Count(2, 2, 2), "SANCTION": Count(1, 0, 0),
        "THREATEN": Count(0, 1, 0),
    }  # fmt: skip
    assert scores.macro_f1 == pytest.approx(2 / 3)  # ACCUSE 1, CONSULT 1, SANCTION 0


def test_sides_where_the_type_is_found(pair, score):
    assert score(*pair).sides == Share(2, 3)  # accusation and talks are, the meeting is not


def test_fields_of_matched_events(pair, score):
    matched = score(*pair).attributes  # the accusation and the talks
    assert matched["mode"] == Attribute(Share(1, 2), Share(0, 1))
    assert matched["status"] == Attribute(Share(1, 2), Share(1, 2))
    assert matched["background"] == Attribute(Share(2, 2), Share(0, 0))
    assert matched["place name"] == Attribute(Share(2, 2), Share(1, 1))
    assert matched["place country"] == Attribute(Share(2, 2), Share(1, 1))


def test_a_field_that_gold_lacks_is_not_compared(pair, score):
    for event in pair[0]["events"]:
        del event["mode"]
    assert score(*pair).attributes["mode"].all == Share(0, 0)
    assert score(*pair).attributes["date"].all == Share(2, 2)


def test_a_kind_that_gold_lacks_is_not_counted(pair, rows, score):
    gold, ours = pair
    ours["ties"] = [rows.tie("trade", "NOR", "SUD", "theft")]
    assert score(gold, ours).ties == Count(0, 1, 0)
    del gold["ties"]
    assert score(gold, ours).ties == Count()


def test_matched_events_are_those_at_the_same_words(rows, score):
    gold = rows.document(events=[rows.event("CONSULT", "NOR", "SUD", words, status=s) for words, s in (
        ("met Westland", "planned"), ("They talk", "ongoing"))])  # fmt: skip
    ours = rows.document(events=list(reversed(gold["events"])), statements=[], ties=[])
    assert score(gold, ours).attributes["status"].all == Share(2, 2)


def test_countries_count_once_and_in_any_order(rows, score):
    gold = rows.document(events=[rows.event("CONSULT", "NOR SUD", "", "talk")])
    ours = rows.document(events=[rows.event("CONSULT", "SUD NOR SUD", "", "talk")], statements=[], ties=[])
    assert score(gold, ours).levels["strict"] == Count(1, 1, 1)


def test_a_dyad_is_directed(rows, score):
    gold = rows.document(events=[rows.event("ACCUSE", "NOR", "SUD", "talk")])
    ours = rows.document(events=[rows.event("ACCUSE", "SUD", "NOR", "talk")], statements=[], ties=[])
    assert score(gold, ours).levels["dyad"] == Count(1, 1, 0)


@pytest.mark.parametrize(
    ("speaker", "content", "hits"),
    [
        ("NOR", "accused Sudland of theft", 1),
        ("NOR", "accused Sudl", 1),  # 12 of 24 characters: half
        ("NOR", "accused Sud", 0),
        ("NOR", "met Westland", 0),
        ("SUD", "accused Sudland of theft", 0),
    ],
)
def test_statements_share_half_of_the_longer_content(rows, score, speaker, content, hits):
    gold = rows.document(statements=[rows.statement("NOR", "accused Sudland of theft")])
    ours = rows.document(events=[], statements=[rows.statement(speaker, content)], ties=[])
    assert score(gold, ours).statements == Count(1, 1, hits)
    assert score(gold, ours).speakers == Count(1, 1, int(speaker == "NOR"))


def test_joint_speakers(rows):
    gold = rows.document(statements=[rows.statement("NOR", "They talk")])
    gold["statements"][0]["speaker"] = [{"name": "A", "country": "NOR"}, {"name": "B", "country": "SUD"}]
    ours = rows.document(statements=[rows.statement("NOR", "They talk")])
    assert matched_statements(gold, ours) == []


def test_ties(rows, score):
    gold = rows.document(ties=[rows.tie("trade", "NOR", "SUD", "met"), rows.tie("dispute", "NOR", "SUD", "theft")])
    ours = rows.document(events=[], statements=[], ties=[rows.tie("trade", "NOR", "SUD", "talk")])
    assert score(gold, ours).ties == Count(2, 1, 1)
    ours["ties"] = [rows.tie("trade", "SUD", "NOR", "met")]
    assert score(gold, ours).ties == Count(2, 1, 0)


def test_words_stand_where_the_record_says(rows):
    record = {"evidence": "Norland"}
    assert places_of(record, "evidence", rows.text) == [(0, 7), (34, 41), (77, 84)]
    record["detente"] = {"spans": {"evidence": [34, 41]}}
    assert places_of(record, "evidence", rows.text) == [(34, 41)]
    record["detente"] = {"spans": {"evidence": [35, 42]}}  # stale: the words are not there
    assert places_of(record, "evidence", rows.text) == [(0, 7), (34, 41), (77, 84)]


def test_scores_are_plain_values(pair, score):
    told = score(*pair).to_json()
    assert told["events"]["strict"] == {
        "gold": 4, "ours": 5, "hits": 2, "precision": 0.4, "recall": 0.5, "f1": 0.4444,
    }  # fmt: skip
    assert set(asdict(score(*pair))) == {
        "documents", "levels", "types", "sides", "attributes", "speakers", "statements", "ties", "macro_f1",
    }  # fmt: skip
