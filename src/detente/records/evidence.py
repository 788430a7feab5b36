"""Why a field holds what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from .span import Span


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for one field of a record.

    ``field`` is the record's field (``type``, ``actors``, ``date``, ...); ``spans`` the exact characters that say so
    (empty where the text says it by silence: no date told means the publication day); ``rule`` the id of the lexicon
    row or of the procedure that decided (``agree.v.12``, ``coref.pronoun``, ``date.publication``); ``note`` says it
    in a sentence for people; ``score`` is between 0 and 1.
    """

    field: str
    rule: str
    spans: tuple[Span, ...] = ()
    note: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Drop:
    """A candidate that did not become a record, and why. Kept aside so that silence can be explained."""

    sentence: Span
    predicate: Span | None
    rule: str
    reason: str
