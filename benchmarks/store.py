"""How quick a store is: writing, opening, asking, and the memory that takes.

    python benchmarks/store.py [--documents 50000] [--folder build/bench-store]

Documents are made up: four sentences each between random countries on random days of ten years, coded by a pattern, so
that there are as many rows as that many short reports give. Each question is asked five times; the median is printed.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent
STATES = "USA CHN RUS IND PAK GBR FRA DEU UKR IRN ISR TUR SAU JPN KOR PRK EGY SYR IRQ YEM SDN ETH NGA ZAF BRA".split()


def results(count: int) -> Iterator[object]:
    """Made-up results."""
    import runpy

    from detente import Document

    code_text = runpy.run_path(str(ROOT / "tests" / "run" / "fakes.py"))["code_text"]
    chance = random.Random(1)  # noqa: S311 - made-up news
    for n in range(count):
        day = date(2015, 1, 1) + timedelta(days=chance.randrange(3650))
        day = day.replace(day=min(day.day, 27))
        text = ""
        for verb in ("attacked", "attacked", "attacked", "said"):
            a, b = chance.sample(STATES, 2)
            text += f"{a} {verb} {b}. "
        yield code_text(Document(f"Report {n}. {text}", day, id=f"d{n}", source=f"Wire {n % 40}"))


def timed(what: str, ask: object, times: int = 5) -> None:
    """Print the median of the seconds that ``ask`` takes."""
    took = []
    found = None
    for _ in range(times):
        begun = time.perf_counter()
        found = ask()  # type: ignore[operator]
        took.append(time.perf_counter() - begun)
    print(f"{what:58} {statistics.median(took):7.3f} s   {found}")


def main() -> None:
    """Write, open, ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "bench-store")
    args = parser.parse_args()

    from detente import open_store
    from detente.store import Tables, Writer

    shutil.rmtree(args.folder, ignore_errors=True)
    begun, peak = time.perf_counter(), []
    writer = Writer(Tables(args.folder), coder="bench", lexicon="bench")
    for n, result in enumerate(results(args.documents), 1):
        writer.write(result)  # type: ignore[arg-type]
        if n % (args.documents // 5 or 1) == 0:
            peak.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    writer.close()
    print(f"written in {time.perf_counter() - begun:.1f} s; peak memory at each fifth: {peak} MB", file=sys.stderr)
    timed("open", lambda: open_store(args.folder).version)
    store = open_store(args.folder)
    timed("open and count all events", lambda: len(open_store(args.folder).events()))
    timed("events between two states, all", lambda: store.events(between=("IND", "PAK")).arrow().num_rows)
    timed(
        "events between two states, one year",
        lambda: len(store.events(between=("IND", "PAK"), since="2020", until="2021")),
    )
    timed("events of a bloc against a state", lambda: len(store.events(actor="NATO", recipient="RUS")))
    timed("statements of a state, 100", lambda: store.statements(actor="USA", limit=100).arrow().num_rows)
    timed(
        "dyads by year",
        lambda: (
            store.sql("SELECT a, b, year(day) AS y, count(*) AS n, avg(goldstein) AS g FROM dyads GROUP BY ALL")
            .arrow()
            .num_rows
        ),
    )
    timed("one record with its text", lambda: store.record(next(iter(store.events(limit=1)))["id"])["document"]["id"])
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
