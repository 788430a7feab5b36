"""Ranges of characters (start, end excluded) by the grammar: a phrase, all under a token, runs of tokens."""

from __future__ import annotations

from ..annotate.tree import Tree

Range = tuple[int, int]

RELATIVE = frozenset({"who", "which", "that"})
_TRIM = frozenset({",", ".", ";", ":", "—", "-", "--", "–", "―", "and", "but"})


def phrase(tree: Tree, head: int, cue: int) -> Range:
    """The noun phrase of ``head`` with what is said of it, up to the cue."""
    if tree.lower[head] in RELATIVE or tree.tag[head][:3] in ("PRP", "WP"):
        return tree.start[head], tree.end[head]
    blocked = {cue, *tree.ancestors(cue)} - {head, *tree.ancestors(head)}
    tokens, todo = [], [head]
    while todo:
        j = todo.pop()
        tokens.append(j)
        todo += [k for k in tree.kids[j] if k not in blocked]
    tokens = _run_with(sorted(tokens), head)
    return characters(tree, tokens[0], tokens[-1] + 1)


def edges(tree: Tree, head: int) -> Range:
    """Tokens of everything under ``head``, as first and last (excluded)."""
    tokens = _run_with(tree.subtree(head), head)
    return tokens[0], tokens[-1] + 1


def under(tree: Tree, head: int) -> Range:
    """Everything under ``head`` as characters."""
    return characters(tree, *edges(tree, head))


def runs(tokens: list[int]) -> list[list[int]]:
    """Sorted tokens as unbroken runs."""
    made: list[list[int]] = []
    for t in tokens:
        if made and t == made[-1][-1] + 1:
            made[-1].append(t)
        else:
            made.append([t])
    return made


def _run_with(tokens: list[int], token: int) -> list[int]:
    return next(run for run in runs(tokens) if token in run)


def characters(tree: Tree, first: int, last: int) -> Range:
    """Tokens ``first`` to ``last`` (excluded) as characters, without the marks and "and" at their ends."""
    while first < last - 1 and (tree.lower[first] in _TRIM or not tree.word[first].strip()):
        first += 1
    while last - 1 > first and (tree.lower[last - 1] in _TRIM or not tree.word[last - 1].strip()):
        last -= 1
    return tree.start[first], tree.end[last - 1]
