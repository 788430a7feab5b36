"""Rules over predicates: rows of the predicate, operator, cue and relation files, by the lemma that they hang on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from .codebook import Codebook, OwnRow, read_codebook
from .pattern import Pattern, parse_pattern, parse_slots
from .schemas import DATA, PREDICATE_TYPES, SCHEMAS
from .table import Row, collector_paused, read_table

Slots = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what it matches, and its cells. ``type`` is the PLOVER type of a predicate row, else the table; ``own``:
    it is of a user's codebook.
    """

    id: str
    at: str
    type: str
    pattern: Pattern
    cells: dict[str, str]
    slots: dict[str, Slots]
    own: bool = False

    def cell(self, column: str) -> str:
        """A cell, empty where the table has no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Weapon:
    """A designation: its name in lower case, its class (``aircraft``, ``missile``, ...), its maker (alpha-3)."""

    name: str
    kind: str
    maker: str


@dataclass(frozen=True, slots=True)
class Composed:
    """What becomes of an act under an operator: type (``=`` the act's own), mode, and status (empty: unchanged)."""

    type: str
    mode: str
    status: str
    at: str


Index = dict[tuple[str, str], list[Rule]]


@dataclass
class RuleLexicon:
    """All rules. The indexes go from (lemma, part of speech) to rows, heaviest pattern first.

    ``codebook`` is the user's, if there is one on top; ``own_types`` are the types that it adds.
    """

    predicates: Index = field(default_factory=dict)
    light: Index = field(default_factory=dict)
    operators: Index = field(default_factory=dict)
    cues: Index = field(default_factory=dict)
    attitudes: Index = field(default_factory=dict)
    blame: Index = field(default_factory=dict)
    relations: Index = field(default_factory=dict)
    composition: dict[tuple[str, str], Composed] = field(default_factory=dict)
    quads: dict[str, str] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    contexts: dict[str, str] = field(default_factory=dict)
    weapons: dict[str, Weapon] = field(default_factory=dict)
    scopes: dict[tuple[str, ...], Row] = field(default_factory=dict)
    codebook: Codebook | None = None
    own_types: frozenset[str] = frozenset()

    @cached_property
    def doers(self) -> frozenset[str]:
        """Nouns that act for whoever owns them: weapons, forces, acts ("Russian drones", "an Israeli strike")."""
        named = {lemma: rules for (lemma, pos), rules in self.predicates.items() if pos == "n"}
        acts = {lemma for lemma, rules in named.items() if any(r.type != "NONE" for r in rules)}
        return frozenset(acts | self.classes["weapon"] | self.classes["force"])

    def compose(self, operator: str, type_: str, mode: str | None = None) -> Composed | None:
        """The row for this type and mode (``SANCTION.expel``), else for the type, else its quad, else ``*``."""
        for on in (f"{type_}.{mode}", type_, self.quads.get(type_, ""), "*"):
            row = self.composition.get((operator, on))
            if row is not None:
                return row
        return None


def load_rules(root: Path = DATA, codebook: Path | None = None) -> RuleLexicon:
    """The rule lexicon, read once a process; with a user's ``codebook`` (a folder, see ``codebook``) on top.

    Rows of a codebook that are wrong are left out: ``lexicon.codebook`` has the ``complaints``. Raises
    ``LexiconError`` for a folder that is no codebook.
    """
    return _load(root, read_codebook(codebook, root) if codebook else None)


@cache
@collector_paused()
def _load(root: Path, codebook: Codebook | None) -> RuleLexicon:
    lexicon = RuleLexicon(codebook=codebook)
    own = codebook.tables if codebook else {}
    types = codebook.types if codebook else tuple(PREDICATE_TYPES)
    lexicon.own_types = frozenset(t.upper() for t in types if t not in PREDICATE_TYPES)

    def rows(name: str) -> list[Row]:
        return own[name] if name in own else read_table(root / name, SCHEMAS[name])

    every = [r for kind in types for r in _rules(rows(f"predicates/{kind}.tsv"), kind.upper())]
    lexicon.predicates = _index(every)
    lexicon.light = _index(_rules(rows("predicates/light.tsv"), "light"))
    lexicon.operators = _index(_rules(rows("predicates/operators.tsv"), "operator"))
    lexicon.cues = _index(_rules(rows("statements/cues.tsv"), "cue"))
    attitudes = [*rows("statements/attitudes.tsv"), *rows("statements/cue_nouns.tsv")]
    lexicon.attitudes = _index(_rules(attitudes, "attitude"))
    lexicon.blame = _index(_rules(rows("statements/blame.tsv"), "ACCUSE"))
    lexicon.relations = _index(_rules(rows("ties/relations.tsv"), "tie"))
    for row in rows("predicates/composition.tsv"):
        lexicon.composition[row["operator"], row["on"]] = Composed(row["type"], row["mode"], row["status"], row.at)
    whole = [r for r in rows("ontology/plover.tsv") if not r["mode"]]  # a type's own row, not those of its modes
    lexicon.quads = {r["type"]: r["quad"] for r in whole}
    lexicon.required = frozenset(r["type"] for r in whole if r["recipient"] == "required")
    classes: dict[str, set[str]] = defaultdict(set)
    for row in rows("predicates/classes.tsv"):
        classes[row["class"]].add(row["word"])
    for name, class_ in (("ties/weapons.tsv", "weapon"), ("ties/commodities.tsv", "commodity")):
        for row in rows(name):
            if row["note"].startswith("designation"):
                classes["designation"].add(row["word"])
                lexicon.weapons[row["word"]] = Weapon(row["word"], row["kind"], row.cells.get("maker", ""))
            if row["note"].endswith("context"):  # "Tiger", "Hawk": a weapon only with a noun that says so
                continue
            classes[class_].add(row["word"])
            classes[row["kind"]].add(row["word"])
    for row in (*rows("statements/words.tsv"), *rows("ties/words.tsv")):
        classes[row["kind"]].add(row["word"])
    lexicon.classes = {name: frozenset(words) for name, words in classes.items()}
    lexicon.contexts = {r["word"]: r["context"] for r in rows("predicates/contexts.tsv")}
    for row in rows("modality/scopes.tsv"):
        for words in row.many("words"):
            lexicon.scopes[tuple(words.split(" "))] = row
    return lexicon


def _rules(rows: list[Row], type_: str) -> list[Rule]:
    made = []
    for row in rows:
        slots = {c: parse_slots(row[c]) for c in _SLOT_COLUMNS if c in row.cells}
        pattern, own = parse_pattern(row["pattern"]), isinstance(row, OwnRow)
        made.append(Rule(row["id"], row.at, type_, pattern, row.cells, slots, own))
    return made


_SLOT_COLUMNS = ("actor", "recipient", "speaker", "addressee", "from", "to", "items")


def _index(rules: list[Rule]) -> Index:
    index: Index = defaultdict(list)
    for rule in rules:
        for lemma in rule.pattern.lemmas:
            index[lemma, rule.pattern.pos].append(rule)
    for found in index.values():
        found.sort(key=_rank)
    return dict(index)


def _rank(rule: Rule) -> tuple[int, bool, bool, int, str]:
    """The heaviest first; of equals a user's, a row for what is no event, one with more literal words, then by id."""
    literal = sum(bool(p.words) for p in rule.pattern.pieces)
    return (-rule.pattern.weight, not rule.own, rule.type != "NONE", -literal, rule.id)
