"""How far coded documents agree with gold ones: events, statements, ties.

A document is a row in the form of ``detente code --format documents`` (the codebook's), once as people coded it and
once as we did. Events are counted at four levels, each as bags of keys within a document (the more often a key is
there, the more often it must be found):

========  ==============================================================================================
quad      the quad class of the type: verbal or material, cooperation or conflict
type      the PLOVER type
dyad      the countries of the actors, directed at the countries of the recipients, whatever the type
strict    type and dyad together
========  ==============================================================================================

"Dyad" is the field's source country and target country of one event, here for sides with several members: two sets of
countries in their order, not all pairs across them, so that an event counts once at every level. An actor without a
country is a member of its own (``-``); an empty side is an empty set, and agrees with an empty one only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .counts import Count, Share, count_bags, macro_f1, paired
from .gold import Row

Coded = tuple[Row, Row]  # a document as gold has it, and as we coded it
LEVELS = ("quad", "type", "dyad", "strict")
COMPARED = ("mode", "status", "background", "date", "place name", "place country")
CONTENT_SHARED = 0.5  # of the longer content; a clause against its sentence is one statement, two sentences are two


@dataclass(frozen=True, slots=True)
class Attribute:
    """One field of the matched events: how many are right, and how many of those where gold tells something."""

    all: Share
    told: Share

    def to_json(self) -> dict[str, Any]:
        """Both shares."""
        return {**self.all.to_json(), "told": self.told.to_json()}


@dataclass(frozen=True, slots=True)
class Scores:
    """The agreement of many documents.

    ``levels``: events by level; ``types``: events of each type; ``sides``: on events whose type is found at the same
    words, whether the countries of both sides are right; ``attributes``: fields of the events that agree in type and
    sides; ``speakers``: statements by the speaker's country alone; ``statements``: with their content; ``ties``: by
    kind and the countries of both sides.
    """

    documents: int
    levels: dict[str, Count]
    types: dict[str, Count]
    sides: Share
    attributes: dict[str, Attribute]
    speakers: Count
    statements: Count
    ties: Count
    macro_f1: float = field(default=0.0)

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {
            "documents": self.documents,
            "events": {level: count.to_json() for level, count in self.levels.items()},
            "types": {kind: count.to_json() for kind, count in self.types.items()},
            "types_macro_f1": round(self.macro_f1, 4),
            "sides_on_type_found": self.sides.to_json(),
            "on_matched": {name: attribute.to_json() for name, attribute in self.attributes.items()},
            "statements": {"speaker": self.speakers.to_json(), "speaker_and_content": self.statements.to_json()},
            "ties": self.ties.to_json(),
        }


def score_documents(documents: Sequence[Coded], quads: Mapping[str, str]) -> Scores:
    """The agreement of documents. ``quads`` maps a type to its quad class.

    A kind that the gold of a document lacks (no key ``ties``, say) was not coded there, and is not counted.
    """
    events = _coded_for("events", documents)
    keys: dict[str, Callable[[Row], Hashable]] = {
        "quad": lambda e: quads.get(e["type"], ""),
        "type": lambda e: e["type"],
        "dyad": dyad,
        "strict": strict,
    }
    types = _by_type(events)
    matched = [pair for gold, ours in events for pair in matched_events(gold, ours)]
    found = [pair for gold, ours in events for pair in found_events(gold, ours)]
    statements = _coded_for("statements", documents)
    same = sum(len(matched_statements(gold, ours)) for gold, ours in statements)
    said = _count(statements, "statements", speaker)
    return Scores(
        documents=len(documents),
        levels={level: _count(events, "events", keys[level]) for level in LEVELS},
        types=types,
        sides=Share.over(dyad(a) == dyad(b) for a, b in found),
        attributes={name: _attribute(name, matched) for name in COMPARED},
        speakers=said,
        statements=Count(said.gold, said.ours, same),
        ties=_count(_coded_for("ties", documents), "ties", tie_key),
        macro_f1=macro_f1(types.values()),
    )


# --- keys ------------------------------------------------------------------------------------------------------------


def countries(side: Row | Iterable[Row]) -> tuple[str, ...]:
    """The countries of one entity or several, sorted, each once; ``-`` for what has none."""
    entities = [side] if isinstance(side, dict) else side
    return tuple(sorted({e.get("country") or "-" for e in entities}))


def dyad(event: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The countries of both sides of an event."""
    return countries(event["actors"]), countries(event["recipients"])


def strict(event: Row) -> tuple[Any, ...]:
    """Type and countries of both sides of an event."""
    return (event["type"], *dyad(event))


def speaker(statement: Row) -> tuple[str, ...]:
    """The countries of who says it."""
    return countries(statement["speaker"])


