"""The figures of ``detente evaluate`` as tables to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from .screen import stdout_screen

if TYPE_CHECKING:
    from ..evaluate.counts import Count, Share
    from ..evaluate.dates import DateScores, SpanScores
    from ..evaluate.events import Scores
    from ..evaluate.places import PlaceScores
    from ..evaluate.quotes import QuoteScores
    from ..evaluate.relations import RelationScores

_COUNTED = ("gold", "ours", "hits", "P", "R", "F1")
_LEVELS = {
    "quad": "event: quad class", "type": "event: type", "dyad": "event: countries of both sides",
    "strict": "event: type and countries of both sides",
}  # fmt: skip


def sums(scores: Scores) -> list[list[str]]:
    """The counted levels as rows of text, the first of which heads the columns."""
    rows = [["", *_COUNTED]]
    rows += [[_LEVELS[level], *_counted(count)] for level, count in scores.levels.items()]
    rows.append(["statement: speaker's country", *_counted(scores.speakers)])
    rows.append(["statement: speaker's country and content", *_counted(scores.statements)])
    rows.append(["tie: kind and countries of both sides", *_counted(scores.ties)])
    return rows


def events_table(about: str, scores: Scores) -> str:
    """The agreement of documents: levels, sides and fields, types."""
    fields = [["sides, where the type is found", *_shared(scores.sides), "", "", ""]]
    fields += [
        [f"{name}, on matched events", *_shared(a.all), *_shared(a.told)] for name, a in scores.attributes.items()
    ]
    types = [[kind, *_counted(count)] for kind, count in scores.types.items()]
    types.append(["macro-F1", "", "", "", "", "", f"{scores.macro_f1:.3f}"])
    head, *levels = sums(scores)
    return stdout_screen().render(
        Text(about, style="bold"), "", _table(head, levels), "",
        _table(["", "right", "of", "share", "right", "of told", "share"], fields), "",
        _table(["event type", *_COUNTED], types),
    )  # fmt: skip


def relations_table(about: str, scores: RelationScores) -> str:
    """The agreement of pairs: accuracy, classes, and which root got which answer."""
    shares = [
        ["accuracy, roots", *_shared(scores.accuracy)],
        ["accuracy, quad classes", *_shared(scores.quad_accuracy)],
        ["answered", *_shared(scores.answered)],
        ["macro-F1, roots", "", "", f"{scores.macro_f1:.3f}"],
        ["macro-F1, quad classes", "", "", f"{scores.quad_macro_f1:.3f}"],
    ]
    columns = list(next(iter(scores.confusion.values()), {}))
    confusion = [[root, *(str(row[c] or "·") for c in columns)] for root, row in scores.confusion.items()]
    return stdout_screen().render(
        Text(about, style="bold"), "", _table(["", "right", "of", "share"], shares), "",
        _table(["root", *_COUNTED], [[root, *_counted(count)] for root, count in scores.roots.items()]), "",
        _table(["quad class", *_COUNTED], [[quad, *_counted(count)] for quad, count in scores.quads.items()]), "",
        _table(["gold \\ ours", *(c[:4] for c in columns)], confusion, gap=1),
    )  # fmt: skip


def dates_table(about: str, scores: DateScores, other: str, beside: DateScores | None, note: str) -> str:
    """The agreement of time expressions: spans and values, types; a baseline's named ``other``, where there is one."""
    counted, shares = _span_rows("", scores.spans), _date_shares("", scores)
    if beside is not None:
        counted += _span_rows(f"{other}: ", beside.spans)
        shares += _date_shares(f"{other}: ", beside)
    types = [row for kind, spans in scores.types.items() for row in _span_rows(f"{kind}: ", spans)]
    items: list[Text | Table | str] = [
        Text(about, style="bold"), "", _table(["", *_COUNTED], counted), "",
        _table(["", "right", "of", "share"], shares), "", _table(["TIMEX3 type", *_COUNTED], types),
    ]  # fmt: skip
    return stdout_screen().render(*items, *([f"\n{note}"] if note else []))


def places_table(about: str, scores: PlaceScores) -> str:
    """The agreement of places: found, and given the span."""
    counted = [
        ["found (spans overlap)", *_counted(scores.found)],
        ["found, and within 161 km", *_counted(scores.near)],
    ]
    shares = [
        ["country, on found places", *_shared(scores.country_found)],
        ["country, given the span", *_shared(scores.country_given)],
        ["within 161 km, given the span", *_shared(scores.near_given)],
        ["within 161 km, given the span, on resolved", *_shared(scores.near_resolved)],
        ["median error in km, given the span, on resolved", "", f"{scores.near_resolved.of:,}",
         "–" if scores.median_km is None else f"{scores.median_km:,.1f}"],
    ]  # fmt: skip
    return stdout_screen().render(
        Text(about, style="bold"), "", _table(["", *_COUNTED], counted), "",
        _table(["", "right", "of", "share"], shares),
    )  # fmt: skip


def quotes_table(about: str, scores: QuoteScores, plain: QuoteScores) -> str:
    """The agreement of attributions, ours and those of the plain baseline."""
    counted, shares = [], []
    for name, s in (("", scores), ("marks and nearest verb: ", plain)):
        counted += [
            [f"{name}content, exact", *_counted(s.exact)],
            [f"{name}content, half in common", *_counted(s.half)],
        ]
        shares += [
            [f"{name}source, on found contents", *_shared(s.source)],
            [f"{name}source equal", *_shared(s.source_exact)],
            [f"{name}cue, on found contents", *_shared(s.cue)],
            [f"{name}cue equal", *_shared(s.cue_exact)],
        ]
    return stdout_screen().render(
        Text(about, style="bold"), "", _table(["", *_COUNTED], counted), "",
        _table(["", "right", "of", "share"], shares),
    )  # fmt: skip


def _span_rows(name: str, spans: SpanScores) -> list[list[str]]:
    return [
        [f"{name}span, exact", *_counted(spans.exact)],
        [f"{name}span, overlapping", *_counted(spans.overlapping)],
        [f"{name}span overlapping, value equal", *_counted(spans.value)],
    ]


def _date_shares(name: str, scores: DateScores) -> list[list[str]]:
    return [
        [f"{name}type, on overlapping spans", *_shared(scores.type_right)],
        [f"{name}value, on overlapping spans", *_shared(scores.value_right)],
    ]


def _counted(count: Count) -> list[str]:
    figures = (count.precision, count.recall, count.f1)
    shown = [f"{x:.3f}" for x in figures] if count.gold or count.ours else ["–"] * 3
    return [*(f"{n:,}" for n in (count.gold, count.ours, count.hits)), *shown]


def _shared(share: Share) -> list[str]:
    return [f"{share.right:,}", f"{share.of:,}", f"{share.share:.3f}" if share.of else "–"]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], gap: int = 2) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, gap, 0, 0))
    for number, column in enumerate(head):
        table.add_column(column, justify="right" if number else "left", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return table
