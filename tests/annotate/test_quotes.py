"""Quotations: which marks open and close, and which are apostrophes."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.annotate import quotes
from detente.annotate.quotes import find_quotes


def test_examples_in_docstrings():
    ran = doctest.testmod(quotes)
    assert ran.attempted
    assert not ran.failed


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('He said "yes" and "no."', ["yes", "no."]),
        ("He said “yes” to ‘peace’.", ["yes", "peace"]),
        ("He said ``yes'' and left.", ["yes"]),
        ("« Oui » and „Ja“ and „nein”", [" Oui ", "Ja", "nein"]),
        ("A ‘unique, long-lasting and time-tested bond’ and both countries’ ties.",
         ["unique, long-lasting and time-tested bond"]),
        ("the 'Make in India' programme's workers' rights", ["Make in India"]),
        ("‘the two countries’ best interests’.", ["the two countries’ best interests"]),
        ("'It's the States' fault,' he said. 'We can't.'", ["It's the States' fault,", "We can't."]),
        ("“He said ‘no’ to ’90s “ideas”” today", ["He said ‘no’ to ’90s “ideas”", "no", "ideas"]),
        ("rock 'n' roll, 'tis the dogs' day in the '90s", []),
        ("He is 5'10\" tall; 12\" long", []),
        ('"" and “”', []),
        ("He said: “We go", ["We go"]),
        ("“We wait.\n“We go,” she said.\n\nIt rained.", ["We wait.", "We go,"]),
        ("He's here; they're there; the workers' pay", []),
        ('"the so-called \'Islamic State\' group\'s"', ["the so-called 'Islamic State' group's", "Islamic State"]),
    ],
)  # fmt: skip
def test_marks(text, inner):
    assert [q.inner.text for q in find_quotes(text)] == inner


def test_wire_style_opens_again_at_every_paragraph():
    text = '"We go on.\n\n"We stay," he said. "Why?'
    assert [q.span.text for q in find_quotes(text)] == ['"We go on.', '"We stay,"', '"Why?']


def test_lines_of_a_paragraph_belong_together():
    assert [q.inner.text for q in find_quotes('He said "we\ngo on" there.\n\nShe left.')] == ["we\ngo on"]


def test_begin_is_kept():
    text = '"One" and "two"'
    assert [q.inner.text for q in find_quotes(text, 5)] == ["two"]


@given(st.text(alphabet="ab s.,\n\"'“”‘’`«»„1", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text(text):
    found = find_quotes(text)
    for quote in found:
        assert text[quote.span.start : quote.span.end] == quote.span.text
        assert text[quote.inner.start : quote.inner.end] == quote.inner.text
        assert quote.span.covers(quote.inner)
        assert quote.span.start < quote.inner.start
        assert quote.inner.text.strip()
    for one in found:
        for other in found:
            if one.span.overlaps(other.span):
                assert one.span.covers(other.span) or other.span.covers(one.span)
