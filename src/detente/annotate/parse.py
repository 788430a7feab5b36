"""From text to ``Tree``: the parser, its lemmas, mended where it slips (``repair``).

The named-entity recogniser takes half of spaCy's time and knows neither today's leaders nor who "the minister" is: it
is left out, and so are the tagger's clean-up and the lemmatizer, in whose place a table of (word, tag) pairs is kept:
the model's own rules are asked once for each pair. Names come from the lexicon and from the grammar of titles.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..errors import ModelError
from .headlines import lost_verbs
from .repair import coordination_by_form, participles, shared_heads, subjects_as_modifiers, told_before, until_now
from .traders import co_verbs, having, per_cent, trading_verbs, worth
from .tree import Tree

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LEFT_OUT = ("ner", "entity_linker", "attribute_ruler", "lemmatizer", "senter")
_POS = {"N": "noun", "V": "verb", "J": "adj", "R": "adv"}


def load_model(name: str) -> Language:
    """The spaCy model ``name`` (a package or a folder), without the parts that coding does not use.

    Raises ``ModelError`` where it is not installed or has no parser.
    """
    import spacy
    from spacy.language import Language

    if not Language.has_factory("detente_paragraphs"):
        Language.component("detente_paragraphs", func=paragraphs)
    with warnings.catch_warnings():
        # W095: made with another minor version of spaCy; the default model's parses were compared and are equal.
        warnings.filterwarnings("ignore", message=r".*\[W095\].*")
        try:
            nlp = spacy.load(name, exclude=["ner", "entity_linker", "senter"])
        except OSError as error:
            hint = f"no language model {name!r} is installed (settings: model; any English spaCy model with a parser)"
            raise ModelError(hint) from error
    if "parser" not in nlp.pipe_names:
        raise ModelError(f"language model {name!r} has no parser: pipes are {nlp.pipe_names}")
    nlp.add_pipe("detente_paragraphs", before="parser")
    lemmatize = Lemmatizer(nlp)
    for part in ("attribute_ruler", "lemmatizer"):
        if part in nlp.pipe_names:
            nlp.disable_pipe(part)
    _LEMMATIZERS[id(nlp.vocab)] = lemmatize
    return nlp


def paragraphs(doc: Doc) -> Doc:
    """Let a sentence begin after every empty line, and after a line that ends one: the parser alone runs on into the
    next paragraph.
    """
    for token in doc:
        if token.is_space and token.i + 1 < len(doc) and (token.text.count("\n") > 1 or _ends_line(doc, token.i)):
            doc[token.i + 1].is_sent_start = True
    return doc


def _ends_line(doc: Doc, i: int) -> bool:
    """A line break after a full stop, or after a mark that closes behind one."""
    before = [doc[k].text for k in range(max(0, i - 2), i)]
    closed = before[-1:] and before[-1] in ("”", '"', "''", "’", "'", ")")
    return "\n" in doc[i].text and bool(before) and (before[0] if closed else before[-1]) in (".", "?", "!", "…")


class Lemmatizer:
    """Lemmas by (lower-case word, Penn tag), from the model's own rules and exceptions, each pair asked once."""

    def __init__(self, nlp: Language | None) -> None:
        self._tables: dict[str, tuple[dict[str, list[str]], frozenset[str], list[tuple[str, str]]]] | None = None
        if nlp is not None and "lemmatizer" in nlp.pipe_names:
            lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
            if all(lookups.has_table(n) for n in ("lemma_index", "lemma_exc", "lemma_rules")):
                exceptions, index, rules = (
                    lookups.get_table("lemma_exc"),
                    lookups.get_table("lemma_index"),
                    lookups.get_table("lemma_rules"),
                )
                self._tables = {
                    pos: (dict(exceptions.get(pos, {})), frozenset(index.get(pos, ())), list(rules.get(pos, ())))
                    for pos in _POS.values()
                }
        self._cache: dict[tuple[str, str], str] = {}

    def __call__(self, lower: str, tag: str) -> str:
        key = (lower, tag)
        lemma = self._cache.get(key)
        if lemma is None:
            lemma = self._cache[key] = self._find(lower, tag)
        return lemma

    def _find(self, lower: str, tag: str) -> str:
        pos = _POS.get(tag[:1])
        if pos is None or self._tables is None:
            return lower
        if pos == "noun" and tag in ("NN", "NNP"):
            return lower
        if pos == "verb" and tag == "VB":
            return lower
        exceptions, index, rules = self._tables[pos]
        if lower in exceptions:
            return str(exceptions[lower][0])
        fallback = ""
        for old, new in rules:
            if lower.endswith(old):
                form = lower[: len(lower) - len(old)] + new
                if form in index:
                    return form
                if not fallback and len(form) > 2 and old:
                    fallback = form
        if lower in index:
            return lower
        return fallback or lower


