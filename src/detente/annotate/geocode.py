"""Which of the places that bear a name is meant: the gazetteer's candidates, weighed by what stands around.

For each candidate speak its size, whether it is a capital, a division or a row kept by hand; the states that the text
names, those of the same sentence most; the address after it ("Springfield, Illinois", "Tripoli, Lebanon"); the state
before it ("the Lebanese city of Tripoli"); and the places named near by. The weights are set by judgement, looking at
half 0 of the dev places.
"""

from __future__ import annotations

import re
from collections import Counter
from math import log10

from ..lexicon.gazetteer import Candidate, Gazetteer, fold
from ..records import Place, Span
from .facts import Facts, Surroundings

GRAINS = {"capital": "city", "base": "city", "crossing": "city", "sea": "region", "strait": "region",
           "river": "region", "mountains": "region"}  # of the kinds of places that are no grain themselves  # fmt: skip
_ADDRESS = re.compile(r",? (?:in )?(?:the )?(?:(?:north|south|east|west|central)\w* )?"
                      r"([A-Z][\w.'’-]*(?: (?:of |and |al-|el-|de )?[A-Z][\w.'’-]*){0,3})")  # fmt: skip
PLACE_WORDS = frozenset(
    "province region state city town village district county governorate oblast prefecture island republic territory"
    " department municipality area peninsula".split()
)
_ABBREVIATED = dict(
    pair.split("=")
    for pair in (
        "ala=alabama al=alabama ak=alaska ariz=arizona az=arizona ark=arkansas ar=arkansas calif=california "
        "ca=california colo=colorado co=colorado conn=connecticut ct=connecticut del=delaware de=delaware "
        "fla=florida fl=florida ga=georgia ida=idaho id=idaho ill=illinois il=illinois ind=indiana in=indiana "
        "ia=iowa kan=kansas ks=kansas ky=kentucky la=louisiana me=maine md=maryland mass=massachusetts "
        "ma=massachusetts mich=michigan mi=michigan minn=minnesota mn=minnesota miss=mississippi ms=mississippi "
        "mo=missouri mont=montana mt=montana neb=nebraska ne=nebraska nev=nevada nv=nevada ohio=ohio oh=ohio "
        "okla=oklahoma ok=oklahoma ore=oregon or=oregon pa=pennsylvania tenn=tennessee tn=tennessee tex=texas "
        "tx=texas vt=vermont va=virginia wash=washington wa=washington wis=wisconsin wi=wisconsin wyo=wyoming "
        "wy=wyoming ont=ontario que=quebec alta=alberta nsw=new_south_wales"
    ).split()
)
_STATES = ("country", "adjective", "people", "capital", "seat", "body", "organisation")
_NEAR = 3  # sentences before and after in which a state still speaks loudly


def surroundings_of(facts: Facts) -> Surroundings:
    """The states that a text names, by their names, adjectives, people, capitals and bodies; read once a text."""
    if facts.surroundings is not None:
        return facts.surroundings
    counts: Counter[str] = Counter()
    by_sentence: dict[int, set[str]] = {}
    for mention in facts.mentions:
        if mention.kind not in _STATES:
            continue
        for entity in mention.entities:
            if entity.country in facts.lexicon.known:
                counts[entity.country or ""] += 1
                by_sentence.setdefault(facts.tree.sent_of[mention.head], set()).add(entity.country or "")
    facts.surroundings = Surroundings(dict(counts), {s: frozenset(c) for s, c in by_sentence.items()})
    return facts.surroundings


def geocode(facts: Facts, span: Span, around: Surroundings, *, kind: str = "") -> Place | None:
    """The place that the words of ``span`` name; ``None`` where the gazetteer has no such name.

    ``kind``: ``country`` where the lexicon has already told that they name a state.
    """
    found = _candidates(span.text)
    if kind == "country":  # but "England" is the division of that name
        own = [c for c in found if c.kind == "admin" and fold(c.name) == fold(span.text)]
        states = [c for c in found if c.kind == "country"]
        parts = [c for c in own if any(s.country == c.country for s in states)]
        exact = any(fold(s.name) == fold(span.text) for s in states)
        found = (parts if parts and not exact else states) or found
    if not found:
        return None
    sentence = facts.tree.sent_of[facts.tree.token_at(span.start)]
    address = _addresses(facts, span)
    weights = {c.id: _weight(c, span.text, around, sentence, address) for c in found}
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


def _candidates(name: str) -> list[Candidate]:
    """Candidates of a name, of the name without its kind ("Helmand province") and without an article."""
    gazetteer = Gazetteer.open()
    words = name.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s").split(" ")
    found = list(gazetteer.lookup(" ".join(words)))
    if not found and len(words) > 1 and words[-1].lower() in PLACE_WORDS:
        found = list(gazetteer.lookup(" ".join(words[:-1])))
        divisions = [c for c in found if c.kind == "admin"]
        found = divisions if divisions and words[-1].lower() not in ("city", "town", "village") else found
    if not found and len(words) > 2 and words[0].lower() in PLACE_WORDS and words[1] == "of":  # "Province of Salta"
        found = list(gazetteer.lookup(" ".join(words[2:])))
    return found


def _addresses(facts: Facts, span: Span) -> tuple[frozenset[str], frozenset[str]]:
    """What the words after a name tell of where it is: folded names of divisions, and codes of states."""
    text, at = facts.tree.text, span.end
    names: set[str] = set()
    codes: set[str] = set()
    for _ in range(3):
        match = _ADDRESS.match(text, at)
        if match is None or text[at : at + 1] not in (",", " ") or (text[at] == " " and " in " not in match[0]):
            break
        name = match[1].removesuffix(".")
        names |= {fold(name), _ABBREVIATED.get(fold(name), "").replace("_", " ")} - {""}
        names.add(fold(re.sub(r" (?:Province|Region|State|District|County|Governorate|Oblast|Department)$", "", name)))
        codes |= {c.country for c in _candidates(name) if c.kind == "country" and c.country}
        codes |= {n.id for n in facts.lexicon.names.get(name) if n.kind == "country"}
        at = match.end()
    first = facts.tree.token_at(span.start)
    for i in range(max(0, first - 4), first):  # "the Lebanese city of Tripoli"
        mention = facts.by_token.get(i)
        described = i + 1 < len(facts.tree) and any(w in PLACE_WORDS for w in facts.tree.lower[i + 1 : first])
        if mention is not None and mention.kind in ("adjective", "country") and mention.entities and described:
            codes.add(mention.entities[0].country or "")
    return frozenset(names), frozenset(codes)


def _weight(
    c: Candidate, name: str, around: Surroundings, sentence: int, address: tuple[frozenset[str], frozenset[str]]
) -> float:
    weight = log10(c.population + 10) / 10
    weight += {"country": 0.6, "capital": 0.15, "admin": -0.05}.get(c.kind, 0.0)
    weight += 0.3 if c.id.startswith("x.") else 0.0
    weight += 0.1 if fold(c.name) == fold(name) else 0.0
    country = c.country or ""
    share = around.counts.get(country, 0) / around.total if around.total else 0.0
    weight += 0.5 * share
    near = [country in around.by_sentence.get(s, ()) for s in range(sentence - _NEAR, sentence + _NEAR + 1)]
    weight += 0.35 if near[_NEAR] else 0.15 if any(near) else 0.0
    names, codes = address
    weight += 1.8 if c.admin1 and fold(c.admin1).removesuffix(" republic") in names else 0.0  # "Paris, Texas"
    weight += 1.0 if country in codes else 0.0
    return weight
