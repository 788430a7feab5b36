"""Change points: when the acts of a pair began to come otherwise than before.

The counts of the four quad classes, period by period, are cut into stretches of constant rates: of all ways to cut, the
one with the least cost, found exactly by dynamic programming. The cost of a stretch is the negative log-likelihood of
its counts as Poisson ones of its own mean rates. Each cut costs ``PENALTY`` x ln(periods) more (Schwarz's criterion for
four rates and a place), times how much more than Poisson ones the counts of short windows vary (``burstiness``).
docs/decisions/0012-answers.md says why this is our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import TYPE_CHECKING, Any

import numpy as np

from .acts import QUADS, Act, acts_of, after, calendar, first_of, span_of
from .filters import when
from .index import weight_of

if TYPE_CHECKING:
    from .store import Store

PENALTY = 2.5  # (4 rates + 1 place) / 2
LEAST = 3  # periods that a stretch has, at least
_NAMED = 3  # episodes that are named for a change


@dataclass(frozen=True, slots=True)
class Change:
    """From ``day`` on (the first of its period) acts came otherwise.

    ``before`` and ``after``: acts a period by quad class in the stretches to either side. ``quad``: the class that
    changed most, ``more`` whether it grew. ``gain``: by how much the cut is better than none, in units of the cost of
    a cut (1 and more). ``acts``: the weightiest acts of that class in the stretch that is the richer in it.
    """

    day: Date
    quad: str
    more: bool
    before: dict[str, float]
    after: dict[str, float]
    gain: float
    acts: tuple[Act, ...]


def changes(acts: Sequence[Act], since: Date, until: Date, by: str = "month", penalty: float = PENALTY) -> list[Change]:
    """The change points of acts between two days (``until`` excluded), in order; none of fewer than six periods."""
    periods = [p for p in calendar(since, until, by) if after(p, by) <= until] or [first_of(since, by)]
    place = {first: n for n, first in enumerate(periods)}
    counts = np.zeros((len(periods), len(QUADS)))
    for act in acts:
        if (n := place.get(first_of(act.day, by))) is not None:
            counts[n, QUADS.index(act.quad)] += 1
    if len(periods) < 2 * LEAST:
        return []
    cuts = best_cuts(counts, penalty)
    edges = [0, *cuts, len(periods)]
    found = []
    for before, cut, end in zip(edges, edges[1:], edges[2:], strict=False):
        found.append(_change(acts, periods, counts, (before, cut, end), by, penalty))
    return found


def changes_of(store: Store, a: str, b: str, *, by: str = "month", **filters: Any) -> list[Change]:
    """The change points of a pair in a store, between the first and last of its acts or as asked for."""
    acts = acts_of(store, between=(a, b), **filters)
    span = span_of(acts, when(filters.get("since")), when(filters.get("until")))
    return changes(acts, *span, by) if span else []


def best_cuts(counts: Any, penalty: float = PENALTY) -> list[int]:
    """Where to cut rows of counts (periods x classes): the first rows of the second and later stretches."""
    n = len(counts)
    sums = np.vstack([np.zeros(counts.shape[1]), np.cumsum(counts, axis=0)])
    each = penalty * np.log(n) * burstiness(counts)
    best = np.full(n + 1, np.inf)
    best[0] = -each
    came = np.zeros(n + 1, dtype=int)
    for end in range(LEAST, n + 1):
        starts = np.array([s for s in range(end - LEAST + 1) if np.isfinite(best[s])])
        costs = best[starts] + _cost(sums[end] - sums[starts], end - starts) + each
        least = int(np.argmin(costs))
        best[end], came[end] = costs[least], starts[least]
    cuts, end = [], n
    while (end := int(came[end])) > 0:
        cuts.append(end)
    return cuts[::-1]


def burstiness(counts: Any, window: int = 6) -> float:
    """How much more than Poisson ones counts vary: variance over mean within windows of ``window`` periods, of the
    classes or of all together, whichever is more; the median over windows, at least 1.

    Short windows, so that a change of rate does not pass for a burst.
    """
    found = [1.0]
    for columns in (counts, counts.sum(axis=1, keepdims=True)):
        ratios = []
        for start in range(max(1, len(counts) - window + 1)):
            piece = columns[start : start + window]
            mean = piece.mean(axis=0)
            if (rich := mean > 0).any() and len(piece) > 1:
                ratios.append(float((piece.var(axis=0, ddof=1)[rich] / mean[rich]).mean()))
        if ratios:
            found.append(float(np.median(ratios)))
    return max(found)


def _cost(total: Any, length: Any) -> Any:
    """Negative log-likelihood of stretches with those totals by class, without what is the same for all cuts."""
    rate = total / length[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(total > 0, total * (1.0 - np.log(rate)), 0.0)
    return each.sum(axis=1)


def _change(
    acts: Sequence[Act], periods: Sequence[Date], counts: Any, edges: tuple[int, int, int], by: str, penalty: float
) -> Change:
    start, cut, end = edges
    before, then = counts[start:cut].mean(axis=0), counts[cut:end].mean(axis=0)
    totals = np.array([counts[start:end].sum(axis=0), counts[start:cut].sum(axis=0), counts[cut:end].sum(axis=0)])
    one, left, right = _cost(totals, np.array([end - start, cut - start, end - cut]))
    parts = [_gain(counts[start:cut, q], counts[cut:end, q]) for q in range(len(QUADS))]
    most = int(np.argmax(parts))
    more = bool(then[most] > before[most])
    first, last = (cut, end) if more else (start, cut)
    days = (periods[first], after(periods[last - 1], by))
    named = [a for a in acts if a.quad == QUADS[most] and days[0] <= a.day < days[1]]
    named.sort(key=lambda a: (-abs(a.intensity or 0) * weight_of(a), abs((a.day - periods[cut]).days), a.id))
    return Change(
        periods[cut], QUADS[most], more, _rates(before), _rates(then),
        round(float((one - left - right) / (penalty * np.log(len(periods)) * burstiness(counts))), 3),
        tuple(sorted(named[:_NAMED], key=lambda a: (a.day, a.id))),
    )  # fmt: skip


def _gain(left: Any, right: Any) -> float:
    totals = np.array([[left.sum() + right.sum()], [left.sum()], [right.sum()]])
    one, a, b = _cost(totals, np.array([len(left) + len(right), len(left), len(right)]))
    return float(one - a - b)


def _rates(mean: Any) -> dict[str, float]:
    return {quad: round(float(m), 3) for quad, m in zip(QUADS, mean, strict=True)}
