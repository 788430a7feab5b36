from pathlib import Path

import pytest

from detente.run.state import last_records, remember, remembered, state_folder


def test_which_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("DETENTE_STATE", str(tmp_path / "own"))
    assert state_folder() == tmp_path / "own"
    monkeypatch.delenv("DETENTE_STATE")
    assert state_folder() == tmp_path / "detente"
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert state_folder() == tmp_path / ".local" / "state" / "detente"


def test_the_last_run_is_remembered(tmp_path, result, state):
    assert last_records() is None
    (sink,) = remembered()
    sink.write(result("France attacked Spain."))
    sink.close()
    remember(state / "last.jsonl")
    assert last_records() == state / "last.jsonl"
    remember(tmp_path / "gone.jsonl")
    assert last_records() is None


@pytest.mark.parametrize("noted", ["", "[]", "{}", '{"records": 3}', "\0"])
def test_a_broken_note_is_no_note(state, noted):
    state.mkdir()
    (state / "last.json").write_text(noted)
    assert last_records() is None


def test_nothing_fails_without_a_place(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DETENTE_STATE", str(tmp_path / "file" / "state"))
    assert remembered() == []
    remember(Path("x"))
    assert last_records() is None
