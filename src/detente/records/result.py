"""All that came out of one document."""

from __future__ import annotations

from dataclasses import dataclass

from .document import Document
from .event import Event
from .evidence import Drop
from .statement import Statement
from .tie import Tie


@dataclass(frozen=True, slots=True)
class Result:
    """The records of one document, in text order, with what was dropped and why, and notes for the reader
    (``"no publication day: relative dates are unresolved"``)."""

    document: Document
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    ties: tuple[Tie, ...] = ()
    drops: tuple[Drop, ...] = ()
    notes: tuple[str, ...] = ()
