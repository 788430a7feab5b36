"""``detente code --store`` and what asks a store."""

import csv
import io
import json
from pathlib import Path

import pytest

REPORT = "date 2023-04-29 India attacked Russia. France said nothing new.\n"


@pytest.fixture
def base(detente, monkeypatch):
    """A store with one report, named in the environment."""
    Path("report.txt").write_text(REPORT, encoding="utf-8")
    ran = detente("code", "report.txt", "--store", "base")
    assert ran.status == 0, ran.err
    monkeypatch.setenv("DETENTE_STORE", "base")
    return ran


def test_records_go_into_the_store_alone(base):
    assert base.out == b""
    assert "store base: 1 new, 0 coded anew, 0 there already" in base.err


def test_again_nothing_is_coded(detente, base, coder):
    ran = detente("code", "report.txt", "--store", "base")
    assert ran.status == 0
    assert "0 new, 0 coded anew, 1 there already" in ran.err


def test_with_an_output_too(detente, base):
    ran = detente("code", "report.txt", "--store", "base", "-o", "out.jsonl")
    assert [json.loads(line)["record"] for line in Path("out.jsonl").read_text().splitlines()] == ["event", "statement"]
    assert "1 there already" in ran.err


def test_what_is_refused_is_kept(detente, base):
    Path("bad.jsonl").write_text('{"text": "India attacked Russia.", "date": "2023-05-01"}\n{broken\n')
    assert detente("code", "bad.jsonl", "--store", "base").status == 1
    ran = detente("sql", "SELECT origin FROM rejects", "--format", "json")
    assert json.loads(ran.text) == [{"origin": "bad.jsonl:2"}]


def test_info_history_verify_vacuum(detente, base):
    found = {r["what"]: r["count"] for r in json.loads(detente("store", "info", "-f", "json").text)}
    assert (found["documents"], found["events"], found["first day"]) == (1, 1, "2023-04-29")
    told = json.loads(detente("store", "history", "-f", "json").text)
    assert [(r["version"], r["what"], r["documents"]) for r in told] == [(0, "create table", ""), (1, "write", 1)]
    assert detente("store", "verify").text == "all right: 1 documents\n"
    assert detente("store", "vacuum").status == 0
    assert detente("store", "verify").status == 0


def test_history_tells_each_batch_its_own_documents(detente, base):
    Path("two.txt").write_text(REPORT.replace("India", "Chad") + REPORT.replace("India", "Mali"), encoding="utf-8")
    assert detente("code", "two.txt", "--store", "base").status == 0  # within the same second, perhaps
    told = json.loads(detente("store", "history", "-f", "json").text)
    assert [r["documents"] for r in told] == ["", 1, 2]
    assert detente("store", "verify").text == "all right: 3 documents\n"


def test_listings(detente, base):
    assert "India" in detente("events", "--between", "IND", "RUS").text
    (row,) = csv.DictReader(io.StringIO(detente("events", "--type", "assault", "-f", "csv").text))
    assert (row["actor_countries"], row["recipient_countries"], row["date"]) == ("IND", "RUS", "2023-04-29")
    assert json.loads(detente("events", "--since", "2024", "-f", "json").text) == []
    (said,) = json.loads(detente("statements", "--actor", "France", "-f", "json").text)
    assert said["content"] == "nothing new"


def test_trace_leads_back_to_the_words(detente, base):
    (row,) = json.loads(detente("events", "-f", "json").text)
    ran = detente("trace", row["id"])
    assert "[actors India] [predicate attacked] [recipients" in ran.text
    assert f"document {row['document']}, 2023-04-29" in ran.text
    assert "lexicon l-" in ran.text


def test_as_of(detente, base):
    assert json.loads(detente("events", "--as-of", "0", "-f", "json").text) == []
    assert len(json.loads(detente("events", "--as-of", "1", "-f", "json").text)) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("events", "--store", "nowhere"), "nowhere is no store of Détente"),
        (("store", "verify", "--store", "nowhere"), "nowhere is no store"),
        (("events", "--actor", "Ruritania"), "nobody is called 'Ruritania'"),
        (("sql", "DELETE FROM events"), "a store is only read"),
        (("events", "--as-of", "77"), "versions 0 to"),
        (("trace", "e-none"), "no record has that id"),
        (("events", "--option", "x"), "must be like"),
    ],
)
def test_what_cannot_be_asked(detente, base, arguments, told):
    ran = detente(*arguments)
    assert ran.status == 2
    assert told in ran.err


def test_no_store_is_named(detente, monkeypatch):
    monkeypatch.delenv("DETENTE_STORE", raising=False)
    ran = detente("events")
    assert (ran.status, "give --store DIR, or set DETENTE_STORE" in ran.err) == (2, True)


def test_episodes_are_brought_up_to_date(detente, base):
    assert detente("store", "episodes").text == "1 episodes\n"
    ran = detente("sql", "SELECT type, tellings, sources, copies, events FROM episodes", "--format", "json")
    (row,) = json.loads(ran.text)
    assert (row["type"], row["tellings"], row["sources"], row["copies"]) == ("ASSAULT", 1, 1, 0)
    assert row["events"].startswith("e-")


def test_migrate(detente, base):
    assert detente("store", "migrate").text == "base: schema 2 already\n"


def test_an_empty_list_says_why(detente, base):
    ran = detente("events", "--actor", "India", "--limit", "1")
    assert ran.err == ""
    assert "\n    India attacked Russia" in ran.text  # the words stand below their row
    ran = detente("events", "--type", "FOO", "--context", "war")
    assert (ran.status, "no events pass these filters" in ran.err) == (0, True)
    assert "no event has the type 'FOO' (there are: ASSAULT)" in ran.err
    assert "no event has the context 'war'" in ran.err
    assert "no event has" not in detente("events", "--type", "assault", "--since", "2024").err  # of any case
    assert "no episodes pass these filters" in detente("episodes", "--actor", "France").err
    assert detente("statements", "--actor", "India").err == "detente: no statements pass these filters\n"
    assert detente("ties").err == "detente: no ties found\n"
