"""Which rows of the lexicon the cases fire: a row that no case fires is a row that nobody has seen work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..lexicon.rules import RuleLexicon
from ..records import Event, Result, Statement, Tie


def fired(results: Iterable[Result]) -> Counter[str]:
    """How often each rule id stands in the results: as a record's rule, in its reasons, or in a drop."""
    count: Counter[str] = Counter()
    for result in results:
        records: list[Event | Statement | Tie] = [*result.events, *result.statements, *result.ties]
        for record in records:
            ids = {record.rule, *(reason.rule for reason in record.reasons)}
            count.update(ids | {i.removeprefix("modality.") for i in ids})
        count.update(drop.rule for drop in result.drops)
    return count


def unfired(rules: RuleLexicon, results: Iterable[Result]) -> dict[str, list[str]]:
    """Ids of the rows that no result names, by table (``predicates operators cues relations``), sorted."""
    seen = fired(results)
    indexes = {
        "predicates": rules.predicates,
        "operators": rules.operators,
        "cues": rules.cues,
        "relations": rules.relations,
    }
    return {
        table: sorted({rule.id for found in index.values() for rule in found if rule.id not in seen})
        for table, index in indexes.items()
    }
