"""A dossier (``query.dossier``) put into words, part by part, for the terminal, Markdown and the page alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Any

from .screen import clean

_ARROWS = {">": "→", "<": "←", "=": "↔"}
BLOCKS = " ▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing told: ``head`` what it is, ``text`` the sentence that says so, ``cite`` where that stands."""

    head: str
    text: str = ""
    cite: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it; ``plot``: the series is drawn there."""

    title: str
    lines: list[Line] = field(default_factory=list)
    note: str = ""
    plot: bool = False


def title_of(d: dict[str, Any]) -> str:
    """The heading of a dossier."""
    a, b = (side["name"] for side in d["pair"])
    return clean(f"{a} and {b}")


def parts_of(d: dict[str, Any]) -> Iterator[Part]:
    """The parts of a dossier, in order; those without anything to tell are left out, but for the first."""
    names = {side["side"]: clean(side["name"]) for side in d["pair"]}
    a, b = names.values()
    yield Part("Where they stand", list(_stands(d)))
    if d["series"] and d["counts"]["acts"]:
        yield Part(
            f"By {d['by']}", plot=True, note=f"acts on {_scale(d)}, summed; the index at the end of each {d['by']}"
        )
    if lately := list(_lately(d, (a, b))):
        yield Part(f"The last {d['lately']['days']} days", lately)
    if d["changes"]:
        yield Part("What changed", [line for c in d["changes"] for line in _change(c, (a, b))])
    if d["episodes"]:
        yield Part("Episodes that matter", [_act(x, (a, b)) for x in d["episodes"]], "the weightiest, by day")
    for side, other in ((a, b), (b, a)):
        said = d["statements"][next(s for s, name in names.items() if name == side)]
        if said["latest"]:
            shown = f"{len(said['latest'])} of {said['count']}"
            yield Part(f"What {side} says of {other}", [_statement(s) for s in said["latest"]], shown)
    if d["ties"]:
        yield Part("Ties", [line for tie in d["ties"] for line in _tie(tie)], "claims side by side, the newest first")


def _n(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _scale(d: dict[str, Any]) -> str:
    return "PLOVER's scale" if d["scale"] == "plover" else "Goldstein's scale"


def _stands(d: dict[str, Any]) -> Iterator[Line]:
    s, counts = d["stands"], d["counts"]
    before = s["before"]
    known = f"index {s['index']:+.1f} ({s['low']:+.1f} to {s['high']:+.1f}, of -10 to +10) on {s['day']}, "
    if s["weight"]:
        yield Line(f"{s['word']}: {known}{before['index']:+.1f} on {before['day']}")
    else:
        yield Line("nothing heard: no act of the two until then, so no index")
    told = ", ".join(f"{counts[q]} of {q}" for q in _QUADS if counts[q])
    days = f"{d['since']} to {d['until']} (excluded)" if d["since"] < d["until"] else f"before {d['until']}"
    yield Line(
        f"{days}: {_n(counts['acts'], 'act')} in {_n(counts['tellings'], 'telling')}" + (f": {told}" if told else "")
    )
    yield Line(f"{_n(counts['statements'], 'statement')} of one about the other, {_n(counts['ties'], 'claim')} of ties")
    labels = ", ".join(f"{_n(n, 'act')} by {clean(name)}" for name, n in d["store"]["datasets"].items())
    yield Line(
        f"store {clean(str(d['store']['where']))}, version {d['store']['version']}" + (f"; {labels}" if labels else "")
    )


_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def _lately(d: dict[str, Any], names: tuple[str, str]) -> Iterator[Line]:
    lately = d["lately"]
    for quad, n in lately["counts"].items():
        usual = n["usual"]
        if n["acts"] or usual:
            yield Line(
                f"{quad}: {n['acts']}"
                + (f" (before: {usual:g} in {lately['days']} days, on average)" if usual is not None else "")
            )
    if lately["first_in_a_year"]:
        yield Line(f"for the first time in a year: {', '.join(lately['first_in_a_year'])}")
    yield from (_act(x, names) for x in lately["episodes"])


def _change(c: dict[str, Any], names: tuple[str, str]) -> Iterator[Line]:
    quad = c["quad"]
    way = "more" if c["more"] else "less"
    yield Line(
        f"from {c['day']} on {way} {quad}: {c['after'][quad]:.2g} acts a {c['by']}, {c['before'][quad]:.2g} before "
        f"(strength {c['gain']:.1f})"
    )
    yield from (_act(x, names) for x in c["episodes"])


def _act(x: dict[str, Any], names: tuple[str, str]) -> Line:
    mode = f" {x['mode']}" if x["mode"] else ""
    who = f"{names[0]} {_ARROWS.get(x['direction'], '')} {names[1]}"
    says = f", says {clean(x['says'])}" if x["says"] else ""
    place = f" in {clean(x['place'])}" if x["place"] else ""
    count = f"{x['tellings']} tellings, {_n(x['sources'], 'source')}" if x["tellings"] > 1 else ""
    head = f"{x['day']}  {who}  {x['type']}{mode}{place}{says}"
    return Line(head, clean(x["sentence"]), _cite(x, x["event"], count), _url(x))


def _statement(s: dict[str, Any]) -> Line:
    kind = "quoted" if s["direct"] else "reported"
    head = f"{s['published'] or 'no date'}  {clean(s['speaker_names'])} ({s['stance'] or 'say'}, {kind})"
    return Line(head, clean(s["sentence"]), _cite(s, s["id"]), _url(s))


def _tie(tie: dict[str, Any]) -> Iterator[Line]:
    differ = ", and they differ" if tie["conflicting"] else ""
    yield Line(f"{tie['kind'].replace('_', ' ')}, {tie['from']} → {tie['to']}: {_n(tie['count'], 'claim')}{differ}")
    for c in tie["claims"]:
        what = c["designation"] or c["items"] or ""
        numbers = [
            f"{c['hedge'] or ''} {c['share']:.0%}".strip() if c["share"] is not None else "", c["quantity"] or "",
            f"ordered {c['ordered']:g}" if c["ordered"] is not None else "",
            f"delivered {c['delivered']:g}" if c["delivered"] is not None else "",
            f"{c['value']:,.0f} {c['currency'] or ''}".strip() if c["value"] is not None else "",
            f"since {c['since']}" if c["since"] else "", f"until {c['until']}" if c["until"] else "",
            c["status"] if c["status"] != "current" else "",
        ]  # fmt: skip
        told = ", ".join(clean(str(p)) for p in (what, *dict.fromkeys(numbers)) if p)
        day = c["published"] or "no date"
        yield Line(f"{day}  {told or c['status']}", clean(c["sentence"]), _cite(c, c["id"]), _url(c))


def _cite(row: dict[str, Any], identity: str, more: str = "") -> str:
    day: Date | None = row["published"]
    parts = (row["source"] or row["document"], day.isoformat() if day else "no date", identity, more)
    return clean(", ".join(str(p) for p in parts if p))


def _url(row: dict[str, Any]) -> str:
    url = str(row["url"] or "")
    return url if url.startswith(("http://", "https://")) else ""


def sparkline(values: list[float], most: float) -> str:
    """One block for each value from 0 to ``most``; anything above 0 shows."""
    top = len(BLOCKS) - 1
    return "".join(BLOCKS[max(1, round(v / most * top)) if v > 0 and most > 0 else 0] for v in values)


def plot_rows(d: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The series in three rows of blocks: name, blocks, what the highest one stands for."""
    rows = d["series"]
    up, down = [r["cooperation"] for r in rows], [-r["conflict"] for r in rows]
    most = max([*up, *down, 0.0])
    index = [r["index"] for r in rows]
    mid = (len(BLOCKS) - 1) / 2
    level = "".join(BLOCKS[min(len(BLOCKS) - 1, max(1, round(mid + v / 10 * mid)))] for v in index)
    return [
        ("cooperation", sparkline(up, most), f"█ {most:.0f}"), ("conflict", sparkline(down, most), f"█ -{most:.0f}"),
        ("index", level, "▁ -10 █ 10"),
    ]  # fmt: skip
