import json

import pytest

TABLE = "name\tcountry\tsector\toffice\tsince\tuntil\nMaria Testova\tIND\tGOV\tforeign_minister\t2020\t2022\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DETENTE_ACTORS", str(tmp_path / "registered"))
    return tmp_path / "registered"


def test_search_on_a_day(detente):
    ran = detente("actors", "search", "Sergei", "Shoigu", "--on", "2023-04-29", "--format", "json")
    assert json.loads(ran.text) == [
        {
            "id": "shoigu_sergei", "name": "Sergei Shoigu", "country": "RUS", "sector": "GOV",
            "office": "defence_minister", "from": "2012-11-06", "until": "2024-05-12",
        }
    ]  # fmt: skip
    assert (ran.status, ran.err) == (0, "")


def test_search_as_csv_and_table(detente):
    assert detente("actors", "search", "nato", "-f", "csv").text.splitlines()[0] == (
        "id,name,country,sector,office,from,until"
    )
    assert "shoigu_sergei" in detente("actors", "search", "shoygu").text


def test_nobody_is_found(detente):
    ran = detente("actors", "search", "qqqqq", "-f", "json")
    assert (ran.status, ran.text) == (1, "[]\n")
    assert "nobody" in ran.err


def test_a_wrong_day(detente):
    assert detente("actors", "search", "nato", "--on", "2023-02-30").status == 2


def test_show(detente):
    ran = detente("actors", "show", "IND")
    assert "Rashtrapati Bhavan" in ran.text
    held = json.loads(detente("actors", "show", "shoigu_sergei", "-f", "json").text)
    assert {r["office"] for r in held["roles"]} >= {"defence_minister", "national_security_adviser"}


def test_show_nobody(detente):
    ran = detente("actors", "show", "shoigu_sergey")
    assert ran.status == 2
    assert "shoigu_sergei" in ran.err


def test_members(detente):
    ran = detente("actors", "members", "sco", "--on", "2016-01-01", "-f", "csv")
    ids = [line.split(",")[0] for line in ran.text.splitlines()[1:]]
    assert "CHN" in ids
    assert "IND" not in ids
    assert detente("actors", "members", "IND").status == 2


def test_stats(detente):
    rows = {r["what"]: r["count"] for r in json.loads(detente("actors", "stats", "-f", "json").text)}
    assert rows["people"] > 1000
    assert rows["your own rows"] == 0


def test_own_files_come_and_go(detente, tmp_path, folder):
    path = tmp_path / "mine.tsv"
    path.write_text(TABLE + "Bad Row\tQQQ\tGOV\n", encoding="utf-8")
    ran = detente("actors", "add", path)
    assert ran.status == 1
    assert ran.err == "mine.tsv:3: unknown country 'QQQ' (ISO 3166 alpha-3, or IGO, NGO, IMG)\n"
    assert (folder / "mine.tsv").read_bytes() == path.read_bytes()
    ran = detente("actors", "search", "testova", "--on", "2021-05-01", "-f", "json")
    assert json.loads(ran.text)[0]["office"] == "foreign_minister"
    assert "mine.tsv:3" in ran.err
    (listed,) = json.loads(detente("actors", "list-files", "-f", "json").text)
    assert (listed["name"], listed["form"], listed["used"], listed["lost"]) == ("mine.tsv", "table", 1, 1)
    assert detente("actors", "remove", "mine.tsv").status == 0
    assert list(folder.iterdir()) == []
    assert detente("actors", "remove", "mine.tsv").status == 2


def test_a_file_without_a_usable_row_is_not_added(detente, tmp_path, folder):
    path = tmp_path / "mine.tsv"
    path.write_text("name\tcountry\tsector\nBad Row\tQQQ\tGOV\n", encoding="utf-8")
    ran = detente("actors", "add", path)
    assert ran.status == 2
    assert "mine.tsv:2" in ran.err
    assert not folder.exists()


def test_a_dictionary_is_checked(detente, tmp_path, folder):
    path = tmp_path / "dict.txt"
    path.write_text("INDIA_ [IND]\nGOONDA [~CRM]\n", encoding="utf-8")
    ran = detente("actors", "check", path)
    assert (ran.status, ran.err) == (0, "")
    assert ran.text.endswith("1 actors, 1 roles from 2 lines\n")
    assert not folder.exists()


def test_settings_name_files_beside_them(detente, tmp_path, monkeypatch):
    (tmp_path / "mine.tsv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "detente.toml").write_text('actors = ["mine.tsv"]\n', encoding="utf-8")
    monkeypatch.setenv("DETENTE_CONFIG", str(tmp_path / "detente.toml"))
    assert "own.maria_testova" in detente("actors", "search", "testova").text


def test_code_refuses_a_file_that_is_not_there(detente):
    ran = detente("code", "-", "--actors", "nowhere.tsv", stdin=b"date 2023-04-29 A attacked B.")
    assert (ran.status, ran.err) == (2, "detente: no such file: nowhere.tsv\n")
