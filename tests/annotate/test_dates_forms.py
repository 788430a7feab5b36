"""Forms of time that news uses, one class of language at a time; every sentence is made up."""

from __future__ import annotations

from datetime import date

import pytest

from detente.annotate.dates import find_dates

SATURDAY = date(2023, 4, 29)


def read(text, published=SATURDAY):
    return [(m.span.text, m.value) for m in find_dates(text, published)]


def one(text, published=SATURDAY):
    (moment,) = find_dates(text, published)
    return moment


# ------------------------------------------------------------------------------------------------ ranges, open ends


def test_open_ends():
    since = one("The strait has been shut since 2014.")
    assert (since.value, since.open_end, since.open_start) == ("2014", True, False)
    until = one("The envoy stays until May 2024.")
    assert (until.value, until.open_start) == ("2024-05", True)
    assert one("The rule holds from 2019 onwards.").open_end


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They fought between 2015 and 2019.", ["2015", "2019"]),
        ("They fought from 2015 to 2019.", ["2015", "2019"]),
        ("Exports fell from May to July 2021.", ["2021-05", "2021-07"]),
        ("They trained from 3 to 9 March 2020.", ["2020-03-03/2020-03-09"]),
        ("They trained on March 3-9, 2020.", ["2020-03-03/2020-03-09"]),
        ("They trained from January 28 to February 3, 2021.", ["2021-01-28", "2021-02-03"]),
        ("The 2014-2019 parliament.", ["2014/2019"]),
    ],
)
def test_ranges(text, values):
    found = [m.value for m in find_dates(text, SATURDAY)]
    assert found == values or found == ["/".join(values)]


# ------------------------------------------------------------------------------------------------ forms


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("It began in the early 1990s.", "the early 1990s", "199"),
        ("It broke out in mid-March.", "mid-March", "2023-03"),
        ("It broke out in the 1800s.", "the 1800s", "18"),
        ("It broke out in the 2000s.", "the 2000s", "200"),
        ("A quarrel of the nineteenth century.", "the nineteenth century", "18"),
        ("They met on the 24th of February.", "the 24th of February", "2023-02-24"),
        ("Output fell in Q3.", "Q3", "2022-Q3"),
        ("Output fell in Q3 2021.", "Q3 2021", "2021-Q3"),
        ("The grant was cut in fiscal year 2021.", "fiscal year 2021", "2021"),
        ("The grant was cut in FY2021.", "FY2021", "2021"),
        ("The grant was cut last fiscal year.", "last fiscal year", "2022"),
        ("The grant was cut in the current fiscal year.", "the current fiscal year", "2023"),
        ("Shells fell last night.", "last night", "2023-04-28TNI"),
        ("They drill next summer.", "next summer", "2023-SU"),
        ("They drilled last summer.", "last summer", "2022-SU"),
        ("They drilled in the summer.", "the summer", "2022-SU"),
        ("They met the day before yesterday.", "the day before yesterday", "2023-04-27"),
        ("They met a fortnight ago.", "a fortnight ago", "2023-W15"),
        ("They meet this weekend.", "this weekend", "2023-W17-WE"),
        ("The shelling began at 0530 hours.", "0530 hours", "2023-04-29T05:30"),
        ("The shelling began at 1730 hours.", "1730 hours", "2023-04-29T17:30"),
        ("The shelling began at 17:30 on Friday.", "17:30 on Friday", "2023-04-28T17:30"),
        ("They trained for 1500 hours.", "1500 hours", "PT1500H"),
        ("The shelling began at 0530 GMT on April 24, 2023.", "0530 GMT on April 24, 2023", "2023-04-24T05:30"),
        ("He ruled for a decade.", "a decade", "P10Y"),
        ("He ruled for decades.", "decades", "PXY"),
        ("She waited for hours.", "hours", "PTXH"),
        ("A wall went up decades ago.", "decades ago", "PAST_REF"),
        ("They argued for a few hundred years.", "a few hundred years", "PXY"),
        ("It reports every two years.", "every two years", "P2Y"),
        ("They spar in recent months.", "recent months", "PXM"),
        ("They spar in coming months.", "coming months", "FUTURE_REF"),
        ("A truce may come one day.", "one day", "P1D"),
        ("A truce will come one day.", "one day", "FUTURE_REF"),
        ("They will sign as soon as possible.", "soon", "FUTURE_REF"),
        ("In the past, they quarrelled.", "the past", "PAST_REF"),
        ("The current envoy is ill.", "current", "PRESENT_REF"),
        ("The plant will shut by year-end.", "year-end", "2023-12-31"),
        ("The bond was due 2031.", "2031", "2031"),
        ("He lost the failed 2018 invasion.", "2018", "2018"),
        ("It was founded in nineteen eighty-four.", "nineteen eighty-four", "1984"),
        ("It was founded in nineteen oh five.", "nineteen oh five", "1905"),
        ("They vote in March nineteen ninety-one.", "March nineteen ninety-one", "1991-03"),
        ("They hoped for peace by the year two thousand.", "the year two thousand", "2000"),
    ],
)
def test_forms(text, span, value):
    assert read(text) == [(span, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Two thousand men and nineteen hundred-dollar notes were found.",
        "He was shot soon after the raid, as soon as he rose.",
        "The fall of the city shocked them.",
        "They want to close Mondays and shut the quarter of the old town.",
        "The account is current.",
    ],
)
def test_traps(text):
    assert [value for _, value in read(text) if value != "XXXX-WXX-1"] == []


