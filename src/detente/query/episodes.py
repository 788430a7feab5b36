"""Episodes of a store: events of many documents that are the same act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..consolidate.across import Episode, Telling, episodes
from ..lexicon.gazetteer import fold

if TYPE_CHECKING:
    from .store import Store

_WORD = re.compile(r"[a-z]{4,}")


def episodes_of(store: Store, **filters: Any) -> list[Episode]:
    """The episodes of the events that ``filters`` (``query.filters.Filters``) let through; background acts and negated
    ones are no tellings.
    """
    return episodes(tellings(store, **filters))


def tellings(store: Store, **filters: Any) -> Iterator[Telling]:
    """Events as tellings of acts."""
    for row in store.events(**filters):
        if row["background"] or row["status"] == "negated":
            continue
        sides = {w for name in (row["actor_names"], row["recipient_names"]) for w in _words(name)}
        yield Telling(
            row["document"], row["id"], row["type"], row["mode"], row["published"], row["date_start"], row["date_end"],
            _codes(row["actor_countries"]), _codes(row["recipient_countries"]), fold(row["place"] or ""),
            row["place_country"], row["lat"], row["lon"], row["killed"], row["wounded"],
            frozenset(_words(row["sentence"])) - sides, row["source"] or "",
        )  # fmt: skip


def episode_rows(found: list[Episode]) -> Iterator[dict[str, Any]]:
    """A row for each episode: what most tellings say, what others say, how many there are, of how many publishers."""
    for episode in found:
        first = episode.tellings[0]
        days = [t.start for t in episode.tellings if t.start is not None]
        fields = ("start", "actors", "recipients", "mode", "place", "killed", "wounded")
        said = {name: episode.said(name) for name in fields}
        most = {name: next(iter(values), "") for name, values in said.items()}
        yield {
            "id": episode.id, "type": first.type, "mode": most["mode"], "date": most["start"],
            "first_day": min(days).isoformat() if days else "", "last_day": max(days).isoformat() if days else "",
            "actors": most["actors"], "recipients": most["recipients"], "place": most["place"],
            "killed": most["killed"], "wounded": most["wounded"], "tellings": len(episode.tellings),
            "sources": episode.sources,
            "otherwise": "; ".join(
                f"{name}: {' / '.join(f'{value} ({n})' for value, n in values.items())}"
                for name, values in said.items() if len(values) > 1
            ),
            "events": "; ".join(t.event for t in episode.tellings),
        }  # fmt: skip


def _codes(text: str | None) -> frozenset[str]:
    return frozenset((text or "").split("; ")) - {""}


def _words(text: str | None) -> list[str]:
    return _WORD.findall((text or "").lower())
