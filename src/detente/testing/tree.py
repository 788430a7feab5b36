"""Trees built by hand, so that rules are tested without a language model.

>>> tree = tree_by_hand('''
...     France     NNP  nsubj  condemned
...     condemned  VBD  ROOT   -          condemn
...     the        DT   det    attack
...     attack     NN   dobj   condemned
...     .          .    punct  condemned
... ''')
>>> tree.text
'France condemned the attack.'
>>> tree.kid(1, "dobj")
3
"""

from __future__ import annotations

from datetime import date as Date

from ..annotate.facts import Facts
from ..annotate.pipeline import DEFAULT, annotate, build
from ..annotate.tree import Tree
from ..errors import CaseError
from ..lexicon.actors import ActorLexicon, load_actors

_CLOSING = frozenset({".", ",", ";", ":", "?", "!", ")", "%", "'s", "’s", "'", "’", "n't", "”", "]"})
_OPENING = frozenset({"(", "$", "“", "[", "#"})


def tree_by_hand(table: str, text: str = "") -> Tree:
    """The tree that a table draws: one line a word, a blank line between sentences, ``#`` begins a comment.

    A line is ``word tag dep head [lemma]``: ``head`` is a word that occurs once in the sentence, or its number in the
    sentence from 1 on; ``-`` or ``0`` for the root. A line of ten columns parted by tabs is read as CoNLL-U (form,
    lemma, language tag, head, label). The lemma is by default the lower-case word. ``text`` is what the words stand in,
    by default they are joined as English is written. Raises ``CaseError`` with the number of a line that is wrong.
    """
    sentences: list[list[tuple[int, list[str]]]] = [[]]
    for number, line in enumerate(table.splitlines(), 1):
        if not line.strip():
            sentences.append([])
        elif not line.lstrip().startswith("#"):
            sentences[-1].append((number, _cells(line, number)))
    rows: list[list[str]] = []
    head: list[int] = []
    sents: list[tuple[int, int]] = []
    for sentence in filter(None, sentences):
        first = len(rows)
        words = [cells[0] for _, cells in sentence]
        for i, (number, cells) in enumerate(sentence):
            head.append(first + _head(cells[3], i, words, number))
            rows.append(cells)
        sents.append((first, len(rows)))
    words = [r[0] for r in rows]
    text = text or _joined(words, {first for first, _ in sents})
    start = _starts(words, text)
    return Tree(
        text, words, [w.lower() for w in words], [r[4] for r in rows], [r[1] for r in rows], [r[2] for r in rows], head,
        start, [s + len(w) for s, w in zip(start, words, strict=True)], sents,
    )  # fmt: skip


def facts_of(
    tree: Tree, published: Date | None = None, *, lexicon: ActorLexicon | None = None, stages: tuple[str, ...] = DEFAULT
) -> Facts:
    """What the annotators find in ``tree``; ``lexicon`` is by default the whole one, ``stages`` all."""
    return annotate(tree, published, lexicon or load_actors(), 0, build(stages))


def _cells(line: str, number: int) -> list[str]:
    """Word, tag, label, head and lemma of one line."""
    columns = line.strip().split("\t")
    if len(columns) == 10:
        return [columns[1], columns[4], columns[7], columns[6], columns[2].lower()]
    cells = line.split()
    if len(cells) not in (4, 5):
        raise CaseError(f"line {number}: must be word, tag, dep, head and maybe lemma: {line.strip()!r}")
    return cells if len(cells) == 5 else [*cells, cells[0].lower()]


def _head(cell: str, own: int, words: list[str], number: int) -> int:
    if cell in ("-", "0"):
        return own
    if cell.isdigit() and cell not in words:
        if int(cell) > len(words):
            raise CaseError(f"line {number}: there is no word number {cell}")
        return int(cell) - 1
    found = [i for i, word in enumerate(words) if word == cell]
    if len(found) != 1:
        raise CaseError(f"line {number}: the head {cell!r} stands {len(found)} times in its sentence: give its number")
    return found[0]


def _joined(words: list[str], firsts: set[int]) -> str:
    text = ""
    for i, word in enumerate(words):
        glued = not text or (i not in firsts and (word in _CLOSING or words[i - 1] in _OPENING))
        text += word if glued else f" {word}"
    return text


def _starts(words: list[str], text: str) -> list[int]:
    starts, at = [], 0
    for word in words:
        found = text.find(word, at)
        if found < 0:
            raise CaseError(f"the word {word!r} is not in the text after character {at}")
        starts.append(found)
        at = found + len(word)
    return starts