def test_a_time_of_day_is_that_of_the_day_told():
    assert find_dates("On April 24, guns fired at 9 a.m. and fell silent.", SATURDAY)[-1].value == "2023-04-24T09:00"
    assert find_dates("They met on April 24. Guns fired at 9 a.m.", SATURDAY)[-1].value == "2023-04-24T09:00"
    assert one("Guns fired at 9 a.m.", None).value == "XXXX-XX-XXT09:00"


# ------------------------------------------------------------------------------------------------ which reading


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The ministers will meet on Friday.", "2023-05-05"),
        ("The ministers would meet on June 3.", "2023-06-03"),
        ("A vote is scheduled for Tuesday.", "2023-05-02"),
        ("The tariff takes effect June 1.", "2023-06-01"),
        ("They plan to meet in May.", "2023-05"),
        ("The rest is payable July 15.", "2023-07-15"),
        ("The force is to be withdrawn by June.", "2023-06"),
        ("The May 20 deadline looms.", "2023-05-20"),
        ("They met on Friday.", "2023-04-28"),
        ("They will host the envoy, who arrived on Friday.", "2023-04-28"),
        ("He said on Friday that they will talk.", "2023-04-28"),
        ("They will talk. Troops crossed the river on Friday.", "2023-04-28"),
        ("They meet on August 3.", "2022-08-03"),
        ("The army was withdrawn by December.", "2022-12"),
        ("Troops should leave by Friday.", "2023-05-05"),
    ],
)
def test_the_clause_tells_the_reading(text, value):
    assert one(text).value == value


def test_what_the_clause_tells_is_directed():
    moment = one("The ministers will meet on Friday.")
    assert (moment.directed, moment.other) == (True, None)
    assert (moment.start, moment.end) == (date(2023, 5, 5), date(2023, 5, 6))


def test_a_range_does_not_run_backwards():
    assert read("They will train from May to July.") == [("May", "2023-05"), ("July", "2023-07")]
    assert read("They will train from June 3 to July 2.") == [("June 3", "2023-06-03"), ("July 2", "2023-07-02")]
    assert [m.value for m in find_dates("They will train between May 3 and May 7.", SATURDAY)] == [
        "2023-05-03",
        "2023-05-07",
    ]


def test_a_running_month_is_not_next_years():
    assert one("They will meet in April.").value == "2023-04"


# ------------------------------------------------------------------------------------------------ told before


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Profit fell in the first quarter from $3 million a year ago.", "2022-Q1"),
        ("Profit fell in the first quarter. In the year-ago quarter the firm lost $2 million.", "2022-Q1"),
        ("Profit fell in the first quarter from the same period last year.", "2022-Q1"),
        ("Profit fell in the first quarter, against the 2019 period.", "2019-Q1"),
        ("Sales rose 3% in March from a year earlier.", "2022-03"),
        ("They signed in May 2015; the following year they parted.", "2016"),
        ("They signed on May 4, 2015. Two years later they parted.", "2017"),
        ("They signed in May 2015 and parted a month earlier.", "2015-04"),
        ("They signed in May 2015 and parted that year.", "2015"),
    ],
)
def test_periods_count_from_what_was_told(text, value):
    assert find_dates(text, SATURDAY)[-1].value == value


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("This year's third quarter will be hard.", "This year's third quarter", "2023-Q3"),
        ("Growth slowed in the 2021 second half.", "the 2021 second half", "2021-H2"),
        ("It waned in the latest quarter.", "the latest quarter", "2023-Q1"),
        ("He lived there a year ago.", "a year ago", "2022"),
        ("They left a day later.", "a day later", "+P1D"),
        ("They left two weeks after the raid.", "two weeks after", "+P2W"),
        ("They left two months after the raid.", "two months", "P2M"),
    ],
)
def test_periods_alone(text, span, value):
    assert read(text) == [(span, value)]


