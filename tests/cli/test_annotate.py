import json

import pytest

LINE = (
    '{"id": "a1", "published": "2021-03-01", "text": "India and Pakistan signed five deals on Friday. Both '
    'countries gained, Maria Testova said. She met Sergei Shoigu."}\n'
)
TABLE = "name\tcountry\tsector\toffice\nMaria Testova\tIND\tGOV\tforeign_minister\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DETENTE_ACTORS", str(tmp_path / "registered"))


def rows_of(ran):
    return [json.loads(line) for line in ran.text.splitlines()]


def test_layers_of_text_alone(detente):
    ran = detente("annotate", "-", "--layers", "quantities,dates", "--quiet", stdin=LINE.encode())
    assert (ran.status, ran.err) == (0, "")
    (row,) = rows_of(ran)
    assert list(row) == ["id", "published", "dates", "quantities"]
    assert row["published"] == "2021-03-01"
    assert row["dates"][0] == {
        "start": 40, "end": 46, "text": "Friday", "type": "DATE", "value": "2021-02-26", "date_start": "2021-02-26",
        "date_end": "2021-02-27", "grain": "day",
    }  # fmt: skip
    assert [q["value"] for q in row["quantities"]] == [5.0]


def test_an_unknown_layer(detente):
    ran = detente("annotate", "-", "--layers", "actors,weather", stdin=LINE.encode())
    assert (ran.status, ran.err) == (2, "detente: no layer 'weather': the layers are actors, dates, places, quantities, quotes\n")  # fmt: skip  # noqa: E501


def test_output_refusals_and_summary(detente, tmp_path):
    ran = detente("annotate", "-", "--layers", "dates", "-o", "out/", stdin=LINE.encode() + b"{broken\n")
    assert ran.status == 1
    out = tmp_path / "here" / "out"
    assert sorted(p.name for p in out.iterdir()) == ["annotations.jsonl", "rejects.jsonl"]
    assert ran.err.startswith("1 document: 1 dates\n")


def test_tables_are_no_annotations(detente):
    assert detente("annotate", "-", "-o", "x.csv", stdin=LINE.encode()).status == 2


def test_the_last_coded_run_stays_remembered(detente, state):
    assert detente("code", "-", "-o", "out.jsonl", stdin=LINE.encode()).status == 0
    before = (state / "last.json").read_text()
    assert detente("annotate", "-", "--layers", "dates", stdin=LINE.encode()).status == 0
    assert (state / "last.json").read_text() == before


@pytest.mark.model
def test_all_layers(detente, tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text(TABLE, encoding="utf-8")
    ran = detente(
        "annotate", "-", "--layers", "actors,dates,places,quantities,quotes", "--actors", path, stdin=LINE.encode()
    )
    assert ran.status == 0
    (row,) = rows_of(ran)
    text = json.loads(LINE)["text"]
    assert list(row) == ["id", "published", "actors", "dates", "places", "quantities", "quotes"]
    for layer in ("actors", "dates", "places", "quantities"):
        assert all(text[r["start"] : r["end"]] == r["text"] for r in row[layer])
    assert list(row["actors"][0]) == (
        ["start", "end", "text", "entity", "name", "country", "sector", "office", "how", "score"]
    )
    who = {(r["text"], r["entity"], r["country"], r["office"]) for r in row["actors"]}
    assert who >= {
        ("India", "IND", "IND", None),
        ("Both countries", "IND", "IND", None),
        ("Both countries", "PAK", "PAK", None),
        ("Maria Testova", "own.maria_testova", "IND", "foreign_minister"),
        ("Sergei Shoigu", "shoigu_sergei", "RUS", "defence_minister"),
    }
    (quote,) = row["quotes"]
    assert [text[s:e] for s, e in (*quote["source"], *quote["cue"])] == ["Maria Testova", "said"]
