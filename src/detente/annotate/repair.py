"""Mending, in place, what a parser of news gets wrong again and again."""

from __future__ import annotations

from collections.abc import Iterable

from .facts import Facts
from .phrases import left_edge
from .quotes import Quote
from .tree import NOMINAL, Tree

_CAPITALS = 6
_CLOSING = frozenset({",", "”", "’", '"', "''"})
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_GIVING = frozenset("give grant hand lend loan lease offer sell send show supply".split())
_STATE_NOUNS = frozenset({"country", "kingdom", "nation", "republic"})
_BUYING = frozenset("acquire buy import order procure purchase receive".split())


def coordination_by_form(tree: Tree) -> None:
    """In "has defended X by stating that it is Y and has called for Z" the last verb shares its auxiliaries with
    ``defended``, not with its neighbour: a subjectless conjunct whose auxiliaries differ from its head's and equal
    those of a verb further up belongs to that verb.
    """
    changed = False
    for i, dep in enumerate(tree.dep):
        if dep != "conj" or not tree.is_verb(i) or tree.kid(i, "nsubj", "nsubjpass") is not None:
            continue
        own = _auxiliaries(tree, i)
        neighbour = tree.head[i]
        if not own or not tree.is_verb(neighbour) or _auxiliaries(tree, neighbour) == own:
            continue
        bare = not _auxiliaries(tree, neighbour)
        for above in tree.ancestors(neighbour):
            form = _auxiliaries(tree, above) if tree.is_verb(above) and above < i else ()
            if form and (form == own or (bare and form[0] == own[0])):
                tree.head[i] = above
                changed = True
                break
    if changed:
        tree.index_kids()


def subjects_as_modifiers(tree: Tree) -> None:
    """In "The army orders all civilians to leave" the noun before the verb is its subject, not part of a compound: no
    finite verb has one.
    """
    changed = False
    for verb, tag in enumerate(tree.tag):
        subject = verb - 1
        if tag not in ("VBZ", "VBP", "VBD") or subject < 0 or tree.head[subject] != verb:
            continue
        if tree.dep[subject] != "compound" or tree.kid(verb, "nsubj", "nsubjpass", "csubj") is not None:
            continue
        for k in tree.kids[verb]:
            if k < subject and tree.dep[k] in ("det", "amod", "compound", "nmod", "poss", "nummod"):
                tree.head[k] = subject
        tree.dep[subject] = "nsubj"
        changed = True
    if changed:
        tree.index_kids()


def told_before(tree: Tree) -> None:
    """In "The ferry left on time, Malta said" the verb of what is told is no modifier: of two subjects of a verb the
    second stands right before it, a mark before that one, and the first has a past form hung on it.
    """
    changed = False
    for verb, tag in enumerate(tree.tag):
        subjects = tree.kids_by(verb, "nsubj") if tag in ("VBD", "VBZ", "VBP") else []
        if len(subjects) < 2 or subjects[1] > verb:
            continue
        told, begin = subjects[0], left_edge(tree, subjects[1])
        past = [k for k in tree.kids_by(told, "acl", "relcl") if tree.tag[k] in ("VBD", "VBN") and k < begin]
        if past and tree.word[begin - 1] in _CLOSING and not tree.kids_by(past[0], "nsubj", "agent"):
            tree.head[past[0]], tree.dep[past[0]] = verb, "ccomp"
            tree.head[told], tree.tag[past[0]], changed = past[0], "VBD", True
    if changed:
        tree.index_kids()


def participles(tree: Tree) -> None:
    """In "Following talks in Doha, both agreed" the first word is a preposition; in "with Peru launching strikes" the
    participle has a subject and an object.
    """
    changed = False
    for i, tag in enumerate(tree.tag):
        if tag != "VBG":
            continue
        thing = tree.kid(i, "dobj")
        opens = i == tree.sents[tree.sent_of[i]][0] and tree.lower[i] in ("following", "including")
        if opens and thing is not None and tree.dep[i] == "advcl" and tree.kid(i, "nsubj", "aux") is None:
            tree.tag[i], tree.dep[i], tree.dep[thing], changed = "IN", "prep", "pobj", True
            tree.lemma[i] = tree.lower[i]
        noun = tree.head[i]
        owned = tree.dep[i] == "amod" and tree.kid(i, "nsubj") is not None and noun == i + 1
        if owned and tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] == "with":
            tree.head[i], tree.dep[i] = tree.head[noun], "pcomp"
            tree.head[noun], tree.dep[noun], changed = i, "dobj", True
    if changed:
        tree.index_kids()


