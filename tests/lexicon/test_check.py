import shutil

import pytest

from detente.lexicon.check import check_lexicon
from detente.lexicon.schemas import DATA


@pytest.fixture
def copy(tmp_path):
    """The lexicon, to be spoiled."""
    root = tmp_path / "data"
    shutil.copytree(DATA, root)
    return root


def spoil(path, old: str, new: str) -> int:
    """Replace once; the line where it was."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_an_unknown_office_is_told(copy):
    line = spoil(copy / "actors" / "offices.tsv", "\thead_of_state\t", "\thead_of_stat\t")
    assert [c for c in check_lexicon(copy) if c.startswith(f"actors/offices.tsv:{line}: ") and "no such office" in c]


def test_an_unknown_mode_is_told(copy):
    line = spoil(copy / "predicates" / "accuse.tsv", "\tdisapprove\t", "\tdisaprove\t")
    assert f"predicates/accuse.tsv:{line}: column 'mode': no such mode of ACCUSE: 'disaprove'" in check_lexicon(copy)


def test_an_unknown_sector_is_told(copy):
    spoil(copy / "actors" / "people.tsv", "\tGOV\t", "\tGOVT\t")
    assert any(c.startswith("actors/people.tsv:") and "GOVT" in c for c in check_lexicon(copy))


def test_a_file_of_no_kind_is_told(copy):
    (copy / "actors" / "extra.tsv").write_text("id\nA\n", encoding="utf-8")
    assert check_lexicon(copy) == ["actors/extra.tsv:1: no schema for this file"]


def test_a_lost_file_is_told(copy):
    (copy / "statements" / "cues.tsv").unlink()
    assert any(c.startswith("statements/cues.tsv:1: cannot be read") for c in check_lexicon(copy))
