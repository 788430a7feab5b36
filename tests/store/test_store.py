"""Writing: whole or not at all, once, and what was replaced stays."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from datetime import date

import pytest

from detente.errors import StoreError
from detente.records import Reject
from detente.store import Tables, Writer, snapshot, verify
from detente.store.delta import log_rows
from detente.store.schema import table_of
from detente.store.upkeep import tidy

TEXT = "India attacked Russia. France said India was late."


@pytest.fixture
def where(tmp_path):
    return tmp_path / "base"


def writer(where, **more):
    return Writer(Tables(where), **{"coder": "c1", "lexicon": "l1", **more})


def fill(where, results, **more):
    made = writer(where, **more)
    told = [made.write(r) for r in results]
    made.close()
    return told


def visible(where, name, as_of=None):
    seen = snapshot(Tables(where), as_of)
    rows = Tables(where).read(name).to_pylist()
    key = "id" if name == "documents" else "document"
    return [r for r in rows if (h := seen.held.get(r[key])) is not None and h.batch == r["batch"]]


def test_what_is_written_is_there_with_its_spans(where, result):
    assert fill(where, [result(TEXT), result("Chad attacked Mali.", date(2024, 1, 5))]) == [True, True]
    assert verify(Tables(where)) == []
    assert [r["type"] for r in visible(where, "events")] == ["ASSAULT", "ASSAULT"]
    (statement,) = visible(where, "statements")
    assert json.loads(statement["whole"])["content"]["text"] == "India was late"
    assert {r["month"] for r in visible(where, "documents")} == {"2023-04", "2024-01"}
    roles = {(r["role"], r["country"]) for r in visible(where, "entities_seen") if r["kind"] == "event"}
    assert roles == {("actor", "IND"), ("recipient", "RUS"), ("actor", "CHA"), ("recipient", "MAL")}


def test_the_same_again_adds_nothing(where, result):
    fill(where, [result(TEXT)])
    version = snapshot(Tables(where)).version
    assert fill(where, [result(TEXT)]) == [False]
    assert snapshot(Tables(where)).version == version
    assert len(Tables(where).read("events")) == 1


def test_twice_in_one_run_is_once(where, result):
    assert fill(where, [result(TEXT), result(TEXT)]) == [True, False]


@pytest.mark.parametrize("more", [{"coder": "c2"}, {"lexicon": "l2"}])
def test_a_newer_coder_or_lexicon_replaces(where, result, more):
    fill(where, [result(TEXT)])
    assert fill(where, [result(TEXT)], **more) == [True]
    (row,) = visible(where, "events")
    assert (row["coder"], row["lexicon"]) == (more.get("coder", "c1"), more.get("lexicon", "l1"))
    assert verify(Tables(where)) == []


def test_a_corrected_document_replaces_and_the_old_one_can_be_asked_for(where, result):
    fill(where, [result("India attacked Russia.", id="a")])
    before = snapshot(Tables(where)).version
    moment = log_rows(Tables(where))[1]["committed"].to_pylist()[-1]
    fill(where, [result("Russia attacked India.", id="a")])
    assert [r["actor_countries"] for r in visible(where, "events")] == ["RUS"]
    assert [r["actor_countries"] for r in visible(where, "events", before)] == ["IND"]
    assert [r["actor_countries"] for r in visible(where, "events", moment.isoformat())] == ["IND"]
    assert verify(Tables(where)) == []
    assert verify(Tables(where), before) == []


def test_a_title_that_changed_is_a_correction(where, result):
    fill(where, [result(TEXT, id="a", title="Old")])
    assert fill(where, [result(TEXT, id="a", title="New")]) == [True]
    assert [r["title"] for r in visible(where, "documents")] == ["New"]


def test_a_corrected_document_within_one_batch(where, result):
    first, second = result("India attacked Russia.", id="a"), result("Russia attacked India.", id="a")
    assert fill(where, [first, second]) == [True, True]
    assert [r["actor_countries"] for r in visible(where, "events")] == ["RUS"]
    assert len(Tables(where).read("events")) == len(Tables(where).read("batches")) == 1  # in one commit
    assert fill(where, [first, second]) == [True, True]  # the later form holds, whatever is stored
    assert [r["actor_countries"] for r in visible(where, "events")] == ["RUS"]
    assert verify(Tables(where)) == []


def test_what_is_refused_is_kept(where, result):
    made = writer(where)
    made.write(result(TEXT))
    made.refuse(Reject("news.jsonl:7", "no text", "{}"))
    made.close()
    assert Tables(where).read("rejects")["origin"].to_pylist() == ["news.jsonl:7"]


def test_two_writers_at_once_lose_nothing_and_double_nothing(where, result):
    results = [result(f"India attacked Russia{'y' * n}.", id=f"d{n}") for n in range(40)]
    one, other = writer(where, batch=7), writer(where, batch=5)
    for n in range(30):
        one.write(results[n])
        other.write(results[39 - n])
    one.close()
    other.close()
    assert sorted(r["id"] for r in visible(where, "documents")) == sorted(f"d{n}" for n in range(40))
    assert verify(Tables(where)) == []


def test_rows_without_their_line_in_the_log_are_not_seen(where, result, monkeypatch):
    fill(where, [result(TEXT)])
    made, append = writer(where), Tables.append

    def killed_before_the_last_step(tables, name, *rows):
        if name == "batches":
            raise KeyboardInterrupt
        if name != "runs":
            append(tables, name, *rows)

    made.write(result("Chad attacked Mali.", date(2024, 1, 5)))
    with monkeypatch.context() as patched:
        patched.setattr(Tables, "append", killed_before_the_last_step)
        with pytest.raises(KeyboardInterrupt):
            made.commit()
    assert len(Tables(where).read("events")) == 2
    assert len(visible(where, "events")) == 1
    assert verify(Tables(where)) == []
    assert fill(where, [result("Chad attacked Mali.", date(2024, 1, 5))]) == [True]
    assert len(visible(where, "events")) == 2
    assert tidy(Tables(where))["rows left behind"] > 0  # of no run that is known
    assert verify(Tables(where)) == []


def test_tidying_changes_nothing_that_is_seen(where, result):
    fill(where, [result(f"India attacked Russia{'y' * n}.", id=f"d{n}") for n in range(30)], batch=1)
    fill(where, [result("India attacked Russia.", id="d3")])
    then, now = snapshot(Tables(where)).version - 1, sorted(r["id"] for r in visible(where, "events"))
    tidy(Tables(where), 0)
    assert sorted(r["id"] for r in visible(where, "events")) == now
    assert verify(Tables(where)) == []
    assert verify(Tables(where), then) == []


def spoil(where, name, change):
    tables = Tables(where)
    rows = tables.read(name).to_pylist()
    tables.delete(name, "true")
    change(rows)
    tables.append(name, table_of(name, rows))


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("documents", lambda rows: rows[0].update(text="Something else."), "is not what stands at"),
        ("documents", lambda rows: rows.append(rows[0]), "is there twice"),
        ("documents", lambda rows: rows.clear(), "is in the log and not in the table"),
        ("events", lambda rows: rows[0].update(id="e-0"), "its id is"),
        ("events", lambda rows: rows.clear(), "its log says 1"),
        ("events", lambda rows: rows.append(rows[0]), "has 2 rows, its log says 1"),
        ("entities_seen", lambda rows: rows[0].update(record="e-0"), "no event e-0"),
    ],
)
def test_verify_finds(where, result, name, change, told):
    fill(where, [result(TEXT)])
    spoil(where, name, change)
    assert any(told in fault for fault in verify(Tables(where))), verify(Tables(where))


def test_what_is_no_store_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match=r"no store and holds other things \(thesis.txt\)"):
        writer(tmp_path)
    with pytest.raises(StoreError, match="is not a folder"):
        writer(tmp_path / "thesis.txt")
    with pytest.raises(StoreError, match="no store of Détente"):
        snapshot(Tables(tmp_path / "nothing"))


@pytest.mark.parametrize(("as_of", "told"), [(99, "versions 0 to"), ("yesterday", "neither a version nor a moment")])
def test_a_moment_that_never_was(where, result, as_of, told):
    fill(where, [result(TEXT)])
    with pytest.raises(StoreError, match=told):
        snapshot(Tables(where), as_of)


# ------------------------------------------------------------------------------------------------ kills

WRITES = """
import runpy, sys
from datetime import date
from detente.records import Document
from detente.store import Tables, Writer
fakes = runpy.run_path(sys.argv[1])
made = Writer(Tables(sys.argv[2]), coder="c1", lexicon="l1", batch=4)
print("begun", flush=True)
for n in range(60):
    text = f"India attacked Russia{'y' * n}. France said India was late."
    made.write(fakes["code_text"](Document(text, date(2023, 1 + n % 12, 3), id=f"d{n}")))
made.close()
"""


def test_a_kill_at_any_moment_leaves_a_whole_store(where, root):
    """Eight kills here."""
    chance = random.Random(7)  # noqa: S311 - when to kill
    command = [sys.executable, "-c", WRITES, str(root / "tests" / "run" / "fakes.py"), str(where)]
    for _ in range(8):
        ran = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert ran.stdout.readline() == b"begun\n"
        time.sleep(chance.random() * 0.4)
        ran.send_signal(signal.SIGKILL)
        ran.wait()
        ran.stdout.close()
        assert verify(Tables(where)) == []
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert verify(Tables(where)) == []
    assert sorted(r["id"] for r in visible(where, "documents")) == sorted(f"d{n}" for n in range(60))
