"""The relations index: how two stand on a day, with how sure that is.

The index of a day is the weighted mean of the values of all acts up to then, on PLOVER's or Goldstein's scale (-10
conflict, 10 cooperation), shrunk towards 0 as if one more act of value 0 were known (``PRIOR``). An act weighs

    score x log2(1 + sources) x 2^(-age / half-life)

its coder's score, more for more publishers, half for each half-life (30 days unless told) since its day. Where nothing
has been heard for long the index goes to 0 and its band opens. ``low`` to ``high`` is the mean plus and minus 1.96
standard errors: the weighted variance of the values, with one act of standard deviation ``SPREAD`` (that of PLOVER's
scale over its types) added, over the effective number of acts, (sum of weights)^2 / sum of squared weights, and one.

It is a tone, not a forecast: it knows only what the documents of the store tell. docs/decisions/0012-answers.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from math import log2, sqrt

from .acts import Act

HALF_LIFE = 30.0  # days
PRIOR = 1.0  # acts of value 0 that are added
SPREAD = 5.8  # standard deviation of PLOVER's scale over its sixteen types
_SURE = 1.96
_WHOLE = 10.0


@dataclass(frozen=True, slots=True)
class Level:
    """The index at the end of a day: ``value`` between ``low`` and ``high``, -10 to 10; ``weight``: how much is known
    (the weights of all acts, summed).
    """

    day: Date
    value: float
    low: float
    high: float
    weight: float


class Tally:
    """Weighted sums that fade day by day."""

    def __init__(self, half_life: float = HALF_LIFE) -> None:
        self._fade = 2.0 ** (-1.0 / half_life)
        self._day: Date | None = None
        self._w = self._ww = self._wx = self._wxx = 0.0

    def at(self, day: Date) -> None:
        """Let time pass until ``day``."""
        if self._day is not None and day > self._day:
            fade = self._fade ** (day - self._day).days
            self._w, self._wx, self._wxx = self._w * fade, self._wx * fade, self._wxx * fade
            self._ww *= fade * fade
        self._day = day

    def add(self, value: float, weight: float) -> None:
        """Take an act of the day reached."""
        self._w += weight
        self._ww += weight * weight
        self._wx += weight * value
        self._wxx += weight * value * value

    def level(self) -> Level:
        """The index of the day reached."""
        if self._day is None:
            raise ValueError("no day yet: at() first")
        total = self._w + PRIOR
        mean = self._wx / total
        variance = max(0.0, self._wxx / total - mean * mean) + PRIOR / total * SPREAD**2
        effective = (self._w * self._w / self._ww if self._ww > 0 else 0.0) * min(1.0, self._w)
        wide = _SURE * sqrt(variance / (effective + PRIOR))
        return Level(
            self._day, round(mean, 4) + 0.0, round(max(-_WHOLE, mean - wide), 4), round(min(_WHOLE, mean + wide), 4),
            round(self._w, 4),
        )  # fmt: skip


def weight_of(act: Act) -> float:
    """What an act weighs on its own day."""
    return act.score * log2(1 + act.sources)


def levels(
    acts: Iterable[Act], days: Sequence[Date], scale: str = "plover", half_life: float = HALF_LIFE
) -> Iterator[Level]:
    """The index at the end of each of ``days`` (in order), from all acts up to it. Acts without a value on the scale
    are left out.
    """
    waiting = sorted(((a.day, v, weight_of(a)) for a in acts if (v := a.scaled(scale)) is not None), reverse=True)
    tally = Tally(half_life)
    for day in days:
        while waiting and waiting[-1][0] <= day:
            when, value, weight = waiting.pop()
            tally.at(when)
            tally.add(value, weight)
        tally.at(day)
        yield tally.level()


def level_on(acts: Iterable[Act], day: Date, scale: str = "plover", half_life: float = HALF_LIFE) -> Level:
    """The index at the end of one day."""
    return next(levels(acts, [day], scale, half_life))


def last_day(first: Date, following: Date) -> Date:
    """The last day of a period that begins on ``first``, the next on ``following``."""
    return max(first, following - timedelta(1))
