import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from detente import cli
from detente.errors import ModelError

REPORT = "date 2023-04-29 France attacked Spain. Italy said nothing new. Poland supplies tanks.\n"


@pytest.fixture
def report():
    Path("report.txt").write_text(REPORT, encoding="utf-8")
    return "report.txt"


def names(folder="."):
    return sorted(path.name for path in Path(folder).iterdir())


def lines(data):
    return [json.loads(line) for line in data.splitlines()]


# --- forms -----------------------------------------------------------------------------------------------------------


def test_records_in_a_pipe(detente, report):
    ran = detente("code", report)
    assert ran.status == 0
    assert [r["record"] for r in lines(ran.out)] == ["event", "statement", "tie"]
    assert "1 document: 1 event (material conflict 1), 1 statement, 1 tie\n" in ran.err


def test_a_table_on_a_terminal(detente, report):
    ran = detente("code", report, terminal=True)
    assert ran.status == 0
    assert "\x1b[" in ran.text
    plain = re.sub(r"\x1b\[[0-9;]*m", "", ran.text)
    assert "ASSAULT  France (FRA) → Spain (SPA)" in plain
    assert "“France attacked Spain”" in plain


def test_a_table_in_a_pipe_is_plain(detente, report):
    ran = detente("code", report, "--format", "table")
    assert "\x1b" not in ran.text
    assert "ASSAULT  France (FRA) → Spain (SPA)" in ran.text


def test_documents(detente, report):
    (document,) = lines(detente("code", report, "-f", "documents").out)
    assert document["text"] == REPORT
    assert [len(document[k]) for k in ("events", "statements", "ties")] == [1, 1, 1]


@pytest.mark.parametrize(("kind", "count"), [("events", 1), ("statements", 1), ("ties", 1), (None, 1)])
def test_csv_holds_one_kind(detente, report, kind, count):
    ran = detente("code", report, "-f", "csv", *(["--records", kind] if kind else []))
    rows = list(csv.DictReader(io.StringIO(ran.text)))
    assert len(rows) == count
    assert {row["record"] for row in rows} == {(kind or "events")[:-1]}


def test_jsonl_of_one_kind(detente, report):
    assert [r["record"] for r in lines(detente("code", report, "--records", "ties").out)] == ["tie"]


@pytest.mark.parametrize("name", ["x.jsonl", "x.csv", "x.parquet", "x.txt"])
def test_the_name_tells_the_form(detente, report, name):
    ran = detente("code", report, "-o", name, terminal=True)
    assert (ran.status, ran.out) == (0, b"")
    data = Path(name).read_bytes()
    assert {"x.jsonl": b'{"record"', "x.csv": b"record,id", "x.parquet": b"PAR1", "x.txt": b"d-"}[name] in data[:20]
    assert f"written: {name}" in ran.err


def test_parquet_in_a_pipe(detente, report):
    ran = detente("code", report, "-f", "parquet", "--records", "ties")
    assert pq.read_table(io.BytesIO(ran.out)).num_rows == 1


