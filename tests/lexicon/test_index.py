import itertools

from hypothesis import given
from hypothesis import strategies as st

from detente.lexicon.index import Name, NameIndex, words_of

KOREA, SOUTH, PAPER = Name("country", "PRK"), Name("country", "KOR"), Name("organisation", "KT")


def index_of(**forms: Name) -> NameIndex:
    index = NameIndex()
    for form, name in forms.items():
        index.add(form.replace("_", " "), name)
    return index


def test_the_longest_name_wins():
    index = index_of(Korea=KOREA, Korea_Times=PAPER, Times=SOUTH)
    text = "Korea Times of Korea"
    assert [(text[a:b], names) for a, b, names in index.find(text)] == [("Korea Times", [PAPER]), ("Korea", [KOREA])]


def test_a_long_name_that_does_not_end_leaves_the_short_one():
    index = index_of(Korea=KOREA, Korea_Times_Daily=PAPER)
    assert [names for _, _, names in index.find("Korea Times")] == [[KOREA]]


def test_whole_words_in_their_case():
    index = index_of(Chad=SOUTH)
    assert list(index.find("chad Chadwick XChad")) == []
    assert [(a, b) for a, b, _ in index.find("In Chad's north")] == [(3, 7)]


def test_one_form_for_several():
    index = NameIndex()
    for name in (KOREA, SOUTH, KOREA):
        index.add("Korea", name)
    assert index.get("Korea") == [KOREA, SOUTH]
    assert index.get("Japan") == []
    assert index.get("") == []


def test_marks_are_words_and_curly_ones_are_plain():
    assert words_of("Cote d’Ivoire") == ["Cote", "d", "'", "Ivoire"]
    index = NameIndex()
    index.add("Cote d'Ivoire", SOUTH)
    index.add("U.S.", KOREA)
    assert [(a, b) for a, b, _ in index.find("the U.S. and Cote d’Ivoire")] == [(4, 8), (13, 26)]


def test_names_before_the_beginning_are_not_found():
    index = index_of(Chad=SOUTH)
    assert [a for a, _, _ in index.find("Chad Chad", 4)] == [5]


@given(st.lists(st.sampled_from(["Korea", "Times", "Korea Times", "of", "the"]), max_size=8))
def test_what_is_found_never_overlaps(words):
    index = index_of(Korea=KOREA, Korea_Times=PAPER, Times=SOUTH)
    text = " ".join(words)
    found = [(a, b) for a, b, _ in index.find(text)]
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(found))
    assert all(index.get(text[a:b]) for a, b in found)
