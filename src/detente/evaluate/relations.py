"""How far the type given to a pair of marked actors agrees with gold: one sentence, two actors, one root.

The root is a PLOVER type. Gold that uses the older root YIELD has one class where PLOVER now has two: there CONCEDE and
RETREAT of ours count as YIELD, whose quad class was material cooperation. ``NONE`` (no relation found) is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .counts import Count, Share, macro_f1

NONE = "NONE"
YIELD = "YIELD"
_YIELDING = ("CONCEDE", "RETREAT")


@dataclass(frozen=True, slots=True)
class RelationScores:
    """The agreement of many pairs.

    ``roots`` and ``quads`` hold the counts of each class that gold has, or we gave; ``confusion`` how often a root of
    gold got each of our answers; ``answered`` how many pairs got any.
    """

    accuracy: Share
    answered: Share
    roots: dict[str, Count]
    quads: dict[str, Count]
    quad_accuracy: Share
    confusion: dict[str, dict[str, int]]

    @property
    def macro_f1(self) -> float:
        """The mean F1 over the roots that gold has."""
        return macro_f1(self.roots.values())

    @property
    def quad_macro_f1(self) -> float:
        """The mean F1 over the quad classes that gold has."""
        return macro_f1(self.quads.values())

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {
            "accuracy": self.accuracy.to_json(),
            "answered": self.answered.to_json(),
            "macro_f1": round(self.macro_f1, 4),
            "quad_accuracy": self.quad_accuracy.to_json(),
            "quad_macro_f1": round(self.quad_macro_f1, 4),
            "roots": {root: count.to_json() for root, count in self.roots.items()},
            "quads": {quad: count.to_json() for quad, count in self.quads.items()},
            "confusion": self.confusion,
        }


def known_roots(quads: Mapping[str, str]) -> dict[str, str]:
    """The roots that gold may have, each with its quad class: the types of ``quads``, and YIELD."""
    return {YIELD: "material cooperation", **quads}


def folded(roots: Iterable[str], gold: Iterable[str]) -> list[str]:
    """Our types as gold would name them: as they are, or with YIELD where gold has that root."""
    if YIELD not in gold:
        return list(roots)
    return [YIELD if root in _YIELDING else root for root in roots]


def score_relations(gold: Sequence[str], ours: Sequence[str], quads: Mapping[str, str]) -> RelationScores:
    """The agreement of roots, gold and ours in the same order. ``quads`` maps a type to its quad class."""
    known = known_roots(quads)
    wanted = folded(gold, gold)  # gold that has both YIELD and CONCEDE means one class by them
    given = folded(ours, gold)
    quads_wanted = [known[root] for root in wanted]
    quads_given = [known.get(root, NONE) for root in given]
    pairs = Counter(zip(wanted, given, strict=True))
    columns = [*sorted({*wanted, *given} - {NONE}), *([NONE] if NONE in given else [])]
    return RelationScores(
        accuracy=Share.over(a == b for a, b in zip(wanted, given, strict=True)),
        answered=Share.over(root != NONE for root in given),
        roots=_classes(wanted, given),
        quads=_classes(quads_wanted, quads_given),
        quad_accuracy=Share.over(a == b for a, b in zip(quads_wanted, quads_given, strict=True)),
        confusion={a: {b: pairs[a, b] for b in columns} for a in sorted(set(wanted))},
    )


def _classes(gold: Sequence[str], ours: Sequence[str]) -> dict[str, Count]:
    """The counts of each class, NONE left out, in alphabetical order."""
    wanted, given = Counter(gold), Counter(ours)
    right = Counter(a for a, b in zip(gold, ours, strict=True) if a == b)
    return {c: Count(wanted[c], given[c], right[c]) for c in sorted({*wanted, *given} - {NONE})}
