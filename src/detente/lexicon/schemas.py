"""What every lexicon file must look like: one ``Schema`` a file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ..records.event import STATUSES
from ..records.tie import KINDS
from .pattern import PREPOSITIONS, parse_pattern, parse_slots
from .table import Check, Schema, read_table

DATA = Path(__file__).parent / "data"
SECTORS = frozenset("GOV MIL COP JUD LEG SPY PTY REB UAF OPP BUS CVL MED LAB EDU REL CRM REF NGO IGO GRP UNK".split())
_DAY = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
_ID = re.compile(r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")


def one_of(values: frozenset[str] | set[str]) -> Check:
    """A check that a cell is one of ``values``."""
    return lambda cell: None if cell in values else f"unknown value {cell!r}"


def each_of(values: frozenset[str] | set[str]) -> Check:
    """A check that every value of a cell (parted by ``|``) is one of ``values``."""

    def check(cell: str) -> str | None:
        wrong = [c for c in cell.split("|") if c not in values]
        return f"unknown values {wrong}" if wrong else None

    return check


def _matches(pattern: re.Pattern[str], what: str) -> Check:
    return lambda cell: None if pattern.match(cell) else f"not {what}: {cell!r}"


def _parses(parse: object) -> Check:
    def check(cell: str) -> str | None:
        try:
            parse(cell)  # type: ignore[operator]
        except ValueError as error:
            return str(error)
        return None

    return check


def _values(cell: str) -> str | None:
    values = cell.split("|")
    if not all(v and v == v.strip() for v in values):
        return f"empty or padded value in {cell!r}"
    return "a value is there twice" if len(set(values)) < len(values) else None


_day, _id = _matches(_DAY, "a day, month or year"), _matches(_ID, "an id of lower-case letters, digits, _ and .")
_pattern, _slots, _sector = _parses(parse_pattern), _parses(parse_slots), one_of(SECTORS)
_code = _matches(re.compile(r"^[A-Z0-9_]{2,40}$"), "a code of capitals")
_country = _matches(re.compile(r"^([A-Z]{3,4}|IGO|NGO|IMG)$"), "a country code")


@cache
def plover() -> dict[str, dict[str, float | None]]:
    """PLOVER types, each with its modes and their scores; the type's own score under ``""``."""
    types: dict[str, dict[str, float | None]] = {}
    for row in read_table(DATA / "ontology" / "plover.tsv", PLOVER):
        types.setdefault(row["type"], {})[row["mode"]] = float(row["score"]) if row["score"] else None
    return types


@cache
def contexts() -> frozenset[str]:
    """PLOVER's 37 contexts."""
    return frozenset(r["context"] for r in read_table(DATA / "ontology" / "contexts.tsv", CONTEXTS))


@cache
def cameo_codes() -> frozenset[str]:
    """The codes of CAMEO for acts, of two to four digits."""
    return frozenset(r["code"] for r in read_table(DATA / "ontology" / "cameo.tsv", CAMEO))


def _cameo(cell: str) -> str | None:
    return None if cell in cameo_codes() else f"not a CAMEO code: {cell!r}"


def _begins_codes(cell: str) -> str | None:
    wrong = [c for c in cell.split("|") if not any(code.startswith(c) for code in cameo_codes()) or not c]
    return f"no CAMEO code begins so: {wrong}" if wrong else None


