import csv
import io
import json

RECORD = {
    "record": "tie", "id": "t-1", "document": "d-1", "published": "2024-05-14", "kind": "arms_supply",
    "source": {"name": "Sweden", "country": "SWE", "sector": "GOV", "id": "SWE"},
    "target": {"name": "Brazil", "country": "BRA", "sector": "GOV", "id": "BRA"},
    "items": [{"start": 0, "end": 7, "text": "Gripens"}], "quantity": None, "share": None, "hedge": None,
    "since": None, "until": {"start": "2021-01-01", "grain": "year"}, "status": "current",
    "evidence": {"start": 0, "end": 7, "text": "Gripens"}, "sentence": {"start": 0, "end": 9, "text": "Gripens\n!"},
    "as_of": "2024-05-14", "events": ["e-1"],
    "transfer": {"designation": "gripen", "kind": "aircraft", "ordered": 36.0, "delivered": 4.0, "order_year": 2014,
                 "delivery_years": None, "licensed": False, "second_hand": False,
                 "value": {"value": None, "low": 5e9, "unit": "USD"}},
}  # fmt: skip


def records_in(tmp_path):
    path = tmp_path / "records.jsonl"
    other = {**RECORD, "id": "t-2", "kind": "trade", "transfer": None, "share": 0.6}
    event = {"record": "event", "id": "e-1"}
    path.write_text("".join(json.dumps(r) + "\n" for r in (event, RECORD, other)), encoding="utf-8")
    return path


def test_coded_records_as_a_register(detente, tmp_path):
    ran = detente("ties", records_in(tmp_path), "--kind", "arms_supply", "--to", "Brazil", "-f", "csv")
    assert ran.status == 0
    (row,) = csv.DictReader(io.StringIO(ran.text))
    told = {k: row[k] for k in ("from_country", "to_country", "designation", "ordered", "delivered", "order_year")}
    assert told == {
        "from_country": "SWE", "to_country": "BRA", "designation": "gripen", "ordered": "36.0", "delivered": "4.0",
        "order_year": "2014",
    }  # fmt: skip
    assert (row["value"], row["currency"], row["until"], row["events"]) == ("5000000000.0", "USD", "2021", "e-1")


def test_sides_and_kinds(detente, tmp_path):
    path = records_in(tmp_path)
    assert [r["id"] for r in json.loads(detente("ties", path, "-f", "json").text)] == ["t-1", "t-2"]
    assert json.loads(detente("ties", path, "--from", "BRA", "-f", "json").text) == []
    assert [r["id"] for r in json.loads(detente("ties", path, "--kind", "trade", "-f", "json").text)] == ["t-2"]


def test_wrong_usage(detente, tmp_path):
    path = records_in(tmp_path)
    assert detente("ties", path, "--kind", "friendship").status == 2
    assert detente("ties", path, "--to", "Nowherestan").status == 2
    assert detente("ties").status == 2
    assert detente("ties", path, "--store", tmp_path).status == 2


def test_documents_with_their_records(detente, tmp_path):
    sides = {"from": {"name": "Sweden", "country": "SWE", "sector": "GOV"}, "to": {"name": "Brazil", "country": "BRA"}}
    told = {**sides, "kind": "arms_supply", "items": ["Gripens"], "since": "2019-05", "status": "current",
            "evidence": "Gripens for Brazil"}  # fmt: skip
    document = {"id": "d-1", "date": "2024-05-14", "events": [], "statements": [], "ties": [told]}
    path = tmp_path / "documents.jsonl"
    path.write_text(json.dumps(document) + "\n" + json.dumps({**document, "ties": []}) + "\n", encoding="utf-8")
    (row,) = json.loads(detente("ties", path, "--to", "Brazil", "-f", "json").text)
    assert (row["document"], row["from_country"], row["items"], row["since"]) == ("d-1", "SWE", "Gripens", "2019-05")
    assert json.loads(detente("ties", path, "--to", "Sweden", "-f", "json").text) == []
    assert "SWE" in detente("ties", path).text


def test_a_sentence_is_told_once_and_empty_columns_not_at_all(detente, tmp_path):
    path = tmp_path / "records.jsonl"
    bare = {**RECORD, "kind": "membership", "transfer": None, "hedge": None, "share": None, "until": None}
    lines = [{**bare, "id": f"t-{n}"} for n in range(3)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    told = detente("ties", path, "-f", "table").text
    assert "ordered" not in told
    assert "hedge" not in told
    assert "1, 2, 3  Gripens !  [d-1]" in told
    assert "1, 2  Gripens !  [d-1]" in detente("ties", path, "-f", "table", "--limit", "2").text


def test_filters_ask_a_store(capsys, tmp_path):
    from detente.cli import run

    (tmp_path / "x.txt").write_text("date 2020-01-01 Chile buys oil from Peru.", encoding="utf-8")
    assert run(["ties", str(tmp_path / "x.txt"), "--since", "2019"]) == 2
    assert "--since asks a store" in capsys.readouterr().err
