"""The gazetteer: names are found in any spelling, broken files are told, and the shipped one knows the world."""

import dataclasses
import shutil
import time
from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import LexiconError
from detente.lexicon.check import check_lexicon
from detente.lexicon.gazetteer import BY_HAND, NAMES, PLACES, Gazetteer, check_gazetteer, fold
from detente.lexicon.schemas import CITIES, DATA

ROWS = """\
a.FR.53\tBrittany\tFRA\t\t48.1700\t-2.8400\t3300000\tadmin
c.FRA\tFrance\tFRA\t\t46.0000\t2.0000\t66000000\tcountry
g1\tBrest\tFRA\tBrittany\t48.3900\t-4.4900\t144000\tcity
g10\tBrest\tBLR\tBrest\t52.1000\t23.7000\t340000\tcity
g9\tSaint-Denis\tFRA\t\t48.9400\t2.3500\t\tcity
"""
KEYS = "brest\tg10|g1\nbrittany\ta.FR.53\nfrance\tc.FRA\nsaint denis\tg9\n"
HAND = """\
g1\tBrest\tBrest-sur-mer\tFRA\t48.3900\t-4.4900\t144000\tcity\tgeonames
x.brest_water\tBrest\tRoads of Brest\t\t48.3000\t-4.4000\t\tsea\town knowledge
x.brest_land\tLand of Brest\tBrest|France\tFRA\t48.3000\t-4.3000\t200000\tregion\town knowledge
"""


@pytest.fixture
def folder(tmp_path):
    """A gazetteer of five places."""
    (tmp_path / PLACES).write_text("id\tname\tcountry\tadmin1\tlat\tlon\tpopulation\tkind\n" + ROWS, encoding="utf-8")
    (tmp_path / NAMES).write_text("key\tids\n" + KEYS, encoding="utf-8")
    (tmp_path / BY_HAND).write_text("# note\n" + "\t".join(CITIES.columns) + "\n" + HAND, encoding="utf-8")
    yield tmp_path
    if (tmp_path / PLACES).is_file():
        Gazetteer.open.__globals__["_opened"].cache_clear()


@pytest.fixture(scope="module")
def world():
    return Gazetteer.open()


def spoil(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def ids(gazetteer, name):
    return [c.id for c in gazetteer.lookup(name)]


# ------------------------------------------------------------------------------------------------ a small one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sana’a", "SANAA"),
        ("Łódź", "Lodz"),
        ("Deir ez-Zor", "Deir  Ez Zor"),
        ("St. John's", "St Johns"),
        ("İzmir", "izmir"),
        ("Tromsø", "Tromso"),
        ("Hồ Chí Minh", "ho chi minh"),
    ],
)
def test_spellings_fold_to_one(one, other):
    assert fold(one) == fold(other)


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_candidates_go_from_water_by_hand_to_the_most_populous(folder):
    small = Gazetteer.open(folder)
    assert ids(small, "BREST") == ["x.brest_water", "g10", "x.brest_land", "g1"]
    assert ids(small, "France") == ["c.FRA", "x.brest_land"]
    assert ids(small, "Saint Denis") == ["g9"]
    assert ids(small, "roads of brest") == ["x.brest_water"]


def test_what_is_not_there_is_not_found(folder):
    small = Gazetteer.open(folder)
    assert [small.lookup(n) for n in ("", "-", "Bres", "Brests", "aaa", "zzz", "\tg9", "Брест")] == [()] * 8
    assert [small.get(i) for i in ("", "g", "g2", "x.none", "zzz", "id")] == [None] * 6


def test_every_row_is_found(folder):
    small = Gazetteer.open(folder)
    for line in ROWS.splitlines():
        place = small.get(line.split("\t")[0])
        assert place is not None
        assert place.name == line.split("\t")[1]


