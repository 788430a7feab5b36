"""Relations: rows of (sentence, source, target) in, what the source does to the target out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..config import Config
from ..errors import ReadError
from ..read.clean import bad_bytes, printable, refuse
from ..records import Document, Reject, Result
from .coder import Coder
from .local import code_inputs

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ..annotate.facts import Facts
    from ..annotate.tree import Tree

COLUMNS = ("uid", "sentence", "source", "target")
OPTIONAL = ("marked", "root", "penta")
ANSWER = ("uid", "type", "mode", "status", "score", "rule")
_TAG = re.compile(r"(</?[st]>)")

Where = tuple[int, int]
Sides = tuple[tuple[Where, ...], tuple[Where, ...]]


@dataclass(frozen=True, slots=True)
class Relation:
    """One row: a sentence with two phrases of it. ``marked`` is the sentence with both in tags, ``<s>source</s>`` and
    ``<t>target</t>``; ``root`` and ``penta`` are what a coder said. All text; empty where the file lacks the column.
    """

    uid: str
    sentence: str
    source: str
    target: str
    marked: str = ""
    root: str = ""
    penta: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the source does to the target: PLOVER ``type`` and ``mode`` (may be empty), ``status`` as of an event,
    ``score`` from 0 to 1, ``rule`` how it was found. ``type`` is ``NONE`` where nothing holds.
    """

    uid: str
    type: str
    mode: str
    status: str
    score: float
    rule: str


# --- reading ---------------------------------------------------------------------------------------------------------


