"""Each export read back by a reader that is written from the format's description, not from what writes it."""

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from runpy import run_path

import pytest

from detente.errors import StoreError
from detente.exchange import WRITES, read, stored, write
from detente.exchange.plain import write_table
from detente.records import Reject

MADE = run_path(str(Path(__file__).with_name("made.py")))
DAY, RESULTS, fill = MADE["DAY"], MADE["RESULTS"], MADE["fill"]

CODE = re.compile(r"0[1-9]\d{0,2}|1\d{1,3}|20\d{0,2}")
ACTOR = re.compile(r"(---|[A-Z]{3})([A-Z]{3})*")


def is_day(text, form):
    assert datetime.strptime(text, form).replace(tzinfo=UTC).strftime(form) == text


def exported(store, form, **more):
    out = io.BytesIO()
    written = write(stored(store), form, out, **more)
    return out.getvalue().decode("utf-8"), written


def rows(store, form, width, **more):
    text, _ = exported(store, form, **more)
    found = [line.split("\t") for line in text.splitlines()]
    assert {len(r) for r in found} == {width}
    return found


def test_petrarch2(store):
    for row in rows(store, "petrarch2", 8):
        day, source, target, code, issues, ids, url, story = row
        is_day(day, "%Y%m%d")
        assert ACTOR.fullmatch(source)
        assert ACTOR.fullmatch(target)
        assert CODE.fullmatch(code)
        assert (issues, story) == ("", "Gazette")
        assert ids
        assert url.startswith("https://")
    found = [(r[1], r[2], r[3]) for r in rows(store, "petrarch2", 8)]
    assert found == sorted(found, key=found.index)
    assert ("IND", "NORMIL", "111") in found
    assert {(a, b) for a, b, code in found if code == "042"} == {
        ("INDGOV", "NORMIL"), ("INDGOV", "MUL"), ("IGOUNO", "NORMIL"), ("IGOUNO", "MUL"),
    }  # fmt: skip
    assert len([1 for _, _, code in found if code == "046"]) == 6  # three parties, both ways
    assert ("PSEREBHAM", "MMRREB", "195") in found
    assert {(a, b) for a, b, code in found if code == "141"} == {("NGOXFM", "---"), ("MMRREB", "---")}


def test_phoenix(store):
    for row in rows(store, "phoenix", 26):
        number, version = row[0].split("_")
        assert int(number) > 0
        assert version == "0.1.0"
        assert row[1] == f"{row[2]}{int(row[3]):02}{int(row[4]):02}"
        for full, root, agent, others in (row[5:9], row[9:13]):
            assert full == "" or full.lstrip("-").startswith(root or agent)
            assert others == "" or len(others) == 3
        assert row[14] == row[13][:2]
        quad = {"1": 0, "2": 0, "3": 1, "4": 1, "5": 1, "6": 2, "7": 2, "8": 2, "14": 4, "15": 4, "16": 3}
        root = row[14].lstrip("0")
        assert int(row[15]) == quad.get(root, 3 if int(root) < 14 else 4)
        assert -10 <= float(row[16]) <= 10
    (oslo,) = [r for r in rows(store, "phoenix", 26) if r[13] == "111"]
    assert oslo[5:13] == ["IND", "IND", "", "", "NORMIL", "NOR", "MIL", ""]
    assert oslo[18:23] == ["59.91", "10.75", "Oslo", "Oslo", "Norway"]


@pytest.mark.parametrize(("form", "width", "shift"), [("gdelt1", 58, 0), ("gdelt2", 61, 1)])
def test_gdelt(store, form, width, shift):
    found = rows(store, form, width)
    assert len({r[0] for r in found}) == len(found)
    for r in found:
        assert r[0].isdigit()
        assert (r[2], r[3]) == (r[1][:6], r[1][:4])
        assert float(r[4]) == pytest.approx(int(r[3]) + ((int(r[1][4:6]) - 1) * 30 + int(r[1][6:])) / 365, abs=1e-3)
        code, base, root, quad = r[26:30]
        assert (base, root) == (code[:3], code[:2])
        assert int(quad) == 1 + (int(root) > 5) + (int(root) > 8) + (int(root) > 13)
        assert (r[25], r[34]) == ("", "")  # root event and tone are not known
        assert int(r[31]) >= 1
        kind, place, fips = r[49 + 2 * shift : 52 + 2 * shift]
        assert (kind == "0") == (place == "") == (fips == "")
        added = r[-2]
        is_day(added, "%Y%m%d" if form == "gdelt1" else "%Y%m%d%H%M%S")
        assert r[-1].startswith("https://www.gazette.example/")
    places = {tuple(r[49 + 2 * shift : 52 + 2 * shift]) for r in found if r[49 + 2 * shift] != "0"}
    assert places == {("4", "Oslo, Oslo, Norway", "NO"), ("1", "Peru", "PE"), ("2", "Texas, United States", "US")}
    un = next(r for r in found if r[6] == "UNITED NATIONS")
    assert (un[5], un[7], un[8], un[12]) == ("IGOUNO", "", "UNO", "IGO")


