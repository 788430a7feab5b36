"""The reader of case files: what it gives, and what it refuses."""

from __future__ import annotations

from datetime import date

import pytest

from detente.errors import CaseError
from detente.records import Document, Entity, Event, Moment, Result, Span
from detente.testing import check_case, parse_cases, read_cases
from detente.testing.cases import parse_marks
from detente.testing.expected import ANYBODY, ExpectedMention, Side, Who

TEXT = "text: {Berlin|a} was accused by {Moscow|b} of delay."


def one(*lines: str):
    (case,) = parse_cases("\n".join(["case: x", "date: 2019-05-17", TEXT, *lines]))
    return case


def refused(source: str, complaint: str):
    with pytest.raises(CaseError, match=complaint):
        parse_cases(source, "room/f.case")


def test_marks_and_braces():
    text, marks = parse_marks("{{a}} {Berlin|b}, {the {{big}} one|c}")
    assert text == "{a} Berlin, the {big} one"
    assert [(m.name, text[m.start : m.end]) for m in marks.values()] == [("b", "Berlin"), ("c", "the {big} one")]


def test_marks_of_a_second_line_count_on():
    case = one("text: {It|c} denied this.", "mention: c = DEU/GOV")
    assert case.text == "Berlin was accused by Moscow of delay.\nIt denied this."
    assert all(case.text[m.start : m.end] == m.words for m in case.marks.values())


def test_a_case():
    case = one("event: ACCUSE.allege b -> a on 2019-05-14 at none status occurred news", "xfail: rule not yet")
    (event,) = case.expected
    assert case.date == date(2019, 5, 17)
    assert (event.type, event.mode, event.date, event.place, event.status) == (
        "ACCUSE", "allege", "2019-05-14", "none", "occurred",
    )  # fmt: skip
    assert (event.actors, event.recipients) == (Side((Who("b"),)), Side((Who("a"),)))
    assert (event.background, event.absent) == (False, False)
    assert case.xfail == ("rule", "not yet")
    assert event.at == "<text>:4"


@pytest.mark.parametrize(
    ("written", "left", "right"),
    [
        ("a -> b", Side((Who("a"),)), Side((Who("b"),))),
        ("a, b ->", Side((Who("a"), Who("b"))), Side()),
        ("-> a", Side(), Side((Who("a"),))),
        ("? -> ?", ANYBODY, ANYBODY),
        ("RUS/MIL -> b/DEU/GOV", Side((Who("", "", "RUS", "MIL"),)), Side((Who("b", "", "DEU", "GOV"),))),
    ],
)  # fmt: skip
def test_sides(written, left, right):
    (event,) = one(f"event: ASSAULT {written} status occurred").expected
    assert (event.actors, event.recipients) == (left, right)


def test_what_must_not_be():
    wrong, silent, loose = one("not: ACCUSE a -> b", "not: statement b", "not: tie arms_supply").expected
    assert wrong.absent
    assert silent.absent
    assert loose.absent
    (free,) = one("not: ACCUSE status planned").expected
    assert (free.actors, free.recipients, free.status) == (ANYBODY, ANYBODY, "planned")


def test_statements_ties_mentions():
    said, tie, mention, nobody = one(
        'statement: a, b "said" ? direct stance deny',
        "tie: arms_supply a -> b items a, b share 0.5 hedge a status current since 2014",
        "mention: a = Germany/DEU/GOV, RUS/GOV",
        "mention: b = nobody",
    ).expected
    assert (said.cue, said.content, said.direct, said.stance) == ('"said"', "?", True, "deny")
    assert (tie.items, tie.share, tie.hedge, tie.status, tie.since) == (("a", "b"), 0.5, "a", "current", "2014")
    assert mention.who == (Who("", "Germany", "DEU", "GOV"), Who("", "", "RUS", "GOV"))
    assert nobody == ExpectedMention("<text>:7", "b")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("", r"f\.case:1: case 'x' expects nothing"),
        ("evnt: ACCUSE b -> a", r"f\.case:4: unknown key 'evnt'"),
        ("event ACCUSE b -> a", r"f\.case:4: a line must be 'key: value'"),
        ("event: ACUSE b -> a", r"f\.case:4: unknown type 'ACUSE'"),
        ("event: ACCUSE.visit b -> a", r"f\.case:4: unknown mode of ACCUSE 'visit'"),
        ("event: ACCUSE c -> a", r"f\.case:4: no mark is called 'c'"),
        ("event: ACCUSE b a", r"f\.case:4: '->' is missing"),
        ("event: ACCUSE b a -> a", r"f\.case:4: a comma is missing before 'a'"),
        ("event: ACCUSE b, -> a", r"f\.case:4: a comma too many"),
        ("event: ACCUSE b -> a on May", r"f\.case:4: not a day"),
        ("event: ACCUSE b -> a on", r"f\.case:4: 'on' needs a value"),
        ("event: ACCUSE b -> a status done", r"f\.case:4: unknown status 'done'"),
        ("event: ACCUSE b -> a at c", r"f\.case:4: no mark is called 'c'"),
        ("event: ACCUSE b -> a news background", r"f\.case:4: background and news"),
        ("event: ACCUSE b -> a news news", r"f\.case:4: 'news' is there twice"),
        ("event: ACCUSE b/Russia -> a", r"f\.case:4: not mark"),
        ('statement: b "said a', r"f\.case:4: a quotation mark is not closed"),
        ("statement: b", r"f\.case:4: the cue is missing"),
        ("tie: arms a -> b", r"f\.case:4: unknown kind of tie 'arms'"),
        ("tie: trade a -> b share half", r"f\.case:4: share must be a number"),
        ("mention: a", r"f\.case:4: a mention is"),
        ("mention: a = Germany", r"f\.case:4: not Name/COUNTRY/SECTOR"),
        ("none: x", r"f\.case:4: nothing may follow"),
        ("xfail: later", r"f\.case:4: xfail needs a kind"),
        ("xfail: soon it will", r"f\.case:4: xfail needs a kind"),
        ("date: 2019-05-17", r"f\.case:4: a second 'date'"),
        ("text: {x|a}", r"f\.case:4: marks of one name"),
        ("none:\nevent: ACCUSE b -> a", r"f\.case:1: case 'x' expects an event and none"),
    ],
)
def test_what_is_malformed_is_told_with_its_line(line, complaint):
    refused(f"case: x\ndate: 2019-05-17\n{TEXT}\n{line}", complaint)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{Berlin|a", "a mark is not closed"),
        ("Berlin|a}", "a brace closes no mark"),
        ("{Berlin {in|b}|a}", "a mark inside a mark"),
        ("{Berlin}", "a mark is"),
        ("{|a}", "a mark is"),
        ("{Berlin|A}", "a mark is"),
        ("{Berlin|status}", "a mark is"),
        ("{Berlin|a} {Paris|a}", "two marks are called 'a'"),
    ],
)
def test_bad_marks(text, complaint):
    refused(f"case: x\ntext: {text}\nnone:", rf"room/f\.case:2: {complaint}")


