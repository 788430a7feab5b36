"""Many tellings, one episode: which events of different documents are the same act.

Pure functions over rows. Tellings are compared where type and a pair of countries agree and their days lie close; a
pair's score weighs sides, day and its grain, place, mode, numbers and words (``score``). From the best pair down,
groups are put together where their members agree on average (``episodes``). Nothing depends on the order of what comes
in; an episode is called after its first telling.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Date
from itertools import combinations, islice, product
from math import cos, hypot, radians

from ..records.ids import content_id
from .groups import join, root

WINDOW = 3  # days between two tellings of one act, at most
LATE = 10  # days before its publication that an undated telling may lie
LEAST = 0.62  # the score from which two are one (0.62 to 0.78 tried on ``testing.tellings``, docs/decisions/0010)
_WEIGHTS = {"sides": 0.25, "day": 0.25, "place": 0.15, "mode": 0.1, "numbers": 0.1, "words": 0.15}
_UNKNOWN = 0.6  # what counts where one of the two does not tell
_NEAR_KM = 50.0
_COMMON = 0.1  # of all words of two sentences
_COMMON_THIN = 0.15  # the same where days differ, or only one country is told
_NO_WORD, _NO_WORDS = 0.65, 0.85  # none in common; none that tell anything, of either


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one document tells it.

    ``start`` to ``end`` (excluded): its days, ``None`` where undated; ``published``: the document's day. ``actors`` and
    ``recipients``: countries. ``place``: folded name; ``country`` where that is; ``lat``, ``lon`` in degrees.
    ``killed``, ``wounded``: the numbers told. ``words``: what the sentence says, without the names of the sides.
    """

    document: str
    event: str
    type: str
    mode: str | None
    published: Date | None
    start: Date | None
    end: Date | None
    actors: frozenset[str]
    recipients: frozenset[str]
    place: str = ""
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    killed: float | None = None
    wounded: float | None = None
    words: frozenset[str] = frozenset()
    source: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tellings are ordered by: day of publication, document, event."""
        return (self.published.isoformat() if self.published else "9999", self.document, self.event)

    @property
    def days(self) -> tuple[int, int] | None:
        """First and last day as ordinals; of an undated one those before its publication."""
        if self.start is not None:
            last = self.end.toordinal() - 1 if self.end is not None else self.start.toordinal()
            return self.start.toordinal(), max(last, self.start.toordinal())
        if self.published is not None:
            return self.published.toordinal() - LATE, self.published.toordinal()
        return None


@dataclass(frozen=True, slots=True)
class Episode:
    """One act with all its tellings, in the order of their keys. ``id`` comes from the first. ``component`` is the same
    for all episodes that could come out otherwise if one of them had another telling: the first one's id.
    """

    id: str
    tellings: tuple[Telling, ...]
    component: str = ""

    def said(self, field: str) -> dict[str, int]:
        """The values that tellings give for a field of ``Telling``, with how many give each, the commonest first."""
        counts: dict[str, int] = defaultdict(int)
        for telling in self.tellings:
            value = getattr(telling, field)
            if value not in (None, "", frozenset()):
                counts["; ".join(sorted(value)) if isinstance(value, frozenset) else str(value)] += 1
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def episodes(tellings: Iterable[Telling]) -> list[Episode]:
    """The episodes of some tellings, in the order of their first ones."""
    ordered = sorted(set(tellings), key=lambda t: t.key)
    found = _scored(ordered)
    parents = list(range(len(ordered)))
    for (a, b), value in found.items():
        if value >= LEAST:
            join(parents, a, b)
    component = [root(parents, i) for i in range(len(ordered))]
    groups = _grouped(ordered, {pair: v for pair, v in found.items() if component[pair[0]] == component[pair[1]]})
    named = {i: content_id("p", ordered[i].document, ordered[i].event) for i in {*groups, *component}}
    return [
        Episode(named[i], tuple(ordered[j] for j in sorted(groups[i])), named[component[i]]) for i in sorted(groups)
    ]


def neighbours(fresh: Iterable[Telling], known: Iterable[Telling]) -> list[Telling]:
    """Those of ``known`` with which any of ``fresh`` makes a pair that may be one act, in order."""
    new = set(fresh)
    ordered = sorted({*new, *known}, key=lambda t: t.key)
    inside = [t in new for t in ordered]
    found: set[int] = set()
    for (a, b), value in _scored(ordered, inside).items():
        if value >= LEAST:
            found |= {a, b}
    return [ordered[i] for i in sorted(found) if not inside[i]]


def _scored(ordered: list[Telling], inside: list[bool] | None = None) -> dict[tuple[int, int], float]:
    """The scores of pairs, by place in ``ordered``, that matter: half of what makes two one, or more. With ``inside``:
    only of pairs of which one is inside and one is not.
    """
    found = {}
    for a, b in _pairs(ordered):
        if (inside is None or inside[a] != inside[b]) and (s := score(ordered[a], ordered[b])) >= LEAST / 2:
            found[a, b] = s
    return found


def _grouped(ordered: list[Telling], scores: dict[tuple[int, int], float]) -> dict[int, list[int]]:
    """Groups of places, by their first, put together from the best pair down while the mean of all pairs between two
    reaches ``LEAST`` and no document tells the act in both: there the coder has said that they are two.
    """
    group = list(range(len(ordered)))
    members = {i: [i] for i in group}
    papers = {i: {t.document} for i, t in enumerate(ordered)}
    sums: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))  # millionths, so that order cannot matter
    for (a, b), value in scores.items():
        sums[a][b] = sums[b][a] = round(value * 1e6)
    for (a, b), value in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        one, other = sorted((group[a], group[b]))
        pairs = len(members[one]) * len(members[other])
        if value < LEAST or one == other or papers[one] & papers[other] or sums[one][other] < pairs * LEAST * 1e6:
            continue
        for i in members[other]:
            group[i] = one
        members[one] += members.pop(other)
        papers[one] |= papers.pop(other)
        for third, told in sums.pop(other).items():
            if third != one:
                sums[one][third] += told
                sums[third][one] += told
            sums[third].pop(other, None)
    return members


def _pairs(ordered: list[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs of places that share type and a pair of countries (or one, where a telling names only one), and whose days
    lie within the window; each once.
    """
    keys = [_keys(telling) for telling in ordered]
    lone = [len(t.actors | t.recipients) < 2 for t in ordered]
    blocks: dict[tuple[str, ...], list[tuple[int, int, int]]] = defaultdict(list)
    for i, telling in enumerate(ordered):
        if (days := telling.days) is not None:
            for key in keys[i]:
                blocks[key].append((days[0], i, days[1]))
    for key, block in blocks.items():
        block.sort()
        lones = block if len(key) == 3 else [entry for entry in block if lone[entry[1]]]
        for place, entry in enumerate(block):
            _, i, last = entry
            later = lones if len(key) == 2 and not lone[i] else block
            for first, j, _ in islice(later, place + 1 if later is block else bisect(later, entry), None):
                if first > last + WINDOW:
                    break
                if ordered[i].document != ordered[j].document and key == max(keys[i] & keys[j], key=_width):
                    yield (i, j) if i < j else (j, i)


