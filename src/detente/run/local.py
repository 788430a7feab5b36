"""One process, one document after the other: the reference that every other way to run is measured against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol

from ..config import Config
from ..errors import DetenteError
from ..records import Document, Reject, Result

_BATCH_CHARS = (
    400_000  # a batch is closed here, so that 32 long texts are not parsed at once (1 GB a million characters)
)

OnReject = Callable[[Reject], None]
OnError = Callable[[Document, Exception], None]


class Codes(Protocol):
    """What codes documents: a ``Coder``, or anything with its shape."""

    config: Config

    def code_documents(self, documents: Iterable[Document], /) -> Iterator[Result]:
        """The results of the documents, in their order."""
        ...


def code_inputs(
    coder: Codes, items: Iterable[Document | Reject], on_reject: OnReject, on_error: OnError | None = None
) -> Iterator[Result]:
    """The results of what ``read_paths`` gives, in its order; what was refused goes to ``on_reject``.

    A document whose coding fails with an error that nobody foresaw is refused as well (``internal error: ...``), after
    ``on_error`` has seen it, and the others of its batch are coded one by one. A ``DetenteError`` (a broken lexicon, a
    wrong setting) concerns all documents and is raised.
    """
    batch: list[Document] = []
    size = 0
    for item in items:
        if isinstance(item, Reject):
            on_reject(item)
            continue
        batch.append(item)
        size += len(item.text)
        if len(batch) >= coder.config.batch_size or size >= _BATCH_CHARS:
            yield from _code_batch(coder, batch, on_reject, on_error)
            batch, size = [], 0
    if batch:
        yield from _code_batch(coder, batch, on_reject, on_error)


def _code_batch(coder: Codes, batch: list[Document], on_reject: OnReject, on_error: OnError | None) -> Iterator[Result]:
    done = 0
    try:
        for result in coder.code_documents(batch):
            done += 1
            yield result
    except DetenteError:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, it is met again below, with the document that causes it
        for document in islice(batch, done, None):
            yield from _code_alone(coder, document, on_reject, on_error)


def _code_alone(coder: Codes, document: Document, on_reject: OnReject, on_error: OnError | None) -> Iterator[Result]:
    try:
        results = list(coder.code_documents([document]))
    except DetenteError:
        raise
    except Exception as error:  # noqa: BLE001 - one document must not end the run; the error is told and counted
        if on_error is not None:
            on_error(document, error)
        reason = f"internal error, please report it: {type(error).__name__}: {error}"
        on_reject(Reject(document.origin or document.id, reason, document.text[:80]))
        return
    yield from results
