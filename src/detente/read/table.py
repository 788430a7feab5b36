"""Tables: CSV and TSV with a header line, Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO, TextIO

from detente.errors import ReadError
from detente.records import Document, Reject

from .clean import bad_bytes, refuse
from .fields import columns, document_of, header_problem
from .stream import lines

MAX_PACKED = 256_000_000  # bytes of a Parquet file that comes through a pipe or an archive, and must be held in memory
_BATCH = 256  # rows of a Parquet file in memory at once


def delimiter_of(header: str) -> str:
    """Comma, semicolon or tab: whichever stands most often in the header line."""
    return max(",;\t", key=header.count)


def looks_like_table(line: str, fields: Mapping[str, str]) -> bool:
    """True where a line reads as the header of a table that has a column for the text."""
    names = [name.strip().strip('"') for name in line.strip().split(delimiter_of(line))]
    return len(names) > 1 and bool(columns(names, fields)["text"]) and all(0 < len(n) < 40 for n in names)


def read_table(stream: TextIO, origin: str, fields: Mapping[str, str], max_chars: int) -> Iterator[Document | Reject]:
    """The rows of a CSV or TSV file. Origins name the line on which a row begins; reasons name the row."""
    csv.field_size_limit(max(csv.field_size_limit(), max_chars + 1))
    rows = _bounded(stream, 12 * max_chars + 65536)
    above, first = next(((n, line) for n, line in enumerate(rows, 1) if line.strip()), (1, ""))
    names = next(csv.reader([first], delimiter=delimiter_of(first)), [])
    if problem := bad_bytes(first):
        raise ReadError(f"header: {problem}")
    if problem := header_problem(names, fields):
        raise ReadError(f"header: {problem}")
    reader = csv.reader(rows, delimiter=delimiter_of(first), strict=True)
    number = 0
    while True:
        where, number = f"{origin}:{above + reader.line_num + 1}", number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield refuse(where, f"row {number}: {error} (a quote that is not closed, or not doubled?)")
            continue
        if not cells:
            number -= 1
        elif len(cells) > len(names):
            yield refuse(where, f"row {number}: {len(cells)} cells, but the header has {len(names)}", repr(cells)[:200])
        elif problem := next(filter(None, map(bad_bytes, cells)), ""):
            yield refuse(where, f"row {number}: {problem}", "".join(cells))
        else:
            row = dict.fromkeys(names, "") | dict(zip(names, cells, strict=False))
            yield document_of(row, where, fields, f"row {number}: ")


def read_parquet(stream: BinaryIO, origin: str, fields: Mapping[str, str], packed: bool) -> Iterator[Document | Reject]:
    """The rows of a Parquet file, a batch at a time. ``packed``: it cannot be sought in, so it is held in memory."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    source = stream
    if packed:
        data = stream.read(MAX_PACKED + 1)
        if len(data) > MAX_PACKED:
            raise ReadError(f"Parquet of more than {MAX_PACKED:,} bytes in a pipe or archive; give it as a file")
        source = io.BytesIO(data)
    number = 0
    try:
        table = pq.ParquetFile(source)
        names = table.schema_arrow.names
        if problem := header_problem(names, fields):
            raise ReadError(problem)
        for batch in table.iter_batches(batch_size=_BATCH):
            arrays = [
                a.cast(pa.timestamp("us", a.type.tz), safe=False) if pa.types.is_timestamp(a.type) else a
                for a in batch.columns
            ]
            for row in pa.RecordBatch.from_arrays(arrays, names=names).to_pylist():
                number += 1
                yield document_of(row, f"{origin}:{number}", fields, f"row {number}: ")
    except (pa.ArrowException, OSError, ValueError, TypeError, KeyError, OverflowError) as error:
        raise ReadError(f"broken Parquet after row {number}: {str(error).splitlines()[0][:200]}") from None


def _bounded(stream: TextIO, limit: int) -> Iterator[str]:
    """The lines of a table; ``ReadError`` at one that is too long to be a row."""
    for number, line in lines(stream, limit):
        if line is None:
            raise ReadError(f"line {number} has more than {limit:,} characters; the rest is not read")
        yield line
