"""Expressions that lean on a day told before, lengths in words, and days that are soon to come; all made up."""

from __future__ import annotations

from datetime import date

import pytest

from detente.annotate.dates import find_dates

SATURDAY = date(2023, 4, 29)


def values(text, published=SATURDAY):
    return [m.value for m in find_dates(text, published)]


def pairs(text, published=SATURDAY):
    return [(m.span.text, m.value) for m in find_dates(text, published)]


# ------------------------------------------------------------------------------------------------ days told before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The envoy came on Tuesday. That night he fled.", "2023-04-25TNI"),
        ("The envoy came on Tuesday. The next morning he fled.", "2023-04-26TMO"),
        ("The envoy came on Tuesday; in the afternoon he fled.", "2023-04-25TAF"),
        ("The envoy came on April 4. He fled the next day.", "2023-04-05"),
        ("The envoy came on April 4. Two days later he fled.", "2023-04-06"),
        ("The envoy came on April 4 and fled the same day.", "2023-04-04"),
        ("The envoy came on April 4, and a week later he fled.", "2023-W15"),
        ("The envoy came on April 4. He had called the day before.", "2023-04-03"),
        ("Output rose in the third quarter of 2021 from the previous quarter.", "2021-Q2"),
    ],
)
def test_counted_from_a_day_told_before(text, told):
    assert values(text)[-1] == told


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The next day he fled.", "+P1D"),  # no day was told
        ("He fled two days after the vote.", "+P2D"),  # the coder knows the vote
        ("Later in the day he fled.", "2023-04-29"),
        ("Exports fell from a year earlier.", "2022"),
        ("Exports fell from the previous month.", "2023-03"),
        ("It met the week before last.", "2023-W15"),
        ("It was the worst storm of the decade.", "202"),
        ("Exports fell 3% for the week.", "2023-W17"),
        ("It is the quarrel of the century.", "20"),
    ],
)
def test_counted_from_publication_or_from_none(text, value):
    assert values(text) == [value]


def test_two_comparisons_count_from_the_same_year():
    text = "Output rose to 9 million from 8 million a year ago. Sales rose to 6 million from 5 million a year earlier."
    assert values(text) == ["2022", "2022"]


@pytest.mark.parametrize(
    "text",
    [
        "In the morning he drinks tea.",
        "That night club was shut.",
        "He won the Person of the Year award.",
        "It is the word of the year.",
        "The show was called Alma in the Morning.",
        "She reads Zambia Today.",
        "He was on 60 Minutes.",
        "He was aged 16 to 18 years.",
        "He reads the daily Gazette and a weekly magazine.",
        "Interest is paid half-yearly.",
        "The average daily volume rose, and output grows 3% annually.",
        "The army will stay for the foreseeable future.",
    ],
)
def test_no_time_expressions(text):
    assert values(text) == []


# ------------------------------------------------------------------------------------------------ lengths and times


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("It takes two to three weeks.", "two to three weeks", "P2W"),
        ("It took two-and-a-half years.", "two-and-a-half years", "P2.5Y"),
        ("It took a week.", "a week", "P1W"),
        ("It took years.", "years", "PXY"),
        ("The week-long strike ended.", "week-long", "P1W"),
        ("The yearlong siege ended.", "yearlong", "P1Y"),
        ("The decades-old feud ended.", "decades-old", "PXY"),
        ("The three-week-old siege ended.", "three-week", "P3W"),
        ("A decade of war ended.", "A decade", "P10Y"),
        ("It ended after months of talks.", "months", "PXM"),
        ("It fell hours after the vote.", "hours", "PTXH"),
        ("It held for a while.", "a while", "PXX"),
        ("It held for a quarter century.", "a quarter century", "P25Y"),
        ("They talked all day.", "all day", "P1D"),
        ("Twice a year they meet.", "a year", "P1Y"),
        ("They meet every Friday night.", "every Friday night", "XXXX-WXX-5TNI"),
        ("They meet on weekends.", "weekends", "XXXX-WXX-WE"),
        ("It fell at 8:30 this morning.", "8:30 this morning", "2023-04-29T08:30"),
        ("It fell at 10:15 last night.", "10:15 last night", "2023-04-28T22:15"),
        ("It fell at 9 o'clock Friday.", "9 o'clock Friday", "2023-04-28T09:00"),
        ("It fell on the night of April 4.", "the night of April 4", "2023-04-04TNI"),
        ("It fell at ten o'clock Friday.", "ten o'clock Friday", "2023-04-28T10:00"),
        ("It fell at three p.m.", "three p.m.", "2023-04-29T15:00"),
        (
            "It fell on March twenty first, nineteen ninety-two.",
            "March twenty first, nineteen ninety-two",
            "1992-03-21",
        ),
        ("It fell in the late nineteen sixties.", "the late nineteen sixties", "196"),
        ("It fell half a dozen years ago.", "half a dozen years ago", "2017"),
        ("It will fall a week from today.", "a week from today", "2023-W18"),
        ("He is away for the moment.", "for the moment", "PRESENT_REF"),
        ("I met him the other day.", "the other day", "PAST_REF"),
    ],
)
def test_lengths_and_times(text, span, value):
    assert pairs(text) == [(span, value)]


