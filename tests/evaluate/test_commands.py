import json
from pathlib import Path

import pytest

from detente.evaluate.counts import half_of
from detente.records import Reject
from detente.run.relations import Answer

REPORT = "France attacked Spain. Italy said nothing new. Poland supplies Turkey."


def side(name):
    return {"name": name, "country": name[:3].upper(), "sector": "GOV"}


def gold_row(identity="n1", **more):
    attack = {"type": "ASSAULT", "mode": None, "actors": [side("France")], "recipients": [side("Spain")]}
    attack |= {"date": "2023-04-29", "place": None, "status": "occurred", "background": False}
    said = {"speaker": side("Italy"), "quote": None, "content": "nothing new", "direct": False}
    supply = {"kind": "arms_supply", "from": side("Poland"), "to": side("Turkey"), "status": "current"}
    return {
        "id": identity, "date": "2023-04-29", "title": "", "text": REPORT,
        "events": [{**attack, "evidence": "attacked Spain"}], "statements": [said],
        "ties": [{**supply, "evidence": "supplies Turkey"}], **more,
    }  # fmt: skip


def write(*rows, name="g.jsonl"):
    Path(name).write_text("".join(r if isinstance(r, str) else json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return name


# --- events ----------------------------------------------------------------------------------------------------------


def test_all_right(detente):
    status, out, err = detente("evaluate", "events", write(gold_row()))
    assert (status, err) == (0, "")
    assert out.startswith("1 document of g.jsonl\n")
    figures = {line.rsplit(None, 6)[0]: line.split()[-6:] for line in out.splitlines() if line.count("1.000") == 3}
    assert set(figures) == {
        "event: quad class", "event: type", "event: countries of both sides",
        "event: type and countries of both sides", "statement: speaker's country",
        "statement: speaker's country and content", "tie: kind and countries of both sides", "ASSAULT",
    }  # fmt: skip
    assert "sides, where the type is found" in out


def test_json_lists_what_differs(detente):
    wrong = gold_row("n2")
    wrong["events"][0]["recipients"] = [side("Italy")]
    status, out, _ = detente("evaluate", "events", write(gold_row(), wrong), "--format", "json")
    told = json.loads(out)
    assert (status, told["documents"], told["half"], told["refused"]) == (0, 2, None, [])
    assert (told["events"]["type"]["hits"], told["events"]["strict"]["hits"]) == (2, 1)
    (pair,) = told["pairs"]
    assert (pair["document"], pair["kind"], pair["verdict"], pair["differs"]) == (
        "n2", "events", "differs", ["recipients"],
    )  # fmt: skip
    assert pair["gold"]["recipients"][0]["name"] == "Italy"
    assert pair["ours"]["recipients"][0]["name"] == "Spain"


def test_bad_lines_are_named_and_the_rest_is_scored(detente):
    status, out, err = detente("evaluate", "events", write('{"id": \n', gold_row(), gold_row("n2", events=[{}])))
    assert status == 1
    assert out.startswith("1 document of g.jsonl\n")
    first, second = err.splitlines()
    assert first.startswith("detente: g.jsonl:1: not JSON: Expecting value")
    assert second == "detente: g.jsonl:3: events 1: unknown type None"


def test_halves(detente):
    names = [f"n{n}" for n in range(12)]
    write(*(gold_row(n) for n in names))
    counted = []
    for half in (0, 1):
        _, out, _ = detente("evaluate", "events", "g.jsonl", "--half", half, "-f", "json")
        counted.append(json.loads(out)["documents"])
        assert json.loads(out)["half"] == half
    assert counted == [sum(half_of(n) == half for n in names) for half in (0, 1)]


def test_the_page(detente):
    evil = gold_row("<script>alert(1)</script>")
    status, out, _ = detente("evaluate", "events", write(evil), "--errors", "e.html")
    html = Path("e.html").read_text(encoding="utf-8")
    assert status == 0
    assert "event: type" in out
    assert html.startswith("<!DOCTYPE html>")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_document_that_cannot_be_coded_counts_as_missed(detente):
    status, out, err = detente(
        "evaluate", "events", write(gold_row(), gold_row("n2", text=f"BOOM. {REPORT}")), "-f", "json"
    )
    assert status == 1
    assert json.loads(out)["events"]["type"] | {"f1": 0} == {
        "gold": 2, "ours": 1, "hits": 1, "precision": 1, "recall": 0.5, "f1": 0,
    }  # fmt: skip
    assert "detente: n2: internal error, please report it" in err
    assert json.loads(out)["refused"][0]["origin"] == "n2"


def test_standard_input(detente):
    status, out, _ = detente("evaluate", "events", "-", stdin=(json.dumps(gold_row()) + "\n").encode())
    assert (status, out.splitlines()[0]) == (0, "1 document of -")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.jsonl"], "none.jsonl: No such file"),
        (["empty.jsonl"], "empty.jsonl: no gold document to score"),
        (["g.jsonl", "--half", "2"], "Invalid value for '--half'"),
        (["g.jsonl", "--format", "csv"], "'csv' is not one of"),
        (["g.jsonl", "--errors", "g.jsonl"], "--errors g.jsonl is the gold file"),
        (["g.jsonl", "--errors", "g.jsonl/x.html"], "cannot write"),
        (["g.jsonl", "--half", str(1 - half_of("n1"))], f"no gold document to score, half {1 - half_of('n1')}"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage(detente, arguments, message):
    write(gold_row())
    Path("empty.jsonl").touch()
    status, out, err = detente("evaluate", "events", *arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert json.loads(Path("g.jsonl").read_text()) == gold_row()


def test_types_of_a_codebook_of_your_own(detente):
    Path("book").mkdir()
    write("type\tmode\tquad\n", "MEDIATE\t\tverbal cooperation\n", "MEDIATE\tshuttle\tverbal cooperation\n",
          name="book/plover.tsv")  # fmt: skip
    row = gold_row()
    row["events"][0] |= {"type": "MEDIATE", "mode": "shuttle"}
    write(row)
    assert "unknown type 'MEDIATE'" in detente("evaluate", "events", "g.jsonl")[2]
    status, out, err = detente("evaluate", "events", "g.jsonl", "--codebook", "book", "-f", "json")
    assert (status, err, json.loads(out)["types"]["MEDIATE"]["gold"]) == (0, "", 1)


# --- relations -------------------------------------------------------------------------------------------------------


@pytest.fixture
def answers(monkeypatch):
    """A coder that reads its answer from the target of the pair."""

    def relate(rows, config, *, always, older, model, on_reject):
        for row in rows:
            if row.target == "BOOM":
                on_reject(Reject(row.uid, "internal error"))
            kind = "AID" if always and row.target == "NONE" else "NONE" if row.target == "BOOM" else row.target
            kind = "YIELD" if older and kind == "RETREAT" else kind
            yield Answer(row.uid, kind, "", "occurred", 0.5, "r.one")

    monkeypatch.setattr("detente.run.relations.relate", relate)


def table(*rows):
    """A file of pairs, of each the uid, gold's root and our answer."""
    lines = [f"{uid}\tNorland met {answer}.\tNorland\t{answer}\t{root}\n" for uid, root, answer in rows]
    return write("uid\tsentence\tsource\ttarget\troot\n", *lines, name="r.tsv")


def test_relations(detente, answers):
    table(("0", "ACCUSE", "ACCUSE"), ("1", "YIELD", "RETREAT"), ("2", "AID", "NONE"))
    status, out, err = detente("evaluate", "relations", "r.tsv")
    assert (status, err) == (0, "")
    lines = [line.split() for line in out.splitlines()]
    assert ["accuracy,", "roots", "2", "3", "0.667"] in lines
    assert ["macro-F1,", "roots", "0.667"] in lines
    assert ["YIELD", "1", "1", "1", "1.000", "1.000", "1.000"] in lines
    assert ["gold", "\\", "ours", "ACCU", "AID", "YIEL", "NONE"] in lines
    assert ["AID", "·", "·", "·", "1"] in lines


def test_relations_as_json(detente, answers):
    table(("0", "ACCUSE", "ACCUSE"), ("1", "AID", "NONE"))
    told = json.loads(detente("evaluate", "relations", "r.tsv", "-f", "json")[1])
    assert (told["pairs"], told["accuracy"]["right"], told["confusion"]["AID"]["NONE"]) == (2, 1, 1)
    told = json.loads(detente("evaluate", "relations", "r.tsv", "-f", "json", "--always")[1])
    assert told["accuracy"]["right"] == 2


def test_wrong_answers_in_a_table(detente, answers):
    table(("0", "ACCUSE", "ACCUSE"), ("1", "YIELD", "RETREAT"), ("2", "YIELD", "AID"))
    assert detente("evaluate", "relations", "r.tsv", "--errors", "e.tsv")[0] == 0
    assert Path("e.tsv").read_text(encoding="utf-8").splitlines() == [
        "uid\tgold\tours\ttype\tmode\tstatus\tscore\trule\tsource\ttarget\tsentence",
        "2\tYIELD\tAID\tAID\t\toccurred\t0.5\tr.one\tNorland\tAID\tNorland met AID.",
    ]


def test_rows_without_a_known_root(detente, answers):
    table(("0", "ACCUSE", "ACCUSE"), ("1", "HELP", "AID"), ("2", "", "AID"), ("0", "AID", "AID"))
    with Path("r.tsv").open("a", encoding="utf-8") as file:
        file.write("broken\n")
    status, out, err = detente("evaluate", "relations", "r.tsv")
    assert (status, out.splitlines()[0]) == (1, "1 pair of r.tsv")
    assert err.splitlines() == [
        "detente: r.tsv:6: 1 cells, but the header has 5",
        "detente: r.tsv:3: uid 1 has the unknown root 'HELP'",
        "detente: r.tsv:4: uid 2 has no root",
        "detente: r.tsv:5: uid 0 is there twice",
    ]  # fmt: skip


def test_a_pair_that_cannot_be_coded_is_a_wrong_answer(detente, answers):
    table(("0", "AID", "AID"), ("7", "AID", "BOOM"))
    status, out, err = detente("evaluate", "relations", "r.tsv", "-f", "json")
    assert (status, err) == (1, "detente: uid 7: internal error\n")
    assert json.loads(out)["accuracy"] == {"right": 1, "of": 2, "share": 0.5}


def test_relations_by_half(detente, answers):
    names = [str(n) for n in range(12)]
    table(*((n, "AID", "AID") for n in names))
    for half in (0, 1):
        told = json.loads(detente("evaluate", "relations", "r.tsv", "--half", half, "-f", "json")[1])
        assert told["pairs"] == sum(half_of(n) == half for n in names)


def test_no_pairs(detente, answers):
    write("uid\tsentence\tsource\ttarget\n", "0\tNorland met AID.\tNorland\tAID\n", name="r.tsv")
    assert detente("evaluate", "relations", "r.tsv")[0] == 2
    assert "no pair with a gold root" in detente("evaluate", "relations", "r.tsv")[2]
    assert "none.tsv: no such file" in detente("evaluate", "relations", "none.tsv")[2]
