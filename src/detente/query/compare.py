"""Where two accounts agree: two pairs of one store, or one pair as two stores or two sources tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from statistics import correlation
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from .acts import QUADS, Act, acts_of, after, first_of, span_of
from .filters import when
from .index import HALF_LIFE
from .series import SERIES, checked, series_of

if TYPE_CHECKING:
    from .store import Store

WINDOW = 1  # days between two accounts of one act, at most


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared: a pair ``a``, ``b``, told by ``store`` (of ``dataset`` only, where given)."""

    store: Store
    a: str
    b: str
    dataset: str | None = None

    @property
    def name(self) -> str:
        """What it is called in tables."""
        return f"{self.a}-{self.b}" + (f" ({self.dataset})" if self.dataset else "")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two accounts have in common.

    ``series``: the periods with the columns of ``query.series.SERIES`` of both, ``one_`` and ``other_`` before them.
    ``correlations``: for the number of acts, each quad class and the values a row with ``pearson`` and ``spearman``
    (null where one of the two does not vary) and the sums of both. ``both``: acts that both tell, as pairs;
    ``only_one``, ``only_other``: those that one of them tells. Acts are matched only where the pair is the same.
    """

    names: tuple[str, str]
    series: pa.Table
    correlations: pa.Table
    both: tuple[tuple[Act, Act], ...] = ()
    only_one: tuple[Act, ...] = ()
    only_other: tuple[Act, ...] = ()
    matched: bool = False

    @property
    def agreement(self) -> float | None:
        """Acts that both tell, over all acts of either (Jaccard); ``None`` where acts are not matched, or none."""
        every = len(self.both) + len(self.only_one) + len(self.only_other)
        return round(len(self.both) / every, 4) if self.matched and every else None

    def rows(self) -> list[dict[str, Any]]:
        """The acts by day: ``in`` both, one or other, with ``id`` and ``other``, the act's id in the other account."""
        found = [_row("both", x, y.id) for x, y in self.both]
        found += [_row("one", x) for x in self.only_one] + [_row("other", x) for x in self.only_other]
        return sorted(found, key=lambda r: (r["day"], r["id"]))


def compare(
    one: Side, other: Side, *, by: str = "month", scale: str = "plover", window: int = WINDOW,
    since: Date | str | None = None, until: Date | str | None = None, **filters: Any,
) -> Comparison:  # fmt: skip
    """Compare two accounts over the same periods: from the later first act to the earlier last one, unless told."""
    checked(by, scale)
    first = acts_of(one.store, between=(one.a, one.b), dataset=one.dataset, until=until, **filters)
    second = acts_of(other.store, between=(other.a, other.b), dataset=other.dataset, until=until, **filters)
    start, end = _shared(first, second, when(since), when(until), by)
    first, second = ([a for a in acts if start <= a.day < end] for acts in (first, second))
    tables = [
        series_of(acts, by=by, scale=scale, half_life=HALF_LIFE, since=start, until=end) for acts in (first, second)
    ]
    same = (one.a, one.b) == (other.a, other.b)
    both, left, right = matches(first, second, window) if same else ([], [], [])
    names = (one.name, other.name if other.name != one.name else f"{other.name} (other)")
    return Comparison(
        names, _beside(*tables), _correlations(*tables), tuple(both), tuple(left), tuple(right), same,
    )  # fmt: skip


def _row(account: str, act: Act, other: str = "") -> dict[str, Any]:
    return {
        "in": account, "day": act.day, "type": act.type, "direction": act.direction, "id": act.id, "other": other,
        "event": act.event["id"], "evidence": act.event["evidence"],
    }  # fmt: skip


def _shared(
    first: Sequence[Act], second: Sequence[Act], since: Date | None, until: Date | None, by: str
) -> tuple[Date, Date]:
    spans = [s for s in (span_of(first, since, until), span_of(second, since, until)) if s is not None]
    if not spans:
        day = since or until or Date(1970, 1, 1)
        return day, day
    start, end = max(s for s, _ in spans), min(e for _, e in spans)
    if start >= end:  # they tell of different times: all of both
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
    return (since or first_of(start, by)), (until or after(first_of(end, by), by) if end != first_of(end, by) else end)


def matches(
    first: Sequence[Act], second: Sequence[Act], window: int = WINDOW
) -> tuple[list[tuple[Act, Act]], list[Act], list[Act]]:
    """Acts that both tell, and those that only one tells.

    Two accounts are of one act where the quad class and the direction agree (an act of both fits either way) and their
    days lie at most ``window`` apart; the same type before another, the nearer day before the farther. Each act is
    matched once.
    """
    options = []
    for n, a in enumerate(first):
        for m, b in enumerate(second):
            apart = abs((a.day - b.day).days)
            ways = a.direction == b.direction or "=" in (a.direction, b.direction)
            if apart <= window and a.quad == b.quad and ways:
                options.append((a.type != b.type, a.direction != b.direction, apart, n, m))
    both: dict[int, int] = {}
    taken: set[int] = set()
    for *_, n, m in sorted(options):
        if n not in both and m not in taken:
            both[n] = m
            taken.add(m)
    return (
        [(first[n], second[m]) for n, m in sorted(both.items())],
        [a for n, a in enumerate(first) if n not in both], [b for m, b in enumerate(second) if m not in taken],
    )  # fmt: skip


def _beside(one: pa.Table, other: pa.Table) -> pa.Table:
    columns = {"period": one["period"], "until": one["until"]}
    for prefix, table in (("one", one), ("other", other)):
        columns |= {f"{prefix}_{name}": table[name] for name in SERIES.names[2:]}
    return pa.table(columns)


def _correlations(one: pa.Table, other: pa.Table) -> pa.Table:
    rows = []
    for name in ("acts", *(q.replace(" ", "_") for q in QUADS), "cooperation", "conflict", "net"):
        x, y = ([float(v or 0) for v in t[name].to_pylist()] for t in (one, other))
        rows.append({
            "series": name, "one": round(sum(x), 4), "other": round(sum(y), 4), "pearson": pearson(x, y),
            "spearman": pearson(_ranks(x), _ranks(y)), "periods": len(x),
        })  # fmt: skip
    types = [("series", pa.string()), *((n, pa.float64()) for n in ("one", "other", "pearson", "spearman"))]
    return pa.Table.from_pylist(rows, schema=pa.schema([*types, ("periods", pa.int64())]))


def pearson(x: Sequence[float], y: Sequence[float]) -> float | None:
    """The correlation of two series of the same length; ``None`` where one does not vary, or of fewer than three."""
    return round(correlation(x, y), 4) if len(x) >= 3 and len(set(x)) > 1 and len(set(y)) > 1 else None


def _ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1; equal values share the mean of theirs."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for i in order[start : end + 1]:
            ranks[i] = (start + end) / 2 + 1
        start = end + 1
    return ranks
