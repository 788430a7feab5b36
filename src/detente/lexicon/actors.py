"""Who is who: countries, organisations, groups, people with their offices, and role nouns, loaded once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Date
from functools import cache
from pathlib import Path

from .index import Name, NameIndex
from .overlay import Overlay, extended
from .own import FIRST, LAST, read_own
from .schemas import DATA, SCHEMAS
from .table import Row, collector_paused, read_table

_TOP = ("head_of_state", "head_of_government", "supreme_leader", "pope")
_SECOND = ("foreign_minister", "defence_minister")
_RANK = {**dict.fromkeys(_TOP, 2), **dict.fromkeys(_SECOND, 1)}  # of several offices of one person the highest counts

__all__ = ["FIRST", "LAST", "ActorLexicon", "Agent", "Known", "Term", "load_actors"]


@dataclass(frozen=True, slots=True)
class Known:
    """A country, organisation, group or person of the lexicon; ``at`` is the ``file:line`` of a user's own row."""

    id: str
    kind: str
    name: str
    country: str | None
    sector: str
    since: str = FIRST
    until: str = LAST
    at: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """``person`` holds ``office`` of a state or organisation on ``since <= day < until`` (text that sorts as days)."""

    person: str
    office: str
    of: str
    since: str
    until: str
    title: str


@dataclass(frozen=True, slots=True)
class Agent:
    """A role noun: its sector, whether it is a ``person``, a ``body`` or ``people``, and the office it names."""

    id: str
    sector: str
    kind: str
    office: str
    note: str


@dataclass
class ActorLexicon:
    """All actors; ``names`` finds their shipped forms in text, ``names_in`` users' own as well (``own``)."""

    names: NameIndex = field(default_factory=NameIndex)
    known: dict[str, Known] = field(default_factory=dict)
    adjective: dict[str, str] = field(default_factory=dict)
    terms: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))
    holders: dict[tuple[str, str], list[Term]] = field(default_factory=lambda: defaultdict(list))
    agents: dict[tuple[str, ...], Agent] = field(default_factory=dict)
    roles: dict[str, Agent] = field(default_factory=dict)
    agent_heads: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))
    members: dict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    cities: dict[str, Row] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    own: Overlay | None = None

    def names_in(self, text: str, begin: int, day: Date | None) -> Iterator[tuple[int, int, list[Name]]]:
        """Names in ``text`` from ``begin`` on: (start, end, what it may be); users' own on the days that they hold."""
        return self.own.find(self.names, text, begin, day) if self.own else self.names.find(text, begin)

    def on_day(self, known: Known, day: Date | None) -> Known:
        """``known`` as a user's row has it on ``day``; where none holds then, the shipped one, else ``known``."""
        row = self.own.row_on(known.id, day) if self.own else None
        return row.known if row else self.known.get(known.id, known)

    def office_on(self, person: str, day: Date | None) -> Term | None:
        """The office that ``person`` holds on ``day``: of several the highest (head of state or of
        government, then minister, then the rest), then the last begun; the latest where no day is known.

        That of a user's row has no ``of``: country and sector are the row's.
        """
        own = self.own.row_on(person, day) if self.own else None
        if own is not None:
            return Term(person, own.office, "", own.known.since, own.known.until, "") if own.office else None
        stamp = day.isoformat() if day else LAST[:4]
        held = [t for t in self.terms.get(person, []) if t.since <= stamp < t.until]
        return max(held, key=lambda t: (_RANK.get(t.office, 0), t.since)) if held else None

    def holder(self, office: str, of: str, day: Date | None) -> Known | None:
        """Who holds ``office`` of ``of`` on ``day``; ``None`` where it is not known, or where two rows say so."""
        if day is None:
            return None
        own = self.own.holder(office, of, day) if self.own else None
        if own is not None:
            return own.known
        stamp = day.isoformat()
        held = {t.person for t in self.holders.get((office, of), []) if t.since <= stamp < t.until}
        if self.own:
            held = {p for p in held if self.own.row_on(p, day) is None}
        return self.known.get(held.pop()) if len(held) == 1 else None

    def members_on(self, organisation: str, day: Date | None) -> list[str]:
        """Members of an organisation on a day (today's where no day is given), as ISO alpha-3, sorted."""
        stamp = day.isoformat() if day else LAST[:4]
        return sorted(m for m, since, until in self.members.get(organisation, []) if since <= stamp < until)


def load_actors(root: Path = DATA, extra: tuple[Path, ...] = ()) -> ActorLexicon:
    """The actor lexicon, read once a process; with users' files ``extra`` on top (see ``own``), the later over the
    earlier. Rows of theirs that are wrong are left out: ``own.files`` have the ``complaints``. Raises
    ``LexiconError`` for a file that cannot be read.
    """
    return _with_own(root, tuple((path, _state_of(path)) for path in extra)) if extra else _shipped(root)


