import csv
import json

import pytest

pytestmark = pytest.mark.model

NEWS = (
    "date 2023-04-29 Uruguay condemned Chad. Uruguay condemned Sudan. Uruguay agreed to help Chad. "
    "Someone condemned something."
)
CASES = """case: one
date: 2023-04-29
text: {Uruguay|a} condemned {Chad|b}.
event: ACCUSE a -> b

case: two
text: {Uruguay|a} slept.
none:
"""


@pytest.fixture
def covered(detente):
    """The listing as JSON: the object, counts by id, and the line of each type."""

    def make(*arguments, stdin=b""):
        ran = detente("lexicon", "coverage", *arguments, "-f", "json", stdin=stdin, fake=False)
        assert ran.status == 0, ran.err
        made = json.loads(ran.text)
        return made, {r["id"]: r["count"] for r in made["rows"]}, {t["type"]: t for t in made["types"]}

    return make


def test_rows_that_fire_and_rows_that_do_not(covered):
    made, counts, types = covered("-", stdin=NEWS.encode())
    assert made["documents"] == 1
    fired = {i: n for i, n in counts.items() if n}
    condemned = [i for i in fired if i.startswith("accuse.")]
    assert sum(fired[i] for i in condemned) == 3, "also the one that names nobody, and is dropped"
    assert types["ACCUSE"]["fired"] == len(condemned)
    assert types["all"]["rows"] == len(counts) == sum(t["rows"] for t in made["types"][:-1])
    assert types["all"]["fired"] == len(fired)
    assert types["ACCUSE"]["share"] == round(len(condemned) / types["ACCUSE"]["rows"], 4)


def test_the_row_below_an_operator_counts_and_the_operator_in_its_room(covered):
    text = b"date 2023-04-29 Uruguay refused to attack Chad."
    _, counts, _ = covered("-", stdin=text)
    assert sum(n for i, n in counts.items() if i.startswith("assault.")) == 1
    _, counts, types = covered("-", "--room", "operators", stdin=text)
    assert sum(counts.values()) == 1
    assert types["refuse"]["fired"] == 1


def test_rows_for_what_is_no_event(covered):
    _, counts, types = covered("-", stdin=b"date 2023-04-29 The minister appealed to voters in Uruguay.")
    assert counts["none.appeal_to_voter"] == 1
    assert types["NONE"]["fired"] == 1


@pytest.mark.parametrize(
    ("room", "text"), [("cues", b"Uruguay said it was glad."), ("relations", b"Chad is a member of the African Union.")]
)
def test_other_rooms(covered, room, text):
    _, counts, _ = covered("-", "--room", room, stdin=b"date 2023-04-29 " + text)
    assert sum(counts.values()) >= 1


def test_marked_cases(covered, tmp_path):
    folder = tmp_path / "here" / "cases"
    folder.mkdir()
    (folder / "small.case").write_text(CASES)
    (folder / "notes.txt").write_text("Uruguay attacked Chad.")
    by_folder, by_file = covered("cases"), covered("cases/small.case")
    assert by_folder == by_file
    assert by_file[0]["documents"] == 2
    assert sum(by_file[1].values()) == 1


def test_a_codebook(covered, tmp_path):
    book = tmp_path / "mybook"
    book.mkdir()
    (book / "plover.tsv").write_text("type\tquad\nGREET\tverbal cooperation\n")
    (book / "greet.tsv").write_text(
        "id\tpattern\tactor\trecipient\ngreet.bow\tbow/v to\tsubj\tto\ngreet.greet\tgreet/v\tsubj\tobj\n"
    )
    made, _, types = covered("-", "--codebook", book, stdin=b"date 2023-04-29 Uruguay greeted Chad.")
    assert types["GREET"] == {"type": "GREET", "rows": 2, "fired": 1, "share": 0.5}
    assert [r for r in made["rows"] if r["type"] == "GREET"] == [
        {"type": "GREET", "id": "greet.greet", "at": "mybook/greet.tsv:3", "count": 1},
        {"type": "GREET", "id": "greet.bow", "at": "mybook/greet.tsv:2", "count": 0},
    ]


def test_table_and_csv(detente):
    ran = detente("lexicon", "coverage", "-", stdin=NEWS.encode(), fake=False)
    assert ran.status == 0
    lines = ran.text.splitlines()
    assert lines[0].startswith("fired (")
    assert any(line.startswith("never fired (") for line in lines)
    assert "in 1 document" in lines
    assert lines[-1].startswith("all ")
    ran = detente("lexicon", "coverage", "-", "-f", "csv", stdin=NEWS.encode(), fake=False)
    rows = list(csv.DictReader(ran.text.splitlines()))
    assert list(rows[0]) == ["type", "id", "at", "count"]
    assert ran.text == detente("lexicon", "coverage", "-", "-f", "csv", stdin=NEWS.encode(), fake=False).text


def test_what_is_refused_or_wrong(detente, tmp_path):
    ran = detente("lexicon", "coverage", "nowhere.txt", "-", "-f", "csv", stdin=NEWS.encode(), fake=False)
    assert (ran.status, ran.err) == (1, "detente: nowhere.txt: no such file or folder\n")
    (tmp_path / "here" / "bad.case").write_text("case: one\ntext: {open|a of\nevent: ACCUSE a\n")
    ran = detente("lexicon", "coverage", "bad.case", fake=False)
    assert ran.status == 2
    assert ran.err.startswith("detente: bad.case:2: ")
