import pytest

from detente.lexicon.rules import load_rules

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def coder():
    from detente import Coder

    return Coder()


def transfer(coder, text):
    (tie,) = [t for t in coder.code(text, date="2024-05-14").ties if t.transfer and t.transfer.kind]
    return tie.transfer


def test_what_a_register_asks(coder):
    t = transfer(
        coder, "Russia is delivering five S-400 regiments to India under a $5 billion contract signed in 2018."
    )
    assert (t.designation, t.kind, t.delivered, t.ordered, t.order_year) == ("s-400", "airdefence", 5, None, 2018)
    assert t.value is not None
    assert (t.value.value, t.value.unit) == (5e9, "USD")
    t = transfer(coder, "Brazil received four of 36 Gripens that it ordered from Sweden.")
    assert (t.designation, t.ordered, t.delivered) == ("gripen", 36, 4)
    t = transfer(coder, "The Netherlands has handed over 24 second-hand F-16s to Ukraine.")
    assert (t.designation, t.delivered, t.second_hand, t.licensed) == ("f-16", 24, True, False)
    assert transfer(coder, "Japan assembles F-35 jets under licence from the United States.").licensed
    assert transfer(coder, "Sweden delivered 12 Archer howitzers to Ukraine in 2023.").delivery_years == "2023"


def test_claims_that_differ_stay_apart(coder):
    text = (
        "Nearly half of India's arms imports come from Russia. Russia accounts for 60 percent of India's arms imports."
    )
    assert [t.share for t in coder.code(text, date="2024-05-14").ties] == [0.5, 0.6]


def test_a_tie_knows_the_event_that_makes_it(coder):
    made = coder.code("Hungary bought 44 Leopard 2A7 tanks from Germany.", date="2024-05-14")
    assert made.ties[0].events == (made.events[0].id,)
    assert coder.code("Norway belongs to NATO.", date="2024-05-14").ties[0].events == ()


def test_columns_of_the_register(coder):
    made = coder.code("Greece ordered 18 Rafale fighters from France in 2021.", date="2024-05-14")
    (row,) = made.to_arrow("ties").to_pylist()
    assert (row["designation"], row["ordered"], row["order_year"]) == ("rafale", 18.0, 2021)


def test_short_names_need_a_weapon_beside_them():
    rules = load_rules()
    assert len(rules.weapons) >= 1500
    for word in ("tiger", "hawk", "spike"):
        assert word not in rules.classes["weapon"] or word not in rules.weapons
    assert rules.weapons["s-400"].maker == "RUS"
