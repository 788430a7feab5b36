"""Acts counted over a calendar: cooperation and conflict of a pair, period by period, and of all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date as Date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ..errors import StoreError
from .acts import PERIODS, QUADS, SCALES, Act, acts_of, after, calendar, first_of, span_of
from .filters import countries, when
from .index import HALF_LIFE, last_day, levels

if TYPE_CHECKING:
    from .store import Store

DIRECTIONS = {"both": "<>=", "to": ">=", "from": "<="}
# What a period of a pair has: days, counts by quad class, and on the scale asked for sums, mean and index.
SERIES = pa.schema(
    [
        ("period", pa.date32()), ("until", pa.date32()), ("acts", pa.int64()), ("sources", pa.int64()),
        *((name.replace(" ", "_"), pa.int64()) for name in QUADS),
        ("cooperation", pa.float64()), ("conflict", pa.float64()), ("net", pa.float64()), ("mean", pa.float64()),
        ("index", pa.float64()), ("low", pa.float64()), ("high", pa.float64()), ("weight", pa.float64()),
    ]
)  # fmt: skip
PAIRS = pa.schema(
    [
        ("period", pa.date32()), ("a", pa.string()), ("b", pa.string()), ("acts", pa.int64()),
        *((name.replace(" ", "_"), pa.int64()) for name in QUADS),
        ("cooperation", pa.float64()), ("conflict", pa.float64()), ("net", pa.float64()), ("mean", pa.float64()),
    ]
)  # fmt: skip


def checked(by: str, scale: str, direction: str = "both") -> None:
    """Raises ``StoreError`` for a period, scale or direction that there is not."""
    for value, known, what in ((by, PERIODS, "period"), (scale, SCALES, "scale"), (direction, DIRECTIONS, "direction")):
        if value not in known:
            raise StoreError(f"no such {what}: {value} ({', '.join(known)})")


def series(
    store: Store, a: str, b: str, *, by: str = "month", scale: str = "plover", direction: str = "both",
    half_life: float = HALF_LIFE, since: Date | str | None = None, until: Date | str | None = None, **filters: Any,
) -> pa.Table:  # fmt: skip
    """A row (``SERIES``) for each period from ``since`` to ``until``, those without acts too.

    ``by``: one of ``PERIODS``. ``direction``: ``to`` takes what ``a`` does to ``b``, ``from`` what ``b`` does to ``a``
    (what both do together counts in either). ``scale``: ``plover`` or ``goldstein``. ``acts`` counts episodes,
    ``sources`` the publishers that told them, summed; ``cooperation`` and ``conflict`` are the sums of the positive and
    the negative values, ``net`` their sum, ``mean`` null where there are none. ``index``, ``low``, ``high`` and
    ``weight``: ``query.index`` at the end of the period, from everything up to then, what lies before ``since`` too.
    """
    checked(by, scale, direction)
    acts = [x for x in acts_of(store, between=(a, b), until=until, **filters) if x.direction in DIRECTIONS[direction]]
    return series_of(acts, by=by, scale=scale, half_life=half_life, since=when(since), until=when(until))


def series_of(
    acts: Sequence[Act], *, by: str, scale: str, half_life: float, since: Date | None, until: Date | None
) -> pa.Table:
    """``series`` of acts that are there already."""
    span = span_of(acts, since, until)
    periods = list(calendar(*span, by)) if span else []
    sums = {first: dict.fromkeys((n.replace(" ", "_") for n in QUADS), 0) for first in periods}
    values: dict[Date, list[float]] = defaultdict(list)
    sources: dict[Date, int] = defaultdict(int)
    for act in acts:
        first = first_of(act.day, by)
        if first in sums and (since is None or act.day >= since) and (until is None or act.day < until):
            sums[first][act.quad.replace(" ", "_")] += 1
            sources[first] += act.sources
            if (value := act.scaled(scale)) is not None:
                values[first].append(value)
    ends = [last_day(first, after(first, by)) for first in periods]
    rows = []
    for first, level in zip(periods, levels(acts, ends, scale, half_life), strict=True):
        rows.append({
            "period": first, "until": after(first, by), "acts": sum(sums[first].values()), "sources": sources[first],
            **sums[first], **_sums(values[first]),
            "index": level.value, "low": level.low, "high": level.high, "weight": level.weight,
        })  # fmt: skip
    return pa.Table.from_pylist(rows, schema=SERIES)


def pairs(
    store: Store, *, by: str = "year", scale: str = "plover", zeros: bool = False, least: int = 1,
    since: Date | str | None = None, until: Date | str | None = None, **filters: Any,
) -> pa.Table:  # fmt: skip
    """A row (``PAIRS``) for each pair of countries and period with acts, whoever acts: ``a`` before ``b``.

    ``zeros``: also for the periods without, from the first to the last of the store or as asked for. ``least``: pairs
    of fewer acts in all are left out. The most active pairs come first, each by period.
    """
    checked(by, scale)
    acts = acts_of(store, since=since, until=until, **filters)
    found: dict[tuple[str, str], dict[Date, list[Act]]] = defaultdict(lambda: defaultdict(list))
    for act in acts:
        for pair in pairs_of(act):
            found[pair][first_of(act.day, by)].append(act)
    span = span_of(acts, when(since), when(until))
    every = list(calendar(*span, by)) if span and zeros else None
    count = {pair: len({a.id for told in periods.values() for a in told}) for pair, periods in found.items()}
    rows = []
    for pair in sorted(found, key=lambda p: (-count[p], p)):
        if count[pair] < least:
            continue
        for first in every if every is not None else sorted(found[pair]):
            told = found[pair].get(first, [])
            quad = {n.replace(" ", "_"): sum(x.quad == n for x in told) for n in QUADS}
            values = [v for x in told if (v := x.scaled(scale)) is not None]
            rows.append({"period": first, "a": pair[0], "b": pair[1], "acts": len(told), **quad, **_sums(values)})
    return pa.Table.from_pylist(rows, schema=PAIRS)


def pairs_of(act: Act) -> list[tuple[str, str]]:
    """The pairs of countries between which an act stands, each in alphabetical order."""
    one, other = (set((act.event[f"{role}_countries"] or "").split("; ")) - {""} for role in ("actor", "recipient"))
    one, other = one & countries(), (other or one) & countries()
    return sorted({(min(x, y), max(x, y)) for x in one for y in other if x != y})


def _sums(values: list[float]) -> dict[str, float | None]:
    cooperation, conflict = sum(v for v in values if v > 0), sum(v for v in values if v < 0)
    return {
        "cooperation": round(cooperation, 4), "conflict": round(conflict, 4) + 0.0,
        "net": round(cooperation + conflict, 4) + 0.0,
        "mean": round((cooperation + conflict) / len(values), 4) if values else None,
    }  # fmt: skip
