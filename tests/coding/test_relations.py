"""What the source does to the target: reading rows, marking sides, choosing the act."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.coding.earlier import older
from detente.coding.marked import SOURCE, TARGET, Ends, alone, mark
from detente.coding.relations import NOTHING, Choice, choose, path_between
from detente.errors import ReadError
from detente.lexicon.rules import load_rules
from detente.run.relations import Relation, places_of, read_relations, relate
from detente.testing import facts_of, tree_by_hand

ACCUSED = """
    Thieves    NNS  nsubjpass  accused
    were       VBD  auxpass    accused  be
    accused    VBN  ROOT       -        accuse
    by         IN   agent      accused
    the        DT   det        company
    company    NN   pobj       by
"""


def row(marked: str, uid: str = "1") -> Relation:
    """A row from a marked sentence."""

    def between(tag: str) -> str:
        return marked.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0] or "somebody"

    source, target = between("s"), between("t")
    for tag in ("<s>", "</s>", "<t>", "</t>"):
        source, target = source.replace(tag, ""), target.replace(tag, "")
    plain = marked
    for tag in ("<s>", "</s>", "<t>", "</t>"):
        plain = plain.replace(tag, "")
    return Relation(uid, plain, source, target, marked)


# ------------------------------------------------------------------------------------------------ sides by hand


def marked_facts(table: str, ends: Ends):
    facts = facts_of(tree_by_hand(table))
    mark(facts, ends)
    alone(facts)
    return facts


def test_sides_need_not_be_known_to_the_lexicon():
    ends = Ends(((4, 6),), ((0, 1),))
    facts = marked_facts(ACCUSED, ends)
    assert [(m.first, m.last, m.entities[0].country) for m in facts.mentions] == [(0, 1, TARGET), (4, 6, SOURCE)]
    choice = choose(facts, load_rules(), ends)
    assert (choice.type, choice.mode, choice.rule) == ("ACCUSE", "allege", "both:accuse.accuse")


def test_a_side_that_is_not_named_stays_open():
    ends = Ends((), ((0, 1),))
    choice = choose(marked_facts(ACCUSED, ends), load_rules(), ends)
    assert choice.type == "ACCUSE"
    assert choice.rule.startswith(("one:", "path:"))


NOTHING_DONE = """
    Bakers  NNS  nsubj  know
    know    VBP  ROOT   -
    the     DT   det    park
    park    NN   dobj   know
