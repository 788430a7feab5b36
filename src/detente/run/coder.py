"""The coder: documents in, results out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date as Date
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from ..config import Config
from ..errors import ReadError
from ..records import Document, Drop, Result

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ..annotate.facts import Facts
    from ..lexicon.rules import RuleLexicon


class Coder:
    """Codes texts into events, statements and ties.

    ``config`` is a ``Config`` (by default that of the environment, see ``Config.load``); ``model`` overrides its
    language model. The model and the lexicon are loaded once, here.

    >>> coder = Coder()                                                              # doctest: +SKIP
    >>> result = coder.code("France condemned the attack.", date="2023-04-29")       # doctest: +SKIP
    >>> result.events[0].type                                                        # doctest: +SKIP
    'ACCUSE'
    """

    def __init__(self, config: Config | None = None, *, model: str | None = None) -> None:
        from ..annotate.parse import load_model
        from ..annotate.pipeline import build
        from ..lexicon.actors import load_actors
        from ..lexicon.rules import load_rules
        from .registry import actor_files, codebook_folder

        self.config = config or Config.load()
        self._nlp = load_model(model or self.config.model)
        self._actors = load_actors(extra=actor_files(self.config))
        self._rules = load_rules(codebook=codebook_folder(self.config))
        self._stages = build()

    def code(
        self,
        text: str,
        *,
        date: str | Date | None = None,
        id: str = "",  # noqa: A002 - the name of the field that it fills
        title: str = "",
        source: str = "",
        url: str = "",
    ) -> Result:
        """The records of one text. ``date`` is the day of publication (ISO text or ``datetime.date``); without it
        relative dates stay unresolved, and the result's ``notes`` say so. A text that begins with a date line of its
        own (``date 2023-04-29 The ...``) is read as ``detente code`` reads a file.
        """
        from ..read import text_document

        document = text_document(text, date=_day(date), id=id, title=title, source=source, url=url)
        return next(self.code_documents([document]))

    def code_documents(self, documents: Iterable[Document]) -> Iterator[Result]:
        """The results of many documents, in their order, parsed in batches of ``config.batch_size``."""
        from ..annotate.places import dateline

        documents = iter(documents)
        while batch := list(islice(documents, self.config.batch_size)):
            begins = [dateline(d.text, d.body_start) for d in batch]
            texts = [d.text[b:] for d, b in zip(batch, begins, strict=True)]
            with self._nlp.memory_zone():  # its strings are freed at the end: results must be whole by then
                parsed = self._nlp.pipe(texts, batch_size=self.config.batch_size)
                results = [self._code(d, doc, b) for d, doc, b in zip(batch, parsed, begins, strict=True)]
            yield from results

    def _code(self, document: Document, doc: Doc, begin: int) -> Result:
        return code_facts(self._facts(document, doc, begin), self._rules, document)

    def _facts(self, document: Document, doc: Doc, begin: int) -> Facts:
        from ..annotate.parse import tree_of
        from ..annotate.pipeline import annotate

        tree = tree_of(doc, document.text, begin)
        return annotate(tree, document.date, self._actors, begin, self._stages)


def _day(date: str | Date | None) -> Date | None:
    if date is None or isinstance(date, Date):
        return date
    try:
        return Date.fromisoformat(date)
    except ValueError as error:
        raise ReadError(f"date {date!r} is no day: {error}") from error


def code_facts(facts: Facts, rules: RuleLexicon, document: Document) -> Result:
    """The records of one annotated text: coding and consolidation within the document."""
    from ..coding.acts import sentence_span
    from ..coding.events import code_events
    from ..coding.speech import give_voice
    from ..coding.statements import code_statements, link_events, link_speakers
    from ..coding.tie_register import link_ties
    from ..coding.ties import code_ties
    from ..consolidate import consolidate

    statements, silent = code_statements(facts, rules, document.id)
    give_voice(facts, statements)
    events, drops = code_events(facts, rules, document.id, statements)
    ties, loose = code_ties(facts, rules, document.id)
    events, ties = consolidate(events, ties)
    statements = link_events(statements, [(e.id, t) for e in events for t in e.tellings])
    events = link_speakers(statements, events)
    ties = link_ties(ties, events)
    everything: list[Drop] = [*drops, *silent, *loose]
    everything.sort(key=lambda d: (d.sentence.start, d.predicate.start if d.predicate else 0, d.rule))
    notes = () if document.date else ("no publication day: relative dates are unresolved",)
    sentences = tuple(sentence_span(facts, first) for first, last in facts.tree.sents if first < last)
    return Result(
        document, tuple(events), tuple(statements), tuple(ties), tuple(everything), notes,
        tuple(s for s in sentences if s.text.strip()),
    )  # fmt: skip


def code(text: str, *, date: str | Date | None = None, model: str | None = None) -> Result:
    """The records of one text, by a coder of the default settings that is made on first use and kept.

    For many texts make a ``Coder`` and use ``code_documents``.
    """
    return _default(model).code(text, date=date)


@cache
def _default(model: str | None) -> Coder:
    return Coder(model=model)
