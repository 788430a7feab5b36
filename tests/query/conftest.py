"""A store of acts told in a line each, without a model: "2023-04-01 IND > RUS AGREE: words"."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from detente import open_store
from detente.lexicon.schemas import plover
from detente.records import Document, Entity, Event, Moment, Result, Span, Statement, content_id
from detente.store import Tables, Writer

LINE = re.compile(r"(\S+) (\S+) ([<>=]) (\S+) ([A-Z]+)(?:/(\S+))?(?: by (\w+))?: (.+)")


def _sides(codes, text):
    return tuple(Entity(c, c, "GOV", id=c, span=Span.of(text, 0, 1), score=0.9) for c in codes.split("+"))


def result_of(line, number=0):
    """The document of a line, with its event, and a statement of the first side."""
    day, one, way, other, type_, mode, source, words = LINE.fullmatch(line).groups()
    day = date.fromisoformat(day)
    text = words
    whole = Span.of(text, 0, len(text))
    document = Document(text, day, id=f"d{number:05d}", source=source or "Wire")
    a, b = _sides(one, text), _sides(other, text)
    if way == "<":
        a, b = b, a
    actors, recipients = (a + b, ()) if way == "=" else (a, b)
    score = plover()[type_][mode or ""]
    event = Event(
        content_id("e", document.id), document.id, type_, mode, actors, recipients,
        Moment(day.isoformat(), "DATE", day, day + timedelta(1), "day", None, "told"), None, "occurred", False, whole,
        whole, Span.of(text, 0, 1), tellings=(whole,), cameo="", goldstein=score / 2, intensity=score, rule="told",
        score=0.8,
    )  # fmt: skip
    said = Statement(
        content_id("q", document.id), document.id, actors[:1], None, whole, False, Span.of(text, 0, 1), whole,
        stance="say", rule="told",
    )  # fmt: skip
    return Result(document, (event,), (said,), (), ())


@pytest.fixture(scope="session")
def told(tmp_path_factory):
    """A function: lines to an open store."""

    def made(*lines, coder="detente test"):
        folder = tmp_path_factory.mktemp("told") / "base"
        writer = Writer(Tables(folder), coder=coder, lexicon="l")
        for n, line in enumerate(lines):
            writer.write(result_of(line, n))
        writer.close()
        return open_store(folder)

    return made
