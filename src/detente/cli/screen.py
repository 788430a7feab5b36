"""Text for terminals and pipes: rich's layout, rendered to a string, safe to print."""

from __future__ import annotations

import io
import re
import shutil
import sys
from typing import IO

from rich.console import Console, RenderableType
from rich.text import Text

_PIPE_WIDTH = 100  # columns where nothing says how wide the reader's screen is
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Screen:
    """Renders for a stream: coloured where it is a terminal, plain text without trailing blanks elsewhere."""

    def __init__(self, stream: IO[str] | None, width: int | None = None) -> None:
        self.is_terminal = bool(stream is not None and stream.isatty())
        self.width = width or shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns
        self._console = Console(
            file=io.StringIO(),
            force_terminal=self.is_terminal or None,
            width=max(self.width, 40),
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def render(self, *items: RenderableType) -> str:
        """The items, one below the other, as text that ends in a line end."""
        with self._console.capture() as captured:
            for item in items:
                cut = isinstance(item, Text) and item.no_wrap  # print() would forget it
                self._console.print(item, no_wrap=cut or None, overflow="ellipsis" if cut else None)
        text = captured.get()
        return text if self.is_terminal else re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)


def stdout_screen() -> Screen:
    """The screen of standard output."""
    return Screen(sys.stdout)


def clean(text: str) -> str:
    """``text`` on one line, without characters that a terminal would obey."""
    return " ".join(_CONTROL.sub(" ", text).encode("utf-8", "replace").decode("utf-8").split())


def shortened(text: str, most: int) -> str:
    """``text`` on one line, its middle left out where it is longer than ``most`` characters."""
    text = clean(text)
    if len(text) <= most:
        return text
    tail = most // 3
    return f"{text[: most - tail - 3].rstrip()} … {text[len(text) - tail :].lstrip()}"
