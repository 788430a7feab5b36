"""What comes in: one dated text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Any


@dataclass(frozen=True, slots=True)
class Document:
    """One report.

    ``text`` is the text exactly as it was given; every offset of every record points into it. ``body_start`` is
    where the news begins: what lies before it (a ``date 2023-04-29`` prefix) is read as metadata and never coded.
    ``date`` is the day of publication, ``None`` where unknown; ``date_span`` are the (start, end) offsets in
    ``text`` that said so, if any. ``origin`` names file and line or record, for messages. ``extra`` keeps other
    columns of the input, by name.
    """

    text: str
    date: Date | None = None
    id: str = ""
    title: str = ""
    source: str = ""
    url: str = ""
    language: str = ""
    body_start: int = 0
    date_span: tuple[int, int] | None = None
    origin: str = ""
    extra: dict[str, Any] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", "d-" + self.fingerprint)

    @property
    def fingerprint(self) -> str:
        """16 hex digits of the SHA-256 of publication day and text: the same for the same content anywhere."""
        day = self.date.isoformat() if self.date else ""
        return hashlib.sha256(f"{day}\n{self.text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Reject:
    """An input that was refused: where it stood, why, and the first characters of what it was."""

    origin: str
    reason: str
    sample: str = ""
