"""Quotations and cues brought together: which cue a quotation belongs to, and where the same speaker goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..annotate.facts import Facts
from ..annotate.quotes import Quote
from ..annotate.repair import is_name
from .ranges import Range

_GAP = re.compile(r"[\s,.:;—–-]*(?:(?:and|but|or|because|that|then|adding|while)\s+)?")
_LINE_BELOW = re.compile(r"\s*(?P<dash>[―—–]|--)\s*(?P<name>[A-Z][^\n]{1,80}?)\s*(?:,[^\n]*)?(?:\n|$)")
_ENDS = (".", "?", "!", ",", "…")
_ASIDE = 260  # characters between two pieces of a quotation: "...," he said at a rally in Y on Monday. "..."
_BEFORE, _AFTER = 60, 140  # characters between a quotation and its cue: a name with its office; "told X in Y that"


@dataclass(slots=True)
class Draft:
    """An attribution in the making: ranges of characters. ``wants_quote``: quoted words alone may be its content."""

    head: int
    source: list[Range]
    cue: Range
    content: list[Range]
    kind: str
    rule: str
    wants_quote: bool = False
    quotes: list[int] = field(default_factory=list)

    @property
    def begin(self) -> int:
        """Where cue and source begin, the source being beside the cue."""
        return min([self.cue[0], *(s for s, e in self.source if abs(s - self.cue[0]) < 300)])

    @property
    def end(self) -> int:
        """Where cue and source end."""
        return max([self.cue[1], *(e for s, e in self.source if abs(s - self.cue[0]) < 300)])


def join_quotes(facts: Facts, drafts: list[Draft], quotes: list[Quote]) -> list[Draft]:
    """``drafts`` with their quotations, and those that quotations make by themselves; drafts may be left empty."""
    owner: dict[int, Draft] = {}
    for n, quote in enumerate(quotes):
        if not is_name(quote):
            draft = _overlapping(drafts, quote) or _touching(facts, drafts, quote)
            if draft is not None:
                owner[n] = draft
    made = list(drafts)
    for n, quote in enumerate(quotes):
        if n not in owner and (below := _signed(facts.tree.text, quote)) is not None:
            owner[n] = below
            made.append(below)
    _go_on(facts, quotes, owner)
    for n, draft in owner.items():
        draft.quotes.append(n)
        draft.content = _united([*draft.content, (quotes[n].span.start, quotes[n].span.end)])
    return made


def _overlapping(drafts: list[Draft], quote: Quote) -> Draft | None:
    """The draft whose content shares words with the quotation, its cue outside: of several the innermost whose cue is
    no part of what another one says.
    """
    found = [
        (min(end - start for start, end in shared), draft)
        for draft in drafts
        if draft.kind == "speech" or draft.wants_quote
        if (shared := [(s, e) for s, e in draft.content if s < quote.span.end and quote.span.start < e])
    ]
    outer = [f for f in found if not any(s <= f[1].cue[0] < e for _, d in found for s, e in d.content)]
    return min(outer or found, key=lambda f: f[0])[1] if found else None


def _touching(facts: Facts, drafts: list[Draft], quote: Quote) -> Draft | None:
    """The nearest draft that takes quoted words, has none by its grammar, and stands right before or after."""
    text = facts.tree.text
    best: tuple[int, Draft] | None = None
    for draft in drafts:
        if not draft.wants_quote:
            continue
        if draft.begin >= quote.span.end:
            gap = text[quote.span.end : draft.begin]
            near = len(gap) <= _BEFORE and not _stops(gap) and (not draft.content or len(gap) < 3)
        elif draft.end <= quote.span.start:
            gap = text[draft.end : quote.span.start]
            near = len(gap) <= _AFTER and not _stops(gap) and (not draft.content or _GAP.fullmatch(gap) is not None)
            gap = text[draft.content[-1][1] : quote.span.start] if draft.content and not near else gap
            near = near or (gap.isspace() and bool(draft.content))
        else:
            continue
        if near and (best is None or len(gap) < best[0]):
            best = (len(gap), draft)
    return best[1] if best is not None else None


def _stops(gap: str) -> bool:
    """Whether a sentence ends in the words between; a colon may end its paragraph."""
    return bool(re.search(r"[.?!][”\"’']*\s+[A-Z“\"]|[.?!]\s*$", gap)) or ("\n" in gap.strip(" ") and ":" not in gap)


def _signed(text: str, quote: Quote) -> Draft | None:
    """The name below or behind a quotation: "... ." — Name."""
    found = _LINE_BELOW.match(text, quote.span.end)
    if found is None or len(quote.inner.text.split()) < 4:
        return None
    return Draft(-1, [found.span("name")], found.span("dash"), [], "speech", "statement.signed", True)


def _go_on(facts: Facts, quotes: list[Quote], owner: dict[int, Draft]) -> None:
    """Quotations without a cue of their own: the speaker of the one before goes on, or of the one after began."""
    text = facts.tree.text
    for n, quote in enumerate(quotes):
        before = owner.get(n - 1)
        if n in owner or before is None or not _whole(text, quote):
            continue
        last = max(quotes[n - 1].span.end, before.end)
        if last <= quote.span.start and _next_sentence(facts, last, quote.span.start):
            owner[n] = before
    for n in range(len(quotes) - 2, -1, -1):
        after = owner.get(n + 1)
        if n in owner or after is None or not _whole(text, quotes[n]):
            continue
        if not text[quotes[n].span.end : quotes[n + 1].span.start].strip() and not _closed(quotes[n]):
            owner[n] = after


def _next_sentence(facts: Facts, end: int, start: int) -> bool:
    """Whether ``start`` lies in the sentence of ``end`` or begins the next one, and no paragraph without quotations
    lies between.
    """
    tree = facts.tree
    here, there = max(tree.token_at(end - 1), 0), max(tree.token_at(start), 0)
    gap = tree.text[end:start]
    if len(gap) > _ASIDE or "\n" in gap.strip():
        return False
    between_them = (tree.sents[n] for n in range(tree.sent_of[here] + 1, tree.sent_of[there]))
    words = (t for first, last in between_them for t in range(first, last) if tree.word[t][:1].isalnum())
    return not any(tree.start[t] >= end for t in words)


def _closed(quote: Quote) -> bool:
    return quote.span.end > quote.inner.end


def _whole(text: str, quote: Quote) -> bool:
    """A sentence of its own, not words within one."""
    before = text[: quote.span.start].rstrip()
    begins = not before or before[-1] in ".?!:”\"’'," or "\n" in text[len(before) : quote.span.start]
    return (begins and quote.inner.text[:1].isupper()) or (begins and quote.inner.text.rstrip().endswith(_ENDS))


def _united(ranges: list[Range]) -> list[Range]:
    """Ranges in order, those that overlap or touch made one."""
    made: list[Range] = []
    for start, end in sorted(ranges):
        if made and start <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made
