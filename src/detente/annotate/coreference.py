"""What refers back: pronouns, "the two countries", "both ministers", "his Russian counterpart", last names.

Mentions are read in text order. Each rule is a procedure of grammar, not of statistics, and names itself in ``how``:

* ``coref.coordination``: a possessive in a list points to its neighbour ("the US and its allies").
* ``coref.reason``: a possessive in the reason for an act points to whom it is done to ("condemned Iran for its tests").
* ``coref.object``: the object of a participle points to whom the main act is done to ("fined X, accusing it").
* ``coref.subject``: else to the subject of its clause or of a clause above.
* ``coref.recent``: else to the nearest fitting mention before, subjects first.
* ``coref.pair``: "the two countries" are the pair spoken of last, else the two of the sentence.
* ``coref.office``: "the minister" is the last person whose office it can be.
* ``coref.counterpart``: the holder of the same office in the state that is named.

Writes entities into the mentions that lack them, and mentions for pronouns.
"""

from __future__ import annotations

from .facts import Facts, Mention
from .nominals import HEADS, Nominals
from .people import PAPERS, People
from .phrases import left_edge
from .pronouns import HE, IT, THEY, Pronouns


class Coreference(Pronouns, People, Nominals):
    """One pass over one text, in text order."""

    def run(self) -> None:
        """Resolve everything, in text order."""
        todo = dict(self.facts.by_head)
        for i in range(len(self.tree)):
            mention = todo.get(i)
            if mention is None:
                mention = self._begin(i)
            elif not mention.entities or mention.kind == "nominal":
                self.nominal(mention)
            elif mention.kind == "person":
                self._person(mention)
            elif mention.kind == "group":
                self._bearer(mention)
            if mention is not None and mention.entities:
                self._remember(mention)
        for i in [i for i in self.unsigned if i not in self.facts.by_head]:
            mention = self._paper(i)
            if mention.entities:
                self.facts.add(mention)
        self.facts.sort()
        self.facts.done.add("coreference")

    def _begin(self, i: int) -> Mention | None:
        tree, word = self.tree, self.tree.lower[i]
        if word in IT or word in THEY or word in HE or word == "whose":
            if word in ("both", "her") and tree.dep[i] in ("det", "preconj", "predet"):
                return None
            mention = Mention(i, i + 1, i, "pronoun", plural=word in THEY, score=0.8)
            self.pronoun(mention)
        elif tree.is_noun(i) and tree.lemma[i] in PAPERS:
            mention = self._paper(i)
        elif tree.is_noun(i) and tree.lemma[i] in HEADS:
            if i in self.facts.by_token:
                return None
            mention = Mention(left_edge(tree, i), i + 1, i, "nominal", plural=tree.tag[i] in ("NNS", "NNPS"), score=0.8)
            self.nominal(mention)
        elif tree.tag[i] == "NNP" and i not in self.facts.by_token and tree.dep[i] != "compound":
            mention = Mention(i, i + 1, i, "person", score=0.9)
            self._last_name(mention)
        elif word in ("former", "latter") and tree.lower[i - 1] == "the":
            mention = Mention(i - 1, i + 1, i, "pronoun", score=0.8)
            self._former_or_latter(mention, word)
        else:
            return None
        if mention.entities:
            self.facts.add(mention)
            return mention
        return None

    def _former_or_latter(self, mention: Mention, word: str) -> None:
        """The first or the last of those named before in the sentence, else of the last pair."""
        here = self.tree.sent_of[mention.head]
        named = [m for m in self.past if self.tree.sent_of[m.head] == here and m.named and m.kind != "adjective"]
        if len(named) > 1:
            self.give(mention, named[0 if word == "former" else -1].entities[:1], "coref.former_latter")
        elif self.pairs:
            self.give(mention, (self.pairs[-1][1][0 if word == "former" else -1],), "coref.former_latter")


def resolve(facts: Facts) -> None:
    """Run coreference over ``facts``; needs ``actors``."""
    Coreference(facts).run()
