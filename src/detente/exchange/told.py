"""Events of a store as they go out: with their sides, codes and days as other formats want them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date
from functools import cached_property
from itertools import product
from typing import Any

from .known import BEYOND, country_code, country_name, group_codes, sector_names, table

Side = Mapping[str, Any]  # an entity of a record's JSON
_SAYS = {"IGO": "IGO", "NGO": "NGO", "IMG": "REB"}  # the sector that the first piece of a code says already
_ONE_SIDED = frozenset({"PROTEST"})  # several actors without a recipient do it side by side, not to each other
STATUSES = ("occurred", "ongoing")  # what formats without a status can hold


@dataclass(frozen=True)
class Told:
    """One event: the ``record`` as JSON, its ``document`` (``published title source url language characters``) and the
    ``coder`` that it was coded with.
    """

    record: Mapping[str, Any]
    document: Mapping[str, Any]
    coder: str = ""

    @cached_property
    def day(self) -> Date | None:
        """The first day of the event; of publication where none is told; ``None`` where neither is."""
        date = self.record.get("date") or {}
        if date.get("start"):
            return Date.fromisoformat(date["start"])
        return self.published

    @cached_property
    def published(self) -> Date | None:
        """The day of publication."""
        day = self.document.get("published")
        return Date.fromisoformat(day) if isinstance(day, str) and day else day or None

    @property
    def place(self) -> Mapping[str, Any]:
        """The place; empty where none is told."""
        return self.record.get("place") or {}

    @property
    def plain(self) -> bool:
        """Whether formats without a status can hold it: it happened or goes on, and is not told as background."""
        return self.record.get("status") in STATUSES and not self.record.get("background")

    def pairs(self) -> Iterator[tuple[str, Side | None, Side | None]]:
        """A key, who acts, on whom: each actor with each recipient; parties of a two-sided act with each other, both
        ways; ``None`` where nobody is told.
        """
        actors, recipients = list(self.record.get("actors", ())), list(self.record.get("recipients", ()))
        if recipients or len(actors) < 2 or self.record["type"] in _ONE_SIDED:
            for i, j in product(range(len(actors) or 1), range(len(recipients) or 1)):
                yield f"{i}:{j}", actors[i] if actors else None, recipients[j] if recipients else None
            return
        for i, j in product(range(len(actors)), repeat=2):
            if i != j:
                yield f"{i}:{j}", actors[i], actors[j]

    def key(self, pair: str = "") -> str:
        """What makes a row of this event one of its own."""
        return f"{self.document.get('id') or self.record['document']} {self.record['id']} {pair}"


class Numbers:
    """Whole numbers as ids, from content: the same for the same key in every export, never one for two keys."""

    def __init__(self) -> None:
        self._taken: dict[int, str] = {}

    def of(self, key: str) -> int:
        """The number of a key: below 2 to the 52, so that any program holds it exactly."""
        number = int.from_bytes(hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:7], "big") >> 4
        while self._taken.setdefault(number, key) != key:
            number += 1
        return number


@dataclass(frozen=True, slots=True)
class ActorCode:
    """CAMEO's code of an actor and its pieces: ``root`` (a country, or IGO, NGO, IMG), ``agent`` (the role), ``group``
    (three letters of a group of its own); empty where there is none.
    """

    root: str = ""
    agent: str = ""
    group: str = ""

    @property
    def full(self) -> str:
        """The pieces together ("USAGOV", "IGOUNO", "PSEREBHAM"); empty where nobody is told."""
        if self.root in BEYOND:
            return self.root + self.group + self.agent
        return self.root + self.agent + self.group


def actor_code(side: Side | None) -> ActorCode:
    """The code of an entity: a state itself is its country alone; what has no role there is ``UNK``."""
    if side is None:
        return ActorCode()
    country, sector, group = side["country"], side["sector"], group_codes().get(side["id"], "")
    role = sector_names("cameo").get(sector, "UNK")
    if country in BEYOND:
        said = _SAYS[country] == sector
        return ActorCode(country, "" if said else role, group)
    root = _root(country)
    if root and is_state(side):
        return ActorCode(root)
    if not country and sector == "GRP":
        return ActorCode("MUL")
    return ActorCode(root, role, group)


def is_state(side: Side) -> bool:
    """Whether an entity is a state itself, not an office or body of it."""
    return bool(side["country"]) and side["sector"] == "GOV" and side["country"] in (side["id"], side["name"])


def _root(country: str | None) -> str:
    if not country:
        return ""
    former = {r["country"]: r["code"] for r in table("ontology/cameo_agents.tsv") if r["kind"] == "country"}
    own = country_code("cameo", country) or (country if len(country) == 3 else former.get(country, ""))
    return own if len(own) == 3 else ""


def place_names(place: Mapping[str, Any]) -> tuple[str, str, str]:
    """City, division and country of a place, by its grain; empty where not told."""
    name, grain, country = place.get("name") or "", place.get("grain") or "", country_name(place.get("country"))
    city = name if grain in ("city", "") else ""
    province = name if grain == "admin" else place.get("admin1") or ""
    return city, province, country


def text(value: Any) -> str:
    """A value as a cell: on one line; empty for none; whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{int(value)}" if value.is_integer() and abs(value) < 1e15 else repr(value)
    return " ".join(str(value).split())