def test_a_folder_for_a_table(detente, report):
    ran = detente("code", report, "missing.txt", "-f", "table", "-o", "out")
    assert ran.status == 1
    assert "ASSAULT" in ran.text
    assert names("out") == ["documents.jsonl", "records.jsonl", "rejects.jsonl"]
    assert "written: out/ (records.jsonl, documents.jsonl, rejects.jsonl)" in ran.err
    detente("code", report, "-o", "out")
    assert names("out") == ["documents.jsonl", "records.jsonl"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_folder_of_tables(detente, report, form):
    assert detente("code", report, "-f", form, "-o", "out/").status == 0
    assert names("out") == [f"{n}.{form}" for n in ("documents", "events", "statements", "ties")]


def test_output_is_the_same_every_time(detente, report):
    assert detente("code", report).out == detente("code", report).out


# --- width -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_no_line_is_wider_than_the_screen(detente, report, monkeypatch, width):
    long = "date 2023-04-29 France attacked " + "the very long and winding name of a place " * 8 + "today.\n"
    Path("long.txt").write_text(long, encoding="utf-8")
    monkeypatch.setenv("COLUMNS", str(width))
    ran = detente("code", "long.txt", report, "-f", "table")
    assert max(map(len, ran.text.splitlines())) <= width
    assert all(
        i in ran.text for i in re.findall(r"e-[0-9a-f]{12}", detente("code", "long.txt", report, "-f", "csv").text)
    )


def test_the_heading_takes_one_line(detente, report):
    row = {"id": "a", "date": "2023-04-29", "title": "A very long title " * 12, "text": "Nothing."}
    Path("x.jsonl").write_text(json.dumps(row), encoding="utf-8")
    ran = detente("code", "x.jsonl", "-f", "table")
    assert ran.text.splitlines()[0].endswith("…")
    assert "nothing coded" in ran.text.splitlines()[1]


def test_what_a_terminal_would_obey_is_taken_out(detente):
    text = '{"id": "a", "date": "2023-04-29", "title": "T\\u001b[2J\\u202e", "text": "France attacked Spain\\u009b5m."}'
    Path("x.jsonl").write_text(text, encoding="utf-8")
    ran = detente("code", "x.jsonl", "-f", "table")
    assert "\x1b" not in ran.text
    assert "\x9b" not in ran.text
    assert "\u202e" not in ran.text


# --- inputs ----------------------------------------------------------------------------------------------------------


def test_standard_input(detente):
    ran = detente("code", "-", "--date", "2024-01-02", stdin=b"France attacked Spain.")
    assert lines(ran.out)[0]["published"] == "2024-01-02"
    assert detente("code", "-").status == 1


def test_fields(detente):
    Path("x.jsonl").write_text('{"wire": "France attacked Spain."}\n', encoding="utf-8")
    ran = detente("code", "x.jsonl", "--field", "text=wire")
    assert ran.status == 0
    assert "a document has no day of publication" in ran.err
    assert lines(ran.out)[0]["published"] is None


def test_limit(detente):
    Path("x.jsonl").write_text("".join(f'{{"id": "{n}", "text": "France attacked Spain."}}\n' for n in range(9)))
    assert len(lines(detente("code", "x.jsonl", "--limit", "3", "-f", "documents").out)) == 3


def test_what_is_refused(detente, report):
    Path("x.jsonl").write_bytes(b'{"text": \n{"text": "France attacked Spain."}\n')
    ran = detente("code", "x.jsonl", "nowhere.txt", report, "--rejects", "r.jsonl")
    assert ran.status == 1
    assert sum(r["record"] == "event" for r in lines(ran.out)) == 2
    assert [r["origin"] for r in lines(Path("r.jsonl").read_bytes())] == ["x.jsonl:1", "nowhere.txt"]
    assert "2 refused, listed in r.jsonl" in ran.err
    ran = detente("code", "x.jsonl", report)
    assert "1 refused:\n  x.jsonl:1: not JSON" in ran.err


def test_an_internal_error_costs_one_document(detente, report):
    Path("boom.txt").write_text("BOOM in the text.", encoding="utf-8")
    ran = detente("code", "boom.txt", report)
    assert ran.status == 1
    assert len(lines(ran.out)) == 3
    assert "boom.txt: internal error, please report it: KeyError: 'boom'" in ran.err
    assert "Traceback" not in ran.err
    assert "Traceback" in detente("code", "boom.txt", "--debug").err


def test_quiet(detente, report):
    ran = detente("code", report, "nowhere.txt", "-q")
    assert ran.status == 1
    assert ran.err.splitlines() == ["1 refused:", "  nowhere.txt: no such file or folder"]
    assert detente("code", report, "-q").err == ""


# --- wrong usage and settings ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["report.txt", "--date", "2023-02-30"], "--date '2023-02-30' is no day such as 2023-04-29"),
        (["report.txt", "--date", "20230228"], "--date '20230228' is no day"),
        (["report.txt", "--format", "xml"], "'xml' is not one of"),
        (["report.txt", "--limit", "0"], "--limit"),
        (["report.txt", "--nonsense"], "--nonsense"),
        ([], "Missing argument"),
        (["report.txt", "-o", "x.xls"], "-o x.xls: its name does not tell the format"),
        (["report.txt", "-o", ""], "-o needs the name"),
        (["report.txt", "--field", "text"], "--field 'text' must be like text=body"),
        (["report.txt", "--field", "nothing=x"], "--field nothing=x: no such field"),
        (["report.txt", "--records", "ties", "-f", "table"], "--records goes with one file"),
        (["report.txt", "--records", "ties", "-o", "out"], "--records goes with one file"),
        (["report.txt", "--config", "no.toml"], "no.toml"),
        (["report.txt", "-o", "report.txt/x.csv"], "cannot write report.txt/x.csv"),
        (["report.txt", "-o", "report.txt/x/"], "cannot make the folder"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage(detente, report, arguments, message):
    ran = detente("code", *arguments)
    assert (ran.status, ran.out) == (2, b"")
    assert ran.err.startswith("detente: ")
    assert message in ran.err
    assert ran.err.count("\n") == 1


def test_parquet_is_nothing_for_a_terminal(detente, report):
    ran = detente("code", report, "-f", "parquet", terminal=True)
    assert (ran.status, "parquet is nothing to show on a terminal" in ran.err) == (2, True)


def test_a_missing_model_leaves_what_was_there(detente, report, monkeypatch):
    def missing(config, model):
        raise ModelError(f"no language model {model!r} is installed")

    Path("x.jsonl").write_text("old")
    monkeypatch.setattr("detente.cli.code.make_coder", missing)
    ran = detente("code", report, "--model", "nope", "-o", "x.jsonl", fake=False)
    assert (ran.status, ran.err) == (2, "detente: no language model 'nope' is installed\n")
    assert Path("x.jsonl").read_text() == "old"
    assert names() == ["report.txt", "x.jsonl"]


# --- ends ------------------------------------------------------------------------------------------------------------


def many(count=40):
    rows = [f'{{"id": "n{n}", "date": "2023-04-29", "text": "France attacked Spain."}}\n' for n in range(count)]
    Path("many.jsonl").write_text("".join(rows))
    return "many.jsonl"


def test_ctrl_c_keeps_what_is_done(detente, coder, monkeypatch):
    code_documents = type(coder).code_documents

    def interrupted(self, documents):
        for n, result in enumerate(code_documents(self, documents)):
            if result.document.id == "n6":
                os.kill(os.getpid(), signal.SIGINT)
            yield result
            assert n < 2 or result.document.id != "n6", "Ctrl-C came to nothing"

    monkeypatch.setattr(type(coder), "code_documents", interrupted)
    ran = detente("code", many(), "-o", "out")
    assert ran.status == 130
    assert "detente: interrupted; what was coded until then is kept" in ran.err
    assert "Traceback" not in ran.err
    assert [d["id"] for d in lines(Path("out/documents.jsonl").read_bytes())] == [f"n{n}" for n in range(6)]
    assert len(lines(Path("out/records.jsonl").read_bytes())) == 6


def test_ctrl_c_before_anything_keeps_the_old_file(detente, monkeypatch):
    def interrupted(config, model):
        os.kill(os.getpid(), signal.SIGINT)

    Path("x.jsonl").write_text("old")
    monkeypatch.setattr("detente.cli.code.make_coder", interrupted)
    ran = detente("code", many(), "-o", "x.jsonl", fake=False)
    assert (ran.status, "nothing is written" in ran.err) == (130, True)
    assert Path("x.jsonl").read_text() == "old"


class Closed(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        raise BrokenPipeError


@pytest.mark.parametrize("form", ["jsonl", "table", "csv", "documents"])
def test_who_stops_reading_ends_the_run_quietly(detente, coder, monkeypatch, form):
    many()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(Closed(), 1)))
    monkeypatch.setattr("detente.cli.code.make_coder", lambda config, model: coder)
    err = io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    assert cli.run(["code", "many.jsonl", "-f", form]) == 0
    assert err.getvalue() == ""
    assert sum(coder.calls) <= 4
    monkeypatch.undo()


def test_who_stops_reading_the_table_does_not_lose_the_folder(detente, coder, monkeypatch):
    many()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(Closed(), 1)))
        patch.setattr("detente.cli.code.make_coder", lambda config, model: coder)
        patch.setattr(sys, "stderr", io.StringIO())
        assert cli.run(["code", "many.jsonl", "-f", "table", "-o", "out"]) == 0
    assert len(lines(Path("out/records.jsonl").read_bytes())) == 40


# --- the whole, with the model ---------------------------------------------------------------------------------------


def program(*arguments, **options):
    source = Path(__file__).resolve().parent.parent.parent / "src"
    environment = {**os.environ, "PYTHONPATH": str(source), "COLUMNS": "100"}
    command = [sys.executable, "-m", "detente", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, check=False, **options)


@pytest.mark.model
def test_the_program_codes_and_explains(tmp_path):
    text = b"date 2023-04-29 France condemned the Russian attack on Ukraine. The weather was fine."
    ran = program("code", "-", "-f", "table", input=text, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr.decode()
    (found, *_) = re.findall(r"e-[0-9a-f]{12}", ran.stdout.decode())
    ran = program("explain", found, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr.decode()
    assert b"predicates/" in ran.stdout
    ran = program("explain", "--doc", "-", input=text, cwd=tmp_path)
    assert b"no predicate that a rule knows" in ran.stdout


@pytest.mark.model
def test_a_missing_model(tmp_path):
    ran = program("code", "-", "--model", "no_such_model", input=b"France.", cwd=tmp_path)
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"detente: no language model 'no_such_model' is installed")
