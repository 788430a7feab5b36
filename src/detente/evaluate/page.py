"""The page of differences: one HTML file that needs nothing else, to read texts with gold and our records beside them.

Everything that comes from a document is escaped; the page loads nothing and runs no script.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from .events import places_of
from .gold import Row
from .pairs import Coded, Pair, pairs_of, tally

# The fields that stand beside each other, by kind; the first is the heading of a record.
FIELDS = {
    "events": ("type", "mode", "actors", "recipients", "date", "place", "status", "background", "evidence"),
    "statements": ("speaker", "content", "quote", "direct", "cue", "addressee"),
    "ties": ("kind", "from", "to", "items", "quantity", "share", "hedge", "status", "evidence"),
}
_MARKED = {"events": "evidence", "statements": "content", "ties": "evidence"}

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --differs: #f5b30055; --missed: #e5484d33; --extra: #3b82f633; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
td, .text, h2 { overflow-wrap: anywhere; unicode-bidi: isolate; }
table.sums, table.sums th, table.sums td { width: auto; table-layout: auto; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
th.verdict { width: 5.5rem; }
.differs .verdict, mark { background: var(--differs); color: inherit; }
.missed .verdict, .missed .gold { background: var(--missed); }
.extra .verdict, .extra .ours { background: var(--extra); }
.text { white-space: pre-wrap; border-left: 3px solid var(--line); padding-left: 1rem; }
.text .gold { text-decoration: underline #e5484d 2px; }
.text .ours { background: var(--extra); }
dl { display: grid; grid-template-columns: 6.5rem 1fr; margin: 0; gap: 0 .5rem; }
dt { opacity: .65; } dd { margin: 0; }
article { border-top: 1px solid var(--line); margin-top: 2rem; }
"""


def page(title: str, documents: Sequence[Coded], sums: Sequence[Sequence[str]] = ()) -> str:
    """The page as text. ``sums`` is a table of figures to put on top, its first row the heads of its columns."""
    paired = [(gold, ours, pairs_of(gold, ours)) for gold, ours in documents]
    body = [f"<h1>{escape(title)}</h1>", *_sums(sums), *_contents(paired)]
    for number, (gold, ours, pairs) in enumerate(paired, 1):
        body += _document(number, gold, ours, pairs)
    return "\n".join([
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}</style></head><body>",
        *body,
        "</body></html>\n",
    ])  # fmt: skip


def _sums(sums: Sequence[Sequence[str]]) -> Iterator[str]:
    if sums:
        head = "".join(f"<th>{escape(cell)}</th>" for cell in sums[0])
        yield f'<table class="sums"><tr>{head}</tr>'
        for first, *cells in sums[1:]:
            numbers = "".join(f'<td class="number">{escape(cell)}</td>' for cell in cells)
            yield f"<tr><td>{escape(first)}</td>{numbers}</tr>"
        yield "</table>"


def _contents(paired: Sequence[tuple[Row, Row, list[Pair]]]) -> Iterator[str]:
    """The list of documents, each with how many of its records are of each verdict."""
    yield "<h2>Documents</h2>"
    yield '<table class="sums"><tr><th>document</th><th>right</th><th>differ</th><th>missed</th><th>extra</th></tr>'
    for number, (gold, _, pairs) in enumerate(paired, 1):
        counts = "".join(f'<td class="number">{n or ""}</td>' for n in tally(pairs).values())
        yield f'<tr><td><a href="#d{number}">{escape(gold["id"])}</a></td>{counts}</tr>'
    yield "</table>"
    yield '<p class="text">In the texts: <span class="gold">words of a gold record</span>, '
    yield '<span class="ours">words of one of ours</span>.</p>'


def _document(number: int, gold: Row, ours: Row, pairs: Sequence[Pair]) -> Iterator[str]:
    day = f" · {escape(gold['date'])}" if gold.get("date") else ""
    yield f'<article id="d{number}"><h2>{escape(gold["id"])}{day}</h2>'
    if gold.get("title"):
        yield f"<p><strong>{escape(str(gold['title']))}</strong></p>"
    yield f'<p class="text">{"".join(_marked(gold, ours))}</p>'
    for kind in FIELDS:
        rows = [p for p in pairs if p.kind == kind]
        if rows:
            yield f'<h3>{kind}</h3><table><tr><th class="verdict"></th><th>gold</th><th>ours</th></tr>'
            yield from map(_pair, rows)
            yield "</table>"
    yield "</article>"


def _pair(pair: Pair) -> str:
    verdict = pair.verdict
    cells = "".join(
        f'<td class="{side}">{_record(record, pair) if record is not None else ""}</td>'
        for side, record in (("gold", pair.gold), ("ours", pair.ours))
    )
    return f'<tr class="{verdict}"><td class="verdict">{verdict}</td>{cells}</tr>'


def _record(record: Row, pair: Pair) -> str:
    lines = []
    for name in FIELDS[pair.kind]:
        value, differs = _told(record.get(name)), name in pair.differs
        if value or differs:
            shown = escape(value or "–")
            lines.append(f"<dt>{name}</dt><dd>{f'<mark>{shown}</mark>' if differs else shown}</dd>")
    return f"<dl>{''.join(lines)}</dl>"


def _told(value: Any) -> str:
    """A value of a record as a person reads it."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, list):
        return "; ".join(map(_told, value))
    if isinstance(value, dict):
        about = " ".join(str(value[key]) for key in ("country", "sector") if value.get(key))
        return f"{value.get('name', '')} ({about or 'no country'})"
    return str(value)


def _marked(gold: Row, ours: Row) -> Iterator[str]:
    """The text, escaped, with the words of gold's records and of ours marked."""
    text = gold["text"]
    spans = {"gold": _words(gold, text, gold), "ours": _words(ours, text, gold)}
    cuts = sorted({0, len(text), *(at for held in spans.values() for span in held for at in span)})
    for start, end in pairwise(cuts):
        classes = [side for side, held in spans.items() if any(s <= start and end <= e for s, e in held)]
        piece = escape(text[start:end])
        yield f'<span class="{" ".join(classes)}">{piece}</span>' if classes else piece


def _words(row: Row, text: str, gold: Row) -> list[tuple[int, int]]:
    """Where a document's records stand, each once, of the kinds that gold has."""
    return [places_of(r, part, text)[0] for kind, part in _MARKED.items() if kind in gold for r in row[kind]]
