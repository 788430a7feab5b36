"""A coder without a model, for the tests of the staircase."""

import pytest


@pytest.fixture(autouse=True)
def remembers_in(state):
    """Every run here has a memory of its own."""
