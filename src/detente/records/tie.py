"""What stands between two."""

from __future__ import annotations

from dataclasses import dataclass

from .entity import Entity
from .evidence import Reason
from .moment import Moment
from .span import Span

KINDS = (
    "arms_supply", "trade", "aid", "alliance", "membership", "basing", "industrial", "dispute", "recognition",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing relation that the text states as a fact about two entities.

    ``kind`` one of ``KINDS``; ``source`` and ``target`` are CODING.md's ``from`` (supplier, seller, member, sending
    state) and ``to``; ``items`` what is supplied or traded; ``quantity`` the words; ``share`` 0 to 1; ``hedge`` the
    weakening word; ``status`` ``current``, ``past`` or ``proposed``; ``as_of`` the publication day (ISO) or ``None``.
    """

    id: str
    document: str
    kind: str
    source: Entity
    target: Entity
    items: tuple[Span, ...]
    quantity: Span | None
    share: float | None
    hedge: Span | None
    since: Moment | None
    until: Moment | None
    status: str
    evidence: Span
    sentence: Span
    as_of: str | None = None
    tellings: tuple[Span, ...] = ()
    rule: str = ""
    score: float = 1.0
    reasons: tuple[Reason, ...] = ()
