"""The gazetteer: where a name may lie, looked up in two sorted files under a memory map.

``gazetteer.tsv`` has a place a row, ``gazetteer_names.tsv`` the ids of a folded name, the most populous first. Both are
sorted by their first column in byte order, so that bisection finds a row without reading the rest: opening costs the
reading of the rows by hand in ``cities.tsv`` (seas, rivers, bases ...) alone, and worker processes share the pages.
Written by ``scripts/build_gazetteer.py``; why so: docs/decisions/0005-gazetteer.md.
"""

from __future__ import annotations

import mmap
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..errors import LexiconError
from .schemas import ABBREVIATIONS, CITIES, DATA, GAZETTEER_KINDS
from .table import read_table

PLACES, NAMES, BY_HAND, SHORT = "gazetteer.tsv", "gazetteer_names.tsv", "cities.tsv", "abbreviations.tsv"
PLACE_COLUMNS = ("id", "name", "country", "admin1", "lat", "lon", "population", "kind")
NAME_COLUMNS = ("key", "ids")

_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ø": "o", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h"}
    | dict.fromkeys("-‐‑‒–—−_", " ")
    | dict.fromkeys(".'’‘ʼʻʾʿʹʺ`´′″“”\"", "")
)
_ID = re.compile(rb"(?:a\.[A-Z]{2}(?:\.[A-Za-z0-9]+){1,2}|c\.[A-Z]{3,4}|g[0-9]+)")


def fold(name: str) -> str:
    """The form under which names are compared: no marks, no case, no apostrophes or full stops; hyphens are spaces.

    "Sana’a", "Sanaa" and "SANAA" are one; so are "Deir ez-Zor" and "Deir Ez Zor", "Łódź" and "Lodz".
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join([c for c in letters if not unicodedata.combining(c)])
    return " ".join(bare.translate(_LETTERS).split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    ``id``: ``g`` and the GeoNames id, ``a.<alpha-2>.<GeoNames code>`` for a division of the first or second level,
    ``c.<alpha-3>`` for a country, ``x.`` for a row by hand. ``country``: ISO alpha-3 (or an id of ours, see
    countries.tsv), ``None`` for the sea and for what lies in several or is disputed. ``admin1``: the first-level
    division's name, or empty. ``lat``, ``lon`` in degrees. ``population``: 0 where none is known. ``kind``: city,
    capital, admin, country, or of rows by hand base, crossing, mountains, region, river, sea, strait.
    """

    id: str
    name: str
    country: str | None
    admin1: str
    lat: float
    lon: float
    population: int
    kind: str

    @property
    def geonameid(self) -> int | None:
        """The id in GeoNames, for cities."""
        return int(self.id[1:]) if self.id[1:].isdigit() else None


class _Sorted:
    """A file of rows sorted by first column, under a memory map; raises ``LexiconError`` where it cannot be that."""

    def __init__(self, path: Path, columns: tuple[str, ...]) -> None:
        self.name = f"{path.parent.name}/{path.name}"
        header = ("\t".join(columns) + "\n").encode()
        try:
            with path.open("rb") as file:
                self.map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise LexiconError(f"{self.name}:1: cannot be read: {error}") from None
        wrong = ""
        if self.map[: len(header)] != header:
            wrong = f"1: the header must be {list(columns)}"
        elif len(self.map) == len(header):
            wrong = "1: no rows"
        elif self.map[-1:] != b"\n":
            wrong = f"{self.line_at(len(self.map))}: cut off in this line"
        if wrong:
            self.map.close()
            raise LexiconError(f"{self.name}:{wrong}")
        self.begin, self.width = len(header), len(columns)

    def find(self, key: bytes) -> list[str] | None:
        """The cells of the row whose first cell is ``key``."""
        low, high = self.begin, len(self.map)
        while low < high:
            start = self.map.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self.map.find(b"\n", start)
            line = self.map[start:end]
            first = line.partition(b"\t")[0]
            if first == key:
                return self.cells(start, line)
            if first < key:
                low = end + 1
            else:
                high = start
        return None

    def cells(self, start: int, line: bytes) -> list[str]:
        """A row's cells; raises ``LexiconError`` where their number is wrong."""
        cells = line.decode("utf-8", "replace").split("\t")
        if len(cells) != self.width:
            raise LexiconError(f"{self.name}:{self.line_at(start)}: {len(cells)} cells, must be {self.width}")
        return cells

    def line_at(self, offset: int) -> int:
        """The number of the line that begins at, or holds, ``offset``."""
        return self.map[:offset].count(b"\n") + 1


