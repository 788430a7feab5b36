"""All that came out of one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .document import Document
from .event import Event
from .evidence import Drop
from .span import Span
from .statement import Statement
from .tie import Tie

if TYPE_CHECKING:
    from .flat import Record


@dataclass(frozen=True, slots=True)
class Result:
    """The records of one document, in text order, with what was dropped and why, notes for the reader
    (``"no publication day: relative dates are unresolved"``), and the sentences of the text that was coded.
    """

    document: Document
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    ties: tuple[Tie, ...] = ()
    drops: tuple[Drop, ...] = ()
    notes: tuple[str, ...] = ()
    sentences: tuple[Span, ...] = ()

    def records(self) -> Iterator[Record]:
        """Events, then statements, then ties."""
        from .flat import records_of

        return records_of(self)

    def verify(self) -> list[str]:
        """Every span whose text is not the document's text at its offsets, one line each; empty where all are exact."""
        from .flat import spans_of

        text = self.document.text
        owned = [(record.id, span) for record in self.records() for span in spans_of(record)]
        owned += [("drop", span) for drop in self.drops for span in (drop.sentence, drop.predicate) if span is not None]
        owned += [("sentence", span) for span in self.sentences]
        return [
            f"{owner}: {s.text!r} is not what stands at {s.start}:{s.end}"
            for owner, s in owned
            if not 0 <= s.start <= s.end <= len(text) or text[s.start : s.end] != s.text
        ]

    def to_arrow(self, kind: str = "event") -> Any:
        """The records of one kind (``event``, ``statement``, ``tie``, or ``document``) as a ``pyarrow.Table``.

        Columns and types (``records.arrow``) are the same for any input, also for none. Raises ``ValueError`` for an
        unknown kind.
        """
        from .arrow import table_of

        return table_of([self], kind)

    def to_pandas(self, kind: str = "event") -> Any:
        """The same as a pandas ``DataFrame`` (needs the extra ``detente[pandas]``, else ``ImportError``)."""
        from .arrow import frame_of

        return frame_of([self], kind)
