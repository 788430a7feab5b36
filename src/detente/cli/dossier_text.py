"""A dossier on the terminal, and as Markdown."""

from __future__ import annotations

from typing import Any

from rich.padding import Padding
from rich.text import Text

from .dossier_parts import Line, parts_of, plot_rows, title_of
from .screen import Screen, clean


def as_text(d: dict[str, Any], screen: Screen) -> str:
    """The dossier for a terminal."""
    items: list[Any] = [Text(title_of(d), style="bold")]
    for part in parts_of(d):
        items += ["", Text(part.title, style="bold cyan").append(f"  {part.note}" if part.note else "", style="dim")]
        if part.plot:
            items += [Padding(Text(row, no_wrap=True), (0, 0, 0, 2)) for row in _plot(d, screen.width)]
        for line in part.lines:
            items.append(Padding(Text(line.head, style="bold" if line.text else ""), (0, 0, 0, 2)))
            if line.text:
                items.append(Padding(Text(line.text).append(f"  [{line.cite}]", style="dim"), (0, 0, 0, 6)))
    return screen.render(*items)


def _plot(d: dict[str, Any], width: int) -> list[str]:
    """Rows of blocks; of more periods than fit only the last."""
    room = max(10, width - 30)
    shown = {**d, "series": d["series"][-room:]}
    first, last = shown["series"][0]["period"], shown["series"][-1]["period"]
    rows = [f"{name:12}{blocks}  {scale}" for name, blocks, scale in plot_rows(shown)]
    return [*rows, f"{'':12}{first} to {last}"]


def as_markdown(d: dict[str, Any]) -> str:
    """The dossier in Markdown."""
    out = [f"# {_plain(title_of(d))}", ""]
    for part in parts_of(d):
        out += [f"## {_plain(part.title)}", ""]
        if part.note:
            out += [f"_{_plain(part.note)}_", ""]
        if part.plot:
            out += ["```text", *_plot(d, 100), "```", ""]
            out += _table(d)
        out += [_item(line) for line in part.lines]
        out.append("")
    return "\n".join(out).rstrip("\n") + "\n"


def _item(line: Line) -> str:
    if not line.text:
        return f"- {_plain(line.head)}"
    cite = f"[{_plain(line.cite)}](<{line.url.replace('>', '%3E')}>)" if line.url else _plain(line.cite)
    return f"- **{_plain(line.head)}**: {_plain(line.text)} ({cite})"


def _table(d: dict[str, Any]) -> list[str]:
    names = ("period", "acts", "cooperation", "conflict", "net", "index", "low", "high")
    rows = [f"| {' | '.join(names)} |", f"|{' --- |' * len(names)}"]
    rows += [f"| {' | '.join(_cell(r[n]) for n in names)} |" for r in d["series"] if r["acts"]]
    return [*rows, ""]


def _cell(value: Any) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _plain(text: str) -> str:
    """Text that Markdown takes as it stands."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|~" else c for c in clean(text))
