"""Codes of CAMEO: the tables against each other, and the code of acts that are made here."""

from __future__ import annotations

from itertools import product

import pytest

from detente.coding.cameo import Step, cameo_of, intensity_of
from detente.lexicon.cameo import act_codes, implied_codes
from detente.lexicon.rules import load_rules
from detente.lexicon.schemas import DATA, PREDICATE_TYPES, QUADS, SCHEMAS, contexts, plover
from detente.lexicon.table import read_table

CODES = act_codes()
EVERY = [(type_, mode) for type_, modes in plover().items() for mode in modes]
OPERATORS = sorted({operator for operator, _ in load_rules().composition})


# ------------------------------------------------------------------------------------------------ the tables


def test_every_code_stands_below_another():
    assert len(CODES) > 290
    assert sorted(c for c in CODES if len(c) == 2) == [f"{n:02}" for n in range(1, 21)]
    assert [c for c in CODES if len(c) > 2 and c[:-1] not in CODES] == []
    assert {c[:2] for c in CODES if len(c) == 3 and c[2] == "0"} == {c for c in CODES if len(c) == 2}


@pytest.mark.parametrize(
    ("code", "goldstein"),
    [
        ("010", 0.0), ("020", 3.0), ("030", 4.0), ("0334", 6.0), ("042", 1.9), ("043", 2.8), ("046", 7.0), ("057", 8.0),
        ("072", 8.3), ("074", 8.5), ("081", 5.0), ("0874", 10.0), ("090", -2.0), ("100", -5.0), ("112", -2.0),
        ("120", -4.0), ("13", -6.0), ("130", -4.4), ("138", -7.0), ("141", -6.5), ("145", -7.5), ("154", -7.2),
        ("160", -4.0), ("163", -8.0), ("171", -9.2), ("173", -5.0), ("182", -9.5), ("190", -10.0), ("204", -10.0),
    ],
)  # fmt: skip
def test_goldstein(code, goldstein):
    assert CODES[code].goldstein == goldstein


def test_goldstein_keeps_the_sides_apart():
    """Cooperation (03 to 08) is above zero, conflict (09 to 20) below."""
    assert [c for c, code in CODES.items() if "03" <= c[:2] <= "08" and code.goldstein <= 0] == []
    assert [c for c, code in CODES.items() if c[:2] >= "09" and code.goldstein >= 0] == []


def test_every_code_but_those_of_statements_has_a_type():
    assert [c for c, code in CODES.items() if not code.types] == [c for c in CODES if c[:2] == "01"]
    assert {t for code in CODES.values() for t in code.types} == set(plover())


def test_every_row_is_the_first_that_fits_something():
    for rows in implied_codes().values():
        for n, row in enumerate(rows):
            tried = product(row.modes or (None,), row.contexts or ("",), row.operators or ("",), row.begins or ("",))
            shadowing = [
                next(r.id for r in rows[: n + 1] if r.fits(mode, (context,), operator, before))
                for mode, context, operator, before in tried
            ]
            assert row.id in shadowing, f"{row.id} never holds: {shadowing[0]} does"


@pytest.mark.parametrize("type_", [t for t in PREDICATE_TYPES if t != "none"])
def test_rows_of_predicates_have_codes_of_their_type(type_):
    name = f"predicates/{type_}.tsv"
    coded = [r for r in read_table(DATA / name, SCHEMAS[name]) if r["cameo"]]  # without one, the table gives the code
    wrong = [r.at for r in coded if type_.upper() not in CODES[r["cameo"]].types]
    assert wrong == []


# ------------------------------------------------------------------------------------------------ the code of an act


