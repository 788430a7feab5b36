"""Paths as given to the files that they mean: files, folders, globs, ``-`` for standard input."""

# ruff: noqa: PTH112, PTH116, PTH118, PTH122, PTH123
# os.path answers where Path raises (a name too long, a NUL), and leaves names as they were given

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from detente.records import Reject

from .clean import refuse

KINDS = {
    ".jsonl": "json", ".ndjson": "json", ".json": "json", ".csv": "table", ".tsv": "table", ".tab": "table",
    ".parquet": "parquet", ".pq": "parquet", ".txt": "text", ".text": "text", ".md": "text", "": "text",
}  # fmt: skip
_PASSED_OVER = frozenset(
    ".png .jpg .jpeg .gif .webp .tif .tiff .bmp .ico .svg .mp3 .mp4 .m4a .wav .ogg .avi .mov .webm .mkv .ttf .otf .woff"
    " .woff2 .css .js .map .py .pyc .so .o .a .dll .exe .class .jar .lock .log .toml .yaml .yml .ini".split()
)  # in a folder; a file given by name is always tried
_COUNTED = 64_000_000  # bytes whose lines are counted; a longer file is estimated from these


def suffix_of(path: str) -> str:
    """The suffix that tells what a file is, in small letters: ``.jsonl`` of ``news.JSONL.gz``."""
    name = path.lower()
    for packed in (".gz", ".zst"):
        name = name.removesuffix(packed)
    return os.path.splitext(name)[1]


def find_files(paths: Sequence[str]) -> Iterator[str | Reject]:
    """The files that the paths mean, in the order given, sorted by name within folders and globs.

    Inside a folder, hidden files, pictures and the like are passed over, and links to folders are not followed. What
    means no file at all is a ``Reject``.
    """
    for path in map(os.fspath, paths):
        if path == "-" or (os.path.lexists(path) and not os.path.isdir(path)):
            yield path
        elif os.path.isdir(path):
            yield from _in_folder(path)
        elif "\0" in path:
            yield refuse(path, "no such file or folder")
        elif matches := _matches(path):
            for match in matches:
                if not os.path.isdir(match):
                    yield match
                elif "**" not in path:
                    yield from _in_folder(match)
        elif glob.has_magic(path):
            yield refuse(path, "no file matches this pattern")
        else:
            yield refuse(path, "no such file or folder")


def count_inputs(paths: Sequence[str]) -> int | None:
    """About how many records the paths hold, for a progress bar; ``None`` where that cannot be told cheaply."""
    total = 0
    for path in find_files(paths):
        count = 1 if isinstance(path, Reject) else _count(path)
        if count is None:
            return None
        total += count
    return total


def _matches(pattern: str) -> list[str]:
    """The paths that a pattern matches, sorted; ``**`` does not follow links, and hidden names must be asked for."""
    if not glob.has_magic(pattern):
        return []
    path = Path(f"{pattern}/*" if pattern.endswith("**") else pattern)
    asked = {part for part in path.parts if part.startswith(".")}
    try:
        found = list(Path(path.anchor).glob(str(path.relative_to(path.anchor))))
    except (ValueError, OSError):  # "a**b" is no pattern
        return []
    hidden = any(map(glob.has_magic, asked))
    return sorted(str(p) for p in found if hidden or all(n in asked for n in p.parts if n.startswith(".")))


def _in_folder(folder: str) -> Iterator[str | Reject]:
    found = False
    problems: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            path = os.path.join(here, name)
            if name.startswith(".") or suffix_of(name) in _PASSED_OVER or not _regular(path):
                continue
            found = True
            yield path
        yield from _refused(problems)
        problems.clear()
    yield from _refused(problems)
    if not found:
        yield refuse(folder, "no file to read in this folder")


def _refused(problems: list[OSError]) -> Iterator[Reject]:
    for problem in problems:
        yield refuse(str(problem.filename), problem.strerror or str(problem))


def _regular(path: str) -> bool:
    """True for files, and for links that lead nowhere: opening those tells what is wrong; pipes would wait forever."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return True


def _count(path: str) -> int | None:
    """Records of one file: lines of JSON and tables, rows of Parquet, else 1."""
    kind = KINDS.get(suffix_of(path), "text")
    if path == "-" or (kind != "text" and path.lower().endswith((".gz", ".zst"))):
        return None
    if kind == "text" or path.lower().endswith(".json"):
        return 1
    try:
        if kind == "parquet":
            import pyarrow.parquet as pq

            return int(pq.read_metadata(path).num_rows)
        with open(path, "rb") as file:
            lines = read = 0
            while read < _COUNTED and (piece := file.read(1 << 20)):
                lines, read = lines + piece.count(b"\n"), read + len(piece)
            size = os.fstat(file.fileno()).st_size
    except Exception:  # noqa: BLE001 - an estimate must not fail: pyarrow raises its own errors, and reading will tell what is wrong
        return 1
    return max(1, (lines if read >= size else lines * size // read) - (kind == "table"))
