import pytest

from detente.errors import PipelineError
from detente.records import Document, Reject
from detente.run import local
from detente.run.local import code_inputs


def texts(*words):
    return [Document(f"France attacked Spain {word}.", id=word, origin=f"{word}.txt") for word in words]


def test_results_come_in_order_and_refusals_aside(coder):
    refused = []
    items = [*texts("a", "b"), Reject("x.txt", "empty"), *texts("c", "d", "e")]
    assert [r.document.id for r in code_inputs(coder, items, refused.append)] == ["a", "b", "c", "d", "e"]
    assert refused == [Reject("x.txt", "empty")]
    assert coder.calls == [4, 1]


def test_one_failing_document_costs_only_itself(coder):
    refused, errors = [], []
    items = texts("a", "BOOM", "c", "d", "e")
    found = code_inputs(coder, items, refused.append, lambda d, e: errors.append((d.id, e)))
    assert [r.document.id for r in found] == ["a", "c", "d", "e"]
    assert [(r.origin, r.reason) for r in refused] == [
        ("BOOM.txt", "internal error, please report it: KeyError: 'boom'")
    ]
    assert refused[0].sample.startswith("France")
    assert errors == [("BOOM", coder.error)]


def test_an_error_on_purpose_ends_the_run(coder):
    coder.error = PipelineError("wrong")
    with pytest.raises(PipelineError):
        list(code_inputs(coder, texts("a", "BOOM"), lambda _: None))


def test_ctrl_c_is_no_failing_document(coder):
    coder.error = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        list(code_inputs(coder, texts("a", "BOOM"), lambda _: None))


def test_long_texts_make_short_batches(coder, monkeypatch):
    monkeypatch.setattr(local, "_BATCH_CHARS", 100)
    long = [Document("Word. " * 10, id=str(n)) for n in range(4)]
    assert len(list(code_inputs(coder, long, lambda _: None))) == 4
    assert coder.calls == [2, 2]


def test_documents_are_coded_while_they_arrive(coder):
    read = []

    def arriving():
        for document in texts(*"abcdefgh"):
            read.append(document.id)
            yield document

    next(code_inputs(coder, arriving(), lambda _: None))
    assert read == ["a", "b", "c", "d"]