class Gazetteer:
    """Places by name and id: ``Gazetteer.open()`` gives the one of this process, which several threads may ask."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._places = _Sorted(path / PLACES, PLACE_COLUMNS)
        try:
            self._names = _Sorted(path / NAMES, NAME_COLUMNS)
            self._hand: dict[str, Candidate] = {}
            self._hand_names: dict[str, list[Candidate]] = {}
            self._read_by_hand()
            short = read_table(path / SHORT, ABBREVIATIONS) if (path / SHORT).exists() else []
            self._short = {row["abbreviation"]: row["id"] for row in short}
        except LexiconError:
            self._places.map.close()
            raise

    @staticmethod
    def open(path: Path = DATA / "places") -> Gazetteer:
        """The gazetteer of the folder ``path``, opened once a process.

        Raises ``LexiconError`` with ``file:line`` for a file that is missing, cut off, or of another form.
        """
        return _opened(path)

    def close(self) -> None:
        """Let go of the files; the next ``open`` opens them anew. Lookups in a closed one raise ``ValueError``."""
        self._places.map.close()
        self._names.map.close()
        _opened.cache_clear()

    def get(self, id: str) -> Candidate | None:  # noqa: A002 - the column is called so
        """The place of that id; ``None`` where there is none."""
        if id in self._hand:
            return self._hand[id]
        cells = self._places.find(id.encode())
        return self._candidate(cells) if cells else None

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """The places that bear ``name`` in any spelling that folds to the same (see ``fold``), the likeliest first.

        That is: rows by hand that count no people (waters, ranges, bases ...) first, since such a name stands there
        only where it mostly means that; then by population. Empty where no place is called so.
        """
        key = fold(name)
        if not key:
            return ()
        found = list(self._hand_names.get(key, ()))
        cells = self._names.find(key.encode())
        for id_ in cells[1].split("|") if cells else ():
            place = self.get(id_)
            if place is None:
                raise LexiconError(f"{self._names.name}: {key!r} names {id_!r}, which {PLACES} lacks")
            found.append(place)
        return tuple(sorted(found, key=_likeliest) if key in self._hand_names else found)

    def abbreviated(self, name: str) -> tuple[Candidate, ...]:
        """The division that ``name`` is short for in addresses ("Fla.", "W.Va.", "Ont."); empty where there is none.

        Only where an address stands: "in", "or" and "me" are such, too.
        """
        place = self.get(self._short.get(fold(name), ""))
        return (place,) if place is not None else ()

    def _candidate(self, cells: list[str]) -> Candidate:
        id_, name, country, admin1, lat, lon, population, kind = cells
        try:
            return Candidate(id_, name, country or None, admin1, float(lat), float(lon), int(population or 0), kind)
        except ValueError as error:
            raise LexiconError(f"{self._places.name}: row {id_!r}: {error}") from None

    def _read_by_hand(self) -> None:
        for number, cells in _rows_by_hand(self.path / BY_HAND):
            row = dict(zip(CITIES.columns, cells, strict=False))
            at = f"{self.path.name}/{BY_HAND}:{number}"
            if len(cells) != len(CITIES.columns):
                raise LexiconError(f"{at}: {len(cells)} cells, must be {len(CITIES.columns)}")
            try:
                lat, lon, people = float(row["lat"]), float(row["lon"]), int(row["population"] or 0)
            except ValueError as error:
                raise LexiconError(f"{at}: {error}") from None
            place = Candidate(row["id"], row["name"], row["country"] or None, "", lat, lon, people, row["kind"])
            self._hand[place.id] = place
            for key in dict.fromkeys(fold(n) for n in (row["name"], *row["names"].split("|")) if n):
                self._hand_names.setdefault(key, []).append(place)


@cache
def _opened(path: Path) -> Gazetteer:
    return Gazetteer(path)


def _likeliest(place: Candidate) -> tuple[bool, int, str]:
    return (bool(place.population) or not place.id.startswith("x."), -place.population, place.id)


def _rows_by_hand(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of the rows by hand: those whose id begins with ``x.``, which stand together at the end."""
    try:
        data = path.read_bytes()
        begin = data.find(b"\nx.") + 1 or len(data)
        lines = data[begin:].decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.parent.name}/{path.name}:1: cannot be read: {error}") from None
    first = data.count(b"\n", 0, begin) + 1
    yield from ((number, line.split("\t")) for number, line in enumerate(lines, first) if line)


