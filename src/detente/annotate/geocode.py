"""Which of the places that bear a name is meant: the gazetteer's candidates, weighed by what stands around.

For each candidate speak its size, whether it is a capital, a division or a row kept by hand; the states that the text
names, those of the same sentence most, and the divisions in which its other places lie; the address after it
("Springfield, Illinois", "Tripoli, Lebanon"), here or where the text names it again; whether it is itself an address
("Atlanta, Georgia"); and the state before it ("the Lebanese city of Tripoli"). The weights are set by judgement,
looking at half 0 of the dev places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log10

from ..lexicon.gazetteer import Candidate, Gazetteer, fold
from ..records import Place, Span
from .facts import Facts
from .surroundings import Surroundings, division_of

GRAINS = {"capital": "city", "base": "city", "crossing": "city", "sea": "region", "strait": "region",
           "river": "region", "mountains": "region"}  # of the kinds of places that are no grain themselves  # fmt: skip
_ADDRESS = re.compile(r",? (?:in )?(?:the )?(?:(?:north|south|east|west|central)\w* )?"
                      r"([A-Z][\w.'’-]*(?: (?:of |and |al-|el-|de )?[A-Z][\w.'’-]*){0,3})")  # fmt: skip
_BEFORE = re.compile(r"([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}), $")
_PLURALS = {"counties": "county", "provinces": "province", "districts": "district", "states": "state"}
PLACE_WORDS = frozenset(
    "province region state city town village district county governorate oblast prefecture island republic territory"
    " department municipality area peninsula".split()
)
# What the weights are: log10(people) / 10 is 0.7 for ten million, 0.4 for ten thousand.
_NEAR = 3  # sentences before and after in which a state still speaks loudly
_DIVISION = 0.8  # where all the text's places lie in the candidate's division
_SAME_NAME = 8  # tellings of a name that are looked at for an address


def geocode(facts: Facts, span: Span, around: Surroundings, *, kind: str = "") -> Place | None:
    """The place that the words of ``span`` name; ``None`` where the gazetteer has no such name.

    ``kind``: ``country`` where the lexicon has already told that they name a state.
    """
    found = _candidates(span.text, _plural_kind(facts, span))
    if kind == "country":  # but "England" is the division of that name, and "Georgia" may be
        own = [c for c in found if c.kind == "admin" and fold(c.name) == fold(span.text)]
        states = [c for c in found if c.kind == "country"]
        parts = [c for c in own if any(s.country == c.country for s in states)]
        exact = any(fold(s.name) == fold(span.text) for s in states)
        found = (parts if parts and not exact else states + own) or found
    if not found:
        return None
    sentence = facts.tree.sent_of[facts.tree.token_at(span.start)]
    about = _About(around.without(fold(span.text)), sentence, *_addresses(facts, span))
    weights = {c.id: about.weight(c, span.text) for c in found}
    ranked = sorted(found, key=lambda c: (-weights[c.id], c.id))
    best, other = ranked[0], next((c for c in ranked[1:] if c.country != ranked[0].country or c.kind != "admin"), None)
    weight = weights[best.id]
    margin = weight - weights[other.id] if other is not None else 1.0
    score = round(min(0.95, 0.5 + 0.3 * min(margin, 1.0) + 0.15 * min(weight, 1.0)), 3)
    where = GRAINS.get(best.kind, best.kind)
    told = f"{other.name} ({other.admin1 + ', ' if other.admin1 else ''}{other.country})" if other is not None else None
    return Place(
        span.text, best.country, span, best.lat, best.lon, where, "place.gazetteer", score, best.admin1,
        best.geonameid, told,
    )  # fmt: skip


def _candidates(name: str, kind: str = "") -> list[Candidate]:
    """Candidates of a name, of the name without its kind ("Helmand province") and without an article; with the kind
    that a list tells (``county`` in "Jackson and Madison counties").
    """
    gazetteer = Gazetteer.open()
    words = name.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s").split(" ")
    found = list(gazetteer.lookup(" ".join([*words, kind]))) if kind else []
    found = found or list(gazetteer.lookup(" ".join(words)))
    if not found and len(words) > 1 and words[-1].lower() in PLACE_WORDS:
        found = list(gazetteer.lookup(" ".join(words[:-1])))
        divisions = [c for c in found if c.kind == "admin"]
        found = divisions if divisions and words[-1].lower() not in ("city", "town", "village") else found
    if not found and len(words) > 2 and words[0].lower() in PLACE_WORDS and words[1] == "of":  # "Province of Salta"
        found = list(gazetteer.lookup(" ".join(words[2:])))
    if not found and name.endswith("."):  # "Fla."
        found = list(gazetteer.abbreviated(name))
    return found


def _plural_kind(facts: Facts, span: Span) -> str:
    """The kind that stands after a list of names: "county" for "Jackson" in "Jackson and Madison counties"."""
    tree = facts.tree
    i = tree.tokens_between(span.start, span.end)[1]
    while i < len(tree) and (tree.tag[i] in ("NNP", "NNPS") or tree.lower[i] in (",", "and", "or", "/")):
        i += 1
    return _PLURALS.get(tree.lower[i], "") if i < len(tree) else ""


def _addresses(facts: Facts, span: Span) -> tuple[frozenset[str], frozenset[str], bool]:
    """What is told of where a name lies: folded names of divisions, and codes of states, that follow it, here or where
    it is named again; and whether it is itself the address of a place before it.
    """
    text = facts.tree.text
    names, codes = _address_after(facts, span.end)
    start = -1
    for _ in range(_SAME_NAME if not names | codes else 0):
        start = text.find(span.text, start + 1)
        if start < 0:
            break
        more_names, more_codes = _address_after(facts, start + len(span.text)) if start != span.start else ((), ())
        names, codes = names.union(more_names), codes.union(more_codes)
    first = facts.tree.token_at(span.start)
    for i in range(max(0, first - 4), first):  # "the Lebanese city of Tripoli"
        mention = facts.by_token.get(i)
        described = i + 1 < len(facts.tree) and any(w in PLACE_WORDS for w in facts.tree.lower[i + 1 : first])
        if mention is not None and mention.kind in ("adjective", "country") and mention.entities and described:
            codes |= {mention.entities[0].country or ""}
    before = _BEFORE.search(text, max(0, span.start - 60), span.start)
    inside = before is not None and any(fold(c.admin1) == fold(span.text) for c in _candidates(before[1]))
    return names, codes, inside


def _address_after(facts: Facts, at: int) -> tuple[frozenset[str], frozenset[str]]:
    text = facts.tree.text
    names: set[str] = set()
    codes: set[str] = set()
    for _ in range(3):
        match = _ADDRESS.match(text, at)
        if match is None or text[at : at + 1] not in (",", " ") or (text[at] == " " and " in " not in match[0]):
            break
        name = match[1].removesuffix(".")
        names |= {fold(name)} | {fold(c.name) for c in Gazetteer.open().abbreviated(name)}
        names.add(fold(re.sub(r" (?:Province|Region|State|District|County|Governorate|Oblast|Department)$", "", name)))
        codes |= {c.country for c in _candidates(name) if c.kind == "country" and c.country}
        codes |= {n.id for n in facts.lexicon.names.get(name) if n.kind == "country"}
        at = match.end()
    return frozenset(names), frozenset(codes)


@dataclass(frozen=True, slots=True)
class _About:
    """What is told of where a name lies: by the other names of the text, its address, and the place that it is the
    address of (``inside``).
    """

    around: Surroundings
    sentence: int
    names: frozenset[str]
    codes: frozenset[str]
    inside: bool

    def weight(self, c: Candidate, name: str) -> float:
        """How much speaks for a candidate; differences count, one of 1 or more is sure."""
        country, division = c.country or "", division_of(c)
        weight = log10(c.population + 10) / 10
        weight += {"country": 0.6, "capital": 0.15, "admin": -0.05}.get(c.kind, 0.0)
        weight += 0.3 if c.id.startswith("x.") else 0.0
        weight += 0.1 if fold(c.name) == fold(name) else 0.0
        weight += 0.5 * self.around.state_share(country)
        near = [country in self.around.by_sentence.get(self.sentence + k, ()) for k in range(-_NEAR, _NEAR + 1)]
        weight += 0.35 if near[_NEAR] else 0.15 if any(near) else 0.0
        if division[1]:
            weight += _DIVISION * self.around.division_share(division)
        weight += 1.8 if c.admin1 and fold(c.admin1).removesuffix(" republic") in self.names else 0.0  # "Paris, Texas"
        weight += 1.0 if country in self.codes else 0.0
        weight += 1.0 if self.inside and c.kind == "admin" and not c.admin1 else 0.0
        return weight
