"""A parsed text as plain lists.

Every rule of the house reads the parse through a ``Tree``: integers for tokens, strings for words, no objects of the
parser. That makes rules quick, and tests can build one by hand (``detente.testing.tree``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
OBJECT = frozenset({"dobj", "obj", "attr", "oprd"})
CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "csubj", "conj", "parataxis"})


@dataclass
class Tree:
    """Tokens of one document with the parser's tags and dependencies (Penn tags, CLEAR labels).

    ``start[i]`` and ``end[i]`` are offsets into ``text``, the document's text as it was given; ``head[i]`` is the
    governor (a root governs itself); ``sents`` are (first, last) token ranges, ``last`` excluded.
    """

    text: str
    word: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    sents: list[tuple[int, int]]
    kids: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.index_kids()

    def index_kids(self) -> None:
        """Fill ``kids`` from ``head``; to be called again after heads have changed."""
        self.kids = [[] for _ in self.word]
        for i, h in enumerate(self.head):
            if h != i:
                self.kids[h].append(i)

    def __len__(self) -> int:
        return len(self.word)

    @cached_property
    def sent_of(self) -> list[int]:
        """Number of the sentence of each token."""
        return [n for n, (first, last) in enumerate(self.sents) for _ in range(first, last)]

    def token_at(self, offset: int) -> int:
        """The token that covers the character, or the last one before it; -1 where there is none."""
        return bisect_right(self.start, offset) - 1

    def tokens_between(self, start: int, end: int) -> tuple[int, int]:
        """Token range (first, last excluded) of the characters ``start <= i < end``."""
        first = max(self.token_at(start), 0)
        if first < len(self) and self.end[first] <= start:
            first += 1
        last = first
        while last < len(self) and self.start[last] < end:
            last += 1
        return first, last

    def is_verb(self, i: int) -> bool:
        """True for verb tags (modals excluded)."""
        return self.tag[i][:2] == "VB"

    def is_noun(self, i: int) -> bool:
        """True for common and proper nouns."""
        return self.tag[i] in NOMINAL

    def kids_by(self, i: int, *deps: str) -> list[int]:
        """Dependents of ``i`` with one of the labels, in text order."""
        return [k for k in self.kids[i] if self.dep[k] in deps]

    def kid(self, i: int, *deps: str) -> int | None:
        """The first dependent of ``i`` with one of the labels."""
        for k in self.kids[i]:
            if self.dep[k] in deps:
                return k
        return None

    def conjuncts(self, i: int) -> list[int]:
        """``i`` and what is coordinated under it, in text order."""
        found, todo = [i], [i]
        while todo:
            for k in self.kids[todo.pop()]:
                if self.dep[k] == "conj":
                    found.append(k)
                    todo.append(k)
        return sorted(found)

    def first_conjunct(self, i: int) -> int:
        """The first of the coordination that ``i`` belongs to."""
        while self.dep[i] == "conj" and self.head[i] != i:
            i = self.head[i]
        return i

    def ancestors(self, i: int) -> Iterator[int]:
        """Governors of ``i``, nearest first, without ``i``."""
        seen = 0
        while self.head[i] != i and seen < 200:
            i = self.head[i]
            seen += 1
            yield i

    def subtree(self, i: int, skip: frozenset[str] = frozenset()) -> list[int]:
        """Tokens under ``i``, itself included, in order; branches whose label is in ``skip`` are left out."""
        found, todo = [], [i]
        while todo:
            j = todo.pop()
            found.append(j)
            todo.extend(k for k in self.kids[j] if self.dep[k] not in skip)
        return sorted(found)

    def verb_above(self, i: int) -> int | None:
        """The nearest governing verb."""
        for a in self.ancestors(i):
            if self.is_verb(a):
                return a
        return None

    def passive(self, verb: int) -> bool:
        """True where the verb is passive (also a bare participle that modifies a noun: "troops deployed by")."""
        for k in self.kids[verb]:
            dep = self.dep[k]
            if dep in ("auxpass", "nsubjpass"):
                return True
            if dep == "agent" and self.tag[verb] == "VBN":
                return True
        if self.tag[verb] == "VBN" and self.dep[verb] == "conj" and not self.kids_by(verb, "nsubj", "aux", "dobj"):
            above = self.head[verb]  # "were shot and killed"
            return self.tag[above] == "VBN" and self.passive(above)
        return self.tag[verb] == "VBN" and self.dep[verb] == "acl"

    def phrase_words(self, first: int, last: int) -> str:
        """The characters from token ``first`` to the end of token ``last - 1``."""
        return self.text[self.start[first] : self.end[last - 1]]