# ------------------------------------------------------------------------------------------------ holidays


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("Guns fell silent on Christmas Eve.", "Christmas Eve", "2022-12-24"),
        ("Guns fell silent on New Year's Day 2021.", "New Year's Day 2021", "2021-01-01"),
        ("Guns fell silent on New Year’s Eve.", "New Year’s Eve", "2022-12-31"),
        ("Guns fell silent at Easter.", "Easter", "2023-04-09"),
        ("Guns fell silent on Good Friday.", "Good Friday", "2023-04-07"),
        ("Guns fell silent on Easter Monday 2016.", "Easter Monday 2016", "2016-03-28"),
        ("Guns fell silent at Orthodox Easter.", "Orthodox Easter", "2023-04-16"),
        ("Guns fell silent on Orthodox Christmas.", "Orthodox Christmas", "2023-01-07"),
        ("Guns fell silent on Eid al-Fitr.", "Eid al-Fitr", "2023-04-21"),
        ("Guns fell silent on Eid al-Adha 2019.", "Eid al-Adha 2019", "2019-08-11"),
        ("Guns fell silent during Ramadan.", "Ramadan", "2023-03-23/2023-04-20"),
        ("Guns fell silent on Diwali.", "Diwali", "2022-10-24"),
        ("Guns fell silent on Nowruz.", "Nowruz", "2023-03-21"),
        ("Guns fell silent on Thanksgiving.", "Thanksgiving", "2022-11-24"),
        ("Guns fell silent last Thanksgiving.", "last Thanksgiving", "2022-11-24"),
        ("Guns fell silent during Hanukkah.", "Hanukkah", "2022-12-19/2022-12-26"),
        ("Guns fell silent during Passover.", "Passover", "2023-04-06/2023-04-12"),
        ("Guns fell silent at Lunar New Year.", "Lunar New Year", "2023-01-22"),
        ("Guns will fall silent next Ramadan.", "next Ramadan", "2024-03-11/2024-04-09"),
        ("Guns will fall silent on Christmas Day.", "Christmas Day", "2023-12-25"),
    ],
)
def test_holidays(text, span, value):
    assert read(text) == [(span, value)]


def test_a_holiday_has_both_readings():
    moment = one("Guns fall silent on Christmas Eve.")
    assert (moment.value, moment.other, moment.directed) == ("2022-12-24", "2023-12-24", False)


def test_a_feast_of_several_days_holds_them_all():
    moment = one("Guns fell silent during Ramadan.")
    assert (moment.start, moment.end, moment.grain) == (date(2023, 3, 23), date(2023, 4, 21), "day")


def test_movable_feasts_outside_of_the_table_stay_unresolved():
    assert one("Guns fell silent at Easter.", date(1961, 5, 1)).start is None
    assert one("Guns fell silent on Christmas Eve.", date(1961, 5, 1)).value == "1960-12-24"
    assert one("Guns fell silent on Christmas Eve.", None).value == "XXXX-12-24"


@pytest.mark.parametrize(
    "text", ["The Good Friday Agreement holds.", "The Yom Kippur War.", "Christmas Island is small."]
)
def test_names_that_bear_a_holiday(text):
    assert read(text) == []


# ------------------------------------------------------------------------------------------------ years without a cue


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Output rose compared with 2021, and 2022 was better.", ["2021", "2022"]),
        ("The firm had 2022 operating income of six million.", ["2022"]),
        ("Gross profit for 2022 reached a peak.", ["2022"]),
        ("Prices stay at 2021 levels.", ["2021"]),
        ("It came at the end [2022].", ["2022"]),
        ("Debt stood at six million at end-2022.", ["2022"]),
        ("The index, base 2020, fell to 2021.", []),
        ("He spoke on flight 2019 to Rome.", []),
        ("It sold 2021 vehicles and 1998 lamps.", []),
    ],
)
def test_a_number_near_the_year_of_publication(text, years):
    assert [m.value for m in find_dates(text, SATURDAY)] == years


def test_without_a_day_of_publication_no_number_is_near():
    assert find_dates("Output rose compared with 2021.", None) == []


# ------------------------------------------------------------------------------------------------ accounts, markets


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("Output rose in the week ended Friday the 21st.", "the week", "P1W"),
        ("Sales fell in the month ended March 31.", "the month", "P1M"),
        ("They met the previous business day.", "the previous business day", "-P1D"),
        ("Shares fell throughout the day.", "the day", "2023-04-29"),
        ("It opens in mid-year.", "mid-year", "2023"),
        ("First-half net rose.", "First-half", "2023-H1"),
        ("They met last Friday night.", "last Friday night", "2023-04-28TNI"),
        ("Shares fell on overnight losses in Paris.", "overnight", "2023-04-28TNI"),
        ("In the near term, prices may fall.", "the near term", "FUTURE_REF"),
        ("They fear the future.", "the future", "FUTURE_REF"),
        ("Sales fell in the past two quarters.", "the past two quarters", "P2Q"),
        ("A day earlier they had met.", "A day earlier", "2023-04-28"),
        ("They will meet on Saturday.", "Saturday", "2023-04-29"),
    ],
)
def test_words_of_accounts_and_markets(text, span, value):
    assert read(text)[0] == (span, value)


@pytest.mark.parametrize(
    "text",
    [
        "They talked of the future of the party.",
        "It has long-term debt.",
        "The overnight rate fell.",
        "They want recent losses made good.",
        "A week of the year to forget ended the talks.",
    ],
)
def test_what_names_no_time(text):
    assert [m for m in find_dates(text, SATURDAY) if m.kind != "DURATION"] == []
