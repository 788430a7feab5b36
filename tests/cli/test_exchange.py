"""``detente import`` and ``detente export``."""

import gzip
import json
from pathlib import Path

import pytest

HEAD = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\t"
    "Country\tLatitude\tLongitude\n"
)
ROW = "71\t2017-02-03\tNorway\tNA\tNorway\tConsult\t040\t1.0\tPeru\tNA\tPeru\t9\t2\tHerald\tNA\tNA\tNA\tPeru\t-9\t-77\n"
BAD = ROW.replace("2017-02-03", "soon").replace("71\t", "72\t", 1)


@pytest.fixture
def base(detente, monkeypatch):
    monkeypatch.setenv("DETENTE_STORE", "base")
    Path("a.tab").write_text(HEAD + ROW + ROW.replace("71\t", "73\t", 1).replace("040", "111"), encoding="utf-8")
    ran = detente("import", "a.tab", "--format", "icews")
    assert ran.status == 0, ran.err
    return ran


def test_rows_go_into_the_store_under_their_label(detente, base):
    assert base.out == b""
    assert "2 rows: 2 events" in base.err
    assert "store base (icews): 2 new, 0 imported anew, 0 there already" in base.err
    rows = json.loads(detente("events", "--dataset", "icews", "--between", "NOR", "PER", "-f", "json").text)
    assert sorted((r["type"], r["date"]) for r in rows) == [("ACCUSE", "2017-02-03"), ("CONSULT", "2017-02-03")]
    assert rows[0]["coder"].startswith("icews via detente")
    assert detente("store", "verify").text == "all right: 2 documents\n"


def test_trace_leads_to_the_cell(detente, base):
    (row, _) = json.loads(detente("events", "-f", "json").text)
    ran = detente("trace", row["id"])
    assert ran.status == 0
    assert "icews" in ran.text


def test_the_same_file_again_adds_nothing(detente, base):
    Path("b.tab").write_text(HEAD + BAD, encoding="utf-8")
    for _ in range(2):
        assert detente("import", "a.tab", "b.tab", "--format", "icews").status == 1
    ran = detente("import", "a.tab", "-f", "icews", "--quiet")
    assert (ran.status, ran.err) == (0, "")
    info = {r["what"]: r["count"] for r in json.loads(detente("store", "info", "-f", "json").text)}
    assert (info["documents"], info["events"], info["rejects"]) == (2, 2, 1)


def test_what_is_refused_is_told_and_listed(detente, base):
    Path("b.tab").write_text(HEAD + BAD + ROW, encoding="utf-8")
    ran = detente("import", "b.tab", "-f", "icews", "--label", "icews-2", "--rejects", "bad.jsonl")
    assert ran.status == 1
    assert json.loads(Path("bad.jsonl").read_text())["reason"] == "event_date is no day: 'soon'"
    assert "1 refused, listed in bad.jsonl" in ran.err
    assert "store base (icews-2): 1 new" in ran.err


def test_standard_input(detente, base):
    ran = detente("import", "-", "-f", "icews", "--label", "piped", stdin=(HEAD + ROW).encode())
    assert "store base (piped): 1 new" in ran.err


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("import", "none.tab", "-f", "icews"), "no such file: none.tab"),
        (("import", "a.tab", "-f", "icews", "--label", "detente"), "that is our own"),
        (("import", "a.tab", "-f", "icews", "--label", "My Label"), "small letters"),
        (("export", "icews", "x.tab", "--table", "ties"), "icews holds events"),
        (("export", "icews", "x.tab", "--store", "none"), "no store"),
    ],
)
def test_wrong_usage(detente, base, arguments, what):
    ran = detente(*arguments)
    assert ran.status == 2
    assert what in ran.err
    assert not Path("x.tab").exists()


def test_export_to_a_file_an_archive_and_a_pipe(detente, base):
    ran = detente("export", "icews", "out.tab", "--between", "NOR", "PER")
    assert (ran.status, ran.out) == (0, b"")
    assert "2 rows of 2 events in out.tab" in ran.err
    assert detente("export", "icews", "out.tab.gz", "-q").err == ""
    assert gzip.decompress(Path("out.tab.gz").read_bytes()) == Path("out.tab").read_bytes()
    assert detente("export", "icews", "-").out == Path("out.tab").read_bytes()
    assert {p.name for p in Path().iterdir()} == {"a.tab", "base", "out.tab", "out.tab.gz"}


def test_what_is_exported_is_what_the_filters_let_through(detente, base):
    assert "1 rows of 1 events" in detente("export", "petrarch2", "x.tsv", "--type", "ACCUSE").err
    assert "0 rows of 0 events" in detente("export", "gdelt2", "y.tsv", "--dataset", "detente").err
    assert Path("y.tsv").read_bytes() == b""


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl", "dta"])
def test_tables(detente, base, form):
    ran = detente("export", form, f"out.{form}", "--table", "statements")
    assert (ran.status, "0 rows in out." in ran.err) == (0, True)
    assert "2 rows in out." in detente("export", form, f"out.{form}").err
    assert Path(f"out.{form}").stat().st_size > 0


def test_a_file_of_another_format_is_asked_about(detente, base):
    Path("b.csv").write_text("name,colour\nred,1\n", encoding="utf-8")
    ran = detente("import", "b.csv", "-f", "icews", "--store", "other")
    assert (ran.status, "no row could be read as icews: is it another format" in ran.err) == (1, True)
    Path("b.tab").write_text(HEAD + BAD + ROW, encoding="utf-8")
    assert "another format" not in detente("import", "b.tab", "-f", "icews", "--store", "other").err
