"""Pronouns and possessives: who ``it``, ``he`` and ``their`` are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from .arguments import surface_subjects
from .facts import Mention
from .phrases import core, prep_objects, preposition_of
from .referring import Pass, fits_he, fits_it, fits_they, is_local

IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "their", "them", "themselves", "both"})
HE = frozenset({"he", "his", "him", "she", "her", "hers", "himself", "herself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_REASON = frozenset("due for over following after amid about because despite since on against to".split())


class Pronouns(Pass):
    """Rules ``coref.coordination``, ``coref.reason``, ``coref.subject``, ``coref.recent``."""

    def pronoun(self, mention: Mention) -> None:
        """Resolve a pronoun by the first rule whose candidate fits."""
        word = self.tree.lower[mention.head]
        if word == "whose":
            found = self._whose(mention.head)
            if found is not None and found.entities:
                self.give(mention, found.entities, "coref.relative")
            return
        fits = fits_it if word in IT else partial(self._he_or_she, word) if word in HE else fits_they
        for how, candidate in (
            ("coref.coordination", self._neighbour(mention.head)),
            ("coref.reason", self._reason(mention.head)),
            ("coref.object", self._object_above(mention.head)),
            ("coref.undergoer", self._undergoer(mention.head) if word in HE else None),
            ("coref.subject", self._subject(mention.head, fits)),
            ("coref.recent", self._recent(mention.head, fits)),
        ):
            aside = candidate is not None and candidate.kind == "body" and not self._leads(candidate.head)
            several = (
                how == "coref.object" and word in THEY and candidate is not None and len(self.joined(candidate)) > 1
            )
            if (
                candidate is not None
                and (several or fits(candidate))
                and not (word in THEY and aside and not candidate.plural)
            ):
                self.give(mention, self.joined(candidate) if word in THEY else candidate.entities, how)
                return
        if word in THEY and self.pairs:
            self.give(mention, self.pairs[-1][1], "coref.pair")

    def _he_or_she(self, word: str, m: Mention) -> bool:
        """One person, whose given name (``given_names.tsv``) or title does not belong to the other gender."""
        if not fits_he(m):
            return False
        before = self.tree.lower[m.first - 1].rstrip(".") if m.first else ""
        given = self.facts.lexicon.genders.get(m.entities[0].name.split(" ")[0], "")
        told = "m" if before == "mr" else "f" if before in ("mrs", "ms") else given
        return told in ("", "f" if word in _SHE else "m")

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
        """To whom the act is done whose reason holds the possessive: "isolated Moscow on account of its war"."""
        tree = self.tree
        if tree.dep[i] != "poss":
            return None
        verb, given = None, False
        for a in tree.ancestors(i):
            if tree.is_verb(a) and tree.dep[a] not in ("pcomp", "prep"):
                verb = a
                break
            given = given or tree.lower[a] in _REASON
        if verb is None or not given or tree.passive(verb):
            return None
        for k in [*tree.kids_by(verb, "dobj"), *prep_objects(tree, verb, "on", "against", "at", "with", "from")]:
            found = self.facts.by_token.get(k)
            if found is None or not found.entities:
                found = next((m for p in tree.kids_by(k, "poss") if (m := self.facts.by_token.get(p))), None)
            if found is not None and k < i and found.named and found.entities:
                return found
        return None

    def _object_above(self, i: int) -> Mention | None:
        """To whom the main act is done, for an object under its participle: "fined the firms, accusing them of ..."."""
        tree, verb = self.tree, self.tree.head[i]
        if (
            tree.dep[i] != "dobj"
            or tree.tag[verb] != "VBG"
            or tree.dep[verb] != "advcl"
            or tree.passive(tree.head[verb])
        ):
            return None
        above = tree.head[verb]
        things = tree.kids_by(above, "dobj")
        for k in (
            *(j for t in things for j in prep_objects(tree, t, "on", "against")),
            *prep_objects(tree, above, "on", "against"),
            *things,
        ):
            found = self.facts.by_token.get(k)
            if found is not None and found.entities and k < i:
                return found
        return None

    def _undergoer(self, i: int) -> Mention | None:
        """To whom the main act is done, in whose side clause something is done to somebody: "pardoned the poet after
        he was jailed".
        """
        tree, verb = self.tree, self.tree.head[i]
        above = tree.head[verb]
        if tree.dep[i] != "nsubjpass" or tree.dep[verb] != "advcl" or tree.passive(above):
            return None
        things = tree.kids_by(above, "dobj")
        given = [j for v in (above, *things) for j in prep_objects(tree, v, "to", "on", "against")]
        given += [j for k in tree.kids_by(above, "dative") for j in (tree.kids_by(k, "pobj") or [k])]
        told = [j for k in (*given, *things) for j in (k, *tree.kids_by(k, "appos")) if j < i]
        people = (self.facts.by_token.get(j) for j in told)
        return next((m for m in people if m is not None and m.entities and fits_he(m)), None)

    def _whose(self, i: int) -> Mention | None:
        """What a relative ``whose`` stands for: the noun that its clause is about."""
        for a in self.tree.ancestors(i):
            if self.tree.dep[a] == "relcl":
                return self.facts.by_token.get(self.tree.head[a])
        return None

    def _subject(self, i: int, fits: Callable[[Mention], bool]) -> Mention | None:
        tree = self.tree
        own = self._own_clause(i)
        doer = surface_subjects(tree, own)[:1] if own is not None else []  # not "it" in "France, having sold it radars"
        for above in tree.ancestors(i):
            if not tree.is_verb(above) or above == own:
                continue
            for k in tree.kids_by(above, "nsubj", "nsubjpass"):
                found = self.facts.by_head.get(k) or self.facts.by_token.get(k)
                if k < i and k not in doer and found is not None and found.head != i and fits(found):
                    return found
        return None

    def _leads(self, i: int) -> bool:
        """True for a subject, also within "armed groups of Iraqi fighters"."""
        tree = self.tree
        if tree.dep[i] == "pobj" and tree.lower[tree.head[i]] == "of":
            outer = tree.head[tree.head[i]]
            i = outer if core(tree, outer) == i else i
        return tree.dep[i] in ("nsubj", "nsubjpass")

    def _own_clause(self, i: int) -> int | None:
        """The verb whose subject ``i`` cannot be: the one it is subject of, or object of ("X told him")."""
        tree = self.tree
        if tree.dep[i] in ("nsubj", "nsubjpass", "dobj", "dative"):
            return tree.head[i]
        prep = preposition_of(tree, i)
        return tree.verb_above(i) if prep is not None and tree.dep[i] == "pobj" else None

    def _recent(self, i: int, fits: Callable[[Mention], bool]) -> Mention | None:
        tree = self.tree
        here = tree.sent_of[i]
        for back in range(3):
            found = [m for m in self.past if tree.sent_of[m.head] == here - back and m.head < i and fits(m)]
            own = self._own_clause(i)
            found = [m for m in found if own is None or tree.head[m.head] != own or tree.dep[i] == "poss"]
            subjects = [m for m in found if self._leads(m.head)]
            if subjects and back:
                return subjects[-1]
            found = [m for m in found if not is_local(tree, m)]
            if found:
                return found[-1]
        return None
