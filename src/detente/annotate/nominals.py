"""Descriptions that refer back: "the two countries", "their governments", "the minister", "the bloc"."""

from __future__ import annotations

from collections import Counter

from ..records import Entity
from .arguments import surface_subjects
from .facts import Mention
from .known import entity_of
from .phrases import name_of
from .referring import Pass, is_definite, is_local, is_person, is_subject, singular

_PAIR_HEADS = frozenset("country nation state side neighbour neighbor government capital power party".split())
_PEOPLE_HEADS = frozenset(
    "minister leader president official diplomat chief counterpart head premier chancellor secretary man woman".split()
)
_STATE_HEADS = frozenset(
    "country nation kingdom republic state government administration island sultanate emirate".split()
)
_BODY_HEADS = {
    "bloc": ("IGO",), "alliance": ("IGO",), "organisation": ("IGO", "NGO"), "organization": ("IGO", "NGO"),
    "group": ("REB", "IGO", "PTY", "NGO"), "company": ("BUS",), "firm": ("BUS",), "militia": ("REB",),
    "party": ("PTY",), "movement": ("REB", "PTY"), "agency": ("GOV", "IGO", "SPY"), "union": ("IGO",),
    "council": ("IGO",),
}  # fmt: skip
_ABOARD = frozenset({"captain", "crew", "passenger"})  # of a ship, not of whoever "its" seems to be
_SEVERAL = frozenset({"several", "various", "three", "four", "five"})
_COLLECTIVE = frozenset("police parliament military army navy senate congress cabinet judiciary".split())
_OWN_STATE = frozenset({"country", "nation", "state", "homeland", "kingdom"})
_PUBLIC = frozenset("GOV MIL COP JUD LEG SPY".split())
# States that such a word can stand for; any state for the other words.
_KINDS = {
    "island": "ATG BHR BHS BRB COM CPV CUB CYP DMA FJI GRD GRL HKG ISL JAM KIR KNA LCA LKA MDG MDV MLT MUS NRU PLW PRI "
    "SGP SLB STP SYC TLS TON TTO TUV TWN VCT VUT WSM",
    "kingdom": "BEL BHR BTN DNK ESP GBR JOR KHM LSO MAR NLD NOR SAU SWE SWZ THA TON",
    "emirate": "ARE KWT QAT",
    "sultanate": "BRN MYS OMN",
}
_OF_KIND = {word: frozenset(codes.split()) for word, codes in _KINDS.items()}
HEADS = _PAIR_HEADS | _PEOPLE_HEADS | _STATE_HEADS | _BODY_HEADS.keys()


