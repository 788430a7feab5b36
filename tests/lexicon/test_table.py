import pytest

from detente.errors import LexiconError
from detente.lexicon.table import Schema, complaints, read_table

SCHEMA = Schema(("id", "names"), checks={"names": lambda cell: "too long" if len(cell) > 5 else None})


@pytest.fixture
def write(tmp_path):
    def write(*lines: str):
        path = tmp_path / "actors" / "x.tsv"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def test_rows_with_their_place(write):
    rows = read_table(write("# a comment", "id\tnames", "A\tx|y", "B\t"), SCHEMA)
    assert [r["id"] for r in rows] == ["A", "B"]
    assert rows[0].at == "actors/x.tsv:3"
    assert rows[0].many("names") == ["x", "y"]
    assert rows[1].many("names") == []


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (["id\tname", "A\tx"], r"x\.tsv:1: header is"),
        (["id\tnames", "A"], r"x\.tsv:2: 1 cells, must be 2"),
        (["id\tnames", "\tx"], r"x\.tsv:2: column 'id' is empty"),
        (["id\tnames", "A\tx", "A\ty"], r"x\.tsv:3: duplicate of line 2"),
        (["id\tnames", "B\tx", "A\ty"], r"x\.tsv:3: out of order"),
        (["id\tnames", "A\t x"], r"x\.tsv:2: column 'names' has stray spaces"),
        (["id\tnames", "A\tabcdef"], r"x\.tsv:2: column 'names': too long"),
        (["id\tnames"], r"x\.tsv:1: no rows"),
        ([], r"x\.tsv:1: no rows"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(write, lines, complaint):
    with pytest.raises(LexiconError, match="^actors/" + complaint):
        read_table(write(*lines), SCHEMA)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(LexiconError, match=r"y\.tsv:1: cannot be read"):
        read_table(tmp_path / "y.tsv", SCHEMA)


def test_complaints_are_all_told_at_once(write):
    path = write("id\tnames", "B\tabcdef", "A\tx", "C")
    assert [c.split(": ", 1)[0] for c in complaints(path, SCHEMA)] == [f"actors/x.tsv:{n}" for n in (2, 3, 4)]


def test_a_file_without_order_where_its_schema_allows_it(write):
    loose = Schema(("id", "names"), is_sorted=False)
    assert [r["id"] for r in read_table(write("id\tnames", "B\tx", "A\ty"), loose)] == ["B", "A"]