def test_mentions_belong_to_events(store):
    ids = {r[0] for r in rows(store, "gdelt2", 61)}
    found = rows(store, "gdelt2-mentions", 16)
    assert {r[0] for r in found} == ids
    for r in found:
        assert r[1:3] == ["20240305000000", "20240306000000"] or r[1] == r[2] == "20240306000000"
        assert (r[3], r[4]) == ("1", "gazette.example")
        assert 10 <= int(r[11]) <= 100
        assert int(r[9]) == 0
        assert int(r[12]) > 20


def test_icews(store):
    head, *found = rows(store, "icews", 20)
    assert head[:4] == ["Event ID", "Event Date", "Source Name", "Source Sectors"]
    assert head[-4:] == ["Province", "Country", "Latitude", "Longitude"]
    assert len({(r[0], r[1]) for r in found}) == len(found)
    for r in found:
        assert r[0].isdigit()
        is_day(r[1], "%Y-%m-%d")
        assert CODE.fullmatch(r[6])
        assert "" not in r
    (oslo,) = [r for r in found if r[6] == "111"]
    assert oslo[2:6] == ["India", "NA", "India", "Criticize or denounce"]
    assert oslo[8:11] == ["Norwegian army", "Military", "Norway"]
    assert oslo[13:] == ["Gazette", "Oslo", "NA", "Oslo", "Norway", "59.91", "10.75"]


def test_polecat(store):
    head, *found = rows(store, "polecat", 40)
    assert (head[0], head[22], head[-1]) == ("Event ID", "Wikipedia Recipient ID", "Version")
    assert len(found) == 6  # lists, not a row a pair
    for r in found:
        assert "" not in [c for i, c in enumerate(r) if i not in (6, 7, 15)] or r[2]
        assert r[5] in {"VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"}
        for side in (r[7:15], r[15:23]):
            assert len({cell.count(";") for cell in side}) == 1
    (visit,) = [r for r in found if r[3] == "visit"]
    assert visit[7:12] == ["S. Rao; United Nations", "IND; IGO", "750; None", "GOV; IGO", "GOV; IGO"]
    assert visit[13] == "None; None"
    assert visit[27] == "PER"


def test_plover(store):
    text, written = exported(store, "plover")
    found = [json.loads(line) for line in text.splitlines()]
    assert written.events == len(found) == 6
    for r in found:
        assert r.keys() >= {"id", "date", "actor", "event"}
        is_day(r["date"], "%Y-%m-%d")
        assert isinstance(r["actor"], list)
        assert isinstance(r["event"], list)
        assert {k for side in ("actor", "recipient") for e in r.get(side, []) for k in e} <= {
            "code", "sector", "entity_text", "identifier_id", "identifier_text", "office",
        }  # fmt: skip
    strike = next(r for r in found if r["event"] == ["ASSAULT"])
    assert (strike["mode"], strike["size"], strike["quad_code"]) == (["aerial"], {"dead": 7}, "material conflict")
    assert strike["event_loc"][0]["country_code"] == "USA"


@pytest.mark.parametrize("form", WRITES)
def test_what_did_not_happen_is_left_out_and_counted(store, form):
    _, written = exported(store, form)
    assert (written.events, written.left) == (6, {"planned": 1, "background": 1})
    assert exported(store, form, every=True)[1].left == {}


@pytest.mark.parametrize("form", WRITES)
def test_the_same_records_give_the_same_bytes(store, form):
    assert exported(store, form) == exported(store, form)


def test_a_file_gets_its_name_when_it_is_whole(store, tmp_path):
    write(stored(store), "icews", tmp_path / "a.tab")
    assert [p.name for p in tmp_path.iterdir()] == ["a.tab"]
    with pytest.raises(StoreError, match="no such format"):
        write([], "cameo", tmp_path / "b")


