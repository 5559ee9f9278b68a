"""Row images: canonical JSON of rows, with which the journal brings them back.

Invariant: `unpack(pack(names, rows))` gives the same values, bytes included.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from typing import Any

_BYTES = "$bytes"


def to_json(values: Any) -> str:
    """Canonical JSON: sorted keys, no white space, bytes as base64."""
    return json.dumps(
        values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_encode
    )


def from_json(text: str) -> Any:
    """What `to_json` was given."""
    return json.loads(text, object_hook=_decode)


def pack(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """Rows with their column names, compressed."""
    return zlib.compress(to_json({"columns": list(names), "rows": rows}).encode(), 1)


def unpack(image: bytes) -> tuple[list[str], list[list[Any]]]:
    """The column names and the rows that were packed."""
    found = from_json(zlib.decompress(image).decode())
    return found["columns"], found["rows"]


def _encode(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {_BYTES: base64.b64encode(value).decode("ascii")}
    raise TypeError(f"a store column cannot hold {type(value).__name__}")


def _decode(value: dict[str, Any]) -> Any:
    return base64.b64decode(value[_BYTES]) if set(value) == {_BYTES} else value
