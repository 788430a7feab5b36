"""Gold records beside ours: which belong together, and in what they differ. For people who look for mistakes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .counts import paired
from .events import COMPARED, CONTENT_SHARED, Coded, compared, countries, dyad, overlap, shared_content, speaker, strict
from .gold import KINDS, Row

Worth = Callable[[Row, Row], float]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold record and ours of the same thing; one of the two is ``None`` where it is missed or extra.

    ``kind`` is ``events``, ``statements`` or ``ties``; ``differs`` names the fields in which the two disagree.
    """

    kind: str
    gold: Row | None
    ours: Row | None
    differs: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """``right``, ``differs``, ``missed`` (gold alone) or ``extra`` (ours alone)."""
        if self.ours is None:
            return "missed"
        return "extra" if self.gold is None else "differs" if self.differs else "right"

    def to_json(self, document: str) -> dict[str, Any]:
        """The pair with the document it is of, what differs, and both records as they are."""
        return {
            "document": document, "kind": self.kind, "verdict": self.verdict, "differs": list(self.differs),
            "gold": self.gold, "ours": self.ours,
        }  # fmt: skip


def pairs_of(gold: Row, ours: Row) -> list[Pair]:
    """The pairs of one document: events, statements, ties, those of gold first and in its order, then what is extra.

    Events belong together that agree in type and words (those whose sides agree best first), then in type and sides
    elsewhere in the text, then in words alone, then in type alone.
    """
    text = gold["text"]
    found: list[Pair] = []
    for kind, stages, differences in (
        ("events", _event_stages(text), _event_differences),
        ("statements", _statement_stages(text), _statement_differences(text)),
        ("ties", _tie_stages(text), _tie_differences),
    ):
        if kind in gold:
            found += _aligned(kind, gold[kind], ours[kind], stages, differences)
    return found


def tally(pairs: Sequence[Pair]) -> dict[str, int]:
    """How many pairs there are of each verdict."""
    return {v: sum(p.verdict == v for p in pairs) for v in ("right", "differs", "missed", "extra")}


def _aligned(
    kind: str,
    gold: Sequence[Row],
    ours: Sequence[Row],
    stages: Sequence[Worth],
    differences: Callable[[Row, Row], list[str]],
) -> list[Pair]:
    partner: dict[int, int] = {}
    for worth in stages:
        left_gold = [i for i in range(len(gold)) if i not in partner]
        left_ours = [j for j in range(len(ours)) if j not in partner.values()]
        fits = paired([gold[i] for i in left_gold], [ours[j] for j in left_ours], worth)
        partner |= {left_gold[i]: left_ours[j] for i, j in fits}
    found = []
    for i, a in enumerate(gold):
        b = ours[partner[i]] if i in partner else None
        found.append(Pair(kind, a, b, tuple(differences(a, b)) if b is not None else ()))
    return found + [Pair(kind, None, b) for j, b in enumerate(ours) if j not in partner.values()]


# --- events ----------------------------------------------------------------------------------------------------------


def _event_stages(text: str) -> list[Worth]:
    def sides(a: Row, b: Row) -> int:
        return sum(one == other for one, other in zip(dyad(a), dyad(b), strict=True))

    return [
        lambda a, b: 1 + sides(a, b) if a["type"] == b["type"] and overlap(a, b, text) > 0 else 0,
        lambda a, b: strict(a) == strict(b),
        lambda a, b: 1 + sides(a, b) if overlap(a, b, text) > 0 else 0,
        lambda a, b: 1 + sides(a, b) if a["type"] == b["type"] else 0,
    ]


def _event_differences(a: Row, b: Row) -> list[str]:
    found = ["type"] if a["type"] != b["type"] else []
    found += [side for side in ("actors", "recipients") if countries(a[side]) != countries(b[side])]
    for name in COMPARED:
        key = name.split(" ", maxsplit=1)[0]
        if key in a and key not in found and compared(name, a) != compared(name, b):
            found.append(key)
    return found


# --- statements, ties ------------------------------------------------------------------------------------------------


def _statement_stages(text: str) -> list[Worth]:
    return [
        lambda a, b: shared_content(a, b, text) if speaker(a) == speaker(b) else 0,
        lambda a, b: shared_content(a, b, text),
    ]


def _statement_differences(text: str) -> Callable[[Row, Row], list[str]]:
    def differences(a: Row, b: Row) -> list[str]:
        found = ["speaker"] if speaker(a) != speaker(b) else []
        found += ["content"] if shared_content(a, b, text) < CONTENT_SHARED else []
        return found + (["direct"] if "direct" in a and a["direct"] != b["direct"] else [])

    return differences


def _tie_stages(text: str) -> list[Worth]:
    def sides(a: Row, b: Row) -> int:
        return sum(countries(a[side]) == countries(b[side]) for side in ("from", "to"))

    return [
        lambda a, b: 1 + (overlap(a, b, text) > 0) if a["kind"] == b["kind"] and sides(a, b) == 2 else 0,
        lambda a, b: 1 + sides(a, b) + (a["kind"] == b["kind"]) if overlap(a, b, text) > 0 else 0,
    ]


def _tie_differences(a: Row, b: Row) -> list[str]:
    found = ["kind"] if a["kind"] != b["kind"] else []
    found += [side for side in ("from", "to") if countries(a[side]) != countries(b[side])]
    return found + (["status"] if "status" in a and a["status"] != b["status"] else [])


__all__ = ["KINDS", "Coded", "Pair", "pairs_of", "tally"]