_LEMMATIZERS: dict[int, Lemmatizer] = {}


@functools.cache
def _plain_lemmas() -> Lemmatizer:
    return Lemmatizer(None)


def tree_of(doc: Doc, text: str, offset: int = 0) -> Tree:
    """The ``Tree`` of a parsed ``doc`` whose first character stands at ``offset`` of ``text``."""
    from spacy.attrs import DEP, HEAD, LEMMA, ORTH, SENT_START, TAG

    strings = doc.vocab.strings
    rows = doc.to_array([ORTH, TAG, DEP, HEAD, SENT_START, LEMMA]).tolist()
    n = len(rows)
    text_of: Callable[[int], str] = functools.cache(lambda key: str(strings[key]))
    word = [text_of(r[0] & 0xFFFFFFFFFFFFFFFF) for r in rows]
    lower = [w.lower() for w in word]
    tag = [text_of(r[1] & 0xFFFFFFFFFFFFFFFF) for r in rows]
    dep = [text_of(r[2] & 0xFFFFFFFFFFFFFFFF) for r in rows]
    head = [i + _signed(r[3]) for i, r in enumerate(rows)]
    _retag(tag, dep, head)
    lemmatize = _LEMMATIZERS.get(id(doc.vocab)) or _plain_lemmas()
    if any(r[5] for r in rows):
        lemma = [text_of(r[5] & 0xFFFFFFFFFFFFFFFF).lower() if r[5] else w for r, w in zip(rows, lower, strict=True)]
    else:
        lemma = [lemmatize(w, t) for w, t in zip(lower, tag, strict=True)]
    start = [offset + token.idx for token in doc]
    end = [s + len(w) for s, w in zip(start, word, strict=True)]
    starts = [i for i, r in enumerate(rows) if _signed(r[4]) == 1 or i == 0]
    sents = list(zip(starts, [*starts[1:], n], strict=True)) if n else []
    tree = Tree(text, word, lower, lemma, tag, dep, head, start, end, sents)
    subjects_as_modifiers(tree)
    shared_heads(tree)
    told_before(tree)
    participles(tree)
    until_now(tree)
    _coups(tree)
    lost_verbs(tree)
    co_verbs(tree)
    having(tree)
    per_cent(tree)
    trading_verbs(tree)
    worth(tree)
    coordination_by_form(tree)
    return tree


def _retag(tag: list[str], dep: list[str], head: list[int]) -> None:
    """In "Lukashenko pardons 31 citizens" the parser sees a clause, the tagger a plural: the parser is right."""
    subjects = {h for i, h in enumerate(head) if dep[i] == "nsubj" and i < h}
    objects = {h for i, h in enumerate(head) if dep[i] == "dobj" and i > h}
    for i in subjects & objects:
        if tag[i] == "NNS":
            tag[i] = "VBZ"


def _coups(tree: Tree) -> None:
    """The foreign word of "coup d'état" is a noun, and its lemma ``coup``."""
    for i, word in enumerate(tree.lower):
        if word in ("d'état", "d’état", "d'etat") and i and tree.lower[i - 1] == "coup":
            tree.tag[i], tree.lemma[i] = "NN", "coup"


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= (1 << 63) else value
