"""The CAMEO code of an act, and its place on both scales of conflict and cooperation.

A rule brings its own code. Where operators made the act another ("agreed to send tanks"), where what follows from the
sides changed its type, or where contexts say more than the rule does, the code is that of the first row of
``ontology/plover_to_cameo.tsv`` that fits. Goldstein's score is that of the code; PLOVER's that of the mode, else of
the type.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from ..lexicon.cameo import Implied, act_codes, implied_codes
from ..lexicon.codebook import PLOVER_TABLE, Codebook
from ..lexicon.rules import RuleLexicon
from ..lexicon.schemas import plover
from ..records import Reason, Span
from .acts import Act


@dataclass(frozen=True, slots=True)
class Step:
    """What an act is at first, or becomes by an operator: its type, mode, and the operator (empty: no operator)."""

    type: str
    mode: str | None
    operator: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """The code of an act, Goldstein's score of the code, PLOVER's of the act (``None``: a codebook's type without a
    score), and why.
    """

    cameo: str
    goldstein: float
    intensity: float | None
    reason: Reason


def scored(rules: RuleLexicon, act: Act, contexts: Collection[str], span: Span) -> Scored:
    """Code and scores of an act whose contexts are known; ``span`` is its predicate."""
    steps, rule = steps_of(rules, act), act.match.rule
    code, by = cameo_of(steps, contexts, rule.cell("cameo"), rule.id, quad=rules.quads.get(act.type, ""))
    known = act_codes()[code]
    return Scored(
        code,
        known.goldstein,
        intensity_of(rules, act.type, act.mode),
        Reason("cameo", by, (span,), f"{code}: {known.name}"),
    )


def cameo_of(
    steps: Sequence[Step], contexts: Collection[str] = (), code: str = "", rule: str = "", *, quad: str = ""
) -> tuple[str, str]:
    """The code of an act, and the id of the row that gave it: ``rule``, which brought ``code``, or a row of the table.

    ``steps`` are what the act was at first and what it became; ``quad`` the quad class of a type that is not PLOVER's.
    Raises ``KeyError`` for a type that is neither PLOVER's nor has a quad class.

    >>> cameo_of([Step("AID", None), Step("AGREE", None, "commit")], (), "072", "aid.send_arms")
    ('0332', 'cameo.agree.to_aid_military')
    >>> cameo_of([Step("ACCUSE", "disapprove")], (), "111", "accuse.condemn")
    ('111', 'accuse.condemn')
    >>> cameo_of([Step("COOPERATE", None)], ("military",))
    ('062', 'cameo.cooperate.military')
    """
    now, by = steps[0], rule
    if code not in act_codes():
        code, by = _first(now, contexts, "", quad)
    else:
        code, by = _narrowed(now, contexts, code, by, mode_is_new=False)
    for step in steps[1:]:
        if step.type != now.type:
            code, by = _first(step, contexts, code, quad)
        else:
            own = [r for r in implied_codes().get(step.type, ()) if r.operators]
            special = next((r for r in own if r.fits(step.mode, contexts, step.operator, code)), None)
            if special is not None:
                code, by = special.code, special.id
            elif step.mode != now.mode:
                code, by = _narrowed(step, contexts, code, by, mode_is_new=True)
        now = step
    return code, by


def _first(step: Step, contexts: Collection[str], before: str, quad: str) -> tuple[str, str]:
    """The first row that fits; every type's last row fits anything."""
    rows = implied_codes()
    found = next(
        r for r in rows[step.type if step.type in rows else quad] if r.fits(step.mode, contexts, step.operator, before)
    )
    return found.code, found.id


def _narrowed(step: Step, contexts: Collection[str], code: str, by: str, *, mode_is_new: bool) -> tuple[str, str]:
    """A code below ``code`` that contexts or a mode imply, if there is one: 1122 below 112, and, where it is more than
    the rule itself says, 0311 below 030 ("not specified").
    """

    def may(row: Implied) -> bool:
        if row.code == code or not row.fits(step.mode, contexts, "", code):
            return False
        says_more = bool(row.contexts) or (mode_is_new and bool(row.modes))
        stem = code[:2] if says_more and len(code) == 3 and code[2] == "0" else code
        return row.code.startswith(stem) and len(row.code) > len(stem)

    found = next((r for r in implied_codes().get(step.type, ()) if may(r)), None)
    return (code, by) if found is None else (found.code, found.id)


def steps_of(rules: RuleLexicon, act: Act) -> list[Step]:
    """What an act was by its rule, what each operator made of it, and what it is."""
    rule = act.match.rule
    steps = [Step(rule.type, rule.cell("mode") or None)]
    operators = _operators(rules) if act.trail else {}
    for id_, _ in act.trail:
        now, operator = steps[-1], operators.get(id_, "")
        row = rules.compose(operator, now.type, now.mode)
        if row is None or row.type == "-":
            continue
        kept = row.type == "="
        mode = now.mode if kept or row.mode == "=" else row.mode or None
        steps.append(Step(now.type if kept else row.type, mode, operator))
    if (steps[-1].type, steps[-1].mode) != (act.type, act.mode):
        steps.append(Step(act.type, act.mode))
    return steps


def _operators(rules: RuleLexicon) -> dict[str, str]:
    """What the ids in a trail stand for; a future tense makes of an act what a plan does (``standing``)."""
    return {"tense.future": "plan"} | {r.id: r.cell("operator") for found in rules.operators.values() for r in found}


def intensity_of(rules: RuleLexicon, type_: str, mode: str | None) -> float | None:
    """PLOVER's score of conflict and cooperation (-10 to 10): that of the mode, else of the type."""
    scores = _scores(rules.codebook)
    found = scores.get((type_, mode or ""))
    return found if found is not None else scores.get((type_, ""))


@cache
def _scores(codebook: Codebook | None) -> dict[tuple[str, str], float]:
    own = codebook.tables.get(PLOVER_TABLE) if codebook else None
    if own is not None:
        return {(r["type"], r["mode"]): float(r["score"]) for r in own if r["score"]}
    return {(t, m): score for t, modes in plover().items() for m, score in modes.items() if score is not None}