"""


def test_nothing_holds_but_always_answers():
    ends = Ends(((0, 1),), ((2, 4),))
    facts = marked_facts(NOTHING_DONE, ends)
    assert choose(facts, load_rules(), ends) is NOTHING
    guess = choose(facts, load_rules(), ends, always=True)
    assert guess == Choice("CONSULT", "", "occurred", 0.05, "default")


def test_the_path_between_two_words():
    tree = tree_by_hand(ACCUSED)
    assert [tree.word[i] for i in path_between(tree, 5, 0)] == ["company", "by", "accused", "Thieves"]


@pytest.mark.parametrize(
    ("choice", "type_"),
    [
        (Choice("RETREAT", "release", "occurred", 0.9, "both:retreat.release"), "YIELD"),
        (Choice("CONCEDE", "", "occurred", 0.9, "both:concede.reopen_border"), "YIELD"),
        (Choice("CONCEDE", "", "occurred", 0.9, "both:retreat.release+commit.agree"), "AGREE"),
        (Choice("SANCTION", "expel", "planned", 0.9, "both:sanction.expel"), "THREATEN"),
        (Choice("AID", "", "occurred", 0.9, "one:aid.give"), "AID"),
        (Choice("CONCEDE", "", "occurred", 0.9, "both:concede.apologise_to"), "SUPPORT"),
        (Choice("AGREE", "", "occurred", 0.9, "both:agree.strike_deal_on"), "SUPPORT"),
        (Choice("AGREE", "", "occurred", 0.9, "both:agree.agree_to"), "AGREE"),
        (Choice("REQUEST", "change", "occurred", 0.8, "both:sanction.sanction_n+request.call_for"), "ACCUSE"),
        (Choice("SANCTION", "convict", "occurred", 0.9, "both:sanction.find_guilty"), "ACCUSE"),
        (Choice("SANCTION", "convict", "occurred", 0.9, "both:sanction.sentence"), "COERCE"),
        (Choice("COERCE", "cyber", "occurred", 0.9, "both:coerce.attack_n_cyber"), "ASSAULT"),
        (Choice("SANCTION", "discontinue", "occurred", 0.9, "both:sanction.tighten_sanction_on"), "COERCE"),
        (Choice("SANCTION", "discontinue", "occurred", 0.9, "both:sanction.slap_sanction_on"), "SANCTION"),
        (Choice("SANCTION", "discontinue", "occurred", 0.9, "both:sanction.ban_commodity"), "SANCTION"),
        (Choice("ASSAULT", "crowd-control", "occurred", 0.9, "both:assault.fire_gas_tear"), "COERCE"),
        (Choice("AGREE", "", "occurred", 0.9, "both:agree.approve_bailout"), "AID"),
        (Choice("PROTEST", "demo", "ongoing", 0.9, "both:protest.rally_n+plan.plan"), "THREATEN"),
        (
            Choice("REJECT", "meet", "occurred", 0.9, "both:consult.mediate_between+attempt.effort_n+end.abandon"),
            "SANCTION",
        ),
        (Choice("COERCE", "restrict", "occurred", 0.9, "both:coerce.impose_blockade"), "ASSAULT"),
    ],
)
def test_types_of_the_earlier_plover(choice, type_):
    assert older(choice, load_rules()) == type_


# ------------------------------------------------------------------------------------------------ rows


def test_places_by_marks_and_by_search():
    marked = row("<s>Togo</s> told <t>Benin</t>, its neighbour, that <t>Benin</t> was late.")
    assert places_of(marked) == (((0, 4),), ((10, 15), (37, 42)))
    searched = Relation("1", "The Togo Post wrote that Togo is late.", "The Togo Post", "Togo")
    assert places_of(searched) == (((0, 13),), ((25, 29),))
    inner = Relation("1", "Nigeria left; the army of Niger did not.", "Niger", "the army of Niger")
    assert places_of(inner) == (((26, 31),), ((14, 31),))
    assert places_of(Relation("1", "THE UNION met Chad.", "the Union", "Chad")) == (((0, 9),), ((14, 18),))
    assert places_of(Relation("1", "Chad met them.", "Chad", "a recipient")) == (((0, 4),), ())


@pytest.mark.parametrize(
    ("marked", "complaint"),
    [
        ("<s>Togo</s> met <t>Chad", "<t> without its end"),
        ("<s>Togo met <s>Chad</s>.", "<s> where none can stand"),
        ("</t>Togo met Chad.", "</t> where none can stand"),
        ("<s></s>Togo met <t>Chad</t>.", "nothing between"),
        ("Togo met Chad.", "neither source nor target"),
        ("<s>Togo</s> met <t>Mali</t>.", "is not the sentence"),
    ],
)
def test_malformed_marks(marked, complaint):
    with pytest.raises(ValueError, match=complaint):
        places_of(Relation("1", "Togo met Chad.", "Togo", "Chad", marked))


HEADER = "uid\tsentence\tsource\ttarget\tnote\troot\n"


def test_rows_are_read_and_broken_ones_named(tmp_path):
    path = tmp_path / "rows.tsv"
    path.write_text(
        HEADER
        + 'a\t"Togo" met Chad.\tTogo\tChad\tx\tCONSULT\r\n'
        + "b\tTogo met Chad.\tTogo\tChad\n"
        + "c\t \tTogo\tChad\tx\t\n"
        + "\n"
        + "d\tTogo met Chad.\tMali\tNiger\tx\t\n"
        + "e\tTogo met Chad.\tTogo\tNiger\tx\tY\n",
        encoding="utf-8",
    )
    refused, notes = [], []
    rows = read_relations(path, refused.append, notes.append)
    assert rows == [
        Relation("a", '"Togo" met Chad.', "Togo", "Chad", "", "CONSULT"),
        Relation("e", "Togo met Chad.", "Togo", "Niger", "", "Y"),
    ]
    assert [(r.origin, r.reason) for r in refused] == [
        (f"{path}:3", "4 cells, but the header has 6"),
        (f"{path}:4", "sentence is empty"),
        (f"{path}:6", "neither source nor target is in the sentence"),
    ]
    assert notes == [f"{path}:7: target 'Niger' is not in the sentence: only the other side is looked for"]
    with pytest.raises(ReadError, match=r"rows\.tsv:3: 4 cells"):
        read_relations(path)


def test_a_table_without_its_columns(tmp_path):
    path = tmp_path / "rows.tsv"
    path.write_text("uid\tsentence\n1\tTogo met Chad.\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"rows\.tsv:1: no column source, target"):
        read_relations(path)
    with pytest.raises(ReadError, match=r"none\.tsv: No such file"):
        read_relations(tmp_path / "none.tsv")


# ------------------------------------------------------------------------------------------------ with the model

SENTENCES = [
    ("ACCUSE", "<s>The watchdog</s> has accused <t>the lender</t> of hiding losses."),
    ("ACCUSE", "<t>The mayor's office</t> was sharply criticised by <s>residents</s> on Sunday."),
    ("CONSULT", "<s>Lesotho</s> and <t>Botswana</t> held talks in Maseru."),
    ("CONSULT", "Talks between <t>the miners</t> and <s>the company</s> resumed on Monday."),
    ("REJECT", "<s>Eswatini</s> refused to meet <t>the envoys</t>."),
    ("REJECT", "<s>Peru</s> says it will not accept <t>any more refugees</t>."),
    ("AGREE", "<s>Fiji</s> promised to give <t>the islanders</t> food and tents."),
    ("ASSAULT", "<s>Gunmen</s> shot dead <t>two shepherds</t> near the border."),
    ("COERCE", "<s>Police</s> arrested <t>her</t> at the airport."),
    ("THREATEN", "<s>The rebels</s> threatened to attack <t>the convoy</t>."),
]


@pytest.mark.model
def test_sentences():
    rows = [row(sentence, str(n)) for n, (_, sentence) in enumerate(SENTENCES)]
    answers = list(relate(rows))
    assert [a.uid for a in answers] == [r.uid for r in rows]
    assert [a.type for a in answers] == [type_ for type_, _ in SENTENCES]
    assert all(0 < a.score <= 1 for a in answers)


@pytest.mark.model
def test_always_answers_and_says_how():
    rows = [row("<s>Bakers</s> know <t>the park</t>."), row("<s>The judge</s> rejected an appeal by <t>the firm</t>.")]
    assert [a.type for a in relate(rows[:1])] == ["NONE"]
    answers = list(relate(rows, always=True))
    assert [a.type for a in answers] == ["CONSULT", "REJECT"]
    assert answers == list(relate(rows, always=True))
    assert list(relate([])) == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("marked", "type_", "level"),
    [
        (
            "<s>The emir</s> called <t>the president</t> on Monday to express his support for the plan.",
            "SUPPORT",
            "one",
        ),
        ("<s>Ninety families</s> arrived in <t>Uganda</t> seeking asylum.", "REQUEST", "one"),
        ("<s>Peacekeeping troops</s> arrived in <t>Goma</t>.", "AID", "both"),
        ("<s>Soldiers</s> arrived in <t>Goma</t>.", "MOBILIZE", "both"),
        ("<s>The minister</s> arrived in <t>Goma</t>.", "CONSULT", "both"),
        ("<s>The mayor</s> rejected <t>a request by the union</t> to hold talks.", "REJECT", "both"),
        ("Weekend talks between <s>the miners</s> and <t>the owners</t> failed to produce a deal.", "REJECT", "both"),
        ("<s>The pope</s> said that <t>the rebels</t> must free the nuns.", "REQUEST", "both"),
        ("<s>The envoy</s> called <t>a strange man</t> an old friend.", "NONE", "none"),
    ],
)
def test_acts_chosen(marked, type_, level):
    answer = next(iter(relate([row(marked)])))
    assert (answer.type, answer.rule.partition(":")[0]) == (type_, level)


@pytest.mark.model
def test_on_dev_data(shared):
    rows = read_relations(shared / "gold" / "relations.tsv")
    answers = list(relate(rows, always=True, older=True))
    assert "NONE" not in {a.type for a in answers}
    assert "error" not in {a.rule for a in answers}
    assert sum(a.type == r.root for a, r in zip(answers, rows, strict=True)) >= 0.82 * len(rows)


# ------------------------------------------------------------------------------------------------ sentences of our own

OWN = [line.split("\t") for line in (Path(__file__).parent / "relations.tsv").read_text("utf-8").splitlines()[1:]]


@pytest.fixture(scope="module")
def own_answers():
    """Our answers to ``relations.tsv`` (own sentences; types of the older PLOVER), by the marked sentence."""
    rows = [row(marked, str(i)) for i, (_, marked, _) in enumerate(OWN)]
    found = relate(rows, always=True, older=True)
    return {marked: answer for (_, marked, _), answer in zip(OWN, found, strict=True)}


@pytest.mark.model
@pytest.mark.parametrize(
    ("expected", "marked"),
    [
        pytest.param(kind, marked, marks=[pytest.mark.xfail(strict=True, reason="rule: not known yet")] if miss else [])
        for kind, marked, miss in OWN
    ],
)
def test_own_sentences(own_answers, expected, marked):
    answer = own_answers[marked]
    assert answer.type == expected, answer.rule
