"""Where records are kept: Delta Lake tables in a folder or an object store.

Rows are only ever added. A batch of documents is written table by table under a name of its own, and then named in
``batches``: what is not named there is not seen, so that a batch is there whole or not at all, whenever its writer
stops. Of the batches that hold a document the last one holds; the older ones stay and can be asked for (``as_of``).
"""

from .delta import Tables
from .state import Snapshot, snapshot
from .verify import verify
from .writer import Writer

__all__ = ["Snapshot", "Tables", "Writer", "snapshot", "verify"]
