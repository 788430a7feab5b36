"""Many tellings, one record: within a document (here), across documents (a later pass over the store)."""

from .within import consolidate

__all__ = ["consolidate"]
