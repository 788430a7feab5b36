"""The workbench: texts to results together with the facts that they were coded from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..annotate.facts import Facts
from ..annotate.parse import load_model, tree_of
from ..annotate.pipeline import annotate, build
from ..config import Config
from ..lexicon.actors import load_actors
from ..lexicon.rules import load_rules
from ..records import Document, Result
from ..run.coder import code_facts
from .cases import Case


@dataclass(frozen=True, slots=True)
class Coded:
    """One text's result and facts."""

    result: Result
    facts: Facts


class Bench:
    """Codes as ``detente.Coder`` does, with the same model and lexicon, and keeps the facts for a closer look."""

    def __init__(self, model: str | None = None) -> None:
        self._nlp = load_model(model or Config.load().model)
        self._actors, self._rules, self._stages = load_actors(), load_rules(), build()

    def code(self, documents: Iterable[Document]) -> list[Coded]:
        """The documents coded in one batch, in their order."""
        given = list(documents)
        coded = []
        with self._nlp.memory_zone():
            for document, doc in zip(given, self._nlp.pipe(d.text for d in given), strict=True):
                tree = tree_of(doc, document.text)
                facts = annotate(tree, document.date, self._actors, 0, self._stages)
                coded.append(Coded(code_facts(facts, self._rules, document), facts))
        return coded

    def code_cases(self, cases: Iterable[Case]) -> dict[str, Coded]:
        """The cases coded in one batch, by id."""
        given = list(cases)
        coded = self.code(Document(text=c.text, date=c.date, id=c.id) for c in given)
        return {c.id: one for c, one in zip(given, coded, strict=True)}