@pytest.mark.parametrize(("type_", "mode"), EVERY, ids=lambda v: v or "-")
def test_every_type_and_mode_has_a_code_of_that_type(type_, mode):
    step = Step(type_, mode or None)
    for shown in [(), *((c,) for c in sorted(contexts())), tuple(sorted(contexts()))]:
        code, by = cameo_of([step], shown)
        assert type_ in CODES[code].types, (code, by, shown)


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_composition_has_a_code_of_what_it_makes(operator):
    rules = load_rules()
    for type_, mode in EVERY:
        row = rules.compose(operator, type_, mode or None)
        if row is None or row.type in ("=", "-"):
            continue
        first, then = Step(type_, mode or None), Step(row.type, row.mode.strip("=") or None, operator)
        for own in ["", *(c for c, code in CODES.items() if type_ in code.types)]:
            code, by = cameo_of([first, then], ("military", "economic"), own, "own")
            assert row.type in CODES[code].types, (type_, mode, own, code, by)


@pytest.mark.parametrize(
    ("code", "steps", "shown", "expected"),
    [
        # the rule's own code, and what contexts add to it
        ("111", ["ACCUSE.disapprove"], (), "111"),
        ("112", ["ACCUSE.allege"], ("corruption",), "1121"),
        ("115", ["ACCUSE.allege"], ("corruption",), "115"),
        ("030", ["AGREE"], ("economic",), "0311"),
        ("030", ["AGREE"], ("economic", "military"), "0312"),
        ("030", ["AGREE"], ("diplomatic",), "032"),
        ("036", ["AGREE"], ("military",), "036"),
        ("033", ["AGREE"], ("human_security",), "0333"),
        ("070", ["AID"], ("peacekeeping",), "074"),
        ("162", ["SANCTION.withdraw"], ("military",), "1622"),
        ("150", ["MOBILIZE.weapons"], ("military",), "150"),
        ("141", ["PROTEST.demo"], ("rights_freedoms",), "1413"),
        # a mode that the rule did not say
        ("040", ["CONSULT", "CONSULT.third-party"], (), "044"),
        ("046", ["CONSULT", "CONSULT.third-party"], (), "046"),
        # without a code of the rule
        ("", ["CONSULT.visit"], (), "042"),
        ("", ["CONSULT.phone"], (), "041"),
        ("", ["ASSAULT.aerial"], (), "195"),
        ("", ["SANCTION.convict"], (), "116"),
        ("9999", ["ASSAULT"], (), "190"),
        # operators
        ("072", ["AID", "AGREE commit"], (), "0332"),
        ("070", ["AID", "AGREE commit"], ("military",), "0332"),
        ("061", ["COOPERATE", "REQUEST.assist request"], (), "1011"),
        ("072", ["AID", "REJECT.assist refuse"], (), "1222"),
        ("072", ["AID", "SANCTION.withdraw end"], (), "1622"),
        ("040", ["CONSULT", "REJECT.meet refuse"], (), "125"),
        ("040", ["CONSULT", "REJECT.meet end"], (), "164"),
        ("163", ["SANCTION.discontinue", "THREATEN.restrict threaten"], (), "1312"),
        ("163", ["SANCTION.discontinue", "CONCEDE end"], (), "085"),
        ("163", ["SANCTION.discontinue", "CONCEDE end", "REQUEST.yield request"], (), "1054"),
        ("163", ["SANCTION.discontinue", "CONCEDE end", "CONCEDE commit"], (), "0354"),
        ("190", ["ASSAULT", "RETREAT.ceasefire end", "REQUEST.yield request"], (), "1056"),
        ("190", ["ASSAULT", "ACCUSE.allege say"], (), "1123"),
        ("191", ["COERCE.restrict", "THREATEN.restrict threaten"], (), "1381"),
        ("0841", ["RETREAT.release", "CONCEDE commit"], (), "0353"),
        ("186", ["ASSAULT.targeted", "ASSAULT.targeted attempt"], (), "185"),
        ("195", ["ASSAULT.aerial", "ASSAULT.aerial plan"], (), "195"),
        ("036", ["AGREE", "REQUEST.meet request", "REJECT refuse"], (), "125"),
        # what follows from the sides
        ("150", ["MOBILIZE", "COOPERATE"], (), "062"),
        ("143", ["PROTEST.boycott", "SANCTION.discontinue"], (), "163"),
    ],
)
def test_codes(code, steps, shown, expected):
    found, by = cameo_of([step(s) for s in steps], shown, code, "own.rule")
    assert found == expected
    assert (by == "own.rule") == (found == code)


