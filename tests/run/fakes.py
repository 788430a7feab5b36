"""A coder without a model: "A attacked B." is an event, "A said B." a statement, "A supplies B." a tie; BOOM fails."""

import re
from dataclasses import dataclass, field

from detente.config import Config
from detente.records import Drop, Entity, Event, Moment, Reason, Result, Span, Statement, Tie, content_id


def entity(text, match, group):
    span = Span.of(text, *match.span(group))
    return Entity(
        span.text, span.text[:3].upper(), "GOV", id=span.text[:3].upper(), span=span, how="actor.country", score=0.9
    )


def moment(day):
    return (
        Moment(day.isoformat(), "DATE", day, day.replace(day=day.day + 1), "day", None, "publication") if day else None
    )


def code_text(document):
    text = document.text
    sentences = [Span.of(text, *m.span()) for m in re.finditer(r"\S[^.]*\.", text[document.body_start :])]
    sentences = [Span.of(text, s.start + document.body_start, s.end + document.body_start) for s in sentences]
    events, statements, ties, drops = [], [], [], []
    for sentence in sentences:
        for m in re.compile(r"(\w+) (attacked|said|supplies|greeted) ([^.]+)").finditer(
            text, sentence.start, sentence.end
        ):
            whole, verb = Span.of(text, *m.span()), Span.of(text, *m.span(2))
            a, b = entity(text, m, 1), entity(text, m, 3)
            if m[2] == "attacked":
                reasons = (
                    Reason("type", "assault.attack+commit.agree", (verb,), "predicates/assault.tsv:1"),
                    Reason("type", "commit.agree", (verb,), "operator"),
                    Reason("actors", a.how, (a.span,), a.name, a.score),
                    Reason("status", "tense.plain", (verb,), "told as done", 0.9),
                )
                events.append(
                    Event(
                        content_id("e", document.id, whole.start), document.id, "ASSAULT", None, (a,), (b,),
                        moment(document.date), None, "occurred", False, whole, sentence, verb, tellings=(whole,),
                        story="s-1", rule="assault.attack+commit.agree", score=0.8, reasons=reasons,
                    )
                )  # fmt: skip
            elif m[2] == "said":
                content = Span.of(text, *m.span(3))
                made = content_id("q", document.id, whole.start)
                statements.append(
                    Statement(made, document.id, (a,), None, content, False, verb, sentence, rule="cue.say")
                )
            elif m[2] == "supplies":
                made = content_id("t", document.id, whole.start)
                item = Span.of(text, *m.span(2))
                ties.append(
                    Tie(
                        made,
                        document.id,
                        "arms_supply",
                        a,
                        b,
                        (item,),
                        None,
                        0.5,
                        None,
                        None,
                        None,
                        "current",
                        whole,
                        sentence,
                    )
                )
            else:
                drops.append(Drop(sentence, verb, "none.greet", "a rule says that this is no event"))
    notes = () if document.date else ("no publication day: relative dates are unresolved",)
    return Result(document, tuple(events), tuple(statements), tuple(ties), tuple(drops), notes, tuple(sentences))


@dataclass
class FakeCoder:
    config: Config = field(default_factory=lambda: Config(batch_size=4))
    calls: list = field(default_factory=list)
    error: Exception = field(default_factory=lambda: KeyError("boom"))

    def code_documents(self, documents):
        documents = list(documents)
        self.calls.append(len(documents))
        for document in documents:
            if "BOOM" in document.text:
                raise self.error
            yield code_text(document)
