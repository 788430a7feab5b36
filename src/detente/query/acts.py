"""Acts of a store, each once: what series, the index, change points and dossiers count.

An act is an episode (all tellings of it in one), of a status that says it was done (occurred, ongoing), told as news
and not as background.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from .filters import quads

if TYPE_CHECKING:
    from .store import Store

DONE = ("occurred", "ongoing")
LONG = 31  # days that an act's date may span and still say when it was
SCALES = {"plover": "intensity", "goldstein": "goldstein"}
COOPERATION = ("verbal cooperation", "material cooperation")
CONFLICT = ("verbal conflict", "material conflict")
QUADS = (*COOPERATION, *CONFLICT)


@dataclass(frozen=True, slots=True)
class Act:
    """An episode as it is counted.

    ``day``: the day on which it counts (``day_of``). ``direction``: ``">"`` the first side acts on the second, ``"<"``
    the other way round, ``"="`` both act; of acts that were not asked for by a pair ``""``. ``intensity`` and
    ``goldstein``: -10 to 10 on PLOVER's and Goldstein's scales. ``score``: of its surest telling. ``sources``: how many
    publishers tell it. ``event``: the telling that stands for it, a row of the view ``events``; ``events``: the ids of
    all.
    """

    id: str
    day: Date
    direction: str
    type: str
    mode: str
    quad: str
    intensity: float | None
    goldstein: float | None
    score: float
    sources: int
    event: dict[str, Any]
    events: tuple[str, ...]

    def scaled(self, scale: str) -> float | None:
        """Its value on a scale of ``SCALES``; ``None`` where the scale has none for it."""
        return self.intensity if scale == "plover" else self.goldstein


def acts_of(store: Store, **filters: Any) -> list[Act]:
    """The acts of the events that ``filters`` (``query.filters.Filters``) let through, by day and id.

    Raises ``StoreError`` for filters that are wrong.
    """
    wanted = {"statuses": DONE, "background": False, **{k: v for k, v in filters.items() if v not in (None, (), [])}}
    ways = _ways(store, wanted)
    told = {row["id"]: row for row in store.events(**wanted)}
    acts = []
    for episode in store.episodes(**wanted):
        rows = [told[e] for e in episode["events"].split("; ") if e in told]
        if rows and (act := _act(episode, rows, ways)) is not None:
            acts.append(act)
    return sorted(acts, key=lambda a: (a.day, a.id))


def _ways(store: Store, wanted: dict[str, Any]) -> dict[str, str]:
    """For each event of a pair which way it goes."""
    pair = wanted.get("between")
    if not pair:
        return {}
    found: dict[str, str] = {}
    for (a, b), way in ((tuple(pair), ">"), (tuple(reversed(pair)), "<")):
        for row in store.events(**{**wanted, "between": (a, b), "directed": True}):
            found[row["id"]] = "=" if row["id"] in found else way
    return found


def _act(episode: dict[str, Any], rows: list[dict[str, Any]], ways: dict[str, str]) -> Act | None:
    days = Counter(day for row in rows if (day := day_of(row)) is not None)
    if not days:
        return None
    best = min(rows, key=lambda r: (-r["score"], r["published"] or Date.max, r["document"], r["id"]))
    way = Counter(ways[row["id"]] for row in rows if row["id"] in ways)
    return Act(
        episode["id"], min(days, key=lambda d: (-days[d], d)),
        max(way, key=lambda w: (way[w], w)) if way else "", best["type"], best["mode"] or "", quads()[best["type"]],
        best["intensity"], best["goldstein"], best["score"], len({r["source"] or r["document"] for r in rows}), best,
        tuple(r["id"] for r in rows),
    )  # fmt: skip


def day_of(row: dict[str, Any]) -> Date | None:
    """The day on which an event counts.

    Its own first day; of one whose date is longer than a month (a year, a decade) the day of publication where that
    lies inside; of one without a date the day of publication. ``None`` where nothing tells.
    """
    start, end, published = row["date_start"], row["date_end"], row["published"]
    if start is None:
        return published  # type: ignore[no-any-return]
    if end is not None and end - start > timedelta(LONG) and published is not None and start <= published < end:
        return published  # type: ignore[no-any-return]
    return start  # type: ignore[no-any-return]


# --- calendars -------------------------------------------------------------------------------------------------------

PERIODS = ("day", "week", "month", "quarter", "year")


def first_of(day: Date, period: str) -> Date:
    """The first day of the period (of ``PERIODS``) that holds ``day``; weeks begin on Monday."""
    if period == "week":
        return day - timedelta(day.weekday())
    if period == "month":
        return day.replace(day=1)
    if period == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(month=1, day=1) if period == "year" else day


def after(first: Date, period: str) -> Date:
    """The first day of the next period."""
    if period in ("day", "week"):
        return first + timedelta(1 if period == "day" else 7)
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return Date(year, month + 1, 1)


def calendar(since: Date, until: Date, period: str) -> Iterator[Date]:
    """The first days of all periods from the one that holds ``since`` to the one before ``until`` (excluded)."""
    first = first_of(since, period)
    while first < until:
        yield first
        first = after(first, period)


def span_of(acts: Iterable[Act], since: Date | None, until: Date | None) -> tuple[Date, Date] | None:
    """From when to when (excluded) a series runs: as asked for, else the first to the last act; ``None``: no acts."""
    days = [act.day for act in acts]
    if (since is None or until is None) and not days:
        return None
    return since or min(days), until or max(days) + timedelta(1)
