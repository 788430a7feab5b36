"""Stores of older schemas."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake

from detente import open_store
from detente.errors import StoreError
from detente.store import Tables, Writer, snapshot, verify
from detente.store.episodes import anew, current
from detente.store.migrate import migrate
from detente.store.schema import DATA, DERIVED, LOG, VERSION, fingerprint_of, month_of, rows_for

TYPES = {"s": pa.string(), "i": pa.int64(), "f": pa.float64(), "b": pa.bool_(), "d": pa.date32(),
         "t": pa.timestamp("us", tz="UTC"), "l": pa.list_(pa.string()), "y": pa.binary()}  # fmt: skip
WROTE = "month:s batch:s run:s coder:s lexicon:s"
SCHEMA_1 = {
    "documents": "id:s published:d title:s source:s url:s language:s origin:s characters:i events:i statements:i "
    f"ties:i notes:s text:s body_start:i fingerprint:s {WROTE}",
    "events": "record:s id:s document:s published:d source:s url:s type:s mode:s cameo:s goldstein:f intensity:f "
    "status:s background:b actor_names:s actor_countries:s actor_sectors:s recipient_names:s recipient_countries:s "
    "recipient_sectors:s date:s date_start:d date_end:d date_rule:s place:s place_country:s lat:f lon:f killed:f "
    "wounded:f arrested:f amount:f currency:s quantities:s contexts:s says:s hedge:s story:s evidence:s "
    "evidence_start:i evidence_end:i tellings:i sentence:s sentence_start:i rule:s score:f "
    f"{WROTE} whole:s",
    "statements": "record:s id:s document:s published:d source:s url:s speaker_names:s speaker_countries:s "
    "speaker_sectors:s anonymous:b addressee_names:s addressee_countries:s venue:s cue:s stance:s direct:b quote:s "
    "quote_start:i quote_end:i content:s content_start:i content_end:i events:s sentence:s sentence_start:i rule:s "
    f"score:f {WROTE} whole:s",
    "ties": "record:s id:s document:s published:d source:s url:s kind:s from_name:s from_country:s from_sector:s "
    "to_name:s to_country:s to_sector:s items:s quantity:s share:f hedge:s since:s until:s status:s as_of:d "
    "designation:s weapon_class:s ordered:f delivered:f order_year:i delivery_years:s licensed:b second_hand:b value:f "
    "currency:s events:s evidence:s evidence_start:i evidence_end:i sentence:s sentence_start:i rule:s score:f "
    f"{WROTE} whole:s",
    "event_mentions": f"event:s document:s published:d start:i end:i text:s {WROTE}",
    "entities_seen": "document:s published:d record:s kind:s role:s name:s country:s sector:s entity:s office:s "
    f"start:i end:i text:s score:f {WROTE}",
    "rejects": f"origin:s reason:s sample:s {WROTE}",
    "runs": "run:s started:t coder:s lexicon:s model:s settings:s schema:i",
    "batches": "batch:s run:s committed:t documents:l fingerprints:l coder:s lexicon:s rows:s",
}
SCHEMA_2 = {**SCHEMA_1, "documents": f"{SCHEMA_1['documents']} signature:y"}
THE_SAME_TEXT = "India attacked Russia in the hills near the old river crossing before dawn."


def schema(told):
    return pa.schema([(name, TYPES[kind]) for name, _, kind in (column.partition(":") for column in told.split())])


def store_of_1(where, *batches):
    """A store as version 0.1 wrote it."""
    for name, told in SCHEMA_1.items():
        parted = ["month"] if "month:s" in told else None
        DeltaTable.create(
            f"{where}/{name}", schema(told), partition_by=parted,
            description=json.dumps({"detente": 1}),
        )  # fmt: skip
    for number, results in enumerate(batches):
        wrote = {"batch": f"b-{number}", "run": "r-1", "coder": "detente 1", "lexicon": "l1"}
        rows = {name: [] for name in DATA}
        for result in results:
            for name, made in rows_for(result).items():
                rows[name] += [{**row, "month": month_of(result.document), **wrote} for row in made]
        documents = [r.document for r in results]
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(number)
        log = {**wrote, "committed": moment, "documents": [d.id for d in documents],
               "fingerprints": [fingerprint_of(d) for d in documents],
               "rows": json.dumps({name: len(r) for name, r in rows.items()})}  # fmt: skip
        run = {**wrote, "started": log["committed"], "model": "", "settings": "{}", "schema": 1}
        for name, told in {**rows, "runs": [] if number else [run], "batches": [log]}.items():
            of = schema(SCHEMA_1[name])
            if told:
                write_deltalake(
                    f"{where}/{name}",
                    pa.Table.from_pylist([{k: r[k] for k in of.names} for r in told], of),
                    mode="append",
                )


@pytest.fixture
def old(tmp_path, result):
    where = tmp_path / "base"
    store_of_1(
        where,
        [result(THE_SAME_TEXT, id="a", source="Wire"), result("Chad attacked Mali.", date(2024, 1, 5), id="b")],
        [result(THE_SAME_TEXT, id="c", source="Post"), result("Mali attacked Chad.", date(2024, 1, 5), id="b")],
    )
    return where


def sides(store):
    return sorted((r["document"], r["actor_countries"]) for r in store.events())


def test_an_older_store_is_told_with_what_to_do(old):
    with pytest.raises(StoreError, match=r"of schema 1, this version of Détente reads 2 \(detente store migrate"):
        open_store(old)
    with pytest.raises(StoreError, match="store migrate"):
        Writer(Tables(old), coder="detente 1", lexicon="l1")
    assert Tables(old).open("episodes") is None


def test_a_newer_store_is_told(old):
    Tables(old).open("batches").alter.set_table_description(json.dumps({"detente": 99}))
    for asked in (lambda: open_store(old), lambda: migrate(Tables(old))):
        with pytest.raises(StoreError, match="of schema 99, this version of Détente reads 2"):
            asked()


def test_after_migrating_all_is_as_it_was(old, result):
    assert migrate(Tables(old)) == (1, VERSION)
    assert migrate(Tables(old)) == (VERSION, VERSION)
    assert verify(Tables(old)) == []
    assert sides(open_store(old)) == [("a", "IND"), ("b", "MAL"), ("c", "IND")]
    assert sides(open_store(old, as_of=1)) == [("a", "IND"), ("b", "CHA")]
    assert sides(open_store(old, as_of="2026-01-01T12:00")) == [("a", "IND"), ("b", "CHA")]
    (row,) = open_store(old).episodes(country="IND")  # signatures of old rows are made when they are needed
    assert (row["tellings"], row["sources"], row["copies"]) == (2, 1, 1)
    made = Writer(Tables(old), coder="detente 1", lexicon="l1")
    assert made.write(result(THE_SAME_TEXT, id="a", source="Wire")) is False
    assert made.write(result(THE_SAME_TEXT, id="d", source="Mail")) is True
    made.close()
    assert verify(Tables(old)) == []
    (row,) = open_store(old).episodes(country="IND")
    assert (row["tellings"], row["sources"], row["copies"]) == (3, 1, 2)
    assert len(list(open_store(old).sql("SELECT * FROM documents"))) == 4
    assert current(Tables(old)).equals(anew(Tables(old), snapshot(Tables(old))))


@pytest.mark.parametrize("step", ["add_columns", "create_table", "set_table_description"])
def test_a_kill_in_between_leaves_it_as_before(old, monkeypatch, step):
    def stop(*_, **__):
        raise KeyboardInterrupt

    before = Tables(old).open("events").version()
    with monkeypatch.context() as patched:
        of = Tables if step == "create_table" else type(Tables(old).open("batches").alter)
        patched.setattr(of, step, stop)
        with pytest.raises(KeyboardInterrupt):
            migrate(Tables(old))
    assert Tables(old).schema_version() == 1
    assert Tables(old).open("events").version() == before
    assert migrate(Tables(old)) == (1, VERSION)
    assert verify(Tables(old)) == []


def test_columns_are_those_of_the_version():
    """Who changes a column raises ``VERSION``, writes a step in ``store.migrate``, and keeps the old schema here."""
    assert VERSION == 2
    for name, told in SCHEMA_2.items():
        assert {**DATA, **LOG}[name].equals(schema(told)), name
    assert set(DERIVED) == {"episodes"}


def test_what_is_no_store_cannot_be_migrated(tmp_path):
    with pytest.raises(StoreError, match="no store"):
        migrate(Tables(tmp_path))
