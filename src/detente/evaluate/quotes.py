"""How far attributions agree with gold: what is said or thought, by which cue, and whose it is.

An attribution has ``source``, ``cue`` and ``content``, each a list of ``[start, end]``. One of gold agrees with at most
one of ours: those whose contents share most come first, of equals those whose cues overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..records import Reject
from .counts import Count, Share, paired
from .gold import Row, check_head, need, read_rows
from .spans import part_of

Pieces = list[list[int]]
Said = tuple[list[Row], list[Row]]  # the attributions of a document as gold has them, and ours
COLUMNS = (
    "id", "verdict", "gold_source", "gold_cue", "gold_content", "our_source", "our_cue", "our_content",
    "gold_start", "our_start",
)  # fmt: skip
PARTS = ("source", "cue", "content")
HALF = 0.5


@dataclass(frozen=True, slots=True)
class QuoteScores:
    """``exact``: the contents are equal; ``half``: they share at least half of the longer one.

    On pairs of ``half``: ``cue_exact`` (equal), ``cue`` (overlapping), ``source_exact`` (equal), ``source`` (at least
    half of the shorter one is shared, or both name nobody).
    """

    documents: int
    exact: Count
    half: Count
    cue_exact: Share
    cue: Share
    source_exact: Share
    source: Share

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {
            "documents": self.documents,
            "content_exact": self.exact.to_json(),
            "content_half": self.half.to_json(),
            "cue_exact_on_found": self.cue_exact.to_json(),
            "cue_on_found": self.cue.to_json(),
            "source_exact_on_found": self.source_exact.to_json(),
            "source_on_found": self.source.to_json(),
        }


def read_quotes(
    lines: Iterable[tuple[int, str | None]],
    origin: str,
    half: int | None = None,
    part: tuple[int, int | None] = (0, None),
) -> Iterator[Row | Reject]:
    """The gold documents of some numbered lines, with attributions under ``quotes``; ``part`` and refusals as of
    ``spans.read_dates``.
    """
    yield from read_rows(part_of(lines, part), origin, _check, half)


def score_quotes(documents: Sequence[Said]) -> QuoteScores:
    """The agreement of the attributions of documents."""
    gold, ours = sum(len(g) for g, _ in documents), sum(len(o) for _, o in documents)
    exact = sum(len(paired(g, o, _same)) for g, o in documents)
    found = [(g[i], o[j]) for g, o in documents for i, j in _matched(g, o)]
    return QuoteScores(
        documents=len(documents),
        exact=Count(gold, ours, exact),
        half=Count(gold, ours, len(found)),
        cue_exact=Share.over(_letters(a["cue"]) == _letters(b["cue"]) for a, b in found),
        cue=Share.over(_share(a["cue"], b["cue"], min) > 0 for a, b in found),
        source_exact=Share.over(_letters(a["source"]) == _letters(b["source"]) for a, b in found),
        source=Share.over(same_source(a, b) for a, b in found),
    )


def quote_differences(identity: str, text: str, gold: list[Row], ours: list[Row]) -> list[list[Any]]:
    """What differs in one document, a row of ``COLUMNS`` each, in text order: ``missed`` (gold alone), ``extra`` (ours
    alone), or what of a pair differs: ``source``, ``cue``, ``content``, joined by ``+``.
    """
    rows: list[list[Any]] = []
    pairs = _matched(gold, ours)
    for i, j in pairs:
        wrong = [] if same_source(gold[i], ours[j]) else ["source"]
        wrong += [] if _share(gold[i]["cue"], ours[j]["cue"], min) > 0 else ["cue"]
        wrong += [] if _same(gold[i], ours[j]) else ["content"]
        if wrong:
            rows.append([identity, "+".join(wrong), *_cells(text, gold[i]), *_cells(text, ours[j])])
    alone = [g for i, g in enumerate(gold) if i not in {i for i, _ in pairs}]
    rows += [[identity, "missed", *_cells(text, g), *_cells(text, None)] for g in alone]
    alone = [o for j, o in enumerate(ours) if j not in {j for _, j in pairs}]
    rows += [[identity, "extra", *_cells(text, None), *_cells(text, o)] for o in alone]
    rows.sort(key=lambda row: min(n for n in (row[5], row[9]) if n != ""))
    return [[*row[:5], *row[6:9], row[5], row[9]] for row in rows]


def same_source(a: Row, b: Row) -> bool:
    """Both name nobody, or at least half of the shorter source lies within the other."""
    if not a["source"] or not b["source"]:
        return not a["source"] and not b["source"]
    return _share(a["source"], b["source"], min) >= HALF


def _matched(gold: list[Row], ours: list[Row]) -> list[tuple[int, int]]:
    def worth(a: Row, b: Row) -> float:
        shared = _share(a["content"], b["content"], max)
        if shared < HALF:
            return 0
        return shared + (0.5 if _share(a["cue"], b["cue"], min) > 0 else 0)

    return paired(gold, ours, worth)


def _same(a: Row, b: Row) -> float:
    if _letters(a["content"]) != _letters(b["content"]):
        return 0
    return 1.5 if _share(a["cue"], b["cue"], min) > 0 else 1


def _letters(pieces: Pieces) -> frozenset[int]:
    return frozenset(i for start, end in pieces for i in range(start, end))


def _share(a: Pieces, b: Pieces, of: Callable[[int, int], int]) -> float:
    """The part of the longer (``of`` = ``max``) or shorter (``min``) one that both have, 0 to 1."""
    if not a or not b or a[-1][1] <= b[0][0] or b[-1][1] <= a[0][0]:
        return 0
    one, other = _letters(a), _letters(b)
    return len(one & other) / max(of(len(one), len(other)), 1)


def _cells(text: str, row: Row | None) -> list[Any]:
    if row is None:
        return ["", "", "", ""]
    words = [" ... ".join(text[start:end] for start, end in row[part]) for part in PARTS]
    return [*(w.replace("\n", " ") for w in words), row["content"][0][0] if row["content"] else 0]


def _check(row: Row) -> None:
    """Raise ``ValueError`` for the first thing wrong with a document."""
    check_head(row, "published")
    need(isinstance(row.get("quotes"), list), "no list of quotes")
    for number, quote in enumerate(row["quotes"], 1):
        need(isinstance(quote, dict), f"quotes {number}: no JSON object")
        for part in PARTS:
            pieces = quote.setdefault(part, [])
            need(isinstance(pieces, list) and all(_is_piece(p, row["text"]) for p in pieces),
                 f"quotes {number}: {part} {str(pieces)[:60]} is no list of [start, end] of the text")  # fmt: skip
            pieces.sort()
        need(bool(quote["content"]), f"quotes {number}: no content")


def _is_piece(piece: object, text: str) -> bool:
    if not (isinstance(piece, list) and len(piece) == 2 and all(type(n) is int for n in piece)):
        return False
    return bool(0 <= piece[0] < piece[1] <= len(text))
