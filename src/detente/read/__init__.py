"""Files and feeds to documents; what cannot be read comes out too, with the reason."""

from .paths import count_inputs
from .reader import read_paths
from .text import text_document

__all__ = ["count_inputs", "read_paths", "text_document"]
