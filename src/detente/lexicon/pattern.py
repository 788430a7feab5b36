"""The pattern language of the predicate files, from text to ``Pattern``. Described in ``docs/lexicon.md``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

PREPOSITIONS = frozenset(
    "to on with for against from of in at into over about by between among toward towards under as after "
    "before upon onto across through throughout within during around near out off behind despite without "
    "alongside along amid following concerning regarding outside inside beyond beside via than".split()
)
SLOTS = frozenset(
    {"subj", "obj", "iobj", "poss", "mod", "o.poss", "o.mod", "o.obj"} | PREPOSITIONS | {f"o.{p}" for p in PREPOSITIONS}
)
_HEAD = re.compile(r"^([^\s/]+)/([vna])$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that must (or must not) stand with the head.

    ``kind``: ``obj``, ``subject``, ``particle``, ``prep``, ``mod``, ``clause`` or ``not``; ``prep`` the preposition of
    a ``prep`` piece; ``words`` lemmas, ``classes`` class names without ``@``; both empty where anything will do.
    """

    kind: str
    prep: str = ""
    words: frozenset[str] = frozenset()
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """``lemmas`` of the head, its part of speech (``v``, ``n``, ``a``) and the pieces that must stand with it."""

    lemmas: tuple[str, ...]
    pos: str
    pieces: tuple[Piece, ...]

    @property
    def weight(self) -> int:
        """How much the pattern asks for: the heaviest that fits wins."""
        points = {"obj": 3, "subject": 2, "prep": 2, "particle": 3, "mod": 2, "clause": 3, "not": 0}
        return sum(points[p.kind] + (2 if p.kind == "prep" and (p.words or p.classes) else 0) for p in self.pieces)


@cache
def parse_pattern(text: str) -> Pattern:
    """The pattern that ``text`` says; raises ``ValueError`` with what is wrong."""
    head, *rest = text.split(" ")
    match = _HEAD.match(head)
    if not match:
        raise ValueError(f"pattern must begin with lemma/v, lemma/n or lemma/a: {text!r}")
    lemmas, pos = tuple(match[1].split("|")), match[2]
    for lemma in lemmas:
        if not lemma or (lemma != lemma.lower()):
            raise ValueError(f"head must be lower-case lemmas: {text!r}")
    pieces = tuple(_piece(part) for part in rest)
    if pos != "v" and any(p.kind == "obj" for p in pieces):
        raise ValueError(f"only a verb takes an object: {text!r}")
    if pos == "n" and any(p.kind == "subject" for p in pieces):
        raise ValueError(f"a noun has no subject: {text!r}")
    return Pattern(lemmas, pos, pieces)


@cache
def _piece(part: str) -> Piece:
    if not part:
        raise ValueError("two spaces in a pattern")
    marks = {"<": "subject", "+": "particle", "~": "mod", ">": "clause", "!": "not"}
    if part[0] in marks:
        words, classes = _words(part[1:])
        return Piece(marks[part[0]], "", words, classes)
    prep, colon, inner = part.partition(":")
    if prep in PREPOSITIONS:
        words, classes = _words(inner) if colon else (frozenset(), ())
        return Piece("prep", prep, words, classes)
    if colon:
        raise ValueError(f"not a preposition: {prep!r}")
    words, classes = _words(part)
    return Piece("obj", "", words, classes)


def _words(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    parts = text.split("|")
    if "" in parts or "@" in parts or text != text.lower():
        raise ValueError(f"empty or upper-case word in {text!r}")
    return frozenset(p for p in parts if p[0] != "@"), tuple(p[1:] for p in parts if p[0] == "@")


@cache
def parse_slots(text: str) -> tuple[tuple[str, ...], ...]:
    """``a,b+c`` as alternatives of unions: ``(("a",), ("b", "c"))``; raises ``ValueError`` for an unknown slot."""
    if not text:
        return ()
    alternatives = tuple(tuple(part.split("+")) for part in text.split(","))
    for slot in (s for alternative in alternatives for s in alternative):
        if slot not in SLOTS:
            raise ValueError(f"unknown slot {slot!r}")
    return alternatives
