import shutil

import pytest

from detente.lexicon import schemas


@pytest.fixture
def lexicon(tmp_path, monkeypatch):
    """Two small files that are in order, and nothing else asked for."""
    for name in ("ontology/contexts.tsv", "predicates/classes.tsv"):
        target = tmp_path / "lexicon" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(schemas.DATA / name, target)
    return tmp_path / "lexicon"


def test_what_is_wrong_is_named(detente, lexicon):
    (lexicon / "predicates" / "classes.tsv").write_text("class\tword\tnote\nb\tx\t\na\ty\t\n", encoding="utf-8")
    ran = detente("lexicon", "check", lexicon)
    assert ran.status == 1
    assert "predicates/classes.tsv:3: out of order: ('a', 'y') after ('b', 'x')" in ran.text
    assert "actors/people.tsv:1: cannot be read" in ran.text
    assert "things wrong" in ran.err


def test_what_is_right_is_counted(detente, lexicon, monkeypatch):
    kept = {name: schemas.SCHEMAS[name] for name in ("ontology/contexts.tsv", "predicates/classes.tsv")}
    monkeypatch.setattr(schemas, "SCHEMAS", kept)
    monkeypatch.setattr("detente.lexicon.check.check_lexicon", lambda root: [])
    ran = detente("lexicon", "check", lexicon)
    assert ran.status == 0
    assert "all right: " in ran.text
    assert "rows in 2 files" in ran.text


def test_the_lexicon_in_use_counts(detente):
    ran = detente("lexicon", "stats")
    assert ran.status in {0, 2}
    if not ran.status:
        assert "ASSAULT" in ran.text


def test_no_such_folder(detente):
    ran = detente("lexicon", "check", "nowhere")
    assert (ran.status, ran.err) == (2, "detente: no such folder: nowhere\n")
