"""A dossier as one HTML page that needs nothing else: no script, nothing loaded, everything from documents escaped."""

from __future__ import annotations

from html import escape
from typing import Any

from .dossier_parts import Line, Part, parts_of, title_of

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #777; --up: #2a9d62; --down: #d1495b; --index: #3b6fd4; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h2 { margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
ul { list-style: none; padding: 0; } li { margin: .6rem 0; overflow-wrap: anywhere; unicode-bidi: isolate; }
.head { font-weight: 600; } .text { margin-left: 1.5rem; } .cite, .note { color: var(--soft); font-size: .85rem; }
svg { width: 100%; height: auto; } svg text { font-size: 11px; fill: currentColor; }
.up { fill: var(--up); } .down { fill: var(--down); } .index { fill: none; stroke: var(--index); stroke-width: 2; }
.band { fill: var(--index); opacity: .15; } .axis { stroke: var(--line); }
"""
_WIDTH, _HEIGHT, _LEFT = 900, 260, 40


def as_page(d: dict[str, Any]) -> str:
    """The page."""
    title = escape(title_of(d))
    parts = "\n".join(_part(d, part) for part in parts_of(d))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{parts}\n</body>\n</html>\n"
    )  # fmt: skip


def _part(d: dict[str, Any], part: Part) -> str:
    note = f' <p class="note">{escape(part.note)}</p>' if part.note else ""
    plot = _plot(d) if part.plot else ""
    lines = "\n".join(_line(line) for line in part.lines)
    listed = f"<ul>\n{lines}\n</ul>" if lines else ""
    return f"<section>\n<h2>{escape(part.title)}</h2>{note}\n{plot}{listed}\n</section>"


def _line(line: Line) -> str:
    if not line.text:
        return f"<li>{escape(line.head)}</li>"
    cite = f'<a href="{escape(line.url)}">{escape(line.cite)}</a>' if line.url else escape(line.cite)
    return (
        f'<li><div class="head">{escape(line.head)}</div>'
        f'<div class="text">{escape(line.text)} <span class="cite">{cite}</span></div></li>'
    )  # fmt: skip


def _plot(d: dict[str, Any]) -> str:
    """Cooperation upwards, conflict downwards, on one scale; over them the index with its band, -10 to 10."""
    rows = d["series"]
    most = max([*(r["cooperation"] for r in rows), *(-r["conflict"] for r in rows), 1.0])
    step, mid = (_WIDTH - _LEFT) / len(rows), _HEIGHT / 2
    bars, line, upper, lower = [], [], [], []
    for n, row in enumerate(rows):
        x = _LEFT + n * step
        for css, value in (("up", row["cooperation"]), ("down", row["conflict"])):
            high = abs(value) / most * (mid - 20)
            told = f"{row['period']}: {value:+g}, {row['acts']} acts"
            top = mid - high if value > 0 else mid
            bars.append(
                f'<rect class="{css}" x="{x:.1f}" y="{top:.1f}" width="{max(step - 1, 0.5):.1f}" height="{high:.1f}">'
                f"<title>{escape(told)}</title></rect>" if high else ""
            )  # fmt: skip
        middle = x + step / 2
        line.append(f"{middle:.1f},{_y(row['index']):.1f}")
        upper.append(f"{middle:.1f},{_y(row['high']):.1f}")
        lower.append(f"{middle:.1f},{_y(row['low']):.1f}")
    band = " ".join([*upper, *reversed(lower)])
    labels = "".join(
        f'<text x="{x:.0f}" y="{_HEIGHT - 2}" text-anchor="{anchor}">{escape(str(row["period"]))}</text>'
        for x, anchor, row in ((_LEFT, "start", rows[0]), (_WIDTH, "end", rows[-1]))
    )
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="Cooperation, conflict and index">'
        f'<text x="0" y="24">+{most:.0f}</text><text x="0" y="{_HEIGHT - 22}">-{most:.0f}</text>'
        f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH}" y1="{mid}" y2="{mid}"/>{"".join(bars)}'
        f'<polygon class="band" points="{band}"/><polyline class="index" points="{" ".join(line)}"/>{labels}</svg>\n'
    )  # fmt: skip


def _y(index: float) -> float:
    return _HEIGHT / 2 - index / 10 * (_HEIGHT / 2 - 20)
