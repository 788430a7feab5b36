"""Rows of other people's files: own small samples of each format, and what is wrong with them."""

import gzip
from datetime import date

import pytest

from detente.errors import ReadError
from detente.exchange import READS, read
from detente.exchange.columns import GDELT1, ICEWS, POLECAT
from detente.records import Reject

ICEWS_ROW = (
    "7001\t2017-02-03\tForeign Affairs (Norway)\tExecutive,Foreign Ministry,Government\tNorway\tConsult\t040\t1.0\t"
    "Peru\tNA\tPeru\t91\t2\tLima Herald\tLima\tNA\tLima region\tPeru\t-12.04\t-77.03"
)
ICEWS_FILE = "\t".join(ICEWS) + "\n" + ICEWS_ROW + "\n"


def gdelt_row(**cells):
    row = dict.fromkeys(GDELT1, "") | {
        "GLOBALEVENTID": "900", "SQLDATE": "20170203", "Actor1Code": "NORGOV", "Actor1Name": "OSLO",
        "Actor1CountryCode": "NOR", "Actor1Type1Code": "GOV", "Actor2Code": "PER", "Actor2Name": "PERU",
        "EventCode": "112", "GoldsteinScale": "-2.0", "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Lima, Lima, Peru", "ActionGeo_CountryCode": "PE", "ActionGeo_Lat": "-12.04",
        "ActionGeo_Long": "-77.03", "DATEADDED": "20170204", "SOURCEURL": "https://www.herald.example/a/1",
    }  # fmt: skip
    return [(row | cells)[c] for c in GDELT1]


POLECAT_ROW = dict.fromkeys(POLECAT, "None") | {
    "Event ID": "P1", "Event Date": "2022-05-06", "Event Type": "ASSAULT", "Event Mode": "aerial", "Intensity": "-9",
    "Contexts": "military; territory", "Actor Name": "Air Force; Peru", "Actor Country": "NOR; PER",
    "Primary Actor Sector": "MIL; GOV", "Recipient Name": "villagers", "Recipient Country": "PER",
    "Primary Recipient Sector": "CVL", "Placename": "Lima", "Country": "PER", "Latitude": "-12.04",
    "Longitude": "-77.03", "Feature Type": "PPLC", "Source": "Herald", "Publication Date": "2022-05-07",
}  # fmt: skip
ACLED_FILE = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,inter1,actor2,inter2,"
    "iso,country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities\n"
    "PER9,03 February 2021,2021,1,x,Explosions/Remote violence,Suicide bomb,Military Forces of Norway (2019-),1,"
    'Civilians (Peru),7,604,Peru,Lima,Callao,-12.05,-77.12,1,Herald,"On 3 February, a man said ""no"", twice.",4\n'
    "PER10,2021-02-04,2021,3,x,Strategic developments,Other,Police Forces of Peru,1,,,604,Peru,,,,,1,Herald,,0\n"
)
SIPRI_FILE = (
    "Transfers of arms\nData generated: 13 Oct 2024 2:20:11 PM\n\n"
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
    "Peru,Norway,2001,?,12,,Otter-2,light transport aircraft,12,?,2003; 2004; 2007,Second hand,"
    '"$30-35 m deal; produced under licence in Peru",1,2,3\n'
    "Peru,Norway,2019,,5,,NASAM-9,SAM system,,,,New,Part of $80 m deal,1,2,3\n"
)


