"""Users' own actors on top of the shipped ones: names with dates, of which the user's wins on the days it holds."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date as Date
from typing import TYPE_CHECKING

from .index import Name, NameIndex, words_in, words_of
from .own import FIRST, LAST, OwnActor, OwnFile

if TYPE_CHECKING:
    from .actors import ActorLexicon, Known

# Kinds of names, the surest first; as in annotate/actors.py, without places.
_ORDER = ("person", "organisation", "group", "country", "capital", "seat", "adjective", "people")
_OF_KIND = {"person": "person", "group": "group", "organisation": "organisation", "state": "country"}
# Words that stand in names of bodies and places, not of people; those of agents.tsv come on top.
_BODIES = frozenset(
    "of and for the in on at to from national united party front army movement council ministry department office "
    "agency bank company corporation court parliament congress senate assembly union league organization organisation "
    "association federation committee commission group forces force brigade brigades university church mosque news "
    "times radio television tv islamic democratic republican people's peoples liberation international state states "
    "republic kingdom emirate city port province region district north south east west northern southern eastern "
    "western central island islands river sea airport base valley mountain house palace ltd inc co".split()
)
# Words that a text writes all in capitals where it means a name ("US", "IS"), else not.
_FUNCTION = frozenset(
    "is us it who in on an as at be by do go he if me my no of or so to up we all and are but can for had has her him "
    "his how its may new not now one our out see she the too two was way yet you".split()
)


def folded(text: str) -> str:
    """``text`` without case and accents, for comparing."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae"})


def stamp_of(day: Date | None) -> str:
    """A day as text to compare with since and until; of no day, what holds now."""
    return day.isoformat() if day else LAST[:4]


@dataclass(frozen=True, slots=True)
class Held:
    """What a user's row says of an actor: ``known`` (with since, until and ``at``) and the office; ``rank`` orders
    rows that hold on one day: the highest wins.
    """

    known: Known
    office: str
    rank: tuple[int, bool, str, int]

    def on(self, stamp: str) -> bool:
        """True where it holds on that day."""
        return self.known.since <= stamp < self.known.until


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a row: what it is as ``names``; ``exact`` words as written, or ``None`` for a folded form."""

    held: Held
    names: tuple[Name, ...]
    exact: tuple[str, ...] | None


@dataclass
class Overlay:
    """The rows of all files of a user. ``rows`` are by actor's id, ``holders`` by office and state."""

    rows: dict[str, list[Held]] = field(default_factory=lambda: defaultdict(list))
    holders: dict[tuple[str, str], list[Held]] = field(default_factory=lambda: defaultdict(list))
    files: list[OwnFile] = field(default_factory=list)
    _by_first: dict[str, dict[tuple[str, ...], list[_Form]]] = field(default_factory=dict)
    _longest: dict[str, int] = field(default_factory=dict)

    def row_on(self, actor: str, day: Date | None) -> Held | None:
        """The row of an actor that holds on a day."""
        stamp = stamp_of(day)
        return max((h for h in self.rows.get(actor, ()) if h.on(stamp)), key=lambda h: h.rank, default=None)

    def holder(self, office: str, of: str, day: Date) -> Held | None:
        """Who holds an office by the user's rows."""
        stamp = stamp_of(day)
        held = [h for h in self.holders.get((office, of), ()) if h.on(stamp)]
        return max(held, key=lambda h: h.rank, default=None)

    def add(self, words: tuple[str, ...], held: Held, names: tuple[Name, ...], *, exact: bool) -> None:
        """Let a form, given as its words, stand for ``names`` while the row holds."""
        low = tuple(map(folded, words)) if exact else words
        entries = self._by_first.setdefault(low[0], {})
        entries.setdefault(low, []).append(_Form(held, names, words if exact else None))
        self._longest[low[0]] = max(self._longest.get(low[0], 0), len(low))

    def find(
        self, shipped: NameIndex, text: str, begin: int, day: Date | None
    ) -> Iterator[tuple[int, int, list[Name]]]:
        """As ``NameIndex.find``: the longest form at a word; of equals the user's, on the days that it holds."""
        stamp = stamp_of(day)
        matches = words_in(text, begin)
        words = [m[0] for m in matches]
        low = [folded(w) for w in words]
        i, n = 0, len(words)
        while i < n:
            length, form = self._at(words, low, i, stamp)
            other, theirs = shipped.at(words, i)
            if form is None or other > length or (other == length and _is_city(form, theirs)):
                length, names = other, theirs
            else:
                names = list(form.names)
            if length:
                yield matches[i].start(), matches[i + length - 1].end(), names
            i += length or 1

    def _at(self, words: list[str], low: list[str], i: int, stamp: str) -> tuple[int, _Form | None]:
        forms = self._by_first.get(low[i])
        if forms is None:
            return 0, None
        for length in range(min(self._longest[low[i]], len(low) - i), 0, -1):
            found = forms.get(tuple(low[i : i + length]))
            if found is None:
                continue
            written = words[i : i + length]
            fit = [f for f in found if f.held.on(stamp) and _fits(f, written)]
            if fit:
                return length, max(fit, key=lambda f: f.held.rank)
        return 0, None

    def items(self) -> Iterator[tuple[str, Held, tuple[Name, ...]]]:
        """All forms (folded, words parted by spaces) with their rows."""
        for forms in self._by_first.values():
            for words, found in forms.items():
                for form in found:
                    yield " ".join(words), form.held, form.names


