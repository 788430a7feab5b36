import json
from pathlib import Path

import pytest

from detente.config import Config
from detente.evaluate.baseline import installed
from detente.run.annotator import Annotated

TEXT = "On 5 May 2020 Norland met Sudland in Port Ada."


def date_row(identity="d1", **more):
    span = {"start": 3, "end": 13, "text": "5 May 2020", "type": "DATE", "value": "2020-05-05"}
    return {"id": identity, "published": "2020-05-07", "text": TEXT, "spans": [span | more]}


def place_row(identity="p1", text=TEXT, **more):
    span = {"start": 37, "end": 45, "text": text[37:45], "lat": 10.0, "lon": 20.0, "country": "Sweden"}
    return {"id": identity, "published": None, "text": text, "spans": [span | more]}


def write(*rows, name="g.jsonl"):
    Path(name).write_text("".join(r if isinstance(r, str) else json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return name


def figures_of(out):
    return {line.rsplit("  ", 1)[0].split("  ")[0].strip(): line.split() for line in out.splitlines()}


# --- dates: the annotator needs no model -----------------------------------------------------------------------------


def test_dates(detente):
    status, out, err = detente("evaluate", "dates", write(date_row(), date_row("d2", value="2020-05")), "--no-baseline")
    assert (status, err) == (0, "")
    assert out.startswith("2 documents of g.jsonl\n")
    told = figures_of(out)
    assert told["span, exact"][-6:] == ["2", "2", "2", "1.000", "1.000", "1.000"]
    assert told["DATE: span overlapping, value equal"][-6:] == ["2", "2", "1", "0.500", "0.500", "0.500"]
    assert told["type, on overlapping spans"][-3:] == ["2", "2", "1.000"]
    assert "dateparser" not in out


def test_dates_as_json(detente):
    write(date_row(), date_row("d2", value="2020-05"))
    status, out, _ = detente("evaluate", "dates", "g.jsonl", "-f", "json", "--no-baseline")
    told = json.loads(out)
    assert (status, told["documents"], told["half"], told["baseline"], told["refused"]) == (0, 2, None, None, [])
    assert (told["value"]["hits"], told["types"]["DATE"]["span_strict"]["hits"]) == (1, 2)
    (row,) = told["differences"]
    assert (row["id"], row["verdict"], row["gold_value"], row["our_value"]) == ("d2", "value", "2020-05", "2020-05-05")


def test_differences_of_dates_in_a_table(detente):
    write(date_row(), date_row("d2", value="2020-05"))
    assert detente("evaluate", "dates", "g.jsonl", "--errors", "e.tsv", "--no-baseline")[0] == 0
    head, *rows = [line.split("\t") for line in Path("e.tsv").read_text(encoding="utf-8").splitlines()]
    assert head[:3] == ["id", "verdict", "gold_start"]
    assert rows == [["d2", "value", "3", "13", "5 May 2020", "DATE", "2020-05",
                     "3", "13", "5 May 2020", "DATE", "2020-05-05"]]  # fmt: skip


def test_bad_lines_are_named_and_the_rest_is_scored(detente):
    status, out, err = detente("evaluate", "dates", write("{\n", date_row(), date_row("d2", type="X")), "--no-baseline")
    assert status == 1
    assert out.startswith("1 document of g.jsonl\n")
    first, second = err.splitlines()
    assert first.startswith("detente: g.jsonl:1: not JSON")
    assert second == "detente: g.jsonl:3: spans 1: type 'X' is none of DATE, TIME, DURATION, SET"


@pytest.mark.parametrize(("arguments", "count"), [((), 5), (("--limit", 2), 2), (("--skip", 4), 1)])
def test_a_part_of_the_file(detente, arguments, count):
    write(*(date_row(f"d{n}") for n in range(5)))
    told = json.loads(detente("evaluate", "dates", "g.jsonl", "-f", "json", "--no-baseline", *arguments)[1])
    assert told["documents"] == count


@pytest.mark.skipif(not installed(), reason="dateparser is not installed")
def test_the_baseline_stands_beside(detente):
    status, out, _ = detente("evaluate", "dates", write(date_row()))
    assert status == 0
    assert figures_of(out)["dateparser: span overlapping, value equal"][-6:-3] == ["1", "1", "1"]
    told = json.loads(detente("evaluate", "dates", "g.jsonl", "-f", "json")[1])
    assert (told["baseline"]["name"], told["baseline"]["value"]["hits"]) == ("dateparser", 1)


def test_no_baseline_where_it_is_not_installed(detente, monkeypatch):
    monkeypatch.setattr("detente.evaluate.baseline.installed", lambda: False)
    status, out, _ = detente("evaluate", "dates", write(date_row()))
    assert (status, out.splitlines()[-1]) == (0, "dateparser is not installed: no baseline beside it")
    status, out, err = detente("evaluate", "dates", "g.jsonl", "--baseline")
    assert (status, out) == (2, "")
    assert "--baseline: dateparser is not installed" in err


# --- places ----------------------------------------------------------------------------------------------------------


class Finder:
    """Finds "Port Ada" wherever it stands, at 10.5, 20; BOOM fails."""

    config = Config(batch_size=4)

    def __init__(self, asked):
        self.asked = asked

    def code_documents(self, documents):
        for document in documents:
            if "BOOM" in document.text:
                raise KeyError("boom")
            where = {"lat": 10.5, "lon": 20.0, "country": "SWE"}
            start = document.text.find("Port Ada")
            row = {"start": start, "end": start + 8, "text": "Port Ada", **where}
            given = [where if s == start else None for s, _ in self.asked[document.id]]
            yield Annotated(document, layers={"places": [row] if start >= 0 else [], "given": given})


@pytest.fixture
def finder(monkeypatch):
    monkeypatch.setattr("detente.cli.evaluate_layers.places_annotator", lambda config, model, asked: Finder(asked))


def test_places(detente, finder):
    write(place_row(), place_row("p2", lat=30.0), place_row("p3", text=TEXT.replace("Port Ada", "Port Eve")))
    status, out, err = detente("evaluate", "places", "g.jsonl", "--errors", "e.tsv")
    assert (status, err) == (0, "")
    told = figures_of(out)
    assert told["found (spans overlap)"][-6:-3] == ["3", "2", "2"]
    assert told["found, and within 161 km"][-6:-3] == ["3", "2", "1"]
    assert told["country, on found places"][-3:] == ["2", "2", "1.000"]
    assert told["country, given the span"][-3:] == ["2", "3", "0.667"]
    assert told["within 161 km, given the span"][-3:] == ["1", "3", "0.333"]
    assert told["within 161 km, given the span, on resolved"][-3:] == ["1", "2", "0.500"]
    assert told["median error in km, given the span, on resolved"][-2:] == ["2", "1,112.0"]
    rows = [line.split("\t") for line in Path("e.tsv").read_text(encoding="utf-8").splitlines()]
    assert [r[:2] for r in rows[1:]] == [["p2", "far"], ["p3", "missed"]]
    assert {len(r) for r in rows} == {19}


def test_places_as_json(detente, finder):
    write(place_row(), place_row("p2", text=f"{TEXT} BOOM"), place_row("p3", country="Norland"))
    status, out, err = detente("evaluate", "places", "g.jsonl", "-f", "json")
    told = json.loads(out)
    assert (status, told["found"]["gold"], told["found"]["hits"]) == (1, 2, 1)
    assert told["given_the_span"]["within_161_km"] == {"right": 1, "of": 2, "share": 0.5}
    assert [r["origin"] for r in told["refused"]] == ["g.jsonl:3", "p2"]
    assert "detente: g.jsonl:3: spans 1: unknown country 'Norland'" in err
    assert [d["verdict"] for d in told["differences"]] == ["missed"]


@pytest.mark.parametrize("command", ["dates", "places"])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.jsonl"], "none.jsonl: No such file"),
        (["empty.jsonl"], "empty.jsonl: no gold document to score"),
        (["g.jsonl", "--skip", "9"], "no gold document to score"),
        (["g.jsonl", "--half", "2"], "Invalid value for '--half'"),
        (["g.jsonl", "--limit", "0"], "Invalid value for '--limit'"),
        (["g.jsonl", "--errors", "g.jsonl"], "--errors g.jsonl is the gold file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage(detente, finder, command, arguments, message):
    write({**date_row(), "spans": []})
    Path("empty.jsonl").touch()
    status, out, err = detente("evaluate", command, *arguments)
    assert (status, out) == (2, "")
    assert message in err


@pytest.mark.model
def test_places_with_the_model(detente):
    text = "The ministers met in Nairobi on Monday. They flew on to Mombasa."
    nairobi = {"start": 21, "end": 28, "text": "Nairobi", "lat": -1.28, "lon": 36.82, "country": "Kenya"}
    mombasa = {"start": 56, "end": 63, "text": "Mombasa", "lat": -4.05, "lon": 39.67, "country": "KEN"}
    write({"id": "p1", "published": "2024-05-02", "text": text, "spans": [nairobi, mombasa]})
    status, out, _ = detente("evaluate", "places", "g.jsonl", "-f", "json")
    told = json.loads(out)
    assert status == 0
    assert told["found_within_161_km"]["hits"] == 2
    assert told["given_the_span"]["country"] == {"right": 2, "of": 2, "share": 1.0}
    assert told["given_the_span"]["within_161_km"]["right"] == 2
