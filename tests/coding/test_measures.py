"""What the numbers of a sentence measure of its event; the sentences are made here."""

from __future__ import annotations

import math

import pytest

from detente import Coder
from detente.records import MEASURES

COLUMNS = ["killed", "wounded", "arrested", "amount", "currency", "quantities"]


@pytest.fixture(scope="module")
def code():
    """The result of a sentence."""
    coder = Coder()
    return lambda text: coder.code(text, date="2023-05-02")


@pytest.fixture(scope="module")
def measures(code):
    """The measures of the one event of a sentence; their words are checked to be those of the text."""

    def make(text):
        (event,) = code(text).events
        for m in event.quantities:
            span = m.quantity.span
            assert text[span.start : span.end] == span.text
        return event.quantities

    return make


@pytest.fixture(scope="module")
def row(code):
    """The columns of the measures in the table of a sentence with one event, ``None`` for empty cells."""

    def make(text):
        table = code(text).to_pandas()
        assert len(table) == 1
        cells = table[COLUMNS].iloc[0].tolist()
        return [None if isinstance(c, float) and math.isnan(c) else c for c in cells]

    return make


# ------------------------------------------------------------------------------------------------ kinds


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gunmen from Mali killed 14 soldiers in Niger on Monday.", [("killed", "14", "soldiers")]),
        (
            "Israeli air strikes killed 12 people and wounded 30 others in Lebanon.",
            [("killed", "12", "people"), ("wounded", "30", "others")],
        ),
        (
            "Ukrainian drones attacked a Russian base, killing three soldiers and wounding eight.",
            [("killed", "three", "soldiers"), ("wounded", "eight", "")],
        ),
        (
            "Four Indian soldiers were wounded when Chinese troops attacked a border post.",
            [("wounded", "Four", "Indian soldiers")],
        ),
        ("Turkish police arrested 46 activists in Ankara.", [("arrested", "46", "activists")]),
        ("Chinese police detained six Japanese citizens.", [("arrested", "six", "Japanese citizens")]),
        ("France deployed 800 troops to Chad.", [("troops", "800", "troops")]),
        ("Italy will send 200 soldiers to Niger.", [("troops", "200", "soldiers")]),
        ("Norway sent 24 tanks to Ukraine.", [("weapons", "24", "tanks")]),
        ("Germany delivered 18 howitzers to Ukraine.", [("weapons", "18", "howitzers")]),
        ("Russia expelled five Norwegian diplomats.", [("expelled", "five", "Norwegian diplomats")]),
        ("Kenya deported 17 Somali refugees.", [("deported", "17", "Somali refugees")]),
        ("Pakistan released 22 Indian fishermen.", [("released", "22", "Indian fishermen")]),
        ("Boko Haram rebels abducted 30 schoolgirls in Nigeria.", [("abducted", "30", "schoolgirls")]),
        ("Gunmen shot dead nine Malian farmers in Mopti.", [("killed", "nine", "Malian farmers")]),
        ("Israeli forces gunned down four Palestinian men.", [("killed", "four", "Palestinian men")]),
        (
            "Between 10 and 15 Ukrainian soldiers were killed in a Russian strike.",
            [("killed", "Between 10 and 15", "Ukrainian soldiers")],
        ),
        ("Thousands of workers protested in Athens.", [("participants", "Thousands", "workers")]),
    ],
)
def test_kinds(measures, text, told):
    found = measures(text)
    assert [(m.kind, m.quantity.span.text, m.what) for m in found] == told
    assert {m.kind for m in found} <= set(MEASURES)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Russia expelled five Norwegian diplomats.", "NOR"),
        ("Pakistan released 22 Indian fishermen.", "IND"),
        ("Israeli forces gunned down four Palestinian men.", "PSE"),
        ("Chinese police detained six Japanese citizens.", "JPN"),
        ("Four Indian soldiers were wounded when Chinese troops attacked a border post.", "IND"),
    ],
)
def test_whose_are_those_who_are_counted(measures, text, whose):
    assert [m.whose for m in measures(text)] == [whose]


