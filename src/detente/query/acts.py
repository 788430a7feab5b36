"""Acts of a store, each once: what series, the index, change points and dossiers count.

An act is an episode (all tellings of it in one), of a status that says it was done (occurred, ongoing), told as news
and not as background.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from .filters import countries, quads

if TYPE_CHECKING:
    from .store import Rows, Store

DONE = ("occurred", "ongoing")
LONG = 31  # days that an act's date may span and still say when it was
# The day on which an event counts: its own first day; of one whose date is longer than a month (a year, a decade) the
# day of publication where that lies inside; of one without a date the day of publication.
DAY = f"""
CASE WHEN date_start IS NULL OR (date_end - date_start > {LONG} AND published >= date_start AND published < date_end)
     THEN published ELSE date_start END
""".strip()
SCALES = {"plover": "intensity", "goldstein": "goldstein"}
COOPERATION = ("verbal cooperation", "material cooperation")
CONFLICT = ("verbal conflict", "material conflict")
QUADS = (*COOPERATION, *CONFLICT)


@dataclass(frozen=True, slots=True)
class Act:
    """An episode as it is counted.

    ``day``: the day on which it counts (``DAY``). ``direction``: ``">"`` the first side acts on the second, ``"<"``
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
    from .store import HIDDEN

    columns = f"r.* EXCLUDE ({', '.join(HIDDEN)})"
    found = _asked(store, _WHOLE, columns, filters)
    return [_act({k: row.pop(k) for k in _ABOUT}, row) for row in found]


def _act(about: dict[str, Any], row: dict[str, Any]) -> Act:
    return Act(
        about["act"], about["act_day"], about["direction"], row["type"], row["mode"] or "", quads()[row["type"]],
        row["intensity"], row["goldstein"], row["score"], about["publishers"], row, tuple(about["told_by"]),
    )  # fmt: skip


# An act's day is that of most of its tellings, the earliest of several; the surest telling, the first of several,
# stands for it. ``columns`` are those of events that are asked for. Acts go by number here: that is quicker than by id.
_ACTS = """
WITH found AS MATERIALIZED (SELECT {columns}, {way} AS direction FROM events r{where}),
told AS MATERIALIZED (
    SELECT x.number, x.episode, x.place AS place_in_act, f.*, {day} AS act_day
    FROM _tellings x JOIN found f ON f.id = x.event AND f.document = x.document
),
days AS (
    SELECT number, arg_min(act_day, (-n, act_day)) AS act_day
    FROM (SELECT number, act_day, count(*) AS n FROM told WHERE act_day IS NOT NULL GROUP BY ALL) GROUP BY number
),
best AS (
    SELECT * EXCLUDE (act_day, direction, episode, place_in_act)
    FROM told QUALIFY 1 = row_number() OVER (PARTITION BY number ORDER BY score DESC, place_in_act)
),
acts AS (SELECT * FROM days JOIN best USING (number))
"""
# An act goes the way of most of its tellings.
_WHOLE = """,
ways AS (
    SELECT number, arg_max(direction, (n, direction)) AS direction
    FROM (SELECT number, direction, count(*) AS n FROM told GROUP BY ALL) GROUP BY number
),
counts AS (
    SELECT number, any_value(episode) AS act, count(DISTINCT coalesce(nullif(source, ''), document)) AS publishers,
           list(id ORDER BY place_in_act) AS told_by
    FROM told GROUP BY number
)
SELECT act, acts.*, direction, publishers, told_by
FROM acts JOIN ways USING (number) JOIN counts USING (number)
ORDER BY act_day, act
"""
_ABOUT = ("act", "number", "act_day", "direction", "publishers", "told_by")
# Pairs of countries between which an act stands: of those that act with those acted on, or with each other.
_PAIRS = """,
pairs AS MATERIALIZED (
    SELECT DISTINCT number, least(x, y) AS a, greatest(x, y) AS b
    FROM (SELECT number, x, unnest(others) AS y FROM (
        SELECT number, unnest(string_split(actor_countries, '; ')) AS x,
               string_split(coalesce(nullif(trim(recipient_countries, '; '), ''), actor_countries), '; ') AS others
        FROM acts))
    WHERE x <> y AND x IN ({states}) AND y IN ({states})
)
"""
_NARROW = ("id", "document", "published", "date_start", "date_end", "type", "score", "intensity", "goldstein", "source",
           "actor_countries", "recipient_countries")  # fmt: skip


def _asked(store: Store, query: str, columns: str, filters: dict[str, Any]) -> Rows:
    from .store import conditions

    wanted = {"statuses": DONE, "background": False, **{k: v for k, v in filters.items() if v not in (None, (), [])}}
    found = conditions("events", wanted)
    way, values = _way(wanted.get("between"))
    sql = _ACTS.format(columns=columns, way=way, where=found.where, day=DAY)
    return store.asked(f"{sql}{query}", [*values, *found.values])


def paired(store: Store, query: str, filters: dict[str, Any]) -> Rows:
    """The rows of a query over ``acts``, a row for each act that ``filters`` let through (its ``number``, its
    ``act_day``, and of the telling that stands for it few columns), and ``pairs``: ``number``, and ``a`` before ``b``,
    countries between which it stands.
    """
    states = ", ".join(f"'{code}'" for code in sorted(countries()))
    columns = ", ".join(f"r.{name}" for name in _NARROW)
    return _asked(store, f"{_PAIRS.format(states=states)}{query}", columns, filters)


def _way(pair: tuple[str, str] | None) -> tuple[str, list[Any]]:
    """Which way an event of a pair goes, in SQL, with its values."""
    from .store import conditions

    if not pair:
        return "''", []
    a, b = pair
    there, back = (conditions("events", {"between": sides, "directed": True}) for sides in ((a, b), (b, a)))
    both = f"CASE WHEN {back.conditions[0]} THEN '=' ELSE '>' END"
    return f"CASE WHEN {there.conditions[0]} THEN {both} ELSE '<' END", [*there.values, *back.values]


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
