"""Which rows of the lexicon a text fires."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..config import Config
from ..records import Document, Drop, Result
from .coder import Coder

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ..annotate.facts import Facts
    from ..lexicon.rules import RuleLexicon


@dataclass(frozen=True, slots=True)
class Fired(Result):
    """A document with the ids of the rows that it fired, and how often; it holds no records."""

    rows: Counter[str] = field(default_factory=Counter)


class Covering(Coder):
    """A coder that only looks which rows of a ``room`` fire: ``predicates``, ``operators``, ``cues``, ``relations``.

    A predicate's row fires where it is the one that matches at a word, also where the act is dropped or folded into
    another afterwards; an operator's where it changes an act; the others where they give a record or drop one.
    """

    def __init__(self, config: Config, model: str | None, room: str) -> None:
        super().__init__(config, model=model)
        self._room = room

    @property
    def rules(self) -> RuleLexicon:
        """The rules in use."""
        return self._rules

    def _code(self, document: Document, doc: Doc, begin: int) -> Fired:
        facts = self._facts(document, doc, begin)
        return Fired(document, rows=Counter(_fired(facts, self._rules, self._room)))


def _fired(facts: Facts, rules: RuleLexicon, room: str) -> Iterator[str]:
    """The rows of a room that a text fires, as often as it does."""
    if room in ("predicates", "operators"):
        from ..coding.acts import find_acts
        from ..coding.compose import compose

        drops: list[Drop] = []
        acts = find_acts(facts, rules, drops)
        if room == "predicates":
            yield from (act.match.rule.id for act in acts)
            yield from (drop.rule for drop in drops)  # what a row says is no event
            return
        compose(facts, rules, list(acts))  # leaves in each act the operators above it
        yield from (operator for act in acts for operator, _ in act.trail)
        return
    from ..coding.statements import code_statements
    from ..coding.ties import code_ties

    records, drops = code_statements(facts, rules, "") if room == "cues" else code_ties(facts, rules, "")
    yield from (record.rule for record in records)
    yield from (drop.rule for drop in drops)
