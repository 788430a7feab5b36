from datetime import date

import pytest

from detente.errors import CaseError
from detente.testing import facts_of, tree_by_hand

JOINED = """
    Peru   NNP   poss   visit
    's     POS   case   Peru
    (      -LRB- punct  visit
    secret JJ    amod   visit
    )      -RRB- punct  visit
    visit  NN    ROOT   -
    .      .     punct  visit
"""


def test_words_are_joined_as_english_is_written():
    assert tree_by_hand(JOINED).text == "Peru's (secret) visit."


def test_a_text_of_its_own_gives_the_offsets():
    tree = tree_by_hand("Peru NNP nsubj won\nwon VBD ROOT - win", "date 2020\n\nPeru  won")
    assert [tree.text[s:e] for s, e in zip(tree.start, tree.end, strict=True)] == ["Peru", "won"]


def test_conllu():
    rows = ["1\tPeru\tPeru\tPROPN\tNNP\t_\t2\tnsubj\t_\t_", "2\twon\twin\tVERB\tVBD\t_\t0\tROOT\t_\t_"]
    tree = tree_by_hand("\n".join(rows))
    assert (tree.head, tree.lemma, tree.dep, tree.tag) == ([1, 1], ["peru", "win"], ["nsubj", "ROOT"], ["NNP", "VBD"])


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("Peru NNP nsubj", "line 1: must be word, tag, dep, head"),
        ("Peru NNP nsubj won", "line 1: the head 'won' stands 0 times"),
        ("a X det b\nb X ROOT -\nb X conj 2", "line 1: the head 'b' stands 2 times"),
        ("a X det 4\nb X ROOT -", "line 1: there is no word number 4"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(table, complaint):
    with pytest.raises(CaseError, match=complaint):
        tree_by_hand(table)


def test_a_word_that_the_text_lacks():
    with pytest.raises(CaseError, match="'won' is not in the text"):
        tree_by_hand("Peru NNP nsubj won\nwon VBD ROOT -", "Peru lost")


def test_facts_without_a_model():
    tree = tree_by_hand("""
        France     NNP  nsubj     condemned
        condemned  VBD  ROOT      -          condemn
        Chad       NNP  dobj      condemned
        yesterday  NN   npadvmod  condemned
        .          .    punct     condemned
    """)
    facts = facts_of(tree, date(2019, 5, 15))
    assert [e.country for m in facts.mentions for e in m.entities] == ["FRA", "TCD"]
    assert [m.iso for m in facts.dates] == ["2019-05-14"]
    only = facts_of(tree, stages=("actors",))
    assert len(only.mentions) == 2
    assert only.dates == []
