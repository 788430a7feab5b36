"""What may be asked of records, as conditions in SQL with their values apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from functools import cache
from typing import Any

from ..errors import StoreError
from ..lexicon.schemas import DATA, PLOVER, SCHEMAS
from ..lexicon.table import Row, read_table

Day = Date | str | None


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that all must hold; what is not given does not matter.

    ``between``: two sides, whoever acts (``directed``: the first acts on the second); ``actor``, ``recipient``,
    ``country``: one side in that role, or in any. A side is an alpha-3 code (with the state's government, forces,
    parties, firms), an organisation's id (itself, and its members on the day), or a name of the lexicon. ``since`` and
    ``until`` (excluded): the day of the event, else of publication. ``types``, ``quads`` ("material conflict"),
    ``modes``, ``statuses``, ``contexts``, ``places`` (alpha-3), ``sources`` (publishers): any of them. ``background``
    ``False`` leaves background out. ``score``: the least. ``text``: words that the sentence must hold. ``about``: a
    side that it must name. ``dataset``: what coded it: ``detente``, or the label of an import.
    """

    between: tuple[str, str] | None = None
    directed: bool = False
    actor: str | None = None
    recipient: str | None = None
    country: str | None = None
    since: Day = None
    until: Day = None
    types: Sequence[str] = ()
    quads: Sequence[str] = ()
    modes: Sequence[str] = ()
    statuses: Sequence[str] = ()
    contexts: Sequence[str] = ()
    places: Sequence[str] = ()
    sources: Sequence[str] = ()
    background: bool | None = None
    score: float | None = None
    text: str | None = None
    kinds: Sequence[str] = field(default=())
    about: str | None = None
    dataset: str | None = None


@dataclass(slots=True)
class Asked:
    """Conditions in SQL over one table (alias ``r``), and their values."""

    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, condition: str, *values: Any) -> None:
        """One more condition."""
        self.conditions.append(condition)
        self.values += values

    def any_of(self, column: str, wanted: Sequence[str]) -> None:
        """The column has one of the values."""
        if wanted:
            self.add(f"{column} IN ({', '.join('?' * len(wanted))})", *wanted)

    @property
    def where(self) -> str:
        """The clause, or nothing."""
        return f" WHERE {' AND '.join(f'({c})' for c in self.conditions)}" if self.conditions else ""


# In which roles a side stands, by table: in the first the one that acts.
ROLES = {
    "events": (("actor",), ("recipient",)),
    "statements": (("speaker",), ("addressee",)),
    "ties": (("from",), ("to",)),
}
# The columns with the codes of all who stand in a role.
_CODES = {
    ("events", "actor"): "r.actor_countries", ("events", "recipient"): "r.recipient_countries",
    ("statements", "speaker"): "r.speaker_countries",
    ("ties", "from"): "r.from_country", ("ties", "to"): "r.to_country",
}  # fmt: skip
_DAYS = {"events": "coalesce(r.date_start, r.published)", "statements": "r.published", "ties": "r.published"}
_ONLY_EVENTS = ("types", "quads", "modes", "statuses", "contexts", "places")


def asked(table: str, filters: Filters) -> Asked:
    """The conditions of ``filters`` on ``events``, ``statements`` or ``ties``. Raises ``StoreError`` for what that
    table has not, an unknown name, type, quad class or day.
    """
    found = Asked()
    day = _DAYS[table]
    if table != "events":
        for name in (*_ONLY_EVENTS, "background"):
            if getattr(filters, name) not in ((), None, []) and not (name == "statuses" and table == "ties"):
                raise StoreError(f"{table} have no {name}")
    first, second = ROLES[table]
    if filters.between:
        _between(found, filters, first, second, table)
    for name, roles in (("actor", first), ("recipient", second), ("country", first + second)):
        if (side := getattr(filters, name)) is not None:
            found.add(*_side(side, roles, day, table))
    if (since := when(filters.since)) is not None:
        found.add(f"{day} >= ?", since)
    if (until := when(filters.until)) is not None:
        found.add(f"{day} < ?", until)
    found.any_of("r.type", _types(filters) if table == "events" else ())
    found.any_of("r.mode", filters.modes)
    found.any_of("r.status", filters.statuses)
    found.any_of("r.place_country", [sides_of(p)[0] for p in filters.places])
    found.any_of("r.source", filters.sources)
    found.any_of("r.kind", filters.kinds)
    if filters.about is not None:
        words = "|".join(re.escape(n) for n in names_of(sides_of(filters.about)[0]))
        found.add("regexp_matches(r.sentence, ?)", rf"(?:^|\W)(?:{words})(?:\W|$)")
    if filters.dataset is not None:
        found.add("split_part(r.coder, ' ', 1) = ?", filters.dataset)
    if filters.contexts:
        marks = ", ".join("?" * len(filters.contexts))
        found.add(f"list_has_any(string_split(r.contexts, '; '), [{marks}])", *filters.contexts)
    if filters.background is not None:
        found.add("r.background = ?", filters.background)
    if filters.score is not None:
        found.add("r.score >= ?", filters.score)
    for word in (filters.text or "").split():
        found.add("contains(lower(r.sentence), ?)", word.lower())
    return found


