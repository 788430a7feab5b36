"""Bytes to text: gz and zst unpacked, the encoding found, lines of bounded length."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import BinaryIO, TextIO

from detente.errors import ReadError

HEAD = 4096  # bytes looked at to tell what a file is
_BUFFER = 1 << 16
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_ZSTD_CHUNK = 4096  # a packed byte may stand for 32 kB: small bites keep a hostile archive out of memory


class _Chunks(io.RawIOBase):
    """A raw stream of the bytes that an iterator gives; closing it leaves the iterator's source open."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._left = chunks, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._left:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._left = chunk
        count = min(len(buffer), len(self._left))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count


@contextmanager
def opened(path: str, stdin: BinaryIO | None = None) -> Iterator[io.BufferedReader]:
    """The unpacked bytes of a file, or of standard input for ``-``.

    Raises ``OSError``, ``EOFError`` or ``zlib.error`` (also later, while reading) for what cannot be read, and
    ``ReadError`` for a broken Zstandard archive or a name that promises an archive which is none.
    """
    with ExitStack() as stack:
        source: io.RawIOBase = _Chunks(_pieces(stdin or sys.stdin.buffer)) if path == "-" else io.FileIO(path)
        raw: io.BufferedReader = io.BufferedReader(source, _BUFFER)
        stack.enter_context(raw)
        head = raw.peek(HEAD)[:4]
        if head.startswith(GZIP):
            unpacked = stack.enter_context(gzip.GzipFile(fileobj=raw))
            yield io.BufferedReader(unpacked, _BUFFER)
        elif head.startswith(ZSTD):
            yield _buffered(_unzstd(raw))
        elif head and path.lower().endswith((".gz", ".zst")):
            raise ReadError(f"not an archive, though its name ends in {path[path.rindex('.') :]}")
        else:
            yield raw


def decoded(stream: io.BufferedReader) -> TextIO:
    """The text of a byte stream, line ends kept: UTF-16 by its mark, else UTF-8 without its mark.

    Bytes that are not UTF-8 become lone surrogates (``surrogateescape``), so that one bad line costs only itself;
    ``clean.bad_bytes`` finds them. Broken UTF-16 raises ``UnicodeDecodeError``.
    """
    if stream.peek(2)[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return io.TextIOWrapper(stream, "utf-16", newline="")
    return io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")


def lines(stream: TextIO, limit: int) -> Iterator[tuple[int, str | None]]:
    """Lines with their numbers from 1; ``None`` for one of ``limit`` characters or more, which is passed over."""
    number = 0
    while line := stream.readline(limit):
        number += 1
        if len(line) < limit or line.endswith(("\n", "\r")):
            yield number, line
            continue
        while (rest := stream.readline(limit)) and not rest.endswith(("\n", "\r")):
            pass
        yield number, None


def _buffered(chunks: Iterator[bytes]) -> io.BufferedReader:
    stream: io.BufferedReader = io.BufferedReader(_Chunks(chunks), _BUFFER)
    return stream


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    """The bytes of standard input; the first piece is long enough to tell what it is, however it trickles in."""
    first = b""
    while len(first) < HEAD and (piece := source.read(HEAD - len(first))):
        first += piece
    yield first
    while piece := source.read(_BUFFER):
        yield piece


def _unzstd(source: BinaryIO) -> Iterator[bytes]:
    """The unpacked bytes of one or more Zstandard frames; ``ReadError`` where they are broken or end too early."""
    import zstandard

    unpack = zstandard.ZstdDecompressor().decompressobj()
    left, begun = b"", False
    try:
        while packed := left or source.read(_ZSTD_CHUNK):
            begun = True
            yield unpack.decompress(packed)
            left = b""
            if unpack.eof:
                left, begun = unpack.unused_data, False
                unpack = zstandard.ZstdDecompressor().decompressobj()
    except zstandard.ZstdError as error:
        raise ReadError(f"broken Zstandard archive: {error}") from None
    if begun:
        raise ReadError("broken Zstandard archive: it ends too early")
