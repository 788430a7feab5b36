from datetime import date

import pytest

from detente.errors import LexiconError
from detente.lexicon.actors import load_actors
from detente.lexicon.cameo import decode
from detente.lexicon.own import read_own

TABLE = """\
# made up
name	country	sector	names	office	since	until	note
Maria Testova	IND	GOV	Testova	foreign_minister	2020-01-01	2022-06-01	invented
Maria Testova	IND	OPP	Testova		2022-06-01
Sergei Shoigu	RUS	MIL		general	2030
Front of Tests	PAK	REB	FoT|F.o.T.
Taiwan	CHN	GOV
Nowhere Man	QQQ	GOV
Sector Man	IND	XXX
Late Man	IND	GOV			2020	2019
Feb Man	IND	GOV			2021-02-30
Maria Testova	IND	CVL			2020-01-01
"""


@pytest.fixture
def make(tmp_path):
    def write(text, name="mine.tsv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def on(make):
    """What the names of a text stand for on a day: {text: (country, sector, id)}."""

    def found(file, text, day=None):
        lexicon = load_actors(extra=(make(file),))
        return {
            text[s:e]: (lexicon.known[n[0].id].country, lexicon.known[n[0].id].sector, lexicon.known[n[0].id].id)
            for s, e, n in lexicon.names_in(text, 0, day)
        }

    return found


def test_bad_rows_are_named_and_the_rest_loads(make):
    held = read_own(make(TABLE))
    assert (held.form, held.used, held.lost) == ("table", 5, 5)
    assert [c.split(": ", 1)[0] for c in held.complaints] == [f"mine.tsv:{n}" for n in (8, 9, 10, 11, 12)]
    assert [a.name for a in held.actors] == ["Maria Testova", "Sergei Shoigu", "Front of Tests", "Taiwan"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("name\tcountry\tsector\tcolour\nA\tIND\tGOV\tred\n", "unknown columns"),
        ("name\tcountry\nA\tIND\n", r"no columns \['sector'\]"),
        ("just words\n", "neither a table"),
        ("", "neither a table"),
    ],
)
def test_a_file_of_no_known_form_is_refused(make, text, what):
    with pytest.raises(LexiconError, match=what):
        read_own(make(text))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), "GOV"),
        (date(2022, 5, 31), "GOV"),
        (date(2022, 6, 1), "OPP"),
        (None, "OPP"),
    ],
)
def test_a_row_holds_on_its_days(on, day, expected):
    found = on(TABLE, "They met Maria Testova.", day).get("Maria Testova")
    assert (found[1] if found else None) == expected


def test_the_users_row_wins_within_its_days_and_the_shipped_one_outside(on):
    assert on(TABLE, "Sergei Shoigu", date(2031, 1, 1))["Sergei Shoigu"] == ("RUS", "MIL", "shoigu_sergei")
    assert on(TABLE, "Sergei Shoigu", date(2023, 1, 1))["Sergei Shoigu"] == ("RUS", "GOV", "shoigu_sergei")
    assert on(TABLE, "Taiwan and FoT", date(2023, 1, 1)) == {
        "Taiwan": ("CHN", "GOV", "TWN"),
        "FoT": ("PAK", "REB", "OWN.FRONT_OF_TESTS"),
    }


def test_offices_follow_the_users_rows(make):
    lexicon = load_actors(extra=(make(TABLE),))
    assert lexicon.holder("foreign_minister", "IND", date(2021, 1, 1)).id == "own.maria_testova"
    assert lexicon.holder("foreign_minister", "IND", date(2023, 1, 1)).id == "jaishankar_subrahmanyam"
    assert lexicon.office_on("own.maria_testova", date(2021, 1, 1)).office == "foreign_minister"
    assert lexicon.office_on("own.maria_testova", date(2023, 1, 1)) is None
    assert lexicon.office_on("shoigu_sergei", date(2023, 1, 1)).office == "defence_minister"
    assert lexicon.office_on("shoigu_sergei", date(2031, 1, 1)).office == "general"


def test_the_shipped_lexicon_stays_as_it_is(make):
    before = len(load_actors().known)
    load_actors(extra=(make(TABLE),))
    assert len(load_actors().known) == before
    assert load_actors().own is None


def test_a_later_file_goes_over_an_earlier_one(make):
    head = "name\tcountry\tsector\n"
    files = (make(f"{head}Testers\tIND\tMED\n", "b.tsv"), make(f"{head}Testers\tIND\tBUS\n", "a.tsv"))
    lexicon = load_actors(extra=files)
    (_, _, names), *_ = lexicon.names_in("Testers", 0, None)
    assert lexicon.known[names[0].id].sector == "BUS"


def test_a_state_by_another_name_is_that_state(on):
    text = "name\tcountry\tsector\tkind\nTestland\tIND\tGOV\tstate\n"
    assert on(text, "Testland")["Testland"] == ("IND", "GOV", "IND")


@pytest.mark.parametrize(
    ("code", "country", "sector"),
    [
        ("IND", "IND", "GOV"),
        ("INDGOV", "IND", "GOV"),
        ("PSEREB", "PSE", "REB"),
        ("PALINS", "PSE", "REB"),
        ("ROMMIL", "ROU", "MIL"),
        ("IGOUNO", "IGO", "IGO"),
        ("IMGMUSALQ", "IMG", "REB"),
        ("NGO", "NGO", "NGO"),
        ("EUR", None, "GRP"),
        ("---MIL", None, "MIL"),
        ("IRQMOS", "IRQ", "REL"),
        ("INDXYZ", "IND", "UNK"),
        ("~COP", None, "COP"),
        ("cvl", None, "CVL"),
    ],
)
def test_cameo_codes(code, country, sector):
    coded = decode(code)
    assert (coded.country, coded.sector) == (country, sector)


def test_a_code_that_begins_with_nothing_known_is_none():
    assert decode("QQQGOV") is None
