"""Acts counted over a calendar: cooperation and conflict of a pair, period by period, and of all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date as Date
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ..errors import StoreError
from .acts import PERIODS, QUADS, SCALES, Act, acts_of, after, calendar, first_of, paired, span_of
from .filters import quads, when
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
    filters |= {"since": since, "until": until}
    types = {quad: ", ".join(f"'{t}'" for t, q in quads().items() if q == quad) for quad in QUADS}
    told = ", ".join(f"count(*) FILTER (type IN ({types[q]})) AS {q.replace(' ', '_')}" for q in QUADS)
    of = _OF_PAIRS.format(by=by, told=told, scale=SCALES[scale])
    found: dict[tuple[str, str], dict[Date, dict[str, Any]]] = defaultdict(dict)
    for row in paired(store, of, filters):
        values = row.pop("told") or []
        found[row["a"], row["b"]][row["period"]] = {**row, **_sums(values)}
    every = _calendar(store, by, filters) if zeros else None
    count = {pair: sum(row["acts"] for row in periods.values()) for pair, periods in found.items()}
    nothing = {"acts": 0, **dict.fromkeys((q.replace(" ", "_") for q in QUADS), 0), **_sums([])}
    rows = []
    for pair in sorted(found, key=lambda p: (-count[p], p)):
        if count[pair] >= least:
            periods = found[pair]
            empty = {"a": pair[0], "b": pair[1], **nothing}
            rows += [
                periods.get(n) or {"period": n, **empty} for n in (every if every is not None else sorted(periods))
            ]
    return pa.Table.from_pylist(rows, schema=PAIRS)


_OF_PAIRS = """
SELECT a, b, CAST(date_trunc('{by}', act_day) AS DATE) AS period, count(*) AS acts, {told},
       list({scale} ORDER BY act_day, number) FILTER ({scale} IS NOT NULL) AS told
FROM pairs JOIN acts USING (number) GROUP BY a, b, period
"""


def _calendar(store: Store, by: str, filters: dict[str, Any]) -> list[Date] | None:
    """The periods from the first to the last act, or as asked for; ``None`` where there is no act."""
    (row,) = paired(store, "SELECT min(act_day) AS first, max(act_day) AS last FROM acts", filters)
    since, until = when(filters["since"]), when(filters["until"])
    if row["first"] is None and (since is None or until is None):
        return None
    return list(calendar(since or row["first"], until or row["last"] + timedelta(1), by))


def _sums(values: list[float]) -> dict[str, float | None]:
    cooperation, conflict = sum(v for v in values if v > 0), sum(v for v in values if v < 0)
    return {
        "cooperation": round(cooperation, 4), "conflict": round(conflict, 4) + 0.0,
        "net": round(cooperation + conflict, 4) + 0.0,
        "mean": round((cooperation + conflict) / len(values), 4) if values else None,
    }  # fmt: skip
