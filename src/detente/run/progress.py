"""How far a run is, and what it came to: on standard error, for people."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..records import Reject, Result

if TYPE_CHECKING:
    from rich.progress import Progress

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_SHOWN = 10  # refusals that are listed where no file takes them
_EVERY = 30.0  # seconds between lines where standard error is no terminal


@dataclass
class Tally:
    """Counts of a run. ``quads`` maps a PLOVER type to its quad class."""

    quads: dict[str, str]
    documents: int = 0
    words: int = 0
    events: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    ties: int = 0
    undated: int = 0
    refused: int = 0
    first: list[Reject] = field(default_factory=list)
    started: float = field(default_factory=time.perf_counter)
    seconds: float = 0.0

    def start(self) -> None:
        """Begin to count the seconds: the model is loaded."""
        self.started = time.perf_counter()

    def add(self, result: Result) -> None:
        """Count one result."""
        d = result.document
        self.documents += 1
        self.words += len(d.text[d.body_start :].split())
        self.events.update(self.quads.get(e.type, "other") for e in result.events)
        self.statements += len(result.statements)
        self.ties += len(result.ties)
        self.undated += d.date is None
        self.seconds = time.perf_counter() - self.started

    def refuse(self, reject: Reject) -> None:
        """Count one refusal."""
        self.refused += 1
        if len(self.first) < _SHOWN:
            self.first.append(reject)

    def rates(self) -> str:
        """Documents and words a second so far."""
        seconds = self.seconds or 1e-9
        per = self.documents / seconds
        return f"{per:,.{0 if per >= 10 else 1}f} documents/s, {self.words / seconds:,.0f} words/s"


class Bar:
    """A progress bar on a terminal, a line every half minute elsewhere, nothing where ``quiet``.

    ``total`` is the number of inputs, where it is known; ``shares_screen`` is true where standard output is the same
    terminal, so that the bar must step aside for what is printed.
    """

    def __init__(self, tally: Tally, *, quiet: bool = False, shares_screen: bool = False) -> None:
        self._tally, self._quiet, self._shares = tally, quiet, shares_screen
        self._total: int | None = None
        self._progress: Progress | None = None
        self._last = time.perf_counter()
        self.on_terminal = not quiet and sys.stderr is not None and sys.stderr.isatty()
        if self.on_terminal:
            self._progress = _progress()
            self._task = self._progress.add_task("loading the language model", total=None, rates="")
            self._progress.start()

    def start(self, total: int | None) -> None:
        """The model is loaded, coding begins."""
        self._total = total
        if self._progress is not None:
            self._progress.reset(self._task, total=total, description="coding")

    def advance(self) -> None:
        """One input is done."""
        tally, done = self._tally, self._tally.documents + self._tally.refused
        if self._progress is not None:
            self._progress.update(self._task, completed=done, rates=tally.rates() if tally.documents else "")
        elif not self._quiet and time.perf_counter() - self._last >= _EVERY:
            self._last = time.perf_counter()
            of = f" of about {self._total:,}" if self._total else ""
            say(f"{done:,}{of} inputs, {tally.rates()}{self._left(done)}")

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Let something be printed where the bar stands."""
        if self._progress is None or not self._shares:
            yield
            return
        self._progress.stop()
        try:
            yield
        finally:
            self._progress.start()

    def stop(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def _left(self, done: int) -> str:
        if not self._total or not done or done >= self._total:
            return ""
        seconds = (self._total - done) * self._tally.seconds / done
        return f", about {seconds / 60:.0f} min left" if seconds >= 90 else f", about {seconds:.0f} s left"


def say(message: str) -> None:
    """One line on standard error."""
    if sys.stderr is not None:
        sys.stderr.write(f"detente: {message}\n")
        sys.stderr.flush()


def records_told(tally: Tally) -> str:
    """How many documents and records there are."""
    events = sum(tally.events.values())
    by_quad = ", ".join(f"{q} {tally.events[q]}" for q in (*QUADS, "other") if tally.events[q])
    return (
        f"{_n(tally.documents, 'document')}: {_n(events, 'event')}{f' ({by_quad})' if by_quad else ''}, "
        f"{_n(tally.statements, 'statement')}, {_n(tally.ties, 'tie')}"
    )


def summary(tally: Tally, places: list[str], rejects: str = "", told: Callable[[Tally], str] = records_told) -> str:
    """What a run came to, in a few lines. ``places`` say where the output lies, ``rejects`` where the refusals do,
    ``told`` what there is of what it made.
    """
    lines = [told(tally)]
    if tally.undated:
        what = "a document has" if tally.undated == 1 else f"{tally.undated:,} documents have"
        lines.append(f"{what} no day of publication: relative dates are unresolved (--date gives one)")
    if tally.documents:
        lines.append(f"{_n(tally.words, 'word')} in {tally.seconds:,.1f} s: {tally.rates()}")
    lines += refusals_told(tally, rejects)
    lines += [f"written: {', '.join(places)}"] if places else []
    return "\n".join(lines)


def refusals_told(tally: Tally, rejects: str = "") -> list[str]:
    """What was refused, in a few lines; none where nothing was. ``rejects`` says where all are listed."""
    if not tally.refused:
        return []
    lines = [f"{tally.refused:,} refused{f', listed in {rejects}' if rejects else ':'}"]
    if not rejects:
        lines += [f"  {_plain(r.origin)}: {_plain(r.reason)}" for r in tally.first]
        more = tally.refused - len(tally.first)
        lines += [f"  ... and {more:,} more: --rejects FILE lists all"] if more else []
    return lines


def _n(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _plain(text: str) -> str:
    """Without characters that a terminal would obey."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "replace").decode("ascii") for c in text)


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rates]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
