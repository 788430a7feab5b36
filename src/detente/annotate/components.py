"""spaCy components: the annotators for users of spaCy.

>>> import spacy                                              # doctest: +SKIP
>>> nlp = spacy.load("en_core_web_sm")                        # doctest: +SKIP
>>> nlp.add_pipe("detente_actors")                            # doctest: +SKIP
>>> doc = nlp("France condemned the attack.")                 # doctest: +SKIP
>>> doc._.detente.facts.mentions[0].entities[0].country       # doctest: +SKIP
'FRA'

Each component runs one annotator and adds what it finds to ``doc._.detente`` (a ``DocRecords``). The day of
publication, ``doc._.detente.date``, is to be set before the pipe runs (``nlp.make_doc``, then ``nlp(doc)``); else
relative dates stay unresolved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date as Date
from typing import TYPE_CHECKING

from ..errors import PipelineError
from ..lexicon.actors import load_actors
from ..records import Event, Statement, Tie
from .facts import Facts
from .parse import tree_of
from .pipeline import STAGES

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass
class DocRecords:
    """What Détente knows of a spaCy ``Doc``: ``doc._.detente``."""

    date: Date | None = None
    facts: Facts | None = None
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    ties: tuple[Tie, ...] = ()
    given: set[str] = field(default_factory=set)


def records_on(doc: Doc) -> DocRecords:
    """The ``DocRecords`` of a ``Doc``, made on first use."""
    held: DocRecords = doc.user_data.setdefault("detente", DocRecords())
    return held


def facts_on(doc: Doc) -> Facts:
    """The ``Facts`` of a parsed ``Doc``; raises ``PipelineError`` where it has no parse."""
    held = records_on(doc)
    if held.facts is None:
        if not doc.has_annotation("DEP"):
            raise PipelineError("detente components need a parse: add them after the parser")
        held.facts = Facts(tree_of(doc, doc.text), held.date, load_actors())
    return held.facts


class Component:
    """One annotator as a spaCy component; raises ``PipelineError`` where one that it needs is missing before it."""

    def __init__(self, name: str) -> None:
        self._stage = STAGES[name]

    def __call__(self, doc: Doc) -> Doc:
        facts, held = facts_on(doc), records_on(doc)
        missing = [r for r in self._stage.requires if r not in held.given]
        if missing:
            raise PipelineError(
                f"detente_{self._stage.name} needs {', '.join(missing)}: add the component that gives it before"
            )
        self._stage.run(facts)
        held.given.update(self._stage.assigns)
        return doc


def _factory(stage: str) -> Callable[[Language, str], Component]:
    def make(nlp: Language, name: str) -> Component:
        return Component(stage)

    make.__doc__ = f"The ``{stage}`` annotator."
    return make


def _register() -> dict[str, Callable[[Language, str], Component]]:
    from spacy.language import Language
    from spacy.tokens import Doc

    Doc.set_extension("detente", getter=records_on, force=True)
    return {name: Language.factory(f"detente_{name}", func=_factory(name)) for name in STAGES}


_made = _register()
actors = _made["actors"]
coreference = _made["coreference"]
dates = _made["dates"]
places = _made["places"]
quotes = _made["quotes"]
modality = _made["modality"]
quantities = _made["quantities"]