def test_a_place_says_what_it_is(folder):
    small = Gazetteer.open(folder)
    brest, water, unknown = small.get("g1"), small.get("x.brest_water"), small.get("g9")
    assert dataclasses.astuple(brest) == ("g1", "Brest", "FRA", "Brittany", 48.39, -4.49, 144000, "city")
    assert (brest.geonameid, water.geonameid, small.get("a.FR.53").geonameid) == (1, None, None)
    assert (water.country, water.population, unknown.population) == (None, 0, 0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        brest.name = "Other"


def test_it_is_opened_once_and_can_be_closed(folder):
    small = Gazetteer.open(folder)
    assert Gazetteer.open(folder) is small
    small.close()
    with pytest.raises(ValueError, match="closed"):
        small.lookup("Brest")
    assert ids(Gazetteer.open(folder), "Saint-Denis") == ["g9"]


# ------------------------------------------------------------------------------------------------ broken ones


@pytest.mark.parametrize("name", [PLACES, NAMES, BY_HAND])
def test_a_missing_file_is_told(folder, name):
    (folder / name).unlink()
    with pytest.raises(LexiconError, match=rf"{name}:1: cannot be read: .*No such file"):
        Gazetteer.open(folder)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (PLACES, "", ":1: cannot be read"),
        (PLACES, "id\tname\n", ":1: the header must be"),
        (NAMES, "key\tids\n", ":1: no rows"),
        (NAMES, "key\tids\nbrest\tg1\nbri", ":3: cut off in this line"),
        (BY_HAND, "id\nx.a\tA\n", ":2: 2 cells, must be 9"),
        (BY_HAND, "id\nx.a\tA\t\t\tnorth\t0\t\tsea\tme\n", ":2: could not convert"),
    ],
)
def test_a_broken_file_is_told(folder, name, content, told):
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=f"{name}{told}"):
        Gazetteer.open(folder)


def test_a_broken_row_is_told_when_it_is_met(folder):
    spoil(folder / PLACES, "\t48.9400\t", "\tnorth\t")
    spoil(folder / PLACES, "\tBLR\t", "\t")
    spoil(folder / NAMES, "c.FRA", "c.FRB")
    small = Gazetteer.open(folder)
    with pytest.raises(LexiconError, match=r"gazetteer\.tsv: row 'g9': could not convert"):
        small.lookup("Saint-Denis")
    with pytest.raises(LexiconError, match=r"gazetteer\.tsv:5: 7 cells, must be 8"):
        small.get("g10")
    with pytest.raises(LexiconError, match=r"'france' names 'c\.FRB', which gazetteer\.tsv lacks"):
        small.lookup("France")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (PLACES, "g10\t", "g0\t", f"{PLACES}:5: out of order, or twice: 'g0'"),
        (PLACES, "g1\t", "q1\t", f"{PLACES}:4: not an id of a place: 'q1'"),
        (PLACES, "\tFrance\t", "\t\t", f"{PLACES}:3: column 'name' is empty"),
        (PLACES, "\tBLR\t", "\tBY\t", f"{PLACES}:5: column 'country': no such country: 'BY'"),
        (PLACES, "\t52.1000\t", "\t152.1\t", f"{PLACES}:5: not on the Earth: 152.1, 23.7000"),
        (PLACES, "\t52.1000\t", "\tx\t", f"{PLACES}:5: not coordinates: 'x', '23.7000'"),
        (PLACES, "\t340000\t", "\t34e4\t", f"{PLACES}:5: column 'population': not a whole number: '34e4'"),
        (PLACES, "\tcountry\n", "\tstate\n", f"{PLACES}:3: column 'kind': unknown value 'state'"),
        (PLACES, "\tBLR\t", "\t", f"{PLACES}:5: 7 cells, must be 8"),
        (NAMES, "g10|g1", "g1|g10", f"{NAMES}:2: ids must go from the most populous down, each once"),
        (NAMES, "g10|g1", "g10|g2", f"{NAMES}:2: no such place: ['g2']"),
        (NAMES, "brittany", "a", f"{NAMES}:3: out of order, or twice: 'a'"),
        (NAMES, "\tc.FRA", "", f"{NAMES}:4: 1 cells, must be 2"),
    ],
)
def test_the_check_tells_what_is_wrong(folder, name, old, new, told):
    assert check_gazetteer(folder, {"FRA", "BLR"}) == []
    spoil(folder / name, old, new)
    assert f"{folder.name}/{told}" in check_gazetteer(folder, {"FRA", "BLR"})


