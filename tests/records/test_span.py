from detente.records import Span


def test_a_span_knows_its_words():
    span = Span.of("Berlin and Paris", 11, 16)
    assert span == Span(11, 16, "Paris")


def test_covering_and_overlapping():
    a, b, c = Span(0, 5, "abcde"), Span(2, 4, "cd"), Span(5, 6, "f")
    assert a.covers(b)
    assert a.covers(a)
    assert not b.covers(a)
    assert a.overlaps(b)
    assert b.overlaps(a)
    assert not a.overlaps(c)
