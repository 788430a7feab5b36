from datetime import date

import pyarrow as pa
import pytest

from detente.records import Result, Span
from detente.records.arrow import TABLES, schema_of
from detente.run.frames import to_arrow, to_pandas

TEXT = "France attacked Spain. Italy said nothing new. Poland supplies tanks. Peru attacked Chile."


@pytest.mark.parametrize("kind", TABLES)
def test_columns_and_types_do_not_depend_on_the_input(result, kind):
    full, empty = to_arrow([result(TEXT), result("Peru attacked Chile.", day=None)], kind), to_arrow([], kind)
    assert full.schema == empty.schema == schema_of(kind)
    assert tuple(full.column_names) == TABLES[kind]
    assert pa.null() not in full.schema.types


def test_rows(result):
    table = to_arrow([result(TEXT), result("Peru attacked Chile.", day=None)])
    assert table["published"].to_pylist() == [date(2023, 4, 29), date(2023, 4, 29), None]
    assert table["actor_names"].to_pylist() == ["France", "Peru", "Peru"]
    assert table["background"].to_pylist() == [False, False, False]
    assert to_arrow([result(TEXT)], "documents").to_pylist()[0]["events"] == 2


def test_on_a_result(result):
    made = result(TEXT)
    assert made.to_arrow("statements").num_rows == 1
    assert [r.id[0] for r in made.records()] == ["e", "e", "q", "t"]


def test_pandas(result):
    pytest.importorskip("pandas")
    frame = result(TEXT).to_pandas()
    assert list(frame["recipient_names"]) == ["Spain", "Chile"]
    assert to_pandas([], "tie").shape == (0, len(TABLES["tie"]))


def test_an_unknown_kind(result):
    with pytest.raises(ValueError, match="unknown kind of record 'episode': event, statement, tie, document"):
        result(TEXT).to_arrow("episode")


def test_verify(result):
    made = result(TEXT)
    assert made.verify() == []
    wrong = Result(made.document, sentences=(Span(0, 6, "Franco"), Span(0, 999, "France")))
    assert wrong.verify() == [
        "sentence: 'Franco' is not what stands at 0:6",
        "sentence: 'France' is not what stands at 0:999",
    ]
