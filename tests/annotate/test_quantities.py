"""Amounts: numbers, ranges, shares, money, and what is none."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.annotate import quantities
from detente.annotate.dates import find_dates
from detente.annotate.quantities import find_quantities
from detente.records import Span


def one(text):
    (quantity,) = find_quantities(text)
    return quantity


def test_examples_in_docstrings():
    ran = doctest.testmod(quantities)
    assert ran.attempted
    assert not ran.failed


@pytest.mark.parametrize(
    ("text", "span", "value", "low", "high", "unit"),
    [
        ("killing 53 people", "53", 53, 53, 53, ""),
        ("killing at least 53 people", "at least 53", 53, 53, None, ""),
        ("up to 100 jets", "up to 100", 100, None, 100, ""),
        ("about 500 men", "about 500", 500, None, None, ""),
        ("20 or more tanks", "20 or more", 20, 20, None, ""),
        ("twenty-four tanks", "twenty-four", 24, 24, 24, ""),
        ("1,200 square kilometres", "1,200 square kilometres", 1200, 1200, 1200, "km2"),
        ("two million barrels", "two million barrels", 2e6, 2e6, 2e6, "barrel"),
        ("10-15 jets", "10-15", None, 10, 15, ""),
        ("between 10 and 15 jets", "between 10 and 15", None, 10, 15, ""),
        ("two to three million people", "two to three million", None, 2e6, 3e6, ""),
        ("$5-10 billion", "$5-10 billion", None, 5e9, 1e10, "USD"),
        ("$5 billion", "$5 billion", 5e9, 5e9, 5e9, "USD"),
        ("€2m", "€2m", 2e6, 2e6, 2e6, "EUR"),
        ("5 billion euros", "5 billion euros", 5e9, 5e9, 5e9, "EUR"),
        ("Rs 500 crore", "Rs 500 crore", 5e9, 5e9, 5e9, "INR"),
        ("500 pounds of explosives", "500 pounds", 500, 500, 500, "lb"),
        ("half a million people", "half a million", 5e5, 5e5, 5e5, ""),
        ("two dozen men", "two dozen", 24, 24, 24, ""),
        ("dozens of men", "dozens", None, 24, None, ""),
        ("tens of thousands of men", "tens of thousands", None, 20000, None, ""),
        ("several men", "several", None, 3, None, ""),
        ("at least one man", "at least one", 1, 1, None, ""),
        ("2000 troops", "2000", 2000, 2000, 2000, ""),
    ],
)
def test_forms(text, span, value, low, high, unit):
    quantity = one(text)
    assert (quantity.span.text, quantity.value, quantity.low, quantity.high, quantity.unit) == (
        span, value, low, high, unit,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "span", "share", "hedge"),
    [
        ("nearly half of its arms", "nearly half", 0.5, "nearly"),
        ("half of its arms", "half", 0.5, ""),
        ("a third of its arms", "a third", 1 / 3, ""),
        ("two-thirds voted", "two-thirds", 2 / 3, ""),
        ("45 percent", "45 percent", 0.45, ""),
        ("45 %", "45 %", 0.45, ""),
        ("more than 45 per cent", "more than 45 per cent", 0.45, "more than"),
        ("10 to 20 percent", "10 to 20 percent", 0.15, ""),
        ("one in five", "one in five", 0.2, ""),
        ("nine out of ten", "nine out of ten", 0.9, ""),
    ],
)
def test_shares(text, span, share, hedge):
    quantity = one(text)
    assert (quantity.span.text, quantity.hedge) == (span, hedge)
    assert quantity.share == pytest.approx(share)


@pytest.mark.parametrize(
    "text",
    ["Su-35 and S-400", "Boeing 737", "Resolution 1325", "the G20", "9/11", "24/7", "3-1", "5G", "the 28th", "at 7:15",
     "one of them", "no one", "the second half of it", "a third party", "the 1990s", "COVID-19", "in 2019", "2014 was"],
)  # fmt: skip
def test_traps(text):
    assert find_quantities(text) == []


def test_a_change_is_no_range():
    assert [q.span.text for q in find_quantities("It rose from 10 to 15 percent.")] == ["10", "15 percent"]


def test_dates_are_skipped():
    text = "On April 28 some 300 men left for two years and 5 to 10 weeks."
    skip = [m.span for m in find_dates(text, None)]
    assert [q.span.text for q in find_quantities(text, skip=skip) if q.value] == ["some 300"]


PIECES = st.sampled_from(
    "at least about half a third of two million dozens several $ € 5 10 1,200 - to and between percent % billion euros "
    "barrels or more one in - 2019 – , . 3/4 ½ m Rs US$ Su-35 hundreds scores".split()
)
TEXTS = st.one_of(st.text(max_size=150), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES).map("".join))


@given(TEXTS, st.integers(0, 20), st.integers(1, 10))
@settings(max_examples=250, deadline=None)
def test_any_text(text, start, length):
    skip = [Span.of(text, start, start + length)] if start + length <= len(text) else []
    last = 0
    for quantity in find_quantities(text, skip=skip):
        span = quantity.span
        assert last <= span.start < span.end
        assert text[span.start : span.end] == span.text
        assert not any(span.overlaps(s) for s in skip)
        assert quantity.hedge in span.text
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        assert quantity.share is None or 0 <= quantity.share <= 1
        last = span.end
