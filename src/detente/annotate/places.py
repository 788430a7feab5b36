"""Where: names in phrases of place.

A capital or a country after ``in``, ``at``, ``near`` is a place, elsewhere a government: "in New Delhi" against "New
Delhi said". Places come from the gazetteer, ``places/cities.tsv`` and the country table; writes ``Facts.places`` by
head token.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..lexicon.gazetteer import Gazetteer
from ..records import Place, Span
from .facts import Facts, Mention
from .geocode import GRAINS, PLACE_WORDS, geocode
from .phrases import LOCATIVE, name_begin, preposition_of
from .surroundings import surroundings_of

_DATELINE = re.compile(
    r"\s*[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3}"
    r"(?:, [A-Z][A-Za-z. ]{2,20})?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: ?\([A-Za-z/ .]{2,30}\))? ?(?:--?|–|—) +"
)


def find_places(facts: Facts) -> None:
    """Fill ``facts.places``; needs ``actors``."""
    tree = facts.tree
    for mention in facts.mentions:
        if mention.kind not in ("country", "capital", "place"):
            continue
        prep = preposition_of(tree, mention.head)
        if prep is None:
            continue
        local = tree.lower[prep] in LOCATIVE
        goal = (
            tree.lower[prep] in ("to", "from", "on", "over", "toward", "towards", "against") and mention.kind == "place"
        )
        noun = tree.head[prep]
        of = tree.lower[prep] == "of" and tree.lemma[noun] in PLACE_WORDS and mention.kind in ("place", "capital")
        if local or goal or of:  # "in Goma", "to Goma", "entered the city of Goma"
            place = facts.places[mention.head] = _addressed(facts, mention, place_of(facts, mention))
            moved = mention.kind == "place" and mention.entities and place.country != mention.entities[0].country
            if place.rule == "place.address" or moved:
                mention.entities = tuple(replace(e, country=place.country) for e in mention.entities)
            if local:
                mention.score = min(mention.score, 0.6)
    _described(facts)
    _unknown(facts)
    _of_the_gazetteer(facts)
    facts.done.add("places")


def _addressed(facts: Facts, mention: Mention, place: Place) -> Place:
    """The place in the country that its address tells: "Hangu, Khyber Pakhtunkhwa, Pakistan" is no town in China."""
    tree, i = facts.tree, mention.last
    before = _told_before(facts, mention) if mention.kind == "place" else None
    if before is not None and before != place.country:
        return Place(place.name, before, place.span, grain="city", rule="place.address", score=0.7)
    while mention.kind == "place" and i < len(tree) and tree.sent_of[i] == tree.sent_of[mention.head]:
        found = facts.by_token.get(i)
        if found is not None and found.kind == "country" and tree.word[i - 1] == ",":
            country = found.entities[0].country
            other = place.country and country != place.country
            told = Place(place.name, country, place.span, grain="city", rule="place.address", score=0.7)
            return told if other else place
        if tree.word[i] != "," and tree.tag[i] != "NNP":
            break
        i += 1
    return place


def _told_before(facts: Facts, mention: Mention) -> str | None:
    """The country in "the southern Lebanese city of Blida"."""
    tree = facts.tree
    prep = preposition_of(tree, mention.head)
    noun = tree.head[prep] if prep is not None and tree.lower[prep] == "of" else -1
    for k in tree.kids[noun] if noun >= 0 else []:
        found = facts.by_token.get(k)
        if k < noun and found is not None and found.kind in ("adjective", "country") and found.entities:
            return found.entities[0].country
    return None


def _described(facts: Facts) -> None:
    """As in "in the Qatari capital", "at the Doha Forum"."""
    tree = facts.tree
    for mention in facts.mentions:
        noun = tree.head[mention.head]
        if tree.dep[mention.head] not in ("amod", "compound", "nmod", "poss") or noun in facts.places:
            continue
        prep = preposition_of(tree, noun)
        if prep is None or tree.lower[prep] not in (*LOCATIVE, "of") or not mention.entities:
            continue
        if tree.lemma[noun] == "capital" and mention.kind in ("adjective", "country"):
            span = facts.span(mention.first, noun + 1)
            facts.places[noun] = Place(
                span.text, mention.entities[0].country, span, grain="city", rule="place.capital_of", score=0.8
            )
        elif tree.lower[noun] in _FORUMS and mention.kind in ("capital", "place"):
            facts.places[mention.head] = place_of(facts, mention)


def _unknown(facts: Facts) -> None:
    """A place that the gazetteer lacks, known by what stands after it: "in Harsin, Kermanshah province, Iran"."""
    tree = facts.tree
    for mention in sorted(facts.mentions, key=lambda m: m.kind != "country"):
        if mention.kind not in ("country", "place", "capital") or not mention.entities:
            continue
        i = mention.head
        while tree.dep[i] in ("appos", "npadvmod", "nmod", "compound", "conj") and tree.head[i] != i:
            i = tree.head[i]
        prep = preposition_of(tree, i)
        if i >= mention.head or i in facts.by_token or i in facts.places or prep is None or tree.tag[i] != "NNP":
            continue
        if tree.lower[prep] in LOCATIVE and tree.dep[i] == "pobj":
            span = facts.span(name_begin(tree, i), i + 1)
            country = mention.entities[0].country
            facts.places[i] = Place(span.text, country, span, grain="city", rule="place.apposition", score=0.7)


_TOWARDS = frozenset({"to", "from", "on", "over", "toward", "towards", "into", "through", "via", "of", "between"})
_SHORT = 4  # letters of what is rather an abbreviation
_NO_PLACE = frozenset("January February March April May June July August September October November December".split())


def _of_the_gazetteer(facts: Facts) -> None:
    """Names that only the gazetteer knows, in phrases of place, in addresses and lists with a known place, and before
    words such as "province".
    """
    tree, around = facts.tree, surroundings_of(facts)
    for i, tag in enumerate(tree.tag):
        if tag not in ("NNP", "NNPS") or i in facts.by_token or i in facts.places or tree.word[i] in _NO_PLACE:
            continue
        if tree.dep[i] in ("compound", "nmod") and tree.head[i] == i + 1 and tree.tag[i + 1] in ("NNP", "NNPS"):
            continue  # the name goes on
        first = name_begin(tree, i)
        short = tree.word[i].isupper() and len(tree.word[i]) <= _SHORT  # "MOL": a firm, not Mol
        owned = tree.kid(i, "poss") is not None
        known = any(k in facts.by_token for k in range(first, i))
        if known or short or owned or not _stands_as_place(facts, first, i):
            continue
        span = facts.span(first, i + 1)
        place = geocode(facts, span, around)
        if place is not None:
            facts.places[i] = place


def _stands_as_place(facts: Facts, first: int, head: int) -> bool:
    tree = facts.tree
    top = head
    while tree.dep[top] in ("appos", "conj", "npadvmod") and tree.head[top] < top:
        top = tree.head[top]
    prep = preposition_of(tree, top)
    if prep is not None and tree.lower[prep] in LOCATIVE | _TOWARDS:
        return True
    if tree.dep[head] in ("compound", "nmod") and tree.lemma[tree.head[head]] in PLACE_WORDS:
        return True
    after = tree.word[head + 1 : head + 2]
    following = facts.by_token.get(head + 2)
    if after == [","] and following is not None and following.kind in ("country", "capital", "place"):
        return True
    return first > 1 and tree.word[first - 1] == "," and (first - 2) in facts.places


_FORUMS = frozenset({"forum", "summit", "conference", "dialogue", "talks", "meeting"})


def dateline(text: str, begin: int) -> int:
    """Where the news begins after a dateline ("DOHA, Dec. 17 (Reuters) - "); ``begin`` where there is none."""
    match = _DATELINE.match(text, begin)
    return match.end() if match else begin


def place_of(facts: Facts, mention: Mention) -> Place:
    """The place that a mention names, with the country it lies in: the gazetteer's, by what stands around, where that
    is the state that the lexicon knows it to be in, or clearly another.
    """
    lexicon = facts.lexicon
    span = facts.span(mention.first, mention.last)
    country = mention.entities[0].country if mention.entities else None
    found = geocode(facts, span, surroundings_of(facts), kind=mention.kind)
    if found is not None and (found.country == country or (mention.kind != "country" and found.score >= _SURE)):
        return found
    code = mention.place
    if not code and mention.kind == "capital":
        code = next((n.id for n in lexicon.names.get(span.text) if n.kind == "place"), "")
    if code and mention.kind != "country":
        return _listed(facts, code, span, 0.9)
    grain = "country" if mention.kind == "country" else "city"
    return Place(span.text, country, span, None, None, grain, f"place.{mention.kind}", 0.9)


_SURE = 0.8  # of a place in another state than the lexicon's: an address, or everything around, tells it


def resolve_span(facts: Facts, start: int, end: int) -> Place | None:
    """The place that the characters ``start <= i < end`` name, where somebody else knows that they name one; ``None``
    for a name that the gazetteer lacks. Needs ``places``.
    """
    span = Span.of(facts.tree.text, start, end)
    first, last = facts.tree.tokens_between(start, end)
    mentions = [m for i in range(first, last) if (m := facts.by_token.get(i)) is not None]
    whole = next((m for m in mentions if m.last - m.first == last - first and m.kind in _OF_A_STATE), None)
    kind = "country" if whole is not None and whole.kind == "country" else ""
    found = geocode(facts, span, surroundings_of(facts), kind=kind) if whole is None or kind else None
    if found is None and whole is not None and whole.entities:
        state = Gazetteer.open().get(f"c.{whole.entities[0].country}")
        if state is not None:
            return Place(span.text, state.country, span, state.lat, state.lon, "country", f"place.{whole.kind}", 0.9)
    return found


_OF_A_STATE = ("country", "adjective", "people")  # "French" and "Syrians" stand for their country, too


def _listed(facts: Facts, code: str, span: Span, score: float) -> Place:
    """A place of the gazetteer as it stands at some words."""
    row = facts.lexicon.cities[code]
    grain = GRAINS.get(row["kind"], row["kind"])
    where = float(row["lat"]), float(row["lon"])
    return Place(span.text, row["country"] or None, span, *where, grain, "place.gazetteer", score)
