"""Many tellings, one episode: which events of different documents are the same act.

Pure functions over rows. Tellings are compared where type and a pair of countries agree and their days lie close; a
pair's score weighs sides, day and its grain, place, mode, numbers and words (``score``). From the best pair down,
groups are put together where their members agree on average (``episodes``). Nothing depends on the order of what comes
in; an episode is called after its first telling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Date
from math import cos, hypot, radians

from ..records.ids import content_id

WINDOW = 3  # days between two tellings of one act, at most
LATE = 10  # days before its publication that an undated telling may lie
LEAST = 0.62  # the score from which two are one (0.62 to 0.78 tried on ``testing.tellings``, docs/decisions/0010)
_WEIGHTS = {"sides": 0.25, "day": 0.25, "place": 0.15, "mode": 0.1, "numbers": 0.1, "words": 0.15}
_UNKNOWN = 0.6  # what counts where one of the two does not tell
_NEAR_KM = 50.0
_COMMON = 0.1  # of all words of two sentences


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
    """One act with all its tellings, in the order of their keys. ``id`` comes from the first."""

    id: str
    tellings: tuple[Telling, ...]

    @property
    def sources(self) -> int:
        """How many publishers tell it; documents of unknown ones count one each."""
        return len({t.source or t.document for t in self.tellings})

    def said(self, field: str) -> dict[str, int]:
        """The values that tellings give for a field of ``Telling``, with how many give each, the commonest first."""
        counts: dict[str, int] = defaultdict(int)
        for telling in self.tellings:
            value = getattr(telling, field)
            if value not in (None, "", frozenset()):
                counts["; ".join(sorted(value)) if isinstance(value, frozenset) else str(value)] += 1
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def episodes(tellings: Iterable[Telling], least: float = LEAST) -> list[Episode]:
    """The episodes of some tellings, in the order of their first ones."""
    ordered = sorted(set(tellings), key=lambda t: t.key)
    group = {t: i for i, t in enumerate(ordered)}
    members = {i: [t] for i, t in enumerate(ordered)}
    scores = {(a, b): s for a, b in _pairs(ordered) if (s := score(a, b)) >= least / 2}
    for (a, b), value in sorted(scores.items(), key=lambda item: (-item[1], item[0][0].key, item[0][1].key)):
        one, other = group[a], group[b]
        if value < least or one == other or not _agree(members[one], members[other], scores, least):
            continue
        for telling in members[other]:
            group[telling] = one
        members[one] += members.pop(other)
    found = [sorted(m, key=lambda t: t.key) for m in members.values()]
    made = [Episode(content_id("p", m[0].document, m[0].event), tuple(m)) for m in found]
    return sorted(made, key=lambda e: e.tellings[0].key)


def _agree(
    one: list[Telling], other: list[Telling], scores: dict[tuple[Telling, Telling], float], least: float
) -> bool:
    """The mean of all pairs between two groups reaches ``least``, and no document tells the act in both."""
    if {t.document for t in one} & {t.document for t in other}:
        return False  # the coder has already said that they are two
    total = sum(scores.get((a, b) if a.key < b.key else (b, a), 0.0) for a in one for b in other)
    return total / (len(one) * len(other)) >= least


def _pairs(ordered: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs that share type and a pair of countries, and whose days lie within the window; each once, in order."""
    blocks: dict[tuple[str, tuple[str, ...]], list[Telling]] = defaultdict(list)
    for telling in ordered:
        if telling.days is not None:
            for key in _keys(telling):
                blocks[key].append(telling)
    seen: set[tuple[Telling, Telling]] = set()
    for block in blocks.values():
        block.sort(key=lambda t: (t.days or (0, 0), t.key))
        for i, a in enumerate(block):
            last = (a.days or (0, 0))[1] + WINDOW
            for b in block[i + 1 :]:
                if (b.days or (0, 0))[0] > last:
                    break
                pair = (a, b) if a.key < b.key else (b, a)
                if pair not in seen and a.document != b.document:
                    seen.add(pair)
                    yield pair


def _keys(t: Telling) -> Iterator[tuple[str, tuple[str, ...]]]:
    for a in sorted(t.actors) or [""]:
        for b in sorted(t.recipients) or [""]:
            yield t.type, tuple(sorted({a, b} - {""}))
    for one in sorted(t.actors | t.recipients):  # the other side may be left out
        yield t.type, (one,)


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
    if day < 0.5 and (parts["numbers"] < 1.0) and (a.killed or a.wounded) and (b.killed or b.wounded):
        value *= 0.7  # of another day, with other numbers: the next of a series
    if a.words and b.words and _overlap(a.words, b.words) < _COMMON:
        value *= 0.8  # the same pair at the same thing, told in no common words
    return round(value * (0.6 if parts["place"] < 0.3 else 1.0), 6)


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
