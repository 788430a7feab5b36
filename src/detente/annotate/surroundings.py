"""What a text tells of where it plays: the states that it names, and the divisions that its other places lie in.

"Deputies in Shreveport" speaks for Louisiana, "St. Paul, Minn." for Minnesota; so a bare "Alexandria" beside them is
the town there. A name never speaks for itself: "Tripoli" alone says nothing of Libya.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ..lexicon.gazetteer import Candidate, Gazetteer, fold

if TYPE_CHECKING:
    from .facts import Facts

_STATES = ("country", "adjective", "people", "capital", "seat", "body", "organisation")
_NAME = ("NNP", "NNPS")
_LONGEST = 4  # words of a name that is looked up
_NAMED, _HINTED = 2, 1  # what a division's own name weighs, and that of a town
_FAR_LARGER = 20  # times: then the others of the name are not meant

Division = tuple[str, str]  # a country's id and the folded name of its division


@dataclass(frozen=True)
class Surroundings:
    """``states``: each name of a state with the state and its sentence; ``divisions``: each name that only one division
    bears, or holds, with what it weighs. Names are folded.
    """

    states: tuple[tuple[str, str, int], ...] = ()
    divisions: tuple[tuple[str, Division, int], ...] = ()
    names: frozenset[str] = field(default=frozenset(), compare=False)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often the text names each state."""
        return Counter(state for _, state, _ in self.states)

    @cached_property
    def by_sentence(self) -> dict[int, frozenset[str]]:
        """The states that each sentence names."""
        found: dict[int, set[str]] = {}
        for _, state, sentence in self.states:
            found.setdefault(sentence, set()).add(state)
        return {s: frozenset(c) for s, c in found.items()}

    @cached_property
    def weights(self) -> Counter[Division]:
        """What speaks for each division."""
        found: Counter[Division] = Counter()
        for _, division, weight in self.divisions:
            found[division] += weight
        return found

    def without(self, name: str) -> Surroundings:
        """What the other names of the text tell."""
        if name not in self.names:
            return self
        return self.of([s for s in self.states if s[0] != name], [d for d in self.divisions if d[0] != name])

    @staticmethod
    def of(states: Iterable[tuple[str, str, int]], divisions: Iterable[tuple[str, Division, int]] = ()) -> Surroundings:
        """Surroundings of such rows."""
        states, divisions = tuple(states), tuple(divisions)
        return Surroundings(states, divisions, frozenset([s[0] for s in states] + [d[0] for d in divisions]))

    def state_share(self, state: str) -> float:
        """How much of the names of states is ``state``'s, 0 to 1."""
        total = len(self.states)
        return self.counts[state] / total if total else 0.0

    def division_share(self, division: Division) -> float:
        """How much of what speaks for divisions speaks for this one, 0 to 1."""
        total = self.weights.total()
        return self.weights[division] / total if total else 0.0


def surroundings_of(facts: Facts) -> Surroundings:
    """What a text tells of where it plays; read once a text."""
    if facts.surroundings is None:
        states: list[tuple[str, str, int]] = []
        for mention in facts.mentions:
            if mention.kind not in _STATES:
                continue
            name, sentence = fold(facts.span(mention.first, mention.last).text), facts.tree.sent_of[mention.head]
            known = [e.country or "" for e in mention.entities if e.country in facts.lexicon.known]
            states += [(name, country, sentence) for country in known]
        facts.surroundings = Surroundings.of(states, _divisions(facts))
    return facts.surroundings


def division_of(place: Candidate) -> Division:
    """The division that a place lies in, or is."""
    is_division = place.kind == "admin" and not place.admin1
    return (place.country or "", fold(place.name if is_division else place.admin1))


def _divisions(facts: Facts) -> list[tuple[str, Division, int]]:
    """Of each name in the text: the one division that bears it, or holds all its places or by far the largest."""
    tree, found, i = facts.tree, [], 0
    seen: dict[str, tuple[Division, int] | None] = {}
    while i < len(tree):
        if tree.tag[i] not in _NAME:
            i += 1
            continue
        end = i + 1
        while end < len(tree) and tree.tag[end] in _NAME:
            end += 1
        if end - i <= _LONGEST:
            name = fold(tree.text[tree.start[i] : tree.end[end - 1]])
            short = name if i and tree.word[i - 1] == "," else ""  # "Orlando, Fla."
            if name + short not in seen:
                seen[name + short] = _only_division(name, short)
            told = seen[name + short]
            if told is not None:
                found.append((name, *told))
        i = end
    return found


@lru_cache(maxsize=20_000)
def _only_division(name: str, short: str) -> tuple[Division, int] | None:
    gazetteer = Gazetteer.open()
    places = (short and gazetteer.abbreviated(short)) or gazetteer.lookup(name)
    if not places or any(p.kind == "country" for p in places):
        return None
    if places[0].kind == "admin" and not places[0].admin1:
        return division_of(places[0]), _NAMED
    division = division_of(places[0])
    others = [p.population for p in places if division_of(p) != division]
    if not division[1] or (others and places[0].population < _FAR_LARGER * max(*others, 1)):
        return None
    return division, _HINTED
