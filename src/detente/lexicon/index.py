"""Finding names in text: the longest known name that begins at a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_SAME = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-", "ʼ": "'"})


def words_of(text: str) -> list[str]:
    """``text`` as the words and marks that names are compared by (curly quotes and dashes made plain)."""
    return _WORD.findall(text if text.isascii() else text.translate(_SAME))


def words_in(text: str, begin: int = 0) -> list[re.Match[str]]:
    """The same with their places, from character ``begin`` on."""
    return list(_WORD.finditer(text.translate(_SAME), begin))


@dataclass(frozen=True, slots=True)
class Name:
    """What a form stands for: ``kind`` is ``country adjective people capital seat organisation group person place``."""

    kind: str
    id: str


@dataclass
class NameIndex:
    """Name forms by their first word; matched on whole words, longest first, case kept."""

    _by_first: dict[str, dict[tuple[str, ...], list[Name]]] = field(default_factory=dict)
    _longest: dict[str, int] = field(default_factory=dict)

    def add(self, form: str, name: Name) -> None:
        """Let ``form`` stand for ``name``; a form may stand for several."""
        words = tuple(words_of(form))
        if not words:
            return
        entries = self._by_first.setdefault(words[0], {}).setdefault(words, [])
        if name not in entries:
            entries.append(name)
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def get(self, form: str) -> list[Name]:
        """What exactly this form stands for."""
        words = tuple(words_of(form))
        return self._by_first.get(words[0], {}).get(words, []) if words else []

    def at(self, words: list[str], i: int) -> tuple[int, list[Name]]:
        """The longest form that begins at word ``i``: its length in words (0: none), and what it may be."""
        forms = self._by_first.get(words[i])
        if forms is not None:
            for length in range(min(self._longest[words[i]], len(words) - i), 0, -1):
                names = forms.get(tuple(words[i : i + length]))
                if names is not None:
                    return length, names
        return 0, []

    def items(self) -> Iterator[tuple[tuple[str, ...], list[Name]]]:
        """All forms, as words, with what they stand for."""
        for forms in self._by_first.values():
            yield from forms.items()

    def find(self, text: str, begin: int = 0) -> Iterator[tuple[int, int, list[Name]]]:
        """Names in ``text`` from ``begin`` on: (start, end, what it may be), left to right, not overlapping."""
        matches = words_in(text, begin)
        words = [m[0] for m in matches]
        by_first, longest = self._by_first, self._longest
        i, n = 0, len(words)
        while i < n:
            step = 1
            forms = by_first.get(words[i])
            if forms is not None:
                for length in range(min(longest[words[i]], n - i), 0, -1):
                    names = forms.get(tuple(words[i : i + length]))
                    if names is not None:
                        yield matches[i].start(), matches[i + length - 1].end(), names
                        step = length
                        break
            i += step
