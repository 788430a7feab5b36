"""Gold of layers: documents whose time expressions or places people have marked, read and checked.

The form is that of ``detente annotate``, with the marked spans under ``spans`` whatever they are: ``id``,
``published`` (``null`` where unknown), ``text``, ``spans``. Spans are character offsets, ``start <= i < end``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from math import isfinite

from ..lexicon.schemas import DATA, SCHEMAS
from ..lexicon.table import read_table
from ..records import Reject
from .gold import Row, check_head, need, read_rows

TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")


def read_dates(
    lines: Iterable[tuple[int, str | None]],
    origin: str,
    half: int | None = None,
    part: tuple[int, int | None] = (0, None),
) -> Iterator[Row | Reject]:
    """The gold documents of some numbered lines: their spans have a TIMEX3 ``type`` and ``value``.

    A line that is none comes as a ``Reject`` that names ``origin:line``. ``part`` (how many documents to skip, how
    many to read then, ``None`` for all) is taken first, then ``half``.
    """
    yield from read_rows(part_of(lines, part), origin, lambda row: _check(row, _check_date), half)


def read_places(
    lines: Iterable[tuple[int, str | None]],
    origin: str,
    half: int | None = None,
    part: tuple[int, int | None] = (0, None),
) -> Iterator[Row | Reject]:
    """The gold documents of some numbered lines, as ``read_dates``: their spans have ``lat`` and ``lon`` in degrees,
    and may have a ``country``, a code or name, which is given back as ISO alpha-3.
    """
    yield from read_rows(part_of(lines, part), origin, lambda row: _check(row, _check_place), half)


def shared_characters(a: Row, b: Row) -> int:
    """How many characters two spans have in common; 0 or less where none."""
    return int(min(a["end"], b["end"]) - max(a["start"], b["start"]))


def part_of(lines: Iterable[tuple[int, str | None]], part: tuple[int, int | None]) -> Iterator[tuple[int, str | None]]:
    """The lines of documents that ``part`` asks for: how many to skip, how many to read then (``None`` for all)."""
    skip, limit = part
    told = ((number, line) for number, line in lines if line is None or line.strip())
    return islice(told, skip, None if limit is None else skip + limit)


def _check(row: Row, check: Callable[[Row], None]) -> None:
    """Raise ``ValueError`` for the first thing wrong with a document."""
    check_head(row, "published")
    spans = row.get("spans")
    if not isinstance(spans, list):
        raise ValueError("no list of spans")  # noqa: TRY004 - a wrong value of the input
    for number, span in enumerate(spans, 1):
        try:
            need(isinstance(span, dict), "no JSON object")
            _check_span(span, row["text"])
            check(span)
        except ValueError as error:
            raise ValueError(f"spans {number}: {error}") from error
    places = [(s["start"], s["end"]) for s in spans]
    need(len(set(places)) == len(places), "a span is there twice")


def _check_span(span: Row, text: str) -> None:
    start, end = span.get("start"), span.get("end")
    whole = type(start) is int and type(end) is int
    need(whole and 0 <= start < end <= len(text), f"start {start!r} and end {end!r} are no piece of the text")  # type: ignore[operator]
    told = span.setdefault("text", text[start:end])
    need(told == text[start:end], f"text {str(told)[:60]!r} is not what stands there: {text[start:end][:60]!r}")


def _check_date(span: Row) -> None:
    kind, value = span.get("type"), span.get("value")
    need(kind in TIMEX_TYPES, f"type {kind!r} is none of {', '.join(TIMEX_TYPES)}")
    need(isinstance(value, str) and value != "", "no value")


def _check_place(span: Row) -> None:
    for key, most in (("lat", 90), ("lon", 180)):
        degrees = span.get(key)
        number = isinstance(degrees, int | float) and not isinstance(degrees, bool) and isfinite(degrees)
        need(number and -most <= degrees <= most, f"{key} {degrees!r} is no number of degrees")  # type: ignore[operator]
    country = span.get("country")
    if country is not None:
        code = _countries().get(str(country).casefold().removeprefix("the "))
        need(code is not None, f"unknown country {country!r}")
        span["country"] = code


@cache
def _countries() -> dict[str, str]:
    """ISO alpha-3 codes by code (of two or three letters) and name, without case."""
    known: dict[str, str] = {}
    for row in read_table(DATA / "actors" / "countries.tsv", SCHEMAS["actors/countries.tsv"]):
        for name in (row["id"], row["iso2"], row["name"], *row.many("names")):
            known.setdefault(name.casefold().removeprefix("the "), row["id"])
    known.pop("", None)
    return known