def step(told: str) -> Step:
    what, _, operator = told.partition(" ")
    type_, _, mode = what.partition(".")
    return Step(type_, mode or None, operator)


@pytest.mark.parametrize("quad", sorted(QUADS))
def test_a_type_of_a_codebook_has_the_code_of_its_quad_class(quad):
    code, by = cameo_of([Step("MEDIATE", "shuttle")], (), quad=quad)
    assert CODES[code].types
    assert by == "cameo." + quad.replace(" ", "_")
    assert cameo_of([Step("MEDIATE", None)], (), "045", "mediate.x", quad=quad) == ("045", "mediate.x")


# ------------------------------------------------------------------------------------------------ the other scale


def test_intensity_is_of_the_mode_else_of_the_type():
    rules = load_rules()
    assert intensity_of(rules, "ACCUSE", None) == -3
    assert intensity_of(rules, "ACCUSE", "disapprove") == -2
    assert intensity_of(rules, "PROTEST", "vandalize") == intensity_of(rules, "PROTEST", None) == -5
    assert intensity_of(rules, "MEDIATE", None) is None


# ------------------------------------------------------------------------------------------------ from text to tables


@pytest.fixture(scope="module")
def coder():
    from detente import Coder

    return Coder()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "type_", "cameo", "goldstein", "intensity", "rule"),
    [
        ("Brazil condemned Nicaragua.", "ACCUSE", "111", -2.0, -2, "accuse."),
        ("Japan agreed to send missiles to Estonia.", "AGREE", "0332", 5.2, 2.5, "cameo.agree.to_aid_military"),
        ("Sweden refused to supply tanks to Finland.", "REJECT", "1222", -4.0, -1.5, "cameo.reject.aid_military"),
        ("Ghana demanded that Togo release the prisoners.", "REQUEST", "1053", -5.0, -1, "cameo.request.yield_release"),
        ("Denmark threatened to impose sanctions on Chad.", "THREATEN", "1312", -5.8, -3, "cameo.threaten.sanctions"),
        ("Nepal broke off talks with Bhutan.", "REJECT", "164", -7.0, -2, "cameo.reject.halt_talks"),
        ("Uganda will withdraw its troops from Kenya.", "CONCEDE", "0356", 7.0, 4.5, "cameo.concede.later_military"),
        ("Poland and Latvia held a joint military exercise.", "COOPERATE", "062", 7.4, 9.5, "cameo.cooperate.exercise"),
        ("Macron telephoned President Lula of Brazil.", "CONSULT", "041", 1.0, 1.5, "consult."),
    ],
)  # fmt: skip
def test_examples(coder, text, type_, cameo, goldstein, intensity, rule):
    from detente.records.flat import to_document, to_row

    result = coder.code(text, date="2020-05-05")
    event = next(e for e in result.events if e.type == type_)
    assert (event.cameo, event.goldstein, event.intensity) == (cameo, goldstein, intensity)
    (reason,) = [r for r in event.reasons if r.field == "cameo"]
    assert reason.rule.startswith(rule)
    assert reason.note == f"{cameo}: {CODES[cameo].name}"
    assert reason.spans == (event.predicate,)
    row = to_row(event, result.document)
    assert (row["cameo"], row["goldstein"], row["intensity"]) == (cameo, goldstein, intensity)
    about = to_document(result)["events"][result.events.index(event)]["detente"]
    assert (about["cameo"], about["goldstein"], about["intensity"]) == (cameo, goldstein, intensity)


@pytest.mark.model
def test_the_table_of_events_has_numbers(coder):
    from detente.records.arrow import table_of

    table = table_of([coder.code("Brazil condemned Nicaragua.", date="2020-05-05")], "events")
    types = {name: str(table.schema.field(name).type) for name in ("cameo", "goldstein", "intensity")}
    assert types == {"cameo": "string", "goldstein": "double", "intensity": "double"}
    assert table.column("cameo").to_pylist() == ["111"]
