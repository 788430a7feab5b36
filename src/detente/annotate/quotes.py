"""Quotations: where the quotation marks of a text open and close.

All marks of English news: “ ” ‘ ’ " ' `` '' « » ‹ › „ “. An apostrophe is told from a closing mark by what stands
around it; after a plural s ("the countries’ interests") by whether a surer closing mark follows. A quotation that is
not closed ends with its paragraph: so wire style, which opens again at every paragraph, gives one quotation for each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..records import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: ``span`` with its marks (an unclosed one has only the first), ``inner`` the words between them."""

    span: Span
    inner: Span


@dataclass(frozen=True, slots=True)
class _Open:
    mark: str
    start: int
    inner: int


_MARK = re.compile("``|''|[\"“”„«»‹›‘’'`]")
_DOUBLE = frozenset({"“", '"', "``"})
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_INDENT = re.compile(r"\n[ \t]+(?=\S)")
_LINE = re.compile(r"\n\s*")
_ELISION = re.compile(r"(?:\d0s|em|til|till|tis|twas|cause|n|bout|round)\b", re.IGNORECASE)
# After a plural possessive stands a noun; after one of these words no noun is missing, so the mark closes.
_FUNCTION = re.compile(
    r"\s+(?:and|or|but|in|of|to|on|at|by|for|with|from|as|is|was|are|were|be|has|have|had|will|would|said|says|that|who|"
    r"which|when|while|where|after|before|if|because|than|may|can|could|should|he|she|it|they|we|the|a|an)\b"
)
_CLOSES = {
    "“": "”", "„": "”", "«": "»", "‹": "›", "‘": "'", "'": "'", '"': '"', "``": "''", "''": "''", "”": "”",
}  # fmt: skip


def find_quotes(text: str, begin: int = 0) -> list[Quote]:
    r"""The quotations of ``text`` from character ``begin`` on, by where they open; nested ones after their outer one.

    >>> [q.inner.text for q in find_quotes("A ‘unique, time-tested relationship’ and the countries’ ‘deep ties’.")]
    ['unique, time-tested relationship', 'deep ties']
    >>> [q.inner.text for q in find_quotes('He said: "It\'s our workers\' \'Make in India\' plan."')]
    ["It's our workers' 'Make in India' plan.", 'Make in India']
    >>> [q.span.text for q in find_quotes("“We go on.\n\n“We stay.”")]
    ['“We go on.', '“We stay.”']
    """
    found: list[Quote] = []
    start = begin
    for stop, following in [*_breaks(text, begin), (len(text), len(text))]:
        found.extend(_paragraph(text, start, stop))
        start = following
    return sorted(found, key=lambda q: (q.span.start, -q.span.end))


def outermost(quotes: list[Quote]) -> list[Quote]:
    """The quotations that do not lie within another one, in text order."""
    made: list[Quote] = []
    for quote in quotes:
        if not made or quote.span.start >= made[-1].span.end:
            made.append(quote)
    return made


def _breaks(text: str, begin: int) -> list[tuple[int, int]]:
    """Where paragraphs end and the next ones begin: at blank lines, else at indented lines, else at every line."""
    for pattern in (_BLANK_LINE, _INDENT, _LINE):
        breaks = [m.span() for m in pattern.finditer(text, begin)]
        if breaks:
            return breaks
    return []


def _paragraph(text: str, start: int, stop: int) -> list[Quote]:
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text, start, stop)]
    found: list[Quote] = []
    stack: list[_Open] = []
    sure = _sure_closers(text, marks, start, stop)
    for place, (pos, mark) in enumerate(marks):
        end = pos + len(mark)
        before = text[pos - 1] if pos > start else ""
        after = text[end] if end < stop else ""
        if stack and mark in _DOUBLE and _new_line(text[stack[0].inner : pos]):
            found.extend(_closed(text, stack, pos))
            stack = []
        depth = _closed_by(stack, mark, before, after)
        if depth is not None and mark in "’'" and _is_possessive(text, marks, sure, place, stop):
            continue
        if depth is not None:
            found.extend(_closed(text, stack[depth + 1 :], pos))
            opened = stack[depth]
            if text[opened.inner : pos].strip():
                found.append(Quote(Span.of(text, opened.start, end), Span.of(text, opened.inner, pos)))
            del stack[depth:]
        elif _opens(text, mark, end, before, after):
            if mark in "'`" and not any(sure[place + 1 :]):
                continue
            stack.append(_Open("‘" if mark == "`" else mark, pos, end))
    return found + _closed(text, stack, stop)