CARRIED = {
    "icews": ("type", "cameo", "goldstein", "date", "place", "names", "countries", "sectors"),
    "gdelt1": ("type", "cameo", "goldstein", "date", "place", "names", "countries", "sectors"),
    "gdelt2": ("type", "cameo", "goldstein", "date", "place", "names", "countries", "sectors"),
    "polecat": ("type", "mode", "contexts", "intensity", "date", "place", "names", "countries", "sectors", "ids"),
}


def facts(event, form):
    """What a format can carry of an event, one a pair of sides where it has a row for each."""
    upper = form.startswith("gdelt")
    place = event.place and (event.place.name, event.place.country, event.place.lat, event.place.lon)
    fixed = {
        "type": event.type, "mode": event.mode, "contexts": event.contexts, "cameo": event.cameo,
        "goldstein": event.goldstein, "intensity": event.intensity, "place": place,
        "date": event.date.start if event.date else DAY.replace(day=6),
    }  # fmt: skip

    def sided(entities):
        lost = form == "icews"  # ICEWS has no word for a group without a list
        return {
            "names": tuple(e.name.upper() if upper else e.name for e in entities),
            "countries": tuple(e.country for e in entities),
            "sectors": tuple("UNK" if lost and e.sector == "GRP" else e.sector for e in entities),
            "ids": tuple(e.id for e in entities),
        }

    pairs = [(event.actors, event.recipients)]
    if form != "polecat" and len(event.actors) > 1 and not event.recipients and event.type != "PROTEST":
        pairs = [((a,), (b,)) for a in event.actors for b in event.actors if a is not b]
    elif form != "polecat":
        pairs = [((a,), (b,) if b else ()) for a in event.actors for b in event.recipients or [None]]
    for actors, recipients in pairs:
        told = {**fixed, **{f"a_{k}": v for k, v in sided(actors).items()}, **sided(recipients)}
        yield tuple(told[k] for c in CARRIED[form] for k in ((c, f"a_{c}") if f"a_{c}" in told else (c,)))


@pytest.mark.parametrize("form", CARRIED)
def test_out_and_in_again(store, tmp_path, form):
    """Field by field: what comes back is what the format can carry."""
    path = tmp_path / "out.tab"
    write(stored(store), form, path)
    back = list(read(path, form.rstrip("12")))
    assert not [i for i in back if isinstance(i, Reject)]
    went = [f for r in RESULTS for e in r.events if e.status != "planned" and not e.background for f in facts(e, form)]
    came = [f for r in back for e in r.events for f in facts(e, form)]
    assert sorted(map(repr, came)) == sorted(map(repr, went))
    again = fill(tmp_path / "again", back, "copy via detente 0.1.0")
    assert len(again.events(dataset="copy")) == len(went)


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "dta"])
def test_plain_columns(store, form):
    pandas = pytest.importorskip("pandas")
    out = io.BytesIO()
    assert write_table(store.events().arrow(), form, out) == len(RESULTS)
    out.seek(0)
    readers = {"csv": pandas.read_csv, "parquet": pandas.read_parquet, "dta": pandas.read_stata,
               "jsonl": lambda f: pandas.read_json(f, lines=True)}  # fmt: skip
    frame = readers[form](out)
    assert len(frame) == len(RESULTS)
    assert sorted(frame["type"]) == sorted(e.type for r in RESULTS for e in r.events)
    assert {str(d)[:10] for d in frame["published"]} == {"2024-03-06"}
    assert max(len(c) for c in frame.columns) <= 32
    assert sorted(frame["lat"].dropna()) == [-10.0, 31.0, 59.91]


def test_stata_holds_long_text_and_is_the_same_again(store):
    pandas, pa = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    table = pa.table({"text": ["é" * 3000, None], "n": pa.array([1, None], pa.int64()), "b": [True, None]})
    first, second = io.BytesIO(), io.BytesIO()
    write_table(table, "dta", first)
    write_table(table, "dta", second)
    assert first.getvalue() == second.getvalue()
    frame = pandas.read_stata(io.BytesIO(first.getvalue()))
    assert list(frame["text"]) == ["é" * 3000, ""]
    assert (frame["n"][0], frame["b"][0]) == (1, 1)
