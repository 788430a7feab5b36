"""What a case may expect: one small dataclass a kind of line. The form of the lines stands in ``cases``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A named stretch of a case's text: characters ``start <= i < end``."""

    name: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Who:
    """One entity: the ``mark`` where it stands or to which it is resolved, its ``name``, ``country`` and ``sector``;
    what is empty is not asked for.
    """

    mark: str = ""
    name: str = ""
    country: str = ""
    sector: str = ""

    def __str__(self) -> str:
        return "/".join(part for part in (self.mark, self.name, self.country, self.sector) if part)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event or tie: exactly these entities; ``free`` where anybody will do."""

    who: tuple[Who, ...] = ()
    free: bool = False

    def __str__(self) -> str:
        return "?" if self.free else ", ".join(map(str, self.who)) or "nobody"


ANYBODY = Side(free=True)


@dataclass(frozen=True, slots=True)
class ExpectedEvent:
    """``event:``, or ``not:`` where ``absent``.

    Empty text and ``None`` are not asked for; ``date`` and ``place`` may be ``none``.
    """

    at: str
    type: str
    mode: str
    actors: Side
    recipients: Side
    date: str = ""
    place: str = ""
    status: str = ""
    background: bool | None = None
    context: str = ""
    absent: bool = False

    def __str__(self) -> str:
        told = [f"{self.type}{'.' + self.mode if self.mode else ''} {self.actors} -> {self.recipients}"]
        words = {"on": self.date, "at": self.place, "status": self.status, "context": self.context}
        told += [f"{word} {value}" for word, value in words.items() if value]
        told += [] if self.background is None else ["background" if self.background else "news"]
        return " ".join(told)


@dataclass(frozen=True, slots=True)
class ExpectedStatement:
    """``statement:``; ``cue`` and ``content`` are marks, or for the cue its words in quotation marks."""

    at: str
    speakers: Side
    cue: str = ""
    content: str = ""
    quote: str = ""
    addressee: str = ""
    stance: str = ""
    direct: bool | None = None
    absent: bool = False

    def __str__(self) -> str:
        return f"statement of {self.speakers} {self.cue} {self.content}".rstrip()


@dataclass(frozen=True, slots=True)
class ExpectedTie:
    """``tie:``; ``kind`` may be empty after ``not: tie``."""

    at: str
    kind: str
    source: Side
    target: Side
    items: tuple[str, ...] = ()
    share: float | None = None
    hedge: str = ""
    quantity: str = ""
    since: str = ""
    until: str = ""
    status: str = ""
    absent: bool = False

    def __str__(self) -> str:
        return f"tie {self.kind} {self.source} -> {self.target}"


@dataclass(frozen=True, slots=True)
class ExpectedMention:
    """``mention:``: who stands at a mark; nobody where ``who`` is empty, a place where ``place``."""

    at: str
    mark: str
    who: tuple[Who, ...] = ()
    place: bool = False

    def __str__(self) -> str:
        return f"{{{self.mark}}} = {'a place' if self.place else ', '.join(map(str, self.who)) or 'nobody'}"


Expected = ExpectedEvent | ExpectedStatement | ExpectedTie | ExpectedMention
