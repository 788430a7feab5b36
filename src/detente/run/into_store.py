"""A run's results into a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from ..config import Config
from ..lexicon.stamp import lexicon_stamp
from ..records import Document, Reject, Result
from .registry import actor_files, codebook_folder
from .write import Output, RejectLines, Sink

if TYPE_CHECKING:
    from ..store import Writer


def open_writer(
    where: str | Path, config: Config, *, model: str | None = None, options: Mapping[str, str] | None = None
) -> Writer:
    """A writer into the store at ``where`` that names this version of Détente, its model and its lexicon."""
    from ..store import Tables, Writer

    name = model or config.model
    own = [*actor_files(config), *([folder] if (folder := codebook_folder(config)) else [])]
    about = f"{name} {_version_of(name)}".strip()
    coder = f"detente {metadata.version('detente')}, {about}"
    lexicon = lexicon_stamp(own)
    return Writer(Tables(where, options), coder=coder, lexicon=lexicon, model=about, settings=asdict(config))


def _version_of(model: str) -> str:
    """The version of an installed model; empty for a path or one that tells none."""
    try:
        return metadata.version(model.replace("_", "-"))
    except (metadata.PackageNotFoundError, ValueError):
        return ""


class StoreSink(Sink):
    """Takes results and writes them into a store; what is committed stays, whatever happens then."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.output = _Somewhere(Path(writer.tables.where))

    def new(self, items: Iterable[Document | Reject], passed: Callable[[], None]) -> Iterator[Document | Reject]:
        """What the store does not hold yet, coded in the same way; ``passed`` hears of each that it does."""
        for item in items:
            if isinstance(item, Document) and self.writer.has(item):
                self.writer.left += 1
                passed()
            else:
                yield item

    def write(self, result: Result) -> None:
        """Take one result."""
        self.writer.write(result)

    def close(self) -> None:
        """Commit what is left."""
        self.writer.close()

    def discard(self) -> None:
        """Forget what is not committed."""

    def told(self) -> str:
        """What became of the documents."""
        w = self.writer
        parts = [f"{w.added:,} new", f"{w.replaced:,} coded anew", f"{w.left:,} there already"]
        return f"store {w.tables.where}: {', '.join(parts)}"


class StoreRefusals(RejectLines):
    """Takes what is refused and writes it into a store."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.output = _Somewhere(Path(writer.tables.where))

    def write(self, reject: Reject) -> None:
        """Take one refusal."""
        self.writer.refuse(reject)

    def close(self) -> None:
        """Nothing: the sink of the store commits."""
        self.writer.commit()

    def discard(self) -> None:
        """Forget what is not committed."""


class _Somewhere(Output):
    """The place of a sink that writes no file."""

    def __init__(self, path: Path) -> None:
        self.path = path
