"""A coder without a model, for the tests of the staircase."""

import runpy
from datetime import date
from pathlib import Path

import pytest

from detente.records import Document

FAKES = runpy.run_path(str(Path(__file__).with_name("fakes.py")))


@pytest.fixture
def coder():
    return FAKES["FakeCoder"]()


@pytest.fixture
def result():
    def make(text, day=date(2023, 4, 29), **more):
        return FAKES["code_text"](Document(text, day, **more))

    return make


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    folder = tmp_path / "state"
    monkeypatch.setenv("DETENTE_STATE", str(folder))
    return folder
