from datetime import date

import pytest

from detente.records import Moment


@pytest.mark.parametrize(
    ("grain", "iso"),
    [
        ("day", "2019-05-14"),
        ("month", "2019-05"),
        ("year", "2019"),
        ("week", None),
        ("quarter", None),
        ("unknown", None),
    ],
)
def test_days_months_and_years_are_written_by_their_grain(grain, iso):
    assert Moment("x", start=date(2019, 5, 14), end=date(2019, 5, 15), grain=grain).iso == iso


def test_what_is_not_resolved_or_no_date_is_not_written():
    assert Moment("PAST_REF", grain="day").iso is None
    assert Moment("P2D", kind="DURATION", start=date(2019, 5, 14), grain="day").iso is None
    assert Moment("T", kind="TIME", start=date(2019, 5, 14), grain="day").iso == "2019-05-14"
