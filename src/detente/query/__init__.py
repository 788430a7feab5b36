"""From tables to answers: DuckDB underneath, Arrow out; no language model is ever loaded here."""

from .filters import Filters
from .store import Rows, Store, open_store

__all__ = ["Filters", "Rows", "Store", "open_store"]
