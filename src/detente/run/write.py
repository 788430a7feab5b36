"""Records to files, each of which appears under its name only when it is whole."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import stat
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import ConfigError
from ..records import Reject, Result
from ..records.arrow import TABLES, batch_of, kind_of, rows_of, schema_of
from ..records.flat import KIND_OF, to_document, to_json

FILES = {"event": "events", "statement": "statements", "tie": "ties", "document": "documents"}
ALL_KINDS = tuple(KIND_OF.values())
_GROUP = 10_000  # rows of a Parquet row group


def json_line(value: Any) -> bytes:
    """One line of JSON: UTF-8, keys in their given order; halves of surrogate pairs, which UTF-8 lacks, escaped."""
    try:
        return (json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8")
    except UnicodeEncodeError:
        return (json.dumps(value, ensure_ascii=True) + "\n").encode("ascii")


class Output:
    """A stream of bytes that becomes the file ``path`` when it is committed; ``None`` is standard output.

    Until then the bytes lie beside it under a hidden name. What is no plain file (``/dev/null``, a pipe) is written
    directly. Raises ``ConfigError`` where it cannot be opened.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._part: Path | None = None
        if path is None:
            if sys.stdout is None:
                raise ConfigError("standard output is closed: say where to write with -o")
            self.stream: BinaryIO = sys.stdout.buffer
            return
        try:
            target = Path(os.path.realpath(path))
            if target.is_dir():
                raise ConfigError(f"cannot write {path}: it is a folder")
            direct = target.exists() and not stat.S_ISREG(target.stat().st_mode)
            if not direct:
                target.parent.mkdir(parents=True, exist_ok=True)
                if target.exists() and not os.access(target, os.W_OK):
                    raise ConfigError(f"cannot write {path}: it is read-only")
                self._part = target.with_name(f".{target.name}.{os.getpid()}.part")
            self._target = target
            self.stream = (self._part or target).open("wb")
        except (OSError, ValueError) as error:
            raise ConfigError(f"cannot write {path}: {getattr(error, 'strerror', None) or error}") from error

    def write(self, piece: bytes) -> None:
        """Write; to standard output at once, so that who reads along sees it."""
        if piece:
            self.stream.write(piece)
            if self.path is None:
                self.stream.flush()

    def commit(self) -> None:
        """Give the file its name."""
        if self.path is None:
            self.stream.flush()
            return
        self.stream.close()
        if self._part is not None:
            self._part.replace(self._target)
            self._part = None

    def discard(self) -> None:
        """Leave nothing behind; what stood under the name before stays. Nothing happens after ``commit``."""
        if self.path is None:
            return
        with contextlib.suppress(OSError):
            self.stream.close()
        if self._part is not None:
            self._part.unlink(missing_ok=True)
            self._part = None


class Sink:
    """Takes results and writes them, in the form that a subclass gives them."""

    def __init__(self, path: Path | None = None) -> None:
        self.output = Output(path)
        self.output.write(self.head())

    def head(self) -> bytes:
        """What stands before the first record."""
        return b""

    def encode(self, result: Result) -> bytes:
        """The bytes of one result."""
        raise NotImplementedError

    def write(self, result: Result) -> None:
        """Take one result."""
        self.output.write(self.encode(result))

    def close(self) -> None:
        """Finish, and give the file its name."""
        self.output.commit()

    def told(self) -> str:
        """A line of its own for the summary; empty where the summary says all."""
        return ""

    def discard(self) -> None:
        """Leave nothing behind."""
        self.output.discard()


class RecordLines(Sink):
    """``jsonl``: one record a line, of the kinds asked for."""

    def __init__(self, path: Path | None = None, kinds: Collection[str] = ALL_KINDS) -> None:
        self._kinds = frozenset(kinds)
        super().__init__(path)

    def encode(self, result: Result) -> bytes:
        """Its records."""
        kinds, document = self._kinds, result.document
        return b"".join(json_line(to_json(r, document)) for r in result.records() if KIND_OF[type(r)] in kinds)


class DocumentLines(Sink):
    """``documents``: one document a line, in the codebook's form."""

    def encode(self, result: Result) -> bytes:
        """Its one line."""
        return json_line(to_document(result))


class Csv(Sink):
    """``csv``: the rows of one kind under their column names; UTF-8, lines end in LF, ``true`` and ``false``."""

    def __init__(self, path: Path | None, kind: str) -> None:
        self._kind = kind_of(kind)
        super().__init__(path)

    def head(self) -> bytes:
        """The column names."""
        return _csv([TABLES[self._kind]])

    def encode(self, result: Result) -> bytes:
        """Its rows."""
        return _csv([[_cell(v) for v in row.values()] for row in rows_of(result, self._kind)])


class Parquet(Sink):
    """``parquet``: the rows of one kind, with the types of ``records.arrow``."""

    def __init__(self, path: Path | None, kind: str) -> None:
        import pyarrow.parquet as pq

        self._kind, self._rows = kind_of(kind), list[dict[str, Any]]()
        super().__init__(path)
        self._writer: Any = pq.ParquetWriter(self.output.stream, schema_of(self._kind), compression="zstd")

    def write(self, result: Result) -> None:
        """Keep its rows until there are enough for a group."""
        self._rows += rows_of(result, self._kind)
        if len(self._rows) >= _GROUP:
            self._flush()

    def close(self) -> None:
        """Write the last group, and give the file its name."""
        self._flush()
        self._writer.close()
        super().close()

    def discard(self) -> None:
        """Leave nothing behind."""
        with contextlib.suppress(Exception):  # whatever pyarrow has to say of a stream that is given up
            self._writer.close()
        super().discard()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(batch_of(self._rows, self._kind))
            self._rows = []


class RejectLines:
    """What was refused, one JSON object a line: ``origin``, ``reason``, ``sample``.

    With ``only_if_any`` no file is left where nothing was refused, and one of an earlier run is taken away.
    """

    def __init__(self, path: Path, *, only_if_any: bool = False) -> None:
        self.output, self._only_if_any, self.count = Output(path), only_if_any, 0

    def write(self, reject: Reject) -> None:
        """Take one refusal."""
        self.count += 1
        self.output.write(json_line({"origin": reject.origin, "reason": reject.reason, "sample": reject.sample}))

    def close(self) -> None:
        """Finish, and give the file its name."""
        if self._only_if_any and not self.count and self.output.path is not None:
            self.output.discard()
            self.output.path.unlink(missing_ok=True)
        else:
            self.output.commit()

    def discard(self) -> None:
        """Leave nothing behind."""
        self.output.discard()


def folder_sinks(folder: Path, form: str) -> list[Sink]:
    """The sinks of ``-o DIR``: ``records.jsonl`` and ``documents.jsonl``; for csv and parquet a table a kind."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"cannot make the folder {folder}: {error.strerror}") from error
    made: list[Sink] = []
    try:
        made.extend(_folder_sinks(folder, form))
    except ConfigError:
        for sink in made:
            sink.discard()
        raise
    return made


def _folder_sinks(folder: Path, form: str) -> Iterator[Sink]:
    if form == "csv":
        yield from (Csv(folder / f"{name}.csv", kind) for kind, name in FILES.items())
    elif form == "parquet":
        yield from (Parquet(folder / f"{name}.parquet", kind) for kind, name in FILES.items())
    else:
        yield RecordLines(folder / "records.jsonl")
        yield DocumentLines(folder / "documents.jsonl")


def _csv(rows: Sequence[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", "backslashreplace")


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