def _between(found: Asked, filters: Filters, first: tuple[str, ...], second: tuple[str, ...], table: str) -> None:
    day = _DAYS[table]
    one, other = filters.between or ("", "")
    ways = [(one, first, other, second)] + ([] if filters.directed else [(other, first, one, second)])
    conditions, values = [], []
    for a, a_roles, b, b_roles in ways:
        left, *left_values = _side(a, a_roles, day, table)
        right, *right_values = _side(b, b_roles, day, table)
        conditions.append(f"({left}) AND ({right})")
        values += [*left_values, *right_values]
    both, *both_values = _both(one, other, first, table)  # a two-sided act has both in the first role
    conditions.append(both)
    values += both_values
    found.add(" OR ".join(f"({c})" for c in conditions), *values)


def _both(one: str, other: str, roles: tuple[str, ...], table: str) -> tuple[Any, ...]:
    left, *left_values = _side(one, roles, _DAYS[table], table)
    right, *right_values = _side(other, roles, _DAYS[table], table)
    if not (left + right).count("entities_seen") and sides_of(one) != sides_of(other):
        return (f"({left}) AND ({right})", *left_values, *right_values)
    left, *left_values = _is(one, roles, _DAYS[table], "s")
    right, *right_values = _is(other, roles, _DAYS[table], "s2")
    apart = "(s.name, s.country, s.entity) IS DISTINCT FROM (s2.name, s2.country, s2.entity)"
    pair = f"entities_seen s, entities_seen s2 WHERE {left} AND {right} AND {apart}"
    return (f"EXISTS (SELECT 1 FROM {pair})", *left_values, *right_values)


def _side(side: str, roles: tuple[str, ...], day: str, table: str) -> tuple[Any, ...]:
    code, is_bloc = sides_of(side)
    columns = [_CODES.get((table, role)) for role in roles]
    if code in countries() and not is_bloc and all(columns):  # a column of the record tells, no other table is asked
        return (" OR ".join(f"contains('; ' || {c} || ';', ?)" for c in columns), *[f"; {code};"] * len(columns))
    if is_bloc and all(columns):  # a column tells of members; the bloc itself may stand there without a code
        members = [_members(code, f"list_has_any(string_split({c}, '; '), [{{}}])", day) for c in columns]
        itself = f"SELECT s.document, s.record FROM entities_seen s WHERE {_role(roles, 's')} AND {_ITSELF.format('s')}"
        return (" OR ".join([f"(r.document, r.id) IN ({itself})", *members]), code, code)
    condition, *values = _is(side, roles, day, "s")
    return (f"EXISTS (SELECT 1 FROM entities_seen s WHERE {condition})", *values)


_ITSELF = "({0}.country = ? OR {0}.entity = ?)"


def _is(side: str, roles: tuple[str, ...], day: str, alias: str) -> tuple[Any, ...]:
    """That a row of ``entities_seen`` is of the record, in such a role, and that side or its member on the day."""
    code, is_bloc = sides_of(side)
    inside = _ITSELF.format(alias)
    if is_bloc:
        inside += f" OR {_members(code, f'{alias}.country IN ({{}})', day)}"
    record = f"{alias}.document = r.document AND {alias}.record = r.id AND {_role(roles, alias)}"
    return (f"{record} AND ({inside})", code, code)


