"""Whether a tie stands, stood, is planned or is denied, and since when."""

from __future__ import annotations

from ..annotate.facts import Facts
from ..lexicon.rules import RuleLexicon
from ..records import Moment, Reason, Span
from . import standing
from .acts import Act
from .compose import governor
from .matching import Match, lemma_of, part_of_speech
from .tie_sides import measure_of


def standing_of(facts: Facts, rules: RuleLexicon, match: Match) -> tuple[Span | None, str, Reason]:
    """Hedge and status: ``proposed`` where it only may be or is planned, ``past`` in a past long gone."""
    carrier = telling_verb(facts, match)
    act = Act(match, "", None, [], [], [match.head], [match.head, carrier], match.head, carrier)
    status, reason = standing.status_of(facts, rules, act)
    token = standing.hedge_of(facts, act)
    hedge = facts.span(token, token + 1) if token is not None else None
    if status == "negated":
        return None, status, reason
    if status in ("hypothetical", "planned"):
        word = next((s for s in reason.spans if s.text.lower() not in _WILL), None)
        return hedge or word, "proposed", reason
    above, standing_ = _operator_over(facts, rules, match, carrier)
    if above is not None:
        word = facts.span(above, above + 1)
        return (
            hedge or word,
            standing_,
            Reason("status", f"tie.{standing_}", (word,), "by what is said to be done with it"),
        )
    if _gone(facts, match, carrier):
        return hedge, "past", Reason("status", "tie.past", (facts.span(carrier, carrier + 1),), "told as past")
    status = match.rule.cell("status") or "current"
    return hedge, status, Reason("status", "tie.current", (), "told as a standing fact", 0.8)


def telling_verb(facts: Facts, match: Match) -> int:
    """The verb whose tense and negation count: of "was the largest supplier" the copula."""
    tree, i = facts.tree, match.head
    if match.carrier != i or tree.is_verb(i):
        return match.carrier
    i = measure_of(tree, i)
    return tree.head[i] if tree.dep[i] in ("attr", "oprd") and tree.is_verb(tree.head[i]) else match.carrier


def _operator_over(facts: Facts, rules: RuleLexicon, match: Match, carrier: int) -> tuple[int | None, str]:
    """The word that makes it a plan, a thing of the past or no fact at all, and what it makes of it: "has offered to
    sell", "stopped buying", "refused to recognise".
    """
    link = governor(facts.tree, carrier)
    if link is None:
        return None, ""
    above, relation = link
    pos = part_of_speech(facts.tree, above)
    for rule in rules.operators.get((lemma_of(facts.tree, above), pos), ()):
        made = _MADE.get(rule.cell("operator"))
        named = [piece for piece in rule.pattern.pieces if piece.kind == "obj"]
        if any(lemma_of(facts.tree, match.head) not in piece.words for piece in named):
            continue  # "to freeze an extradition" is another thing than to freeze aid
        if made is not None and relation in rule.cell("complement").split("|"):
            bare = made == "negated" and match.rule.pattern.pos == "n" and rule.cell("operator") == "fail"
            bare = bare or (made == "negated" and lemma_of(facts.tree, above) in _MINDED)
            return (None, "") if bare else (above, made)
    return None, ""


_MADE = {
    **dict.fromkeys(("commit", "plan", "consider", "attempt", "request", "announce"), "proposed"),
    **dict.fromkeys(("refuse", "deny", "fail", "threaten"), "negated"),
    "end": "past",
}
_MINDED = frozenset(
    "oppose opposition objection protest resent".split()
)  # "opposes arms sales to Taiwan": there are some
_WILL = frozenset({"will", "would", "shall", "'ll", "’ll"})


def _gone(facts: Facts, match: Match, carrier: int) -> bool:
    """As in "was the largest supplier", "used to sell", "a former ally", "had supplied"."""
    tree = facts.tree
    marks = [k for k in tree.kids[match.head] if tree.lower[k] not in ("recent", "latest")]
    former = any(facts.scopes.get(k, ("", "", ""))[1] == "past" for k in marks)
    used_to = tree.dep[carrier] == "xcomp" and tree.lower[tree.head[carrier]] == "used"
    had = any(tree.lower[k] == "had" and tree.dep[k] == "aux" for k in tree.kids[carrier])
    return former or used_to or had or tree.lower[carrier] in ("was", "were")


def times_of(facts: Facts, match: Match) -> tuple[Moment | None, Moment | None]:
    """Since when and until when: "a member since 2007", "until 2014"; of joining the day it was done."""
    tree, since, until = facts.tree, None, None
    top = telling_verb(facts, match)
    below = {*tree.subtree(top), *tree.subtree(match.head)}
    joined = match.rule.pattern.pos == "v" and match.rule.id == "membership.join"
    for m in facts.dates:
        if m.span is None:
            continue
        first, _ = tree.tokens_between(m.span.start, m.span.end)
        if first not in below:
            continue
        words = (tree.lower[first], tree.lower[first - 1] if first else "")
        if "since" in words or (joined and words[1] in ("in", "on") and since is None):
            since = m
        elif {"until", "till"} & set(words):
            until = m
    return since, until
