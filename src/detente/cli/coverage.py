"""Which rows of the lexicon some texts fire: a row that nothing fires is a row that nobody has seen work."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from ..config import Config
from ..errors import CaseError
from ..records import Document, Reject
from ..run.coverage import Covering, Fired
from ..run.local import code_inputs
from .code import read_items, tell_lost, tell_lost_rules
from .screen import clean, stdout_screen

if TYPE_CHECKING:
    from ..lexicon.rules import Index, Rule

COLUMNS = ("type", "id", "at", "count")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rows of a room with how often ``fired`` has them, in how many ``documents``, and what was ``refused``."""

    rows: list[tuple[str, Rule]]
    fired: Counter[str]
    documents: int
    refused: list[Reject]

    def types(self) -> list[dict[str, str | int | float]]:
        """Of each type, and of all: how many rows there are, how many fired, and their share."""
        all_, fired = Counter(t for t, _ in self.rows), Counter(t for t, r in self.rows if self.fired[r.id])
        every = [(t, all_[t], fired[t]) for t in sorted(all_)] + [("all", all_.total(), fired.total())]
        return [{"type": t, "rows": n, "fired": f, "share": round(f / n, 4) if n else 0.0} for t, n, f in every]

    def listed(self) -> list[dict[str, str | int]]:
        """Every row, by type, the most fired first."""
        rows = [(t, r.id, r.at, self.fired[r.id]) for t, r in self.rows]
        rows.sort(key=lambda row: (row[0], -row[3], row[1]))
        return [dict(zip(COLUMNS, row, strict=True)) for row in rows]

    def json(self) -> str:
        """As one object: documents, types, rows."""
        made = {"documents": self.documents, "types": self.types(), "rows": self.listed()}
        return json.dumps(made, ensure_ascii=False, indent=1) + "\n"

    def csv(self) -> str:
        """The rows."""
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.listed())
        return text.getvalue()

    def table(self) -> str:
        """For reading: rows that fired, rows that never did, and a line for each type."""
        rows = self.listed()
        blocks = [("fired", [r for r in rows if r["count"]]), ("never fired", [r for r in rows if not r["count"]])]
        items: list[Text | Table] = []
        for name, some in blocks:
            items += [Text(f"{name} ({len(some):,})", style="bold"), _grid(COLUMNS, [list(r.values()) for r in some])]
            items.append(Text(""))
        total = [[t["type"], t["rows"], t["fired"], f"{t['share']:.1%}"] for t in self.types()]
        where = f"in {self.documents:,} {'document' if self.documents == 1 else 'documents'}"
        items += [Text(where, style="bold"), _grid(("type", "rows", "fired", "share"), total)]
        return stdout_screen().render(*items)


def _grid(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold", justify="left" if column in ("type", "id", "at") else "right")
    for row in rows:
        table.add_row(*(clean(f"{cell:,}" if isinstance(cell, int) else str(cell)) for cell in row))
    return table


def cover(
    paths: Sequence[str],
    config: Config,
    model: str | None,
    room: str,
    *,
    fields: Mapping[str, str] | None = None,
    date: Date | None = None,
) -> Coverage:
    """What the texts of ``paths`` fire. Raises ``CaseError`` for a marked case that cannot be read."""
    tell_lost(config)
    tell_lost_rules(config)
    items = chain.from_iterable(_items(path, config, fields, date) for path in paths)
    coder, refused, fired, documents = Covering(config, model, room), list[Reject](), Counter[str](), 0
    for result in code_inputs(coder, items, refused.append):
        documents += 1
        if isinstance(result, Fired):
            fired.update(result.rows)
    return Coverage(_rows(getattr(coder.rules, room), room), fired, documents, refused)


def _rows(index: Index, room: str) -> list[tuple[str, Rule]]:
    """The rows of a room with what each is grouped by."""
    column = {"operators": "operator", "relations": "kind", "cues": "stance"}.get(room)
    every = {rule.id: rule for rules in index.values() for rule in rules}
    return [(rule.cell(column) if column else rule.type, rule) for _, rule in sorted(every.items())]


def _items(
    path: str, config: Config, fields: Mapping[str, str] | None, date: Date | None
) -> Iterator[Document | Reject]:
    from ..testing.cases import Case, parse_cases, read_cases

    place = Path(path)
    cases: list[Case] = []
    if place.is_dir():
        cases = read_cases(place)
    elif place.suffix == ".case" and place.is_file():
        try:
            cases = parse_cases(place.read_text(encoding="utf-8"), path, f"{place.stem}:")
        except UnicodeDecodeError as error:
            raise CaseError(f"{path}:1: cannot be read: {error}") from error
    if cases:
        return (Document(text=c.text, date=c.date, id=c.id, origin=c.at) for c in cases)
    return read_items([path], config, fields=fields, date=date)
