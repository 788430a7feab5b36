"""Episodes as a stored table: the same whatever came when, whole after a kill."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from deltalake.exceptions import CommitFailedError

from detente import open_store
from detente.store import Tables, Writer, snapshot, verify
from detente.store.episodes import anew, build, current, stored

STATES = ["India", "Russia", "Mali"]


def documents(seed, count=30):
    """Made-up reports that crowd: three states, twelve days, a few words; each with its corrected form."""
    chance = random.Random(seed)  # noqa: S311 - made-up news
    made = []
    for n in range(count):
        versions = []
        for _ in "ab":
            a, b = chance.sample(STATES, 2)
            words = " ".join(chance.sample("at dawn near border with jets guns drones over river hills".split(), 3))
            day = date(2024, 3, 1) + timedelta(chance.randrange(12))
            versions.append((f"{a} attacked {b} {words}.", day, f"d{n:02}", chance.choice(["Wire", "Post", ""])))
        made.append(versions)
    return made


def write(where, batch, make, **more):
    made = Writer(Tables(where), **{"coder": "c1", "lexicon": "l1", "batch": 4, **more})
    for text, day, name, source in batch:
        made.write(make(text, day, id=name, source=source))
    made.close()


def fresh(where):
    return anew(Tables(where), snapshot(Tables(where)))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_whatever_came_when(tmp_path, result, seed):
    """Runs of random documents in random order, some corrected later, give what one run of all gives."""
    made = documents(seed)
    chance = random.Random(seed + 10)  # noqa: S311 - orders
    corrected = set(chance.sample(range(len(made)), 8))
    final = [versions[n in corrected] for n, versions in enumerate(made)]
    write(tmp_path / "whole", final, result)
    expected = current(Tables(tmp_path / "whole"))
    assert max(expected["tellings"].to_pylist()) > 1
    where = tmp_path / "parts"
    steps = [(n, 0) for n in range(len(made))]
    chance.shuffle(steps)
    while steps:
        some = steps[: chance.choice([1, 3, 9])]
        steps = steps[len(some) :]
        write(where, [made[n][v] for n, v in some], result)
        steps += [(n, 1) for n, v in some if v == 0 and n in corrected]
        assert current(Tables(where)).equals(fresh(where))
    assert current(Tables(where)).equals(expected)
    assert verify(Tables(where)) == []


def test_only_what_is_touched_is_grouped_again(tmp_path, result, monkeypatch):
    where = tmp_path / "base"
    write(where, [v[0] for v in documents(4)], result)
    grouped = []
    from detente.store import episodes as module

    real = module.episodes
    monkeypatch.setattr(module, "episodes", lambda some: real(grouped.extend(some := list(some)) or some))
    write(where, [("India attacked Russia at dawn.", date(2030, 1, 1), "new", "Wire")], result)
    assert [t.document for t in grouped] == ["new"]
    assert current(Tables(where)).equals(fresh(where))


def test_a_reader_works_out_what_a_killed_writer_did_not(tmp_path, result, monkeypatch):
    where = tmp_path / "base"
    made = documents(5)
    write(where, [v[0] for v in made[:20]], result)

    def stop(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Tables, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            write(where, [v[0] for v in made[20:]], result)
    assert stored(Tables(where), snapshot(Tables(where)).batches) is None
    assert verify(Tables(where)) == []
    versions = Tables(where).must("episodes").version()
    assert [r["id"] for r in open_store(where).episodes()] == fresh(where)["id"].to_pylist()
    assert Tables(where).must("episodes").version() == versions  # reading writes nothing
    assert build(Tables(where)) == len(fresh(where))
    assert Tables(where).read("episodes").equals(fresh(where))


def test_another_writer_at_once(tmp_path, result, monkeypatch):
    where = tmp_path / "base"
    real, calls = Tables.replace, []

    def first_fails(*given):
        calls.append(given)
        if len(calls) == 1:
            raise CommitFailedError("another one was quicker")
        real(*given)

    monkeypatch.setattr(Tables, "replace", first_fails)
    write(where, [v[0] for v in documents(6)], result)
    assert len(calls) == 2
    assert Tables(where).read("episodes").equals(fresh(where))


def test_as_of_shows_the_episodes_of_then(tmp_path, result):
    where = tmp_path / "base"
    told = ("India attacked Russia at dawn with jets.", date(2024, 3, 2))
    write(where, [(*told, "a", "Wire")], result)
    then = snapshot(Tables(where)).version
    write(where, [(*told, "b", "Post")], result)
    assert [r["tellings"] for r in open_store(where).episodes()] == [2]
    assert [r["tellings"] for r in open_store(where, as_of=then).episodes()] == [1]
    for table in ("events", "episodes"):
        Tables(where).must(table).vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False)
    assert [r["tellings"] for r in open_store(where, as_of=then).episodes()] == [1]


def test_filters_choose_episodes_and_do_not_make_them(tmp_path, result):
    where = tmp_path / "base"
    told = "India attacked Russia at dawn with jets over the river."
    write(where, [(told, date(2024, 3, 2), "a", "Wire"), (told, date(2024, 3, 3), "b", "Post")], result)
    store = open_store(where)
    (whole,) = store.episodes()
    assert whole["tellings"] == 2
    assert store.episodes(sources=["Post"]) == [whole]
    assert store.episodes(until="2024-03-03") == [whole]
    assert store.episodes(country="Mali") == []
    assert [r["n"] for r in store.sql("SELECT count(*) AS n FROM episode_events")] == [2]
    assert [r["countries"] for r in store.sql("SELECT * FROM episodes")] == ["IND; RUS"]


@pytest.mark.parametrize(("coder", "sources", "copies"), [("detente 1", 2, 1), ("icews", 3, 0)])
def test_copies_are_one_source(tmp_path, result, coder, sources, copies):
    """Those of text; rows of imports are alike anyway."""
    where = tmp_path / "base"
    told = "India attacked Russia at dawn with jets over the river, as they had done the week before."
    other = "Before sunrise the town woke up. India attacked Russia with jets."
    day = date(2024, 3, 2)
    three = [(told, day, "a", "Wire"), (f"{told} More soon.", day, "b", "Post"), (other, day, "c", "Mail")]
    write(where, three, result, coder=coder)
    (row,) = open_store(where).episodes()
    assert (row["tellings"], row["sources"], row["copies"]) == (3, sources, copies)
    assert row["publishers"] == "Mail; Post; Wire"


def test_verify_finds_wrong_episodes(tmp_path, result):
    where = tmp_path / "base"
    write(where, [v[0] for v in documents(7)], result)
    tables = Tables(where)
    table = tables.must("episodes")
    marks = {mark: table.transaction_version(mark) for mark in ("rules", "log")}
    tables.replace("episodes", tables.read("episodes").slice(1), marks)
    assert any("is not what its tellings give" in fault for fault in verify(tables))
