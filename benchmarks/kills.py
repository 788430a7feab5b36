"""Killing writers at random moments: nothing may be lost, doubled or half there.

    python benchmarks/kills.py [--kills 100] [--folder build/kills-store] [--seed 1]

A writer puts made-up documents into a store in small batches and brings the episodes up to date; it is killed
(SIGKILL) at a random moment, in every other run while it packs and makes episodes. After each kill the store is
checked: ``detente store verify``; every document that the writer had told to be committed is there, no older form of
it; as many events as these documents have, each a telling of an episode. Later runs write some of the same documents
again, which replaces them. At the end a writer that is left alone completes the rest. Exit status 1 where anything was
wrong.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parent.parent
BATCH = 20


def write(folder: Path, first: int, count: int, coder: str) -> None:
    """Write some of the made-up documents; tell each step on the standard output."""
    from made_up import results

    from detente.store import Tables, Writer

    made = list(islice(results(first + count), first, None))
    writer = Writer(Tables(folder), coder=coder, lexicon="kills", batch=BATCH)
    print("begun", flush=True)
    for n, result in enumerate(made, 1):
        writer.write(replace(result, document=replace(result.document, title=coder)))
        if n % BATCH == 0:
            writer.commit()
            print(*(r.document.id for r in made[n - BATCH : n]), flush=True)
    writer.commit()
    print("closing", flush=True)
    writer.close()
    print("closed", flush=True)


def killed(folder: Path, chance: random.Random, n: int, first: int, count: int, coder: str) -> tuple[list[str], str]:
    """Start a writer and kill it: the documents that it had committed, and what it was at."""
    command = [sys.executable, __file__, "--write", str(folder), str(first), str(count), coder]
    ran = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    if ran.stdout is None or ran.stdout.readline() != "begun\n":
        raise RuntimeError("the writer did not begin")
    if n % 2:  # in every other run while it packs and makes episodes
        lines = []
        while (line := ran.stdout.readline()) and line != "closing\n":
            lines.append(line)
        time.sleep(chance.random() * 1.0)
        ran.send_signal(signal.SIGKILL)
        lines += ["closing\n", *ran.stdout.readlines()]
    else:
        time.sleep(chance.random() * 1.5)
        ran.send_signal(signal.SIGKILL)
        lines = ran.stdout.readlines()
    ran.wait()
    ran.stdout.close()
    told = [line.split() for line in lines if line.endswith("\n") and line[0] == "d"]
    at = "after its end" if "closed\n" in lines else "closing" if "closing\n" in lines else f"after {len(told)} batches"
    return [name for names in told for name in names], at


def faults(folder: Path, committed: dict[str, str], every: dict[str, int]) -> list[str]:
    """What is wrong with the store, given what must be there (document: coder) and how many events each has."""
    from detente import open_store
    from detente.store import Tables, verify

    found = verify(Tables(folder))
    store = open_store(folder)
    there = {r["id"]: r["title"] for r in store.sql("SELECT id, title FROM documents")}
    found += [f"lost: {name}" for name in committed if name not in there]
    found += [f"the older one is back: {name}" for name in committed if there.get(name, "") < committed[name]]
    told = {r["document"]: r["n"] for r in store.sql("SELECT document, count(*) AS n FROM events GROUP BY ALL")}
    found += [f"{name}: {told.get(name)} events, not {every[name]}" for name in there if told.get(name) != every[name]]
    ((tellings,),) = [tuple(r.values()) for r in store.sql("SELECT count(*) AS n FROM episode_events")]
    if tellings != sum(told.values()):
        found.append(f"{tellings} tellings of episodes, {sum(told.values())} events")
    return found


def main() -> None:
    """Kill, check, and complete."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "kills-store")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", nargs=4, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.write:
        folder, first, count, coder = args.write
        write(Path(folder), int(first), int(count), coder)
        return
    from made_up import results

    from detente.store import Tables, snapshot

    shutil.rmtree(args.folder, ignore_errors=True)
    chance = random.Random(args.seed)  # noqa: S311 - when to kill
    number = 8 * BATCH
    every = {r.document.id: len(r.events) for r in results(number * (2 + args.kills // 10))}
    committed: dict[str, str] = {}
    wrong, ends = 0, {}
    for n in range(args.kills):
        coder = f"c{n // 5:03}"  # later ones replace
        first = chance.randrange(len(every) - number)
        names, at = killed(args.folder, chance, n, first, number, coder)
        committed |= dict.fromkeys(names, coder)
        ends[at] = ends.get(at, 0) + 1
        found = faults(args.folder, committed, every)
        wrong += bool(found)
        print(
            f"{n + 1:4} killed {at:18} {len(committed):6} documents committed, {len(found)} faults",
            *found[:3],
            flush=True,
        )
    write(args.folder, 0, len(every), "c999")
    found = faults(args.folder, dict.fromkeys(every, "c999"), every)
    held = len(snapshot(Tables(args.folder)).held)
    print(f"{args.kills} kills ({', '.join(f'{v} {k}' for k, v in sorted(ends.items()))}); {wrong} left faults;")
    print(f"completed: {held} of {len(every)} documents, {len(found)} faults", *found[:3])
    sys.exit(1 if wrong or found or held != len(every) else 0)


if __name__ == "__main__":
    main()
