"""Events that a coder could have made, written by hand, and a store of them."""

from datetime import date, timedelta

from detente.query import open_store
from detente.records import Document, Entity, Event, Measure, Moment, Place, Quantity, Result, Span, content_id
from detente.store import Tables, Writer

DAY = date(2024, 3, 5)
INDIA = Entity("India", "IND", "GOV", "IND")
MINISTER = Entity("S. Rao", "IND", "GOV", office="foreign_minister")
ARMY = Entity("Norwegian army", "NOR", "MIL")
REBELS = Entity("rebels", "MMR", "REB")
UN = Entity("United Nations", "IGO", "IGO", "UN")
HAMAS = Entity("Hamas", "PSE", "REB", "HAMAS")
ALLIES = Entity("its allies", None, "GRP")
MEDICS = Entity("Oxfam", "NGO", "NGO", "OXFAM")
OSLO = Place("Oslo", "NOR", lat=59.91, lon=10.75, grain="city", admin1="Oslo", geonameid=3143244)
TEXAS = Place("Texas", "USA", lat=31.0, lon=-100.0, grain="admin")
PERU = Place("Peru", "PER", lat=-10.0, lon=-76.0, grain="country")


def event(number, type_, mode, cameo, actors, recipients=(), place=None, **more):
    """A document with one event; its sentence is the whole text."""
    text = f"Sentence {number} tells of {type_.lower()} and no more."
    document = Document(text, DAY + timedelta(days=1), source="Gazette", url=f"https://www.gazette.example/{number}")
    span = Span.of(text, 0, len(text))
    when = more.pop("date", Moment(DAY.isoformat(), "DATE", DAY, DAY + timedelta(days=1), "day"))
    defaults = {
        "status": "occurred", "background": False, "goldstein": more.pop("goldstein", 1.0), "intensity": 2.0,
        "tellings": (span,), "score": 0.8,
    }  # fmt: skip
    made = Event(
        content_id("e", document.id), document.id, type_, mode, tuple(actors), tuple(recipients), when, place,
        evidence=span, sentence=span, predicate=span, cameo=cameo, rule="by.hand", **(defaults | more),
    )  # fmt: skip
    return Result(document, (made,))


def killed(number):
    return Measure("killed", Quantity(Span(0, 8, "Sentence"), float(number), number, number))


RESULTS = [
    event(1, "ACCUSE", "disapprove", "111", [INDIA], [ARMY], OSLO, goldstein=-2.0, contexts=("military",)),
    event(2, "CONSULT", "visit", "042", [MINISTER, UN], [ARMY, ALLIES], PERU, goldstein=1.9),
    event(3, "CONSULT", None, "046", [INDIA, ARMY, UN], goldstein=7.0),
    event(4, "ASSAULT", "aerial", "195", [HAMAS], [REBELS], TEXAS, goldstein=-10.0, quantities=(killed(7),)),
    event(5, "PROTEST", "demo", "141", [MEDICS, REBELS], goldstein=-6.5, status="ongoing"),
    event(6, "AGREE", None, "030", [INDIA], [UN], goldstein=4.0, status="planned"),
    event(7, "AID", None, "073", [UN], [REBELS], goldstein=7.4, background=True),
    event(8, "AID", None, "073", [UN], [REBELS], goldstein=7.4, date=None),
]


def fill(where, results, coder="detente 0.1.0, by hand"):
    """A store of results."""
    writer = Writer(Tables(where), coder=coder, lexicon="l-0")
    for result in results:
        assert result.verify() == []
        writer.write(result)
    writer.close()
    return open_store(where)
