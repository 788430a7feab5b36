"""Does a result give what its case expects? Failures are told as sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date as Date

from ..annotate.facts import Facts
from ..records import Entity, Event, Moment, Result, Span, Statement, Tie
from .cases import Case
from .expected import Expected, ExpectedEvent, ExpectedMention, ExpectedStatement, ExpectedTie, Mark, Side, Who


def check_case(case: Case, result: Result, facts: Facts | None = None) -> list[str]:
    """What is not as the case expects, one message each; empty where all is right.

    A mark stands for the entities whose span shares characters with it, and, where ``facts`` are given, for those that
    its words were resolved to ("both ministers"). ``mention`` lines need ``facts``.
    """
    checker = _Checker(case, result, facts)
    failures = [message for expected in case.expected if (message := checker.check(expected))]
    if case.nothing and result.events:
        failures.append(f"{case.at}: expected no event, got {_all(result.events)}")
    return failures


class _Checker:
    def __init__(self, case: Case, result: Result, facts: Facts | None) -> None:
        self.case, self.result, self.facts = case, result, facts

    def check(self, expected: Expected) -> str:
        """The failure, or empty text."""
        if isinstance(expected, ExpectedMention):
            return self.mention(expected)
        came: tuple[Event | Statement | Tie, ...]
        found: list[Event | Statement | Tie]
        if isinstance(expected, ExpectedEvent):
            came, found = self.result.events, [e for e in self.result.events if self.is_event(expected, e)]
        elif isinstance(expected, ExpectedStatement):
            came, found = self.result.statements, [s for s in self.result.statements if self.is_statement(expected, s)]
        else:
            came, found = self.result.ties, [t for t in self.result.ties if self.is_tie(expected, t)]
        if bool(found) != expected.absent:
            return ""
        if expected.absent:
            return f"{expected.at}: not expected: {expected}, got {_all(found)}"
        return f"{expected.at}: expected {expected}, got {_all(came)}"

    # -- who

    def tops(self, mark: Mark) -> list[int]:
        """The tokens of a mark that are governed from outside of it: what the words as a whole are about."""
        if self.facts is None:
            return []
        tree = self.facts.tree
        inside = [i for i in range(len(tree)) if mark.start < tree.end[i] and tree.start[i] < mark.end]
        return [i for i in inside if tree.head[i] not in inside or tree.head[i] == i]

    def resolved(self, mark: Mark) -> list[Entity]:
        """Whom the words of a mark stand for: the entities of the mentions at its topmost tokens."""
        if self.facts is None:
            return []
        tops = self.tops(mark)
        found = [self.facts.by_head.get(top) or self.facts.by_token.get(top) for top in tops]
        return [entity for mention in found if mention is not None for entity in mention.entities]

    def stands_at(self, entity: Entity, mark: Mark) -> bool:
        """True where the entity's span covers a topmost token of the mark (without facts: any character of it)."""
        span, facts = entity.span, self.facts
        if facts is None or span is None:
            return _overlaps(span, mark)
        return any(span.start <= facts.tree.start[t] < span.end for t in self.tops(mark))

    def is_who(self, who: Who, entity: Entity) -> bool:
        if who.country and (entity.country or "-") != who.country:
            return False
        if who.sector and entity.sector != who.sector:
            return False
        if who.name and entity.name != who.name:
            return False
        if not who.mark:
            return True
        if who.mark.startswith('"'):
            return entity.name == who.mark.strip('"')
        mark = self.case.marks[who.mark]
        return self.stands_at(entity, mark) or entity.key in {e.key for e in self.resolved(mark)}

    def is_side(self, side: Side, entities: Iterable[Entity]) -> bool:
        """True where everybody expected is there, and nobody else."""
        if side.free:
            return True
        given = list(entities)
        everybody = all(any(self.is_who(w, e) for e in given) for w in side.who)
        nobody_else = all(any(self.is_who(w, e) for w in side.who) for e in given)
        return everybody and nobody_else and len(given) >= len(side.who)

    def is_mark(self, name: str, span: Span | None, same: Callable[[Span, Mark], bool] | None = None) -> bool:
        if name in ("", "?"):
            return True
        if span is None:
            return name == "none"
        if name.startswith('"'):
            return name.strip('"') in span.text
        if name == "none":
            return False
        mark = self.case.marks[name]
        return same(span, mark) if same else _overlaps(span, mark)

    # -- records

    def is_event(self, x: ExpectedEvent, e: Event) -> bool:
        return (
            e.type == x.type
            and (not x.mode or e.mode == x.mode)
            and self.is_side(x.actors, e.actors)
            and self.is_side(x.recipients, e.recipients)
            and is_day(x.date, e.date)
            and (not x.place or (e.place is None if x.place == "none" else e.place is not None and self.is_place(x, e)))
            and (not x.status or e.status == x.status)
            and (x.background is None or e.background == x.background)
            and (not x.context or x.context in e.contexts)
        )

    def is_place(self, x: ExpectedEvent, e: Event) -> bool:
        assert e.place is not None  # noqa: S101 - for mypy: the caller has looked
        if x.place.startswith('"'):
            return e.place.name == x.place.strip('"')
        return self.is_mark(x.place, e.place.span) or e.place.name == self.case.marks[x.place].words

    def is_statement(self, x: ExpectedStatement, s: Statement) -> bool:
        return (
            self.is_side(x.speakers, s.speakers)
            and self.is_mark(x.cue, s.cue)
            and self.is_mark(x.content, s.content)
            and (not x.quote or self.is_mark(x.quote, s.quote, _equals))
            and (not x.addressee or self.is_side(Side((Who(x.addressee),)), s.addressees))
            and (not x.stance or s.stance == x.stance)
            and (x.direct is None or s.direct == x.direct)
        )

    def is_tie(self, x: ExpectedTie, t: Tie) -> bool:
        return (
            (not x.kind or t.kind == x.kind)
            and self.is_side(x.source, (t.source,))
            and self.is_side(x.target, (t.target,))
            and self.is_items(x, t)
            and (x.share is None or (t.share is not None and abs(t.share - x.share) < 0.001))
            and self.is_mark(x.hedge, t.hedge)
            and self.is_mark(x.quantity, t.quantity)
            and is_day(x.since, t.since)
            and is_day(x.until, t.until)
            and (not x.status or t.status == x.status)
        )

    def is_items(self, x: ExpectedTie, t: Tie) -> bool:
        everything = all(any(self.is_mark(m, i) for i in t.items) for m in x.items)
        return not x.items or (everything and len(x.items) == len(t.items))

    def mention(self, x: ExpectedMention) -> str:
        if self.facts is None:
            return f"{x.at}: a mention can be checked with facts only"
        mark = self.case.marks[x.mark]
        if x.place:
            places = [p.name for p in self.facts.places.values() if _overlaps(p.span, mark)]
            return "" if places else f"{x.at}: expected {x}, got none"
        came = self.resolved(mark)
        wrong = bool(came) if not x.who else not self.is_side(Side(x.who), came)
        return f"{x.at}: expected {x}, got {_who(came)}" if wrong else ""


