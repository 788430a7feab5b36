"""What is refused, and the words that say why."""

from __future__ import annotations

import re

from detente.records import Reject

_BAD = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_CONTROL_SHARE = 0.01  # prose holds no control characters; a stray one from an old wire is let through
_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive (or a Word, Excel or OpenDocument file)",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
    b"RIFF": "a WebP, WAV or AVI file",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a bzip2 archive (gz and zst are read)",
    b"\xfd7zXZ": "an xz archive (gz and zst are read)",
    b"\x1f\x8b": "a gzip archive inside another",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive inside another",
    b"SQLite format 3": "an SQLite database",
    b"ID3": "an MP3 file",
    b"OggS": "an Ogg file",
    b"\xff\xfe\x00\x00": "UTF-32 text; convert it to UTF-8",
    b"\x00\x00\xfe\xff": "UTF-32 text; convert it to UTF-8",
}
_MARKUP = {
    b"<!doctype html": "HTML: a later release reads it; extract the text first",
    b"<html": "HTML: a later release reads it; extract the text first",
    b"<?xml": "XML: extract the text first",
}


def refuse(origin: str, reason: str, sample: str | bytes = "") -> Reject:
    """A ``Reject`` whose sample is the first 80 characters; nothing in it but printable characters."""
    text = sample.decode("utf-8", "surrogateescape") if isinstance(sample, bytes) else sample
    return Reject(printable(origin), printable(reason[:500]), printable(text[:80]))


def printable(text: str) -> str:
    """The text with control characters and bytes that are not UTF-8 escaped, as in Python."""
    return text if text.isprintable() else "".join(c if c.isprintable() else _escaped(c) for c in text)


def foreign(head: bytes) -> str:
    """What a file is by its first bytes, where that is nothing that is read here; else empty."""
    for magic, name in _MAGIC.items():
        if head.startswith(magic):
            return f"not text but {name}"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    return next((f"not plain text but {name}" for magic, name in _MARKUP.items() if start.startswith(magic)), "")


def too_long(size: int, max_chars: int) -> str:
    """The words for a text over the limit."""
    return f"text of {size:,} characters is over the limit of {max_chars:,}"


def bad_text(text: str, body_start: int, max_chars: int) -> str:
    """Why a text is not coded: too long, binary, not UTF-8, blank; empty where nothing is wrong with it."""
    if len(text) > max_chars:
        return too_long(len(text), max_chars)
    if text.find("\x00") >= 0:
        return f"binary, not text (NUL at offset {text.index(chr(0))})"
    if _BAD.search(text):
        bad = _BAD.findall(text)
        if any(c >= "\ud800" for c in bad):
            return bad_bytes(text)
        if len(bad) > _CONTROL_SHARE * len(text):
            return f"binary, not text ({len(bad)} control characters in {len(text)})"
    body = text[body_start:] if body_start else text
    if not body.strip():
        return "empty: no text after its date" if text.strip() else "empty: no text"
    if not any(c.isalpha() for c in body):
        return "no words in it"
    return ""


def bad_bytes(text: str) -> str:
    """What is wrong with a text that was read with ``surrogateescape`` or from JSON escapes; empty where nothing is.

    The offset is in bytes from the start of the text, or of the line where a line is meant.
    """
    if text.isascii() or not (match := re.search("[\ud800-\udfff]", text)):
        return ""
    code = ord(match[0])
    if not 0xDC80 <= code <= 0xDCFF:
        return f"half a surrogate pair (\\u{code:04x}) at character {match.start()}: no character of any language"
    offset = len(text[: match.start()].encode("utf-8", "surrogatepass"))
    return f"not UTF-8 (byte 0x{code - 0xDC00:02x} at offset {offset}); convert it, e.g. iconv -f latin1 -t utf-8"


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else char.encode("unicode_escape").decode("ascii")
