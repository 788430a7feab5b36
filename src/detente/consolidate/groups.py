"""Things that belong together, found by pairs: a list holds for each place a place before it in its group."""

from __future__ import annotations


def root(parents: list[int], place: int) -> int:
    """The first place of the group."""
    while parents[place] != place:
        parents[place] = place = parents[parents[place]]
    return place


def join(parents: list[int], a: int, b: int) -> None:
    """The groups of two places are one from now on."""
    one, other = sorted((root(parents, a), root(parents, b)))
    parents[other] = one
