"""From a number back to its sentences: the tellings of an episode, and the acts that a period counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import RecordNotFound
from .acts import Act, acts_of
from .index import weight_of
from .series import DIRECTIONS, checked

if TYPE_CHECKING:
    from .store import Store

EPISODE = "p-"  # what ids of episodes begin with
_TELLINGS = """
SELECT r.id, r.document, r.published, r.source, r.url, r.date, r.type, r.mode, r.actor_names, r.recipient_names,
       r.place, r.killed, r.wounded, r.says, r.score, r.sentence
FROM episode_events x JOIN events r ON r.id = x.event AND r.document = x.document
WHERE x.episode = ? ORDER BY r.published, r.document, r.id
"""


def episode(store: Store, identity: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """An episode by its id, or enough of its beginning, and its tellings, each with its sentence and document.

    Raises ``RecordNotFound`` for none, or for several.
    """
    found = list(store.sql("SELECT * FROM episodes WHERE starts_with(id, ?)", [identity]))
    if len(found) != 1:
        what = "no episode has that id" if not found else f"{len(found)} episodes begin so"
        raise RecordNotFound(f"{identity}: {what}")
    return found[0], list(store.sql(_TELLINGS.strip(), [found[0]["id"]]))


def acts(
    store: Store, a: str, b: str, *, scale: str = "plover", direction: str = "both", **filters: Any
) -> list[dict[str, Any]]:
    """The acts of a pair that ``series`` counts, by day, each with its value, its weight on its day and its sentence.

    Raises ``StoreError`` for a scale or direction that there is not.
    """
    checked("day", scale, direction)
    found = acts_of(store, between=(a, b), **filters)
    return [_told(x, scale) for x in found if x.direction in DIRECTIONS[direction]]


def _told(act: Act, scale: str) -> dict[str, Any]:
    row = act.event
    return {
        "day": act.day, "direction": act.direction, "type": act.type, "mode": act.mode, "quad": act.quad,
        "value": act.scaled(scale), "weight": round(weight_of(act), 4), "sources": act.sources,
        "tellings": len(act.events), "episode": act.id, "event": row["id"], "document": row["document"],
        "published": row["published"], "source": row["source"], "url": row["url"], "sentence": row["sentence"],
    }  # fmt: skip
