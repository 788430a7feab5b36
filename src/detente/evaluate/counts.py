"""Counts of agreement, and the figures that are read off them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Count:
    """How many things gold has, how many we gave, and how many of the two agree."""

    gold: int = 0
    ours: int = 0
    hits: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.gold + other.gold, self.ours + other.ours, self.hits + other.hits)

    @property
    def precision(self) -> float:
        """The share of ours that is right; 0 where we gave nothing."""
        return self.hits / self.ours if self.ours else 0.0

    @property
    def recall(self) -> float:
        """The share of gold that is found; 0 where gold has nothing."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hits / (self.gold + self.ours) if self.gold + self.ours else 0.0

    def to_json(self) -> dict[str, Any]:
        """Counts and figures, the figures to four places."""
        return {
            "gold": self.gold, "ours": self.ours, "hits": self.hits, "precision": round(self.precision, 4),
            "recall": round(self.recall, 4), "f1": round(self.f1, 4),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some pairs agree."""

    right: int = 0
    of: int = 0

    @classmethod
    def over(cls, verdicts: Iterable[bool]) -> Share:
        """The share of true among some verdicts."""
        told = list(verdicts)
        return cls(sum(told), len(told))

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 where there is nothing to compare."""
        return self.right / self.of if self.of else 0.0

    def to_json(self) -> dict[str, Any]:
        """Counts, and the share to four places."""
        return {"right": self.right, "of": self.of, "share": round(self.share, 4)}


def count_bags(gold: Iterable[Any], ours: Iterable[Any]) -> Count:
    """The keys of one document against each other, each used once."""
    a, b = Counter(gold), Counter(ours)
    return Count(a.total(), b.total(), (a & b).total())


def macro_f1(counts: Iterable[Count]) -> float:
    """The mean F1 over the classes that gold has; 0 where it has none."""
    had = [count.f1 for count in counts if count.gold]
    return sum(had) / len(had) if had else 0.0


def paired(gold: Sequence[A], ours: Sequence[B], worth: Callable[[A, B], float]) -> list[tuple[int, int]]:
    """Positions of things that belong together, each used once: those of highest worth first, then in order.

    ``worth`` says how well two things fit; nothing that is worth 0 is paired. The pairs come in the order of gold.
    """
    fits = [(-w, i, j) for i, a in enumerate(gold) for j, b in enumerate(ours) if (w := worth(a, b)) > 0]
    used_gold: set[int] = set()
    used_ours: set[int] = set()
    found = []
    for _, i, j in sorted(fits):
        if i not in used_gold and j not in used_ours:
            used_gold.add(i)
            used_ours.add(j)
            found.append((i, j))
    return sorted(found)


def half_of(identity: str) -> int:
    """The half (0 or 1) that an id falls into, by its SHA-256: rules are tuned on one, reported on the other."""
    return int(hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest(), 16) % 2
