"""Two accounts of the same, side by side."""

from datetime import date

import pytest

from detente.query.compare import Side, compare, matches, pearson

OURS = (
    "2023-01-10 IND = RUS AGREE: One pact of two.",
    "2023-02-10 IND > RUS ACCUSE/disapprove: Delhi grumbles.",
    "2023-03-10 IND > RUS AID: Wheat is sent.",
    "2023-03-20 IND < RUS AID: Oil is sent.",
)
THEIRS = (
    "2023-01-11 IND > RUS CONSULT: Talks are held.",  # another type of the same class, a day later
    "2023-02-14 IND > RUS ACCUSE/disapprove: A complaint of another week.",
    "2023-03-10 IND > RUS AID: Wheat goes out.",
    "2023-03-20 IND > RUS AID: Fish goes out.",  # the other way round
)


@pytest.fixture(scope="module")
def found(told):
    one, other = told(*OURS), told(*THEIRS, coder="theirs 1")
    return compare(Side(one, "IND", "RUS"), Side(other, "IND", "RUS"))


def test_acts_that_both_tell_and_that_one_tells(found):
    assert [(a.type, b.type) for a, b in found.both] == [("AGREE", "CONSULT"), ("AID", "AID")]
    assert [a.type for a in found.only_one] == ["ACCUSE", "AID"]
    assert [a.type for a in found.only_other] == ["ACCUSE", "AID"]
    assert found.agreement == pytest.approx(2 / 6, abs=1e-4)
    assert sorted(r["in"] for r in found.rows()) == ["both", "both", "one", "one", "other", "other"]


def test_series_stand_side_by_side(found):
    assert found.series["one_acts"].to_pylist() == [1, 1, 2]
    assert found.series["other_acts"].to_pylist() == [1, 1, 2]
    rows = {r["series"]: r for r in found.correlations.to_pylist()}
    assert rows["acts"]["pearson"] == 1.0
    assert rows["verbal_conflict"]["one"] == 1
    assert rows["material_conflict"]["pearson"] is None


def test_two_pairs_are_not_matched(told):
    store = told(*OURS, "2023-02-20 CHN > RUS AID: Trucks are sent.")
    found = compare(Side(store, "IND", "RUS"), Side(store, "CHN", "RUS"), since="2023", until="2023-04")
    assert not found.matched
    assert found.agreement is None
    assert found.series.num_rows == 3


def test_datasets_of_one_store(tmp_path):
    from detente import open_store
    from detente.store import Tables, Writer

    from .conftest import result_of

    for coder, lines, first in (("detente test", OURS, 0), ("theirs 1", THEIRS, 100)):
        writer = Writer(Tables(tmp_path / "base"), coder=coder, lexicon="l")
        for n, line in enumerate(lines):
            writer.write(result_of(line, first + n))
        writer.close()
    store = open_store(tmp_path / "base")
    assert len(store.events(dataset="theirs")) == 4
    found = compare(Side(store, "IND", "RUS", "detente"), Side(store, "IND", "RUS", "theirs"))
    assert found.names == ("IND-RUS (detente)", "IND-RUS (theirs)")
    assert len(found.both) == 2


def test_each_act_is_matched_once(found):
    one = [found.only_one[0], found.only_one[0]]
    both, left, right = matches(one, [found.only_other[0]], window=9)
    assert (len(both), len(left), len(right)) == (1, 1, 0)


def test_times_that_do_not_meet(told):
    one, other = told(OURS[0]), told("2024-01-10 IND = RUS AGREE: A later pact.")
    found = compare(Side(one, "IND", "RUS"), Side(other, "IND", "RUS"), by="year")
    assert found.series["period"].to_pylist() == [date(2023, 1, 1), date(2024, 1, 1)]


def test_pearson():
    assert pearson([1, 2, 3], [2, 4, 6]) == 1.0
    assert pearson([1, 1, 1], [2, 4, 6]) is None
    assert pearson([1, 2], [2, 1]) is None
