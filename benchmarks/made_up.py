"""Made-up coded documents for the benchmarks: what many short reports give, without a model.

The acts are those of ``detente.testing.tellings``: twelve states, ten years, five types of cooperation and conflict;
acts crowd, come in series, and are told one to eight times, with lost, shifted and changed details. A document tells
three of them, one in six has a statement and one in twelve a tie, and one in ten is printed again by another publisher.
From 2020 on half of the pairs also attack each other, so that their relations change.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, islice

from detente import Document
from detente.consolidate.across import Telling
from detente.lexicon.schemas import plover
from detente.query.filters import names_of
from detente.records import Entity, Event, Measure, Moment, Place, Quantity, Result, Span, Statement, Tie, content_id
from detente.testing.tellings import made_up

_VERBS = {
    "ASSAULT": "attacked", "CONSULT": "met", "SANCTION": "punished", "ACCUSE": "accused", "AID": "helped",
}  # fmt: skip
_SYLLABLES = "ban der fil gos kum lat men nir pol rus san tel vim zor bus das fem gil kor lun".split()
_YEARS = range(2015, 2025)
_ACTS = 480  # of a set of tellings; sets are made one after the other, so that few are held at once


def results(documents: int) -> Iterator[Result]:
    """``documents`` made-up results, the same every time; their ids are ``d0``, ``d1`` ..."""
    return islice((_named(r, n) for n, r in enumerate(_every())), documents)


def _every() -> Iterator[Result]:
    for seed in count():
        chance = random.Random(seed)  # noqa: S311 - made-up news
        year = _YEARS[seed % len(_YEARS)]
        told = [_moved(t, year) for t, _ in made_up(_ACTS, seed)]
        told = sorted((t for t in told if year >= 2020 or not _turns(t)), key=lambda t: t.key)
        third = 40
        for start in range(0, len(told) - 3 * third, 3 * third):
            for i in range(start, start + third):
                some = [told[i], told[i + third], told[i + 2 * third]]
                made = _result(some, chance, f"wire{chance.randrange(40)}")
                yield made
                if chance.random() < 0.1:
                    yield _result(some, chance, f"paper{chance.randrange(40)}", made.document.text + " More soon.")


def _moved(t: Telling, year: int) -> Telling:
    def there(day: date | None) -> date | None:
        return None if day is None else date(year, 1, 1) + (day - date(2024, 1, 1))

    return replace(t, published=there(t.published), start=there(t.start), end=there(t.end))


def _turns(t: Telling) -> bool:
    return t.type == "ASSAULT" and sum(ord(code[0]) for code in t.actors | t.recipients) % 2 == 0


def _result(told: list[Telling], chance: random.Random, source: str, text: str = "") -> Result:
    day = max(t.published for t in told if t.published is not None)
    sentences = [_sentence(t) for t in told]
    one, other = min(told[0].actors), min(told[0].recipients or told[1].actors)
    sentences.append(f"{names_of(one)[0]} said that {names_of(other)[0]} was late.")
    document = Document(text or " ".join(sentences), day, id="d", source=source)
    at = [document.text.index(s) for s in sentences]
    whole = [Span.of(document.text, begins, begins + len(s)) for begins, s in zip(at, sentences, strict=True)]
    events = tuple(_event(document, t, span, n) for n, (t, span) in enumerate(zip(told, whole, strict=False)))
    side, by = _side(one, whole[-1]), chance.random()
    said = Statement("q", "d", (side,), None, whole[-1], False, whole[-1], whole[-1], rule="made up")
    tie = Tie("t", "d", "arms_supply", side, _side(other, whole[-1]), (), None, None, None, None, None, "current",
              whole[-1], whole[-1])  # fmt: skip
    return Result(document, events, (said,) if by < 1 / 6 else (), (tie,) if by < 1 / 12 and one != other else (), ())


def _sentence(t: Telling) -> str:
    words = [_SYLLABLES[int(w[4:]) // 20] + _SYLLABLES[int(w[4:]) % 20] for w in sorted(t.words)]
    acts, suffers = (" and ".join(names_of(c)[0] for c in sorted(side)) for side in (t.actors, t.recipients))
    return f"{acts} {_VERBS[t.type]} {suffers or 'others'} {' '.join(words)}."


def _event(document: Document, t: Telling, span: Span, number: int) -> Event:
    scores = plover()[t.type]
    mode = t.mode if t.mode in scores else None
    value = scores[mode or ""]
    actors, recipients = (tuple(_side(c, span) for c in sorted(s)) for s in (t.actors, t.recipients))
    if t.type == "CONSULT":
        actors, recipients = actors + recipients, ()
    moment = None
    if t.start is not None:
        end = t.end or t.start + timedelta(1)
        grain = "month" if (end - t.start).days > 1 else "day"
        moment = Moment(t.start.isoformat(), "DATE", t.start, end, grain, None, "made up")
    place = Place(t.place, t.country, span, t.lat, t.lon) if t.place else None
    killed = () if t.killed is None else (Measure("killed", Quantity(span, t.killed)),)
    return Event(
        f"e{number}", document.id, t.type, mode, actors, recipients, moment, place, "occurred", False, span, span, span,
        goldstein=value, intensity=value, tellings=(span,), rule="made up", score=0.8, quantities=killed,
    )  # fmt: skip


def _side(code: str, span: Span) -> Entity:
    return Entity(names_of(code)[0], code, "GOV", id=code, span=span, how="made up", score=0.9)


def _named(made: Result, number: int) -> Result:
    """The same under the document's own id, with records' ids that follow from it."""
    name = f"d{number}"
    return replace(
        made, document=replace(made.document, id=name),
        events=tuple(replace(e, id=content_id("e", name, e.id), document=name) for e in made.events),
        statements=tuple(replace(s, id=content_id("q", name), document=name) for s in made.statements),
        ties=tuple(replace(t, id=content_id("t", name), document=name) for t in made.ties),
    )  # fmt: skip
