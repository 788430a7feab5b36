"""Older stores into the schema of this version."""

from __future__ import annotations

import json

from deltalake.schema import Field, PrimitiveType

from ..errors import StoreError
from .delta import Tables
from .schema import DERIVED, VERSION


def migrate(tables: Tables) -> tuple[int, int]:
    """Bring a store to schema ``VERSION``; from which version it came, and to which.

    What is written stays as it is, and can be asked for as before (``as_of``). The last step is one commit that says
    the new version: after a kill before it the store is of the old one still, and the steps can be done again. Raises
    ``StoreError`` where there is no store, or one of a newer version.
    """
    of = tables.schema_version()
    if of is None:
        raise StoreError(f"{tables.where} is no store of Détente")
    if not 1 <= of <= VERSION:
        raise StoreError(f"{tables.where}: its tables are of schema {of}, this version of Détente reads {VERSION}")
    if of < 2:
        _to_2(tables)
    return of, VERSION


def _to_2(tables: Tables) -> None:
    """Documents get a signature (made from the text where a row has none), the store a table of episodes."""
    documents = tables.open("documents")
    log = tables.open("batches")
    if documents is None or log is None:
        raise StoreError(f"{tables.where}: its table documents is missing")
    if "signature" not in {field.name for field in documents.schema().fields}:
        documents.alter.add_columns([Field("signature", PrimitiveType("binary"))])
    for name in DERIVED:
        tables.create_table(name)
    log.alter.set_table_description(json.dumps({"detente": 2}))
