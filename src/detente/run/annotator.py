"""The annotator: documents in, layers of annotation out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..config import Config
from ..errors import ConfigError
from ..records import Document, Result
from .coder import Coder
from .layers import LAYERS, actor_rows, date_rows, place_rows, quantity_rows, quote_rows
from .write import Sink, json_line

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TEXT_ONLY = frozenset({"dates", "quantities"})  # read from the characters alone, without a parse


@dataclass(frozen=True, slots=True)
class Annotated(Result):
    """A document with the layers asked for, each a list of rows (``layers``); it holds no records."""

    layers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def layers_of(names: str | Sequence[str]) -> tuple[str, ...]:
    """The layers that ``actors,dates`` names, in the order of ``LAYERS``. Raises ``ConfigError`` for an unknown one."""
    asked = [n.strip() for n in names.split(",")] if isinstance(names, str) else list(names)
    unknown = [n for n in asked if n and n not in LAYERS]
    if unknown or not any(asked):
        what = f"no layer {unknown[0]!r}" if unknown else "no layer is named"
        raise ConfigError(f"{what}: the layers are {', '.join(LAYERS)}")
    return tuple(n for n in LAYERS if n in asked)


class Annotator:
    """Annotates texts. ``config`` and ``model`` as of ``Coder``; the model is loaded where a layer needs a parse.

    >>> made = Annotator(["dates"]).annotate(Document("It ended on 5 May 2020."))
    >>> made.layers["dates"][0]["value"]
    '2020-05-05'
    """

    def __init__(self, layers: Sequence[str], config: Config | None = None, *, model: str | None = None) -> None:
        self.layers = layers_of(layers)
        self.config = config or Config.load()
        text_only = set(self.layers) <= _TEXT_ONLY
        self._coder = None if text_only else _Annotating(self.layers, self.config, model=model)

    def annotate(self, document: Document) -> Annotated:
        """The layers of one document."""
        return next(self.code_documents([document]))

    def code_documents(self, documents: Iterable[Document]) -> Iterator[Annotated]:
        """The layers of many documents, in their order."""
        if self._coder is not None:
            for result in self._coder.code_documents(documents):
                if isinstance(result, Annotated):
                    yield result
            return
        documents = iter(documents)
        while batch := list(islice(documents, self.config.batch_size)):
            yield from (self._read(d) for d in batch)

    def _read(self, document: Document) -> Annotated:
        from ..annotate.dates import find_dates
        from ..annotate.places import dateline
        from ..annotate.quantities import find_quantities

        begin = dateline(document.text, document.body_start)
        moments = find_dates(document.text, document.date, begin)
        rows: dict[str, list[dict[str, Any]]] = {}
        if "dates" in self.layers:
            rows["dates"] = date_rows(moments)
        if "quantities" in self.layers:
            skip = [m.span for m in moments if m.span is not None]
            rows["quantities"] = quantity_rows(find_quantities(document.text, begin, skip=skip))
        return Annotated(document, layers=rows)


class _Annotating(Coder):
    """A coder that stops where the annotators are done."""

    def __init__(self, layers: tuple[str, ...], config: Config, *, model: str | None) -> None:
        super().__init__(config, model=model)
        self._layers = layers

    def _code(self, document: Document, doc: Doc, begin: int) -> Annotated:
        facts = self._facts(document, doc, begin)
        makers = {
            "actors": lambda: actor_rows(facts),
            "dates": lambda: date_rows(facts.dates),
            "places": lambda: place_rows(facts),
            "quantities": lambda: quantity_rows(facts.quantities),
            "quotes": lambda: quote_rows(facts, self._rules),
        }
        return Annotated(document, layers={name: makers[name]() for name in self._layers})


class AnnotationLines(Sink):
    """One document a line: ``id``, ``published``, then the layers."""

    def encode(self, result: Result) -> bytes:
        """Its one line."""
        document = result.document
        layers = result.layers if isinstance(result, Annotated) else {}
        published = document.date.isoformat() if document.date else None
        return json_line({"id": document.id, "published": published} | layers)
