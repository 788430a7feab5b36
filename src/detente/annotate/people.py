"""People by their last name, counterparts, and the statements that stand for who issued them."""

from __future__ import annotations

from dataclasses import replace

from ..records import Entity
from .facts import Mention
from .known import entity_of
from .phrases import left_edge, name_begin, prep_objects
from .referring import Pass, is_definite, is_person, is_subject

_DOMESTIC = frozenset("GOV MIL COP JUD LEG SPY PTY OPP".split())
_SPEAKING = frozenset("say announce state declare confirm report add reveal disclose".split())
PAPERS = frozenset(
    "statement communiqué communique declaration letter report message resolution readout memorandum".split()
)


_SHORT = 3  # letters: too few to stand for a longer name
_FIRMS = frozenset(
    "airline automaker bank brand builder carmaker chain company conglomerate contractor firm giant group lender maker"
    " manufacturer operator outlet producer refiner retailer shipper startup supplier unit".split()
)


class People(Pass):
    """Rules ``coref.counterpart``, ``coref.last_name``, ``coref.paper`` and its kin."""

    def _person(self, mention: Mention) -> None:
        """A titled name whose title has an owner that is only now known; "his counterpart X"."""
        tree = self.tree
        for k in tree.kids[mention.head]:
            if tree.dep[k] in ("compound", "poss", "appos", "nmod") and tree.lemma[k] == "counterpart":
                self._fill_country(mention, k)
        if tree.dep[mention.head] == "appos" and tree.lemma[tree.head[mention.head]] == "counterpart":
            self._fill_country(mention, tree.head[mention.head])
        self._of_the_text(mention)

    def _of_the_text(self, mention: Mention) -> None:
        """A titled person of no named state ("Prime Minister X", "deputy Y") is of the state spoken of most so far; of
        the one spoken of first, if several are.
        """
        entity = mention.entities[0]
        if entity.country or entity.sector not in _DOMESTIC or not mention.agent:
            return
        whose = self.main_state()
        if whose is not None:
            mention.entities = (replace(entity, country=whose.country, score=round(0.7 * entity.score, 3)),)

    def _fill_country(self, mention: Mention, counterpart: int) -> None:
        country, office = self._counterpart_role(counterpart)
        entity = mention.entities[0]
        if entity.id or not country:
            return
        made = replace(entity, country=country.country, sector="GOV", office=entity.office or office)
        mention.entities = (made,)

    def _counterpart_role(self, head: int) -> tuple[Entity | None, str]:
        tree = self.tree
        country = None
        for k in [*tree.kids[head], *(j for p in tree.kids[head] for j in tree.kids[p])]:
            found = self.facts.by_token.get(k)
            if found is not None and found.kind in ("adjective", "country", "capital") and found.entities:
                country = self.state(found.entities[0].country or "")
                break
        office = ""
        for m in reversed(self.past):
            people = [e for e in m.entities if is_person(e) and e.office]
            if people and m.head < head:
                office = people[0].office
                break
        return country, office

    def counterpart(self, mention: Mention) -> None:
        """As in "his Russian counterpart Sergei Shoigu": the name, else the holder of the same office."""
        tree, facts = self.tree, self.facts
        if tree.tag[mention.head] == "NNS":
            self._counterparts(mention)
            return
        names = [k for k in (*tree.kids_by(mention.head, "appos"), tree.head[mention.head]) if tree.tag[k] == "NNP"]
        country, office = self._counterpart_role(mention.head)
        for k in names:
            found = facts.by_token.get(k)
            if found is None:
                found = facts.add(
                    Mention(
                        name_begin(tree, k, mention.head if mention.head < k else -1), k + 1, k, "person", score=0.9
                    )
                )
                if country is not None:
                    name = tree.phrase_words(found.first, k + 1)
                    self.give(found, (Entity(name, country.country, "GOV", "", office),), "coref.counterpart")
            if found.kind == "person" and found.entities:
                if country is not None and not found.entities[0].id:
                    self._fill_country(found, mention.head)
                mention.entities = found.entities
                mention.how = "coref.counterpart"
                return
        if country is None:
            return
        self.give(mention, (self._holder(country, office),), "coref.counterpart")

    def _holder(self, country: Entity, office: str) -> Entity:
        """Who holds the same office in a state, on the day of publication; else an entity without a name."""
        facts = self.facts
        holder = facts.lexicon.holder(office, country.id, facts.published) if office else None
        if holder is not None:
            return entity_of(facts, holder, "coref.counterpart")
        name = f"{facts.lexicon.adjective.get(country.id, country.name)} counterpart"
        return Entity(name, country.country, "GOV", "", office)

    def _counterparts(self, mention: Mention) -> None:
        """As in "his Greek and French counterparts, X and Y": the names, else the holders of the same office."""
        tree, facts = self.tree, self.facts
        _, office = self._counterpart_role(mention.head)
        states = [
            self.state(found.entities[0].country or "")
            for k in tree.subtree(mention.head)
            if k < mention.head and (found := facts.by_token.get(k)) is not None
            if found.kind in ("adjective", "country", "capital") and found.entities
        ]
        names = [k for a in tree.kids_by(mention.head, "appos") for k in tree.conjuncts(a)]
        people = [m for k in names if (m := facts.by_token.get(k)) is not None and m.kind == "person" and m.entities]
        if people and len(people) == len(states):
            for person, state in zip(people, states, strict=True):
                entity = person.entities[0]
                if not entity.id:
                    made = replace(entity, country=state.country, sector="GOV", office=entity.office or office)
                    person.entities = (made,)
        who = [m.entities[0] for m in people] or [self._holder(state, office) for state in states]
        if who:
            self.give(mention, tuple(who), "coref.counterpart")

    def _bearer(self, mention: Mention) -> None:
        """A surname that is a group's name too ("Wagner") is the person's, once the person has been named in full."""
        if mention.last - mention.first > 1:
            return
        word = self.tree.word[mention.head]
        for m in self.past:
            full = m.kind == "person" and m.entities and " " in m.entities[0].name
            if full and m.entities[0].name.rsplit(" ", 1)[-1] == word:
                mention.kind = "person"
                self.give(mention, m.entities, "coref.last_name")
                return

    def _last_name(self, mention: Mention) -> None:
        tree, word = self.tree, self.tree.word[mention.head]
        for m in reversed(self.past):
            if (
                m.kind == "person"
                and m.entities
                and word
                in (
                    m.entities[0].name.split(" ")[-1],
                    self.tree.word[m.head],
                )
            ):
                self.give(mention, m.entities, "coref.last_name")
                return
            body = m.kind in ("group", "organisation") and bool(m.entities) and len(word) > _SHORT
            if body and m.entities[0].name.startswith(f"{word} ") and tree.kid(mention.head, "compound") is None:
                mention.kind = m.kind
                self.give(mention, m.entities, "coref.short_name")  # "Mahan" after "Mahan Air"
                return
        self._unknown_name(mention)

    def _unknown_name(self, mention: Mention) -> None:
        """A name of two words or more that does or says something: a person or body of whom no more is known; one of
        any length whom a description with a state stands before ("Norwegian telecoms giant Telenor").
        """
        tree, head = self.tree, mention.head
        if self._described_name(mention):
            return
        by = tree.dep[head] == "pobj" and tree.lower[tree.head[head]] in ("by", "to", "with", "against")
        stands = tree.dep[head] in ("nsubj", "nsubjpass", "dobj") or by
        if not stands or tree.kid(head, "det") is not None or head in self.facts.dated:
            return
        first = name_begin(tree, head)
        if first == head or any(i in self.facts.by_token for i in range(first, head)):
            return
        mention.first, mention.score = first, 0.4
        self.give(mention, (Entity(tree.phrase_words(first, head + 1), None, "UNK"),), "actor.unknown_name")

    def _described_name(self, mention: Mention) -> bool:
        """A name after a common noun that a state's adjective modifies: of that state."""
        tree, head = self.tree, mention.head
        nouns = [
            k for k in tree.kids_by(head, "compound", "nmod", "appos") if k < head and tree.tag[k] in ("NN", "NNS")
        ]
        if not nouns:
            return False
        left = [k for j in (head, *nouns) for k in tree.kids_by(j, "amod", "compound", "nmod") if k < max(nouns)]
        for k in left:
            found = self.facts.by_head.get(k)
            if found is None or found.kind not in ("adjective", "country") or not found.entities:
                continue
            first = name_begin(tree, head, max(nouns))
            if any(i in self.facts.by_token for i in range(first, head)):
                return False
            mention.first, mention.score = first, 0.6
            firm = any(tree.lemma[n] in _FIRMS for n in nouns)
            entity = Entity(tree.phrase_words(first, head + 1), found.entities[0].country, "BUS" if firm else "CVL")
            self.give(mention, (entity,), "actor.described_name")
            return True
        return False

    def _paper(self, i: int) -> Mention:
        """As in "The Indian government's statement", then "the statement": a text stands for who issued it."""
        mention = Mention(left_edge(self.tree, i), i + 1, i, "document", score=0.85)
        issuer = self._issuer(mention)
        if issuer is None:  # "the statement issued by the two ministers": who they are is read after it
            self.unsigned.append(i)
        elif issuer:
            self.give(mention, issuer, "coref.paper_owner")
            self.papers.append(mention)
        elif self.papers and is_definite(self.tree, i):
            self.give(mention, self.papers[-1].entities, "coref.paper")
        elif is_definite(self.tree, i):
            self._of_the_speaker(mention)
        return mention

    def _issuer(self, mention: Mention) -> tuple[Entity, ...] | None:
        """Who issued a text: its possessor, a phrase with by, from, of, a state's adjective, for a joint one the pair
        spoken of last; empty where nobody is named, ``None`` where whoever is named cannot be known yet.
        """
        tree, i = self.tree, mention.head
        signed = [j for k in tree.kids_by(i, "acl") for j in prep_objects(tree, k, "by")]
        named = [*prep_objects(tree, i, "by", "from", "of"), *tree.kids_by(i, "amod", "compound"), *signed]
        found = self._owner(mention)
        for k in named:
            other = self.facts.by_token.get(k)
            if not found and other is not None and other.kind != "place":
                found = other.entities
        if not found and self.pairs and any(tree.lower[k] == "joint" for k in tree.kids[i]):
            found = self.pairs[-1][1]
        return None if signed and not found and i not in self.unsigned else found

    def _of_the_speaker(self, mention: Mention) -> None:
        """A statement of which no owner is told is that of the government or body that spoke last."""
        for m in reversed(self.past):
            verb = self.tree.head[m.head]
            spoke = is_subject(self.tree, m) and self.tree.lemma[verb] in _SPEAKING
            if spoke and m.kind != "document" and any(e.sector in ("GOV", "MIL", "IGO") for e in m.entities):
                self.give(mention, m.entities, "coref.paper_speaker")
                return
