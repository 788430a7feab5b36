"""Exact characters of a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start <= i < end`` of a document's text, as it was given.

    Invariant, checked by the tests and by ``Result.verify``:
    ``document.text[start:end] == text``.
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, source: str, start: int, end: int) -> Span:
        """The span of ``source`` from ``start`` to ``end``."""
        return cls(start, end, source[start:end])

    def covers(self, other: Span) -> bool:
        """True where ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end
