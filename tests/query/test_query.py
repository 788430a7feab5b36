"""Asking a store: filters, SQL, Python's tables."""

from __future__ import annotations

from datetime import date

import pytest

from detente import open_store
from detente.errors import RecordNotFound, StoreError
from detente.query.filters import sides_of
from detente.store import Tables, Writer


@pytest.fixture(scope="module")
def where(tmp_path_factory):
    import runpy
    from pathlib import Path

    from detente.records import Document

    code_text = runpy.run_path(str(Path(__file__).parent.parent / "run" / "fakes.py"))["code_text"]
    folder = tmp_path_factory.mktemp("query") / "base"
    made = Writer(Tables(folder), coder="c1", lexicon="l1")
    for told, day, source in [
        ("India attacked Russia. France said India was late.", date(2023, 4, 29), "Wire"),
        ("Russia attacked India.", date(2023, 6, 1), "Post"),
        ("Germany attacked Russia.", date(2024, 2, 3), "Wire"),
        ("Poland supplies Ukraine.", date(2024, 2, 4), "Post"),
        ("France attacked Poland.", date(2025, 1, 1), "Wire"),
    ]:
        text = told.replace("Germany", "DEU").replace("Poland", "POL").replace("Ukraine", "UKR")
        made.write(code_text(Document(text, day, source=source)))
    made.close()
    return folder


@pytest.fixture(scope="module")
def store(where):
    return open_store(where)


def sides(rows):
    return [f"{r['actor_countries']}>{r['recipient_countries']}" for r in rows]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["IND>RUS", "RUS>IND", "DEU>RUS", "FRA>POL"]),
        ({"between": ("IND", "RUS")}, ["IND>RUS", "RUS>IND"]),
        ({"between": ("India", "Russia"), "directed": True}, ["IND>RUS"]),
        ({"between": ("EU", "RUS")}, ["DEU>RUS"]),
        ({"between": ("NATO", "NATO")}, ["FRA>POL"]),
        ({"country": "Russian"}, ["IND>RUS", "RUS>IND", "DEU>RUS"]),
        ({"actor": "RUS"}, ["RUS>IND"]),
        ({"recipient": "RUS", "since": "2024"}, ["DEU>RUS"]),
        ({"since": "2023-06", "until": date(2024, 2, 3)}, ["RUS>IND"]),
        ({"quads": ["material conflict"], "sources": ["Post"]}, ["RUS>IND"]),
        ({"types": ["assault"], "statuses": ["occurred"], "score": 0.8}, ["IND>RUS", "RUS>IND", "DEU>RUS", "FRA>POL"]),
        ({"types": ["AID"]}, []),
        ({"text": "france ATTACKED"}, ["FRA>POL"]),
    ],
)
def test_filters(store, filters, expected):
    assert sides(store.events(**filters)) == expected
    assert len(store.events(**filters)) == len(expected)


def test_a_bloc_has_its_members_of_the_day(store):
    assert sides(store.events(actor="G20")) == ["IND>RUS", "RUS>IND", "DEU>RUS", "FRA>POL"]
    assert sides(store.events(country="BRICS", since="2025")) == []


def test_statements_and_ties(store):
    assert [r["speaker_countries"] for r in store.statements(actor="France")] == ["FRA"]
    assert [r["kind"] for r in store.ties(between=("UKR", "POL"))] == ["arms_supply"]
    assert len(store.ties(kinds=["trade"])) == 0


@pytest.mark.parametrize(
    ("asking", "told"),
    [
        (lambda s: s.events(actor="Ruritania"), "nobody is called 'Ruritania'"),
        (lambda s: s.events(since="soon"), "no day, month or year such as"),
        (lambda s: s.events(quads=["bad"]), "no such quad class: bad"),
        (lambda s: s.events(colour="red"), "unexpected keyword argument 'colour'"),
        (lambda s: s.statements(types=["AID"]), "statements have no types"),
        (lambda s: s.sql("DROP VIEW events"), "one SELECT"),
        (lambda s: s.sql("SELECT 1; SELECT 2"), "one SELECT"),
        (lambda s: s.sql("COPY events TO 'x.csv'"), "one SELECT"),
        (lambda s: s.sql("SELECT colour FROM events"), "colour"),
        (lambda s: s.sql("SELEC 1"), "syntax error"),
    ],
)
def test_what_cannot_be_asked(store, asking, told):
    with pytest.raises(StoreError, match=told):
        asking(store)