# ------------------------------------------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    ("text", "kind", "words", "value", "low", "high"),
    [
        ("Gunmen from Mali killed 14 soldiers in Niger on Monday.", "killed", "14", 14, 14, 14),
        (
            "A Russian missile strike killed at least seven civilians in Ukraine.",
            "killed",
            "at least seven",
            7,
            7,
            None,
        ),
        ("Russian forces killed between 10 and 15 Ukrainian soldiers.", "killed", "between 10 and 15", None, 10, 15),
        ("Dozens of people were killed in a Saudi air strike in Yemen.", "killed", "Dozens", None, 24, None),
    ],
)
def test_value_and_bounds(measures, text, kind, words, value, low, high):
    (m,) = measures(text)
    q = m.quantity
    assert (m.kind, q.span.text, q.value, q.low, q.high, q.unit) == (kind, words, value, low, high, "")


@pytest.mark.parametrize(
    ("text", "words", "value", "low", "high", "currency"),
    [
        ("Japan provided $250 million in aid to Kenya.", "$250 million", 2.5e8, 2.5e8, 2.5e8, "USD"),
        (
            "The European Union granted 1.5 billion euros in loans to Egypt.",
            "1.5 billion euros", 1.5e9, 1.5e9, 1.5e9, "EUR",
        ),
        ("Japan gave up to $40 million in aid to Kenya.", "up to $40 million", 4e7, None, 4e7, "USD"),
        ("Sweden pledged about 30 million euros in aid to Moldova.", "about 30 million euros", 3e7, None, None, "EUR"),
    ],
)  # fmt: skip
def test_sums_of_money(measures, text, words, value, low, high, currency):
    (m,) = measures(text)
    q = m.quantity
    assert (m.kind, q.span.text, q.value, q.low, q.high, q.unit) == ("amount", words, value, low, high, currency)


# ------------------------------------------------------------------------------------------------ what is not attached


@pytest.mark.parametrize(
    "text",
    [
        "The president of Kenya, who has ruled for 12 years, met the president of Uganda.",
        "Egypt condemned the attack that killed 40 people in Sudan.",
        "France, which has 68 million people, criticized Hungary.",
        "The United States imposed sanctions on Iran 45 years after the revolution.",
        "Russia attacked a Ukrainian village 12 kilometres from the border.",
        "Talks between 14 countries began after France met Germany.",
    ],
)
def test_a_number_of_something_else_is_not_attached(measures, text):
    assert measures(text) == ()


def test_a_term_in_prison_is_no_number_of_people(measures):
    found = measures("A Polish court sentenced two Belarusian spies to 12 years in prison.")
    assert [(m.kind, m.quantity.value) for m in found] == [("sentenced", 2)]


def test_a_part_of_those_arrested_is_not_added(measures):
    found = measures("Iranian police arrested 15 protesters, two of them women, in Tehran.")
    assert [(m.kind, m.quantity.value) for m in found] == [("arrested", 15)]


@pytest.mark.parametrize("text", ["Canada criticized Brazil on Tuesday.", "France expelled the Russian ambassador."])
def test_without_numbers_there_are_no_measures(code, measures, text):
    assert measures(text) == ()
    assert [r for e in code(text).events for r in e.reasons if r.field == "quantities"] == []


def test_every_measure_has_its_reason(code):
    (event,) = code("Israeli air strikes killed 12 people and wounded 30 others in Lebanon.").events
    reasons = [r for r in event.reasons if r.field == "quantities"]
    assert [r.rule for r in reasons] == ["quantity.killed", "quantity.wounded"]


# ------------------------------------------------------------------------------------------------ the table


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            "Israeli air strikes killed 12 people and wounded 30 others in Lebanon.",
            [12, 30, None, None, None, "killed: 12 people; wounded: 30 others"],
        ),
        (
            "Turkish police arrested 46 activists in Ankara.",
            [None, None, 46, None, None, "arrested: 46 activists"],
        ),
        (
            "Japan provided $250 million in aid to Kenya.",
            [None, None, None, 2.5e8, "USD", "amount: $250 million"],
        ),
        ("Norway sent 24 tanks to Ukraine.", [None, None, None, None, None, "weapons: 24 tanks"]),
        ("Canada criticized Brazil on Tuesday.", [None, None, None, None, None, ""]),
    ],
)
def test_columns(row, text, cells):
    assert row(text) == cells


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Russian forces killed between 10 and 15 Ukrainian soldiers.", 10),
        ("A Russian missile strike killed at least seven civilians in Ukraine.", 7),
        ("Dozens of people were killed in a Saudi air strike in Yemen.", 24),
    ],
)
def test_of_a_range_or_bound_the_table_has_the_low_end(row, text, killed):
    assert row(text)[0] == killed
