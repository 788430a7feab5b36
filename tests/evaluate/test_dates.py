import pytest

from detente.evaluate.baseline import baseline_dates, installed
from detente.evaluate.counts import Count, Share
from detente.evaluate.dates import date_differences, score_dates


def span(start, end, value, kind="DATE"):
    return {"start": start, "end": end, "text": "x" * (end - start), "type": kind, "value": value}


GOLD = [
    span(0, 10, "2024-05"),
    span(20, 26, "P3D", "DURATION"),
    span(30, 40, "2024-05-02"),
    span(50, 60, "PRESENT_REF"),
]
OURS = [
    span(0, 10, "2024-05"),  # right
    span(18, 26, "P3D", "SET"),  # value right, type and span wrong
    span(30, 40, "2024-05-03"),  # value wrong
    span(70, 80, "2024"),  # too many
]


def test_scores():
    scores = score_dates([(GOLD, OURS), ([], [span(0, 4, "2020")])])
    assert scores.documents == 2
    assert scores.spans.exact == Count(4, 5, 2)
    assert scores.spans.overlapping == Count(4, 5, 3)
    assert scores.spans.value == Count(4, 5, 2)
    assert (scores.type_right, scores.value_right) == (Share(2, 3), Share(2, 3))
    assert scores.types["DATE"].overlapping == Count(3, 4, 2)
    assert scores.types["DATE"].value == Count(3, 4, 1)
    assert scores.types["DURATION"].overlapping == Count(1, 0, 0)
    assert scores.types["SET"].value == Count(0, 1, 0)
    assert scores.types["TIME"].exact == Count()


def test_a_span_of_gold_agrees_with_one_of_ours():
    gold, halves = [span(0, 10, "2024-05-02")], [span(0, 6, "2024-05"), span(7, 10, "2024-05-02")]
    scores = score_dates([(gold, halves)]).spans
    assert (scores.overlapping.hits, scores.value.hits, scores.exact.hits) == (1, 1, 0)
    scores = score_dates([(halves, gold)]).spans
    assert (scores.overlapping.hits, scores.value.hits) == (1, 1)


def test_spans_that_touch_do_not_overlap():
    assert score_dates([([span(0, 5, "2024")], [span(5, 9, "2024")])]).spans.overlapping.hits == 0


def test_differences():
    rows = date_differences("n1", GOLD, OURS)
    assert [(r[0], r[1], r[6], r[11]) for r in rows] == [
        ("n1", "type+span", "P3D", "P3D"),
        ("n1", "value", "2024-05-02", "2024-05-03"),
        ("n1", "missed", "PRESENT_REF", ""),
        ("n1", "extra", "", "2024"),
    ]


def test_nothing_is_no_error():
    scores = score_dates([])
    assert scores.to_json()["value"]["f1"] == 0
    assert date_differences("n1", [], []) == []


@pytest.mark.skipif(not installed(), reason="dateparser is not installed")
def test_the_baseline_counts_from_the_day_of_publication():
    from datetime import date

    text = "Norland met Sudland yesterday. They had met in March 2019."
    rows = baseline_dates(text, date(2024, 5, 2))
    assert [(text[r["start"] : r["end"]], r["value"], r["type"]) for r in rows] == [
        ("yesterday", "2024-05-01", "DATE"),
        ("in March 2019", "2019-03", "DATE"),
    ]
    assert baseline_dates(text, None)[0]["value"] == "1969-12-31"
    assert baseline_dates("Nothing.", None) == []
