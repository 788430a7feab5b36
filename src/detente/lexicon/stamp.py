"""What lexicon a run was made with, in one short word."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from .schemas import DATA


@cache
def _shipped(root: Path) -> bytes:
    made = hashlib.sha256()
    for path in sorted(root.rglob("*.tsv")):
        made.update(f"{path.relative_to(root).as_posix()}\n".encode())
        made.update(path.read_bytes())
    return made.digest()


def lexicon_stamp(own: Iterable[Path] = (), root: Path = DATA) -> str:
    """``l-`` and 12 hex digits of the SHA-256 of every lexicon file, and of the user's own files and folders on top."""
    made = hashlib.sha256(_shipped(root))
    for path in own:
        for file in sorted(path.rglob("*.tsv")) if path.is_dir() else [path]:
            made.update(file.name.encode())
            made.update(file.read_bytes())
    return f"l-{made.hexdigest()[:12]}"