def _fits(form: _Form, written: list[str]) -> bool:
    """An exact form as it is written; a folded one where the text writes a name."""
    if form.exact is not None:
        return form.exact == tuple(written)
    if len(written) == 1 and written[0].lower() in _FUNCTION:
        return written[0].isupper()
    return not written[0][0].islower() and not written[-1][0].islower()


def _is_city(form: _Form, names: list[Name]) -> bool:
    """A dictionary that counts a city to its state: the shipped place says more."""
    return form.exact is None and form.names[0].kind == "country" and any(n.kind == "place" for n in names)


# --- making it -------------------------------------------------------------------------------------------------------


def extended(base: ActorLexicon, files: list[OwnFile]) -> ActorLexicon:
    """``base`` with users' files on top, the later ones over the earlier; ``base`` itself stays as it is."""
    overlay = Overlay(files=files)
    made = replace(base, known=dict(base.known), own=overlay)
    known_forms = shipped_forms(base)
    bodies = _BODIES | {w for key in base.agents for w in key}
    for number, file in enumerate(files):
        for actor in file.actors:
            _add_actor(made, overlay, actor, number, known_forms, bodies)
    _add_agents(base, made, files)
    return made


def shipped_forms(base: ActorLexicon) -> dict[str, list[Name]]:
    """What each shipped form stands for, places left out, by the form folded."""
    found: dict[str, list[Name]] = {}
    for words, names in base.names.items():
        kept = [n for n in names if n.kind != "place"]
        if kept:
            found.setdefault(folded(" ".join(words)), []).extend(kept)
    return found


def _key(form: str) -> str:
    return folded(" ".join(words_of(form)))


def _add_actor(
    made: ActorLexicon,
    overlay: Overlay,
    actor: OwnActor,
    file: int,
    forms: dict[str, list[Name]],
    bodies: frozenset[str] | set[str],
) -> None:
    from .actors import Known

    same = _shipped_as(made, actor, forms)
    kind, id_ = _identity(made, actor, same, bodies)
    name = made.known[id_].name if same or kind == "country" else _written(actor)
    shipped = made.known.get(id_) if not overlay.rows.get(id_) else None
    best: Held | None = None
    shapes: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}  # the words and kinds of name of each form
    for period in actor.periods:
        known = Known(id_, kind, name, period.country, period.sector, period.since, period.until, period.at)
        dated = (period.since, period.until) != (FIRST, LAST)
        held = Held(known, period.office, (file, dated, period.since, -len(overlay.rows[id_])))
        key = f"{id_}@{period.at}"
        if key in made.known:  # two codes on one line
            key = f"{key}.{len(overlay.rows[id_])}"
        made.known[key] = known
        overlay.rows[id_].append(held)
        if period.office and period.country:
            overlay.holders[period.office, period.country].append(held)
        for form in period.forms:
            if form not in shapes:
                words = tuple(words_of(folded(form) if actor.folded else form))
                there = [n.kind for n in forms.get(_key(form), ()) if n.id == id_]
                shapes[form] = words, tuple(dict.fromkeys(there)) or (kind,)
            words, kinds = shapes[form]
            if words:
                overlay.add(words, held, tuple(Name(k, key) for k in kinds), exact=not actor.folded)
        best = max(best or held, held, key=lambda h: h.rank)
    if shipped is None and id_ not in made.known and best is not None:
        made.known[id_] = best.known


