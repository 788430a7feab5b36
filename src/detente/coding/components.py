"""spaCy components: the coders for users of spaCy; each writes to ``doc._.detente``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..annotate.components import DocRecords, facts_on, records_on
from ..annotate.facts import Facts
from ..annotate.pipeline import DEFAULT
from ..errors import PipelineError
from ..lexicon.rules import RuleLexicon, load_rules
from ..records import Drop, Event
from .events import code_events
from .speech import give_voice
from .statements import code_statements
from .ties import code_ties

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def _events(facts: Facts, rules: RuleLexicon, document: str) -> tuple[list[Event], list[Drop]]:
    statements, _ = code_statements(facts, rules, document)
    give_voice(facts, statements)
    return code_events(facts, rules, document, statements)


_CODERS: dict[str, Callable[[Facts, RuleLexicon, str], tuple[list[Any], list[Any]]]] = {
    "events": _events,
    "statements": code_statements,
    "ties": code_ties,
}


class Component:
    """One coder as a spaCy component; needs all annotators before it."""

    def __init__(self, coder: str) -> None:
        self._coder = coder

    def __call__(self, doc: Doc) -> Doc:
        facts, held = facts_on(doc), records_on(doc)
        missing = [name for name in DEFAULT if name not in facts.done]
        if missing:
            raise PipelineError(f"detente_{self._coder} needs {', '.join('detente_' + m for m in missing)} before it")
        made, _ = _CODERS[self._coder](facts, load_rules(), "")
        _keep(held, self._coder, made)
        return doc


def _keep(held: DocRecords, name: str, made: list[Any]) -> None:
    setattr(held, name, tuple(made))


def _register() -> dict[str, Callable[[Language, str], Component]]:
    from spacy.language import Language

    def factory(coder: str) -> Callable[[Language, str], Component]:
        def make(nlp: Language, name: str) -> Component:
            return Component(coder)

        make.__doc__ = f"The coder of {coder}."
        return make

    return {name: Language.factory(f"detente_{name}", func=factory(name)) for name in _CODERS}


_made = _register()
events = _made["events"]
statements = _made["statements"]
ties = _made["ties"]
