"""Who did what to whom, when, where."""

from __future__ import annotations

from dataclasses import dataclass

from .entity import Entity
from .evidence import Reason
from .moment import Moment
from .place import Place
from .quantity import Measure
from .span import Span

STATUSES = ("occurred", "ongoing", "planned", "hypothetical", "negated")


@dataclass(frozen=True, slots=True)
class Event:
    """One act, by one set of actors, towards one set of recipients, at one time (PLOVER, by the rules of the codebook).

    ``type`` PLOVER type; ``mode`` its mode or ``None``; ``date`` a ``Moment`` or ``None``; ``status`` one of
    ``STATUSES``; ``background`` true where the text tells the act only to explain the news; ``contexts`` PLOVER
    contexts; ``cameo`` the CAMEO code as text (``"036"``); ``goldstein`` the score of that code and ``intensity``
    PLOVER's score of type and mode, both from -10 (conflict) to 10 (cooperation). ``evidence`` is the shortest piece
    that carries the act, ``sentence`` the one it stands in, ``tellings`` every piece that tells the same act (the
    evidence first). ``story`` is an id shared by the events of one document that tell one story. ``says`` is who says
    so (``None``: the reporter) and ``hedge`` the word that weakens it ("reportedly"). ``rule`` is the lexicon row that
    gave type and mode; ``reasons`` one or more for every field; ``score`` between 0 and 1. ``quantities`` are the
    numbers that measure the act (killed, arrested, troops, sums), each with its own words.
    """

    id: str
    document: str
    type: str
    mode: str | None
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    date: Moment | None
    place: Place | None
    status: str
    background: bool
    evidence: Span
    sentence: Span
    predicate: Span
    contexts: tuple[str, ...] = ()
    cameo: str = ""
    goldstein: float | None = None
    intensity: float | None = None
    tellings: tuple[Span, ...] = ()
    story: str = ""
    says: Entity | None = None
    hedge: str = ""
    rule: str = ""
    score: float = 1.0
    reasons: tuple[Reason, ...] = ()
    quantities: tuple[Measure, ...] = ()