def made(tmp_path, text, form, name="file.txt"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    items = list(read(path, form))
    results = [i for i in items if not isinstance(i, Reject)]
    assert [r.verify() for r in results] == [[] for _ in results]
    return results, [i for i in items if isinstance(i, Reject)]


def test_icews(tmp_path):
    (result,), rejects = made(tmp_path, ICEWS_FILE, "icews")
    (event,) = result.events
    assert rejects == []
    assert result.document.text == ICEWS_ROW
    assert (result.document.source, result.document.date) == ("Lima Herald", date(2017, 2, 3))
    assert (event.type, event.cameo, event.goldstein, event.status) == ("CONSULT", "040", 1.0, "occurred")
    (actor,), (recipient,) = event.actors, event.recipients
    assert (actor.name, actor.country, actor.sector, actor.id) == ("Foreign Affairs (Norway)", "NOR", "GOV", "")
    assert (recipient.name, recipient.country, recipient.sector, recipient.id) == ("Peru", "PER", "GOV", "PER")
    assert recipient.span.start == ICEWS_ROW.index("\tPeru\t") + 1
    assert event.evidence.text == "Consult"
    assert event.date.iso == "2017-02-03"
    place = event.place
    assert (place.name, place.admin1, place.country, place.lat, place.lon, place.grain) == (
        "Lima", "Lima region", "PER", -12.04, -77.03, "city",
    )  # fmt: skip
    assert {r.field: r.rule for r in event.reasons}["type"] == "icews:cameo_code"


def test_a_statement_of_cameo_is_no_event_and_says_so(tmp_path):
    (result,), _ = made(tmp_path, ICEWS_FILE.replace("\t040\t", "\t010\t"), "icews")
    assert result.events == ()
    assert result.notes == ("010 (Make statement) is no event of PLOVER",)


@pytest.mark.parametrize(
    ("sectors", "sector", "country"),
    [("Police,Government", "COP", "NOR"), ("Regional,Global Diplomatic IGOs", "IGO", "IGO"), ("Elite", "CVL", "NOR")],
)
def test_sectors_of_icews(tmp_path, sectors, sector, country):
    told = "NA" if country == "IGO" else "Norway"
    text = ICEWS_FILE.replace("Executive,Foreign Ministry,Government\tNorway", f"{sectors}\t{told}")
    (result,), _ = made(tmp_path, text.replace("Foreign Affairs (Norway)", "Somebody there"), "icews")
    (actor,) = result.events[0].actors
    assert (actor.sector, actor.country) == (sector, country)


def test_marks_line_ends_archives_and_missing_headers_do_not_matter(tmp_path):
    (plain,), _ = made(tmp_path, ICEWS_FILE, "icews")
    for text in (
        "\ufeff" + ICEWS_FILE.replace("\n", "\r\n"), ICEWS_ROW, gzip.compress(ICEWS_FILE.encode()),
        ICEWS_FILE.replace("\n", "\t\t\n"),
    ):  # fmt: skip
        (result,), rejects = made(tmp_path, text, "icews", "a.tab")
        assert rejects == []
        assert (result.document.id, result.events[0].type) == (plain.document.id, "CONSULT")
        assert result.events[0].actors[0].name == plain.events[0].actors[0].name


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (ICEWS_ROW.replace("2017-02-03", "2017-02-30"), "event_date is no day: '2017-02-30'"),
        (ICEWS_ROW.replace("\t040\t", "\t999\t"), "cameo_code is no code of CAMEO: '999'"),
        (ICEWS_ROW.replace("-12.04", "south"), "latitude is no number: 'south'"),
        (ICEWS_ROW.replace("-12.04", "-120.4"), "latitude is out of bounds: '-120.4'"),
        ("7001\t2017-02-03\tForeign", "3 of 20 cells: no cameo_code"),
        (ICEWS_ROW + "\tmore", "21 cells, icews has 20"),
        ("\t".join(ICEWS), "a header once more"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_rest_goes_through(tmp_path, wrong, reason):
    good = ICEWS_ROW.replace("7001", "7002")
    (result,), (reject,) = made(tmp_path, f"{ICEWS_FILE.splitlines()[0]}\n{wrong}\n\n{good}\n", "icews")
    assert (reject.origin, reject.reason) == ("file.txt:2", reason)
    assert result.document.text == good


def test_a_key_stands_for_one_row(tmp_path):
    other = ICEWS_ROW.replace("\t040\t", "\t042\t")
    results, rejects = made(tmp_path, f"{ICEWS_ROW}\n{ICEWS_ROW}\n{other}\n", "icews")
    assert len({r.document.id for r in results}) == 1
    assert [(r.origin, r.reason) for r in rejects] == [("file.txt:3", "another row has its key: file.txt:1")]


def test_gdelt_with_rows_of_57_58_and_61_cells(tmp_path):
    row = gdelt_row()
    longer = [c for name, cell in zip(GDELT1, row, strict=True)
              for c in ((cell, "") if name.endswith("ADM1Code") else (cell,))]  # fmt: skip
    longer[0], longer[-2] = "902", "20170204101500"
    rows = [gdelt_row(GLOBALEVENTID="901")[:-1], row, longer]
    results, rejects = made(tmp_path, "".join("\t".join(r) + "\n" for r in rows), "gdelt")
    assert rejects == []
    for result in results:
        (event,) = result.events
        assert (event.type, event.mode, event.cameo, event.goldstein) == ("ACCUSE", "allege", "112", -2.0)
        assert [(e.name, e.country, e.sector, e.id) for e in (*event.actors, *event.recipients)] == [
            ("OSLO", "NOR", "GOV", ""), ("PERU", "PER", "GOV", "PER"),
        ]  # fmt: skip
        assert (event.place.name, event.place.country, event.place.admin1) == ("Lima", "PER", "Lima")
        assert (event.date.iso, result.document.date) == ("2017-02-03", date(2017, 2, 4))
    assert [r.document.source for r in results] == ["gdelt", "herald.example", "herald.example"]


def test_groups_of_gdelt(tmp_path):
    row = gdelt_row(Actor1Code="IGOUNO", Actor1KnownGroupCode="UNO", Actor1Name="UNITED NATIONS", Actor2Code="XYZ")
    (result,), _ = made(tmp_path, "\t".join(row), "gdelt")
    (un,), (other,) = result.events[0].actors, result.events[0].recipients
    assert (un.country, un.sector, un.id) == ("IGO", "IGO", "UN")
    assert (other.country, other.sector) == (None, "UNK")


def test_polecat_with_lists_a_headline_and_empty_columns(tmp_path):
    text = "\t".join((*POLECAT, "Headline")) + "\n" + "\t".join((*POLECAT_ROW.values(), "", "")) + "\n"
    (result,), _ = made(tmp_path, text.replace("Intensity", "Event Intensity"), "polecat")
    (event,) = result.events
    assert [(e.name, e.country, e.sector, e.id) for e in event.actors] == [
        ("Air Force", "NOR", "MIL", ""), ("Peru", "PER", "GOV", "PER"),
    ]  # fmt: skip
    assert (event.mode, event.contexts, event.intensity) == ("aerial", ("military", "territory"), -9.0)
    assert event.cameo.startswith("19")
    assert (result.document.date, event.date.iso) == (date(2022, 5, 7), "2022-05-06")
    assert (event.place.grain, event.place.country) == ("city", "PER")


def test_acled(tmp_path):
    (bomb, other), rejects = made(tmp_path, ACLED_FILE, "acled")
    (event,) = bomb.events
    assert rejects == []
    assert (event.type, event.mode, event.cameo) == ("ASSAULT", "suicide-attack", "1831")
    assert [(e.country, e.sector) for e in (*event.actors, *event.recipients)] == [("NOR", "MIL"), ("PER", "CVL")]
    assert event.quantities[0].quantity.value == 4
    assert event.evidence.text == 'On 3 February, a man said ""no"", twice.'
    assert other.events == ()
    assert "no one type" in other.notes[0]


def test_a_quoted_cell_may_run_over_lines_and_a_stray_mark_costs_its_row_only(tmp_path):
    head, first, last = ACLED_FILE.replace("a man said", "a man\tsaid").splitlines()
    text = "\n".join((head, '"PER8,2021-02-02,2021', first.replace("\t", "\n"), last))
    results, rejects = made(tmp_path, text, "acled")
    assert len(results) == 2
    assert "\n" in results[0].events[0].evidence.text
    assert [(r.origin, r.reason) for r in rejects] == [("file.txt:2", "a quotation mark is not closed")]


def test_sipri_as_ties(tmp_path):
    (old, new), rejects = made(tmp_path, SIPRI_FILE, "sipri")
    assert rejects == []
    (tie,) = old.ties
    assert (tie.kind, tie.source.country, tie.target.country, tie.status) == ("arms_supply", "NOR", "PER", "past")
    t = tie.transfer
    assert (t.designation, t.kind, t.ordered, t.delivered, t.order_year) == ("otter-2", "aircraft", 12, 12, 2001)
    assert (t.delivery_years, t.licensed, t.second_hand) == ("2003-2007", True, True)
    assert (t.value.low, t.value.high, t.value.unit, t.value.span.text) == (30e6, 35e6, "USD", "$30-35 m")
    assert (tie.hedge.text, tie.as_of) == ("?", "2024-10-13")
    assert (new.ties[0].transfer.value, new.ties[0].transfer.delivered, new.ties[0].status) == (None, None, "current")


def test_bytes_that_are_no_utf8(tmp_path):
    text = SIPRI_FILE.replace("Otter-2", "Aliz\xe9").encode("cp1252")
    (old, _), _ = made(tmp_path, text, "sipri")
    assert old.ties[0].transfer.designation == "alizé"


def test_labels_tell_sources_apart(tmp_path):
    path = tmp_path / "a.tab"
    path.write_text(ICEWS_FILE, encoding="utf-8")
    ids = {next(read(path, "icews", label=label)).document.id for label in ("icews", "icews-2", "icews")}
    assert len(ids) == 2


def test_what_is_no_such_file_or_format(tmp_path):
    (reject,) = read(tmp_path / "none.tab", "icews")
    assert "No such file" in reject.reason
    (reject,) = made(tmp_path, "a,b\n1,2\n", "sipri")[1]
    assert "no header of sipri" in reject.reason
    with pytest.raises(ReadError, match="no such format"):
        read("a", "cameo")


@pytest.mark.parametrize("form", READS)
def test_nothing_and_garbage_raise_nothing(tmp_path, form):
    for text in ("", "\n\n", "\0\0\t\0\n", '"' * 99, "x" * 5000, "\t" * 60, b"\xff\xfe\x00"):
        results, _ = made(tmp_path, text, form)
        assert results == []


@pytest.mark.parametrize(
    ("name", "form", "rows", "records"),
    [("icews.tab", "icews", 300, 255), ("gdelt1_ragged.csv", "gdelt", 200, 169), ("acled.csv", "acled", 99, 92),
     ("sipri_india.csv", "sipri", 715, 715)],
)  # fmt: skip
def test_real_files(shared, name, form, rows, records):
    items = list(read(shared / "fixtures" / name, form))
    assert not [i for i in items if isinstance(i, Reject)]
    assert len({i.document.id for i in items}) == rows
    assert sum(len(i.events) + len(i.ties) for i in items) == records
    assert not [fault for i in items for fault in i.verify()]
