"""How far the coder agrees with documents that people have coded.

    python evaluation/score.py GOLD.jsonl [--half 0|1]

``GOLD.jsonl`` has one document a line in the form of ``detente code --format documents``. Printed are precision, recall
and F1 over events by type, and by type with the countries of both sides; status and mode on the events that agree in
type and sides; statements by overlap of content and speaker's country; ties by kind and the countries of both sides.
``--half`` keeps the documents whose id hashes to 0 or 1, so that rules are tuned on one half and reported on the other.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def main() -> None:
    """Code the gold texts and print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    args = parser.parse_args()
    if not args.gold.is_file():
        parser.error(f"no such file: {args.gold}")

    from detente import Coder, Document
    from detente.records.flat import to_document

    gold = [json.loads(line) for line in args.gold.read_text(encoding="utf-8").splitlines()]
    if args.half is not None:
        gold = [g for g in gold if int(hashlib.sha256(g["id"].encode()).hexdigest(), 16) % 2 == args.half]
    documents = [Document(g["text"], date.fromisoformat(g["date"]), id=g["id"]) for g in gold]
    ours = [to_document(result) for result in Coder().code_documents(documents)]
    pairs = list(zip(gold, ours, strict=True))
    print(f"{len(gold)} documents")
    show("event type", pairs, "events", lambda e: e["type"])
    show("event type and sides", pairs, "events", event_key)
    show("statement (speaker's country)", pairs, "statements", lambda s: countries(s["speaker"]))
    show("tie (kind and sides)", pairs, "ties", lambda t: (t["kind"], t["from"]["country"], t["to"]["country"]))
    matched = [m for g, o in pairs for m in match(g["events"], o["events"])]
    found = [m for g, o in pairs for m in told_alike(g, o)]
    right = sum(event_key(a) == event_key(b) for a, b in found)
    print(f"{'sides on type found':32}{right}/{len(found)} = {right / max(len(found), 1):.3f}")
    for field in ("status", "mode", "background", "date"):
        right = sum(a[field] == b[field] for a, b in matched)
        print(f"{field + ' on matched':32}{right}/{len(matched)} = {right / max(len(matched), 1):.3f}")


def countries(side: Row | list[Row]) -> tuple[str, ...]:
    """Countries of one entity or several, sorted, each once."""
    entities = side if isinstance(side, list) else [side]
    return tuple(sorted({e["country"] or "-" for e in entities}))


def event_key(event: Row) -> tuple[Any, ...]:
    """Type and the countries of both sides."""
    return (event["type"], countries(event["actors"]), countries(event["recipients"]))


def match(gold: Iterable[Row], ours: Iterable[Row]) -> list[tuple[Row, Row]]:
    """Events that agree in type and sides, each used once, in order."""
    left = list(ours)
    found = []
    for a in gold:
        b = next((o for o in left if event_key(o) == event_key(a)), None)
        if b is not None:
            left.remove(b)
            found.append((a, b))
    return found


def told_alike(gold: Row, ours: Row) -> list[tuple[Row, Row]]:
    """Events of one type whose evidence overlaps, each used once; of several, the one whose sides agree best."""
    left, found = list(ours["events"]), []

    def extent(event: Row) -> tuple[int, int]:
        start = gold["text"].find(event["evidence"])
        return start, start + len(event["evidence"])

    def agreement(a: Row, b: Row) -> int:
        return sum(countries(a[side]) == countries(b[side]) for side in ("actors", "recipients"))

    for a in gold["events"]:
        start, end = extent(a)
        same = [o for o in left if o["type"] == a["type"] and extent(o)[0] < end and start < extent(o)[1]]
        if same:
            best = max(same, key=lambda o: agreement(a, o))
            left.remove(best)
            found.append((a, best))
    return found


def show(name: str, pairs: list[tuple[Row, Row]], what: str, key: Callable[[Row], Any]) -> None:
    """One line: precision, recall and F1 of the rows of ``what``, compared by ``key`` within each document."""
    hits = wanted = given = 0
    for gold, ours in pairs:
        a, b = Counter(map(key, gold[what])), Counter(map(key, ours[what]))
        hits, wanted, given = hits + (a & b).total(), wanted + a.total(), given + b.total()
    p, r = hits / max(given, 1), hits / max(wanted, 1)
    print(f"{name:32}P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}  ({wanted} gold, {given} ours)")


if __name__ == "__main__":
    main()
