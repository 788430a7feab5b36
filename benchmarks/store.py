"""How quick a store is: writing, opening, asking, and the memory that takes.

    python benchmarks/store.py [--documents 50000] [--folder build/bench-store] [--asked-only]

Documents are made up (``made_up.py``). Each question is asked five times; the median and the least are printed.
``--asked-only``: of a store that is there already.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def timed(what: str, ask: Any, times: int = 5) -> None:
    """Print the median and the least of the seconds that ``ask`` takes, and what it gave."""
    took = []
    found = None
    for _ in range(times):
        begun = time.perf_counter()
        found = ask()
        took.append(time.perf_counter() - begun)
    print(f"{what:44} {statistics.median(took):7.3f} s  {min(took):7.3f} s   {found}", flush=True)


def write(folder: Path, documents: int) -> None:
    """Make the store; print how long that takes, and the memory at each fifth."""
    from made_up import results

    from detente.store import Tables, Writer

    shutil.rmtree(folder, ignore_errors=True)
    begun, held, peak = time.perf_counter(), [], []
    writer = Writer(Tables(folder), coder="detente bench", lexicon="bench")
    for n, result in enumerate(results(documents), 1):
        writer.write(result)
        if n % (documents // 5 or 1) == 0:
            held.append(_held())
            peak.append(_peak())
    writer.commit()
    print(f"written in {time.perf_counter() - begun:.1f} s; MB held at each fifth {held}, peak {peak}", flush=True)
    begun = time.perf_counter()
    writer.close()
    print(f"packed, and episodes made, in {time.perf_counter() - begun:.1f} s; peak {_peak()} MB", flush=True)


def ask(folder: Path) -> None:
    """Ask every kind of question."""
    from detente import open_store

    store = open_store(folder)
    pair = ("CHN", "IND")
    command = [sys.executable, "-m", "detente", "events", "--limit", "1", "--store", str(folder)]
    timed("python -c pass", lambda: subprocess.run([sys.executable, "-c", "pass"], check=True).returncode)
    timed("detente events --limit 1", lambda: len(subprocess.run(command, check=True, capture_output=True).stdout))
    timed("open", lambda: open_store(folder).version)
    timed("open and list the episodes of a pair", lambda: len(open_store(folder).episodes(between=pair)))
    timed("events, how many", lambda: len(store.events()))
    timed("events of a pair", lambda: store.events(between=pair).arrow().num_rows)
    timed("events of a pair in a year", lambda: len(store.events(between=pair, since="2020", until="2021")))
    timed("events of a year", lambda: store.events(since="2020", until="2021").arrow().num_rows)
    timed("events of a bloc against a state", lambda: store.events(actor="NATO", recipient="RUS").arrow().num_rows)
    timed("events of a type with a word, 100", lambda: len(list(store.events(types=["AID"], text="food", limit=100))))
    timed("statements of a state, 100", lambda: store.statements(actor="USA", limit=100).arrow().num_rows)
    timed("ties of a pair", lambda: store.ties(between=pair).arrow().num_rows)
    dyads = "SELECT a, b, year(day) AS y, count(*) AS n, avg(goldstein) AS g FROM dyads GROUP BY ALL"
    timed("dyads by year, in SQL", lambda: store.sql(dyads).arrow().num_rows)
    timed("one record with its text", lambda: store.record(next(iter(store.events(limit=1)))["id"])["document"]["id"])
    timed("actors, 20", lambda: len(list(store.actors(limit=20))))
    timed("episodes of a pair", lambda: len(store.episodes(between=pair)))
    timed("series of a pair by month", lambda: store.series(*pair).num_rows)
    timed("changes of a pair", lambda: len(store.changes(*pair)))
    timed("dossier of a pair", lambda: store.dyad(*pair)["counts"]["acts"])
    timed("pairs by year, of one year", lambda: store.pairs(since="2020", until="2021").num_rows)
    timed("pairs by year, all", lambda: store.pairs().num_rows, 3)
    timed("network, of one year", lambda: store.network(since="2020", until="2021").edges.num_rows)
    timed("network, all", lambda: store.network().edges.num_rows, 3)


def main() -> None:
    """Write, open, ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "bench-store")
    parser.add_argument("--asked-only", action="store_true")
    args = parser.parse_args()
    if not args.asked_only:
        write(args.folder, args.documents)
    ask(args.folder)
    print(f"peak memory {_peak()} MB")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _held() -> int:
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * resource.getpagesize() // 2**20 if told.exists() else 0


if __name__ == "__main__":
    main()
