"""Around statements: venues, unnamed speakers, headlines, links with events."""

from __future__ import annotations

import pytest

from detente.run.coder import Coder

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def coder():
    return Coder()


def said(coder, text):
    return coder.code(text, date="2019-05-06").statements


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Peru told Reuters that the border was open.", "Reuters"),
        ("Emmanuel Macron told a press conference in Ankara that the pact was dead.", "a press conference in Ankara"),
        ("In a letter, Peru said that the border was open.", "a letter"),
        ("Peru said in a statement that the border was open.", "a statement"),
        ("Peru said at a briefing that the border was open.", "a briefing"),
        ("Peru said that the border was open.", None),
        ("Peru said on Friday that the border was open.", None),
        ("Peru told Chile that the border was open.", None),
    ],
)
def test_venue(coder, text, venue):
    (statement,) = said(coder, text)
    assert (statement.venue.text if statement.venue else None) == venue


@pytest.mark.parametrize(
    ("text", "speaker", "country", "anonymous"),
    [
        ("A German official said that the tanks had left.", "German official", "DEU", True),
        ("Two Polish diplomats said that the tanks had left.", "Polish diplomats", "POL", True),
        ("Witnesses said that the tanks had left.", "Witnesses", None, True),
        ("Sources in the Kenyan ministry said that the envoy had left.", "Sources", "KEN", True),
        ("Angela Merkel said that the tanks had left.", "Angela Merkel", "DEU", False),
        ("The Kenyan foreign ministry said that the tanks had left.", "Kenyan foreign ministry", "KEN", False),
        ("Kenya said that the tanks had left.", "Kenya", "KEN", False),
    ],
)
def test_unnamed(coder, text, speaker, country, anonymous):
    (statement,) = said(coder, text)
    (who,) = statement.speakers
    assert (who.country, who.anonymous, statement.anonymous) == (country, anonymous, anonymous)
    assert who.name.endswith(speaker)


def test_headline(coder):
    (statement,) = said(coder, "Chad: new tolls 'will ruin us'")
    assert (statement.cue.text, statement.quote.text, statement.direct) == (":", "will ruin us", True)


def test_event_within_a_statement_says_who_says_so(coder):
    result = coder.code("Witnesses said that the Kenyan envoy had resigned.", date="2019-05-06")
    (statement,) = result.statements
    (event,) = result.events
    assert statement.events == (event.id,)
    assert event.says is not None
    assert event.says.name == "Witnesses"


def test_event_done_by_saying_is_linked(coder):
    result = coder.code("Iran threatened that it would close the strait to Saudi ships.", date="2019-05-06")
    for statement in result.statements:
        assert set(statement.events) == {e.id for e in result.events}
