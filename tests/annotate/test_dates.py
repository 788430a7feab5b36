"""Time expressions: what is found, and what it means on the calendar."""

from __future__ import annotations

import doctest
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.annotate import date_calendar, date_words, dates, numerals
from detente.annotate.dates import find_dates

SATURDAY = date(2023, 4, 29)


def read(text, published=SATURDAY, begin=0):
    return [(m.span.text, m.value) for m in find_dates(text, published, begin)]


def one(text, published=SATURDAY):
    (moment,) = find_dates(text, published)
    return moment


@pytest.mark.parametrize("module", [date_calendar, date_words, dates, numerals], ids=lambda m: m.__name__)
def test_examples_in_docstrings(module):
    ran = doctest.testmod(module)
    assert ran.attempted
    assert not ran.failed


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("They met on April 28, 2023.", "April 28, 2023", "2023-04-28"),
        ("They met on 28 April 2023.", "28 April 2023", "2023-04-28"),
        ("They met on 2023-04-28.", "2023-04-28", "2023-04-28"),
        ("They met on Apr. 28, 2022.", "Apr. 28, 2022", "2022-04-28"),
        ("They met on 28/04/2023.", "28/04/2023", "2023-04-28"),
        ("They met on 04/28/2023.", "04/28/2023", "2023-04-28"),
        ("They met on 5.4.2023.", "5.4.2023", "2023-04-05"),
        ("They met on Friday, April 28, 2023.", "Friday, April 28, 2023", "2023-04-28"),
        ("They met on April 28-30, 2023.", "April 28-30, 2023", "2023-04-28/2023-04-30"),
        ("They met in March 2014.", "March 2014", "2014-03"),
        ("They met in June last year.", "June last year", "2022-06"),
        ("They met in 2019.", "2019", "2019"),
        ("The treaty (2010) holds.", "2010", "2010"),
        ("The 2003 war began.", "2003", "2003"),
        ("The 2014-2016 talks failed.", "2014-2016", "2014/2016"),
        ("It began in the early 1990s.", "the early 1990s", "199"),
        ("A war of the 20th century.", "the 20th century", "19"),
        ("It fell in late March 2020.", "late March 2020", "2020-03"),
        ("The third quarter of 2019 was good.", "The third quarter of 2019", "2019-Q3"),
        ("In the summer of 2014 it began.", "the summer of 2014", "2014-SU"),
        ("They met yesterday.", "yesterday", "2023-04-28"),
        ("They meet the day after tomorrow.", "the day after tomorrow", "2023-05-01"),
        ("They met two weeks ago.", "two weeks ago", "2023-W15"),
        ("They met nearly two years ago.", "nearly two years ago", "2021"),
        ("They will meet in three days.", "three days", "2023-05-02"),
        ("They met earlier this month.", "earlier this month", "2023-04"),
        ("They met last year.", "last year", "2022"),
        ("They met this week.", "this week", "2023-W17"),
        ("They meet next summer.", "next summer", "2023-SU"),
        ("They met last Tuesday.", "last Tuesday", "2023-04-25"),
        ("They meet next Monday.", "next Monday", "2023-05-01"),
        ("They left the following day.", "the following day", "+P1D"),
        ("They left a day later.", "a day later", "+P1D"),
        ("They fought for two years.", "two years", "P2Y"),
        ("A two-year ban was lifted.", "two-year", "P2Y"),
        ("They meet every year.", "every year", "P1Y"),
        ("They meet on Fridays.", "Fridays", "XXXX-WXX-5"),
        ("They met recently.", "recently", "PAST_REF"),
        ("They will meet in the near future.", "the near future", "FUTURE_REF"),
        ("It struck at 7:15 p.m. Friday.", "7:15 p.m. Friday", "2023-04-28T19:15"),
    ],
)
def test_forms(text, span, value):
    assert read(text) == [(span, value)]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "May he rest. March! The second attack, a second tank.",
        "The Sunday Times and the Good Friday Agreement.",
        "A total of 2014 people and 2000 soldiers.",
        "It sent 1415 to the shelf.",
        "Resolution 2019 was passed; the Falcon 2020 sold 2021 shares.",
        "On 05/04/2023-7 or 4/4.",
        "A 25-year-old man, 30 years old.",
        "April Smith spoke with Mrs May.",
        "Sum of $2019 and 1,990 tanks; Su-1990.",
        "On February 30, 2021.",
    ],
)
def test_traps(text):
    assert read(text) == []


