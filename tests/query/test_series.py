"""Acts over a calendar, and the relations index."""

from datetime import date, timedelta

import duckdb
import pytest

from detente.errors import StoreError
from detente.query.acts import DAY, after, calendar, first_of
from detente.query.index import PRIOR, Tally, levels

LINES = (
    "2023-01-10 IND = RUS AGREE: India and Russia sign one pact.",
    "2023-01-20 IND > RUS ACCUSE/disapprove: India blames Moscow over prices.",
    "2023-03-05 IND < RUS AID by Post: Russia ships grain to Delhi.",
    "2023-03-06 CHN > RUS AID: Beijing sends money.",
    "2023-03-30 EU > RUS SANCTION: Brussels bans coal.",
)


@pytest.fixture(scope="module")
def store(told):
    return told(*LINES)


def column(table, name):
    return table[name].to_pylist()


def test_periods_without_acts_are_there_too(store):
    found = store.series("IND", "RUS", by="month")
    assert column(found, "period") == [date(2023, 1, 1), date(2023, 2, 1), date(2023, 3, 1)]
    assert column(found, "acts") == [2, 0, 1]
    assert column(found, "cooperation") == [2.5, 0.0, 10.0]
    assert column(found, "conflict") == [-2.0, 0.0, 0.0]
    assert column(found, "net") == [0.5, 0.0, 10.0]
    assert column(found, "mean") == [0.25, None, 10.0]
    assert column(found, "verbal_conflict") == [1, 0, 0]


def test_asked_for_periods_reach_beyond_the_acts(store):
    found = store.series("IND", "RUS", by="quarter", since="2022-07", until="2023-10")
    assert column(found, "acts") == [0, 0, 3, 0, 0]


@pytest.mark.parametrize(("direction", "acts"), [("both", [2, 0, 1]), ("to", [2]), ("from", [1, 0, 1])])
def test_who_acts(store, direction, acts):
    assert column(store.series("IND", "RUS", direction=direction), "acts") == acts


def test_scales(store):
    assert column(store.series("IND", "RUS", scale="goldstein"), "cooperation") == [1.25, 0.0, 5.0]


@pytest.mark.parametrize("asked", [{"by": "decade"}, {"scale": "warmth"}, {"direction": "up"}])
def test_what_there_is_not(store, asked):
    with pytest.raises(StoreError, match="no such"):
        store.series("IND", "RUS", **asked)


def test_pairs_of_countries_only_the_most_active_first(store):
    found = store.pairs(by="year")
    assert [(r["a"], r["b"], r["acts"]) for r in found.to_pylist()] == [("IND", "RUS", 3), ("CHN", "RUS", 1)]
    assert store.pairs(least=2).num_rows == 1


def test_pairs_with_empty_periods(store):
    found = store.pairs(by="month", zeros=True, least=2)
    assert column(found, "acts") == [2, 0, 1]


def test_nothing_gives_an_empty_series(store):
    assert store.series("BRA", "ARG").num_rows == 0
    assert store.series("BRA", "ARG", since="2023", until="2024", by="quarter").num_rows == 4


def test_calendar():
    day = date(2024, 5, 17)
    first = {p: first_of(day, p) for p in ("day", "week", "month", "quarter", "year")}
    assert list(first.values()) == [day, date(2024, 5, 13), date(2024, 5, 1), date(2024, 4, 1), date(2024, 1, 1)]
    assert [after(f, p) for p, f in first.items()] == [
        date(2024, 5, 18), date(2024, 5, 20), date(2024, 6, 1), date(2024, 7, 1), date(2025, 1, 1),
    ]  # fmt: skip
    assert list(calendar(date(2023, 11, 30), date(2024, 2, 1), "month")) == [
        date(2023, 11, 1), date(2023, 12, 1), date(2024, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "published", "expected"),
    [
        (date(2023, 4, 1), date(2023, 4, 2), date(2023, 4, 9), date(2023, 4, 1)),
        (None, None, date(2023, 4, 9), date(2023, 4, 9)),
        (date(2023, 1, 1), date(2024, 1, 1), date(2023, 4, 9), date(2023, 4, 9)),  # "this year"
        (date(2019, 1, 1), date(2020, 1, 1), date(2023, 4, 9), date(2019, 1, 1)),  # "in 2019"
        (None, None, None, None),
    ],
)
def test_the_day_on_which_an_act_counts(start, end, published, expected):
    columns = "$1::DATE AS date_start, $2::DATE AS date_end, $3::DATE AS published"
    found = duckdb.sql(f"SELECT {columns}", params=[start, end, published]).project(DAY)
    assert found.fetchall() == [(expected,)]


class TestIndex:
    def test_nothing_known_is_nought_and_wide(self):
        tally = Tally()
        tally.at(date(2023, 1, 1))
        level = tally.level()
        assert (level.value, level.weight) == (0.0, 0.0)
        assert level.low <= -9
        assert level.high >= 9

    def test_one_act_is_shrunk(self):
        tally = Tally()
        tally.at(date(2023, 1, 1))
        tally.add(-9.0, 1.0)
        assert tally.level().value == pytest.approx(-9.0 / (1 + PRIOR))

    def test_the_band_narrows_with_more_acts(self):
        widths = []
        tally = Tally()
        tally.at(date(2023, 1, 1))
        for _ in range(4):
            tally.add(-8.0, 1.0)
            level = tally.level()
            widths.append(level.high - level.low)
        assert widths == sorted(widths, reverse=True)

    def test_half_after_a_half_life(self):
        tally = Tally(half_life=10)
        tally.at(date(2023, 1, 1))
        tally.add(4.0, 1.0)
        tally.at(date(2023, 1, 11))
        assert tally.level().weight == pytest.approx(0.5)
        assert tally.level().value == pytest.approx(0.5 * 4 / 1.5, abs=1e-4)

    def test_days_in_steps_or_at_once(self, store):
        from detente.query.acts import acts_of

        acts = acts_of(store, between=("IND", "RUS"))
        days = [date(2023, 1, 1) + timedelta(n) for n in range(120)]
        assert list(levels(acts, days))[-1] == next(levels(acts, days[-1:]))

    def test_what_lies_before_counts(self, store):
        late = store.series("IND", "RUS", since="2023-04", until="2023-05")
        assert column(late, "acts") == [0]
        assert column(late, "index")[0] > 1.0
