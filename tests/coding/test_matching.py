"""Patterns against trees drawn by hand; the rules are made here."""

from __future__ import annotations

import pytest

from detente.annotate.facts import Facts
from detente.coding.matching import best_match, lemma_of, part_of_speech
from detente.lexicon.actors import ActorLexicon
from detente.lexicon.pattern import parse_pattern
from detente.lexicon.rules import Rule, RuleLexicon, _index
from detente.testing import tree_by_hand


def rule(pattern: str, id_: str = "", type_: str = "X", **cells: str) -> Rule:
    return Rule(id_ or pattern, "x.tsv:1", type_, parse_pattern(pattern), cells, {})


def found(table: str, word: str, *patterns: str | Rule, light: tuple[Rule, ...] = (), **classes: set[str]):
    """The match at ``word`` among the patterns, or ``None``."""
    tree = tree_by_hand(table)
    rules = RuleLexicon(
        predicates=_index([p if isinstance(p, Rule) else rule(p) for p in patterns]),
        light=_index(list(light)),
        classes={name: frozenset(words) for name, words in classes.items()},
    )
    return best_match(Facts(tree, None, ActorLexicon()), rules, rules.predicates, tree.word.index(word))


def best(*arguments, **keywords) -> str | None:
    match = found(*arguments, **keywords)
    return match.rule.id if match else None


IMPOSED = """
    Canada    NNP nsubj  imposed
    imposed   VBD ROOT   -        impose
    new       JJ  amod   sanctions
    sanctions NNS dobj   imposed  sanction
    on        IN  prep   sanctions
    Iran      NNP pobj   on
"""
PASSIVE = """
    Sanctions NNS nsubjpass imposed sanction
    were      VBD auxpass   imposed be
    imposed   VBN ROOT      -       impose
    on        IN  prep      imposed
    Iran      NNP pobj      on
    by        IN  agent     imposed
    Canada    NNP pobj      by
"""
TALKS = """
    Peru    NNP nsubj held
    held    VBD ROOT  -    hold
    tense   JJ  amod  talks
    talks   NNS dobj  held talk
    with    IN  prep  held
    Chile   NNP pobj  with
"""


def test_the_heaviest_that_fits_wins():
    patterns = ("impose/v", "impose/v sanction", "impose/v sanction on:@place", "impose/v tariff")
    assert best(IMPOSED, "imposed", *patterns) == "impose/v sanction"


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("impose/v sanction|embargo", True),
        ("impose/v @penalty", True),
        ("impose/v @weapon", False),
        ("impose/v @event", False),
        ("impose/v on", True),
        ("impose/v on:iran", True),
        ("impose/v on:iraq", False),
        ("impose/v against", False),
        ("impose/v ~new", True),
        ("impose/v ~old", False),
        ("impose/v !sanction", False),
        ("impose/v !iran", False),
        ("impose/v !tax", True),
        ("impose/v >end", False),
        ("impose/v +up", False),
        ("impose/n", False),
    ],
)
def test_pieces(pattern, fits):
    assert (best(IMPOSED, "imposed", pattern, penalty={"sanction"}) == pattern) is fits


def test_the_passive_has_its_object_as_subject():
    assert best(PASSIVE, "imposed", "impose/v sanction on") == "impose/v sanction on"


def test_bound_tokens_are_told():
    match = found(IMPOSED, "imposed", "impose/v sanction ~new")
    assert [match.head, *match.bound] == [1, 3, 2]
    assert match.carrier == 1


def test_a_particle():
    table = """
        They    PRP nsubj pulled
        pulled  VBD ROOT  -     pull
        out     RP  prt   pulled
    """
    assert best(table, "pulled", "pull/v", "pull/v +out") == "pull/v +out"


def test_a_clause():
    table = """
        Cuba     NNP nsubj   refused
        refused  VBD ROOT    -      refuse
        to       TO  aux     meet
        meet     VB  xcomp   refused
        Spain    NNP dobj    meet
    """
    assert best(table, "refused", "refuse/v", "refuse/v >meet") == "refuse/v >meet"
    assert best(table, "refused", "refuse/v >sign") is None
    assert best(table, "refused", "refuse/v to") == "refuse/v to"


def test_a_noun_takes_its_light_verb():
    hold = rule("hold/v", "light.hold", "light")
    match = found(TALKS, "talks", "talk/n with", light=(hold,))
    assert (match.carrier, match.as_subject) == (1, False)
    assert best(TALKS, "talks", "talk/n with") is None, "without the light verb nobody is met"
    assert best(TALKS, "talks", "talk/n ~tense", light=(hold,)) == "talk/n ~tense"


def test_a_noun_is_subject_of_its_light_verb():
    table = """
        Talks  NNS nsubj began talk
        began  VBD ROOT  -     begin
        in     IN  prep  began
        Quito  NNP pobj  in
    """
    begin = rule("begin/v", "light.begin_subject", "light", note="subject")
    match = found(table, "Talks", "talk/n", light=(begin,))
    assert (match.carrier, match.as_subject) == (1, True)
    other = rule("begin/v", "light.begin", "light")
    assert found(table, "Talks", "talk/n", light=(other,)).carrier == 0


def test_an_adjective_looks_at_its_copula():
    table = """
        Syria   NNP nsubj allied
        is      VBZ ROOT  -      be
        allied  JJ  acomp is
        with    IN  prep  allied
        Iran    NNP pobj  with
    """.replace("nsubj allied", "nsubj is")
    assert best(table, "allied", "allied/a with") == "allied/a with"


def test_of_equals_what_is_no_event_goes_first_then_the_id():
    none = rule("impose/v sanction", "z.none", "NONE")
    assert best(IMPOSED, "imposed", rule("impose/v sanction", "a"), rule("impose/v sanction", "b"), none) == "z.none"
    assert best(IMPOSED, "imposed", rule("impose/v sanction", "b"), rule("impose/v sanction", "a")) == "a"


@pytest.mark.parametrize(
    ("line", "pos", "lemma"),
    [
        ("Talks NNPS ROOT - talks", "n", "talk"),
        ("Congress NNPS ROOT - congress", "n", "congress"),
        ("Summit NNP ROOT - Summit", "n", "summit"),
        ("held VBD ROOT - hold", "v", "hold"),
        ("free JJ ROOT -", "a", "free"),
        ("of IN ROOT -", "", "of"),
        ("may MD ROOT -", "", "may"),
    ],
)
def test_parts_of_speech_and_lemmas(line, pos, lemma):
    tree = tree_by_hand(line)
    assert (part_of_speech(tree, 0), lemma_of(tree, 0)) == (pos, lemma)