class Nominals(Pass):
    """Rules ``coref.pair``, ``coref.owner``, ``coref.office``, ``coref.country``, ``coref.body``."""

    def nominal(self, mention: Mention) -> None:
        """Resolve a description that refers back, or that belongs to an owner only now known."""
        if mention.entities:
            return
        tree, head = self.tree, mention.head
        lemma = singular(tree, head)
        owner = self._owner(mention)
        if owner and self._owned(mention, owner):
            return
        collective = lemma in _COLLECTIVE and not any(tree.tag[k] == "CD" for k in tree.kids[head])
        if "counterpart" in lemma:
            self.counterpart(mention)
        elif collective:
            self._of_the_state(mention)
        elif mention.plural:
            self._plural(mention, lemma)
        elif is_definite(tree, head):
            self._singular(mention, lemma)

    def _owned(self, mention: Mention, owner: tuple[Entity, ...]) -> bool:
        """As in "its army", "the countries' defence ministers": role nouns of an owner that is only now known."""
        agent = self.facts.lexicon.roles.get(mention.agent)
        if (
            agent is None
            or "counterpart" in self.tree.lemma[mention.head]
            or _ABOARD & {*self.tree.phrase_words(mention.first, mention.last).lower().split()}
        ):
            return False
        states = tuple(
            {e.country: self.state(e.country) for e in owner if e.country in self.facts.lexicon.known}.values()
        )
        if (
            self.tree.lemma[mention.head] in ("country", "nation", "state", "government")
            and mention.plural
            and len(states) > 1
        ):
            self.give(mention, states, "coref.owner")
            return True
        own = not mention.plural and self.tree.lemma[mention.head] in _OWN_STATE
        if own and states:
            self.give(mention, states[:1], "coref.owner")
            return True
        if "state nominal" in agent.note:
            group = Entity(name_of(self.tree, mention.head), None, "GRP")
            self.give(mention, (group,), "actor.group")
            return True
        made = []
        for whose in owner:
            unique = agent.office and "many holders" not in agent.note
            holder = self.facts.lexicon.holder(agent.office, whose.id, self.facts.published) if unique else None
            if holder is not None:
                made.append(entity_of(self.facts, holder, "actor.office"))
            else:
                country = whose.country
                title = self.tree.phrase_words(self._role_first(mention.head), mention.head + 1)
                adjective = self.facts.lexicon.adjective.get(whose.country or "", whose.name)
                name = f"{adjective if is_person(whose) else whose.name} {title}"
                made.append(Entity(name, country, "IGO" if country == "IGO" else agent.sector, "", agent.office))
        self.give(mention, tuple(made), "coref.owner")
        return True

    def _role_first(self, head: int) -> int:
        return min(
            [k for k in self.tree.kids[head] if self.tree.dep[k] in ("compound", "amod") and k < head], default=head
        )

    def _plural(self, mention: Mention, lemma: str) -> None:
        tree, head = self.tree, mention.head
        left = {tree.lower[k] for k in tree.kids[head] if k < head and tree.word[k].isalpha()}
        two = bool(left & {"two", "both"}) or (left <= {"the", "these"} and bool(left))
        three = left & {"three", "trio", "four", "five"}
        if left & _SEVERAL:
            self._several(mention, lemma)
        if not two or three:
            return
        what = "person" if lemma in _PEOPLE_HEADS or lemma.rsplit(" ", maxsplit=1)[-1] in _PEOPLE_HEADS else "state"
        if what == "state" and lemma not in _PAIR_HEADS:
            return
        pair = self._pair(what, head)
        if pair:
            self.give(mention, pair, "coref.pair")
            self.pairs.append((what, pair))
        elif what == "person" and left <= {"the", "these"}:
            self._several(mention, lemma)

    def _several(self, mention: Mention, lemma: str) -> None:
        """As in "an assembly of several ministers", "the leaders": the last three or more people named together."""
        if lemma.rsplit(" ", maxsplit=1)[-1] not in _PEOPLE_HEADS:
            return
        for m in reversed(self.past):
            people = self.joined(m) if m.kind == "person" else ()
            if len(people) > 2 and all(is_person(e) for e in people):
                self.give(mention, people, "coref.list")
                return

    def _pair(self, what: str, head: int) -> tuple[Entity, ...]:
        doers = self._doers(head)
        before = [pair for kind, pair in self.pairs if kind == what and not doers & {e.country for e in pair}]
        if before:
            told = Counter(frozenset(e.country for e in pair) for pair in before)
            pair = max(reversed(before), key=lambda p: told[frozenset(e.country for e in p)])
            return pair if what == "person" else tuple(self.state(e.country or "") for e in pair)
        here = self.tree.sent_of[head]
        for back in range(3):
            past = [m for m in self.past if self.tree.sent_of[m.head] == here - back]
            past = [m for m in past if not doers & set(self.states_of(m))]
            if pair := self._two(what, past):
                return pair
        if what == "state":  # "the presidents of the two countries met after talks between Chad and Niger"
            later = [m for m in self.facts.mentions if m.head > head and self.tree.sent_of[m.head] == here]
            if pair := self._two(what, later):
                return pair
        if what == "person":
            return ()
        counts = Counter(e.country for m in self.past for e in m.entities if e.country in self.facts.lexicon.known)
        top = [code for code, n in counts.most_common(3) if code and n > 1]
        return tuple(self.state(code) for code in top[:2]) if len(top) >= 2 else ()

    def _doers(self, head: int) -> set[str]:
        """States of the subject of the clause in which the description is an object: they are not among the pair."""
        if self.tree.dep[self.tree.first_conjunct(head)] != "dobj":
            return set()
        doing = surface_subjects(self.tree, self.tree.head[self.tree.first_conjunct(head)])
        return {c for s in doing if (m := self.facts.by_token.get(s)) is not None for c in self.states_of(m)}

    def _two(self, what: str, mentions: list[Mention]) -> tuple[Entity, ...]:
        """The two people or states that mentions stand for, if there are just two."""
        found: dict[str, Entity] = {}
        for m in mentions:
            for e in m.entities if m.kind != "place" else ():
                if what == "person" and is_person(e):
                    found.setdefault(e.name, e)
                elif what == "state" and e.country and len(e.country) == 3 and e.country not in ("IGO", "NGO", "IMG"):
                    found.setdefault(e.country, self.state(e.country))
        return tuple(found.values()) if len(found) == 2 else ()

    def _singular(self, mention: Mention, lemma: str) -> None:
        last = lemma.rsplit(" ", maxsplit=1)[-1]
        if last in _PEOPLE_HEADS or (mention.agent and self._is_person_agent(mention)):
            self._office(mention, last)
        elif last == "government":
            self._of_the_state(mention)
        elif last in _STATE_HEADS:
            self._country(mention)
        elif last in _BODY_HEADS:
            self._body(mention, last)
        if not mention.entities and mention.agent:
            self._again(mention)
        if not mention.entities and mention.agent:
            self._of_the_state(mention)

    def _again(self, mention: Mention) -> None:
        """As in "the ministry" after "the Polish defence ministry": the last body described by the same noun."""
        lemma = self.tree.lemma[mention.head]
        if mention.plural or self.tree.kids_by(mention.head, "amod", "compound", "nmod"):
            return
        for m in reversed(self.past):
            if m.kind == "body" and m.entities and self.tree.lemma[m.head] == lemma:
                self.give(mention, m.entities, "coref.same_noun")
                return

    def _office(self, mention: Mention, last: str) -> None:
        """As in "the minister": the last person whose office it can be."""
        offices = {a.office for words, a in self.facts.lexicon.agents.items() if words[-1] == last and a.office}
        for m in reversed(self.past):
            for e in m.entities:
                if m.kind == "person" and (e.office in offices or m.agent == mention.agent != ""):
                    self.give(mention, (e,), "coref.office")
                    return

    def _country(self, mention: Mention) -> None:
        """As in "the kingdom": the state spoken of last, subjects first, but not who acts on it."""
        kind = _OF_KIND.get(singular(self.tree, mention.head))
        verb = self.tree.verb_above(mention.head)
        acting = surface_subjects(self.tree, verb) if verb is not None else []
        doers = {c for s in acting for c in self.tree.conjuncts(s)}
        owner = self._owner_beside(mention.head)
        past = [m for m in self.past if m.head not in doers and (not owner or self.states_of(m) != owner)]
        for m in sorted(past, key=lambda m: (self.tree.sent_of[m.head], is_subject(self.tree, m), m.head))[::-1]:
            codes = [c for c in self.states_of(m) if kind is None or c in kind]
            if codes:
                self.give(mention, (self.state(codes[0]),), "coref.country")
                return

    def _owner_beside(self, head: int) -> list[str]:
        """The state that "its" stands for in "its presence in the country": another one than the country."""
        tree = self.tree
        noun = tree.head[tree.head[head]] if tree.dep[head] == "pobj" else head
        for k in tree.kids_by(noun, "poss") if noun != head else []:
            found = self.facts.by_token.get(k)
            if found is not None and found.entities:
                return self.states_of(found)
        return []

    def _body(self, mention: Mention, last: str) -> None:
        """As in "the bloc", "the group": the last named body of that kind."""
        for m in reversed(self.past):
            for e in m.entities:
                if e.sector in _BODY_HEADS[last] and m.named:
                    self.give(mention, (e,), "coref.body")
                    return

    def _of_the_state(self, mention: Mention) -> None:
        """As in "the government", "the defence ministry", where no state is named: that of the state spoken of most so
        far (of equals the one spoken of first).
        """
        agent = self.facts.lexicon.roles.get(mention.agent)
        if agent is None or agent.sector not in _PUBLIC:
            return
        whose = (self._state_there(mention) if agent.sector == "COP" else None) or self.main_state()
        if whose is None:
            return
        if agent.id in ("government", "administration", "cabinet", "authority"):
            self.give(mention, (whose,), "coref.state")
            return
        name = name_of(self.tree, mention.head)
        made = Entity(name, whose.country, agent.sector, "", agent.office, score=0.6)
        self.give(mention, (made,), "coref.state")

    def _state_there(self, mention: Mention) -> Entity | None:
        """The state in which the sentence, or the one before it, is set: "protests in Sydney ... police arrested"."""
        tree, here = self.tree, self.tree.sent_of[mention.head]
        for back in (0, 1):
            for m in self.facts.mentions:
                set_in = m.kind in ("country", "capital", "place") and m.entities and is_local(tree, m)
                if set_in and tree.sent_of[m.head] == here - back and m.entities[0].country in self.facts.lexicon.known:
                    return self.state(m.entities[0].country or "")
        return None

    def _is_person_agent(self, mention: Mention) -> bool:
        return self.facts.lexicon.roles[mention.agent].kind == "person"

    def counterpart(self, mention: Mention) -> None:
        """Resolve "his Russian counterpart"; see ``People``."""
        raise NotImplementedError
