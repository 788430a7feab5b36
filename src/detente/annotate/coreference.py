"""What refers back: pronouns, "the two countries", "both ministers", "his Russian counterpart", last names, "the minister".

Mentions are read in text order. Each rule is a procedure of grammar, not of statistics, and names itself in ``how``:

* ``coref.coordination``: a possessive in a list points to its neighbour ("the US and its allies").
* ``coref.reason``: a possessive in the reason for an act points to whom the act is done to ("condemned Iran for its tests").
* ``coref.subject``: else to the subject of its clause or of a clause above.
* ``coref.recent``: else to the nearest fitting mention before, subjects first.
* ``coref.pair``: "the two countries" are the pair spoken of last, else two coordinated ones, else the two of the sentence.
* ``coref.office``: "the minister" is the last person whose office it can be.
* ``coref.counterpart``: the holder of the same office in the state that is named.

Writes entities into the mentions that lack them, and mentions for pronouns.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ..records import Entity
from .actors import entity_of
from .arguments import surface_subjects
from .facts import Facts, Mention
from .phrases import LOCATIVE, left_edge, name_begin, name_of, prep_objects, preposition_of
from .tree import Tree

IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "their", "them", "themselves", "both"})
HE = frozenset({"he", "his", "him", "she", "her", "hers", "himself", "herself"})
_REASON = frozenset("for over following after amid about because despite since on against to".split())
_PAIR_HEADS = frozenset("country nation state side neighbour neighbor government capital power party".split())
_PEOPLE_HEADS = frozenset(
    "minister leader president official diplomat chief counterpart head premier chancellor secretary man woman".split()
)
_STATE_HEADS = frozenset("country nation kingdom republic state government administration island sultanate emirate".split())
_BODY_HEADS = {
    "bloc": ("IGO",), "alliance": ("IGO",), "organisation": ("IGO", "NGO"), "organization": ("IGO", "NGO"),
    "group": ("REB", "IGO", "PTY", "NGO"), "company": ("BUS",), "firm": ("BUS",), "militia": ("REB",), "party": ("PTY",),
    "movement": ("REB", "PTY"), "agency": ("GOV", "IGO", "SPY"), "union": ("IGO",), "council": ("IGO",),
}  # fmt: skip
_SPEAKING = frozenset("say announce state declare confirm report add reveal disclose".split())
PAPERS = frozenset("statement communiqué communique declaration letter report message resolution readout memorandum".split())


class Coreference:
    """The state of one pass over one text."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.tree = facts, facts.tree
        self.past: list[Mention] = []
        self.pairs: list[tuple[str, tuple[Entity, ...]]] = []
        self.papers: list[Mention] = []
        self.unsigned: list[int] = []

    def run(self) -> None:
        """Resolve everything, in text order."""
        todo = dict(self.facts.by_head)
        for i in range(len(self.tree)):
            mention = todo.get(i)
            if mention is None:
                mention = self._begin(i)
            elif not mention.entities or mention.kind == "nominal":
                self._nominal(mention)
            elif mention.kind == "person":
                self._person(mention)
            if mention is not None and mention.entities:
                self._remember(mention)
        for i in [i for i in self.unsigned if i not in self.facts.by_head]:
            mention = self._paper(i)
            if mention.entities:
                self.facts.add(mention)
        self.facts.sort()
        self.facts.done.add("coreference")

    # -- what begins a reference

    def _begin(self, i: int) -> Mention | None:
        tree, word = self.tree, self.tree.lower[i]
        if word in IT or word in THEY or word in HE:
            if word in ("both", "her") and tree.dep[i] in ("det", "preconj", "predet"):
                return None
            mention = Mention(i, i + 1, i, "pronoun", plural=word in THEY, score=0.8)
            self._pronoun(mention)
        elif tree.is_noun(i) and tree.lemma[i] in PAPERS:
            mention = self._paper(i)
        elif tree.is_noun(i) and tree.lemma[i] in (_PAIR_HEADS | _PEOPLE_HEADS | _STATE_HEADS | _BODY_HEADS.keys()):
            if i in self.facts.by_token:
                return None
            mention = Mention(left_edge(tree, i), i + 1, i, "nominal", plural=tree.tag[i] in ("NNS", "NNPS"), score=0.8)
            self._nominal(mention)
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
            self._give(mention, named[0 if word == "former" else -1].entities[:1], "coref.former_latter")
        elif self.pairs:
            self._give(mention, (self.pairs[-1][1][0 if word == "former" else -1],), "coref.former_latter")

    def _give(self, mention: Mention, entities: tuple[Entity, ...], how: str) -> None:
        mention.how = how
        mention.entities = tuple(self.facts.at(e, mention, how) for e in entities)

    def _remember(self, mention: Mention) -> None:
        tree = self.tree
        self.past.append(mention)
        joined = [m for c in tree.conjuncts(tree.first_conjunct(mention.head)) if (m := self.facts.by_head.get(c))]
        mention.joined = len(joined) > 1
        entities = tuple({e.key: e for m in joined if m.head <= mention.head for e in m.entities}.values())
        if len(entities) == 2 and all(e.country and e.country in self.facts.lexicon.known for e in entities):
            what = "person" if all(_is_person(e) for e in entities) else "state"
            self.pairs.append((what, entities))

    # -- pronouns

    def _pronoun(self, mention: Mention) -> None:
        word = self.tree.lower[mention.head]
        fits = _fits_it if word in IT else _fits_he if word in HE else _fits_they
        for how, candidate in (
            ("coref.coordination", self._neighbour(mention.head)),
            ("coref.reason", self._reason(mention.head)),
            ("coref.subject", self._subject(mention.head, fits)),
            ("coref.recent", self._recent(mention.head, fits)),
        ):
            if candidate is not None and fits(candidate):
                self._give(mention, self._joined(candidate) if word in THEY else candidate.entities, how)
                return

    def _joined(self, mention: Mention) -> tuple[Entity, ...]:
        """A mention with what is coordinated with it: "they" after "Iran and Oman"."""
        heads = self.tree.conjuncts(self.tree.first_conjunct(mention.head))
        found = [m for h in heads if (m := self.facts.by_head.get(h)) is not None]
        return tuple({e.key: e for m in (found or [mention]) for e in m.entities}.values())

    def _neighbour(self, i: int) -> Mention | None:
        tree = self.tree
        if tree.dep[i] != "poss":
            return None
        noun = tree.head[i]
        if tree.dep[noun] == "conj" or (tree.dep[noun] in ("compound", "nmod") and tree.dep[tree.head[noun]] == "conj"):
            before = [m for m in self.past if m.head < i and tree.first_conjunct(m.head) == tree.first_conjunct(noun)]
            return before[0] if before else None
        return None

    def _reason(self, i: int) -> Mention | None:
        tree = self.tree
        if tree.dep[i] != "poss":
            return None
        prep = preposition_of(tree, tree.head[i])
        if prep is None or tree.lower[prep] not in _REASON:
            return None
        verb = tree.head[prep]
        if not tree.is_verb(verb) or tree.passive(verb):
            return None
        for k in tree.kids_by(verb, "dobj"):
            found = self.facts.by_token.get(k)
            if found is not None and k < i and found.named:
                return found
        return None

    def _subject(self, i: int, fits: object) -> Mention | None:
        tree = self.tree
        own = self._own_clause(i)
        for above in tree.ancestors(i):
            if not tree.is_verb(above) or above == own:
                continue
            for k in tree.kids_by(above, "nsubj", "nsubjpass"):
                found = self.facts.by_head.get(k) or self.facts.by_token.get(k)
                if k < i and found is not None and found.head != i and fits(found):  # type: ignore[operator]
                    return found
        return None

    def _own_clause(self, i: int) -> int | None:
        """The verb whose subject ``i`` cannot be: the one it is subject of, or object of ("X told him")."""
        tree = self.tree
        if tree.dep[i] in ("nsubj", "nsubjpass", "dobj", "dative"):
            return tree.head[i]
        prep = preposition_of(tree, i)
        return tree.verb_above(i) if prep is not None and tree.dep[i] == "pobj" else None

    def _recent(self, i: int, fits: object) -> Mention | None:
        tree = self.tree
        here = tree.sent_of[i]
        for back in range(3):
            found = [m for m in self.past if tree.sent_of[m.head] == here - back and m.head < i and fits(m)]  # type: ignore[operator]
            own = self._own_clause(i)
            found = [m for m in found if own is None or tree.head[m.head] != own or tree.dep[i] == "poss"]
            subjects = [m for m in found if tree.dep[m.head] in ("nsubj", "nsubjpass")]
            if subjects and back:
                return subjects[-1]
            found = [m for m in found if not _is_local(tree, m)]
            if found:
                return found[-1]
        return None

    # -- nominals

    def _nominal(self, mention: Mention) -> None:
        if mention.entities:
            return
        tree, head = self.tree, mention.head
        lemma = _singular(tree, head)
        owner = self._owner(mention)
        if owner and self._owned(mention, owner):
            return
        if "counterpart" in lemma:
            self._counterpart(mention)
        elif mention.plural:
            self._plural(mention, lemma)
        elif _definite(tree, head):
            self._singular(mention, lemma)

    def _owner(self, mention: Mention) -> tuple[Entity, ...]:
        for k in self.tree.kids_by(mention.head, "poss"):
            found = self.facts.by_token.get(k)
            if found is not None and found.entities:
                return found.entities
        for k in prep_objects(self.tree, mention.head, "of"):
            found = self.facts.by_head.get(k)
            if found is not None and found.kind == "nominal" and found.plural and k - mention.head <= 5:
                self._nominal(found)
                return found.entities
        return ()

    def _owned(self, mention: Mention, owner: tuple[Entity, ...]) -> bool:
        """"its army", "the countries' defence ministers": role nouns of an owner that is only now known."""
        agent = self.facts.lexicon.roles.get(mention.agent)
        if agent is None or "counterpart" in self.tree.lemma[mention.head]:
            return False
        states = tuple({e.country: self._state(e.country) for e in owner if e.country in self.facts.lexicon.known}.values())
        if self.tree.lemma[mention.head] in ("country", "nation", "state", "government") and mention.plural and len(states) > 1:
            self._give(mention, states, "coref.owner")
            return True
        if "state nominal" in agent.note:
            group = Entity(name_of(self.tree, mention.head), None, "GRP")
            self._give(mention, (group,), "actor.group")
            return True
        made = []
        for whose in owner:
            holder = self.facts.lexicon.holder(agent.office, whose.id, self.facts.published) if agent.office else None
            if holder is not None:
                made.append(entity_of(self.facts, holder, "actor.office"))
            else:
                country = "IGO" if whose.country == "IGO" else whose.country
                title = self.tree.phrase_words(self._role_first(mention.head), mention.head + 1)
                name = f"{whose.name} {title}"
                made.append(Entity(name, country, "IGO" if country == "IGO" else agent.sector, "", agent.office))
        self._give(mention, tuple(made), "coref.owner")
        return True

    def _role_first(self, head: int) -> int:
        return min([k for k in self.tree.kids[head] if self.tree.dep[k] in ("compound", "amod") and k < head], default=head)

    def _plural(self, mention: Mention, lemma: str) -> None:
        tree, head = self.tree, mention.head
        left = {tree.lower[k] for k in tree.kids[head] if k < head}
        two = bool(left & {"two", "both"}) or left <= {"the", "these"} and bool(left)
        three = left & {"three", "trio", "four", "five"}
        if not two or three:
            return
        what = "person" if lemma in _PEOPLE_HEADS or lemma.split(" ")[-1] in _PEOPLE_HEADS else "state"
        if what == "state" and lemma not in _PAIR_HEADS:
            return
        pair = self._pair(what, head)
        if pair:
            self._give(mention, pair, "coref.pair")
            self.pairs.append((what, pair))

    def _pair(self, what: str, head: int) -> tuple[Entity, ...]:
        before = [pair for kind, pair in self.pairs if kind == what]
        if before:
            return before[-1]
        here = self.tree.sent_of[head]
        for back in range(3):
            found: dict[str, Entity] = {}
            for m in self.past:
                if self.tree.sent_of[m.head] == here - back and m.kind != "place":
                    for e in m.entities:
                        if what == "person" and _is_person(e):
                            found.setdefault(e.name, e)
                        elif what == "state" and e.country and len(e.country) == 3 and e.country not in ("IGO", "NGO", "IMG"):
                            found.setdefault(e.country, self._state(e.country))
            if len(found) == 2:
                return tuple(found.values())
        if what == "person":
            return ()
        counts = Counter(e.country for m in self.past for e in m.entities if e.country in self.facts.lexicon.known)
        top = [c for c, n in counts.most_common(3) if c and n > 1]
        return tuple(self._state(c) for c in top[:2]) if len(top) >= 2 else ()

    def _state(self, code: str) -> Entity:
        known = self.facts.lexicon.known.get(code)
        return Entity(known.name if known else code, code, "GOV", code)

    def _singular(self, mention: Mention, lemma: str) -> None:
        last = lemma.split(" ")[-1]
        if last in _PEOPLE_HEADS or (mention.agent and self._is_person_agent(mention)):
            offices = {a.office for words, a in self.facts.lexicon.agents.items() if words[-1] == last and a.office}
            for m in reversed(self.past):
                for e in m.entities:
                    if m.kind == "person" and (e.office in offices or m.agent == mention.agent != ""):
                        self._give(mention, (e,), "coref.office")
                        return
        elif last in _STATE_HEADS:
            verb = self.tree.verb_above(mention.head)
            doers = {c for s in surface_subjects(self.tree, verb) for c in self.tree.conjuncts(s)} if verb is not None else set()
            past = [m for m in self.past if m.head not in doers]
            for m in sorted(past, key=lambda m: (self.tree.sent_of[m.head], _is_subject(self.tree, m), m.head))[::-1]:
                codes = [e.country for e in m.entities if e.country and len(e.country) == 3 and e.country in self.facts.lexicon.known]
                if codes:
                    self._give(mention, (self._state(codes[0]),), "coref.country")
                    return
        elif last in _BODY_HEADS:
            for m in reversed(self.past):
                for e in m.entities:
                    if e.sector in _BODY_HEADS[last] and m.named:
                        self._give(mention, (e,), "coref.body")
                        return

    def _is_person_agent(self, mention: Mention) -> bool:
        return self.facts.lexicon.roles[mention.agent].kind == "person"

    # -- people

    def _person(self, mention: Mention) -> None:
        """A titled name whose title has an owner that is only now known; "his counterpart X"."""
        tree = self.tree
        for k in tree.kids[mention.head]:
            if tree.dep[k] in ("compound", "poss", "appos", "nmod") and tree.lemma[k] == "counterpart":
                self._fill_country(mention, k)
        if tree.dep[mention.head] == "appos" and tree.lemma[tree.head[mention.head]] == "counterpart":
            self._fill_country(mention, tree.head[mention.head])

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
                country = self._state(found.entities[0].country or "")
                break
        office = ""
        for m in reversed(self.past):
            people = [e for e in m.entities if _is_person(e) and e.office]
            if people and m.head < head:
                office = people[0].office
                break
        return country, office

    def _counterpart(self, mention: Mention) -> None:
        """"his Russian counterpart Sergei Shoigu": the name if there is one, else the holder of the same office."""
        tree, facts = self.tree, self.facts
        names = [k for k in (*tree.kids_by(mention.head, "appos"), tree.head[mention.head]) if tree.tag[k] == "NNP"]
        country, office = self._counterpart_role(mention.head)
        for k in names:
            found = facts.by_token.get(k)
            if found is None:
                found = facts.add(Mention(name_begin(tree, k, mention.head if mention.head < k else -1), k + 1, k, "person", score=0.9))
                if country is not None:
                    name = tree.phrase_words(found.first, k + 1)
                    self._give(found, (Entity(name, country.country, "GOV", "", office),), "coref.counterpart")
            if found.kind == "person" and found.entities:
                if country is not None and not found.entities[0].id:
                    self._fill_country(found, mention.head)
                mention.entities = found.entities
                mention.how = "coref.counterpart"
                return
        if country is None:
            return
        holder = facts.lexicon.holder(office, country.id, facts.published) if office else None
        if holder is not None:
            self._give(mention, (entity_of(facts, holder, "coref.counterpart"),), "coref.counterpart")
        else:
            name = f"{facts.lexicon.adjective.get(country.id, country.name)} counterpart"
            self._give(mention, (Entity(name, country.country, "GOV", "", office),), "coref.counterpart")

    def _last_name(self, mention: Mention) -> None:
        word = self.tree.word[mention.head]
        for m in reversed(self.past):
            if m.kind == "person" and m.entities and m.entities[0].name.split(" ")[-1] == word:
                self._give(mention, m.entities, "coref.last_name")
                return
        self._unknown_name(mention)

    def _unknown_name(self, mention: Mention) -> None:
        """A name of two words or more that does or says something: a person or body of whom no more is known."""
        tree, head = self.tree, mention.head
        if tree.dep[head] not in ("nsubj", "nsubjpass") or tree.kid(head, "det") is not None:
            return
        first = name_begin(tree, head)
        if first == head or any(i in self.facts.by_token for i in range(first, head)):
            return
        mention.first, mention.score = first, 0.4
        self._give(mention, (Entity(tree.phrase_words(first, head + 1), None, "UNK"),), "actor.unknown_name")

    def _paper(self, i: int) -> Mention:
        """"The Indian government's statement", then "the statement": a text stands for who issued it."""
        tree = self.tree
        mention = Mention(left_edge(tree, i), i + 1, i, "document", score=0.85)
        owner = self._owner(mention)
        if not owner:
            for k in tree.kids[i]:
                if tree.dep[k] == "prep" and tree.lower[k] in ("by", "from", "of"):
                    owner = next((m.entities for j in tree.kids[k] if (m := self.facts.by_token.get(j)) and m.entities), owner)
        if not owner and tree.lower[left_edge(tree, i)] in ("joint", "a") and self.pairs and "joint" in tree.lower[left_edge(tree, i):i]:
            owner = self.pairs[-1][1]
        if not owner:
            by = [j for k in tree.kids_by(i, "acl") for a in tree.kids_by(k, "agent") for j in tree.kids_by(a, "pobj")]
            owner = next((m.entities for j in by if (m := self.facts.by_token.get(j)) and m.entities), owner)
            if by and not owner and i not in self.unsigned:
                self.unsigned.append(i)  # "the statement issued by the two ministers": who they are is read after it
                return mention
        if owner:
            self._give(mention, owner, "coref.paper_owner")
            self.papers.append(mention)
        elif self.papers and _definite(tree, i):
            self._give(mention, self.papers[-1].entities, "coref.paper")
        else:
            self._of_the_speaker(mention)
        return mention


    def _of_the_speaker(self, mention: Mention) -> None:
        """A statement of which no owner is told is that of the government or body that spoke last."""
        for m in reversed(self.past):
            verb = self.tree.head[m.head]
            spoke = _is_subject(self.tree, m) and self.tree.lemma[verb] in _SPEAKING
            if spoke and m.kind != "document" and any(e.sector in ("GOV", "MIL", "IGO") for e in m.entities):
                self._give(mention, m.entities, "coref.paper_speaker")
                return