def read_relations(
    path: str | Path,
    on_reject: Callable[[Reject], None] | None = None,
    on_note: Callable[[str], None] | None = None,
) -> list[Relation]:
    """The rows of a TSV file with a header (``uid sentence source target``, maybe ``marked root penta``; other columns
    are not read). Cells are plain text: a quotation mark is one.

    A side that the sentence does not name ("a recipient") stays open: ``on_note`` hears of it, with file and line.
    A row that cannot be used goes to ``on_reject``, with file and line, and the rest is read; without ``on_reject`` it
    raises ``ReadError``. So does a file that cannot be read or lacks a column.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig", errors="surrogateescape")
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}") from error
    lines = text.split("\n")
    names = lines[0].rstrip("\r").split("\t")
    if missing := [c for c in COLUMNS if c not in names]:
        raise ReadError(f"{path}:1: no column {', '.join(missing)} (parted by tabs: {', '.join(COLUMNS)})")
    found: list[Relation] = []
    told = on_note or (lambda _: None)
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        try:
            found.append(_relation(names, line.rstrip("\r")))
            for note in _open_sides(found[-1]):
                told(f"{path}:{number}: {note}")
        except ValueError as error:
            if on_reject is None:
                raise ReadError(f"{path}:{number}: {error}") from error
            on_reject(refuse(f"{path}:{number}", str(error), line))
    return found


def _relation(names: list[str], line: str) -> Relation:
    if problem := bad_bytes(line):
        raise ValueError(problem)
    cells = line.split("\t")
    if len(cells) != len(names):
        raise ValueError(f"{len(cells)} cells, but the header has {len(names)}")
    row = dict(zip(names, cells, strict=True))
    for column in COLUMNS:
        if not row[column].strip():
            raise ValueError(f"{column} is empty")
    relation = Relation(**{c: row.get(c, "") for c in (*COLUMNS, *OPTIONAL)})
    places_of(relation)
    return relation


def _open_sides(relation: Relation) -> Iterator[str]:
    for name, phrase, places in zip(
        ("source", "target"), (relation.source, relation.target), places_of(relation), strict=True
    ):
        if not places:
            yield f"{name} {printable(phrase[:60])!r} is not in the sentence: only the other side is looked for"


def places_of(relation: Relation) -> Sides:
    """The characters of the sentence where source and target stand: as ``marked`` has them, else wherever the phrases
    stand as whole words, the shorter one outside the longer one where it can. A side that the sentence does not name
    ("a recipient") has no place. Raises ``ValueError`` where neither has one, or where ``marked`` is malformed.
    """
    found = _marked(relation) if relation.marked else _searched(relation)
    if not any(found):
        raise ValueError("neither source nor target is in the sentence")
    return found


def _searched(relation: Relation) -> Sides:
    sources, targets = (_places(relation.sentence, phrase) for phrase in (relation.source, relation.target))
    if len(relation.source) < len(relation.target):
        return _outside(sources, targets), targets
    return sources, _outside(targets, sources)


def _outside(shorter: tuple[Where, ...], longer: tuple[Where, ...]) -> tuple[Where, ...]:
    return tuple(a for a in shorter if all(a[1] <= b[0] or b[1] <= a[0] for b in longer)) or shorter


def _places(sentence: str, phrase: str) -> tuple[Where, ...]:
    """Where a phrase stands, as whole words; in another case of letters where it does not stand in its own."""
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, phrase.split())) + r"(?!\w)"
    for flags in (0, re.IGNORECASE):
        if found := tuple(m.span() for m in re.finditer(pattern, sentence, flags)):
            return found
    return ()


def _marked(relation: Relation) -> Sides:
    """The places between the tags, which may stand more than once."""
    found: dict[str, list[Where]] = {"s": [], "t": []}
    opened: dict[str, int] = {}
    plain = ""
    for piece in _TAG.split(relation.marked):
        name = piece.strip("</>")
        if _TAG.fullmatch(piece) is None:
            plain += piece
        elif (piece[1] == "/") != (name in opened):
            raise ValueError(f"marked has {piece} where none can stand")
        elif piece[1] == "/":
            found[name].append((opened.pop(name), len(plain)))
        else:
            opened[name] = len(plain)
    if opened:
        raise ValueError(f"marked has <{next(iter(opened))}> without its end")
    if plain != relation.sentence:
        raise ValueError("marked, without its tags, is not the sentence")
    if any(start >= end for places in found.values() for start, end in places):
        raise ValueError("marked has tags with nothing between them")
    return tuple(found["s"]), tuple(found["t"])


# --- answering -------------------------------------------------------------------------------------------------------


def relate(
    rows: Iterable[Relation],
    config: Config | None = None,
    always: bool = False,
    *,
    older: bool = False,
    model: str | None = None,
    on_reject: Callable[[Reject], None] | None = None,
) -> Iterator[Answer]:
    """An answer for each row, in order.

    ``always``: the likeliest type, by weaker and weaker signs (``coding.relations.choose`` lists them), in place of
    ``NONE``. ``older``: the types of the earlier draft of PLOVER, as the field's data have them
    (``coding.earlier.older``). A row whose coding fails goes to ``on_reject`` and is ``NONE``. Raises ``ValueError``
    for a row with neither phrase in its sentence (``read_relations`` gives none).
    """
    given = list(rows)
    places = {str(n): places_of(row) for n, row in enumerate(given)}
    documents = (Document(row.sentence, None, id=str(n), origin=row.uid) for n, row in enumerate(given))
    coder = _Relating(places, config, model=model, always=always, older=older)
    results = code_inputs(coder, documents, on_reject or (lambda _: None))
    waiting = next(results, None)
    for n, row in enumerate(given):
        if isinstance(waiting, _Related) and waiting.document.id == str(n):
            yield replace(waiting.answer, uid=row.uid)
            waiting = next(results, None)
        else:
            yield Answer(row.uid, "NONE", "", "", 0.0, "error")


@dataclass(frozen=True, slots=True)
class _Related(Result):
    answer: Answer = field(default_factory=lambda: Answer("", "NONE", "", "", 0.0, "none"))


class _Relating(Coder):
    """A coder that asks of each sentence one question."""

    def __init__(
        self, places: dict[str, Sides], config: Config | None, *, model: str | None, always: bool, older: bool
    ) -> None:
        super().__init__(config, model=model)
        self._places, self._always, self._older = places, always, older

    def _code(self, document: Document, doc: Doc, begin: int) -> _Related:
        from ..annotate.parse import tree_of
        from ..annotate.pipeline import Stage, annotate
        from ..coding.earlier import older
        from ..coding.marked import Ends, alone, mark
        from ..coding.relations import choose

        tree = tree_of(doc, document.text, begin)
        ends = Ends(*(_tokens(tree, side) for side in self._places[document.id]))
        if not ends.source and not ends.target:
            return _Related(document)

        def marking(facts: Facts) -> None:
            mark(facts, ends)

        marked = Stage("marked", (), (), marking)
        stages = [s for stage in self._stages for s in ((stage, marked) if stage.name == "actors" else (stage,))]
        facts = annotate(tree, document.date, self._actors, begin, [*stages, marked])
        alone(facts)
        choice = choose(facts, self._rules, ends, always=self._always)
        kind = older(choice, self._rules) if self._older else choice.type
        return _Related(document, answer=Answer("", kind, choice.mode, choice.status, choice.score, choice.rule))


def _tokens(tree: Tree, places: Iterable[Where]) -> tuple[Where, ...]:
    """The places as ranges of tokens; those before the first token (a dateline) are left out."""
    ranges = (tree.tokens_between(*place) for place in places)
    return tuple((first, last) for first, last in ranges if first < last)
