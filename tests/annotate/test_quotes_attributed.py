"""Attributions of the layer of quotes: whose words, by which cue, from where to where.

In a sentence ``S[...]`` marks the source, ``C[...]`` the cue, ``X[...]`` the content, in as many pieces as there are.
"""

from __future__ import annotations

import re

import pytest

from detente.records import Document
from detente.run.annotator import Annotator

pytestmark = pytest.mark.model

MARK = re.compile(r"([SCX])\[([^\[\]]*)\]")

SENTENCES = {
    "that": "S[The envoy] C[said] X[that the ferry had left on time].",
    "no_that": "S[Malta] C[said] X[the ferry had left on time].",
    "behind": "X[The ferry left on time], S[Malta] C[said].",
    "inverted": "X[“The ferry left on time,”] C[said] S[the harbour master].",
    "direct_first": "S[The minister] C[said], X[“We shall repair the bridge.”]",
    "broken": "X[“We shall repair the bridge,”] S[the minister] C[said], X[“and we shall pay for it.”]",
    "goes_on": "X[“We shall repair the bridge,”] S[the minister] C[said]. X[“It will cost us nothing.”]",
    "straight_marks": 'X["We shall repair the bridge,"] S[the minister] C[said].',
    "wire_marks": "X[``We shall repair the bridge,''] S[the minister] C[said].",
    "single_marks": "X[‘We shall repair the bridge,’] S[the minister] C[said].",
    "mixed": "S[The minister] C[said] X[the bridge was “a shame for the town”].",
    "nested_marks": "X[“They told us ‘never again’ and left,”] S[the guard] C[said].",
    "interrupted": "X[The bridge], S[the mayor] C[argued], X[was never safe].",
    "aux": "S[Norway] C[has also warned] X[that the nets are empty].",
    "particle": "S[The auditor] C[pointed out] X[that two ledgers were missing].",
    "told_somebody": "S[The pilot] C[told] the court X[that the engine had failed].",
    "colon": "S[The captain] C[added]: X[“The sea was calm that night.”]",
    "according": "C[According to] S[the coast guard], X[nobody was hurt].",
    "according_behind": "X[Nobody was hurt], C[according to] S[the coast guard].",
    "according_and": "C[According to] S[the millers], X[rye and oats of the north were dear from June to May].",
    "relative": "The clerk, S[who] C[says] X[the ledgers are gone], has resigned.",
    "apposition": "S[Ana Duarte, the harbour master of Porto Novo], C[said] X[the ferry had left].",
    "and_speakers": "S[The mayor and the bishop] C[said] X[the bells would ring].",
    "pronoun": "S[She] C[insisted] X[that the bells would ring].",
    "denied": "S[The firm] C[denied] X[that it had sold the boats].",
    "poll": "S[A survey of farmers] C[shows] X[that most of them fear a dry summer].",
    "report": "S[The report] C[found] X[that the dam had leaked for years].",
    "believes": "S[The union] C[believes] X[that the plant will close].",
    "hopes": "S[The union] C[hopes] X[that the plant will stay open].",
    "fears": "S[The farmers] C[fear] X[that the wells will run dry].",
    "wants": "S[The council] C[wants] X[to widen the road].",
    "plans": "S[The company] C[plans] X[to build a second mill].",
    "refuses": "S[The landlord] C[refuses] X[to lower the rent].",
    "call_for": "S[The doctors] C[called for] X[a new clinic].",
    "urges": "S[The bishop] C[urged] X[the strikers to go home].",
    "criticised": "S[The opposition] C[criticised] X[the budget].",
    "praised_for": "S[The coach] C[praised] X[the goalkeeper for his courage].",
    "opposes": "S[The village] C[opposes] X[the new quarry].",
    "called_it": "S[The farmers] C[called] X[the tax a disgrace].",
    "described_as": "S[The judge] C[described] X[the defence as weak].",
    "spoke_of": "S[The queen] C[spoke of] X[her love for the islands].",
    "noun_claim": "S[The smuggler's] C[claim] X[that he was a tourist] amused the court.",
    "noun_promise": "S[The mayor's] C[promise] X[to plant trees] was forgotten.",
    "afraid": "S[The tenants] C[are afraid] X[that the roof will fall].",
    "proud": "S[The town] C[is proud of] X[its old harbour].",
    "gerund": "S[The guide] left early, C[saying] X[that the pass was closed].",
    "as_told": "As S[the guide] C[noted], X[the pass is closed in winter].",
    "wh": "S[The engineer] C[explained] X[how the lock works].",
    "colon_list": "S[The teacher] C[notes] X[that three things matter: patience, chalk and sleep].",
    "speaker_goes_on": "S[The firm] C[said] X[it had sold the boats], adding that the crew was paid.",
    "beside": "S[The firm] C[said] X[it had sold the boats to Malta], which paid in gold.",
    "outermost": "S[The clerk] C[said] X[she believed that the ledgers were burnt].",
    "not_nested": "X[“The captain said the sea was calm,”] S[the cook] C[recalled].",
    "aimed": "S[The mayor] has yet C[to explain] X[why the bridge was closed].",
    "asked_to": "S[The bishop] C[called on] X[the strikers to go home].",
    "goes_on_to": "S[The firm] continues C[to insist] X[that the boats were sold].",
    "promised_thing": "S[The mayor] C[promised] X[cheaper ferries].",
    "did_not_say_if": "S[The pilot] C[did not say] X[if the engine had failed].",
    "seems": "X[The ferry] C[seems] X[to leak].",
    "it_appears": "It C[appears] X[that the ferry leaks].",
    "obvious": "It C[is obvious] X[that the well is dry].",
    "light_verb": "S[The tenants] C[voiced scepticism about] X[the new lease].",
    "in_love": "S[The captain] C[is a fan of] X[old lighthouses].",
    "two_of": "S[The judge] C[spoke of] X[the harbour and of its debts].",
    "named_in_quotes": "S[The farmers] C[called] X[the tax “utterly unfair.”]",
    "said_he_likes": "S[The guide] C[said] X[the village favours a “slow approach.”]",
    "leading": "S[Norway] C[claimed], as of Friday, X[it was one of the few states free of the plague].",
    "passive": "It C[was reported] X[that the ferry had sunk].",
}  # fmt: skip