def resolve(facts: Facts) -> None:
    """Run coreference over ``facts``; needs ``actors``."""
    Coreference(facts).run()


def _is_person(entity: Entity) -> bool:
    return bool(entity.office) or "_" in entity.id or entity.how in ("actor.title", "actor.person", "coref.counterpart")


def _fits_it(m: Mention) -> bool:
    many = m.plural and m.kind not in ("organisation", "group") and m.agent not in ("military", "police")
    return not many and len(m.entities) == 1 and m.kind not in ("person", "people", "place", "adjective", "document") and (
        not _is_person(m.entities[0])
    )


def _fits_he(m: Mention) -> bool:
    return not m.plural and len(m.entities) == 1 and (m.kind == "person" or _is_person(m.entities[0]))


def _fits_they(m: Mention) -> bool:
    if m.kind in ("adjective", "document", "place") or not m.entities:
        return False
    return m.plural or m.joined or len(m.entities) > 1 or m.kind in ("organisation", "group", "people")


def _is_local(tree: Tree, m: Mention) -> bool:
    prep = preposition_of(tree, m.head)
    return prep is not None and tree.lower[prep] in LOCATIVE


def _is_subject(tree: Tree, m: Mention) -> bool:
    return tree.dep[m.head] in ("nsubj", "nsubjpass")


def _definite(tree: Tree, head: int) -> bool:
    return any(tree.lower[k] in ("the", "this", "that") for k in tree.kids[head] if k < head)


def _singular(tree: Tree, head: int) -> str:
    return tree.lemma[head] if tree.tag[head] in ("NN", "NNS") else tree.lower[head]