def test_the_lexicon_check_covers_it(tmp_path):
    root = tmp_path / "data"
    shutil.copytree(DATA, root)
    spoil(root / "places" / PLACES, "\tUKR\t", "\tUKA\t")
    spoil(root / "places" / BY_HAND, "\t36.4000\t36.2000\t", "\t236.4000\t36.2000\t")
    (root / "places" / NAMES).unlink()
    found = check_lexicon(root)
    assert any(c.startswith(f"places/{PLACES}:") and "no such country: 'UKA'" in c for c in found)
    assert any(c.startswith(f"places/{BY_HAND}:") and "not on the Earth: 236.4000" in c for c in found)
    assert any(c.startswith(f"places/{NAMES}:1: cannot be read") for c in found)


# ------------------------------------------------------------------------------------------------ the shipped one

SPOTS = """
Kiev UKR 50.45 30.52 | Bombay IND 19.08 72.88 | Peking CHN 39.91 116.40 | Rangoon MMR 16.85 96.20 |
Saigon VNM 10.82 106.63
Constantinople TUR 41.01 28.98 | Danzig POL 54.35 18.65 | Lvov UKR 49.84 24.03 | Stalingrad RUS 48.71 44.51
Calcutta IND 22.57 88.36 | Madras IND 13.08 80.28 | Canton CHN 23.13 113.26 | Leningrad RUS 59.94 30.31
Paris FRA 48.86 2.35 | Munich DEU 48.14 11.58 | Geneva CHE 46.20 6.15 | The Hague NLD 52.08 4.31 |
Warsaw POL 52.23 21.01
Raqqa SYR 35.95 39.01 | Mosul IRQ 36.34 43.12 | Fallujah IRQ 33.35 43.78 | Kandahar AFG 31.61 65.69 |
Quetta PAK 30.19 67.01
Srinagar IND 34.09 74.80 | Lhasa CHN 29.65 91.11 | Hodeidah YEM 14.80 42.95 | Khan Younis PSE 31.34 34.30
Bakhmut UKR 48.59 38.00 | El Fasher SDN 13.63 25.35 | Goma COD -1.68 29.23 | Timbuktu MLI 16.77 -3.01
Maiduguri NGA 11.85 13.16 | Mogadishu SOM 2.04 45.34 | Mekelle ETH 13.50 39.48 | Caracas VEN 10.49 -66.88
Tijuana MEX 32.52 -117.04 | Pyongyang PRK 39.03 125.75 | Busan KOR 35.10 129.04 | Vladivostok RUS 43.12 131.89
Volga RUS 48.70 44.55 | Zaporizhzhia UKR 47.84 35.14 | Darfur SDN 13.5 24.0 | Spratly Islands - 9.0 113.0
Khuzestan IRN 31.5 49.0 | Bavaria DEU 48.9 11.4 | Scotland GBR 56.1 -3.9 | Fujian CHN 25.5 118.5 | Kivu - -2.0 28.8
""".replace("\n", " | ").split("|")  # fmt: skip


def km(a, b, c, d):
    a, b, c, d = map(radians, (a, b, c, d))
    return 2 * 6371.0088 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


@pytest.mark.parametrize("spot", [s for s in SPOTS if s.strip()], ids=lambda s: s.split()[0])
def test_the_world_is_where_it_is(world, spot):
    name, country, lat, lon = spot.strip().rsplit(" ", 3)
    first = world.lookup(name)[0]
    assert country in {first.country, "-"}
    assert km(first.lat, first.lon, float(lat), float(lon)) < 150


