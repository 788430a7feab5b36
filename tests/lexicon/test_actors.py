from datetime import date

import pytest

from detente.lexicon.actors import ActorLexicon, Known, Term, load_actors


@pytest.fixture
def lexicon() -> ActorLexicon:
    lexicon = ActorLexicon()
    terms = [
        Term("a", "head_of_state", "UTO", "2001-05-01", "2005-05-01", "President"),
        Term("b", "head_of_state", "UTO", "2005-05-01", "9999-99-99", "President"),
        Term("b", "foreign_minister", "UTO", "2000", "2003-06", "Foreign Minister"),
        Term("c", "speaker", "UTO", "0000", "2010", "Speaker"),
        Term("d", "speaker", "UTO", "2008", "2012", "Speaker"),
    ]
    for term in terms:
        lexicon.terms[term.person].append(term)
        lexicon.holders[term.office, term.of].append(term)
    lexicon.known = {p: Known(p, "person", p.upper(), "UTO", "GOV") for p in "abcd"}
    lexicon.members["CLUB"] = [("B", "1990", "2000-07-01"), ("A", "0000", "9999-99-99")]
    return lexicon


@pytest.mark.parametrize(
    ("day", "who"),
    [
        (date(2001, 4, 30), None),
        (date(2001, 5, 1), "a"),
        (date(2005, 4, 30), "a"),
        (date(2005, 5, 1), "b"),
        (date(2030, 1, 1), "b"),
    ],
)
def test_a_term_holds_its_first_day_and_not_its_last(lexicon, day, who):
    holder = lexicon.holder("head_of_state", "UTO", day)
    assert (holder.id if holder else None) == who


def test_nobody_is_guessed(lexicon):
    assert lexicon.holder("head_of_state", "UTO", None) is None
    assert lexicon.holder("head_of_state", "XXX", date(2002, 1, 1)) is None
    assert lexicon.holder("speaker", "UTO", date(2009, 1, 1)) is None, "two rows say so"
    assert lexicon.holder("speaker", "UTO", date(2007, 12, 31)).id == "c"
    assert lexicon.holder("speaker", "UTO", date(2010, 1, 1)).id == "d"


def test_the_office_of_a_day(lexicon):
    assert lexicon.office_on("b", date(2002, 1, 1)).office == "foreign_minister"
    assert lexicon.office_on("b", date(2003, 6, 30)) is None
    assert lexicon.office_on("b", date(2005, 5, 1)).office == "head_of_state"
    assert lexicon.office_on("b", None).office == "head_of_state"
    assert lexicon.office_on("a", None) is None
    assert lexicon.office_on("nobody", date(2002, 1, 1)) is None


def test_members_of_a_day(lexicon):
    assert lexicon.members_on("CLUB", date(2000, 6, 30)) == ["A", "B"]
    assert lexicon.members_on("CLUB", date(2000, 7, 1)) == ["A"]
    assert lexicon.members_on("CLUB", None) == ["A"]
    assert lexicon.members_on("NONE", None) == []


@pytest.mark.parametrize(
    ("office", "of", "day", "name"),
    [
        ("head_of_state", "USA", date(2017, 1, 19), "Barack Obama"),
        ("head_of_state", "USA", date(2017, 1, 21), "Donald Trump"),
        ("head_of_government", "GBR", date(2012, 1, 1), "David Cameron"),
        ("head_of_state", "FRA", date(2018, 1, 1), "Emmanuel Macron"),
    ],
)
def test_offices_of_the_lexicon(office, of, day, name):
    assert load_actors().holder(office, of, day).name == name


@pytest.mark.parametrize(
    ("form", "kind", "id_"),
    [
        ("India", "country", "IND"),
        ("Indian", "adjective", "IND"),
        ("New Delhi", "capital", "IND"),
        ("Kremlin", "seat", "RUS"),
        ("NATO", "organisation", "NATO"),
    ],
)
def test_forms_of_the_lexicon(form, kind, id_):
    assert (kind, id_) in {(n.kind, n.id) for n in load_actors().names.get(form)}
