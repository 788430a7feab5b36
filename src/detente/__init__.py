"""Détente: from dated news to events, statements and ties that anyone can check.

>>> import detente
>>> coder = detente.Coder()                                        # doctest: +SKIP
>>> result = coder.code("...", date="2023-04-29")                  # doctest: +SKIP

Everything public is listed in ``__all__`` and loaded on first use, so that ``import detente`` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_WHERE = {
    "Coder": "detente.run.coder",
    "code": "detente.run.coder",
    "Config": "detente.config",
    "Document": "detente.records",
    "Drop": "detente.records",
    "Entity": "detente.records",
    "Event": "detente.records",
    "Moment": "detente.records",
    "Place": "detente.records",
    "Reason": "detente.records",
    "Reject": "detente.records",
    "Result": "detente.records",
    "Span": "detente.records",
    "Statement": "detente.records",
    "Tie": "detente.records",
    "DetenteError": "detente.errors",
    "open_store": "detente.query",
    "read_paths": "detente.read",
}
__all__ = [
    "Coder",
    "Config",
    "DetenteError",
    "Document",
    "Drop",
    "Entity",
    "Event",
    "Moment",
    "Place",
    "Reason",
    "Reject",
    "Result",
    "Span",
    "Statement",
    "Tie",
    "__version__",
    "code",
    "open_store",
    "read_paths",
]


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        value = getattr(import_module(_WHERE[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'detente' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
