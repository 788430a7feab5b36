"""Lists: the same rows as a table for reading, as JSON or as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date as Date
from datetime import datetime
from enum import StrEnum
from typing import Any

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..run.progress import say
from .screen import clean, shortened, stdout_screen


class Listing(StrEnum):
    """Forms of a list."""

    table = "table"
    json = "json"
    csv = "csv"


def listed(
    rows: Iterable[dict[str, Any]], columns: Sequence[str], form: Listing, below: str = "", *,
    digits: int | None = None, nothing: str = "",
) -> None:  # fmt: skip
    """Print rows: a table of ``columns``, all there is as JSON (one array, a row a line), or as CSV with a header.

    ``below``: the column of text that stands under each row of a table. ``digits``: decimals of numbers in a table,
    else all. ``nothing``: what is said on standard error where there is no row.
    """
    rows = list(rows)
    if nothing and not rows:
        say(nothing)
    if form is Listing.json:
        lines = ",\n ".join(json.dumps(row, ensure_ascii=False, default=_told) for row in rows)
        typer.echo(f"[{lines}]")
    elif form is Listing.csv:
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]) if rows else list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: _told(v) for k, v in row.items()} for row in rows)
        typer.echo(text.getvalue(), nl=False)
    else:
        shown = rows if digits is None else [{k: _rounded(v, digits) for k, v in row.items()} for row in rows]
        typer.echo(_with_text(shown, columns, below) if below else _table(shown, columns), nl=False)


def _with_text(rows: list[dict[str, Any]], columns: Sequence[str], below: str) -> str:
    screen = stdout_screen()
    cells = [[c.replace("_", " ") for c in columns], *([str(_told(row.get(c))) for c in columns] for row in rows)]
    widths = [min(max(len(cell) for cell in column), 40) for column in zip(*cells, strict=True)]
    lines = ["  ".join(shortened(c, w).ljust(w) for c, w in zip(line, widths, strict=True)) for line in cells]
    items: list[Any] = [Text(lines[0], style="bold", no_wrap=True)]
    for line, row in zip(lines[1:], rows, strict=True):
        items += [Text(line, no_wrap=True), Padding(Text(clean(str(row.get(below) or "")), style="dim"), (0, 0, 0, 4))]
    return screen.render(*items)


def _table(rows: list[dict[str, Any]], columns: Sequence[str]) -> str:
    screen = stdout_screen()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        told = [row.get(column) for row in rows]
        numbers, days = (all(isinstance(v, kind | None) for v in told) for kind in (int | float, Date))
        table.add_column(
            column.replace("_", " "), overflow="fold", justify="right" if numbers else "left", no_wrap=days
        )  # fmt: skip
    for row in rows:
        table.add_row(*(shortened(str(_told(row.get(c))), max(screen.width, 60)) for c in columns))
    return screen.render(table)


def _rounded(value: Any, digits: int) -> Any:
    return round(value, digits) if isinstance(value, float) else value


def _told(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, Date | datetime):
        return value.isoformat()
    return value if isinstance(value, int | float) else clean(str(value))
