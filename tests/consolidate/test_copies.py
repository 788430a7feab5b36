"""Copies of one text."""

from __future__ import annotations

import pytest

from detente.consolidate.copies import ALIKE, alike, signature_of, witnesses

WIRE = (
    "The ministers of both states met in the old harbour town on Tuesday and signed a treaty on fishing rights. "
    "Boats of either side may work within forty miles of the islands until the end of next year, a spokesman said. "
    "Fishermen on the quay were not impressed and spoke of a sell-out to the bigger neighbour in the north."
)
OWN = (
    "A treaty on fishing was signed by two ministers, who had argued over it for a decade. Our reporter found few on "
    "the islands who believe that it will hold, and none who had been asked. Catches have fallen for years."
)


def test_a_copy_headed_and_cut_is_found():
    cut = "FISHING DEAL SIGNED By our staff. " + WIRE.rsplit(". ", 1)[0]
    assert alike(signature_of(WIRE), signature_of(WIRE)) == 1.0
    assert alike(signature_of(WIRE), signature_of(cut)) > ALIKE
    assert alike(signature_of(WIRE), signature_of(OWN)) < 0.1


def test_a_signature_is_the_same_everywhere():
    """Pinned: a change would make stored ones useless."""
    assert signature_of("One two three four five.")[:8].hex() == "ba2589fbcd7faef5"
    assert signature_of("One, TWO three; four five") == signature_of("One two three four five.")
    assert signature_of("Two words") == b""
    assert alike(b"", b"") == 0.0


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ([("a", "Wire", WIRE)], (1, 0)),
        ([("a", "Wire", WIRE), ("b", "Post", WIRE), ("c", "Mail", OWN)], (2, 1)),
        ([("a", "Post", WIRE), ("b", "Post", OWN)], (1, 0)),  # one publisher tells it twice
        ([("a", "", WIRE), ("b", "", OWN)], (2, 0)),
        ([("a", "Wire", ""), ("b", "Post", "")], (2, 0)),
    ],
)
def test_who_tells_and_who_copies(documents, expected):
    signed = [(name, source, signature_of(text)) for name, source, text in documents]
    assert witnesses(signed) == expected
    assert witnesses(reversed(signed)) == expected
