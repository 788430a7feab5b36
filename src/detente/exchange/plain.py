"""The columns of records.md as files: CSV, Parquet, JSON Lines, and Stata's ``.dta``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date as Date
from datetime import datetime
from importlib import import_module
from typing import Any, BinaryIO

from ..errors import StoreError

PLAIN = ("csv", "parquet", "dta", "jsonl")
_STR = 2045  # bytes that a plain text column of Stata holds; longer ones become strL
_NAME = 32  # characters of a name there


def write_table(table: Any, format: str, out: BinaryIO) -> int:  # noqa: A002
    """Write a ``pyarrow.Table`` to a stream; how many rows. Raises ``StoreError`` for ``dta`` without pandas."""
    if format == "parquet":
        import pyarrow.parquet as pq

        pq.write_table(table, out, compression="zstd")
    elif format == "dta":
        out.write(stata(table))
    else:
        out.writelines(_csv(table) if format == "csv" else _lines(table))
    return int(table.num_rows)


def _csv(table: Any) -> Iterator[bytes]:
    yield _row(table.column_names)
    for batch in table.to_batches(max_chunksize=1_000):
        yield b"".join(_row([_cell(v) for v in row.values()]) for row in batch.to_pylist())


def _row(cells: list[Any]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode("utf-8")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, Date) else value


def _lines(table: Any) -> Iterator[bytes]:
    for batch in table.to_batches(max_chunksize=1_000):
        for row in batch.to_pylist():
            told = {k: v.isoformat() if isinstance(v, Date) else v for k, v in row.items()}
            yield (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8")


def stata(table: Any) -> bytes:
    """The bytes of a ``.dta`` file (version 118, of Stata 14 and later): text in UTF-8, that of more than 2,045 bytes
    as strL; days as %td; true and false as 1 and 0; missing text empty. Raises ``StoreError`` without pandas.
    """
    try:
        pd: Any = import_module("pandas")
    except ImportError:
        raise StoreError("dta needs pandas: pip install pandas") from None
    import pyarrow.types as kinds

    columns: dict[str, Any] = {}
    days: dict[str, str] = {}
    long: list[str] = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        short = name[:_NAME]
        values = column.to_pylist()
        if kinds.is_string(column.type) or kinds.is_null(column.type):
            columns[short] = pd.Series([(v or "").replace("\0", " ") for v in values], dtype=object)
            if any(len((v or "").encode("utf-8")) > _STR for v in values):
                long.append(short)
        elif kinds.is_date(column.type):
            columns[short] = pd.to_datetime(pd.Series(values, dtype=object), errors="coerce")
            days[short] = "td"
        else:
            columns[short] = pd.Series([None if v is None else float(v) for v in values], dtype="float64")
    out = io.BytesIO()
    frame = pd.DataFrame(columns)
    frame.to_stata(
        out, write_index=False, version=118, convert_strl=long, convert_dates=days, data_label="Detente",
        time_stamp=datetime(2000, 1, 1),  # noqa: DTZ001 - a fixed one: the same records, the same bytes
    )  # fmt: skip
    return out.getvalue()