def test_sql_over_the_views(store):
    rows = list(store.sql("SELECT a, b, count(*) AS n FROM dyads WHERE a = ? GROUP BY ALL ORDER BY b", ["RUS"]))
    assert rows == [{"a": "RUS", "b": "IND", "n": 1}]
    assert store.counts()["documents"] == 5


def test_as_tables(store):
    found = store.events(actor="FRA")
    assert found.arrow().num_rows == 1
    assert list(found.to_pandas()["recipient_countries"]) == ["POL"]
    assert found.arrow().schema.names[0] == "record"


def test_a_record_with_its_document(store):
    (row,) = store.events(actor="FRA")
    found = store.record(row["id"][:8])
    assert found["record"]["id"] == row["id"]
    assert found["document"]["text"] == "France attacked POL."
    with pytest.raises(RecordNotFound, match="4 records begin so"):
        store.record("e-")
    with pytest.raises(RecordNotFound, match="no record has that id"):
        store.record("x-1")


def test_a_store_with_nothing_in_it(tmp_path):
    Tables(tmp_path / "new").create()
    empty = open_store(tmp_path / "new")
    assert list(empty.events(between=("IND", "RUS"))) == []
    assert list(empty.sql("SELECT * FROM dyads")) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [("IND", ("IND", False)), ("India", ("IND", False)), ("EU", ("EU", True)), ("nato", ("NATO", True))],
)
def test_names_of_sides(name, expected):
    assert sides_of(name) == expected


def test_episodes_of_a_store(store):
    rows = store.episodes(between=("IND", "RUS"))
    assert [(r["actors"], r["recipients"], r["tellings"]) for r in rows] == [("IND", "RUS", 1), ("RUS", "IND", 1)]


class TestActors:
    def test_who_stands_in_records_and_how_often(self, store):
        rows = {r["id"]: r for r in store.actors()}
        assert (rows["RUS"]["does"], rows["RUS"]["suffers"], rows["RUS"]["documents"]) == (1, 2, 3)
        assert rows["FRA"]["says"] == 1
        assert rows["POL"]["ties"] == 1
        assert (rows["RUS"]["first"], rows["RUS"]["last"]) == (date(2023, 4, 29), date(2024, 2, 3))

    def test_filters(self, store):
        assert [r["id"] for r in store.actors(country="Russia", since="2024")] == ["RUS"]
        assert [r["id"] for r in store.actors(text="deu")] == ["DEU"]
        assert len(store.actors(limit=2)) == 2
        assert len(store.actors(dataset="icews")) == 0
        assert len(store.actors(sector="mil")) == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_views_and_writers_agree_on_which_batch_holds_a_document(tmp_path, result, seed):
    """It is told twice, in SQL (``query.views``) and in Python (``store.state``); here of random logs, with ties."""
    import random

    from detente.store import snapshot
    from detente.store.schema import table_of

    chance = random.Random(seed)  # noqa: S311 - a log
    made = Writer(Tables(tmp_path / "base"), coder="c1", lexicon="l1")
    made.write(result("India attacked Russia.", id="d0"))
    made.close()
    tables = Tables(tmp_path / "base")
    (first,) = tables.read("batches").to_pylist()
    for n in range(12):
        held = chance.sample([f"d{i}" for i in range(6)], chance.randrange(4))
        row = {**first, "batch": f"b-{chance.randrange(100):03}-{n}", "documents": held, "fingerprints": held,
               "committed": first["committed"].replace(microsecond=chance.randrange(3)), "rows": "{}"}  # fmt: skip
        tables.append("batches", table_of("batches", [row]))
    for as_of in (None, 5):
        shown = open_store(tmp_path / "base", as_of=as_of).db.execute("SELECT document, batch FROM seen").fetchall()
        assert dict(shown) == {d: h.batch for d, h in snapshot(tables, as_of).held.items()}
