"""What stands between two."""

from __future__ import annotations

from dataclasses import dataclass

from .entity import Entity
from .evidence import Reason
from .moment import Moment
from .quantity import Quantity
from .span import Span

KINDS = (
    "arms_supply", "trade", "aid", "alliance", "membership", "basing", "industrial", "dispute", "recognition",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Transfer:
    """What a register of arms transfers asks, as far as the text tells it; ``None`` where it does not.

    ``designation`` a name of ``weapons.tsv`` in lower case; ``kind`` its class (``aircraft``, ``missile``, ...), also
    of a plain noun; ``ordered`` and ``delivered`` numbers of weapons; ``order_year`` a year; ``delivery_years`` a year
    or first and last (``"2019-2021"``); ``licensed``: made by the recipient under licence; ``second_hand``; ``value``
    a sum of money (its ``unit`` is the currency).
    """

    designation: str | None = None
    kind: str | None = None
    ordered: float | None = None
    delivered: float | None = None
    order_year: int | None = None
    delivery_years: str | None = None
    licensed: bool = False
    second_hand: bool = False
    value: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing relation that the text states as a fact about two entities.

    ``kind`` one of ``KINDS``; ``source`` and ``target`` are CODING.md's ``from`` (supplier, seller, member, sending
    state) and ``to``; ``items`` what is supplied or traded; ``quantity`` the words; ``share`` 0 to 1; ``hedge`` the
    weakening word; ``status`` ``current``, ``past`` or ``proposed``; ``as_of`` the publication day (ISO) or ``None``;
    ``transfer`` the register's fields of ``arms_supply``; ``events`` ids of events that make or end the tie.
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
    transfer: Transfer | None = None
    events: tuple[str, ...] = ()
