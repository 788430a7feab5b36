"""The annotators in order, each with what it needs and what it gives.

``build`` checks that every stage's needs are met by the stages before it; it raises ``PipelineError`` where not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date as Date

from ..errors import PipelineError
from ..lexicon.actors import ActorLexicon
from . import actors, affiliation, coreference, dates, modality, places, quantities, quotes, repair
from .facts import Facts
from .tree import Tree


@dataclass(frozen=True, slots=True)
class Stage:
    """One annotator: ``requires`` and ``assigns`` name parts of ``Facts``."""

    name: str
    requires: tuple[str, ...]
    assigns: tuple[str, ...]
    run: Callable[[Facts], None]


def _dates(facts: Facts) -> None:
    facts.dates = dates.find_dates(facts.tree.text, facts.published, facts.begin)
    facts.done.add("dates")


def _quotes(facts: Facts) -> None:
    facts.quotes = quotes.find_quotes(facts.tree.text, facts.begin)
    repair.quoted_names(facts.tree, facts.quotes)
    facts.done.add("quotes")


def _quantities(facts: Facts) -> None:
    skip = [m.span for m in facts.dates if m.span is not None]
    facts.quantities = quantities.find_quantities(facts.tree.text, facts.begin, skip=skip)
    facts.done.add("quantities")


def _places(facts: Facts) -> None:
    places.find_places(facts)
    affiliation.affiliate(facts)


STAGES: dict[str, Stage] = {
    s.name: s
    for s in (
        Stage("quotes", (), ("quotes",), _quotes),
        Stage("actors", (), ("mentions",), actors.find_actors),
        Stage("coreference", ("mentions",), ("references",), coreference.resolve),
        Stage("dates", (), ("dates",), _dates),
        Stage("places", ("mentions",), ("places",), _places),
        Stage("quantities", ("dates",), ("quantities",), _quantities),
        Stage("modality", (), ("scopes",), modality.find_scopes),
    )
}
DEFAULT = ("quotes", "actors", "coreference", "dates", "places", "quantities", "modality")


def build(names: Sequence[str] = DEFAULT) -> list[Stage]:
    """The named stages, in the order given; raises ``PipelineError`` for an unknown one or an unmet need."""
    given: set[str] = set()
    stages = []
    for name in names:
        if name not in STAGES:
            raise PipelineError(f"no annotator {name!r}: there are {', '.join(STAGES)}")
        stage = STAGES[name]
        missing = [r for r in stage.requires if r not in given]
        if missing:
            raise PipelineError(f"annotator {name!r} needs {', '.join(missing)}, which no annotator before it gives")
        given.update(stage.assigns)
        stages.append(stage)
    return stages


def annotate(
    tree: Tree,
    published: Date | None,
    lexicon: ActorLexicon,
    begin: int = 0,
    stages: Sequence[Stage] | None = None,
) -> Facts:
    """Run the annotators over one parsed text."""
    facts = Facts(tree, published, lexicon, begin)
    for stage in stages if stages is not None else build():
        stage.run(facts)
    return facts
