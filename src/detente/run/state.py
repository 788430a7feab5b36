"""What the last run left, so that ``detente explain ID`` finds a record without being told where.

A small folder: ``$DETENTE_STATE``, else ``$XDG_STATE_HOME/detente``, else ``~/.local/state/detente``. It holds
``last.json`` (where the records of the last run lie, and which codebook of the user's it used) and ``last.jsonl`` (the
records themselves, of the first documents, where the run left them in no file of lines). Where it cannot be written,
nothing is remembered and nothing fails.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from ..errors import ConfigError
from ..records import Result
from .write import Output, RecordLines, json_line


def state_folder() -> Path | None:
    """The folder, which need not exist yet; ``None`` where the user has no home."""
    if named := os.environ.get("DETENTE_STATE"):
        return Path(named)
    if (base := os.environ.get("XDG_STATE_HOME")) and Path(base).is_absolute():
        return Path(base) / "detente"
    try:
        return Path.home() / ".local" / "state" / "detente"
    except RuntimeError:
        return None


KEPT_DOCUMENTS = 2_000  # about 80 MB at most: enough for what a person looks at, too little to copy a corpus


class Remembered(RecordLines):
    """Takes the records of a run that leaves them nowhere as lines, of the first documents only."""

    _left = KEPT_DOCUMENTS

    def encode(self, result: Result) -> bytes:
        """Its records, while there is room."""
        self._left -= 1
        return super().encode(result) if self._left >= 0 else b""


def remembered() -> list[Remembered]:
    """A sink of that kind; none where the folder cannot be written."""
    folder = state_folder()
    try:
        return [Remembered(folder / "last.jsonl")] if folder else []
    except ConfigError:
        return []


def remember(records: Path, codebook: dict[str, str] | None = None) -> None:
    """Note where the records of the last run lie, and the ``stamp`` of the user's codebook, if there was one."""
    folder = state_folder()
    if folder is None:
        return
    with contextlib.suppress(ConfigError, OSError):
        output = Output(folder / "last.json")
        noted = {"records": os.path.abspath(records)}  # noqa: PTH100 - a link stays a link
        output.write(json_line(noted | ({"codebook": codebook} if codebook else {})))
        output.commit()


def last_records() -> Path | None:
    """Where the records of the last run lie, if that is known and they are still there."""
    folder = state_folder()
    if folder is None:
        return None
    try:
        noted = json.loads((folder / "last.json").read_text(encoding="utf-8"))["records"]
        path = Path(noted)
        return path if path.is_file() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
