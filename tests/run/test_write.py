import csv
import json
import os
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from detente.errors import ConfigError
from detente.records import Reject
from detente.run.write import Csv, DocumentLines, Output, Parquet, RecordLines, RejectLines, folder_sinks, json_line

TEXT = "France attacked Spain. Italy said nothing new. Poland supplies tanks."


def written(sink, *results):
    for result in results:
        sink.write(result)
    sink.close()


def test_records_one_a_line(tmp_path, result):
    written(RecordLines(tmp_path / "r.jsonl"), result(TEXT, id="a", title="Ü"), result("Nothing.", id="b"))
    lines = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(r["record"], r["document"], r["title"]) for r in lines] == [
        ("event", "a", "Ü"), ("statement", "a", "Ü"), ("tie", "a", "Ü"),
    ]  # fmt: skip
    assert TEXT[lines[0]["evidence"]["start"] : lines[0]["evidence"]["end"]] == lines[0]["evidence"]["text"]


def test_records_of_one_kind(tmp_path, result):
    written(RecordLines(tmp_path / "r.jsonl", ["tie"]), result(TEXT))
    assert [json.loads(line)["record"] for line in (tmp_path / "r.jsonl").read_bytes().splitlines()] == ["tie"]


def test_documents_one_a_line_also_without_records(tmp_path, result):
    written(DocumentLines(tmp_path / "d.jsonl"), result(TEXT), result("Nothing."))
    lines = [json.loads(line) for line in (tmp_path / "d.jsonl").read_bytes().splitlines()]
    assert [len(d["events"]) for d in lines] == [1, 0]
    assert list(lines[0])[:4] == ["id", "date", "title", "text"]


def test_the_same_input_gives_the_same_bytes(tmp_path, result):
    for name in ("a.jsonl", "b.jsonl"):
        written(RecordLines(tmp_path / name), result(TEXT))
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_json_keeps_letters_and_escapes_only_half_pairs():
    assert json_line({"b": "Détente – 平"}) == '{"b": "Détente – 平"}\n'.encode()
    line = json_line({"b": "é\ud800"})
    assert line == b'{"b": "\\u00e9\\ud800"}\n'
    assert json.loads(line) == {"b": "é\ud800"}


def test_csv(tmp_path, result):
    written(Csv(tmp_path / "e.csv", "events"), result('France attacked "Spain, again"\nagain.', title="\ud800"))
    data = (tmp_path / "e.csv").read_bytes()
    assert b"\r" not in data
    rows = list(csv.DictReader(data.decode("utf-8").splitlines(keepends=True)))
    assert rows[0]["type"] == "ASSAULT"
    assert rows[0]["background"] == "false"
    assert rows[0]["recipient_names"] == '"Spain, again"\nagain'


@pytest.mark.parametrize("kind", ["event", "statement", "tie", "document"])
def test_parquet_has_the_same_types_with_and_without_rows(tmp_path, result, kind):
    written(Parquet(tmp_path / "full.parquet", kind), result(TEXT), result("Nothing.", day=None))
    written(Parquet(tmp_path / "empty.parquet", kind))
    full, empty = pq.read_table(tmp_path / "full.parquet"), pq.read_table(tmp_path / "empty.parquet")
    assert full.schema == empty.schema
    assert (full.num_rows, empty.num_rows) == (2 if kind == "document" else 1, 0)
    assert full.schema.field("published").type == pa.date32()


def test_half_pairs_do_not_stop_any_form(tmp_path, result):
    broken = result("France attacked Spain\ud83d.", title="\udcff", id="\ud800")
    folder = tmp_path / "out"
    for form in ("jsonl", "csv", "parquet"):
        for sink in folder_sinks(folder, form):
            written(sink, broken)
    assert "\\ud83d" in (folder / "events.csv").read_text(encoding="utf-8")
    assert pq.read_table(folder / "events.parquet")["evidence"][0].as_py() == "France attacked Spain\\ud83d"


def test_a_file_appears_when_it_is_whole(tmp_path):
    path = tmp_path / "deep" / "x.jsonl"
    output = Output(path)
    output.write(b"one\n")
    assert not path.exists()
    output.commit()
    assert path.read_bytes() == b"one\n"
    output.discard()
    assert path.read_bytes() == b"one\n"
    assert [p.name for p in path.parent.iterdir()] == ["x.jsonl"]


def test_what_is_given_up_leaves_the_old_file(tmp_path, result):
    path = tmp_path / "x.parquet"
    path.write_bytes(b"old")
    sink = Parquet(path, "event")
    sink.write(result(TEXT))
    sink.discard()
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["x.parquet"]


def test_what_is_no_file_is_written_directly(tmp_path):
    output = Output(type(tmp_path)(os.devnull))
    output.write(b"x")
    output.commit()
    assert not os.path.isfile(os.devnull)  # noqa: PTH113 - still a device


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "target")
    output = Output(tmp_path / "link")
    output.write(b"x")
    output.commit()
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"x"


@pytest.mark.parametrize("name", ["", "file/x.jsonl", "x\0y"])
def test_where_nothing_can_be_written(tmp_path, name):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ConfigError, match="cannot write"):
        Output(tmp_path / name)


def test_closed_standard_output(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(ConfigError, match="standard output is closed"):
        Output(None)


def test_a_folder_that_cannot_be_made_leaves_nothing(tmp_path):
    (tmp_path / "documents.csv").mkdir()
    with pytest.raises(ConfigError, match="it is a folder"):
        folder_sinks(tmp_path, "csv")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["documents.csv"]


def test_refusals(tmp_path):
    path = tmp_path / "rejects.jsonl"
    lines = RejectLines(path, only_if_any=True)
    lines.write(Reject("a.txt:3", "broken", "{\\n"))
    lines.close()
    assert json.loads(path.read_bytes()) == {"origin": "a.txt:3", "reason": "broken", "sample": "{\\n"}
    RejectLines(path, only_if_any=True).close()
    assert not path.exists()
    RejectLines(path).close()
    assert path.read_bytes() == b""
