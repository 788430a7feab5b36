"""How much."""

from __future__ import annotations

from dataclasses import dataclass

from .span import Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, range, share or sum that the text tells, in digits or words.

    ``value`` is the number itself, ``None`` for ranges and vague amounts ("dozens"); ``low`` and ``high`` what it can
    be at least and at most (``None``: open; "more than 53" and "at least 53" are both 53 and open): "10 to 15" has 10
    and 15, "dozens" 24 and ``None``; a plain number has both equal to it, one with "about" or "nearly" has neither.
    ``unit`` is an ISO 4217 code (``USD``), ``%``, a measure in the singular (``barrel``, ``km``) or empty where things
    are counted that a parse must name. ``hedge`` is the weakening word as written ("nearly"), inside of ``span``.
    ``share`` is 0 to 1 for parts of a whole ("45 percent", "a third of"), else ``None``; for a range its middle.
    """

    span: Span
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    hedge: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity and what it measures of an event.

    ``kind`` is one of ``MEASURES`` or a measure in the singular (``barrel``, ``km``); ``what`` the things counted as
    written ("civilians", empty where the text leaves them out); ``whose`` the ISO alpha-3 country of those who are
    counted, ``None`` where nobody tells.
    """

    kind: str
    quantity: Quantity
    what: str = ""
    whose: str | None = None


MEASURES = tuple(
    "killed wounded casualties captured arrested sentenced released expelled deported abducted displaced evacuated"
    " rescued participants troops weapons amount share".split()
)