def _keys(t: Telling) -> frozenset[tuple[str, ...]]:
    """Type and pairs of countries, of a two-sided act those of its actors; type and each country."""
    sides = product(t.actors, t.recipients) if t.recipients else combinations(sorted(t.actors), 2)
    pairs = {(t.type, *sorted(pair)) for pair in sides if pair[0] != pair[1]}
    return frozenset(pairs | {(t.type, one) for one in t.actors | t.recipients})


def _width(key: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return len(key), key


def score(a: Telling, b: Telling) -> float:
    """How sure it is that two tellings are of one act, 0 to 1."""
    sides = _sides(a, b)
    day = _day(a, b)
    if a.type != b.type or not sides or not day:
        return 0.0
    parts = {
        "sides": sides, "day": day, "place": _place(a, b), "mode": _told(a.mode, b.mode, _same),
        "numbers": min(_told(a.killed, b.killed, _ratio), _told(a.wounded, b.wounded, _ratio)),
        "words": min(1.0, 2.5 * _overlap(a.words, b.words)),
    }  # fmt: skip
    value = sum(_WEIGHTS[name] * part for name, part in parts.items())
    if parts["place"] < 0.3:
        value *= 0.6
    if day < 0.5 and (parts["numbers"] < 1.0) and (a.killed or a.wounded) and (b.killed or b.wounded):
        value *= 0.7  # of another day, with other numbers: the next of a series
    value *= _in_common(a, b, day) if a.words and b.words else _NO_WORDS
    return round(value, 6)


def _in_common(a: Telling, b: Telling, day: float) -> float:
    """What the same sides at the same thing count, told with few words in common: another act, the more so where days
    differ or where one telling names one country only.
    """
    share = _overlap(a.words, b.words)
    if not share:
        return _NO_WORD
    thin = day < 0.5 or min(len(t.actors | t.recipients) for t in (a, b)) < 2
    return 0.8 if share < (_COMMON_THIN if thin else _COMMON) else 1.0


def _sides(a: Telling, b: Telling) -> float:
    straight = (_side(a.actors, b.actors) + _side(a.recipients, b.recipients)) / 2
    turned = _overlap(a.actors | a.recipients, b.actors | b.recipients) if not (a.recipients and b.recipients) else 0.0
    return max(straight, turned)


def _side(a: frozenset[str], b: frozenset[str]) -> float:
    return _overlap(a, b) if a and b else 0.5


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _day(a: Telling, b: Telling) -> float:
    one, other = a.days, b.days
    if one is None or other is None:
        return 0.0
    apart = max(one[0], other[0]) - min(one[1], other[1])
    if apart > 0:
        exact = a.start is not None and b.start is not None and one[0] == one[1] and other[0] == other[1]
        return 0.0 if apart > (1 if exact else WINDOW) else 0.3
    width = max(one[1] - one[0], other[1] - other[0]) + 1
    exact = a.start is not None and b.start is not None
    return (1.0 if exact else 0.7) if width <= 1 else 0.8 if width <= LATE and exact else 0.5


def _place(a: Telling, b: Telling) -> float:
    if not (a.place or a.country) or not (b.place or b.country):
        return _UNKNOWN
    if a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None:
        east = (a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2))
        if hypot(a.lat - b.lat, east) * 111.2 <= _NEAR_KM:
            return 1.0
    if a.place and a.place == b.place:
        return 1.0
    if a.country and b.country and a.country != b.country:
        return 0.0
    wide = not a.place or not b.place or a.lat is None or b.lat is None
    return 0.7 if wide else 0.2


def _told(a: float | str | None, b: float | str | None, compare: Callable[[float | str, float | str], float]) -> float:
    return _UNKNOWN if a is None or b is None else compare(a, b)


def _same(a: float | str, b: float | str) -> float:
    return 1.0 if a == b else 0.2


def _ratio(a: float | str, b: float | str) -> float:
    low, high = sorted((float(a), float(b)))
    share = low / high if high else 1.0
    return 1.0 if share >= 0.7 else 0.6 if share >= 0.35 else 0.1