def tie_key(tie: Row) -> tuple[Any, ...]:
    """Kind and countries of both sides of a tie."""
    return (tie["kind"], countries(tie["from"]), countries(tie["to"]))


def compared(name: str, event: Row) -> Any:
    """The value of a compared field (see ``COMPARED``), or ``None``; names of places without case and article."""
    if not name.startswith("place "):
        return event.get(name)
    place = event.get("place") or {}
    value = place.get(name.removeprefix("place "))
    return value.casefold().removeprefix("the ").strip() if name == "place name" and value else value


# --- what belongs together -------------------------------------------------------------------------------------------


def places_of(record: Row, part: str, text: str) -> list[tuple[int, int]]:
    """Where the words of a part of a record stand in the text.

    That is at the offsets that the record tells of it; else, as gold tells none, wherever the words are found.
    """
    piece, about = record[part], record.get("detente")
    spans = about.get("spans") if isinstance(about, dict) else None
    span = spans.get(part) if isinstance(spans, dict) else None
    if isinstance(span, list) and len(span) == 2 and all(isinstance(n, int) for n in span):
        start, end = span
        if text[start:end] == piece:
            return [(start, end)]
    found, start = [], text.find(piece)
    while start >= 0:
        found.append((start, start + len(piece)))
        start = text.find(piece, start + 1)
    return found


def shared(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> int:
    """How many characters two pieces of text share at most, each being at one of some places."""
    return max((min(s[1], t[1]) - max(s[0], t[0]) for s in a for t in b), default=0)


def overlap(a: Row, b: Row, text: str, part: str = "evidence") -> int:
    """How many characters of a part two records share; 0 or less where none."""
    return shared(places_of(a, part, text), places_of(b, part, text))


def matched_events(gold: Row, ours: Row) -> list[Coded]:
    """Events of one document that agree in type and countries of both sides; at the same words, if there are such."""
    return _pairs(
        gold, ours, "events", lambda a, b: 1 + (overlap(a, b, gold["text"]) > 0) if strict(a) == strict(b) else 0
    )


def found_events(gold: Row, ours: Row) -> list[Coded]:
    """Events of one document that agree in type, told by overlapping words; first those whose sides agree."""

    def worth(a: Row, b: Row) -> float:
        if a["type"] != b["type"] or overlap(a, b, gold["text"]) <= 0:
            return 0
        return 1 + sum(one == other for one, other in zip(dyad(a), dyad(b), strict=True))

    return _pairs(gold, ours, "events", worth)


def matched_statements(gold: Row, ours: Row) -> list[Coded]:
    """Statements of one document by speakers of the same countries that share half of the longer content."""

    def worth(a: Row, b: Row) -> float:
        share = shared_content(a, b, gold["text"])
        return share if speaker(a) == speaker(b) and share >= CONTENT_SHARED else 0

    return _pairs(gold, ours, "statements", worth)


def shared_content(a: Row, b: Row, text: str) -> float:
    """The share (0 to 1) of the longer content that two statements have in common."""
    return max(overlap(a, b, text, "content"), 0) / max(len(a["content"]), len(b["content"]))


def _pairs(gold: Row, ours: Row, kind: str, worth: Callable[[Row, Row], float]) -> list[Coded]:
    return [(gold[kind][i], ours[kind][j]) for i, j in paired(gold[kind], ours[kind], worth)]


# --- counting --------------------------------------------------------------------------------------------------------


def _coded_for(kind: str, documents: Sequence[Coded]) -> list[Coded]:
    return [(gold, ours) for gold, ours in documents if kind in gold]


def _count(documents: Sequence[Coded], kind: str, key: Callable[[Row], Hashable]) -> Count:
    return sum((count_bags(map(key, gold[kind]), map(key, ours[kind])) for gold, ours in documents), Count())


def _by_type(documents: Sequence[Coded]) -> dict[str, Count]:
    """The counts of each type that gold or we have, in alphabetical order."""
    counts: dict[str, Count] = {}
    for gold, ours in documents:
        a, b = Counter(e["type"] for e in gold["events"]), Counter(e["type"] for e in ours["events"])
        for kind in {*a, *b}:
            one = Count(a[kind], b[kind], min(a[kind], b[kind]))
            counts[kind] = counts.get(kind, Count()) + one
    return dict(sorted(counts.items()))


def _attribute(name: str, matched: Sequence[Coded]) -> Attribute:
    """One field over matched events whose gold has the field."""
    key = "place" if name.startswith("place ") else name
    values = [(compared(name, a), compared(name, b)) for a, b in matched if key in a]
    told = [(a, b) for a, b in values if a not in (None, False)]
    return Attribute(Share.over(a == b for a, b in values), Share.over(a == b for a, b in told))
