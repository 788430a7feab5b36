"""How far time expressions agree with gold: where they stand, their TIMEX3 types and values.

Three counts, each gold span with at most one of ours and the other way round: spans that are equal; spans that
overlap; spans that overlap and have the same value, letter for letter. The last one is what TempEval calls value F1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .counts import Count, Share, paired
from .gold import Row
from .spans import TIMEX_TYPES, shared_characters

Marked = tuple[list[Row], list[Row]]  # the spans of a document as gold has them, and ours
COLUMNS = (
    "id", "verdict", "gold_start", "gold_end", "gold_text", "gold_type", "gold_value",
    "our_start", "our_end", "our_text", "our_type", "our_value",
)  # fmt: skip

_ALIKE = 1e9  # more than any overlap: what has the same value is laid side by side first


@dataclass(frozen=True, slots=True)
class SpanScores:
    """``exact``: equal spans; ``overlapping``: spans that overlap; ``value``: those of equal value."""

    exact: Count
    overlapping: Count
    value: Count

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {
            "span_strict": self.exact.to_json(),
            "span_lenient": self.overlapping.to_json(),
            "value": self.value.to_json(),
        }


@dataclass(frozen=True, slots=True)
class DateScores:
    """The agreement of many documents.

    ``spans``: all time expressions; ``type_right`` and ``value_right``: on pairs that overlap; ``types``: the
    expressions of each type, gold's against ours of the same type.
    """

    documents: int
    spans: SpanScores
    type_right: Share
    value_right: Share
    types: dict[str, SpanScores]

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {
            "documents": self.documents,
            **self.spans.to_json(),
            "type_on_matched": self.type_right.to_json(),
            "value_on_matched": self.value_right.to_json(),
            "types": {kind: scores.to_json() for kind, scores in self.types.items()},
        }


def score_dates(documents: Sequence[Marked]) -> DateScores:
    """The agreement of the time expressions of documents."""
    matched = [(gold[i], ours[j]) for gold, ours in documents for i, j in _overlapping(gold, ours)]
    types = {}
    for kind in TIMEX_TYPES:
        alike = [([g for g in gold if g["type"] == kind], [o for o in ours if o["type"] == kind])
                 for gold, ours in documents]  # fmt: skip
        types[kind] = score_spans(alike)
    return DateScores(
        documents=len(documents),
        spans=score_spans(documents),
        type_right=Share.over(g["type"] == o["type"] for g, o in matched),
        value_right=Share.over(g["value"] == o["value"] for g, o in matched),
        types=types,
    )


def score_spans(documents: Sequence[Marked]) -> SpanScores:
    """Spans and values of documents, whatever their types."""
    gold, ours = sum(len(g) for g, _ in documents), sum(len(o) for _, o in documents)
    exact = sum(len(paired(g, o, _same_span)) for g, o in documents)
    overlapping = sum(len(_overlapping(g, o)) for g, o in documents)
    value = sum(len(paired(g, o, _same_value)) for g, o in documents)
    return SpanScores(Count(gold, ours, exact), Count(gold, ours, overlapping), Count(gold, ours, value))


def date_differences(identity: str, gold: list[Row], ours: list[Row]) -> list[list[Any]]:
    """What differs in one document, a row of ``COLUMNS`` each, in text order.

    The verdict is ``missed`` (gold alone), ``extra`` (ours alone), or what of a pair differs: ``value``, ``type``,
    ``span``, joined by ``+``.
    """
    pairs = paired(gold, ours, lambda g, o: _shared(g, o) + (_ALIKE if _same_value(g, o) else 0))
    rows = []
    for i, j in pairs:
        wrong = [k for k in ("value", "type") if gold[i][k] != ours[j][k]]
        wrong += [] if _same_span(gold[i], ours[j]) else ["span"]
        if wrong:
            rows.append((gold[i]["start"], [identity, "+".join(wrong), *_cells(gold[i]), *_cells(ours[j])]))
    lost = [g for i, g in enumerate(gold) if i not in {i for i, _ in pairs}]
    extra = [o for j, o in enumerate(ours) if j not in {j for _, j in pairs}]
    rows += [(g["start"], [identity, "missed", *_cells(g), *_cells(None)]) for g in lost]
    rows += [(o["start"], [identity, "extra", *_cells(None), *_cells(o)]) for o in extra]
    return [row for _, row in sorted(rows, key=lambda r: r[0])]


def _cells(span: Row | None) -> list[Any]:
    return [span[k] for k in ("start", "end", "text", "type", "value")] if span else [""] * 5


def _shared(a: Row, b: Row) -> float:
    return max(shared_characters(a, b), 0)


def _same_span(a: Row, b: Row) -> float:
    return float((a["start"], a["end"]) == (b["start"], b["end"]))


def _same_value(a: Row, b: Row) -> float:
    return _shared(a, b) if a["value"] == b["value"] else 0


def _overlapping(gold: list[Row], ours: list[Row]) -> list[tuple[int, int]]:
    return paired(gold, ours, _shared)
