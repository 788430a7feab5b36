"""Who said what, to whom."""

from __future__ import annotations

from dataclasses import dataclass

from .entity import Entity
from .evidence import Reason
from .span import Span


@dataclass(frozen=True, slots=True)
class Statement:
    """An attributed quotation, or an attributed claim of at least a clause.

    ``speakers`` one or more entities; ``quote`` the longest unbroken quoted words or ``None``; ``content`` the clause;
    ``direct`` true where any words are quoted; ``cue`` the reporting word; ``stance`` what the cue does (``say claim
    deny admit warn promise praise ...``); ``addressees`` who was told, ``venue`` where or through whom ("a press
    conference in Ankara", "Reuters") or ``None``. A speaker whom the text leaves unnamed is ``anonymous``. ``events``
    are ids of events told inside it, and of what it does by being said (a demand, a threat, a rejection).
    """

    id: str
    document: str
    speakers: tuple[Entity, ...]
    quote: Span | None
    content: Span
    direct: bool
    cue: Span
    sentence: Span
    stance: str = "say"
    addressees: tuple[Entity, ...] = ()
    events: tuple[str, ...] = ()
    rule: str = ""
    score: float = 1.0
    reasons: tuple[Reason, ...] = ()
    venue: Span | None = None

    @property
    def anonymous(self) -> bool:
        """True where no speaker is named."""
        return bool(self.speakers) and all(e.anonymous for e in self.speakers)