QUADS = frozenset({"verbal cooperation", "material cooperation", "verbal conflict", "material conflict"})
PLOVER = Schema(
    ("type", "mode", "quad", "score", "recipient", "definition"),
    ("type", "mode"),
    ("type", "quad"),
    {"type": _matches(re.compile(r"^[A-Z][A-Z0-9_]{1,39}$"), "a type of capitals"),
     "mode": _matches(re.compile(r"^[a-z][a-z0-9-]*$"), "a mode of lower-case letters, digits and -"),
     "quad": one_of(QUADS), "recipient": one_of({"required"}),
     "score": _matches(re.compile(r"^-?\d+(\.\d+)?$"), "a number")},
)  # fmt: skip
CONTEXTS = Schema(("context", "definition"), ("context",), ("context",))
CAMEO = Schema(
    ("code", "name", "goldstein", "type", "mode", "also"),
    ("code",),
    ("code", "name", "goldstein"),
    {"code": _matches(re.compile(r"^\d{2,4}$"), "a CAMEO code"),
     "goldstein": _matches(re.compile(r"^(-?\d\.\d|-?10\.0)$"), "a score from -10.0 to 10.0"),
     "type": lambda cell: one_of(set(plover()))(cell), "also": lambda cell: one_of(set(plover()))(cell)},
)  # fmt: skip
PLOVER_TO_CAMEO = Schema(
    ("id", "type", "mode", "operator", "from", "contexts", "cameo", "note"),
    ("id",),
    ("id", "type", "cameo"),
    {"id": _id, "type": lambda cell: one_of({*plover(), *QUADS})(cell), "mode": _values, "operator": _values,
     "from": _begins_codes, "contexts": lambda cell: each_of(contexts())(cell), "cameo": _cameo},
    is_sorted=False,  # the first row that fits holds
)  # fmt: skip
CAMEO_AGENTS = Schema(
    ("code", "kind", "country", "sector", "note"),
    ("code", "kind"),
    ("code", "kind", "note"),
    {"code": _matches(re.compile(r"^([A-Z]{3}|---)$"), "three capitals"), "country": _country, "sector": _sector,
     "kind": one_of({"country", "region", "religion", "role", "world"})},
)  # fmt: skip
COUNTRIES = Schema(
    tuple(
        "id iso2 cow gw fips cameo wikidata kind name names adjectives people capital seats since until source".split()
    ),
    ("id",),
    ("id", "kind", "name", "source"),
    {"id": _country, "kind": one_of({"state", "territory", "disputed", "former"}), "names": _values,
     "adjectives": _values, "people": _values, "capital": _values, "seats": _values, "since": _day, "until": _day},
)  # fmt: skip
ORGANISATIONS = Schema(
    ("id", "country", "sector", "name", "names", "seats", "since", "until", "source"),
    ("id",),
    ("id", "country", "sector", "name", "source"),
    {"id": _code, "country": _country, "sector": _sector, "names": _values, "seats": _values,
     "since": _day, "until": _day},
)  # fmt: skip
MEMBERSHIPS = Schema(
    ("organisation", "member", "since", "until", "source"),
    ("organisation", "member", "since"),
    ("organisation", "member", "source"),
    {"organisation": _code, "member": _country, "since": _day, "until": _day},
)
GROUPS = Schema(
    ("id", "country", "sector", "kind", "name", "names", "since", "until", "source"),
    ("id",),
    ("id", "country", "sector", "kind", "name", "source"),
    {"id": _code, "country": _country, "sector": _sector, "names": _values, "since": _day, "until": _day,
     "kind": one_of({"armed", "party", "movement", "company", "agency", "body", "people", "religious"})},
)  # fmt: skip
PEOPLE = Schema(
    ("id", "country", "sector", "name", "names", "source"),
    ("id",),
    ("id", "country", "sector", "name", "source"),
    {"id": _id, "country": _country, "sector": _sector, "names": _values},
)
OFFICES = Schema(
    ("person", "office", "of", "since", "until", "title", "source"),
    ("person", "office", "since"),
    ("person", "office", "of", "source"),
    {"person": _id, "office": _id, "of": _code, "since": _day, "until": _day},
)
AGENTS = Schema(
    ("id", "words", "sector", "kind", "office", "note"),
    ("id",),
    ("id", "words", "sector", "kind"),
    {"id": _id, "words": _values, "sector": _sector, "kind": one_of({"person", "body", "people"}), "office": _id},
)
PREDICATES = Schema(
    ("id", "pattern", "actor", "recipient", "mode", "contexts", "cameo", "note"),
    ("id",),
    ("id", "pattern"),
    {"id": _id, "pattern": _pattern, "actor": _slots, "recipient": _slots, "cameo": _cameo,
     "contexts": lambda cell: each_of(contexts())(cell)},
)  # fmt: skip
LIGHT = Schema(("id", "pattern", "note"), ("id",), ("id", "pattern"), {"id": _id, "pattern": _pattern})
OPERATORS = Schema(
    ("id", "pattern", "complement", "operator", "note"),
    ("id",),
    ("id", "pattern", "complement", "operator"),
    {"id": _id, "pattern": _pattern},
)
COMPOSITION = Schema(
    ("operator", "on", "type", "mode", "status", "note"),
    ("operator", "on"),
    ("operator", "on"),
    {"status": one_of(set(STATUSES))},
)
CLASSES = Schema(("class", "word", "note"), ("class", "word"), ("class", "word"))
CONTEXT_WORDS = Schema(("context", "word", "note"), ("context", "word"), ("context", "word"),
                       {"context": lambda cell: one_of(contexts())(cell)})  # fmt: skip
