import random
import statistics
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.lexicon import actors
from detente.lexicon.actors import load_actors
from detente.lexicon.own import read_own
from detente.lexicon.petrarch import read_petrarch

ACTORS = """\
# made up; all of it
INDIA_ [IND]
+INDIAN_
+HINDIA_
KUMAR_TESTWALA_  ; somebody
+K._TESTWALA_
	[INDELI <20140526]
	[INDGOV 20140526-20190530]
	[INDOPP > 20190530]  # since then
MUMBAI_ [IND]
LASHKAR_OF_TESTS_ [PAKREB 990101-000101] [PAKOPP]
IS_ [IMGMUSISI]
"""
AGENTS = """\
!MINIST! = MINISTER, MINISTERS
WATER_!MINIST! [~MIL]
GOONDA {GOONDAS, GOONDALOG} [~CRM]
"""


@pytest.fixture
def make(tmp_path):
    def write(text, name="dict.txt"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def coded(make):
    def on(text, day, file=ACTORS):
        lexicon = load_actors(extra=(make(file),))
        found = {}
        for s, e, names in lexicon.names_in(text, 0, day):
            known = lexicon.known.get(names[0].id)
            found[text[s:e]] = (known.country, known.sector) if known else names[0].kind
        return found

    return on


@pytest.mark.parametrize(
    ("day", "sector"),
    [
        (date(2014, 5, 25), "CVL"),
        (date(2014, 5, 26), "GOV"),
        (date(2019, 5, 29), "GOV"),
        (date(2019, 5, 31), "OPP"),
        (None, "OPP"),
    ],
)
def test_codes_hold_on_their_days(coded, day, sector):
    assert coded("Kumar Testwala spoke.", day) == {"Kumar Testwala": ("IND", sector)}
    assert coded("K. TESTWALA spoke.", day) == {"K. TESTWALA": ("IND", sector)}


def test_old_days_of_six_digits_and_the_undated_code(coded):
    assert coded("Lashkar of Tests", date(1999, 6, 1)) == {"Lashkar of Tests": ("PAK", "REB")}
    assert coded("Lashkar of Tests", date(2005, 6, 1)) == {"Lashkar of Tests": ("PAK", "OPP")}


def test_names_are_matched_as_news_writes_them(coded):
    assert coded("kumar testwala is us.", None) == {}
    assert coded("Is IS in Hindia?", None) == {"IS": ("IMG", "REB"), "Hindia": ("IND", "GOV")}


def test_a_state_and_a_city_stay_what_they_are(make):
    lexicon = load_actors(extra=(make(ACTORS),))
    names = {
        "Indian Mumbai"[s:e]: {n.kind for n in names} for s, e, names in lexicon.names_in("Indian Mumbai", 0, None)
    }
    assert names == {"Indian": {"adjective", "people"}, "Mumbai": {"place"}}


def test_agents_with_plurals_and_sets(make):
    lexicon = load_actors(extra=(make(AGENTS),))
    assert lexicon.agents["water", "minister"].sector == "MIL"
    assert {lexicon.agents[(w,)].sector for w in ("goonda", "goondas", "goondalog")} == {"CRM"}
    assert ("goonda",) in lexicon.agent_heads["goonda"]
    assert load_actors().agents["water", "minister"].sector == "GOV"


BROKEN = """\
INDIA_ [IND]
NOBODY_ [QQQGOV]
+NOBODIES_
NO_CODE_
+NEITHER_
[]
TWICE_ [IND]
	[INDGOV]
WHEN_ [IND >20141350]
ENDS_ [IND 20200101-20190101]
OPEN_ [IND
SET_!NONE! [~GOV]
___ [IND]
NULL_ [---]
"""


def test_every_line_loads_or_is_named(make):
    held = read_own(make(BROKEN))
    assert held.used == 2
    lost = {int(c.split(":")[1]) for c in held.complaints}
    assert lost == set(range(2, 15)) - {7}
    assert held.used + held.lost == 14
    assert all(c.startswith("dict.txt:") for c in held.complaints)


def test_codes_before_any_actor_are_named(make):
    held = read_own(make("[IND]\n+LOST_\nINDIA_ [IND]\n"))
    assert [c.split(":")[1] for c in held.complaints] == ["1", "2"]


def test_braces_over_several_lines(make):
    held = read_own(make("OFFICER {\nOFFICERS\n} [~COP]\n"))
    assert (held.used, held.lost) == (3, 0)
    assert held.agents[0].forms == ("officer", "officers")


PIECES = """AB_|+CD_|[IND]|\t[INDGOV >20140526]|[~COP]|{X}|EF [PAK|!S! = A, B|!S!|; x|# y|[IND >2]|G_ [IND/PAK]|{|}|"""


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=12))
def test_no_line_is_lost_without_a_message(tmp_path_factory, lines):
    held = read_petrarch(tmp_path_factory.getbasetemp() / "x.txt", lines)
    meant = [n for n, line in enumerate(lines, 1) if line.split("#")[0].split(";")[0].strip()]
    lost = {int(c.split(":")[1]) for c in held.complaints}
    assert lost <= set(meant)
    assert held.used + len(lost) == len(meant)


def test_a_large_dictionary_is_quick(make):
    rng = random.Random(0)  # noqa: S311 - made-up names
    countries, roles, lines, codes = "USA GBR IND PAK CHN RUS".split(), "GOV MIL OPP REB LEG".split(), [], 0

    def word():
        return "".join(rng.choice("ba do ka lu mi ne ro".split()) for _ in range(4)).upper()

    while codes < 26_000:
        lines += [f"{word()}_{word()}_", f"+{word()}_{word()}_"]
        for year in range(1992, 2000):
            lines.append(f"\t[{rng.choice(countries)}{rng.choice(roles)} {year}0101-{year}1231]")
            codes += 1
    path = make("\n".join(lines))
    load_actors()

    def seconds(load):
        started = time.process_time()
        loaded = load()
        return time.process_time() - started, loaded

    own, lexicon = seconds(lambda: load_actors(extra=(path,)))
    shipped = statistics.median(seconds(lambda: actors._shipped.__wrapped__(actors.DATA))[0] for _ in range(3))
    (file,) = lexicon.own.files
    assert (file.used, file.lost) == (len(lines), 0)
    assert own < 12 * shipped  # on a quiet machine 0.7 s to 0.2 s
