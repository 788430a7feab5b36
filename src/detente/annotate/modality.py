"""Words that change how an act stands: negation, may and will, "reportedly", "potential", "if".

Reads ``modality/scopes.tsv``; writes ``Facts.scopes``: the effect of each such token and the id of its row. What a word
has in its scope is decided in coding, from the parse.
"""

from __future__ import annotations

from ..lexicon.rules import load_rules
from .facts import Facts


def find_scopes(facts: Facts) -> None:
    """Fill ``facts.scopes``."""
    scopes = load_rules().scopes
    tree = facts.tree
    longest = max((len(k) for k in scopes), default=1)
    firsts = {k[0] for k in scopes}
    for i, word in enumerate(tree.lower):
        if word not in firsts and tree.lemma[i] not in firsts:
            continue
        for n in range(longest, 0, -1):
            words = tuple(tree.lower[i : i + n])
            row = scopes.get(words) or (scopes.get((tree.lemma[i],)) if n == 1 else None)
            if row is not None and _agrees(tree.tag[i], row["kind"]):
                inside = range(i, i + n)
                head = next((k for k in inside if tree.head[k] not in inside), i)
                facts.scopes[head] = (row["kind"], row["effect"], row["id"])
                break
    facts.done.add("modality")


def _agrees(tag: str, kind: str) -> bool:
    wanted = {"aux": ("MD",), "verb": ("VB",), "adjective": ("JJ", "VB"), "noun": ("NN",)}.get(kind)
    return wanted is None or tag.startswith(wanted)
