"""Relative days on every day of seven years: the right distance, the right day of the week, in any time zone."""

from __future__ import annotations

import time
from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.annotate.dates import find_dates

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
EVERY_DAY = [date(2020, 1, 1) + timedelta(n) for n in range((date(2027, 1, 1) - date(2020, 1, 1)).days)]


def one(text, published):
    (moment,) = find_dates(text, published)
    return moment


@pytest.mark.parametrize("name", WEEKDAYS)
def test_weekdays_of_every_day(name):
    for published in EVERY_DAY:
        on = one(f"They met on {name}.", published)
        assert on.start.strftime("%A") == name
        assert 0 <= (published - on.start).days < 7
        assert date.fromisoformat(on.other) - on.start == timedelta(7)
        last = one(f"They met last {name}.", published)
        assert last.start.strftime("%A") == name
        assert 1 <= (published - last.start).days <= 7
        ahead = one(f"They will meet next {name}.", published)
        assert ahead.start.strftime("%A") == name
        assert 1 <= (ahead.start - published).days <= 7
        this = one(f"They met this {name}.", published)
        assert this.start.strftime("%A") == name
        assert 0 <= (published - this.start).days < 7
        today = on.start == published
        assert one(f"They will meet on {name}.", published).start == (published if today else ahead.start)
        for moment in (on, last, ahead, this):
            assert moment.end - moment.start == timedelta(1)
            assert moment.iso == moment.value == moment.start.isoformat()


WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
COUNTS = st.one_of(st.integers(1, 400).map(lambda n: (n, str(n))), st.integers(1, 12).map(lambda n: (n, WORDS[n - 1])))


def unit(count, name):
    return name if count == 1 else f"{name}s"


@given(DAYS, COUNTS)
@example(date(2020, 2, 29), (366, "366"))
@settings(max_examples=150, deadline=None)
def test_days_ago_and_in_days(published, count):
    n, said = count
    ago = one(f"They met {said} {unit(n, 'day')} ago.", published)
    assert (ago.start, ago.grain) == (published - timedelta(n), "day")
    coming = one(f"They will meet in {said} {unit(n, 'day')}.", published)
    assert (coming.start, coming.grain) == (published + timedelta(n), "day")


@given(DAYS, COUNTS)
@settings(max_examples=150, deadline=None)
def test_weeks_months_and_years_ago(published, count):
    n, said = count
    weeks = one(f"They met {said} {unit(n, 'week')} ago.", published)
    assert weeks.start <= published - timedelta(7 * n) < weeks.end == weeks.start + timedelta(7)
    assert weeks.start.isoweekday() == 1
    months = one(f"They met {said} {unit(n, 'month')} ago.", published)
    year, month = divmod(published.year * 12 + published.month - 1 - n, 12)
    assert months.start == date(year, month + 1, 1)
    assert months.end == months.start + timedelta(monthrange(year, month + 1)[1])
    years = one(f"They met {said} {unit(n, 'year')} ago.", published)
    assert (years.start, years.end) == (date(published.year - n, 1, 1), date(published.year - n + 1, 1, 1))


def test_units_of_every_day():
    for published in EVERY_DAY:
        assert one("They met earlier today.", published).start == published
        assert one("They met yesterday.", published).start == published - timedelta(1)
        assert one("They met the day before yesterday.", published).start == published - timedelta(2)
        assert one("They will meet the day after tomorrow.", published).start == published + timedelta(2)
        earlier = one("They met earlier this month.", published)
        assert (earlier.start, earlier.end) == (published.replace(day=1), published + timedelta(1))
        later = one("They will meet later this month.", published)
        assert later.start == published
        assert later.end - timedelta(1) == published.replace(day=monthrange(published.year, published.month)[1])
        night = one("It burned last night.", published)
        assert (night.start, night.value) == (published - timedelta(1), f"{published - timedelta(1)}TNI")
        weekend = one("They met this weekend.", published)
        assert (weekend.start.isoweekday(), (weekend.end - weekend.start).days) == (6, 2)
        fortnight = one("They met a fortnight ago.", published)
        assert fortnight.start <= published - timedelta(14) < fortnight.end
        for way, step in (("last", -1), ("this", 0), ("next", 1)):
            week = one(f"They meet {way} week.", published)
            assert week.start <= published + timedelta(7 * step) < week.end == week.start + timedelta(7)
            year = one(f"They meet {way} year.", published)
            assert (year.start, year.end) == (date(published.year + step, 1, 1), date(published.year + step + 1, 1, 1))


FORMS = st.sampled_from(
    "last Friday|next Monday|this Sunday|on Tuesday|yesterday|tonight|last night|two weeks ago|in three days|this week|"
    "earlier this month|last month|the weekend|a year ago|at 11:30 p.m. Friday|on Easter Monday|next summer|in March|"
    "the fourth quarter|2300 GMT on Wednesday".split("|")
)
ZONES = "UTC", "Pacific/Auckland", "Pacific/Pago_Pago", "Asia/Kathmandu", "America/St_Johns"


@given(DAYS, FORMS)
@settings(max_examples=60, deadline=None)
def test_the_time_zone_changes_nothing(published, form):
    with pytest.MonkeyPatch.context() as patch:
        results = []
        for zone in ZONES:
            patch.setenv("TZ", zone)
            time.tzset()
            results.append(find_dates(f"They will meet {form}.", published))
    time.tzset()
    assert results[0]
    assert all(result == results[0] for result in results)