def until_now(tree: Tree) -> None:
    """In "the largest exercises to date around Taiwan" what the parser hung on ``date`` belongs to the noun before."""
    changed = False
    for i, word in enumerate(tree.lower):
        prep = tree.head[i]
        if word == "date" and tree.dep[i] == "pobj" and tree.lower[prep] == "to" and prep == i - 1:
            for k in tree.kids_by(i, "prep"):
                tree.head[k], changed = tree.head[prep], True
    if changed:
        tree.index_kids()


def shared_heads(tree: Tree) -> None:
    """In "Russian missile and drone strikes" the first noun modifies the last one too: bare and singular, before "and",
    a noun and a plural that the parser hung on it.
    """
    changed = False
    for i, tag in enumerate(tree.tag):
        if tag != "NN" or i + 3 >= len(tree) or tree.lower[i + 1] not in ("and", "or") or tree.tag[i + 2] != "NN":
            continue
        noun = i + 3
        bare = not any(tree.dep[k] in ("det", "poss", "nummod") for k in tree.kids[i])
        shared = tree.tag[noun] == "NNS" and tree.head[noun] == i and tree.dep[noun] == "conj"
        if not bare or not shared or tree.head[i + 2] != noun:
            continue
        tree.head[noun], tree.dep[noun] = (tree.head[i] if tree.head[i] != i else noun), tree.dep[i]
        for k in tree.kids[i]:
            if k < i or k > noun:
                tree.head[k] = noun
        tree.head[i], tree.dep[i] = noun, "nmod"
        changed = True
    if changed:
        tree.index_kids()


def _auxiliaries(tree: Tree, verb: int) -> tuple[str, ...]:
    return tuple(tree.lower[k] for k in tree.kids[verb] if tree.dep[k] in ("aux", "auxpass") and tree.lower[k] != "to")


def quoted_names(tree: Tree, quotes: Iterable[Quote]) -> None:
    """A title in quotation marks ("India's flagship 'Make in India' initiative") is one modifier of the noun after it,
    whatever verbs and prepositions it is made of.
    """
    changed = False
    for quote in quotes:
        if not is_name(quote):
            continue
        first, last = tree.tokens_between(quote.span.start, quote.span.end)
        noun = last
        if (
            first >= last
            or noun >= len(tree)
            or tree.tag[noun] not in NOMINAL
            or tree.sent_of[noun] != tree.sent_of[first]
        ):
            continue
        inside = range(first, last)
        roots = [i for i in inside if tree.head[i] not in inside and tree.word[i].isalnum()]
        if tree.head[noun] in inside and roots:
            _take_place(tree, noun, roots[0], first)
        for i in inside:
            tree.head[i], tree.dep[i] = noun, "punct" if not tree.word[i].isalnum() else "compound"
        changed = True
    if changed:
        tree.index_kids()


def _take_place(tree: Tree, noun: int, root: int, first: int) -> None:
    """``noun`` goes where the title was attached; a noun just before the title becomes its modifier."""
    above = tree.head[root]
    if above == root:
        tree.head[noun], tree.dep[noun] = noun, tree.dep[root]
        return
    if above == first - 1 and tree.tag[above] in NOMINAL:
        outer, dep = tree.head[above], tree.dep[above]
        for k in tree.kids[above]:
            if k < first:
                tree.head[k] = noun
        tree.head[above], tree.dep[above] = noun, "compound"
        tree.head[noun], tree.dep[noun] = (outer, dep) if outer != above else (noun, dep)
        return
    tree.head[noun], tree.dep[noun] = above, tree.dep[root]


