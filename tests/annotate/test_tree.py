import pytest

from detente.testing import tree_by_hand

TABLE = """
    The     DT   det       minister
    minister NN  nsubj     condemned
    of      IN   prep      minister
    Peru    NNP  pobj      of
    and     CC   cc        Peru
    Chile   NNP  conj      Peru
    condemned VBD ROOT     -          condemn
    the     DT   det       attack
    attack  NN   dobj      condemned
    and     CC   cc        condemned
    left    VBD  conj      condemned  leave
    .       .    punct     condemned

    Talks   NNS  nsubjpass held       talk
    were    VBD  auxpass   held       be
    held    VBN  ROOT      -          hold
    .       .    punct     held
"""


@pytest.fixture
def tree():
    table = TABLE.replace("The     DT   det       minister", "The DT det 2")
    table = table.replace("and     CC   cc        condemned", "and CC cc condemned")
    return tree_by_hand(table)


def test_text_and_sentences(tree):
    assert tree.text == "The minister of Peru and Chile condemned the attack and left. Talks were held."
    assert tree.sents == [(0, 12), (12, 16)]
    assert [tree.sent_of[i] for i in (0, 11, 12, 15)] == [0, 0, 1, 1]
    assert all(tree.text[s:e] == w for s, e, w in zip(tree.start, tree.end, tree.word, strict=True))


def test_kids(tree):
    assert tree.kids[6] == [1, 8, 9, 10, 11]
    assert tree.kid(6, "dobj", "nsubj") == 1
    assert tree.kid(6, "iobj") is None
    assert tree.kids_by(6, "conj", "dobj") == [8, 10]


def test_coordination(tree):
    assert tree.conjuncts(3) == [3, 5]
    assert tree.first_conjunct(5) == 3
    assert tree.first_conjunct(10) == 6
    assert tree.first_conjunct(6) == 6


def test_upwards(tree):
    assert list(tree.ancestors(5)) == [3, 2, 1, 6]
    assert tree.verb_above(5) == 6
    assert tree.verb_above(6) is None


def test_subtree(tree):
    assert tree.subtree(1) == [0, 1, 2, 3, 4, 5]
    assert tree.subtree(1, frozenset({"cc", "conj"})) == [0, 1, 2, 3]


def test_from_characters_to_tokens(tree):
    at = tree.text.index("Peru")
    assert tree.token_at(at) == tree.token_at(at + 4) == 3, "the space belongs to the word before it"
    assert tree.token_at(-1) == -1
    assert tree.tokens_between(at, at + 4) == (3, 4)
    assert tree.tokens_between(at - 1, at + 6) == (3, 5)
    assert tree.phrase_words(1, 4) == "minister of Peru"


def test_kinds_of_words(tree):
    assert [i for i in range(len(tree)) if tree.is_verb(i)] == [6, 10, 13, 14]
    assert [i for i in range(12) if tree.is_noun(i)] == [1, 3, 5, 8]


@pytest.mark.parametrize(
    ("table", "passive"),
    [
        ("It PRP nsubjpass hit\nwas VBD auxpass hit be\nhit VBN ROOT -", True),
        ("hit VBN ROOT -\nby IN agent hit\nthem PRP pobj by", True),
        ("men NNS ROOT -\nhit VBN acl men", True),
        ("They PRP nsubj hit\nhit VBD ROOT -\nit PRP dobj hit", False),
        ("hit VBD ROOT -\nby IN agent hit", False),
    ],
)
def test_passive(table, passive):
    tree = tree_by_hand(table)
    assert tree.passive(tree.word.index("hit")) is passive


def test_kids_follow_when_heads_change(tree):
    tree.head[8] = 10
    tree.index_kids()
    assert tree.kids[10] == [8]
    assert 8 not in tree.kids[6]