def test_the_day_after_a_bracket():
    text = "It fell at 2 a.m. local time (0600 GMT) on Tuesday."
    assert values(text) == ["2023-04-25T02:00", "2023-04-25T06:00", "2023-04-25"]


def test_a_time_of_day_is_of_the_day_told_before():
    text = "A bridge fell on Tuesday. Police came at 10:45 p.m. local time."
    assert values(text) == ["2023-04-25", "2023-04-25T22:45"]
    assert values("A bridge fell on Tuesday. Talks will resume at noon.") == ["2023-04-25", "2023-04-29T12:00"]


def test_the_last_days_of_a_month_are_no_length():
    assert values("The boat sank in the last days of March.") == ["2023-03"]


def test_this_year_and_last():
    assert values("Exports rose more this year than last.") == ["2023", "2022"]
    assert values("This year he was last in the race.") == ["2023"]


def test_children_have_ages():
    assert values("A three-month-old baby was saved.") == []


# ------------------------------------------------------------------------------------------------ quarters and years


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sales fell in the second fiscal quarter.", ["2023-Q2"]),
        ("Sales fell in the fiscal 2022 third quarter.", ["2022-Q3"]),
        ("Sales fell in the first quarter of fiscal 2022.", ["2022-Q1"]),
        ("Sales fell in the last quarter of 2021.", ["2021-Q4"]),
        ("Sales fell in the second and third quarters of 2021.", ["2021-Q2", "2021-Q3"]),
        ("In the first half, profit fell to $3 million.", ["2023-H1"]),
        ("They led in the first half, then lost the match.", []),
        ("For 2021, sales fell.", ["2021"]),
        ("Sales fell for the full year 2021.", ["2021"]),
        ("It had 20 shops at year-end 2021.", ["2021-12-31"]),
        ("Exports fell in the September quarter.", ["2022-Q3"]),
        ("Output fell in March from its level in February and from a year earlier.", ["2023-03", "2023-02", "2022-03"]),
        ("Profit fell in its fourth quarter ended January 31.", ["2023-Q4", "2023-01-31"]),
        ("The suit covers 1980 to 1985.", ["1980", "1985"]),
        ("It covers the years 1980 through 1985.", ["1980", "1985"]),
        ("The dam holds 1980 to 1985 barrels.", []),
        ("It will rise between now and 2030.", ["PRESENT_REF", "2030"]),
        ("It takes effect next January 1.", ["2024-01-01"]),
        ("It fell on Friday the 13th.", ["2023-01-13"]),
        ("From 2021 people to 1950 men.", []),
    ],
)
def test_quarters_and_years(text, found):
    assert values(text) == found


def test_a_reported_quarter_that_is_not_over_is_an_accounts_own():
    text = "Ilko reported a loss in the second quarter of $3 million, compared with $2 million a year earlier."
    assert values(text) == ["2023-Q2", "2022-Q2"]


# ------------------------------------------------------------------------------------------------ past or coming


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It has set May 16 as the day.", "2023-05-16"),  # a year ago it would have its year
        ("The truce was extended until July.", "2023-07"),
        ("It was paid on a still unnamed day in July.", "2022-07"),
        ("It would be paid on a still unnamed day in July.", "2023-07"),
        ("In June, talks will resume.", "2023-06"),
        ("Talks resume Monday.", "2023-05-01"),
        ("The court has until June 2 to rule.", "2023-06-02"),
        ("On May 16, the court ruled.", "2022-05-16"),
        ("Prices have risen since May.", "2022-05"),
        ("The rebels were beaten by December.", "2022-12"),
        ("The year ended May 16 was poor.", "2022-05-16"),
        ("He was seized in the May 16 attacks.", "2022-05-16"),
    ],
)
def test_soon_to_come(text, value):
    assert value in values(text)


def test_fiscal_quarter_told_by_its_last_month_has_no_number():
    text = (
        "Oro Mills lost money in the fiscal first quarter. Sales in the quarter ended Sept. 30 rose to $9 million from "
        "$8 million a year ago. In the quarter, Oro hired 40 people."
    )
    found = find_dates(text, date(2022, 10, 26))
    assert [m.value for m in found] == ["2022-Q1", "2022-QX", "2022-09-30", "2021-QX", "2022-QX"]
    assert [(m.start, m.end) for m in found[1::2]] == [
        (date(2022, 7, 1), date(2022, 10, 1)),
        (date(2021, 7, 1), date(2021, 10, 1)),
    ]


def test_fiscal_quarter_that_is_the_calendars_keeps_its_number():
    text = "Oro Mills lost money in the fiscal third quarter. Sales in the quarter ended Sept. 30 rose."
    assert [m.value for m in find_dates(text, date(2022, 10, 26))] == ["2022-Q3", "2022-Q3", "2022-09-30"]
