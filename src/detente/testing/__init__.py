"""The public testing room: marked-case files, trees built by hand, and which lexicon rows the cases fire."""

from .bench import Bench, Coded
from .cases import Case, parse_cases, read_cases
from .check import check_case
from .coverage import fired, unfired
from .tree import facts_of, tree_by_hand

__all__ = [
    "Bench",
    "Case",
    "Coded",
    "check_case",
    "facts_of",
    "fired",
    "parse_cases",
    "read_cases",
    "tree_by_hand",
    "unfired",
]
