import time
from datetime import date

import pytest

from detente.lexicon.actors import load_actors
from detente.lexicon.search import actor_named, dossier, members, search


def first(query, day=None, **more):
    found = search(load_actors(), query, day, **more)
    return found[0].id if found else None


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("Sergei Shoigu", "shoigu_sergei"),
        ("shoigu", "shoigu_sergei"),
        ("SHOYGU", "shoigu_sergei"),
        ("Shoigu Sergei", "shoigu_sergei"),
        ("Sergej Shoygu", "shoigu_sergei"),
        ("shoigu_sergei", "shoigu_sergei"),
        ("kremlin", "RUS"),
        ("elysee", "FRA"),
        ("nato", "NATO"),
        ("Indian", "IND"),
        ("Shanghai Coop", "SCO"),
        ("Zelenskij", "zelensky_volodymyr"),
        ("qqqqq", None),
        ("...", None),
    ],
)
def test_found_by_any_form(query, id_):
    assert first(query) == id_


@pytest.mark.parametrize(
    ("day", "office"),
    [
        (date(2023, 4, 29), "defence_minister"),
        (date(2024, 6, 15), "national_security_adviser"),
        (date(1990, 1, 1), None),
    ],
)
def test_the_office_of_the_day(day, office):
    (row,) = search(load_actors(), "Sergei Shoigu", day, 1)
    assert (row.office, row.country) == (office, "RUS")


def test_all_terms_without_a_day_the_last_first():
    rows = [r.row() for r in search(load_actors(), "Sergei Shoigu")]
    assert [r["from"] for r in rows] == sorted((r["from"] for r in rows), reverse=True)
    assert list(rows[0]) == ["id", "name", "country", "sector", "office", "from", "until"]


def test_limit_counts_actors():
    assert len({r.id for r in search(load_actors(), "a", limit=3)}) == 3


def test_members_on_a_day():
    on = {m.id for m in members(load_actors(), "SCO", date(2016, 1, 1))}
    assert "CHN" in on
    assert "IND" not in on
    assert "IND" in {m.id for m in members(load_actors(), "SCO")}


def test_ids_and_names():
    lexicon = load_actors()
    assert actor_named(lexicon, "nato") == "NATO"
    assert actor_named(lexicon, "Sergei Shoigu") == "shoigu_sergei"
    assert actor_named(lexicon, "nobody at all") is None


def test_everything_of_one():
    held = dossier(load_actors(), "IND", date(2020, 1, 1))
    assert "Indian" in held["forms"]["adjective"]
    assert held["at"].startswith("actors/countries.tsv:")
    assert "SCO" in {m["id"] for m in held["member of"]}
    assert held["source"]


def test_users_own_are_found(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text(
        "name\tcountry\tsector\toffice\tsince\tuntil\nMaria Testova\tIND\tGOV\tforeign_minister\t2020\t2022\n",
        encoding="utf-8",
    )
    lexicon = load_actors(extra=(path,))
    (row,) = search(lexicon, "testova", date(2021, 1, 1))
    assert (row.id, row.office, row.until, row.at) == ("own.maria_testova", "foreign_minister", "2022", "mine.tsv:2")
    assert search(lexicon, "testova", date(2023, 1, 1)) == []


def test_searching_is_quick():
    search(load_actors(), "warm")
    started = time.process_time()
    for query in ("Shoygu Sergej", "Zelenskij", "minister", "Macron"):
        search(load_actors(), query)
    assert time.process_time() - started < 1