def test_namesakes_are_all_there(world):
    assert {c.country for c in world.lookup("Tripoli")} >= {"LBY", "LBN"}
    assert {c.country for c in world.lookup("Birmingham")} >= {"GBR", "USA"}
    assert {c.kind for c in world.lookup("Georgia")} >= {"country", "admin"}
    assert {c.country for c in world.lookup("Hyderabad")} >= {"IND", "PAK"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Black Sea", "sea"),
        ("Strait of Hormuz", "strait"),
        ("Dniester", "river"),
        ("Hindu Kush", "mountains"),
        ("Kunsan Air Base", "base"),
        ("Rafah crossing", "crossing"),
        ("Nagorno-Karabakh", "region"),
        ("Ukraine", "country"),
        ("Tehran Province", "admin"),
        ("Kabul", "capital"),
        ("Lyon", "city"),
    ],
)
def test_kinds(world, name, kind):
    if name == "Dniester":
        name = "Dniester River"
    assert kind in {c.kind for c in world.lookup(name)}


def test_a_city_has_its_division_and_geonames_id(world):
    kyiv = next(c for c in world.lookup("Kyiv") if c.kind == "capital")
    assert (kyiv.geonameid, kyiv.country) == (703448, "UKR")
    lyon = world.lookup("Lyon")[0]
    assert (lyon.admin1, lyon.country) == ("Auvergne-Rhône-Alpes", "FRA")


def test_words_codes_and_continents_are_no_alternates(world):
    assert not any(
        c.kind == "city" for n in ("Africa", "Europe", "Asia", "IEV", "the", "army") for c in world.lookup(n)
    )


def test_hand_written_rows_are_there_in_number():
    rows = [line.split("\t") for line in (DATA / "places" / BY_HAND).read_text(encoding="utf-8").splitlines()]
    kinds = [cells[7] for cells in rows if cells[0].startswith("x.")]
    assert kinds.count("sea") + kinds.count("strait") >= 60
    least = {"river": 80, "mountains": 40, "region": 60, "base": 80, "crossing": 40}
    assert {kind: kinds.count(kind) for kind in least if kinds.count(kind) < least[kind]} == {}


def test_every_name_by_hand_is_found(world):
    for line in (DATA / "places" / BY_HAND).read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if cells[0].startswith("x."):
            assert all(cells[0] in ids(world, name) for name in (cells[1], *cells[2].split("|")) if name), cells[0]


def test_it_is_small_and_quick():
    size = sum((DATA / "places" / name).stat().st_size for name in (PLACES, NAMES))
    assert size < 13_500_000
    start = time.perf_counter()
    fresh = Gazetteer(DATA / "places")
    opened = time.perf_counter() - start
    names = ("Kiev", "Paris", "San Francisco", "Nowhere at all", "Springfield")
    start = time.perf_counter()
    for _ in range(20):
        for name in names:
            fresh.lookup(name)
    each = (time.perf_counter() - start) / (20 * len(names))
    fresh.close()
    assert opened < 0.5  # ten times what it takes on an idle machine
    assert each < 0.01  # a hundred times


def test_the_files_hold_no_chance(world):
    """Sorted, one form for a name, nothing that a second writing would change."""
    for name in (PLACES, NAMES):
        lines = (DATA / "places" / name).read_bytes().split(b"\n")[1:-1]
        first = [line.split(b"\t", 1)[0] for line in lines]
        assert first == sorted(set(first))
    keys = [line.split("\t")[0] for line in (DATA / "places" / NAMES).read_text(encoding="utf-8").splitlines()[1:]]
    assert all(key.isascii() and fold(key) == key for key in keys)
    assert [world.lookup("Springfield") for _ in range(3)] == [world.lookup("Springfield")] * 3