def is_day(expected: str, moment: Moment | None) -> bool:
    """True where ``moment`` is the day, month, year or interval that a case writes (empty text: anything)."""
    if not expected:
        return True
    if moment is None:
        return expected == "none"
    first, slash, last = expected.partition("/")
    if slash:
        return moment.start == Date.fromisoformat(first) and moment.end == Date.fromisoformat(last)
    return moment.iso == expected


def _overlaps(span: Span | None, mark: Mark) -> bool:
    return span is not None and span.start < mark.end and mark.start < span.end


def _equals(span: Span, mark: Mark) -> bool:
    return (span.start, span.end) == (mark.start, mark.end)


# ---------------------------------------------------------------------------------------------- for people


def _who(entities: Iterable[Entity]) -> str:
    return ", ".join(f"{e.name}/{e.country or '-'}/{e.sector}" for e in entities) or "nobody"


def _all(records: Iterable[Event | Statement | Tie]) -> str:
    return " ; ".join(map(_told, records)) or "nothing"


def _told(record: Event | Statement | Tie) -> str:
    if isinstance(record, Event):
        mode = f".{record.mode}" if record.mode else ""
        day = record.date.iso or record.date.value if record.date else "none"
        place = f" at {record.place.name}" if record.place else ""
        behind = " background" if record.background else ""
        sides = f"{_who(record.actors)} -> {_who(record.recipients)}"
        return f"{record.type}{mode} {sides} on {day}{place} status {record.status}{behind} [{record.rule}]"
    if isinstance(record, Statement):
        kind = "direct" if record.direct else "reported"
        quote = record.quote.text if record.quote else None
        return f"{_who(record.speakers)} {record.cue.text!r} {record.content.text!r} {kind} quote {quote!r}"
    items = ", ".join(i.text for i in record.items)
    hedge = record.hedge.text if record.hedge else None
    return (
        f"{record.kind} {_who([record.source])} -> {_who([record.target])} items {items or None} share {record.share}"
        f" hedge {hedge!r} status {record.status} [{record.rule}]"
    )
