"""What the annotators find in one text, side by side with its ``Tree``."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date as Date
from functools import cached_property

from ..lexicon.actors import ActorLexicon
from ..records import Entity, Moment, Place, Quantity, Span
from .quotes import Quote
from .surroundings import Surroundings
from .tree import Tree


@dataclass(slots=True)
class Mention:
    """A phrase that stands for one or more entities.

    ``first`` to ``last`` (excluded) are its tokens, ``head`` the one that the grammar sees. ``kind``: ``country
    adjective people capital seat organisation group person body nominal pronoun place document``. ``how`` is the
    procedure that resolved it; ``owner`` the token of an unresolved possessor ("its army").
    """

    first: int
    last: int
    head: int
    kind: str
    entities: tuple[Entity, ...] = ()
    how: str = ""
    score: float = 1.0
    plural: bool = False
    joined: bool = False
    place: str = ""
    agent: str = ""

    @property
    def named(self) -> bool:
        """True where the text gives a name, not a description."""
        return self.kind not in ("pronoun", "nominal", "body", "document")


@dataclass
class Facts:
    """All that is known about one text before coding; every annotator adds its part.

    ``names`` are the fullest forms in which the text names people of the lexicon, by id; ``done`` the annotators that
    have run, so that one may require another.
    """

    tree: Tree
    published: Date | None
    lexicon: ActorLexicon
    begin: int = 0
    title: str = ""
    mentions: list[Mention] = field(default_factory=list)
    by_head: dict[int, Mention] = field(default_factory=dict)
    by_token: dict[int, Mention] = field(default_factory=dict)
    dates: list[Moment] = field(default_factory=list)
    places: dict[int, Place] = field(default_factory=dict)
    scopes: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    quotes: list[Quote] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    surroundings: Surroundings | None = None
    done: set[str] = field(default_factory=set)

    def add(self, mention: Mention) -> Mention:
        """Keep a mention. All tokens of a name lead to it, of a description only its head: a state that is named
        inside a description ("Indian government") keeps its own.
        """
        old = self.by_head.get(mention.head)
        if old is not None:
            self.mentions.remove(old)
        self.mentions.append(mention)
        self.by_head[mention.head] = mention
        if mention.named:
            for i in range(mention.first, mention.last):
                self.by_token.setdefault(i, mention)
        self.by_token[mention.head] = mention
        return mention

    def sort(self) -> None:
        """Mentions in text order."""
        self.mentions.sort(key=lambda m: (m.first, -m.last))

    @cached_property
    def dated(self) -> frozenset[int]:
        """Tokens of time expressions."""
        spans = [m.span for m in self.dates if m.span is not None]
        return frozenset(i for s in spans for i in range(*self.tree.tokens_between(s.start, s.end)))

    def span(self, first: int, last: int) -> Span:
        """Tokens ``first`` to ``last`` (excluded) as exact characters."""
        tree = self.tree
        return Span.of(tree.text, tree.start[first], tree.end[last - 1])

    def at(self, entity: Entity, mention: Mention, how: str = "", score: float | None = None) -> Entity:
        """``entity`` as it stands at ``mention``."""
        return replace(
            entity,
            span=self.span(mention.first, mention.last),
            how=how or mention.how,
            score=round(entity.score * (mention.score if score is None else score), 3),
        )
