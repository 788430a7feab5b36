"""Made-up tellings of made-up acts, with the truth: for measuring how well tellings are put together."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta

from ..consolidate.across import Telling

_STATES = "USA CHN RUS IND PAK GBR FRA DEU UKR IRN ISR TUR".split()
_TYPES = {"ASSAULT": ("aerial", "firearms", "explosives"), "CONSULT": ("visit", "phone", "meet"),
          "SANCTION": ("", "expel"), "ACCUSE": ("", "allege"), "AID": ("", "military")}  # fmt: skip
_WORDS = [f"word{n}" for n in range(400)]


def made_up(acts: int, seed: int = 1) -> list[tuple[Telling, int]]:
    """Tellings of ``acts`` acts (1 to 8 each), each with the number of its act.

    Acts crowd: the same pair of states does the same kind of thing days apart, in other places, or in series in the
    same place in much the same words. Tellings differ as reports do: a day early or late, undated, the month alone, a
    side or the place left out, other numbers, other words.
    """
    chance = random.Random(seed)  # noqa: S311 - made-up news
    made: list[tuple[Telling, int]] = []
    last: tuple[str, str, str, date, str | None, str, tuple[float, float], list[str]] | None = None
    for act in range(acts):
        kind = chance.choice(sorted(_TYPES))
        a, b = chance.sample(_STATES[: 6 if chance.random() < 0.5 else 12], 2)
        day = date(2024, 1, 1) + timedelta(days=chance.randrange(365))
        mode = chance.choice(_TYPES[kind]) or None
        place = f"town{chance.randrange(60)}"
        where = (chance.uniform(30, 60), chance.uniform(0, 60))
        killed = float(chance.choice([1, 2, 3, 5, 8, 12, 20, 40])) if kind == "ASSAULT" else None
        words = chance.sample(_WORDS, 14)
        if last is not None and chance.random() < 0.3:  # the next of a series: the same again, a day or two later
            kind, a, b, day, mode, place, where, words = last
            day += timedelta(days=chance.choice([1, 1, 2, 3]))
            words = chance.sample(words, 6) + chance.sample(_WORDS, 8)
            killed = float(chance.choice([1, 2, 3, 5, 8, 12, 20, 40])) if kind == "ASSAULT" else None
        last = (kind, a, b, day, mode, place, where, words)
        for number in range(chance.choice([1, 1, 1, 2, 2, 3, 4, 6, 8])):
            told = day + timedelta(days=chance.choice([0, 0, 0, 0, 0, 0, 1, -1]))
            undated, month = chance.random() < 0.1, chance.random() < 0.03
            start = None if undated else told.replace(day=1) if month else told
            end = None if start is None else start + timedelta(days=30 if month else 1)
            no_place, no_side = chance.random() < 0.35, chance.random() < 0.12
            kept = [w for w in words if chance.random() < 0.55] + chance.sample(_WORDS, 5)
            telling = Telling(
                f"d{act}-{number}", f"e{act}-{number}", kind, mode if chance.random() < 0.75 else None,
                told + timedelta(days=chance.choice([0, 0, 1, 1, 2])), start, end, frozenset({a}),
                frozenset() if no_side else frozenset({b}), "" if no_place else place, None if no_place else b,
                None if no_place else where[0], None if no_place else where[1],
                None if killed is None or chance.random() < 0.4 else killed * chance.choice([1, 1, 1, 0.8, 1.25]),
                None, frozenset(kept), f"wire{chance.randrange(9)}",
            )  # fmt: skip
            made.append((telling, act))
    return made


def agreement(found: Iterable[Iterable[Telling]], truth: dict[Telling, int]) -> dict[str, float]:
    """How well groups agree with the truth: precision, recall and F1, of pairs and B-cubed."""
    group = {t: n for n, members in enumerate(found) for t in members}
    ours: dict[int, set[Telling]] = {}
    gold: dict[int, set[Telling]] = {}
    for telling, act in truth.items():
        ours.setdefault(group[telling], set()).add(telling)
        gold.setdefault(act, set()).add(telling)
    shared = {t: len(ours[group[t]] & gold[truth[t]]) for t in truth}
    precision = sum(shared[t] / len(ours[group[t]]) for t in truth) / len(truth)
    recall = sum(shared[t] / len(gold[truth[t]]) for t in truth) / len(truth)
    both = sum(shared[t] - 1 for t in truth)
    pairs_p = both / max(1, sum(len(ours[group[t]]) - 1 for t in truth))
    pairs_r = both / max(1, sum(len(gold[truth[t]]) - 1 for t in truth))
    return {
        "b3_precision": precision, "b3_recall": recall, "b3_f1": _f1(precision, recall),
        "pairs_precision": pairs_p, "pairs_recall": pairs_r, "pairs_f1": _f1(pairs_p, pairs_r),
    }  # fmt: skip


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
