"""What all tests share."""

from __future__ import annotations

import os
import runpy
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from detente.records import Document

ROOT = Path(__file__).resolve().parent.parent

# The same examples on every run; no deadline, since the machines that run this are small and shared.
settings.register_profile("detente", derandomize=True, deadline=None)
settings.load_profile("detente")

# No test reads what the developer registered with `detente actors add`.
os.environ["DETENTE_ACTORS"] = os.devnull


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of dev data beside the checkout (or where DETENTE_SHARED says); it is not ours to publish.

    The one way for tests to reach it: tests/test_house.py sees to that.
    """
    folder = Path(os.environ.get("DETENTE_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"needs the dev data, which is not part of the project: no folder {folder} (set DETENTE_SHARED)")
    return folder


FAKES = runpy.run_path(str(ROOT / "tests" / "run" / "fakes.py"))


@pytest.fixture
def coder():
    """A coder without a model."""
    return FAKES["FakeCoder"]()


@pytest.fixture
def result():
    """Codes a text with that coder."""

    def make(text, day=date(2023, 4, 29), **more):
        return FAKES["code_text"](Document(text, day, **more))

    return make


@pytest.fixture
def state(tmp_path, monkeypatch) -> Path:
    """An empty folder where runs are remembered."""
    folder = tmp_path / "state"
    monkeypatch.setenv("DETENTE_STATE", str(folder))
    return folder
