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
from rich.table import Table

from .screen import clean, shortened, stdout_screen


class Listing(StrEnum):
    """Forms of a list."""

    table = "table"
    json = "json"
    csv = "csv"


def listed(rows: Iterable[dict[str, Any]], columns: Sequence[str], form: Listing) -> None:
    """Print rows: a table of ``columns``, all there is as JSON (one array, a row a line), or as CSV with a header."""
    rows = list(rows)
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
        typer.echo(_table(rows, columns), nl=False)


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


def _told(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, Date | datetime):
        return value.isoformat()
    return value if isinstance(value, int | float) else clean(str(value))
