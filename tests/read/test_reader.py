"""Files of every form to documents."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from detente.errors import ReadError
from detente.read import count_inputs, read_paths
from detente.records import Document, Reject

DAY = date(2023, 4, 29)
NEWS = "Brazil and France agreed to build two further submarines, the navy said."
MORE = "Qatar and Turkey were in talks on the base in the desert on Monday."


@pytest.fixture
def write(tmp_path):
    def _write(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return _write


def read(*paths: str, **options):
    return list(read_paths(paths, **options))


def one(*paths: str, **options) -> Document:
    (item,) = read(*paths, **options)
    assert isinstance(item, Document), item
    return item


def refused(*paths: str, **options) -> Reject:
    (item,) = read(*paths, **options)
    assert isinstance(item, Reject), item
    return item


# ------------------------------------------------------------------------------------------------ plain text


def test_text_is_kept_as_given(write):
    text = f" date 2023-04-29 {NEWS}\r\n\r\nCafé.\r\n"
    for name, data in {
        "a.txt": text.encode(),
        "b.md": text.encode("utf-8-sig"),
        "c": text.encode("utf-16"),
        "d.txt.gz": gzip.compress(text.encode()),
        "e.txt.zst": zstandard.compress(text.encode()),
        "f.txt": gzip.compress(text.encode()),
    }.items():
        path = write(name, data)
        document = one(path)
        assert (document.text, document.date, document.origin) == (text, DAY, path)
        assert document.text[document.body_start :].startswith("Brazil")
        assert document.text[slice(*document.date_span)] == "2023-04-29"


def test_where_the_day_comes_from(write):
    other = date(2020, 1, 1)
    assert one(write("2023-04-29_a.txt", NEWS)).date == DAY
    assert one(write("2023-04-29_a.txt", NEWS), date=other).date == other
    assert one(write("2020-01-01_b.txt", f"Date: 29 April 2023\n{NEWS}"), date=other).date == DAY
    assert one(write("c.txt", NEWS)).date is None
    assert one(write("2023-04-29.jsonl", json.dumps({"text": NEWS}))).date is None


def test_content_ids_know_the_day(write):
    path = write("a.txt", NEWS)
    assert one(path, date=DAY).id == Document(NEWS, DAY).id != one(path).id


def test_header_fields(write):
    document = one(write("a.txt", f"Id: w-7\nTitle: A deal\nAuthor: B. C.\nDate: 2023-04-29\n\n{NEWS}"))
    assert (document.id, document.title, document.extra) == ("w-7", "A deal", {"author": "B. C."})


def test_several_reports_in_a_file(write):
    text = f" date 2023-04-29 {NEWS}\nMore of it.\n\n date 2023-02-30 Bad.\n date 2023-05-01 {MORE}\n"
    path = write("a.txt", text)
    first, bad, last = read(path)
    assert [first.origin, bad.origin, last.origin] == [f"{path}:1", f"{path}:4", f"{path}:5"]
    assert "impossible date '2023-02-30'" in bad.reason
    assert first.text + " date 2023-02-30 Bad.\n" + last.text == text
    assert last.date == date(2023, 5, 1)


def test_a_date_line_further_down_does_not_part_an_ordinary_text(write):
    assert one(write("a.txt", f"{NEWS}\ndate 2023-04-29 was meant\n")).date is None


# ------------------------------------------------------------------------------------------------ JSON


def test_json_lines_with_usual_names(write):
    row = {"uid": 7, "publishedAt": "Sat, 29 Apr 2023 10:00:00 GMT", "headline": "A deal", "Body": NEWS,
           "source": {"id": None, "name": "Wire"}, "link": "http://x.test", "lang": "en-US", "page": 3}  # fmt: skip
    path = write("a.jsonl", "\n" + json.dumps(row) + "\n\n")
    document = one(path)
    assert document == Document(NEWS, DAY, "7", "A deal", "Wire", "http://x.test", "en-US", origin=f"{path}:2")
    assert document.extra == {"page": 3}


def test_fields_are_said(write):
    path = write("a.ndjson", json.dumps({"text": "abstract", "main": NEWS, "when": "2023-04-29"}))
    document = one(path, fields={"text": "main", "date": "when"})
    assert (document.text, document.date, document.extra) == (NEWS, DAY, {"text": "abstract"})
    assert "no field 'nope'" in refused(path, fields={"text": "nope"}).reason
    with pytest.raises(ReadError, match="no such field"):
        read_paths([path], fields={"txt": "main"})


def test_json_forms(write):
    rows = [{"text": NEWS, "date": 20230429}, {"text": MORE, "date": None}]
    for name, text in {
        "array.json": json.dumps(rows, indent=1),
        "lines.json": "\n".join(map(json.dumps, rows)),
        "array.jsonl": json.dumps(rows),
    }.items():
        assert [d.date for d in read(write(name, text))] == [DAY, None]
    assert one(write("one.json", json.dumps(rows[0], indent=1))).date == DAY


def test_record_with_a_prefix_in_its_text(write):
    document = one(write("a.jsonl", json.dumps({"text": f" date 2023-04-29 {NEWS}"})))
    assert (document.date, document.text[document.body_start :]) == (DAY, NEWS)


BROKEN = {
    '{"text": "The end': "not JSON",
    "[1]": "not a JSON object",
    '{"text": ""}': "'text' is empty",
    '{"text": null}': "'text' is empty",
    '{"text": ["a"]}': "'text' is a list",
    '{"id": 1}': "no field for the text among: id",
    '{"text": "The news", "date": "2023-02-30"}': "'date': impossible date '2023-02-30'",
    '{"text": "The news", "date": "soon"}': "'date': cannot read the date 'soon'",
    '{"text": "The news", "date": ["2023-04-29"]}': "'date': a date cannot be a list",
    '{"text": "The news", "title": {"a": 1}}': "'title' is a JSON object",
    '{"text": "The news \\ud800"}': "half a surrogate pair",
    '{"text": "The news", "n": ' + "9" * 5000 + "}": "not JSON that can be read",
    '{"text": "The news", "n": ' + "[" * 100 + "]" * 100 + "}": "nested deeper than 32",
    '{"n": ' + "[" * 100_000: "nested too deeply",
    '{"text": "The news", "language": "de"}': "declared as 'de'",
    '{"text": "\\u0000\\u0001"}': "binary",
    '{"text": "12 34"}': "no words",
}


def test_a_broken_line_costs_only_itself(write):
    good = [json.dumps({"text": f"{NEWS} {n}"}) for n in (1, 2)]
    path = write("a.jsonl", "\n".join([good[0], *BROKEN, good[1]]))
    first, *rejects, last = read(path)
    assert (first.origin, last.origin) == (f"{path}:1", f"{path}:{len(BROKEN) + 2}")
    for number, (reject, reason) in enumerate(zip(rejects, BROKEN.values(), strict=True), 2):
        assert reject.origin == f"{path}:{number}"
        assert reason in reject.reason
        assert len(reject.sample) < 700
        assert reject.sample.isprintable()


def test_other_columns_can_be_written_again(write):
    row = '{"title": "\\ud83d", "x": [NaN, 1e999, {"\\udfff": Infinity}], "date": NaN, "text": "' + NEWS + '"}'
    document = one(write("a.jsonl", row))
    assert (document.title, document.extra) == ("\ufffd", {"x": [None, None, {"\ufffd": None}]})
    json.dumps(document.extra, allow_nan=False, ensure_ascii=False).encode()


def test_one_line_in_another_encoding(write):
    good, bad = (json.dumps({"text": t}, ensure_ascii=False).encode("latin1") for t in (NEWS, "Café and the tea"))
    path = write("a.jsonl", bad + b"\n" + good)
    reject, document = read(path)
    assert "not UTF-8 (byte 0xe9 at offset 13)" in reject.reason
    assert "Caf\\xe9" in reject.sample
    assert document.text == NEWS


# ------------------------------------------------------------------------------------------------ tables


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t"), ("a.csv.gz", ",")])
def test_tables(write, name, mark):
    rows = (
        ["Date", "Text", "page"],
        ["2023-04-29", f'"{NEWS} ""yes""{mark}\nno"', "3"],
        ["", MORE, ""],
        ["", "a", "", "x"],
    )
    data = ("\ufeff" + "\r\n".join(mark.join(row) for row in rows)).encode()
    path = write(name, gzip.compress(data) if name.endswith("gz") else data)
    first, second, bad = read(path)
    assert (first.text, first.date, first.extra) == (f'{NEWS} "yes"{mark}\nno', DAY, {"page": "3"})
    assert (second.text, second.date) == (MORE, None)
    assert [first.origin, second.origin, bad.origin] == [f"{path}:2", f"{path}:4", f"{path}:5"]
    assert bad.reason == "row 3: 4 cells, but the header has 3"


def test_broken_tables(write):
    assert "no field for the text among: a, b" in refused(write("a.csv", "a,b\n1,2\n")).reason
    lost = refused(write("f.csv", "text,b\nx,2\n"), fields={"date": "nope"}).reason
    assert "no field 'nope' for the date; there are: text, b" in lost
    assert "no records" in refused(write("b.csv", "id,text\n")).reason
    bad = read(write("c.csv", f'id,text\n1,"The end\n2,{NEWS}\n'))
    assert "row 1: unexpected end of data" in bad[0].reason
    assert "row 1: 'date'" in refused(write("d.csv", f'date,text\nsoon,"{NEWS}"\n')).reason
    assert "no field" in refused(write("e.csv", "")).reason or "empty" in refused(write("e.csv", "")).reason


def parquet(**columns) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue()


def test_parquet(write):
    data = parquet(
        body=[NEWS, MORE, None],
        published=pa.array([1682762400123456789, None, None], pa.timestamp("ns", "UTC")),
        n=[1.5, float("nan"), 0.0],
    )
    for name, content in {"a.parquet": data, "b.parquet.gz": gzip.compress(data), "c": data}.items():
        path = write(name, content)
        first, second, bad = read(path)
        assert (first.text, first.date, first.extra, first.origin) == (NEWS, DAY, {"n": 1.5}, f"{path}:1")
        assert (second.date, second.extra) == (None, {"n": None})
        assert bad.reason == "row 3: 'body' is empty"
    assert "broken Parquet" in refused(write("d.parquet", data[:-20])).reason
    assert "no field for the text" in refused(write("e.parquet", parquet(a=[1]))).reason


# ------------------------------------------------------------------------------------------------ what is refused


REFUSED = {
    "latin.txt": ("Café and the tea".encode("latin1"), "not UTF-8 (byte 0xe9 at offset 3); convert it"),
    "nul.txt": (b"The \0 news", "NUL at offset 4"),
    "control.txt": (b"\x01\x02The news", "2 control characters"),
    "empty.txt": (b"", "empty file"),
    "blank.txt": (b" \n\t\n", "empty: no text"),
    "dated.txt": (b" date 2023-04-29 \n", "empty: no text after its date"),
    "digits.txt": (b"12 -- 34", "no words"),
    "paper.pdf": (b"%PDF-1.7 ...", "a PDF file"),
    "word.docx": (b"PK\x03\x04...", "ZIP archive"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n", "PNG"),
    "page.html": (b"\n<!DOCTYPE html><p>The news", "HTML: a later release"),
    "feed.xml": (b"<?xml version='1.0'?>", "XML"),
    "utf16.txt": (b"\xff\xfeT\0h\0e", "not utf-16"),
    "utf32.txt": ("The news".encode("utf-32"), "UTF-32"),
    "cut.txt.gz": (gzip.compress(NEWS.encode() * 9)[:-9], "broken gzip archive"),
    "no.txt.gz": (NEWS.encode(), "not an archive"),
    "cut.txt.zst": (zstandard.compress(NEWS.encode())[:-3], "broken Zstandard archive"),
    "flip.txt.zst": (zstandard.compress(NEWS.encode())[:9] + b"\xff" * 30, "broken Zstandard archive"),
    "twice.txt.gz": (gzip.compress(gzip.compress(b"a")), "gzip archive inside another"),
    "huge.txt": (b"The news. " * 110_000, "text of 1,100,000 bytes is over the limit of 1,000,000 characters"),
    "huge.txt.gz": (gzip.compress(b"The news. " * 110_000), "text is over the limit"),
    "huge.jsonl": (json.dumps({"text": "The news. " * 110_000}).encode(), "text of 1,100,000 characters is over"),
    "line.jsonl": (b'{"text": "' + b"a" * 12_500_000, "line of more than"),
    "german.txt": (
        ("Die Regierung hat am Freitag angekündigt, dass sie den Vertrag kündigt. " * 2).encode(),
        "is de (",
    ),
    "array.json": (b'[{"text": "The news"}, {"te', "not JSON: "),
    "impossible.txt": (b"Title: A\nDate: 2023-02-30\n\nThe news", "impossible date '2023-02-30'"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_the_reason(write, name):
    content, reason = REFUSED[name]
    path = write(name, content)
    reject = refused(path)
    assert reason in reject.reason
    assert reject.origin.startswith(path)
    assert reject.sample.isprintable()


def test_the_last_report_of_a_long_file_is_still_read(write):
    huge = " date 2023-04-29 " + "The news. " * 200_000
    path = write("a.txt", f"{huge}\n date 2023-04-30 {NEWS}")
    reject, document = read(path)
    assert "over the limit" in reject.reason
    assert (document.date, document.origin) == (date(2023, 4, 30), f"{path}:2")


def test_ids_are_taken_once(write):
    rows = [
        {"id": "a", "text": NEWS},
        {"id": "a", "text": NEWS},
        {"id": "a", "text": MORE},
        {"text": NEWS},
        {"text": NEWS},
    ]
    path = write("a.jsonl", "\n".join(map(json.dumps, rows)))
    first, same, other, bare, again = read(path)
    assert isinstance(first, Document)
    assert isinstance(bare, Document)
    assert same.reason == f"duplicate of {path}:1"
    assert isinstance(other, Document)
    assert other.id not in ("a", first.id)
    assert other.extra["given_id"] == "a"
    assert again.reason == f"duplicate of {path}:4"
    text = write("b.txt", MORE)
    assert read(text, text)[1].reason == f"duplicate of {text}"


# ------------------------------------------------------------------------------------------------ paths


def test_folders_globs_and_what_is_missing(write, tmp_path):
    for n, name in enumerate(["b.txt", "a/z.txt", "a/.hidden.txt", ".git/x.txt", "c.png", "a/b/y.txt"]):
        write(name, f"{NEWS} {n}")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "gone.txt").symlink_to(tmp_path / "nowhere")
    items = read(str(tmp_path))
    assert [Path(i.origin).relative_to(tmp_path).as_posix() for i in items] == [
        "b.txt", "a/gone.txt", "a/z.txt", "a/b/y.txt",
    ]  # fmt: skip
    assert [type(i) for i in items] == [Document, Reject, Document, Document]
    assert [Path(d.origin).name for d in read(str(tmp_path / "**" / "*z.txt"))] == ["z.txt"]
    assert isinstance(one(str(tmp_path / "c.png")), Document), "given by name, it is tried"
    empty = tmp_path / "empty.txt"
    empty.mkdir()
    for path, reason in {
        str(empty): "no file to read in this folder",
        str(tmp_path / "*.csv"): "no file matches",
        str(tmp_path / "x.txt"): "no such file",
        "a\0b": "no such file",
        "": "no such file",
        "x" * 5000: "no such file",
    }.items():
        assert reason in refused(path).reason


def test_names_that_are_not_utf8(tmp_path):
    (tmp_path / "caf\udce9\n.txt").write_text(NEWS)
    assert one(str(tmp_path)).origin == f"{tmp_path}/caf\\xe9\\n.txt"


def test_standard_input():
    def given(data: bytes, **options):
        return one("-", stdin=io.BytesIO(data), **options)

    assert given(f" date 2023-04-29 {NEWS}".encode()).date == DAY
    assert given(NEWS.encode(), date=DAY).origin == "-"
    assert given(json.dumps({"text": NEWS, "date": "2023-04-29"}).encode()).date == DAY
    assert given(json.dumps([{"text": NEWS, "date": "2023-04-29"}]).encode()).date == DAY
    assert given(gzip.compress(f"date,text\n2023-04-29,{MORE}\n".encode())).date == DAY
    assert given(parquet(text=[NEWS], date=[DAY])).date == DAY
    assert given(b"[London] The minister said that it was the end.").date is None
    stdin = io.BytesIO(NEWS.encode())
    one("-", stdin=stdin)
    assert not stdin.closed


def test_counts(write, tmp_path):
    write("a.txt", NEWS)
    write("b.jsonl", "{}\n{}\n{}\n")
    write("c.csv", "text\na\nb\n")
    write("d.parquet", parquet(text=["a", "b"]))
    assert count_inputs([str(tmp_path)]) == 8
    assert count_inputs([str(tmp_path / "missing")]) == 1
    assert count_inputs(["-"]) is None
    assert count_inputs([write("e.jsonl.gz", gzip.compress(b"{}"))]) is None
