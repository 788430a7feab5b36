"""The day of publication: in values, at the head of texts, in file names."""

from __future__ import annotations

import contextlib
import email.utils
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.read.dateline import day_in_name, parse_day, prefix_end, read_head

DAY = date(2023, 4, 29)
DAYS = st.dates(date(1600, 1, 1), date(2199, 12, 31))
CLOCKS = st.sampled_from(["", "T10:00", " 10:00:59", "T23:30:00+02:00", "T00:10:00.123Z", " 10:00 GMT", ", 10:00 UTC"])


@pytest.mark.parametrize(
    "value",
    [
        "2023-04-29",
        " 2023-04-29 ",
        "2023/04/29",
        "2023-4-29",
        "20230429",
        "20230429T101500Z",
        "20230429101500",
        "29 April 2023",
        "29th Apr. 2023",
        "April 29, 2023",
        "Saturday, 29 April 2023",
        "29-Apr-2023",
        "Sat, 29 Apr 2023 10:00:00 +0000",
        "Sat Apr 29 10:00:00 +0000 2023",
        "April 29, 2023, 3:15 p.m.",
        "2023-04-29T24:00:00Z",
        20230429,
        1682762400,
        1682762400.5,
        1682762400000,
        "1682762400",
        datetime(2023, 4, 29, 23, 59, tzinfo=UTC),
        DAY,
    ],
)
def test_forms_of_a_day(value):
    assert parse_day(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        "2023-02-30", "29/04/2023", "yesterday", "2023-04", "April 2023", "2023-13-01", "0001-01-01", "31 April 2023",
        "2023-04-29T99:00", "2023-04-29x", 12, 10**400, -1, float("inf"), float("nan"), True, [], {}, b"2023-04-29",
        "9" * 5000, "99999999999999999999", "2023-04-29 and more", "٢٠٢٣-٠٤-٢٩",
    ],
    ids=lambda value: ascii(value)[:40] if not isinstance(value, int) or value < 10**40 else "huge",
)  # fmt: skip
def test_no_day(value):
    with pytest.raises(ValueError, match="date"):
        parse_day(value)


@given(DAYS, CLOCKS)
def test_iso_days_are_the_day_written(day, clock):
    assert parse_day(day.isoformat() + clock) == day


@given(DAYS, st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d %b %Y", "%A, %d %B %Y", "%a, %d %b %Y", "%Y%m%d"]))
def test_days_in_words(day, form):
    assert parse_day(day.strftime(form)) == day


@given(st.datetimes(datetime(1974, 1, 1), datetime(2190, 1, 1)))  # noqa: DTZ001 - hypothesis wants naive bounds
def test_machine_forms(moment):
    moment = moment.replace(tzinfo=UTC, microsecond=0)
    assert parse_day(email.utils.format_datetime(moment)) == moment.date()
    assert parse_day(int(moment.timestamp())) == moment.date()
    assert parse_day(int(moment.timestamp()) * 1000) == moment.date()


@given(st.one_of(st.text(), st.integers(), st.floats(), st.binary(), st.none(), st.booleans()))
def test_anything_else_is_a_value_error(value):
    with contextlib.suppress(ValueError):
        assert isinstance(parse_day(value), date)


HEADS = {
    " date 2023-04-29 |The government": ("2023-04-29", {}),
    "Date: 2023-04-29 |The government": ("2023-04-29", {}),
    "date 2023-04-29: |The government": ("2023-04-29", {}),
    "date 2023-04-29 - |The government": ("2023-04-29", {}),
    "date 29 April 2023 |The government": ("29 April 2023", {}),
    "DATE: April 29, 2023\n\n|The government": ("April 29, 2023", {}),
    "Date: Saturday, 29 April 2023, 10:00 GMT\r\n|The government": ("Saturday, 29 April 2023", {}),
    "2023-04-29\n|The government": ("2023-04-29", {}),
    "\n2023-04-29T10:00:00Z\n\n  |The government": ("2023-04-29", {}),
    "Published: 29 April 2023 by staff\n|The government": ("29 April 2023", {}),
    "Title: A visit\nSource: Wire\nURL: http://x.test/a\nDate: 2023-04-29\n\n|The government": (
        "2023-04-29",
        {"title": "A visit", "source": "Wire", "url": "http://x.test/a"},
    ),
    "A visit to Doha\n2023-04-29\n|The government": ("2023-04-29", {"title": "A visit to Doha"}),
    "Title: A visit\ndate 2023-04-29 |The government": ("2023-04-29", {"title": "A visit"}),
    "Title: A visit\n|The government": (None, {"title": "A visit"}),
    "Date: 2023-04-29\nUpdated: 2023-05-01\n|Talks\n2023-06-01\nwent on.": ("2023-04-29", {"updated": "2023-05-01"}),
    "|The government met.\n2023-04-29\nMore": (None, {}),
    "|Date: to be told\nThe government": (None, {}),
    "|Dates matter. The government": (None, {}),
    "|date palms grew. The government": (None, {}),
    "|2023-04-29 was the day. The government": (None, {}),
    "|": (None, {}),
    "|\n\n": (None, {}),
    "Date: 2023-04-29|": ("2023-04-29", {}),
}


@pytest.mark.parametrize("marked", HEADS)
def test_heads_of_texts(marked):
    words, fields = HEADS[marked]
    text = marked.replace("|", "")
    head = read_head(text)
    assert head.problem == ""
    assert (head.body_start, head.fields) == (marked.index("|"), fields)
    assert head.date == (DAY if words else None)
    assert (text[slice(*head.date_span)] if head.date_span else None) == words


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" date 2023-02-30 The government", 1),
        ("Title: A\nDate: 31 April 2023\nThe", 2),
        ("2023-13-01\nThe", 1),
        ("Date: 29/04/2023\nThe", 1),
    ],
)
def test_impossible_days_are_told_with_their_line(text, line):
    head = read_head(text)
    assert "date" in head.problem
    assert head.line == line


@given(st.text(alphabet=st.sampled_from("date: 2023-0429\n\rTilesoucAprl,.TZ\u00a0")))
def test_heads_never_fail_and_lie_inside(text):
    head = read_head(text)
    assert 0 <= head.body_start <= len(text)
    assert 0 <= prefix_end(text)[0] <= len(text)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2023-04-29_report.txt", DAY),
        ("report-20230429.txt", DAY),
        ("wire_2023_04_29", DAY),
        ("20230429101500.txt", DAY),
        ("report-20231399-20230429.txt", DAY),
        ("report-20231399.txt", None),
        ("1234567890123.txt", None),
        ("a.txt", None),
    ],
)
def test_days_in_file_names(name, day):
    assert day_in_name(name) == day