# What the content of a cue may be: a clause, an infinitive, its object (with what it is called: predicate), quoted
# words, what a preposition governs.
_contents = each_of({"clause", "infinitive", "object", "predicate", "quote", "subject", *PREPOSITIONS})
_class = one_of({"speech", "thought", "plan", "attitude"})
CUES = Schema(
    ("id", "pattern", "speaker", "content", "addressee", "stance", "class", "needs", "note"),
    ("id",),
    ("id", "pattern", "speaker", "content", "stance", "class"),
    {"id": _id, "pattern": _pattern, "speaker": _slots, "content": _contents, "addressee": _slots, "class": _class,
     "needs": one_of({"quote", "clause"})},
)  # fmt: skip
ATTITUDES = Schema(
    ("id", "pattern", "content", "class", "stance", "note"),
    ("id",),
    ("id", "pattern", "content", "class"),
    {"id": _id, "pattern": _pattern, "content": _contents, "class": _class},
)
BLAME = Schema(
    ("id", "pattern", "recipient", "mode", "cameo", "note"),
    ("id",),
    ("id", "pattern", "recipient", "mode"),
    {"id": _id, "pattern": _pattern, "recipient": _slots, "cameo": _cameo},
)
RELATIONS = Schema(
    ("id", "pattern", "kind", "from", "to", "items", "status", "note"),
    ("id",),
    ("id", "pattern", "kind", "from", "to"),
    {"id": _id, "pattern": _pattern, "kind": one_of(set(KINDS)), "from": _slots, "to": _slots, "items": _slots,
     "status": one_of({"current", "past", "proposed"})},
)  # fmt: skip
WORDS = Schema(("word", "kind", "note"), ("word",), ("word", "kind"))
_tie_word = one_of({"deal", "delivering", "holding", "licence", "ordering", "outside", "secondhand", "wield"})
WEAPONS = Schema(("word", "kind", "maker", "note"), ("word",), ("word", "kind"))
TIE_WORDS = Schema(("word", "kind", "note"), ("word", "kind"), ("word", "kind"), {"kind": _tie_word})
GIVEN_NAMES = Schema(("name", "gender"), ("name",), ("name", "gender"), {"gender": one_of({"f", "m"})})
STATEMENT_WORDS = Schema(("word", "kind", "note"), ("word",), ("word", "kind"), {"kind": one_of({"venue", "unnamed"})})
SCOPES = Schema(
    ("id", "words", "kind", "effect", "note"),
    ("id",),
    ("id", "words", "kind", "effect"),
    {"id": _id, "words": _values,
     "kind": one_of({"aux", "adverb", "adjective", "conjunction", "noun", "verb", "phrase", "determiner"}),
     "effect": one_of({"hypothetical", "negated", "planned", "ongoing", "hedge", "past", "background"})},
)  # fmt: skip
DATE_WORDS = Schema(("word", "kind", "value", "note"), ("word", "kind"), ("word", "kind", "value"))
GAZETTEER_KINDS = frozenset({"city", "capital", "admin", "country"})  # of the sorted files that gazetteer.py reads
PLACE_KINDS = frozenset(
    {"city", "capital", "admin", "base", "crossing", "mountains", "region", "river", "sea", "strait"}
)
HOLIDAYS = Schema(("name", "when", "note"), ("name",), ("name", "when"))
MOVABLE = Schema(("holiday", "first", "last"), ("holiday", "first"), ("holiday", "first", "last"))
CITIES = Schema(
    ("id", "name", "names", "country", "lat", "lon", "population", "kind", "source"),
    ("id",),
    ("id", "name", "lat", "lon", "kind", "source"),
    {"country": _country, "kind": one_of(PLACE_KINDS)},
)
ABBREVIATIONS = Schema(("abbreviation", "id"), ("abbreviation",), ("abbreviation", "id"))

