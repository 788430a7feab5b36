"""Agreement of attributions."""

from __future__ import annotations

import json

import pytest

from detente.evaluate.quotes import quote_differences, read_quotes, same_source, score_quotes
from detente.records import Reject

TEXT = "Ana said the ferry left. Ben denied it."
GOLD = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 23]]}


def ours(**parts):
    return {**GOLD, **parts}


def test_equal():
    scores = score_quotes([([GOLD], [ours()])])
    assert (scores.exact.hits, scores.half.hits, scores.source.right, scores.cue_exact.right) == (1, 1, 1, 1)


@pytest.mark.parametrize(("end", "hits"), [(16, 1), (15, 0), (23, 1), (37, 1), (38, 0)])
def test_half_of_the_longer(end, hits):
    scores = score_quotes([([GOLD], [ours(content=[[9, end]])])])
    assert scores.half.hits == hits
    assert scores.exact.hits == (end == 23)


def test_pieces_count_together():
    gold = {**GOLD, "content": [[9, 13], [14, 23]]}
    assert score_quotes([([gold], [ours(content=[[9, 23]])])]).half.hits == 1


def test_each_is_used_once():
    assert score_quotes([([GOLD], [ours(), ours(cue=[[30, 36]])])]).half.hits == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [([], [], True), ([], [[0, 3]], False), ([[0, 3]], [[0, 20]], True), ([[0, 3]], [[5, 9]], False)],
)
def test_source(one, other, same):
    assert same_source(ours(source=one), ours(source=other)) is same


def test_differences():
    lost = {"source": [], "cue": [[29, 35]], "content": [[36, 38]]}
    rows = quote_differences("d", TEXT, [GOLD, lost], [ours(source=[[25, 28]])])
    assert [row[1] for row in rows] == ["source", "missed"]
    assert rows[0][2:8] == ["Ana", "said", "the ferry left", "Ben", "said", "the ferry left"]
    assert rows[1][4] == "it"


def read(*rows):
    return list(read_quotes(enumerate((json.dumps(r) for r in rows), 1), "g.jsonl"))


def test_reading():
    (row,) = read({"id": "a", "text": TEXT, "quotes": [GOLD]})
    assert row["quotes"] == [GOLD]


@pytest.mark.parametrize(
    "quotes",
    [None, [1], [{"content": [[9, 99]]}], [{"content": [[9, 9]]}], [{"content": []}], [{"content": [[1]]}]],
)
def test_what_is_no_gold(quotes):
    (found,) = read({"id": "a", "text": TEXT, "quotes": quotes})
    assert isinstance(found, Reject)


@pytest.mark.model
def test_command(detente, tmp_path):
    gold = tmp_path / "g.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": TEXT, "quotes": [GOLD]}) + "\n", encoding="utf-8")
    status, out, _ = detente("evaluate", "quotes", str(gold), "-f", "json", "-q", "--errors", str(tmp_path / "e.tsv"))
    told = json.loads(out)
    assert (status, told["content_half"]["hits"], told["source_on_found"]["right"]) == (0, 1, 1)
    assert told["baseline"]["content_half"]["gold"] == 1
    assert (tmp_path / "e.tsv").read_text(encoding="utf-8").startswith("id\tverdict\t")
    status, out, _ = detente("evaluate", "quotes", str(gold), "-q")
    assert "content, half in common" in out
    assert "marks and nearest verb" in out
