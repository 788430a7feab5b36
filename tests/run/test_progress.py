import io
import re
import sys
from collections import Counter

import pytest

from detente.records import Reject
from detente.run import progress
from detente.run.progress import Bar, Tally, summary

QUADS = {"ASSAULT": "material conflict"}


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def tally(result):
    made = Tally(QUADS)
    made.add(result("France attacked Spain. Italy said nothing new. Peru attacked Chile."))
    made.add(result("Poland supplies tanks.", day=None))
    made.seconds = 2.0
    return made


def test_the_summary(tally):
    lines = summary(tally, ["out.jsonl"]).splitlines()
    assert lines == [
        "2 documents: 2 events (material conflict 2), 1 statement, 1 tie",
        "a document has no day of publication: relative dates are unresolved (--date gives one)",
        "13 words in 2.0 s: 1.0 documents/s, 6 words/s",
        "written: out.jsonl",
    ]


def test_the_first_refusals_are_listed(tally):
    for n in range(12):
        tally.refuse(Reject(f"f{n}.txt\x1b[2J", "broken"))
    lines = summary(tally, []).splitlines()
    assert lines[3] == "12 refused:"
    assert lines[4] == "  f0.txt\\x1b[2J: broken"
    assert lines[-1] == "  ... and 2 more: --rejects FILE lists all"
    assert "12 refused, listed in r.jsonl" in summary(tally, [], "r.jsonl")


def test_nothing_at_all():
    assert summary(Tally(QUADS), []) == "0 documents: 0 events, 0 statements, 0 ties"


def test_unknown_types_are_counted_as_other(tally):
    tally.events = Counter({"other": 1})
    assert "1 event (other 1)" in summary(tally, [])


def test_lines_where_there_is_no_terminal(tally, monkeypatch, capsys):
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    bar = Bar(tally)
    bar.start(100)
    bar.advance()
    bar.stop()
    assert capsys.readouterr().err == "detente: 2 of about 100 inputs, 1.0 documents/s, 6 words/s, about 2 min left\n"


def test_quiet_is_quiet(tally, monkeypatch, capsys):
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    bar = Bar(tally, quiet=True)
    bar.start(100)
    bar.advance()
    bar.stop()
    assert capsys.readouterr().err == ""


def test_the_bar_steps_aside_and_goes(tally, monkeypatch):
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    bar = Bar(tally, shares_screen=True)
    bar.start(4)
    bar.advance()
    with bar.aside():
        screen.write("<record>\n")
    bar.stop()
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.getvalue())
    assert "2/4" in plain
    assert "6 words/s" in plain
    assert "\n" not in plain.split("<record>\n")[1].strip("\r\n")
