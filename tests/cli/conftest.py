"""The command line with a coder that needs no model (tests/run/fakes.py)."""

import io
import sys
from dataclasses import dataclass

import pytest

from detente import cli


class Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


@dataclass
class Ran:
    status: int
    out: bytes
    err: str

    @property
    def text(self):
        return self.out.decode("utf-8")


@pytest.fixture(autouse=True)
def remembers_in(state):
    """Every run here has a memory of its own."""


@pytest.fixture
def detente(monkeypatch, coder, tmp_path):
    """Runs one command in an empty folder; ``terminal`` makes standard output a terminal."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("DETENTE_CONFIG", raising=False)

    def run(*arguments, stdin=b"", terminal=False, fake=True):
        out, err = io.BytesIO(), io.StringIO()
        with monkeypatch.context() as patch:
            if fake:
                patch.setattr("detente.cli.code.make_coder", lambda config, model: coder)
                patch.setattr("detente.cli.explain.make_coder", lambda config, model: coder)
            patch.setattr(sys, "stdout", (Terminal if terminal else io.TextIOWrapper)(out, "utf-8"))
            patch.setattr(sys, "stderr", err)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            status = cli.run([str(a) for a in arguments])
            sys.stdout.flush()
            printed = out.getvalue()
        return Ran(status, printed, err.getvalue())

    return run
