import json
import re
from pathlib import Path

import pytest

from detente.cli import reasons

TEXT = "date 2023-04-29 France attacked Spain. Peru attacked Chile. Italy said nothing new. Poland supplies tanks.\n"


@pytest.fixture(autouse=True)
def few_actors(monkeypatch):
    monkeypatch.setattr(reasons, "actor_rows", lambda: {"FRA": "actors/countries.tsv:7"})


@pytest.fixture
def ids(detente):
    """Ids by kind, after a run that showed a table."""
    Path("report.txt").write_text(TEXT, encoding="utf-8")
    printed = detente("code", "report.txt", "-f", "table").text
    found = {}
    for identity in re.findall(r"[eqt]-[0-9a-f]{12}", printed):
        found.setdefault(identity[0], []).append(identity)
    return found


def test_an_event_of_the_last_run(detente, ids):
    ran = detente("explain", ids["e"][0])
    assert ran.status == 0, ran.err
    assert "[actors France] [predicate attacked] [recipients Spain]." in ran.text
    assert re.search(r"type +ASSAULT, no mode\n +by assault\.attack +predicates/assault\.tsv:\d+ +attack/v", ran.text)
    assert re.search(r"operator commit: ASSAULT \S+.* predicates/composition\.tsv:\d+", ran.text.replace("\n", " "))
    assert "France: by actor.country  actors/countries.tsv:7" in ran.text
    assert "“attacked” at 23; told as done; score 0.9" in ran.text
    assert f"{ids['e'][1]}  ASSAULT  “Peru attacked Chile”" in ran.text


def test_a_statement_and_a_tie(detente, ids):
    assert "[speakers Italy] [cue said] [content nothing new]." in detente("explain", ids["q"][0]).text
    ran = detente("explain", ids["t"][0])
    assert "[from Poland] [items supplies] [to tanks]." in ran.text
    assert re.search(r"share +0\.5\n", ran.text)


def test_colours_on_a_terminal(detente, ids):
    ran = detente("explain", ids["e"][0], terminal=True)
    assert "\x1b[" in ran.text
    plain = re.sub(r"\x1b\[[0-9;]*m", "", ran.text)
    assert "France attacked Spain." in plain
    assert "[actors" not in plain
    assert "actors  recipients  predicate" in plain


def test_the_beginning_of_an_id_is_enough(detente, ids):
    assert detente("explain", ids["q"][0][:6]).status == 0


def test_a_beginning_of_several(detente, ids):
    ran = detente("explain", "e-")
    assert ran.status == 2
    assert ran.err == f"detente: 2 records begin with 'e-': {', '.join(sorted(ids['e']))}\n"


def test_an_unknown_id_tells_the_nearest(detente, ids):
    wrong = ids["e"][0][:-1] + ("0" if ids["e"][0][-1] != "0" else "1")
    ran = detente("explain", wrong)
    assert ran.status == 2
    assert ran.err.startswith(f"detente: no record '{wrong}' in ")
    assert f"nearest: {ids['e'][0]}" in ran.err


def test_the_id_of_a_document_tells_its_records(detente, ids):
    document = json.loads(detente("code", "report.txt", "-f", "jsonl").out.splitlines()[0])["document"]
    assert f"with the records {ids['e'][0]}, " in detente("explain", document).err


def test_the_last_run_may_have_gone_to_a_folder_or_a_file(detente, ids):
    for output in ("out", "records.jsonl"):
        Path("other.txt").write_text(f"date 2023-04-28 France attacked {output}.", encoding="utf-8")
        detente("code", "other.txt", "-o", output, "-q")
        assert detente("explain", ids["e"][0]).status == 2
        assert "France attacked" in detente("explain", "e-").text.replace(
            "[actors France] [predicate attacked]", "France attacked"
        )


def test_files_to_look_in(detente, ids):
    detente("code", "report.txt", "-o", "out", "-q")
    detente("code", "report.txt", "-o", "x.jsonl", "-q")
    for places in (["out"], ["x.jsonl"], ["x.jsonl", "out/records.jsonl"]):
        assert detente("explain", ids["e"][0], *places).status == 0


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.jsonl", None, "No such file"),
        ("x.csv", "a", "tables hold no reasons"),
        ("x.jsonl", "{", "x.jsonl:1: not JSON"),
        ("x.jsonl", "[1]\n", "x.jsonl:1: not a record"),
        ("x.jsonl", "", "it is empty"),
    ],
)
def test_files_that_hold_no_records(detente, name, content, message):
    if content is not None:
        Path(name).write_text(content)
    ran = detente("explain", "e-0", name)
    assert ran.status == 2
    assert message in ran.err or "no record 'e-0'" in ran.err


def test_nothing_is_remembered(detente):
    ran = detente("explain", "e-0")
    assert (ran.status, "no run is remembered" in ran.err) == (2, True)
    assert detente("explain").status == 2
    assert detente("explain", "e-0", "--doc", "x.txt").status == 2


def test_a_text_sentence_by_sentence(detente):
    Path("x.txt").write_text("date 2023-04-29 France attacked Spain. Peru greeted Chile. It rained.", encoding="utf-8")
    ran = detente("explain", "--doc", "x.txt")
    assert ran.status == 0, ran.err
    assert re.search(r"1 +France attacked Spain\.\n +e-[0-9a-f]{12}  ASSAULT  France \(FRA\) → Spain \(SPA\)", ran.text)
    assert re.search(
        r"2 +Peru greeted Chile\.\n +not coded +“greeted”: a rule says that this is no event \(none\.greet", ran.text
    )
    assert re.search(r"3 +It rained\.\n +nothing +no predicate that a rule knows", ran.text)
    (identity,) = re.findall(r"e-[0-9a-f]{12}", ran.text)
    assert detente("explain", identity).status == 0


def test_a_text_that_cannot_be_read(detente):
    ran = detente("explain", "--doc", "nowhere.txt")
    assert (ran.status, ran.err) == (1, "detente: nowhere.txt: no such file or folder\n")
    ran = detente("explain", "--doc", "-", "--date", "2024-01-02", stdin=b"France attacked Spain.")
    assert "2024-01-02" in ran.text


def test_marks_inside_marks():
    marks = [(0, 11, "content", ""), (4, 7, "quote", ""), (4, 5, "cue", ""), (7, 11, "place", "")]
    assert reasons._bracketed("abc defg hi.", marks) == "[content abc [quote [cue d]ef][place g hi]]."