def _role(roles: tuple[str, ...], alias: str) -> str:
    listed = ", ".join(f"'{role}'" for role in roles)
    return f"{alias}.role IN ({listed})"


def _members(bloc: str, condition: str, day: str) -> str:
    """That a condition, with a list of codes in it, holds for members of a bloc on the day; half-open periods."""
    told = [
        f"({day} >= DATE '{since}' AND {day} < DATE '{until}' AND {condition.format(codes)})"
        for (since, until), codes in _memberships()[bloc].items()
    ]
    return f"({' OR '.join(told)})"


@cache
def _memberships() -> dict[str, dict[tuple[str, str], str]]:
    """The members of each bloc, as listed in SQL, by the days since when and until when; months and years count from,
    and to, their first day.
    """
    found: dict[str, dict[tuple[str, str], str]] = {}
    for row in read_table(DATA / "actors" / "memberships.tsv", SCHEMAS["actors/memberships.tsv"]):
        since, until = row["since"] or "0001", row["until"] or "9999"
        period = since + "0001-01-01"[len(since) :], until + "0001-01-01"[len(until) :]
        listed = found.setdefault(row["organisation"], {})
        listed[period] = f"{listed[period]}, '{row['member']}'" if period in listed else f"'{row['member']}'"
    return found


def sides_of(side: str) -> tuple[str, bool]:
    """The code or id that a side's name stands for, and whether it is a bloc whose members count. Raises
    ``StoreError`` for a name that the lexicon lacks.
    """
    name = side.strip()
    if name in countries() or name in _blocs():
        return name, name in _blocs()
    from ..lexicon.actors import load_actors

    found = load_actors().names.get(name)
    ids = list(
        dict.fromkeys(n.id for n in found if n.kind in ("country", "adjective", "people", "organisation", "group"))
    )
    if not ids and name.upper() in countries() | _blocs():
        ids = [name.upper()]
    if not ids:
        raise StoreError(f"nobody is called {side!r} (detente actors search {side})")
    return ids[0], ids[0] in _blocs()


_NAMED_IN = ("name", "names", "adjectives", "people", "capital", "seats")


def names_of(code: str) -> list[str]:
    """What texts call a side: of a country its names, adjectives, people and capital, of an organisation its names; the
    usual name first. The code itself where the lexicon has none.
    """
    row = _named().get(code)
    if row is None:
        return [code]
    return list(dict.fromkeys(name for column in _NAMED_IN if column in row.cells for name in row.many(column)))


@cache
def _named() -> dict[str, Row]:
    files = ("actors/organisations.tsv", "actors/countries.tsv")
    return {row["id"]: row for file in files for row in read_table(DATA / file, SCHEMAS[file])}


@cache
def countries() -> frozenset[str]:
    """The codes of all states and territories of the lexicon."""
    rows = read_table(DATA / "actors" / "countries.tsv", SCHEMAS["actors/countries.tsv"])
    return frozenset(row["id"] for row in rows)


def _blocs() -> frozenset[str]:
    return frozenset(_memberships())


@cache
def quads() -> dict[str, str]:
    """The quad class of each PLOVER type."""
    return {row["type"]: row["quad"] for row in read_table(DATA / "ontology" / "plover.tsv", PLOVER)}


def _types(filters: Filters) -> list[str]:
    types = [t.upper() for t in filters.types]
    if strange := [q for q in filters.quads if q.lower() not in quads().values()]:
        raise StoreError(f"no such quad class: {strange[0]} ({', '.join(sorted(set(quads().values())))})")
    types += [t for t, quad in quads().items() if quad in [q.lower() for q in filters.quads]]
    return types


def when(day: Day) -> Date | None:
    """A day, or the first of a month or year, as told. Raises ``StoreError`` for what is none."""
    if day is None or isinstance(day, Date):
        return day
    text = day + "-01-01"[len(day) - 4 :] if len(day) in (4, 7) else day
    try:
        return Date.fromisoformat(text)
    except ValueError:
        raise StoreError(f"{day!r} is no day, month or year such as 2023-04-29, 2023-04 or 2023") from None