def _shipped_as(made: ActorLexicon, actor: OwnActor, forms: dict[str, list[Name]]) -> Name | None:
    """The shipped actor of that very name, if the file means it: people of one name must be of one state."""
    countries = {p.country for p in actor.periods}
    names = sorted(forms.get(_key(actor.name), ()), key=lambda n: (_ORDER.index(n.kind), n.id))
    for name in names:
        known = made.known[name.id]
        states = {known.country, *(t.of for t in made.terms.get(name.id, ()))}
        if known.kind == "person" and (actor.kind not in ("", "person") or not countries & states):
            continue
        if known.kind != "person" and actor.kind == "person":
            continue
        if name.kind in ("capital", "seat", "adjective", "people") and known.country not in countries:
            continue
        return name
    return None


def _identity(
    made: ActorLexicon, actor: OwnActor, same: Name | None, bodies: frozenset[str] | set[str]
) -> tuple[str, str]:
    """Kind of name and id: of the shipped actor that is meant, of the state, else its own."""
    if same is not None:
        known = made.known[same.id]
        return (known.kind if known.kind in ("person", "country", "organisation") else "group"), same.id
    if actor.kind == "state":
        country = actor.periods[0].country or ""
        if country in made.known:
            return "country", country
    kind = _OF_KIND.get(actor.kind) or _guess(actor, bodies)
    slug = re.sub(r"\W+", "_", folded(actor.name)).strip("_") or "actor"
    return kind, f"own.{slug}" if kind == "person" else f"OWN.{slug.upper()}"


def _guess(actor: OwnActor, bodies: frozenset[str] | set[str]) -> str:
    """A person, organisation or group, by the name's words, where the file does not say."""
    if all(p.country in ("IGO", "NGO") for p in actor.periods):
        return "organisation"
    words = [w.lower() for w in actor.name.split()]
    names = 2 <= len(words) <= 4 and all(w.replace("-", "").replace("'", "").replace(".", "").isalpha() for w in words)
    return "person" if actor.folded and names and not bodies & set(words) else "group"


def _written(actor: OwnActor) -> str:
    """The name as news writes it; of capitals, each word with one."""
    if not actor.folded or not actor.name.isupper():
        return actor.name
    words = actor.name.split()
    if len(words) == 1 and len(words[0]) <= 4:
        return actor.name
    small = {"OF", "AND", "FOR", "THE", "IN", "ON", "TO"}
    return " ".join(w.lower() if n and w in small else _capital(w) for n, w in enumerate(words))


def _capital(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize() if len(m[0]) > 1 or m.start() == 0 else m[0].lower(), word)


def _add_agents(base: ActorLexicon, made: ActorLexicon, files: list[OwnFile]) -> None:
    """Role nouns: the user's sector goes before the shipped one's."""
    from .actors import Agent

    own = [a for file in files for a in file.agents]
    if not own:
        return
    made.agents, made.roles = dict(base.agents), dict(base.roles)
    made.agent_heads = defaultdict(list, {head: list(keys) for head, keys in base.agent_heads.items()})
    for agent in own:
        for form in agent.forms:
            key = tuple(form.replace("-", " - ").split())
            like = base.agents.get(key)
            if like is not None and like.sector == agent.sector:
                made.agents[key] = like
                continue
            near = like or base.agents.get(key[-1:])
            kind, office = (near.kind if near else "person"), (like.office if like else "")
            id_ = f"own.{agent.sector.lower()}.{'_'.join(key)}"
            made.agents[key] = made.roles[id_] = Agent(id_, agent.sector, kind, office, like.note if like else "")
            if key not in made.agent_heads[key[-1]]:
                made.agent_heads[key[-1]].append(key)
    for heads in made.agent_heads.values():
        heads.sort(key=len, reverse=True)
