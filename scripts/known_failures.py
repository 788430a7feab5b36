"""Bring the lists of known failures up to date after a change of rules, and say what changed.

    python scripts/known_failures.py [--drop-only]

* ``tests/cases/**/*.case``: the ``xfail:`` line of a case that now passes is dropped.
* ``tests/reports/known_misses.tsv``: rows that are now found are dropped; rows that are now missed are added with the
  checker's words (not with ``--drop-only``). A row added is a regression unless its report is new: read it.

A case that begins to fail is never marked here: mend the rule, or mark it by hand with a kind and a reason.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
KNOWN = ROOT / "tests" / "reports" / "known_misses.tsv"


def main() -> None:
    """Update both lists."""
    import check_reports

    from detente import Coder
    from detente.records.flat import to_document
    from detente.testing import Bench, check_case, read_cases

    cases = read_cases(ROOT / "tests" / "cases")
    coded = Bench().code_cases(cases)
    passing = {c.id for c in cases if c.xfail and not check_case(c, coded[c.id].result, coded[c.id].facts)}
    for path in sorted((ROOT / "tests" / "cases").rglob("*.case")):
        drop_marks(path, passing)
    reports = check_reports.read_reports(ROOT / "tests" / "reports")
    coder = Coder()
    missed: dict[str, str] = {}
    for report in reports:
        document = to_document(coder.code(report.text))
        for row in report.rows:
            if why := check_reports.why_missed(row, document):
                missed[f"{report.name}-{row.label}"] = " ".join(why.split())
    old = dict(line.split("\t", 1) for line in KNOWN.read_text().splitlines()) if KNOWN.exists() else {}
    kept = {k: old.get(k, why) for k, why in missed.items() if k in old or "--drop-only" not in sys.argv}
    KNOWN.write_text("".join(f"{k}\t{why}\n" for k, why in sorted(kept.items())))
    print(f"cases: {len(passing)} marks dropped")
    print(f"reports: {len(kept)} known misses")
    print(f"  found now: {sorted(old.keys() - kept.keys())}")
    print(f"  added: {sorted(kept.keys() - old.keys())}")


def drop_marks(path: Path, passing: set[str]) -> None:
    """Drop the ``xfail:`` lines of the cases in ``passing``."""
    room = path.relative_to(ROOT / "tests" / "cases").as_posix().removesuffix(".case")
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    for n, block in enumerate(blocks):
        name = re.search(r"^case: (\S+)", block, re.MULTILINE)
        if name and f"{room}:{name[1]}" in passing:
            blocks[n] = "\n".join(line for line in block.split("\n") if not line.startswith("xfail:"))
    path.write_text("\n\n".join(blocks), encoding="utf-8")


if __name__ == "__main__":
    main()
