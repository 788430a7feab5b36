"""When."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

from .span import Span


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression and the half-open interval of days that it means.

    ``value`` is TIMEX3 (``2023-04-28``, ``2019``, ``2019-Q3``, ``P2W``, ``PAST_REF``); ``kind`` one of ``DATE TIME
    DURATION SET``; ``start <= day < end``, both ``None`` where it cannot be resolved (no publication day, "recently");
    ``grain`` one of ``day week month quarter season year decade century unknown``. ``open_start``/``open_end``: "until
    2015", "since 2014". ``directed`` is true where the words themselves say past or future ("last Friday", "April 28,
    2023") or their clause looks ahead ("will meet on Friday"). Another bare "Friday" or "April 28" is not directed:
    ``value`` then holds the nearest past reading and ``other`` the nearest future one (both as ISO days), for the
    coder to choose by tense.
    """

    value: str
    kind: str = "DATE"
    start: Date | None = None
    end: Date | None = None
    grain: str = "unknown"
    span: Span | None = None
    rule: str = ""
    directed: bool = True
    other: str | None = None
    open_start: bool = False
    open_end: bool = False

    @property
    def iso(self) -> str | None:
        """``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY`` where the moment is a resolved day, month or year; else ``None``."""
        if self.start is None or self.kind not in ("DATE", "TIME"):
            return None
        lengths = {"day": 10, "month": 7, "year": 4}
        n = lengths.get(self.grain)
        return self.start.isoformat()[:n] if n else None