@cache
def _with_own(root: Path, extra: tuple[tuple[Path, tuple[int, int]], ...]) -> ActorLexicon:
    return extended(_shipped(root), [read_own(path) for path, _ in extra])


def _state_of(path: Path) -> tuple[int, int]:
    """What changes where a file changes."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


@cache
@collector_paused()
def _shipped(root: Path) -> ActorLexicon:
    lexicon = ActorLexicon()
    for kind in ("countries", "organisations", "groups", "people"):
        for row in _rows(root, kind):
            _LOADERS[kind](lexicon, row)
    for row in _rows(root, "offices"):
        term = Term(row["person"], row["office"], row["of"], row["since"] or FIRST, row["until"] or LAST, row["title"])
        lexicon.terms[term.person].append(term)
        lexicon.holders[term.office, term.of].append(term)
    for row in _rows(root, "agents"):
        agent = lexicon.roles[row["id"]] = Agent(row["id"], row["sector"], row["kind"], row["office"], row["note"])
        for words in row.many("words"):
            key = tuple(words.replace("-", " - ").split())
            if key not in lexicon.agents:
                lexicon.agents[key] = agent
                lexicon.agent_heads[key[-1]].append(key)
    for heads in lexicon.agent_heads.values():
        heads.sort(key=len, reverse=True)
    for row in _rows(root, "memberships"):
        span = (row["member"], row["since"] or FIRST, row["until"] or LAST)
        lexicon.members[row["organisation"]].append(span)
    lexicon.genders = {row["name"]: row["gender"] for row in _rows(root, "given_names")}
    _load_cities(lexicon, root)
    return lexicon


def _rows(root: Path, name: str) -> list[Row]:
    return read_table(root / "actors" / f"{name}.tsv", SCHEMAS[f"actors/{name}.tsv"])


_WITHIN = {"ABK": "GEO", "CYN": "CYP", "PMR": "MDA", "SOL": "SOM", "SOT": "GEO"}  # de facto states without an ISO code


def _load_country(lexicon: ActorLexicon, row: Row) -> None:
    code, state = row["id"], _WITHIN.get(row["id"], row["id"])
    lexicon.known[code] = Known(code, "country", row["name"], state, "GOV", row["since"] or FIRST, row["until"] or LAST)
    lexicon.adjective[code] = row.many("adjectives")[0] if row["adjectives"] else row["name"]
    names = row["name"], *row.many("names")
    for form in names:
        lexicon.names.add(form, Name("country", code))
    for column, kind in (("adjectives", "adjective"), ("people", "people"), ("capital", "capital"), ("seats", "seat")):
        for form in row.many(column):
            if form not in names:
                lexicon.names.add(form, Name(kind, code))


def _load_organisation(lexicon: ActorLexicon, row: Row) -> None:
    since, until = row["since"] or FIRST, row["until"] or LAST
    lexicon.known[row["id"]] = Known(
        row["id"], "organisation", row["name"], row["country"], row["sector"], since, until
    )
    for form in (row["name"], *row.many("names"), *row.many("seats")):
        lexicon.names.add(form, Name("organisation", row["id"]))


def _load_group(lexicon: ActorLexicon, row: Row) -> None:
    since, until = row["since"] or FIRST, row["until"] or LAST
    lexicon.known[row["id"]] = Known(row["id"], row["kind"], row["name"], row["country"], row["sector"], since, until)
    for form in (row["name"], *row.many("names")):
        lexicon.names.add(form, Name("group", row["id"]))


def _load_person(lexicon: ActorLexicon, row: Row) -> None:
    lexicon.known[row["id"]] = Known(row["id"], "person", row["name"], row["country"], row["sector"])
    for form in (row["name"], *row.many("names")):
        lexicon.names.add(form, Name("person", row["id"]))


_LOADERS = {
    "countries": _load_country,
    "organisations": _load_organisation,
    "groups": _load_group,
    "people": _load_person,
}


def _load_cities(lexicon: ActorLexicon, root: Path) -> None:
    """Places by name; of several with one name the most populous is kept, and names of actors are left alone."""
    best: dict[str, tuple[int, Row]] = {}
    for row in read_table(root / "places" / "cities.tsv", SCHEMAS["places/cities.tsv"]):
        people = int(row["population"] or 0)
        for form in (row["name"], *row.many("names")):
            if form not in best or best[form][0] < people:
                best[form] = (people, row)
    for form, (_, row) in best.items():
        lexicon.cities[row["id"]] = row
        names = lexicon.names.get(form)
        if not names or all(n.kind == "capital" for n in names):
            lexicon.names.add(form, Name("place", row["id"]))