def parsed(marked: str) -> tuple[str, dict[str, list[list[int]]]]:
    text, spans, at = "", {"S": [], "C": [], "X": []}, 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        spans[found.group(1)].append([len(text), len(text) + len(found.group(2))])
        text += found.group(2)
        at = found.end()
    return text + marked[at:], spans


@pytest.fixture(scope="module")
def quotes_in():
    annotator = Annotator(["quotes"])
    return lambda text: annotator.annotate(Document(text)).layers["quotes"]


@pytest.mark.parametrize("name", SENTENCES)
def test_sentence(name, quotes_in):
    text, spans = parsed(SENTENCES[name])
    assert {"source": spans["S"], "cue": spans["C"], "content": spans["X"]} in quotes_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The so-called ‘Iron Road’ runs north.",
        "The farmers met the bishop in the old mill.",
        "The wind has picked up since noon.",
        "He wants.",
        "The guests sang until dawn.",
        "The crew had seven boats with some reservations on board.",
        "The path seems.",
    ],
)
def test_nobody_says_anything(text, quotes_in):
    assert quotes_in(text) == []


def test_quotation_over_paragraphs(quotes_in):
    text = "“The well is dry,” the farmer said. “We wait.\n\n“We wait for rain.\n\n“And we pray.”\n\nRain came."
    (found,) = quotes_in(text)
    assert [text[a:b] for a, b in found["source"]] == ["the farmer"]
    assert "".join(text[a:b] for a, b in found["content"]).endswith("“And we pray.”")


def test_quotation_opened_again_on_the_next_line(quotes_in):
    text = "“The well is dry,” the farmer said. “We wait.\n“We wait for rain,” the miller added.\n\nRain came."
    by = [(text[a:b], [text[s:e] for s, e in q["content"]]) for q in quotes_in(text) for a, b in q["source"]]
    assert ("the miller", ["“We wait for rain,”"]) in by


def test_line_ends_the_sentence(quotes_in):
    text = "The firm, which sold the boats, said it would pay the crew.\n“We wait for the money,” said Duarte."
    by = [(text[a:b], [text[s:e] for s, e in q["content"]]) for q in quotes_in(text) for a, b in q["source"]]
    assert ("Duarte", ["“We wait for the money,”"]) in by


def test_headline(quotes_in):
    text = "Duarte: Ferry Will Sail Again\nThe harbour master, Ana Duarte, spoke in Porto Novo. Duarte was late."
    assert {"source": [[0, 6]], "cue": [[6, 7]], "content": [[8, 29]]} in quotes_in(text)


def test_list_under_a_heading(quotes_in):
    assert quotes_in("Fish: cod, hake, and old eels\nThe boats came home at noon.") == []


def test_name_below_a_quotation(quotes_in):
    text = "“The well has been dry since the spring.” — Ana Duarte\n\nShe left."
    assert [text[a:b] for q in quotes_in(text) for a, b in q["source"]] == ["Ana Duarte"]


def test_name_with_a_colon_before_a_quotation(quotes_in):
    text = "The harbour master spoke to reporters: “The ferry left on time.”"
    assert any(text[a:b].startswith("“The ferry") for q in quotes_in(text) for a, b in q["content"])