def _new_line(before: str) -> bool:
    """If a mark begins a line, and the line before ends its sentence: a paragraph that opens its quotation again."""
    return before.rstrip(" \t\xa0").endswith("\n") and before.rstrip()[-1:] in tuple(".?!…")


def _closed(text: str, unclosed: list[_Open], stop: int) -> list[Quote]:
    """What is still open where its paragraph or its outer quotation ends; a lone ' was an apostrophe after all."""
    found = []
    for opened in unclosed:
        inner = text[opened.inner : stop].rstrip()
        if inner.strip() and opened.mark != "'":
            end = opened.inner + len(inner)
            found.append(Quote(Span.of(text, opened.start, end), Span.of(text, opened.inner, end)))
    return found


def _closed_by(stack: list[_Open], mark: str, before: str, after: str) -> int | None:
    """Which open quotation a mark closes, as its place on the stack."""
    if mark in {"’", "'"} and (not before or before.isspace() or after.isalnum()):
        return None
    if mark == "“" and (before.isspace() or not before or after.isalnum()):
        return None
    want = {"’": "'", "“": "”"}.get(mark, mark)
    for depth in range(len(stack) - 1, -1, -1):
        opened = stack[depth].mark
        if _CLOSES[opened] == want or (opened == "“" and want == '"'):
            return depth
    return None


def _opens(text: str, mark: str, end: int, before: str, after: str) -> bool:
    """Whether a mark that closes nothing opens a quotation."""
    if mark in {"“", "„", "«", "‹", "``"}:
        return True
    if not after or after.isspace():
        return mark == '"' and not before.isdigit() and not before.isalpha() and bool(after)
    if mark == '"':
        return not before.isdigit()
    if before.isalnum():
        return False
    if mark in {"'", "‘", "`"}:
        return not _ELISION.match(text, end) and (after.isalnum() or after in '“"[(.$€£@#…')
    return mark in {"”", "''"} and (not before or before.isspace()) and after.isalnum()


def _sure_closers(text: str, marks: list[tuple[int, str]], start: int, stop: int) -> list[bool]:
    """For every mark, whether it is a single one that surely closes: no apostrophe, no plural possessive."""
    sure = []
    for pos, mark in marks:
        before = text[pos - 1] if pos > start else ""
        after = text[pos + 1 : pos + 2] if pos + 1 < stop else ""
        single = mark in "’'" and len(mark) == 1 and before and not before.isspace() and not after.isalnum()
        sure.append(bool(single) and (before not in "sS" or not _noun_follows(text, pos + 1, stop)))
    return sure


def _noun_follows(text: str, pos: int, stop: int) -> bool:
    """Whether what follows could be the noun of a possessive."""
    following = text[pos : min(stop, pos + 2)]
    return len(following) == 2 and following[0].isspace() and following[1].isalpha() and not _FUNCTION.match(text, pos)


def _is_possessive(text: str, marks: list[tuple[int, str]], sure: list[bool], place: int, stop: int) -> bool:
    """Whether an apostrophe after s belongs to a plural: a noun follows, and a surer mark closes further on."""
    pos = marks[place][0]
    if sure[place] or text[pos - 1] not in "sS" or not _noun_follows(text, pos + 1, stop):
        return False
    for later in range(place + 1, len(marks)):
        at, mark = marks[later]
        if sure[later]:
            return True
        if mark in {"‘", "``"} or (mark == "'" and text[at - 1].isspace()):
            return False
    return False
