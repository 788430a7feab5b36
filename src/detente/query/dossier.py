"""The dossier of a pair: where they stand, since when, what changed, and who says so. Plain data; ``cli`` shows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date as Date
from datetime import timedelta
from math import log10
from typing import TYPE_CHECKING, Any

from ..errors import StoreError
from .acts import QUADS, Act, acts_of, span_of
from .changes import Change, changes
from .filters import names_of, sides_of, when
from .index import HALF_LIFE, Level, level_on, weight_of
from .series import checked, series_of

if TYPE_CHECKING:
    from .store import Store

MOST = 12  # episodes, statements of either side, ties of a kind
RECENT = 30  # days that "lately" means
_FEW = 60  # periods that a plot has room for
_LENGTHS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_QUIET = 0.25  # weight under which nothing is known of today
# What the index is called, from which value up.
WORDS = ((5.0, "friendly"), (1.5, "cooperative"), (-1.5, "mixed"), (-5.0, "strained"), (-10.0, "hostile"))


def dossier(
    store: Store, a: str, b: str, *, since: Date | str | None = None, until: Date | str | None = None,
    by: str | None = None, scale: str = "plover", half_life: float = HALF_LIFE, recent: int = RECENT, most: int = MOST,
    **filters: Any,
) -> dict[str, Any]:  # fmt: skip
    """Everything about two sides, as JSON values and days.

    ``since``: from its first act unless told; ``until`` (excluded): after the last day of the store. ``by``: period of
    the series, else the shortest that gives at most 60. ``recent``: days that "lately" takes in. ``most``: how many
    episodes, statements of either, and ties are told. ``filters``: as of ``Store.events``.

    Keys: ``pair``, ``since``, ``until``, ``store`` (version, datasets), ``counts``, ``stands``, ``lately``, ``series``
    (of ``by``), ``changes``, ``episodes``, ``statements``, ``ties``. Every act, statement and tie has ``id``,
    ``document``, ``published``, ``source``, ``url`` and its ``sentence``. Raises ``StoreError`` for unknown sides or
    filters.
    """
    checked(by or "day", scale)
    if sides_of(a) == sides_of(b):
        raise StoreError(f"{a} and {b} are the same side")
    end = when(until) or _end_of(store, filters.get("dataset"))
    acts = acts_of(store, between=(a, b), until=end, **filters)
    span = span_of([x for x in acts if (first := when(since)) is None or x.day >= first], when(since), end)
    start, end = span or (when(since) or end, end)
    shown = [x for x in acts if start <= x.day < end]
    by = by or next((p for p, days in _LENGTHS.items() if (end - start).days <= _FEW * days), "year")
    ties = _ties(store, a, b, when(until), most, filters)
    statements = {side: _statements(store, side, other, start, end, most, filters) for side, other in ((a, b), (b, a))}
    return {
        "pair": [{"side": side, "code": sides_of(side)[0], "name": names_of(sides_of(side)[0])[0]} for side in (a, b)],
        "since": start, "until": end, "by": by, "scale": scale,
        "store": {"where": store.tables.where, "version": store.version, "datasets": _datasets(shown)},
        "counts": _counts(shown, ties, statements),
        "stands": _stands(acts, end, scale, half_life, recent),
        "lately": _lately(shown, start, end, recent),
        "series": series_of(acts, by=by, scale=scale, half_life=half_life, since=start, until=end).to_pylist(),
        "changes": [_changed(c, by) for c in changes(shown, start, end, by)],
        "episodes": [told(x) for x in weightiest(shown, most, scale)],
        "statements": statements, "ties": ties,
    }  # fmt: skip


def _end_of(store: Store, dataset: str | None) -> Date:
    """The day after the last document of the store (of that dataset) that tells an event, else of any."""
    for table in ("events", "documents"):
        of = " WHERE split_part(coder, ' ', 1) = ?" if dataset else ""
        rows = store.sql(f"SELECT max(published) AS last FROM {table}{of}", [dataset] if dataset else None)
        if last := next(iter(rows))["last"]:
            return last + timedelta(1)  # type: ignore[no-any-return]
    return Date(1970, 1, 1)


def _datasets(acts: Sequence[Act]) -> dict[str, int]:
    return dict(sorted(Counter(str(x.event["coder"]).split(" ", 1)[0] for x in acts).items()))


def _counts(acts: Sequence[Act], ties: list[dict[str, Any]], said: dict[str, Any]) -> dict[str, int]:
    return {
        "acts": len(acts), "tellings": sum(len(x.events) for x in acts),
        **{quad: sum(x.quad == quad for x in acts) for quad in QUADS},
        "statements": sum(s["count"] for s in said.values()), "ties": sum(t["count"] for t in ties),
    }  # fmt: skip


def _stands(acts: Sequence[Act], end: Date, scale: str, half_life: float, recent: int) -> dict[str, Any]:
    """The index on the last day and ``recent`` days before, in words too."""
    now = level_on(acts, end - timedelta(1), scale, half_life)
    before = level_on(
        [x for x in acts if x.day < end - timedelta(recent)], end - timedelta(recent + 1), scale, half_life
    )
    return {
        "day": now.day, "index": now.value, "low": now.low, "high": now.high, "weight": now.weight,
        "word": word_for(now),
        "before": {"day": before.day, "index": before.value, "low": before.low, "high": before.high},
        "half_life": half_life,
    }  # fmt: skip


def word_for(level: Level) -> str:
    """What the index of a day is called; "little heard" where little is known, "mixed" where the band takes 0 in."""
    if level.weight < _QUIET:
        return "little heard lately"
    word = next(word for least, word in WORDS if level.value >= least)
    unsure = level.low < 0 < level.high and word != "mixed"
    return f"{word}, not surely" if unsure else word


def _lately(acts: Sequence[Act], start: Date, end: Date, recent: int) -> dict[str, Any]:
    """Counts by quad class of the last days against what as many days brought before, and acts that are new in kind."""
    edge = end - timedelta(recent)
    new, old = [x for x in acts if x.day >= edge], [x for x in acts if x.day < edge]
    days = max((edge - start).days, 0)
    usual = {q: round(sum(x.quad == q for x in old) * recent / days, 2) if days >= recent else None for q in QUADS}
    known = {x.type for x in old if x.day >= edge - timedelta(365)}
    return {
        "since": edge, "days": recent,
        "counts": {q: {"acts": sum(x.quad == q for x in new), "usual": usual[q]} for q in QUADS},
        "first_in_a_year": sorted({x.type for x in new} - known) if old else [],
        "episodes": [told(x) for x in sorted(new, key=lambda x: (-matter(x), x.id))[:5]],
    }  # fmt: skip


def weightiest(acts: Sequence[Act], most: int, scale: str = "plover") -> list[Act]:
    """The acts that matter most (``matter``), by day; of one type at most a third of all."""
    ranked = sorted(acts, key=lambda x: (-matter(x, scale), -x.day.toordinal(), x.id))
    taken: list[Act] = []
    types: Counter[str] = Counter()
    for act in ranked:
        if len(taken) < most and types[act.type] < max(1, most // 3):
            taken.append(act)
            types[act.type] += 1
    taken += [x for x in ranked if x not in taken][: most - len(taken)]
    return sorted(taken, key=lambda x: (x.day, x.id))


def matter(act: Act, scale: str = "plover") -> float:
    """How much an act matters: its value on the scale (1 where it has none), times its weight, more for more killed."""
    killed = act.event["killed"] or 0.0
    return abs(act.scaled(scale) or 1.0) * weight_of(act) * (1 + log10(1 + killed) / 2)


def told(act: Act) -> dict[str, Any]:
    """An act with its best telling and where that stands."""
    row = act.event
    return {
        "id": act.id, "event": row["id"], "day": act.day, "direction": act.direction, "type": act.type,
        "mode": act.mode, "quad": act.quad, "intensity": act.intensity, "goldstein": act.goldstein, "score": act.score,
        "actors": row["actor_names"], "recipients": row["recipient_names"], "place": row["place"],
        "status": row["status"], "says": row["says"], "sources": act.sources, "tellings": len(act.events),
        "events": list(act.events), **_where(row),
    }  # fmt: skip


def _where(row: dict[str, Any]) -> dict[str, Any]:
    return {k: row[k] for k in ("document", "published", "source", "url", "sentence")}


def _changed(change: Change, by: str) -> dict[str, Any]:
    return {
        "day": change.day, "by": by, "quad": change.quad, "more": change.more, "before": change.before,
        "after": change.after, "gain": change.gain, "episodes": [told(x) for x in change.acts],
    }  # fmt: skip


def _statements(
    store: Store, speaker: str, about: str, start: Date, end: Date, most: int, filters: dict[str, Any]
) -> dict[str, Any]:
    """What one side says of or to the other: the number, and the latest ones that do something or quote first."""
    kept = {k: v for k, v in filters.items() if k in ("sources", "score", "dataset", "text")}
    found = list(store.statements(actor=speaker, about=about, since=start, until=end, **kept))
    ranked = sorted(found, key=lambda r: (not r["events"], not r["direct"], -_ordinal(r["published"]), r["id"]))
    rows = sorted(ranked[:most], key=lambda r: (_ordinal(r["published"]), r["id"]))
    fields = ("id", "speaker_names", "stance", "direct", "quote", "content", "addressee_names", "events")
    return {"count": len(found), "latest": [{**{f: r[f] for f in fields}, **_where(r)} for r in rows]}


def _ties(store: Store, a: str, b: str, end: Date | None, most: int, filters: dict[str, Any]) -> list[dict[str, Any]]:
    """Ties by kind and direction, each with its claims, the newest first: none is chosen over another."""
    kept = {k: v for k, v in filters.items() if k in ("sources", "score", "dataset", "text")}
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in store.ties(between=(a, b), until=end, **kept):
        groups[row["kind"], row["from_country"] or row["from_name"], row["to_country"] or row["to_name"]].append(row)
    fields = (
        "id", "from_name", "to_name", "items", "quantity", "share", "hedge", "since", "until", "status", "designation",
        "ordered", "delivered", "order_year", "value", "currency", "as_of",
    )  # fmt: skip
    found = []
    for (kind, source, target), rows in sorted(groups.items()):
        rows.sort(key=lambda r: (-_ordinal(r["published"]), r["id"]))
        shares = {r["share"] for r in rows if r["share"] is not None}
        found.append({
            "kind": kind, "from": source, "to": target, "count": len(rows), "conflicting": len(shares) > 1,
            "claims": [{**{f: r[f] for f in fields}, **_where(r)} for r in rows[:most]],
        })  # fmt: skip
    return found


def _ordinal(day: Date | None) -> int:
    return day.toordinal() if day else 0
