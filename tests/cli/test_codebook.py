import json

import pytest

TEXT = "date 2023-04-29 Uruguay mediated between Chad and Sudan. Uruguay mediated on Friday."


@pytest.fixture
def book(tmp_path):
    """A small codebook in order."""
    folder = tmp_path / "mybook"
    folder.mkdir()
    (folder / "plover.tsv").write_text("type\tquad\trecipient\nMEDIATE\tverbal cooperation\trequired\n")
    (folder / "mediate.tsv").write_text(
        "id\tpattern\tactor\trecipient\n"
        "mediate.between\tmediate/v between\tsubj\tbetween\nmediate.mediate\tmediate/v\tsubj\twith\n"
    )
    (folder / "consult.tsv").write_text("id\tpattern\n-consult.mediate\t\n")
    return folder


def spoil(book):
    with (book / "mediate.tsv").open("a") as file:
        file.writelines(f"mediate.bad_{n}\tmediate\tsubj\twith\n" for n in range(7))


def test_check_of_a_codebook_in_order(detente, book):
    ran = detente("lexicon", "check", "--codebook", book)
    assert (ran.status, ran.err) == (0, "")
    lines = [" ".join(line.split()) for line in ran.text.splitlines()]
    assert "mediate.tsv 2 added, 0 replaced, 0 removed" in lines
    assert lines[-1].startswith("all right: codebook mybook (")
    assert lines[-1].endswith("3 added, 0 replaced, 1 removed")


def test_check_names_what_is_wrong(detente, book):
    spoil(book)
    ran = detente("lexicon", "check", "--codebook", book)
    assert (ran.status, ran.err) == (1, "7 things wrong\n")
    assert ran.text.splitlines()[0] == (
        "mybook/mediate.tsv:4: column 'pattern': pattern must begin with lemma/v, lemma/n or lemma/a: 'mediate'"
    )


def test_no_such_folder(detente):
    assert detente("code", "-", "--codebook", "nowhere").err == "detente: no such folder: nowhere\n"
    assert detente("lexicon", "check", "--codebook", "nowhere").status == 2
    assert detente("explain", "--doc", "-", "--codebook", "nowhere").status == 2


def test_a_run_notes_the_codebook(detente, book, tmp_path, state):
    ran = detente("code", "-", "--codebook", book, "-o", "out/", stdin=TEXT.encode())
    assert ran.status == 0
    noted = json.loads((tmp_path / "here" / "out" / "codebook.json").read_text())
    assert (noted["name"], noted["rows"]) == ("mybook", {"added": 3, "replaced": 0, "removed": 1})
    last = json.loads((state / "last.json").read_text())
    assert last["codebook"] == {"name": "mybook", "sha256": noted["sha256"]}
    assert f"codebook mybook ({noted['sha256'][:12]}): 3 added, 0 replaced, 1 removed\n" in ran.err
    assert detente("code", "-", "-o", "out/", stdin=TEXT.encode()).status == 0
    assert not (tmp_path / "here" / "out" / "codebook.json").exists()
    assert "codebook" not in json.loads((state / "last.json").read_text())


@pytest.mark.model
def test_a_run_codes_by_it_and_goes_on_past_bad_rows(detente, book):
    spoil(book)
    ran = detente("code", "-", "--codebook", book, "--quiet", "-f", "jsonl", stdin=TEXT.encode(), fake=False)
    assert ran.status == 0
    (event,) = [json.loads(line) for line in ran.text.splitlines()]
    assert (event["type"], event["rule"]) == ("MEDIATE", "mediate.between")
    told = ran.err.splitlines()
    assert len(told) == 6
    assert told[0].startswith("detente: mybook/mediate.tsv:4: ")
    assert told[-1].endswith(f"2 more (detente lexicon check --codebook {book} lists all)")


@pytest.mark.model
def test_settings_and_explaining(detente, book, tmp_path):
    settings = tmp_path / "detente.toml"
    settings.write_text('codebook = "mybook"\n')
    by_settings = detente("explain", "--doc", "-", "--config", settings, stdin=TEXT.encode(), fake=False)
    by_option = detente("explain", "--doc", "-", "--codebook", book, stdin=TEXT.encode(), fake=False)
    assert by_settings.text == by_option.text
    text = " ".join(by_option.text.split())
    assert "MEDIATE Uruguay (URY) → Chad (TCD), Sudan (SDN)" in text
    assert "MEDIATE needs a recipient and none is named (mediate.mediate, mybook/mediate.tsv:3)" in text


@pytest.mark.model
def test_annotating_takes_it_too(detente, book):
    spoil(book)
    ran = detente("annotate", "-", "--codebook", book, "--quiet", stdin=TEXT.encode(), fake=False)
    assert ran.status == 0
    assert [r["country"] for r in json.loads(ran.text)["actors"]] == ["URY", "TCD", "SDN", "URY"]
    assert "mybook/mediate.tsv:4" in ran.err