def is_name(quote: Quote) -> bool:
    """True where the quoted words are a title or a name ("Make in India"), not speech."""
    words = quote.inner.text.split()
    telling = [w for w in words if len(w) > 3 or w[:1].isupper()]
    return len(words) <= _CAPITALS and all(w[:1].isupper() for w in telling) and quote.inner.text[-1:] not in ".,?!"


def clauses_of_names(facts: Facts) -> None:
    """Where names are known and the parser put one into the wrong phrase: lists of people, receivers, days."""
    if _uncompound(facts) | _receivers(facts) | _after_days(facts):
        facts.tree.index_kids()


def _uncompound(facts: Facts) -> bool:
    """Two people in a list, of whom the parser made one name ("minister A and minister B sign")."""
    tree, changed = facts.tree, False
    for i, mention in list(facts.by_head.items()):
        head = tree.head[i]
        other = facts.by_head.get(head)
        if mention.kind != "person" or other is None or other.kind != "person" or head < i:
            continue
        glued = tree.dep[i] in ("compound", "nmod", "poss") and tree.kid(i, "case") is None
        if glued and tree.kid(i, "cc") is not None and mention.entities != other.entities:
            outer = tree.head[head]
            tree.head[i], tree.dep[i] = (outer if outer != head else i), tree.dep[head]
            tree.head[head], tree.dep[head] = i, "conj"
            changed = True
    return changed


def _receivers(facts: Facts) -> bool:
    """As in "sold Rwanda missiles": a state just after a verb of giving, of which the parser made part of the thing."""
    tree, changed = facts.tree, False
    for mention in facts.mentions:
        i, verb = mention.head, mention.first - 1
        thing = tree.head[i]
        glued = tree.dep[i] in ("compound", "nmod") and tree.dep[thing] == "dobj" and tree.tag[thing] in ("NN", "NNS")
        if mention.kind == "country" and glued and tree.head[thing] == verb and tree.lemma[verb] in _GIVING:
            tree.head[i], tree.dep[i] = verb, "dative"
            changed = True
        elif mention.kind == "country" and tree.dep[i] == "dative" and tree.head[i] == verb:
            bought = next((k for k in tree.kids_by(verb, "dobj") if k > i), None)
            if bought is not None and tree.lemma[verb] in _BUYING and left_edge(tree, bought) == i + 1:
                tree.head[i], tree.dep[i] = bought, "compound"  # "purchase U.S. natural gas"
                changed = True
        elif mention.kind == "country" and tree.dep[i] == "dobj" and _two_objects(tree, i):
            tree.dep[i], changed = "dative", True  # "owes Peru two billion dollars"
    for i, word in enumerate(tree.lower):  # "sold the country wheat"
        thing = tree.head[i]
        if word in _STATE_NOUNS and tree.dep[i] == "compound" and tree.dep[thing] == "dobj" and i > 1:
            verb, article = tree.head[thing], i - 1
            if verb == i - 2 and tree.lower[article] == "the" and tree.lemma[verb] in _GIVING:
                tree.head[i], tree.dep[i], tree.head[article] = verb, "dative", i
                changed = True
    return changed


def _two_objects(tree: Tree, i: int) -> bool:
    """As in "owes Peru two billion dollars": of two objects of a verb of giving or owing the first."""
    verb = tree.head[i]
    return tree.lemma[verb] in (*_GIVING, "owe") and any(k > i for k in tree.kids_by(verb, "dobj"))


def _after_days(facts: Facts) -> bool:
    """As in "On Friday India and Pakistan agreed": the subject, of which the parser made part of the day."""
    tree, changed = facts.tree, False
    for mention in facts.mentions:
        i, day = mention.head, mention.first - 1
        on = tree.head[i]
        if tree.dep[i] != "pobj" or day < 0 or tree.lower[day] not in WEEKDAYS or tree.head[day] != i:
            continue
        verb = tree.head[on]
        if tree.lower[on] == "on" and tree.is_verb(verb) and verb > i and tree.kid(verb, "nsubj", "nsubjpass") is None:
            tree.head[day], tree.dep[day] = on, "pobj"
            tree.head[i], tree.dep[i] = verb, "nsubjpass" if tree.passive(verb) else "nsubj"
            changed = True
    return changed
