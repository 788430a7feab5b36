"""The day of an act across paragraphs: who goes on acting does so on the day told last, others when the text is of."""

from __future__ import annotations

from datetime import date

import pytest

from detente.records import Document
from detente.testing import Bench

pytestmark = pytest.mark.model

MET = "President Uhuru Kenyatta met Emmanuel Macron in Paris on Tuesday.\n\n"
TEXTS = {
    "same": MET + "Kenyatta also condemned Somalia.",
    "other": MET + "Uganda condemned Somalia.",
    "back": "In 2011 Kenya invaded Somalia. Ethiopia expelled the Somali ambassador.",
    "apart": "In 2011 Kenya invaded Somalia.\n\nEthiopia expelled the Somali ambassador.",
}


@pytest.fixture(scope="module")
def last_events():
    """The last event of each text."""
    documents = [Document(text=text, date=date(2018, 5, 17), id=name) for name, text in TEXTS.items()]
    return {name: one.result.events[-1] for name, one in zip(TEXTS, Bench().code(documents), strict=True)}


def test_the_same_people_go_on_acting_on_the_day_told_last(last_events):
    assert last_events["same"].date.value == "2018-05-15"


def test_others_act_when_the_text_is_of(last_events):
    assert last_events["other"].date.value == "2018-05-17"


def test_a_story_that_looks_back_is_undated_background(last_events):
    assert last_events["back"].background
    assert last_events["back"].date is None


def test_another_paragraph_is_news_again(last_events):
    assert not last_events["apart"].background
    assert last_events["apart"].date.value == "2018-05-17"
