"""Rows of an invented world, and the command line with a coder that needs no model (tests/run/fakes.py)."""

import io
import sys

import pytest

from detente import cli

TEXT = "Norland accused Sudland of theft. Norland met Westland. Sudland expelled two Norland envoys. They talk."


def entities(codes):
    return [{"name": code.capitalize(), "country": code, "sector": "GOV"} for code in codes.split()]


def event(kind, actors, recipients, evidence, **more):
    plain = {"mode": None, "date": None, "place": None, "status": "occurred", "background": False}
    sides = {"actors": entities(actors), "recipients": entities(recipients)}
    return {"type": kind, **sides, **plain, "evidence": evidence, **more}


def statement(speaker, content, **more):
    return {"speaker": entities(speaker)[0], "quote": None, "content": content, "direct": False, "cue": "said", **more}


def tie(kind, source, target, evidence, **more):
    (a, b) = entities(f"{source} {target}")
    return {"kind": kind, "from": a, "to": b, "items": [], "status": "current", "evidence": evidence, **more}


def document(text=TEXT, **kinds):
    return {"id": "n1", "date": "2024-05-02", "title": "", "text": text, **kinds}


@pytest.fixture
def pair():
    """One document as gold has it and as we might code it: one event right, one with a wrong side, one with a wrong
    type, one with a wrong mode, one too many.
    """
    gold = [
        event("ACCUSE", "NOR", "SUD", "accused Sudland of theft", mode="allege"),
        event("CONSULT", "NOR WES", "", "met Westland"),
        event("SANCTION", "SUD", "NOR", "expelled two Norland envoys", mode="expel"),
        event("CONSULT", "NOR SUD", "", "talk", place={"name": "the Capital", "country": "NOR"}, status="ongoing"),
    ]
    ours = [
        event("ACCUSE", "NOR", "SUD", "accused Sudland", mode="disapprove"),
        event("CONSULT", "NOR", "WES", "met Westland"),
        event("COERCE", "SUD", "NOR", "expelled two", mode="deport"),
        event("CONSULT", "SUD NOR", "", "They talk", place={"name": "Capital", "country": "NOR"}),
        event("THREATEN", "WES", "NOR", "theft"),
    ]
    return document(events=gold, statements=[], ties=[]), document(events=ours, statements=[], ties=[])


@pytest.fixture
def detente(monkeypatch, coder, tmp_path):
    """Runs one command in an empty folder: exit status, standard output, standard error."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("DETENTE_CONFIG", raising=False)
    monkeypatch.setattr("detente.cli.evaluate.make_coder", lambda config, model: coder)

    def run(*arguments, stdin=b""):
        out, err = io.BytesIO(), io.StringIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, "utf-8"))
            patch.setattr(sys, "stderr", err)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            status = cli.run([str(a) for a in arguments])
            sys.stdout.flush()
            printed = out.getvalue().decode("utf-8")
        return status, printed, err.getvalue()

    return run


@pytest.fixture
def rows():
    """The makers of rows, for tests that need others."""
    from types import SimpleNamespace

    return SimpleNamespace(event=event, statement=statement, tie=tie, document=document, text=TEXT)
