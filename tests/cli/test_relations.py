import json

import pytest

ROWS = (
    "uid\tsentence\tsource\ttarget\n"
    "a\tThe watchdog accused the lender of hiding losses.\tThe watchdog\tthe lender\n"
    "b\tBakers know the park.\tBakers\tthe park\n"
)


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "rows.tsv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_wrong_usage(detente, tmp_path, rows):
    ran = detente("relations", tmp_path / "none.tsv")
    assert (ran.status, ran.err) == (2, f"detente: {tmp_path / 'none.tsv'}: No such file or directory\n")
    assert detente("relations", rows, "-o", rows).status == 2
    assert rows.read_text() == ROWS
    assert detente("relations", rows, "-f", "xml").status == 2


def test_only_broken_rows(detente, tmp_path):
    path = tmp_path / "rows.tsv"
    path.write_text("uid\tsentence\tsource\ttarget\nx\t\tA\tB\n", encoding="utf-8")
    ran = detente("relations", path, "-f", "csv")
    assert (ran.status, ran.text) == (1, "uid,type,mode,status,score,rule\n")
    assert ran.err == f"detente: {path}:2: sentence is empty\n"


@pytest.mark.model
def test_forms(detente, rows, tmp_path):
    listed = json.loads(detente("relations", rows, "-f", "json").text)
    assert [row["type"] for row in listed] == ["ACCUSE", "NONE"]
    assert list(listed[0]) == ["uid", "type", "mode", "status", "score", "rule"]
    ran = detente("relations", rows, "--format", "csv", "--always")
    assert (ran.status, ran.err) == (0, "")
    assert [line.split(",")[:2] for line in ran.text.splitlines()] == [["uid", "type"], ["a", "ACCUSE"], ["b", "CONSULT"]]  # fmt: skip  # noqa: E501
    assert detente("relations", rows).text.split()[:6] == ["uid", "type", "mode", "status", "score", "rule"]
    ran = detente("relations", rows, "-o", tmp_path / "out.tsv")
    assert (ran.status, ran.out) == (0, b"")
    lines = (tmp_path / "out.tsv").read_text().splitlines()
    assert lines[0] == "uid\ttype\tmode\tstatus\tscore\trule"
    assert lines[2] == "b\tNONE\t\t\t0.0\tnone"


@pytest.mark.model
def test_the_rest_goes_through(detente, rows):
    with rows.open("a") as table:
        table.write("c\tToo few cells.\nd\tPolice arrested her.\tPolice\ta recipient\n")
    ran = detente("relations", rows, "-f", "json")
    assert ran.status == 1
    assert [row["uid"] for row in json.loads(ran.text)] == ["a", "b", "d"]
    assert json.loads(ran.text)[2]["type"] == "COERCE"
    assert f"{rows}:4: 2 cells, but the header has 4" in ran.err
    assert f"{rows}:5: target 'a recipient' is not in the sentence" in ran.err
