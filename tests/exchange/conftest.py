"""A store with events that a coder could have made."""

from pathlib import Path
from runpy import run_path

import pytest

MADE = run_path(str(Path(__file__).with_name("made.py")))


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    return MADE["fill"](tmp_path_factory.mktemp("own") / "base", MADE["RESULTS"])
