"""Other people's formats, in and out: files <-> records of a store.

    for item in exchange.read("icews.tab", "icews"):                        # Result | Reject
        ...
    exchange.write(exchange.stored(store, since="2023"), "polecat", "out.tsv")

``read`` makes of each row a document whose text is the row itself, so that every field points at its exact characters.
What each format can carry: docs/exchange.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ReadError
from .write import WRITES, Written, stored, write

if TYPE_CHECKING:
    from ..records import Reject, Result
    from .lines import Form

READS = ("icews", "gdelt", "polecat", "acled", "sipri")
__all__ = ["READS", "WRITES", "Written", "form_of", "read", "stored", "write"]


def read(path: str | Path, format: str, *, label: str | None = None) -> Iterator[Result | Reject]:  # noqa: A002
    """The records of a file in one of the formats ``READS``, row by row, and what cannot be read, with file, line and
    reason. ``label`` tells the source apart (default: the format). Raises ``ReadError`` for an unknown format.
    """
    from .lines import read_rows

    return read_rows(path, form_of(format), label or format)


def form_of(name: str) -> Form:
    """The format of that name. Raises ``ReadError`` for one that is not read."""
    if name not in READS:
        raise ReadError(f"no such format: {name} ({', '.join(READS)})")
    form: Form = import_module(f".{name}", __name__).FORM
    return form