def check_gazetteer(path: Path, countries: set[str]) -> list[str]:
    """Everything wrong with the gazetteer of the folder ``path``, one ``file:line: what`` each.

    Rows must be sorted, ids of a known form and there, coordinates on the Earth, and countries among ``countries``.
    """
    found: list[str] = []
    people: dict[bytes, int] = {}
    at = f"{path.name}/{PLACES}"
    for number, cells in _checked(path / PLACES, PLACE_COLUMNS, found):
        people[cells[0]] = int(cells[6]) if cells[6].isdigit() else 0
        found += [f"{at}:{number}: {what}" for what in _wrong_place(cells, countries)]
    at = f"{path.name}/{NAMES}"
    for number, (_, ids) in _checked(path / NAMES, NAME_COLUMNS, found):
        listed = ids.split(b"|")
        if len(listed) == 1 and ids in people:  # most rows
            continue
        unknown = [i.decode("utf-8", "replace") for i in listed if i not in people]
        if unknown:
            found.append(f"{at}:{number}: no such place: {unknown}")
        elif listed != sorted(set(listed), key=lambda i: (-people[i], i)):
            found.append(f"{at}:{number}: ids must go from the most populous down, each once")
    return found


def _checked(path: Path, columns: tuple[str, ...], found: list[str]) -> Iterator[tuple[int, list[bytes]]]:
    """Number and cells of the rows of a sorted file; what is wrong with its form goes to ``found``."""
    try:
        rows = _Sorted(path, columns)
    except LexiconError as error:
        found.append(str(error))
        return
    lines = rows.map[rows.begin : -1].split(b"\n")
    rows.map.close()
    last, width = b"", len(columns)
    for number, line in enumerate(lines, 2):
        cells = line.split(b"\t")
        if len(cells) != width:
            found.append(f"{rows.name}:{number}: {len(cells)} cells, must be {width}")
            continue
        if cells[0] <= last:
            found.append(f"{rows.name}:{number}: out of order, or twice: {cells[0].decode('utf-8', 'replace')!r}")
        last = cells[0]
        yield number, cells


def _wrong_place(cells: list[bytes], countries: set[str]) -> Iterator[str]:
    id_, name, country, _, lat, lon, population, kind = (c.decode("utf-8", "replace") for c in cells)
    if not _ID.fullmatch(cells[0]):
        yield f"not an id of a place: {id_!r}"
    if not name:
        yield "column 'name' is empty"
    if country not in countries:
        yield f"column 'country': no such country: {country!r}"
    if kind not in GAZETTEER_KINDS:
        yield f"column 'kind': unknown value {kind!r}"
    yield from wrong_numbers(lat, lon, population)


def wrong_numbers(lat: str, lon: str, population: str) -> Iterator[str]:
    """What is wrong with the numbers of a place's row, as they stand in its cells."""
    try:
        if abs(float(lat)) > 90 or abs(float(lon)) > 180:
            yield f"not on the Earth: {lat}, {lon}"
    except ValueError:
        yield f"not coordinates: {lat!r}, {lon!r}"
    if population and not population.isdigit():
        yield f"column 'population': not a whole number: {population!r}"