# Facts of other people's formats (``exchange/``): their codes and names, and what they are here.
ACLED = Schema(
    ("event", "sub", "type", "mode", "cameo", "note"),
    ("event", "sub"),
    ("event", "note"),
    {"type": lambda cell: one_of(set(plover()))(cell), "cameo": _cameo},
)
ACLED_ACTORS = Schema(("kind", "words", "sector"), ("kind", "words"), ("kind", "words", "sector"),
                      {"kind": one_of({"begins", "inter"}), "sector": _sector})  # fmt: skip
CAMEO_CONTEXTS = Schema(("code", "contexts"), ("code",), ("code", "contexts"),
                        {"code": _cameo, "contexts": lambda cell: each_of(contexts())(cell)})  # fmt: skip
COUNTRY_CODES = Schema(("kind", "code", "country", "note"), ("kind", "code"), ("kind", "code", "country"),
                       {"kind": one_of({"fips", "iso", "name"}), "country": _country})  # fmt: skip
ICEWS_SECTORS = Schema(("name", "sector", "country", "rank"), ("name",), ("name", "sector", "rank"),
                       {"sector": _sector, "country": _country, "rank": one_of(set("1234"))})  # fmt: skip
KNOWN_GROUPS = Schema(("code", "id", "note"), ("code",), ("code", "id"), {"id": _code})
SECTOR_NAMES = Schema(("sector", "cameo", "icews"), ("sector",), ("sector",), {"sector": _sector})
SIPRI_WEAPONS = Schema(("words", "kind"), ("words",), ("words", "kind"))

# Files of predicates/ that are not named after a type.
RULE_FILES = ("classes", "composition", "contexts", "light", "operators")
PREDICATE_TYPES = (
    "agree consult support concede cooperate aid retreat request accuse reject threaten protest sanction mobilize "
    "coerce assault none"
).split()

SCHEMAS: dict[str, Schema] = {
    "ontology/plover.tsv": PLOVER,
    "ontology/contexts.tsv": CONTEXTS,
    "ontology/cameo.tsv": CAMEO,
    "ontology/cameo_agents.tsv": CAMEO_AGENTS,
    "ontology/plover_to_cameo.tsv": PLOVER_TO_CAMEO,
    "actors/countries.tsv": COUNTRIES,
    "actors/organisations.tsv": ORGANISATIONS,
    "actors/memberships.tsv": MEMBERSHIPS,
    "actors/groups.tsv": GROUPS,
    "actors/people.tsv": PEOPLE,
    "actors/given_names.tsv": GIVEN_NAMES,
    "actors/offices.tsv": OFFICES,
    "actors/agents.tsv": AGENTS,
    **{f"predicates/{name}.tsv": PREDICATES for name in PREDICATE_TYPES},
    "predicates/light.tsv": LIGHT,
    "predicates/operators.tsv": OPERATORS,
    "predicates/composition.tsv": COMPOSITION,
    "predicates/classes.tsv": CLASSES,
    "predicates/contexts.tsv": CONTEXT_WORDS,
    "statements/attitudes.tsv": ATTITUDES,
    "statements/blame.tsv": BLAME,
    "statements/cue_nouns.tsv": ATTITUDES,
    "statements/cues.tsv": CUES,
    "statements/words.tsv": STATEMENT_WORDS,
    "ties/relations.tsv": RELATIONS,
    "ties/weapons.tsv": WEAPONS,
    "ties/words.tsv": TIE_WORDS,
    "ties/commodities.tsv": WORDS,
    "modality/scopes.tsv": SCOPES,
    "episodes/common.tsv": WORDS,
    "dates/holidays.tsv": HOLIDAYS,
    "dates/movable.tsv": MOVABLE,
    "dates/words.tsv": DATE_WORDS,
    "places/cities.tsv": CITIES,
    "places/abbreviations.tsv": ABBREVIATIONS,
    "exchange/acled.tsv": ACLED,
    "exchange/acled_actors.tsv": ACLED_ACTORS,
    "exchange/cameo_contexts.tsv": CAMEO_CONTEXTS,
    "exchange/country_codes.tsv": COUNTRY_CODES,
    "exchange/icews_sectors.tsv": ICEWS_SECTORS,
    "exchange/known_groups.tsv": KNOWN_GROUPS,
    "exchange/sectors.tsv": SECTOR_NAMES,
    "exchange/sipri_weapons.tsv": SIPRI_WEAPONS,
}
