"""Ids that come from content."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def content_id(prefix: str, *parts: Any) -> str:
    """``prefix-`` and 12 hex digits of the SHA-256 of the parts (JSON values), the same on every machine."""
    raw = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(raw.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
