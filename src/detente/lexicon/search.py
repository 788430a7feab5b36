"""Looking actors up: by any form of their names, on a day."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date as Date
from functools import cache
from pathlib import Path
from typing import Any

from .actors import FIRST, LAST, ActorLexicon, Known
from .index import words_of
from .overlay import folded, stamp_of
from .schemas import DATA, SCHEMAS
from .table import Row, read_table

_CLOSE = 0.78  # of difflib: Shoygu/Shoigu 0.83, Zelenskyy/Zelensky 0.94, Selenskyj/Zelensky 0.71
_IN_FORMS = frozenset("names adjectives people capital seats since until".split())
_TABLES = ("countries", "organisations", "groups", "people")


@dataclass(frozen=True, slots=True)
class Found:
    """An actor in one role: of a person a row for each term. ``since``/``until`` are ``None`` where open or unknown."""

    id: str
    name: str
    country: str | None
    sector: str
    office: str | None
    since: str | None
    until: str | None
    at: str = ""

    def row(self) -> dict[str, str | None]:
        """As the listing commands print it."""
        row = asdict(self)
        row["from"] = row.pop("since")
        return {c: row[c] for c in ("id", "name", "country", "sector", "office", "from", "until")}


def search(lexicon: ActorLexicon, query: str, day: Date | None = None, limit: int | None = None) -> list[Found]:
    """Actors that a name may mean, the best first, at most ``limit`` of them, each with its roles (on ``day``).

    Compared without case and accents: the whole form, then forms that begin so, then forms that hold all its words or
    words that begin so, then words spelt nearly so. The first of these kinds that finds anybody decides, save that
    whole forms are followed by those that begin so.
    """
    ids = _matching(lexicon, query)
    return [row for id_ in (ids[:limit] if limit else ids) for row in roles(lexicon, id_, day)]


def roles(lexicon: ActorLexicon, id_: str, day: Date | None = None) -> list[Found]:
    """The roles of one actor, the last begun first; on ``day`` those that it has then."""
    known = lexicon.known[id_]
    own = lexicon.own.rows.get(id_, []) if lexicon.own else []
    rows = [
        Found(id_, k.name, k.country, k.sector, h.office or None, _open(k.since), _open(k.until), k.at)
        for h in sorted(own, key=lambda h: h.rank, reverse=True)
        for k in (h.known,)
    ]
    if day is not None and lexicon.own and (held := lexicon.own.row_on(id_, day)):
        return [r for r in rows if r.at == held.known.at]
    stamp = stamp_of(day)
    if known.at:  # nobody that is shipped
        return rows if day is None else []
    if known.kind != "person":
        if day is not None and not known.since <= stamp < known.until:
            return []
        shipped = [Found(id_, known.name, known.country, known.sector, None, _open(known.since), _open(known.until))]
    else:
        terms = sorted(lexicon.terms.get(id_, ()), key=lambda t: (t.since, t.office), reverse=True)
        terms = [t for t in terms if day is None or t.since <= stamp < t.until]
        shipped = [
            Found(id_, known.name, *_acting_for(lexicon, known, t.of), t.office, _open(t.since), _open(t.until))
            for t in terms
        ] or [Found(id_, known.name, known.country, known.sector, None, None, None)]
    return shipped if day is not None else rows + shipped


def _acting_for(lexicon: ActorLexicon, known: Known, of: str) -> tuple[str | None, str]:
    """Country and sector that an office gives; of a state the person's own sector."""
    holder = lexicon.known.get(of)
    if holder is None:
        return known.country, known.sector
    return (holder.country, known.sector if holder.kind == "country" else holder.sector)


def _open(day: str) -> str | None:
    return None if day in (FIRST, LAST) else day


# --- names -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Forms:
    """Ids by folded form, and forms by the words in them."""

    by_form: dict[str, tuple[str, ...]]
    by_word: dict[str, list[str]]


_INDEXES: dict[int, tuple[ActorLexicon, _Forms]] = {}


def _forms(lexicon: ActorLexicon) -> _Forms:
    held = _INDEXES.get(id(lexicon))
    if held is not None and held[0] is lexicon:
        return held[1]
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for form, id_, _ in forms_with_ids(lexicon):
        found[folded(form)].setdefault(id_)
    for known in lexicon.known.values():
        found[folded(known.id)].setdefault(known.id)
    by_word: dict[str, list[str]] = defaultdict(list)
    for form in found:
        for word in dict.fromkeys(form.split()):
            by_word[word].append(form)
    made = _Forms({f: tuple(ids) for f, ids in found.items()}, dict(by_word))
    _INDEXES.clear()
    _INDEXES[id(lexicon)] = lexicon, made
    return made


def forms_with_ids(lexicon: ActorLexicon) -> Iterator[tuple[str, str, str]]:
    """All forms of actors (words parted by spaces), the id that each stands for, and as what."""
    for words, names in lexicon.names.items():
        form = " ".join(words)
        yield from ((form, n.id, n.kind) for n in names if n.kind != "place")
    for form, held, names_of in lexicon.own.items() if lexicon.own else ():
        yield from ((form, held.known.id, n.kind) for n in names_of)


