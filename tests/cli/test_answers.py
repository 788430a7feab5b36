"""``detente dyad``, ``series``, ``pairs``, ``changes``, ``network``, ``compare``."""

import csv
import io
import json
import re

import pytest

from detente.cli import run

LINES = (
    "2023-01-10 IND = RUS AGREE: India and Russia sign <one> pact.",
    "2023-01-10 IND = RUS AGREE by Post: India and Russia sign a pact.",
    "2023-02-10 IND > RUS ACCUSE/disapprove: Delhi grumbles about Russian *prices*.",
    "2023-03-20 IND < RUS AID: Oil is sent to India.",
    "2023-03-21 CHN > RUS AID: Trucks are sent.",
)


@pytest.fixture(scope="module")
def where(tmp_path_factory):
    import runpy
    from pathlib import Path

    from detente.store import Tables, Writer

    result_of = runpy.run_path(str(Path(__file__).parent.parent / "query" / "conftest.py"))["result_of"]
    folder = tmp_path_factory.mktemp("answers") / "base"
    writer = Writer(Tables(folder), coder="detente test", lexicon="l")
    for n, line in enumerate(LINES):
        writer.write(result_of(line, n))
    writer.close()
    return str(folder)


@pytest.fixture
def asked(where, capsys):
    def ask(*arguments, status=0):
        assert run([*arguments, "--store", where]) == status
        return capsys.readouterr().out

    return ask


def test_a_dossier_on_the_terminal(asked):
    text = asked("dyad", "IND", "Russia")
    assert text.startswith("India and Russia\n")
    for part in (
        "Where they stand",
        "By week",
        "The last 30 days",
        "Episodes that matter",
        "What India says of Russia",
    ):
        assert f"\n{part}" in text
    assert "Oil is sent to India.  [Wire, 2023-03-20, e-" in text
    assert re.search(r"cooperation +.*█ \d+", text)


def test_json_holds_everything(asked):
    told = json.loads(asked("dyad", "IND", "RUS", "--format", "json", "--by", "month"))
    assert [r["acts"] for r in told["series"]] == [1, 1, 1]
    assert told["episodes"][0]["tellings"] == 2
    assert told["episodes"][0]["sources"] == 2


def test_a_page_escapes_and_loads_nothing(asked, tmp_path):
    page = tmp_path / "d.html"
    asked("dyad", "IND", "RUS", "--format", "html", "-o", str(page))
    text = page.read_text(encoding="utf-8")
    assert "&lt;one&gt; pact" in text
    assert "<one>" not in text
    assert "<svg" in text
    assert not re.search(r"<script|<link|<img|src=|url\(", text)


def test_markdown_escapes(asked):
    text = asked("dyad", "IND", "RUS", "--format", "md")
    assert text.startswith("# India and Russia\n")
    assert r"\*prices\*" in text
    assert "| period |" in text


def test_what_was_traced_is_there(asked):
    identity = re.search(r"e-[0-9a-f]{12}", asked("dyad", "IND", "RUS")).group()
    assert "document d0000" in asked("trace", identity)


def test_series_as_csv(asked):
    rows = list(csv.DictReader(io.StringIO(asked("series", "IND", "RUS", "--format", "csv"))))
    assert [r["acts"] for r in rows] == ["1", "1", "1"]
    assert rows[1]["conflict"] == "-2.0"


def test_pairs_network_and_changes(asked):
    assert asked("pairs", "--country", "CHN").splitlines()[1].split()[:4] == ["2023-01-01", "CHN", "RUS", "1"]
    assert asked("network", "--edges").splitlines()[1].split()[:3] == ["IND", "RUS", "3"]
    assert asked("network", "--what", "conflict", "--format", "csv").splitlines()[1].startswith("IND,1,")
    assert len(asked("changes", "IND", "RUS").splitlines()) == 1


def test_compare(asked):
    told = asked("compare", "IND", "RUS", "CHN", "RUS")
    assert told.startswith("one: IND-RUS; other: CHN-RUS; by month\n")
    both = asked("compare", "IND", "RUS", "--dataset", "detente", "--with-dataset", "icews")
    assert "acts: 0 in both, 3 and 0 in one only (agreement 0.00)" in both


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("dyad", "IND", "Atlantis"), "nobody is called 'Atlantis'"),
        (("dyad", "IND", "IND"), "are the same side"),
        (("compare", "IND", "RUS"), "compare with what?"),
        (("compare", "IND", "RUS", "CHN"), "another pair has two sides"),
        (("dyad", "IND", "RUS", "--since", "2025", "--until", "2024"), "--since 2025 to --until 2024 (excluded)"),
        (("dyad", "IND", "RUS", "--since", "2025", "--until", "2025"), "holds no day"),
        (("dyad", "IND", "RUS", "--since", "2025-13"), "is no day, month or year"),
    ],
)
def test_what_can_not_be_asked(where, capsys, arguments, said):
    assert run([*arguments, "--store", where]) == 2
    assert said in capsys.readouterr().err


def test_nothing_is_told_as_nothing(where, capsys):
    nobody = ["IND", "CHN"]
    assert run(["dyad", *nobody, "--store", where]) == 0
    told = capsys.readouterr().out
    assert "nothing heard" in told
    assert "index +0.0" not in told
    assert "By " not in told
    for command in (["series", *nobody], ["acts", *nobody], ["changes", "IND", "RUS"], ["pairs", "--least", "9"]):
        assert run([*command, "--store", where]) == 0
        assert re.match("detente: no (act|change|pair) ", capsys.readouterr().err)
    assert run(["series", "IND", "RUS", "--store", where]) == 0
    assert capsys.readouterr().err == ""


def test_a_dataset_that_is_not_there_is_told(where, capsys):
    asked = ["compare", "IND", "RUS", "--dataset", "detente", "--with-dataset", "icews", "--store", where]
    assert run(asked) == 0
    assert capsys.readouterr().err == "detente: no event has the dataset 'icews' (there are: detente)\n"


def test_tables_are_rounded_and_csv_is_not(asked):
    assert all(len(cell.split(".")[1]) <= 2 for cell in re.findall(r"-?\d+\.\d+", asked("series", "IND", "RUS")))
    assert re.search(r"\.\d{4}", asked("series", "IND", "RUS", "--format", "csv"))


def test_a_page_goes_into_a_new_folder_or_says_why_not(where, tmp_path, capsys):
    asked = ["dyad", "IND", "RUS", "--format", "html", "--store", where, "-o"]
    assert run([*asked, str(tmp_path / "new" / "d.html")]) == 0
    assert (tmp_path / "new" / "d.html").is_file()
    assert run([*asked, str(tmp_path)]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_the_acts_behind_a_number(asked):
    rows = list(csv.DictReader(io.StringIO(asked("acts", "IND", "RUS", "--until", "2023-02", "--format", "csv"))))
    assert [(r["day"], r["direction"], r["value"], r["tellings"]) for r in rows] == [("2023-01-10", "=", "2.5", "2")]
    text = asked("acts", "IND", "RUS", "--direction", "from")
    assert "    Oil is sent to India." in text
    assert "grumbles" not in text


def test_an_episode_is_traced_to_its_tellings(asked):
    rows = list(csv.DictReader(io.StringIO(asked("acts", "IND", "RUS", "--format", "csv"))))
    text = asked("trace", rows[0]["episode"][:9])
    assert "India and Russia sign <one> pact." in text
    assert "India and Russia sign a pact." in text


def test_an_episode_that_there_is_not(where, capsys):
    assert run(["trace", "p-zz", "--store", where]) == 2
    assert "no episode has that id" in capsys.readouterr().err
