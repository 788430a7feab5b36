"""Many results as one table, for Arrow and pandas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..records import Result
from ..records.arrow import frame_of, table_of


def to_arrow(results: Iterable[Result], kind: str = "event") -> Any:
    """The records of one kind (``event``, ``statement``, ``tie``, ``document``) as a ``pyarrow.Table``.

    Columns and types are the same for any input, also for none. Raises ``ValueError`` for an unknown kind.
    """
    return table_of(results, kind)


def to_pandas(results: Iterable[Result], kind: str = "event") -> Any:
    """The same as a pandas ``DataFrame`` (needs the extra ``detente[pandas]``, else ``ImportError``)."""
    return frame_of(results, kind)