def _matching(lexicon: ActorLexicon, query: str) -> list[str]:
    forms = _forms(lexicon)
    text = folded(" ".join(words_of(query)))
    plain = folded(query.strip())
    words = [w for w in text.split() if w[0].isalnum()]
    if not words and plain not in forms.by_form:
        return []
    whole = [f for f in (text, plain) if f in forms.by_form]
    begin = sorted((f for f in forms.by_form if f.startswith(text) and f not in whole), key=_short)
    found = [*whole, *begin]
    if not whole:
        inner = _holding(forms, [[w for w in forms.by_word if w.startswith(q)] for q in words])
        found += [f for f in inner if f not in begin]
    if not found:
        found = _holding(forms, [_near(forms, q) for q in words])
    return list(dict.fromkeys(i for f in found for i in sorted(forms.by_form[f], key=lambda i: _kind(lexicon, i))))


def _short(form: str) -> tuple[int, str]:
    return len(form), form


def _kind(lexicon: ActorLexicon, id_: str) -> tuple[int, str]:
    order = {"country": 0, "organisation": 1, "person": 3}
    return order.get(lexicon.known[id_].kind, 2), id_


def _holding(forms: _Forms, choices: list[list[str]]) -> list[str]:
    """Forms that hold one word of every choice; the earlier words of a choice are the better."""
    if not choices or not all(choices):
        return []
    kept: dict[str, int] = {}
    for n, words in enumerate(choices):
        here: dict[str, int] = {}
        for place, word in enumerate(words):
            for form in forms.by_word[word]:
                here.setdefault(form, place)
        kept = here if n == 0 else {f: kept[f] + p for f, p in here.items() if f in kept}
    return sorted(kept, key=lambda f: (kept[f], *_short(f)))


def _near(forms: _Forms, word: str) -> list[str]:
    """Words spelt nearly so, the nearest first; of those that begin or end with the same letter."""
    if word in forms.by_word:
        return [word]
    alike = [
        w
        for w in forms.by_word
        if abs(len(w) - len(word)) <= 3 and (w[0] == word[0] or w[-1] == word[-1]) and w.isalnum()
    ]
    return difflib.get_close_matches(word, alike, n=8, cutoff=_CLOSE)


# --- everything of one actor -----------------------------------------------------------------------------------------


def actor_named(lexicon: ActorLexicon, text: str) -> str | None:
    """The id that is meant: the id itself (case does not matter), else the one actor of that very name."""
    known = lexicon.known
    for candidate in (text, text.upper(), text.lower()):
        if candidate in known:
            return known[candidate].id
    ids = _forms(lexicon).by_form.get(folded(" ".join(words_of(text))), ())
    return ids[0] if len(ids) == 1 else None


def nearest_ids(lexicon: ActorLexicon, text: str) -> list[str]:
    """Ids that are meant perhaps."""
    return _matching(lexicon, text.replace("_", " "))[:5]


def members(lexicon: ActorLexicon, organisation: str, day: Date | None = None) -> list[Found]:
    """The members of an organisation with their dates, on ``day`` if one is given; sorted by id."""
    stamp = stamp_of(day)
    return [
        Found(m, lexicon.known[m].name if m in lexicon.known else m, m, "GOV", "member", _open(since), _open(until))
        for m, since, until in sorted(lexicon.members.get(organisation, ()))
        if day is None or since <= stamp < until
    ]


def memberships(lexicon: ActorLexicon, member: str, day: Date | None = None) -> list[Found]:
    """The organisations that a state is a member of, sorted by id."""
    stamp = stamp_of(day)
    return [
        Found(o, lexicon.known[o].name, lexicon.known[o].country, lexicon.known[o].sector, "member", _open(s), _open(u))
        for o, spans in sorted(lexicon.members.items())
        for m, s, u in spans
        if m == member and (day is None or s <= stamp < u)
    ]


@cache
def _table(name: str, root: Path) -> dict[str, Row]:
    return {r["id"]: r for r in read_table(root / "actors" / f"{name}.tsv", SCHEMAS[f"actors/{name}.tsv"])}


def dossier(lexicon: ActorLexicon, id_: str, day: Date | None = None, root: Path = DATA) -> dict[str, Any]:
    """Everything known of one actor: cells, forms by what they stand for, roles, memberships, and where it is from."""
    known = lexicon.known[id_]
    forms: dict[str, list[str]] = defaultdict(list)
    for form, other, kind in forms_with_ids(lexicon):
        if other == id_ and form not in forms[kind]:
            forms[kind].append(form)
    row = next((r for name in _TABLES if (r := _table(name, root).get(id_))), None)
    cells = {c: v for c, v in row.cells.items() if v and c not in _IN_FORMS} if row else {}
    made: dict[str, Any] = {
        "id": id_, "name": known.name, "kind": known.kind, "country": known.country, "sector": known.sector,
        "from": _open(known.since), "until": _open(known.until),
    }  # fmt: skip
    made |= {c: v for c, v in cells.items() if c not in made}
    made["forms"] = dict(sorted(forms.items()))
    made["roles"] = [r.row() | {"at": r.at} if r.at else r.row() for r in roles(lexicon, id_, day)]
    made["member of"] = [r.row() for r in memberships(lexicon, id_, day)]
    made["members"] = [r.row() for r in members(lexicon, id_, day)]
    made["at"] = row.at if row else known.at
    return made
