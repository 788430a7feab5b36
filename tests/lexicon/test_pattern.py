import pytest

from detente.lexicon.pattern import Piece, parse_pattern, parse_slots


def test_every_piece():
    pattern = parse_pattern("carry|bear/v +out attack|@raid on:@country ~heavy >stop !balance to")
    assert pattern.lemmas == ("carry", "bear")
    assert pattern.pos == "v"
    assert pattern.pieces == (
        Piece("particle", "", frozenset({"out"})),
        Piece("obj", "", frozenset({"attack"}), ("raid",)),
        Piece("prep", "on", frozenset(), ("country",)),
        Piece("mod", "", frozenset({"heavy"})),
        Piece("clause", "", frozenset({"stop"})),
        Piece("not", "", frozenset({"balance"})),
        Piece("prep", "to"),
    )


@pytest.mark.parametrize(
    ("lighter", "heavier"),
    [
        ("attack/v", "attack/v on"),
        ("come/v under", "come/v under:fire"),
        ("call/v for", "call/v meeting"),
        ("attack/v", "attack/v ~heavy"),
        ("strike/v deal", "strike/v deal with"),
    ],
)
def test_what_asks_for_more_weighs_more(lighter, heavier):
    assert parse_pattern(lighter).weight < parse_pattern(heavier).weight


def test_what_must_not_be_there_weighs_nothing():
    assert parse_pattern("strike/v !balance").weight == parse_pattern("strike/v").weight == 0


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("attack", "must begin with"),
        ("attack/x", "must begin with"),
        ("Attack/v", "lower-case"),
        ("attack|/v", "lower-case"),
        ("talk/n deal", "only a verb takes an object"),
        ("hold/v  talk", "two spaces"),
        ("hold/v x:talk", "not a preposition"),
        ("hold/v a||b", "empty or upper-case"),
        ("hold/v @", "empty or upper-case"),
        ("hold/v Talk", "empty or upper-case"),
    ],
)
def test_bad_patterns_are_refused(text, complaint):
    with pytest.raises(ValueError, match=complaint):
        parse_pattern(text)


def test_slots():
    assert parse_slots("") == ()
    assert parse_slots("subj") == (("subj",),)
    assert parse_slots("o.poss,from+with") == (("o.poss",), ("from", "with"))
    with pytest.raises(ValueError, match="unknown slot 'x'"):
        parse_slots("subj,x")