def test_bad_blocks():
    refused("text: x\nnone:", r"f\.case:1: a case must begin with 'case:'")
    refused("case: x\nnone:", r"f\.case:1: case 'x' has no text")
    refused("case: x y\ntext: x\nnone:", r"f\.case:1: an id is")
    refused("case: x\ndate: May 4\ntext: x\nnone:", r"f\.case:2: date must be")
    refused(
        "case: x\ntext: x\nnone:\n\ncase: x\ntext: y\nnone:",
        r"f\.case:5: the id 'x' is there already, at room/f\.case:1",
    )


def test_cases_follow_each_other_with_or_without_a_blank_line(tmp_path):
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "f.case").write_text(
        "# c\ncase: x\ntext: x\nnone:\ncase: y\ntext: y\nnone:\n", encoding="utf-8"
    )
    assert [c.id for c in read_cases(tmp_path)] == ["room/f:x", "room/f:y"]


# ------------------------------------------------------------------------------------------- checking without a model


def coded(status: str = "occurred") -> Result:
    text = "Berlin was accused by Moscow of delay."
    a = Entity("Germany", "DEU", "GOV", "DEU", span=Span.of(text, 0, 6))
    b = Entity("Russia", "RUS", "GOV", "RUS", span=Span.of(text, 22, 28))
    whole, verb = Span.of(text, 0, len(text)), Span.of(text, 11, 18)
    day = Moment("2019-05-14", start=date(2019, 5, 14), end=date(2019, 5, 15), grain="day")
    event = Event("e", "d", "ACCUSE", "allege", (b,), (a,), day, None, status, False, whole, whole, verb)
    return Result(Document(text), (event,))


@pytest.mark.parametrize(
    "line",
    [
        "event: ACCUSE b -> a",
        "event: ACCUSE.allege RUS -> DEU/GOV on 2019-05-14 at none status occurred news",
        "event: ACCUSE ? -> ? on 2019-05-14/2019-05-15",
        "not: ACCUSE a -> b",
        "not: ACCUSE status negated",
        "not: statement",
        "not: tie",
    ],
)
def test_what_is_as_expected(line):
    assert check_case(one(line), coded()) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("event: ACCUSE a -> b", "expected ACCUSE a -> b, got ACCUSE.allege Russia/RUS/GOV -> Germany/DEU/GOV"),
        ("event: ACCUSE b -> ", "expected ACCUSE b -> nobody"),
        ("event: ACCUSE b, a -> a", "expected ACCUSE b, a -> a"),
        ("event: ACCUSE b -> a on 2019-05", "expected ACCUSE b -> a on 2019-05"),
        ("event: ACCUSE b -> a background", "expected ACCUSE b -> a background"),
        ("not: ACCUSE b -> ?", "not expected: ACCUSE b -> ?, got ACCUSE"),
        ("none:", "expected no event, got ACCUSE"),
        ('statement: b "said" ?', 'expected statement of b "said" ?, got nothing'),
        ("tie: trade a -> b", "expected tie trade a -> b, got nothing"),
        ("mention: a = DEU/GOV", "a mention can be checked with facts only"),
    ],
)  # fmt: skip
def test_what_is_not_is_said(line, message):
    (failure,) = check_case(one(line), coded())
    assert message in failure
    assert failure.startswith("<text>:")