def test_begin_is_kept():
    text = "date 2023-04-29\nOn Friday."
    assert read(text, begin=15) == [("Friday", "2023-04-28")]


def test_bare_day_has_both_readings():
    moment = one("They meet on August 3.")
    assert (moment.value, moment.other, moment.directed) == ("2022-08-03", "2023-08-03", False)
    assert (moment.start, moment.end, moment.grain, moment.iso) == (
        date(2022, 8, 3), date(2022, 8, 4), "day", "2022-08-03",
    )  # fmt: skip


def test_the_day_of_publication_is_the_past_reading():
    assert one("They met on Saturday.").value == "2023-04-29"
    assert one("They met on Saturday.").other == "2023-05-06"
    assert one("They met on April 29.").value == "2023-04-29"


def test_weekday_tells_the_year():
    moment = one("They meet on Wednesday, May 3.")
    assert (moment.value, moment.directed) == ("2023-05-03", True)


def test_without_publication_nothing_relative_is_resolved():
    text = "On April 28, on Friday, yesterday, two weeks ago, last year, in April, next Monday and this week."
    found = find_dates(text, None)
    assert len(found) == 8
    assert all(m.start is None and m.end is None for m in found)
    assert found[0].value == "XXXX-04-28"
    assert one("In May 2019.", None).iso == "2019-05"


def test_open_ends():
    assert one("It has been so since 2014.").open_end
    assert one("It was so until 2015.").open_start
    assert one("It is so from 2014 on.").open_end


def test_lists_of_years_and_shared_years():
    assert read("in 2014, 2015 and 2016") == [("2014", "2014"), ("2015", "2015"), ("2016", "2016")]
    assert read("from 28 April to 2 May 2019") == [("28 April", "2019-04-28"), ("2 May 2019", "2019-05-02")]
    assert read("from 28 December to 2 January 2019")[0] == ("28 December", "2018-12-28")


def test_parts_narrow():
    late = one("in late April 2023")
    assert (late.start, late.end) == (date(2023, 4, 21), date(2023, 5, 1))
    earlier = one("earlier this month")
    assert (earlier.start, earlier.end) == (date(2023, 4, 1), date(2023, 4, 30))
    run = one("over the past two weeks")
    assert (run.value, run.kind, run.start, run.end) == ("P2W", "DURATION", date(2023, 4, 15), date(2023, 4, 30))


@given(st.text(max_size=200), st.one_of(st.none(), st.dates()))
@settings(max_examples=100, deadline=None)
def test_any_text(text, published):
    check(text, published)


PIECES = st.sampled_from(
    "the a in on since last next this early late end of two 31 2019 1990s 20th May March April Sunday Friday week "
    "weeks year years day ago later February 29 , . - – 's 10,000 p.m. 7 noon quarter third summer past ( )".split()
)


@given(st.lists(PIECES, max_size=14).map(" ".join), st.one_of(st.none(), st.dates()))
@settings(max_examples=200, deadline=None)
def test_any_words_of_time(text, published):
    check(text, published)


def check(text, published):
    found = find_dates(text, published)
    last = 0
    for moment in found:
        span = moment.span
        assert last <= span.start < span.end
        assert text[span.start : span.end] == span.text
        last = span.end
        assert (moment.start is None) == (moment.end is None)
        assert moment.start is None or moment.start < moment.end
        assert moment.directed or moment.other or moment.start is None
        if moment.other and moment.grain == "day" and published:
            assert moment.value < moment.other
    assert found == find_dates(text, published)


def test_it_is_fast():
    text = "On Friday, April 28, the ministers, who had met two weeks ago, spoke of the war of 1999 and of trade. " * 20
    best = min(_time(text) for _ in range(5))
    assert best / len(text) * 2000 < 0.01  # a tenth of that on the machines it was made on


def _time(text):
    start = time.perf_counter()
    find_dates(text, SATURDAY)
    return time.perf_counter() - start
