"""What a register of arms transfers asks of a tie: designation, numbers, years, licence, second-hand, value; and the
event that makes or ends a tie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..annotate.facts import Facts
from ..annotate.phrases import left_edge
from ..annotate.tree import Tree
from ..lexicon.rules import RuleLexicon, Weapon
from ..records import Event, Quantity, Tie, Transfer
from .matching import Match, lemma_of

_LONGEST = 4  # words of a designation: "leopard 2 a 7"
_MAKING = frozenset("AGREE COOPERATE SUPPORT AID CONCEDE MOBILIZE".split())
_ENDING = frozenset("REJECT SANCTION RETREAT".split())


def transfer_of(facts: Facts, rules: RuleLexicon, match: Match, items: Sequence[int]) -> Transfer:
    """The register's fields of one tie of supply, as far as its clause tells them."""
    tree = facts.tree
    weapon = next((w for i in items if (w := designated(tree, rules, i)) is not None), None)
    clause = _clause(tree, match.head)
    delivering = _is(tree, rules, match.head, "delivering")
    counts = [q for i in items[:1] for q in _counts(facts, i)]
    ordered = counts[-1].value if counts and (len(counts) > 1 or not delivering) else None
    delivered = counts[0].value if counts and (len(counts) > 1 or delivering) else None
    text = " ".join(tree.lower[i] for i in sorted(clause))
    marks = {kind: any(f" {w} " in f" {text} " for w in rules.classes[kind]) for kind in ("licence", "secondhand")}
    order_year, years = _years(facts, rules, clause)
    value = next((q for q in facts.quantities if len(q.unit) == 3 and q.unit.isupper() and _in(tree, q, clause)), None)
    return Transfer(
        weapon.name if weapon else None, weapon.kind if weapon else _kind(rules, tree, items),
        ordered, delivered, order_year, years, marks["licence"], marks["secondhand"], value,
    )  # fmt: skip


def designated(tree: Tree, rules: RuleLexicon, item: int) -> Weapon | None:
    """The longest designation in the words of an item ("18 Rafale fighters", "Leopard 2A4 tanks"); case, hyphens and
    the plural do not count.
    """
    first = left_edge(tree, item)
    words = [tree.lower[i] for i in range(first, item + 1)]
    for n in range(min(_LONGEST, len(words)), 0, -1):
        for at in range(len(words) - n + 1):
            found = words[at : at + n]
            if found[0] == "a" and tree.word[first + at] == "a":  # "a 50 kg bomb" is no A-50
                continue
            for form in (" ".join(found), "-".join(found), "".join(found)):
                weapon = rules.weapons.get(form) or rules.weapons.get(form.removesuffix("s"))
                if weapon is not None:
                    return weapon
    return None


def _kind(rules: RuleLexicon, tree: Tree, items: Sequence[int]) -> str | None:
    for i in items:
        before = f"{tree.lower[i - 1]} {lemma_of(tree, i)}" if i else ""
        for kind in _KINDS:
            if lemma_of(tree, i) in rules.classes[kind] or before in rules.classes[kind]:
                return kind
    return None


_KINDS = tuple("aircraft airdefence artillery drone missile radar submarine ship vehicle smallarms ammunition".split())


def _is(tree: Tree, rules: RuleLexicon, i: int, kind: str) -> bool:
    return lemma_of(tree, i) in rules.classes[kind]


def _clause(tree: Tree, head: int) -> set[int]:
    """The tokens of the finite clause that tells the tie."""
    top = head
    while tree.dep[top] not in ("ROOT", "relcl", "ccomp", "parataxis") and tree.head[top] != top:
        top = tree.head[top]
    return set(tree.subtree(top))


def _in(tree: Tree, quantity: Quantity, tokens: set[int]) -> bool:
    first, last = tree.tokens_between(quantity.span.start, quantity.span.end)
    return first < last and first in tokens


def _counts(facts: Facts, item: int) -> list[Quantity]:
    """How many: before the item, and before what it is a part of ("the first four of 36 jets": 4, 36)."""
    tree = facts.tree
    first = left_edge(tree, item)
    if tree.dep[item] == "pobj" and tree.lower[tree.head[item]] == "of":
        first = min(first, left_edge(tree, tree.head[tree.head[item]]))
    found = [q for q in facts.quantities if not q.unit and q.share is None and q.value is not None]
    return [q for q in found if tree.start[first] <= q.span.start and q.span.end <= tree.start[item]]


def _years(facts: Facts, rules: RuleLexicon, clause: set[int]) -> tuple[int | None, str | None]:
    """Year of order and years of delivery: by the verb that a date hangs on ("signed in 2018", "delivered by 2024")."""
    tree, ordered, delivered = facts.tree, None, []
    for m in facts.dates:
        if m.span is None or m.start is None or m.grain not in ("day", "month", "quarter", "year"):
            continue
        first, _ = tree.tokens_between(m.span.start, m.span.end)
        if first not in clause:
            continue
        above = next((a for a in tree.ancestors(first) if tree.is_verb(a) or _is(tree, rules, a, "deal")), None)
        if above is None:
            continue
        if _is(tree, rules, above, "ordering") or _is(tree, rules, above, "deal"):
            ordered = ordered or m.start.year
        elif _is(tree, rules, above, "delivering"):
            delivered.append(m.start.year)
    years = sorted(set(delivered))
    return ordered, ("-".join(str(y) for y in dict.fromkeys((years[0], years[-1]))) if years else None)


def link_ties(ties: Sequence[Tie], events: Sequence[Event]) -> list[Tie]:
    """Ties with the ids of the events that make or end them: told in the same sentence, between the same two states,
    of a type that can. The one rule for all kinds.
    """
    linked = []
    for t in ties:
        sides = {t.source.country, t.target.country} - {None}
        ids = tuple(
            e.id
            for e in events
            if e.sentence.start == t.sentence.start
            and e.type in _MAKING | _ENDING
            and sides <= {x.country for x in (*e.actors, *e.recipients)}
        )
        linked.append(replace(t, events=ids) if ids else t)
    return linked
