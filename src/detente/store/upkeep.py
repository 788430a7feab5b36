"""Keeping a store small."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from .delta import Tables, log_rows
from .schema import DATA

_YOUNG = timedelta(hours=24)  # what a batch may take to be written: its rows are not taken for left behind before


def tidy(tables: Tables, hours: int = 168) -> dict[str, int]:
    """Take away rows of batches that were never committed (their run began more than a day ago), put small files
    together, delete files that nothing names and that are older than ``hours``. How many of each went.
    """
    left = sum(_take_away(tables, name, batches) for name, batches in _left_behind(tables).items())
    packed = sum(tables.pack(always=True).values())
    return {"rows left behind": left, "files put together": packed, "files deleted": tables.drop_files(hours)}


def _left_behind(tables: Tables) -> dict[str, list[str]]:
    committed = set(log_rows(tables)[1]["batch"].to_pylist())
    started = {row["run"]: row["started"] for row in tables.read("runs").to_pylist()}
    before = datetime.now(UTC) - _YOUNG
    found: dict[str, list[str]] = {}
    for name in DATA:
        rows = tables.read(name, columns=["batch", "run"])
        pairs = dict(zip(rows["batch"].to_pylist(), rows["run"].to_pylist(), strict=True))
        old = [b for b, run in pairs.items() if b not in committed and started.get(run, before) <= before]
        if old:
            found[name] = sorted(old)
    return found


def _take_away(tables: Tables, name: str, batches: list[str]) -> int:
    return tables.delete(name, f"batch IN ({', '.join(repr(b) for b in batches)})")
